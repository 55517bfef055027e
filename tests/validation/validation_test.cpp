#include "support/paths.hpp"

#include "batterisk/core/effect/heat_radiation.hpp"
#include "batterisk/core/effect/source_term.hpp"
#include "batterisk/core/effect_models.hpp"
#include "batterisk/core/rule_set.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

using namespace batterisk;

namespace {

struct Row {
  std::vector<std::string> cells;
  [[nodiscard]] double number(std::size_t i) const { return std::stod(cells.at(i)); }
};

// Rows of a published example: line 1 names the source, line 2 the columns with their units.
std::vector<Row> published(const std::string& name) {
  std::ifstream file{test::source_folder() / "tests" / "validation" / name};
  std::string line;
  if (!std::getline(file, line) || line.rfind("# ", 0) != 0)
    throw std::runtime_error(name + ": no source in line 1");
  std::getline(file, line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    Row row;
    std::istringstream cells{line};
    for (std::string cell; std::getline(cells, cell, ',');) row.cells.push_back(cell);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

TEST_CASE("RIVM 2024: fire area of a module and of a rack, from the wall") {
  RuleSelection selection;
  selection.method = "referentie";
  selection.peildatum =
      std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::month{6}, std::chrono::day{1}};
  const RuleSet rules = load_rule_set(load_rule_catalog(test::rules_folder()), selection);
  UsedKeys used;
  const EffectModels models = effect_models(rules, used);
  const S1Rules& s1 = rules.method.s1;
  const auto rows = published("rivm-2024-brand.csv");
  REQUIRE(rows.size() == 2);
  for (const Row& row : rows) {
    const Energy energy = Energy::kwh(row.number(1));
    const Torch torch(torch_power(energy, {s1.q_ref.value, s1.e_ref.value, s1.m.value}), models.torch);
    const double distance = torch_axis_distance(torch, rules.method.brand.area_flux.value).m();
    const double ratio = distance / row.number(2);
    INFO(row.cells[0] << ": " << distance << " m, ratio to the publication " << ratio);
    CHECK(100.0 * std::abs(ratio - 1.0) <= row.number(3));
  }
}
