#pragma once

#include "base/sampled.hpp"

#include "batterisk/core/effect/plume.hpp"

#include <cmath>
#include <limits>

namespace batterisk::detail {

/// A plume kernel for inner loops: sampled over ln x up to a distance, within 1e-6 of the kernel in ln(C/Q) where that is
/// smooth. Nearer than its first sample it asks the kernel itself.
class SampledPlume {
 public:
  SampledPlume(const PlumeKernel& kernel, double to_m)
      : kernel_{kernel}, axis_{std::log(first_m), std::log(std::max(to_m, 2.0 * first_m)), step, [&](double ln_x) {
                          const PlumeKernel::Axis axis = kernel.axis(std::exp(ln_x));
                          return std::array{axis.ln_dilution, 0.5 / (axis.sigma_y_m * axis.sigma_y_m)};
                        }} {}

  /// ln(C/Q) at downwind distance exp(`ln_x`) and crosswind distance `y_m`.
  [[nodiscard]] double ln_dilution(double ln_x, double y_m) const {
    if (ln_x < axis_.from()) return exact(std::exp(ln_x), y_m);
    const auto [on_axis, half_precision] = axis_(std::min(ln_x, axis_.to()));
    return on_axis - y_m * y_m * half_precision;
  }
  /// Spread over distance, sigma_y/R, on the axis at R = exp(`ln_r`), in rad.
  [[nodiscard]] double angular_width(double ln_r) const {
    const double at = std::clamp(ln_r, axis_.from(), axis_.to());
    return std::sqrt(0.5 / axis_(at)[1]) / std::exp(at);
  }

 private:
  static constexpr double first_m = 0.05;
  static constexpr double step = 0.0125;

  [[nodiscard]] double exact(double x_m, double y_m) const {
    const PlumeKernel::Axis axis = kernel_.axis(x_m);
    if (axis.sigma_y_m <= 0.0) return -std::numeric_limits<double>::infinity();
    const double t = y_m / axis.sigma_y_m;
    return axis.ln_dilution - 0.5 * t * t;
  }

  PlumeKernel kernel_;
  Sampled<2> axis_;
};

}  // namespace batterisk::detail
