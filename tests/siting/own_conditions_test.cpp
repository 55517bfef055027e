// Distances of one's own, measured between walls by hand.
#include "plots.hpp"

#include "support/paths.hpp"
#include "support/temp_folder.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/gis/shape/minkowski.hpp"
#include "batterisk/siting/siting.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using namespace batterisk;

double to_segment_m(RdPoint p, RdPoint a, RdPoint b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// Between outlines; 0 where one has a corner of the other within it.
double apart_m(const Ring& a, const Ring& b) {
  double least = std::numeric_limits<double>::infinity();
  const auto corners = [&least](const Ring& of, const Ring& to) {
    for (const RdPoint p : of) {
      if (contains(to, p)) least = 0.0;
      for (std::size_t i = 0; i < to.size(); ++i) least = std::min(least, to_segment_m(p, to[i], to[(i + 1) % to.size()]));
    }
  };
  corners(a, b);
  corners(b, a);
  return least;
}

bool excluded_by(const siting::Ruimte& ruimte, const std::string& oorzaak, RdPoint p) {
  return std::any_of(ruimte.belemmeringen.begin(), ruimte.belemmeringen.end(), [&](const siting::Belemmering& b) {
    return b.oorzaak == oorzaak && test::in(b.vlak, p);
  });
}

siting::Vrijhouden keep_clear(const std::string& naam, const Polygon& area, double distance_m) {
  siting::Vrijhouden keep{naam, {}, distance_m};
  keep.vlakken.emplace_back("1", MultiPolygon{area});
  return keep;
}

}  // namespace

TEST_CASE("distances of one's own hold exactly where walls are as far apart") {
  const test::TempFolder folder;
  village::write_village(village::make_village({}), folder.path());
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  village::Random random{5};
  const RdPoint field{120'290.0, 479'853.0};
  const Polygon plot = test::rectangle(field, 60.0, 44.0);
  test::write_bytes(folder / "dossier.toml",
                    test::text_of({plot, test::container_at(field), "[[object]]\nidentificatie = \"loods\"\nvlak = [[120272, 479840], [120280, 479840], [120280, 479846], [120272, 479846]]\n"}));
  const Dossier dossier = load_dossier(folder / "dossier.toml");
  const Polygon road = test::rectangle({field.x + 14.0, field.y + 8.0}, 6.0, 9.0);
  siting::Gezocht wanted{siting::Doel::GeenAfkeuring, {Angle::rad(0.6)}};
  wanted.voorwaarden = {4.0, 3.0, {keep_clear("weg", road, 5.0)}};
  const siting::SitingResult result = siting::find_places(dossier, catalog, wanted);
  const siting::Ruimte& ruimte = result.ruimten.front();
  constexpr double tolerance_m = 0.003;  // arcs lack a millimetre, coordinates are whole millimetres
  int near = 0;
  for (int i = 0; i < 2000; ++i) {
    const RdPoint p{field.x + static_cast<double>(random.between(-26000, 26000)) / 1000.0, field.y + static_cast<double>(random.between(-19000, 19000)) / 1000.0};
    if (!test::in(ruimte.passend, p)) continue;
    const Ring unit = footprint(siting::at_place(dossier, p, Angle::rad(0.6)).units.front());
    double to_edge = std::numeric_limits<double>::infinity();
    for (const RdPoint corner : unit) {
      for (std::size_t k = 0; k < 4; ++k) to_edge = std::min(to_edge, to_segment_m(corner, plot.outer[k], plot.outer[(k + 1) % 4]));
    }
    double to_building = std::numeric_limits<double>::infinity();
    for (const Pand& pand : *result.surroundings.panden) {
      for (const Polygon& part : pand.footprint) {
        if (!pand.locatie) to_building = std::min(to_building, apart_m(unit, part.outer));
      }
    }
    CAPTURE(p.x, p.y);
    const auto agree = [&](const std::string& oorzaak, double distance_m, double wanted_m) {
      if (std::abs(distance_m - wanted_m) < tolerance_m) return;
      CAPTURE(oorzaak, distance_m);
      CHECK(excluded_by(ruimte, oorzaak, p) == (distance_m < wanted_m));
      near += std::abs(distance_m - wanted_m) < 0.1 ? 1 : 0;
    };
    agree("afstand_grens", to_edge, 4.0);
    agree("afstand_gebouw", to_building, 3.0);
    agree("weg", apart_m(unit, road.outer), 5.0);
    if (test::in(ruimte.mogelijk, p)) CHECK((to_edge > 4.0 && to_building > 3.0 && apart_m(unit, road.outer) > 5.0));
  }
  CHECK(near > 20);
}

TEST_CASE("conditions that leave nothing say so themselves") {
  const test::TempFolder folder;
  village::write_village(village::make_village({}), folder.path());
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  const RdPoint field{120'290.0, 479'853.0};
  const Polygon plot = test::rectangle(field, 30.0, 30.0);
  test::write_bytes(folder / "dossier.toml", test::text_of({plot, test::container_at(field), ""}));
  siting::Gezocht wanted;
  // In the middle a forbidden square, and so far from the edge that only the middle is left.
  wanted.voorwaarden = {8.0, 0.0, {keep_clear("spoor", test::rectangle(field, 14.0, 14.0), 0.0)}};
  const siting::Ruimte ruimte = siting::find_places(load_dossier(folder / "dossier.toml"), catalog, wanted).ruimten.front();
  CHECK_FALSE(ruimte.passend.empty());
  CHECK(ruimte.mogelijk.empty());
  CHECK_FALSE(ruimte.plaats);
  REQUIRE(ruimte.waarom);
  std::vector<std::string> together;
  for (const std::size_t i : ruimte.waarom->samen) together.push_back(ruimte.belemmeringen[i].oorzaak);
  std::sort(together.begin(), together.end());
  CHECK(together == std::vector<std::string>{"afstand_grens", "spoor"});
  CHECK(ruimte.waarom->minst);
  CHECK_FALSE(ruimte.waarom->opening);
}
