#include "effects/effect_catalog_call.hpp"

#include "batterisk/core/effect/heat_radiation.hpp"

#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace batterisk::study::detail {
namespace {

using enum EffectBound;

HeatLethality heat_lethality(EffectCall& call) {
  return call.models({"heat."}).heat;
}

void thermal(EffectCall& call) {
  const HeatLethality parameters = heat_lethality(call);
  const auto q = call.get<HeatFlux>("flux");
  const auto t = call.get<Time>("time");
  call.set("lethality", thermal_lethality(q, t, parameters));
  call.set_number("probit", thermal_probit(q, t, parameters.probit));
  call.set("flux_50", flux_for_lethality(Probability::of(0.5), t, parameters));
}

EffectModel thermal_model() {
  return {
      .id = "thermal_probit",
      .nl = "kans op overlijden door warmtestraling, buiten en zonder bescherming",
      .en = "probability of death by heat radiation, outdoors and without protection",
      .source = "Purple Book (CPR 18E) 5.2.3",
      .inputs = {
          required<HeatFlux>("flux", "kW/m2", NotNegative, "warmtestraling", "heat flux"),
          from_rule<&MethodRules::heat, &HeatRules::t_max>("time", "s", Positive,
                                                           "blootstelling; lethality telt hoogstens heat.t_max",
                                                           "exposure; lethality counts heat.t_max at most"),
      },
      .outputs = {
          output<Probability>("lethality", "-", "kans op overlijden", "probability of death"),
          output<Ratio>("probit", "-", "probitwaarde; leeg zonder straling", "probit; empty without radiation"),
          output<HeatFlux>("flux_50", "kW/m2", "straling met 50 % overlijden volgens de probit",
                           "flux with 50 % death by the probit"),
      },
      .example = {"flux=10 kW/m2", "time=20 s"},
      .evaluate = thermal,
  };
}

void torch(EffectCall& call) {
  const MethodRules& m = call.method();
  const TorchParameters parameters =
      call.models({"fire.chi", "s1.length_", "s1.width", "s1.punten", "s1.top", "rad.tau"}).torch;
  if (parameters.transmissivity.model != TransmissivityModel::Constant) call.trace({"air.t", "air.rh"});
  const Power power = call.one_of({"power", "energy"}) == "power"
                          ? call.get<Power>("power")
                          : torch_power(call.get<Energy>("energy"),
                                        {call.use(m.s1.q_ref), call.use(m.s1.e_ref), call.use(m.s1.m)});
  const Torch flame(power, parameters);
  const double x = call.get<Length>("distance").m();
  const double y = call.get<Length>("lateral").m();
  const double z = (call.get<Length>("receiver_height") - call.get<Length>("height")).m();
  const HeatLethality heat = heat_lethality(call);
  if (flame.contains(x, y, z)) {
    call.set("lethality", Probability::of(1.0));
  } else {
    const auto flux = HeatFlux::w_per_m2(flame.flux_w_per_m2(x, y, z));
    call.set("flux", flux);
    call.set("lethality", thermal_lethality(flux, call.get<Time>("time"), heat));
  }
  call.set("length", flame.length());
  call.set("width", flame.width());
  call.set("power", power);
  try {
    call.set("limit_distance", torch_axis_distance(flame, call.get<HeatFlux>("limit")));
  } catch (const std::domain_error&) {  // reached inside the flame only: no such distance
  }
  const auto& valid = call.use(m.s1.q_valid);
  if (power < valid.front() || power > valid.back()) {
    call.warn_outside(fmt::format("power {:.6g} MW", power.mw()),
                      fmt::format("{:.6g} .. {:.6g} MW", valid.front().mw(), valid.back().mw()));
  }
}

EffectModel torch_model() {
  return {
      .id = "torch",
      .nl = "warmtestraling van een fakkel; oorsprong aan de voet van de vlam, afstand langs haar as",
      .en = "heat radiation of a torch; origin at the base of the flame, distance along its axis",
      .source = "length: API 521 type; row of point sources: Hankinson and Lowesmith (2012), as in HyRAM+ 6.0",
      .inputs = {
          optional<Power>("power", "MW", Positive, "vermogen; of energy", "power; or energy"),
          optional<Energy>("energy", "kWh", Positive, "elektrische energie van de module; of power",
                           "electrical energy of the module; or power"),
          required<Length>("distance", "m", Any, "afstand langs de as", "distance along the axis"),
          or_zero<Length>("lateral", "m", Any, "afstand naast de as", "distance beside the axis"),
          from_rule<&MethodRules::s1, &S1Rules::z>("height", "m", NotNegative, "hoogte van de as",
                                                   "height of the axis"),
          receiver_height_input(),
          from_rule<&MethodRules::s1, &S1Rules::t_exp>("time", "s", Positive, "blootstelling, hoogstens heat.t_max",
                                                       "exposure, at most heat.t_max"),
          from_rule<&MethodRules::brand, &BrandRules::area_flux>("limit", "kW/m2", Positive,
                                                                 "straling waarvan de afstand wordt gezocht",
                                                                 "flux whose distance is wanted"),
      },
      .outputs = {
          output<HeatFlux>("flux", "kW/m2", "warmtestraling; leeg in de vlam", "heat flux; empty inside the flame"),
          output<Probability>("lethality", "-", "kans op overlijden; 1 in de vlam",
                              "probability of death; 1 inside the flame"),
          output<Length>("limit_distance", "m", "afstand op de as waar de straling tot limit daalt",
                         "distance on the axis where the flux falls to limit"),
          output<Length>("length", "m", "lengte van de vlam", "length of the flame"),
          output<Length>("width", "m", "breedte van de vlam", "width of the flame"),
          output<Power>("power", "MW", "vermogen", "power"),
      },
      .example = {"energy=50 kWh", "distance=20 m"},
      .evaluate = torch,
  };
}

Transmissivity air_of(EffectCall& call) {
  const Transmissivity air = call.models({"rad.tau"}).torch.transmissivity;
  if (air.model != TransmissivityModel::Constant) call.trace({"air.t", "air.rh"});
  return air;
}

void pool_flame(EffectCall& call) {
  const MethodRules& m = call.method();
  const double g = call.use(m.air.g).m_per_s2();
  const auto diameter = call.get<Length>("diameter");
  const auto burning_rate = call.get<MassFlux>("burning_rate");
  const PoolFire fire{diameter, burning_rate, call.use(m.air.rho), g};
  const auto wind = call.given<Speed>("wind");
  const Length length = wind ? thomas_length_in_wind(fire, *wind) : thomas_length(fire);
  const Angle tilt = wind ? flame_tilt(diameter, *wind, call.use(m.air.nu).si(), g) : Angle::rad(0.0);
  const double area = std::acos(-1.0) / 4.0 * diameter.m() * diameter.m();
  const auto power =
      Power::w(burning_rate.kg_per_m2_s() * area * call.get<SpecificEnergy>("heat_of_combustion").j_per_kg());
  HeatFlux sep = energy_sep(power, call.number("radiative_fraction"), diameter, length);
  if (call.has("soot_fraction"))
    sep = smoke_covered_sep(sep, call.use(m.flame.mudan_min), call.number("soot_fraction"));
  const auto distance = call.get<Length>("distance");
  const auto radius = 0.5 * diameter;
  call.set("length", length);
  call.set("tilt", tilt);
  call.set("power", power);
  call.set("emissive_power", sep);
  call.set("emissive_power_mudan", mudan_sep(diameter, call.models({"flame.mudan_"}).flame_emission.mudan));
  const double factor = tilted_cylinder_view_factor(radius, length, distance, tilt).maximum();
  const double tau = transmissivity(air_of(call), distance - radius);
  call.set_number("view_factor", factor);
  call.set_number("transmissivity", tau);
  call.set("flux", tau * (factor * sep));
}

EffectModel pool_flame_model() {
  return {
      .id = "pool_flame",
      .nl = "vlam en warmtestraling van een plasbrand, ontvanger op de hoogte van de voet",
      .en = "flame and heat radiation of a pool fire, receiver at the height of the base",
      .source = "TNO Yellow Book (CPR 14E) 6.12-6.20: Thomas (1963), Mudan (1987)",
      .inputs = {
          required<Length>("diameter", "m", Positive, "middellijn van de plas", "diameter of the pool"),
          required<MassFlux>("burning_rate", "kg/(m2 s)", Positive, "afbrandsnelheid", "burning rate"),
          required<SpecificEnergy>("heat_of_combustion", "MJ/kg", Positive, "verbrandingswarmte", "heat of combustion"),
          optional<Speed>("wind", "m/s", NotNegative, "windsnelheid; zonder: windstil",
                          "wind speed; without: still air"),
          from_rule<&MethodRules::fire, &FireRules::chi>("radiative_fraction", "-", Fraction,
                                                         "uitgestraald deel van de warmte",
                                                         "radiated fraction of the heat"),
          optional<Ratio>("soot_fraction", "-", Fraction,
                          "deel van de vlam onder roet (0,8 voor roetende stoffen); zonder: geen roet",
                          "fraction of the flame covered by soot (0.8 for sooty fuels); without: no soot"),
          required<Length>("distance", "m", Positive, "afstand tot de as van de vlam, buiten de vlam",
                           "distance to the axis of the flame, outside the flame"),
      },
      .outputs = {
          output<HeatFlux>("flux", "kW/m2", "warmtestraling op de ontvanger", "heat flux on the receiver"),
          output<Length>("length", "m", "lengte van de vlam", "length of the flame"),
          output<Angle>("tilt", "graden", "helling van de vlam, naar de ontvanger",
                        "tilt of the flame, towards the receiver"),
          output<Power>("power", "MW", "vermogen van de brand", "power of the fire"),
          output<HeatFlux>("emissive_power", "kW/m2", "uitstraling van het vlamoppervlak", "surface emissive power"),
          output<HeatFlux>("emissive_power_mudan", "kW/m2", "uitstraling volgens Mudan, ter vergelijking",
                           "surface emissive power by Mudan, for comparison"),
          output<Ratio>("view_factor", "-", "zichtfactor", "view factor"),
          output<Ratio>("transmissivity", "-", "doorlaatbaarheid van de lucht", "transmissivity of the air"),
      },
      .example = {"diameter=10 m", "burning_rate=0,055 kg/(m2 s)", "heat_of_combustion=44 MJ/kg", "wind=5 m/s",
                  "soot_fraction=0,8", "distance=40 m"},
      .evaluate = pool_flame,
  };
}

std::vector<EffectOutput> view_factor_outputs() {
  return {
      output<Ratio>("maximum", "-", "grootste zichtfactor", "largest view factor"),
      output<Ratio>("vertical", "-", "zichtfactor van een verticaal vlak", "view factor of a vertical surface"),
      output<Ratio>("horizontal", "-", "zichtfactor van een horizontaal vlak", "view factor of a horizontal surface")};
}

void set_view_factor(EffectCall& call, const ViewFactor& factor) {
  call.set_number("maximum", factor.maximum());
  call.set_number("vertical", factor.vertical);
  call.set_number("horizontal", factor.horizontal);
}

EffectModel cylinder_model() {
  return {
      .id = "cylinder_view_factor",
      .nl = "zichtfactor van een staande cilinder",
      .en = "view factor of an upright cylinder",
      .source = "Raj; TNO Yellow Book (CPR 14E) 6.A.6-6.A.11",
      .inputs = {
          required<Length>("radius", "m", Positive, "straal", "radius"),
          or_zero<Length>("base", "m", Any, "onderkant, ten opzichte van de ontvanger",
                          "base, relative to the receiver"),
          required<Length>("top", "m", Any, "bovenkant, ten opzichte van de ontvanger",
                           "top, relative to the receiver"),
          required<Length>("distance", "m", NotNegative, "afstand tot de as", "distance to the axis"),
      },
      .outputs = view_factor_outputs(),
      .example = {"radius=1 m", "top=1,65 m", "distance=2,35 m"},
      .evaluate =
          [](EffectCall& c) {
            set_view_factor(c, cylinder_view_factor(c.get<Length>("radius"), c.get<Length>("base"),
                                                    c.get<Length>("top"), c.get<Length>("distance")));
          },
  };
}

EffectModel tilted_cylinder_model() {
  return {
      .id = "tilted_cylinder_view_factor",
      .nl = "zichtfactor van een cilinder die naar de ontvanger helt, voet op de hoogte van de ontvanger",
      .en = "view factor of a cylinder tilted towards the receiver, base at the height of the receiver",
      .source = "Mudan (1987); TNO Yellow Book (CPR 14E) 6.A.14/15 with the square roots restored",
      .inputs = {
          required<Length>("radius", "m", Positive, "straal", "radius"),
          required<Length>("height", "m", Positive, "lengte langs de as", "length along the axis"),
          required<Length>("distance", "m", Positive, "afstand tot de voet van de as, buiten de overhang",
                           "distance to the foot of the axis, outside the overhang"),
          required<Angle>("tilt", "graden", NotNegative, "helling ten opzichte van de verticaal, kleiner dan 90 graden",
                          "tilt from the vertical, below 90 degrees"),
      },
      .outputs = view_factor_outputs(),
      .example = {"radius=1 m", "height=3,2 m", "distance=5,3 m", "tilt=0,35 rad"},
      .evaluate =
          [](EffectCall& c) {
            set_view_factor(c, tilted_cylinder_view_factor(c.get<Length>("radius"), c.get<Length>("height"),
                                                           c.get<Length>("distance"), c.get<Angle>("tilt")));
          },
  };
}

EffectModel rectangle_model() {
  return {
      .id = "rectangle_view_factor",
      .nl = "zichtfactor van een staande rechthoek, evenwijdig aan het vlak van de ontvanger",
      .en = "view factor of an upright rectangle, parallel to the surface of the receiver",
      .source = "corner form of parallel rectangles, four rectangles added",
      .inputs = {
          required<Length>("left", "m", Any, "linkerrand, ten opzichte van het punt tegenover de ontvanger",
                           "left edge, relative to the point opposite the receiver"),
          required<Length>("right", "m", Any, "rechterrand", "right edge"),
          required<Length>("bottom", "m", Any, "onderrand", "bottom edge"),
          required<Length>("top", "m", Any, "bovenrand", "top edge"),
          required<Length>("distance", "m", Positive, "afstand tot het vlak", "distance to the plane"),
      },
      .outputs = {output<Ratio>("factor", "-", "zichtfactor", "view factor")},
      .example = {"left=-6 m", "right=6 m", "bottom=-3 m", "top=3 m", "distance=10 m"},
      .evaluate =
          [](EffectCall& c) {
            c.set_number("factor",
                         rectangle_view_factor(c.get<Length>("left"), c.get<Length>("right"), c.get<Length>("bottom"),
                                               c.get<Length>("top"), c.get<Length>("distance")));
          },
  };
}

EffectModel transmissivity_model() {
  return {
      .id = "transmissivity",
      .nl = "doorlaatbaarheid van vochtige lucht voor warmtestraling",
      .en = "transmission of heat radiation through moist air",
      .source = "Wayne (1991); Bagster: TNO Yellow Book (CPR 14E) 6.29, 1e4 < p_w x < 1e5 N/m; Casal (2008)",
      .inputs = {
          choice<TransmissivityModel>("model", "formule; een = geen verlies", "formula; een = no loss",
                                      rule_default<&MethodRules::rad, &RadRules::tau>),
          from_rule<&MethodRules::air, &AirRules::t>("temperature", "K", Positive, "temperatuur van de lucht",
                                                     "temperature of the air"),
          from_rule<&MethodRules::air, &AirRules::rh>("humidity", "-", Fraction, "relatieve vochtigheid",
                                                      "relative humidity"),
          required<Length>("distance", "m", NotNegative, "afstand door de lucht", "path through the air"),
      },
      .outputs = {output<Ratio>("factor", "-", "doorgelaten deel", "fraction transmitted")},
      .example = {"model=wayne", "temperature=285,15 K", "distance=30 m"},
      .evaluate =
          [](EffectCall& c) {
            const Transmissivity air{.model = c.choice<TransmissivityModel>("model"),
                                     .temperature = c.get<Temperature>("temperature"),
                                     .relative_humidity = Ratio::of(c.number("humidity"))};
            c.set_number("factor", transmissivity(air, c.get<Length>("distance")));
          },
  };
}

}  // namespace

std::vector<EffectModel> radiation_models() {
  return {thermal_model(),         torch_model(),     pool_flame_model(),    cylinder_model(),
          tilted_cylinder_model(), rectangle_model(), transmissivity_model()};
}

}  // namespace batterisk::study::detail
