#include "batterisk/core/base/quantity.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <stdexcept>
#include <type_traits>

using namespace batterisk;

namespace {

// Every factory against its SI value and, through the reader of the same unit, back.
struct Case {
  const char* name;
  double si;
  double expected_si;
  double back;
};

constexpr double rel = 1e-15;

}  // namespace

TEST_CASE("factories convert to SI and back") {
  const Case cases[] = {
      {"kWh", Energy::kwh(2.0).j(), 7.2e6, Energy::j(3.6e6).kwh()},
      {"MW", Power::mw(2.0).w(), 2e6, Power::w(1e6).mw()},
      {"g/s", MassRate::g_per_s(1.0).kg_per_s(), 1e-3, MassRate::kg_per_s(1e-3).g_per_s()},
      {"min", Time::min(1.0).s(), 60.0, Time::s(60.0).min()},
      {"h", Time::h(1.0).s(), 3600.0, Time::s(3600.0).h()},
      {"mg/m3", Concentration::mg_per_m3(1.0).kg_per_m3(), 1e-6, Concentration::kg_per_m3(1e-6).mg_per_m3()},
      {"kW/m2", HeatFlux::kw_per_m2(1.0).w_per_m2(), 1e3, HeatFlux::w_per_m2(1e3).kw_per_m2()},
      {"kPa", Overpressure::kpa(1.0).pa(), 1e3, Overpressure::pa(1e3).kpa()},
      {"bar", Overpressure::bar(1.0).pa(), 1e5, Overpressure::pa(1e5).bar()},
      {"deg", Angle::deg(1.0).rad(), 0.017453292519943295, Angle::rad(0.017453292519943295).deg()},
      {"1/h", AirChange::per_h(1.0).per_s(), 1.0 / 3600.0, AirChange::per_h(1.0).per_h()},
      {"kg/kWh", MassPerEnergy::kg_per_kwh(1.0).si(), 1.0 / 3.6e6,
       MassPerEnergy::kg_per_kwh(1.0).kg_per_kwh()},
      {"g/kWh", MassPerEnergy::g_per_kwh(1.0).si(), 1.0 / 3.6e9, MassPerEnergy::g_per_kwh(1.0).g_per_kwh()},
      {"m3/kWh", VolumePerEnergy::m3_per_kwh(1.0).si(), 1.0 / 3.6e6,
       VolumePerEnergy::m3_per_kwh(1.0).m3_per_kwh()},
      {"MJ/kg", SpecificEnergy::mj_per_kg(1.0).j_per_kg(), 1e6, SpecificEnergy::j_per_kg(1e6).mj_per_kg()},
      {"Wh/kg", SpecificEnergy::wh_per_kg(1.0).j_per_kg(), 3600.0,
       SpecificEnergy::j_per_kg(3600.0).wh_per_kg()},
      {"MJ/m3", EnergyDensity::mj_per_m3(1.0).j_per_m3(), 1e6, EnergyDensity::mj_per_m3(1.0).mj_per_m3()},
      {"1/(GW jaar)", FrequencyPerPower::per_gw_year(1.0).si(), 1e-9,
       FrequencyPerPower::per_gw_year(1.0).per_gw_year()},
      {"g/mol", MolarMass::g_per_mol(1.0).si(), 1e-3, MolarMass::g_per_mol(1.0).g_per_mol()},
      {"l/mol", MolarVolume::l_per_mol(1.0).si(), 1e-3, MolarVolume::l_per_mol(1.0).l_per_mol()},
      {"l/min", VolumeFlow::l_per_min(1.0).si(), 1.0 / 60e3, VolumeFlow::l_per_min(1.0).l_per_min()},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(c.si == Approx(c.expected_si).epsilon(rel).margin(0.0));
    CHECK(c.back == Approx(1.0).epsilon(4 * rel).margin(0.0));
  }
}

TEST_CASE("quantities of one kind add, scale, compare and divide to a number") {
  constexpr Length a = Length::m(3.0);
  constexpr Length b = Length::m(2.0);
  STATIC_REQUIRE((a + b).m() == 5.0);
  STATIC_REQUIRE((a - b).m() == 1.0);
  STATIC_REQUIRE((2.0 * a).m() == 6.0);
  STATIC_REQUIRE(a / b == 1.5);
  STATIC_REQUIRE(a > b);
  STATIC_REQUIRE(a == Length::m(3.0));
  STATIC_REQUIRE(std::is_same_v<decltype(a / b), double>);
  STATIC_REQUIRE(std::is_same_v<decltype(a + b), Length>);
}

TEST_CASE("a quantity is no number and no other quantity") {
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Length, double>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<Length, double>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<Overpressure, Pressure>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<Frequency, PlaatsgebondenRisico>);
  STATIC_REQUIRE_FALSE(std::is_default_constructible_v<Energy>);
  STATIC_REQUIRE(sizeof(HeatFlux) == sizeof(double));
}

TEST_CASE("a probability lies in [0, 1]") {
  CHECK(Probability::of(0.0).value() == 0.0);
  CHECK(Probability::of(1.0).value() == 1.0);
  CHECK_THROWS_AS(Probability::of(-1e-12), std::domain_error);
  CHECK_THROWS_AS(Probability::of(1.0 + 1e-12), std::domain_error);
  CHECK_THROWS_AS(Probability::of(std::numeric_limits<double>::quiet_NaN()), std::domain_error);
}
