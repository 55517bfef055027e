// How many units stand on a plot: whole studies say that the goal holds, and what is written down is that layout.
#include "plots.hpp"

#include "support/paths.hpp"
#include "support/temp_folder.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_siting.hpp"
#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/gis/shape/minkowski.hpp"
#include "batterisk/gis/shape/overlay.hpp"
#include "batterisk/siting/capacity.hpp"
#include "batterisk/siting/siting_output.hpp"
#include "batterisk/study/run/study.hpp"

#include <algorithm>
#include <numbers>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace {

using namespace batterisk;
using siting::Doel;

const RdPoint field{120'290.0, 479'853.0};

struct Ground {
  test::TempFolder folder;
  RuleCatalog catalog = load_rule_catalog(test::rules_folder());

  Ground() { village::write_village(village::make_village({}), folder.path()); }
  [[nodiscard]] Dossier dossier(const Polygon& plot, const std::string& system, const std::string& more = "") const {
    test::write_bytes(folder / "dossier.toml", test::text_of({plot, system, more}));
    return load_dossier(folder / "dossier.toml");
  }
  [[nodiscard]] siting::CapacityResult count(const Dossier& dossier, Doel doel, const siting::Inrichting& inrichting) const {
    return siting::find_capacity(dossier, catalog, {doel, {Angle::rad(0.0)}, {}}, inrichting);
  }
};

Code refusal(const Ground& ground, const Dossier& dossier, const siting::Inrichting& inrichting) {
  try {
    (void)ground.count(dossier, Doel::GeenAfkeuring, inrichting);
  } catch (const DossierError& error) {
    return error.diagnostics().front().code;
  }
  return Code{'X', 0};
}

}  // namespace

TEST_CASE("the layout found is written down as a dossier of which a study says that the goal holds") {
  const Ground ground;
  const Polygon plot = test::rectangle(field, 30.0, 24.0);
  const Dossier dossier = ground.dossier(plot, test::container_at(field));
  const siting::CapacityResult result = ground.count(dossier, Doel::GeenAfkeuring, {3.0, {}, 3.5});
  REQUIRE(result.opstellingen.size() == 1);
  const siting::Opstelling& found = result.opstellingen.front();
  REQUIRE_FALSE(found.eenheden.empty());
  CHECK(found.bevestigd);
  CHECK(found.eenheden.size() <= found.ingepast);
  CHECK(found.ingepast <= found.bovengrens.aantal);
  CHECK(found.energie_mwh == Approx(4.2 * static_cast<double>(found.eenheden.size())));
  test::write_bytes(ground.folder / "variant.toml", found.dossier);
  const Dossier variant = load_dossier(ground.folder / "variant.toml");
  CHECK(variant.units.size() == found.eenheden.size());
  CHECK(std::none_of(variant.warnings.begin(), variant.warnings.end(), [](const Diagnostic& d) { return d.code == codes::unit_outside_site; }));
  const study::StudyResult there = study::run_study(variant, ground.catalog);
  CHECK(there.eindoordeel == found.oordeel);
  CHECK((there.eindoordeel == Oordeel::Voldoet || there.eindoordeel == Oordeel::AfwegingNodig));
  for (std::size_t i = 0; i < variant.units.size(); ++i) {
    CHECK(area_m2(gis::difference({{footprint(variant.units[i]), {}}}, {plot})) < 0.05);
    const MultiPolygon near = gis::grown({{footprint(variant.units[i]), {}}}, 2.99);
    for (std::size_t j = i + 1; j < variant.units.size(); ++j) CHECK(area_m2(gis::common(near, {{footprint(variant.units[j]), {}}})) < 1e-3);
  }
  const std::string text = siting::capacity_summary(result, study::Language::En);
  CHECK(text.find(fmt::format("{} units", found.eenheden.size())) != std::string::npos);
  CHECK((text.find("upper bound") != std::string::npos || text.find("proven optimal") != std::string::npos));
}

TEST_CASE("far from everybody as many stand on a plot as a hand counts") {
  const Ground ground;
  // Three units of 6.06 x 2.44 m with 1 m between them beside each other, in two rows.
  const Dossier dossier = ground.dossier(test::rectangle(field, 20.18, 5.88), test::container_at(field));
  const siting::CapacityResult result = ground.count(dossier, Doel::GeenAfkeuring, {1.0, {}, 3.5});
  CHECK(result.opstellingen.front().ingepast == 6);
  CHECK(result.opstellingen.front().bovengrens.aantal == 6);
}

TEST_CASE("a plot that is smaller than a unit holds none, and one as large as a unit one") {
  const Ground ground;
  const auto most = [&](double w, double h) {
    const siting::CapacityResult result = ground.count(ground.dossier(test::rectangle(field, w, h), test::container_at(field)), Doel::GeenAfkeuring, {});
    return std::pair{result.opstellingen.front().eenheden.size(), result.opstellingen.front().bovengrens.aantal};
  };
  CHECK(most(6.06, 2.44) == std::pair<std::size_t, std::size_t>{1, 1});
  CHECK(most(6.05, 2.44) == std::pair<std::size_t, std::size_t>{0, 0});
}

