#include "batterisk/study/uncertainty/uncertain_values.hpp"

#include "support/findings.hpp"
#include "support/paths.hpp"
#include "support/rules_copy.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_uncertainty.hpp"
#include "batterisk/core/base/normal.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

using namespace std::chrono;

const char* const method_file = "referentie/2026-12-01.toml";

std::string group(const std::string& name, const std::string& keys, const std::string& correlation) {
  return "\n[[correlatie]]\nnaam = \"" + name + "\"\nsleutels = [" + keys + "]\ncorrelatie = " + correlation + "\n";
}

RuleSelection december(std::vector<Deviation> deviations = {}) { return {"referentie", year{2026} / 12 / 15, {}, {}, std::move(deviations)}; }

const RuleCatalog& shipped() {
  static const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  return catalog;
}

std::vector<std::shared_ptr<const Provenance>> every_key(const RuleDocument& method) {
  std::vector<std::shared_ptr<const Provenance>> keys;
  for (const auto& [key, entry] : method.entries) keys.push_back(entry.provenance);
  return keys;
}

const UncertainValue* find(const std::vector<UncertainValue>& values, const std::string& key) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const UncertainValue& v) {
    return std::any_of(v.keys.begin(), v.keys.end(), [&](const auto& k) { return k->key == key; });
  });
  return found == values.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("evidence decides the form of a value") {
  const RuleVariation rules{shipped(), december()};
  const auto keys = every_key(rules.method());
  const UncertainValues found = uncertain_values(rules.method(), keys, Evidence::Decides);
  for (const UncertainValue& value : found.drawn) {
    const Bewijs evidence = value.keys.front()->bewijs;
    CHECK((evidence == Bewijs::Gelezen || evidence == Bewijs::Tweedehands || evidence == Bewijs::Gekalibreerd));
  }
  for (const UncertainValue& value : found.intervals) {
    const Bewijs evidence = value.keys.front()->bewijs;
    CHECK((evidence == Bewijs::Afgeleid || evidence == Bewijs::Aanname || evidence == Bewijs::UitGeheugen));
  }
  REQUIRE(find(found.drawn, "tox.y_co_fire") != nullptr);  // tweedehands
  REQUIRE(find(found.intervals, "tox.y_hf.lfp") != nullptr);
  CHECK(find(found.intervals, "tox.y_hf.lfp")->range.front() == std::pair{12.0, 200.0});
  CHECK(find(found.intervals, "recv.z") == nullptr);  // `vast`
  // As distributions they are the same values, and those without a range too.
  const UncertainValues drawn = uncertain_values(rules.method(), keys, Evidence::Ignored);
  CHECK(drawn.intervals.empty());
  CHECK(drawn.without_range.empty());
  std::size_t of_all = 0;
  for (const UncertainValue& value : drawn.drawn) of_all += value.keys.size();
  std::size_t by_evidence = found.without_range.size();
  for (const auto* list : {&found.drawn, &found.intervals}) {
    for (const UncertainValue& value : *list) by_evidence += value.keys.size();
  }
  CHECK(of_all == by_evidence);
}

TEST_CASE("a value of the dossier is not uncertain") {
  Deviation given;
  given.parameter = "tox.y_hf.lfp";
  given.value = 100.0;
  given.unit = "g/kWh";
  const RuleVariation rules{shipped(), december({given})};
  const UncertainValues found = uncertain_values(rules.method(), every_key(rules.method()), Evidence::Decides);
  CHECK(find(found.intervals, "tox.y_hf.lfp") == nullptr);
  CHECK(find(found.intervals, "tox.y_hf.nmc") != nullptr);
}

TEST_CASE("settings of an interval have its ends, and values that add up keep adding up") {
  const RuleVariation rules{shipped(), december()};
  const UncertainValues found = uncertain_values(rules.method(), every_key(rules.method()), Evidence::Decides);
  std::mt19937_64 random{1};
  std::uniform_real_distribution<double> share{0.0, 1.0};
  for (const UncertainValue& value : found.intervals) {
    const auto settings = settings_of(value);
    INFO(value.keys.front()->key);
    REQUIRE(settings.size() > 1);
    CHECK(settings.size() <= 16);
    for (int k = 0; k < 200; ++k) {
      std::vector<double> shares;
      for (std::size_t i = 0; i < 16; ++i) shares.push_back(share(random));
      const auto at = within(value, shares);
      double sum = 0.0;
      for (std::size_t i = 0; i < at.size(); ++i) {
        const double v = at[i].values.front();
        CHECK(v >= value.range[i].first - 1e-12);
        CHECK(v <= value.range[i].second + 1e-12);
        sum += v;
      }
      if (at.size() > 1) CHECK(sum == Approx(1.0));
    }
    if (value.keys.size() == 1 && value.distribution.soort != "disc") {
      CHECK(settings.front().front().values.front() == value.range.front().first);
      CHECK(settings.back().front().values.front() == value.range.front().second);
    }
  }
}

