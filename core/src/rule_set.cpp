#include "batterisk/core/rule_set.hpp"

#include "method_rules_reader.hpp"
#include "toets_rules_reader.hpp"

#include "batterisk/core/sha256.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace batterisk {
namespace {

using detail::Findings;
using detail::RuleReader;
using detail::TableReader;

const detail::ChoiceWords<GifwolkCriterium> criterion_words{{"A_concentratie_lbw30", GifwolkCriterium::Concentratie},
                                                            {"B_dosis_lbw30", GifwolkCriterium::Dosis}};

std::set<std::string> source_keys(const RuleCatalog& catalog) {
  std::set<std::string> keys;
  for (const auto& [key, source] : catalog.sources) keys.insert(key);
  return keys;
}

LegalRules read_legal_rules(const RuleDocument& document, Findings& findings) {
  RuleReader r(document, findings);
  const auto norm = [&](const std::string& key) {
    const RuleEntry* entry = r.find(key);
    return Norm{key, r.value<PlaatsgebondenRisico>(key), entry == nullptr ? "<=" : entry->comparison,
                entry == nullptr ? "" : entry->normsoort};
  };
  LegalRules rules{
      .normen = {},
      .brand_warmtestraling = r.value<HeatFlux>("brand.aandachtsgebied.warmtestraling"),
      .bleve_warmtestraling = r.value<HeatFlux>("explosie.aandachtsgebied.bleve"),
      .explosie_overdruk = r.value<Overpressure>("explosie.aandachtsgebied.overdruk"),
      .gifwolk_criterium = r.choice("gifwolk.aandachtsgebied.criterium", criterion_words),
      .gifwolk_afkapafstand = r.value<Length>("gifwolk.aandachtsgebied.afkapafstand"),
      .tijdelijk_duur = r.value<Time>("pr.tijdelijk.duur"),
      .groepsrisico_personen = r.value<double>("groepsrisico.personen"),
      .aangewezen_activiteiten = document.designated_activities,
      .status = document.status,
  };
  for (const char* key : {"pr.grenswaarde.kwetsbaar", "pr.standaardwaarde.beperkt_kwetsbaar", "pr.tijdelijk.kwetsbaar",
                          "pr.risicogebied.grens"}) {
    rules.normen.emplace(key, norm(key));
  }
  r.finish();
  return rules;
}

RegelingRules read_regeling(const RuleDocument& document, Findings& findings) {
  RuleReader r(document, findings);
  RegelingRules rules{
      .gifwolk_basis = r.word("gifwolk.grenswaarde.basis"),
      .rekenmethode_pr = r.words("rekenmethode.pr"),
      .rekenmethode_aandachtsgebieden = r.words("rekenmethode.aandachtsgebieden"),
      .rekenmethode_groepsrisico = r.words("rekenmethode.groepsrisico"),
      .aanvraag_pr_niveaus = r.list<PlaatsgebondenRisico>("aanvraag.pr_niveaus"),
      .aanvraag_onderdelen = r.words("aanvraag.onderdelen"),
  };
  r.finish();
  return rules;
}

void apply_transitional_law(const RuleDocument& document, const RuleSelection& selection, LegalRules& rules,
                            const std::set<std::string>& sources, Findings& findings) {
  TableReader root(*document.root, "", findings);
  for (TableReader& own : root.tables("overgangsrecht")) {
    Provenance provenance;
    provenance.key = own.required("sleutel", &TableReader::text).value_or("");
    const auto before = own.required("aanvraag_voor", &TableReader::date);
    (void)own.choice("tot", {"onherroepelijk"});
    provenance.waarde = own.required("gebruik", &TableReader::text).value_or("");
    (void)own.text("artikel");
    provenance.rule_set = document.id;
    provenance.place = own.place();
    detail::read_provenance(own, provenance, sources);
    own.finish();
    if (!before || !transitional_rule_applies(*before, selection.aanvraagdatum, selection.peildatum,
                                              selection.onherroepelijk_op)) {
      continue;
    }
    const auto word = std::find_if(criterion_words.begin(), criterion_words.end(),
                                   [&](const auto& pair) { return pair.first == provenance.waarde; });
    if (provenance.key != "gifwolk.aandachtsgebied.criterium" || word == criterion_words.end()) {
      findings.add(codes::unknown_choice, own.place(), {provenance.key, provenance.waarde, "A_concentratie_lbw30, B_dosis_lbw30"});
      continue;
    }
    rules.gifwolk_criterium = {word->second, std::make_shared<const Provenance>(std::move(provenance))};
  }
}

// Probit with C in ppm: a + b ln(C_ppm^n t) = (a - b n ln k) + b ln(C_mg^n t), k = mg/m3 per ppm.
ToxicProbit in_mg_per_m3(ToxicProbit probit, double mg_per_ppm) {
  return {probit.a - probit.b * probit.n * std::log(mg_per_ppm), probit.b, probit.n};
}

std::map<std::string, Substance> read_substances(const RuleDocument& document, const std::string& probit_set,
                                                 const std::set<std::string>& sources, Findings& findings) {
  std::map<std::string, Substance> substances;
  std::map<std::string, double> mg_per_ppm;
  TableReader root(*document.root, "", findings);
  for (TableReader& own : root.tables("stof")) {
    Substance substance;
    substance.naam = own.required("naam", &TableReader::text).value_or("");
    substance.cas = own.text("cas").value_or("");
    for (const char* note : {"omschrijving_nl", "omschrijving_en"}) (void)own.text(note);
    mg_per_ppm[substance.naam] = own.number("mg_per_m3_per_ppm").value_or(0.0);
    substance.lbw30.provenance = std::make_shared<const Provenance>();
    if (auto table = own.table("lbw30")) {
      const RuleEntry entry =
          detail::read_entry(*table, "stof." + substance.naam + ".lbw30", document.id, sources);
      substance.lbw30.provenance = entry.provenance;
      if (const auto* number = std::get_if<double>(&entry.value)) {
        substance.lbw30.value = from_unit<Concentration>(*number, entry.provenance->eenheid);
        if (!substance.lbw30.value) {
          findings.add(codes::unit_wrong, entry.provenance->place,
                       {entry.provenance->key, entry.provenance->eenheid, accepted_units<Concentration>()});
        }
      }
    }
    for (const char* shown_only : {"aegl3_10min", "aegl3_30min", "aegl3_60min", "aegl2_60min", "erpg3", "idlh"}) {
      if (auto table = own.table(shown_only)) {
        (void)detail::read_entry(*table, "stof." + substance.naam + "." + shown_only, document.id, sources);
      }
    }
    own.finish();
    substances.emplace(substance.naam, std::move(substance));
  }
  for (TableReader& own : root.tables("probit")) {
    Provenance provenance;
    const std::string set = own.required("set", &TableReader::text).value_or("");
    const std::string name = own.required("stof", &TableReader::text).value_or("");
    ToxicProbit probit{own.required("a", &TableReader::number).value_or(0.0),
                       own.required("b", &TableReader::number).value_or(1.0),
                       own.required("n", &TableReader::number).value_or(1.0)};
    const auto unit = own.required(
        "eenheid_c", [](TableReader& r, std::string_view key) { return r.choice(key, {"mg/m3", "ppm"}); });
    (void)own.choice("eenheid_t", {"min"});
    provenance.key = "probit." + set + "." + name;
    provenance.rule_set = document.id;
    provenance.place = own.place();
    provenance.waarde = fmt::format("{} + {} ln(C^{} t)", probit.a, probit.b, probit.n);
    provenance.eenheid = unit.value_or("");
    detail::read_provenance(own, provenance, sources);
    own.finish();
    const auto substance = substances.find(name);
    if (substance == substances.end()) {
      findings.add(codes::unknown_choice, own.place_of("stof"), {own.full("stof"), name, ""});
      continue;
    }
    if (set != probit_set) continue;
    if (unit == "ppm") probit = in_mg_per_m3(probit, mg_per_ppm[name]);
    substance->second.probit = {probit, std::make_shared<const Provenance>(std::move(provenance))};
  }
  return substances;
}

std::vector<WeatherStation> read_weather(const RuleCatalog& catalog, const RuleDocument& document, Findings& findings,
                                         Provenance& provenance, const std::set<std::string>& sources) {
  TableReader root(*document.root, "", findings);
  const std::string file = root.required("tabel", &TableReader::text).value_or("");
  provenance.key = "weer";
  provenance.rule_set = document.id;
  provenance.waarde = file;
  provenance.place = document.root->place;
  if (auto origin = root.table("herkomst")) detail::read_provenance(*origin, provenance, sources);
  std::map<int, RdPoint> positions;
  for (TableReader& own : root.tables("station")) {
    const auto number = own.required("nummer", &TableReader::integer);
    (void)own.text("naam");
    const auto x = own.required("x", &TableReader::number);
    const auto y = own.required("y", &TableReader::number);
    own.finish();
    if (number && x && y) positions[static_cast<int>(*number)] = {*x, *y};
  }
  const auto folder = (catalog.folder / document.path).parent_path();
  const std::string shown = (std::filesystem::path(document.path).parent_path() / file).generic_string();
  std::vector<WeatherStation> stations = read_weather_table(folder / file, shown, 'R');
  for (WeatherStation& station : stations) {
    const auto position = positions.find(station.number);
    if (position != positions.end()) {
      station.position = position->second;
    } else {
      findings.add(codes::missing_key, root.place(), {fmt::format("station {}", station.number)});
    }
  }
  return stations;
}

// Replaces values of the method by those of the dossier; each keeps its unit check and range and says where it is from.
RuleDocument with_deviations(RuleDocument document, const std::vector<Deviation>& deviations,
                             std::vector<Diagnostic>& warnings) {
  Findings findings{'D', {}};
  std::set<std::string> known;
  for (const auto& [key, entry] : document.entries) known.insert(key);
  for (const Deviation& deviation : deviations) {
    const auto it = document.entries.find(deviation.parameter);
    if (it == document.entries.end()) {
      findings.add(codes::deviation_unknown_key, Severity::Fout, deviation.place,
                   {deviation.parameter, detail::nearest(deviation.parameter, known)});
      continue;
    }
    RuleEntry& entry = it->second;
    Provenance provenance = *entry.provenance;
    const std::string rule_value = provenance.waarde + (provenance.eenheid.empty() ? "" : " " + provenance.eenheid);
    provenance.rule_set = "dossier";
    provenance.bron = "dossier";
    provenance.vindplaats = "[[afwijking]]";
    provenance.bewijs = Bewijs::Aanname;
    provenance.zekerheid_pct = 0;
    provenance.status = KeyStatus::Onbevestigd;
    provenance.place = deviation.place;
    const auto wrong_type = [&](const char* expected) {
      findings.add(codes::wrong_type, deviation.place, {deviation.parameter, expected});
    };
    if (const auto* number = std::get_if<double>(&deviation.value)) {
      if (!std::holds_alternative<double>(entry.value) && provenance.eenheid.empty()) {
        wrong_type(std::holds_alternative<bool>(entry.value) ? "true of false" : "tekst");
        continue;
      }
      if (deviation.unit.empty() && provenance.eenheid != "-") {
        findings.add(codes::unit_missing, deviation.place, {deviation.parameter, provenance.eenheid});
        continue;
      }
      const std::string unit = deviation.unit.empty() ? "-" : deviation.unit;
      if (entry.range && unit == provenance.eenheid && (*number < entry.range->first || *number > entry.range->second)) {
        warnings.push_back({{'D', codes::out_of_range},
                            Severity::Waarschuwing,
                            deviation.place,
                            {deviation.parameter, fmt::format("{}", *number),
                             fmt::format("{} .. {} {}", entry.range->first, entry.range->second, provenance.eenheid)}});
      }
      entry.value = *number;
      provenance.waarde = fmt::format("{}", *number);
      provenance.eenheid = unit;
    } else if (const auto* flag = std::get_if<bool>(&deviation.value)) {
      if (!std::holds_alternative<bool>(entry.value)) {
        wrong_type("getal met eenheid");
        continue;
      }
      entry.value = *flag;
      provenance.waarde = *flag ? "true" : "false";
    } else {
      const auto& word = std::get<std::string>(deviation.value);
      if (!std::holds_alternative<std::string>(entry.value)) {
        wrong_type(std::holds_alternative<bool>(entry.value) ? "true of false" : "getal met eenheid");
        continue;
      }
      if (!entry.choices.empty() && std::find(entry.choices.begin(), entry.choices.end(), word) == entry.choices.end()) {
        findings.add(codes::unknown_choice, deviation.place, {deviation.parameter, word, detail::joined(entry.choices)});
        continue;
      }
      entry.value = word;
      provenance.waarde = word;
    }
    const std::string new_value = provenance.waarde + (provenance.eenheid.empty() ? "" : " " + provenance.eenheid);
    warnings.push_back({codes::deviation_applied, Severity::Info, deviation.place,
                        {deviation.parameter, rule_value, new_value}});
    entry.provenance = std::make_shared<const Provenance>(std::move(provenance));
  }
  if (has_error(findings.list)) throw DossierError(std::move(findings.list));
  return document;
}

void compare_with_law(const MethodRules& method, const LegalRules& legal, std::vector<Diagnostic>& warnings) {
  const auto compare = [&](const auto& ours, const auto& law) {
    if (ours.value.si() == law.value.si()) return;
    warnings.push_back({codes::differs_from_law,
                        Severity::Waarschuwing,
                        ours.provenance->place,
                        {ours.provenance->key, ours.provenance->waarde + " " + ours.provenance->eenheid,
                         law.provenance->key, law.provenance->waarde + " " + law.provenance->eenheid}});
  };
  compare(method.brand.area_flux, legal.brand_warmtestraling);
  compare(method.explosie.area_dp, legal.explosie_overdruk);
  compare(method.gifwolk.cap, legal.gifwolk_afkapafstand);
  if (const auto norm = legal.normen.find("pr.grenswaarde.kwetsbaar"); norm != legal.normen.end()) {
    compare(method.pr.limit, norm->second.value);
  }
}

}  // namespace

