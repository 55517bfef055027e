#include "small_portfolio.hpp"
#include "support/findings.hpp"
#include "support/paths.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/portfolio/distance_table.hpp"
#include "batterisk/portfolio/sweep.hpp"
#include "batterisk/study/run/study.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

using portfolio::rounded_distance_m;
using portfolio::rounding_of;

Dossier one_container() {
  return parse_dossier(R"toml(schema_versie = 1
[project]
naam = "SYNTHETISCH"
peildatum = 2026-11-01
[[locatie]]
id = "terrein"
grens = [[154990.0, 462993.0], [155010.0, 462993.0], [155010.0, 463007.0], [154990.0, 463007.0]]
[[systeem]]
id = "BESS"
situatie = "eos_container"
chemie = "lfp"
energie = { eenheid = "2 MWh" }
afmetingen = { lengte = "6,06 m", breedte = "2,44 m", hoogte = "2,59 m" }
positie = [155000.0, 463000.0]
)toml", "proef.toml", "");
}

}  // namespace

TEST_CASE("rounding of distances") {
  CHECK(rounded_distance_m(10.0, rounding_of("omhoog:5")) == 10.0);
  CHECK(rounded_distance_m(10.001, rounding_of("omhoog:5")) == 15.0);
  CHECK(rounded_distance_m(0.0, rounding_of("omhoog:5")) == 0.0);
  CHECK(rounded_distance_m(12.4, rounding_of("dichtstbij:5")) == 10.0);
  CHECK(rounded_distance_m(12.4, rounding_of("geen")) == 12.4);
  for (const char* wrong : {"", "omhoog", "omhoog:", "omhoog:0", "omhoog:-5", "omlaag:5", "omhoog:5m"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(rounding_of(wrong), DossierError);
  }
}

TEST_CASE("a table of distances is what a study of each row gives") {
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  Deviation half;
  half.parameter = "freq.measure";
  half.value = 0.5;
  half.unit = "-";
  half.motivation = "proef";
  const auto table = portfolio::distance_table(
      one_container(), catalog,
      {{Energy::kwh(1000.0), Energy::kwh(2000.0)}, {CellChemistry::Lfp}, {{"geen", {}}, {"half", {half}}}, {}});
  REQUIRE(table.rows.size() == 4);
  const study::StudyResult alone = study::run_study(one_container(), catalog);
  REQUIRE(table.zones.size() == alone.zones.size());
  for (std::size_t z = 0; z < table.zones.size(); ++z) {
    CHECK(table.zones[z] == alone.zones[z].naam);
    CHECK(table.rows[1].distances_m[z] == Approx(alone.zones[z].grootste_afstand_m).margin(1e-6));
    // Half the frequency: no contour grows; areas do not depend on it.
    CHECK(table.rows[3].distances_m[z] <= table.rows[1].distances_m[z] + 1e-6);
  }
  const std::string csv = portfolio::distance_table_text(table, portfolio::TableFormat::Csv, study::Language::Nl);
  CHECK(csv.find("niet afgerond") != std::string::npos);
  CHECK(csv.find("\n2000,lfp,half,") != std::string::npos);
  const std::string tex = portfolio::distance_table_text(table, portfolio::TableFormat::Latex, study::Language::En);
  CHECK(tex.find("\\begin{tabular}") != std::string::npos);
}

TEST_CASE("a table says where its distances begin and for which station, and can give the range over all") {
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  const auto table_from = [&](portfolio::MeasuredFrom from, bool all = false) {
    return portfolio::distance_table(one_container(), catalog,
                                     {{Energy::kwh(4200.0)}, {CellChemistry::Lfp}, {{"geen", {}}}, {}, from, all});
  };
  const auto centre = table_from(portfolio::MeasuredFrom::Centre, true);
  const auto wall = table_from(portfolio::MeasuredFrom::Wall);
  const auto boundary = table_from(portfolio::MeasuredFrom::Boundary);
  const RuleSet rules = load_rule_set(catalog, test::SmallPortfolio::selection());
  CHECK(centre.stations == rules.weather_stations.size());
  bool differs = false;
  for (std::size_t z = 0; z < centre.zones.size(); ++z) {
    CAPTURE(centre.zones[z]);
    const double c = centre.rows[0].distances_m[z];
    const double w = wall.rows[0].distances_m[z];
    const double b = boundary.rows[0].distances_m[z];
    // A container of 6.06 by 2.44 m, in the middle of a site of 20 by 14 m: from the wall it is 1.22 to 3.27 m less, from the
    // boundary 7 to 12.3 m less, and no zone reaches less than nothing.
    if (c > 15.0) {
      CHECK((w >= c - 3.28 && w <= c - 1.21));
      CHECK((b >= c - 12.3 && b <= c - 6.9));
    }
    CHECK((b >= 0.0 && b <= w && w <= c));
    const auto [least, largest] = centre.rows[0].over_stations[z];
    CHECK((least <= c && c <= largest));
    differs = differs || least < largest;
    if (centre.zones[z] == "gifwolk") CHECK(least == largest);  // no wind rose in an area
  }
  CHECK(differs);
  const std::string text = portfolio::distance_table_text(centre, portfolio::TableFormat::Csv, study::Language::Nl);
  CHECK(text.find("vanaf het midden van de eenheid; weerstation " + centre.station) != std::string::npos);
  CHECK(text.find("PR10-6_m,PR10-6_m_min,PR10-6_m_max") != std::string::npos);
  CHECK(portfolio::distance_table_text(wall, portfolio::TableFormat::Markdown, study::Language::En).find("from the wall of the unit") !=
        std::string::npos);
  CHECK_THROWS_AS(portfolio::measured_from("hek"), DossierError);
}

TEST_CASE("a table has a row for each turn of the unit, as a study of the turned unit gives") {
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  const Angle quarter = Angle::rad(std::acos(0.0));
  const auto table = portfolio::distance_table(one_container(), catalog,
                                               {{Energy::kwh(2000.0)}, {CellChemistry::Lfp}, {{"geen", {}}}, {}, portfolio::MeasuredFrom::Centre, false, {Angle::rad(0.0), quarter}});
  REQUIRE(table.rows.size() == 2);
  Dossier turned = one_container();
  turned.units.front().orientation = quarter;
  const study::StudyResult alone = study::run_study(turned, catalog);
  for (std::size_t z = 0; z < table.zones.size(); ++z) CHECK(table.rows[1].distances_m[z] == Approx(alone.zones[z].grootste_afstand_m).margin(1e-6));
  CHECK(portfolio::distance_table_text(table, portfolio::TableFormat::Csv, study::Language::Nl).find("\n2000,lfp,geen,90,") != std::string::npos);
  CHECK(portfolio::distance_table_text(table, portfolio::TableFormat::Markdown, study::Language::En).find("| turn (degrees) |") != std::string::npos);
}

TEST_CASE("axes of a sweep") {
  const auto linear = portfolio::sweep_axis("indoor.n_v=0.5 1/h:2 1/h:4");
  CHECK(linear.values == std::vector<double>{0.5, 1.0, 1.5, 2.0});
  CHECK(linear.unit == "1/h");
  const auto ratios = portfolio::sweep_axis("freq.lambda_p=1:100 1/(GW jaar):3:log");
  CHECK(ratios.values[1] == Approx(10.0));
  for (const char* wrong : {"", "a=1", "a=1:2", "=1:2:3", "a=1:2:1", "a=1:2:x", "a=1 m:2 kW:3", "a=0:2:3:log"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(portfolio::sweep_axis(wrong), DossierError);
  }
}

TEST_CASE("a sweep over a rule and a field of the dossier") {
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  const std::string csv = portfolio::sweep_csv(
      one_container(), catalog,
      {portfolio::sweep_axis("systeem[0].energie.eenheid=1 MWh:2 MWh:2"), portfolio::sweep_axis("freq.measure=0.5:1 -:2")});
  CHECK(csv.find("systeem[0].energie.eenheid (MWh),freq.measure (-),oordeel") != std::string::npos);
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 6);
  CHECK(csv.find("\n1,0.5,") < csv.find("\n2,1,"));
  const auto findings = test::findings_of<DossierError>([&] {
    (void)portfolio::sweep_csv(one_container(), catalog, {portfolio::sweep_axis("indoor.nv=1 1/h:2 1/h:2")});
  });
  CHECK(test::find(findings, codes::deviation_unknown_key) != nullptr);
}

}  // namespace batterisk
