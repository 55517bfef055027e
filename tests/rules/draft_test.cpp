#include "batterisk/core/rulecheck/rule_examples.hpp"
#include "batterisk/core/rulecheck/rule_lint.hpp"
#include "batterisk/core/rules/rule_diff.hpp"
#include "batterisk/core/rules/rule_draft.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/date.hpp"
#include "support/findings.hpp"
#include "support/rules_copy.hpp"

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

using namespace std::chrono_literals;

Deviation change(const std::string& key, double value, const std::string& unit) {
  Deviation deviation;
  deviation.parameter = key;
  deviation.value = value;
  deviation.unit = unit;
  return deviation;
}

// Folder of the rules with a draft in it.
class DraftRules : public test::RulesCopy {
 public:
  void draft(const std::string& changed, const std::vector<Deviation>& changes) {
    const RuleCatalog catalog = load_rule_catalog(path());
    const DraftHead head{"proef", 2026y / 6 / 1, "Een proef"};
    write(file, draft_text(find_rule_document(catalog, changed), head, changes));
  }
  static constexpr const char* file = "ontwerp/proef/2026-06-01.toml";
};

RuleSet load(const RuleCatalog& catalog, const std::string& method) {
  return load_rule_set(catalog, {method, 2026y / 11 / 1, {}, {}, {}});
}

RuleChange mirrored(RuleChange c) {
  std::swap(c.before, c.after);
  std::swap(c.before_reference, c.after_reference);
  if (c.kind == RuleChangeKind::Added) {
    c.kind = RuleChangeKind::Removed;
  } else if (c.kind == RuleChangeKind::Removed) {
    c.kind = RuleChangeKind::Added;
  }
  return c;
}

}  // namespace

TEST_CASE("a draft changes the keys that it gives and no other") {
  DraftRules folder;
  folder.draft("referentie", {change("brand.area.flux", 12.5, "kW/m2")});
  const RuleCatalog catalog = load_rule_catalog(folder.path());
  check_rule_catalog(catalog);
  const RuleSet draft = load(catalog, "ontwerp/proef");
  const RuleSet base = load(catalog, "referentie");
  CHECK(draft.method.brand.area_flux.value.kw_per_m2() == 12.5);
  CHECK(draft.is_draft);
  CHECK_FALSE(base.is_draft);
  CHECK(draft.event_tree.size() == load_rule_set(catalog, {"referentie/2026-12-01", 2026y / 11 / 1, {}, {}, {}}).event_tree.size());

  const auto changes =
      diff_rules(find_rule_document(catalog, "referentie"), find_rule_document(catalog, "ontwerp/proef"));
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].key == "brand.area.flux");
  CHECK(changes[0].kind == RuleChangeKind::Value);
  CHECK(changes[0].before == ">= volgens_bkl");
  CHECK(changes[0].after == ">= 12.5 kW/m2");
  CHECK(changes[0].after_reference == "ontwerp, voorstel; zie de motivering (voorstel, onbevestigd)");
}

TEST_CASE("a draft of the law stands in for the law and keeps its tables") {
  DraftRules folder;
  folder.draft("bkl/2026-01-01", {change("pr.grenswaarde.kwetsbaar", 1e-5, "1/jaar")});
  const RuleCatalog catalog = load_rule_catalog(folder.path());
  const RuleSelection filed_before{"ontwerp/proef", 2026y / 11 / 1, 2025y / 12 / 31, {}, {}};
  const RuleSet draft = load_rule_set(catalog, filed_before);
  CHECK(draft.legal.normen.at("pr.grenswaarde.kwetsbaar").value.value.per_year() == 1e-5);
  CHECK(draft.legal.gifwolk_criterium.value == GifwolkCriterium::Concentratie);  // transitional law of the base
  CHECK(draft.id == "referentie/2026-01-01 + ontwerp/proef/2026-06-01");
  CHECK(draft.is_draft);
}

