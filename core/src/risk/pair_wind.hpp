#pragma once

#include "base/gauss_legendre.hpp"

#include "batterisk/core/base/root.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace batterisk::detail {

/// Wind directions that carry the smoke of two fires to one place: bearings of both, the second as a turn from the first
/// (rad, -pi .. pi), and the angular widths of the plume and of the narrowest that counts there.
struct PairBearings {
  double to_first;
  double turn;
  double width;
  double least_width;
};

/// Calls `node(direction, weight)` for the quadrature over the directions in which the joint smoke is lethal: panels of
/// `panel` times the width of the plume, split at `more_cuts` (turns from the first bearing), ending where `excess` does.
template <class Rule, class Excess, class Node>
void for_lethal_directions(const Rule& rule, double panel, const PairBearings& at, std::span<const double> more_cuts,
                           const Excess& excess, const Node& node) {
  constexpr std::size_t most_cuts = 128;
  std::array<double, most_cuts> cuts{};
  std::size_t n = 0;
  // A plume is nothing beyond four times its width.
  const double margin = std::min(std::numbers::pi / 2.0, 4.0 * at.width);
  const double low = std::min(0.0, at.turn) - margin;
  const double high = std::max(0.0, at.turn) + margin;
  const int panels = std::clamp(static_cast<int>(std::ceil((high - low) / (panel * at.least_width))), 1, 64);
  for (int k = 0; k <= panels; ++k) cuts[n++] = low + (high - low) * k / panels;
  // The largest sum lies between both bearings; where they are far apart each has its own.
  cuts[n++] = at.turn / 2.0;
  if (std::abs(at.turn) > at.width) {
    cuts[n++] = 0.0;
    cuts[n++] = at.turn;
  }
  for (const double v : more_cuts) {
    if (v > low && v < high && n < most_cuts) cuts[n++] = v;
  }
  std::sort(cuts.begin(), cuts.begin() + static_cast<std::ptrdiff_t>(n));
  const auto over_edge = [&](double v) { return excess(at.to_first + v); };
  double before = over_edge(cuts[0]);
  for (std::size_t k = 0; k + 1 < n; ++k) {
    double from = cuts[k];
    double to = cuts[k + 1];
    if (to <= from) continue;
    const double after = over_edge(to);
    const double start = std::exchange(before, after);
    if (start < 0.0 && after < 0.0) continue;
    if ((start < 0.0) != (after < 0.0)) {  // the edge that the cut-off leaves
      constexpr double tolerance = 1e-5;  // the lethality there is only the cut-off
      const double edge = from + find_root([&](double v) { return over_edge(from + v); }, 0.0, to - from, tolerance);
      (start < 0.0 ? from : to) = edge;
    }
    const double half = (to - from) / 2.0;
    for (const QuadratureNode& q : rule) node(at.to_first + from + half * (1.0 + q.x), half * q.w);
  }
}

}  // namespace batterisk::detail
