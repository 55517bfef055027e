// Plots, objects and data that are not as one would wish.
#include "plots.hpp"

#include "support/paths.hpp"
#include "support/temp_folder.hpp"
#include "village/delivery.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_siting.hpp"
#include "batterisk/gis/shape/minkowski.hpp"
#include "batterisk/gis/shape/overlay.hpp"
#include "batterisk/siting/siting.hpp"
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
using test::SitingDossier;

constexpr RdPoint field{120'290.0, 479'853.0};

/// The village in a folder, and dossiers in it.
struct Ground {
  test::TempFolder folder;
  RuleCatalog catalog = load_rule_catalog(test::rules_folder());

  Ground() { village::write_village(village::make_village({}), folder.path()); }
  [[nodiscard]] Dossier dossier(const std::string& text) const {
    test::write_bytes(folder / "dossier.toml", text);
    return load_dossier(folder / "dossier.toml");
  }
  [[nodiscard]] Dossier dossier(const Polygon& plot, const std::string& more = {}) const {
    return dossier(test::text_of({plot, test::container_at(field), more}));
  }
  [[nodiscard]] siting::SitingResult places(const Dossier& dossier, Doel doel, double degrees = 0.0) const {
    return siting::find_places(dossier, catalog, {doel, {Angle::rad(degrees * std::numbers::pi / 180.0)}});
  }
};

bool says(const siting::SitingResult& result, Code code) {
  return std::any_of(result.messages.begin(), result.messages.end(), [code](const Diagnostic& d) { return d.code == code; });
}

bool excludes(const siting::Ruimte& ruimte, const std::string& oorzaak, RdPoint p) {
  return std::any_of(ruimte.belemmeringen.begin(), ruimte.belemmeringen.end(), [&](const siting::Belemmering& b) {
    return b.oorzaak == oorzaak && test::in(b.vlak, p);
  });
}

std::string square_object(const std::string& id, RdPoint p, const std::string& more) {
  return fmt::format("[[object]]\nidentificatie = \"{0}\"\nvlak = [[{1}, {3}], [{2}, {3}], [{2}, {4}], [{1}, {4}]]\n{5}", id, p.x - 2, p.x + 2, p.y - 2,
                     p.y + 2, more);
}

}  // namespace

TEST_CASE("a plot that is smaller than the unit, or exactly as wide, has no place") {
  const Ground ground;
  // The unit stands with its length to the north.
  for (const double width : {2.0, 2.44}) {
    const siting::SitingResult result = ground.places(ground.dossier(test::rectangle(field, width, 30.0)), Doel::GeenAfkeuring);
    REQUIRE(result.ruimten.size() == 1);
    CHECK(result.ruimten.front().passend.empty());
    CHECK_FALSE(result.ruimten.front().plaats);
    CHECK(says(result, codes::siting_no_fit));
  }
  const siting::SitingResult wider = ground.places(ground.dossier(test::rectangle(field, 2.64, 30.0)), Doel::GeenAfkeuring);
  CHECK(area_m2(wider.ruimten.front().passend) == Approx(0.2 * (30.0 - 6.06)).epsilon(0.001));
  CHECK_FALSE(says(wider, codes::siting_no_fit));
  // Turned a quarter it lies across.
  CHECK(says(ground.places(ground.dossier(test::rectangle(field, 2.64, 30.0)), Doel::GeenAfkeuring, 90.0), codes::siting_no_fit));
}

TEST_CASE("each of several plots has its own region, and a layout never straddles two") {
  const Ground ground;
  const Polygon west = test::rectangle({field.x - 12.0, field.y}, 20.0, 20.0);
  const Polygon east = test::rectangle({field.x + 12.0, field.y}, 20.0, 20.0);
  Dossier dossier = ground.dossier(west);
  dossier.sites.push_back({"oost", east});
  const siting::SitingResult result = ground.places(dossier, Doel::GeenAfkeuring);
  REQUIRE(result.ruimten.size() == 2);
  CHECK(result.ruimten[1].locatie == "oost");
  const double one = (20.0 - 2.44) * (20.0 - 6.06);
  CHECK(area_m2(result.ruimten[0].passend) == Approx(one).epsilon(0.001));
  CHECK(area_m2(result.ruimten[1].passend) == Approx(one).epsilon(0.001));
}

