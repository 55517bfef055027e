#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/effect/source_term.hpp"
#include "batterisk/core/rules/rule.hpp"
#include "batterisk/core/rules/rule_choices.hpp"

#include <vector>

/// Keys of the method: frequencies, scenarios S1 to S5, D and O.
namespace batterisk {

/// Event frequency.
struct FreqRules {
  Rule<"freq.lambda_p", FrequencyPerPower> lambda_p;  ///< incidents per rated power and year (2018: 9.2)
  Rule<"freq.t_d", Time> t_d;  ///< storage duration that turns energy into rated power
  Rule<"freq.age", SystemAge> age;  ///< age of the system to which the frequency applies
  Rule<"freq.age_factor.levensduur", double> age_factor_levensduur;  ///< factor on the frequency, mean over the life
  Rule<"freq.age_factor.vroeg", double> age_factor_vroeg;  ///< factor on the frequency in the first two years
  Rule<"freq.age_factor.later", double> age_factor_later;  ///< factor on the frequency after the first two years
  Rule<"freq.measure", double> measure;  ///< factor on the frequency by measures; each measure names its evidence
  /// frequency per container that projects assume; a second opinion, not used
  RuleOrGap<"freq.project", Frequency> project;
  Rule<"freq.warn", std::vector<Frequency>> warn;  ///< bounds outside which the frequency per container gives a warning
};

/// Event tree.
struct EvRules {
  Rule<"ev.p_s1", Probability> p_s1;  ///< probability of early ignition (S1, torch)
  Rule<"ev.p_s2", Probability> p_s2;  ///< probability of late ignition inside (S2, explosion)
  Rule<"ev.p_s3", Probability> p_s3;  ///< probability of no ignition (S3, cold vent gas)
  Rule<"ev.p_prop", Probability> p_prop;  ///< probability that the runaway grows to the whole enclosure (S4)
  Rule<"ev.p_s2_after_fire", Probability> p_s2_after_fire;  ///< probability that an explosion (S2) follows such a fire
};

/// S1: torch of a module.
struct S1Rules {
  /// power of the torch of the reference module; valid only with the fire.chi, length law and transmissivity of the
  /// fit
  Rule<"s1.q_ref", Power> q_ref;
  Rule<"s1.fit_distance", Length> fit_distance;  ///< distance from the module to which s1.q_ref is fitted
  Rule<"s1.fit_flux", HeatFlux> fit_flux;  ///< heat flux at s1.fit_distance to which s1.q_ref is fitted
  /// published distance of a rack to s1.fit_flux; checks the fit, is not fitted
  RuleOrGap<"s1.check_distance", Length> check_distance;
  Rule<"s1.e_ref", Energy> e_ref;  ///< energy of the reference module
  Rule<"s1.m", double> m;  ///< exponent of torch power with energy (2/3: burning area follows volume^(2/3))
  Rule<"s1.q_valid", std::vector<Power>> q_valid;  ///< range of torch power in which the length law is plausible
  Rule<"s1.length_a", double> length_a;  ///< factor of the flame length L = a Q^b (Q in W, L in m)
  Rule<"s1.length_b", double> length_b;  ///< exponent of the flame length L = a Q^b (Q in W, L in m)
  Rule<"s1.width", double> width;  ///< width of the torch over its length
  Rule<"s1.punten", double> punten;  ///< number of source points on the torch axis
  Rule<"s1.top", double> top;  ///< place of the heaviest source point as fraction of the length
  Rule<"s1.z", Length> z;  ///< height of the torch axis
  Rule<"s1.t_exp", Time> t_exp;  ///< longest exposure to the torch; shorter when the torch is shorter
  Rule<"s1.afscherming", bool> afscherming;  ///< the enclosure itself shields the receiver from the torch
  /// largest angle between the torch and the normal of an opening (eos_gebouw)
  Rule<"s1.opening_angle", Angle> opening_angle;
  Rule<"s1.type_brand", TypeBrand> type_brand;  ///< type of fire of S1 and S5 for the fire attention area
};

/// Receiver.
struct RecvRules {
  Rule<"recv.z", Length> z;  ///< height of the receiver
};

/// S2: explosion in the enclosure.
struct S2Rules {
  Rule<"s2.gas_basis.eenheid", GasBasis> gas_basis_eenheid;  ///< gas that gathers in an enclosure: of a module or a rack
  Rule<"s2.gas_basis.gebouw", GasBasis> gas_basis_gebouw;  ///< the same in a room of a building
  Rule<"s2.c_local", double> c_local;  ///< largest local over mean concentration of the gas
  Rule<"s2.lambda", AirChange> lambda;  ///< air change rate of the enclosure
  Rule<"s2.phi", double> phi;  ///< fill factor of the free volume with stoichiometric mixture
  Rule<"s2.a_vent", Area> a_vent;  ///< vent area when the unit shows none (a door is about 2.9 m2)
  Rule<"s2.p_stat", Overpressure> p_stat;  ///< opening pressure of the vent
  Rule<"s2.p_fail", Overpressure> p_fail;  ///< failure pressure of the enclosure
  Rule<"s2.chi_f", double> chi_f;  ///< flame wrinkling
  Rule<"s2.me_burst", double> me_burst;  ///< multi-energy class on bursting
  Rule<"s2.me_vent", double> me_vent;  ///< multi-energy class on venting
  Rule<"s2.ode.eps", double> ode_eps;  ///< pressure exponent of the burning velocity
  Rule<"s2.ode.gamma", double> ode_gamma;  ///< ratio of specific heats in the vented deflagration
  Rule<"s2.ode.rho_0", Density> ode_rho_0;  ///< initial density of the unburnt mixture
  Rule<"s2.ode.cd", double> ode_cd;  ///< discharge coefficient of the vent
  Rule<"s2.ode.burnt_out", double> ode_burnt_out;  ///< burnt volume fraction above which burnt gas is discharged
  Rule<"s2.ode.start", double> ode_start;  ///< burnt mass fraction at the start
  Rule<"s2.ode.stop", double> ode_stop;  ///< unburnt mass fraction at which the computation stops
  /// relative margin below the failure pressure at which the enclosure counts as burst
  Rule<"s2.burst_margin", double> burst_margin;
  Rule<"s2.vent_blast.a", double> vent_blast_a;  ///< factor of the blast from the vent
  Rule<"s2.vent_blast.b", double> vent_blast_b;  ///< distance exponent of the blast from the vent
  Rule<"s2.vent_blast.angle", Angle> vent_blast_angle;  ///< angle scale of the blast from the vent
};

/// S3: unignited vent gas.
struct S3Rules {
  Rule<"s3.f_cold", double> f_cold;  ///< share of the fire yield of HF and HCN present in unignited gas
  Rule<"s3.module_count", double> module_count;  ///< number of modules releasing at the same time
  Rule<"s3.flash.enabled", bool> flash_enabled;  ///< flash fire counts in the location-specific risk
};

/// S4: whole enclosure on fire.
struct S4Rules {
  Rule<"s4.plume", SmokePlume> plume;  ///< treatment of plume rise in a fire of the whole unit
  Rule<"s4.sep_open", HeatFlux> sep_open;  ///< surface emissive power of a flame in an opening
  RuleOrGap<"s4.door.width", Length> door_width;  ///< of the door that the result reckons with where none is given
  RuleOrGap<"s4.door.height", Length> door_height;  ///< of that door
  Rule<"s4.tilt", FlameTilt> tilt;  ///< tilt of the roof flame by wind: shift or none
  Rule<"s4.torches", double> torches;  ///< number of torches during a fire of the whole unit
  Rule<"s4.d_divisor", double> d_divisor;  ///< largest flame diameter is Q^0.4 over this number (Q in kW, D in m)
  Rule<"s4.type_brand", TypeBrand> type_brand;  ///< type of fire of S4 and D for the fire attention area
};

/// S5: torch of a rack.
struct S5Rules {
  Rule<"s5.enabled", bool> enabled;  ///< torch of a whole rack counts
  Rule<"s5.p_rack", Probability> p_rack;  ///< probability of a torch of a whole rack
};

/// D: domino between enclosures.
struct DomRules {
  Rule<"dom.max_gap", Length> max_gap;  ///< largest wall-to-wall gap for which domino is considered
  /// probability of spread with a large-scale fire test at a gap not larger than the actual gap
  Rule<"dom.p_spread.with_test", Probability> p_spread_with_test;
  /// probability of spread without a large-scale fire test
  Rule<"dom.p_spread.without_test", Probability> p_spread_without_test;
  Rule<"dom.additief", bool> additief;  ///< domino counts in addition to the own fire of each unit (upper bound)
};

/// O: fires of a store.
struct ORules {
  /// fire frequency per store, protection level 1 (one-sided range: assumption)
  Rule<"o.freq.level1", Frequency> freq_level1;
  /// fire frequency per store, protection level 2 (one-sided range: assumption)
  Rule<"o.freq.level2", Frequency> freq_level2;
  /// fire frequency per store, protection level 3 (one-sided range: assumption)
  Rule<"o.freq.level3", Frequency> freq_level3;
  Rule<"o.size.sprinkler", RuleTable<Area, Ratio>> size_sprinkler;  ///< probability per fire size with sprinklers
  /// probability per fire size with deluge (sizes assumed; last: whole store)
  Rule<"o.size.deluge", RuleTable<Area, Ratio>> size_deluge;
  /// probability per fire size with high-expansion foam with inside air
  Rule<"o.size.hi_ex_inside", RuleTable<Area, Ratio>> size_hi_ex_inside;
  /// probability per fire size with gas suppression (last: whole store)
  Rule<"o.size.gas", RuleTable<Area, Ratio>> size_gas;
  /// probability per fire size without suppression or without credit for lithium: whole store
  Rule<"o.size.none", RuleTable<Area, Ratio>> size_none;
  /// the suppression system also limits a fire of lithium batteries
  Rule<"o.suppression_credit_lithium", bool> suppression_credit_lithium;
  Rule<"o.vent.closed", AirChange> vent_closed;  ///< air change rate with closed doors (open doors: unlimited)
  Rule<"o.vent.p_open.automatic", Probability> vent_p_open_automatic;  ///< probability of open doors, self-closing
  Rule<"o.vent.p_open.manual", Probability> vent_p_open_manual;  ///< probability of open doors, manually closed
  Rule<"o.b_area.solid", MassFlux> b_area_solid;  ///< burning rate per area, solids
  Rule<"o.b_area.flammable_liquid", MassFlux> b_area_flammable_liquid;  ///< burning rate per area, flammable liquids
  Rule<"o.t_release", Time> t_release;  ///< longest release duration
  Rule<"o.o2_limit", OxygenLimit> o2_limit;  ///< oxygen limits the fire not, fully or in part
  Rule<"o.phi_self", double> phi_self;  ///< share of oxygen supplied by the cells themselves (with "deels")
  Rule<"o.plume", SmokePlume> plume;  ///< treatment of plume rise in a store fire
  Rule<"o.o2.fraction", double> o2_fraction;  ///< oxygen fraction of air in the oxygen supply
  Rule<"o.o2.exchange", Time> o2_exchange;  ///< time by which the air change rate increases the air content
  Rule<"o.o2.molar_volume", MolarVolume> o2_molar_volume;  ///< molar volume of air in the oxygen supply
  Rule<"o.o2.duration", Time> o2_duration;  ///< period over which the oxygen is consumed
  Rule<"o.fuel.molar_mass", MolarMass> fuel_molar_mass;  ///< molar mass of the default combustible
  /// oxygen demand of the default combustible, mol O2 per mol: nC + (nH - nX)/4 - nO/2 + nS + 1.25 nP + 0.1 nN
  Rule<"o.fuel.z_b", double> fuel_z_b;
  Rule<"o.yield.no2", double> yield_no2;  ///< share of nitrogen in packaging converted to NO2
  Rule<"o.yield.hx", double> yield_hx;  ///< share of chlorine and bromine in packaging converted to HCl or HBr
  Rule<"o.yield.so2", double> yield_so2;  ///< share of sulphur in packaging converted to SO2
  Rule<"o.battery_share", double> battery_share;  ///< mass share of batteries in what burns
  Rule<"o.packaging_n", double> packaging_n;  ///< mass fraction of nitrogen in packaging that burns along
  Rule<"o.packaging_cl", double> packaging_cl;  ///< mass fraction of chlorine in packaging that burns along
  Rule<"o.packaging_br", double> packaging_br;  ///< mass fraction of bromine in packaging that burns along
  Rule<"o.packaging_s", double> packaging_s;  ///< mass fraction of sulphur in packaging that burns along
  Rule<"o.explosion.enabled", bool> explosion_enabled;  ///< explosion in a store counts (no source for the frequency)
};

}  // namespace batterisk
