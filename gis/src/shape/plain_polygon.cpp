#include "shape/plain_polygon.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace batterisk::gis {
namespace {

constexpr std::size_t most_vertices = 64;  // every pair of edges is looked at

/// Twice the area of a, b, c. In RD its rounding stays below 1e-7 m2 for edges up to a kilometre: a hundredth of
/// this bound.
constexpr double decided_m2 = 1e-5;
double turn(RdPoint a, RdPoint b, RdPoint c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Both points clearly on one side of the line through a and b.
bool one_side(RdPoint a, RdPoint b, RdPoint p, RdPoint q) {
  const double s = turn(a, b, p);
  const double t = turn(a, b, q);
  return (s > decided_m2 && t > decided_m2) || (s < -decided_m2 && t < -decided_m2);
}

bool apart(RdPoint a, RdPoint b, RdPoint c, RdPoint d) {
  if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x)) return true;
  if (std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) return true;
  return one_side(a, b, c, d) || one_side(c, d, a, b);
}

}  // namespace

bool plainly_valid(const MultiPolygon& polygons) {
  if (polygons.size() != 1 || !polygons.front().holes.empty()) return false;
  const Ring& ring = polygons.front().outer;
  const std::size_t n = ring.size();
  if (n < 3 || n > most_vertices) return false;
  for (std::size_t i = 0; i < n; ++i) {
    const RdPoint a = ring[i];
    const RdPoint b = ring[(i + 1) % n];
    const RdPoint c = ring[(i + 2) % n];
    if (a == b) return false;
    // Edges that join may only share their point: a straight angle is fine, turning back is not.
    const bool straight = std::abs(turn(a, b, c)) <= decided_m2;
    if (straight && (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y) <= 0.0) return false;
    for (std::size_t j = i + 2; j < n; ++j) {
      if (i == 0 && j == n - 1) continue;
      if (!apart(a, b, ring[j], ring[(j + 1) % n])) return false;
    }
  }
  return true;
}

}  // namespace batterisk::gis
