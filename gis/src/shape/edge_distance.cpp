#include "batterisk/gis/shape/overlay.hpp"

#include "shape/prepared_area.hpp"

namespace batterisk::gis {

std::vector<double> edge_distances_m(const MultiPolygon& zone, const std::vector<const MultiPolygon*>& objects) {
  const Geos geos;
  const PreparedArea area{geos, geos.make_area(zone)};
  std::vector<double> distances;
  for (const MultiPolygon* object : objects) {
    const bool meets = area.intersects(geos.make(*object).get());
    distances.push_back(meets ? area.outline_distance_m(*object) : area.edge_distance_m(*object));
  }
  return distances;
}

MultiPolygon outside(const MultiPolygon& area, const std::vector<const Polygon*>& without) {
  const Geos geos;
  Geom left = geos.make_area(area);
  for (const Polygon* polygon : without) left = geos.difference(left.get(), geos.make_area({*polygon}).get());
  return geos.polygons(left.get());
}

}  // namespace batterisk::gis