TEST_CASE("a hole in a plot holds no part of a unit") {
  const Ground ground;
  Dossier dossier = ground.dossier(test::rectangle(field, 40.0, 40.0));
  Ring hole = test::rectangle(field, 10.0, 10.0).outer;
  std::reverse(hole.begin(), hole.end());
  dossier.sites.front().boundary.holes.push_back(hole);
  const siting::Ruimte ruimte = ground.places(dossier, Doel::GeenAfkeuring).ruimten.front();
  CHECK(area_m2(ruimte.passend) == Approx((40.0 - 2.44) * (40.0 - 6.06) - (10.0 + 2.44) * (10.0 + 6.06)).epsilon(0.001));
}

TEST_CASE("of a building across the edge of the plot PR counts at what lies outside") {
  const Ground ground;
  const Polygon plot = test::rectangle(field, 60.0, 60.0);
  const std::string facts = "klasse = \"kwetsbaar\"\nmotivering = \"proef\"\n";
  // 4 m deep; of it 2.01, 1.99 and 0 m stick out.
  for (const double out : {2.01, 1.99, 0.0}) {
    const RdPoint middle{field.x + 28.0 + out, field.y};
    const siting::SitingResult result = ground.places(ground.dossier(plot, square_object("schuur", middle, facts)), Doel::GeenAfkeuring);
    const siting::Ruimte& ruimte = result.ruimten.front();
    CAPTURE(out);
    CHECK(excludes(ruimte, "bebouwing", {middle.x, middle.y}) == test::in(ruimte.passend, middle));
    // Beside it a unit is too near, unless all of it belongs to the activity.
    CHECK(excludes(ruimte, "PR10-6", {middle.x - 8.0, middle.y}) == (out > 0.0));
    const siting::SitingResult strict = ground.places(ground.dossier(plot, square_object("schuur", middle, facts)), Doel::GeenBrandExplosie);
    CHECK(excludes(strict.ruimten.front(), "brand", {middle.x - 8.0, middle.y}) == (out > 0.0));
    REQUIRE(ruimte.plaats);
    CHECK(ruimte.plaats->bevestigd);
  }
}

TEST_CASE("of a wide building across the edge of the plot its facades outside count, not the cut through it") {
  const Ground ground;
  const Polygon plot = test::rectangle(field, 60.0, 60.0);
  const double edge = field.x + 30.0;
  const Dossier dossier = ground.dossier(
      plot, fmt::format("[[object]]\nidentificatie = \"hal\"\nklasse = \"kwetsbaar\"\nmotivering = \"proef\"\n"
                        "vlak = [[{0}, {2}], [{1}, {2}], [{1}, {3}], [{0}, {3}]]\n", edge - 2.0, edge + 40.0, field.y - 33.0, field.y + 33.0));
  const siting::SitingResult result = ground.places(dossier, Doel::GeenAfkeuring);
  const auto hall = [](const Surroundings& around, std::size_t i) { return (*around.panden)[i].identificatie == "hal"; };
  int excluded = 0;
  int free = 0;
  for (const double y : {0.0, 12.0, 20.0, 26.0}) {
    const RdPoint p{edge - 8.0, field.y + y};
    const study::StudyResult there = study::run_study(siting::at_place(dossier, p, Angle::rad(0.0)), ground.catalog);
    const auto pand = std::find_if(there.panden.begin(), there.panden.end(), [&](const study::PandResult& one) { return hall(there.surroundings, one.pand); });
    REQUIRE(pand != there.panden.end());
    REQUIRE(pand->pr);
    const bool against = pand->pr->pr.per_year() > 1e-6;
    const auto& found = result.ruimten.front().belemmeringen;
    const bool says = std::any_of(found.begin(), found.end(), [&](const siting::Belemmering& b) {
      return b.pand && hall(result.surroundings, *b.pand) && b.oorzaak == "PR10-6" && test::in(b.vlak, p);
    });
    CAPTURE(y, pand->pr->pr.per_year());
    CHECK(says == against);
    ++(against ? excluded : free);
  }
  CHECK(excluded > 0);
  CHECK(free > 0);
}

TEST_CASE("a building of which nobody knows the class makes places of which nobody can say") {
  const Ground ground;
  const RdPoint near{field.x - 45.0, field.y};
  const Polygon plot = test::rectangle(field, 60.0, 40.0);
  const siting::SitingResult known = ground.places(ground.dossier(plot), Doel::GeenAfkeuring);
  const siting::SitingResult result = ground.places(ground.dossier(plot, square_object("nieuw", near, "")), Doel::GeenAfkeuring);
  const RdPoint beside{field.x - 27.0, field.y};
  CHECK(test::in(known.ruimten.front().mogelijk, beside));
  CHECK_FALSE(test::in(result.ruimten.front().mogelijk, beside));
  CHECK(test::in(result.ruimten.front().onbekend, beside));
  CHECK(says(result, codes::siting_unknown));
  CHECK(siting::siting_summary(result, study::Language::Nl).find("niet te zeggen") != std::string::npos);
}

