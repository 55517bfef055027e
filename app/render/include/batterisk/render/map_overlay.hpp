#pragma once

#include "batterisk/render/map_scene.hpp"
#include "batterisk/render/view_transform.hpp"

#include "batterisk/study/text/texts.hpp"

#include <QPainter>

namespace batterisk::render {

/// Everything that lies over parcels and buildings: veil where nothing was read, areas with hatch and letter, site,
/// PR contours with their value on the line, units to scale, signs of verdicts, names. `frame`: where labels may stand.
void draw_overlay(QPainter& painter, const MapScene& scene, const ViewTransform& view, const QRectF& frame,
                  const LayerStack& layers, study::Language language);

/// Border of zones alone, without labels or hatch: quick enough to follow a hand.
void draw_zone_lines(QPainter& painter, const std::vector<study::ZoneResult>& zones, const ViewTransform& view);

/// Units of a dossier that is being changed, over the map; `selected` gets a handle to turn it by.
void draw_units(QPainter& painter, std::span<const BatteryUnit> units, const ViewTransform& view,
                std::optional<std::size_t> selected);
/// Where the handle of a unit stands.
[[nodiscard]] QPointF turn_handle(const BatteryUnit& unit, const ViewTransform& view);

/// Halo around polygons: the selected object.
void draw_selection(QPainter& painter, const MultiPolygon& polygons, const ViewTransform& view);

/// Polygons as a path in pixels; vertices nearer than half a pixel are left out.
[[nodiscard]] QPainterPath path_of(const MultiPolygon& polygons, const ViewTransform& view);

}  // namespace batterisk::render
