#pragma once

#include "batterisk/core/risk/effect_models.hpp"
#include "batterisk/core/risk/risk_field.hpp"
#include "batterisk/core/risk/zone.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace batterisk {

/// Distance at which one scenario meets the end point of an attention area, for the table of effects.
struct EffectDistance {
  std::string scenario;
  Aandachtsgebied soort{};
  std::string weather;    ///< class; empty where weather plays no part
  std::string threshold;  ///< e.g. "10 kW/m2", or the outdoor equivalent of the dose
  double from_centre_m = 0.0;
  double from_wall_m = 0.0;  ///< from the outer wall of the unit; equal to `from_centre_m` without a unit
};

/// How far an attention area reaches from the middle of the sources along one bearing, and what reaches there.
struct AreaDirection {
  Aandachtsgebied soort{};
  double bearing_deg = 0.0;  ///< clockwise from north
  double distance_m = 0.0;   ///< to the last point of the area on that bearing; 0: it does not lie there
  std::string scenario;      ///< that reaches furthest
  std::string weather;       ///< class in which it does; empty where weather plays no part, and for two fires at once
};

/// Zones for the attention areas with the distances behind them.
struct Aandachtsgebieden {
  std::vector<Zone> zones;  ///< brand, explosie, gifwolk; explosie only when a scenario gives one
  std::vector<EffectDistance> distances;
  RdPoint middle{};                       ///< of the sources
  std::vector<AreaDirection> directions;  ///< from `middle`, every 10 degrees, for each area that exists
  std::vector<std::string> undetermined;  ///< substances without LBW30 or exponent: gifwolk is a lower bound
  double gifwolk_uncapped_m = 0.0;        ///< largest distance before the cap
};

/// Envelopes over scenarios, weather classes and directions, whatever the frequency (Bkl art. 5.12). Fire: union of the
/// regions above `brand.area.flux` of torches in every direction. Toxic cloud: circle at the largest distance over the
/// weather classes at which the indoor criterion is met (dose, or concentration before 2026), capped by law.
[[nodiscard]] Aandachtsgebieden aandachtsgebieden(const std::vector<Scenario>& scenarios, const EffectModels& models,
                                                  const StudyWeather& weather, const RuleSet& rules, UsedKeys& used);

}  // namespace batterisk
