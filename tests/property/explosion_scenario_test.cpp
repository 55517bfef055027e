#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/risk/risk_field.hpp"

#include "batterisk/core/effect/accumulation.hpp"
#include "batterisk/core/effect/blast.hpp"
#include "batterisk/core/effect/deflagration.hpp"

#include "property/study.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <string>

// Late ignition in the enclosure (S2), from dossier to PR and area, against the steps of core/README.md 2.7 by hand.

using namespace batterisk;
using test::Study;

namespace {

using std::numbers::pi;

constexpr RdPoint here{155'000.0, 463'000.0};

Study study_with(const std::string& deviations) {
  test::StudyText text;
  text.units = {{"a", here.x, here.y, 30.0}};
  text.more = deviations;
  return test::study_of(text, {"S2", "S3"});
}

std::string deviation(const std::string& key, const std::string& value, const std::string& unit) {
  return "[[afwijking]]\nparameter = \"" + key + "\"\nwaarde = " + value + "\neenheid = \"" + unit +
         "\"\nmotivering = \"proef\"\n";
}

// The enclosure of the tests: 50 kWh LFP in 6.06 x 2.44 x 2.59 m.
struct Room {
  double volume_m3;
  double gas_m3_per_s;
  double concentration;
  double stoichiometric_m3;
};
Room room(const MethodRules& m) {
  Room r{};
  r.volume_m3 = m.inv.v_free_frac.value * m.inv.v_int_fraction.value * 6.06 * 2.44 * 2.59;
  r.gas_m3_per_s = 50.0 * 0.35 / 1800.0;
  r.concentration = 1.0 - std::exp(-r.gas_m3_per_s * 1800.0 / r.volume_m3);  // no ventilation
  r.stoichiometric_m3 = std::min(r.volume_m3, r.concentration * r.volume_m3 / 0.306);
  return r;
}

const ExplosionSource& explosion(const Study& study) {
  for (const Scenario& s : study.scenarios) {
    if (const auto* source = std::get_if<ExplosionSource>(&s.source)) return *source;
  }
  throw std::runtime_error("no explosion");
}

}  // namespace

TEST_CASE("S2: a closed enclosure bursts, PR is a disc and the area a circle") {
  Study study = study_with("");
  const MethodRules& m = study.rules.method;
  const Room r = room(m);
  REQUIRE(r.concentration > 0.0866);
  const double p_red = (8.0e5 - m.air.p0.value.pa()) * r.stoichiometric_m3 / r.volume_m3;
  const ExplosionSource& source = explosion(study);
  CHECK(source.burst);
  CHECK(source.reduced.pa() == Approx(p_red).epsilon(1e-9));
  CHECK(source.energy.j() == Approx(2.79e6 * r.stoichiometric_m3).epsilon(1e-9));
  // Class 7 gives 0.3 bar at 14.48 m and 0.1 bar at 30.81 m for 115.5 MJ (golden 34); distances go with E^(1/3).
  const double scale = std::cbrt(2.79e6 * r.stoichiometric_m3 / (33.0 * 3.5e6));
  REQUIRE(m.s2.me_burst.value == 7.0);
  CHECK(source.lethal.radius.m() == Approx(14.48 * scale).epsilon(1e-3));
  CHECK(source.area.m() == Approx(30.81 * scale).epsilon(1e-3));
  const double frequency = m.freq.lambda_p.value.per_gw_year() * 5.0e-3 / 2.0 * m.ev.p_s2.value.value();
  study.scenarios.erase(study.scenarios.begin() + 1, study.scenarios.end());
  REQUIRE(to_string(study.scenarios.front().kind) == "S2");
  const RiskField field(study.scenarios, study.models, study.weather, study.rules, study.used);
  for (const double bearing : {0.0, 1.0, 2.5, 4.0}) {
    CHECK(field.direct_at(point_at(here, bearing, source.lethal.radius.m() - 1e-3)).per_year() ==
          Approx(frequency).epsilon(1e-12));
    CHECK(field.at(point_at(here, bearing, source.lethal.radius.m() - 1e-3)).per_year() == Approx(frequency).epsilon(1e-12));
    CHECK(field.at(point_at(here, bearing, source.lethal.radius.m() + 1e-3)).per_year() == 0.0);
  }
  const auto areas = aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, study.used);
  for (const Zone& zone : areas.zones) {
    if (zone.aandachtsgebied != Aandachtsgebied::Explosie) continue;
    REQUIRE(zone.parts.size() == 1);
    const auto& circle = std::get<Circle>(zone.parts.front());
    CHECK(distance_m(circle.centre, here) < 1e-9);
    CHECK(circle.radius_m == source.area.m());
  }
}

