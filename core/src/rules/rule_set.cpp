#include "batterisk/core/rules/rule_set.hpp"

#include "rules/law_in_method.hpp"
#include "rules/method_rules_reader.hpp"
#include "rules/norms.hpp"
#include "rules/replaced_values.hpp"
#include "rules/rule_members.hpp"
#include "rules/toets_rules_reader.hpp"

#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/rules/chosen_rules.hpp"
#include "batterisk/core/rules/correlation.hpp"
#include "batterisk/core/rules/multi_energy_table.hpp"
#include "batterisk/core/rules/rule_variation.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

#include <fmt/format.h>

namespace batterisk {
namespace {

using detail::Findings;
using detail::RuleReader;
using detail::TableReader;

// The law decides itself, so its words are those behind `volgens_bkl`.
constexpr std::span<const std::string_view> criterion_words = std::span{choice_words<GifwolkCriterium>}.subspan(1);

std::set<std::string> source_keys(const RuleCatalog& catalog) {
  std::set<std::string> keys;
  for (const auto& [key, source] : catalog.sources) keys.insert(key);
  return keys;
}

LegalRules read_legal_rules(const RuleDocument& document, Findings& findings) {
  RuleReader r(document, findings);
  const auto norm = [&](const std::string& key) {
    const RuleEntry* entry = r.find(key);
    if (entry != nullptr && entry->normsoort.empty()) {
      findings.add(codes::missing_key, entry->provenance->place, {key + ".normsoort"});
    }
    return Norm{key, r.value<PlaatsgebondenRisico>(key), entry == nullptr ? "<=" : entry->comparison,
                entry == nullptr ? "" : entry->normsoort};
  };
  LegalRules rules{
      .normen = {},
      .brand_warmtestraling = r.value<HeatFlux>("brand.aandachtsgebied.warmtestraling"),
      .bleve_warmtestraling = r.value<HeatFlux>("explosie.aandachtsgebied.bleve"),
      .explosie_overdruk = r.value<Overpressure>("explosie.aandachtsgebied.overdruk"),
      .gifwolk_criterium = r.choice<GifwolkCriterium>("gifwolk.aandachtsgebied.criterium", criterion_words),
      .gifwolk_afkapafstand = r.value<Length>("gifwolk.aandachtsgebied.afkapafstand"),
      .tijdelijk_duur = r.value<Time>("pr.tijdelijk.duur"),
      .groepsrisico_personen = r.value<double>("groepsrisico.personen"),
      .aangewezen_activiteiten = document.designated_activities,
      .status = document.status,
  };
  for (const std::string_view key : detail::norm_keys) rules.normen.emplace(key, norm(std::string{key}));
  r.finish();
  return rules;
}

RegelingRules read_regeling(const RuleDocument& document, Findings& findings) {
  RuleReader r(document, findings);
  RegelingRules rules = detail::read_members<RegelingRules>(r);
  r.finish();
  return rules;
}

// Probit with C in ppm: a + b ln(C_ppm^n t) = (a - b n ln k) + b ln(C_mg^n t), k = mg/m3 per ppm.
ToxicProbit in_mg_per_m3(ToxicProbit probit, double mg_per_ppm) {
  return {probit.a - probit.b * probit.n * std::log(mg_per_ppm), probit.b, probit.n};
}

std::map<std::string, Substance> read_substances(const RuleDocument& document, const std::string& probit_set,
                                                 const std::set<std::string>& sources, Findings& findings) {
  std::map<std::string, Substance> substances;
  struct Conversion {
    std::optional<double> mg_per_m3_per_ppm;
    std::string key;
    Place place;
  };
  std::map<std::string, Conversion> conversions;
  std::set<std::string> names;
  std::set<std::string> probits;
  TableReader root(*document.root, "", findings);
  for (TableReader& own : root.tables("stof")) {
    Substance substance;
    substance.naam = own.required("naam", &TableReader::text).value_or("");
    substance.cas = own.text("cas").value_or("");
    for (const char* note : {"omschrijving_nl", "omschrijving_en"}) (void)own.text(note);
    detail::check_unique(substance.naam, own.place(), names, findings);
    const auto per_ppm = own.number("mg_per_m3_per_ppm");
    if (per_ppm && !(*per_ppm > 0.0)) {
      findings.add(codes::out_of_range, own.place_of("mg_per_m3_per_ppm"),
                   {own.full("mg_per_m3_per_ppm"), fmt::format("{}", *per_ppm), "> 0"});
    }
    conversions[substance.naam] = {per_ppm, own.full("mg_per_m3_per_ppm"), own.place()};
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
    for (const char* shown_only :
         {"aegl3_10min", "aegl3_30min", "aegl3_60min", "aegl2_60min", "erpg3", "idlh"}) {
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
    const auto unit = own.required("eenheid_c", [](TableReader& r, std::string_view key) {
      return r.choice(key, {"mg/m3", "ppm"});
    });
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
    detail::check_unique(set + ", " + name, own.place(), probits, findings);
    const Conversion& conversion = conversions.at(name);
    if (unit == "ppm" && !conversion.mg_per_m3_per_ppm) {
      findings.add(codes::missing_key, conversion.place, {conversion.key});
    }
    if (set != probit_set) continue;
    if (unit == "ppm") probit = in_mg_per_m3(probit, conversion.mg_per_m3_per_ppm.value_or(1.0));
    substance->second.probit = {probit, std::make_shared<const Provenance>(std::move(provenance))};
  }
  return substances;
}

// What a method counts must have a yield, and a probit in the set that it chose.
void check_probits(const ToxRules& tox, const std::map<std::string, Substance>& substances, Findings& findings) {
  for (const std::string& name : tox.species.value) {
    if (std::find(yield_substances.begin(), yield_substances.end(), name) == yield_substances.end()) {
      findings.add(codes::species_without_yield, Severity::Fout, tox.species.provenance->place,
                   {name, detail::joined({yield_substances.begin(), yield_substances.end()})});
    }
    const auto substance = substances.find(name);
    if (substance != substances.end() && substance->second.probit) continue;
    findings.add(codes::probit_missing, Severity::Fout, tox.probit_set.provenance->place, {tox.probit_set.value, name});
  }
}

std::vector<WeatherStation> read_weather(const RuleCatalog& catalog, const RuleDocument& document,
                                         Findings& findings, Provenance& provenance,
                                         const std::set<std::string>& sources) {
  TableReader root(*document.root, "", findings);
  const std::string file = root.required("tabel", &TableReader::text).value_or("");
  provenance.key = "weer";
  provenance.rule_set = document.id;
  provenance.waarde = file;
  provenance.place = document.root->place;
  if (auto origin = root.table("herkomst")) {
    detail::read_provenance(*origin, provenance, sources);
    origin->finish();
  }
  if (auto origin = root.table("herkomst_ligging")) {
    Provenance of_positions;
    detail::read_provenance(*origin, of_positions, sources);
    origin->finish();
  }
  std::map<std::int64_t, RdPoint> positions;
  std::set<std::string> numbers;
  for (TableReader& own : root.tables("station")) {
    const auto number = own.required("nummer", &TableReader::integer);
    (void)own.text("naam");
    const auto x = own.required("x", &TableReader::number);
    const auto y = own.required("y", &TableReader::number);
    own.finish();
    if (number) detail::check_unique(fmt::format("{}", *number), own.place(), numbers, findings);
    if (number && x && y) positions[*number] = {*x, *y};
  }
  const auto folder = (catalog.folder / document.path).parent_path();
  const std::string shown = (std::filesystem::path(document.path).parent_path() / file).generic_string();
  std::vector<WeatherStation> stations;
  try {
    stations = read_weather_table(folder / file, shown, 'R');
  } catch (const RuleFileError& broken) {
    findings.list.insert(findings.list.end(), broken.diagnostics().begin(), broken.diagnostics().end());
  }
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

bool contains(const std::vector<Diagnostic>& list, const Diagnostic& d) {
  return std::find(list.begin(), list.end(), d) != list.end();
}

// A key can be read more than once; what is wrong with it is told once.
std::vector<Diagnostic> each_once(const std::vector<Diagnostic>& findings) {
  std::vector<Diagnostic> list;
  for (const Diagnostic& d : findings) {
    if (!contains(list, d)) list.push_back(d);
  }
  return list;
}

// What typing the values finds at a value of the dossier is wrong there and not in the rules.
void throw_at_replacements(const std::vector<Diagnostic>& findings, const RuleSelection& selection) {
  std::vector<Place> places;
  for (const Deviation& value : selection.site_values) places.push_back(value.place);
  for (const Deviation& deviation : selection.deviations) places.push_back(deviation.place);
  for (const Measure& measure : selection.measures) {
    for (const Deviation& value : measure.values) places.push_back(value.place);
  }
  std::vector<Diagnostic> wrong;
  for (Diagnostic d : findings) {
    if (std::find(places.begin(), places.end(), d.place) == places.end()) continue;
    d.code.letter = 'D';
    wrong.push_back(std::move(d));
  }
  if (!wrong.empty()) throw DossierError(each_once(wrong));
}

}  // namespace

RuleSet::RuleSet(RuleValues values) : RuleValues(std::move(values)) {}
RuleSet::RuleSet(const RuleSet&) = default;
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

namespace {

const RuleDocument* newest(const RuleCatalog& catalog, std::string_view stelsel) {
  const RuleDocument* found = nullptr;
  for (const RuleDocument& d : catalog.documents) {
    if (d.stelsel == stelsel && (found == nullptr || d.valid_from > found->valid_from)) found = &d;
  }
  return found;
}

std::vector<EventBranch> read_event_tree(const RuleDocument& method, RuleReader& values, Findings& findings) {
  std::vector<EventBranch> tree;
  TableReader root(*method.root, "", findings);
  for (TableReader& own : root.tables("kansboom")) {
    EventBranch branch;
    branch.scenario = own.required("scenario",
                                   [](TableReader& r, std::string_view key) {
                                     return r.choice(key, {"S1", "S2", "S2-na-S4", "S3", "S4", "S5", "D", "O"});
                                   })
                          .value_or("");
    branch.omschrijving_nl = own.text("omschrijving_nl").value_or("");
    branch.omschrijving_en = own.text("omschrijving_en").value_or("");
    for (const std::string& key :
         own.required("factoren", &TableReader::texts).value_or(std::vector<std::string>{})) {
      branch.factoren.push_back(values.value<Probability>(key));
    }
    if (own.has("voorwaarde"))
      branch.voorwaarde = own.choice("voorwaarde", {"ontvlambaar", "s5.enabled"}).value_or("");
    if (own.has("anders")) branch.anders = own.choice("anders", {"S3"}).value_or("");
    own.finish();
    tree.push_back(std::move(branch));
  }
  return tree;
}

// An alternative that the rules have not is an error. A choice that they do not leave is not: a dossier may be held against
// the law of today and a draft that asks for it.
void check_choices(const std::map<std::string, EigenKeuze>& given, const std::vector<Keuze>& choices,
                   std::vector<Diagnostic>& warnings) {
  std::vector<Diagnostic> errors;
  for (const auto& [id, own] : given) {
    const auto choice = std::find_if(choices.begin(), choices.end(), [&](const Keuze& k) { return k.id == id; });
    if (choice == choices.end()) {
      warnings.push_back({codes::choice_not_left, Severity::Waarschuwing, own.place, {id}});
      continue;
    }
    std::vector<std::string> known;
    for (const Alternatief& one : choice->alternatieven) known.push_back(one.id);
    if (std::find(known.begin(), known.end(), own.alternatief) != known.end()) continue;
    errors.push_back({{'D', codes::unknown_choice}, Severity::Fout, own.place,
                      {"toets.keuze." + id, own.alternatief, detail::joined(known)}});
  }
  if (!errors.empty()) throw DossierError(std::move(errors));
}

}  // namespace

namespace {

// The method with what law, deviations and measures put in it.
RuleDocument effective_method(RuleDocument method, const RuleDocument& law, const RuleSelection& selection,
                              const std::vector<MeasureKind>& kinds, std::vector<MeasureEffect>& effects,
                              std::vector<Diagnostic>& warnings) {
  detail::fill_from_law(method, law);
  RuleDocument effective = detail::with_replacements(std::move(method), selection, kinds, effects, warnings);
  detail::fill_from_law(effective, law);  // a deviation may ask for the law too
  return effective;
}

}  // namespace

RuleSet load_rule_set(const RuleCatalog& catalog, const RuleSelection& selection) {
  return load_rule_set(catalog, selection, choose_rules(catalog, selection));
}

RuleSet load_rule_set(const RuleCatalog& catalog, const RuleSelection& selection, ChosenRules chosen) {
  Findings findings{'R', {}};
  const std::set<std::string> sources = source_keys(catalog);
  const RuleDocument& method = chosen.documents.at(method_stelsel);
  VerdictRules verdict_rules = detail::read_verdict_rules(chosen.documents.at("oordeel"), sources, findings);
  detail::fill_from_rules(
      verdict_rules,
      [&](const std::string& stelsel) {
        const auto found = chosen.documents.find(stelsel);
        return found == chosen.documents.end() ? nullptr : &found->second;
      },
      findings);
  if (has_error(findings.list)) throw RuleFileError(std::move(findings.list));

  std::vector<Diagnostic> warnings = catalog.warnings;
  warnings.insert(warnings.end(), chosen.warnings.begin(), chosen.warnings.end());
  check_choices(selection.keuzes, verdict_rules.keuzes, warnings);
  const RuleDocument law = detail::with_transitional_law(chosen.documents.at("bkl"), selection, sources, findings);
  std::vector<MeasureKind> measure_kinds = detail::read_measure_kinds(method, findings);
  std::vector<MeasureEffect> measure_effects;
  const RuleDocument effective = effective_method(method, law, selection, measure_kinds, measure_effects, warnings);
  RuleReader method_reader(effective, findings);
  MethodRules method_rules = detail::read_method_rules(method_reader);
  std::vector<EventBranch> event_tree = read_event_tree(method, method_reader, findings);
  method_reader.finish();
  throw_at_replacements(findings.list, selection);
  LegalRules legal = read_legal_rules(law, findings);
  for (Diagnostic& d : detail::differences_from_law(effective, law)) warnings.push_back(std::move(d));
  const BlastCurves curves = method_rules.blast.curves.value;
  Provenance weather_provenance;
  const auto& documents = chosen.documents;
  RuleSet set(RuleValues{
      .id = std::move(chosen.id),
      .represents_official_text = method.represents_official_text,
      .is_draft = std::any_of(chosen.files.begin(), chosen.files.end(),
                              [](const RuleFile& f) { return f.status == DocumentStatus::Ontwerp; }),
      .legal = std::move(legal),
      .regeling = read_regeling(documents.at("or"), findings),
      .classes = detail::read_class_rules(documents.at("klassen"), sources, findings),
      .verdicts = std::move(verdict_rules),
      .substances = read_substances(documents.at("stoffen"), method_rules.tox.probit_set.value, sources, findings),
      .weather_stations = read_weather(catalog, documents.at("weer"), findings, weather_provenance, sources),
      .weather_provenance = weather_provenance,
      .method = std::move(method_rules),
      .event_tree = std::move(event_tree),
      .measure_kinds = std::move(measure_kinds),
      .measure_effects = std::move(measure_effects),
      .blast = load_multi_energy_curves(catalog, curves),
      .files = std::move(chosen.files),
      .warnings = std::move(warnings),
  });
  check_probits(set.method.tox, set.substances, findings);
  if (has_error(findings.list)) throw RuleFileError(each_once(findings.list));
  return set;
}

RuleVariation::RuleVariation(const RuleCatalog& catalog, const RuleSelection& selection)
    : rules_{load_rule_set(catalog, selection)} {
  Findings findings{'R', {}};
  const ChosenRules chosen = choose_rules(catalog, selection);
  const RuleDocument law = detail::with_transitional_law(chosen.documents.at("bkl"), selection, source_keys(catalog), findings);
  std::vector<MeasureEffect> effects;
  std::vector<Diagnostic> warnings;  // told when the rules were loaded
  method_ = effective_method(chosen.documents.at(method_stelsel), law, selection, rules_.measure_kinds, effects, warnings);
}

std::shared_ptr<const RuleSet> RuleVariation::with(std::span<const KeyValues> values) const {
  RuleDocument method = method_;
  for (const auto& [key, numbers] : values) {
    RuleEntry& entry = method.entries.at(key);
    if (std::holds_alternative<double>(entry.value)) {
      entry.value = numbers.at(0);
    } else {
      entry.value = numbers;
    }
  }
  Findings findings{'R', {}};
  RuleReader reader(method, findings);
  RuleValues varied = rules_;
  varied.method = detail::read_method_rules(reader);
  varied.event_tree = read_event_tree(method, reader, findings);
  if (has_error(findings.list)) throw RuleFileError(each_once(findings.list));
  return std::make_shared<const RuleSet>(std::move(varied));
}

namespace {

// The document of a body of rules that holds beside `d`: of the same draft, else the newest.
const RuleDocument* beside(const RuleCatalog& catalog, const RuleDocument& d, std::string_view stelsel) {
  const std::string draft = d.status == DocumentStatus::Ontwerp ? d.stelsel.substr(0, d.stelsel.find('/', d.stelsel.find('/') + 1)) : "";
  for (const RuleDocument& other : catalog.documents) {
    const bool same_draft = !draft.empty() && (other.stelsel == draft || other.stelsel.starts_with(draft + "/"));
    if (same_draft && other.root_stelsel == stelsel) return &other;
  }
  return newest(catalog, stelsel);
}

// Errors of typing one document on its own.
std::vector<Diagnostic> check_document(const RuleCatalog& catalog, const RuleDocument& d) {
  Findings findings{'R', {}};
  const std::set<std::string> sources = source_keys(catalog);
  if (is_method(d)) {
    RuleDocument lawful = d;
    if (const RuleDocument* law = newest(catalog, "bkl")) detail::fill_from_law(lawful, *law);
    RuleReader reader(lawful, findings);
    const MethodRules method = detail::read_method_rules(reader);
    if (const RuleDocument* substances = newest(catalog, "stoffen")) {
      Findings of_substances{'R', {}};  // told with their own file
      const auto known = read_substances(*substances, method.tox.probit_set.value, sources, of_substances);
      if (!has_error(of_substances.list)) check_probits(method.tox, known, findings);
    }
    (void)read_event_tree(d, reader, findings);
    (void)detail::read_measure_kinds(d, findings);
    (void)read_correlations(d, findings.list);
    reader.finish();
  } else if (d.root_stelsel == "bkl") {
    (void)read_legal_rules(detail::with_transitional_law(d, {}, sources, findings), findings);
  } else if (d.root_stelsel == "or") {
    (void)read_regeling(d, findings);
  } else if (d.root_stelsel == "klassen") {
    (void)detail::read_class_rules(d, sources, findings);
  } else if (d.root_stelsel == "oordeel") {
    VerdictRules rules = detail::read_verdict_rules(d, sources, findings);
    detail::fill_from_rules(rules, [&](const std::string& stelsel) { return beside(catalog, d, stelsel); }, findings);
  } else if (d.root_stelsel == "stoffen") {
    (void)read_substances(d, "", sources, findings);
  } else if (d.root_stelsel == "weer") {
    Provenance ignored;
    (void)read_weather(catalog, d, findings, ignored, sources);
  }
  return each_once(findings.list);
}

// True for an error of an overlay that its base has too: an inherited value, or a key that both lack.
bool is_of_base(const Diagnostic& d, const std::vector<Diagnostic>& of_base) {
  return std::any_of(of_base.begin(), of_base.end(), [&](const Diagnostic& other) {
    const bool both_lack =
        d.code == Code{'R', codes::missing_key} && d.code == other.code && d.args == other.args;
    return both_lack || d == other;
  });
}

}  // namespace

namespace {

// Of advice and guidelines only what decision tables name has an effect: the rest says that it is for readers.
void check_all_read(const RuleCatalog& catalog, std::vector<Diagnostic>& findings) {
  std::set<std::string> named;
  for (const RuleDocument& d : catalog.documents) {
    if (d.root_stelsel == "oordeel") named.merge(named_keys(d));
  }
  named.insert("circulaire-lithium:eos.ondergrens");  // tables from before they named it themselves
  for (const RuleDocument& d : catalog.documents) {
    const bool by_name_only = d.layer == "circulaire" || d.layer == "richtlijn";
    for (const auto& [key, entry] : d.entries) {
      const bool own = entry.provenance->rule_set == d.id;
      if (!(by_name_only || !entry.fact.empty()) || !own || entry.informative || named.contains(d.root_stelsel + ":" + key)) continue;
      findings.push_back({codes::key_not_read, Severity::Fout, entry.provenance->place, {key}});
    }
  }
}

}  // namespace

void check_rule_catalog(const RuleCatalog& catalog) {
  std::map<std::string, std::vector<Diagnostic>> by_id;
  for (const RuleDocument& d : catalog.documents) by_id[d.id] = check_document(catalog, d);
  std::vector<Diagnostic> findings;
  for (const auto& [id, stale] : catalog.stale_overlays) findings.push_back(stale);
  for (const RuleDocument& d : catalog.documents) {
    for (const Diagnostic& found : by_id[d.id]) {
      if (d.base.empty() || !is_of_base(found, by_id[d.base])) findings.push_back(found);
    }
  }
  check_all_read(catalog, findings);
  if (has_error(findings)) throw RuleFileError(std::move(findings));
}

}  // namespace batterisk
