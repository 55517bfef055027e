#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/effect/transmissivity.hpp"

#include <optional>
#include <span>
#include <vector>

namespace batterisk {

/// Jet flame length `L = coefficient Q^exponent`, Q in W, L in m (API 521 type: 0.00326, 0.478; 0.1-100 MW).
struct JetLengthLaw {
  double coefficient;
  double exponent;
};
[[nodiscard]] Length jet_flame_length(Power q, const JetLengthLaw& law);

/// Constants of a torch.
struct TorchParameters {
  double radiant_fraction;  ///< chi, 0-1
  JetLengthLaw length_law;
  double width_ratio;    ///< W/L, 0.17
  int points;            ///< N, 50; 1 to 1000
  double peak_fraction;  ///< 0.75: the weights rise to this part of the length, then fall; 0-1
  Transmissivity transmissivity;
};

/// Horizontal jet flame as a weighted row of N point sources: `s_i = (i - 1/2) L/N`; weights `w_i ~ i` for
/// i <= n = floor(peak N), then `w_i ~ n - (n-1)(i-n-1)/(N-n-1)`, sum 1 (shape: Hankinson and Lowesmith 2012,
/// as in HyRAM+). Local coordinates in m: origin at the base of the flame, x along its axis, y sideways, z
/// up.
class Torch {
 public:
  /// Throws std::domain_error for a power that is not above 0 or constants outside their range.
  Torch(Power q, const TorchParameters& parameters);

  [[nodiscard]] Power power() const { return power_; }
  [[nodiscard]] Length length() const { return Length::m(length_); }
  [[nodiscard]] Length width() const { return Length::m(width_); }

  /// Heat flux (W/m2) on a surface turned to the flame: `f_i = tau_i chi Q w_i/(4 pi r_i^2)`, e_i from
  /// receiver to point, `n = sum(f_i e_i)/|sum|`, `q = sum f_i max(0, n.e_i)`. Infinite in a point source,
  /// else finite; without meaning inside the flame (`contains`). Inner loop: no allocation.
  [[nodiscard]] double flux_w_per_m2(double x_m, double y_m, double z_m) const;

  /// Closer than W/2 to the axis segment: inside the flame, where lethality is 1.
  [[nodiscard]] bool contains(double x_m, double y_m, double z_m) const;

