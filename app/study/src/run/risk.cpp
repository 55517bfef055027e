#include "batterisk/study/run/risk.hpp"

#include "run/distance_areas.hpp"

#include "batterisk/study/run/subjects.hpp"

#include "batterisk/core/risk/pr_contours.hpp"
#include "batterisk/gis/shape/overlay.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::study {

namespace {

std::string contour_name(PlaatsgebondenRisico level) {
  const double exponent = std::log10(level.per_year());
  const auto whole = static_cast<int>(std::lround(exponent));
  if (std::abs(exponent - whole) < 1e-9) return fmt::format("PR10{}", whole);
  return fmt::format("PR{:g}", level.per_year());
}

ZoneResult zone_result(std::string name, Zone zone, const std::vector<RdPoint>& sources, double sagitta_m) {
  ZoneResult result;
  result.naam = std::move(name);
  result.polygons = gis::to_polygons(zone.parts, sagitta_m);
  result.oppervlakte_m2 = area_m2(result.polygons);
  // A circle reaches its radius; a polygon its farthest vertex from the nearest source.
  for (const Shape& part : zone.parts) {
    if (const auto* circle = std::get_if<Circle>(&part)) {
      result.grootste_afstand_m = std::max(result.grootste_afstand_m, circle->radius_m);
      continue;
    }
    for (const RdPoint p : std::get<Polygon>(part).outer) {
      double nearest = 1e300;
      for (const RdPoint source : sources) nearest = std::min(nearest, distance_m(p, source));
      result.grootste_afstand_m = std::max(result.grootste_afstand_m, nearest);
    }
  }
  result.zone = std::move(zone);
  return result;
}

std::string furthest_scenario(Aandachtsgebied soort, const std::vector<EffectDistance>& distances) {
  const EffectDistance* furthest = nullptr;
  for (const EffectDistance& d : distances) {
    if (d.soort == soort && d.from_centre_m > 0.0 && (furthest == nullptr || d.from_centre_m > furthest->from_centre_m)) {
      furthest = &d;
    }
  }
  return furthest == nullptr ? "" : furthest->scenario;
}

}  // namespace

RdPoint centre_of(const Dossier& dossier, const ScenarioSet& scenarios) {
  if (!scenarios.scenarios.empty()) return scenarios.scenarios.front().position;
  const Box box = bounds(dossier.sites.front().boundary.outer);
  return {(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0};
}

RiskStudy compute_risk(const Dossier& dossier, const RuleCatalog& catalog) {
  return compute_risk(dossier, std::make_shared<const RuleSet>(load_rule_set(catalog, rule_selection(dossier))));
}

RiskStudy compute_risk(const Dossier& dossier, std::shared_ptr<const RuleSet> rules) {
  UsedKeys used;
  ScenarioSet scenarios = derive_scenarios(dossier, *rules, used);
  UsedKeys any_model;
  EffectModels models = effect_models(*rules, any_model);
  note_model_keys(scenarios.scenarios, *rules, used);
  StudyWeather weather = study_weather(dossier, *rules, centre_of(dossier, scenarios), used);
  auto field = std::make_shared<const RiskField>(scenarios.scenarios, models, weather, *rules, used);
  Facts common = common_facts(dossier, *rules);
  return {std::move(rules), std::move(scenarios), std::move(models), std::move(weather),
          std::move(field), std::move(used),      dossier.units,     std::move(common)};
}

StudyZones compute_zones(RiskStudy& risk, const std::stop_token& stop, const Progress& progress) {
  const auto stage = [&](std::string_view name, double share) { report_stage(name, share, stop, progress); };
  const RuleSet& rules = *risk.rules;
  UsedKeys& used = risk.used;
  StudyZones result;
  stage("contouren", 0.3);
  std::vector<Zone> contours = pr_contours(*risk.field, rules, used);
  gis::tidy_contours(contours);
  stage("aandachtsgebieden", 0.4);
  Aandachtsgebieden areas = aandachtsgebieden(risk.scenarios.scenarios, risk.models, risk.weather, rules, used);
  const double sagitta = used(rules.method.cirkel.sagitta).m();
  for (Zone& contour : contours) {
    std::string name = contour_name(*contour.level);
    result.zones.push_back(zone_result(std::move(name), std::move(contour), risk.field->sources(), sagitta));
  }
  apply_distance_areas(risk, sagitta, areas);
  for (Zone& area : areas.zones) {
    const Aandachtsgebied soort = *area.aandachtsgebied;
    result.zones.push_back(zone_result(std::string{to_string(soort)}, std::move(area), risk.field->sources(), sagitta));
    result.zones.back().maatgevend_scenario = furthest_scenario(soort, areas.distances);
  }
  result.effectafstanden = std::move(areas.distances);
  result.richtingen = std::move(areas.directions);
  result.midden = areas.middle;
  result.undetermined = std::move(areas.undetermined);
  result.gifwolk_uncapped_m = areas.gifwolk_uncapped_m;
  return result;
}

}  // namespace batterisk::study
