#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace batterisk::study::detail {

/// Nodes around sources, close together near them and ever wider apart: squares of 32 x 32 cells, each twice as large as the one
/// within it, about a common middle.
class NestedGrid {
 public:
  /// The innermost square reaches `margin_m` beyond the sources, the outermost at least `reach_m`.
  NestedGrid(const std::vector<RdPoint>& sources, double margin_m, double reach_m);

  [[nodiscard]] std::size_t size() const { return squares_ * nodes * nodes; }
  [[nodiscard]] RdPoint node(std::size_t index) const;
  [[nodiscard]] Box box() const;
  /// Values at the nodes, made such that `at` has no steps where squares meet.
  void join(std::span<double> values) const;
  /// Bilinear between the nodes of the smallest square that holds the point; that of the nearest node on the rim outside.
  [[nodiscard]] double at(std::span<const double> values, RdPoint p) const;

 private:
  static constexpr std::size_t cells = 32;
  static constexpr std::size_t nodes = cells + 1;
  [[nodiscard]] double half_m(std::size_t square) const;

  RdPoint middle_{};
  double innermost_m_ = 0.0;
  std::size_t squares_ = 1;
};

/// How many samples of a positive number fell where: a tenth of a decade a bin. Its size does not depend on their number.
class LogHistograms {
 public:
  explicit LogHistograms(std::size_t places) : count_(places * bins, 0) {}
  void add(std::size_t place, float value);
  /// lg of the number that a share `chance` of the samples reach or pass.
  [[nodiscard]] double lg_reached(std::size_t place, double chance) const;

 private:
  static constexpr double lowest = -11.0;  // lg; below it there is one bin
  static constexpr std::size_t per_decade = 10;
  static constexpr std::size_t bins = 9 * per_decade + 1;
  std::vector<std::uint32_t> count_;
};

}  // namespace batterisk::study::detail
