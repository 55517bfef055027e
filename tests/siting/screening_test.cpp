// Many plots: each as when it is looked at alone, whatever stopped the work or shared it out.
#include "plots.hpp"

#include "support/paths.hpp"
#include "support/temp_folder.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/gis/write/export.hpp"
#include "batterisk/siting/screening.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace {

using namespace batterisk;
using siting::Uitkomst;

std::string bytes(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  REQUIRE(file);
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// The village with a layer of plots beside it: some between the houses, one in two parts, one far away, one too small.
struct Ground {
  test::TempFolder folder;
  RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  std::map<std::string, MultiPolygon> plots;
  Dossier dossier;
  siting::Gezocht wanted{siting::Doel::GeenBrandExplosie, {Angle::rad(0.0), Angle::rad(1.0)}};

  Ground() {
    village::write_village(village::make_village({}), folder.path());
    const RdPoint field{120'290.0, 479'853.0};
    plots["bedrijf"] = {test::rectangle(field, 60.0, 40.0)};
    plots["klein"] = {test::rectangle(field, 3.0, 3.0)};
    plots["tuin"] = {test::rectangle({120'180.0, 479'960.0}, 12.0, 10.0)};
    plots["twee delen"] = {test::rectangle({120'180.0, 479'960.0}, 12.0, 10.0), test::rectangle(field, 30.0, 30.0)};
    plots["ver weg"] = {test::rectangle({125'000.0, 485'000.0}, 60.0, 40.0)};
    gis::FeatureTable table{"terrein", gis::GeometryType::MultiPolygon, {{"identificatie", gis::FieldType::Text}}, {}, "", {}};
    for (const auto& [id, shape] : plots) {
      gis::Row row;
      row.values.emplace_back(id);
      row.geometry = shape;
      table.rows.push_back(std::move(row));
    }
    gis::write_geopackage(folder / "terreinen.gpkg", {table}, "2026-11-01");
    test::write_bytes(folder / "dossier.toml", test::text_of({plots["bedrijf"].front(), test::container_at(field), ""}));
    dossier = load_dossier(folder / "dossier.toml");
  }
  [[nodiscard]] siting::Terreinen layer() const {
    return siting::read_plots((folder / "terreinen.gpkg").string(), dossier, load_rule_set(catalog, rule_selection(dossier)));
  }
};

}  // namespace

TEST_CASE("measures that a plot does not need are not said to make it fit") {
  const Ground ground;
  test::write_bytes(ground.folder / "maatregel.toml",
                    test::text_of({ground.plots.at("bedrijf").front(), test::container_at({120'290.0, 479'853.0}),
                                   "[[maatregel]]\nsoort = \"detectie\"\nbewijs = \"proef\"\nwaarden = { \"freq.measure\" = \"0.5\" }\n"}));
  const Dossier measured = load_dossier(ground.folder / "maatregel.toml");
  REQUIRE(measured.measures.size() == 1);
  CHECK(siting::screen(measured, ground.catalog, ground.wanted, {"bedrijf", ground.plots.at("bedrijf")}).uitkomst == Uitkomst::Past);
}

