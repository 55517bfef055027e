#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

namespace batterisk::detail {

/// Distance from `from` (m) to the last point of a shape on the ray along `bearing` (rad, clockwise from north); 0 when the
/// ray misses it.
[[nodiscard]] inline double ray_exit_m(const Shape& shape, RdPoint from, double bearing) {
  const RdPoint along{std::sin(bearing), std::cos(bearing)};
  if (const auto* circle = std::get_if<Circle>(&shape)) {
    const RdPoint c{circle->centre.x - from.x, circle->centre.y - from.y};
    const double ahead = c.x * along.x + c.y * along.y;
    const double aside = c.x * along.y - c.y * along.x;
    const double half2 = circle->radius_m * circle->radius_m - aside * aside;
    return half2 < 0.0 ? 0.0 : std::max(0.0, ahead + std::sqrt(half2));
  }
  const Ring& ring = std::get<Polygon>(shape).outer;
  double farthest = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const RdPoint a{ring[i].x - from.x, ring[i].y - from.y};
    const RdPoint b{ring[(i + 1) % ring.size()].x - from.x, ring[(i + 1) % ring.size()].y - from.y};
    const double aside_a = a.x * along.y - a.y * along.x;
    const double aside_b = b.x * along.y - b.y * along.x;
    if ((aside_a < 0.0) == (aside_b < 0.0)) continue;
    const double t = aside_a / (aside_a - aside_b);
    farthest = std::max(farthest, (a.x + t * (b.x - a.x)) * along.x + (a.y + t * (b.y - a.y)) * along.y);
  }
  return farthest;
}

}  // namespace batterisk::detail
