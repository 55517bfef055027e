#include "batterisk/core/rules/rule_set.hpp"

#include "support/findings.hpp"
#include "support/paths.hpp"
#include "support/rules_copy.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/sha256.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

using namespace batterisk;
using namespace std::chrono;
using test::RulesCopy;

namespace {

const std::filesystem::path data = test::data_folder() / "rules";
const char* const reference_file = "referentie/2026-01-01.toml";
constexpr year_month_day in_2026 = year{2026} / 6 / 1;

std::vector<std::filesystem::path> bad_folders() {
  std::vector<std::filesystem::path> list;
  for (const auto& entry : std::filesystem::directory_iterator{data}) {
    if (entry.path().filename().string().rfind("bad-", 0) == 0) list.push_back(entry.path());
  }
  std::sort(list.begin(), list.end());
  return list;
}

std::vector<std::string> announced_in(const std::filesystem::path& folder) {
  std::vector<std::string> lines;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (entry.path().extension() != ".toml") continue;
    const auto own = test::announced(entry.path(), entry.path().lexically_relative(folder).generic_string());
    lines.insert(lines.end(), own.begin(), own.end());
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

// Errors of reading and typing all files of a folder, or its warnings.
std::vector<Diagnostic> findings(const std::filesystem::path& folder) {
  try {
    const RuleCatalog catalog = load_rule_catalog(folder);
    check_rule_catalog(catalog);
    return catalog.warnings;
  } catch (const RuleFileError& error) {
    return error.diagnostics();
  }
}

Deviation deviation(const std::string& parameter, std::variant<double, bool, std::string> value,
                    const std::string& unit = "") {
  return {parameter, std::move(value), unit, "proef", "", {"dossier.toml", 20, 1, {}}};
}

RuleSet load(const RuleCatalog& catalog, const std::vector<Deviation>& deviations = {}) {
  return load_rule_set(catalog, {"referentie", in_2026, {}, {}, deviations});
}

const RuleCatalog& shipped() {
  static const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  return catalog;
}

std::vector<Diagnostic> deviation_findings(const std::vector<Deviation>& deviations) {
  return test::findings_of<DossierError>([&] { (void)load(shipped(), deviations); });
}

}  // namespace

TEST_CASE("the folder that the broken ones are made from is sound") {
  CHECK(findings(data / "good").empty());
}

TEST_CASE("each broken folder gives the announced codes at the announced places, and nothing else") {
  for (const auto& folder : bad_folders()) {
    INFO(folder.filename().string());
    const auto expected = announced_in(folder);
    REQUIRE_FALSE(expected.empty());
    CHECK(test::difference(expected, findings(folder)) == std::vector<std::string>{});
  }
}

TEST_CASE("there is a broken folder for every code that reading a folder can give") {
  std::set<std::string> covered;
  for (const auto& folder : bad_folders()) {
    for (const std::string& line : announced_in(folder)) covered.insert(line.substr(0, 4));
  }
  for (const char* code : {"R001", "R002", "R003", "R004", "R005", "R006", "R007", "R008", "R009",
                           "R010", "R011", "R020", "R021", "R022", "R023", "R024", "R025", "R026", "R027",
                           "R028", "R030", "R031", "R032", "R033", "R034", "R035"}) {
    INFO(code);
    CHECK(covered.count(code) == 1);
  }
}

TEST_CASE("a folder that is not there") {
  const auto absent = data / "bestaat-niet";
  const auto found = findings(absent);
  REQUIRE(found.size() == 1);
  CHECK(test::line_of(found[0], false) == "R001 " + absent.generic_string() + ":0:0");
}

TEST_CASE("the errors of several files are reported together") {
  const auto found = findings(data / "bad-meer");
  std::set<std::string> files;
  for (const Diagnostic& d : found) files.insert(d.place.file);
  CHECK(files.size() == 2);
  CHECK(found.size() == 7);
}

TEST_CASE("one damaged place in the shipped rules is found where it is") {
  struct Case {
    const char* file;
    const char* section;
    const char* from;
    const char* to;
    Code code;
    const char* at;  // text where the finding is expected, when it is not the changed text itself
  };
  const Case cases[] = {
      {reference_file, "[fire.k]", "10.0", "\"tien\"", {'R', codes::wrong_type}, ""},
      {reference_file,
       "[rose.shape]",
       "\"lineair\"\nkeuzes = [",
       "\"krom\"\nkeuzes = [\"krom\", ",
       {'R', codes::unknown_choice},
       ""},
      // A known unit of another quantity is seen when the value gets its type: at the value.
      {reference_file, "[rel.t_mean]", "\"min\"", "\"MW\"", {'R', codes::unit_wrong}, "30.0"},
      {"bkl/2026-01-01.toml",
       "[brand.aandachtsgebied.warmtestraling]",
       "\"kW/m2\"",
       "\"kPa\"",
       {'R', codes::unit_wrong},
       "10.0"},
      {"stoffen/2026-01-01.toml", "[stof.lbw30]", "\"mg/m3\"", "\"kW\"", {'R', codes::unit_wrong}, "51.0"},
      {"stoffen/2026-01-01.toml", "[[probit]]", "\"HF\"", "\"FH\"", {'R', codes::unknown_choice}, ""},
      {"klassen/2024-01-01.toml",
       "[[gebruiksdoel]]",
       "\"kwetsbaar\"",
       "\"kwestbaar\"",
       {'R', codes::unknown_choice},
       ""},
      {"oordeel/2024-01-01.toml",
       "[[tabel.rij]]",
       "\"onbepaald\"",
       "\"onbekend\"",
       {'R', codes::unknown_choice},
       ""},
      {"oordeel/2024-01-01.toml",
       "[[tabel.rij]]",
       "\"onbekend\" }",
       "\"leeg\" }",
       {'R', codes::unknown_choice},
       ""},
      {"oordeel/2024-01-01.toml", "[[tabel.rij]]", "vlaggen", "vlagen", {'R', codes::unknown_key}, ""},
      {"bkl/2026-01-01.toml",
       "[[overgangsrecht]]",
       "\"A_concentratie_lbw30\"",
       "\"A_concentratie\"",
       {'R', codes::unknown_choice},
       ""},
      {reference_file, "", "\"methode\"", "\"metode\"", {'R', codes::unknown_choice}, ""},
      {"bkl/2026-01-01.toml",
       "[pr.grenswaarde.kwetsbaar]",
       "\"grenswaarde\"",
       "\"grensw\"",
       {'R', codes::unknown_choice},
       ""},
      {"bkl/2026-01-01.toml",
       "[pr.grenswaarde.kwetsbaar]",
       "vergelijking = \"<=\"\n",
       "",
       {'R', codes::missing_key},
       "1.0e-6"},
      {"oordeel/2024-01-01.toml",
       "",
       "norm = \"pr.grenswaarde.kwetsbaar\"",
       "norm = \"pr.grens.kwetsbaar\"",
       {'R', codes::unknown_choice},
       "\"pr.grens.kwetsbaar\""},
      {"oordeel/2024-01-01.toml",
       "",
       "functionele_binding = [\"ja\"",
       "functionele_binding = [\"jaa\"",
       {'R', codes::unknown_choice},
       "[\"jaa\""},
      {"oordeel/2024-01-01.toml", "", "\"circulaire-lithium:eos.afstand_bebouwing\"", "\"circulaire-lithium:eos.module\"",
       codes::norm_unusable, "[[tabel]]\nnaam = \"D\""},
      {"oordeel/2024-01-01.toml", "", "rand = \"boven_norm\"", "rand = \"boven\"", {'R', codes::unknown_choice}, "\"boven\""},
      {"circulaire-lithium/2020-07-01.toml", "[eos.afstand_bebouwing]", "\"afstand_object\"", "\"afstand_pand\"",
       {'R', codes::unknown_choice}, ""},
      {"oordeel/2024-01-01.toml", "[[tabel]]", "\"bkl\"", "\"bkll\"", codes::unknown_source, ""},
      {"oordeel/2024-01-01.toml", "[rangorde]", "\"batterisk\"", "\"batterisc\"", codes::unknown_source, ""},
      {"oordeel/2024-01-01.toml",
       "[rangorde]",
       "\"voldoet\"",
       "\"akkoord\"",
       {'R', codes::unknown_choice},
       "[\"voldoet_niet\""},
      {"oordeel/2024-01-01.toml",
       "[tabel.rij.norm_per_klasse]",
       "\"pr.grenswaarde.kwetsbaar\"",
       "\"pr.grenswaarde\"",
       {'R', codes::unknown_choice},
       "\"pr.grenswaarde\""},
      {"oordeel/2024-01-01.toml", "[[tabel]]", "naam = \"B\"", "naam = \"A\"", codes::duplicate_name,
       "[[tabel]]\nnaam = \"A\"\nonderwerp = \"object\"\nonderdeel = \"aandachtsgebied\""},
      {"bkl/2026-01-01.toml",
       "[[overgangsrecht]]",
       "\"gifwolk.aandachtsgebied.criterium\"",
       "\"gifwolk.criterium\"",
       {'R', codes::unknown_choice},
       ""},
      {"bkl/2026-01-01.toml",
       "[pr.grenswaarde.kwetsbaar]",
       "vergelijking = \"<=\"\nnormsoort = \"grenswaarde\"\n",
       "",
       {'R', codes::missing_key},
       "1.0e-6"},
      {"klassen/2024-01-01.toml", "[[gebruiksdoel]]", "\"bijeenkomstfunctie\"", "\"woonfunctie\"",
       codes::duplicate_name, "[[gebruiksdoel]]\nnaam = \"woonfunctie\"\nklasse = \"onbekend\""},
      {"stoffen/2026-01-01.toml", "[[stof]]", "\"CO\"\ncas", "\"HF\"\ncas", codes::duplicate_name,
       "[[stof]]\nnaam = \"HF\"\ncas = \"630"},
      {"stoffen/2026-01-01.toml", "[[probit]]", "stof = \"CO\"", "stof = \"HF\"", codes::duplicate_name,
       "[[probit]]\nset = \"purple_book\"\nstof = \"HF\"\na = -7.4"},
      {"stoffen/2026-01-01.toml", "[[stof]]", "0.818", "-1", {'R', codes::out_of_range}, ""},
      {"weer/2020-12-31.toml", "[herkomst]", "\"knmi\"", "\"knmj\"", codes::unknown_source, ""},
      {"weer/2020-12-31.toml", "[herkomst_ligging]", "\"knmi\"", "\"knmj\"", codes::unknown_source, ""},
      {"weer/2020-12-31.toml", "[[station]]", "nummer = 235", "nummer = 215", codes::duplicate_name,
       "[[station]]\nnummer = 215\nnaam = \"De Kooy"},
      {"weer/2020-12-31.toml", "", "\"016244d2", "\"016244d3", codes::table_changed, ""},
      {"weer/2020-12-31.toml", "", "\"knmi-2011-2020.csv\"", "\"../weer/knmi-2011-2020.csv\"", codes::table_elsewhere, ""},
      {"weer/2020-12-31.toml", "", "\"knmi-2011-2020.csv\"", "\"/etc/passwd\"", codes::table_elsewhere, ""},
      {"explosie/2026-01-01.toml", "", "\"multi-energy.csv\"", "\"..\"", codes::table_elsewhere, ""},
  };
  for (const Case& c : cases) {
    INFO(c.file << " " << c.section << " " << c.to);
    RulesCopy rules;
    const Place changed = rules.edit(c.file, c.section, c.from, c.to);
    const Place place = *c.at == '\0' ? changed : rules.place_of(c.file, c.section, c.at);
    const auto found = findings(rules.path());
    CAPTURE(test::lines_of(found));
    const auto hit = std::find_if(found.begin(), found.end(), [&](const Diagnostic& d) {
      return d.code == c.code &&
             test::line_of(d, false) == test::line_of({c.code, d.severity, place, {}}, false);
    });
    CHECK(hit != found.end());
  }
}

TEST_CASE("a renamed key is missing under its old name and unknown under the new one, once each") {
  RulesCopy rules;
  rules.edit(reference_file, "", "[fire.k]", "[fire.kk]");
  const auto found = findings(rules.path());
  const Diagnostic* unknown = test::find(found, {'R', codes::unknown_key});
  REQUIRE(unknown != nullptr);
  CHECK(unknown->args == std::vector<std::string>{"fire.kk", "fire.k"});
  CHECK(unknown->place.file == reference_file);
  const Diagnostic* missing = test::find(found, {'R', codes::missing_key});
  REQUIRE(missing != nullptr);
  CHECK(missing->args == std::vector<std::string>{"fire.k"});
  const auto lines = test::lines_of(found);
  CHECK(std::adjacent_find(lines.begin(), lines.end()) == lines.end());
}

TEST_CASE("a probit in ppm needs the mass of a ppm of its substance") {
  RulesCopy rules;
  rules.edit("stoffen/2026-01-01.toml", "[[probit]]", "\"mg/m3\"", "\"ppm\"");
  CHECK(findings(rules.path()).empty());
  rules.edit("stoffen/2026-01-01.toml", "[[stof]]", "mg_per_m3_per_ppm = 0.818\n", "");
  const Place substance = rules.place_of("stoffen/2026-01-01.toml", "", "[[stof]]");
  const auto found = findings(rules.path());
  REQUIRE(found.size() == 1);
  CHECK(found[0] ==
        Diagnostic{{'R', codes::missing_key}, Severity::Fout, substance, {"stof[0].mg_per_m3_per_ppm"}});
}

TEST_CASE("a malformed weather table hides no other error") {
  RulesCopy rules;
  const std::string table = "weer/knmi-2011-2020.csv";
  const std::string text = test::read_bytes(rules.path() / table) + "x\n";
  rules.write(table, text);
  std::string head = test::read_bytes(rules.path() / "weer/2020-12-31.toml");
  const auto hash = head.find('"', head.find("tabel_sha256")) + 1;
  head.replace(hash, 64, sha256(text));
  rules.write("weer/2020-12-31.toml", head);
  rules.edit(reference_file, "[rel.t_mean]", "\"min\"", "\"MW\"");
  const auto found = findings(rules.path());
  CHECK(found.size() == 2);
  CHECK(test::find(found, {'R', codes::unit_wrong}) != nullptr);
  CHECK(test::find(found, codes::table_malformed) != nullptr);
}

TEST_CASE("a gap where the method needs a value") {
  RulesCopy rules;
  rules.edit(reference_file, "[fire.k]", "waarde = 10.0\n", "");
  rules.edit(reference_file, "[fire.k]", "bewijs = \"uit_geheugen\"\nzekerheid = 60\n",
             "bewijs = \"ontbreekt\"\n");
  const auto found = findings(rules.path());
  const Diagnostic* gap = test::find(found, codes::value_missing);
  REQUIRE(gap != nullptr);
  CHECK(gap->args == std::vector<std::string>{"fire.k"});
}

TEST_CASE("no version of the law at the date: every missing one is named") {
  const auto found = test::findings_of<RuleFileError>([] {
    (void)load_rule_set(shipped(), {"referentie", year{2020} / 6 / 1, {}, {}, {}});
  });
  std::vector<std::string> names;
  for (const Diagnostic& d : found) {
    CHECK(d.code == codes::no_version_at_date);
    REQUIRE(d.args.size() == 2);
    CHECK(d.place == Place{d.args[0], 0, 0, {}});
    CHECK(d.args[1] == "2020-06-01");
    names.push_back(d.args[0]);
  }
  CHECK(names == std::vector<std::string>{"bkl", "or", "klassen", "oordeel"});
}

TEST_CASE("an unknown method names the known ones") {
  for (const char* name : {"rivm-2024", "bkl", "bkl/2026-01-01", "stoffen", ""}) {
    INFO(name);
    const auto found = test::findings_of<DossierError>([&] {
      (void)load_rule_set(shipped(), {name, in_2026, {}, {}, {}});
    });
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == codes::unknown_rule_set);
    CHECK(found[0].args == std::vector<std::string>{name, "ontwerp/wijzigingsbesluit-eos-2026/bkl/2027-01-01, "
                                                          "ontwerp/wijzigingsbesluit-eos-2026/oordeel/2027-01-01, "
                                                          "referentie/2026-01-01, referentie/2026-12-01, rivm-2025/2025-04-01"});
  }
}

