#pragma once

#include "batterisk/core/effect/plume.hpp"
#include "batterisk/core/effect/toxic.hpp"
#include "batterisk/core/wind_rose.hpp"

#include <span>
#include <string>
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

/// Mean lethality around a ground source over all weather classes and wind directions:
/// `sum_M integral rho_M(phi) P_M(R, theta - phi - pi) dphi` (Purple Book 6.1-6.2, exact direction integral).
///
/// Built once as a table per class: along R on nodes that crowd near the source and at both ends of the lethal range
/// (a cosine in ln(R + 1.5 m)), where the footprint closes as a square root, so that the table is smooth and cubic
/// interpolation good to some 1e-4 beyond a few metres; over direction every degree. The direction integral needs no wind
/// directions at all: the rose is piecewise linear, so the convolution follows from its jumps (WindRose) and from
/// moments of the lethality profile.
class ToxicRisk {
 public:
  struct WeatherPlume {
    PlumeKernel kernel;
    WindRose rose;  ///< its total is the probability of the class
  };

  ToxicRisk(const DilutionLethality& lethality, std::vector<WeatherPlume> classes);

  /// From the table. `distance_m` >= 0; `bearing` (rad, clockwise from north) from source to receiver.
  [[nodiscard]] double mean_lethality(double distance_m, double bearing) const;
  /// The same with a weight per weather class, for an effect that removes a part of the people first.
  [[nodiscard]] double mean_lethality(double distance_m, double bearing, std::span<const double> class_weight) const;
  /// By direct quadrature; the reference for the table (1e-7 relative).
  [[nodiscard]] double direct_mean_lethality(double distance_m, double bearing) const;
  /// Part of one class in `direct_mean_lethality`.
  [[nodiscard]] double direct_class_lethality(std::size_t weather_class, double distance_m, double bearing) const;
  [[nodiscard]] const std::vector<WeatherPlume>& classes() const { return classes_; }
  /// Distance beyond which the mean lethality is 0 (m).
  [[nodiscard]] double reach_m() const { return reach_m_; }

 private:
  struct Table {
    double from_m = 0.0;  // x1
    double to_m = 0.0;    // x2; to_m <= from_m: never lethal
    std::vector<double> value;  // [radius node][degree]
  };

  void fill(const WeatherPlume& plume, Table& table) const;
  [[nodiscard]] double profile(const PlumeKernel& kernel, double distance_m, double offset) const;
  [[nodiscard]] double edge_angle(const PlumeKernel& kernel, double distance_m) const;

  DilutionLethality lethality_;
  std::vector<WeatherPlume> classes_;
  std::vector<Table> tables_;
  double reach_m_ = 0.0;
};

}  // namespace batterisk