TEST_CASE("screening says of each plot what looking at it alone says") {
  const Ground ground;
  const siting::Terreinen plots = ground.layer();
  REQUIRE(plots.terreinen.size() == ground.plots.size());
  std::map<std::string, siting::TerreinUitkomst> found;
  for (const siting::Terrein& plot : plots.terreinen) found[plot.id] = siting::screen(ground.dossier, ground.catalog, ground.wanted, plot);
  CHECK(found["bedrijf"].uitkomst == Uitkomst::Past);
  REQUIRE(found["bedrijf"].plaats);
  CHECK(found["bedrijf"].plaats->bevestigd);
  CHECK(found["twee delen"].uitkomst == Uitkomst::Past);
  CHECK(found["klein"].uitkomst == Uitkomst::PastNiet);
  CHECK(found["klein"].passend_m2 == 0.0);
  CHECK(found["ver weg"].uitkomst == Uitkomst::NietTeZeggen);
  CHECK(found["tuin"].uitkomst == Uitkomst::PastNiet);
  CHECK(found["tuin"].verschuiving_m.value_or(0.0) > 0.0);
  CHECK_FALSE(found["tuin"].bindend.empty());

  const siting::ScreeningSummary all = siting::screen_all(ground.dossier, ground.catalog, ground.wanted, {}, plots, ground.folder / "uit");
  REQUIRE(all.complete);
  CHECK(all.now == plots.terreinen.size());
  for (const Uitkomst u : {Uitkomst::Past, Uitkomst::PastNiet, Uitkomst::NietTeZeggen, Uitkomst::PastMetMaatregelen}) {
    const auto alone = std::count_if(found.begin(), found.end(), [u](const auto& one) { return one.second.uitkomst == u; });
    CHECK(all.per_uitkomst.at(u) == static_cast<std::size_t>(alone));
  }
}

TEST_CASE("units that are counted in a screening fit, are under their bound, and are as many as one plot alone holds") {
  const Ground ground;
  const siting::Inrichting layout{3.0, {}, 3.5};
  const auto counted = [&](const std::string& id) { return siting::screen(ground.dossier, ground.catalog, ground.wanted, {id, ground.plots.at(id)}, layout).telling; };
  for (const auto& [id, shape] : ground.plots) {
    CAPTURE(id);
    const auto telling = counted(id);
    REQUIRE(telling);
    CHECK(telling->ingepast <= telling->bovengrens);
    CHECK(telling->energie_mwh == Approx(4.2 * static_cast<double>(telling->ingepast)));
  }
  CHECK(counted("klein")->bovengrens == 0);
  CHECK(counted("ver weg")->ingepast == 0);
  CHECK(counted("ver weg")->bovengrens > 0);
  CHECK(counted("bedrijf")->ingepast >= 1);
  CHECK_FALSE(siting::screen(ground.dossier, ground.catalog, ground.wanted, {"klein", ground.plots.at("klein")}).telling);
}

TEST_CASE("screening goes on where it stopped, and shards merge to the same bytes") {
  const Ground ground;
  const siting::Terreinen plots = ground.layer();
  const auto once = ground.folder / "ineens";
  REQUIRE(siting::screen_all(ground.dossier, ground.catalog, ground.wanted, {}, plots, once).complete);
  const auto again = siting::screen_all(ground.dossier, ground.catalog, ground.wanted, {}, plots, once);
  CHECK(again.now == 0);
  CHECK(again.complete);
  const auto a = ground.folder / "a";
  const auto b = ground.folder / "b";
  CHECK_FALSE(siting::screen_all(ground.dossier, ground.catalog, ground.wanted, {}, plots, a, {1, 2}).complete);
  CHECK_THROWS_AS(siting::merge_screenings({a}, ground.folder / "half"), FileError);
  CHECK_FALSE(siting::screen_all(ground.dossier, ground.catalog, ground.wanted, {}, plots, b, {2, 2}).complete);
  const auto whole = ground.folder / "samen";
  CHECK(siting::merge_screenings({a, b}, whole).complete);
  CHECK(bytes(once / "terreinen.csv") == bytes(whole / "terreinen.csv"));
  CHECK(bytes(once / "terreinen.gpkg") == bytes(whole / "terreinen.gpkg"));
  // The other part in the folder of the first does too.
  CHECK(siting::screen_all(ground.dossier, ground.catalog, ground.wanted, {}, plots, a, {2, 2}).complete);
  CHECK(bytes(once / "terreinen.csv") == bytes(a / "terreinen.csv"));
  // Another goal is another screening.
  siting::Gezocht other = ground.wanted;
  other.doel = siting::Doel::Voldoet;
  CHECK_THROWS_AS(siting::screen_all(ground.dossier, ground.catalog, other, {}, plots, once), FileError);
}