TEST_CASE("the end points of the method follow a draft of the law") {
  DraftRules folder;
  folder.draft("bkl/2026-01-01", {change("brand.aandachtsgebied.warmtestraling", 12.5, "kW/m2"),
                                  change("explosie.aandachtsgebied.overdruk", 3.0, "kPa"),
                                  change("gifwolk.aandachtsgebied.afkapafstand", 800.0, "m"),
                                  change("pr.grenswaarde.kwetsbaar", 1e-7, "1/jaar")});
  const RuleCatalog catalog = load_rule_catalog(folder.path());
  check_rule_catalog(catalog);
  for (const char* method : {"", "rivm-2025/2025-04-01 + "}) {
    const RuleSet draft = load(catalog, std::string{method} + "ontwerp/proef");
    CAPTURE(draft.id);
    CHECK(draft.method.brand.area_flux.value.kw_per_m2() == 12.5);
    CHECK(draft.method.explosie.area_dp.value.kpa() == 3.0);
    CHECK(draft.method.gifwolk.cap.value == Length::m(800.0));
    CHECK(draft.method.pr.limit.value.per_year() == 1e-7);
    const Provenance& p = *draft.method.brand.area_flux.provenance;
    CHECK(p.key == "brand.area.flux");
    CHECK(p.rule_set == "ontwerp/proef/2026-06-01");
    CHECK(p.bewijs == Bewijs::Voorstel);
    CHECK(p.place.file == DraftRules::file);
    CHECK(draft.warnings.empty());  // no difference from the law to tell
  }
  // A deviation goes before the law, and may ask for it.
  Deviation own = change("explosie.area.dp", 5.0, "kPa");
  const RuleSet studied = load_rule_set(catalog, {"ontwerp/proef", 2026y / 11 / 1, {}, {}, {own}});
  CHECK(studied.method.explosie.area_dp.value.kpa() == 5.0);
  CHECK(test::find(studied.warnings, codes::differs_from_law) != nullptr);
  own.value = std::string{"volgens_bkl"};
  CHECK(load_rule_set(catalog, {"ontwerp/proef", 2026y / 11 / 1, {}, {}, {own}}).method.explosie.area_dp.value.kpa() == 3.0);
}

TEST_CASE("a draft of several files and phases: each holds from its day, and the id of a set means the set") {
  DraftRules folder;
  const auto add = [&](const std::string& part, const std::string& changed, std::chrono::year_month_day from,
                       const Deviation& value) {
    const RuleCatalog catalog = load_rule_catalog(folder.path());
    const DraftHead head{"fasen/" + part, from, "Gefaseerd"};
    folder.write("ontwerp/fasen/" + part + "/" + iso_date(from) + ".toml",
                 draft_text(find_rule_document(catalog, changed), head, {value}));
  };
  add("bkl", "bkl/2026-01-01", 2027y / 1 / 1, change("pr.grenswaarde.kwetsbaar", 1e-7, "1/jaar"));
  const std::string first = "ontwerp/fasen/bkl/2027-01-01.toml";
  std::string text = test::read_bytes(folder.path() / first);
  const std::string from = "geldig_van = 2027-01-01\n";
  text.replace(text.find(from), from.size(), from + "geldig_tot = 2029-12-31\n");
  folder.write(first, text);
  add("bkl", "bkl/2026-01-01", 2030y / 1 / 1, change("pr.grenswaarde.kwetsbaar", 1e-8, "1/jaar"));
  add("methode", "referentie", 2027y / 1 / 1, change("indoor.n_v", 2.0, "1/h"));
  const RuleCatalog catalog = load_rule_catalog(folder.path());
  check_rule_catalog(catalog);
  struct Phase {
    std::chrono::year_month_day peildatum;
    double limit;
    double ventilation;
    const char* id;
    bool in_force;
  };
  const Phase phases[] = {
      {2026y / 12 / 1, 1e-6, 1.0, "referentie/2026-12-01", false},
      {2027y / 1 / 1, 1e-7, 2.0, "ontwerp/fasen/methode/2027-01-01 + ontwerp/fasen/bkl/2027-01-01", true},
      {2029y / 12 / 31, 1e-7, 2.0, "ontwerp/fasen/methode/2027-01-01 + ontwerp/fasen/bkl/2027-01-01", true},
      {2030y / 1 / 1, 1e-8, 2.0, "ontwerp/fasen/methode/2027-01-01 + ontwerp/fasen/bkl/2030-01-01", true},
  };
  for (const Phase& phase : phases) {
    CAPTURE(iso_date(phase.peildatum));
    const RuleSet set = load_rule_set(catalog, {"ontwerp/fasen", phase.peildatum, {}, {}, {}});
    CHECK(set.legal.normen.at("pr.grenswaarde.kwetsbaar").value.value.per_year() == phase.limit);
    CHECK(set.method.pr.limit.value.per_year() == phase.limit);
    CHECK(set.method.indoor.n_v.value.per_h() == Approx(phase.ventilation));
    CHECK(set.id == phase.id);
    CHECK(set.is_draft == phase.in_force);
    CHECK((test::find(set.warnings, codes::draft_not_in_force) != nullptr) == !phase.in_force);
    const RuleSet again = load_rule_set(catalog, {set.id, phase.peildatum, {}, {}, {}});
    CHECK(again.id == set.id);
    CHECK(again.legal.normen.at("pr.grenswaarde.kwetsbaar").value.value.per_year() == phase.limit);
  }
}

