#include "batterisk/core/risk/polar_table.hpp"

#include "base/cubic.hpp"
#include "base/quick_angle.hpp"

#include "batterisk/core/base/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace batterisk {
namespace {

using std::numbers::pi;

constexpr double nearest_m = 0.01;  // a source is no point in reality; the table starts here
// Near the source the function varies with ln(R + near): breaks where R + near doubles, so that within a span it is
// smooth in R itself.
constexpr double near_m = 1.5;
// Nodes of a span by its share of a doubling.
constexpr double nodes_per_doubling = 28.0;
constexpr std::size_t fewest_nodes = 5;
constexpr std::size_t row_length = PolarTable::directions + 3;

}  // namespace

PolarTable::PolarTable(std::vector<double> breaks_m, const Fill& fill) {
  std::erase_if(breaks_m, [](double r) { return !(r > nearest_m); });
  if (breaks_m.empty()) return;
  const double reach = *std::max_element(breaks_m.begin(), breaks_m.end());
  for (double r = near_m; r < reach; r = 2.0 * (r + near_m) - near_m) breaks_m.push_back(r);
  std::sort(breaks_m.begin(), breaks_m.end());
  std::vector<double> distance;
  double from = nearest_m;
  for (const double to : breaks_m) {
    constexpr double same = 1e-9;
    if (to - from <= same * to) continue;
    const double doublings = std::log2((to + near_m) / (from + near_m));
    const std::size_t nodes = std::max(fewest_nodes, static_cast<std::size_t>(std::ceil(nodes_per_doubling * doublings)));
    span_.push_back({from, distance.size(), nodes});
    end_m_.push_back(to);
    for (std::size_t i = 0; i < nodes; ++i) {
      const double t = static_cast<double>(i) / static_cast<double>(nodes - 1);
      // Just inside the ends: there the function may jump.
      constexpr double inside = 1e-10;
      const double share = std::clamp((1.0 - std::cos(pi * t)) / 2.0, inside, 1.0 - inside);
      distance.push_back(from + share * (to - from));
    }
    from = to;
  }
  value_.assign(distance.size() * row_length, 0.0);
  parallel_for(
      distance.size(),
      [&](std::size_t i) {
        double* row = value_.data() + i * row_length;
        fill(distance[i], Ring{row + 1, directions});
        row[0] = row[directions];
        row[directions + 1] = row[1];
        row[directions + 2] = row[2];
      },
      4);
}

double PolarTable::at(double distance_m, double turns) const {
  if (!(distance_m < reach_m())) return 0.0;
  const double r = std::max(distance_m, nearest_m);
  const auto s = static_cast<std::size_t>(std::upper_bound(end_m_.begin(), end_m_.end(), r) - end_m_.begin());
  const Span& span = span_[s];
  const double position = detail::quick_cosine_position((r - span.from_m) / (end_m_[s] - span.from_m)) *
                          static_cast<double>(span.nodes - 1);
  const auto node = std::clamp<std::size_t>(static_cast<std::size_t>(position), 1, span.nodes - 3);
  const auto wr = detail::cubic_weights(position - static_cast<double>(node));
  const double degrees = static_cast<double>(directions) * turns;
  const auto degree = std::min<std::size_t>(static_cast<std::size_t>(degrees), directions - 1);
  const auto wd = detail::cubic_weights(degrees - static_cast<double>(degree));
  const double* row = value_.data() + (span.first + node - 1) * row_length + degree;
  double value = 0.0;
  for (std::size_t i = 0; i < 4; ++i, row += row_length) {
    value += wr[i] * (wd[0] * row[0] + wd[1] * row[1] + wd[2] * row[2] + wd[3] * row[3]);
  }
  return std::max(0.0, value);
}

}  // namespace batterisk
