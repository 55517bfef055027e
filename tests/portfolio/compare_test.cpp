#include "small_portfolio.hpp"

#include "batterisk/core/base/csv.hpp"
#include "batterisk/portfolio/compare_output.hpp"
#include "batterisk/portfolio/consequence_report.hpp"
#include "batterisk/portfolio/result_compare.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/tables/result_json.hpp"

#include <map>
#include <set>
#include <sstream>

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

  // Swapped, the tables have the same numbers, to the last digit, in the other columns; a change has its words swapped.
  const auto rows_of = [](const std::string& text, bool exchanged) {
    std::istringstream lines{text};
    std::string line;
    std::multiset<std::vector<std::string>> rows;
    std::getline(lines, line);
    for (std::getline(lines, line); std::getline(lines, line);) {
      std::vector<std::string> cells = csv_cells(line);
      if (exchanged && cells.size() == 7) {
        const auto from = cells[0].rfind(" van ");
        const auto to = cells[0].rfind(" naar ");
        if (from != std::string::npos && to != std::string::npos) {
          cells[0] = cells[0].substr(0, from) + " van " + cells[0].substr(to + 6) + " naar " + cells[0].substr(from + 5, to - from - 5);
        } else {
          std::swap(cells[2], cells[3]);
          std::swap(cells[5], cells[6]);
        }
      }
      rows.insert(cells);
    }
    return rows;
  };
  CHECK(rows_of(portfolio::totals_csv(there), true) == rows_of(portfolio::totals_csv(back), false));

  // More ventilation makes the gifwolk larger around the same point and leaves all else as it is.
  REQUIRE(there.areas.size() == 7);
  for (const auto& [zone, area] : there.areas) {
    CAPTURE(zone);
    const auto& mirrored = back.areas.at(zone);
    CHECK(area.a == mirrored.b);
    CHECK(area.both == mirrored.both);
    CHECK(area.only_a() == Approx(0.0).margin(1e-6 * area.a));
    if (zone == "gifwolk") {
      CHECK(area.b > 1.01 * area.a);
    } else {
      CHECK(area.only_b() == 0.0);
    }
  }
  // The totals are those of the tables that the batches wrote.
  std::map<std::string, double> summed;
  std::istringstream rows{test::read_bytes(folder / "a/zones.csv")};
  std::string row;
  std::getline(rows, row);
  for (std::getline(rows, row); std::getline(rows, row);) {
    const auto zone = row.find(',') + 1;
    const auto area = row.find(',', zone) + 1;
    summed[row.substr(zone, area - zone - 1)] += std::stod(row.substr(area));
  }
  for (const auto& [zone, area] : there.areas) CHECK(area.a == Approx(summed.at(zone)).epsilon(1e-12));

  const study::Report report = portfolio::consequence_report(there, {}, study::Language::Nl);
  REQUIRE(report.sections.size() >= 5);
  CHECK(report.sections[0].title == "In het kort");
  CHECK(report.sections[1].title == "Wat verandert");
  CHECK(report.sections[2].title == "Gevolgen in totaal");
  const std::string html = study::report_html(report);
  std::string cells;
  for (const std::size_t n : {all.a, all.b, all.both, all.only_a(), all.only_b()}) {
    cells += "<td class=\"n\">" + std::to_string(n) + "</td>";
  }
  CHECK(html.find("<td>gebouwen</td><td>alle</td>" + cells) != std::string::npos);
  const study::Report english = portfolio::consequence_report(there, {}, study::Language::En);
  REQUIRE(english.sections.size() == report.sections.size());
  CHECK(english.sections[0].title == "In short");
  CHECK(english.sections[1].title == "What changes");
}

TEST_CASE("shapes of zones come back as they were, about the point of the site") {
  const Polygon ring{{{10.0, 0.0}, {20.5, 0.0}, {20.5, 10.25}, {10.0, 10.0}}, {{{12.0, 2.0}, {12.0, 3.0}, {13.0, 3.0}}}};
  const Polygon island{{{-5.0, -5.0}, {-4.0, -5.0}, {-4.0, -4.0}}, {}};
  study::ZoneResult zone;
  zone.naam = "gifwolk";
  zone.polygons = {ring, island};
  study::ZoneResult nowhere;
  nowhere.naam = "brand";
  const auto shapes = portfolio::zone_shapes({zone, nowhere}, {2.0, 1.0});
  CHECK(portfolio::zone_shapes({zone, nowhere}, {2.0, 1.0}).id == shapes.id);
  CHECK(portfolio::zone_shapes({zone, nowhere}, {2.0, 1.001}).id != shapes.id);
  const test::TempFolder folder;
  test::write_bytes(folder / "vorm.csv", shapes.text);
  const auto read = portfolio::read_zone_shapes(folder / "vorm.csv");
  REQUIRE(read.size() == 2);
  CHECK(read.at("brand").empty());
  REQUIRE(read.at("gifwolk").size() == 2);
  const Polygon& first = read.at("gifwolk")[0];
  REQUIRE(first.outer.size() == 4);
  CHECK(first.outer[2].x == 18.5);
  CHECK(first.outer[2].y == 9.25);
  REQUIRE(first.holes.size() == 1);
  CHECK(first.holes[0][0].x == 10.0);
  CHECK(read.at("gifwolk")[1].outer[0].x == -7.0);
  for (const char* wrong : {"", "zone,wkt\nbrand\n", "zone,wkt\nbrand,MULTIPOLYGON(((0 0)))\n",
                            "zone,wkt\nbrand,\"MULTIPOLYGON(((0 0,1 x,1 1,0 0)))\"\n",
                            "zone,wkt\nbrand,\"MULTIPOLYGON(((0 0,1 0,1 1,0 0))\"\n"}) {
    CAPTURE(wrong);
    test::write_bytes(folder / "fout.csv", wrong);
    CHECK_THROWS_AS(portfolio::read_zone_shapes(folder / "fout.csv"), FileError);
  }
}

TEST_CASE("a folder without finished batch cannot be compared") {
  const test::SmallPortfolio folder{4};
  CHECK_THROWS_AS(portfolio::compare_batches(folder / "niets", folder / "niets"), FileError);
  (void)portfolio::run_batch(folder.load(), test::SmallPortfolio::rules(), folder / "a", {}, {});
  CHECK_NOTHROW(portfolio::compare_batches(folder / "a", folder / "a"));
  const auto damaged = [&](const std::string& file, const std::string& from, const std::string& to) {
    const std::string whole = test::read_bytes(folder / file);
    folder.edit(file, from, to);
    CAPTURE(file, to);
    CHECK_THROWS_AS(portfolio::compare_batches(folder / "a", folder / "a"), FileError);
    test::write_bytes(folder / file, whole);
  };
  damaged("a/sites.csv", "\nS000001,", "\nS000001\n");
  const std::string sites = test::read_bytes(folder / "a/sites.csv");
  damaged("a/sites.csv", sites.substr(sites.find("\nS000004,") + 1), "");  // cut off
  damaged("a/zones.csv", ",brand,", ",brand,veel,");
  damaged("a/batch.json", "\"regelset\"", "\"regelsets\"");
  damaged("a/batch.json", "\"schema_versie\": 4", "\"schema_versie\": 3");
  damaged("a/batch.json", "{", "");
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
