#include "batterisk/study/tables.hpp"

#include "layer_style.hpp"

#include "batterisk/core/footprint.hpp"
#include "batterisk/study/summary.hpp"
#include "batterisk/study/texts.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numbers>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

using gis::Field;
using gis::FieldType;
using gis::GeometryType;
using gis::Row;
using gis::FeatureTable;
using gis::Value;

Value number(double value) { return rounded(value); }
Value text(std::string_view value) { return std::string{value}; }
Value count(std::size_t value) { return static_cast<std::int64_t>(value); }

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ",")); }

MultiPolygon oriented_all(MultiPolygon polygons) {
  for (Polygon& polygon : polygons) polygon = oriented(std::move(polygon));
  return polygons;
}

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

struct EndPoint {
  std::string criterium;
  double drempel;
  std::string eenheid;
};

EndPoint end_point(Aandachtsgebied soort, const RuleSet& rules) {
  const MethodRules& m = rules.method;
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
  return {criterion == GifwolkCriterium::Dosis ? "B_dosis_lbw30" : "A_concentratie_lbw30",
          m.gifwolk.t_ref.value.min(), "min LBW30"};
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
    const EndPoint limit = end_point(soort, *r.rules);
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

const Bevinding* finding(const PandResult& pand, std::string_view table) {
  const auto it = std::find_if(pand.bevindingen.begin(), pand.bevindingen.end(),
                               [table](const Bevinding& b) { return b.tabel == table; });
  return it == pand.bevindingen.end() ? nullptr : &*it;
}

// Buildings, or places where people stay without one.
enum class Objects { Buildings, Locations };

FeatureTable object_table(const StudyResult& r, Objects objects) {
  const bool locations = objects == Objects::Locations;
  FeatureTable table{locations ? "getroffen_locatie" : "getroffen_pand",
              GeometryType::MultiPolygon,
              {{"identificatie", FieldType::Text},
               {"categorie_kwetsbaarheid", FieldType::Text},
               {"klasse_herkomst", FieldType::Text},
               {"klasse_toelichting", FieldType::Text},
               {"gebruiksdoel", FieldType::Text},
               {"situatie", FieldType::Text},
               {"afstand_m", FieldType::Real},
               {"pr_max_per_jaar", FieldType::Real},
               {"pr_max_x", FieldType::Real},
               {"pr_max_y", FieldType::Real},
               {"in_brand", FieldType::Boolean},
               {"in_explosie", FieldType::Boolean},
               {"in_gifwolk", FieldType::Boolean},
               {"oordeel", FieldType::Text},
               {"oordeel_pr", FieldType::Text},
               {"artikel_pr", FieldType::Text},
               {"norm_pr_per_jaar", FieldType::Real},
               {"oordeel_aandachtsgebied", FieldType::Text},
               {"artikel_aandachtsgebied", FieldType::Text},
               {"omslag_pr_m", FieldType::Real},
               {"omslag_pr_zone", FieldType::Text},
               {"omslag_aandachtsgebied_m", FieldType::Real},
               {"omslag_aandachtsgebied_zone", FieldType::Text},
               {"oordeel_risicogebied", FieldType::Text},
               {"normstatus", FieldType::Text},
               {"indicatief", FieldType::Boolean},
               {"indicatief_door", FieldType::Text},
               {"vlaggen", FieldType::Text},
               {"run_id", FieldType::Text}},
              {},
              locations ? "Locaties waar mensen verblijven, in een zone of met een ander oordeel dan voldoet"
                        : "Gebouwen in een zone of met een ander oordeel dan voldoet",
              object_style(locations ? "getroffen_locatie" : "getroffen_pand")};
  // What weakens every verdict of this study.
  std::vector<std::string> weak_basis;
  if (!weak_keys(r).empty()) weak_basis.emplace_back("parameters");
  if (r.label == Label::Indicatief) weak_basis.emplace_back("regelset");
  for (const PandResult& pand : r.panden) {
    if (!pand.getroffen) continue;
    const Pand& object = (*r.surroundings.panden)[pand.pand];
    if (object.locatie != locations) continue;
    const Bevinding* pr = finding(pand, "A");
    const Bevinding* area = finding(pand, "B");
    const Bevinding* risk_area = finding(pand, "C");
    std::vector<std::string> causes = weak_basis;
    if (pand.klassering.herkomst == KlasseHerkomst::Indicatief) causes.insert(causes.begin(), "klasse");
    const auto in = [&](Aandachtsgebied soort) {
      return std::find(pand.gebieden.begin(), pand.gebieden.end(), soort) != pand.gebieden.end();
    };
    std::vector<std::string> flags;
    for (const Bevinding& b : pand.bevindingen) {
      for (const std::string& flag : b.vlaggen) {
        if (std::find(flags.begin(), flags.end(), flag) == flags.end()) flags.push_back(flag);
      }
    }
    table.rows.push_back({{text(object.identificatie),
                           text(to_string(pand.klassering.klasse)),
                           text(to_string(pand.klassering.herkomst)),
                           text(pand.klassering.toelichting),
                           text(joined(pand.klassering.gebruiksdoelen)),
                           text(to_string(object.situatie)),
                           number(pand.afstand_m),
                           pand.pr ? number(pand.pr->pr.per_year()) : Value{},
                           pand.pr ? number(pand.pr->where.x) : Value{},
                           pand.pr ? number(pand.pr->where.y) : Value{},
                           in(Aandachtsgebied::Brand),
                           in(Aandachtsgebied::Explosie),
                           in(Aandachtsgebied::Gifwolk),
                           text(to_string(oordeel_of(pand, *r.rules))),
                           pr != nullptr ? text(to_string(pr->oordeel)) : Value{},
                           pr != nullptr ? text(pr->artikel) : Value{},
                           pr != nullptr && pr->normwaarde ? number(pr->normwaarde->per_year()) : Value{},
                           area != nullptr ? text(to_string(area->oordeel)) : Value{},
                           area != nullptr ? text(area->artikel) : Value{},
                           pr != nullptr && pr->omslag ? number(pr->omslag->afstand_m) : Value{},
                           pr != nullptr && pr->omslag ? text(pr->omslag->zone) : Value{},
                           area != nullptr && area->omslag ? number(area->omslag->afstand_m) : Value{},
                           area != nullptr && area->omslag ? text(area->omslag->zone) : Value{},
                           risk_area != nullptr ? text(to_string(risk_area->oordeel)) : Value{},
                           text(to_string(norm_status(*r.rules))),
                           !causes.empty(),
                           text(joined(causes)),
                           text(joined(flags)),
                           text(r.receipt.run_hash)},
                          oriented_all(object.footprint)});
  }
  return table;
}

FeatureTable class_table(const StudyResult& r) {
  FeatureTable table{"klassering",
              GeometryType::None,
              {{"pand_identificatie", FieldType::Text},
               {"verblijfsobject_identificatie", FieldType::Text},
               {"gebruiksdoel", FieldType::Text},
               {"oppervlakte_m2", FieldType::Real},
               {"categorie_kwetsbaarheid", FieldType::Text},
               {"kan_ook", FieldType::Text},
               {"vraag_nl", FieldType::Text},
               {"vraag_en", FieldType::Text},
               {"bron", FieldType::Text},
               {"vindplaats", FieldType::Text},
               {"bewijs", FieldType::Text}},
              {},
              "Klasse die elk gebruik op elk adres in een getroffen pand geeft, met de vraag die de klasse bevestigt",
              {}};
  for (const PandResult& pand : r.panden) {
    if (!pand.getroffen) continue;
    const Pand& object = (*r.surroundings.panden)[pand.pand];
    for (const GebruikKlasse& use : pand.klassering.gebruiken) {
      const Verblijfsobject& unit = object.verblijfsobjecten[use.verblijfsobject];
      std::vector<std::string> others;
      if (use.regel != nullptr) {
        for (const Kwetsbaarheid other : use.regel->kan_ook) others.emplace_back(to_string(other));
      }
      const auto of_rule = [&](const auto& get) { return use.regel != nullptr ? text(get(*use.regel)) : Value{}; };
      table.rows.push_back({{text(object.identificatie), text(unit.identificatie), text(use.gebruiksdoel),
                             unit.oppervlakte_m2 ? number(*unit.oppervlakte_m2) : Value{}, text(to_string(use.klasse)),
                             text(joined(others)), of_rule([](const auto& rule) { return rule.vraag_nl; }),
                             of_rule([](const auto& rule) { return rule.vraag_en; }),
                             of_rule([](const auto& rule) { return rule.provenance.bron; }),
                             of_rule([](const auto& rule) { return rule.provenance.vindplaats; }),
                             of_rule([](const auto& rule) { return std::string{to_string(rule.provenance.bewijs)}; })},
                            {}});
    }
  }
  return table;
}

// Bkl art. 5.14: the council designates the brand- and explosieaandachtsgebied as voorschriftengebied, and may drop or
// shrink it except where a zeer kwetsbaar building is allowed.
FeatureTable building_rules_table(const StudyResult& r) {
  FeatureTable table{"voorschriftengebied",
              GeometryType::MultiPolygon,
              {{"soort", FieldType::Text},
               {"rol", FieldType::Text},
               {"identificatie", FieldType::Text},
               {"artikel", FieldType::Text},
               {"run_id", FieldType::Text}},
              {},
              "Gebieden die als voorschriftengebied in aanmerking komen, en de zeer kwetsbare gebouwen waar dat niet mag vervallen",
              building_rules_style()};
  for (std::size_t z = 0; z < r.zones.size(); ++z) {
    const ZoneResult& zone = r.zones[z];
    const auto& soort = zone.zone.aandachtsgebied;
    if (!soort || *soort == Aandachtsgebied::Gifwolk || zone.polygons.empty()) continue;
    table.rows.push_back({{text(to_string(*soort)), text("kandidaat"), Value{}, text("Bkl 5.14 lid 1"),
                           text(r.receipt.run_hash)},
                          zone.polygons});
    for (const PandResult& pand : r.panden) {
      if (pand.klassering.klasse != Kwetsbaarheid::ZeerKwetsbaar) continue;
      if (std::find(pand.gebieden.begin(), pand.gebieden.end(), *soort) == pand.gebieden.end()) continue;
      const Pand& object = (*r.surroundings.panden)[pand.pand];
      table.rows.push_back({{text(to_string(*soort)), text("mag_niet_vervallen"), text(object.identificatie),
                             text("Bkl 5.14 lid 3"), text(r.receipt.run_hash)},
                            oriented_all(object.footprint)});
    }
  }
  return table;
}

FeatureTable finding_table(const StudyResult& r) {
  FeatureTable table{"toets",
              GeometryType::None,
              {{"identificatie", FieldType::Text},
               {"tabel", FieldType::Text},
               {"rij", FieldType::Text},
               {"oordeel", FieldType::Text},
               {"normstatus", FieldType::Text},
               {"artikel", FieldType::Text},
               {"norm", FieldType::Text},
               {"norm_pr_per_jaar", FieldType::Real},
               {"normsoort", FieldType::Text},
               {"pr_max_per_jaar", FieldType::Real},
               {"norm_afstand_m", FieldType::Real},
               {"afstand_bebouwing_m", FieldType::Real},
               {"dichtstbijzijnd_pand", FieldType::Text},
               {"omslag_m", FieldType::Real},
               {"omslag_zone", FieldType::Text},
               {"vlaggen", FieldType::Text},
               {"reden_nl", FieldType::Text},
               {"reden_en", FieldType::Text}},
              {},
              "Elke bevinding: beslistabel en rij, norm, artikel, vergeleken waarden en omslagafstand",
              {}};
  const auto optional = [](const std::optional<double>& value) { return value ? number(*value) : Value{}; };
  const auto pand_id = [&](const Bevinding& b) -> std::string_view {
    return (*r.surroundings.panden)[b.pand].identificatie;
  };
  const auto add = [&](std::string_view id, const Bevinding& b) {
    table.rows.push_back({{text(id), text(b.tabel), text(b.rij), text(to_string(b.oordeel)), text(to_string(b.normstatus)),
                           text(b.artikel), text(b.norm), b.normwaarde ? number(b.normwaarde->per_year()) : Value{},
                           text(b.normsoort), b.pr ? number(b.pr->per_year()) : Value{},
                           optional(b.norm_afstand_m), optional(b.afstand_m), b.afstand_m ? text(pand_id(b)) : Value{},
                           b.omslag ? number(b.omslag->afstand_m) : Value{}, b.omslag ? text(b.omslag->zone) : Value{},
                           text(joined(b.vlaggen)), text(b.reden_nl), text(b.reden_en)},
                          {}});
  };
  for (const PandResult& pand : r.panden) {
    if (!pand.getroffen) continue;
    for (const Bevinding& b : pand.bevindingen) add(pand_id(b), b);
  }
  for (const Bevinding& b : r.bevindingen) {
    if (!b.pand_bekend || !b.onderwerp.empty()) add(b.onderwerp, b);
  }
  return table;
}

FeatureTable parcel_table(const StudyResult& r) {
  FeatureTable table{"getroffen_perceel",
              GeometryType::MultiPolygon,
              {{"identificatie", FieldType::Text},
               {"kadastrale_aanduiding", FieldType::Text},
               {"zones", FieldType::Text},
               {"zones_onzeker", FieldType::Text},
               {"oppervlak_m2", FieldType::Real},
               {"pr_max_per_jaar", FieldType::Real},
               {"pr_max_x", FieldType::Real},
               {"pr_max_y", FieldType::Real},
               {"run_id", FieldType::Text}},
              {},
              "Percelen die een zone overlapt; wat alleen raakt staat bij zones_onzeker",
              parcel_style()};
  if (!r.surroundings.percelen) return table;
  struct Hit {
    std::vector<std::string> inside;
    std::vector<std::string> touching;
  };
  std::map<std::size_t, Hit> hits;
  for (const Overlap& overlap : r.overlaps) {
    if (overlap.layer != LayerKind::Percelen) continue;
    Hit& hit = hits[overlap.object];
    (overlap.relatie == Relatie::Raakt ? hit.touching : hit.inside).push_back(r.zones[overlap.zone].naam);
  }
  for (const PerceelResult& result : r.percelen) {
    const Hit& hit = hits[result.perceel];
    const Perceel& parcel = (*r.surroundings.percelen)[result.perceel];
    const auto& pr = result.pr;
    table.rows.push_back({{text(parcel.identificatie), text(parcel.kadastrale_aanduiding), text(joined(hit.inside)),
                           text(joined(hit.touching)), number(area_m2(parcel.vlak)),
                           pr ? number(pr->pr.per_year()) : Value{}, pr ? number(pr->where.x) : Value{},
                           pr ? number(pr->where.y) : Value{}, text(r.receipt.run_hash)},
                          oriented_all(parcel.vlak)});
  }
  return table;
}

FeatureTable overlap_table(const StudyResult& r) {
  FeatureTable table{"overlap",
              GeometryType::None,
              {{"zone", FieldType::Text},
               {"laag", FieldType::Text},
               {"identificatie", FieldType::Text},
               {"relatie", FieldType::Text},
               {"overlap_m2", FieldType::Real},
               {"aandeel_binnen", FieldType::Real},
               {"afstand_tot_grens_m", FieldType::Real},
               {"diepte_m", FieldType::Real}},
              {},
              "Per zone en object: ligging, oppervlakte en aandeel binnen de zone, afstand tot de rand en diepte in de zone",
              {}};
  for (const Overlap& o : r.overlaps) {
    const std::string& id = o.layer == LayerKind::Panden ? (*r.surroundings.panden)[o.object].identificatie
                                                         : (*r.surroundings.percelen)[o.object].identificatie;
    table.rows.push_back({{text(r.zones[o.zone].naam), text(to_string(o.layer)), text(id), text(to_string(o.relatie)),
                           number(o.overlap_m2), number(o.aandeel), number(o.afstand_tot_rand_m),
                           number(o.diepte_m)},
                          {}});
  }
  return table;
}

FeatureTable scenario_table(const StudyResult& r) {
  FeatureTable table{"scenario",
              GeometryType::None,
              {{"scenario", FieldType::Text},
               {"soort", FieldType::Text},
               {"eenheid_id", FieldType::Text},
               {"frequentie_per_jaar", FieldType::Real},
               {"kansboom", FieldType::Text}},
              {},
              "Scenario's met hun frequentie en de factoren daarvan",
              {}};
  for (const Scenario& s : r.scenarios.scenarios) {
    std::string chain;
    for (const FrequencyFactor& f : s.chain) chain += fmt::format("{}{}={:.6g} {}", chain.empty() ? "" : "; ", f.name, f.value, f.unit);
    table.rows.push_back({{text(s.id), text(to_string(s.kind)), text(s.unit), number(s.frequency.per_year()), text(chain)}, {}});
  }
  return table;
}

FeatureTable measure_table(const StudyResult& r) {
  FeatureTable table{"maatregel",
              GeometryType::None,
              {{"soort", FieldType::Text},
               {"naam", FieldType::Text},
               {"wijzigt", FieldType::Text},
               {"zone", FieldType::Text},
               {"afstand_met_m", FieldType::Real},
               {"afstand_zonder_m", FieldType::Real},
               {"oppervlak_met_m2", FieldType::Real},
               {"oppervlak_zonder_m2", FieldType::Real},
               {"onderbouwing", FieldType::Text}},
              {},
              "Maatregelen die meetellen: wat elk wijzigt, en elke zone met en zonder die maatregel",
              {}};
  for (const MeasureZone& row : r.maatregelen) {
    const Measure& measure = r.dossier.measures[row.measure];
    table.rows.push_back({{text(measure.kind), text(measure.name), text(measure_changes(*r.rules, row.measure)),
                           text(row.zone), number(row.met_m), number(row.zonder_m), number(row.met_m2),
                           number(row.zonder_m2), text(measure.evidence)},
                          {}});
  }
  return table;
}

FeatureTable parameter_table(const StudyResult& r) {
  FeatureTable table{"parameters",
              GeometryType::None,
              {{"parameter", FieldType::Text},
               {"waarde", FieldType::Text},
               {"eenheid", FieldType::Text},
               {"bron", FieldType::Text},
               {"vindplaats", FieldType::Text},
               {"bewijs", FieldType::Text},
               {"zekerheid_pct", FieldType::Integer},
               {"status", FieldType::Text},
               {"regelset", FieldType::Text}},
              {},
              "Elke parameter die de berekening gebruikte, met herkomst en bewijs",
              {}};
  for (const auto& key : r.used_keys) {
    table.rows.push_back({{text(key->key), text(key->waarde), text(key->eenheid), text(key->bron), text(key->vindplaats),
                           text(to_string(key->bewijs)),
                           key->bewijs == Bewijs::UitGeheugen ? Value{std::int64_t{key->zekerheid_pct}} : Value{},
                           text(to_string(key->status)), text(key->rule_set)},
                          {}});
  }
  return table;
}

FeatureTable message_table(const StudyResult& r) {
  FeatureTable table{"meldingen",
              GeometryType::None,
              {{"code", FieldType::Text},
               {"ernst", FieldType::Text},
               {"plaats", FieldType::Text},
               {"tekst_nl", FieldType::Text},
               {"tekst_en", FieldType::Text}},
              {},
              "Meldingen bij de berekening",
              {}};
  for (const Diagnostic& d : r.messages) {
    std::string place = d.place.file;
    if (d.place.line > 0) place += fmt::format(":{}:{}", d.place.line, d.place.column);
    if (!d.place.object.empty()) place += (place.empty() ? "" : " ") + d.place.object;
    table.rows.push_back({{text(to_string(d.code)), text(severity_word(d.severity, Language::Nl)), text(place),
                           text(message_text(d, Language::Nl)), text(message_text(d, Language::En))},
                          {}});
  }
  return table;
}

FeatureTable run_table(const StudyResult& r) {
  FeatureTable table{"run_info", GeometryType::None, {{"sleutel", FieldType::Text}, {"waarde", FieldType::Text}}, {},
              "Waaruit het resultaat is ontstaan", {}};
  const auto add = [&](std::string_view key, std::string_view value) { table.rows.push_back({{text(key), text(value)}, {}}); };
  if (!r.rules) return table;
  add("project", r.dossier.name);
  add("oordeel", to_string(r.eindoordeel));
  add("normstatus", to_string(norm_status(*r.rules)));
  add("label", to_string(r.label));
  add("ontwerp", r.ontwerp ? "ja" : "nee");
  add("peildatum", iso_date(r.dossier.peildatum));
  add("aanvraagdatum", r.dossier.aanvraagdatum ? iso_date(*r.dossier.aanvraagdatum) : "");
  add("regelset", r.rules->id);
  add("weerstation", fmt::format("{} {}", r.weather.station, r.weather.name));
  add("programma", "batterisk " + r.receipt.program_version + " (" + r.receipt.commit + ")");
  add("compiler", r.receipt.compiler + " " + r.receipt.flags);
  add("run_id", r.receipt.run_hash);
  add("panden_beoordeeld", fmt::format("{}", r.panden.size()));
  add("panden_op_eigen_terrein", fmt::format("{}", r.panden_op_eigen_terrein));
  for (const ReceiptFile& file : r.receipt.files) add(file.soort + ":" + file.naam, file.sha256);
  return table;
}

FeatureTable layer_table(const StudyResult& r) {
  FeatureTable table{"lagen",
              GeometryType::None,
              {{"soort", FieldType::Text},
               {"pad", FieldType::Text},
               {"laag", FieldType::Text},
               {"bron", FieldType::Text},
               {"datum", FieldType::Text},
               {"crs", FieldType::Text},
               {"nauwkeurigheid", FieldType::Text},
               {"dekt_studiegebied", FieldType::Boolean},
               {"objecten_totaal", FieldType::Integer},
               {"objecten_gelezen", FieldType::Integer},
               {"objecten_gebruikt", FieldType::Integer},
               {"sha256", FieldType::Text}},
              {},
              "Gebruikte kaartlagen",
              {}};
  for (const LayerReport& l : r.surroundings.reports) {
    table.rows.push_back({{text(to_string(l.kind)), text(l.path), text(l.layer), text(l.bron), text(l.datum), text(l.crs),
                           text(l.accuracy), l.covers, std::int64_t{l.features_total}, count(l.features_read),
                           count(l.features_used), text(l.sha256)},
                          {}});
  }
  return table;
}

FeatureTable layer_quality_table(const StudyResult& r) {
  FeatureTable table{"laagkwaliteit",
              GeometryType::None,
              {{"soort", FieldType::Text},
               {"pad", FieldType::Text},
               {"laag", FieldType::Text},
               {"stap", FieldType::Text},
               {"opmerking", FieldType::Text},
               {"aantal", FieldType::Integer},
               {"ids", FieldType::Text}},
              {},
              "Wat aan de objecten van een kaartlaag opviel, met aantal en eerste kenmerken",
              {}};
  for (const LayerReport& l : r.surroundings.reports) {
    for (const LayerRemark& remark : l.remarks) {
      table.rows.push_back({{text(to_string(l.kind)), text(l.path), text(l.layer),
                             text(remark.at_preparation ? "voorbereiden" : "lezen"), text(remark.reason), count(remark.count),
                             text(joined(remark.ids))},
                            {}});
    }
  }
  return table;
}

}  // namespace

