#include "run/nested_grid.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace batterisk::study::detail {

NestedGrid::NestedGrid(const std::vector<RdPoint>& sources, double margin_m, double reach_m) {
  Box box;
  for (const RdPoint p : sources) box.add(p);
  middle_ = {(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0};
  innermost_m_ = margin_m + std::max(box.max.x - box.min.x, box.max.y - box.min.y) / 2.0;
  while (half_m(squares_ - 1) < innermost_m_ + reach_m) ++squares_;
}

double NestedGrid::half_m(std::size_t square) const { return std::ldexp(innermost_m_, static_cast<int>(square)); }

RdPoint NestedGrid::node(std::size_t index) const {
  const std::size_t square = index / (nodes * nodes);
  const double half = half_m(square);
  const double step = 2.0 * half / cells;
  const std::size_t row = index / nodes % nodes;
  const std::size_t column = index % nodes;
  return {middle_.x - half + step * static_cast<double>(column), middle_.y - half + step * static_cast<double>(row)};
}

Box NestedGrid::box() const {
  const double half = half_m(squares_ - 1);
  return {{middle_.x - half, middle_.y - half}, {middle_.x + half, middle_.y + half}};
}

void NestedGrid::join(std::span<double> values) const {
  // On the rim of a square every other node is one of the next; those between take the mean, as `at` has it there.
  for (std::size_t square = 0; square + 1 < squares_; ++square) {
    double* own = values.data() + square * nodes * nodes;
    const double* next = own + nodes * nodes;
    const auto of_next = [&](std::size_t row, std::size_t column) { return next[(cells / 4 + row / 2) * nodes + cells / 4 + column / 2]; };
    for (std::size_t k = 0; k < nodes; ++k) {
      const auto mean = [&](bool along_row, std::size_t fixed) {
        const std::size_t before = k - k % 2;
        const std::size_t after = k + k % 2;
        return along_row ? (of_next(fixed, before) + of_next(fixed, after)) / 2.0 : (of_next(before, fixed) + of_next(after, fixed)) / 2.0;
      };
      own[k] = mean(true, 0);
      own[cells * nodes + k] = mean(true, cells);
      own[k * nodes] = mean(false, 0);
      own[k * nodes + cells] = mean(false, cells);
    }
  }
}

double NestedGrid::at(std::span<const double> values, RdPoint p) const {
  const double off = std::max(std::abs(p.x - middle_.x), std::abs(p.y - middle_.y));
  std::size_t square = 0;
  while (square + 1 < squares_ && half_m(square) < off) ++square;
  const double half = half_m(square);
  const auto place = [&](double along) { return std::clamp((along + half) / (2.0 * half) * cells, 0.0, static_cast<double>(cells)); };
  const double x = place(p.x - middle_.x);
  const double y = place(p.y - middle_.y);
  const auto column = std::min(cells - 1, static_cast<std::size_t>(x));
  const auto row = std::min(cells - 1, static_cast<std::size_t>(y));
  const double u = x - static_cast<double>(column);
  const double v = y - static_cast<double>(row);
  const double* corner = values.data() + square * nodes * nodes + row * nodes + column;
  return (1.0 - v) * ((1.0 - u) * corner[0] + u * corner[1]) + v * ((1.0 - u) * corner[nodes] + u * corner[nodes + 1]);
}

void LogHistograms::add(std::size_t place, float value) {
  // What cannot be computed is infinite above: it lies in the last bin.
  const double lg = value > 0.0F ? std::log10(std::min(1.0, static_cast<double>(value))) : lowest - 1.0;
  const auto bin = lg < lowest ? 0 : std::min(bins - 1, 1 + static_cast<std::size_t>((lg - lowest) * per_decade));
  ++count_[place * bins + bin];
}

double LogHistograms::lg_reached(std::size_t place, double chance) const {
  const auto first = count_.begin() + static_cast<std::ptrdiff_t>(place * bins);
  const double all = std::accumulate(first, first + bins, 0.0);
  double above = 0.0;
  for (std::size_t bin = bins; bin-- > 1;) {
    const double own = first[static_cast<std::ptrdiff_t>(bin)];
    if (own > 0.0 && above + own >= chance * all) {
      const double share = (chance * all - above) / own;  // of the bin, from its upper end
      return lowest + (static_cast<double>(bin) - share) / per_decade;
    }
    above += own;
  }
  return lowest;
}

}  // namespace batterisk::study::detail