bool transitional_rule_applies(std::chrono::year_month_day filed_before,
                               const std::optional<std::chrono::year_month_day>& aanvraagdatum,
                               std::chrono::year_month_day peildatum,
                               const std::optional<std::chrono::year_month_day>& onherroepelijk_op) {
  if (!aanvraagdatum || *aanvraagdatum >= filed_before) return false;
  return !onherroepelijk_op || peildatum < *onherroepelijk_op;
}

RuleSelection rule_selection(const Dossier& dossier) {
  return {dossier.rule_set, dossier.peildatum, dossier.aanvraagdatum, dossier.onherroepelijk_op, dossier.deviations};
}

namespace {

const RuleDocument* newest(const RuleCatalog& catalog, std::string_view stelsel) {
  const RuleDocument* found = nullptr;
  for (const RuleDocument& d : catalog.documents) {
    if (d.stelsel == stelsel && (found == nullptr || d.valid_from > found->valid_from)) found = &d;
  }
  return found;
}

bool is_method(const RuleDocument& d) { return d.layer == "methode" && d.stelsel != "stoffen"; }

const RuleDocument& find_method(const RuleCatalog& catalog, const std::string& name) {
  const RuleDocument* method = catalog.find(name);
  // A bare name means its newest version: a method is chosen by the study, not by the date of the law.
  if (method == nullptr) method = newest(catalog, name);
  if (method != nullptr && is_method(*method)) return *method;
  std::vector<std::string> known;
  for (const RuleDocument& d : catalog.documents) {
    if (is_method(d)) known.push_back(d.id);
  }
  throw DossierError(
      {{codes::unknown_rule_set, Severity::Fout, {"", 0, 0, {}}, {name, detail::joined(known)}}});
}

}  // namespace

