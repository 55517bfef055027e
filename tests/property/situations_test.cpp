#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "study.hpp"

#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/risk/fire_radiation.hpp"
#include "batterisk/core/risk/risk_field.hpp"
#include "batterisk/core/risk/wall_torch_risk.hpp"
#include "batterisk/core/scenario/store_fire.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

// Openings, an EOS in a building, and a store: against goldens of the method, brute force and invariants.

using namespace batterisk;
using namespace batterisk::test;

namespace {

using std::numbers::pi;

constexpr RdPoint centre{155'000.0, 463'000.0};

// A study of one system; `system` gives what follows id and position.
Study study_with(const std::string& system, const std::string& more = "") {
  TempFolder folder;
  write_bytes(folder / "dossier.toml",
              "schema_versie = 1\n[project]\nnaam = \"Proef\"\npeildatum = 2026-06-01\n[[locatie]]\n"
              "grens = [[150000, 458000], [160000, 458000], [160000, 468000], [150000, 468000]]\n"
              "[[systeem]]\nid = \"eos\"\nchemie = \"lfp\"\npositie = [155000, 463000]\n" +
                  system + "\n[weer]\nstation = 260\n" + more);
  return study_at(folder / "dossier.toml", {"S1", "S2", "S3", "S4", "O", "D"});
}

const std::string container =
    "situatie = \"eos_container\"\nenergie = { eenheid = \"4.2 MWh\" }\n"
    "afmetingen = { lengte = \"6.06 m\", breedte = \"2.44 m\", hoogte = \"2.59 m\" }\n";
const std::string building =
    "situatie = \"eos_gebouw\"\nenergie = { eenheid = \"2 MWh\" }\n"
    "afmetingen = { lengte = \"20 m\", breedte = \"12 m\", hoogte = \"9 m\" }\nruimte = { inhoud = \"200 m3\", "
    "midden = [155003, 463002] }\n";

std::string store(const std::string& floor, const std::string& suppression, const std::string& doors = "handmatig") {
  return "situatie = \"opslag\"\nenergie = {}\nafmetingen = { lengte = \"60 m\", breedte = \"40 m\", hoogte = \"6 m\" }\n"
         "opslag = { vloeroppervlak = \"" + floor + "\", hoogte = \"6 m\", beschermingsniveau = 1, blussing = \"" +
         suppression + "\", deuren = \"" + doors + "\", massa = \"600 ton\" }\n";
}

const Scenario& scenario(const Study& study, std::string_view kind) {
  const auto it = std::find_if(study.scenarios.begin(), study.scenarios.end(),
                               [&](const Scenario& s) { return to_string(s.kind) == kind; });
  REQUIRE(it != study.scenarios.end());
  return *it;
}

double largest_area_m(const Study& study, Aandachtsgebied soort) {
  UsedKeys used;
  double largest = 0.0;
  for (const EffectDistance& d :
       aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, used).distances) {
    if (d.soort == soort) largest = std::max(largest, d.from_centre_m);
  }
  return largest;
}

}  // namespace

TEST_CASE("flames in an opening of a building radiate as golden rectangle 28, and only before their wall") {
  // 12 x 6 m, from receiver height up and from 3 m below it to 3 m above; the sill cannot be below the ground, so the
  // second case is that of the symmetric halves: twice the corner values.
  const Study study = study_with(building + "openingen = [ { wand = \"lang_a\", dorpel = \"1.5 m\", breedte = \"12 m\", "
                                            "hoogte = \"6 m\" } ]\norientatie = \"90 graden\"\n");
  const auto& fire = std::get<FireSource>(scenario(study, "S4").source);
  CHECK(fire.roof.m2() == 0.0);
  const FireRadiation radiation(fire, study.models, study.weather.classes);
  const double sep = 115e3;
  // The long axis points east, so its right-hand wall faces south, 6 m from the centre.
  const struct { double before; double factor; } golden[] = {{5.0, .320367}, {10.0, .155639}, {20.0, .051186}};
  for (const auto& g : golden) {
    CHECK(radiation.flux_w_per_m2(0, {0.0, -6.0 - g.before}) == Approx(sep * g.factor).epsilon(1e-5));
  }
  for (const RdPoint behind : {RdPoint{0.0, 20.0}, RdPoint{30.0, -5.9}, RdPoint{0.0, -5.99}}) {
    CHECK(radiation.flux_w_per_m2(0, behind) == 0.0);
  }
  // At the wall the view factor is at most 1.
  CHECK(radiation.flux_w_per_m2(0, {0.0, -6.0001}) <= sep * (1.0 + 1e-12));
  CHECK_FALSE(radiation.is_round());
}

