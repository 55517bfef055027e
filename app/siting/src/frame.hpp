#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/base/quantity.hpp"

#include <cmath>

namespace batterisk::siting {

/// The plane with x along a bearing, around an origin.
struct Frame {
  RdPoint origin{};
  Angle bearing = Angle::rad(0.0);

  [[nodiscard]] RdPoint to(RdPoint p) const {
    const double s = std::sin(bearing.rad());
    const double c = std::cos(bearing.rad());
    const RdPoint d{p.x - origin.x, p.y - origin.y};
    return {s * d.x + c * d.y, s * d.y - c * d.x};
  }
  [[nodiscard]] RdPoint from(RdPoint p) const {
    const double s = std::sin(bearing.rad());
    const double c = std::cos(bearing.rad());
    return {origin.x + s * p.x - c * p.y, origin.y + c * p.x + s * p.y};
  }
  [[nodiscard]] MultiPolygon to(MultiPolygon area) const {
    for (Polygon& polygon : area) {
      for (RdPoint& p : polygon.outer) p = to(p);
      for (Ring& hole : polygon.holes) {
        for (RdPoint& p : hole) p = to(p);
      }
    }
    return area;
  }
};

}  // namespace batterisk::siting
