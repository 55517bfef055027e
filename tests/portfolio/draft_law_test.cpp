// Drafts that change law: what a batch of one says against a batch of the law as it is.
#include "small_portfolio.hpp"

#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/rules/chosen_rules.hpp"
#include "batterisk/core/rules/rule_diff.hpp"
#include "batterisk/core/rules/rule_draft.hpp"
#include "batterisk/portfolio/attribute.hpp"
#include "batterisk/portfolio/compare_output.hpp"
#include "batterisk/portfolio/consequence_report.hpp"
#include "batterisk/study/report/report.hpp"
#include "support/rules_copy.hpp"

#include <numeric>
#include <set>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

using namespace std::chrono_literals;

// A draft of one file of each body of rules.
class Draft : public test::RulesCopy {
 public:
  void add(const std::string& part, const std::string& changed, const std::vector<Deviation>& values) {
    const RuleCatalog catalog = load_rule_catalog(path());
    write("ontwerp/proef/" + part + "/2026-06-01.toml",
          draft_text(find_rule_document(catalog, changed), {"proef/" + part, 2026y / 6 / 1, "Reden van " + part}, values));
  }
  /// A draft of the advised distance, and in it nothing else.
  void add_distance(double metres) {
    add("circulaire", "circulaire-lithium", {test::deviation("eos.afstand_bebouwing", metres, "m")});
  }
};

RuleSelection draft_selection() {
  RuleSelection selection = test::SmallPortfolio::selection();
  selection.method = "ontwerp/proef";
  return selection;
}

std::shared_ptr<const RuleSet> rules_of(const RuleCatalog& catalog, const RuleSelection& selection) {
  return std::make_shared<const RuleSet>(load_rule_set(catalog, selection));
}

}  // namespace

TEST_CASE("a stricter norm in a draft fails what exceeds it, and makes nothing milder") {
  const test::SmallPortfolio folder{60};
  Draft rules;
  rules.add("bkl", "bkl/2026-01-01", {test::deviation("pr.grenswaarde.kwetsbaar", 1e-7, "1/jaar")});
  const RuleCatalog catalog = load_rule_catalog(rules.path());
  const auto loaded = folder.load();
  const std::vector sets{rules_of(catalog, test::SmallPortfolio::selection()), rules_of(catalog, draft_selection())};
  std::vector<std::size_t> sites(loaded.sites.size());
  std::iota(sites.begin(), sites.end(), std::size_t{0});
  std::size_t failing = 0;
  std::set<std::string> failing_sites;
  portfolio::evaluate(loaded, sets, sites, {}, [&](const portfolio::SiteOutcome& outcome) {
    REQUIRE(outcome.results.size() == 2);
    for (const auto& pand : outcome.results[1].panden) {
      const bool protected_class = pand.klasse == Kwetsbaarheid::Kwetsbaar || pand.klasse == Kwetsbaarheid::ZeerKwetsbaar;
      if (!protected_class || pand.pr.value_or(0.0) <= 1e-7) continue;
      ++failing;
      failing_sites.insert(loaded.sites[outcome.site].id);
      // In the template the functional binding is known, so that only the norm decides.
      CHECK(pand.oordeel_pr == Oordeel::VoldoetNiet);
    }
    const auto rank = [&](Oordeel o) {
      const auto& order = sets[0]->verdicts.rangorde;
      return std::find(order.begin(), order.end(), o) - order.begin();
    };
    CHECK(rank(outcome.results[1].oordeel) <= rank(outcome.results[0].oordeel));
  });
  REQUIRE(failing > 0);

  (void)portfolio::run_batch(loaded, sets[0], folder / "a", {}, {});
  (void)portfolio::run_batch(loaded, sets[1], folder / "b", {}, {});
  const auto comparison = portfolio::compare_batches(folder / "a", folder / "b");
  std::size_t sites_that_fail = 0;
  for (const auto& [pair, n] : comparison.verdicts) {
    if (pair.second == "voldoet_niet") sites_that_fail += n;
  }
  CHECK(sites_that_fail == failing_sites.size());
}

