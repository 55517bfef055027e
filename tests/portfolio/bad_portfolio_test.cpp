#include "small_portfolio.hpp"

#include "support/findings.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_portfolio.hpp"
#include "batterisk/core/base/codes_typed.hpp"
#include "batterisk/portfolio/compare.hpp"

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

template <class Error>
std::vector<Diagnostic> loading(const test::SmallPortfolio& folder) {
  return test::findings_of<Error>([&] { (void)folder.load(); });
}

}  // namespace

TEST_CASE("a portfolio with a mistake is refused") {
  const test::SmallPortfolio folder{4};
  SECTION("two sites with one id") {
    folder.edit("sites.csv", "S000002", "S000001");
    CHECK(test::find(loading<DossierError>(folder), codes::portfolio_site_twice)->args[0] == "S000001");
  }
  SECTION("a missing column names those that are there") {
    folder.edit("portefeuille.toml", "kolom = \"chemie\"", "kolom = \"chemische_soort\"");
    const auto findings = loading<LayerError>(folder);
    REQUIRE(test::find(findings, codes::portfolio_column_missing) != nullptr);
    CHECK(test::find(findings, codes::portfolio_column_missing)->args[1] == "site, x, y, energie_mwh, chemie");
  }
  SECTION("a field that the template does not give") {
    folder.edit("portefeuille.toml", "systeem[0].chemie", "systeem[0].chemi");
    CHECK(test::find(loading<DossierError>(folder), codes::portfolio_field_unknown) != nullptr);
  }
  SECTION("a field that is one for all sites") {
    folder.edit("portefeuille.toml", "systeem[0].chemie", "rekenen.regelset");
    CHECK(test::find(loading<DossierError>(folder), codes::portfolio_field_fixed) != nullptr);
  }
  SECTION("a site without coordinates") {
    folder.edit("sites.csv", "S000003,", "S000003,,");
    CHECK(test::find(loading<DossierError>(folder), codes::portfolio_site_without_point) != nullptr);
  }
  SECTION("no layer of sites") {
    std::filesystem::remove(folder / "sites.csv");
    CHECK_FALSE(loading<LayerError>(folder).empty());
  }
  SECTION("an unknown key") {
    folder.edit("portefeuille.toml", "naam =", "naaam =");
    CHECK(test::find(loading<DossierError>(folder), {'D', codes::unknown_key}) != nullptr);
  }
}

TEST_CASE("sites as office programs write them are the same sites") {
  const test::SmallPortfolio folder{4};
  const std::string plain = test::read_bytes(folder / "sites.csv");
  const portfolio::LoadedPortfolio expected = folder.load();
  REQUIRE(expected.sites.size() == 4);
  const auto with = [&plain](const std::string& from, const std::string& to) {
    std::string out;
    for (const char c : plain) out += std::string{c} == from ? to : std::string{c};
    return out;
  };
  std::string decimal_comma;
  for (const char c : plain) decimal_comma += c == ',' ? ';' : c == '.' ? ',' : c;
  std::string upper = plain;
  upper.replace(0, upper.find('\n'), "SITE,X,Y,Energie_MWh,Chemie");
  for (const std::string& text : {decimal_comma, "\xEF\xBB\xBF" + decimal_comma, with("\n", "\r\n"), with("\n", "\r"), with(",", ", "),
                                  with(",", "\t"), plain + ",,,,\n\n,,,,\n", "sep=;\n" + decimal_comma, upper}) {
    INFO(text.substr(0, 120));
    test::write_bytes(folder / "sites.csv", text);
    const portfolio::LoadedPortfolio loaded = folder.load();
    REQUIRE(loaded.sites.size() == expected.sites.size());
    for (std::size_t i = 0; i < loaded.sites.size(); ++i) {
      CHECK(loaded.sites[i].id == expected.sites[i].id);
      CHECK(loaded.sites[i].position == expected.sites[i].position);
      const Dossier a = parse_dossier(loaded.pattern.text(loaded.sites[i].cells, loaded.sites[i].position), {});
      const Dossier b = parse_dossier(expected.pattern.text(expected.sites[i].cells, expected.sites[i].position), {});
      CHECK(a.units.at(0).total_energy == b.units.at(0).total_energy);
      CHECK(a.units.at(0).chemistry == b.units.at(0).chemistry);
      CHECK(a.units.at(0).position == b.units.at(0).position);
    }
  }
}