TEST_CASE("a method that differs from the law warns") {
  RulesCopy rules;
  const Place place = rules.edit(reference_file, "[brand.area.flux]", "\"volgens_bkl\"", "12.5\neenheid = \"kW/m2\"");
  const RuleSet set = load(load_rule_catalog(rules.path()));
  CHECK(test::lines_of(set.warnings) ==
        std::vector<std::string>{
            "R037 " + place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) +
            " | brand.area.flux | 12.5 kW/m2 | brand.aandachtsgebied.warmtestraling | 10 kW/m2"});
  CHECK(set.warnings[0].severity == Severity::Waarschuwing);
}

TEST_CASE("a deviation replaces a value, keeps its provenance honest and is told") {
  const RuleSet set = load(
      shipped(), {deviation("gifwolk.cap", 1.2, "km"), deviation("fire.k", 8.0),
                  deviation("rose.shape", std::string{"constant"}), deviation("s3.flash.enabled", true)});
  CHECK(set.method.gifwolk.cap.value == Length::m(1200.0));
  CHECK(set.method.gifwolk.cap.provenance->bron == "dossier");
  CHECK(set.method.gifwolk.cap.provenance->rule_set == "dossier");
  CHECK(set.method.gifwolk.cap.provenance->status == KeyStatus::Onbevestigd);
  CHECK(set.method.gifwolk.cap.provenance->bewijs == Bewijs::Aanname);
  CHECK(set.method.fire.k.value == 8.0);
  CHECK(set.method.rose.shape.value == RoseShape::Constant);
  const auto told = std::count_if(set.warnings.begin(), set.warnings.end(),
                                  [](const Diagnostic& d) { return d.code == codes::deviation_applied; });
  CHECK(told == 4);
  const Diagnostic* first = test::find(set.warnings, codes::deviation_applied);
  REQUIRE(first != nullptr);
  CHECK(first->args == std::vector<std::string>{"gifwolk.cap", "1500 m", "1.2 km"});
  CHECK(test::find(set.warnings, codes::differs_from_law) != nullptr);
  // The catalog itself keeps the value of the rules.
  CHECK(load(shipped()).method.fire.k.value == 10.0);
}

