#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/effect/plume.hpp"
#include "batterisk/core/effect/source_term.hpp"
#include "batterisk/core/effect/toxic.hpp"
#include "batterisk/core/effect/transmissivity.hpp"
#include "batterisk/core/rules/provenance.hpp"
#include "batterisk/core/rules/rule_choices.hpp"
#include "batterisk/core/rules/wind_rose.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace batterisk {

/// Tabulated rule value: `values[i]` at argument `at[i]`, arguments ascending.
template <class Argument, class Value>
struct RuleTable {
  std::vector<Argument> at;
  std::vector<Value> values;
};

/// Rule value per cell chemistry.
template <class T>
struct PerChemistry {
  Sourced<T> lfp;
  Sourced<T> nmc;
  [[nodiscard]] const Sourced<T>& of(CellChemistry chemistry) const {
    return chemistry == CellChemistry::Lfp ? lfp : nmc;
  }
};

/// Rule value per vent-gas mixture.
template <class T>
struct PerMixture {
  Sourced<T> lfp;
  Sourced<T> nmc;
  Sourced<T> lco_nmc;
  [[nodiscard]] const Sourced<T>& of(VentGas mixture) const {
    switch (mixture) {
      case VentGas::Lfp:
        return lfp;
      case VentGas::Nmc:
        return nmc;
      case VentGas::LcoNmc:
        break;
    }
    return lco_nmc;
  }
};

/// Standard air.
struct AirRules {
  /// air.p0: ambient pressure
  Sourced<Pressure> p0;
  /// air.t: ambient temperature
  Sourced<Temperature> t;
  /// air.rho: density of air
  Sourced<Density> rho;
  /// air.cp: specific heat of air at constant pressure
  Sourced<SpecificHeat> cp;
  /// air.g: acceleration of gravity
  Sourced<Acceleration> g;
  /// air.nu: kinematic viscosity of air
  Sourced<KinematicViscosity> nu;
  /// air.rh: relative humidity (transmissivity only)
  Sourced<double> rh;
  /// air.molar_volume_25: molar volume of gas at 25 C
  Sourced<MolarVolume> molar_volume_25;
  /// air.molar_volume_0: molar volume of gas at 0 C
  Sourced<MolarVolume> molar_volume_0;
};

/// What the method covers.
struct ScopeRules {
  /// scope.situations: situations covered by the method
  Sourced<std::vector<std::string>> situations;
  /// scope.min_kwh: smallest energy content covered; PGS 37-1 itself reads "more than 20 kWh"
  Sourced<Energy> min_kwh;
  /// scope.chemistry: cell chemistries covered by the method
  Sourced<std::vector<std::string>> chemistry;
  /// outcomes: outcomes for which an attention area is computed
  Sourced<std::vector<std::string>> outcomes;
};

/// Inventory of energy and mass.
struct InvRules {
  /// inv.module_kwh: energy per module
  Sourced<Energy> module_kwh;
  /// inv.rack_kwh: energy per rack
  Sourced<Energy> rack_kwh;
  /// inv.container_kwh: energy per container
  Sourced<Energy> container_kwh;
  /// inv.soc: state of charge when the dossier states none
  Sourced<Ratio> soc;
  /// inv.cell_kwh: energy per cell, LFP (280-314 Ah at 3.2 V)
  PerChemistry<std::optional<Energy>> cell_kwh;
  /// inv.cell_spec_energy: specific energy of the cell, LFP
  PerChemistry<SpecificEnergy> cell_spec_energy;
  /// inv.cell_mass: cell mass per energy, LFP
  PerChemistry<MassPerEnergy> cell_mass;
  /// inv.system_mass: system mass per energy (20 ft, 3.4-5 MWh, 35-43 t)
  Sourced<MassPerEnergy> system_mass;
  /// inv.electrolyte_frac: mass fraction of electrolyte in the cell
  Sourced<double> electrolyte_frac;
  /// inv.lipf6: LiPF6 per mass of electrolyte (about 1 mol/l, 12 wt%)
  Sourced<Molality> lipf6;
  /// inv.massloss: mass loss of the cell in thermal runaway, LFP
  PerChemistry<double> massloss;
  /// inv.v_int: internal volume of a 20 ft container
  Sourced<Volume> v_int;
  /// inv.v_int_fraction: internal volume as fraction of length x width x height, when not stated
  Sourced<double> v_int_fraction;
  /// inv.v_free_frac: free fraction of the internal volume
  Sourced<double> v_free_frac;
  /// inv.wake_h: height of the container of the NIPV scenario card (golden values only)
  Sourced<Length> wake_h;
  /// inv.wake_w: width of the container of the NIPV scenario card (golden values only)
  Sourced<Length> wake_w;
};