TEST_CASE("what is wrong with the sites is said with line and column, all of it at once") {
  const test::SmallPortfolio folder{4};
  test::write_bytes(folder / "sites.csv",
                    "site,x,y,energie_mwh,chemie\n"
                    "A,120.000,480000,4,lfp\n"
                    "B,n.v.t.,480000,4,lfp\n"
                    ",120000,480000,4,lfp\n"
                    "D,120000,,4,lfp\n"
                    "D,120000,480000,\"4.200\",lfp\n"
                    "F,120000,5,480000,25,4,lfp\n");
  const auto found = loading<DossierError>(folder);
  CHECK(test::lines_of(found) ==
        std::vector<std::string>{"D012 sites.csv:2:3 | x | 120.000 | 120000 | 120", "D012 sites.csv:6:1 | energie_mwh | 4.200 | 4200 | 4,2",
                                 "D062 sites.csv:6:1 | D", "D063 sites.csv:3:3 | B | x 'n.v.t.': geen getal",
                                 "D063 sites.csv:5:10 | D | y: geen waarde", "D064 sites.csv:4:1 | site",
                                 "D082 sites.csv:7:22 | 7 | 5"});
}

TEST_CASE("a table of sites without columns for its coordinates, and a column that comes twice") {
  const test::SmallPortfolio folder{4};
  SECTION("no x and y") {
    folder.edit("portefeuille.toml", "x = \"x\"\ny = \"y\"\n", "");
    CHECK(test::lines_of(loading<DossierError>(folder), false).at(0).starts_with("D004"));
  }
  SECTION("x twice") {
    folder.edit("sites.csv", "energie_mwh,chemie", "energie_mwh,x");
    CHECK(test::find(loading<LayerError>(folder), codes::csv_column_twice) != nullptr);
  }
}

TEST_CASE("a cell fills a number of the template without quotes, with decimal comma or not") {
  const test::SmallPortfolio folder{2};
  folder.edit("portefeuille.toml", "kolom = \"energie_mwh\"\nveld = \"systeem[0].energie.eenheid\"\neenheid = \"MWh\"",
              "kolom = \"rijen\"\nveld = \"systeem[0].raster.rijen\"");
  std::string pattern = test::read_bytes(folder / "sjabloon.toml");
  const auto place = pattern.find("\npositie = ");
  REQUIRE(place != std::string::npos);
  const auto end = pattern.find('\n', place + 1);
  const std::string at = pattern.substr(place + 11, end - place - 11);
  pattern.replace(place, end - place, "\nraster = { oorsprong = " + at + ", rijen = 1, kolommen = 1, tussenruimte_breedte = \"3 m\" }");
  test::write_bytes(folder / "sjabloon.toml", pattern);
  test::write_bytes(folder / "sites.csv", "site;x;y;rijen;chemie\nA;120000;480000;003;lfp\nB;130000;480000;1.002;lfp\n");
  CHECK(test::find(loading<DossierError>(folder), {'D', codes::number_ambiguous}) != nullptr);
  folder.edit("sites.csv", "1.002", "2");
  const portfolio::LoadedPortfolio loaded = folder.load();
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(parse_dossier(loaded.pattern.text(loaded.sites[i].cells, loaded.sites[i].position), {}).units.size() == 3 - i);
  }
}

