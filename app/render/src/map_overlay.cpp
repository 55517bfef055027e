#include "batterisk/render/map_overlay.hpp"

#include "batterisk/render/labels.hpp"
#include "batterisk/render/map_pens.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/study/map/map_colours.hpp"
#include "batterisk/study/run/summary.hpp"

#include <QFontMetricsF>
#include <QLineF>

#include <algorithm>
#include <cmath>

namespace batterisk::render {
namespace {

namespace style = study::map_style;

QPolygonF thinned(const Ring& ring, const ViewTransform& view) {
  constexpr double nearest = 0.5;
  QPolygonF polygon;
  for (const RdPoint p : ring) {
    const QPointF at = view.to_pixel(p);
    if (!polygon.isEmpty() && std::abs(at.x() - polygon.back().x()) < nearest &&
        std::abs(at.y() - polygon.back().y()) < nearest) {
      continue;
    }
    polygon << at;
  }
  return polygon;
}

class Overlay {
 public:
  Overlay(QPainter& painter, const MapScene& scene, const ViewTransform& view, const QRectF& frame,
          study::Language language)
      : painter_{painter}, scene_{scene}, view_{view}, box_{view.box()}, labels_{frame}, language_{language} {}

  void veil() {
    if (!scene_.veiled || scene_.known.contains(box_)) return;
    const QRectF known = view_.to_pixel(scene_.known);
    QPainterPath outside;
    outside.addRect(QRectF{QPointF{0.0, 0.0}, view_.size});
    outside.addRect(known);
    painter_.fillPath(outside, QColor(0xF4, 0xF4, 0xF2, 0xC0));
    QPen edge(colour(style::grey), 0.8);
    edge.setDashPattern({6.0, 4.0});
    painter_.setPen(edge);
    painter_.setBrush(Qt::NoBrush);
    painter_.drawRect(known);
  }

  void draw(MapLayer layer) {
    switch (layer) {
      case MapLayer::Achtergrond:
      case MapLayer::Percelen:
      case MapLayer::Gebouwen:
        return;
      case MapLayer::Gebieden:
        return areas();
      case MapLayer::Oordelen:
        return outlines();
      case MapLayer::Locatie:
        return sites();
      case MapLayer::Contouren:
        return contours();
      case MapLayer::Eenheden:
        return units();
      case MapLayer::Opschriften:
        return;  // over everything: see `names`
    }
  }

  void signs() {
    for (const JudgedBuilding& each : scene_.judged) {
      if (each.oordeel == Oordeel::NietVanToepassing || !box_.contains(Box{each.sign, each.sign})) continue;
      const QPointF at = view_.to_pixel(each.sign);
      // No larger than the building, as long as it can be read.
      const ShapeLayer::Bounds& b = scene_.ground.gebouwen->bounds(each.pand);
      const double side = static_cast<double>(std::min(b.right - b.left, b.top - b.bottom)) / view_.metres_per_pixel;
      const double radius = std::clamp(side / 2.2, 3.5, 6.0);
      const QRectF room{at.x() - radius, at.y() - radius, 2.0 * radius, 2.0 * radius};
      if (!labels_.free(room)) continue;
      labels_.take(room);
      draw_verdict_sign(painter_, each.oordeel, at, radius);
    }
  }

  void zone_labels(bool contour_lines) {
    painter_.setFont(map_font(11.0, true));
    const auto& zones = scene_.result->zones;
    for (std::size_t i = 0; i < zones.size(); ++i) {
      const Zone& zone = zones[i].zone;
      if (zone.level.has_value() != contour_lines || zones[i].polygons.empty()) continue;
      const QString text = zone.level ? qt(study::level_name(*zone.level, language_))
                                      : qt(std::string{style::area(*zone.aandachtsgebied).letter});
      const QColor edge =
          colour(zone.level ? style::contour(*zone.level).colour : style::area(*zone.aandachtsgebied).colour);
      const QSizeF size{QFontMetricsF(painter_.font()).horizontalAdvance(text) + 8.0, 16.0};
      const double start = 0.1 + 0.17 * static_cast<double>(i % 6);
      for (const Polygon& polygon : zones[i].polygons) {
        if (!bounds(polygon.outer).intersects(box_)) continue;
        for (const QRectF& box : labels_.on_line(thinned(polygon.outer, view_), size, start)) {
          draw_tag(painter_, box, text, edge);
        }
      }
    }
  }