/// Vent gas.
struct GasRules {
  /// gas.mix: vent-gas mixture used for chemistry LFP
  PerChemistry<VentGas> mix;
  /// gas.v_spec: vent-gas volume per energy at 25 C and 1 atm, LFP
  PerMixture<VolumePerEnergy> v_spec;
  /// gas.lfl: lower flammable limit of the vent gas (Le Chatelier), LFP
  PerMixture<Ratio> lfl;
  /// gas.x_st: stoichiometric concentration of the vent gas in air, LFP
  PerMixture<Ratio> x_st;
  /// gas.e_mix: combustion energy per m3 of stoichiometric mixture at 15 C, LFP
  PerMixture<EnergyDensity> e_mix;
  /// gas.lhv: lower heating value of the vent gas, LFP
  PerMixture<SpecificEnergy> lhv;
  /// gas.molar_mass: molar mass of the vent gas, LFP
  PerMixture<MolarMass> molar_mass;
  /// gas.e_mix_override: own value instead of gas.e_mix for every mixture; empty = not used (hydrocarbon
  /// in air: 3.5)
  Sourced<std::optional<EnergyDensity>> e_mix_override;
  /// gas.f_soc: vent-gas volume relative to 100 % state of charge, LFP; linear between
  PerChemistry<RuleTable<Ratio, double>> f_soc;
  /// gas.su: laminar burning velocity of vent gas in air
  Sourced<Speed> su;
  /// gas.pmax: maximum closed-vessel explosion pressure, absolute
  Sourced<Pressure> pmax;
};

/// Toxic yields and lethality.
struct ToxRules {
  /// tox.y_hf: yield of HF in fire per energy, LFP
  PerChemistry<MassPerEnergy> y_hf;
  /// tox.y_hf_bounding: warning limit: a larger HF yield is called bounding
  Sourced<MassPerEnergy> y_hf_bounding;
  /// tox.y_pof3: yield of POF3 in fire per energy; 0 = not counted, 15-22 measured where it occurred
  Sourced<MassPerEnergy> y_pof3;
  /// tox.pof3_hf: mass of HF that hydrolysis makes of POF3, per mass of POF3
  Sourced<double> pof3_hf;
  /// tox.y_co_inert: yield of CO in unignited vent gas per energy, LFP
  PerMixture<MassPerEnergy> y_co_inert;
  /// tox.y_co_fire: yield of CO in fire per energy
  Sourced<MassPerEnergy> y_co_fire;
  /// tox.y_hcn: yield of HCN in fire per energy
  Sourced<MassPerEnergy> y_hcn;
  /// tox.f_soc_hf: factor on the HF yield for a lower state of charge (no credit)
  Sourced<double> f_soc_hf;
  /// tox.species: substances of S3, S4, D and O that count
  Sourced<std::vector<std::string>> species;
  /// tox.probit_set: set of toxic probits (never mix)
  Sourced<std::string> probit_set;
  /// tox.t_max: longest exposure to toxic substances
  Sourced<Time> t_max;
  /// tox.p_cut: probability of death below which the toxic contribution is zero
  Sourced<Probability> p_cut;
  /// tox.combine: combination of the probabilities per substance
  Sourced<ToxicCombination> combine;
};

/// Heat of a battery fire over time.
struct FireRules {
  /// fire.k: ratio of released heat to electrical energy
  Sourced<double> k;
  /// fire.alpha: growth of the heat release rate with time squared ("fast")
  Sourced<FireGrowth> alpha;
  /// fire.f_pk: peak over mean heat release rate
  Sourced<double> f_pk;
  /// fire.f_plateau: share of the total heat released at the end of the plateau, growth included
  Sourced<double> f_plateau;
  /// fire.t_e: energy-mean fire duration at the energy fire.t_e_ref; proportional to the energy
  Sourced<Time> t_e;
  /// fire.t_e_ref: energy to which fire.t_e belongs
  Sourced<Energy> t_e_ref;
  /// fire.t_e_min: smallest energy-mean fire duration
  Sourced<Time> t_e_min;
  /// fire.chi: radiant fraction of the flame
  Sourced<double> chi;
};

/// Release of a module.
struct RelRules {
  /// rel.profile: release profile of one module: box or chain of cells
  Sourced<ReleaseProfile> profile;
  /// rel.t_mod: release duration of one module
  Sourced<Time> t_mod;
  /// rel.t_mean: period of the largest moving mean of a source
  Sourced<Time> t_mean;
  /// rel.cell_vent.rate: release rate of one cell (LFP 280-314 Ah)
  Sourced<MassRate> cell_vent_rate;
  /// rel.cell_vent.time: release duration of one cell (LFP 280-314 Ah)
  Sourced<Time> cell_vent_time;
};

/// Propagation times.
struct PropRules {
  /// prop.tau_cell: time from cell to cell, LFP
  PerChemistry<Time> tau_cell;
  /// prop.tau_module: time from module to module
  Sourced<Time> tau_module;
  /// prop.tau_rack: time from rack to rack
  Sourced<Time> tau_rack;
  /// prop.tau_unit: time from unit to unit (if the fire spreads)
  Sourced<Time> tau_unit;
  /// prop.n_par: number of parallel fronts through the cells
  Sourced<double> n_par;
};