TEST_CASE("sites out of a layer: numbers are numbers, one point is a point, and anything else says what it is") {
  const test::SmallPortfolio folder{2};
  folder.edit("portefeuille.toml", "pad = \"sites.csv\"", "pad = \"sites.geojson\"");
  folder.edit("portefeuille.toml", "x = \"x\"\ny = \"y\"\n", "");
  const auto with = [&folder](const std::string& geometry_b) {
    const auto feature = [](const char* id, const std::string& geometry) {
      return R"({"type":"Feature","properties":{"site":")" + std::string{id} + R"(","energie_mwh":4.125,"chemie":"lfp"},"geometry":)" + geometry + "}";
    };
    test::write_bytes(folder / "sites.geojson",
                      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"features":[)" +
                          feature("A", R"({"type":"Point","coordinates":[120000,480000]})") + "," + feature("B", geometry_b) + "]}");
  };
  with(R"({"type":"MultiPoint","coordinates":[[121000.5,480000]]})");
  const portfolio::LoadedPortfolio loaded = folder.load();
  REQUIRE(loaded.sites.size() == 2);
  CHECK(loaded.sites[1].position == RdPoint{121000.5, 480000.0});
  const Dossier dossier = parse_dossier(loaded.pattern.text(loaded.sites[1].cells, loaded.sites[1].position), {});
  CHECK(dossier.units.at(0).total_energy == Energy::kwh(4125.0));
  const std::pair<const char*, const char*> none[] = {
      {"null", "geometrie: leeg"},
      {R"({"type":"MultiPoint","coordinates":[[1,2],[3,4]]})", "geometrie: meer dan één punt"},
      {R"({"type":"Polygon","coordinates":[[[1,2],[3,2],[3,4],[1,2]]]})", "geometrie: vlak"},
      {R"({"type":"LineString","coordinates":[[1,2],[3,2]]})", "geometrie: geen punt"},
  };
  for (const auto& [geometry, why] : none) {
    INFO(geometry);
    with(geometry);
    const auto found = loading<DossierError>(folder);
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == codes::portfolio_site_without_point);
    CHECK(found[0].args == std::vector<std::string>{"B", why});
  }
}

TEST_CASE("an id that a spreadsheet would run is written as text, and is the same id in every output") {
  const test::SmallPortfolio folder{2};
  folder.edit("sites.csv", "S000001", "=1+1");
  (void)portfolio::run_batch(folder.load(), test::SmallPortfolio::rules(), folder / "uit", {}, {});
  const std::string sites = test::read_bytes(folder / "uit/sites.csv");
  CHECK(sites.find("\n'=1+1,") != std::string::npos);
  CHECK(sites.find("\n=1+1") == std::string::npos);
  const portfolio::BatchComparison same = portfolio::compare_batches(folder / "uit", folder / "uit");
  CHECK(same.sites_a == 2);
  CHECK(same.sites.empty());
  folder.edit("sites.csv", "=1+1", "'=1+1");
  CHECK(folder.load().sites.at(0).id == "=1+1");
}

TEST_CASE("one site that fails does not stop the others") {
  const test::SmallPortfolio folder{6};
  SECTION("outside the Netherlands") {
    const std::string text = test::read_bytes(folder / "sites.csv");
    const auto line = text.find("S000004,");
    const auto comma = text.find(',', line + 8);
    folder.edit("sites.csv", text.substr(line, comma - line), "S000004,990000.00");
  }
  SECTION("a cell that the template cannot take") {
    const std::string text = test::read_bytes(folder / "sites.csv");
    const auto line = text.find("S000004,");
    const auto end = text.find('\n', line);
    const auto last = text.rfind(',', end);
    folder.edit("sites.csv", text.substr(line, end - line), text.substr(line, last - line) + ",onzin");
  }
  const portfolio::BatchSummary summary =
      portfolio::run_batch(folder.load(), test::SmallPortfolio::rules(), folder / "uit", {}, {});
  CHECK(summary.complete);
  CHECK(summary.failed == 1);
  const std::string sites = test::read_bytes(folder / "uit/sites.csv");
  CHECK(sites.find("S000003,") != std::string::npos);
  const auto row = sites.find("S000004,");
  CHECK(sites.substr(row, sites.find('\n', row) - row).find(",mislukt,D0") != std::string::npos);
}