 private:
  Power power_;
  double length_;
  double width_;
  int points_;
  Transmissivity transmissivity_;
  std::vector<double> position_;  // padded with zero strength to whole lanes
  std::vector<double> strength_;  // chi Q w_i/(4 pi), times tau when that is constant
};

/// Distance from the base, on the axis beyond the tip, at which the flux falls to `q` (1e-12 relative).
/// Inside W/2 of the tip this is the value of the point-source sum. Throws std::domain_error for q <= 0.
[[nodiscard]] Length torch_axis_distance(const Torch& torch, HeatFlux q);

/// Single point source `q = tau chi Q cos(phi)/(4 pi R^2)`; meant for R > 2 L.
/// Throws std::domain_error for R <= 0 or chi outside [0, 1].
[[nodiscard]] HeatFlux point_source_flux(Power q, double radiant_fraction, Length distance, Angle incidence,
                                         const Transmissivity& air);

/// Heskestad flame length `L = -1.02 D + 0.235 Q^0.4` (Q in kW, D and L in m; 7 < Q^0.4/D < 700), not below
/// 0.
[[nodiscard]] Length heskestad_length(Power q, Length diameter);
/// Heskestad virtual origin above the fire base, `z0 = -1.02 D + 0.083 Q^0.4` (may be negative).
[[nodiscard]] Length heskestad_virtual_origin(Power q, Length diameter);

/// Pool fire and air for the flame shapes of the Yellow Book, 6.12-6.20.
struct PoolFire {
  Length diameter;
  MassFlux burning_rate;
  Density air_density;
  double gravity_m_per_s2;
};
/// Thomas, still air: `L = 42 D (m''/(rho_a sqrt(g D)))^0.61`.
[[nodiscard]] Length thomas_length(const PoolFire& fire);
/// Thomas with wind: `L/D = 55 (m''/(rho_a sqrt(g D)))^0.67 u*^-0.21`, `u* = max(1, u10/uc)`,
/// `uc = (g m'' D/rho_a)^(1/3)`.
[[nodiscard]] Length thomas_length_in_wind(const PoolFire& fire, Speed at_10_m);
/// Tilt from the vertical: `k = 0.666 Fr^0.333 Re^0.117`, Fr = u^2/(g D), Re = u D/nu,
/// `theta = asin((sqrt(4k^2+1)-1)/(2k))` (Yellow Book 6.16). 0 without wind.
[[nodiscard]] Angle flame_tilt(Length diameter, Speed wind, double air_viscosity_m2_per_s,
                               double gravity_m_per_s2);

/// Jet flame of HyRAM+ (Schefer, Houf), a cross-check of the length law.
struct JetFlame {
  Length diameter;                 ///< effective (expanded) diameter d_e
  Speed exit;                      ///< u_e
  Density exit_density;            ///< rho_e
  Density flame_density;           ///< rho_f of the products
  double stoichiometric_fraction;  ///< f_s, mass fraction of fuel, 0-1
  Temperature flame_temperature;   ///< T_ad
  double absorption_per_m;         ///< Planck mean absorption a_p
};
struct JetFlameSize {
  Length length;
  Length width;  ///< 0.17 L
  double froude;
  double residence_ms;      ///< `1000 (pi/12) rho_f W^2 L f_s/mdot`
  double radiant_fraction;  ///< `9.45e-9 (tau_f a_p Tad^4)^0.47`
};
/// `Fr = u_e fs^1.5/((rho_e/rho_a)^0.25 sqrt((Tad-Ta)/Ta g d_e))`, `L* = 13.5 Fr^0.4/(1 + 0.07 Fr^2)^0.2` for
/// Fr < 5, else 23, `L = L* d_e sqrt(rho_e/rho_a)/fs`. Throws std::domain_error for values that are not above
/// 0.
[[nodiscard]] JetFlameSize schefer_houf_flame(const JetFlame& jet, Temperature air, Density air_density,
                                              double gravity_m_per_s2);

/// View factors of a receiver whose surface is vertical (facing the flame) and horizontal.
struct ViewFactor {
  double vertical;
  double horizontal;
  [[nodiscard]] double maximum() const;  ///< `sqrt(Fv^2 + Fh^2)`
};

/// Upright cylinder seen from `distance` (from its axis); base and top relative to the receiver. A receiver
/// between base and top sees two cylinders (Fv added, Fh of the larger part); one below the base, or above
/// the top, sees the difference of two. Source: Raj; Yellow Book 6.A.6-11 (x = X/R > 1; x is taken as at
/// least 1.001). Throws std::domain_error for a receiver inside the cylinder, or a radius or height that is
/// not above 0.
[[nodiscard]] ViewFactor cylinder_view_factor(Length radius, Length base, Length top, Length distance);

/// Horizontal disc at `height` (> 0) above the receiver, its axis at `distance` (>= 0): a surface facing the axis sees
/// `(h/2X) [(h^2 + X^2 + R^2)/sqrt((h^2 + X^2 + R^2)^2 - 4 R^2 X^2) - 1]`, one facing up
/// `0.5 [1 - (h^2 + X^2 - R^2)/sqrt((h^2 + X^2 + R^2)^2 - 4 R^2 X^2)]`.
[[nodiscard]] ViewFactor disc_view_factor(Length radius, Length height, Length distance);

/// Side and base of an upright flame, seen from below its base: `sqrt((Fv,side + Fv,disc)^2 + (Fh,side + Fh,disc)^2)`, at
/// most 1; the side only from outside its outline.
[[nodiscard]] double flame_above_view_factor(Length radius, Length base, Length top, Length distance);

/// Cylinder tilted towards the receiver (Mudan; Yellow Book 6.A.14/15 with the square roots restored), base
/// at receiver level, `height` along its axis. Throws std::domain_error where the flame overhangs the
/// receiver
/// (`1 + a sin(theta) >= b`), or for a tilt outside [0, 90) deg.
[[nodiscard]] ViewFactor tilted_cylinder_view_factor(Length radius, Length height, Length distance,
                                                     Angle tilt);

/// Upright rectangle parallel to the receiver's surface, at `distance` (> 0) in front of it; the edges
/// relative to the point opposite the receiver (right > left, top > bottom; any sign). Four-rectangle
/// composition of the corner form `F = (1/2pi)[X/sqrt(1+X^2) atan(Y/sqrt(1+X^2)) + Y/sqrt(1+Y^2)
/// atan(X/sqrt(1+Y^2))]`.
[[nodiscard]] double rectangle_view_factor(Length left, Length right, Length bottom, Length top,
                                           Length distance);

/// Mudan: `SEP = flame e^(-k D) + smoke (1 - e^(-k D))`; 140 and 20 kW/m2, k 0.12 1/m (Yellow Book 6.19).
struct MudanParameters {
  HeatFlux flame;
  HeatFlux smoke;
  double extinction_per_m;
};
[[nodiscard]] HeatFlux mudan_sep(Length diameter, const MudanParameters& parameters);

/// Energy form: `SEP = chi Q/(pi D L + pi D^2/4)`, the radiated heat over side and top of a cylinder.
[[nodiscard]] HeatFlux energy_sep(Power q, double radiant_fraction, Length diameter, Length length);

/// The same over side, top and base, so that the radiated power is conserved: `SEP = chi Q/(pi D L + pi D^2/2)`.
[[nodiscard]] HeatFlux conserved_sep(Power q, double radiant_fraction, Length diameter, Length length);

/// Smoke-covered flame: `SEP_act = SEP_max (1 - zeta) + smoke zeta` (Yellow Book 6.20; zeta 0.8 for sooty
/// fuels).
[[nodiscard]] HeatFlux smoke_covered_sep(HeatFlux sep_max, HeatFlux smoke, double zeta);

/// Upright cylindrical flame.
struct FlameCylinder {
  Length diameter;
  Length length;
  HeatFlux sep;
  bool base_radiates = false;  ///< to a receiver below it
};

/// Emissive power of a flame on a roof.
struct FlameEmission {
  bool mudan_cap;         ///< `energy_sep`, at most `mudan_sep`; else `conserved_sep`, at most `largest`
  MudanParameters mudan;
  HeatFlux largest;
};

/// Flame on a roof: `D_f = min(sqrt(4 A/pi), Q^0.4/diameter_divisor)` (Q in kW; the divisor, 7, keeps
/// Heskestad inside its range), Heskestad length, SEP as `emission` says. Throws std::domain_error for Q <= 0 or A <= 0.
[[nodiscard]] FlameCylinder roof_flame(Power q, double radiant_fraction, Area roof, double diameter_divisor,
                                       const FlameEmission& emission);

/// Radiating surface as a receiver sees it.
struct VisibleSurface {
  HeatFlux sep;
  double view_factor;
  double transmissivity;
};
/// Upright flame whose base stands `base` above the receiver, seen from `distance` from its axis; nothing inside it.
[[nodiscard]] std::optional<VisibleSurface> visible_flame(const FlameCylinder& flame, Length base,
                                                          Length distance, const Transmissivity& air);

/// Flux `SEP Fmax tau` (W/m2) at `distance` from the axis of a flame whose base stands `base` above the
/// receiver; infinite inside the flame.
[[nodiscard]] double flame_flux_w_per_m2(const FlameCylinder& flame, Length base, Length distance,
                                         const Transmissivity& air);

/// Sideways shift of the axis of a flame tilted by the wind, `(L/2) sin(theta)`.
[[nodiscard]] Length tilt_shift(const FlameCylinder& flame, Angle tilt);

/// Sum of `SEP F tau`, the sum of the view factors capped at 1 (all scaled down alike).
[[nodiscard]] HeatFlux flux_of_surfaces(std::span<const VisibleSurface> surfaces);

/// Thermal probit `Pr = a + b ln(q^m t)`, q in W/m2, t in s (Purple Book 5.2.3: -36.38, 2.56, 4/3).
struct ThermalProbit {
  double a;
  double b;
  double m;
};
/// Lethality of heat radiation to an unprotected person outdoors.
struct HeatLethality {
  ThermalProbit probit;
  HeatFlux certain_death;  ///< 35 kW/m2: P = 1 at this flux and above
  Time exposure_cap;       ///< 20 s
};

/// Probit value; -infinity for a flux or time of 0. Throws std::domain_error for negatives.
[[nodiscard]] double thermal_probit(HeatFlux q, Time t, const ThermalProbit& probit);

/// Probability of death at a constant flux during t, t capped. Infinite flux (inside a flame) gives 1.
[[nodiscard]] Probability thermal_lethality(HeatFlux q, Time t, const HeatLethality& parameters);

/// Flux that kills the fraction p in t, from the probit alone. Throws std::domain_error unless 0 < p < 1 and
/// t > 0.
[[nodiscard]] HeatFlux flux_for_lethality(Probability p, Time t, const HeatLethality& parameters);

/// Lethality of one exposure time prepared for inner loops: `Phi(intercept + slope ln q)`, 1 from `certain`
/// on.
struct ThermalLine {
  double intercept;
  double slope;
  double certain_w_per_m2;

  /// Probability of death at a flux in W/m2 (>= 0, may be infinite).
  [[nodiscard]] double lethality(double w_per_m2) const;
};
/// Throws std::domain_error unless t, b and m are above 0.
[[nodiscard]] ThermalLine thermal_line(Time t, const HeatLethality& parameters);

/// Comparison probits (HyRAM+ 6.0), with V = q^(4/3) t: Eisenberg -38.48 + 2.56 ln V, TNO -37.23 + 2.56 ln V,
/// Lees -29.02 + 1.99 ln(0.5 V).
[[nodiscard]] double eisenberg_probit(HeatFlux q, Time t);
[[nodiscard]] double tno_thermal_probit(HeatFlux q, Time t);
[[nodiscard]] double lees_thermal_probit(HeatFlux q, Time t);

}  // namespace batterisk
