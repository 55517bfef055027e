#include "lane.hpp"

#include "batterisk/gis/shape/minkowski.hpp"
#include "batterisk/gis/shape/overlay.hpp"

#include <algorithm>

namespace batterisk::siting {
namespace {

// To what a lane is known to touch what it leads along: rounded corners are drawn to this.
constexpr double touching_m = 0.1;

MultiPolygon around(RdPoint p, double distance_m) { return {inscribed_polygon({p, distance_m}, 0.01)}; }

}  // namespace

bool at_edge(RdPoint entrance, const Polygon& plot) {
  constexpr double near_m = 1.0;
  const MultiPolygon here = around(entrance, near_m);
  const double inside = area_m2(gis::common({plot}, here));
  return inside > 0.0 && inside < area_m2(here) - 1e-6;
}

Lane lane_from(RdPoint entrance, double width_m, const Polygon& plot, const std::vector<Ring>& units, const MultiPolygon& taken) {
  std::vector<Polygon> all{taken.begin(), taken.end()};
  for (const Ring& unit : units) all.push_back({unit, {}});
  const double half = width_m / 2.0;
  // Where the middle of the lane may run; what is not connected with the entrance does not count.
  const MultiPolygon middles = gis::shrunk(gis::difference({plot}, gis::united(all)), half);
  const MultiPolygon gate = around(entrance, half + touching_m);
  MultiPolygon reached;
  for (const Polygon& part : middles) {
    if (!gis::common({part}, gate).empty()) reached.push_back(part);
  }
  Lane lane{gis::grown(reached, half), {}};
  const MultiPolygon alongside = gis::grown(lane.vlak, touching_m);
  for (const Ring& unit : units) lane.bereikt.push_back(!gis::common(alongside, {{unit, {}}}).empty());
  return lane;
}

}  // namespace batterisk::siting