TEST_CASE("units that a lane does not reach are not in the layout") {
  const Ground ground;
  const Polygon plot = test::rectangle(field, 26.0, 20.0);
  const Dossier dossier = ground.dossier(plot, test::container_at(field));
  const RdPoint gate{field.x - 13.0, field.y};
  const siting::CapacityResult with = ground.count(dossier, Doel::GeenAfkeuring, {0.5, gate, 3.5});
  const siting::CapacityResult without = ground.count(dossier, Doel::GeenAfkeuring, {0.5, {}, 3.5});
  const siting::Opstelling& found = with.opstellingen.front();
  REQUIRE_FALSE(found.eenheden.empty());
  CHECK(found.ingepast < without.opstellingen.front().ingepast);
  REQUIRE_FALSE(found.rijstrook.empty());
  // Nothing stands on the lane, it lies on the plot, and it comes to each unit.
  MultiPolygon units;
  for (const BatteryUnit& unit : found.eenheden) units.push_back({footprint(unit), {}});
  CHECK(area_m2(gis::common(gis::shrunk(found.rijstrook, 0.01), units)) < 1e-3);
  CHECK(area_m2(gis::difference(found.rijstrook, {plot})) < 0.05);
  // Around nothing but units that are left.
  for (const Polygon& part : found.rijstrook) {
    for (const Ring& hole : part.holes) CHECK_FALSE(gis::common({oriented({hole, {}})}, units).empty());
  }
  for (const Polygon& unit : units) CHECK_FALSE(gis::common(gis::grown(found.rijstrook, 0.11), {unit}).empty());
  CHECK(refusal(ground, dossier, {0.5, field, 3.5}) == codes::siting_entrance);
}

TEST_CASE("units of two kinds are not counted together, and every form of a system can be written anew") {
  const Ground ground;
  const Polygon plot = test::rectangle(field, 30.0, 24.0);
  std::string other = test::container_at({field.x + 8.0, field.y});
  other.replace(other.find("\"E\""), 3, "\"F\"");
  CHECK(refusal(ground, ground.dossier(plot, test::container_at(field) + other), {}) == codes::siting_kinds_differ);
  const std::string properties =
      "[[systeem]]\nid = \"E\"\nsituatie = \"eos_park\"\nchemie = \"lfp\"\nenergie = { eenheid = \"4,2 MWh\" }\n"
      "afmetingen = { lengte = \"6,06 m\", breedte = \"2,44 m\", hoogte = \"2,59 m\" }\n";
  const std::string at = fmt::format("[{}, {}]", field.x, field.y);
  const std::string grid = fmt::format("oorsprong = {}, rijen = 1, kolommen = 2, tussenruimte_lengte = \"3 m\"", at);
  const std::string lines = fmt::format("oorsprong = {}\nrijen = 1\nkolommen = 2\ntussenruimte_lengte = \"3 m\"", at);
  const std::vector<std::string> forms{"positie = " + at + "  # hier\n",
                                       "raster = { " + grid + " }\n",
                                       fmt::format("eenheden = [\n  {{ id = \"A\", positie = {} }},\n]\n", at),
                                       fmt::format("[[systeem.eenheden]]\nid = \"A\"\npositie = {}\n[[systeem.eenheden]]\nid = \"B\"\npositie = [{}, {}]\n", at, field.x + 9.0, field.y),
                                       "[systeem.raster]\n" + lines + "\n"};
  for (const std::string& form : forms) {
    const Dossier dossier = ground.dossier(plot, properties + form);
    CAPTURE(form);
    std::vector<BatteryUnit> units{dossier.units.front(), dossier.units.front()};
    units[1].id = "ander";
    units[1].position.x += 10.0;
    units[1].orientation = Angle::rad(std::numbers::pi / 2.0);
    const Dossier again = parse_dossier(siting::with_units(dossier, units), dossier.path);
    REQUIRE(again.units.size() == 2);
    CHECK(again.units[1].position == units[1].position);
    CHECK(again.units[1].orientation.rad() == Approx(std::numbers::pi / 2.0));
    CHECK(again.layers.size() == dossier.layers.size());
  }
  const Dossier own = ground.dossier(plot, properties + fmt::format("eenheden = [ {{ id = \"A\", positie = {}, chemie = \"nmc\" }} ]\n", at));
  CHECK(refusal(ground, own, {}) == codes::siting_no_variant);
}

TEST_CASE("what does not cover the plot leaves no count, and a bound") {
  const Ground ground;
  const RdPoint away{field.x + 3000.0, field.y};
  const siting::CapacityResult result = ground.count(ground.dossier(test::rectangle(away, 20.0, 20.0), test::container_at(away)), Doel::GeenAfkeuring, {3.0, {}, 3.5});
  CHECK_FALSE(result.ruimten.bekend);
  CHECK(result.opstellingen.front().eenheden.empty());
  CHECK_FALSE(result.opstellingen.front().bewezen_optimaal());
  CHECK(result.opstellingen.front().bovengrens.aantal > 0);
}

TEST_CASE("layouts are the same every time") {
  const Ground ground;
  const Dossier dossier = ground.dossier(test::rectangle(field, 26.0, 20.0), test::container_at(field));
  const auto text = [&] { return ground.count(dossier, Doel::GeenBrandExplosie, {3.0, {}, 3.5}).opstellingen.front().dossier; };
  CHECK(text() == text());
}