TEST_CASE("a draft of several files is told, attributed and drawn as a whole") {
  const test::SmallPortfolio folder{40};
  Draft rules;
  rules.add("bkl", "bkl/2026-01-01", {test::deviation("pr.grenswaarde.kwetsbaar", 1e-7, "1/jaar")});
  rules.add("methode", "referentie", {test::deviation("indoor.n_v", 3.0, "1/h")});
  rules.add_distance(25.0);
  const RuleCatalog catalog = load_rule_catalog(rules.path());
  const RuleSelection a = test::SmallPortfolio::selection();
  const RuleSelection b = draft_selection();

  std::set<std::string> changed;
  for (const RuleChange& c : diff_rules(choose_rules(catalog, a), choose_rules(catalog, b))) changed.insert(c.key);
  const std::set<std::string> expected{"indoor.n_v", "bkl:pr.grenswaarde.kwetsbaar", "circulaire-lithium:eos.afstand_bebouwing"};
  CHECK(changed == expected);

  const auto loaded = folder.load();
  const auto attribution = portfolio::attribute(loaded, catalog, a, b, {});
  std::set<std::string> shares;
  for (const auto& share : attribution.shares) shares.insert(share.key);
  CHECK(shares == expected);
  const auto moves = [&](const std::string& key, const portfolio::Measured& measured) {
    for (const auto& share : attribution.shares) {
      const auto found = share.alone.find(measured);
      if (share.key == key && found != share.alone.end()) return found->second.erbij;
    }
    return 0.0;
  };
  CHECK(moves("bkl:pr.grenswaarde.kwetsbaar", {"oordeel", "voldoet_niet"}) > 0.0);
  CHECK(moves("indoor.n_v", {"oordeel", "voldoet_niet"}) == 0.0);
  CHECK(moves("indoor.n_v", {"zone", "gifwolk"}) > 0.0);
  CHECK(moves("bkl:pr.grenswaarde.kwetsbaar", {"zone", "gifwolk"}) == 0.0);
  CHECK(moves("circulaire-lithium:eos.afstand_bebouwing", {"bevinding", "afweging_nodig"}) > 0.0);
  CHECK(moves("circulaire-lithium:eos.afstand_bebouwing", {"zone", "gifwolk"}) == 0.0);
  // All together is what the batches say.
  (void)portfolio::run_batch(loaded, rules_of(catalog, a), folder / "a", {}, {});
  (void)portfolio::run_batch(loaded, rules_of(catalog, b), folder / "b", {}, {});
  const auto comparison = portfolio::compare_batches(folder / "a", folder / "b");
  double moved = 0.0;
  for (const auto& object : comparison.objects) moved += object.naar == "voldoet_niet" ? 1.0 : 0.0;
  CHECK(attribution.whole.at({"oordeel", "voldoet_niet"}).erbij == moved);
}

TEST_CASE("a rule of distance: its findings are rows, and the report counts them") {
  const test::SmallPortfolio folder{60};
  Draft rules;
  rules.add_distance(25.0);
  const RuleCatalog catalog = load_rule_catalog(rules.path());
  const auto loaded = folder.load();
  (void)portfolio::run_batch(loaded, rules_of(catalog, test::SmallPortfolio::selection()), folder / "a", {}, {});
  (void)portfolio::run_batch(loaded, rules_of(catalog, draft_selection()), folder / "b", {}, {});
  const auto comparison = portfolio::compare_batches(folder / "a", folder / "b");
  // Sites whose own verdict follows from the distance alone.
  std::set<std::string> of_findings;
  for (const auto& f : comparison.findings) {
    of_findings.insert(f.site);
    CHECK(f.tabel == "D");
    CHECK_FALSE(f.onderwerp.empty());
    CHECK(f.norm_a == "circulaire-lithium:eos.afstand_bebouwing 5 m");
    CHECK(f.norm_b == "circulaire-lithium:eos.afstand_bebouwing 25 m");
    CHECK(f.van == "voldoet");
    CHECK(f.naar == "afweging_nodig");
    const double distance = std::stod(f.afstand_b);
    CHECK((distance >= 5.0 && distance < 25.0));
  }
  REQUIRE_FALSE(of_findings.empty());
  CHECK(comparison.objects.empty());
  for (const auto& site : comparison.sites) {
    if (site.van != site.naar) CHECK(of_findings.contains(site.site));
  }
  CHECK_FALSE(portfolio::most_affected(comparison, 3).empty());
  const std::string html = study::report_html(portfolio::consequence_report(comparison, {}, study::Language::Nl));
  CHECK(html.find("Van " + std::to_string(comparison.findings.size()) + " systemen, paren en randen is het oordeel anders, op " +
                  std::to_string(of_findings.size()) + " locaties") != std::string::npos);
  CHECK(html.find("circulaire-lithium:eos.afstand_bebouwing 25 m") != std::string::npos);
}

}  // namespace batterisk
