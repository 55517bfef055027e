#include "batterisk/study/tables/layer_style.hpp"
#include "tables/table_parts.hpp"

#include "batterisk/study/text/addresses.hpp"
#include "batterisk/study/text/texts.hpp"

#include <algorithm>
#include <map>

namespace batterisk::study::detail {
namespace {

// A text that may not be known.
Value given(const std::string& known) { return known.empty() ? Value{} : text(known); }

const Bevinding* finding(const PandResult& pand, std::string_view onderdeel) {
  const auto it = std::find_if(pand.bevindingen.begin(), pand.bevindingen.end(),
                               [onderdeel](const Bevinding& b) { return b.onderdeel == onderdeel; });
  return it == pand.bevindingen.end() ? nullptr : &*it;
}

std::vector<std::string> words(const std::vector<Twijfel>& doubts) {
  std::vector<std::string> list;
  for (const Twijfel doubt : doubts) list.emplace_back(to_string(doubt));
  return list;
}

}  // namespace

FeatureTable object_table(const StudyResult& r, Objects objects) {
  const bool locations = objects == Objects::Locations;
  FeatureTable table{locations ? "getroffen_locatie" : "getroffen_pand",
              GeometryType::MultiPolygon,
              {{"identificatie", FieldType::Text},
               {"adres", FieldType::Text},
               {"categorie_kwetsbaarheid", FieldType::Text},
               {"klasse_herkomst", FieldType::Text},
               {"klasse_toelichting", FieldType::Text},
               {"klasse_twijfel", FieldType::Text},
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
               {"oordeel_brand", FieldType::Text},
               {"oordeel_explosie", FieldType::Text},
               {"oordeel_gifwolk", FieldType::Text},
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
  const std::vector<std::string> weak = weak_basis(r.used_keys, r.label);
  for (const PandResult& pand : r.panden) {
    if (!pand.getroffen) continue;
    const Pand& object = (*r.surroundings.panden)[pand.pand];
    if (object.locatie != locations) continue;
    const Bevinding* pr = finding(pand, deel_pr);
    const Bevinding* area = finding(pand, deel_gebied);
    const Bevinding* risk_area = finding(pand, deel_risicogebied);
    std::vector<std::string> causes = weak;
    if (pand.klassering.herkomst == KlasseHerkomst::Indicatief) causes.insert(causes.begin(), "klasse");
    const auto in = [&](Aandachtsgebied soort) {
      return std::find(pand.gebieden.begin(), pand.gebieden.end(), soort) != pand.gebieden.end();
    };
    const auto alone = [&](Aandachtsgebied soort) {
      const auto found = pand.per_gebied.find(soort);
      return found == pand.per_gebied.end() ? Value{} : text(to_string(found->second));
    };
    std::vector<std::string> flags;
    for (const Bevinding& b : pand.bevindingen) {
      for (const std::string& flag : b.vlaggen) {
        if (std::find(flags.begin(), flags.end(), flag) == flags.end()) flags.push_back(flag);
      }
    }
    table.rows.push_back({{text(object.identificatie),
                           given(addresses_text(object, Language::Nl)),
                           text(to_string(pand.klassering.klasse)),
                           text(to_string(pand.klassering.herkomst)),
                           text(pand.klassering.toelichting),
                           text(joined(words(pand.klassering.twijfels))),
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
                           alone(Aandachtsgebied::Brand),
                           alone(Aandachtsgebied::Explosie),
                           alone(Aandachtsgebied::Gifwolk),
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

FeatureTable own_ground_table(const StudyResult& r) {
  FeatureTable table{"pand_op_eigen_terrein",
              GeometryType::MultiPolygon,
              {{"identificatie", FieldType::Text},
               {"adres", FieldType::Text},
               {"categorie_kwetsbaarheid", FieldType::Text},
               {"klasse_herkomst", FieldType::Text},
               {"klasse_twijfel", FieldType::Text},
               {"gebruiksdoel", FieldType::Text},
               {"situatie", FieldType::Text},
               {"vraagt_aandacht", FieldType::Boolean},
               {"run_id", FieldType::Text}},
              {},
              "Gebouwen binnen de terreingrens; zij worden niet beoordeeld",
              own_ground_style()};
  for (const PandOpTerrein& pand : r.panden_op_eigen_terrein) {
    const Pand& object = (*r.surroundings.panden)[pand.pand];
    const Klassering& klassering = pand.klassering;
    table.rows.push_back({{text(object.identificatie), text(addresses_text(object, Language::Nl)),
                           text(to_string(klassering.klasse)), text(to_string(klassering.herkomst)),
                           text(joined(words(klassering.twijfels))), text(joined(klassering.gebruiksdoelen)),
                           text(to_string(object.situatie)), pand.vraagt_aandacht(), text(r.receipt.run_hash)},
                          oriented_all(object.footprint)});
  }
  return table;
}

FeatureTable class_table(const StudyResult& r) {
  FeatureTable table{"klassering",
              GeometryType::None,
              {{"pand_identificatie", FieldType::Text},
               {"verblijfsobject_identificatie", FieldType::Text},
               {"adres", FieldType::Text},
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
      const Verblijfsobject* unit = use.verblijfsobject ? &object.verblijfsobjecten[*use.verblijfsobject] : nullptr;
      std::vector<std::string> others;
      if (use.regel != nullptr) {
        for (const Kwetsbaarheid other : use.regel->kan_ook) {
          if (other != use.klasse) others.emplace_back(to_string(other));
        }
      }
      const auto question = [&](Language language) {
        if (use.regel != nullptr) return text(language == Language::Nl ? use.regel->vraag_nl : use.regel->vraag_en);
        return unit == nullptr ? text(twijfel_question(pand.klassering.twijfels, language)) : Value{};
      };
      const auto of_rule = [&](const auto& get) { return use.regel != nullptr ? text(get(*use.regel)) : Value{}; };
      table.rows.push_back({{text(object.identificatie), unit != nullptr ? text(unit->identificatie) : Value{},
                             unit != nullptr ? given(address_text(unit->adres)) : Value{}, text(use.gebruiksdoel),
                             unit != nullptr && unit->oppervlakte_m2 ? number(*unit->oppervlakte_m2) : Value{},
                             text(to_string(use.klasse)), text(joined(others)), question(Language::Nl),
                             question(Language::En), of_rule([](const auto& rule) { return rule.provenance.bron; }),
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

FeatureTable part_table(const StudyResult& r) {
  FeatureTable table{"deeloordeel",
              GeometryType::None,
              {{"onderdeel", FieldType::Text},
               {"oordeel", FieldType::Text},
               {"aantal_voldoet_niet", FieldType::Integer},
               {"aantal_onbepaald", FieldType::Integer},
               {"aantal_afweging_nodig", FieldType::Integer},
               {"aantal_voldoet", FieldType::Integer},
               {"aantal_niet_van_toepassing", FieldType::Integer},
               {"artikel", FieldType::Text},
               {"normstatus", FieldType::Text},
               {"indicatief", FieldType::Boolean},
               {"indicatief_door", FieldType::Text},
               {"reden_nl", FieldType::Text},
               {"reden_en", FieldType::Text}},
              {},
              "Oordeel per onderdeel van de toets; het eindoordeel is het zwaarste",
              {}};
  for (const Deeloordeel& part : r.deeloordelen) {
    const auto of = [&](Oordeel oordeel) {
      const auto found = part.aantallen.find(oordeel);
      return count(found == part.aantallen.end() ? 0 : found->second);
    };
    table.rows.push_back({{text(part.onderdeel), text(to_string(part.oordeel)), of(Oordeel::VoldoetNiet), of(Oordeel::Onbepaald),
                           of(Oordeel::AfwegingNodig), of(Oordeel::Voldoet), of(Oordeel::NietVanToepassing),
                           text(part.artikel), text(to_string(part.normstatus)), !part.indicatief_door.empty(),
                           text(joined(part.indicatief_door)), text(part.reden_nl), text(part.reden_en)},
                          {}});
  }
  return table;
}

FeatureTable finding_table(const StudyResult& r) {
  FeatureTable table{"toets",
              GeometryType::None,
              {{"identificatie", FieldType::Text},
               {"adres", FieldType::Text},
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
  const auto add = [&](std::string_view id, const std::string& adres, const Bevinding& b) {
    table.rows.push_back({{text(id), given(adres), text(b.tabel), text(b.rij), text(to_string(b.oordeel)), text(to_string(b.normstatus)),
                           text(b.artikel), text(b.norm), b.normwaarde ? number(b.normwaarde->per_year()) : Value{},
                           text(b.normsoort), b.pr ? number(b.pr->per_year()) : Value{},
                           optional(b.norm_afstand_m), b.pand_bekend ? optional(b.afstand_m) : Value{},
                           b.afstand_m && b.pand_bekend ? text(pand_id(b)) : Value{},
                           b.omslag ? number(b.omslag->afstand_m) : Value{}, b.omslag ? text(b.omslag->zone) : Value{},
                           text(joined(b.vlaggen)), text(b.reden_nl), text(b.reden_en)},
                          {}});
  };
  for (const PandResult& pand : r.panden) {
    if (!pand.getroffen) continue;
    const std::string adres = addresses_text((*r.surroundings.panden)[pand.pand], Language::Nl);
    for (const Bevinding& b : pand.bevindingen) add(pand_id(b), adres, b);
  }
  for (const Bevinding& b : r.bevindingen) {
    if (!b.pand_bekend || !b.onderwerp.empty()) add(b.onderwerp, "", b);
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

}  // namespace batterisk::study::detail
