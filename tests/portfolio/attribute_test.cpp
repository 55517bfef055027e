#include "small_portfolio.hpp"

#include "batterisk/core/rules/rule_diff.hpp"
#include "batterisk/core/rules/rule_draft.hpp"
#include "batterisk/portfolio/attribute.hpp"
#include "batterisk/portfolio/compare_output.hpp"
#include "batterisk/portfolio/consequence_report.hpp"
#include "support/rules_copy.hpp"

#include <catch2/catch.hpp>

namespace batterisk {

TEST_CASE("shares add up to the whole, and a value without effect has none") {
  using namespace std::chrono_literals;
  const test::SmallPortfolio folder{60};
  test::RulesCopy rules;
  {
    const RuleCatalog plain = load_rule_catalog(rules.path());
    rules.write("ontwerp/proef/2026-06-01.toml",
                draft_text(find_rule_document(plain, "referentie"), {"proef", 2026y / 6 / 1, "proef"},
                           {test::deviation("indoor.n_v", 3.0, "1/h"), test::deviation("indoor.window", 40.0, "min"),
                            test::deviation("air.cp", 1004.0, "J/(kg K)")}));
  }
  const RuleCatalog catalog = load_rule_catalog(rules.path());
  RuleSelection b = test::SmallPortfolio::selection();
  b.method = "ontwerp/proef";
  const auto result = portfolio::attribute(folder.load(), catalog, test::SmallPortfolio::selection(), b, {});
  REQUIRE(result.shares.size() == 3);
  const auto gained = [](const portfolio::MovedBy& by, const portfolio::Measured& m) {
    const auto found = by.find(m);
    return found == by.end() ? 0.0 : found->second.erbij;
  };
  const auto lost = [](const portfolio::MovedBy& by, const portfolio::Measured& m) {
    const auto found = by.find(m);
    return found == by.end() ? 0.0 : found->second.eraf;
  };
  // More ventilation: more buildings in the toxic cloud. Each measure adds up for itself.
  REQUIRE(gained(result.whole, {"zone", "gifwolk"}) > 0.0);
  for (const auto& [measured, moved] : result.whole) {
    double in = 0.0;
    double out = 0.0;
    for (const auto& share : result.shares) {
      in += gained(share.shapley, measured);
      out += lost(share.shapley, measured);
    }
    CHECK(in == Approx(moved.erbij).margin(1e-9));
    CHECK(out == Approx(moved.eraf).margin(1e-9));
  }
  CHECK(result.shares[0].key == "air.cp");
  CHECK(result.shares[0].alone.empty());
  CHECK(result.shares[1].key == "indoor.n_v");
  CHECK(gained(result.shares[1].shapley, {"zone", "gifwolk"}) > 0.0);

  // What a draft gives says so, in every table and in the report.
  const auto under_draft = std::make_shared<const RuleSet>(load_rule_set(catalog, b));
  (void)portfolio::run_batch(folder.load(), test::SmallPortfolio::rules(), folder / "a", {}, {});
  (void)portfolio::run_batch(folder.load(), under_draft, folder / "b", {}, {});
  const auto comparison = portfolio::compare_batches(folder / "a", folder / "b");
  gis::OutputFolder difference{folder / "verschil"};
  portfolio::write_tables(comparison, difference);
  (void)difference.put_in_place();
  for (const char* name : {"b", "verschil"}) {
    for (const auto& [file, bytes] : folder.outputs(name)) {
      if (!file.ends_with(".csv")) continue;
      CAPTURE(name, file);
      CHECK(bytes.substr(0, bytes.find('\n')).ends_with(" ONTWERP"));
    }
  }
  CHECK(portfolio::consequence_report(comparison, {}, study::Language::Nl).labels == std::vector<std::string>{"ontwerp"});
  const study::Report report =
      portfolio::consequence_report(comparison, {{}, {"proef"}, result, {{"S000001", {}, {}}}, false}, study::Language::En);
  CHECK(report.sections[3].title == "Because of which change");
  std::size_t maps = 0;
  for (const auto& section : report.sections) {
    for (const auto& block : section.blocks) maps += std::holds_alternative<study::ReportFigure>(block) ? 1 : 0;
  }
  CHECK(maps == 2);

  const auto none = portfolio::attribute(folder.load(), catalog, test::SmallPortfolio::selection(),
                                         test::SmallPortfolio::selection(), {});
  CHECK(none.shares.empty());
  CHECK(none.whole.empty());
}

}  // namespace batterisk