/// Event frequency.
struct FreqRules {
  /// freq.lambda_p: incidents per rated power and year (2018: 9.2)
  Sourced<FrequencyPerPower> lambda_p;
  /// freq.t_d: storage duration that turns energy into rated power
  Sourced<Time> t_d;
  /// freq.age: age of the system to which the frequency applies
  Sourced<SystemAge> age;
  /// freq.age_factor.levensduur: factor on the frequency, mean over the life
  Sourced<double> age_factor_levensduur;
  /// freq.age_factor.vroeg: factor on the frequency in the first two years
  Sourced<double> age_factor_vroeg;
  /// freq.age_factor.later: factor on the frequency after the first two years
  Sourced<double> age_factor_later;
  /// freq.measure: factor on the frequency by measures; each measure names its evidence
  Sourced<double> measure;
  /// freq.warn: bounds outside which the frequency per container gives a warning
  Sourced<std::vector<Frequency>> warn;
};

/// Event tree.
struct EvRules {
  /// ev.p_s1: probability of early ignition (S1, torch)
  Sourced<Probability> p_s1;
  /// ev.p_s2: probability of late ignition inside (S2, explosion)
  Sourced<Probability> p_s2;
  /// ev.p_s3: probability of no ignition (S3, cold vent gas)
  Sourced<Probability> p_s3;
  /// ev.p_prop: probability that the runaway grows to the whole enclosure (S4)
  Sourced<Probability> p_prop;
};

/// S1: torch of a module.
struct S1Rules {
  /// s1.q_ref: power of the torch of the reference module; valid only with the fire.chi, length law and
  /// transmissivity of the fit
  Sourced<Power> q_ref;
  /// s1.fit_distance: distance from the module to which s1.q_ref is fitted
  Sourced<Length> fit_distance;
  /// s1.fit_flux: heat flux at s1.fit_distance to which s1.q_ref is fitted
  Sourced<HeatFlux> fit_flux;
  /// s1.check_distance: published distance of a rack to s1.fit_flux; checks the fit, is not fitted
  Sourced<Length> check_distance;
  /// s1.e_ref: energy of the reference module
  Sourced<Energy> e_ref;
  /// s1.m: exponent of torch power with energy (2/3: burning area follows volume^(2/3))
  Sourced<double> m;
  /// s1.q_valid: range of torch power in which the length law is plausible
  Sourced<std::vector<Power>> q_valid;
  /// s1.length_a: factor of the flame length L = a Q^b (Q in W, L in m)
  Sourced<double> length_a;
  /// s1.length_b: exponent of the flame length L = a Q^b (Q in W, L in m)
  Sourced<double> length_b;
  /// s1.width: width of the torch over its length
  Sourced<double> width;
  /// s1.punten: number of source points on the torch axis
  Sourced<double> punten;
  /// s1.top: place of the heaviest source point as fraction of the length
  Sourced<double> top;
  /// s1.z: height of the torch axis
  Sourced<Length> z;
  /// s1.t_exp: longest exposure to the torch; shorter when the torch is shorter
  Sourced<Time> t_exp;
  /// s1.afscherming: the enclosure itself shields the receiver from the torch
  Sourced<bool> afscherming;
  /// s1.opening_angle: largest angle between the torch and the normal of an opening (eos_gebouw)
  Sourced<Angle> opening_angle;
  /// s1.type_brand: type of fire of S1 and S5 for the fire attention area
  Sourced<TypeBrand> type_brand;
};

/// Receiver.
struct RecvRules {
  /// recv.z: height of the receiver
  Sourced<Length> z;
};

/// S2: explosion in the enclosure.
struct S2Rules {
  /// s2.lambda: air change rate of the enclosure
  Sourced<AirChange> lambda;
  /// s2.phi: fill factor of the free volume with stoichiometric mixture
  Sourced<double> phi;
  /// s2.a_vent: vent area when the unit shows none (a door is about 2.9 m2)
  Sourced<Area> a_vent;
  /// s2.p_stat: opening pressure of the vent
  Sourced<Overpressure> p_stat;
  /// s2.p_fail: failure pressure of the enclosure
  Sourced<Overpressure> p_fail;
  /// s2.chi_f: flame wrinkling
  Sourced<double> chi_f;
  /// s2.me_burst: multi-energy class on bursting
  Sourced<double> me_burst;
  /// s2.me_vent: multi-energy class on venting
  Sourced<double> me_vent;
  /// s2.ode.eps: pressure exponent of the burning velocity
  Sourced<double> ode_eps;
  /// s2.ode.gamma: ratio of specific heats in the vented deflagration
  Sourced<double> ode_gamma;
  /// s2.ode.rho_0: initial density of the unburnt mixture
  Sourced<Density> ode_rho_0;
  /// s2.ode.cd: discharge coefficient of the vent
  Sourced<double> ode_cd;
  /// s2.ode.burnt_out: burnt volume fraction above which burnt gas is discharged
  Sourced<double> ode_burnt_out;
  /// s2.ode.start: burnt mass fraction at the start
  Sourced<double> ode_start;
  /// s2.ode.stop: unburnt mass fraction at which the computation stops
  Sourced<double> ode_stop;
  /// s2.burst_margin: relative margin below the failure pressure at which the enclosure counts as burst
  Sourced<double> burst_margin;
  /// s2.vent_blast.a: factor of the blast from the vent
  Sourced<double> vent_blast_a;
  /// s2.vent_blast.b: distance exponent of the blast from the vent
  Sourced<double> vent_blast_b;
  /// s2.vent_blast.angle: angle scale of the blast from the vent
  Sourced<Angle> vent_blast_angle;
};

