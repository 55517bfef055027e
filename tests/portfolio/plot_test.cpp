// Candidate plots: a layer of areas, each the boundary of its site.
#include "small_portfolio.hpp"

#include "batterisk/study/run/study.hpp"

#include <numeric>

#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace batterisk {
namespace {

std::string square(const std::string& id, RdPoint at, double half_m) {
  return fmt::format(
      R"({{"type":"Feature","properties":{{"perceel":"{}","mwh":"2"}},"geometry":{{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
      id, at.x - half_m, at.y - half_m, at.x + half_m, at.y - half_m, at.x + half_m, at.y + half_m, at.x - half_m, at.y + half_m,
      at.x - half_m, at.y - half_m);
}

}  // namespace

TEST_CASE("a plot is the boundary of its site: what stands on it is no neighbour") {
  const test::SmallPortfolio folder{60};
  const portfolio::LoadedPortfolio all = folder.load();
  const auto today = test::SmallPortfolio::rules();
  // A site with a building in its zones.
  RdPoint at{};
  std::vector<std::size_t> every(all.sites.size());
  std::iota(every.begin(), every.end(), std::size_t{0});
  portfolio::evaluate(all, {today}, every, {}, [&](const portfolio::SiteOutcome& outcome) {
    REQUIRE(outcome.results.size() == 1);
    if (!outcome.results.front().panden.empty()) at = all.sites[outcome.site].position;
  });
  REQUIRE(at.x > 0.0);
  test::write_bytes(folder / "percelen.geojson",
                    R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"features":[)" +
                        square("klein", at, 10.0) + "," + square("groot", at, 1500.0) + "]}");
  test::write_bytes(folder / "percelen.toml",
                    "schema_versie = 1\nnaam = \"Percelen\"\nsjabloon = \"sjabloon.toml\"\n[sites]\npad = \"percelen.geojson\"\nid = \"perceel\"\n"
                    "grens = \"geometrie\"\n[[kolom]]\nkolom = \"mwh\"\nveld = \"systeem[0].energie.eenheid\"\neenheid = \"MWh\"\n");
  const portfolio::LoadedPortfolio loaded = portfolio::load(folder / "percelen.toml");
  REQUIRE(loaded.sites.size() == 2);
  REQUIRE(loaded.sites[0].grens);
  CHECK(loaded.sites[0].position.x == Approx(at.x));
  CHECK(area_m2(*loaded.sites[1].grens) == Approx(3000.0 * 3000.0));

  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  std::vector<portfolio::SiteResult> results(2);
  portfolio::evaluate(loaded, {today}, {0, 1}, {}, [&](const portfolio::SiteOutcome& outcome) {
    REQUIRE(outcome.results.size() == 1);
    results[outcome.site] = outcome.results.front();
  });
  CHECK_FALSE(results[0].panden.empty());
  CHECK(results[1].panden.empty());
  // As the dossier of each site says it.
  for (std::size_t i = 0; i < 2; ++i) {
    const auto& site = loaded.sites[i];
    const Dossier dossier = parse_dossier(loaded.pattern.text(site.cells, site.position, site.grens), loaded.definition.pattern, "");
    CHECK(dossier.sites.front().boundary.outer.size() == 4);
    const study::StudyResult alone = study::run_study(dossier, catalog);
    CHECK(alone.eindoordeel == results[i].oordeel);
    CHECK(alone.panden_op_eigen_terrein.empty() == (i == 0));
  }
}

TEST_CASE("a plot that is no area, or comes with coordinates, is refused") {
  const test::SmallPortfolio folder{2, 4};
  const auto loading = [&](const std::string& sites) {
    test::write_bytes(folder / "fout.toml", "schema_versie = 1\nnaam = \"P\"\nsjabloon = \"sjabloon.toml\"\n[sites]\n" + sites);
    return portfolio::load(folder / "fout.toml");
  };
  CHECK_THROWS_AS(loading("pad = \"sites.csv\"\nid = \"site\"\nx = \"x\"\ny = \"y\"\ngrens = \"geometrie\"\n"), DossierError);
  CHECK_THROWS_AS(loading("pad = \"sites.csv\"\nid = \"site\"\ngrens = \"geometrie\"\n"), InputError);
  test::write_bytes(folder / "punt.geojson",
                    R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"features":[)"
                    R"({"type":"Feature","properties":{"site":"a"},"geometry":{"type":"Point","coordinates":[155000,463000]}}]})");
  CHECK_THROWS_AS(loading("pad = \"punt.geojson\"\nid = \"site\"\ngrens = \"geometrie\"\n"), DossierError);
}

}  // namespace batterisk
