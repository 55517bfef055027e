#include "batterisk/study/tables/layer_style.hpp"
#include "tables/table_parts.hpp"

#include "batterisk/core/dossier/footprint.hpp"

#include <algorithm>
#include <map>
#include <numbers>

namespace batterisk::study::detail {
namespace {

struct EndPoint {
  std::string criterium;
  double drempel;
  std::string eenheid;
};

EndPoint end_point(Aandachtsgebied soort, const RuleSet& rules, double reach_m) {
  const MethodRules& m = rules.method;
  const auto& fixed = rules.verdicts.afstandsgebieden;
  const bool by_distance = std::any_of(fixed.begin(), fixed.end(), [&](const Afstandsgebied& a) { return a.soort == to_string(soort); });
  if (by_distance) return {"vaste_afstand", reach_m, "m"};
  switch (soort) {
    case Aandachtsgebied::Brand:
      return {"warmtestraling", m.brand.area_flux.value.kw_per_m2(), "kW/m2"};
    case Aandachtsgebied::Explosie:
      return {"overdruk", m.explosie.area_dp.value.kpa(), "kPa"};
    case Aandachtsgebied::Gifwolk:
      break;
  }
  GifwolkCriterium criterion = m.gifwolk.criterion.value;
  if (criterion == GifwolkCriterium::VolgensBkl) criterion = rules.legal.gifwolk_criterium.value;
  return {std::string{choice_word(criterion)}, m.gifwolk.t_ref.value.min(), "min LBW30"};
}

}  // namespace

FeatureTable pr_table(const StudyResult& r) {
  FeatureTable table{"pr_contour",
              GeometryType::MultiPolygon,
              {{"type_pr", FieldType::Text},
               {"pr_per_jaar", FieldType::Real},
               {"oppervlak_m2", FieldType::Real},
               {"grootste_afstand_m", FieldType::Real},
               {"afgekapt", FieldType::Boolean},
               {"maatgevende_stof", FieldType::Text},
               {"regelset", FieldType::Text},
               {"label", FieldType::Text},
               {"run_id", FieldType::Text}},
              {},
              "Contouren van het plaatsgebonden risico: gebied met PR groter dan of gelijk aan het niveau",
              pr_contour_style()};
  for (const ZoneResult& zone : r.zones) {
    if (!zone.zone.level) continue;
    table.rows.push_back({{text(zone.naam), number(zone.zone.level->per_year()), number(zone.oppervlakte_m2),
                           number(zone.grootste_afstand_m), zone.zone.truncated, Value{}, text(r.rules->id),
                           text(to_string(r.label)), text(r.receipt.run_hash)},
                          zone.polygons});
  }
  return table;
}

FeatureTable area_table(const StudyResult& r) {
  FeatureTable table{"aandachtsgebied",
              GeometryType::MultiPolygon,
              {{"soort", FieldType::Text},
               {"type_brand", FieldType::Text},
               {"bleve", FieldType::Boolean},
               {"categorie", FieldType::Text},
               {"criterium", FieldType::Text},
               {"drempel", FieldType::Real},
               {"eenheid", FieldType::Text},
               {"grootste_afstand_m", FieldType::Real},
               {"maatgevend_scenario", FieldType::Text},
               {"begrensd_door", FieldType::Text},
               {"oppervlak_m2", FieldType::Real},
               {"regelset", FieldType::Text},
               {"label", FieldType::Text},
               {"run_id", FieldType::Text}},
              {},
              "Aandachtsgebieden (Bkl art. 5.12), omhullende over scenario's, weer en richtingen",
              area_style()};
  for (const ZoneResult& zone : r.zones) {
    if (!zone.zone.aandachtsgebied) continue;
    const Aandachtsgebied soort = *zone.zone.aandachtsgebied;
    const EndPoint limit = end_point(soort, *r.rules, zone.grootste_afstand_m);
    const bool capped = !zone.zone.before_cap.empty();
    table.rows.push_back(
        {{text(to_string(soort)), soort == Aandachtsgebied::Brand ? text("overig") : Value{},
          soort == Aandachtsgebied::Explosie ? Value{false} : Value{}, text("berekend"), text(limit.criterium),
          number(limit.drempel), text(limit.eenheid), number(zone.grootste_afstand_m), text(zone.maatgevend_scenario),
          capped ? text("Bkl 5.12 lid 4") : Value{}, number(zone.oppervlakte_m2), text(r.rules->id),
          text(to_string(r.label)), text(r.receipt.run_hash)},
         zone.polygons});
  }
  return table;
}

FeatureTable group_risk_table(const StudyResult& r) {
  FeatureTable table{"groepsrisico",
                     GeometryType::None,
                     {{"slachtoffers", FieldType::Real},
                      {"frequentie_per_jaar", FieldType::Real},
                      {"orientatie_per_jaar", FieldType::Real}},
                     {},
                     "Kans per jaar op dit aantal slachtoffers of meer; alleen op verzoek (run --groepsrisico)",
                     {}};
  if (!r.groepsrisico) return table;
  const double orientation = r.rules->method.gr.orientation.value.per_year();
  for (const FnPoint& p : r.groepsrisico->curve) {
    table.rows.push_back({{number(p.deaths), number(p.per_year),
                           p.deaths >= 10.0 ? number(orientation / (p.deaths * p.deaths)) : Value{}},
                          {}});
  }
  return table;
}

FeatureTable distance_table(const StudyResult& r) {
  FeatureTable table{"effectafstand",
              GeometryType::Point,
              {{"scenario", FieldType::Text},
               {"effect", FieldType::Text},
               {"drempel", FieldType::Text},
               {"weer", FieldType::Text},
               {"afstand_midden_m", FieldType::Real},
               {"afstand_wand_m", FieldType::Real}},
              {},
              "Afstand waarop een scenario de grens van een aandachtsgebied bereikt",
              {}};
  std::map<std::string, RdPoint> positions;
  for (const Scenario& s : r.scenarios.scenarios) positions.emplace(s.id, s.position);
  for (const EffectDistance& d : r.effectafstanden) {
    table.rows.push_back({{text(d.scenario), text(to_string(d.soort)), text(d.threshold), text(d.weather),
                           number(d.from_centre_m), number(d.from_wall_m)},
                          positions.at(d.scenario)});
  }
  return table;
}

FeatureTable direction_table(const StudyResult& r) {
  FeatureTable table{"reikwijdte",
              GeometryType::Point,
              {{"soort", FieldType::Text},
               {"richting_graden", FieldType::Real},
               {"afstand_midden_m", FieldType::Real},
               {"maatgevend_scenario", FieldType::Text},
               {"weer", FieldType::Text}},
              {},
              "Hoe ver elk aandachtsgebied per richting reikt vanaf het midden van de bronnen, en welk scenario dat bepaalt",
              {}};
  for (const AreaDirection& d : r.richtingen) {
    table.rows.push_back({{text(to_string(d.soort)), number(d.bearing_deg), number(d.distance_m), text(d.scenario), text(d.weather)},
                          point_at(r.midden, d.bearing_deg * std::numbers::pi / 180.0, d.distance_m)});
  }
  return table;
}

FeatureTable source_table(const StudyResult& r) {
  FeatureTable table{"bron",
              GeometryType::MultiPolygon,
              {{"id", FieldType::Text},
               {"systeem", FieldType::Text},
               {"soort", FieldType::Text},
               {"chemie", FieldType::Text},
               {"orientatie_graden", FieldType::Real},
               {"frequentie_per_jaar", FieldType::Real}},
              {},
              "Opgestelde eenheden en plaatsen van eigen scenario's",
              source_style()};
  std::map<std::string, double> frequency;
  for (const Scenario& s : r.scenarios.scenarios) frequency[s.unit.empty() ? s.id : s.unit] += s.frequency.per_year();
  for (const BatteryUnit& unit : r.dossier.units) {
    table.rows.push_back({{text(unit.id), text(unit.system), text(to_string(unit.kind)), text(to_string(unit.chemistry)),
                           number(unit.orientation.deg()), number(frequency[unit.id])},
                          oriented_all({{footprint(unit), {}}})});
  }
  for (const UserScenario& scenario : r.dossier.scenarios) {
    table.rows.push_back({{text(scenario.id), Value{}, text("eigen_scenario"), Value{}, Value{}, number(frequency[scenario.id])},
                          MultiPolygon{inscribed_polygon({scenario.position, 0.5}, 0.01)}});
  }
  return table;
}

FeatureTable site_table(const StudyResult& r) {
  FeatureTable table{"locatie",      GeometryType::MultiPolygon, {{"id", FieldType::Text}, {"oppervlak_m2", FieldType::Real}}, {},
              "Begrenzing van de locatie van de activiteit", site_style()};
  for (const Site& site : r.dossier.sites) {
    table.rows.push_back({{text(site.id), number(area_m2(site.boundary))}, MultiPolygon{site.boundary}});
  }
  return table;
}

}  // namespace batterisk::study::detail
