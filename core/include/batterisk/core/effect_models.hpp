#pragma once

#include "batterisk/core/effect/heat_radiation.hpp"
#include "batterisk/core/effect/indoor.hpp"
#include "batterisk/core/effect/plume.hpp"
#include "batterisk/core/effect/plume_rise.hpp"
#include "batterisk/core/rule_set.hpp"
#include "batterisk/core/scenario.hpp"
#include "batterisk/core/toxic_risk.hpp"
#include "batterisk/core/weather.hpp"

#include <array>
#include <string>
#include <vector>

namespace batterisk {

/// Parameters of the effect models as one study uses them, out of the rules.
struct EffectModels {
  SigmaParameters sigma;
  WakeParameters wake;
  WakeCombination wake_combination;
  TransportWind transport_wind;
  MixingHeightParameters lid;
  Length receiver_height;
  TorchParameters torch;
  Air air;
  KinematicViscosity air_viscosity;
  BriggsParameters briggs;
  LiftOffParameters lift_off;
  MudanParameters mudan;
  double flame_diameter_divisor;
  bool tilted_flames;
  HeatLethality heat;
  ToxicCombination toxic_combination;
  double toxic_cut_off;
  Time toxic_exposure_cap;
};

/// Reads what the models need; every key is added to `used`.
[[nodiscard]] EffectModels effect_models(const RuleSet& rules, UsedKeys& used);

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

/// Plume of a toxic source in one weather class.
[[nodiscard]] PlumeKernel plume_kernel(const ToxicSource& source, const WeatherClass& weather,
                                       const EffectModels& models);

/// Joint lethality of the substances of a source as a function of dilution.
[[nodiscard]] DilutionLethality dilution_lethality(const ToxicSource& source, const EffectModels& models,
                                                   const RuleSet& rules, UsedKeys& used);

}  // namespace batterisk
