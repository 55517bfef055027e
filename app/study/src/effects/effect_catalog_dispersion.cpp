#include "effects/effect_catalog_call.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/effect/dense_gas.hpp"

#include <cmath>

#include <fmt/format.h>

namespace batterisk::study::detail {
namespace {

using enum EffectBound;

EffectInput roughness_input() {
  return from_rule<&MethodRules::disp, &DispRules::z0>("roughness", "m", Positive, "ruwheidslengte, kleiner dan 10 m",
                                                       "roughness length, below 10 m");
}

void plume(EffectCall& call) {
  EffectModels models = call.models({"disp.sigma_y_", "disp.sigma_z_", "disp.roughness_", "disp.x_min",
                                     "disp.avg_", "disp.u_ref", "disp.lid", "disp.coriolis"});
  if (models.transport_wind == TransportWind::Plume) call.use(call.method().disp.u_min);
  models.sigma.roughness = call.get<Length>("roughness");
  models.sigma.averaging = call.get<Time>("averaging");
  const auto stability = call.choice<Stability>("stability");
  const auto x = call.get<Length>("distance");
  PlumeSource source;
  source.height = call.get<Length>("height");
  call.require_together("wake_width", "wake_height");
  if (call.has("wake_width")) {
    call.trace({"wake.sigma_", "wake.combine"});
    source.wake = wake_spread(call.get<Length>("wake_width"), call.get<Length>("wake_height"), models.wake);
    source.combination = models.wake_combination;
    if (call.use(call.method().wake.growth) == WakeGrowth::Distance) {
      source.wake_growth = wake_growth_length(call.get<Length>("wake_width"), call.get<Length>("wake_height"));
    }
  }
  PlumeWind wind = plume_wind(call.get<Speed>("wind"), stability, models.sigma.roughness,
                              source.wake ? call.get<Length>("wake_height") : source.height, models.transport_wind,
                              models.lid, models.least_wind);
  if (const auto lid = call.given<Length>("mixing_height")) wind.mixing_height = *lid;
  const PlumeKernel kernel(models.sigma, wind, source, call.get<Length>("receiver_height"));

  call.set("concentration",
           plume_concentration(kernel, call.get<MassRate>("rate"), x, call.get<Length>("crosswind")));
  call.set("sigma_y", sigma_y(models.sigma, stability, x));
  call.set("sigma_z", sigma_z(models.sigma, stability, x));
  if (source.wake) {
    call.set("wake_sigma_y", source.wake->sigma_y0);
    call.set("wake_sigma_z", source.wake->sigma_z0);
  }
  call.set("mixing_height", wind.mixing_height);

  const auto& valid = call.use(call.method().disp.x_valid);
  if (x < valid.front()) {
    call.warn({codes::sigma_below_range, Severity::Waarschuwing, {}, {fmt::format("{:.6g}", x.m())}});
  } else if (x > valid.back()) {
    call.warn_outside(fmt::format("distance {:.6g} m", x.m()),
                      fmt::format("{:.6g} .. {:.6g} m", valid.front().m(), valid.back().m()));
  }
}

EffectModel plume_model() {
  return {
      .id = "plume",
      .nl = "concentratie in een Gaussische pluim van een continue bron",
      .en = "concentration in a Gaussian plume of a continuous source",
      .source = "TNO Yellow Book (CPR 14E) 4.5; wake: EPA ISC3 volume source",
      .inputs = {
          required<MassRate>("rate", "kg/s", NotNegative, "bronsterkte", "release rate"),
          wind_input(),
          stability_input(),
          required<Length>("distance", "m", Positive, "afstand benedenwinds; sigma's gelden van 100 m tot 10 km",
                           "distance downwind; the sigmas hold from 100 m to 10 km"),
          or_zero<Length>("crosswind", "m", Any, "afstand dwars op de wind", "distance across the wind"),
          or_zero<Length>("height", "m", NotNegative, "hoogte van de bron", "height of the source"),
          receiver_height_input(),
          roughness_input(),
          from_rule<&MethodRules::disp, &DispRules::t_avg>("averaging", "s", Positive, "middelingstijd",
                                                           "averaging time"),
          optional<Length>("wake_width", "m", NotNegative, "breedte van het zog; zonder: puntbron",
                           "width of the wake; without: point source"),
          optional<Length>("wake_height", "m", NotNegative, "hoogte van het zog", "height of the wake"),
          optional<Length>("mixing_height", "m", Positive,
                           "menghoogte; zonder: 0,3 u*/f in A-D (disp.lid, disp.coriolis), geen in E en F",
                           "mixing height; without: 0.3 u*/f in A-D (disp.lid, disp.coriolis), none in E and F"),
      },
      .outputs = {
          output<Concentration>("concentration", "mg/m3", "concentratie", "concentration"),
          output<Length>("sigma_y", "m", "spreiding dwars op de wind, zonder zog",
                         "spread across the wind, without wake"),
          output<Length>("sigma_z", "m", "spreiding verticaal, zonder zog", "vertical spread, without wake"),
          output<Length>("wake_sigma_y", "m", "beginspreiding van het zog, dwars",
                         "initial spread of the wake, across"),
          output<Length>("wake_sigma_z", "m", "beginspreiding van het zog, verticaal",
                         "initial spread of the wake, vertical"),
          output<Length>("mixing_height", "m", "gebruikte menghoogte", "mixing height used"),
      },
      .example = {"rate=16,6667 g/s", "wind=5 m/s", "stability=D", "distance=100 m", "wake_width=2,34 m",
                  "wake_height=2,29 m"},
      .evaluate = plume,
  };
}

void wind_profile(EffectCall& call) {
  const auto stability = call.choice<Stability>("stability");
  const auto roughness = call.get<Length>("roughness");
  const WindProfile profile(call.get<Speed>("wind"), stability, roughness);
  call.set("speed", profile.at(call.get<Length>("height")));
  call.set("friction_velocity", profile.friction_velocity());
  call.set("obukhov_length", Length::m(monin_obukhov_length_m(stability, roughness)));
}

EffectModel wind_profile_model() {
  return {
      .id = "wind_profile",
      .nl = "windsnelheid op een andere hoogte",
      .en = "wind speed at another height",
      .source = "TNO Yellow Book (CPR 14E); Monin-Obukhov length as in GasDispersion.jl 0.4.1",
      .inputs = {
          wind_input(),
          stability_input(),
          required<Length>("height", "m", Positive, "hoogte, boven de ruwheidslengte",
                           "height, above the roughness length"),
          roughness_input(),
      },
      .outputs = {
          output<Speed>("speed", "m/s", "windsnelheid op die hoogte", "wind speed at that height"),
          output<Speed>("friction_velocity", "m/s", "wrijvingssnelheid u*", "friction velocity u*"),
          output<Length>("obukhov_length", "m", "Monin-Obukhovlengte; oneindig, dus leeg, in klasse D",
                         "Monin-Obukhov length; infinite, so empty, in class D"),
      },
      .example = {"wind=2 m/s", "stability=F", "height=15 m"},
      .evaluate = wind_profile,
  };
}

EffectInput heat_input() {
  return optional<Power>("heat", "MW", NotNegative, "convectief vermogen; of buoyancy_flux",
                         "convective power; or buoyancy_flux");
}
EffectInput flux_input() {
  return optional<BuoyancyFlux>("buoyancy_flux", "m4/s3", NotNegative, "opwaartse flux; of heat",
                                "buoyancy flux; or heat");
}

BuoyancyFlux flux_of(EffectCall& call) {
  if (call.one_of({"heat", "buoyancy_flux"}) == "buoyancy_flux")
    return call.get<BuoyancyFlux>("buoyancy_flux");
  const EffectModels models = call.models({"air.g", "air.rho", "air.cp", "air.t"});
  return buoyancy_flux(call.get<Power>("heat"), models.air);
}

void plume_rise(EffectCall& call) {
  const auto stability = call.choice<Stability>("stability");
  const bool stable = stability == Stability::E || stability == Stability::F;
  const EffectModels models =
      stable ? call.models({"air.g", "air.t", "briggs.transition", "briggs.stable", "briggs.calm",
                            "briggs.x_f_stable",
                            stability == Stability::E ? "briggs.dtheta.e" : "briggs.dtheta.f"})
             : call.models({"briggs.transition", "briggs.fb_split", "briggs.x_f_small", "briggs.x_f_large",
                            "briggs.final_"});
  const BuoyancyFlux flux = flux_of(call);
  const PlumeRise rise =
      briggs_plume_rise(flux, call.get<Speed>("wind"), stability, models.air, models.briggs);
  call.set("rise", plume_rise_at(rise, call.get<Length>("distance")));
  call.set("final_rise", rise.final_rise);
  call.set("final_distance", rise.final_distance);
  call.set("buoyancy_flux", flux);
}

EffectModel plume_rise_model() {
  return {
      .id = "plume_rise",
      .nl = "pluimstijging van een warme bron",
      .en = "rise of a hot plume",
      .source = "Briggs (1969-1975), as in EPA ISC3 vol. II, 1.1.4",
      .inputs = {
          heat_input(),
          flux_input(),
          required<Speed>("wind", "m/s", Positive, "windsnelheid op de hoogte van de bron",
                          "wind speed at the height of the source"),
          stability_input(),
          required<Length>("distance", "m", NotNegative, "afstand benedenwinds", "distance downwind"),
      },
      .outputs = {
          output<Length>("rise", "m", "stijging op die afstand", "rise at that distance"),
          output<Length>("final_rise", "m", "eindstijging", "final rise"),
          output<Length>("final_distance", "m", "afstand van de eindstijging", "distance of the final rise"),
          output<BuoyancyFlux>("buoyancy_flux", "m4/s3", "opwaartse flux", "buoyancy flux"),
      },
      .example = {"heat=5 MW", "wind=4 m/s", "stability=D", "distance=50 m"},
      .evaluate = plume_rise,
  };
}

void lift_off(EffectCall& call) {
  const EffectModels models = call.models({"liftoff."});
  const BuoyancyFlux flux = flux_of(call);
  call.set_number("factor",
                  lift_off_factor(flux, call.get<Speed>("wind"), call.get<Length>("width"), models.lift_off));
  call.set("buoyancy_flux", flux);
}

EffectModel lift_off_model() {
  return {
      .id = "lift_off",
      .nl = "factor op de concentratie op leefniveau doordat een warme pluim loskomt",
      .en = "factor on the ground-level concentration of a hot plume that lifts off",
      .source = "Hanna, Briggs and Chang (1998)",
      .inputs = {
          heat_input(),
          flux_input(),
          wind_input(),
          required<Length>("width", "m", Positive, "breedte van het zog", "width of the wake"),
      },
      .outputs = {
          output<Ratio>("factor", "-", "factor op de concentratie", "factor on the concentration"),
          output<BuoyancyFlux>("buoyancy_flux", "m4/s3", "opwaartse flux", "buoyancy flux"),
      },
      .example = {"heat=5 MW", "wind=5 m/s", "width=12 m"},
      .evaluate = lift_off,
  };
}

void dense_gas(EffectCall& call) {
  const auto density = call.get<Density>("density");
  const double flow = call.one_of({"flow", "rate"}) == "flow"
                          ? call.get<VolumeFlow>("flow").si()
                          : call.get<MassRate>("rate").kg_per_s() / density.kg_per_m3();
  const DenseGasRelease release{.volume_rate_m3_per_s = flow,
                                .density = density,
                                .temperature = call.get<Temperature>("temperature"),
                                .air_density = call.get<Density>("air_density"),
                                .air_temperature = call.get<Temperature>("air_temperature"),
                                .wind_at_10_m = call.get<Speed>("wind"),
                                .gravity_m_per_s2 = call.use(call.method().air.g).m_per_s2()};
  call.set_number("criterion", britter_mcquaid_criterion(release));
  call.set_number("limit", call.use(call.method().disp.dense_limit));
  const double alpha = britter_mcquaid_alpha(release);
  call.set_number("alpha", alpha);
  // A gas that is not denser than air has no dense cloud: criterion 0, no alpha and no concentration.
  if (std::isfinite(alpha))
    call.set("fraction", britter_mcquaid_fraction(release, call.get<Length>("distance")));
}

EffectModel dense_gas_model() {
  return {
      .id = "dense_gas",
      .nl = "criterium voor zwaar gas en concentratie van een zwaargaswolk",
      .en = "criterion for dense gas and concentration of a dense cloud",
      .source = "Britter and McQuaid (1988), HSE contract research report 17",
      .inputs = {
          optional<VolumeFlow>("flow", "l/min", Positive, "volumestroom van het gas; of rate",
                               "volume flow of the gas; or rate"),
          optional<MassRate>("rate", "kg/s", Positive, "massastroom; of flow", "mass rate; or flow"),
          required<Density>("density", "kg/m3", Positive, "dichtheid van het uitstromende gas",
                            "density of the released gas"),
          from_rule<&MethodRules::air, &AirRules::t>("temperature", "K", Positive,
                                                     "temperatuur van het uitstromende gas",
                                                     "temperature of the released gas"),
          from_rule<&MethodRules::air, &AirRules::rho>("air_density", "kg/m3", Positive, "dichtheid van de lucht",
                                                       "density of the air"),
          from_rule<&MethodRules::air, &AirRules::t>("air_temperature", "K", Positive, "temperatuur van de lucht",
                                                     "temperature of the air"),
          wind_input(),
          required<Length>("distance", "m", Positive, "afstand benedenwinds", "distance downwind"),
      },
      .outputs = {
          output<Ratio>("fraction", "-", "volumefractie op de as", "volume fraction on the axis"),
          output<Ratio>("criterion", "-", "criterium van Britter en McQuaid", "criterion of Britter and McQuaid"),
          output<Ratio>("limit", "-", "zwaar gas vanaf dit criterium", "dense gas from this criterion on"),
          output<Ratio>("alpha", "-", "correlatieparameter, hoogstens 1", "correlation parameter, at most 1"),
      },
      .example = {"rate=97,888 kg/s", "density=1,76 kg/m3", "temperature=111,15 K", "air_density=1,184 kg/m3",
                  "air_temperature=298 K", "wind=10,9 m/s", "distance=367 m"},
      .evaluate = dense_gas,
  };
}

}  // namespace

std::vector<EffectModel> dispersion_models() {
  return {plume_model(), wind_profile_model(), plume_rise_model(), lift_off_model(), dense_gas_model()};
}

}  // namespace batterisk::study::detail
