#pragma once

#include "base/sampled.hpp"

#include "batterisk/core/effect/plume.hpp"

#include <cmath>
#include <optional>

namespace batterisk::detail {

/// A plume kernel for inner loops: sampled over ln x up to a distance, within 1e-6 of the kernel in ln(C/Q) where that is
/// smooth. Nearer than its first sample it asks the kernel itself. A thin plume that is nowhere the stronger one (beside a
/// container) costs nothing.
class SampledPlume {
 public:
  SampledPlume(const PlumeKernel& kernel, double to_m)
      : kernel_{kernel}, wide_{sampled(to_m, [&](double x) { return kernel.axis(x); })} {
    if (thin_counts()) thin_ = sampled(to_m, [&](double x) { return kernel.thin_axis(x); });
  }

  /// ln(C/Q) at downwind distance exp(`ln_x`) and crosswind distance `y_m`.
  [[nodiscard]] double ln_dilution(double ln_x, double y_m) const {
    if (ln_x < wide_.from()) return kernel_.ln_dilution(std::exp(ln_x), y_m);
    const auto at = [&](const Sampled<2>& plume) {
      const auto [on_axis, half_precision] = plume(std::min(ln_x, plume.to()));
      return on_axis - y_m * y_m * half_precision;
    };
    return thin_ ? std::max(at(wide_), at(*thin_)) : at(wide_);
  }
  /// Spread over distance, sigma_y/R, of the wide plume on the axis at R = exp(`ln_r`), in rad.
  [[nodiscard]] double angular_width(double ln_r) const { return angular_width(wide_, ln_r); }
  /// The same of the narrowest plume that counts.
  [[nodiscard]] double least_angular_width(double ln_r) const { return angular_width(thin_ ? *thin_ : wide_, ln_r); }

 private:
  static constexpr double first_m = 0.05;
  static constexpr double step = 0.0125;

  template <class Axis>
  static Sampled<2> sampled(double to_m, const Axis& axis) {
    return {std::log(first_m), std::log(std::max(to_m, 2.0 * first_m)), step, [&](double ln_x) {
              const PlumeKernel::Axis at = axis(std::exp(ln_x));
              return std::array{at.ln_dilution, 0.5 / (at.sigma_y_m * at.sigma_y_m)};
            }};
  }
  // Both plumes change slowly with ln x; the thin one is the narrower, so it is the stronger one on the axis or nowhere.
  [[nodiscard]] bool thin_counts() const {
    if (!kernel_.has_thin()) return false;
    constexpr double coarse = 0.1;
    constexpr double margin = 0.05;  // more than the difference between both changes over a coarse step
    for (double ln_x = wide_.from(); ln_x < wide_.to() + coarse; ln_x += coarse) {
      const double x = std::exp(std::min(ln_x, wide_.to()));
      if (kernel_.thin_axis(x).ln_dilution > kernel_.axis(x).ln_dilution - margin) return true;
    }
    return false;
  }
  [[nodiscard]] static double angular_width(const Sampled<2>& plume, double ln_r) {
    const double at = std::clamp(ln_r, plume.from(), plume.to());
    return std::sqrt(0.5 / plume(at)[1]) / std::exp(at);
  }

  PlumeKernel kernel_;
  Sampled<2> wide_;
  std::optional<Sampled<2>> thin_;
};

}  // namespace batterisk::detail
