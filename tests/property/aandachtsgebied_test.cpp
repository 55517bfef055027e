#include "batterisk/core/area/aandachtsgebied.hpp"

#include "property/study.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <variant>

using namespace batterisk;
using test::ReleaseText;
using test::Study;
using test::StudyText;

namespace {

constexpr double pi = std::numbers::pi;
constexpr RdPoint here{155'000.0, 463'000.0};

constexpr double lbw30_mg_per_m3 = 51.0;  // HF, method 3.4

// Limits outdoors by their definition, with one air change an hour and 30 minutes.
double concentration_limit() {  // variant A
  return lbw30_mg_per_m3 / (1.0 - std::exp(-0.5));
}
double dose_limit() {  // variant B: (30 min / K)^(1/2), K the integral of (1 - e^-t)^2 over half an hour
  const auto primitive = [](double t) { return t + 2.0 * std::exp(-t) - 0.5 * std::exp(-2.0 * t); };
  return lbw30_mg_per_m3 * std::sqrt(0.5 / (primitive(0.5) - primitive(0.0)));
}

struct ClassSigmas {
  const char* name;
  double wind;
  double a, b, c, d;
};
// Reference method 3.3.2 (TNO), in the order of the weather classes.
constexpr std::array<ClassSigmas, 6> classes{{{"B3", 3.0, 0.371, 0.866, 0.23, 0.85},
                                              {"D1.5", 1.5, 0.128, 0.905, 0.20, 0.76},
                                              {"D5", 5.0, 0.128, 0.905, 0.20, 0.76},
                                              {"D9", 9.0, 0.128, 0.905, 0.20, 0.76},
                                              {"E5", 5.0, 0.098, 0.902, 0.15, 0.73},
                                              {"F1.5", 1.5, 0.065, 0.902, 0.12, 0.67}}};

// Concentration (mg/m3) on the axis at 1.5 m, from the wake of 2.34 x 2.29 m by quadrature; no lid near the
// source.
double axis_concentration(const ClassSigmas& k, double rate_g_per_s, double x) {
  const double sigma_y = std::hypot(k.a * std::pow(x, k.b), 2.34 / 4.3);
  const double sigma_z = std::hypot(k.c * std::pow(x, k.d), 2.29 / 2.15);
  const double vertical = 2.0 * std::exp(-0.5 * 1.5 * 1.5 / (sigma_z * sigma_z));
  return 1e3 * rate_g_per_s / (2.0 * pi * k.wind * sigma_y * sigma_z) * vertical;
}

double axis_distance(const ClassSigmas& k, double rate_g_per_s, double limit_mg_per_m3) {
  double near = 0.1;  // beyond the largest value at the foot
  double far = 20'000.0;
  while (far - near > 1e-7 * far) {
    const double middle = std::sqrt(near * far);
    (axis_concentration(k, rate_g_per_s, middle) >= limit_mg_per_m3 ? near : far) = middle;
  }
  return near;
}

Aandachtsgebieden areas_of(Study& study) {
  return aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, study.used);
}
Aandachtsgebieden areas_of(const StudyText& text) {
  Study study = test::study_of(text);
  return areas_of(study);
}

const Zone* zone_of(const Aandachtsgebieden& areas, Aandachtsgebied soort) {
  const auto it = std::find_if(areas.zones.begin(), areas.zones.end(),
                               [&](const Zone& zone) { return zone.aandachtsgebied == soort; });
  return it == areas.zones.end() ? nullptr : &*it;
}

double distance_in(const Aandachtsgebieden& areas, const std::string& weather) {
  double largest = 0.0;
  for (const EffectDistance& d : areas.distances) {
    if (d.soort == Aandachtsgebied::Gifwolk && d.weather == weather)
      largest = std::max(largest, d.from_centre_m);
  }
  return largest;
}

StudyText release(const std::string& rate) {
  StudyText text;
  text.releases = {{"hf", here.x, here.y, rate}};
  return text;
}

}  // namespace

TEST_CASE("golden: distances of the NIPV release in D5, dose and concentration") {
  // Reference method, golden 16.
  CHECK(distance_in(areas_of(release("16.6667 g/s")), "D5") == Approx(18.21).epsilon(1e-3));
  StudyText old = release("16.6667 g/s");
  old.peildatum = "2025-12-31";
  CHECK(distance_in(areas_of(old), "D5") == Approx(27.27).epsilon(1e-3));
}

TEST_CASE("criterion A: a release shorter than half an hour fills a house for as long as it lasts") {
  StudyText text = release("60 g/s");
  text.peildatum = "2025-12-31";
  Study study = test::study_of(text);
  std::get<ToxicSource>(study.scenarios.at(0).source).duration = Time::min(10.0);
  const double limit = lbw30_mg_per_m3 / (1.0 - std::exp(-1.0 / 6.0));
  const Aandachtsgebieden areas = areas_of(study);
  for (const ClassSigmas& k : classes) {
    CHECK(distance_in(areas, k.name) == Approx(axis_distance(k, 60.0, limit)).epsilon(1e-5));
  }
}