TEST_CASE("rules with other values are those that a deviation gives") {
  const RuleVariation rules{shipped(), december()};
  Deviation other;
  other.parameter = "tox.y_hf.lfp";
  other.value = 100.0;
  other.unit = "g/kWh";
  const RuleSet deviating = load_rule_set(shipped(), december({other}));
  const auto varied = rules.with(std::vector<KeyValues>{{"tox.y_hf.lfp", {100.0}}, {"o.size.gas", {90.0, 10.0}}});
  const auto lfp = [](const RuleSet& set) { return set.method.tox.y_hf.of(CellChemistry::Lfp).value; };
  CHECK(lfp(*varied) == lfp(deviating));
  CHECK(varied->method.fire.k.value == deviating.method.fire.k.value);
  CHECK_THROWS_AS(rules.with(std::vector<KeyValues>{{"ev.p_prop", {1.5}}}), RuleFileError);
}

TEST_CASE("values of one group go up and down together, as far as the rules say") {
  test::RulesCopy copy;
  copy.edit(method_file, "", "\n[air.p0]\n", group("HF", "\"tox.y_hf.lfp\", \"tox.y_hf.nmc\"", "0.8") + "\n[air.p0]\n");
  const RuleVariation rules{load_rule_catalog(copy.path()), december()};
  const UncertainValues found = uncertain_values(rules.method(), every_key(rules.method()), Evidence::Ignored);
  const UncertainValue* a = find(found.drawn, "tox.y_hf.lfp");
  const UncertainValue* b = find(found.drawn, "tox.y_hf.nmc");
  REQUIRE(a != nullptr);
  REQUIRE(a->common);
  CHECK(a->common == b->common);
  std::mt19937_64 random{2};
  std::uniform_real_distribution<double> uniform{1e-9, 1.0};
  double product = 0.0;
  double square = 0.0;
  constexpr int n = 20000;
  for (int i = 0; i < n; ++i) {
    std::vector<double> point(found.dimensions);
    for (double& u : point) u = uniform(random);
    const double x = std::log(drawn_at(*a, point).front().values.front() / 63.0);
    const double y = std::log(drawn_at(*b, point).front().values.front() / 63.0);
    product += x * y;
    square += (x * x + y * y) / 2.0;
  }
  CHECK(product / square == Approx(0.8).margin(0.02));
}

TEST_CASE("a distribution that nothing can be drawn from is refused where it stands") {
  const auto finding = [](const std::string& section, const std::string& from, const std::string& to) {
    test::RulesCopy copy;
    copy.edit(method_file, section, from, to);
    const auto findings = test::findings_of<RuleFileError>([&] { (void)load_rule_catalog(copy.path()); });
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().place.file == method_file);
    CHECK(findings.front().place.line > 0);
    return findings.front();
  };
  const Diagnostic order = finding("[tox.y_hf.lfp]", "p5 = 20.0, p95 = 200.0", "p5 = 200.0, p95 = 20.0");
  CHECK(order.code == codes::distribution_unusable);
  CHECK(order.args == std::vector<std::string>{"tox.y_hf.lfp", "p5 200, mediaan 63, p95 20"});
  CHECK(finding("[gas.su]", "laag = 0.3, top = 0.7", "laag = 0.8, top = 0.7").code == codes::distribution_unusable);
  CHECK(finding("[ev.p_prop]", "a = 1.0", "a = 0.0").code == codes::distribution_unusable);
  CHECK(finding("[gifwolk.n.hf]", "kansen = [0.5, 0.5]", "kansen = [0.5, 0.6]").code == codes::distribution_unusable);
  CHECK(finding("[gifwolk.n.hf]", "kansen = [0.5, 0.5]", "kansen = [1.0]").code == codes::distribution_unusable);
  // Weights that are not given, and a range without the value.
  CHECK(finding("[weather.scheme]", ", kansen = [0.5, 0.25, 0.25]", "").code == Code{'R', codes::missing_key});
  CHECK(finding("[gas.su]", "bereik = [0.3, 1.1]", "bereik = [0.8, 1.1]").code == Code{'R', codes::out_of_range});
}

TEST_CASE("a key in two groups, an unknown key and a correlation above 1 are refused, all at once") {
  test::RulesCopy copy;
  copy.edit(method_file, "", "\n[air.p0]\n",
            group("HF", "\"tox.y_hf.lfp\", \"tox.y_hf.nmc\"", "0.8") + group("rest", "\"tox.y_hf.nmc\", \"tox.y_hcm\"", "1.2") + "\n[air.p0]\n");
  const RuleCatalog catalog = load_rule_catalog(copy.path());
  std::vector<Diagnostic> findings = test::findings_of<RuleFileError>([&] { check_rule_catalog(catalog); });
  std::erase_if(findings, [](const Diagnostic& d) { return d.place.file != method_file; });
  REQUIRE(findings.size() == 3);
  CHECK(std::any_of(findings.begin(), findings.end(), [](const Diagnostic& d) {
    return d.code == codes::two_correlations && d.args == std::vector<std::string>{"tox.y_hf.nmc", "HF", "rest"};
  }));
  CHECK(std::any_of(findings.begin(), findings.end(), [](const Diagnostic& d) { return d.code == Code{'R', codes::unknown_key}; }));
  CHECK(std::any_of(findings.begin(), findings.end(), [](const Diagnostic& d) { return d.code == Code{'R', codes::out_of_range}; }));
}

}  // namespace batterisk