TEST_CASE("a deviation outside the range of the method warns, in any unit") {
  CHECK(test::find(load(shipped(), {deviation("fire.k", 20.0)}).warnings, {'D', codes::out_of_range}) !=
        nullptr);
  const auto warnings = load(shipped(), {deviation("fire.k", 2000.0, "%")}).warnings;
  const Diagnostic* percent = test::find(warnings, {'D', codes::out_of_range});
  CHECK(percent != nullptr);
  if (percent != nullptr) CHECK(percent->args == std::vector<std::string>{"fire.k", "2000 %", "5 .. 15"});
  CHECK(test::find(load(shipped(), {deviation("fire.k", 1500.0, "%")}).warnings,
                   {'D', codes::out_of_range}) == nullptr);
}

TEST_CASE("deviations that cannot be applied are all reported, as errors of the dossier") {
  const auto found = deviation_findings({
      deviation("fire.kk", 8.0),
      deviation("iets", 8.0),
      deviation("gifwolk.cap", 1.2),
      deviation("rose.shape", std::string{"krom"}),
      deviation("rose.shape", 5.0),
      deviation("fire.k", std::string{"acht"}),
      deviation("s3.flash.enabled", std::string{"aan"}),
  });
  CHECK(test::lines_of(found) == std::vector<std::string>{
                                     "D005 dossier.toml:20:1 | gifwolk.cap | m",
                                     "D007 dossier.toml:20:1 | fire.k | getal met eenheid",
                                     "D007 dossier.toml:20:1 | rose.shape | tekst",
                                     "D007 dossier.toml:20:1 | s3.flash.enabled | true of false",
                                     "D009 dossier.toml:20:1 | rose.shape | krom | lineair, constant",
                                     "D026 dossier.toml:20:1 | fire.kk | fire.k",
                                     "D026 dossier.toml:20:1 | iets | ",
                                 });
}

