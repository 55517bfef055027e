#include "shape/circle.hpp"

#include "shape/plane.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk::gis {
namespace {

// All in coordinates relative to the centre.

double nearest(const Polygon& polygon, RdPoint from) {
  // Crossing number over all rings at once: outside the polygon and inside a hole are both "even".
  bool inside = false;
  double least2 = 1e300;
  for_each_ring(polygon, [&](const Ring& ring) {
    for_each_edge(ring, from, [&](RdPoint a, RdPoint b) {
      if ((a.y > 0.0) != (b.y > 0.0) && (cross(a, b) > 0.0) == (b.y > a.y)) inside = !inside;
      least2 = std::min(least2, segment_distance2(a, b));
    });
  });
  return inside ? 0.0 : std::sqrt(least2);
}

/// Adds what the edge ab does to the common part with the circle of radius r around the origin: twice the
/// signed area of triangles, the signed angle of sectors, the length inside.
struct EdgeSum {
  double twice_triangles = 0.0;
  double angle = 0.0;
  double length = 0.0;

  void add(RdPoint a, RdPoint b, double r) {
    const RdPoint d = b - a;
    const double dd = dot(d, d);
    if (dd == 0.0) return;
    const double half = dot(a, d);
    const double discriminant = half * half - dd * (dot(a, a) - r * r);
    if (discriminant <= 0.0) {  // misses or only touches the circle
      angle += std::atan2(cross(a, b), dot(a, b));
      return;
    }
    const double root = std::sqrt(discriminant);
    const double enter = std::clamp((-half - root) / dd, 0.0, 1.0);
    const double leave = std::clamp((-half + root) / dd, 0.0, 1.0);
    const auto at = [&](double t) { return t == 1.0 ? b : RdPoint{a.x + t * d.x, a.y + t * d.y}; };
    const RdPoint p = at(enter);
    const RdPoint q = at(leave);
    if (enter > 0.0) angle += std::atan2(cross(a, p), dot(a, p));
    if (leave > enter) {
      twice_triangles += cross(p, q);
      length += (leave - enter) * std::sqrt(dd);
    }
    if (leave < 1.0) angle += std::atan2(cross(q, b), dot(q, b));
  }
};

}  // namespace

double nearest_m(const MultiPolygon& polygons, RdPoint from) {
  double least = 1e300;
  for (const Polygon& polygon : polygons) least = std::min(least, nearest(polygon, from));
  return least;
}

double farthest_m(const MultiPolygon& polygons, RdPoint from) {
  double most = 0.0;
  for (const Polygon& polygon : polygons) {
    for (const RdPoint& p : polygon.outer) most = std::max(most, norm(p - from));
  }
  return most;
}

double nearest_m(const Box& box, RdPoint from) {
  return norm({std::max({box.min.x - from.x, 0.0, from.x - box.max.x}),
               std::max({box.min.y - from.y, 0.0, from.y - box.max.y})});
}

double farthest_m(const Box& box, RdPoint from) {
  return norm({std::max(std::abs(box.min.x - from.x), std::abs(box.max.x - from.x)),
               std::max(std::abs(box.min.y - from.y), std::abs(box.max.y - from.y))});
}

CirclePart common_part(const Circle& circle, const MultiPolygon& polygons) {
  const double r = circle.radius_m;
  CirclePart part;
  for (const Polygon& polygon : polygons) {
    for_each_ring(polygon, [&](const Ring& ring) {
      EdgeSum sum;
      for_each_edge(ring, circle.centre, [&](RdPoint a, RdPoint b) { sum.add(a, b, r); });
      // Orientation of rings is not taken for granted: the outer ring adds, holes take away.
      const double area = std::abs(sum.twice_triangles / 2.0 + r * r / 2.0 * sum.angle);
      part.area_m2 += &ring == &polygon.outer ? area : -area;
      // An arc inside a hole is no edge of the common part.
      part.perimeter_m += sum.length + (&ring == &polygon.outer ? 1.0 : -1.0) * r * std::abs(sum.angle);
    });
  }
  part.area_m2 = std::max(part.area_m2, 0.0);
  part.perimeter_m = std::max(part.perimeter_m, 0.0);
  return part;
}

}  // namespace batterisk::gis
