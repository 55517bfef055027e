#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/effect/toxic.hpp"
#include "batterisk/core/rules/rule.hpp"
#include "batterisk/core/rules/rule_choices.hpp"

#include <optional>
#include <string>
#include <vector>

/// Keys of the method: what it covers, what a unit holds, vent gas, poison and heat.
namespace batterisk {

/// Standard air.
struct AirRules {
  Rule<"air.p0", Pressure> p0;  ///< ambient pressure
  Rule<"air.t", Temperature> t;  ///< ambient temperature
  Rule<"air.rho", Density> rho;  ///< density of air
  Rule<"air.cp", SpecificHeat> cp;  ///< specific heat of air at constant pressure
  Rule<"air.g", Acceleration> g;  ///< acceleration of gravity
  Rule<"air.nu", KinematicViscosity> nu;  ///< kinematic viscosity of air
  Rule<"air.rh", double> rh;  ///< relative humidity (transmissivity only)
  Rule<"air.molar_volume_25", MolarVolume> molar_volume_25;  ///< molar volume of gas at 25 C
  Rule<"air.molar_volume_0", MolarVolume> molar_volume_0;  ///< molar volume of gas at 0 C
};

/// What the method covers.
struct ScopeRules {
  Rule<"scope.situations", std::vector<std::string>> situations;  ///< situations covered by the method
  Rule<"scope.min_kwh", Energy> min_kwh;  ///< smallest energy content covered; PGS 37-1 itself reads "more than 20 kWh"
  Rule<"scope.chemistry", std::vector<std::string>> chemistry;  ///< cell chemistries covered by the method
  Rule<"outcomes", std::vector<std::string>> outcomes;  ///< outcomes for which an attention area is computed
};

/// Inventory of energy and mass.
struct InvRules {
  Rule<"inv.module_kwh", Energy> module_kwh;  ///< energy per module
  Rule<"inv.rack_kwh", Energy> rack_kwh;  ///< energy per rack
  Rule<"inv.container_kwh", Energy> container_kwh;  ///< energy per container
  Rule<"inv.soc", Ratio> soc;  ///< state of charge when the dossier states none
  PerChemistry<"inv.cell_kwh", std::optional<Energy>> cell_kwh;  ///< energy per cell (LFP: 280-314 Ah at 3.2 V)
  PerChemistry<"inv.cell_spec_energy", SpecificEnergy> cell_spec_energy;  ///< specific energy of the cell
  PerChemistry<"inv.cell_mass", MassPerEnergy> cell_mass;  ///< cell mass per energy
  Rule<"inv.system_mass", MassPerEnergy> system_mass;  ///< system mass per energy (20 ft, 3.4-5 MWh, 35-43 t)
  Rule<"inv.electrolyte_frac", double> electrolyte_frac;  ///< mass fraction of electrolyte in the cell
  Rule<"inv.lipf6", Molality> lipf6;  ///< LiPF6 per mass of electrolyte (about 1 mol/l, 12 wt%)
  PerChemistry<"inv.massloss", double> massloss;  ///< mass loss of the cell in thermal runaway
  Rule<"inv.v_int", Volume> v_int;  ///< internal volume of a 20 ft container
  /// internal volume as fraction of length x width x height, when not stated
  Rule<"inv.v_int_fraction", double> v_int_fraction;
  Rule<"inv.v_free_frac", double> v_free_frac;  ///< free fraction of the internal volume
  Rule<"inv.wake_h", Length> wake_h;  ///< height of the container of the NIPV scenario card (golden values only)
  Rule<"inv.wake_w", Length> wake_w;  ///< width of the container of the NIPV scenario card (golden values only)
};

/// Vent gas.
struct GasRules {
  PerChemistry<"gas.mix", VentGas> mix;  ///< vent-gas mixture used for the chemistry
  PerMixture<"gas.v_spec", VolumePerEnergy> v_spec;  ///< vent-gas volume per energy at 25 C and 1 atm
  PerMixture<"gas.lfl", Ratio> lfl;  ///< lower flammable limit of the vent gas (Le Chatelier)
  PerMixture<"gas.x_st", Ratio> x_st;  ///< stoichiometric concentration of the vent gas in air
  PerMixture<"gas.e_mix", EnergyDensity> e_mix;  ///< combustion energy per m3 of stoichiometric mixture at 15 C
  PerMixture<"gas.lhv", SpecificEnergy> lhv;  ///< lower heating value of the vent gas
  PerMixture<"gas.molar_mass", MolarMass> molar_mass;  ///< molar mass of the vent gas
  /// own value instead of gas.e_mix for every mixture; empty = not used (hydrocarbon in air: 3.5)
  Rule<"gas.e_mix_override", std::optional<EnergyDensity>> e_mix_override;
  /// vent-gas volume relative to 100 % state of charge; linear between
  PerChemistry<"gas.f_soc", RuleTable<Ratio, double>> f_soc;
  Rule<"gas.su", Speed> su;  ///< laminar burning velocity of vent gas in air
  Rule<"gas.pmax", Pressure> pmax;  ///< maximum closed-vessel explosion pressure, absolute
};

/// Substances of which the method has a yield: only these can count in S3, S4, D and O.
inline constexpr auto yield_substances = std::to_array<std::string_view>({"HF", "CO", "HCN"});

/// Toxic yields and lethality.
struct ToxRules {
  PerChemistry<"tox.y_hf", MassPerEnergy> y_hf;  ///< yield of HF in fire per energy
  Rule<"tox.y_hf_bounding", MassPerEnergy> y_hf_bounding;  ///< warning limit: a larger HF yield is called bounding
  /// yield of POF3 in fire per energy; 0 = not counted, 15-22 measured where it occurred
  Rule<"tox.y_pof3", MassPerEnergy> y_pof3;
  RuleOrGap<"tox.pof3_hf", double> pof3_hf;  ///< mass of HF that hydrolysis makes of POF3, per mass of POF3
  PerMixture<"tox.y_co_inert", MassPerEnergy> y_co_inert;  ///< yield of CO in unignited vent gas per energy
  Rule<"tox.y_co_fire", MassPerEnergy> y_co_fire;  ///< yield of CO in fire per energy
  Rule<"tox.y_hcn", MassPerEnergy> y_hcn;  ///< yield of HCN in fire per energy
  Rule<"tox.f_soc_hf", double> f_soc_hf;  ///< factor on the HF yield for a lower state of charge (no credit)
  Rule<"tox.species", std::vector<std::string>> species;  ///< substances of S3, S4, D and O that count
  Rule<"tox.probit_set", std::string> probit_set;  ///< set of toxic probits (never mix)
  Rule<"tox.t_max", Time> t_max;  ///< longest exposure to toxic substances
  Rule<"tox.p_cut", Probability> p_cut;  ///< probability of death below which the toxic contribution is zero
  Rule<"tox.combine", ToxicCombination> combine;  ///< combination of the probabilities per substance
};

/// Heat of a battery fire over time.
struct FireRules {
  Rule<"fire.k", double> k;  ///< ratio of released heat to electrical energy
  Rule<"fire.alpha", FireGrowth> alpha;  ///< growth of the heat release rate with time squared ("fast")
  Rule<"fire.f_pk", double> f_pk;  ///< peak over mean heat release rate
  /// share of the total heat released at the end of the plateau, growth included
  Rule<"fire.f_plateau", double> f_plateau;
  /// energy-mean fire duration at the energy fire.t_e_ref; proportional to a smaller energy
  Rule<"fire.t_e", Time> t_e;
  Rule<"fire.t_e_exponent", double> t_e_exponent;  ///< exponent of the fire duration with an energy above fire.t_e_ref
  Rule<"fire.t_e_ref", Energy> t_e_ref;  ///< energy to which fire.t_e belongs
  Rule<"fire.t_e_min", Time> t_e_min;  ///< smallest energy-mean fire duration
  Rule<"fire.chi", double> chi;  ///< radiant fraction of the flame
};

/// Release of a module.
struct RelRules {
  Rule<"rel.profile", ReleaseProfile> profile;  ///< release profile of one module: box or chain of cells
  Rule<"rel.t_mod", Time> t_mod;  ///< release duration of one module
  Rule<"rel.t_mean", Time> t_mean;  ///< period of the largest moving mean of a source
  Rule<"rel.cell_vent.rate", MassRate> cell_vent_rate;  ///< release rate of one cell (LFP 280-314 Ah)
  Rule<"rel.cell_vent.time", Time> cell_vent_time;  ///< release duration of one cell (LFP 280-314 Ah)
};

/// Propagation times.
struct PropRules {
  PerChemistry<"prop.tau_cell", Time> tau_cell;  ///< time from cell to cell
  Rule<"prop.tau_module", Time> tau_module;  ///< time from module to module
  Rule<"prop.tau_rack", Time> tau_rack;  ///< time from rack to rack
  Rule<"prop.tau_unit", Time> tau_unit;  ///< time from unit to unit (if the fire spreads)
  Rule<"prop.n_par", double> n_par;  ///< number of parallel fronts through the cells
};

}  // namespace batterisk
