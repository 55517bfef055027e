#include "batterisk/core/effect/source_term.hpp"

#include "base/require.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace batterisk {
namespace {

constexpr double joule_per_kwh = 3.6e6;

}  // namespace

Power torch_power(Energy stored, const TorchPowerLaw& law) {
  detail::require(detail::above_zero(stored.j()), "stored energy not above 0");
  detail::require(detail::above_zero(law.reference.w()) && detail::above_zero(law.reference_energy.j()),
                  "torch reference not above 0");
  return std::pow(stored / law.reference_energy, law.exponent) * law.reference;
}

Time fire_duration(Energy stored, const FireDurationLaw& law) {
  detail::require(detail::not_negative(stored.j()), "stored energy negative");
  detail::require(detail::above_zero(law.reference_energy.j()), "reference energy not above 0");
  const double ratio = stored / law.reference_energy;
  return std::max(law.floor, (ratio > 1.0 ? std::pow(ratio, law.exponent) : ratio) * law.reference);
}

MassRate species_rate(MassPerEnergy yield, Energy stored, Power heat_release, Energy total_heat) {
  detail::require(detail::not_negative(yield.si()) && detail::not_negative(stored.j()) &&
                      detail::not_negative(heat_release.w()),
                  "yield, energy or heat release negative");
  detail::require(detail::above_zero(total_heat.j()), "total heat not above 0");
  return MassRate::kg_per_s(yield.kg_per_kwh() * stored.kwh() * heat_release.w() / total_heat.j());
}

BoxRelease box_release(MassPerEnergy yield, Energy stored, Time duration) {
  detail::require(detail::not_negative(yield.si()) && detail::not_negative(stored.j()),
                  "yield or energy negative");
  detail::require(detail::above_zero(duration.s()), "duration not above 0");
  return {MassRate::kg_per_s(yield.kg_per_kwh() * stored.kwh() / duration.s()), duration};
}

double soc_factor(std::span<const SocPoint> curve, Ratio soc) {
  detail::require(!curve.empty(), "empty SOC curve");
  detail::require(detail::fraction(soc.value()), "state of charge outside [0, 1]");
  for (std::size_t i = 1; i < curve.size(); ++i) {
    detail::require(curve[i].soc > curve[i - 1].soc, "SOC curve not rising");
  }
  if (soc <= curve.front().soc) return curve.front().factor;
  for (std::size_t i = 1; i < curve.size(); ++i) {
    if (soc <= curve[i].soc) {
      const double w = (soc - curve[i - 1].soc) / (curve[i].soc - curve[i - 1].soc);
      return (1.0 - w) * curve[i - 1].factor + w * curve[i].factor;
    }
  }
  return curve.back().factor;
}

Volume gas_volume(Energy stored, VolumePerEnergy specific, double soc_factor) {
  detail::require(detail::not_negative(stored.j()) && detail::not_negative(specific.si()) &&
                      detail::not_negative(soc_factor),
                  "energy, gas yield or SOC factor negative");
  return Volume::m3(specific.m3_per_kwh() * stored.kwh() * soc_factor);
}

MassPerEnergy vent_gas_yield(Ratio fraction, VolumePerEnergy specific, MolarMass molar_mass) {
  detail::require(detail::fraction(fraction.value()), "gas fraction outside [0, 1]");
  detail::require(detail::not_negative(specific.si()) && detail::not_negative(molar_mass.g_per_mol()),
                  "gas yield or molar mass negative");
  constexpr double litre_per_mol_25c = 24.465;
  const double mol_per_kwh = fraction.value() * specific.m3_per_kwh() * 1e3 / litre_per_mol_25c;
  return MassPerEnergy::g_per_kwh(mol_per_kwh * molar_mass.g_per_mol());
}

MassPerEnergy salt_hf_bound(Molality lipf6, Ratio electrolyte_share, MassPerEnergy cell_mass) {
  detail::require(detail::not_negative(lipf6.mol_per_kg()) && detail::not_negative(cell_mass.si()),
                  "molality or cell mass negative");
  detail::require(detail::fraction(electrolyte_share.value()), "electrolyte share outside [0, 1]");
  constexpr double hf_per_salt = 6.0;
  constexpr double hf_kg_per_mol = 20.006e-3;
  return (hf_per_salt * hf_kg_per_mol * lipf6.mol_per_kg() * electrolyte_share.value()) * cell_mass;
}

