#include "batterisk/study/study.hpp"

#include "batterisk/study/objects.hpp"

#include "receipt.hpp"

#include "batterisk/core/codes.hpp"
#include "batterisk/core/footprint.hpp"
#include "batterisk/gis/layer.hpp"
#include "batterisk/gis/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

std::string contour_name(PlaatsgebondenRisico level) {
  const double exponent = std::log10(level.per_year());
  const auto whole = static_cast<int>(std::lround(exponent));
  if (std::abs(exponent - whole) < 1e-9) return fmt::format("PR10{}", whole);
  return fmt::format("PR{:g}", level.per_year());
}

RdPoint centre_of(const Dossier& dossier, const ScenarioSet& scenarios) {
  if (!scenarios.scenarios.empty()) return scenarios.scenarios.front().position;
  const Box box = bounds(dossier.sites.front().boundary.outer);
  return {(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0};
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

bool covers(const Surroundings& surroundings, LayerKind kind) {
  const LayerReport* report = surroundings.report(kind);
  return report != nullptr && report->covers;
}

// Buildings and locations that the dossier brings itself.
void add_own_objects(StudyResult& result) {
  for (const ObjectOpgave& object : result.dossier.objects) {
    if (!object.vlak) continue;
    Pand pand;
    pand.identificatie = object.identificatie;
    pand.situatie = object.geprojecteerd ? Situatie::Geprojecteerd : Situatie::Bestaand;
    pand.footprint = {*object.vlak};
    pand.locatie = object.locatie;
    if (!result.surroundings.panden) result.surroundings.panden.emplace();
    result.surroundings.panden->push_back(std::move(pand));
  }
}

const ObjectOpgave* given(const Dossier& dossier, const Pand& pand) {
  const auto it = std::find_if(dossier.objects.begin(), dossier.objects.end(), [&](const ObjectOpgave& object) {
    return object.identificatie == pand.identificatie;
  });
  return it == dossier.objects.end() ? nullptr : &*it;
}

Klassering class_of(const Pand& pand, const ObjectOpgave* object, const ClassRules& rules) {
  Klassering klassering = klasseer(pand, rules);
  if (object != nullptr && object->klasse) {
    std::string reason = object->motivering;
    if (!object->bron.empty()) reason += " (" + object->bron + ")";
    return vastgesteld(std::move(klassering), *object->klasse, KlasseHerkomst::Opgegeven, std::move(reason));
  }
  if (pand.verblijfsobjecten.empty() && object != nullptr && object->vlak) {
    // An object of the dossier without a class: nobody knows what happens there.
    return vastgesteld(std::move(klassering), Kwetsbaarheid::Onbekend, KlasseHerkomst::Opgegeven, "");
  }
  return klassering;
}

// Where PR counts for an object (Bkl art. 5.9): its façades, and the outdoor place of a zeer kwetsbaar building.
MultiPolygon measuring_geometry(const Pand& pand, const PandResult& judged, const ObjectOpgave* object) {
  MultiPolygon geometry = pand.footprint;
  if (judged.klassering.klasse == Kwetsbaarheid::ZeerKwetsbaar && object != nullptr && object->buitenruimte) {
    geometry.push_back(*object->buitenruimte);
  }
  return geometry;
}

bool inside(const MultiPolygon& footprint, const Polygon& area) {
  return std::all_of(footprint.begin(), footprint.end(), [&](const Polygon& polygon) {
    return std::all_of(polygon.outer.begin(), polygon.outer.end(), [&](RdPoint p) { return contains(area, p); });
  });
}

// Per judged building the edges of all zones that are reached; objects of no class keep none, for no edge changes
// their verdict.
void add_edges(const std::vector<ZoneResult>& zones, const std::vector<Pand>& panden,
               const std::vector<PandResult>& judged, std::vector<Feiten>& facts) {
  std::vector<std::size_t> wanted;
  std::vector<const MultiPolygon*> shapes;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    if (judged[i].klassering.klasse == Kwetsbaarheid::Geen) continue;
    wanted.push_back(i);
    shapes.push_back(&panden[judged[i].pand].footprint);
  }
  for (const ZoneResult& zone : zones) {
    if (zone.polygons.empty() || zone.zone.truncated) continue;
    const std::vector<double> distances = gis::edge_distances_m(zone.polygons, shapes);
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      facts[wanted[k]].randen.push_back({zone.naam, zone.zone.aandachtsgebied, zone.zone.level, distances[k]});
    }
  }
}

