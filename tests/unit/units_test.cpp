#include "batterisk/core/base/units.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

using namespace batterisk;

namespace {

struct UnitCase {
  std::string_view kind;
  const char* unit;
  double si_of_two;
};

// SI value of 2 in the unit, from the definition of the unit (SI brochure, 9th ed.; a year is 365.25 days, a
// litre 1 dm3, 0 C = 273.15 K).
const UnitCase unit_cases[] = {
    {Length::kind, "m", 2.0},
    {Length::kind, "km", 2000.0},
    {Length::kind, "cm", 0.02},
    {Length::kind, "mm", 0.002},
    {Area::kind, "m2", 2.0},
    {Area::kind, "ha", 20'000.0},
    {Volume::kind, "m3", 2.0},
    {Volume::kind, "l", 0.002},
    {Mass::kind, "kg", 2.0},
    {Mass::kind, "g", 0.002},
    {Mass::kind, "ton", 2000.0},
    {Energy::kind, "kWh", 7.2e6},
    {Energy::kind, "MWh", 7.2e9},
    {Energy::kind, "Wh", 7200.0},
    {Energy::kind, "MJ", 2e6},
    {Energy::kind, "J", 2.0},
    {Power::kind, "MW", 2e6},
    {Power::kind, "kW", 2e3},
    {Power::kind, "W", 2.0},
    {Power::kind, "GW", 2e9},
    {MassRate::kind, "kg/s", 2.0},
    {MassRate::kind, "g/s", 0.002},
    {MassRate::kind, "kg/h", 2.0 / 3600.0},
    {Time::kind, "s", 2.0},
    {Time::kind, "min", 120.0},
    {Time::kind, "h", 7200.0},
    {Time::kind, "jaar", 63'115'200.0},
    {Temperature::kind, "K", 2.0},
    {Temperature::kind, "C", 275.15},
    {Concentration::kind, "mg/m3", 2e-6},
    {Concentration::kind, "g/m3", 2e-3},
    {Concentration::kind, "kg/m3", 2.0},
    {HeatFlux::kind, "kW/m2", 2000.0},
    {HeatFlux::kind, "W/m2", 2.0},
    {Overpressure::kind, "bar", 2e5},
    {Overpressure::kind, "mbar", 200.0},
    {Overpressure::kind, "kPa", 2e3},
    {Overpressure::kind, "Pa", 2.0},
    {Pressure::kind, "Pa(a)", 2.0},
    {Pressure::kind, "kPa(a)", 2e3},
    {Pressure::kind, "bar(a)", 2e5},
    {Frequency::kind, "1/jaar", 2.0},
    {PlaatsgebondenRisico::kind, "1/jaar", 2.0},
    {Angle::kind, "graden", 0.03490658503988659},
    {Angle::kind, "rad", 2.0},
    {Speed::kind, "m/s", 2.0},
    {Speed::kind, "km/h", 2.0 / 3.6},
    {Probability::kind, "-", 2.0},
    {Probability::kind, "%", 0.02},
    {Ratio::kind, "-", 2.0},
    {Ratio::kind, "%", 0.02},
    {Ratio::kind, "vol%", 0.02},
    {AirChange::kind, "1/h", 2.0 / 3600.0},
    {MassPerEnergy::kind, "g/kWh", 0.002 / 3.6e6},
    {MassPerEnergy::kind, "kg/kWh", 2.0 / 3.6e6},
    {VolumePerEnergy::kind, "m3/kWh", 2.0 / 3.6e6},
    {SpecificEnergy::kind, "Wh/kg", 7200.0},
    {SpecificEnergy::kind, "MJ/kg", 2e6},
    {SpecificEnergy::kind, "J/kg", 2.0},
    {EnergyDensity::kind, "MJ/m3", 2e6},
    {Density::kind, "kg/m3", 2.0},
    {MassFlux::kind, "kg/(m2 s)", 2.0},
    {FireGrowth::kind, "W/s2", 2.0},
    {FrequencyPerPower::kind, "1/(GW jaar)", 2e-9},
    {Molality::kind, "mol/kg", 2.0},
    {MolarMass::kind, "g/mol", 0.002},
    {TemperatureGradient::kind, "K/m", 2.0},
    {BuoyancyFlux::kind, "m4/s3", 2.0},
    {SpecificHeat::kind, "J/(kg K)", 2.0},
    {Acceleration::kind, "m/s2", 2.0},
    {KinematicViscosity::kind, "m2/s", 2.0},
    {MolarVolume::kind, "l/mol", 0.002},
    {Rate::kind, "1/s", 2.0},
    {VolumeFlow::kind, "l/min", 0.002 / 60.0},
    {VolumeFlow::kind, "m3/s", 2.0},
    {VolumeFlow::kind, "m3/h", 2.0 / 3600.0},
};

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> words;
  std::size_t from = 0;
  while (from <= list.size()) {
    const auto comma = std::min(list.find(", ", from), list.size());
    words.push_back(list.substr(from, comma - from));
    from = comma + 2;
  }
  return words;
}

}  // namespace

