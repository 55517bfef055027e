#include "batterisk/study/run/study.hpp"

#include "run/group_risk.hpp"
#include "run/judging.hpp"
#include "run/part_verdicts.hpp"
#include "run/receipt.hpp"
#include "run/study_messages.hpp"

#include "batterisk/study/run/measures.hpp"
#include "batterisk/study/run/limits.hpp"
#include "batterisk/study/run/objects.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/stop.hpp"
#include "batterisk/gis/read/layer.hpp"
#include "batterisk/gis/shape/overlay.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::study {

namespace {

Box study_box(const Dossier& dossier, const std::vector<ZoneResult>& zones) {
  Box box;
  const auto add = [&box](const Box& part) {
    if (part.empty()) return;
    box.add(part.min);
    box.add(part.max);
  };
  for (const Site& site : dossier.sites) add(bounds(site.boundary.outer));
  for (const ZoneResult& zone : zones) {
    for (const Shape& part : zone.zone.parts) add(bounds(part));
  }
  return box;
}

}  // namespace

bool check_study(const Dossier& dossier, const RuleCatalog& catalog, std::vector<Diagnostic>& messages) {
  const RuleSet rules = load_rule_set(catalog, rule_selection(dossier));
  UsedKeys used;
  const ScenarioSet scenarios = derive_scenarios(dossier, rules, used);
  const StudyWeather weather = study_weather(dossier, rules, centre_of(dossier, scenarios), used);
  messages.insert(messages.end(), rules.warnings.begin(), rules.warnings.end());
  messages.insert(messages.end(), scenarios.messages.begin(), scenarios.messages.end());
  if (auto doors = doors_left_out(dossier, rules, weather)) messages.push_back(std::move(*doors));
  return !scenarios.out_of_scope;
}

StudyResult run_study(const Dossier& dossier, const RuleCatalog& catalog, std::stop_token stop,
                      const Progress& progress, GroupRisk group_risk) {
  const StopScope scope{stop};
  const auto stage = [&](std::string_view name, double share) { report_stage(name, share, stop, progress); };
  StudyResult result;
  result.dossier = dossier;
  stage("plaatsgebonden risico", 0.0);
  RiskStudy risk = compute_risk(dossier, catalog);
  result.rules = risk.rules;
  const RuleSet& rules = *risk.rules;
  UsedKeys& used = risk.used;
  result.field = risk.field;
  StudyZones computed = compute_zones(risk, stop, progress);
  const std::vector<Diagnostic> limits =
      limits_of_zones(computed, used(rules.method.gifwolk.cap).m(), {dossier.path, 0, 0, {}});
  result.zones = std::move(computed.zones);
  result.effectafstanden = std::move(computed.effectafstanden);
  result.richtingen = std::move(computed.richtingen);
  result.midden = computed.midden;
  if (!dossier.measures.empty()) {
    stage("maatregelen", 0.45);
    result.maatregelen = compare_measures(dossier, catalog, result.zones, stop);
  }
  stage("keuzes", 0.47);
  result.modelkeuzes = model_choices(dossier, risk, result.zones, stop);
  add_flash_distances(risk, result.messages);
  result.scenarios = std::move(risk.scenarios);
  result.weather = std::move(risk.weather);
  result.algemeen = std::move(risk.algemeen);

  stage("omgeving", 0.5);
  const LayerWatch layers{dossier};
  result.surroundings = surroundings_of(dossier, rules, study_box(dossier, result.zones), stop);
  stage("overlay", 0.7);
  const OverlapThresholds thresholds{used(rules.method.overlay.min_area).m2(), used(rules.method.overlay.min_depth).m()};
  std::vector<Zone> zones;
  for (const ZoneResult& zone : result.zones) zones.push_back(zone.zone);
  result.overlaps = gis::overlay(zones, result.surroundings, thresholds);
  stage("toets", 0.85);
  const bool truncated =
      std::any_of(zones.begin(), zones.end(), [](const Zone& zone) { return zone.truncated; });
  judge(result, computed.undetermined.empty(), !truncated);
  judge_surroundings(result, !truncated);
  choose_alternatives(result);
  if (!rules.verdicts.regimes.empty()) result.regime = regime_van(result.algemeen, rules.verdicts);
  add_parcels(result);
  // Without a building to judge nobody is affected; what is not known was made a finding.
  const bool nobody = result.panden.empty() && result.bevindingen.empty();
  result.eindoordeel = nobody ? Oordeel::Voldoet : eindoordeel(result.bevindingen, rules.verdicts);
  result.eindoordeel = within_scope(result.eindoordeel, result.scenarios.out_of_scope);

  if (group_risk == GroupRisk::Computed) {
    stage("groepsrisico", 0.9);
    add_group_risk(result, risk.models, used, [&](double share) { stage("groepsrisico", 0.9 + 0.05 * share); });
  }

  const auto append = [&](const std::vector<Diagnostic>& list) {
    result.messages.insert(result.messages.end(), list.begin(), list.end());
  };
  append(dossier.warnings);
  append(rules.warnings);
  append(result.scenarios.messages);
  if (auto doors = doors_left_out(dossier, rules, result.weather)) result.messages.push_back(std::move(*doors));
  append(result.surroundings.diagnostics);
  if (result.weather.chosen) {
    result.messages.push_back({codes::weather_chosen, Severity::Info, {dossier.path, 0, 0, {}},
                               {fmt::format("{} {}", result.weather.station, result.weather.name),
                                fmt::format("{:.0f}", result.weather.distance_km)}});
  }
  const bool unsettled = std::any_of(result.panden.begin(), result.panden.end(),
                                     [](const PandResult& pand) { return !pand.klassering.twijfels.empty(); });
  append(limits);
  append(limits_of_layers(result.surroundings, unsettled, {dossier.path, 0, 0, {}}));
  add_class_messages(result);
  add_own_ground_message(result);
  add_unknown_objects(result);
  result.used_keys = used.sorted();
  add_keys_without_effect(result);
  result.label = label_of(rules, result.used_keys);
  result.ontwerp = rules.is_draft;
  close_part_verdicts(result);
  stage("ontvangstbewijs", 0.95);
  result.receipt = make_receipt(result, layers);
  stage("klaar", 1.0);
  return result;
}

}  // namespace batterisk::study
