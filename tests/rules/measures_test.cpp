#include "support/findings.hpp"
#include "support/paths.hpp"

#include "batterisk/core/rules/rule_set.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace batterisk;

namespace {

const RuleCatalog& shipped() {
  static const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  return catalog;
}

Deviation value(const std::string& key, double number, const std::string& unit = "") {
  Deviation d;
  d.parameter = key;
  d.value = number;
  d.unit = unit;
  d.motivation = "proef";
  d.place = {"dossier.toml", 30, 1, {}};
  return d;
}

Measure measure(const std::string& kind, std::vector<Deviation> values) {
  return {kind, kind, "proef", std::move(values), {"dossier.toml", 29, 1, {}}};
}

RuleSelection selection(std::vector<Measure> measures, std::vector<Deviation> deviations = {}) {
  RuleSelection s;
  s.method = "referentie";
  s.peildatum = std::chrono::year{2026} / 6 / 1;
  s.measures = std::move(measures);
  s.deviations = std::move(deviations);
  return s;
}

std::vector<std::string> errors(const RuleSelection& s) {
  return test::lines_of(test::findings_of<DossierError>([&] { (void)load_rule_set(shipped(), s); }));
}

}  // namespace

TEST_CASE("a measure changes the keys of its kind, and the set says what it changed") {
  const RuleSet rules = load_rule_set(
      shipped(), selection({measure("drukontlasting", {value("s2.a_vent", 2.9, "m2"), value("s2.p_stat", 0.05, "bar")}),
                            measure("gasafvoer", {value("s2.lambda", 60.0, "1/h")})}));
  CHECK(rules.method.s2.a_vent.value.m2() == Approx(2.9));
  CHECK(rules.method.s2.lambda.value.per_h() == Approx(60.0));
  CHECK(rules.method.s2.a_vent.provenance->vindplaats == "[[maatregel]]");
  REQUIRE(rules.measure_effects.size() == 3);
  CHECK(rules.measure_effects[0].measure == 0);
  CHECK(rules.measure_effects[0].key == "s2.a_vent");
  CHECK(rules.measure_effects[0].without == "0 m2");
  CHECK(rules.measure_effects[0].with == "2.9 m2");
  CHECK(rules.measure_effects[2].measure == 1);
}

TEST_CASE("measures against the cause multiply") {
  const RuleSet rules = load_rule_set(
      shipped(), selection({measure("detectie", {value("freq.measure", 0.5)}), measure("blussing", {value("freq.measure", 0.8)})}));
  CHECK(rules.method.freq.measure.value == Approx(0.4));
  REQUIRE(rules.measure_effects.size() == 2);
  CHECK(rules.measure_effects[1].without == "0.5");
  CHECK(rules.measure_effects[1].with == "0.4");
}

TEST_CASE("measures that the rules do not know, or not that way, are refused") {
  CHECK(errors(selection({measure("gebed", {value("freq.measure", 0.1)})})).at(0).rfind("D048 dossier.toml:29:1 | gebed", 0) == 0);
  CHECK(errors(selection({measure("gasafvoer", {value("ev.p_prop", 0.1)})})) ==
        std::vector<std::string>{"D049 dossier.toml:30:1 | gasafvoer | ev.p_prop | s2.lambda"});
  CHECK(errors(selection({measure("blussing", {value("ev.p_prop", 0.3)}), measure("propagatiebarriere", {value("ev.p_prop", 0.2)})})) ==
        std::vector<std::string>{"D050 dossier.toml:30:1 | ev.p_prop | propagatiebarriere"});
  CHECK(errors(selection({measure("gasafvoer", {value("s2.lambda", 6.0, "1/h")})}, {value("s2.lambda", 1.0, "1/h")})) ==
        std::vector<std::string>{"D050 dossier.toml:30:1 | s2.lambda | gasafvoer"});
  CHECK(errors(selection({measure("gasafvoer", {value("s2.lambda", 6.0, "m")})})).at(0).rfind("D006", 0) == 0);
  CHECK(errors(selection({measure("blussing", {value("ev.p_prop", 1.5)})})).at(0).rfind("D008", 0) == 0);
}

TEST_CASE("impossible values of the dossier are errors: a negative yield, area, time or factor") {
  for (const Deviation& d : {value("tox.y_hf.lfp", -5.0, "g/kWh"), value("s2.a_vent", -1.0, "m2"), value("rel.t_mod", -60.0, "s"),
                             value("fire.k", -10.0), value("freq.measure", -0.1)}) {
    CAPTURE(d.parameter);
    const auto found = errors(selection({}, {d}));
    REQUIRE(found.size() == 1);
    CHECK(found[0].rfind("D008 dossier.toml:30:1 | " + d.parameter, 0) == 0);
  }
}

TEST_CASE("every key that a kind of measure may change exists, and every kind has both texts") {
  const RuleSet rules = load_rule_set(shipped(), selection({}));
  REQUIRE(rules.measure_kinds.size() >= 5);
  std::set<std::string> names;
  for (const MeasureKind& kind : rules.measure_kinds) {
    CHECK(names.insert(kind.soort).second);
    CHECK_FALSE(kind.sleutels.empty());
    CHECK_FALSE(kind.omschrijving_nl.empty());
    CHECK_FALSE(kind.omschrijving_en.empty());
  }
}