void add_flags(const PandResult& pand, const ObjectOpgave* object, const Feiten& facts, std::vector<Bevinding>& findings) {
  const bool no_outdoor_place = pand.klassering.klasse == Kwetsbaarheid::ZeerKwetsbaar &&
                                (object == nullptr || !object->buitenruimte);
  const bool too_long = object != nullptr && object->tijdelijk_van && !facts.tijdelijk;
  for (Bevinding& b : findings) {
    if (b.tabel != "A") continue;
    if (no_outdoor_place) b.vlaggen.emplace_back("buitenruimte_onbekend");
    if (too_long && b.oordeel == Oordeel::VoldoetNiet) b.vlaggen.emplace_back("tijdelijk_niet_toegestaan");
  }
}

// The highest PR on what an object has outside the sites (Bkl art. 5.6): on the border of the site too.
std::optional<FacadeMaximum> maximum_outside(const RiskField& field, const MultiPolygon& area, const std::vector<Site>& sites) {
  std::vector<const Polygon*> grounds;
  for (const Site& site : sites) {
    if (bounds(site.boundary.outer).intersects(bounds(area))) grounds.push_back(&site.boundary);
  }
  if (grounds.empty()) return facade_maximum(field, area, {});
  return facade_maximum(field, gis::outside(area, grounds), {});
}

void add_parcels(StudyResult& result) {
  std::set<std::size_t> hit;
  for (const Overlap& overlap : result.overlaps) {
    if (overlap.layer == LayerKind::Percelen) hit.insert(overlap.object);
  }
  for (const std::size_t i : hit) {
    const MultiPolygon& vlak = (*result.surroundings.percelen)[i].vlak;
    result.percelen.push_back({i, maximum_outside(*result.field, vlak, result.dossier.sites)});
  }
}

// Findings that are not about one building: advice about the EOS, and the edges of risicogebieden.
void judge_surroundings(StudyResult& result, bool pr_known) {
  const RuleSet& rules = *result.rules;
  const Dossier& dossier = result.dossier;
  const bool covered = covers(result.surroundings, LayerKind::Panden);
  for (const AfstandBebouwing& distance :
       building_distances(dossier.units, result.surroundings.panden, covered, dossier.sites, rules)) {
    if (auto finding = toets_advies(distance, rules)) result.bevindingen.push_back(std::move(*finding));
  }
  for (const Risicogebied& area : dossier.risicogebieden) {
    const auto pr = pr_known ? facade_maximum(*result.field, {area.vlak}, dossier.sites) : std::nullopt;
    auto finding = toets_rand(area.id, pr ? std::optional{pr->pr} : std::nullopt, rules);
    if (finding) result.bevindingen.push_back(std::move(*finding));
  }
}

