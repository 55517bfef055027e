#include "batterisk/core/rules/rule_set.hpp"

#include "support/findings.hpp"
#include "support/paths.hpp"
#include "support/rules_copy.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/sha256.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace batterisk;
using namespace std::chrono;
using test::RulesCopy;

namespace {

constexpr year_month_day in_2026 = year{2026} / 6 / 1;
const char* const reference_file = "referentie/2026-01-01.toml";

const RuleCatalog& shipped() {
  static const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  return catalog;
}

RuleSelection select(const std::string& method, year_month_day peildatum = in_2026) {
  return {method, peildatum, {}, {}, {}};
}

std::vector<std::string> ids(const RuleSet& set) {
  std::vector<std::string> list;
  for (const RuleFile& f : set.files) list.push_back(f.id);
  return list;
}

std::string sha256_of(const RuleSet& set, const std::string& id) {
  for (const RuleFile& f : set.files) {
    if (f.id == id) return f.sha256;
  }
  return "";
}

// Keys whose value, unit or provenance differ between two documents.
std::vector<std::string> changed_keys(const RuleDocument& a, const RuleDocument& b) {
  std::set<std::string> keys;
  for (const auto& [key, entry] : a.entries) keys.insert(key);
  for (const auto& [key, entry] : b.entries) keys.insert(key);
  std::vector<std::string> changed;
  for (const std::string& key : keys) {
    const auto in_a = a.entries.find(key);
    const auto in_b = b.entries.find(key);
    const bool same = in_a != a.entries.end() && in_b != b.entries.end() &&
                      in_a->second.value == in_b->second.value && in_a->second.at == in_b->second.at &&
                      in_a->second.provenance->eenheid == in_b->second.provenance->eenheid &&
                      in_a->second.provenance->bron == in_b->second.provenance->bron &&
                      in_a->second.provenance->rule_set == in_b->second.provenance->rule_set &&
                      in_a->second.provenance->status == in_b->second.provenance->status;
    if (!same) changed.push_back(key);
  }
  return changed;
}

// Overlay on the reference method with one changed key.
std::string overlay(const std::string& status = "ontwerp") {
  const std::string base = test::read_bytes(test::rules_folder() / reference_file);
  return "schema_versie = 1\n"
         "id = \"lokaal/2026-03-01\"\n"
         "titel_nl = \"Proef\"\n"
         "regelgevingslaag = \"methode\"\n"
         "documentstatus = \"" +
         status +
         "\"\n"
         "geldig_van = 2026-03-01\n"
         "gebaseerd_op = \"referentie/2026-01-01\"\n"
         "gebaseerd_op_sha256 = \"" +
         sha256(base) +
         "\"\n"
         "motivering = \"proef\"\n"
         "\n"
         "[fire.k]\n"
         "waarde = 12.0\n"
         "eenheid = \"-\"\n"
         "bron = \"batterisk\"\n"
         "vindplaats = \"proef\"\n"
         "bewijs = \"aanname\"\n"
         "status = \"onbevestigd\"\n";
}

}  // namespace

TEST_CASE("the shipped rules load and check without a single finding") {
  CHECK(test::lines_of(shipped().warnings) == std::vector<std::string>{});
  CHECK_NOTHROW(check_rule_catalog(shipped()));
  for (const char* method : {"referentie", "rivm-2025"}) {
    INFO(method);
    CHECK(test::lines_of(load_rule_set(shipped(), select(method)).warnings) == std::vector<std::string>{});
  }
}

TEST_CASE("every shipped value says what it is, where it comes from and how well it is known") {
  std::size_t count = 0;
  for (const RuleDocument& document : shipped().documents) {
    for (const auto& [key, entry] : document.entries) {
      INFO(document.id << " " << key);
      const Provenance& p = *entry.provenance;
      ++count;
      CHECK(p.key == key);
      CHECK_FALSE(p.omschrijving_nl.empty());
      CHECK_FALSE(p.omschrijving_en.empty());
      CHECK(shipped().sources.count(p.bron) == 1);
      CHECK_FALSE(p.vindplaats.empty());
      const bool gap = p.bewijs == Bewijs::Ontbreekt;
      CHECK(std::holds_alternative<std::monostate>(entry.value) == gap);
      CHECK((p.zekerheid_pct > 0) == (p.bewijs == Bewijs::UitGeheugen));
      // Who has not seen the text cannot have confirmed a value against it.
      if (p.status == KeyStatus::Bevestigd) CHECK(p.bewijs == Bewijs::Gelezen);
      CHECK(p.place.line > 0);
    }
  }
  CHECK(count > 600);
}

