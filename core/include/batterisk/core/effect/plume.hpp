#pragma once

#include "batterisk/core/base/choice_words.hpp"
#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/effect/plume_rise.hpp"
#include "batterisk/core/effect/stability.hpp"
#include "batterisk/core/effect/wind_profile.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace batterisk {

/// `sigma_y = a x^b`, `sigma_z = c x^d` (m) of one class. TNO: 600 s, z0 0.1 m, fitted for 100 m - 10 km.
struct SigmaCoefficients {
  double a;
  double b;
  double c;
  double d;
};

/// Spread of a passive plume.
struct SigmaParameters {
  std::array<SigmaCoefficients, 6> classes;  ///< A to F
  Length roughness;                          ///< z0
  /// Roughness factor on sigma_z: `(z0/reference)^(coefficient x^exponent)`, x at least `roughness_from`.
  Length roughness_reference;    ///< 0.1 m
  double roughness_coefficient;  ///< 0.53
  double roughness_exponent;     ///< -0.22
  Length roughness_from;         ///< 10 m
  /// Averaging factor on sigma_y: `(t/reference_time)^exponent`, t at least `shortest_averaging`.
  Time averaging;             ///< t: 600 s for toxic, 18.75 s for flammable clouds
  Time reference_averaging;   ///< 600 s
  double averaging_exponent;  ///< 0.2
  Time shortest_averaging;    ///< 18.75 s
};

/// Factor on sigma_y for the averaging time: `(max(t, t_min)/600 s)^0.2` (TNO Yellow Book; DEGADIS).
[[nodiscard]] double averaging_factor(const SigmaParameters& parameters);

/// Factor on sigma_z for the roughness: `(10 z0)^(0.53 x^-0.22)`, x at least 10 m (TNO Yellow Book).
[[nodiscard]] double roughness_factor(const SigmaParameters& parameters, Length x);

/// Spreads of the plume at x > 0, with averaging and roughness factor. Throws std::domain_error for x <= 0.
[[nodiscard]] Length sigma_y(const SigmaParameters& parameters, Stability stability, Length x);
[[nodiscard]] Length sigma_z(const SigmaParameters& parameters, Stability stability, Length x);

/// Cross-check set: open-country and urban sigmas of Briggs (1973). Throws std::domain_error for x <= 0.
[[nodiscard]] Length briggs_sigma_y(Terrain terrain, Stability stability, Length x);
[[nodiscard]] Length briggs_sigma_z(Terrain terrain, Stability stability, Length x);

/// Along-wind spread of a puff: `sigma_x = 0.13 x` (TNO Yellow Book); the coefficient is `ratio`.
[[nodiscard]] Length puff_sigma_x(double ratio, Length x);

/// Factor (0-1) of a release that lasted `duration`, at time `t` after its start:
/// `0.5 [erf((x - u(t-T))/(sqrt2 sigma_x)) - erf((x - u t)/(sqrt2 sigma_x))]` (TNO Yellow Book 4.60b).
/// 0 for t <= 0. Throws std::domain_error unless u, T and sigma_x are above 0.
[[nodiscard]] double finite_duration_factor(Length x, Speed wind, Time t, Time duration, Length sigma_x);

/// Mixing height of A-D `coefficient u*/f`; E and F have no lid.
struct MixingHeightParameters {
  double coefficient;     ///< 0.3
  double coriolis_per_s;  ///< f: 1.149e-4 1/s at 52 deg N
};

/// Nothing in E and F.
[[nodiscard]] std::optional<Length> mixing_height(Stability stability, Speed friction_velocity,
                                                  const MixingHeightParameters& parameters);

/// Which wind speed stands in the plume formula.
enum class TransportWind {
  U10,      ///< the class speed at 10 m
  Release,  ///< the speed at max(1 m, half the height of the wake box, or of a source without wake)
  Plume     ///< at every distance the speed at the height of the plume, min(10 m, max(1 m, h, 0.8 sigma_z(x)))
};
template <>
inline constexpr auto choice_words<TransportWind> = std::to_array<std::string_view>({"u10", "release", "pluim"});

/// Wind as a plume sees it.
struct PlumeWind {
  Speed transport;  ///< u of the plume formula, above 0; of the rise of smoke also where `profile` gives the former
  Stability stability;
  std::optional<Length> mixing_height;  ///< lid with images; nothing: no lid
  std::optional<WindProfile> profile = {};    ///< u of the plume formula at the height of the plume
  Speed least = Speed::m_per_s(0.0);          ///< that u is at least this
};

