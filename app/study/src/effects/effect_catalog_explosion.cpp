#include "effects/effect_catalog_call.hpp"

#include "batterisk/core/effect/accumulation.hpp"
#include "batterisk/core/effect/blast.hpp"
#include "batterisk/core/effect/deflagration.hpp"
#include "batterisk/core/rules/multi_energy_table.hpp"

#include <cmath>

namespace batterisk::study::detail {
namespace {

using enum EffectBound;

EffectInput mixture_input(std::string_view nl, std::string_view en) {
  return as_optional(choice<VentGas>("mixture", nl, en));
}

void accumulation(EffectCall& call) {
  const Accumulation room{call.get<VolumeFlow>("flow").si(), call.get<Volume>("volume"),
                          call.get<AirChange>("air_change")};
  call.set("concentration", concentration_after(room, call.get<Time>("time")));
  call.set("steady", steady_concentration(room));
  if (!call.has("mixture")) return;
  const Ratio lfl = call.use(call.method().gas.lfl.of(call.choice<VentGas>("mixture")));
  call.set("lfl", lfl);
  call.set("time_to_lfl", time_to_concentration(room, lfl));
}

EffectModel accumulation_model() {
  return {
      .id = "accumulation",
      .nl = "ophoping van gas in een goed gemengde ruimte",
      .en = "build-up of gas in a well-mixed room",
      .source = "V dc/dt = Qg (1 - c) - lambda V c",
      .inputs = {
          required<Volume>("volume", "m3", Positive, "vrij volume", "free volume"),
          required<VolumeFlow>("flow", "l/min", NotNegative, "instromend gas", "gas flowing in"),
          from_rule<&MethodRules::s2, &S2Rules::lambda>("air_change", "1/h", NotNegative, "ventilatievoud",
                                                        "air change rate"),
          required<Time>("time", "s", NotNegative, "tijd vanaf het begin", "time from the start"),
          mixture_input("gasmengsel, voor de tijd tot de onderste explosiegrens",
                        "gas mixture, for the time to the lower flammable limit"),
      },
      .outputs = {
          output<Ratio>("concentration", "vol%", "concentratie op dat tijdstip", "concentration at that time"),
          output<Ratio>("steady", "vol%", "eindconcentratie", "steady concentration"),
          output<Time>("time_to_lfl", "s", "tijd tot de onderste explosiegrens; leeg als die niet wordt bereikt",
                       "time to the lower flammable limit; empty when it is not reached"),
          output<Ratio>("lfl", "vol%", "onderste explosiegrens van het mengsel",
                        "lower flammable limit of the mixture"),
      },
      .example = {"volume=13,28 m3", "flow=583,332 l/min", "time=600 s", "mixture=lfp"},
      .evaluate = accumulation,
  };
}

EffectInput burning_velocity_input() {
  return from_rule<&MethodRules::gas, &GasRules::su>("burning_velocity", "m/s", Positive,
                                                     "laminaire verbrandingssnelheid", "laminar burning velocity");
}
EffectInput maximum_pressure_input() {
  return from_rule<&MethodRules::gas, &GasRules::pmax>(
      "p_max", "bar(a)", Positive, "druk in een gesloten vat, absoluut", "pressure in a closed vessel, absolute");
}
EffectInput opening_pressure_input() {
  return from_rule<&MethodRules::s2, &S2Rules::p_stat>(
      "p_stat", "bar", NotNegative, "overdruk waarbij de ontlasting opengaat", "overpressure at which the vent opens");
}

void vented(EffectCall& call) {
  const MethodRules& m = call.method();
  const Pressure ambient = call.use(m.air.p0);
  const auto volume = call.get<Volume>("volume");
  Pressure maximum = call.get<Pressure>("p_max");
  if (const auto mixture = call.given<Volume>("mixture_volume")) {
    maximum = effective_maximum_pressure(maximum, ambient, *mixture, volume);
  }
  const DeflagrationResult result =
      vented_deflagration({.volume = volume,
                           .burning_velocity = call.get<Speed>("burning_velocity"),
                           .pressure_exponent = call.use(m.s2.ode_eps),
                           .wrinkling = call.number("wrinkling"),
                           .ambient = ambient,
                           .maximum = maximum,
                           .density = call.use(m.s2.ode_rho_0),
                           .gamma = call.use(m.s2.ode_gamma),
                           .vent = call.get<Area>("vent_area"),
                           .opening = call.get<Overpressure>("p_stat"),
                           .discharge = call.use(m.s2.ode_cd)});
  call.set("p_red", result.reduced);
  call.set("vented_mass", result.unburnt_vented);
  call.set("opening_time", result.vent_opened);
}

EffectModel vented_model() {
  return {
      .id = "vented_deflagration",
      .nl = "deflagratie in een ruimte met één ontlasting",
      .en = "deflagration in a room with one vent",
      .source = "two-zone model, method 3.2.2; no external explosion, no flame instabilities",
      .inputs = {
          required<Volume>("volume", "m3", Positive, "vrij volume", "free volume"),
          optional<Volume>("mixture_volume", "m3", NotNegative,
                           "stoichiometrisch mengsel, hoogstens volume; zonder: de hele ruimte",
                           "stoichiometric mixture, at most volume; without: the whole room"),
          burning_velocity_input(),
          maximum_pressure_input(),
          opening_pressure_input(),
          from_rule<&MethodRules::s2, &S2Rules::a_vent>("vent_area", "m2", NotNegative, "oppervlak van de ontlasting",
                                                        "area of the vent"),
          from_rule<&MethodRules::s2, &S2Rules::chi_f>("wrinkling", "-", Positive, "factor op het vlamoppervlak",
                                                       "factor on the flame area"),
      },
      .outputs = {
          output<Overpressure>("p_red", "bar", "grootste overdruk", "largest overpressure"),
          output<Mass>("vented_mass", "kg", "onverbrand mengsel dat naar buiten ging",
                       "unburnt mixture that left the room"),
          output<Time>("opening_time", "s", "tijd van ontsteken tot openen; leeg als zij dicht blijft",
                       "time from ignition to opening; empty when it stays shut"),
      },
      .example = {"volume=33 m3", "vent_area=3 m2", "wrinkling=1", "p_stat=0 bar"},
      .evaluate = vented,
  };
}

void vent_area(EffectCall& call) {
  const MethodRules& m = call.method();
  const auto reduced = call.get<Overpressure>("p_red");
  if (!call.has("kg") && !call.has("inner_surface")) (void)call.one_of({"kg", "inner_surface"});
  if (call.has("kg")) {
    // Up to a ratio of 2 the formula is that of a compact room.
    const double ratio = call.has("length_over_diameter") ? call.number("length_over_diameter") : 1.0;
    call.require_together("kg", "volume");
    call.set("en14994", en14994_vent_area(call.plain("kg"), reduced, call.get<Overpressure>("p_stat"),
                                          call.get<Volume>("volume"), ratio));
  }
  if (call.has("inner_surface")) {
    call.require_together("inner_surface", "enhancement");
    const Pressure ambient = call.use(m.air.p0);
    call.set("nfpa68",
             nfpa68_vent_area({.inner_surface = call.get<Area>("inner_surface"),
                               .burning_velocity = call.get<Speed>("burning_velocity"),
                               .unburnt_density = call.use(m.s2.ode_rho_0),
                               .enhancement = call.number("enhancement"),
                               .maximum = Overpressure::pa(call.get<Pressure>("p_max").pa() - ambient.pa()),
                               .initial = Overpressure::pa(0.0)},
                              reduced));
  }
}

EffectModel vent_area_model() {
  return {
      .id = "vent_area",
      .nl =
          "ontlastoppervlak volgens EN 14994 (met kg en volume) en NFPA 68 (met inner_surface en "
          "enhancement), ter vergelijking",
      .en =
          "vent area by EN 14994 (with kg and volume) and NFPA 68 (with inner_surface and enhancement), for "
          "comparison",
      .source = "EN 14994:2007; NFPA 68 (2013), low pressures",
      .inputs = {
          required<Overpressure>("p_red", "bar", Positive,
                                 "toelaatbare overdruk: EN 14994 0,05-2 bar, NFPA 68 hoogstens 0,5 bar",
                                 "overpressure allowed: EN 14994 0.05-2 bar, NFPA 68 at most 0.5 bar"),
          opening_pressure_input(),
          as_optional(plain("kg", "bar m/s", Positive, "explosieconstante KG, hoogstens 550 bar m/s",
                            "deflagration index KG, at most 550 bar m/s")),
          optional<Volume>("volume", "m3", Positive, "volume, hoogstens 1000 m3", "volume, at most 1000 m3"),
          optional<Ratio>("length_over_diameter", "-", Positive, "slankheid 1-5; zonder: hoogstens 2",
                          "slenderness 1-5; without: at most 2"),
          optional<Area>("inner_surface", "m2", Positive, "inwendig oppervlak", "inner surface"),
          optional<Ratio>("enhancement", "-", Positive, "versnelling door turbulentie (1: geen)",
                          "enhancement by turbulence (1: none)"),
          burning_velocity_input(),
          maximum_pressure_input(),
      },
      .outputs = {
          output<Area>("en14994", "m2", "oppervlak volgens EN 14994", "area by EN 14994"),
          output<Area>("nfpa68", "m2", "oppervlak volgens NFPA 68", "area by NFPA 68"),
      },
      .example = {"p_red=0,2 bar", "p_stat=0,1 bar", "kg=100 bar m/s", "volume=10 m3", "inner_surface=28 m2",
                  "enhancement=1"},
      .evaluate = vent_area,
  };
}

// ---- Blast

/// Inputs that give the energy of an explosion; `energy_of` reads them.
std::vector<EffectInput> with_energy(std::vector<EffectInput> others) {
  std::vector<EffectInput> inputs{
      optional<Energy>("energy", "MJ", Positive, "verbrandingsenergie; of volume", "combustion energy; or volume"),
      optional<Volume>("volume", "m3", Positive, "stoichiometrisch mengsel, met mixture of energy_density; of energy",
                       "stoichiometric mixture, with mixture or energy_density; or energy"),
      mixture_input("gasmengsel van het volume; of energy_density", "gas mixture of the volume; or energy_density"),
      optional<EnergyDensity>("energy_density", "MJ/m3", Positive,
                              "verbrandingsenergie per m3 mengsel (koolwaterstof in lucht: 3,5); of mixture",
                              "combustion energy per m3 of mixture (hydrocarbon in air: 3.5); or mixture"),
  };
  inputs.insert(inputs.end(), others.begin(), others.end());
  return inputs;
}

Energy energy_of(EffectCall& call) {
  if (call.one_of({"energy", "volume"}) == "energy") return call.get<Energy>("energy");
  const EnergyDensity density = [&] {
    if (call.one_of({"mixture", "energy_density"}) == "energy_density")
      return call.get<EnergyDensity>("energy_density");
    const GasRules& gas = call.method().gas;
    if (const auto& own = gas.e_mix_override; own.value) return *call.use(own);
    return call.use(gas.e_mix.of(call.choice<VentGas>("mixture")));
  }();
  return Energy::j(density.j_per_m3() * call.get<Volume>("volume").m3());
}

EffectInput distance_input() {
  return required<Length>("distance", "m", Positive, "afstand tot het midden van de explosie",
                          "distance to the centre of the explosion");
}

void multi_energy(EffectCall& call) {
  const MultiEnergyCurves& curves = call.rules().rules.blast;
  call.trace(multi_energy_provenance(*call.rules().catalog, call.use(call.method().blast.curves)));
  const MultiEnergyBlast blast{energy_of(call), call.number("class"), call.use(call.method().air.p0)};
  if (call.one_of({"distance", "overpressure"}) == "distance") {
    call.set("overpressure", multi_energy_overpressure(curves, blast, call.get<Length>("distance")));
  } else {
    call.set("distance", multi_energy_distance(curves, blast, call.get<Overpressure>("overpressure")));
  }
  call.set("scale", multi_energy_scale(blast));
  call.set("energy", blast.energy);
}

EffectModel multi_energy_model() {
  return {
      .id = "multi_energy",
      .nl = "overdruk van een gaswolkexplosie volgens de multi-energiemethode",
      .en = "overpressure of a vapour cloud explosion by the multi-energy method",
      .source = "TNO multi-energy method; curves by blast.curves, method 3.2.5",
      .inputs = with_energy({
          from_rule<&MethodRules::s2, &S2Rules::me_burst>("class", "-", Positive,
                                                          "explosiesterkte 1-10, ook tussen twee klassen",
                                                          "explosion strength 1-10, also between two classes"),
          optional<Length>("distance", "m", NotNegative, "afstand tot het midden van de explosie; of overpressure",
                           "distance to the centre of the explosion; or overpressure"),
          optional<Overpressure>("overpressure", "bar", Positive,
                                 "overdruk waarvan de afstand wordt gezocht; of distance",
                                 "overpressure whose distance is wanted; or distance"),
      }),
      .outputs = {
          output<Overpressure>("overpressure", "bar", "overdruk op distance", "overpressure at distance"),
          output<Length>("distance", "m", "grootste afstand met overpressure; leeg als die nergens wordt bereikt",
                         "largest distance with overpressure; empty when it is reached nowhere"),
          output<Length>("scale", "m", "schaallengte (E/p0)^(1/3)", "length scale (E/p0)^(1/3)"),
          output<Energy>("energy", "MJ", "verbrandingsenergie", "combustion energy"),
      },
      .example = {"volume=33 m3", "energy_density=3,5 MJ/m3", "class=7", "distance=20 m"},
      .evaluate = multi_energy,
  };
}

void bst(EffectCall& call) {
  const Pressure ambient = call.use(call.method().air.p0);
  const double scaled = bst_scaled_distance(call.get<Length>("distance"), energy_of(call), ambient);
  call.set("overpressure",
           Overpressure::pa(ambient.pa() * bst_scaled_pressure(scaled, call.choice<BstFlame>("flame_mach"))));
  call.set_number("scaled_distance", scaled);
}

EffectModel bst_model() {
  return {
      .id = "bst",
      .nl = "overdruk van een gaswolkexplosie op de grond volgens Baker-Strehlow-Tang, ter vergelijking",
      .en = "overpressure of a vapour cloud explosion on the ground by Baker-Strehlow-Tang, for comparison",
      .source = "Tang and Baker (1999), curves as digitised in HyRAM+ 6.0; scaled distance 0.2-9",
      .inputs = with_energy({
          choice("flame_mach", {"0.2", "0.35", "0.7", "1.0", "1.4", "5.2"}, "machgetal van de vlam",
                 "Mach number of the flame"),
          distance_input(),
      }),
      .outputs = {
          output<Overpressure>("overpressure", "bar", "overdruk", "overpressure"),
          output<Ratio>("scaled_distance", "-", "geschaalde afstand, 0,2-9", "scaled distance, 0.2-9"),
      },
      .example = {"energy=115,5 MJ", "flame_mach=0.7", "distance=20 m"},
      .evaluate = bst,
  };
}

void tnt(EffectCall& call) {
  Mass mass = Mass::kg(0.0);
  if (call.one_of({"mass", "energy"}) == "mass") {
    mass = call.get<Mass>("mass");
  } else {
    call.require_together("energy", "yield");
    call.require_together("energy", "tnt_energy");
    mass = tnt_equivalent(Mass::kg(1.0), SpecificEnergy::j_per_kg(call.get<Energy>("energy").j()),
                          {call.number("yield"), call.get<SpecificEnergy>("tnt_energy")});
  }
  const auto distance = call.get<Length>("distance");
  const double scaled = distance.m() / std::cbrt(mass.kg());
  // Each formula where it holds; outside both there is nothing to give.
  const bool near = scaled >= 0.05 && scaled <= 40.0;
  const bool far = scaled >= 0.2 && scaled <= 198.0;
  if (near || !far) {
    call.set("kinney_graham", kinney_graham_overpressure(mass, distance, call.use(call.method().air.p0)));
  }
  if (far) call.set("swisdak", swisdak_overpressure(mass, distance));
  call.set("mass", mass);
  call.set_plain("scaled_distance", scaled);
}

EffectModel tnt_model() {
  return {
      .id = "tnt",
      .nl = "overdruk van een hoeveelheid TNT, ter vergelijking",
      .en = "overpressure of an amount of TNT, for comparison",
      .source =
          "Kinney and Graham (1985), free air, 0.05-40 m/kg^(1/3); Swisdak (1994), hemisphere, 0.2-198 "
          "m/kg^(1/3)",
      .inputs = {
          optional<Mass>("mass", "kg", Positive, "massa TNT; of energy", "mass of TNT; or energy"),
          optional<Energy>("energy", "MJ", Positive, "verbrandingsenergie, met yield en tnt_energy; of mass",
                           "combustion energy, with yield and tnt_energy; or mass"),
          optional<Ratio>("yield", "-", Fraction, "deel van de energie (HyRAM+: 0,03)",
                          "fraction of the energy (HyRAM+: 0.03)"),
          optional<SpecificEnergy>("tnt_energy", "MJ/kg", Positive, "energie van TNT (HyRAM+: 4,68 MJ/kg)",
                                   "energy of TNT (HyRAM+: 4.68 MJ/kg)"),
          distance_input(),
      },
      .outputs = {
          output<Overpressure>("kinney_graham", "bar", "overdruk in vrije lucht volgens Kinney en Graham",
                               "overpressure in free air by Kinney and Graham"),
          output<Overpressure>("swisdak", "bar", "overdruk op de grond volgens Swisdak",
                               "overpressure on the ground by Swisdak"),
          output<Mass>("mass", "kg", "massa TNT", "mass of TNT"),
          {"scaled_distance", "", "m/kg^(1/3)", "geschaalde afstand", "scaled distance"},
      },
      .example = {"mass=1 kg", "distance=5 m"},
      .evaluate = tnt,
  };
}

void overpressure(EffectCall& call) {
  const MethodRules& m = call.method();
  const auto p = call.get<Overpressure>("overpressure");
  const OverpressureLethality bands{call.use(m.blast.p_certain), call.use(m.blast.p_indoor),
                                    call.use(m.blast.f_indoor), Probability::of(0.0)};
  const InAndOutdoors lethality = overpressure_lethality(p, bands);
  call.set("indoors", lethality.indoors);
  call.set("outdoors", lethality.outdoors);
  if (p.pa() <= 0.0) return;  // the probits start from a pressure
  call.set_number("structure_probit", structure_probit(p));
  call.set_number("lung_probit", lung_probit(p));
  if (!call.has("impulse")) return;
  const double impulse = call.plain("impulse");
  call.set_number("head_impact_probit", head_impact_probit(p, impulse));
  call.set_number("collapse_probit", collapse_probit(p, impulse));
}

EffectModel overpressure_model() {
  return {
      .id = "overpressure_lethality",
      .nl = "kans op overlijden door overdruk, en probits ter vergelijking",
      .en = "probability of death by overpressure, and probits for comparison",
      .source = "Purple Book (CPR 18E) fig. 5.5; probits: HSE OSD/30, TNO Green Book, as in HyRAM+ 6.0",
      .inputs = {
          required<Overpressure>("overpressure", "bar", NotNegative, "piekoverdruk", "peak overpressure"),
          as_optional(plain("impulse", "Pa s", Positive, "impuls; nodig voor twee van de probits",
                            "impulse; two of the probits need it")),
      },
      .outputs = {
          output<Probability>("indoors", "-", "kans op overlijden binnen", "probability of death indoors"),
          output<Probability>("outdoors", "-", "kans op overlijden buiten", "probability of death outdoors"),
          output<Ratio>("structure_probit", "-", "probit van een gebouw (HSE)", "probit of a building (HSE)"),
          output<Ratio>("lung_probit", "-", "probit van longschade", "probit of lung damage"),
          output<Ratio>("head_impact_probit", "-", "probit van hoofdletsel (TNO)", "probit of head impact (TNO)"),
          output<Ratio>("collapse_probit", "-", "probit van instorting (TNO)", "probit of collapse (TNO)"),
      },
      .example = {"overpressure=0,2 bar", "impulse=10000 Pa s"},
      .evaluate = overpressure,
  };
}

}  // namespace

std::vector<EffectModel> explosion_models() {
  return {accumulation_model(), vented_model(), vent_area_model(),   multi_energy_model(),
          bst_model(),          tnt_model(),    overpressure_model()};
}

}  // namespace batterisk::study::detail