TEST_CASE("two screenings of the same plots say what becomes possible and what no longer, per area") {
  const Ground ground;
  const siting::Terreinen plots = ground.layer();
  const siting::Inrichting layout{3.0, {}, 3.5};
  siting::Gezocht strict = ground.wanted;
  strict.voorwaarden.grens_m = 15.0;  // on both sides of what is 30 m wide
  const auto a = ground.folder / "a";
  const auto b = ground.folder / "b";
  (void)siting::screen_all(ground.dossier, ground.catalog, ground.wanted, layout, plots, a);
  (void)siting::screen_all(ground.dossier, ground.catalog, strict, layout, plots, b);
  const Box around = bounds(ground.plots.at("bedrijf").front().outer);
  const std::vector<siting::Terrein> areas{{"dorp", {outline(Box{{around.min.x - 500.0, around.min.y - 500.0}, {around.max.x + 500.0, around.max.y + 500.0}})}}};
  const siting::ScreeningDifference difference = siting::compare_screenings(a, b, areas);
  REQUIRE(difference.terreinen.rows.size() == plots.terreinen.size());
  CHECK(difference.per_gebied.at("dorp").terreinen == plots.terreinen.size() - 1);
  CHECK(difference.per_gebied.at("").terreinen == 1);  // the one far away
  // By hand, from plots looked at alone.
  double ha_lost = 0.0;
  double mwh_lost = 0.0;
  for (const siting::Terrein& plot : plots.terreinen) {
    const auto before = siting::screen(ground.dossier, ground.catalog, ground.wanted, plot, layout);
    const auto after = siting::screen(ground.dossier, ground.catalog, strict, plot, layout);
    if (before.uitkomst == Uitkomst::Past && after.uitkomst != Uitkomst::Past) ha_lost += area_m2(plot.vlak) / 10'000.0;
    mwh_lost += before.telling->energie_mwh - after.telling->energie_mwh;
  }
  CHECK(ha_lost > 0.0);
  CHECK(difference.per_gebied.at("dorp").ha_weg == Approx(ha_lost));
  CHECK(difference.per_gebied.at("dorp").ha_erbij == 0.0);
  CHECK(difference.per_gebied.at("dorp").mwh_weg == Approx(mwh_lost));
  const siting::ScreeningDifference back = siting::compare_screenings(b, a, areas);
  CHECK(back.per_gebied.at("dorp").ha_erbij == Approx(ha_lost));
  CHECK(back.per_gebied.at("dorp").ha_weg == 0.0);
  CHECK(siting::area_sums_csv(difference).find("dorp,4,") != std::string::npos);
  (void)siting::screen_all(ground.dossier, ground.catalog, ground.wanted, {}, plots, ground.folder / "ongeteld");
  CHECK_THROWS_AS(siting::compare_screenings(a, ground.folder / "ongeteld", areas), FileError);
  CHECK_THROWS_AS(siting::compare_screenings(a, ground.folder / "geen", areas), FileError);
}

TEST_CASE("a stopped screening leaves whole plots and no outputs") {
  const Ground ground;
  const siting::Terreinen plots = ground.layer();
  std::stop_source stop;
  CHECK_THROWS_AS(siting::screen_all(ground.dossier, ground.catalog, ground.wanted, {}, plots, ground.folder / "uit", {}, stop.get_token(),
                                     [&](std::string_view, double) { stop.request_stop(); }),
                  Cancelled);
  CHECK_FALSE(std::filesystem::exists(ground.folder / "uit" / "terreinen.csv"));
  const auto rest = siting::screen_all(ground.dossier, ground.catalog, ground.wanted, {}, plots, ground.folder / "uit");
  CHECK(rest.before >= 1);
  CHECK(rest.complete);
}

TEST_CASE("a layer of plots that cannot be used is refused") {
  const Ground ground;
  const RuleSet rules = load_rule_set(ground.catalog, rule_selection(ground.dossier));
  CHECK_THROWS_AS(siting::read_plots((ground.folder / "geen.gpkg").string(), ground.dossier, rules), LayerError);
}