/// S3: unignited vent gas.
struct S3Rules {
  /// s3.f_cold: share of the fire yield of HF and HCN present in unignited gas
  Sourced<double> f_cold;
  /// s3.module_count: number of modules releasing at the same time
  Sourced<double> module_count;
  /// s3.flash.enabled: flash fire counts in the location-specific risk
  Sourced<bool> flash_enabled;
};

/// S4: whole enclosure on fire.
struct S4Rules {
  /// s4.plume: treatment of plume rise in a fire of the whole unit
  Sourced<SmokePlume> plume;
  /// s4.sep_open: surface emissive power of a flame in an opening
  Sourced<HeatFlux> sep_open;
  /// s4.tilt: tilt of the roof flame by wind: shift or none
  Sourced<FlameTilt> tilt;
  /// s4.torches: number of torches during a fire of the whole unit
  Sourced<double> torches;
  /// s4.d_divisor: largest flame diameter is Q^0.4 over this number (Q in kW, D in m)
  Sourced<double> d_divisor;
  /// s4.type_brand: type of fire of S4 and D for the fire attention area
  Sourced<TypeBrand> type_brand;
};

/// S5: torch of a rack.
struct S5Rules {
  /// s5.enabled: torch of a whole rack counts
  Sourced<bool> enabled;
  /// s5.p_rack: probability of a torch of a whole rack
  Sourced<Probability> p_rack;
};

/// D: domino between enclosures.
struct DomRules {
  /// dom.max_gap: largest wall-to-wall gap for which domino is considered
  Sourced<Length> max_gap;
  /// dom.p_spread.with_test: probability of spread with a large-scale fire test at a gap not larger than
  /// the actual gap
  Sourced<Probability> p_spread_with_test;
  /// dom.p_spread.without_test: probability of spread without a large-scale fire test
  Sourced<Probability> p_spread_without_test;
  /// dom.additief: domino counts in addition to the own fire of each unit (upper bound)
  Sourced<bool> additief;
};

/// O: fires of a store.
struct ORules {
  /// o.freq.level1: fire frequency per store, protection level 1 (one-sided range: assumption)
  Sourced<Frequency> freq_level1;
  /// o.freq.level2: fire frequency per store, protection level 2 (one-sided range: assumption)
  Sourced<Frequency> freq_level2;
  /// o.freq.level3: fire frequency per store, protection level 3 (one-sided range: assumption)
  Sourced<Frequency> freq_level3;
  /// o.size.sprinkler: probability per fire size with sprinklers
  Sourced<RuleTable<Area, Ratio>> size_sprinkler;
  /// o.size.deluge: probability per fire size with deluge (sizes assumed; last: whole store)
  Sourced<RuleTable<Area, Ratio>> size_deluge;
  /// o.size.hi_ex_inside: probability per fire size with high-expansion foam with inside air
  Sourced<RuleTable<Area, Ratio>> size_hi_ex_inside;
  /// o.size.gas: probability per fire size with gas suppression (last: whole store)
  Sourced<RuleTable<Area, Ratio>> size_gas;
  /// o.size.none: probability per fire size without suppression or without credit for lithium: whole
  /// store
  Sourced<RuleTable<Area, Ratio>> size_none;
  /// o.suppression_credit_lithium: the suppression system also limits a fire of lithium batteries
  Sourced<bool> suppression_credit_lithium;
  /// o.vent.closed: air change rate with closed doors (open doors: unlimited)
  Sourced<AirChange> vent_closed;
  /// o.vent.p_open.automatic: probability of open doors, self-closing
  Sourced<Probability> vent_p_open_automatic;
  /// o.vent.p_open.manual: probability of open doors, manually closed
  Sourced<Probability> vent_p_open_manual;
  /// o.b_area.solid: burning rate per area, solids
  Sourced<MassFlux> b_area_solid;
  /// o.b_area.flammable_liquid: burning rate per area, flammable liquids
  Sourced<MassFlux> b_area_flammable_liquid;
  /// o.t_release: longest release duration
  Sourced<Time> t_release;
  /// o.o2_limit: oxygen limits the fire not, fully or in part
  Sourced<OxygenLimit> o2_limit;
  /// o.phi_self: share of oxygen supplied by the cells themselves (with "deels")
  Sourced<double> phi_self;
  /// o.plume: treatment of plume rise in a store fire
  Sourced<SmokePlume> plume;
  /// o.o2.fraction: oxygen fraction of air in the oxygen supply
  Sourced<double> o2_fraction;
  /// o.o2.exchange: time by which the air change rate increases the air content
  Sourced<Time> o2_exchange;
  /// o.o2.molar_volume: molar volume of air in the oxygen supply
  Sourced<MolarVolume> o2_molar_volume;
  /// o.o2.duration: period over which the oxygen is consumed
  Sourced<Time> o2_duration;
  /// o.fuel.molar_mass: molar mass of the default combustible
  Sourced<MolarMass> fuel_molar_mass;
  /// o.fuel.z_b: oxygen demand of the default combustible, mol O2 per mol: nC + (nH - nX)/4 - nO/2 + nS +
  /// 1.25 nP + 0.1 nN
  Sourced<double> fuel_z_b;
  /// o.yield.no2: share of nitrogen in packaging converted to NO2
  Sourced<double> yield_no2;
  /// o.yield.hx: share of chlorine and bromine in packaging converted to HCl or HBr
  Sourced<double> yield_hx;
  /// o.yield.so2: share of sulphur in packaging converted to SO2
  Sourced<double> yield_so2;
  /// o.battery_share: mass share of batteries in what burns
  Sourced<double> battery_share;
  /// o.packaging_n: mass fraction of nitrogen in packaging that burns along
  Sourced<double> packaging_n;
  /// o.packaging_cl: mass fraction of chlorine in packaging that burns along
  Sourced<double> packaging_cl;
  /// o.packaging_br: mass fraction of bromine in packaging that burns along
  Sourced<double> packaging_br;
  /// o.packaging_s: mass fraction of sulphur in packaging that burns along
  Sourced<double> packaging_s;
  /// o.explosion.enabled: explosion in a store counts (no source for the frequency)
  Sourced<bool> explosion_enabled;
};

