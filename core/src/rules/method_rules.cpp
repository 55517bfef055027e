#include "rules/method_rules_reader.hpp"

namespace batterisk::detail {
namespace {

const ChoiceWords<VentGas> vent_gas_words{
    {"lfp", VentGas::Lfp}, {"nmc", VentGas::Nmc}, {"lco_nmc", VentGas::LcoNmc}};
const ChoiceWords<ToxicCombination> toxic_combination_words{{"product", ToxicCombination::Product},
                                                            {"dominant", ToxicCombination::Dominant}};
const ChoiceWords<ReleaseProfile> release_profile_words{{"box", ReleaseProfile::Box},
                                                        {"cellen", ReleaseProfile::Cellen}};
const ChoiceWords<SystemAge> system_age_words{
    {"levensduur", SystemAge::Levensduur}, {"vroeg", SystemAge::Vroeg}, {"later", SystemAge::Later}};
const ChoiceWords<TypeBrand> type_brand_words{{"fakkelbrand", TypeBrand::Fakkelbrand},
                                              {"plasbrand", TypeBrand::Plasbrand},
                                              {"overig", TypeBrand::Overig}};
const ChoiceWords<SmokePlume> smoke_plume_words{
    {"geen", SmokePlume::Geen}, {"hanna", SmokePlume::Hanna}, {"briggs", SmokePlume::Briggs}};
const ChoiceWords<FlameTilt> flame_tilt_words{{"none", FlameTilt::None}, {"shift", FlameTilt::Shift}};
const ChoiceWords<OxygenLimit> oxygen_limit_words{
    {"uit", OxygenLimit::Uit}, {"aan", OxygenLimit::Aan}, {"deels", OxygenLimit::Deels}};
const ChoiceWords<TransmissivityModel> transmissivity_model_words{{"een", TransmissivityModel::Constant},
                                                                  {"wayne", TransmissivityModel::Wayne},
                                                                  {"bagster", TransmissivityModel::Bagster},
                                                                  {"casal", TransmissivityModel::Casal}};
const ChoiceWords<TransportWind> transport_wind_words{{"u10", TransportWind::U10},
                                                      {"release", TransportWind::Release}};
const ChoiceWords<WakeCombination> wake_combination_words{{"quadratuur", WakeCombination::Quadrature},
                                                          {"virtueel", WakeCombination::VirtualDistance}};
const ChoiceWords<WakeWidth> wake_width_words{{"kort", WakeWidth::Kort},
                                              {"geprojecteerd", WakeWidth::Geprojecteerd}};
const ChoiceWords<GifwolkCriterium> gifwolk_criterium_words{
    {"volgens_bkl", GifwolkCriterium::VolgensBkl},
    {"A_concentratie_lbw30", GifwolkCriterium::Concentratie}, {"B_dosis_lbw30", GifwolkCriterium::Dosis}};
const ChoiceWords<GifwolkSom> gifwolk_som_words{{"unie", GifwolkSom::Unie}, {"som", GifwolkSom::Som}};
const ChoiceWords<WeatherPeriodChoice> weather_period_choice_words{
    {"etmaal", WeatherPeriodChoice::Etmaal}, {"dag_nacht", WeatherPeriodChoice::DagNacht}};
const ChoiceWords<RoseShape> rose_shape_words{{"lineair", RoseShape::Lineair},
                                              {"constant", RoseShape::Constant}};

AirRules read_air(RuleReader& r) {
  return {
      .p0 = r.value<Pressure>("air.p0"),
      .t = r.value<Temperature>("air.t"),
      .rho = r.value<Density>("air.rho"),
      .cp = r.value<SpecificHeat>("air.cp"),
      .g = r.value<Acceleration>("air.g"),
      .nu = r.value<KinematicViscosity>("air.nu"),
      .rh = r.value<double>("air.rh"),
      .molar_volume_25 = r.value<MolarVolume>("air.molar_volume_25"),
      .molar_volume_0 = r.value<MolarVolume>("air.molar_volume_0"),
  };
}

ScopeRules read_scope(RuleReader& r) {
  return {
      .situations = r.words("scope.situations"),
      .min_kwh = r.value<Energy>("scope.min_kwh"),
      .chemistry = r.words("scope.chemistry"),
      .outcomes = r.words("outcomes"),
  };
}

InvRules read_inv(RuleReader& r) {
  return {
      .module_kwh = r.value<Energy>("inv.module_kwh"),
      .rack_kwh = r.value<Energy>("inv.rack_kwh"),
      .container_kwh = r.value<Energy>("inv.container_kwh"),
      .soc = r.value<Ratio>("inv.soc"),
      .cell_kwh = {r.optional_value<Energy>("inv.cell_kwh.lfp"),
                   r.optional_value<Energy>("inv.cell_kwh.nmc")},
      .cell_spec_energy = {r.value<SpecificEnergy>("inv.cell_spec_energy.lfp"),
                           r.value<SpecificEnergy>("inv.cell_spec_energy.nmc")},
      .cell_mass = {r.value<MassPerEnergy>("inv.cell_mass.lfp"), r.value<MassPerEnergy>("inv.cell_mass.nmc")},
      .system_mass = r.value<MassPerEnergy>("inv.system_mass"),
      .electrolyte_frac = r.value<double>("inv.electrolyte_frac"),
      .lipf6 = r.value<Molality>("inv.lipf6"),
      .massloss = {r.value<double>("inv.massloss.lfp"), r.value<double>("inv.massloss.nmc")},
      .v_int = r.value<Volume>("inv.v_int"),
      .v_int_fraction = r.value<double>("inv.v_int_fraction"),
      .v_free_frac = r.value<double>("inv.v_free_frac"),
      .wake_h = r.value<Length>("inv.wake_h"),
      .wake_w = r.value<Length>("inv.wake_w"),
  };
}

GasRules read_gas(RuleReader& r) {
  return {
      .mix = {r.choice("gas.mix.lfp", vent_gas_words), r.choice("gas.mix.nmc", vent_gas_words)},
      .v_spec = {r.value<VolumePerEnergy>("gas.v_spec.lfp"), r.value<VolumePerEnergy>("gas.v_spec.nmc"),
                 r.value<VolumePerEnergy>("gas.v_spec.lco_nmc")},
      .lfl = {r.value<Ratio>("gas.lfl.lfp"), r.value<Ratio>("gas.lfl.nmc"),
              r.value<Ratio>("gas.lfl.lco_nmc")},
      .x_st = {r.value<Ratio>("gas.x_st.lfp"), r.value<Ratio>("gas.x_st.nmc"),
               r.value<Ratio>("gas.x_st.lco_nmc")},
      .e_mix = {r.value<EnergyDensity>("gas.e_mix.lfp"), r.value<EnergyDensity>("gas.e_mix.nmc"),
                r.value<EnergyDensity>("gas.e_mix.lco_nmc")},
      .lhv = {r.value<SpecificEnergy>("gas.lhv.lfp"), r.value<SpecificEnergy>("gas.lhv.nmc"),
              r.value<SpecificEnergy>("gas.lhv.lco_nmc")},
      .molar_mass = {r.value<MolarMass>("gas.molar_mass.lfp"), r.value<MolarMass>("gas.molar_mass.nmc"),
                     r.value<MolarMass>("gas.molar_mass.lco_nmc")},
      .e_mix_override = r.optional_value<EnergyDensity>("gas.e_mix_override"),
      .f_soc = {r.table<Ratio, double>("gas.f_soc.lfp"), r.table<Ratio, double>("gas.f_soc.nmc")},
      .su = r.value<Speed>("gas.su"),
      .pmax = r.value<Pressure>("gas.pmax"),
  };
}

ToxRules read_tox(RuleReader& r) {
  return {
      .y_hf = {r.value<MassPerEnergy>("tox.y_hf.lfp"), r.value<MassPerEnergy>("tox.y_hf.nmc")},
      .y_hf_bounding = r.value<MassPerEnergy>("tox.y_hf_bounding"),
      .y_pof3 = r.value<MassPerEnergy>("tox.y_pof3"),
      .pof3_hf = r.value_or_gap<double>("tox.pof3_hf"),
      .y_co_inert = {r.value<MassPerEnergy>("tox.y_co_inert.lfp"),
                     r.value<MassPerEnergy>("tox.y_co_inert.nmc"),
                     r.value<MassPerEnergy>("tox.y_co_inert.lco_nmc")},
      .y_co_fire = r.value<MassPerEnergy>("tox.y_co_fire"),
      .y_hcn = r.value<MassPerEnergy>("tox.y_hcn"),
      .f_soc_hf = r.value<double>("tox.f_soc_hf"),
      .species = r.words("tox.species"),
      .probit_set = r.word("tox.probit_set"),
      .t_max = r.value<Time>("tox.t_max"),
      .p_cut = r.value<Probability>("tox.p_cut"),
      .combine = r.choice("tox.combine", toxic_combination_words),
  };
}

FireRules read_fire(RuleReader& r) {
  return {
      .k = r.value<double>("fire.k"),
      .alpha = r.value<FireGrowth>("fire.alpha"),
      .f_pk = r.value<double>("fire.f_pk"),
      .f_plateau = r.value<double>("fire.f_plateau"),
      .t_e = r.value<Time>("fire.t_e"),
      .t_e_ref = r.value<Energy>("fire.t_e_ref"),
      .t_e_min = r.value<Time>("fire.t_e_min"),
      .chi = r.value<double>("fire.chi"),
  };
}

RelRules read_rel(RuleReader& r) {
  return {
      .profile = r.choice("rel.profile", release_profile_words),
      .t_mod = r.value<Time>("rel.t_mod"),
      .t_mean = r.value<Time>("rel.t_mean"),
      .cell_vent_rate = r.value<MassRate>("rel.cell_vent.rate"),
      .cell_vent_time = r.value<Time>("rel.cell_vent.time"),
  };
}

PropRules read_prop(RuleReader& r) {
  return {
      .tau_cell = {r.value<Time>("prop.tau_cell.lfp"), r.value<Time>("prop.tau_cell.nmc")},
      .tau_module = r.value<Time>("prop.tau_module"),
      .tau_rack = r.value<Time>("prop.tau_rack"),
      .tau_unit = r.value<Time>("prop.tau_unit"),
      .n_par = r.value<double>("prop.n_par"),
  };
}

FreqRules read_freq(RuleReader& r) {
  return {
      .lambda_p = r.value<FrequencyPerPower>("freq.lambda_p"),
      .t_d = r.value<Time>("freq.t_d"),
      .age = r.choice("freq.age", system_age_words),
      .age_factor_levensduur = r.value<double>("freq.age_factor.levensduur"),
      .age_factor_vroeg = r.value<double>("freq.age_factor.vroeg"),
      .age_factor_later = r.value<double>("freq.age_factor.later"),
      .measure = r.value<double>("freq.measure"),
      .warn = r.list<Frequency>("freq.warn"),
  };
}

EvRules read_ev(RuleReader& r) {
  return {
      .p_s1 = r.value<Probability>("ev.p_s1"),
      .p_s2 = r.value<Probability>("ev.p_s2"),
      .p_s3 = r.value<Probability>("ev.p_s3"),
      .p_prop = r.value<Probability>("ev.p_prop"),
  };
}

S1Rules read_s1(RuleReader& r) {
  return {
      .q_ref = r.value<Power>("s1.q_ref"),
      .fit_distance = r.value<Length>("s1.fit_distance"),
      .fit_flux = r.value<HeatFlux>("s1.fit_flux"),
      .check_distance = r.value_or_gap<Length>("s1.check_distance"),
      .e_ref = r.value<Energy>("s1.e_ref"),
      .m = r.value<double>("s1.m"),
      .q_valid = r.list<Power>("s1.q_valid"),
      .length_a = r.value<double>("s1.length_a"),
      .length_b = r.value<double>("s1.length_b"),
      .width = r.value<double>("s1.width"),
      .punten = r.value<double>("s1.punten"),
      .top = r.value<double>("s1.top"),
      .z = r.value<Length>("s1.z"),
      .t_exp = r.value<Time>("s1.t_exp"),
      .afscherming = r.flag("s1.afscherming"),
      .opening_angle = r.value<Angle>("s1.opening_angle"),
      .type_brand = r.choice("s1.type_brand", type_brand_words),
  };
}

RecvRules read_recv(RuleReader& r) {
  return {
      .z = r.value<Length>("recv.z"),
  };
}

S2Rules read_s2(RuleReader& r) {
  return {
      .lambda = r.value<AirChange>("s2.lambda"),
      .phi = r.value<double>("s2.phi"),
      .a_vent = r.value<Area>("s2.a_vent"),
      .p_stat = r.value<Overpressure>("s2.p_stat"),
      .p_fail = r.value<Overpressure>("s2.p_fail"),
      .chi_f = r.value<double>("s2.chi_f"),
      .me_burst = r.value<double>("s2.me_burst"),
      .me_vent = r.value<double>("s2.me_vent"),
      .ode_eps = r.value<double>("s2.ode.eps"),
      .ode_gamma = r.value<double>("s2.ode.gamma"),
      .ode_rho_0 = r.value<Density>("s2.ode.rho_0"),
      .ode_cd = r.value<double>("s2.ode.cd"),
      .ode_burnt_out = r.value<double>("s2.ode.burnt_out"),
      .ode_start = r.value<double>("s2.ode.start"),
      .ode_stop = r.value<double>("s2.ode.stop"),
      .burst_margin = r.value<double>("s2.burst_margin"),
      .vent_blast_a = r.value<double>("s2.vent_blast.a"),
      .vent_blast_b = r.value<double>("s2.vent_blast.b"),
      .vent_blast_angle = r.value<Angle>("s2.vent_blast.angle"),
  };
}

S3Rules read_s3(RuleReader& r) {
  return {
      .f_cold = r.value<double>("s3.f_cold"),
      .module_count = r.value<double>("s3.module_count"),
      .flash_enabled = r.flag("s3.flash.enabled"),
  };
}

S4Rules read_s4(RuleReader& r) {
  return {
      .plume = r.choice("s4.plume", smoke_plume_words),
      .sep_open = r.value<HeatFlux>("s4.sep_open"),
      .tilt = r.choice("s4.tilt", flame_tilt_words),
      .torches = r.value<double>("s4.torches"),
      .d_divisor = r.value<double>("s4.d_divisor"),
      .type_brand = r.choice("s4.type_brand", type_brand_words),
  };
}

S5Rules read_s5(RuleReader& r) {
  return {
      .enabled = r.flag("s5.enabled"),
      .p_rack = r.value<Probability>("s5.p_rack"),
  };
}

DomRules read_dom(RuleReader& r) {
  return {
      .max_gap = r.value<Length>("dom.max_gap"),
      .p_spread_with_test = r.value<Probability>("dom.p_spread.with_test"),
      .p_spread_without_test = r.value<Probability>("dom.p_spread.without_test"),
      .additief = r.flag("dom.additief"),
  };
}

ORules read_o(RuleReader& r) {
  return {
      .freq_level1 = r.value<Frequency>("o.freq.level1"),
      .freq_level2 = r.value<Frequency>("o.freq.level2"),
      .freq_level3 = r.value<Frequency>("o.freq.level3"),
      .size_sprinkler = r.table<Area, Ratio>("o.size.sprinkler"),
      .size_deluge = r.table<Area, Ratio>("o.size.deluge"),
      .size_hi_ex_inside = r.table<Area, Ratio>("o.size.hi_ex_inside"),
      .size_gas = r.table<Area, Ratio>("o.size.gas"),
      .size_none = r.table<Area, Ratio>("o.size.none"),
      .suppression_credit_lithium = r.flag("o.suppression_credit_lithium"),
      .vent_closed = r.value<AirChange>("o.vent.closed"),
      .vent_p_open_automatic = r.value<Probability>("o.vent.p_open.automatic"),
      .vent_p_open_manual = r.value<Probability>("o.vent.p_open.manual"),
      .b_area_solid = r.value<MassFlux>("o.b_area.solid"),
      .b_area_flammable_liquid = r.value<MassFlux>("o.b_area.flammable_liquid"),
      .t_release = r.value<Time>("o.t_release"),
      .o2_limit = r.choice("o.o2_limit", oxygen_limit_words),
      .phi_self = r.value<double>("o.phi_self"),
      .plume = r.choice("o.plume", smoke_plume_words),
      .o2_fraction = r.value<double>("o.o2.fraction"),
      .o2_exchange = r.value<Time>("o.o2.exchange"),
      .o2_molar_volume = r.value<MolarVolume>("o.o2.molar_volume"),
      .o2_duration = r.value<Time>("o.o2.duration"),
      .fuel_molar_mass = r.value<MolarMass>("o.fuel.molar_mass"),
      .fuel_z_b = r.value<double>("o.fuel.z_b"),
      .yield_no2 = r.value<double>("o.yield.no2"),
      .yield_hx = r.value<double>("o.yield.hx"),
      .yield_so2 = r.value<double>("o.yield.so2"),
      .battery_share = r.value<double>("o.battery_share"),
      .packaging_n = r.value<double>("o.packaging_n"),
      .packaging_cl = r.value<double>("o.packaging_cl"),
      .packaging_br = r.value<double>("o.packaging_br"),
      .packaging_s = r.value<double>("o.packaging_s"),
      .explosion_enabled = r.flag("o.explosion.enabled"),
  };
}

FlameRules read_flame(RuleReader& r) {
  return {
      .heskestad_d = r.value<double>("flame.heskestad_d"),
      .heskestad_q = r.value<double>("flame.heskestad_q"),
      .heskestad_valid = r.list<double>("flame.heskestad_valid"),
      .mudan_max = r.value<HeatFlux>("flame.mudan_max"),
      .mudan_min = r.value<HeatFlux>("flame.mudan_min"),
      .mudan_decay = r.value<double>("flame.mudan_decay"),
      .tilt_a = r.value<double>("flame.tilt_a"),
      .tilt_fr = r.value<double>("flame.tilt_fr"),
      .tilt_re = r.value<double>("flame.tilt_re"),
  };
}

RadRules read_rad(RuleReader& r) {
  return {
      .tau = r.choice("rad.tau", transmissivity_model_words),
  };
}

HeatRules read_heat(RuleReader& r) {
  return {
      .probit_a = r.value<double>("heat.probit_a"),
      .probit_b = r.value<double>("heat.probit_b"),
      .probit_n = r.value<double>("heat.probit_n"),
      .certain_death = r.value<HeatFlux>("heat.certain_death"),
      .t_max = r.value<Time>("heat.t_max"),
  };
}

BlastRules read_blast(RuleReader& r) {
  return {
      .p_certain = r.value<Overpressure>("blast.p_certain"),
      .p_indoor = r.value<Overpressure>("blast.p_indoor"),
      .f_indoor = r.value<Probability>("blast.f_indoor"),
  };
}

GrRules read_gr(RuleReader& r) {
  return {
      .indoor_day = r.value_or_gap<Probability>("gr.binnen_dag"),
      .indoor_night = r.value_or_gap<Probability>("gr.binnen_nacht"),
      .toxic_indoors = r.value_or_gap<Probability>("gr.giftig_binnen"),
      .heat_outdoors = r.value_or_gap<Probability>("gr.warmte_buiten"),
      .per_dwelling = r.value_or_gap<double>("gr.personen_woning"),
      .dwelling_day = r.value_or_gap<Probability>("gr.woning_dag"),
      .dwelling_night = r.value_or_gap<Probability>("gr.woning_nacht"),
      .office_area = r.value_or_gap<Area>("gr.kantoor_oppervlakte"),
      .orientation = r.value_or_gap<Frequency>("gr.orientatie"),
  };
}

DispRules read_disp(RuleReader& r) {
  return {
      .z0 = r.value<Length>("disp.z0"),
      .z0_cap = r.value<Length>("disp.z0_cap"),
      .kappa = r.value<double>("disp.kappa"),
      .mo_a = r.list<double>("disp.mo_a"),
      .mo_b = r.list<Length>("disp.mo_b"),
      .profile_stable = r.value<double>("disp.profile_stable"),
      .profile_unstable = r.value<double>("disp.profile_unstable"),
      .u_ref = r.choice("disp.u_ref", transport_wind_words),
      .u_ref_min_z = r.value<Length>("disp.u_ref_min_z"),
      .lid = r.value<double>("disp.lid"),
      .coriolis = r.value<Rate>("disp.coriolis"),
      .sigma_y_a = r.list<double>("disp.sigma_y_a"),
      .sigma_y_b = r.list<double>("disp.sigma_y_b"),
      .sigma_z_c = r.list<double>("disp.sigma_z_c"),
      .sigma_z_d = r.list<double>("disp.sigma_z_d"),
      .x_valid = r.list<Length>("disp.x_valid"),
      .roughness_z0 = r.value<Length>("disp.roughness_z0"),
      .roughness_a = r.value<double>("disp.roughness_a"),
      .roughness_b = r.value<double>("disp.roughness_b"),
      .x_min = r.value<Length>("disp.x_min"),
      .avg_exponent = r.value<double>("disp.avg_exponent"),
      .avg_ref = r.value<Time>("disp.avg_ref"),
      .avg_min = r.value<Time>("disp.avg_min"),
      .t_avg = r.value<Time>("disp.t_avg"),
      .t_avg_flash = r.value<Time>("disp.t_avg_flash"),
      .finite_duration = r.flag("disp.finite_duration"),
      .sigma_x = r.value<double>("disp.sigma_x"),
      .dense_limit = r.value<double>("disp.dense_limit"),
  };
}

WakeRules read_wake(RuleReader& r) {
  return {
      .sigma_y_divisor = r.value<double>("wake.sigma_y_divisor"),
      .sigma_z_divisor = r.value<double>("wake.sigma_z_divisor"),
      .combine = r.choice("wake.combine", wake_combination_words),
      .width = r.choice("wake.width", wake_width_words),
      .cavity_enabled = r.flag("wake.cavity.enabled"),
      .cavity_k = r.value<double>("wake.cavity.k"),
      .cavity_length = r.list<double>("wake.cavity.length"),
  };
}

BriggsRules read_briggs(RuleReader& r) {
  return {
      .transition = r.value<double>("briggs.transition"),
      .fb_split = r.value<BuoyancyFlux>("briggs.fb_split"),
      .x_f_small = r.value<double>("briggs.x_f_small"),
      .x_f_large = r.value<double>("briggs.x_f_large"),
      .final_small = r.value<double>("briggs.final_small"),
      .final_large = r.value<double>("briggs.final_large"),
      .stable = r.value<double>("briggs.stable"),
      .calm = r.value<double>("briggs.calm"),
      .x_f_stable = r.value<double>("briggs.x_f_stable"),
      .dtheta_e = r.value<TemperatureGradient>("briggs.dtheta.e"),
      .dtheta_f = r.value<TemperatureGradient>("briggs.dtheta.f"),
  };
}

LiftoffRules read_liftoff(RuleReader& r) {
  return {
      .a = r.value<double>("liftoff.a"),
      .b = r.value<double>("liftoff.b"),
  };
}

IndoorRules read_indoor(RuleReader& r) {
  return {
      .n_v = r.value<AirChange>("indoor.n_v"),
      .window = r.value<Time>("indoor.window"),
  };
}

GifwolkRules read_gifwolk(RuleReader& r) {
  return {
      .n = {{"HF", r.value<double>("gifwolk.n.hf")},
            {"CO", r.value<double>("gifwolk.n.co")},
            {"HCN", r.value<double>("gifwolk.n.hcn")},
            {"HCL", r.value<double>("gifwolk.n.hcl")},
            {"NO2", r.value<double>("gifwolk.n.no2")},
            {"SO2", r.value<double>("gifwolk.n.so2")}},
      .t_ref = r.value<Time>("gifwolk.t_ref"),
      .criterion = r.choice("gifwolk.criterion", gifwolk_criterium_words),
      .sum = r.choice("gifwolk.sum", gifwolk_som_words),
      .cap = r.value<Length>("gifwolk.cap"),
  };
}

BrandRules read_brand(RuleReader& r) {
  return {
      .area_flux = r.value<HeatFlux>("brand.area.flux"),
      .area_types = r.words("brand.area.types"),
  };
}

ExplosieRules read_explosie(RuleReader& r) {
  return {
      .area_dp = r.value<Overpressure>("explosie.area.dp"),
  };
}

AreaRules read_area(RuleReader& r) {
  return {
      .f_min = r.value<Frequency>("area.f_min"),
  };
}

WeatherRules read_weather(RuleReader& r) {
  return {
      .classes = r.words("weather.classes"),
      .speed = r.list<Speed>("weather.speed"),
      .stability = r.words("weather.stability"),
      .period = r.choice("weather.period", weather_period_choice_words),
      .day_share = r.value<double>("weather.day_share"),
      .scheme = r.word("weather.scheme"),
      .scheme_f15 = r.list<Ratio>("weather.scheme_f15"),
      .scheme_d15 = r.list<Ratio>("weather.scheme_d15"),
  };
}

RoseRules read_rose(RuleReader& r) {
  return {
      .shape = r.choice("rose.shape", rose_shape_words),
  };
}

PrRules read_pr(RuleReader& r) {
  return {
      .limit = r.value<PlaatsgebondenRisico>("pr.limit"),
      .levels = r.list<PlaatsgebondenRisico>("pr.levels"),
      .floor = r.value<PlaatsgebondenRisico>("pr.floor"),
  };
}

ScenRules read_scen(RuleReader& r) {
  return {
      .f_min = r.value<Frequency>("scen.f_min"),
  };
}

DirectionRules read_direction(RuleReader& r) {
  return {
      .step = r.value<double>("direction.step"),
      .floor = r.value<double>("direction.floor"),
      .tolerance = r.value<double>("direction.tolerance"),
  };
}

PolarRules read_polar(RuleReader& r) {
  return {
      .ratio = r.value<double>("polar.ratio"),
      .r_min = r.value<Length>("polar.r_min"),
      .step = r.value<Angle>("polar.step"),
      .floor = r.value<PlaatsgebondenRisico>("polar.floor"),
  };
}

GridRules read_grid(RuleReader& r) {
  return {
      .cell_near = r.value<Length>("grid.cell_near"),
      .near = r.value<Length>("grid.near"),
      .cell_far = r.value<Length>("grid.cell_far"),
      .area_tolerance = r.value<Ratio>("grid.area_tolerance"),
      .distance_tolerance = r.value<Length>("grid.distance_tolerance"),
  };
}

ContourRules read_contour(RuleReader& r) {
  return {
      .floor = r.value<PlaatsgebondenRisico>("contour.floor"),
      .sagitta = r.value<Length>("contour.sagitta"),
  };
}

CirkelRules read_cirkel(RuleReader& r) {
  return {
      .sagitta = r.value<Length>("cirkel.sagitta"),
  };
}

OverlayRules read_overlay(RuleReader& r) {
  return {
      .min_area = r.value<Area>("overlay.min_area"),
      .min_depth = r.value<Length>("overlay.min_depth"),
  };
}

UncRules read_unc(RuleReader& r) {
  return {
      .samples = r.value<double>("unc.samples"),
      .samples_tail = r.value<double>("unc.samples_tail"),
  };
}

ModelRules read_model(RuleReader& r) {
  return {
      .jet_length_delta = r.value<double>("model.jet_length.delta"),
      .jet_length_sigma_ln = r.value<double>("model.jet_length.sigma_ln"),
      .jet_flux_delta = r.value<double>("model.jet_flux.delta"),
      .jet_flux_sigma_ln = r.value<double>("model.jet_flux.sigma_ln"),
      .flames_delta = r.value<double>("model.flames.delta"),
      .flames_sigma_ln = r.value<double>("model.flames.sigma_ln"),
      .blast_delta = r.value<double>("model.blast.delta"),
      .blast_sigma_ln = r.value<double>("model.blast.sigma_ln"),
      .plume_delta = r.value<double>("model.plume.delta"),
      .plume_sigma_ln = r.value<double>("model.plume.sigma_ln"),
      .wake_delta = r.value<double>("model.wake.delta"),
      .wake_sigma_ln = r.value<double>("model.wake.sigma_ln"),
      .liftoff_delta = r.value<double>("model.liftoff.delta"),
      .liftoff_sigma_ln = r.value<double>("model.liftoff.sigma_ln"),
  };
}

}  // namespace

MethodRules read_method_rules(RuleReader& r) {
  return {
      .air = read_air(r),
      .scope = read_scope(r),
      .inv = read_inv(r),
      .gas = read_gas(r),
      .tox = read_tox(r),
      .fire = read_fire(r),
      .rel = read_rel(r),
      .prop = read_prop(r),
      .freq = read_freq(r),
      .ev = read_ev(r),
      .s1 = read_s1(r),
      .recv = read_recv(r),
      .s2 = read_s2(r),
      .s3 = read_s3(r),
      .s4 = read_s4(r),
      .s5 = read_s5(r),
      .dom = read_dom(r),
      .o = read_o(r),
      .flame = read_flame(r),
      .rad = read_rad(r),
      .heat = read_heat(r),
      .blast = read_blast(r),
      .gr = read_gr(r),
      .disp = read_disp(r),
      .wake = read_wake(r),
      .briggs = read_briggs(r),
      .liftoff = read_liftoff(r),
      .indoor = read_indoor(r),
      .gifwolk = read_gifwolk(r),
      .brand = read_brand(r),
      .explosie = read_explosie(r),
      .area = read_area(r),
      .weather = read_weather(r),
      .rose = read_rose(r),
      .pr = read_pr(r),
      .scen = read_scen(r),
      .direction = read_direction(r),
      .polar = read_polar(r),
      .grid = read_grid(r),
      .contour = read_contour(r),
      .cirkel = read_cirkel(r),
      .overlay = read_overlay(r),
      .unc = read_unc(r),
      .model = read_model(r),
  };
}

}  // namespace batterisk::detail
