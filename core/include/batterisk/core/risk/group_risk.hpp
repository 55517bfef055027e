#pragma once

#include "batterisk/core/dossier/surroundings.hpp"
#include "batterisk/core/risk/effect_models.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <vector>

namespace batterisk {

/// People at one place, indoors and outdoors together.
struct Population {
  RdPoint at{};
  double day = 0.0;
  double night = 0.0;
};

/// People in buildings by the rules: dwellings and offices (`gr.*`). Buildings with a verblijfsobject of another use, or an
/// office without area, count in `unknown`: the group risk is then a lower bound.
struct PopulationOfBuildings {
  std::vector<Population> places;
  std::size_t unknown = 0;
};
[[nodiscard]] PopulationOfBuildings population_of(const std::vector<Pand>& panden, const RuleSet& rules, UsedKeys& used);

/// One thing that can happen: how often, and how many die.
struct DeathOutcome {
  double per_year = 0.0;
  double deaths = 0.0;
};

/// Every combination of scenario, part of the day, weather class and direction (720) with its expected number of deaths
/// (core/README.md, 5.6). Outcomes without deaths are left out.
[[nodiscard]] std::vector<DeathOutcome> death_outcomes(const std::vector<Scenario>& scenarios,
                                                       const std::vector<Population>& people, const EffectModels& models,
                                                       const StudyWeather& weather, const RuleSet& rules, UsedKeys& used);

/// Point of the FN curve: `per_year` is the frequency of N or more deaths.
struct FnPoint {
  double deaths = 0.0;
  double per_year = 0.0;
};

/// FN curve with a point at each number of deaths that occurs, from few to many; `per_year` falls. The integral of F over
/// N is the sum of frequency times deaths.
[[nodiscard]] std::vector<FnPoint> fn_curve(std::vector<DeathOutcome> outcomes);

/// F(N) of a curve: frequency of at least `deaths`.
[[nodiscard]] double frequency_of(const std::vector<FnPoint>& curve, double deaths);

}  // namespace batterisk