/// Flame shapes and emissive power.
struct FlameRules {
  /// flame.heskestad_d: factor of flame height with diameter (Q in kW, lengths in m)
  Sourced<double> heskestad_d;
  /// flame.heskestad_q: factor of flame height with Q^0.4 (Q in kW, lengths in m)
  Sourced<double> heskestad_q;
  /// flame.heskestad_valid: range of Q^0.4/D in which the flame height is valid (Q in kW, D in m)
  Sourced<std::vector<double>> heskestad_valid;
  /// flame.mudan_max: surface emissive power of a bright flame (Mudan)
  Sourced<HeatFlux> mudan_max;
  /// flame.mudan_min: surface emissive power of a sooty flame (Mudan)
  Sourced<HeatFlux> mudan_min;
  /// flame.mudan_decay: decay of the surface emissive power with diameter, per m (Mudan)
  Sourced<double> mudan_decay;
  /// flame.tilt_a: factor of the tilt k = a Fr^b Re^c
  Sourced<double> tilt_a;
  /// flame.tilt_fr: exponent b of the Froude number in the tilt
  Sourced<double> tilt_fr;
  /// flame.tilt_re: exponent c of the Reynolds number in the tilt
  Sourced<double> tilt_re;
};

/// Transmissivity of air.
struct RadRules {
  /// rad.tau: atmospheric transmissivity: een = 1 (conservative)
  Sourced<TransmissivityModel> tau;
};

/// Lethality of heat radiation.
struct HeatRules {
  /// heat.probit_a: constant a of the probit Pr = a + b ln(q^n t), q in W/m2 and t in s
  Sourced<double> probit_a;
  /// heat.probit_b: constant b of the probit Pr = a + b ln(q^n t), q in W/m2 and t in s
  Sourced<double> probit_b;
  /// heat.probit_n: exponent n (4/3) of the probit Pr = a + b ln(q^n t), q in W/m2 and t in s
  Sourced<double> probit_n;
  /// heat.certain_death: heat flux at which death is certain
  Sourced<HeatFlux> certain_death;
  /// heat.t_max: longest exposure to heat radiation
  Sourced<Time> t_max;
};

/// Lethality of overpressure.
struct BlastRules {
  /// blast.p_certain: overpressure above which death is certain, indoors and outdoors
  Sourced<Overpressure> p_certain;
  /// blast.p_indoor: overpressure above which a share indoors dies
  Sourced<Overpressure> p_indoor;
  /// blast.f_indoor: share that dies indoors between blast.p_indoor and blast.p_certain
  Sourced<Probability> f_indoor;
};

/// Group risk, only when asked for.
struct GrRules {
  /// gr.binnen_dag: share of the people present who are indoors by day
  Sourced<Probability> indoor_day;
  /// gr.binnen_nacht: share of the people present who are indoors at night
  Sourced<Probability> indoor_night;
  /// gr.giftig_binnen: lethality indoors in a toxic cloud as a share of that outdoors
  Sourced<Probability> toxic_indoors;
  /// gr.warmte_buiten: lethality outdoors by heat with clothing as a share of that without, below heat.certain_death
  Sourced<Probability> heat_outdoors;
  /// gr.personen_woning: people per verblijfsobject with woonfunctie
  Sourced<double> per_dwelling;
  /// gr.woning_dag: share of the residents present by day
  Sourced<Probability> dwelling_day;
  /// gr.woning_nacht: share of the residents present at night
  Sourced<Probability> dwelling_night;
  /// gr.kantoor_oppervlakte: usable area per person in an office; present by day
  Sourced<Area> office_area;
  /// gr.orientatie: orientation value F N^2
  Sourced<Frequency> orientation;
};