TEST_CASE("the fire area of flames in an opening ends where the worst weather gives its heat flux") {
  Study study = study_with(building + "openingen = [ { wand = \"lang_a\", dorpel = \"1.5 m\", breedte = \"12 m\", "
                                      "hoogte = \"6 m\" } ]\norientatie = \"25 graden\"\n");
  std::erase_if(study.scenarios, [](const Scenario& s) { return s.kind != ScenarioKind::S4Fire; });
  const FireRadiation radiation(std::get<FireSource>(study.scenarios.front().source), study.models, study.weather.classes);
  UsedKeys used;
  const Aandachtsgebieden areas = aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, used);
  const double limit = study.rules.method.brand.area_flux.value.w_per_m2();
  const auto flux = [&](RdPoint p) {
    double largest = 0.0;
    for (std::size_t c = 0; c < weather_class_count; ++c) {
      largest = std::max(largest, radiation.flux_w_per_m2(c, {p.x - centre.x, p.y - centre.y}));
    }
    return largest;
  };
  REQUIRE(areas.zones.front().parts.size() == 1);
  const Polygon region = std::get<Polygon>(areas.zones.front().parts.front());
  CHECK(area_m2(region) > 50.0);
  for (std::size_t i = 0; i < region.outer.size(); ++i) {
    const RdPoint p = region.outer[i];
    const RdPoint next = region.outer[(i + 1) % region.outer.size()];
    const double length = distance_m(p, next);
    const RdPoint left{(p.y - next.y) / length, (next.x - p.x) / length};
    const RdPoint middle{(p.x + next.x) / 2.0, (p.y + next.y) / 2.0};
    INFO(middle.x - centre.x << ", " << middle.y - centre.y);
    CHECK(flux({middle.x + 0.1 * left.x, middle.y + 0.1 * left.y}) >= limit);
    CHECK(flux({middle.x - 0.1 * left.x, middle.y - 0.1 * left.y}) <= limit);
  }
}

TEST_CASE("an opening in a container adds radiation before its wall and changes nothing elsewhere") {
  const Study closed = study_with(container);
  const Study open = study_with(container + "openingen = [ { wand = \"kop_a\", breedte = \"2 m\", hoogte = \"2.4 m\" } ]\n");
  const FireRadiation without(std::get<FireSource>(scenario(closed, "S4").source), closed.models, closed.weather.classes);
  const FireRadiation with(std::get<FireSource>(scenario(open, "S4").source), open.models, open.weather.classes);
  for (const double r : {5.0, 8.0, 12.0, 20.0}) {
    CHECK(with.flux_w_per_m2(2, {0.0, r}) > without.flux_w_per_m2(2, {0.0, r}));   // kop_a faces north
    CHECK(with.flux_w_per_m2(2, {0.0, -r}) == without.flux_w_per_m2(2, {0.0, -r}));
    CHECK(with.flux_w_per_m2(2, {r, 0.0}) == without.flux_w_per_m2(2, {r, 0.0}));
  }
  UsedKeys used;
  const RiskField field_without(closed.scenarios, closed.models, closed.weather, closed.rules, used);
  const RiskField field(open.scenarios, open.models, open.weather, open.rules, used);
  for (const RdPoint p : {RdPoint{155'000.0, 463'009.0}, RdPoint{155'003.0, 463'007.0}, RdPoint{154'995.0, 463'040.0},
                          RdPoint{155'030.0, 462'990.0}}) {
    CHECK(field.direct_at(p).per_year() >= field_without.direct_at(p).per_year() * (1.0 - 1e-9));
    CHECK(field.at(p).per_year() == Approx(field.direct_at(p).per_year()).epsilon(0.02));
  }
}