double rounded(double value) {
  if (!std::isfinite(value)) throw NotFinite{};
  if (value == 0.0) return value;
  char text[40];
  const auto [end, error] = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 8);
  double result = value;
  std::from_chars(text, end, result);
  return result;
}

std::string measure_changes(const RuleSet& rules, std::size_t measure) {
  std::string list;
  for (const MeasureEffect& e : rules.measure_effects) {
    if (e.measure != measure) continue;
    list += fmt::format("{}{}: {} -> {}", list.empty() ? "" : "; ", e.key, e.without, e.with);
  }
  return list;
}

Oordeel oordeel_of(const PandResult& pand, const RuleSet& rules) { return eindoordeel(pand.bevindingen, rules.verdicts); }

std::vector<gis::FeatureTable> table_layouts() { return result_tables(StudyResult{}); }

std::vector<gis::FeatureTable> result_tables(const StudyResult& result) {
  std::vector<FeatureTable> tables{site_table(result),
                                   pr_table(result),
                                   area_table(result),
                                   source_table(result),
                                   object_table(result, Objects::Buildings),
                                   object_table(result, Objects::Locations),
                                   class_table(result),
                                   finding_table(result),
                                   building_rules_table(result),
                                   parcel_table(result),
                                   distance_table(result),
                                   direction_table(result),
                                   overlap_table(result),
                                   scenario_table(result),
                                   measure_table(result),
                                   group_risk_table(result),
                                   parameter_table(result),
                                   message_table(result),
                                   layer_table(result),
                                   layer_quality_table(result)};
  FeatureTable info = run_table(result);
  // An empty table says so in every format.
  for (const FeatureTable& table : tables) {
    info.rows.push_back({{text("rijen:" + table.name), text(fmt::format("{}", table.rows.size()))}, {}});
  }
  if (!result.rules) info.rows.clear();  // the layout alone
  tables.push_back(std::move(info));
  return tables;
}

}  // namespace batterisk::study