TEST_CASE(
    "a deviation with a unit of another quantity, or one number for a list, is an error of the dossier") {
  CHECK(test::lines_of(deviation_findings({deviation("gifwolk.cap", 1.2, "kW")}), false) ==
        std::vector<std::string>{"D006 dossier.toml:20:1"});
  CHECK(test::lines_of(deviation_findings({deviation("pr.levels", 1e-6, "1/jaar")}), false) ==
        std::vector<std::string>{"D007 dossier.toml:20:1"});
  CHECK(test::lines_of(deviation_findings({deviation("s3.flash.enabled", 1.0)}), false) ==
        std::vector<std::string>{"D007 dossier.toml:20:1"});
}

TEST_CASE("a deviation that its quantity does not allow is an error of the dossier") {
  // Of a probability, and of a ratio in a unit that only a volume fraction has.
  CHECK(test::lines_of(deviation_findings({deviation("ev.p_s1", 1.5)})) ==
        std::vector<std::string>{"D008 dossier.toml:20:1 | ev.p_s1 | 1.5 | 0 .. 1"});
  CHECK(test::lines_of(deviation_findings({deviation("fire.k", 8.0, "vol%")})) ==
        std::vector<std::string>{"D006 dossier.toml:20:1 | fire.k | vol% | -, %"});
}

TEST_CASE("a parameter has one deviation") {
  const auto found = deviation_findings({deviation("fire.k", 8.0), deviation("fire.k", 9.0)});
  CHECK(test::lines_of(found) == std::vector<std::string>{"D042 dossier.toml:20:1 | fire.k"});
}
