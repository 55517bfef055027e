#include "batterisk/core/rulecheck/rule_examples.hpp"

#include "base/table_reader.hpp"

#include "batterisk/core/scenario/scenario.hpp"
#include "batterisk/core/verdict/toets.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace batterisk {
namespace {

using detail::Findings;
using detail::TableReader;
using detail::TomlNode;

constexpr const char* default_method = "referentie";
constexpr double just_beside = 0.01;  // share of a norm that counts as just below or just above

struct Side {
  bool at = false;
  bool below = false;
  bool above = false;
};

struct Run {
  const RuleCatalog& catalog;
  ExampleReport& report;
  Findings findings{'R', {}};
  std::map<std::pair<std::string, std::string>, Side> sides = {};  // rule set and norm
};

// Expected words of one example, by what they are about: "A", "B", "klasse", "gifwolk", "reikwijdte".
using Words = std::map<std::string, std::string>;

Words read_expected(TableReader& example) {
  Words words;
  if (!example.has("verwacht")) example.missing("verwacht");
  auto expected = example.table("verwacht");
  if (!expected) return words;
  for (const char* key : {"A", "B", "klasse", "gifwolk", "reikwijdte"}) {
    if (const auto word = expected->text(key)) words[key] = *word;
  }
  expected->finish();
  return words;
}

std::optional<Kwetsbaarheid> read_class(TableReader& example) {
  if (!example.has("klasse")) return std::nullopt;
  const auto word = example.choice("klasse", {"geen", "beperkt_kwetsbaar", "kwetsbaar", "zeer_kwetsbaar", "onbekend"});
  return word ? kwetsbaarheid_from(*word) : std::nullopt;
}

Feiten read_facts(TableReader& example) {
  Feiten facts;
  if (const auto pr = example.quantity<PlaatsgebondenRisico>("pr")) facts.pr = FacadeMaximum{*pr, {}};
  for (const std::string& name : example.has("gebieden") ? example.texts("gebieden").value_or(std::vector<std::string>{})
                                                         : std::vector<std::string>{}) {
    for (const Aandachtsgebied area : {Aandachtsgebied::Brand, Aandachtsgebied::Explosie, Aandachtsgebied::Gifwolk}) {
      if (name == to_string(area)) facts.gebieden.push_back(area);
    }
  }
  const auto binding = example.has("functionele_binding")
                           ? example.choice("functionele_binding", {"ja", "nee", "onbekend"}).value_or("")
                           : "";
  facts.functionele_binding = binding == "ja"    ? Antwoord::Ja
                              : binding == "nee" ? Antwoord::Nee
                                                 : Antwoord::Onbekend;
  return facts;
}

Pand read_building(TableReader& example) {
  Pand pand;
  Verblijfsobject use;
  if (const auto word = example.text("gebruiksdoel")) use.gebruiksdoelen = {*word};
  if (const auto area = example.quantity<Area>("oppervlakte")) use.oppervlakte_m2 = area->m2();
  pand.verblijfsobjecten = {use};
  return pand;
}

void note_side(const Bevinding& finding, const Feiten& facts, const RuleSet& rules, Run& run) {
  if (!finding.normwaarde || !facts.pr) return;
  const double ratio = facts.pr->pr.per_year() / finding.normwaarde->per_year();
  Side& side = run.sides[{rules.id, finding.norm}];
  if (ratio == 1.0) side.at = true;
  if (ratio < 1.0 && ratio >= 1.0 - just_beside) side.below = true;
  if (ratio > 1.0 && ratio <= 1.0 + just_beside) side.above = true;
}

// What the rules say about the facts of one example.
Words found_words(TableReader& example, const RuleSet& rules, Run& run) {
  Words found;
  if (example.has("gebruiksdoel")) {
    const Klassering klasse = klasseer(read_building(example), rules.classes);
    found["klasse"] = to_string(klasse.klasse);
  }
  if (const auto klasse = read_class(example)) {
    Feiten facts = read_facts(example);
    facts.klassering.klasse = *klasse;
    for (const Bevinding& finding : toets(0, facts, rules)) {
      found[finding.tabel] = to_string(finding.oordeel);
      note_side(finding, facts, rules, run);
    }
  }
  if (const auto energy = example.quantity<Energy>("energie")) {
    Dossier dossier;
    BatteryUnit unit;
    unit.id = "voorbeeld";
    unit.length = unit.width = unit.height = Length::m(2.0);
    unit.total_energy = unit.module_energy = unit.rack_energy = *energy;
    dossier.units = {unit};
    UsedKeys used;
    found["reikwijdte"] = derive_scenarios(dossier, rules, used).out_of_scope ? "buiten" : "binnen";
  }
  found["gifwolk"] = choice_word(rules.legal.gifwolk_criterium.value);
  return found;
}

void run_example(TableReader& example, const RuleSelection& common, Run& run) {
  const std::string name = example.required("naam", &TableReader::text).value_or("");
  RuleSelection selection = common;
  if (const auto date = example.date("peildatum")) selection.peildatum = *date;
  selection.aanvraagdatum = example.date("aanvraagdatum");
  selection.onherroepelijk_op = example.date("onherroepelijk_op");
  const RuleSet rules = load_rule_set(run.catalog, selection);
  const Words expected = read_expected(example);
  const Words found = found_words(example, rules, run);
  example.finish();
  ++run.report.examples;
  for (const auto& [what, word] : expected) {
    const auto it = found.find(what);
    const std::string actual = it == found.end() ? "-" : it->second;
    if (actual == word) continue;
    run.report.findings.push_back(
        {codes::example_failed, Severity::Fout, example.place(), {name, what, word, actual}});
  }
}

void run_file(const std::filesystem::path& path, const std::string& shown, const std::string& method, Run& run) {
  const TomlNode root = detail::parse_toml_file(path, shown, 'R');
  TableReader reader(root, "", run.findings);
  detail::check_schema_version(reader, 1);
  RuleSelection selection;
  selection.method = method;
  selection.peildatum = reader.required("peildatum", &TableReader::date).value_or(std::chrono::year_month_day{});
  if (has_error(run.findings.list)) return;
  for (TableReader& example : reader.tables("voorbeeld")) run_example(example, selection, run);
  reader.finish();
}

// Set that the examples in a folder are about: the draft or method that they lie beside.
std::string method_of(const RuleCatalog& catalog, const std::string& stelsel) {
  for (const RuleDocument& d : catalog.documents) {
    const bool draft = d.status == DocumentStatus::Ontwerp;
    const bool method = d.layer == "methode" && d.root_stelsel != "stoffen";
    if (d.stelsel == stelsel && (draft || method)) return stelsel;
  }
  return default_method;
}

void run_folder(const std::filesystem::path& folder, const std::string& prefix, Run& run) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto& path = entry.path();
    if (path.extension() == ".toml" && path.parent_path().filename() == "voorbeelden") files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    const std::string shown = prefix + path.lexically_relative(folder).generic_string();
    const std::string stelsel = shown.substr(0, shown.find("/voorbeelden/"));
    run_file(path, shown, method_of(run.catalog, stelsel), run);
  }
}

}  // namespace

ExampleReport run_rule_examples(const RuleCatalog& catalog) {
  ExampleReport report;
  Run run{catalog, report};
  run_folder(catalog.folder, "", run);
  if (!catalog.draft.empty()) {
    const std::string name = std::filesystem::weakly_canonical(catalog.draft).filename().generic_string();
    run_folder(catalog.draft, "ontwerp/" + name + "/", run);
  }
  if (has_error(run.findings.list)) throw RuleFileError(std::move(run.findings.list));
  for (const auto& [norm, side] : run.sides) {
    const auto missing = [&](bool tried, const char* where) {
      if (tried) return;
      report.findings.push_back({codes::example_missing,
                                 Severity::Waarschuwing,
                                 {norm.first, 0, 0, {}},
                                 {norm.second, where}});
    };
    missing(side.at, "op");
    missing(side.below, "onder");
    missing(side.above, "boven");
  }
  return report;
}

}  // namespace batterisk