  void names(bool parcel_numbers) {
    unit_names();
    const auto& percelen = scene_.result->surroundings.percelen;
    if (!parcel_numbers || !percelen || view_.scale() > 2500.0) return;
    painter_.setFont(map_font(10.0));
    const QFontMetricsF metrics(painter_.font());
    std::vector<std::uint32_t> found;
    scene_.ground.percelen->find(box_, found);
    for (const std::uint32_t i : found) {
      const Perceel& perceel = (*percelen)[i];
      const std::string& whole = perceel.kadastrale_aanduiding;
      const QString text = qt(whole.substr(whole.find_last_of('-') + 1));
      const QRectF shape = view_.to_pixel(bounds(perceel.vlak));
      const double width = metrics.horizontalAdvance(text);
      if (text.isEmpty() || shape.width() < width + 6.0 || shape.height() < 14.0) continue;
      const QPointF at = shape.center();
      const RdPoint centre = view_.to_rd(at);
      const QRectF room{at.x() - width / 2.0, at.y() - 6.0, width, 12.0};
      const bool inside = std::any_of(perceel.vlak.begin(), perceel.vlak.end(),
                                      [centre](const Polygon& p) { return contains(p, centre); });
      if (!inside || !labels_.free(room)) continue;
      labels_.take(room);
      draw_halo_text(painter_, at, text, colour(style::parcel_number));
    }
  }

 private:
  void areas() {
    const QPointF anchor = view_.to_pixel(RdPoint{155000.0, 463000.0});
    const auto& zones = scene_.result->zones;
    for (auto zone = zones.rbegin(); zone != zones.rend(); ++zone) {  // the last area reaches farthest as a rule
      if (zone->zone.aandachtsgebied) {
        draw_area(painter_, path_of(zone->polygons, view_), *zone->zone.aandachtsgebied, anchor);
      }
    }
  }

  void contours() {
    const auto& zones = scene_.result->zones;
    for (auto zone = zones.rbegin(); zone != zones.rend(); ++zone) {  // the highest level on top
      if (zone->zone.level) draw_contour(painter_, path_of(zone->polygons, view_), *zone->zone.level);
    }
  }

  void outlines() {
    painter_.setBrush(Qt::NoBrush);
    const auto& panden = *scene_.result->surroundings.panden;
    for (auto each = scene_.judged.rbegin(); each != scene_.judged.rend(); ++each) {  // the worst on top
      const MultiPolygon& shape = panden[each->pand].footprint;
      if (!bounds(shape).intersects(box_)) continue;
      painter_.strokePath(path_of(shape, view_), verdict_pen(each->oordeel, view_.metres_per_pixel));
    }
  }

  void sites() {
    for (const Site& site : scene_.result->dossier.sites) painter_.strokePath(path_of({site.boundary}, view_), site_pen());
  }

  void units() {
    const Dossier& dossier = scene_.result->dossier;
    draw_units(painter_, dossier.units, view_, std::nullopt);
    for (const UserScenario& scenario : dossier.scenarios) draw_source_sign(painter_, view_.to_pixel(scenario.position));
  }

  void unit_names() {
    painter_.setFont(map_font(10.0, true));
    const QFontMetricsF metrics(painter_.font());
    const auto put = [&](const QRectF& object, const std::string& id) {
      const QString text = qt(id);
      const auto place = labels_.beside(object, {metrics.horizontalAdvance(text) + 4.0, 13.0});
      if (place) draw_halo_text(painter_, place->center(), text, colour(style::ink));
    };
    for (const BatteryUnit& unit : scene_.result->dossier.units) {
      const Box around = bounds(footprint(unit));
      if (unit.length.m() / view_.metres_per_pixel < 14.0 || !around.intersects(box_)) continue;
      put(view_.to_pixel(around), unit.id);
    }
    for (const UserScenario& scenario : scene_.result->dossier.scenarios) {
      const QPointF at = view_.to_pixel(scenario.position);
      put({at.x() - 7.0, at.y() - 7.0, 14.0, 14.0}, scenario.id);
    }
  }

