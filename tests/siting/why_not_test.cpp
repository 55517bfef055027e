// Why a plot has no place, and how far zones would have to shrink: held against whole studies.
#include "plots.hpp"

#include "support/paths.hpp"
#include "support/temp_folder.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/gis/shape/minkowski.hpp"
#include "batterisk/gis/shape/overlay.hpp"
#include "batterisk/siting/siting.hpp"
#include "batterisk/siting/siting_output.hpp"
#include "batterisk/study/run/study.hpp"

#include <algorithm>
#include <limits>
#include <regex>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using namespace batterisk;

// What is left of the places where the layout fits beside some obstacles, as the region is drawn.
MultiPolygon room_beside(const siting::Ruimte& ruimte, const std::vector<std::size_t>& which) {
  std::vector<Polygon> taken;
  for (const std::size_t i : which) taken.insert(taken.end(), ruimte.belemmeringen[i].vlak.begin(), ruimte.belemmeringen[i].vlak.end());
  return gis::shrunk(gis::difference(ruimte.passend, gis::united(taken)), siting::region_accuracy_m);
}

}  // namespace

TEST_CASE("a plot without room names what forbids it together, and how far edges must move for a place") {
  const test::TempFolder folder;
  village::write_village(village::make_village({}), folder.path());
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  village::Random random{7};
  int explained = 0;
  int opened = 0;
  for (int plot = 0; plot < 40 && opened < 6; ++plot) {
    // Small plots between the houses.
    const RdPoint at{120'200.0 + static_cast<double>(random.between(-120, 120)), 479'930.0 + static_cast<double>(random.between(-80, 80))};
    test::write_bytes(folder / "dossier.toml", test::text_of({test::rectangle(at, 14.0, 12.0), test::container_at(at), ""}));
    const Dossier dossier = load_dossier(folder / "dossier.toml");
    const siting::SitingResult result = siting::find_places(dossier, catalog, {siting::Doel::GeenBrandExplosie, {Angle::rad(0.0)}});
    const siting::Ruimte& ruimte = result.ruimten.front();
    CAPTURE(plot, at.x, at.y);
    CHECK(ruimte.waarom.has_value() == (!ruimte.passend.empty() && ruimte.mogelijk.empty()));
    if (!ruimte.waarom || ruimte.waarom->samen.empty()) continue;
    ++explained;
    const siting::Waarom& why = *ruimte.waarom;
    CHECK(room_beside(ruimte, why.samen).empty());
    for (const std::size_t out : why.samen) {
      std::vector<std::size_t> others = why.samen;
      std::erase(others, out);
      CHECK_FALSE(room_beside(ruimte, others).empty());
    }
    if (why.samen.size() == 2) {
      for (std::size_t i = 0; i < ruimte.belemmeringen.size(); ++i) {
        if (ruimte.belemmeringen[i].oordeel != Oordeel::Onbepaald) CHECK_FALSE(room_beside(ruimte, {i}).empty());
      }
    }
    if (!why.opening || why.opening->bindend.empty()) continue;
    ++opened;
    // The zones of a study there reach no binding object deeper than the edges must move, and one of them as deep.
    const study::StudyResult there = study::run_study(siting::at_place(dossier, why.opening->punt, Angle::rad(0.0)), catalog);
    double deepest_m = std::numeric_limits<double>::infinity();
    for (const std::size_t i : why.opening->bindend) {
      const siting::Belemmering& b = ruimte.belemmeringen[i];
      const auto zone = std::find_if(there.zones.begin(), there.zones.end(), [&](const study::ZoneResult& z) { return z.naam == b.oorzaak; });
      if (zone == there.zones.end() || !b.pand) continue;
      deepest_m = std::min(deepest_m, gis::edge_distances_m(zone->polygons, {&(*result.surroundings.panden)[*b.pand].footprint}).front());
    }
    CAPTURE(why.opening->verschuiving_m, deepest_m);
    CHECK(deepest_m >= -why.opening->verschuiving_m - 0.1);
    CHECK(deepest_m <= -why.opening->verschuiving_m + 0.2);
    CHECK(siting::siting_summary(result, study::Language::En).find("a place if every edge moves inwards") != std::string::npos);
    const std::regex english_number{R"([0-9]\.[0-9] m)"};
    CHECK_FALSE(std::regex_search(siting::siting_summary(result, study::Language::Nl), english_number));
    CHECK(std::regex_search(siting::siting_summary(result, study::Language::En), english_number));
  }
  CHECK(explained >= 6);
  CHECK(opened >= 3);
}