void judge(StudyResult& result, bool areas_known, bool pr_known) {
  const RuleSet& rules = *result.rules;
  const Dossier& dossier = result.dossier;
  if (!result.surroundings.panden) {
    result.bevindingen = toets_zonder_panden(rules);
    return;
  }
  const std::vector<Pand>& panden = *result.surroundings.panden;
  std::vector<std::vector<Aandachtsgebied>> areas(panden.size());
  std::vector<bool> in_zone(panden.size(), false);
  for (const Overlap& overlap : result.overlaps) {
    if (overlap.layer != LayerKind::Panden) continue;
    in_zone[overlap.object] = true;
    if (const auto& soort = result.zones[overlap.zone].zone.aandachtsgebied) areas[overlap.object].push_back(*soort);
  }
  std::vector<Feiten> facts;
  for (std::size_t i = 0; i < panden.size(); ++i) {
    if (on_own_ground(panden[i].footprint, dossier.sites)) {
      ++result.panden_op_eigen_terrein;
      continue;
    }
    const ObjectOpgave* object = given(dossier, panden[i]);
    PandResult pand;
    pand.pand = i;
    pand.klassering = class_of(panden[i], object, rules.classes);
    pand.pr = facade_maximum(*result.field, measuring_geometry(panden[i], pand, object), dossier.sites);
    pand.gebieden = areas[i];
    pand.afstand_m = 1e300;
    for (const RdPoint source : result.field->sources()) {
      pand.afstand_m = std::min(pand.afstand_m, distance_to_m(source, panden[i].footprint));
    }
    Feiten known;
    known.klassering = pand.klassering;
    if (pr_known) known.pr = pand.pr;
    known.gebieden_bekend = areas_known;
    known.gebieden = areas[i];
    known.functionele_binding = dossier.functional_binding;
    if (object != nullptr && object->functionele_binding) known.functionele_binding = *object->functionele_binding;
    known.locatie = panden[i].locatie;
    known.tijdelijk = object != nullptr && tijdelijk_toegestaan(*object, dossier.peildatum, rules.legal);
    known.in_risicogebied = std::any_of(
        dossier.risicogebieden.begin(), dossier.risicogebieden.end(),
        [&](const Risicogebied& area) { return inside(panden[i].footprint, area.vlak); });
    facts.push_back(std::move(known));
    result.panden.push_back(std::move(pand));
  }
  add_edges(result.zones, panden, result.panden, facts);
  for (std::size_t k = 0; k < result.panden.size(); ++k) {
    PandResult& pand = result.panden[k];
    pand.bevindingen = toets(pand.pand, facts[k], rules);
    add_flags(pand, given(dossier, panden[pand.pand]), facts[k], pand.bevindingen);
    pand.getroffen =
        in_zone[pand.pand] || std::any_of(pand.bevindingen.begin(), pand.bevindingen.end(), [](const Bevinding& b) {
          return b.oordeel != Oordeel::Voldoet && b.oordeel != Oordeel::NietVanToepassing;
        });
    result.bevindingen.insert(result.bevindingen.end(), pand.bevindingen.begin(), pand.bevindingen.end());
  }
  // No building to judge is an answer only where the layer covers a zone that is known.
  const bool zones_known = areas_known && pr_known;
  if (!covers(result.surroundings, LayerKind::Panden) || (result.bevindingen.empty() && !zones_known)) {
    const std::vector<Bevinding> unknown = toets_zonder_panden(rules);
    result.bevindingen.insert(result.bevindingen.end(), unknown.begin(), unknown.end());
  }
}

// An object that no layer has around the site: what was said about it has no effect.
void report_unknown_objects(StudyResult& result) {
  for (const ObjectOpgave& object : result.dossier.objects) {
    if (object.vlak) continue;
    const auto& panden = result.surroundings.panden;
    const bool known = panden && std::any_of(panden->begin(), panden->end(), [&](const Pand& pand) {
                         return pand.identificatie == object.identificatie;
                       });
    if (known) continue;
    result.messages.push_back({codes::object_unknown, Severity::Waarschuwing, object.place, {object.identificatie}});
  }
}