/// Wind of a weather class for a source of height `height`: of its wake box where it has one. The lid always follows
/// from the 10 m speed. `least` bounds the speed at the height of a plume.
[[nodiscard]] PlumeWind plume_wind(Speed at_10_m, Stability stability, Length roughness, Length height,
                                   TransportWind which, const MixingHeightParameters& lid,
                                   Speed least = Speed::m_per_s(0.0));

/// Initial spread of a release mixed into the wake of a box, `sigma_y0 = W/4.3`, `sigma_z0 = H/2.15` (ISC3).
struct WakeParameters {
  double width_divisor;
  double height_divisor;
};
struct WakeSpread {
  Length sigma_y0;
  Length sigma_z0;
};
[[nodiscard]] WakeSpread wake_spread(Length width, Length height, const WakeParameters& parameters);

/// Whether the spread of a wake is there at once or grows with the distance, or rather the larger concentration of both.
enum class WakeGrowth { Direct, Distance };
template <>
inline constexpr auto choice_words<WakeGrowth> = std::to_array<std::string_view>({"direct", "afstand"});

/// Distance over which the spread of the wake of a box grows, `10 sqrt(W H)`: at x it is
/// `sigma_0 sqrt(1 - (1 + s) e^-s)`, s = x over it (form of ARCON96, NUREG/CR-6331).
[[nodiscard]] Length wake_growth_length(Length width, Length height);

/// Width of a box across the wind, `|L sin a| + |W cos a|`, a = angle between the wind and the long axis.
[[nodiscard]] Length projected_width(Length length, Length width, Angle wind_to_long_axis);

/// How the initial spread joins the spread of the plume.
enum class WakeCombination {
  Quadrature,      ///< `sqrt(sigma^2(x) + sigma_0^2)`
  VirtualDistance  ///< `sigma(x + x_v)` with `sigma(x_v) = sigma_0`
};
template <>
inline constexpr auto choice_words<WakeCombination> = std::to_array<std::string_view>({"quadratuur", "virtueel"});

/// Virtual distances of a wake: `sigma_y(x_vy) = sigma_y0`, `sigma_z(x_vz) = sigma_z0`, averaging and
/// roughness factors included. Zero spread has distance 0.
struct VirtualDistances {
  Length y;
  Length z;
};
[[nodiscard]] VirtualDistances virtual_distances(const SigmaParameters& parameters, Stability stability,
                                                 const WakeSpread& wake);

/// Source of a continuous plume.
struct PlumeSource {
  Length height = Length::m(0);         ///< release height above the ground
  std::optional<WakeSpread> wake = {};  ///< initial spread
  WakeCombination combination = WakeCombination::Quadrature;
  std::optional<PlumeRise> rise = {};  ///< plume rise on top of `height`
  double ground_factor = 1.0;          ///< factor on the concentration, e.g. `lift_off_factor`; > 0
  /// Length of the cloud u T over sigma_x/x: the concentration is that in the middle of a release that ends,
  /// `erf(u T/(2 sqrt2 sigma_x))` of the continuous one (YB 4.60b at t = x/u + T/2); 0: the release goes on.
  double cloud_length_m = 0.0;
  /// With a value: the concentration is the larger of that with the whole wake and that with one that grows over this
  /// distance (`wake_growth_length`); the thin plume alone would pass under a receiver beside a small box.
  std::optional<Length> wake_growth = {};
};

/// Gaussian plume of a continuous source in one wind, prepared for many evaluations at one receiver height:
/// `C/Q = exp(-y^2/2sigma_y^2) { exp(-(z-h)^2/2sigma_z^2) + exp(-(z+h)^2/2sigma_z^2) } / (2 pi u sigma_y
/// sigma_z)`, with a lid the images z -+ h + 2 n H_mix, n = +-1..5. Source: TNO Yellow Book; h = height +
/// rise(x), u that of the wind or of its profile at the height of the plume. The functions take and give plain metres
/// because they are the inner loop of the direction integral. Where the wake grows there are two plumes, the wide one with
/// the whole wake and the thin one, and the larger concentration of both counts.
class PlumeKernel {
 public:
  /// Throws std::domain_error for a wind that is not above 0, a negative height, or a factor not above 0.
  PlumeKernel(const SigmaParameters& sigma, const PlumeWind& wind, const PlumeSource& source,
              Length receiver_height);

