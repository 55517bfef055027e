#include "batterisk/study/group_risk.hpp"

namespace batterisk::study {

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

}  // namespace batterisk::study
