#include "tables/table_parts.hpp"

#include "batterisk/study/run/uncertainty.hpp"

#include "batterisk/study/text/texts.hpp"

#include "batterisk/core/base/passed_on.hpp"
#include "batterisk/core/base/date.hpp"

#include <fmt/format.h>

namespace batterisk::study::detail {

FeatureTable scenario_table(const StudyResult& r) {
  FeatureTable table{"scenario",
              GeometryType::None,
              {{"scenario", FieldType::Text},
               {"soort", FieldType::Text},
               {"eenheid_id", FieldType::Text},
               {"frequentie_per_jaar", FieldType::Real},
               {"kansboom", FieldType::Text},
               {"piekvermogen_mw", FieldType::Real},
               {"verbranding_kwh_per_uur", FieldType::Real},
               {"brandduur_uur", FieldType::Real}},
              {},
              "Scenario's met hun frequentie en de factoren daarvan",
              {}};
  for (const Scenario& s : r.scenarios.scenarios) {
    std::string chain;
    for (const FrequencyFactor& f : s.chain) chain += fmt::format("{}{}={:.6g} {}", chain.empty() ? "" : "; ", f.name, f.value, f.unit);
    const auto* fire = std::get_if<FireSource>(&s.source);
    const auto of_fire = [&](auto read) { return fire == nullptr ? Value{} : number(read(*fire)); };
    table.rows.push_back({{text(s.id), text(to_string(s.kind)), text(s.unit), number(s.frequency.per_year()), text(chain),
                           of_fire([](const FireSource& f) { return f.peak.mw(); }),
                           of_fire([](const FireSource& f) { return f.burning.w() / 1e3; }),
                           of_fire([](const FireSource& f) { return f.duration.s() / 3600.0; })},
                          {}});
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

FeatureTable choice_table(const StudyResult& r) {
  FeatureTable table{"keuzes",
              GeometryType::None,
              {{"parameter", FieldType::Text},
               {"keuze", FieldType::Text},
               {"gekozen", FieldType::Boolean},
               {"zone", FieldType::Text},
               {"grootste_afstand_m", FieldType::Real},
               {"verschil_m", FieldType::Real}},
              {},
              "Keuzes tussen modellen die een zone verplaatsen: hoe ver die zone reikt bij elke keuze",
              {}};
  for (const ModelChoice& choice : r.modelkeuzes) {
    for (std::size_t z = 0; z < r.zones.size(); ++z) {
      if (!moves_zone(r.modelkeuzes, choice.key, z)) continue;
      table.rows.push_back({{text(choice.key), text(choice.choice), choice.chosen, text(r.zones[z].naam),
                             number(choice.distance_m[z]), number(choice.distance_m[z] - r.zones[z].grootste_afstand_m)},
                            {}});
    }
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
    std::string place = d.place.file == r.dossier.path ? file_name(d.place.file) : without_home(d.place.file);
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
  for (const Deeloordeel& part : r.deeloordelen) add("oordeel:" + part.onderdeel, to_string(part.oordeel));
  if (r.regime) add("regime", r.regime->regime == nullptr ? "onbepaald" : r.regime->regime->id);
  for (const KeuzeUitkomst& choice : r.keuzes) {
    add("keuze:" + choice.keuze->id, choice.gekozen->id + (choice.opgegeven                                ? " (opgegeven)"
                                                              : r.dossier.keuzes.contains(choice.keuze->id) ? " (het opgegevene geldt hier niet)"
                                                                                                            : " (gunstigste)"));
  }
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
  add("panden_op_eigen_terrein", fmt::format("{}", r.panden_op_eigen_terrein.size()));
  if (r.groepsrisico) {
    const GroupRiskResult& risk = *r.groepsrisico;
    add("groepsrisico", risk.onbepaald ? "onbepaald" : risk.lower_bound ? "ondergrens" : "berekend");
    add("groepsrisico_personen_dag", fmt::format("{}", rounded(risk.people_day)));
    add("groepsrisico_personen_nacht", fmt::format("{}", rounded(risk.people_night)));
    add("groepsrisico_plaatsen_zonder_aantal", fmt::format("{}", risk.unknown_places));
    add("groepsrisico_plaatsen_uit_laag", fmt::format("{}", risk.counted_by_layer));
  }
  if (r.onzekerheid) {
    const Uncertainty& u = *r.onzekerheid;
    add("onzekerheid_trekkingen", fmt::format("{}", u.request.draws));
    add("onzekerheid_zaad", fmt::format("{}", u.request.seed));
    add("onzekerheid_vorm", u.request.evidence == Evidence::Decides ? "bewijs" : "verdelingen");
    add("onzekerheid_contouren", fmt::format("{}", u.request.contours));
    add("onzekerheid_instellingen", fmt::format("{}", u.instellingen));
    add("onzekerheid_gezochte_uitkomsten", fmt::format("{}", u.gezochte_uitkomsten));
    add("onzekerheid_mislukt", fmt::format("{}", u.mislukt));
    add("onzekerheid_voorbij_lagen", fmt::format("{}", u.voorbij_lagen));
  }
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

}  // namespace batterisk::study::detail
