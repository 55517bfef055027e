#include "small_portfolio.hpp"

#include "batterisk/portfolio/compare_output.hpp"
#include "batterisk/portfolio/result_compare.hpp"
#include "batterisk/study/result_json.hpp"
#include "batterisk/study/study.hpp"

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

using portfolio::ObjectChange;
using portfolio::PairCount;

}  // namespace

TEST_CASE("two batches: with itself nothing, swapped mirrored, and every change counted") {
  const test::SmallPortfolio folder{60};
  const portfolio::LoadedPortfolio loaded = folder.load();
  (void)portfolio::run_batch(loaded, test::SmallPortfolio::rules(), folder / "a", {}, {});
  (void)portfolio::run_batch(loaded, test::SmallPortfolio::rules({test::deviation("indoor.n_v", 3.0, "1/h")}),
                             folder / "b", {}, {});

  const auto same = portfolio::compare_batches(folder / "a", folder / "a");
  CHECK(same.sites.empty());
  CHECK(same.objects.empty());

  const auto there = portfolio::compare_batches(folder / "a", folder / "b");
  const auto back = portfolio::compare_batches(folder / "b", folder / "a");
  REQUIRE_FALSE(there.objects.empty());
  REQUIRE(there.objects.size() == back.objects.size());
  for (std::size_t i = 0; i < there.objects.size(); ++i) {
    const ObjectChange& o = there.objects[i];
    const ObjectChange& m = back.objects[i];
    CHECK(o.identificatie == m.identificatie);
    CHECK(o.van == m.naar);
    CHECK(o.naar == m.van);
    CHECK(o.pr_a == m.pr_b);
    CHECK(o.oorzaak == "+gifwolk");  // more ventilation, higher dose indoors: the only thing that grows
    CHECK(m.oorzaak == "-gifwolk");
  }
  REQUIRE(there.totals.size() == back.totals.size());
  for (const auto& [key, n] : there.totals) {
    const PairCount& m = back.totals.at(key);
    CHECK(n.a == m.b);
    CHECK(n.both == m.both);
    CHECK(n.only_a() == m.only_b());
    CHECK(n.a + n.only_b() == n.b + n.only_a());  // both ways to count the union
  }
  // Every building that only one side lists changed its verdict, and no other did.
  const PairCount& all = there.totals.at({"panden", ""});
  CHECK(there.objects.size() == all.only_a() + all.only_b());
  for (std::size_t i = 1; i < there.curve.size(); ++i) {
    for (const auto& [klasse, n] : there.curve[i].panden) CHECK(n.a <= there.curve[i - 1].panden.at(klasse).a);
  }

  const std::string report = portfolio::consequence_report(there, {}, study::Language::Nl);
  CHECK(report.find("## Wat verandert") < report.find("## Gevolgen in totaal"));
  CHECK(report.find("| panden | alle | " + std::to_string(all.a) + " | " + std::to_string(all.b)) != std::string::npos);
}

TEST_CASE("a folder without finished batch cannot be compared") {
  const test::SmallPortfolio folder{4};
  CHECK_THROWS_AS(portfolio::compare_batches(folder / "niets", folder / "niets"), FileError);
}

TEST_CASE("two results: with itself nothing, swapped mirrored, with the cause") {
  const test::SmallPortfolio folder{40};
  const portfolio::LoadedPortfolio loaded = folder.load();
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  // The site with the nearest building, so that there is something to change.
  std::size_t index = 0;
  (void)portfolio::run_batch(loaded, test::SmallPortfolio::rules(), folder / "a", {}, {});
  const std::string rows = test::read_bytes(folder / "a/panden.csv");
  const std::string first = rows.substr(rows.find("\nS") + 1, 7);
  for (std::size_t i = 0; i < loaded.sites.size(); ++i) {
    if (loaded.sites[i].id == first) index = i;
  }
  const portfolio::PortfolioSite& site = loaded.sites[index];
  Dossier dossier = parse_dossier(loaded.pattern.text(site.cells, site.position), loaded.definition.pattern, "");
  const std::string a = study::result_json(study::run_study(dossier, catalog));
  dossier.deviations.push_back(test::deviation("indoor.n_v", 0.05, "1/h"));
  const std::string b = study::result_json(study::run_study(dossier, catalog));

  CHECK(portfolio::compare_results(a, a).equal());
  CHECK(portfolio::compare_results(a, a).objecten.empty());
  const auto there = portfolio::compare_results(a, b);
  const auto back = portfolio::compare_results(b, a);
  CHECK_FALSE(there.equal());
  REQUIRE(there.verschillen.size() == back.verschillen.size());
  for (std::size_t i = 0; i < there.verschillen.size(); ++i) {
    CHECK(there.verschillen[i].sleutel == back.verschillen[i].sleutel);
    CHECK(there.verschillen[i].a == back.verschillen[i].b);
    CHECK(there.verschillen[i].b == back.verschillen[i].a);
    CHECK(there.verschillen[i].afwijking == back.verschillen[i].afwijking);
  }
  REQUIRE_FALSE(there.objecten.empty());
  CHECK(there.objecten.front().van == "afweging_nodig");
  CHECK(there.objecten.front().oorzaak.find("-gifwolk") != std::string::npos);
  CHECK(there.oorzaken == std::vector<std::string>{"parameters indoor.n_v: 1 -> 0.05"});
  REQUIRE(there.worst() != nullptr);
  CHECK(there.worst()->afwijking <= 2.0);  // of distances on either side of an edge
}

TEST_CASE("a difference below the tolerance is none") {
  const char* a = R"({"oordeel": {"eindoordeel": "voldoet"}, "parameters": [],
                      "pr_contour": [{"type_pr": "PR10-6", "oppervlak_m2": 100.0}]})";
  const char* b = R"({"oordeel": {"eindoordeel": "voldoet"}, "parameters": [],
                      "pr_contour": [{"type_pr": "PR10-6", "oppervlak_m2": 100.001}]})";
  CHECK(portfolio::compare_results(a, b, 1e-4).equal());
  const auto strict = portfolio::compare_results(a, b, 1e-6);
  REQUIRE(strict.verschillen.size() == 1);
  CHECK(strict.worst()->afwijking == Approx(1e-5).epsilon(1e-3));
  CHECK_THROWS_AS(portfolio::compare_results("{}", a), DossierError);
}

}  // namespace batterisk