TEST_CASE("torches through an opening: the mean over directions by brute force, and nobody behind the wall") {
  const Study study = study_with(building + "openingen = [ { wand = \"kop_a\", vanaf_midden = \"2 m\", breedte = \"1 m\", "
                                            "hoogte = \"2 m\" } ]\n");
  const auto& source = std::get<TorchSource>(scenario(study, "S1").source);
  REQUIRE(source.openings.size() == 1);
  const Torch torch(source.power, study.models.torch);
  const ThermalLine line = thermal_line(source.exposure, study.models.heat);
  const WallTorchRisk risk(torch, line, source, 0.0);
  const RdPoint base{10.0, 2.0};  // along the axis, to the right
  const double half = pi / 4.0;
  for (const RdPoint p : {RdPoint{15.0, 2.0}, RdPoint{20.0, 4.0}, RdPoint{14.0, -8.0}, RdPoint{22.5, 2.0}, RdPoint{11.0, 9.0}}) {
    constexpr int n = 40'000;
    double sum = 0.0;
    for (int k = 0; k < n; ++k) {
      const double a = -half + 2.0 * half * (k + 0.5) / n;
      const double dx = p.x - base.x;
      const double dy = p.y - base.y;
      const double x = dx * std::cos(a) + dy * std::sin(a);
      const double y = dy * std::cos(a) - dx * std::sin(a);
      sum += torch.contains(x, y, 0.0) ? 1.0 : line.lethality(torch.flux_w_per_m2(x, y, 0.0));
    }
    CAPTURE(p.x, p.y);
    CHECK(risk.direct_mean_lethality(p) == Approx(sum / n).epsilon(2e-3).margin(1e-9));
    CHECK(risk.mean_lethality(p) == Approx(sum / n).epsilon(5e-3).margin(1e-9));
  }
  for (const RdPoint behind : {RdPoint{9.9, 2.0}, RdPoint{9.9, 8.0}, RdPoint{-15.0, 0.0}}) {
    CHECK(risk.direct_mean_lethality(behind) == 0.0);
  }
  // The region of 10 kW/m2 reaches 13 m straight ahead, as the torch of the reference module does.
  const auto regions = risk.regions(HeatFlux::kw_per_m2(10.0));
  REQUIRE(regions.size() == 1);
  double farthest = 0.0;
  for (const RdPoint v : regions[0]) {
    CHECK(v.x >= 10.0 - 1e-9);
    farthest = std::max(farthest, distance_m(v, base));
  }
  CHECK(farthest == Approx(13.0).epsilon(1e-3));
}

TEST_CASE("a container that shields: brute force with a line of sight, never more than without") {
  const Study open = study_with(container);
  const Study shielding = study_with(container, "[[afwijking]]\nparameter = \"s1.afscherming\"\nwaarde = true\nmotivering = \"proef\"\n");
  const auto& source = std::get<TorchSource>(scenario(shielding, "S1").source);
  REQUIRE(source.shielded);
  const Torch torch(source.power, shielding.models.torch);
  const ThermalLine line = thermal_line(source.exposure, shielding.models.heat);
  const WallTorchRisk risk(torch, line, source, 0.0);
  const TorchRisk plain(torch, line, source.length, source.width, 0.0);
  for (const RdPoint p : {RdPoint{8.0, 0.5}, RdPoint{0.5, 6.0}, RdPoint{4.0, 4.0}, RdPoint{-9.0, 3.0}}) {
    constexpr int n = 40'000;
    double sum = 0.0;
    for (int k = 0; k < n; ++k) {
      const double a = 2.0 * pi * (k + 0.5) / n;
      const double out = wall_distance_m(6.06, 2.44, a);
      const RdPoint base{out * std::cos(a), out * std::sin(a)};
      // The wall that the flame leaves, and on which side of it the receiver stands.
      const bool end = std::abs(std::abs(base.x) - 3.03) < 1e-9;
      const bool sees = end ? p.x * base.x > 3.03 * 3.03 : p.y * base.y > 1.22 * 1.22;
      if (!sees) continue;
      const double x = (p.x - base.x) * std::cos(a) + (p.y - base.y) * std::sin(a);
      const double y = (p.y - base.y) * std::cos(a) - (p.x - base.x) * std::sin(a);
      sum += torch.contains(x, y, 0.0) ? 1.0 : line.lethality(torch.flux_w_per_m2(x, y, 0.0));
    }
    CAPTURE(p.x, p.y);
    CHECK(risk.direct_mean_lethality(p) == Approx(sum / n).epsilon(3e-3).margin(1e-9));
    CHECK(risk.direct_mean_lethality(p) <=
          plain.direct_mean_lethality(std::hypot(p.x, p.y), std::atan2(p.y, p.x)) * (1.0 + 1e-6));
  }
}

TEST_CASE("a building: torches need openings, the explosion sits in the room, smoke is in the wake of the building") {
  const Study closed = study_with(building);
  CHECK(std::none_of(closed.scenarios.begin(), closed.scenarios.end(),
                     [](const Scenario& s) { return s.kind == ScenarioKind::S1Torch; }));
  CHECK(scenario(closed, "S2").position == RdPoint{155'003.0, 463'002.0});
  CHECK(scenario(closed, "S4").position == centre);
  const auto& gas = std::get<ToxicSource>(scenario(closed, "S3").source);
  CHECK(gas.wake_width.m() == 12.0);
  CHECK(gas.wake_height.m() == 9.0);
  // The fire of a closed building has no flame outside.
  const FireRadiation none(std::get<FireSource>(scenario(closed, "S4").source), closed.models, closed.weather.classes);
  CHECK(none.reach_m() == 0.0);
  CHECK(none.flux_w_per_m2(0, {0.0, 7.0}) == 0.0);
  // The free volume is that of the room: the explosion of a larger room is larger, for the filling is stoichiometric.
  const Study small = study_with(building + "", "");
  CHECK(std::get<ExplosionSource>(scenario(small, "S2").source).area.m() > 0.0);
}

