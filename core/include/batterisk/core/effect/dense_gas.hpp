#pragma once

#include "batterisk/core/base/quantity.hpp"

#include <array>

namespace batterisk {

/// Continuous ground-level release of gas that may be denser than air.
struct DenseGasRelease {
  double volume_rate_m3_per_s;  ///< Qv, gas
  Density density;              ///< of the released gas
  Temperature temperature;      ///< of the released gas
  Density air_density;
  Temperature air_temperature;
  Speed wind_at_10_m;
  double gravity_m_per_s2;
};

/// Criterion number `(g0 Qv/(u10^3 D))^(1/3)`, `g0 = g (rho - rho_a)/rho_a`, `D = sqrt(Qv/u10)`; 0 for a gas
/// that is not denser than air. Dense-gas behaviour from 0.15 on (Britter and McQuaid 1988). Throws
/// std::domain_error for values that are not above 0.
[[nodiscard]] double britter_mcquaid_criterion(const DenseGasRelease& release);

/// True when the criterion number is at least `threshold` (0.15).
[[nodiscard]] bool is_dense(const DenseGasRelease& release, double threshold);

/// Correlation parameter `alpha = 0.2 lg(g0^2 Qv u10^-5)`; -infinity for a gas that is not denser than air.
[[nodiscard]] double britter_mcquaid_alpha(const DenseGasRelease& release);

/// C/C0 of the six rows of the correlation.
inline constexpr std::array<double, 6> britter_mcquaid_rows{0.10, 0.05, 0.02, 0.01, 0.005, 0.002};

/// `beta = lg(x/D)` of the six rows at `alpha` (Britter and McQuaid 1988, straight-line fits; alpha at most
/// 1). Throws std::domain_error for alpha > 1.
[[nodiscard]] std::array<double, 6> britter_mcquaid_betas(double alpha);

/// Volume fraction on the axis at x: `306/(306 + (x/D)^2)` for x < 30 D, then C/C0 linear in beta between
/// that form and the rows, beyond the last row ~ x^-2; with the correction for a release that is not at air
/// temperature, `c' = c/(c + (1 - c) Tr/Ta)`. Throws std::domain_error for x <= 0, alpha > 1 or a gas not
/// denser than air.
[[nodiscard]] Ratio britter_mcquaid_fraction(const DenseGasRelease& release, Length x);

}  // namespace batterisk
