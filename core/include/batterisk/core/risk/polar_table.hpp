#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace batterisk {

/// A function of the place around a centre, tabulated for evaluation at many points: smooth in bearing at the scale of a
/// degree, and along the distance smooth between given breaks, at which it may jump or end as a square root (a lethal
/// footprint does). Between breaks the distances are those of a cosine, which crowd at both ends; cubic interpolation
/// both ways is then good to some 1e-5 of the largest value of the ring.
class PolarTable {
 public:
  static constexpr std::size_t directions = 360;
  /// Values at the whole degrees 0 .. 359, clockwise from north, at one distance.
  using Ring = std::span<double, directions>;
  /// Adds the function at `distance_m` > 0 to a ring of zeros. Called from several threads.
  using Fill = std::function<void(double distance_m, Ring ring)>;

  /// 0 everywhere.
  PolarTable() = default;
  /// `breaks_m`: where the function is not smooth, in any order; the largest is where it ends.
  PolarTable(std::vector<double> breaks_m, const Fill& fill);

  /// `turns`: the bearing clockwise from north, 0 to 1. 0 at `reach_m` and beyond. Never negative.
  [[nodiscard]] double at(double distance_m, double turns) const;
  /// Distance from which the function is 0 (m).
  [[nodiscard]] double reach_m() const { return end_m_.empty() ? 0.0 : end_m_.back(); }

 private:
  struct Span {
    double from_m;
    std::size_t first;  // node
    std::size_t nodes;
  };
  std::vector<double> end_m_;   // of each span, ascending
  std::vector<Span> span_;
  std::vector<double> value_;   // [node][degree 359, 0, 1, ..., 359, 0, 1]
};

}  // namespace batterisk