/// Wind profile and dispersion.
struct DispRules {
  /// disp.z0: roughness length
  Sourced<Length> z0;
  /// disp.z0_cap: largest roughness length in the Monin-Obukhov length
  Sourced<Length> z0_cap;
  /// disp.kappa: von Karman constant
  Sourced<double> kappa;
  /// disp.mo_a: factor a of the Monin-Obukhov length L = a/lg(z0/b) in m, classes A B C E F (D: infinite)
  Sourced<std::vector<double>> mo_a;
  /// disp.mo_b: length b in L = a/lg(z0/b), classes A B C E F
  Sourced<std::vector<Length>> mo_b;
  /// disp.profile_stable: factor of the wind profile in stable air
  Sourced<double> profile_stable;
  /// disp.profile_unstable: factor of the wind profile in unstable air
  Sourced<double> profile_unstable;
  /// disp.u_ref: wind speed in the plume formula: of the weather class (10 m) or at release height
  Sourced<TransportWind> u_ref;
  /// disp.u_ref_min_z: lowest height for the wind speed at release height
  Sourced<Length> u_ref_min_z;
  /// disp.lid: factor of the mixing height 0.3 u*/f in classes A-D
  Sourced<double> lid;
  /// disp.coriolis: Coriolis parameter at 52 degrees north
  Sourced<Rate> coriolis;
  /// disp.sigma_y_a: a in sigma_y = a x^b (m, 600 s), classes A B C D E F
  Sourced<std::vector<double>> sigma_y_a;
  /// disp.sigma_y_b: b in sigma_y = a x^b (m, 600 s), classes A B C D E F
  Sourced<std::vector<double>> sigma_y_b;
  /// disp.sigma_z_c: c in sigma_z = c x^d (m, z0 0.1 m), classes A B C D E F
  Sourced<std::vector<double>> sigma_z_c;
  /// disp.sigma_z_d: d in sigma_z = c x^d (m, z0 0.1 m), classes A B C D E F
  Sourced<std::vector<double>> sigma_z_d;
  /// disp.x_valid: fitted range of the sigmas; shorter: low confidence
  Sourced<std::vector<Length>> x_valid;
  /// disp.roughness_z0: roughness length for which the sigmas are valid
  Sourced<Length> roughness_z0;
  /// disp.roughness_a: factor a of the roughness exponent a x^b (x in m)
  Sourced<double> roughness_a;
  /// disp.roughness_b: exponent b of the roughness exponent a x^b (x in m)
  Sourced<double> roughness_b;
  /// disp.x_min: smallest distance at which the roughness factor is evaluated
  Sourced<Length> x_min;
  /// disp.avg_exponent: exponent of sigma_y with the averaging time
  Sourced<double> avg_exponent;
  /// disp.avg_ref: averaging time for which the sigmas are valid
  Sourced<Time> avg_ref;
  /// disp.avg_min: smallest averaging time
  Sourced<Time> avg_min;
  /// disp.t_avg: averaging time for toxic substances
  Sourced<Time> t_avg;
  /// disp.t_avg_flash: averaging time for flammable gas
  Sourced<Time> t_avg_flash;
  /// disp.finite_duration: correction for the finite release duration
  Sourced<bool> finite_duration;
  /// disp.sigma_x: factor of sigma_x with distance
  Sourced<double> sigma_x;
  /// disp.dense_limit: limit of the criterion above which a cloud is a dense gas
  Sourced<double> dense_limit;
};

/// Wake of a building or enclosure.
struct WakeRules {
  /// wake.sigma_y_divisor: initial sigma_y is the width over this number
  Sourced<double> sigma_y_divisor;
  /// wake.sigma_z_divisor: initial sigma_z is the height over this number
  Sourced<double> sigma_z_divisor;
  /// wake.combine: combination of initial and plume spread
  Sourced<WakeCombination> combine;
  /// wake.width: width of the wake: shorter side or projected on the wind
  Sourced<WakeWidth> width;
  /// wake.cavity.enabled: concentration in the cavity capped by the estimate C = Q/(K u A)
  Sourced<bool> cavity_enabled;
  /// wake.cavity.k: constant K of the cavity estimate (middle of the range)
  Sourced<double> cavity_k;
  /// wake.cavity.length: constants a, b, c of the length L_r = a W/[(L/H)^b (1 + c W/H)]
  Sourced<std::vector<double>> cavity_length;
};