TEST_CASE("every source says what it is") {
  for (const auto& [key, source] : shipped().sources) {
    INFO(key);
    CHECK_FALSE(source.title.empty());
    CHECK_FALSE(source.publisher.empty());
  }
}

TEST_CASE("the reference method is complete and represents no official text") {
  const RuleDocument* method = shipped().find("referentie/2026-01-01");
  REQUIRE(method != nullptr);
  CHECK(method->entries.size() > 300);
  CHECK_FALSE(method->represents_official_text);
  CHECK(method->base.empty());
}

TEST_CASE("rivm-2025 has ten keys of its own and inherits the rest unconfirmed") {
  const RuleDocument* base = shipped().find("referentie/2026-12-01");
  const RuleDocument* rivm = shipped().find("rivm-2025/2025-04-01");
  REQUIRE((base != nullptr && rivm != nullptr));
  CHECK(rivm->represents_official_text);
  CHECK(rivm->base == "referentie/2026-12-01");
  CHECK(rivm->base_sha256 == base->sha256);
  std::vector<std::string> own;
  for (const auto& [key, entry] : rivm->entries) {
    INFO(key);
    REQUIRE(base->entries.count(key) == 1);
    if (entry.provenance->rule_set == rivm->id) {
      own.push_back(key);
      continue;
    }
    CHECK(entry.provenance->rule_set == base->id);
    CHECK(entry.provenance->status == KeyStatus::Onbevestigd);
    CHECK(entry.value == base->entries.at(key).value);
  }
  CHECK(rivm->entries.size() == base->entries.size());
  CHECK(own == std::vector<std::string>{"brand.area.flux", "explosie.area.dp", "gifwolk.cap",
                                        "gifwolk.criterion", "outcomes", "pr.limit", "scope.chemistry",
                                        "scope.min_kwh", "scope.situations", "tox.t_max"});
  const RuleSet set = load_rule_set(shipped(), select("rivm-2025"));
  CHECK(set.id == rivm->id);
  CHECK(set.represents_official_text);
  CHECK(set.files[0].id == rivm->id);
  CHECK(set.files[1].id == base->id);
}

TEST_CASE("the date selects the version of the law") {
  const auto version = [](const char* stelsel, year_month_day date) -> std::string {
    const RuleDocument* d = shipped().valid_at(stelsel, date);
    return d == nullptr ? "" : d->id;
  };
  CHECK(version("bkl", year{2023} / 12 / 31) == "");
  CHECK(version("bkl", year{2024} / 1 / 1) == "bkl/2024-01-01");
  CHECK(version("bkl", year{2025} / 12 / 31) == "bkl/2024-01-01");
  CHECK(version("bkl", year{2026} / 1 / 1) == "bkl/2026-01-01");
  CHECK(version("or", year{2025} / 12 / 31) == "or/2024-01-01");
  CHECK(version("or", year{2026} / 1 / 1) == "or/2026-01-01");
  const RuleSet before = load_rule_set(shipped(), select("referentie", year{2025} / 12 / 31));
  CHECK(ids(before) == std::vector<std::string>{"referentie/2026-01-01", "bkl/2024-01-01", "or/2024-01-01",
                                                "klassen/2024-01-01", "oordeel/2024-01-01",
                                                "circulaire-lithium/2020-07-01", "stoffen/2026-01-01", "weer/2020-12-31",
                                                "explosie/2026-01-01"});
  const RuleSet after = load_rule_set(shipped(), select("referentie", year{2026} / 1 / 1));
  CHECK(ids(after)[1] == "bkl/2026-01-01");
  CHECK(ids(after)[2] == "or/2026-01-01");
}

