#include "small_portfolio.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <algorithm>
#include <csignal>
#include <set>
#include <string>

#include <sys/resource.h>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

using portfolio::SiteOutcome;

std::vector<SiteOutcome> evaluate_all(const portfolio::LoadedPortfolio& loaded,
                                      const std::vector<std::shared_ptr<const RuleSet>>& rules) {
  std::vector<std::size_t> sites;
  for (std::size_t i = 0; i < loaded.sites.size(); ++i) sites.push_back(i);
  std::vector<SiteOutcome> outcomes(sites.size());
  portfolio::evaluate(loaded, rules, sites, {}, [&](SiteOutcome o) { outcomes[o.site] = std::move(o); });
  return outcomes;
}

const portfolio::AffectedPand* find(const portfolio::SiteResult& result, const std::string& id) {
  const auto it = std::find_if(result.panden.begin(), result.panden.end(),
                               [&](const portfolio::AffectedPand& p) { return p.identificatie == id; });
  return it == result.panden.end() ? nullptr : &*it;
}

}  // namespace

TEST_CASE("a site outside the scope of the method is said to be so, and never complies") {
  const test::SmallPortfolio folder{2, 20};
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  std::vector<Deviation> narrow{test::deviation("scope.min_kwh", 1e6, "kWh")};
  const auto outcomes = evaluate_all(folder.load(), {test::SmallPortfolio::rules(narrow)});
  for (const SiteOutcome& outcome : outcomes) {
    REQUIRE(outcome.results.size() == 1);
    const portfolio::SiteResult& result = outcome.results.front();
    CHECK(result.buiten_reikwijdte);
    CHECK(result.oordeel != Oordeel::Voldoet);
    CHECK(std::find(result.codes.begin(), result.codes.end(), codes::below_scope) != result.codes.end());
  }
}

// The oracle of a batch is the study of each site alone.
TEST_CASE("a site of a batch is what a run of its dossier gives") {
  const test::SmallPortfolio folder{12, 1500};
  const portfolio::LoadedPortfolio loaded = folder.load();
  const auto outcomes = evaluate_all(loaded, {test::SmallPortfolio::rules()});
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  std::size_t buildings = 0;
  std::size_t below_lowest_contour = 0;
  for (std::size_t i = 0; i < loaded.sites.size(); ++i) {
    const portfolio::PortfolioSite& site = loaded.sites[i];
    CAPTURE(site.id);
    REQUIRE(outcomes[i].results.size() == 1);
    const portfolio::SiteResult& ours = outcomes[i].results.front();
    const Dossier dossier =
        parse_dossier(loaded.pattern.text(site.cells, site.position), loaded.definition.pattern, "");
    const study::StudyResult alone = study::run_study(dossier, catalog);
    CHECK(ours.oordeel == alone.eindoordeel);
    CHECK(ours.buiten_reikwijdte == alone.scenarios.out_of_scope);
    std::set<std::string> warned;
    for (const Diagnostic& d : alone.messages) {
      if (d.severity != Severity::Info) warned.insert(to_string(d.code));
    }
    std::set<std::string> said;
    for (const Code code : ours.codes) said.insert(to_string(code));
    CHECK(said == warned);
    REQUIRE(ours.zones.size() == alone.zones.size());
    for (std::size_t z = 0; z < ours.zones.size(); ++z) {
      CHECK(ours.zones[z].naam == alone.zones[z].naam);
      CHECK(ours.zones[z].m2 == Approx(alone.zones[z].oppervlakte_m2).epsilon(1e-3).margin(0.05));
      CHECK(ours.zones[z].afstand_m == Approx(alone.zones[z].grootste_afstand_m).margin(0.05));
    }
    const auto affected = std::count_if(alone.panden.begin(), alone.panden.end(),
                                        [](const study::PandResult& p) { return p.getroffen; });
    CHECK(ours.panden.size() == static_cast<std::size_t>(affected));
    for (const study::PandResult& pand : alone.panden) {
      if (!pand.getroffen) continue;
      const auto* same = find(ours, (*alone.surroundings.panden)[pand.pand].identificatie);
      REQUIRE(same != nullptr);
      ++buildings;
      CHECK(same->klasse == pand.klassering.klasse);
      CHECK(same->oordeel == study::oordeel_of(pand, *alone.rules));
      CHECK(same->afstand_m == Approx(pand.afstand_m).margin(1e-3));
      REQUIRE(same->pr);
      CHECK(*same->pr == Approx(pand.pr->pr.per_year()).epsilon(1e-4));
      if (*same->pr < 1e-8) ++below_lowest_contour;
    }
  }
  CHECK(buildings > 5);
  CHECK(below_lowest_contour > 0);
}

