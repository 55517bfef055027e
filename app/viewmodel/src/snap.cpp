#include "batterisk/viewmodel/snap.hpp"

#include "batterisk/core/dossier/footprint.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace batterisk::viewmodel {
namespace {

constexpr double grid_m = 0.5;
constexpr double step_rad = 5.0 * std::numbers::pi / 180.0;

RdPoint nearest_on_edge(RdPoint p, RdPoint a, RdPoint b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return {a.x + t * dx, a.y + t * dy};
}

}  // namespace

RdPoint snapped_place(const BatteryUnit& unit, RdPoint place, std::span<const Site> sites, double reach_m) {
  BatteryUnit moved = unit;
  moved.position = place;
  const Ring corners = footprint(moved);
  RdPoint shift{};
  double least = reach_m;
  bool found = false;
  const auto offer = [&](RdPoint corner, RdPoint target, double handicap) {
    const double away = distance_m(corner, target) + handicap;
    if (away > least) return;
    least = away;
    found = true;
    shift = {target.x - corner.x, target.y - corner.y};
  };
  for (const RdPoint corner : corners) {
    for (const Site& site : sites) {
      const Ring& ring = site.boundary.outer;
      for (std::size_t i = 0; i < ring.size(); ++i) {
        offer(corner, ring[i], 0.0);
        // A corner of the site is rather meant than a place beside it.
        offer(corner, nearest_on_edge(corner, ring[i], ring[(i + 1) % ring.size()]), 0.3 * reach_m);
      }
    }
  }
  if (found) return {place.x + shift.x, place.y + shift.y};
  return {grid_m * std::round(place.x / grid_m), grid_m * std::round(place.y / grid_m)};
}

Angle snapped_bearing(Angle bearing, std::span<const Site> sites) {
  double least = step_rad / 2.0;
  double turn = step_rad * std::round(bearing.rad() / step_rad) - bearing.rad();
  for (const Site& site : sites) {
    const Ring& ring = site.boundary.outer;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const double along = bearing_rad(ring[i], ring[(i + 1) % ring.size()]);
      for (int quarter = 0; quarter < 4; ++quarter) {
        const double target = along + quarter * std::numbers::pi / 2.0;
        const double by = std::remainder(target - bearing.rad(), 2.0 * std::numbers::pi);
        if (std::abs(by) > least) continue;
        least = std::abs(by);
        turn = by;
      }
    }
  }
  return Angle::rad(bearing.rad() + turn);
}

}  // namespace batterisk::viewmodel