  struct Axis {
    double ln_dilution;  ///< ln(C/Q), C/Q in s/m3, on the plume axis; -infinity where nothing arrives
    double sigma_y_m;    ///< 0 for x <= 0
  };

  /// The wide plume at downwind distance `x_m`: C/Q at (x, y) = exp(ln_dilution - y^2/(2 sigma_y^2)). -infinity and 0 for
  /// x <= 0. Never NaN.
  [[nodiscard]] Axis axis(double x_m) const { return branch(x_m, 1.0); }
  /// Whether there is a thin plume too, and that plume; it is never wider than the wide one.
  [[nodiscard]] bool has_thin() const { return growth_m_ > 0.0; }
  [[nodiscard]] Axis thin_axis(double x_m) const;
  /// ln(C/Q) at downwind distance `x_m` and crosswind distance `y_m`.
  [[nodiscard]] double ln_dilution(double x_m, double y_m = 0.0) const;
  /// Spread of the wide plume, and of the narrowest there is.
  [[nodiscard]] double sigma_y(double x_m) const { return spread_y(x_m, 1.0); }
  [[nodiscard]] double least_sigma_y(double x_m) const { return spread_y(x_m, thin_share(x_m)); }

 private:
  [[nodiscard]] Axis branch(double x_m, double wake_share) const;
  [[nodiscard]] double thin_share(double x_m) const;
  [[nodiscard]] double spread_y(double x_m, double wake_share) const;
  [[nodiscard]] double ln_sigma_z(double ln_x) const;
  [[nodiscard]] double ln_vertical(double sigma_z, double height) const;

  double ln_a_;
  double b_;
  double ln_c_;
  double d_;
  double roughness_coefficient_;  // 0.53 ln(10 z0); 0 when the roughness is the reference
  double roughness_exponent_;
  double ln_roughness_from_;
  double shift_y_;
  double shift_z_;
  double variance_y0_;
  double variance_z0_;
  double ln_scale_;  // ln(factor/(2 pi u))
  double receiver_;
  double height_;
  double rise_coefficient_;
  double final_rise_;
  double lid_;  // 0: none
  double cloud_m_;  // u T/(2 sqrt2 sigma_x/x); 0: endless
  double growth_m_;  // over which the wake of the thin plume grows; 0: no thin plume
  double virtual_z0_ = 0.0;  // spread that shift_z_ stands for
  std::optional<WindProfile> profile_;
  double roughness_m_;
  double least_m_per_s_;
};

/// Of kernels for winds spread evenly over half a turn from the axis of a box, the nearest to a wind that makes the angle
/// `from_axis` with it (rad).
[[nodiscard]] const PlumeKernel& kernel_in_wind(const std::vector<PlumeKernel>& by_wind, double from_axis);

/// Largest distance (m) up to `x_max_m` at which ln(C/Q) on the axis is at least `ln_dilution`; 0 where it is
/// so nowhere. Scans down from `x_max_m` in steps of 5 % and refines to 1e-12. Throws std::domain_error
/// unless 0.1 <= x_max_m.
[[nodiscard]] double largest_distance_m(const PlumeKernel& kernel, double ln_dilution, double x_max_m);

/// The same for several values at once, in their order.
[[nodiscard]] std::vector<double> largest_distances_m(const PlumeKernel& kernel, std::span<const double> ln_dilutions,
                                                      double x_max_m);

/// Concentration of a plume at (x, y, z), z = the kernel's receiver height.
[[nodiscard]] Concentration plume_concentration(const PlumeKernel& kernel, MassRate rate, Length x, Length y);

/// Recirculation behind a box, for the optional cap near the source.
/// Length `L_r = 1.8 W/[(L/H)^0.3 (1 + 0.24 W/H)]`, L/H taken within 0.3-3 (Fackrell 1984, as in PRIME).
[[nodiscard]] Length cavity_length(Length width, Length along_wind, Length height);

/// Dilution `C/Q = 1/(K u_H H W)` (s/m3) in the cavity, K 0.5-1.5. Throws std::domain_error unless all are
/// above 0.
[[nodiscard]] double cavity_dilution(double k, Speed at_roof, Length width, Length height);

}  // namespace batterisk