/// Plume rise.
struct BriggsRules {
  /// briggs.transition: factor of the transitional rise
  Sourced<double> transition;
  /// briggs.fb_split: buoyancy flux (Fb) where the formula of the final rise changes
  Sourced<BuoyancyFlux> fb_split;
  /// briggs.x_f_small: factor of the distance to final rise, Fb^(5/8)
  Sourced<double> x_f_small;
  /// briggs.x_f_large: factor of the distance to final rise, Fb^(2/5)
  Sourced<double> x_f_large;
  /// briggs.final_small: factor of the final rise, Fb^(3/4)/u
  Sourced<double> final_small;
  /// briggs.final_large: factor of the final rise, Fb^(3/5)/u
  Sourced<double> final_large;
  /// briggs.stable: factor of the final rise in stable air
  Sourced<double> stable;
  /// briggs.calm: factor of the final rise in stable calm air
  Sourced<double> calm;
  /// briggs.x_f_stable: factor of the distance to final rise in stable air
  Sourced<double> x_f_stable;
  /// briggs.dtheta.e: potential temperature gradient, class E
  Sourced<TemperatureGradient> dtheta_e;
  /// briggs.dtheta.f: potential temperature gradient, class F
  Sourced<TemperatureGradient> dtheta_f;
};

/// Lift-off of a hot ground source.
struct LiftoffRules {
  /// liftoff.a: factor a of the lift-off factor exp(-a F**^b)
  Sourced<double> a;
  /// liftoff.b: exponent b of the lift-off factor exp(-a F**^b)
  Sourced<double> b;
};

/// Air indoors.
struct IndoorRules {
  /// indoor.n_v: air change rate of a building
  Sourced<AirChange> n_v;
  /// indoor.window: time from the start of the release over which the dose counts
  Sourced<Time> window;
};

/// Gifwolkaandachtsgebied.
struct GifwolkRules {
  /// gifwolk.n: dose exponent per substance
  std::map<std::string, Sourced<double>> n;
  /// gifwolk.t_ref: duration at the life-threatening value with which the indoor dose is compared
  Sourced<Time> t_ref;
  /// gifwolk.criterion: criterion of the toxic-cloud attention area; A applies to applications filed
  /// before 1-1-2026
  Sourced<GifwolkCriterium> criterion;
  /// gifwolk.sum: several species: union of the areas or sum of the relative doses
  Sourced<GifwolkSom> sum;
  /// gifwolk.cap: largest distance of the toxic-cloud attention area
  Sourced<Length> cap;
};

/// Brandaandachtsgebied.
struct BrandRules {
  /// brand.area.flux: heat flux at the limit of the fire attention area
  Sourced<HeatFlux> area_flux;
  /// brand.area.types: types of fire that count in the fire attention area
  Sourced<std::vector<std::string>> area_types;
};

/// Explosieaandachtsgebied.
struct ExplosieRules {
  /// explosie.area.dp: overpressure at the limit of the explosion attention area
  Sourced<Overpressure> area_dp;
};

/// Attention areas.
struct AreaRules {
  /// area.f_min: smallest frequency of a scenario that counts in an attention area
  Sourced<Frequency> f_min;
};

/// Weather classes and data.
struct WeatherRules {
  /// weather.classes: weather classes
  Sourced<std::vector<std::string>> classes;
  /// weather.speed: wind speed at 10 m per weather class
  Sourced<std::vector<Speed>> speed;
  /// weather.stability: Pasquill stability per weather class
  Sourced<std::vector<std::string>> stability;
  /// weather.period: weather over 24 h or split by day and night
  Sourced<WeatherPeriodChoice> period;
  /// weather.day_share: share of 24 h that is day (08:00-18:30 MET)
  Sourced<double> day_share;
  /// weather.scheme: scheme by which the weather table is derived from observations
  Sourced<std::string> scheme;
  /// weather.scheme_f15: share of F1.5 at De Bilt per scheme (pasquill-q, pasquill, srdt); the ratio is
  /// the uncertainty factor
  Sourced<std::vector<Ratio>> scheme_f15;
  /// weather.scheme_d15: share of D1.5 at De Bilt per scheme (pasquill-q, pasquill, srdt); the ratio is
  /// the uncertainty factor
  Sourced<std::vector<Ratio>> scheme_d15;
};

/// Wind rose.
struct RoseRules {
  /// rose.shape: density of the wind direction within a sector
  Sourced<RoseShape> shape;
};

/// Plaatsgebonden risico.
struct PrRules {
  /// pr.limit: limit of the location-specific risk
  Sourced<PlaatsgebondenRisico> limit;
  /// pr.levels: levels of the PR contours
  Sourced<std::vector<PlaatsgebondenRisico>> levels;
  /// pr.floor: smallest location-specific risk
  Sourced<PlaatsgebondenRisico> floor;
};

/// Scenarios.
struct ScenRules {
  /// scen.f_min: smallest frequency of a scenario that counts in the location-specific risk
  Sourced<Frequency> f_min;
};

/// Direction integral.
struct DirectionRules {
  /// direction.step: largest step of the direction integral as fraction of sigma_y/R
  Sourced<double> step;
  /// direction.floor: probability of death below which the direction integral stops
  Sourced<double> floor;
  /// direction.tolerance: largest relative error of the direction integral
  Sourced<double> tolerance;
};