TEST_CASE("values of the law") {
  const LegalRules legal = load_rule_set(shipped(), select("referentie")).legal;
  CHECK(legal.normen.at("pr.grenswaarde.kwetsbaar").value.value ==
        PlaatsgebondenRisico::per_year(1e-6));  // 5.7 lid 1
  CHECK(legal.normen.at("pr.grenswaarde.kwetsbaar").comparison == "<=");
  CHECK(legal.normen.at("pr.grenswaarde.kwetsbaar").normsoort == "grenswaarde");
  CHECK(legal.normen.at("pr.standaardwaarde.beperkt_kwetsbaar").normsoort ==
        "standaardwaarde");  // 5.11 lid 1
  CHECK(legal.normen.at("pr.tijdelijk.kwetsbaar").value.value ==
        PlaatsgebondenRisico::per_year(1e-5));                           // 5.10 lid 1
  CHECK(legal.brand_warmtestraling.value == HeatFlux::kw_per_m2(10.0));  // 5.12 lid 1
  CHECK(legal.bleve_warmtestraling.value == HeatFlux::kw_per_m2(35.0));  // 5.12 lid 2 onder a
  CHECK(legal.explosie_overdruk.value == Overpressure::kpa(10.0));       // 5.12 lid 2 onder b
  CHECK(legal.gifwolk_afkapafstand.value == Length::m(1500.0));          // 5.12 lid 4
  CHECK(legal.groepsrisico_personen.value == 10.0);                      // 5.15 lid 1
  CHECK(legal.aangewezen_activiteiten.empty());
}

TEST_CASE("transitional law decides which criterion bounds the gifwolkaandachtsgebied") {
  struct Case {
    std::optional<year_month_day> aanvraagdatum;
    year_month_day peildatum;
    std::optional<year_month_day> onherroepelijk_op;
    GifwolkCriterium criterion;
    const char* bron;
  };
  const auto final_at = year{2026} / 5 / 1;
  const Case cases[] = {
      {year{2025} / 12 / 31, in_2026, {}, GifwolkCriterium::Concentratie, "verzamelbesluit-2025"},
      {year{2026} / 1 / 1, in_2026, {}, GifwolkCriterium::Dosis, "bkl"},
      {{}, year{2025} / 12 / 31, {}, GifwolkCriterium::Concentratie, "rivm-stappenplan-gifwolk"},
      {{}, year{2026} / 1 / 1, {}, GifwolkCriterium::Dosis, "bkl"},
      {year{2025} / 11 / 1, in_2026, final_at, GifwolkCriterium::Dosis, "bkl"},
      // Until the decision is final: the day before still the former criterion, the day itself the new one.
      {year{2025} / 11 / 1, year{2026} / 4 / 30, final_at, GifwolkCriterium::Concentratie,
       "verzamelbesluit-2025"},
      {year{2025} / 11 / 1, final_at, final_at, GifwolkCriterium::Dosis, "bkl"},
  };
  for (const Case& c : cases) {
    const RuleSet set =
        load_rule_set(shipped(), {"referentie", c.peildatum, c.aanvraagdatum, c.onherroepelijk_op, {}});
    INFO((c.aanvraagdatum ? iso_date(*c.aanvraagdatum) : "none") << " at " << iso_date(c.peildatum));
    CHECK(set.legal.gifwolk_criterium.value == c.criterion);
    CHECK(set.legal.gifwolk_criterium.provenance->bron == c.bron);
  }
}

TEST_CASE("loading twice gives the same rules") {
  const RuleCatalog again = load_rule_catalog(test::rules_folder());
  REQUIRE(again.documents.size() == shipped().documents.size());
  for (std::size_t i = 0; i < again.documents.size(); ++i) {
    CHECK(again.documents[i].id == shipped().documents[i].id);
    CHECK(again.documents[i].sha256 == shipped().documents[i].sha256);
    CHECK(changed_keys(again.documents[i], shipped().documents[i]).empty());
  }
  const RuleSet a = load_rule_set(shipped(), select("referentie"));
  const RuleSet b = load_rule_set(again, select("referentie"));
  CHECK(ids(a) == ids(b));
  for (const RuleFile& f : a.files) CHECK(f.sha256 == sha256_of(b, f.id));
}

TEST_CASE("an overlay changes exactly one value and makes the study a draft") {
  RulesCopy rules;
  rules.write("lokaal/2026-03-01.toml", overlay());
  const RuleCatalog catalog = load_rule_catalog(rules.path());
  CHECK_NOTHROW(check_rule_catalog(catalog));
  CHECK(changed_keys(*catalog.find("referentie/2026-01-01"), *catalog.find("lokaal/2026-03-01")) ==
        std::vector<std::string>{"fire.k"});
  const RuleSet base = load_rule_set(catalog, select("referentie"));
  const RuleSet draft = load_rule_set(catalog, select("lokaal"));
  CHECK(base.method.fire.k.value == 10.0);
  CHECK(draft.method.fire.k.value == 12.0);
  CHECK(draft.method.fire.k.provenance->rule_set == "lokaal/2026-03-01");
  CHECK(draft.method.fire.alpha.provenance->rule_set == "referentie/2026-01-01");
  CHECK(draft.is_draft);
  CHECK_FALSE(base.is_draft);
  CHECK(draft.id == "lokaal/2026-03-01");
  CHECK(sha256_of(draft, "lokaal/2026-03-01") == sha256(overlay()));
  CHECK_FALSE(sha256_of(draft, "referentie/2026-01-01").empty());
}

