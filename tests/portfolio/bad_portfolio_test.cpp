#include "small_portfolio.hpp"

#include "support/findings.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_portfolio.hpp"

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

}  // namespace batterisk