TEST_CASE("the gifwolkaandachtsgebied is the largest distance over the weather classes") {
  const double rate = GENERATE(16.6667, 60.0, 200.0);
  const Aandachtsgebieden areas = areas_of(release(test::number(rate) + " g/s"));
  double largest = 0.0;
  for (const ClassSigmas& k : classes) {
    const double expected = axis_distance(k, rate, dose_limit());
    INFO(k.name << ", " << rate << " g/s");
    CHECK(distance_in(areas, k.name) == Approx(expected).epsilon(1e-5));
    largest = std::max(largest, expected);
  }
  const Zone* zone = zone_of(areas, Aandachtsgebied::Gifwolk);
  REQUIRE(zone != nullptr);
  REQUIRE(zone->parts.size() == 1);
  const Circle circle = std::get<Circle>(zone->parts[0]);
  CHECK(circle.centre == here);
  CHECK(circle.radius_m == Approx(largest).epsilon(1e-5));
  CHECK(areas.gifwolk_uncapped_m == Approx(largest).epsilon(1e-5));
  CHECK(zone->before_cap.empty());
  CHECK(areas.undetermined.empty());
}

TEST_CASE("the dates of the study choose concentration or dose") {
  // Bkl art. 5.12 lid 3 with Stb. 2025, 242, art. X: the cases of the legal reference.
  struct Case {
    const char* peildatum;
    const char* others;
    bool dose;
  };
  const Case c =
      GENERATE(Case{"2026-06-01", "aanvraagdatum = 2025-12-31", false},
               Case{"2026-06-01", "aanvraagdatum = 2026-01-01", true}, Case{"2025-12-31", "", false},
               Case{"2026-01-01", "", true},
               Case{"2026-06-01", "aanvraagdatum = 2025-11-01\nonherroepelijk_op = 2026-05-01", true},
               Case{"2026-06-01", "aanvraagdatum = 2025-11-01\nonherroepelijk_op = 2026-06-02", false});
  StudyText text = release("16.6667 g/s");
  text.peildatum = c.peildatum;
  text.other_dates = c.others;
  INFO(c.peildatum << " " << c.others);
  const double limit = c.dose ? dose_limit() : concentration_limit();
  CHECK(areas_of(text).gifwolk_uncapped_m == Approx(axis_distance(classes[5], 16.6667, limit)).epsilon(1e-5));
}

