#pragma once

#include "batterisk/study/run/progress.hpp"

#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/risk/risk_field.hpp"
#include "batterisk/core/risk/zone.hpp"
#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace batterisk::study {

/// A zone with what people ask of it.
struct ZoneResult {
  std::string naam;      ///< "PR10-6", "brand", "gifwolk"
  Zone zone;
  MultiPolygon polygons;  ///< union of the parts on the millimetre, as drawn, exported and used for areas
  double oppervlakte_m2 = 0.0;
  double grootste_afstand_m = 0.0;       ///< from the centre of the nearest source to the farthest point
  std::string maatgevend_scenario;       ///< scenario that reaches furthest; empty for PR
};

/// Risk of a study before any map: rules, scenarios, weather and the PR field.
struct RiskStudy {
  std::shared_ptr<const RuleSet> rules;
  ScenarioSet scenarios;
  EffectModels models;
  StudyWeather weather;
  std::shared_ptr<const RiskField> field;
  UsedKeys used;
  std::vector<BatteryUnit> units;  ///< of the dossier, for areas that a distance bounds
  Facts algemeen;                  ///< facts of the activity as a whole (common_facts)
};
[[nodiscard]] RiskStudy compute_risk(const Dossier& dossier, const RuleCatalog& catalog);
/// Under rules that are loaded already: the method, dates and deviations of the dossier play no part.
[[nodiscard]] RiskStudy compute_risk(const Dossier& dossier, std::shared_ptr<const RuleSet> rules);

/// Where the nearest weather station is looked for: the first source, else the middle of the site.
[[nodiscard]] RdPoint centre_of(const Dossier& dossier, const ScenarioSet& scenarios);

/// Zones of a study and what they follow from.
struct StudyZones {
  std::vector<ZoneResult> zones;  ///< PR contours from high to low, then the areas
  std::vector<EffectDistance> effectafstanden;
  RdPoint midden{};                       ///< of the sources
  std::vector<AreaDirection> richtingen;  ///< how far each area reaches from `midden`, all round
  std::vector<std::string> undetermined;  ///< as in Aandachtsgebieden
  double gifwolk_uncapped_m = 0.0;
};
/// Contours and areas of a risk, without any map layer; adds the keys that it used.
[[nodiscard]] StudyZones compute_zones(RiskStudy& risk, const std::stop_token& stop = {}, const Progress& progress = {});

}  // namespace batterisk::study
