#pragma once

#include "batterisk/core/base/choice_words.hpp"
#include "batterisk/core/base/quantity.hpp"

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace batterisk {

/// Power of a torch fed by stored energy E: `Q = q_ref (E/e_ref)^m`. Throws std::domain_error for E <= 0.
struct TorchPowerLaw {
  Power reference;
  Energy reference_energy;
  double exponent;
};
[[nodiscard]] Power torch_power(Energy stored, const TorchPowerLaw& law);

/// Energy-mean fire duration `T_E = max(floor, reference x E/reference_energy)` (2 h; 25 h at 5 MWh); above the reference
/// energy `reference x (E/reference_energy)^exponent`: what lies further burns at the same time, not for ever.
struct FireDurationLaw {
  Time floor;
  Time reference;
  Energy reference_energy;
  double exponent;
};
[[nodiscard]] Time fire_duration(Energy stored, const FireDurationLaw& law);

/// Fire of a whole enclosure.
struct FireParameters {
  double heat_ratio;        ///< k: heat over electrical energy, 10
  FireGrowth growth;        ///< alpha, 47 W/s2
  double peak_over_mean;    ///< f_pk, 4
  double plateau_fraction;  ///< part of the heat spent at the end of the plateau, 0.8; 0-1
};

/// Heat release: growth `Q = alpha t^2` to `Q_pk = f_pk k E/T_E`, plateau until 80 % of `E_tot = k E` is
/// spent, then `Q_pk exp(-(t-t1)/tau_d)`, `tau_d = 0.2 E_tot/Q_pk`; the total is E_tot exactly. A fire that
/// would spend its 80 % before the peak stops growing there: lower peak, no plateau.
class FireProfile {
 public:
  /// Throws std::domain_error for an energy, duration or constant that is not above 0 (plateau fraction in
  /// (0, 1)).
  FireProfile(Energy stored, Time duration, const FireParameters& parameters);

  [[nodiscard]] Energy total() const { return Energy::j(total_); }
  [[nodiscard]] Power peak() const { return Power::w(peak_); }
  [[nodiscard]] Time growth_time() const { return Time::s(growth_end_); }
  [[nodiscard]] Time plateau_time() const { return Time::s(plateau_end_ - growth_end_); }
  [[nodiscard]] Time decay_time() const { return Time::s(decay_); }

  /// Heat release at t; 0 before the start.
  [[nodiscard]] Power at(Time t) const;
  /// Heat released up to t.
  [[nodiscard]] Energy released(Time t) const;
  /// Largest mean heat release over any window of this length (> 0).
  [[nodiscard]] Power largest_mean(Time window) const;

 private:
  double growth_;
  double total_;
  double peak_;
  double growth_end_;
  double plateau_end_;
  double decay_;
};

/// Release rate of a species that follows the heat: `mdot = y E Q/E_tot`.
[[nodiscard]] MassRate species_rate(MassPerEnergy yield, Energy stored, Power heat_release,
                                    Energy total_heat);

/// Release at a constant rate.
struct BoxRelease {
  MassRate rate;
  Time duration;
};
/// `mdot = y E/T`. Throws std::domain_error for T <= 0 or negatives.
[[nodiscard]] BoxRelease box_release(MassPerEnergy yield, Energy stored, Time duration);

/// Runaway that walks from cell to cell: `mdot(t) = N_par sum_i m_cell h((t - i tau_p)/t_v)/t_v`, h the unit
/// box. `cells` cells in groups of `parallel`; the last group holds the rest, so that the mass is conserved.
struct CellChain {
  int cells;     ///< N_c, at least 1
  int parallel;  ///< N_par, at least 1
  Mass mass_per_cell;
  Time step;       ///< tau_p, above 0
  Time vent_time;  ///< t_v, above 0
};
[[nodiscard]] MassRate cell_chain_rate(const CellChain& chain, Time t);
[[nodiscard]] Mass cell_chain_released(const CellChain& chain, Time t);
/// Largest mean rate over any window of this length (> 0).
[[nodiscard]] MassRate cell_chain_largest_mean(const CellChain& chain, Time window);
/// From the first gas to the last.
[[nodiscard]] Time cell_chain_duration(const CellChain& chain);

/// Gas factor against state of charge: (SOC, f) points with SOC rising.
struct SocPoint {
  Ratio soc;
  double factor;
};
/// Linear between the points, constant beyond them. Throws std::domain_error for an empty or unordered curve
/// or a SOC outside [0, 1].
[[nodiscard]] double soc_factor(std::span<const SocPoint> curve, Ratio soc);

/// `V_gas = v_spec E f_soc` at 25 C, 1 atm.
[[nodiscard]] Volume gas_volume(Energy stored, VolumePerEnergy specific, double soc_factor);

/// Yield of a gas that is the mole fraction `fraction` of a vent gas measured at 25 C: `x v_spec M/24.465
/// L/mol`.
[[nodiscard]] MassPerEnergy vent_gas_yield(Ratio fraction, VolumePerEnergy specific, MolarMass molar_mass);

/// HF if all fluorine of the salt LiPF6 becomes HF: `6 x 20.006 g/mol x molality x electrolyte share x cell
/// mass`.
[[nodiscard]] MassPerEnergy salt_hf_bound(Molality lipf6, Ratio electrolyte_share, MassPerEnergy cell_mass);

/// Part of a gas mixture.
struct GasComponent {
  double fraction;  ///< mole fraction; the sum is scaled to 1
  MolarMass molar_mass;
  double lfl;              ///< lower flammability limit, volume fraction; 0 for a gas that does not burn
  double heat_kj_per_mol;  ///< lower heating value
  double oxygen_demand;    ///< mol O2 per mol
};
struct GasMixture {
  Ratio lfl;  ///< Le Chatelier on the whole gas, `1/sum(v_i/LFL_i)`
  MolarMass molar_mass;
  SpecificEnergy heat;                ///< LHV per mass
  EnergyDensity heat_per_volume;      ///< LHV per m3 at 0 C
  Ratio stoichiometric;               ///< `x_st = 1/(1 + S/0.2095)`
  EnergyDensity stoichiometric_heat;  ///< `e_mix = x_st LHV/23.645 L/mol` (15 C)
};
/// Throws std::domain_error for a negative fraction or a mixture without burnable gas.
[[nodiscard]] GasMixture gas_mixture(std::span<const GasComponent> components);

/// Store fire limited by its area: `B_A = b A`.
[[nodiscard]] MassRate area_limited_burning(MassFlux b, Area fire);

/// Oxygen that reaches a store fire, `Phi = 0.2 (1 + 0.5 F) V/(24 x 1800)` kmol/s, V in m3, F in 1/h (PGS 15
/// method).
[[nodiscard]] double oxygen_supply_kmol_per_s(Volume store, AirChange ventilation);

/// Atoms per molecule of a combustible (fractions allowed); X = halogens.
struct Combustible {
  double c;
  double h;
  double o;
  double x;
  double n;
  double s;
  double p;
  MolarMass molar_mass;
};
/// `Z_B = nC + (nH - nX)/4 - nO/2 + nS + 1.25 nP + 0.1 nN`, mol O2 per mol.
[[nodiscard]] double oxygen_demand(const Combustible& fuel);
/// `B_O2 = Phi M/Z_B`. Throws std::domain_error for a demand that is not above 0.
[[nodiscard]] MassRate oxygen_limited_burning(double oxygen_kmol_per_s, const Combustible& fuel);

/// Whether starvation limits a store fire (rule key `o.o2_limit`).
enum class OxygenLimit {
  Uit,   ///< B = B_A: the cells carry part of their own oxidiser
  Aan,   ///< B = min(B_A, B_O2)
  Deels  ///< B = min(B_A, B_O2/(1 - phi_self))
};
template <>
inline constexpr auto choice_words<OxygenLimit> = std::to_array<std::string_view>({"uit", "aan", "deels"});
/// `phi_self` in [0, 1], only for `Deels`; 1 means no limit.
[[nodiscard]] MassRate store_burning(MassRate area_limited, MassRate oxygen_limited, OxygenLimit limit,
                                     double phi_self);

/// Stored energy burnt per second, `e' = B s/(m_cell massloss)` as a power, s the battery share of what
/// burns.
[[nodiscard]] Power store_energy_rate(MassRate burning, Ratio battery_share, MassPerEnergy cell_mass,
                                      Ratio mass_loss);
/// Toxic product of an element in packaging that burns at rate B: `B w f r`, w the mass share of the element,
/// f the part of it converted, r the mass of product per mass of element (NO2 from N: 46.006/14.007).
[[nodiscard]] MassRate packaging_product_rate(MassRate burning, Ratio element_share, Ratio conversion,
                                              double mass_ratio);

/// `min(limit, E/e')`: how long the store feeds the release. Throws std::domain_error for a rate that is not
/// above 0.
[[nodiscard]] Time store_release_duration(Energy stored, Power energy_rate, Time limit);

}  // namespace batterisk
