#pragma once

#include "batterisk/core/effect/plume.hpp"
#include "batterisk/core/effect/toxic.hpp"
#include "batterisk/core/risk/polar_table.hpp"
#include "batterisk/core/rules/wind_rose.hpp"

#include <array>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace batterisk {

/// Probability of death as a function of the dilution D = C/Q alone: all substances of one release are diluted alike,
/// so their joint lethality is a function of one number.
class DilutionLethality {
 public:
  struct Substance {
    double ln_rate;  ///< ln of the release rate in kg/s
    ProbitLine probit;
  };

  /// `cut_off`: joint probabilities below it count as 0 (`tox.p_cut`). Probabilities below 1e-12 always do.
  DilutionLethality(std::vector<Substance> substances, ToxicCombination combination, double cut_off);

  /// Joint probability of death at ln D (D in s/m3), cut-off applied.
  [[nodiscard]] double operator()(double ln_dilution) const;
  /// Smallest ln D that is still lethal; +infinity when nothing is.
  [[nodiscard]] double ln_edge() const { return ln_edge_; }

 private:
  [[nodiscard]] double joint(double ln_dilution) const;

  std::vector<Substance> substances_;
  ToxicCombination combination_;
  double ln_edge_;
};

namespace detail {
class SampledLethality;
class SampledPlume;
}  // namespace detail

/// Mean lethality around a ground source over all weather classes and wind directions:
/// `sum_M integral rho_M(phi) P_M(R, theta - phi - pi) dphi` (Purple Book 6.1-6.2, exact direction integral).
///
/// Either at one place by direct quadrature, or at all bearings of one distance at once, for a PolarTable: then the
/// direction integral needs no wind directions at all, for the rose is piecewise linear and the convolution follows from
/// its jumps (WindRose) and from moments of the lethality profile.
class ToxicRisk {
 public:
  struct WeatherPlume {
    PlumeKernel kernel;
    WindRose rose;  ///< its total is the probability of the class
    std::vector<PlumeKernel> by_wind = {};  ///< where the wake depends on the wind (plume_kernels_by_wind)
    double wake_axis = 0.0;                 ///< bearing of the box that makes it so (rad)
    double ln_certain = std::numeric_limits<double>::infinity();  ///< ln D from which everybody dies (flash fire)
  };

  ToxicRisk(const DilutionLethality& lethality, std::vector<WeatherPlume> classes);

  /// By direct quadrature (1e-7 relative). `distance_m` >= 0; `bearing` (rad, clockwise from north) from source to
  /// receiver.
  [[nodiscard]] double direct_mean_lethality(double distance_m, double bearing) const;
  /// Part of one class in `direct_mean_lethality`.
  [[nodiscard]] double direct_class_lethality(std::size_t weather_class, double distance_m, double bearing) const;
  /// Adds the mean lethality at `distance_m` > 0, with a weight per weather class; none: 1.
  void add_ring(double distance_m, std::span<const double> class_weight, PolarTable::Ring ring) const;

  [[nodiscard]] const std::vector<WeatherPlume>& classes() const { return classes_; }
  /// Where the lethal footprint of each class, and its flash fire, begin and end (m); 0 for none.
  [[nodiscard]] std::vector<double> edges_m() const;
  /// Distance beyond which the mean lethality is 0 (m).
  [[nodiscard]] double reach_m() const { return reach_m_; }

 private:
  // Lethal footprint of one class; never lethal without a plume.
  struct Footprint {
    double from_m = 0.0;
    double to_m = 0.0;
    double flash_m = 0.0;
    std::shared_ptr<const detail::SampledPlume> plume;
    std::array<double, PolarTable::directions> density{};  // of the wind that blows towards each whole degree (1/rad)
  };

  [[nodiscard]] Footprint footprint(const WeatherPlume& plume) const;
  [[nodiscard]] double ln_edge(const WeatherPlume& plume) const;
  [[nodiscard]] double profile(const WeatherPlume& plume, double distance_m, double offset) const;
  [[nodiscard]] double direct_by_wind(const WeatherPlume& plume, double distance_m, double bearing) const;
  void add_class_ring(const WeatherPlume& plume, const Footprint& footprint, double distance_m, double weight,
                      PolarTable::Ring ring) const;
  void add_ring_by_wind(const WeatherPlume& plume, double distance_m, double weight, PolarTable::Ring ring) const;

  DilutionLethality lethality_;
  std::shared_ptr<const detail::SampledLethality> sampled_lethality_;
  std::vector<WeatherPlume> classes_;
  std::vector<Footprint> footprints_;
  double reach_m_ = 0.0;
};

}  // namespace batterisk
