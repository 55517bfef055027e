// A draft with a choice, regimes, distances with cases and an area by distance: a batch says what a study of each site says.
#include "small_portfolio.hpp"

#include "batterisk/portfolio/compare_output.hpp"
#include "batterisk/portfolio/consequence_report.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/result_json.hpp"
#include "support/draft_rules.hpp"

#include <numbers>
#include <numeric>
#include <set>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

void write_draft(test::DraftRules& rules) {
  rules.law(test::norm("eos.afstand", "afstand_object", "m",
                       "[[eos.afstand.geval]]\nid = \"klein\"\nals = { energie_systeem = { tot = \"2 MWh\" } }\nwaarde = 30.0\n"
                       "[[eos.afstand.geval]]\nid = \"groot\"\nals = { energie_systeem = { vanaf = \"2 MWh\" } }\nwaarde = 60.0\n") +
            test::norm("eos.gebied", "afstand_object", "m", "waarde = 40.0\n") +
            test::norm("eos.drempel", "energie_locatie", "MWh", "waarde = 4.0\n"));
  const auto regime = [](const std::string& id, const std::string& range) {
    return "\n[[regime]]\nid = \"" + id + "\"\ntitel_nl = \"" + id + "\"\nals = { energie_locatie = " + range + " }\n" + test::proposal;
  };
  rules.tables(test::table("F", "systeem", "bkl:eos.afstand") +
               "\n[[keuze]]\nid = \"vorm\"\ntitel_nl = \"Vorm\"\n[[keuze.alternatief]]\nid = \"vast\"\ntitel_nl = \"vast\"\ntabellen = [\"F\"]\n"
               "[[keuze.alternatief]]\nid = \"berekend\"\ntitel_nl = \"berekend\"\ntabellen = [\"A\"]\n"
               "\n[[afstandsgebied]]\nsoort = \"brand\"\nnorm = \"bkl:eos.gebied\"\n" +
               regime("vergunning", "{ vanaf = \"bkl:eos.drempel\" }") + regime("melding", "{ tot = \"bkl:eos.drempel\" }"));
}

}  // namespace

TEST_CASE("a batch under a draft with choice, regime and distances says what each study says") {
  const test::SmallPortfolio folder{24, 60};
  test::DraftRules rules;
  write_draft(rules);
  REQUIRE(test::lines_of(rules.findings()) == std::vector<std::string>{});
  const RuleCatalog catalog = load_rule_catalog(rules.path());
  const auto set = std::make_shared<const RuleSet>(rules.load(std::chrono::year{2026} / 12 / 15));  // of the dossiers
  const portfolio::LoadedPortfolio loaded = folder.load();
  std::vector<std::size_t> sites(loaded.sites.size());
  std::iota(sites.begin(), sites.end(), std::size_t{0});
  std::vector<portfolio::SiteResult> results(sites.size());
  portfolio::evaluate(loaded, {set}, sites, {}, [&](const portfolio::SiteOutcome& outcome) {
    REQUIRE(outcome.results.size() == 1);
    results[outcome.site] = outcome.results.front();
  });
  std::set<std::string> regimes;
  std::set<std::string> choices;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const auto& site = loaded.sites[i];
    CAPTURE(site.id);
    Dossier dossier = parse_dossier(loaded.pattern.text(site.cells, site.position), loaded.definition.pattern, "");
    dossier.rule_set = "ontwerp/proef";
    const study::StudyResult alone = study::run_study(dossier, catalog);
    const portfolio::SiteResult& many = results[i];
    CHECK(alone.eindoordeel == many.oordeel);
    REQUIRE(alone.regime);
    REQUIRE(alone.regime->regime != nullptr);
    CHECK(alone.regime->regime->id == many.regime);
    REQUIRE(alone.keuzes.size() == 1);
    CHECK(many.keuzes == std::vector<std::string>{"vorm=" + alone.keuzes[0].gekozen->id});
    regimes.insert(many.regime);
    choices.insert(alone.keuzes[0].gekozen->id);
    // The area lies at 40 m from the walls: a rectangle with round corners.
    const auto zone = std::find_if(alone.zones.begin(), alone.zones.end(), [](const auto& z) { return z.naam == "brand"; });
    REQUIRE(zone != alone.zones.end());
    const double exact = 6.06 * 2.44 + 2.0 * 40.0 * (6.06 + 2.44) + std::numbers::pi * 40.0 * 40.0;
    CHECK(zone->oppervlakte_m2 == Approx(exact).epsilon(2e-3));
    const auto figure = std::find_if(many.zones.begin(), many.zones.end(), [](const auto& z) { return z.naam == "brand"; });
    REQUIRE(figure != many.zones.end());
    CHECK(figure->m2 == Approx(zone->oppervlakte_m2).epsilon(1e-9));
    // The chosen alternative is no worse than the other.
    const auto rank = [&](Oordeel o) { return std::find(set->verdicts.rangorde.begin(), set->verdicts.rangorde.end(), o); };
    for (const Oordeel other : alone.keuzes[0].oordelen) {
      const auto index = static_cast<std::size_t>(alone.keuzes[0].gekozen - alone.keuzes[0].keuze->alternatieven.data());
      CHECK(rank(alone.keuzes[0].oordelen[index]) >= rank(other));
    }
    const std::string json = study::result_json(alone);
    CHECK(json.find("\"regime\"") != std::string::npos);
    CHECK(json.find("keuze:vorm") != std::string::npos);
    CHECK(study::regime_and_choices(alone, study::Language::En).size() == 2);
  }
  CHECK(regimes == std::set<std::string>{"melding", "vergunning"});
  CHECK(choices == std::set<std::string>{"berekend", "vast"});

  // The dossier chooses.
  Dossier given = parse_dossier(loaded.pattern.text(loaded.sites[0].cells, loaded.sites[0].position), loaded.definition.pattern, "");
  given.rule_set = "ontwerp/proef";
  for (const char* alternative : {"vast", "berekend"}) {
    given.keuzes = {{"vorm", {alternative, {}}}};
    const study::StudyResult chosen = study::run_study(given, catalog);
    CHECK(chosen.keuzes[0].gekozen->id == alternative);
    CHECK(chosen.keuzes[0].opgegeven);
    for (const Bevinding& b : chosen.bevindingen) {
      if (b.tabel == (std::string{alternative} == "vast" ? "A" : "F")) CHECK(b.oordeel == Oordeel::NietVanToepassing);
    }
  }

  // The report of consequences counts sites by regime.
  (void)portfolio::run_batch(loaded, test::SmallPortfolio::rules(), folder / "a", {}, {});
  (void)portfolio::run_batch(loaded, set, folder / "b", {}, {});
  const auto comparison = portfolio::compare_batches(folder / "a", folder / "b");
  std::size_t counted = 0;
  for (const auto& [regime, n] : comparison.regimes) {
    CHECK(regime.first.empty());
    counted += n;
  }
  CHECK(counted == sites.size());
  const std::string html = study::report_html(portfolio::consequence_report(comparison, {}, study::Language::Nl));
  CHECK(html.find("Locaties naar het regime waaronder zij vallen") != std::string::npos);
  CHECK(html.find("In het kort") != std::string::npos);
}

}  // namespace batterisk