TEST_CASE("golden: the gifwolkaandachtsgebied is capped at 1500 m, and its full size kept") {
  // Bkl art. 5.12 lid 4; reference method, golden 53.
  const double uncapped = axis_distance(classes[5], 20'000.0, dose_limit());
  REQUIRE(uncapped > 1500.0);
  const Aandachtsgebieden areas = areas_of(release("20 kg/s"));
  const Zone* zone = zone_of(areas, Aandachtsgebied::Gifwolk);
  REQUIRE(zone != nullptr);
  REQUIRE(zone->parts.size() == 1);
  CHECK(std::get<Circle>(zone->parts[0]) == Circle{here, 1500.0});
  REQUIRE(zone->before_cap.size() == 1);
  CHECK(std::get<Circle>(zone->before_cap[0]).radius_m == Approx(uncapped).epsilon(1e-5));
  CHECK(areas.gifwolk_uncapped_m == Approx(uncapped).epsilon(1e-5));
}

TEST_CASE("with one release beyond the cap, the others keep their size before it") {
  StudyText text;
  text.releases = {{"groot", here.x, here.y, "20 kg/s"}, {"klein", here.x + 400.0, here.y, "20 g/s"}};
  const Aandachtsgebieden areas = areas_of(text);
  const Zone* zone = zone_of(areas, Aandachtsgebied::Gifwolk);
  REQUIRE(zone != nullptr);
  REQUIRE(zone->parts.size() == 2);
  REQUIRE(zone->before_cap.size() == 2);
  CHECK(zone->parts[1] == zone->before_cap[1]);
}

TEST_CASE("golden: the fire area of the reference module ends 13.0 m from the wall") {
  // RIVM 2024 through GPKL; reference method, golden 24.
  const double orientation_deg = GENERATE(0.0, 35.0, 150.0);
  StudyText text;
  text.units = {{"a", here.x, here.y, orientation_deg}};
  const Aandachtsgebieden areas = areas_of(text);
  const Zone* zone = zone_of(areas, Aandachtsgebied::Brand);
  REQUIRE(zone != nullptr);
  REQUIRE(zone->parts.size() == 1);
  const Polygon& polygon = std::get<Polygon>(zone->parts[0]);
  CHECK_FALSE(self_crossing(polygon.outer));
  CHECK(signed_area_m2(polygon.outer) > 0.0);
  // Width of the area along and across the long axis; the container is 6.06 x 2.44 m.
  const double axis = orientation_deg * pi / 180.0;
  double along = 0.0;
  double across = 0.0;
  double furthest = 0.0;
  for (const RdPoint p : polygon.outer) {
    const double dx = p.x - here.x;
    const double dy = p.y - here.y;
    along = std::max(along, dx * std::sin(axis) + dy * std::cos(axis));
    across = std::max(across, dx * std::cos(axis) - dy * std::sin(axis));
    furthest = std::max(furthest, std::hypot(dx, dy));
  }
  CHECK(along == Approx(6.06 / 2.0 + 13.0).epsilon(0.0).margin(0.02));
  CHECK(across == Approx(2.44 / 2.0 + 13.0).epsilon(0.0).margin(0.02));
  bool found = false;
  for (const EffectDistance& d : areas.distances) {
    if (d.soort != Aandachtsgebied::Brand) continue;
    found = true;
    CHECK(d.from_wall_m == Approx(13.0).epsilon(0.0).margin(0.01));
    CHECK(d.from_centre_m == Approx(furthest).epsilon(0.0).margin(0.01));
  }
  CHECK(found);
}

TEST_CASE("scenarios below area.f_min do not count in the areas") {
  StudyText text;
  text.releases = {{"zelden", here.x, here.y, "60 g/s", "1e-9 1/jaar"},
                   {"vaker", here.x, here.y, "20 g/s", "1e-6 1/jaar"}};
  CHECK(areas_of(text).gifwolk_uncapped_m ==
        Approx(axis_distance(classes[5], 60.0, dose_limit())).epsilon(1e-5));
  text.more =
      "[[afwijking]]\nparameter = \"area.f_min\"\nwaarde = 1e-8\neenheid = \"1/jaar\"\nmotivering = "
      "\"proef\"\n";
  CHECK(areas_of(text).gifwolk_uncapped_m ==
        Approx(axis_distance(classes[5], 20.0, dose_limit())).epsilon(1e-5));
}

TEST_CASE("the frequency of a scenario does not change its area") {
  StudyText text = release("60 g/s");
  const double often = areas_of(text).gifwolk_uncapped_m;
  text.releases[0].frequency = "1e-9 1/jaar";
  CHECK(areas_of(text).gifwolk_uncapped_m == often);
}

TEST_CASE("the sum of relative doses reaches at least as far as the union, and further with two substances") {
  // `gifwolk.sum`; the cold vent gas of a module holds HF and CO.
  StudyText text;
  text.units = {{"a", here.x, here.y}};
  const double joined = areas_of(text).gifwolk_uncapped_m;
  text.more = "[[afwijking]]\nparameter = \"gifwolk.sum\"\nwaarde = \"som\"\nmotivering = \"proef\"\n";
  CHECK(areas_of(text).gifwolk_uncapped_m > joined);
}

TEST_CASE("per bearing an area names what reaches furthest there") {
  StudyText text;
  text.releases = {{"west", here.x - 40.0, here.y}, {"oost", here.x + 40.0, here.y, "50 g/s"}};
  Study study = test::study_of(text);
  const Aandachtsgebieden areas =
      aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, study.used);
  CHECK(areas.middle == here);
  REQUIRE(areas.directions.size() == 36);
  const auto radius = [&](const char* scenario) {
    double largest = 0.0;
    for (const EffectDistance& d : areas.distances) largest = d.scenario == scenario ? std::max(largest, d.from_centre_m) : largest;
    return largest;
  };
  for (const AreaDirection& d : areas.directions) {
    CHECK(d.soort == Aandachtsgebied::Gifwolk);
    // By the law of cosines, from each centre.
    const double bearing = d.bearing_deg * pi / 180.0;
    const auto reach = [&](double centre_x, double r) {
      const double ahead = centre_x * std::sin(bearing);
      const double aside = centre_x * std::cos(bearing);
      return r > std::abs(aside) ? std::max(0.0, ahead + std::sqrt(r * r - aside * aside)) : 0.0;
    };
    const double west = reach(-40.0, radius("west"));
    const double east = reach(40.0, radius("oost"));
    INFO(d.bearing_deg);
    CHECK(d.distance_m == Approx(std::max(west, east)).epsilon(1e-12));
    CHECK(d.scenario == (east > west ? "oost" : "west"));
    CHECK(d.weather == "F1.5");
  }
}

TEST_CASE("per bearing the fire area of one module is the border of its region") {
  StudyText text;
  text.units = {{"a", here.x, here.y, 30.0}};
  Study study = test::study_of(text, {"S1"});
  const Aandachtsgebieden areas =
      aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, study.used);
  REQUIRE(areas.directions.size() == 36);
  const Polygon& region = std::get<Polygon>(areas.zones.front().parts.front());
  for (const AreaDirection& d : areas.directions) {
    const double bearing = d.bearing_deg * pi / 180.0;
    INFO(d.bearing_deg);
    CHECK(contains(region, point_at(here, bearing, d.distance_m - 1e-6)));
    CHECK_FALSE(contains(region, point_at(here, bearing, d.distance_m + 1e-6)));
    CHECK(d.weather.empty());
  }
}
