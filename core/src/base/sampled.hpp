#pragma once

#include "base/cubic.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace batterisk::detail {

/// N smooth functions of one variable, sampled once at equal steps and read by cubic interpolation: for inner loops
/// where the functions themselves cost too much.
template <std::size_t N>
class Sampled {
 public:
  using Values = std::array<double, N>;

  Sampled() = default;
  /// Samples `function` (double to Values) on [from, to] with steps of at most `step`.
  template <class Function>
  Sampled(double from, double to, double step, Function&& function) : from_{from}, to_{to} {
    const auto steps = std::max<std::size_t>(3, static_cast<std::size_t>(std::ceil((to - from) / step)));
    per_step_ = static_cast<double>(steps) / (to - from);
    last_ = steps - 2;
    value_.reserve(steps + 1);
    for (std::size_t i = 0; i <= steps; ++i) {
      value_.push_back(function(i == steps ? to : from + static_cast<double>(i) / per_step_));
    }
  }

  [[nodiscard]] double from() const { return from_; }
  [[nodiscard]] double to() const { return to_; }
  /// `x` in [from, to].
  [[nodiscard]] Values operator()(double x) const {
    const double position = (x - from_) * per_step_;
    const std::size_t i = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(0.0, position)), 1, last_);
    const std::array<double, 4> w = cubic_weights(position - static_cast<double>(i));
    const Values* v = value_.data() + i - 1;
    Values result;
    for (std::size_t k = 0; k < N; ++k) result[k] = w[0] * v[0][k] + w[1] * v[1][k] + w[2] * v[2][k] + w[3] * v[3][k];
    return result;
  }

 private:
  double from_ = 0.0;
  double to_ = 0.0;
  double per_step_ = 0.0;
  std::size_t last_ = 1;
  std::vector<Values> value_;
};

}  // namespace batterisk::detail
