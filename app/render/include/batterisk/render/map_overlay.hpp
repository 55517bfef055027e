#pragma once

#include "batterisk/render/map_scene.hpp"
#include "batterisk/render/view_transform.hpp"

#include <QPainter>

namespace batterisk::render {

/// Everything that lies over parcels and buildings: veil where nothing was read, areas with hatch and letter, site,
/// PR contours with their value on the line, units to scale, signs of verdicts, names. `frame`: where labels may stand.
void draw_overlay(QPainter& painter, const MapScene& scene, const ViewTransform& view, const QRectF& frame,
                  const LayerStack& layers, study::Language language);

/// Border of zones, site and units alone, without labels or hatch: quick enough to follow a hand. Zones and units may
/// be others than those of the scene.
void draw_moving(QPainter& painter, const MapScene& scene, const std::vector<study::ZoneResult>& zones,
                 const std::vector<BatteryUnit>& units, const ViewTransform& view);

/// Where the handle of a unit stands that turns it, and the unit with it.
[[nodiscard]] QPointF turn_handle(const BatteryUnit& unit, const ViewTransform& view);
void draw_handle(QPainter& painter, const BatteryUnit& unit, const ViewTransform& view);

/// Halo around polygons: the selected object.
void draw_selection(QPainter& painter, const MultiPolygon& polygons, const ViewTransform& view);

}  // namespace batterisk::render