TEST_CASE("store: fire sizes are clipped to the floor and their chances stay one") {
  UsedKeys used;
  for (const char* suppression : {"geen", "sprinkler", "deluge", "licht_schuim", "blusgas"}) {
    for (const char* floor : {"10 m2", "75 m2", "400 m2", "2000 m2"}) {
      const Study study = study_with(store(floor, suppression));
      double sum = 0.0;
      for (const Scenario& s : study.scenarios) sum += s.frequency.per_year();
      CAPTURE(suppression, floor);
      CHECK(sum == Approx(8.8e-4).epsilon(1e-12));
      for (const StoreFire& fire : store_fires(study.dossier.units[0], study.rules, used)) {
        CHECK(fire.size.m2() <= study.dossier.units[0].store->floor.m2());
      }
    }
  }
  const Study study = study_with(store("400 m2", "sprinkler"));
  REQUIRE(study.scenarios.size() == 5);
  const double expected[] = {0.45, 0.44, 0.10, 0.005, 0.005};
  const char* ids[] = {"eos/O-20m2", "eos/O-50m2", "eos/O-100m2", "eos/O-300m2", "eos/O-400m2"};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(study.scenarios[i].id == ids[i]);
    CHECK(study.scenarios[i].frequency.per_year() == Approx(8.8e-4 * expected[i]).epsilon(1e-12));
  }
}

TEST_CASE("store: burning rate, smoke and duration by hand") {
  // 20 m2 x 0.025 kg/m2 s = 0.5 kg/s; cells of 6 kg/kWh lose 16 %: 0.5/(6 x 0.16) = 0.52083 kWh/s; HF 60 g/kWh.
  const Study study = study_with(store("400 m2", "sprinkler"));
  const auto& smoke = std::get<ToxicSource>(study.scenarios[0].source);
  REQUIRE(smoke.substances.at(0).stof == "HF");
  CHECK(smoke.substances[0].rate.kg_per_s() == Approx(31.25e-3).epsilon(1e-9));
  // 600 t of cells are 100 MWh, so 5 MWh lie under 20 m2 and last for more than 30 minutes.
  CHECK(smoke.duration.s() == 1800.0);
  CHECK(smoke.wake_width.m() == 40.0);
  // With 6 t in all, 50 kWh under the fire last 96 s.
  std::string little = store("400 m2", "sprinkler");
  little.replace(little.find("600 ton"), 7, "6 ton");
  const Study short_fire = study_with(little);
  CHECK(std::get<ToxicSource>(short_fire.scenarios[0].source).duration.s() == Approx(96.0).epsilon(1e-9));
  // Golden 47: V 1800 m3 (300 m2 x 6 m), F 4: at most 0.530 kg/s with closed doors; open doors do not limit.
  const Study limited = study_with(store("300 m2", "geen"),
                                   "[[afwijking]]\nparameter = \"o.o2_limit\"\nwaarde = \"aan\"\nmotivering = \"proef\"\n");
  REQUIRE(limited.scenarios.size() == 2);
  CHECK(limited.scenarios[0].frequency.per_year() == Approx(8.8e-5).epsilon(1e-9));
  CHECK(std::get<ToxicSource>(limited.scenarios[0].source).substances[0].rate.kg_per_s() ==
        Approx(7.5 / 0.96 * 60e-3).epsilon(1e-9));
  CHECK(std::get<ToxicSource>(limited.scenarios[1].source).substances[0].rate.kg_per_s() ==
        Approx(0.530 / 0.96 * 60e-3).epsilon(2e-3));
}

TEST_CASE("store: a larger floor, and no suppression, never make it smaller") {
  double before = 0.0;
  for (const char* floor : {"50 m2", "200 m2", "800 m2"}) {
    const double reach = largest_area_m(study_with(store(floor, "geen")), Aandachtsgebied::Gifwolk);
    CHECK(reach > before);
    before = reach;
  }
  UsedKeys used;
  const Study without = study_with(store("800 m2", "geen"));
  const Study with = study_with(store("800 m2", "sprinkler"));
  const RiskField bare(without.scenarios, without.models, without.weather, without.rules, used);
  const RiskField sprinkled(with.scenarios, with.models, with.weather, with.rules, used);
  for (const RdPoint p : {RdPoint{155'030.0, 463'000.0}, RdPoint{155'000.0, 463'100.0}, RdPoint{154'800.0, 462'900.0}}) {
    CHECK(bare.at(p) >= sprinkled.at(p));
  }
  CHECK(largest_area_m(with, Aandachtsgebied::Brand) == 0.0);
}
