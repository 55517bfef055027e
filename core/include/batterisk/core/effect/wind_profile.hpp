#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/effect/stability.hpp"

namespace batterisk {

/// Monin-Obukhov length `L = k1/lg(z0/k2)` (m) per class, z0 capped at 0.5 m; negative in A-C, positive in E
/// and F, infinite in D. Source: TNO Yellow Book (CPR 14E), constants as in GasDispersion.jl 0.4.1 (tno.jl).
/// Throws std::domain_error for z0 <= 0.
[[nodiscard]] double monin_obukhov_length_m(Stability stability, Length roughness);

/// Wind speed against height, `u(z) = (u*/kappa) S(z)`, kappa 0.4:
/// stable `S = ln(z/z0) + 5 (z - z0)/L`; neutral `ln(z/z0)`; unstable `ln(z/z0) - Psi(z) + Psi(z0)`,
/// `Psi = 2 ln((1+a)/2) + ln((1+a^2)/2) - 2 atan a + pi/2`, `a = (1 - 16 z/L)^0.25`. Source: TNO Yellow Book.
class WindProfile {
 public:
  /// Throws std::domain_error unless the speed at 10 m is above 0 and 0 < z0 < 10 m.
  WindProfile(Speed at_10_m, Stability stability, Length roughness);

  [[nodiscard]] Speed friction_velocity() const;

  /// Speed at `height`; throws std::domain_error for a height not above z0, where the profile has no wind.
  [[nodiscard]] Speed at(Length height) const;

 private:
  [[nodiscard]] double shape(double z) const;

  double roughness_m_;
  double obukhov_m_;
  double friction_velocity_over_kappa_;
};

/// Surroundings of the Irwin power law.
enum class Terrain { Rural, Urban };

/// Power law `u(z) = u10 (z/10)^p`, p per class and terrain. Source: Irwin (1979), as in GasDispersion.jl.
/// Throws std::domain_error for a speed or height that is not above 0.
[[nodiscard]] Speed irwin_wind_speed(Speed at_10_m, Stability stability, Length height, Terrain terrain);

}  // namespace batterisk
