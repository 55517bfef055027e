#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/effect/air.hpp"
#include "batterisk/core/effect/stability.hpp"

namespace batterisk {

/// Buoyancy flux of a hot release with convective power Qc: `Fb = g Qc/(pi rho_a cp Ta)` (Briggs 1969).
/// Throws std::domain_error for a negative power.
[[nodiscard]] BuoyancyFlux buoyancy_flux(Power convective, const Air& air);

/// Constants of Briggs plume rise (EPA ISC3, vol. II, section 1.1.4), SI.
struct BriggsParameters {
  double transitional;                       ///< 1.6: `dh = 1.6 Fb^(1/3) x^(2/3)/u`
  BuoyancyFlux crossover;                    ///< 55 m4/s3, border between the two neutral forms
  double final_weak;                         ///< 21.425: `dh = 21.425 Fb^(3/4)/u` below the crossover
  double final_strong;                       ///< 38.71: `dh = 38.71 Fb^(3/5)/u`
  double distance_weak;                      ///< 49: `x_f = 49 Fb^(5/8)`
  double distance_strong;                    ///< 119: `x_f = 119 Fb^(2/5)`
  double stable;                             ///< 2.6: `dh = 2.6 (Fb/(u s))^(1/3)`
  double stable_calm;                        ///< 4: `dh = 4 Fb^(1/4) s^(-3/8)`
  double stable_distance;                    ///< 2.0715: `x_f = 2.0715 u/sqrt(s)`
  TemperatureGradient potential_gradient_e;  ///< d(theta)/dz in class E
  TemperatureGradient potential_gradient_f;  ///< d(theta)/dz in class F
};

/// Rise of one plume in one wind, ready to evaluate.
struct PlumeRise {
  Length final_distance;            ///< x_f: where the published final rise is said to be reached
  Length final_rise;                ///< dh beyond the transitional part
  double transitional_m_per_m_2_3;  ///< k in `dh(x) = k x^(2/3)` (m^(1/3)); 0 gives no rise
};

/// Briggs rise in wind `u` at stack height (above zero). A-D: neutral/unstable forms; E and F: the smaller of
/// the bent-over and the calm stable form, `s = (g/Ta) d(theta)/dz`. Throws std::domain_error for u <= 0 or
/// Fb < 0.
[[nodiscard]] PlumeRise briggs_plume_rise(BuoyancyFlux flux, Speed wind, Stability stability, const Air& air,
                                          const BriggsParameters& parameters);

/// Rise at distance x (>= 0): the transitional law, in every stability class, limited to the final rise.
[[nodiscard]] Length plume_rise_at(const PlumeRise& rise, Length x);

/// Stack-tip downwash (ISC3): `h' = h + 2 D (w/u - 1.5)` if w < 1.5 u, else h. Throws std::domain_error for u
/// <= 0, or a negative diameter or exit speed.
[[nodiscard]] Length stack_tip_downwash(Length height, Length diameter, Speed exit, Speed wind);

/// Lift-off of a buoyant ground-level plume: factor `exp(-coefficient F**^exponent)`, `F** = Fb/(u^3 W)`.
/// Source: Hanna, Briggs and Chang (1998), coefficients 6 and 0.4.
struct LiftOffParameters {
  double coefficient;
  double exponent;
};

/// Factor (0, 1] on the ground-level concentration; `wind` at 10 m, `width` = wake width.
/// Throws std::domain_error for u <= 0, W <= 0 or Fb < 0.
[[nodiscard]] double lift_off_factor(BuoyancyFlux flux, Speed wind, Length width,
                                     const LiftOffParameters& parameters);

}  // namespace batterisk