TEST_CASE("a folder of another portfolio or other rules is refused") {
  const test::SmallPortfolio folder{4};
  (void)portfolio::run_batch(folder.load(), test::SmallPortfolio::rules(), folder / "uit", {}, {});
  const auto running = [&](const std::shared_ptr<const RuleSet>& rules) {
    return test::findings_of<FileError>(
        [&] { (void)portfolio::run_batch(folder.load(), rules, folder / "uit", {}, {}); });
  };
  SECTION("other rules") {
    const auto findings = running(test::SmallPortfolio::rules({test::deviation("indoor.n_v", 2.0, "1/h")}));
    REQUIRE(test::find(findings, codes::batch_of_other) != nullptr);
    CHECK(test::find(findings, codes::batch_of_other)->args[1] == "afwijkingen");
  }
  SECTION("another date, which selects other law") {
    using namespace std::chrono_literals;
    portfolio::LoadedPortfolio loaded = folder.load();
    loaded.pattern.dossier().aanvraagdatum = 2025y / 11 / 1;
    const auto findings = test::findings_of<FileError>(
        [&] { (void)portfolio::run_batch(loaded, test::SmallPortfolio::rules(), folder / "uit", {}, {}); });
    REQUIRE(test::find(findings, codes::batch_of_other) != nullptr);
    CHECK(test::find(findings, codes::batch_of_other)->args[1] == "aanvraagdatum");
  }
  SECTION("another layer of the same name and size") {
    std::string bytes = test::read_bytes(folder / "omgeving.gpkg");
    bytes.back() = static_cast<char>(bytes.back() + 1);
    test::write_bytes(folder / "omgeving.gpkg", bytes);
    CHECK(test::find(running(test::SmallPortfolio::rules()), codes::batch_of_other)->args[1] == "lagen");
  }
  SECTION("other sites") {
    folder.edit("sites.csv", "S000002", "S000009");
    CHECK(test::find(running(test::SmallPortfolio::rules()), codes::batch_of_other)->args[1] == "portefeuille_sha256");
  }
}

TEST_CASE("a part is i/n") {
  CHECK(portfolio::shard_of("2/8").index == 2);
  CHECK(portfolio::shard_of("2/8").count == 8);
  for (const char* wrong : {"", "3", "0/4", "5/4", "1/", "a/b", "1/2x", "-1/2"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(portfolio::shard_of(wrong), DossierError);
  }
}

TEST_CASE("F022: a journal that this program did not write spoils nothing but itself") {
  const test::SmallPortfolio folder{2, 5};
  const auto rules = test::SmallPortfolio::rules();
  (void)portfolio::run_batch(folder.load(), rules, folder / "uit", {}, {});
  const auto whole = folder.outputs("uit");
  const auto journal = folder / "uit/voortgang/1-van-1.log";
  // What cannot be a record is none, and the sites are computed again.
  for (const std::string text : {"#site 0 18446744073709551615\nx\n#klaar\n", "#site 0 18446744073709551600\nx\n#klaar\n", "#site 0 9223372036854775808\nx\n#klaar\n",
                                 "#site 18446744073709551615 2\nx\n#klaar\n", "#site 2 2\nx\n#klaar\n", "#site 0 -1\nx\n#klaar\n"}) {
    CAPTURE(text);
    test::write_bytes(journal, text);
    CHECK(portfolio::run_batch(folder.load(), rules, folder / "uit", {}, {}).complete);
    CHECK(folder.outputs("uit") == whole);
  }
  for (const std::string text : {"#site 0 2\nS\n#klaar\n#site 1 2\nS\n#klaar\n", "#site 0 1\nS#klaar\n#site 1 1\nP#klaar\n",
                                 "#site 0 3\nS,\n#klaar\n#site 1 3\nP,\n#klaar\n"}) {
    CAPTURE(text);
    test::write_bytes(journal, text);
    CHECK_THROWS_AS(portfolio::run_batch(folder.load(), rules, folder / "uit", {}, {}), FileError);
    CHECK(folder.outputs("uit") == whole);
  }
}

}  // namespace batterisk
