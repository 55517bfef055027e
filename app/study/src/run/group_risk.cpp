#include "run/group_risk.hpp"

#include "run/given_objects.hpp"

#include "batterisk/core/base/codes.hpp"

#include <fmt/format.h>

namespace batterisk::study {
namespace {

// Where people may be around the site, with what the dossier says of their number.
std::vector<InhabitedPlace> places_of(const StudyResult& result) {
  std::vector<InhabitedPlace> places;
  for (const PandResult& judged : result.panden) {
    const Pand& pand = (*result.surroundings.panden)[judged.pand];
    const ObjectOpgave* object = given(result.dossier, pand);
    places.push_back({&pand, judged.klassering.klasse, object == nullptr ? PeopleCount{} : object->personen});
  }
  return places;
}

// F at 1, 2, .. 9, 10, 20, .. deaths, up to the first at which it is 0.
std::vector<FnPoint> at_round_numbers(const std::vector<FnPoint>& curve) {
  std::vector<FnPoint> points;
  double frequency = 1.0;
  for (double decade = 1.0; frequency > 0.0; decade *= 10.0) {
    for (int digit = 1; digit <= 9 && frequency > 0.0; ++digit) {
      frequency = frequency_of(curve, digit * decade);
      points.push_back({digit * decade, frequency});
    }
  }
  return points;
}

}  // namespace

void add_group_risk(StudyResult& result, const EffectModels& models, UsedKeys& used,
                    const std::function<void(double)>& progress) {
  const RuleSet& rules = *result.rules;
  const Provenance& people = *rules.method.gr.per_dwelling.provenance;
  if (people.bewijs == Bewijs::Ontbreekt) {
    result.messages.push_back(
        {{'R', codes::missing_key}, Severity::Waarschuwing, {people.rule_set, 0, 0, {}}, {people.key}});
    return;
  }
  const Place whole{result.dossier.path, 0, 0, {}};
  const PopulationOfPlaces population = population_of(places_of(result), rules, used);
  GroupRiskResult risk;
  risk.unknown_places = population.unknown;
  for (const Population& group : population.places) {
    risk.people_day += group.day;
    risk.people_night += group.night;
  }
  const bool somewhere_unknown = population.unknown > 0 || !result.surroundings.covers(LayerKind::Panden);
  risk.onbepaald = population.places.empty() && somewhere_unknown;
  if (risk.onbepaald) {
    result.messages.push_back(
        {codes::group_risk_undetermined, Severity::Waarschuwing, whole, {fmt::format("{}", population.unknown)}});
    result.groepsrisico = std::move(risk);
    return;
  }
  const std::vector<DeathOutcome> outcomes = death_outcomes(result.scenarios.scenarios, population.places, models,
                                                            result.weather, rules, used, progress);
  for (const DeathOutcome& outcome : outcomes) risk.expected_deaths_per_year += outcome.per_year * outcome.deaths;
  risk.curve = at_round_numbers(fn_curve(outcomes));
  result.messages.push_back({codes::group_risk_population,
                             somewhere_unknown ? Severity::Waarschuwing : Severity::Info,
                             whole,
                             {fmt::format("{:.0f}", risk.people_day), fmt::format("{:.0f}", risk.people_night),
                              fmt::format("{}", population.unknown)}});
  result.groepsrisico = std::move(risk);
}

}  // namespace batterisk::study