void add_scope_messages(StudyResult& result, double gifwolk_uncapped, double cap) {
  auto& messages = result.messages;
  const Place whole{result.dossier.path, 0, 0, {}};
  if (gifwolk_uncapped > cap) {
    messages.push_back({codes::gifwolk_capped, Severity::Waarschuwing, whole,
                        {fmt::format("{:.0f}", gifwolk_uncapped), fmt::format("{:.0f}", cap)}});
  }
  bool all_zero = true;
  for (const ZoneResult& zone : result.zones) {
    all_zero = all_zero && zone.polygons.empty();
    if (zone.zone.truncated) {
      messages.push_back({codes::contour_truncated, Severity::Waarschuwing, whole, {zone.naam}});
    }
  }
  if (all_zero) messages.push_back({codes::zero_result, Severity::Waarschuwing, whole, {"alle zones"}});
  for (const LayerKind kind : {LayerKind::Panden, LayerKind::Percelen}) {
    const bool present = kind == LayerKind::Panden ? result.surroundings.panden.has_value()
                                                   : result.surroundings.percelen.has_value();
    if (!present) {
      messages.push_back({codes::layer_missing_for_verdict, Severity::Waarschuwing, whole, {std::string{to_string(kind)}}});
    } else if (!covers(result.surroundings, kind)) {
      const Box& box = result.surroundings.study_box;
      messages.push_back({codes::study_not_covered, Severity::Waarschuwing, whole,
                          {std::string{to_string(kind)},
                           fmt::format("{:.0f} x {:.0f} m", box.max.x - box.min.x, box.max.y - box.min.y)}});
    }
  }
}

void report_stage(std::string_view name, double share, const std::stop_token& stop, const Progress& progress) {
  if (stop.stop_requested()) throw Cancelled{};
  if (progress) progress(name, share);
}

// How far cold vent gas can burn, once for each source.
void add_flash_distances(const RiskStudy& risk, std::vector<Diagnostic>& messages) {
  std::vector<const ToxicSource*> known;
  for (const Scenario& scenario : risk.scenarios.scenarios) {
    const auto* source = std::get_if<ToxicSource>(&scenario.source);
    if (source == nullptr || source->flash_dilution <= 0.0) continue;
    if (std::any_of(known.begin(), known.end(), [&](const ToxicSource* k) { return *k == *source; })) continue;
    known.push_back(source);
    double distance = 0.0;
    for (const WeatherClass& weather : risk.weather.classes) {
      distance = std::max(distance, flash_fire_distance_m(*source, weather, risk.models));
    }
    messages.push_back({codes::flash_distance, Severity::Info, {}, {scenario.unit, fmt::format("{:.1f}", distance)}});
  }
}

}  // namespace

std::string_view to_string(Label label) {
  switch (label) {
    case Label::ConformRegelset:
      return "conform_regelset";
    case Label::EigenReferentiemethode:
      return "eigen_referentiemethode";
    case Label::Indicatief:
      return "indicatief";
  }
  return "";
}