TEST_CASE("changing one value in a rule file changes that value, and the hash of that file only") {
  RulesCopy rules;
  rules.edit(reference_file, "[fire.k]", "10.0", "11.0");
  const RuleCatalog catalog = load_rule_catalog(rules.path());
  CHECK(changed_keys(*shipped().find("referentie/2026-01-01"), *catalog.find("referentie/2026-01-01")) ==
        std::vector<std::string>{"fire.k"});
  const RuleSet before = load_rule_set(shipped(), select("referentie"));
  const RuleSet after = load_rule_set(catalog, select("referentie"));
  CHECK(before.method.fire.k.value == 10.0);
  CHECK(after.method.fire.k.value == 11.0);
  for (const RuleFile& f : after.files) {
    INFO(f.id);
    CHECK(f.sha256 == sha256(test::read_bytes(rules.path() / (f.id + ".toml"))));
    CHECK((f.sha256 == sha256_of(before, f.id)) == (f.id != "referentie/2026-01-01"));
  }
}

TEST_CASE("a bare name means the version of a method that holds at the date of the study, a full id that one") {
  const auto at = [](const std::string& name, year_month_day date) { return load_rule_set(shipped(), select(name, date)).id; };
  CHECK(at("referentie", year{2026} / 11 / 30) == "referentie/2026-01-01");
  CHECK(at("referentie", year{2026} / 12 / 1) == "referentie/2026-12-01");
  CHECK(at("referentie", year{2031} / 1 / 1) == "referentie/2026-12-01");
  CHECK(at("referentie/2026-01-01", year{2026} / 12 / 1) == "referentie/2026-01-01");
  // Before the first version of a method, and after the end of the last: that one.
  CHECK(at("referentie", year{2025} / 1 / 1) == "referentie/2026-01-01");
  RulesCopy rules;
  rules.remove("referentie/2026-12-01.toml");
  rules.remove("rivm-2025");
  const RuleCatalog old = load_rule_catalog(rules.path());
  CHECK(load_rule_set(old, select("referentie", year{2031} / 1 / 1)).id == "referentie/2026-01-01");
}

TEST_CASE("an expired version never stands in for a later one") {
  RulesCopy rules;
  rules.edit("bkl/2026-01-01.toml", "", "geldig_van = 2026-01-01\n",
             "geldig_van = 2026-01-01\ngeldig_tot = 2026-12-31\n");
  const RuleCatalog catalog = load_rule_catalog(rules.path());
  CHECK_NOTHROW(load_rule_set(catalog, select("referentie", year{2026} / 12 / 31)));
  const auto found = test::findings_of<RuleFileError>(
      [&] { (void)load_rule_set(catalog, select("referentie", year{2027} / 1 / 1)); });
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == codes::no_version_at_date);
  CHECK(found[0].args == std::vector<std::string>{"bkl", "2027-01-01"});
}

TEST_CASE("a key that came later: an older set and what is based on it take what the method did, a set of that day must give it") {
  RulesCopy rules;
  rules.write("lokaal/2026-03-01.toml", overlay());
  CHECK(load_rule_set(load_rule_catalog(rules.path()), select("lokaal")).method.s2.c_local.value == 1.0);
  std::string text = test::read_bytes(rules.path() / "referentie/2026-12-01.toml");
  const auto from = text.find("[s2.c_local]");
  text.erase(from, text.find("\n\n", from) - from);
  rules.write("referentie/2026-12-01.toml", text);
  rules.remove("rivm-2025");
  const auto found = test::findings_of<RuleFileError>([&] { check_rule_catalog(load_rule_catalog(rules.path())); });
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == Code{'R', codes::missing_key});
  CHECK(found[0].args == std::vector<std::string>{"s2.c_local"});
}