TEST_CASE("the evidence of a proposal belongs to a draft") {
  test::RulesCopy rules;
  const Place place = rules.edit("bkl/2026-01-01.toml", "[pr.grenswaarde.kwetsbaar]", "\"gelezen\"", "\"voorstel\"");
  const auto found = test::findings_of<RuleFileError>([&] { (void)load_rule_catalog(rules.path()); });
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == codes::proposal_outside_draft);
  CHECK(found[0].place.file == place.file);
  CHECK(found[0].args == std::vector<std::string>{"pr.grenswaarde.kwetsbaar"});
}

TEST_CASE("a set of probits has one for each substance that counts") {
  test::RulesCopy rules;
  rules.edit("stoffen/2026-01-01.toml", "[[probit]]", "set = \"purple_book\"\nstof = \"HCN\"",
             "set = \"eigen\"\nstof = \"HCN\"");
  const auto found = test::findings_of<RuleFileError>([&] { check_rule_catalog(load_rule_catalog(rules.path())); });
  REQUIRE(test::find(found, codes::probit_missing) != nullptr);
  CHECK(test::find(found, codes::probit_missing)->args == std::vector<std::string>{"purple_book", "HCN"});
  CHECK_THROWS_AS(load(load_rule_catalog(rules.path()), "referentie"), RuleFileError);
}

TEST_CASE("a draft may lie outside the rules") {
  DraftRules folder;
  folder.draft("referentie", {change("indoor.n_v", 2.0, "1/h")});
  const test::TempFolder elsewhere;
  test::write_bytes(elsewhere / "proef/2026-06-01.toml", test::read_bytes(folder.path() / DraftRules::file));
  folder.remove("ontwerp");
  const RuleCatalog catalog = load_rule_catalog(folder.path(), elsewhere / "proef");
  CHECK(load(catalog, "ontwerp/proef").method.indoor.n_v.value.per_h() == 2.0);
}

TEST_CASE("rules differ from themselves in nothing, and swapped in the same") {
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  for (const RuleDocument& d : catalog.documents) {
    CAPTURE(d.id);
    CHECK(diff_rules(d, d).empty());
  }
  const RuleDocument& a = find_rule_document(catalog, "bkl/2024-01-01");
  const RuleDocument& b = find_rule_document(catalog, "bkl/2026-01-01");
  std::vector<RuleChange> there = diff_rules(a, b);
  REQUIRE_FALSE(there.empty());
  for (RuleChange& c : there) c = mirrored(c);
  CHECK(there == diff_rules(b, a));
}

TEST_CASE("the same quantity in another unit is no change of value, but worth a warning") {
  DraftRules folder;
  folder.draft("referentie", {change("heat.certain_death", 35000.0, "W/m2")});
  const RuleCatalog catalog = load_rule_catalog(folder.path());
  const auto changes =
      diff_rules(find_rule_document(catalog, "referentie"), find_rule_document(catalog, "ontwerp/proef"));
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].kind == RuleChangeKind::Reference);
  CHECK(test::find(lint_overlays(catalog), codes::overlay_other_unit) != nullptr);
}

