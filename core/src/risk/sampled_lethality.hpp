#pragma once

#include "base/sampled.hpp"

#include "batterisk/core/risk/toxic_risk.hpp"

namespace batterisk::detail {

/// The lethality of a dilution for inner loops, within 1e-5 of itself; only for one that can be lethal (a finite edge).
class SampledLethality {
 public:
  explicit SampledLethality(const DilutionLethality& lethality)
      : ln_edge_{lethality.ln_edge()},
        value_{ln_edge_, certain(lethality), step, [&](double ln_d) { return std::array{lethality(ln_d)}; }} {}

  [[nodiscard]] double operator()(double ln_dilution) const {
    return ln_dilution < ln_edge_ ? 0.0 : value_(std::min(ln_dilution, value_.to()))[0];
  }

 private:
  static constexpr double step = 0.01;
  // Where all die; where they never do, far above any dilution that counts.
  static double certain(const DilutionLethality& lethality) {
    double ln_d = lethality.ln_edge() + 1.0;
    const double last = ln_d + 40.0;
    while (ln_d < last && lethality(ln_d) < 1.0) ln_d += 0.5;
    return ln_d;
  }

  double ln_edge_;
  Sampled<1> value_;
};

}  // namespace batterisk::detail
