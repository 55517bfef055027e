#include "map/map_canvas.hpp"
#include "map/map_style.hpp"

#include <algorithm>

namespace batterisk::study {
namespace {

constexpr double tag_size = 2.5;
// Contours have a vertex every few decimetres, however large they are. What moves a line by less than a dot
// of a printer (mm) is left out: of zones only, objects keep all they have.
constexpr double invisible = 0.005;

std::string use(std::size_t zone, std::string_view attributes) {
  return "<use xlink:href=\"#zone-" + std::to_string(zone) + "\" " + std::string{attributes} + "/>\n";
}

// The last area reaches farthest as a rule: it goes below.
template <typename Draw>
void for_areas(const MapCanvas& canvas, const Draw& draw) {
  for (auto i = canvas.content.zones.rbegin(); i != canvas.content.zones.rend(); ++i) {
    if (const auto& soort = canvas.result.zones[*i].zone.aandachtsgebied) draw(*i, map_style::area(*soort));
  }
}

std::vector<LineLabel> labels_of(MapCanvas& canvas, std::size_t zone, double width, double height) {
  const MultiPolygon& polygons = canvas.result.zones[zone].polygons;
  // Every zone begins to look for room somewhere else, so that the labels do not stand in a row.
  const double start = 0.1 + 0.17 * static_cast<double>(zone % 6);
  std::vector<LineLabel> labels;
  for (const Polygon& polygon : polygons) {
    const auto more =
        labels_on(canvas.view.on_sheet(polygon.outer), width, height, start, labels, canvas.placer);
    labels.insert(labels.end(), more.begin(), more.end());
  }
  if (labels.empty() && !border_in(polygons, canvas.box)) {
    // The map lies inside the area: its letter in a corner.
    const svg::Rect corner{canvas.view.frame.x + 1.0, canvas.view.frame.y + 1.0, 0.0, 0.0};
    if (const auto box = canvas.placer.beside(corner, width, height)) labels.push_back({*box, std::nullopt});
  }
  return labels;
}

}  // namespace

void find_zones(MapCanvas& canvas) {
  MapContent& content = canvas.content;
  for (std::size_t i = 0; i < canvas.result.zones.size(); ++i) {
    const ZoneResult& zone = canvas.result.zones[i];
    if (!shows(canvas.subject, zone.zone)) continue;
    if (zone.polygons.empty()) {
      content.zones_nowhere.push_back(i);
      continue;
    }
    // A contour is a line; an area also shows when the map lies wholly inside it.
    const bool covers = zone.zone.aandachtsgebied && canvas.covers_view(zone.polygons);
    if (!covers && !border_in(zone.polygons, canvas.box)) {
      content.zones_outside.push_back(i);
      continue;
    }
    content.zones.push_back(i);
    content.defs += "<path id=\"zone-" + std::to_string(i) + "\" data-zone=\"" + svg::escaped(zone.naam) +
                    "\" d=\"" + canvas.path_data(zone.polygons, invisible) + "\"/>\n";
  }
}

void draw_area_fills(MapCanvas& canvas, bool known) {
  if (!known && !canvas.content.veil) return;
  std::string out;
  for_areas(canvas, [&out](std::size_t zone, const map_style::AreaStyle& style) {
    out += use(zone, "fill=\"" + std::string{style.colour} + "\" fill-opacity=\"0.12\"");
    out += use(zone, "fill=\"url(#" + std::string{style.hatch} + ")\"");
  });
  std::string clip;
  if (canvas.content.veil) clip = known ? "clip-path=\"url(#bekend)\"" : "clip-path=\"url(#onbekend)\"";
  canvas.add_group(known ? "aandachtsgebieden" : "aandachtsgebieden-onbekend", clip, out);
}

void draw_area_outlines(MapCanvas& canvas) {
  std::string out;
  for_areas(canvas, [&out](std::size_t zone, const map_style::AreaStyle& style) {
    out += use(zone, "stroke=\"" + std::string{style.colour} + "\"");
  });
  canvas.add_group("grenzen-aandachtsgebieden",
                   "fill=\"none\" stroke-width=\"" + svg::number(map_style::area_width) + "\"", out);
}

void draw_contours(MapCanvas& canvas) {
  std::string out;
  const auto& zones = canvas.content.zones;
  for (auto i = zones.rbegin(); i != zones.rend(); ++i) {  // the highest level on top
    const std::size_t zone = *i;
    const auto& level = canvas.result.zones[zone].zone.level;
    if (!level) continue;
    out += map_style::contour_line(map_style::contour(*level),
                                   [zone](const std::string& attributes) { return use(zone, attributes); });
  }
  canvas.add_group("pr-contouren", "fill=\"none\"", out);
}

std::string draw_zone_leaders(MapCanvas& canvas) {
  std::string leaders;
  std::string tags;
  for (const std::size_t i : canvas.content.zones) {
    const Zone& zone = canvas.result.zones[i].zone;
    const std::string text = zone.level ? level_name(*zone.level, canvas.language)
                                        : std::string{map_style::area(*zone.aandachtsgebied).letter};
    const std::string_view colour =
        zone.level ? map_style::contour(*zone.level).colour : map_style::area(*zone.aandachtsgebied).colour;
    const double width = svg::text_width(text, tag_size, true) + 1.6;
    for (const LineLabel& label : labels_of(canvas, i, width, tag_size + 1.0)) {
      if (label.leader_to) {
        leaders += svg::line(label.box.centre(), *label.leader_to, "#fff", 0.6);
        leaders += svg::line(label.box.centre(), *label.leader_to, map_style::ink, 0.18);
      }
      tags += map_style::tag(label.box, text, colour, tag_size);
    }
  }
  canvas.add_group("aanwijslijnen", "", leaders);
  return tags;
}

}  // namespace batterisk::study