GasMixture gas_mixture(std::span<const GasComponent> components) {
  constexpr double oxygen_in_air = 0.2095;
  constexpr double litre_per_mol_0c = 22.414;
  constexpr double litre_per_mol_15c = 23.645;
  double total = 0.0;
  double lean = 0.0;
  double mass = 0.0;
  double heat = 0.0;
  double oxygen = 0.0;
  for (const auto& c : components) {
    detail::require(detail::not_negative(c.fraction), "gas fraction negative");
    detail::require(detail::above_zero(c.molar_mass.g_per_mol()), "molar mass not above 0");
    detail::require(detail::fraction(c.lfl), "lower flammability limit outside [0, 1]");
    total += c.fraction;
    if (c.lfl > 0.0) lean += c.fraction / c.lfl;
    mass += c.fraction * c.molar_mass.g_per_mol();
    heat += c.fraction * c.heat_kj_per_mol;
    oxygen += c.fraction * c.oxygen_demand;
  }
  detail::require(lean > 0.0 && oxygen > 0.0, "mixture without burnable gas");
  const double molar_heat = heat / total;
  const double stoichiometric = 1.0 / (1.0 + oxygen / total / oxygen_in_air);
  return {Ratio::of(total / lean),
          MolarMass::g_per_mol(mass / total),
          SpecificEnergy::mj_per_kg(heat / mass),  // kJ/g
          EnergyDensity::mj_per_m3(molar_heat / litre_per_mol_0c),
          Ratio::of(stoichiometric),
          EnergyDensity::mj_per_m3(stoichiometric * molar_heat / litre_per_mol_15c)};
}

MassRate area_limited_burning(MassFlux b, Area fire) {
  detail::require(detail::not_negative(b.kg_per_m2_s()) && detail::not_negative(fire.m2()),
                  "burning rate or fire area negative");
  return MassRate::kg_per_s(b.kg_per_m2_s() * fire.m2());
}

double oxygen_supply_kmol_per_s(Volume store, AirChange ventilation) {
  detail::require(detail::not_negative(store.m3()) && detail::not_negative(ventilation.per_h()),
                  "store volume or ventilation negative");
  constexpr double oxygen_fraction = 0.2;
  constexpr double molar_volume_m3_per_kmol = 24.0;
  constexpr double fire_s = 1800.0;
  return oxygen_fraction * (1.0 + 0.5 * ventilation.per_h()) * store.m3() /
         (molar_volume_m3_per_kmol * fire_s);
}

double oxygen_demand(const Combustible& f) {
  return f.c + 0.25 * (f.h - f.x) - 0.5 * f.o + f.s + 1.25 * f.p + 0.1 * f.n;
}

MassRate oxygen_limited_burning(double oxygen_kmol_per_s, const Combustible& fuel) {
  const double demand = oxygen_demand(fuel);
  detail::require(detail::not_negative(oxygen_kmol_per_s), "oxygen supply negative");
  detail::require(detail::above_zero(demand), "oxygen demand not above 0");
  return MassRate::kg_per_s(oxygen_kmol_per_s * fuel.molar_mass.g_per_mol() / demand);
}

MassRate store_burning(MassRate area_limited, MassRate oxygen_limited, OxygenLimit limit, double phi_self) {
  switch (limit) {
    case OxygenLimit::Uit:
      return area_limited;
    case OxygenLimit::Aan:
      return std::min(area_limited, oxygen_limited);
    case OxygenLimit::Deels:
      detail::require(detail::fraction(phi_self), "own oxygen share outside [0, 1]");
      return phi_self == 1.0 ? area_limited
                             : std::min(area_limited, (1.0 / (1.0 - phi_self)) * oxygen_limited);
  }
  throw std::domain_error("unknown oxygen limit");
}

Power store_energy_rate(MassRate burning, Ratio battery_share, MassPerEnergy cell_mass, Ratio mass_loss) {
  detail::require(detail::not_negative(burning.kg_per_s()), "burning rate negative");
  detail::require(detail::fraction(battery_share.value()), "battery share outside [0, 1]");
  const double lost = cell_mass.kg_per_kwh() * mass_loss.value();
  detail::require(detail::above_zero(lost), "cell mass or mass loss not above 0");
  return Power::w(burning.kg_per_s() * battery_share.value() / lost * joule_per_kwh);
}

MassRate packaging_product_rate(MassRate burning, Ratio element_share, Ratio conversion, double mass_ratio) {
  detail::require(detail::not_negative(burning.kg_per_s()), "burning rate negative");
  detail::require(detail::fraction(element_share.value()) && detail::fraction(conversion.value()),
                  "element share or conversion outside [0, 1]");
  detail::require(detail::not_negative(mass_ratio), "mass ratio negative");
  return (element_share.value() * conversion.value() * mass_ratio) * burning;
}

Time store_release_duration(Energy stored, Power energy_rate, Time limit) {
  detail::require(detail::not_negative(stored.j()), "stored energy negative");
  detail::require(detail::above_zero(energy_rate.w()), "energy rate not above 0");
  return std::min(limit, Time::s(stored.j() / energy_rate.w()));
}

}  // namespace batterisk
