#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <cmath>

/// Vectors in the plane, relative to a near origin: the difference of two RD coordinates is exact in double
/// precision.
namespace batterisk::gis {

inline RdPoint operator-(RdPoint a, RdPoint b) {
  return {a.x - b.x, a.y - b.y};
}
inline double cross(RdPoint a, RdPoint b) {
  return a.x * b.y - a.y * b.x;
}
inline double dot(RdPoint a, RdPoint b) {
  return a.x * b.x + a.y * b.y;
}
inline double norm(RdPoint a) {
  return std::hypot(a.x, a.y);
}

/// Square of the distance from the origin to the segment ab.
inline double segment_distance2(RdPoint a, RdPoint b) {
  const RdPoint d = b - a;
  const double length2 = dot(d, d);
  const double t = -dot(a, d);
  if (t <= 0.0) return dot(a, a);
  if (t >= length2) return dot(b, b);
  const double area = cross(a, b);
  return area * area / length2;
}

/// Calls `use` for the outer ring and each hole.
template <class Use>
void for_each_ring(const Polygon& polygon, Use use) {
  use(polygon.outer);
  for (const Ring& hole : polygon.holes) use(hole);
}

/// Calls `use(a, b)` for each edge of a ring, in coordinates relative to `origin`.
template <class Use>
void for_each_edge(const Ring& ring, RdPoint origin, Use use) {
  RdPoint a = ring.back() - origin;
  for (const RdPoint& vertex : ring) {
    const RdPoint b = vertex - origin;
    use(a, b);
    a = b;
  }
}

}  // namespace batterisk::gis
