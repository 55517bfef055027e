#include "batterisk/core/dossier/footprint.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace batterisk {
namespace {

// Separating-axis test for two rectangles; sharing only an edge is no overlap.
bool overlap(const Ring& a, const Ring& b) {
  for (const Ring* rectangle : {&a, &b}) {
    for (std::size_t i = 0; i < 2; ++i) {
      const double nx = (*rectangle)[i + 1].x - (*rectangle)[i].x;
      const double ny = (*rectangle)[i + 1].y - (*rectangle)[i].y;
      const auto span = [&](const Ring& ring) {
        double low = 1e300;
        double high = -1e300;
        for (const RdPoint p : ring) {
          // Relative to one corner: RD coordinates squared would cost digits.
          const double t = (p.x - a[0].x) * nx + (p.y - a[0].y) * ny;
          low = std::min(low, t);
          high = std::max(high, t);
        }
        return std::pair{low, high};
      };
      const auto [a_low, a_high] = span(a);
      const auto [b_low, b_high] = span(b);
      const double touch = 1e-6 * std::hypot(nx, ny);  // a micrometre: units may stand wall to wall
      if (a_high <= b_low + touch || b_high <= a_low + touch) return false;
    }
  }
  return true;
}

}  // namespace

Ring footprint(const BatteryUnit& unit) {
  const double axis = unit.orientation.rad();
  const double half_length = unit.length.m() / 2.0;
  const double half_width = unit.width.m() / 2.0;
  const auto corner = [&](double along, double right) {
    const RdPoint p = point_at(unit.position, axis, along);
    return point_at(p, axis + std::numbers::pi / 2.0, right);
  };
  return {corner(half_length, half_width), corner(half_length, -half_width),
          corner(-half_length, -half_width), corner(-half_length, half_width)};
}

double wall_distance_m(double length_m, double width_m, double from_axis) {
  const double c = std::abs(std::cos(from_axis));
  const double s = std::abs(std::sin(from_axis));
  const double to_end = c > 0.0 ? length_m / (2.0 * c) : 1e300;
  const double to_side = s > 0.0 ? width_m / (2.0 * s) : 1e300;
  return std::min(to_end, to_side);
}

WallFrame wall_frame(Wall wall, double length_m, double width_m) {
  switch (wall) {
    case Wall::KopA:
      return {{length_m / 2.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}};
    case Wall::KopB:
      return {{-length_m / 2.0, 0.0}, {-1.0, 0.0}, {0.0, 1.0}};
    case Wall::LangA:
      return {{0.0, width_m / 2.0}, {0.0, 1.0}, {1.0, 0.0}};
    case Wall::LangB:
      break;
  }
  return {{0.0, -width_m / 2.0}, {0.0, -1.0}, {1.0, 0.0}};
}

std::vector<std::pair<std::size_t, std::size_t>> overlapping_footprints(
    const std::vector<BatteryUnit>& units) {
  // Sweep along x: a park has up to thousands of units, each near only a few.
  std::vector<Ring> rings;
  std::vector<Box> boxes;
  for (const BatteryUnit& unit : units) {
    rings.push_back(footprint(unit));
    boxes.push_back(bounds(rings.back()));
  }
  std::vector<std::size_t> order(units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return boxes[a].min.x < boxes[b].min.x; });
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = i + 1; j < order.size() && boxes[order[j]].min.x < boxes[order[i]].max.x; ++j) {
      if (!boxes[order[i]].intersects(boxes[order[j]]) || !overlap(rings[order[i]], rings[order[j]]))
        continue;
      pairs.emplace_back(std::min(order[i], order[j]), std::max(order[i], order[j]));
    }
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace batterisk
