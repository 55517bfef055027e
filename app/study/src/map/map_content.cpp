#include "map/map_content.hpp"

#include "map/map_canvas.hpp"

#include <algorithm>
#include <utility>

namespace batterisk::study {
namespace {

Box known_box(const Surroundings& surroundings) {
  Box known = surroundings.study_box;
  for (const LayerReport& layer : surroundings.reports) {
    const bool used = layer.kind == LayerKind::Percelen
                          ? surroundings.percelen.has_value()
                          : layer.kind == LayerKind::Panden && surroundings.panden;
    if (!used || layer.extent.empty()) continue;
    known.min = {std::max(known.min.x, layer.extent.min.x), std::max(known.min.y, layer.extent.min.y)};
    known.max = {std::min(known.max.x, layer.extent.max.x), std::min(known.max.y, layer.extent.max.y)};
  }
  return known;
}

}  // namespace

bool MapCanvas::covers_view(const MultiPolygon& polygons) const {
  return std::any_of(polygons.begin(), polygons.end(),
                     [this](const Polygon& p) { return contains(p, view.centre); });
}

bool MapCanvas::visible(const MultiPolygon& polygons) const {
  const Box around = bounds(polygons);
  return !around.empty() && around.intersects(box) && (border_in(polygons, box) || covers_view(polygons));
}

std::string MapCanvas::path_data(const MultiPolygon& polygons, double tolerance) const {
  std::string data;
  const auto add_ring = [&](const Ring& ring) {
    const std::vector<svg::Point> points = view.on_sheet(ring);
    svg::append_ring(data, tolerance > 0.0 ? without_needless_vertices(points, tolerance) : points);
  };
  for (const Polygon& any : polygons) {
    const Polygon polygon = oriented(any);  // overlapping objects in one path then stay filled
    add_ring(polygon.outer);
    for (const Ring& hole : polygon.holes) add_ring(hole);
  }
  return data;
}

void MapCanvas::add_group(std::string_view id, std::string_view attributes, const std::string& elements) {
  if (elements.empty()) return;
  content.body += "<g id=\"" + std::string{id} + "\"" + (attributes.empty() ? "" : " ") +
                  std::string{attributes} + ">\n" + elements + "</g>\n";
}

bool shows(MapSubject subject, const Zone& zone) {
  switch (subject) {
    case MapSubject::Alles:
      return true;
    case MapSubject::PlaatsgebondenRisico:
      return zone.level.has_value();
    case MapSubject::Brand:
      return zone.aandachtsgebied == Aandachtsgebied::Brand;
    case MapSubject::Explosie:
      return zone.aandachtsgebied == Aandachtsgebied::Explosie;
    case MapSubject::Gifwolk:
      break;
  }
  return zone.aandachtsgebied == Aandachtsgebied::Gifwolk;
}

MapContent map_content(const StudyResult& result, const MapView& view, MapSubject subject, Language language) {
  const Surroundings& surroundings = result.surroundings;
  MapCanvas canvas{result,     view, subject, language, view.box(), known_box(surroundings),
                   LabelPlacer{view.frame}};
  canvas.content.veil = (surroundings.percelen || surroundings.panden) && !canvas.known.empty() &&
                        !canvas.known.contains(canvas.box);
  // From the ground up. Fills lie below the buildings, so that these keep the colours of the legend.
  find_zones(canvas);
  draw_area_fills(canvas, true);
  draw_parcels(canvas);
  const std::vector<JudgedBuilding> judged = draw_buildings(canvas);
  draw_veil(canvas);
  draw_area_fills(canvas, false);
  draw_area_outlines(canvas);
  draw_verdict_outlines(canvas, judged);
  draw_sites(canvas);
  draw_contours(canvas);
  const std::string names = draw_sources(canvas);
  draw_verdict_signs(canvas, judged);
  const std::string labels = draw_zone_leaders(canvas);
  draw_parcel_numbers(canvas);
  canvas.add_group("namen", "", names);
  canvas.add_group("opschriften", "", labels);
  return std::move(canvas.content);
}

}  // namespace batterisk::study