TEST_CASE("where layers are missing or end too soon no place is called free") {
  const Ground ground;
  const std::string whole = test::text_of({test::rectangle(field, 60.0, 40.0), test::container_at(field), ""});
  std::string without = whole;
  const auto first = without.find("[[omgeving.laag]]");
  without.erase(first, without.find("[[omgeving.laag]]", first + 1) - first);
  // 3 km off the village.
  const RdPoint away{field.x + 3000.0, field.y};
  const std::string outside = test::text_of({test::rectangle(away, 60.0, 40.0), test::container_at(away), ""});
  for (const std::string& text : {without, outside}) {
    const siting::SitingResult result = ground.places(ground.dossier(text), Doel::GeenAfkeuring);
    CHECK_FALSE(result.bekend);
    REQUIRE(result.ruimten.size() == 1);
    CHECK(result.ruimten.front().mogelijk.empty());
    CHECK_FALSE(result.ruimten.front().onbekend.empty());
    CHECK_FALSE(result.ruimten.front().plaats);
    CHECK(says(result, codes::siting_unknown));
  }
  CHECK(ground.places(ground.dossier(whole), Doel::GeenAfkeuring).bekend);
}

TEST_CASE("outside the scope of the method no place is called free") {
  const Ground ground;
  std::string small = test::container_at(field);
  small.replace(small.find("4,2 MWh"), 7, "19 kWh");
  const siting::SitingResult result =
      ground.places(ground.dossier(test::text_of({test::rectangle(field, 60.0, 40.0), small, ""})), Doel::GeenAfkeuring);
  CHECK(result.bekend);  // of the surroundings all is known
  CHECK(says(result, codes::below_scope));
  CHECK(result.ruimten.front().mogelijk.empty());
  CHECK_FALSE(result.ruimten.front().onbekend.empty());
  CHECK_FALSE(result.ruimten.front().plaats);
}

TEST_CASE("without a layer of units, where a use is open, the messages name that layer") {
  const Ground ground;
  village::Delivery delivery{ground.folder / "omgeving.gpkg"};
  leave_uses_to_units(delivery);
  delivery.close();
  const auto kinds_named = [&](bool units) {
    std::string text = test::text_of({test::rectangle(field, 60.0, 40.0), test::container_at(field), ""});
    if (!units) {
      const auto at = text.rfind("[[omgeving.laag]]", text.find("soort = \"verblijfsobjecten\""));
      text.erase(at, text.find("[[", at + 2) - at);
    }
    test::write_bytes(delivery / "dossier.toml", text);
    const siting::SitingResult result = ground.places(load_dossier(delivery / "dossier.toml"), Doel::GeenAfkeuring);
    std::vector<std::string> kinds;
    for (const Diagnostic& d : result.messages) {
      if (d.code == codes::layer_missing_for_verdict) kinds.insert(kinds.end(), d.args.begin(), d.args.end());
    }
    return kinds;
  };
  const auto with = kinds_named(true);
  const auto without = kinds_named(false);
  CHECK(std::count(with.begin(), with.end(), "verblijfsobjecten") == 0);
  CHECK(std::count(without.begin(), without.end(), "verblijfsobjecten") == 1);
}

TEST_CASE("what has its place is not moved") {
  const Ground ground;
  const auto refused = [&](const std::string& text) {
    try {
      (void)ground.places(ground.dossier(text), Doel::GeenAfkeuring);
    } catch (const DossierError& error) {
      REQUIRE(error.diagnostics().size() == 1);
      return error.diagnostics().front().code;
    }
    return Code{'X', 0};
  };
  const Polygon plot = test::rectangle(field, 60.0, 40.0);
  const auto with = [](std::string text, const std::string& from, const std::string& to) { return text.replace(text.find(from), from.size(), to); };
  const std::string container = test::container_at(field);
  const std::string room = fmt::format("ruimte = {{ inhoud = \"30 m3\", midden = [{}, {}] }}\n", field.x, field.y);
  CHECK(refused(test::text_of({plot, with(container, "eos_container", "eos_gebouw") + room, ""})) == codes::siting_not_movable);
  const std::string store = "opslag = { vloeroppervlak = \"14 m2\", hoogte = \"2,5 m\", beschermingsniveau = 1, blussing = \"sprinkler\", deuren = \"automatisch\" }\n";
  CHECK(refused(test::text_of({plot, with(container, "eos_container", "opslag") + store, ""})) == codes::siting_not_movable);
  const std::string release = fmt::format(
      "[[scenario]]\nid = \"lek\"\nnaam = \"lek\"\npositie = [{}, {}]\nstof = \"HF\"\nbronsterkte = \"1 g/s\"\nduur = \"30 min\"\n"
      "bronhoogte = \"0 m\"\nfrequentie = \"1e-5 1/jaar\"\n", field.x, field.y);
  CHECK(refused(test::text_of({plot, container, release})) == codes::siting_not_movable);
}