TEST_CASE("every unit converts to SI and back") {
  for (const UnitCase& c : unit_cases) {
    INFO(c.kind << " in " << c.unit);
    const auto si = detail::to_si(c.kind, 2.0, c.unit);
    REQUIRE(si.has_value());
    CHECK(*si == Approx(c.si_of_two).epsilon(4e-16).margin(0.0));
    CHECK(detail::from_si(c.kind, *si, c.unit) == Approx(2.0).epsilon(1e-13).margin(0.0));
    CHECK(detail::is_unit(c.unit));
  }
}

TEST_CASE("the list of units is the one that is tested here") {
  for (const UnitCase& c : unit_cases) {
    std::vector<std::string> tested;
    for (const UnitCase& other : unit_cases) {
      if (other.kind == c.kind) tested.emplace_back(other.unit);
    }
    CHECK(split(detail::accepted_units(c.kind)) == tested);
  }
}

TEST_CASE("typed conversions") {
  CHECK(from_unit<Overpressure>(0.1, "bar") == Overpressure::bar(0.1));
  CHECK(in_unit(HeatFlux::kw_per_m2(10.0), "kW/m2") == 10.0);
  CHECK(in_unit(Temperature::k(288.15), "C") == Approx(15.0).margin(1e-12));
  CHECK(accepted_units<Energy>() == "kWh, MWh, Wh, MJ, J");
}

TEST_CASE("superscripts two and three stand for 2 and 3") {
  CHECK(from_unit<HeatFlux>(10.0, "kW/m\u00b2") == HeatFlux::kw_per_m2(10.0));
  CHECK(from_unit<Volume>(33.2, "m\u00b3") == Volume::m3(33.2));
  CHECK(from_unit<Concentration>(51.0, "mg/m\u00b3") == Concentration::mg_per_m3(51.0));
  CHECK(detail::is_unit("kg/m\u00b3"));
  CHECK_FALSE(detail::is_unit("m\u00b9"));
}

TEST_CASE("a unit of another quantity, another case or no unit is refused") {
  CHECK_FALSE(from_unit<HeatFlux>(10.0, "kW"));
  CHECK_FALSE(from_unit<Energy>(5.0, "MW"));
  CHECK_FALSE(from_unit<Energy>(5.0, "Mwh"));
  CHECK_FALSE(from_unit<Overpressure>(101325.0, "Pa(a)"));
  CHECK_FALSE(from_unit<Pressure>(101325.0, "Pa"));
  CHECK_FALSE(from_unit<Length>(5.0, ""));
  CHECK_FALSE(from_unit<Length>(5.0, " m"));
  CHECK_FALSE(detail::is_unit(""));
  CHECK_THROWS_AS(in_unit(Energy::kwh(1.0), "MW"), std::invalid_argument);
}

TEST_CASE("a number in another unit of the same quantity") {
  CHECK(detail::converted(2000.0, "%", "-") == 20.0);
  CHECK(detail::converted(1.2, "km", "m") == 1200.0);
  CHECK(detail::converted(0.1, "g/kWh", "g/kWh") == 0.1);
  CHECK(*detail::converted(15.0, "C", "K") == Approx(288.15).epsilon(1e-15));
  CHECK(*detail::converted(10.0, "W/m\u00b2", "kW/m2") == Approx(0.01).epsilon(1e-15));
  CHECK_FALSE(detail::converted(1.0, "kW", "m"));
  CHECK_FALSE(detail::converted(1.0, "Pa(a)", "Pa"));
  CHECK_FALSE(detail::converted(1.0, "iets", "iets"));
}