RuleSet load_rule_set(const RuleCatalog& catalog, const RuleSelection& selection) {
  Findings findings{'R', {}};
  std::vector<RuleFile> files;
  const auto use = [&](const char* stelsel, const RuleDocument* document) {
    if (document == nullptr) {
      findings.add(codes::no_version_at_date, Severity::Fout, {std::string{"rules/"} + stelsel, 0, 0, {}},
                   {stelsel, iso_date(selection.peildatum)});
    } else {
      files.push_back({document->id, document->sha256, document->status});
    }
    return document;
  };
  const RuleDocument& method = find_method(catalog, selection.method);
  for (const RuleDocument* d = &method; d != nullptr; d = d->base.empty() ? nullptr : catalog.find(d->base)) {
    files.push_back({d->id, d->sha256, d->status});
  }
  const RuleDocument* bkl = use("bkl", catalog.valid_at("bkl", selection.peildatum));
  const RuleDocument* regeling = use("or", catalog.valid_at("or", selection.peildatum));
  const RuleDocument* classes = use("klassen", catalog.valid_at("klassen", selection.peildatum));
  const RuleDocument* verdicts = use("oordeel", catalog.valid_at("oordeel", selection.peildatum));
  const RuleDocument* substances = use("stoffen", newest(catalog, "stoffen"));
  const RuleDocument* weather = use("weer", newest(catalog, "weer"));
  if (has_error(findings.list)) throw RuleFileError(std::move(findings.list));

  std::vector<Diagnostic> warnings = catalog.warnings;
  const std::set<std::string> sources = source_keys(catalog);
  const RuleDocument effective = with_deviations(method, selection.deviations, warnings);
  RuleReader method_reader(effective, findings);
  MethodRules method_rules = detail::read_method_rules(method_reader);
  method_reader.finish();
  LegalRules legal = read_legal_rules(*bkl, findings);
  apply_transitional_law(*bkl, selection, legal, sources, findings);
  compare_with_law(method_rules, legal, warnings);
  Provenance weather_provenance;
  RuleSet set{
      .id = method.id,
      .represents_official_text = method.represents_official_text,
      .is_draft = std::any_of(files.begin(), files.end(),
                              [](const RuleFile& f) { return f.status == DocumentStatus::Ontwerp; }),
      .legal = std::move(legal),
      .regeling = read_regeling(*regeling, findings),
      .classes = detail::read_class_rules(*classes, sources, findings),
      .verdicts = detail::read_verdict_rules(*verdicts, findings),
      .substances = read_substances(*substances, method_rules.tox.probit_set.value, sources, findings),
      .weather_stations = read_weather(catalog, *weather, findings, weather_provenance, sources),
      .weather_provenance = weather_provenance,
      .method = std::move(method_rules),
      .files = std::move(files),
      .warnings = std::move(warnings),
  };
  if (has_error(findings.list)) throw RuleFileError(std::move(findings.list));
  return set;
}

void check_rule_catalog(const RuleCatalog& catalog) {
  Findings findings{'R', {}};
  const std::set<std::string> sources = source_keys(catalog);
  Provenance ignored;
  for (const RuleDocument& d : catalog.documents) {
    if (is_method(d)) {
      RuleReader reader(d, findings);
      (void)detail::read_method_rules(reader);
      reader.finish();
    } else if (d.stelsel == "bkl") {
      LegalRules legal = read_legal_rules(d, findings);
      apply_transitional_law(d, {}, legal, sources, findings);
    } else if (d.stelsel == "or") {
      (void)read_regeling(d, findings);
    } else if (d.stelsel == "klassen") {
      (void)detail::read_class_rules(d, sources, findings);
    } else if (d.stelsel == "oordeel") {
      (void)detail::read_verdict_rules(d, findings);
    } else if (d.stelsel == "stoffen") {
      (void)read_substances(d, "", sources, findings);
    } else if (d.stelsel == "weer") {
      (void)read_weather(catalog, d, findings, ignored, sources);
    }
  }
  if (has_error(findings.list)) throw RuleFileError(std::move(findings.list));
}

}  // namespace batterisk
