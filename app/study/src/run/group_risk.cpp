#include "run/group_risk.hpp"

#include "batterisk/study/run/objects.hpp"

#include "batterisk/core/base/codes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

// Where people may be around the site, with what the dossier says of their number, else a layer of people.
std::vector<InhabitedPlace> places_of(const StudyResult& result, std::size_t& counted_by_layer) {
  std::vector<InhabitedPlace> places;
  for (const PandResult& judged : result.panden) {
    const Pand& pand = (*result.surroundings.panden)[judged.pand];
    const ObjectOpgave* object = given(result.dossier, pand);
    PeopleCount counted = object == nullptr ? PeopleCount{} : object->personen;
    const PeopleCount by_layer = pand.personen.value_or(PeopleCount{});
    counted_by_layer += (!counted.day && by_layer.day) || (!counted.night && by_layer.night) ? 1 : 0;
    if (!counted.day) counted.day = by_layer.day;
    if (!counted.night) counted.night = by_layer.night;
    places.push_back({&pand, judged.klassering.klasse, counted});
  }
  return places;
}

// People whom a layer counts outside the site and in no building.
void add_loose(const StudyResult& result, PopulationOfPlaces& population, std::size_t& counted_by_layer) {
  for (const PeopleAt& people : result.surroundings.personen) {
    const auto& sites = result.dossier.sites;
    if (std::any_of(sites.begin(), sites.end(), [&](const Site& site) { return contains(site.boundary, people.at); })) continue;
    const PeopleCount& count = people.count;
    if (!count.day || !count.night) ++population.unknown;
    if (count.day || count.night) ++counted_by_layer;
    const Population there{people.at, count.day.value_or(0.0), count.night.value_or(0.0)};
    if (there.day + there.night > 0.0) population.places.push_back(there);
  }
}

// A layer of people that could not be read to its end may hold others.
bool lacks_people(const Surroundings& surroundings) {
  return std::any_of(surroundings.reports.begin(), surroundings.reports.end(), [](const LayerReport& report) {
    return report.kind == LayerKind::Personen && (!report.usable || !report.flaws.incomplete.empty());
  });
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
  GroupRiskResult risk;
  PopulationOfPlaces population = population_of(places_of(result, risk.counted_by_layer), rules, used);
  add_loose(result, population, risk.counted_by_layer);
  risk.unknown_places = population.unknown;
  for (const Population& group : population.places) {
    risk.people_day += group.day;
    risk.people_night += group.night;
  }
  risk.lower_bound = population.unknown > 0 || !result.surroundings.covers(LayerKind::Panden) || lacks_people(result.surroundings);
  risk.onbepaald = population.places.empty() && risk.lower_bound;
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
                             risk.lower_bound ? Severity::Waarschuwing : Severity::Info,
                             whole,
                             {fmt::format("{:.0f}", risk.people_day), fmt::format("{:.0f}", risk.people_night),
                              fmt::format("{}", population.unknown)}});
  result.groepsrisico = std::move(risk);
}

}  // namespace batterisk::study
