// At random places of random plots the region says what a study there says. BATTERISK_SITING_PLOTS sets how many plots.
#include "plots.hpp"

#include "support/paths.hpp"
#include "support/temp_folder.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/gis/shape/minkowski.hpp"
#include "batterisk/gis/shape/overlay.hpp"
#include "batterisk/siting/siting.hpp"
#include "batterisk/study/run/study.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using namespace batterisk;
using siting::Doel;

int plots_wanted() {
  const char* wanted = std::getenv("BATTERISK_SITING_PLOTS");
  return wanted != nullptr ? std::stoi(wanted) : 9;
}

// Whether a goal holds at a place, from the units, the buildings and a whole study there.
bool good_place(const study::StudyResult& there, Doel doel) {
  MultiPolygon units;
  for (const BatteryUnit& unit : there.dossier.units) units.push_back({footprint(unit), {}});
  if (area_m2(gis::difference(units, {there.dossier.sites.front().boundary})) > 0.0) return false;
  for (const Pand& pand : *there.surroundings.panden) {
    if (!pand.locatie && area_m2(gis::common(units, pand.footprint)) > 0.0) return false;
  }
  const auto fine = [](Oordeel o) { return o == Oordeel::Voldoet || o == Oordeel::NietVanToepassing; };
  if (doel == Doel::Voldoet) return fine(there.eindoordeel);
  if (!fine(there.eindoordeel) && there.eindoordeel != Oordeel::AfwegingNodig) return false;
  if (doel == Doel::GeenAfkeuring) return true;
  return std::all_of(there.deeloordelen.begin(), there.deeloordelen.end(), [&](const study::Deeloordeel& part) {
    return (part.onderdeel != "brand" && part.onderdeel != "explosie") || fine(part.oordeel);
  });
}

// Points all over a plot, and as many within a metre of the edge of a region.
std::vector<RdPoint> points_of(const Polygon& plot, const MultiPolygon& region, village::Random& random, int each) {
  const Box box = bounds(plot.outer);
  const auto share = [&] { return static_cast<double>(random.between(0, 1'000'000)) / 1e6; };
  std::vector<RdPoint> points;
  for (int i = 0; i < each; ++i) {
    points.push_back({box.min.x + share() * (box.max.x - box.min.x), box.min.y + share() * (box.max.y - box.min.y)});
  }
  for (int i = 0; i < each && !region.empty(); ++i) {
    const Polygon& part = region[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(region.size()) - 1))];
    const auto k = static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(part.outer.size()) - 1));
    const RdPoint a = part.outer[k];
    const RdPoint b = part.outer[(k + 1) % part.outer.size()];
    const double t = share();
    points.push_back({a.x + t * (b.x - a.x) + 2.0 * share() - 1.0, a.y + t * (b.y - a.y) + 2.0 * share() - 1.0});
  }
  return points;
}

}  // namespace

TEST_CASE("at random places of random plots the region says what a study there says") {
  const test::TempFolder folder;
  village::write_village(village::make_village({}), folder.path());
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  village::Random random{20261130};
  const std::array doelen{Doel::GeenAfkeuring, Doel::GeenBrandExplosie, Doel::Voldoet};
  int inside = 0;
  int outside = 0;
  int confirmed = 0;
  const int plots = plots_wanted();
  for (int plot = 0; plot < plots; ++plot) {
    const test::SitingDossier made = test::random_dossier(random);
    test::write_bytes(folder / "dossier.toml", test::text_of(made));
    Dossier dossier = load_dossier(folder / "dossier.toml");
    dossier.sites.front().boundary = made.plot;
    const Doel doel = doelen[static_cast<std::size_t>(plot) % doelen.size()];
    const Angle turn = Angle::rad(static_cast<double>(random.between(0, 359)) * std::numbers::pi / 180.0);
    const siting::SitingResult result = siting::find_places(dossier, catalog, {doel, {turn}});
    REQUIRE(result.bekend);
    REQUIRE(result.ruimten.size() == 1);
    const siting::Ruimte& ruimte = result.ruimten.front();
    CAPTURE(plot, siting::to_string(doel), turn.rad());
    if (ruimte.plaats) {
      CHECK(ruimte.plaats->bevestigd);
      ++confirmed;
    }
    // Nearer to the edge of what nothing excludes than the accuracy of contours, either may be right.
    std::vector<Polygon> taken;
    for (const siting::Belemmering& b : ruimte.belemmeringen) taken.insert(taken.end(), b.vlak.begin(), b.vlak.end());
    const MultiPolygon free = gis::difference(ruimte.passend, gis::united(taken));
    const MultiPolygon around = gis::grown(free, siting::region_accuracy_m + 0.002);
    const MultiPolygon within = gis::shrunk(free, siting::region_accuracy_m + 0.002);
    const MultiPolygon& sampled = ruimte.mogelijk.empty() ? ruimte.passend : ruimte.mogelijk;
    for (const RdPoint p : points_of(dossier.sites.front().boundary, sampled, random, 6)) {
      const bool possible = test::in(ruimte.mogelijk, p);
      if (test::in(around, p) && !test::in(within, p)) continue;
      const study::StudyResult there = study::run_study(siting::at_place(dossier, p, turn), catalog);
      CAPTURE(p.x, p.y, to_string(there.eindoordeel));
      CHECK(possible == good_place(there, doel));
      ++(possible ? inside : outside);
    }
  }
  WARN(plots << " plots: " << inside << " places inside, " << outside << " outside, " << confirmed << " proposed");
  CHECK(inside > plots);
  CHECK(outside > plots);
}
