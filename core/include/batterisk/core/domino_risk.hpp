#pragma once

#include "batterisk/core/effect_models.hpp"
#include "batterisk/core/fire_radiation.hpp"
#include "batterisk/core/scenario.hpp"
#include "batterisk/core/toxic_risk.hpp"

#include <vector>

namespace batterisk {

/// Two fires at once at different places: concentrations and heat fluxes are added before lethality (core/README.md,
/// 2.10). The mean over weather and wind depends on both places, so each weather class has a polar table about their
/// middle, filled by direct integration over the wind direction; along a bearing it ends where the joint footprint
/// closes, so that it is smooth (as in ToxicRisk).
class DominoRisk {
 public:
  enum class Tables { Filled, Omitted };
  /// `offset`: from the first fire to the second, in metres east and north. Without tables only the direct functions
  /// and the largest ratios may be used.
  DominoRisk(const DominoSource& source, RdPoint offset, const EffectModels& models, const StudyWeather& weather,
             const RuleSet& rules, UsedKeys& used, Tables tables = Tables::Filled);

  /// From the table; `from_first`: receiver relative to the first fire (m east, m north).
  [[nodiscard]] double mean_lethality(RdPoint from_first) const;
  /// By direct integration.
  [[nodiscard]] double direct_mean_lethality(RdPoint from_first) const;
  /// Part of one weather class in `direct_mean_lethality`.
  [[nodiscard]] double direct_class_lethality(std::size_t c, RdPoint from_first) const;
  /// Distance from the middle of the two beyond which the mean lethality is 0 (m).
  [[nodiscard]] double reach_m() const { return reach_m_; }
  /// Middle of the two fires, relative to the first.
  [[nodiscard]] RdPoint middle() const { return {offset_.x / 2.0, offset_.y / 2.0}; }

  /// Largest sum over the wind directions and classes of `C_i/limit_i` of one substance, as a factor: 1 on the border
  /// of the attention area. `limits` in kg/m3 by substance index; 0 = no limit.
  [[nodiscard]] double largest_concentration_ratio(RdPoint from_first, const std::vector<double>& limits) const;
  /// Largest summed heat flux over the classes (W/m2).
  [[nodiscard]] double largest_flux_w_per_m2(RdPoint from_first) const;

 private:
  struct Fire {
    RdPoint at{};
    std::vector<double> ln_rate;  // per substance; -infinity for none
    FireRadiation radiation;
  };
  struct ClassPlumes {
    PlumeKernel first;
    PlumeKernel second;
    WindRose rose;
  };
  struct ClassTable {
    std::vector<double> edge_m;  // per bearing; 0 = never lethal
    std::vector<double> mean;    // [bearing][radius]
  };
  [[nodiscard]] double joint(std::size_t c, RdPoint p, double towards) const;
  [[nodiscard]] double toxic_mean(std::size_t c, RdPoint p) const;
  [[nodiscard]] double heat_lethality(std::size_t c, RdPoint p) const;
  [[nodiscard]] double edge(std::size_t c, double bearing, double farthest) const;

  RdPoint offset_;
  std::vector<Fire> fires_;
  std::vector<ProbitLine> probits_;
  ToxicCombination combination_;
  double cut_off_;
  ThermalLine heat_;
  double negligible_flux_;
  std::vector<ClassPlumes> classes_;
  std::vector<ClassTable> tables_;
  double heat_reach_m_ = 0.0;  // from the middle
  double reach_m_ = 0.0;
};

}  // namespace batterisk