/// Polar tables.
struct PolarRules {
  /// polar.ratio: ratio of successive radii in the polar table
  Sourced<double> ratio;
  /// polar.r_min: smallest radius in the polar table
  Sourced<Length> r_min;
  /// polar.step: angular step in the polar table
  Sourced<Angle> step;
  /// polar.floor: smallest value in the polar table
  Sourced<PlaatsgebondenRisico> floor;
};

/// Grid of the contours.
struct GridRules {
  /// grid.cell_near: grid cell near a source
  Sourced<Length> cell_near;
  /// grid.near: distance from a source within which the small cell applies
  Sourced<Length> near;
  /// grid.cell_far: grid cell further away
  Sourced<Length> cell_far;
  /// grid.area_tolerance: change of the area inside pr.limit below which refinement stops
  Sourced<Ratio> area_tolerance;
  /// grid.distance_tolerance: change of the largest distance to pr.limit below which refinement stops
  Sourced<Length> distance_tolerance;
};

/// Contours.
struct ContourRules {
  /// contour.floor: smallest value in the logarithmic interpolation of contours
  Sourced<PlaatsgebondenRisico> floor;
  /// contour.sagitta: largest distance between contour and chord
  Sourced<Length> sagitta;
};

/// Circles in exports.
struct CirkelRules {
  /// cirkel.sagitta: largest distance between circle and chord when written as a polygon
  Sourced<Length> sagitta;
};

/// Thresholds of the overlay.
struct OverlayRules {
  /// overlay.min_area: overlap from which a parcel lies in a zone; smaller counts as touching
  Sourced<Area> min_area;
  /// overlay.min_depth: depth of overlap from which a parcel lies in a zone; smaller counts as touching
  Sourced<Length> min_depth;
};

/// Sampling of uncertain values.
struct UncRules {
  /// unc.samples: number of samples for an uncertainty band
  Sourced<double> samples;
  /// unc.samples_tail: number of samples for statements on the tail
  Sourced<double> samples_tail;
};

/// Model error, kept apart from parameter uncertainty.
struct ModelRules {
  /// model.jet_length.delta: bias of the model: length of the torch
  Sourced<double> jet_length_delta;
  /// model.jet_length.sigma_ln: spread of the model (ln): length of the torch
  Sourced<double> jet_length_sigma_ln;
  /// model.jet_flux.delta: bias of the model: heat flux of the torch
  Sourced<double> jet_flux_delta;
  /// model.jet_flux.sigma_ln: spread of the model (ln): heat flux of the torch
  Sourced<double> jet_flux_sigma_ln;
  /// model.flames.delta: bias of the model: heat flux of cylinder and rectangle
  Sourced<double> flames_delta;
  /// model.flames.sigma_ln: spread of the model (ln): heat flux of cylinder and rectangle
  Sourced<double> flames_sigma_ln;
  /// model.blast.delta: bias of the model: distance to 10 kPa
  Sourced<double> blast_delta;
  /// model.blast.sigma_ln: spread of the model (ln): distance to 10 kPa
  Sourced<double> blast_sigma_ln;
  /// model.plume.delta: bias of the model: concentration in the open plume
  Sourced<double> plume_delta;
  /// model.plume.sigma_ln: spread of the model (ln): concentration in the open plume
  Sourced<double> plume_sigma_ln;
  /// model.wake.delta: bias of the model: concentration in the wake
  Sourced<double> wake_delta;
  /// model.wake.sigma_ln: spread of the model (ln): concentration in the wake
  Sourced<double> wake_sigma_ln;
  /// model.liftoff.delta: bias of the model: lift-off factor
  Sourced<double> liftoff_delta;
  /// model.liftoff.sigma_ln: spread of the model (ln): lift-off factor
  Sourced<double> liftoff_sigma_ln;
};

/// Every key of the method.
struct MethodRules {
  AirRules air;
  ScopeRules scope;
  InvRules inv;
  GasRules gas;
  ToxRules tox;
  FireRules fire;
  RelRules rel;
  PropRules prop;
  FreqRules freq;
  EvRules ev;
  S1Rules s1;
  RecvRules recv;
  S2Rules s2;
  S3Rules s3;
  S4Rules s4;
  S5Rules s5;
  DomRules dom;
  ORules o;
  FlameRules flame;
  RadRules rad;
  HeatRules heat;
  BlastRules blast;
  GrRules gr;
  DispRules disp;
  WakeRules wake;
  BriggsRules briggs;
  LiftoffRules liftoff;
  IndoorRules indoor;
  GifwolkRules gifwolk;
  BrandRules brand;
  ExplosieRules explosie;
  AreaRules area;
  WeatherRules weather;
  RoseRules rose;
  PrRules pr;
  ScenRules scen;
  DirectionRules direction;
  PolarRules polar;
  GridRules grid;
  ContourRules contour;
  CirkelRules cirkel;
  OverlayRules overlay;
  UncRules unc;
  ModelRules model;
};

}  // namespace batterisk
