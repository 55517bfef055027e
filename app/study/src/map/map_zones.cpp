#include "batterisk/study/map/letters.hpp"
#include "batterisk/study/map/map_layers.hpp"
#include "batterisk/study/map/map_style.hpp"

#include "batterisk/study/run/summary.hpp"

#include <algorithm>

namespace batterisk::study {
namespace {

using namespace drawing;

// The last area reaches farthest as a rule: it goes below.
template <typename Draw>
void for_areas(const MapCanvas& canvas, const Draw& draw) {
  for (auto i = canvas.content.zones.rbegin(); i != canvas.content.zones.rend(); ++i) {
    if (const auto& soort = canvas.zones[*i].zone.aandachtsgebied) draw(canvas.outlines[*i], map_style::area(*soort));
  }
}

std::vector<LineLabel> labels_of(MapCanvas& canvas, std::size_t zone, double width, double height) {
  const MultiPolygon& polygons = canvas.zones[zone].polygons;
  // Every zone begins to look for room somewhere else, so that the labels do not stand in a row.
  const double start = 0.1 + 0.17 * static_cast<double>(zone % 6);
  std::vector<LineLabel> labels;
  for (const Polygon& polygon : polygons) {
    const auto more = labels_on(canvas.view.on_sheet(polygon.outer), width, height, start, labels, canvas.placer);
    labels.insert(labels.end(), more.begin(), more.end());
  }
  if (labels.empty() && !border_in(polygons, canvas.box)) {
    // The map lies inside the area: its letter in a corner.
    const Rect corner{canvas.placer.frame().x + 1.0, canvas.placer.frame().y + 1.0, 0.0, 0.0};
    if (const auto box = canvas.placer.beside(corner, width, height)) labels.push_back({*box, std::nullopt});
  }
  return labels;
}

}  // namespace

void note_zone(const ZoneResult& zone, std::size_t index, const Box& box, MapContent& content) {
  // A contour is a line; an area also shows when the map lies wholly inside it.
  const bool shows = zone.zone.level ? border_in(zone.polygons, box) : visible_in(zone.polygons, box);
  (zone.polygons.empty() ? content.zones_nowhere : shows ? content.zones : content.zones_outside).push_back(index);
}

void make_outlines(MapCanvas& canvas) {
  canvas.outlines.resize(canvas.zones.size());
  for (const std::size_t i : canvas.content.zones) {
    const ZoneResult& zone = canvas.zones[i];
    canvas.outlines[i] = std::make_shared<const Outline>(
        Outline{"zone-" + std::to_string(i), canvas.view.on_sheet(zone.polygons, canvas.medium.tolerance), zone.naam});
  }
}

Group draw_area_fills(const MapCanvas& canvas) {
  Group group{"aandachtsgebieden"};
  for_areas(canvas, [&group](const auto& outline, const map_style::AreaStyle& style) {
    group.add(Shape{outline, {style.fill()}});
    group.add(Shape{outline, {{.pattern = &style.hatch}}});
  });
  return group;
}

Group draw_area_outlines(const MapCanvas& canvas) {
  Group group{"grenzen-aandachtsgebieden"};
  for_areas(canvas, [&group](const auto& outline, const map_style::AreaStyle& style) {
    group.add(Shape{outline, {{}, style.outline()}});
  });
  return group;
}

Group draw_contours(const MapCanvas& canvas) {
  Group group{"pr-contouren"};
  const auto& zones = canvas.content.zones;
  for (auto i = zones.rbegin(); i != zones.rend(); ++i) {  // the highest level on top
    const auto& level = canvas.zones[*i].zone.level;
    if (!level) continue;
    group.add(Shape{canvas.outlines[*i], {{}, map_style::contour(*level).casing}});
    group.add(Shape{canvas.outlines[*i], {{}, map_style::contour(*level).line}});
  }
  return group;
}

ZoneLabels draw_zone_labels(MapCanvas& canvas) {
  ZoneLabels labels{{"aanwijslijnen"}, {"opschriften"}};
  const double size = canvas.medium.tag;
  for (const std::size_t i : canvas.content.zones) {
    const Zone& zone = canvas.zones[i].zone;
    const std::string text = zone.level ? level_name(*zone.level, canvas.language)
                                        : std::string{map_style::area(*zone.aandachtsgebied).letter};
    const std::string_view colour =
        zone.level ? map_style::contour(*zone.level).line.colour : map_style::area(*zone.aandachtsgebied).colour;
    for (const LineLabel& label : labels_of(canvas, i, letters::width(text, size, true) + 1.6, size + 1.0)) {
      if (label.leader_to) {
        labels.leaders.add(line(label.box.centre(), *label.leader_to, {"#fff", 0.6}));
        labels.leaders.add(line(label.box.centre(), *label.leader_to, {map_style::ink, 0.18}));
      }
      labels.tags.add(map_style::tag(label.box, text, colour, size));
    }
  }
  return labels;
}

}  // namespace batterisk::study