TEST_CASE("the bytes do not depend on jobs, shards or interruptions") {
  const test::SmallPortfolio folder;
  const portfolio::LoadedPortfolio loaded = folder.load();
  const auto rules = test::SmallPortfolio::rules();
  const auto run = [&](const std::string& name, portfolio::Shard shard, unsigned jobs) {
    return portfolio::run_batch(loaded, rules, folder / name, shard, {jobs, {}, {}});
  };
  CHECK(run("een", {}, 1).complete);
  const auto expected = folder.outputs("een");
  REQUIRE(expected.size() == 7);
  const auto shapes = folder.outputs("een/vormen");
  REQUIRE_FALSE(shapes.empty());

  SECTION("jobs") {
    CHECK(run("veel", {}, 4).complete);
    CHECK((folder.outputs("veel") == expected));
    CHECK((folder.outputs("veel/vormen") == shapes));
  }
  SECTION("shards in folders of their own") {
    for (std::size_t i = 1; i <= 3; ++i) CHECK_FALSE(run("deel" + std::to_string(i), {i, 3}, 2).complete);
    const auto merged =
        portfolio::merge({folder / "deel1", folder / "deel2", folder / "deel3"}, folder / "samen");
    CHECK(merged.complete);
    CHECK((folder.outputs("samen") == expected));
    CHECK((folder.outputs("samen/vormen") == shapes));
  }
  SECTION("a part that is missing") {
    (void)run("deel1", {1, 3}, 2);
    CHECK_THROWS_AS(portfolio::merge({folder / "deel1"}, folder / "samen"), FileError);
  }
  SECTION("killed while a site was being written, at any byte") {
    const auto log = folder / "een/voortgang/1-van-1.log";
    const std::string whole = test::read_bytes(log);
    for (const std::size_t kept : {std::size_t{0}, std::size_t{3}, whole.size() / 3, whole.size() - 1}) {
      CAPTURE(kept);
      for (const auto& [name, bytes] : expected) std::filesystem::remove(folder / ("een/" + name));
      test::write_bytes(folder / "een/batch.json", expected.at("batch.json"));
      test::write_bytes(log, whole.substr(0, kept));
      const auto summary = run("een", {}, 2);
      CHECK(summary.before + summary.now == summary.sites);  // none twice, none lost
      CHECK((folder.outputs("een") == expected));
    }
  }
  SECTION("cancelled") {
    std::stop_source source;
    portfolio::EvaluateOptions options{1, source.get_token(), [&](std::size_t done) {
                                         if (done == 5) source.request_stop();
                                       }};
    CHECK_THROWS_AS(portfolio::run_batch(loaded, rules, folder / "half", {}, options), Cancelled);
    const auto summary = run("half", {}, 2);
    CHECK(summary.before >= 5);
    CHECK((folder.outputs("half") == expected));
  }
  SECTION("a full disk") {
    // The shapes are there, so that it is the record of the sites that has no room.
    std::filesystem::create_directories(folder / "vol");
    std::filesystem::copy(folder / "een/vormen", folder / "vol/vormen", std::filesystem::copy_options::recursive);
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{4000, before.rlim_max};
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    CHECK_THROWS_AS(run("vol", {}, 1), FileError);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, handler);
    const auto summary = run("vol", {}, 1);
    CHECK(summary.before > 0);
    CHECK((folder.outputs("vol") == expected));
  }
}

TEST_CASE("a synthetic portfolio depends on its seed only") {
  const test::SmallPortfolio a;
  const test::SmallPortfolio b;
  for (const char* file : {"portefeuille.toml", "sjabloon.toml", "sites.csv", "omgeving.gpkg"}) {
    CHECK((test::read_bytes(a / file) == test::read_bytes(b / file)));
  }
  const test::TempFolder other;
  portfolio::write_synthetic({24, 60, 8}, other.path());
  CHECK((test::read_bytes(other / "sites.csv") != test::read_bytes(a / "sites.csv")));
}

}  // namespace batterisk