  QPainter& painter_;
  const MapScene& scene_;
  const ViewTransform& view_;
  Box box_;
  Labels labels_;
  study::Language language_;
};

}  // namespace

QPainterPath path_of(const MultiPolygon& polygons, const ViewTransform& view) {
  QPainterPath path;
  for (const Polygon& polygon : polygons) {
    path.addPolygon(thinned(polygon.outer, view));
    path.closeSubpath();
    for (const Ring& hole : polygon.holes) {
      path.addPolygon(thinned(hole, view));
      path.closeSubpath();
    }
  }
  return path;
}

void draw_overlay(QPainter& painter, const MapScene& scene, const ViewTransform& view, const QRectF& frame,
                  const LayerStack& layers, study::Language language) {
  painter.setRenderHint(QPainter::Antialiasing);
  Overlay overlay(painter, scene, view, frame, language);
  overlay.veil();
  const auto state = [&layers](MapLayer layer) {
    return std::find_if(layers.begin(), layers.end(), [layer](const LayerState& s) { return s.layer == layer; });
  };
  const auto shown = [&](MapLayer layer) { return state(layer) != layers.end() && state(layer)->visible; };
  for (const LayerState& each : layers) {
    if (!each.visible) continue;
    painter.setOpacity(each.opacity);
    overlay.draw(each.layer);
  }
  painter.setOpacity(1.0);
  const bool words = shown(MapLayer::Opschriften);
  if (words && shown(MapLayer::Contouren)) overlay.zone_labels(true);
  if (words && shown(MapLayer::Gebieden)) overlay.zone_labels(false);
  if (shown(MapLayer::Oordelen)) overlay.signs();
  if (words) overlay.names(shown(MapLayer::Percelen));
}

void draw_zone_lines(QPainter& painter, const std::vector<study::ZoneResult>& zones, const ViewTransform& view) {
  painter.setRenderHint(QPainter::Antialiasing);
  for (auto zone = zones.rbegin(); zone != zones.rend(); ++zone) {
    const QPainterPath path = path_of(zone->polygons, view);
    if (zone->zone.level) {
      draw_contour(painter, path, *zone->zone.level);
    } else {
      painter.strokePath(path, QPen(colour(style::area(*zone->zone.aandachtsgebied).colour), pixels(style::area_width)));
    }
  }
}

QPointF turn_handle(const BatteryUnit& unit, const ViewTransform& view) {
  const double reach = unit.length.m() / 2.0 + 22.0 * view.metres_per_pixel;
  return view.to_pixel(point_at(unit.position, unit.orientation.rad(), reach));
}

void draw_units(QPainter& painter, std::span<const BatteryUnit> units, const ViewTransform& view,
                std::optional<std::size_t> selected) {
  constexpr double smallest = 6.0;  // px: what is less to see gets a ring
  painter.setRenderHint(QPainter::Antialiasing);
  const QPen locator(colour(style::ink), 1.2);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const BatteryUnit& unit = units[i];
    painter.setPen(QPen(Qt::white, 0.8));
    painter.setBrush(colour(style::ink));
    painter.drawPolygon(view.to_pixel(footprint(unit)));
    const QPointF at = view.to_pixel(unit.position);
    if (unit.length.m() / view.metres_per_pixel < smallest) {
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(Qt::white, 3.0));
      painter.drawEllipse(at, smallest, smallest);
      painter.setPen(locator);
      painter.drawEllipse(at, smallest, smallest);
    }
  }
  if (!selected || *selected >= units.size()) return;
  const BatteryUnit& unit = units[*selected];
  const QColor accent(0x00, 0x6C, 0xC4);
  const QPointF handle = turn_handle(unit, view);
  painter.setPen(QPen(accent, 1.5));
  painter.drawLine(view.to_pixel(unit.position), handle);
  painter.setBrush(accent);
  painter.setPen(QPen(Qt::white, 1.5));
  painter.drawPolygon(view.to_pixel(footprint(unit)));
  painter.drawEllipse(handle, 6.0, 6.0);
}

void draw_selection(QPainter& painter, const MultiPolygon& polygons, const ViewTransform& view) {
  painter.setRenderHint(QPainter::Antialiasing);
  const QPainterPath path = path_of(polygons, view);
  painter.setBrush(Qt::NoBrush);
  QPen casing(Qt::white, 6.0);
  casing.setJoinStyle(Qt::RoundJoin);
  painter.strokePath(path, casing);
  QPen line(QColor(0x00, 0x6C, 0xC4), 3.0);
  line.setJoinStyle(Qt::RoundJoin);
  painter.strokePath(path, line);
}

}  // namespace batterisk::render