TEST_CASE("a plot on which two stations are the nearest is taken apart between them") {
  const Ground ground;
  const RuleSet rules = load_rule_set(ground.catalog, rule_selection(ground.dossier(test::rectangle(field, 30.0, 30.0))));
  // Halfway two stations of which no third is nearer there.
  std::optional<RdPoint> halfway;
  for (const WeatherStation& a : rules.weather_stations) {
    for (const WeatherStation& b : rules.weather_stations) {
      const RdPoint m{(a.position.x + b.position.x) / 2.0, (a.position.y + b.position.y) / 2.0};
      const bool nearest = a.number < b.number && std::none_of(rules.weather_stations.begin(), rules.weather_stations.end(), [&](const WeatherStation& c) {
        return distance_m(c.position, m) < distance_m(a.position, m) - 1.0;
      });
      if (nearest && !halfway) halfway = m;
    }
  }
  REQUIRE(halfway);
  const std::string text = test::text_of({test::rectangle(*halfway, 60.0, 60.0), test::container_at(*halfway), ""});
  const siting::SitingResult result = ground.places(ground.dossier(text), Doel::GeenAfkeuring);
  REQUIRE(result.ruimten.size() == 2);
  CHECK(says(result, codes::siting_weather));
  CHECK(result.ruimten[0].station != result.ruimten[1].station);
  const double all = (60.0 - 2.44) * (60.0 - 6.06);
  CHECK(area_m2(result.ruimten[0].passend) + area_m2(result.ruimten[1].passend) == Approx(all).epsilon(0.001));
  CHECK(area_m2(gis::common(result.ruimten[0].passend, result.ruimten[1].passend)) < 0.5);
  // A station that the dossier names counts everywhere.
  Dossier fixed = ground.dossier(text);
  fixed.weather_station = result.ruimten[0].station;
  CHECK(ground.places(fixed, Doel::GeenAfkeuring).ruimten.size() == 1);
}

TEST_CASE("half round a closed container is the same, and one with doors is computed for either way") {
  const Ground ground;
  const Polygon plot = test::rectangle(field, 60.0, 40.0);
  const auto shared = [&](const std::string& openings) {
    const Dossier dossier = ground.dossier(test::text_of({plot, test::container_at(field) + openings, ""}));
    const siting::Ruimte a = ground.places(dossier, Doel::GeenBrandExplosie, 0.0).ruimten.front();
    const siting::Ruimte b = ground.places(dossier, Doel::GeenBrandExplosie, 180.0).ruimten.front();
    REQUIRE(a.plaats);
    REQUIRE(b.plaats);
    CHECK(a.plaats->bevestigd);
    CHECK(b.plaats->bevestigd);
    return area_m2(gis::difference(a.mogelijk, b.mogelijk)) + area_m2(gis::difference(b.mogelijk, a.mogelijk));
  };
  CHECK(shared("") < 0.5);
  (void)shared("openingen = [ { wand = \"lang_a\", dorpel = \"0 m\", breedte = \"5 m\", hoogte = \"2,4 m\" } ]\n");
}

TEST_CASE("at the edge of a risicogebied PR counts, within it nobody asks") {
  const Ground ground;
  const Polygon plot = test::rectangle(field, 40.0, 30.0);
  const auto area_of = [&](double half) {
    return fmt::format("[[omgeving.risicogebied]]\nid = \"haven\"\nvlak = [[{0}, {2}], [{1}, {2}], [{1}, {3}], [{0}, {3}]]\n", field.x - half,
                       field.x + half, field.y - half, field.y + half);
  };
  const auto excluded = [&](double half) {
    std::string text = test::text_of({plot, test::container_at(field), ""});
    text.insert(text.find("[[omgeving.laag]]"), area_of(half));
    const siting::Ruimte ruimte = ground.places(ground.dossier(text), Doel::GeenAfkeuring).ruimten.front();
    double m2 = 0.0;
    for (const siting::Belemmering& b : ruimte.belemmeringen) {
      if (b.onderwerp == "haven") m2 += area_m2(b.vlak);
    }
    return m2;
  };
  CHECK(excluded(300.0) == 0.0);
  CHECK(excluded(22.0) > 10.0);
}
