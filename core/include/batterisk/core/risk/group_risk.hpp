#pragma once

#include "batterisk/core/dossier/surroundings.hpp"
#include "batterisk/core/risk/effect_models.hpp"
#include "batterisk/core/rules/toets_rules.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace batterisk {

/// People at one place, indoors and outdoors together.
struct Population {
  RdPoint at{};
  double day = 0.0;
  double night = 0.0;
};

/// A building or location where people may be.
struct InhabitedPlace {
  const Pand* pand = nullptr;
  Kwetsbaarheid klasse = Kwetsbaarheid::Onbekend;
  PeopleCount counted = {};  ///< goes before the figures of the rules
};

/// People at places: as counted, else by the rules for dwellings and offices (`gr.*`). `unknown`: places with people of
/// whom the number is not known, or known for one part of the day only: another use, an office without area, a pitch, a
/// location, a building of unknown class. The group risk is then a lower bound. Nobody is in a building of class `Geen`.
struct PopulationOfPlaces {
  std::vector<Population> places;
  std::size_t unknown = 0;
};
[[nodiscard]] PopulationOfPlaces population_of(const std::vector<InhabitedPlace>& places, const RuleSet& rules, UsedKeys& used);

/// One thing that can happen: how often, and how many die.
struct DeathOutcome {
  double per_year = 0.0;
  double deaths = 0.0;
};

/// Every combination of scenario, part of the day, weather class and direction (720) with its expected number of deaths
/// (core/README.md, 5.6). Outcomes without deaths are left out; a probability of death below 1e-12 is none. `progress` is
/// told the share done (0..1) now and then, on the thread of the caller; what it throws ends the computation.
[[nodiscard]] std::vector<DeathOutcome> death_outcomes(const std::vector<Scenario>& scenarios,
                                                       const std::vector<Population>& people, const EffectModels& models,
                                                       const StudyWeather& weather, const RuleSet& rules, UsedKeys& used,
                                                       const std::function<void(double)>& progress = {});

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
