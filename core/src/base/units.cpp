#include "batterisk/core/base/units.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace batterisk {
namespace {

struct Unit {
  std::string_view kind;
  std::string_view name;
  double factor;
  double offset = 0.0;
};

// SI value = factor * number + offset. The first unit of a kind is the customary one.
constexpr auto units = std::to_array<Unit>({
    {Length::kind, "m", 1.0},
    {Length::kind, "km", 1e3},
    {Length::kind, "cm", 1e-2},
    {Length::kind, "mm", 1e-3},
    {Area::kind, "m2", 1.0},
    {Area::kind, "ha", 1e4},
    {Volume::kind, "m3", 1.0},
    {Volume::kind, "l", 1e-3},
    {Mass::kind, "kg", 1.0},
    {Mass::kind, "g", 1e-3},
    {Mass::kind, "ton", 1e3},
    {Energy::kind, "kWh", 3.6e6},
    {Energy::kind, "MWh", 3.6e9},
    {Energy::kind, "Wh", 3600.0},
    {Energy::kind, "MJ", 1e6},
    {Energy::kind, "J", 1.0},
    {Power::kind, "MW", 1e6},
    {Power::kind, "kW", 1e3},
    {Power::kind, "W", 1.0},
    {Power::kind, "GW", 1e9},
    {MassRate::kind, "kg/s", 1.0},
    {MassRate::kind, "g/s", 1e-3},
    {MassRate::kind, "kg/h", 1.0 / 3600.0},
    {Time::kind, "s", 1.0},
    {Time::kind, "min", 60.0},
    {Time::kind, "h", 3600.0},
    {Time::kind, "jaar", 365.25 * 86400.0},
    {Temperature::kind, "K", 1.0},
    {Temperature::kind, "C", 1.0, 273.15},
    {Concentration::kind, "mg/m3", 1e-6},
    {Concentration::kind, "g/m3", 1e-3},
    {Concentration::kind, "kg/m3", 1.0},
    {HeatFlux::kind, "kW/m2", 1e3},
    {HeatFlux::kind, "W/m2", 1.0},
    {Overpressure::kind, "bar", 1e5},
    {Overpressure::kind, "mbar", 1e2},
    {Overpressure::kind, "kPa", 1e3},
    {Overpressure::kind, "Pa", 1.0},
    {Pressure::kind, "Pa(a)", 1.0},
    {Pressure::kind, "kPa(a)", 1e3},
    {Pressure::kind, "bar(a)", 1e5},
    {Frequency::kind, "1/jaar", 1.0},
    {PlaatsgebondenRisico::kind, "1/jaar", 1.0},
    {Angle::kind, "graden", 3.14159265358979323846 / 180.0},
    {Angle::kind, "rad", 1.0},
    {Speed::kind, "m/s", 1.0},
    {Speed::kind, "km/h", 1.0 / 3.6},
    {Probability::kind, "-", 1.0},
    {Probability::kind, "%", 1e-2},
    {Ratio::kind, "-", 1.0},
    {Ratio::kind, "%", 1e-2},
    {Ratio::kind, "vol%", 1e-2},
    {AirChange::kind, "1/h", 1.0 / 3600.0},
    {MassPerEnergy::kind, "g/kWh", 1.0 / 3.6e9},
    {MassPerEnergy::kind, "kg/kWh", 1.0 / 3.6e6},
    {VolumePerEnergy::kind, "m3/kWh", 1.0 / 3.6e6},
    {SpecificEnergy::kind, "Wh/kg", 3600.0},
    {SpecificEnergy::kind, "MJ/kg", 1e6},
    {SpecificEnergy::kind, "J/kg", 1.0},
    {EnergyDensity::kind, "MJ/m3", 1e6},
    {Density::kind, "kg/m3", 1.0},
    {MassFlux::kind, "kg/(m2 s)", 1.0},
    {FireGrowth::kind, "W/s2", 1.0},
    {FrequencyPerPower::kind, "1/(GW jaar)", 1e-9},
    {Molality::kind, "mol/kg", 1.0},
    {MolarMass::kind, "g/mol", 1e-3},
    {TemperatureGradient::kind, "K/m", 1.0},
    {BuoyancyFlux::kind, "m4/s3", 1.0},
    {SpecificHeat::kind, "J/(kg K)", 1.0},
    {Acceleration::kind, "m/s2", 1.0},
    {KinematicViscosity::kind, "m2/s", 1.0},
    {MolarVolume::kind, "l/mol", 1e-3},
    {Rate::kind, "1/s", 1.0},
    {VolumeFlow::kind, "l/min", 1.0 / 60e3},
    {VolumeFlow::kind, "m3/s", 1.0},
    {VolumeFlow::kind, "m3/h", 1.0 / 3600.0},
});

std::string with_plain_exponents(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i + 1 < text.size() && static_cast<unsigned char>(text[i]) == 0xC2) {  // UTF-8 of superscript 2 and 3
      const auto next = static_cast<unsigned char>(text[i + 1]);
      if (next == 0xB2 || next == 0xB3) {
        plain += next == 0xB2 ? '2' : '3';
        ++i;
        continue;
      }
    }
    plain += text[i];
  }
  return plain;
}

const Unit* find_unit(std::string_view kind, std::string_view name) {
  const std::string plain = with_plain_exponents(name);
  const auto it = std::find_if(units.begin(), units.end(),
                               [&](const Unit& u) { return u.kind == kind && u.name == plain; });
  return it == units.end() ? nullptr : &*it;
}

}  // namespace

namespace detail {

std::string accepted_units(std::string_view kind) {
  std::string list;
  for (const Unit& u : units) {
    if (u.kind != kind) continue;
    if (!list.empty()) list += ", ";
    list += u.name;
  }
  return list;
}

std::optional<double> to_si(std::string_view kind, double number, std::string_view unit) {
  const Unit* u = find_unit(kind, unit);
  if (u == nullptr) return std::nullopt;
  return u->factor * number + u->offset;
}

bool is_unit(std::string_view unit) {
  const std::string plain = with_plain_exponents(unit);
  return std::any_of(units.begin(), units.end(), [&](const Unit& u) { return u.name == plain; });
}

double from_si(std::string_view kind, double si, std::string_view unit) {
  const Unit* u = find_unit(kind, unit);
  if (u == nullptr) throw std::invalid_argument("unit does not belong to the quantity");
  return (si - u->offset) / u->factor;
}

std::optional<double> converted(double number, std::string_view unit, std::string_view wanted) {
  if (unit == wanted && is_unit(unit)) return number;  // exactly, without a rounding there and back
  for (const Unit& u : units) {
    if (u.name != with_plain_exponents(unit)) continue;
    if (find_unit(u.kind, wanted) != nullptr) return from_si(u.kind, u.factor * number + u.offset, wanted);
  }
  return std::nullopt;
}

}  // namespace detail
}  // namespace batterisk
