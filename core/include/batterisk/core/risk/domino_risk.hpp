#pragma once

#include "batterisk/core/risk/effect_models.hpp"
#include "batterisk/core/risk/fire_radiation.hpp"
#include "batterisk/core/risk/toxic_risk.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <memory>
#include <vector>

namespace batterisk {

namespace detail {
class PairLethality;
}

/// Two fires at once at different places: concentrations and heat fluxes are added before lethality (core/README.md,
/// 2.10). By direct integration; places are relative to the first fire (m east, m north).
class DominoRisk {
 public:
  /// Smoke of both fires in one weather class.
  struct ClassPlumes {
    PlumeKernel first;
    PlumeKernel second;
    WindRose rose;
  };

  /// `offset`: from the first fire to the second, in metres east and north.
  DominoRisk(const DominoSource& source, RdPoint offset, const EffectModels& models, const StudyWeather& weather,
             const RuleSet& rules, UsedKeys& used);

  [[nodiscard]] double direct_mean_lethality(RdPoint from_first) const;
  /// Part of one weather class in `direct_mean_lethality`.
  [[nodiscard]] double direct_class_lethality(std::size_t c, RdPoint from_first) const;
  /// Probability of death by heat in one class.
  [[nodiscard]] double heat_lethality(std::size_t c, RdPoint from_first) const;

  [[nodiscard]] RdPoint offset() const { return offset_; }
  /// Middle of the two fires.
  [[nodiscard]] RdPoint middle() const { return {offset_.x / 2.0, offset_.y / 2.0}; }
  /// Distance from the middle beyond which nobody dies by heat (m).
  [[nodiscard]] double heat_reach_m() const { return heat_reach_m_; }
  /// Distance from the middle beyond which nobody dies by smoke: an upper bound per class (m); 0 where nobody does.
  [[nodiscard]] const std::vector<double>& smoke_bounds_m() const { return smoke_bounds_m_; }
  [[nodiscard]] const std::vector<ClassPlumes>& classes() const { return classes_; }
  [[nodiscard]] const detail::PairLethality& lethality() const { return *lethality_; }
  /// Both fires give the same smoke.
  [[nodiscard]] bool equal_smoke() const { return equal_smoke_; }

  /// Largest sum over the wind directions and classes of `C_i/limit_i` of one substance, as a factor: 1 on the border
  /// of the attention area. `limits` in kg/m3 by substance index; 0 = no limit.
  [[nodiscard]] double largest_concentration_ratio(RdPoint from_first, const std::vector<double>& limits) const;
  /// Largest summed heat flux over the classes (W/m2).
  [[nodiscard]] double largest_flux_w_per_m2(RdPoint from_first) const;

 private:
  [[nodiscard]] double flux_w_per_m2(std::size_t c, RdPoint from_first) const;
  [[nodiscard]] double toxic_mean(std::size_t c, RdPoint from_first) const;

  RdPoint offset_;
  FireRadiation first_;
  FireRadiation second_;
  std::vector<double> ln_first_;   // rates per substance; -infinity for none
  std::vector<double> ln_second_;
  ThermalLine heat_;
  double negligible_flux_;
  std::vector<ClassPlumes> classes_;
  std::shared_ptr<const detail::PairLethality> lethality_;
  bool equal_smoke_;
  double heat_reach_m_ = 0.0;
  std::vector<double> smoke_bounds_m_;
};

}  // namespace batterisk