TEST_CASE("a draft with a mistake") {
  DraftRules folder;
  folder.draft("referentie", {change("brand.area.flux", 12.5, "kW/m2")});
  const std::string good = test::read_bytes(folder.path() / DraftRules::file);
  const auto edited = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    folder.write(DraftRules::file, text);
  };
  const auto loading = [&] {
    return test::findings_of<RuleFileError>([&] {
      const RuleCatalog catalog = load_rule_catalog(folder.path());
      (void)load(catalog, "ontwerp/proef");
    });
  };
  SECTION("an unknown key") {
    edited("[brand.area.flux]", "[brand.area.fluxx]");
    const auto findings = loading();
    REQUIRE(test::find(findings, codes::overlay_unknown_key) != nullptr);
    CHECK(test::find(findings, codes::overlay_unknown_key)->args[1] == "brand.area.flux");
  }
  SECTION("a base that has changed since") {
    edited("gebaseerd_op_sha256 = \"", "gebaseerd_op_sha256 = \"0");
    CHECK(test::find(loading(), codes::base_changed) != nullptr);
  }
  SECTION("a circular base") {
    edited("gebaseerd_op = \"referentie/2026-12-01\"", "gebaseerd_op = \"ontwerp/proef/2026-06-01\"");
    CHECK(test::find(loading(), codes::circular_base) != nullptr);
  }
  SECTION("not marked as a draft") {
    edited("documentstatus = \"ontwerp\"", "documentstatus = \"vigerend\"");
    CHECK(test::find(loading(), codes::draft_not_marked) != nullptr);
  }
  SECTION("a unit of another quantity") {
    edited("eenheid = \"kW/m2\"", "eenheid = \"kPa\"");
    CHECK(test::find(loading(), {'R', codes::unit_wrong}) != nullptr);
  }
  SECTION("a key that the base does not have cannot be written") {
    const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
    const auto findings = test::findings_of<DossierError>([&] {
      (void)draft_text(find_rule_document(catalog, "referentie"), {"proef", 2026y / 6 / 1, "x"},
                       {change("brand.area.fluks", 1.0, "kW/m2")});
    });
    CHECK(test::find(findings, codes::deviation_unknown_key) != nullptr);
  }
}

TEST_CASE("lints of values in a draft") {
  DraftRules folder;
  SECTION("outside the range of the base") {
    folder.draft("referentie", {change("indoor.n_v", 40.0, "1/h")});
    CHECK(test::find(lint_overlays(load_rule_catalog(folder.path())), codes::overlay_outside_range) != nullptr);
  }
  SECTION("what a draft leaves as it was") {
    folder.draft("referentie", {change("indoor.n_v", 1.0, "1/h")});
    const RuleCatalog catalog = load_rule_catalog(folder.path());
    CHECK(test::find(lint_overlays(catalog), codes::overlay_same_value) == nullptr);  // another source
  }
  SECTION("the shipped rules have none") {
    CHECK(lint_overlays(load_rule_catalog(test::rules_folder())).empty());
  }
}

TEST_CASE("a larger battery with a smaller area is told") {
  const RuleSet rules = load(load_rule_catalog(test::rules_folder()), "referentie");
  const Energy small = Energy::kwh(20.0);
  const Energy large = Energy::kwh(8000.0);
  CHECK(lint_zones(rules, small, large).empty());
  // From large to small every step is one.
  CHECK(test::find(lint_zones(rules, large, small), codes::not_monotonic) != nullptr);
}

// The frequency of a fire grows with the energy; below the cut-off its area does not count.
TEST_CASE("an area that jumps at some size is told") {
  DraftRules folder;
  folder.draft("referentie", {change("area.f_min", 1e-5, "1/jaar")});
  const auto findings = lint_zones(load(load_rule_catalog(folder.path()), "ontwerp/proef"), Energy::kwh(20.0),
                                   Energy::kwh(8000.0));
  CHECK(test::find(findings, codes::cliff) != nullptr);
}

TEST_CASE("the examples beside the rules hold and try every norm on all sides") {
  const ExampleReport report = run_rule_examples(load_rule_catalog(test::rules_folder()));
  CHECK(test::lines_of(report.findings).empty());
  CHECK(report.examples >= 20);
}

TEST_CASE("an example that does not hold") {
  test::RulesCopy folder;
  folder.edit("bkl/voorbeelden/normen.toml", "", "pr = \"1e-6 1/jaar\"", "pr = \"1.005e-6 1/jaar\"");
  const ExampleReport report = run_rule_examples(load_rule_catalog(folder.path()));
  const Diagnostic* failed = test::find(report.findings, codes::example_failed);
  REQUIRE(failed != nullptr);
  CHECK(failed->args == std::vector<std::string>{"kwetsbaar, precies op de grenswaarde", "A", "voldoet", "voldoet_niet"});
  CHECK(test::find(report.findings, codes::example_missing)->args ==
        std::vector<std::string>{"pr.grenswaarde.kwetsbaar", "op"});
}

}  // namespace batterisk
