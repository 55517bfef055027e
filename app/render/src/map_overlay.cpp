#include "batterisk/render/map_overlay.hpp"

#include "batterisk/render/drawing_painter.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/study/map/map_layers.hpp"

#include <optional>

namespace batterisk::render {
namespace {

namespace drawing = study::drawing;

constexpr double px = study::map_style::mm_per_pixel;
// Letters on a screen are read from farther away than those on paper; lines keep to a fifth of a pixel; its ground is
// white where nothing lies, so the veil is grey.
constexpr study::MapMedium screen{11.0 * px, 10.0 * px, 10.0 * px, 5.0 * px, 0.2 * px, {"#F4F4F2", 0.75}};
constexpr std::string_view accent = "#006CC4";

study::MapCanvas canvas_of(const MapScene& scene, const ViewTransform& view, const QRectF& frame,
                           study::Language language) {
  return study::map_canvas(*scene.result, view.sheet(), screen,
                           {frame.x() * px, frame.y() * px, frame.width() * px, frame.height() * px}, language);
}

// Hatches keep to a point on the ground, so that they stay in place when the map moves.
drawing::Point hatch_origin(const study::MapView& view) {
  return view.on_sheet(RdPoint{155000.0, 463000.0});
}

}  // namespace

void draw_overlay(QPainter& painter, const MapScene& scene, const ViewTransform& view, const QRectF& frame,
                  const LayerStack& layers, study::Language language) {
  study::MapCanvas canvas = canvas_of(scene, view, frame, language);
  for (std::size_t i = 0; i < canvas.zones.size(); ++i) {
    const study::ZoneResult& zone = canvas.zones[i];
    if (shows(layers, zone.zone.level ? MapLayer::Contouren : MapLayer::Gebieden))
      note_zone(zone, i, canvas.box, canvas.content);
  }
  make_outlines(canvas);
  const auto put = [&](const drawing::Group& group) {
    paint(painter, group, {}, pixels_per_mm, hatch_origin(canvas.view));
  };
  put(draw_veil(canvas));
  study::SourceLayer sources;
  for (const LayerState& each : layers) {
    if (!each.visible) continue;
    painter.setOpacity(each.opacity);
    switch (each.layer) {
      case MapLayer::Gebieden:
        put(draw_area_fills(canvas));
        put(draw_area_outlines(canvas));
        break;
      case MapLayer::Oordelen:
        put(draw_verdict_outlines(canvas, scene.judged));
        break;
      case MapLayer::Locatie:
        put(draw_sites(canvas));
        break;
      case MapLayer::Contouren:
        put(draw_contours(canvas));
        break;
      case MapLayer::Eenheden:
        sources = draw_sources(canvas);
        put(sources.signs);
        break;
      case MapLayer::Achtergrond:
      case MapLayer::Percelen:
      case MapLayer::Gebouwen:     // in tiles
      case MapLayer::Opschriften:  // over everything
        break;
    }
  }
  painter.setOpacity(1.0);
  // In the order in which they take their places on paper.
  const bool words = shows(layers, MapLayer::Opschriften);
  const drawing::Group names = words ? draw_names(canvas, sources) : drawing::Group{};
  if (shows(layers, MapLayer::Oordelen)) put(draw_verdict_signs(canvas, scene.judged));
  if (!words) return;
  const study::ZoneLabels labels = draw_zone_labels(canvas);
  put(labels.leaders);
  if (scene.ground.gebouwen && shows(layers, MapLayer::Gebouwen)) {
    std::vector<std::uint32_t> buildings;
    scene.ground.gebouwen->find(canvas.box, buildings);
    put(draw_addresses(canvas, buildings));
  }
  if (scene.ground.percelen && shows(layers, MapLayer::Percelen)) {
    std::vector<std::uint32_t> parcels;
    scene.ground.percelen->find(canvas.box, parcels);
    put(draw_parcel_numbers(canvas, parcels));
  }
  put(names);
  put(labels.tags);
}

void draw_moving(QPainter& painter, const MapScene& scene, const std::vector<study::ZoneResult>& zones,
                 const std::vector<BatteryUnit>& units, const ViewTransform& view) {
  study::MapCanvas canvas = canvas_of(scene, view, {{0.0, 0.0}, view.size}, study::Language::Nl);
  canvas.zones = zones;
  canvas.units = units;
  for (std::size_t i = 0; i < zones.size(); ++i) note_zone(zones[i], i, canvas.box, canvas.content);
  make_outlines(canvas);
  drawing::Group all;
  all.add(draw_area_outlines(canvas));
  all.add(draw_contours(canvas));
  all.add(draw_sites(canvas));
  all.add(draw_sources(canvas).signs);
  paint(painter, all, {}, pixels_per_mm);
}

QPointF turn_handle(const BatteryUnit& unit, const ViewTransform& view) {
  const double reach = unit.length.m() / 2.0 + 22.0 * view.metres_per_pixel;
  return view.to_pixel(point_at(unit.position, unit.orientation.rad(), reach));
}

void draw_handle(QPainter& painter, const BatteryUnit& unit, const ViewTransform& view) {
  painter.setRenderHint(QPainter::Antialiasing);
  const QPointF handle = turn_handle(unit, view);
  painter.setPen(QPen(colour(accent), 1.5));
  painter.drawLine(view.to_pixel(unit.position), handle);
  painter.setBrush(colour(accent));
  painter.setPen(QPen(Qt::white, 1.5));
  painter.drawPolygon(view.to_pixel(footprint(unit)));
  painter.drawEllipse(handle, 6.0, 6.0);
}

void draw_selection(QPainter& painter, const MultiPolygon& polygons, const ViewTransform& view) {
  const auto outline =
      std::make_shared<const drawing::Outline>(drawing::Outline{{}, view.sheet().on_sheet(polygons, screen.tolerance)});
  drawing::Group group;
  group.add(drawing::Shape{outline, {{}, {"#fff", 6.0 * px, {}, true}}});
  group.add(drawing::Shape{outline, {{}, {accent, 3.0 * px, {}, true}}});
  paint(painter, group, {}, pixels_per_mm);
}

}  // namespace batterisk::render
