#include "run/group_risk.hpp"

#include "batterisk/core/base/codes.hpp"

#include <fmt/format.h>

namespace batterisk::study {
namespace {

GroupRiskResult group_risk_of(const std::vector<Pand>& panden, const std::vector<Scenario>& scenarios,
                              const EffectModels& models, const StudyWeather& weather, const RuleSet& rules,
                              UsedKeys& used) {
  const PopulationOfBuildings population = population_of(panden, rules, used);
  GroupRiskResult result;
  result.unknown_buildings = population.unknown;
  for (const Population& group : population.places) {
    result.people_day += group.day;
    result.people_night += group.night;
  }
  const std::vector<DeathOutcome> outcomes = death_outcomes(scenarios, population.places, models, weather, rules, used);
  for (const DeathOutcome& outcome : outcomes) result.expected_deaths_per_year += outcome.per_year * outcome.deaths;
  const std::vector<FnPoint> curve = fn_curve(outcomes);
  double frequency = 1.0;
  for (double decade = 1.0; frequency > 0.0; decade *= 10.0) {
    for (int digit = 1; digit <= 9 && frequency > 0.0; ++digit) {
      frequency = frequency_of(curve, digit * decade);
      result.curve.push_back({digit * decade, frequency});
    }
  }
  return result;
}

}  // namespace

void add_group_risk(StudyResult& result, const EffectModels& models, UsedKeys& used) {
  const RuleSet& rules = *result.rules;
  const Provenance& people = *rules.method.gr.per_dwelling.provenance;
  if (people.bewijs == Bewijs::Ontbreekt) {
    result.messages.push_back(
        {{'R', codes::missing_key}, Severity::Waarschuwing, {people.rule_set, 0, 0, {}}, {people.key}});
    return;
  }
  if (!result.surroundings.panden) return;
  std::vector<Pand> others;
  for (const PandResult& pand : result.panden) others.push_back((*result.surroundings.panden)[pand.pand]);
  result.groepsrisico = group_risk_of(others, result.scenarios.scenarios, models, result.weather, rules, used);
  result.messages.push_back(
      {codes::group_risk_population,
       result.groepsrisico->unknown_buildings > 0 ? Severity::Waarschuwing : Severity::Info,
       {result.dossier.path, 0, 0, {}},
       {fmt::format("{:.0f}", result.groepsrisico->people_day), fmt::format("{:.0f}", result.groepsrisico->people_night),
        fmt::format("{}", result.groepsrisico->unknown_buildings)}});
}

}  // namespace batterisk::study