Label label_of(const RuleSet& rules, const std::vector<std::shared_ptr<const Provenance>>& keys) {
  if (rules.represents_official_text) {
    const bool all = std::all_of(keys.begin(), keys.end(),
                                 [](const auto& key) { return key->status == KeyStatus::Bevestigd; });
    return all ? Label::ConformRegelset : Label::Indicatief;
  }
  const bool deviates = std::any_of(rules.warnings.begin(), rules.warnings.end(),
                                    [](const Diagnostic& d) { return d.code == codes::deviation_applied; });
  return !deviates && !rules.is_draft ? Label::EigenReferentiemethode : Label::Indicatief;
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
  return {std::move(rules), std::move(scenarios), std::move(models), std::move(weather), std::move(field), std::move(used)};
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

bool check_study(const Dossier& dossier, const RuleCatalog& catalog, std::vector<Diagnostic>& messages) {
  const RuleSet rules = load_rule_set(catalog, rule_selection(dossier));
  UsedKeys used;
  const ScenarioSet scenarios = derive_scenarios(dossier, rules, used);
  (void)study_weather(dossier, rules, centre_of(dossier, scenarios), used);
  messages.insert(messages.end(), rules.warnings.begin(), rules.warnings.end());
  messages.insert(messages.end(), scenarios.messages.begin(), scenarios.messages.end());
  return !scenarios.out_of_scope;
}

StudyResult run_study(const Dossier& dossier, const RuleCatalog& catalog, std::stop_token stop,
                      const Progress& progress, GroupRisk group_risk) {
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
  result.zones = std::move(computed.zones);
  result.effectafstanden = std::move(computed.effectafstanden);
  result.richtingen = std::move(computed.richtingen);
  result.midden = computed.midden;
  if (!dossier.measures.empty()) {
    stage("maatregelen", 0.45);
    result.maatregelen = compare_measures(dossier, catalog, result.zones, stop);
  }
  add_flash_distances(risk, result.messages);
  result.scenarios = std::move(risk.scenarios);
  result.weather = std::move(risk.weather);

  stage("omgeving", 0.5);
  result.surroundings = gis::read_surroundings(
      layer_requests(dossier), study_box(dossier, result.zones),
      bag_words(rules.classes), stop);
  add_own_objects(result);
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
  add_parcels(result);
  // Without a building to judge nobody is affected; what is not known was made a finding.
  const bool nobody = result.panden.empty() && result.bevindingen.empty();
  result.eindoordeel = nobody ? Oordeel::Voldoet : eindoordeel(result.bevindingen, rules.verdicts);

  const Provenance& people = *rules.method.gr.per_dwelling.provenance;
  if (group_risk == GroupRisk::Computed && people.bewijs == Bewijs::Ontbreekt) {
    result.messages.push_back(
        {{'R', codes::missing_key}, Severity::Waarschuwing, {people.rule_set, 0, 0, {}}, {people.key}});
  } else if (group_risk == GroupRisk::Computed && result.surroundings.panden) {
    stage("groepsrisico", 0.9);
    std::vector<Pand> others;
    for (const PandResult& pand : result.panden) others.push_back((*result.surroundings.panden)[pand.pand]);
    result.groepsrisico = group_risk_of(others, result.scenarios.scenarios, risk.models, result.weather, rules, used);
    result.messages.push_back(
        {codes::group_risk_population,
         result.groepsrisico->unknown_buildings > 0 ? Severity::Waarschuwing : Severity::Info,
         {dossier.path, 0, 0, {}},
         {fmt::format("{:.0f}", result.groepsrisico->people_day), fmt::format("{:.0f}", result.groepsrisico->people_night),
          fmt::format("{}", result.groepsrisico->unknown_buildings)}});
  }

  const auto append = [&](const std::vector<Diagnostic>& list) {
    result.messages.insert(result.messages.end(), list.begin(), list.end());
  };
  append(dossier.warnings);
  append(rules.warnings);
  append(result.scenarios.messages);
  append(result.surroundings.diagnostics);
  if (result.weather.chosen) {
    result.messages.push_back({codes::weather_chosen, Severity::Info, {dossier.path, 0, 0, {}},
                               {fmt::format("{} {}", result.weather.station, result.weather.name),
                                fmt::format("{:.0f}", result.weather.distance_km)}});
  }
  for (const std::string& stof : computed.undetermined) {
    result.messages.push_back(
        {codes::gifwolk_undetermined, Severity::Waarschuwing, {dossier.path, 0, 0, {}}, {stof}});
  }
  add_scope_messages(result, computed.gifwolk_uncapped_m, used(rules.method.gifwolk.cap).m());
  report_unknown_objects(result);
  result.used_keys = used.sorted();
  std::vector<Deviation> given = dossier.deviations;
  for (const Measure& measure : dossier.measures) given.insert(given.end(), measure.values.begin(), measure.values.end());
  for (const Deviation& deviation : given) {
    const bool has_effect = std::any_of(result.used_keys.begin(), result.used_keys.end(),
                                        [&](const auto& key) { return key->key == deviation.parameter; });
    if (has_effect) continue;
    result.messages.push_back(
        {codes::key_without_effect, Severity::Waarschuwing, deviation.place, {deviation.parameter}});
  }
  result.label = label_of(rules, result.used_keys);
  result.ontwerp = rules.is_draft;
  stage("ontvangstbewijs", 0.95);
  result.receipt = make_receipt(result);
  stage("klaar", 1.0);
  return result;
}

}  // namespace batterisk::study
