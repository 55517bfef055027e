#pragma once

#include "batterisk/core/effect/heat_radiation.hpp"
#include "batterisk/core/effect/indoor.hpp"
#include "batterisk/core/effect/plume.hpp"
#include "batterisk/core/effect/plume_rise.hpp"
#include "batterisk/core/risk/toxic_risk.hpp"
#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/core/rules/weather.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <array>
#include <string>
#include <vector>

namespace batterisk {

/// Parameters of the effect models as one study uses them, out of the rules.
struct EffectModels {
  SigmaParameters sigma;
  WakeParameters wake;
  WakeCombination wake_combination;
  WakeGrowth wake_growth;
  TransportWind transport_wind;
  Speed least_wind;        ///< of `TransportWind::Plume`
  bool finite_duration;    ///< a release that ends gives a cloud of finite length
  double cloud_sigma_x;    ///< sigma_x/x of its ends
  Time flash_averaging;    ///< averaging time of the distance to the lower flammability limit
  MixingHeightParameters lid;
  Length receiver_height;
  TorchParameters torch;
  Air air;
  KinematicViscosity air_viscosity;
  BriggsParameters briggs;
  LiftOffParameters lift_off;
  FlameEmission flame_emission;
  bool flame_base;         ///< the base of a flame on a roof radiates too
  double flame_diameter_divisor;
  bool tilted_flames;
  HeatLethality heat;
  ToxicCombination toxic_combination;
  double toxic_cut_off;
  Time toxic_exposure_cap;
};

/// The part of it that a torch needs.
[[nodiscard]] TorchParameters torch_parameters(const RuleSet& rules, UsedKeys& used);

/// Reads what any of the models can need; every key is added to `read`. A study names those that took part with
/// `note_model_keys`.
[[nodiscard]] EffectModels effect_models(const RuleSet& rules, UsedKeys& read);

/// Adds to `used` the keys of the models that these scenarios need: those of a plume only where something toxic is
/// released, of plume rise only where smoke rises, and so on.
void note_model_keys(const std::vector<Scenario>& scenarios, const RuleSet& rules, UsedKeys& used);

/// Weather of a study: six classes, each with its rose (total = probability of the class).
struct StudyWeather {
  int station = 0;        ///< 0: own table
  std::string name;
  std::string source;     ///< rule file or own file
  double distance_km = 0.0;  ///< from the site to the station; 0 for an own table
  bool chosen = false;    ///< true when the dossier names no station and the nearest was taken
  std::vector<WeatherClass> classes;
  std::vector<WindRose> roses;
};

/// Station of the dossier, or the one nearest to `site`; or the dossier's own table. Throws DossierError for an unknown
/// station or a broken table.
[[nodiscard]] StudyWeather study_weather(const Dossier& dossier, const RuleSet& rules, RdPoint site, UsedKeys& used);

/// Plume of a toxic source in one weather class. Where the wake depends on the wind direction: with the shorter side.
[[nodiscard]] PlumeKernel plume_kernel(const ToxicSource& source, const WeatherClass& weather,
                                       const EffectModels& models);
/// The same in a wind that blows from, or to, the bearing `wind` (rad).
[[nodiscard]] PlumeKernel plume_kernel(const ToxicSource& source, const WeatherClass& weather,
                                       const EffectModels& models, double wind);

/// Plumes of a source whose wake depends on the wind, for winds over half a turn from its axis (kernel_in_wind);
/// none for any other source.
[[nodiscard]] std::vector<PlumeKernel> plume_kernels_by_wind(const ToxicSource& source, const WeatherClass& weather,
                                                             const EffectModels& models);

/// Largest distance (m) on the axis of the plume at which the gas of a source can burn, with the averaging time of
/// flammable gas; 0 for a source that does not burn.
[[nodiscard]] double flash_fire_distance_m(const ToxicSource& source, const WeatherClass& weather,
                                           const EffectModels& models);

/// Joint lethality of the substances of a source as a function of dilution.
[[nodiscard]] DilutionLethality dilution_lethality(const ToxicSource& source, const EffectModels& models,
                                                   const RuleSet& rules, UsedKeys& used);

}  // namespace batterisk
