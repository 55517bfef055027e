#include "batterisk/core/rules/multi_energy_table.hpp"

#include "support/findings.hpp"
#include "support/paths.hpp"
#include "support/rules_copy.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/sha256.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <string>

using namespace batterisk;

namespace {

const char* const table_file = "explosie/multi-energy.csv";
const char* const rule_file = "explosie/2026-01-01.toml";

// Replaces text of the table and gives the rule file the hash of the result, so that only the change is
// wrong.
void damage(test::RulesCopy& rules, const std::string& from, const std::string& to) {
  const std::string before = sha256(test::read_bytes(rules.path() / table_file));
  rules.edit(table_file, "", from, to);
  rules.edit(rule_file, "", before, sha256(test::read_bytes(rules.path() / table_file)));
}

std::vector<Diagnostic> load_findings(const test::RulesCopy& rules) {
  return test::findings_of<RuleFileError>(
      [&] { (void)load_multi_energy_curves(load_rule_catalog(rules.path()), BlastCurves::Surrogaat); });
}

}  // namespace

// Golden 34: 33 m3 at 3.5 MJ/m3.
TEST_CASE("the shipped multi-energy table gives the golden distances") {
  const MultiEnergyCurves table = load_multi_energy_curves(load_rule_catalog(test::rules_folder()), BlastCurves::Surrogaat);
  const auto blast = [](double blast_class) {
    return MultiEnergyBlast{Energy::j(1.155e8), blast_class, Pressure::pa(101325)};
  };
  CHECK(multi_energy_scale(blast(7)).m() == Approx(10.446).epsilon(1e-4));
  CHECK_FALSE(multi_energy_distance(table, blast(5), Overpressure::bar(0.3)));
  struct Row {
    double blast_class;
    double bar;
    double metres;
  };
  for (const Row& row : {Row{5, 0.1, 9.89}, Row{6, 0.3, 8.16}, Row{6, 0.1, 27.60}, Row{7, 0.3, 14.48},
                         Row{7, 0.1, 30.81}, Row{10, 0.3, 16.07}, Row{10, 0.1, 34.51}}) {
    CAPTURE(row.blast_class, row.bar);
    const auto distance = multi_energy_distance(table, blast(row.blast_class), Overpressure::bar(row.bar));
    REQUIRE(distance);
    CHECK(distance->m() == Approx(row.metres).epsilon(1e-3));
  }
}

// Golden 35.
TEST_CASE("the multi-energy table is the one whose shape was checked") {
  const std::string bytes = test::read_bytes(test::rules_folder() / table_file);
  CHECK(sha256(bytes) == "4d709e12ce3a7b55383b350b3b968b27d2a698063e26523edaa8e8606bb1cbf5");
  const auto table = std::get<MultiEnergyTable>(
      load_multi_energy_curves(load_rule_catalog(test::rules_folder()), BlastCurves::Surrogaat));
  for (int k = 1; k <= 10; ++k) {
    for (double r = 0.2; r < 12.0; r *= 1.02) {
      CHECK(table.scaled_pressure(1.02 * r, k) <= 1.002 * table.scaled_pressure(r, k));
      if (k < 7) CHECK(table.scaled_pressure(r, k) < table.scaled_pressure(r, k + 1));
      if (k > 6 && r >= 5.0) CHECK(table.scaled_pressure(r, k) <= 1.17 * table.scaled_pressure(r, 6));
    }
  }
}

TEST_CASE("the origin of the multi-energy table travels with it") {
  const auto provenance = multi_energy_provenance(load_rule_catalog(test::rules_folder()), BlastCurves::Surrogaat);
  CHECK(provenance->key == "explosie");
  CHECK(provenance->rule_set == "explosie/2026-01-01");
  CHECK(provenance->bewijs == Bewijs::Afgeleid);
  CHECK(provenance->status == KeyStatus::Onbevestigd);
  CHECK(provenance->waarde.size() == 64);
}

TEST_CASE("a damaged multi-energy table is refused with its line") {
  struct Damage {
    const char* from;
    const char* to;
    int line;
  };
  const auto damages = std::to_array<Damage>({
      {"Rprime,class1", "R,class1", 4},
      {"0.3,0.01,0.02", "0.3,0.02", 6},
      {"0.3,0.01,0.02", "0.3,0.01,x", 6},
      {"0.3,0.01,0.02", "0.3,0.01,-0.02", 6},
      {"0.3,0.01,0.02", "0.2,0.01,0.02", 6},
      {"5.667\n", "5.667,1\n", 6},
  });
  for (const Damage& d : damages) {
    CAPTURE(d.from, d.to);
    test::RulesCopy rules;
    damage(rules, d.from, d.to);
    const auto findings = load_findings(rules);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == codes::table_malformed);
    CHECK(findings[0].place.file == table_file);
    CHECK(findings[0].place.line == d.line);
  }
  test::RulesCopy rules;
  rules.remove("explosie");
  CHECK(test::find(load_findings(rules), codes::unknown_rule_set) != nullptr);
}