TEST_CASE("S2: a large vent keeps the enclosure whole, the blast counts from the vent") {
  // Slow gas, so that 9 m2 of vent keep the pressure below failure.
  Study study = study_with(deviation("s2.a_vent", "9.0", "m2") + deviation("s2.chi_f", "1.0", "-") +
                           deviation("gas.su", "0.45", "m/s") + deviation("s2.p_stat", "0.02", "bar"));
  const MethodRules& m = study.rules.method;
  const Room r = room(m);
  const double p0 = m.air.p0.value.pa();
  const DeflagrationResult ode = vented_deflagration(
      {.volume = Volume::m3(r.volume_m3),
       .burning_velocity = Speed::m_per_s(0.45),
       .pressure_exponent = 0.25,
       .wrinkling = 1.0,
       .ambient = m.air.p0.value,
       .maximum = Pressure::pa(p0 + (8.0e5 - p0) * r.stoichiometric_m3 / r.volume_m3),
       .density = Density::kg_per_m3(1.2),
       .gamma = 1.38,
       .vent = Area::m2(9.0),
       .opening = Overpressure::bar(0.02),
       .discharge = 0.6});
  REQUIRE(ode.reduced.pa() < 0.3e5);
  const ExplosionSource& source = explosion(study);
  CHECK_FALSE(source.burst);
  CHECK(source.reduced.pa() == Approx(ode.reduced.pa()).epsilon(1e-6));
  const double energy = std::min(2.79e6 * ode.unburnt_vented.kg() / 1.2, 2.79e6 * r.stoichiometric_m3);
  CHECK(source.energy.j() == Approx(energy).epsilon(1e-6));
  CHECK(source.blast_class == 5.0);
  // Class 5: 0.1 bar at 9.89 m for 115.5 MJ, 0.3 bar nowhere (golden 34); the vent is half a length from the centre.
  const double cloud = 9.89 * std::cbrt(energy / (33.0 * 3.5e6));
  const double jet = 3.0 * std::pow(1.24 * ode.reduced.pa() / 1e4, 1.0 / 1.35);
  CHECK(source.area.m() == Approx(std::max(cloud, jet) + 3.03).epsilon(2e-3));
  // A blast that leaves an enclosure is not stronger than the pressure inside: below 0.3 bar nobody outdoors dies.
  CHECK(source.lethal.radius.m() == 0.0);
  study.scenarios.erase(study.scenarios.begin() + 1, study.scenarios.end());
  const RiskField field(study.scenarios, study.models, study.weather, study.rules, study.used);
  for (const double d : {0.5, 3.1, 3.5, 6.0}) CHECK(field.at(point_at(here, 30.0 * pi / 180.0, d)).per_year() == 0.0);
}

TEST_CASE("S2: before the vent of a strong enclosure the blast kills further than beside it, and behind it least") {
  // It holds 1 bar, and its pressure stays between 0.3 and 1 bar.
  Study study = study_with(deviation("s2.a_vent", "0.81", "m2") + deviation("s2.p_fail", "1.0", "bar"));
  const ExplosionSource source = explosion(study);
  REQUIRE_FALSE(source.burst);
  REQUIRE(source.reduced.bar() > 0.35);
  const double frequency = study.scenarios.front().frequency.per_year();
  study.scenarios.erase(study.scenarios.begin() + 1, study.scenarios.end());
  REQUIRE(to_string(study.scenarios.front().kind) == "S2");
  const RiskField field(study.scenarios, study.models, study.weather, study.rules, study.used);
  const double axis = 30.0 * pi / 180.0;
  const RdPoint vent = point_at(here, axis, 3.03);
  const double cloud = source.lethal.radius.m();
  double behind = 0.0;
  for (const double off_deg : {0.0, 28.0, 56.0, 112.0, -112.0, 180.0}) {
    // 1.24 p_red (sqrt(A)/r)^1.35/(1 + (alpha/56)^2) = 0.3 bar, or the cloud at the vent.
    const double ahead = 1.24 * source.reduced.bar() / (1.0 + std::pow(off_deg / 56.0, 2.0)) / 0.3;
    const double lethal = std::max(cloud, 0.9 * std::pow(ahead, 1.0 / 1.35));
    CAPTURE(off_deg, lethal, cloud);
    const double bearing = axis + off_deg * pi / 180.0;
    for (const bool direct : {false, true}) {
      const auto pr = [&](RdPoint p) { return (direct ? field.direct_at(p) : field.at(p)).per_year(); };
      CHECK(pr(point_at(vent, bearing, lethal - 1e-3)) == Approx(frequency).epsilon(1e-12));
      CHECK(pr(point_at(vent, bearing, lethal + 1e-3)) == 0.0);
    }
    behind = lethal;
  }
  CHECK(0.9 * std::pow(1.24 * source.reduced.bar() / 0.3, 1.0 / 1.35) > behind);
}

TEST_CASE("S2: gas below the flammability limit explodes nowhere, and drifts away instead") {
  const Study usual = study_with("");
  const Study aired = study_with(deviation("inv.module_kwh", "10.0", "kWh") + deviation("s2.lambda", "6.0", "1/h"));
  const auto total = [](const Study& s) {
    double sum = 0.0;
    for (const Scenario& scenario : s.scenarios) sum += scenario.frequency.per_year();
    return sum;
  };
  CHECK(usual.scenarios.size() == 2);
  REQUIRE(aired.scenarios.size() == 1);
  CHECK(to_string(aired.scenarios.front().kind) == "S3");
  CHECK(total(aired) == Approx(total(usual)).epsilon(1e-12));
}
