#include "batterisk/gis/shape/overlay.hpp"

#include "shape/geos.hpp"

#include <utility>
#include <variant>

namespace batterisk::gis {
namespace {

constexpr double grid_m = 0.001;             // resolution of BAG and BRK coordinates
constexpr double contour_sagitta_m = 0.005;  // of a contour that is given as a circle

/// Union of the parts, valid.
Geom united_parts(const Geos& geos, const std::vector<Shape>& parts, double sagitta_m) {
  MultiPolygon polygons;
  for (const Shape& part : parts) {
    const auto* circle = std::get_if<Circle>(&part);
    polygons.push_back(circle != nullptr ? inscribed_polygon(*circle, sagitta_m) : std::get<Polygon>(part));
  }
  return geos.make_area(polygons);
}

}  // namespace

double common_area_m2(const MultiPolygon& a, const MultiPolygon& b) {
  if (a.empty() || b.empty()) return 0.0;
  const Geos geos;
  return geos.area_m2(geos.intersection(geos.make(a).get(), geos.make(b).get()).get());
}

MultiPolygon to_polygons(const std::vector<Shape>& parts, double sagitta_m) {
  const Geos geos;
  return geos.polygons(geos.on_grid(united_parts(geos, parts, sagitta_m).get(), grid_m).get());
}

MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b) {
  const Geos geos;
  const Geom left = geos.difference(geos.make_area(a).get(), geos.make_area(b).get());
  return geos.polygons(geos.on_grid(left.get(), grid_m).get());
}

void tidy_contours(std::vector<Zone>& contours) {
  const Geos geos;
  Geom higher;
  for (Zone& zone : contours) {
    Geom area = united_parts(geos, zone.parts, contour_sagitta_m);
    if (higher) area = geos.united(area.get(), higher.get());
    area = geos.on_grid(area.get(), grid_m);
    const MultiPolygon polygons = geos.polygons(area.get());
    zone.parts.assign(polygons.begin(), polygons.end());
    higher = std::move(area);
  }
}

}  // namespace batterisk::gis
