#include "batterisk/core/effect_models.hpp"

#include "table_reader.hpp"

#include "batterisk/core/codes.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace batterisk {

EffectModels effect_models(const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  std::array<SigmaCoefficients, 6> classes{};
  const auto& a = used(m.disp.sigma_y_a);
  const auto& b = used(m.disp.sigma_y_b);
  const auto& c = used(m.disp.sigma_z_c);
  const auto& d = used(m.disp.sigma_z_d);
  for (std::size_t i = 0; i < 6; ++i) classes[i] = {a.at(i), b.at(i), c.at(i), d.at(i)};
  Transmissivity air;
  air.model = used(m.rad.tau);
  if (air.model != TransmissivityModel::Constant) {
    air.temperature = used(m.air.t);
    air.relative_humidity = Ratio::of(used(m.air.rh));
  }
  return {
      .sigma = {.classes = classes,
                .roughness = used(m.disp.z0),
                .roughness_reference = used(m.disp.roughness_z0),
                .roughness_coefficient = used(m.disp.roughness_a),
                .roughness_exponent = used(m.disp.roughness_b),
                .roughness_from = used(m.disp.x_min),
                .averaging = used(m.disp.t_avg),
                .reference_averaging = used(m.disp.avg_ref),
                .averaging_exponent = used(m.disp.avg_exponent),
                .shortest_averaging = used(m.disp.avg_min)},
      .wake = {used(m.wake.sigma_y_divisor), used(m.wake.sigma_z_divisor)},
      .wake_combination = used(m.wake.combine),
      .transport_wind = used(m.disp.u_ref),
      .lid = {used(m.disp.lid), used(m.disp.coriolis).per_s()},
      .receiver_height = used(m.recv.z),
      .torch = {.radiant_fraction = used(m.fire.chi),
                .length_law = {used(m.s1.length_a), used(m.s1.length_b)},
                .width_ratio = used(m.s1.width),
                .points = static_cast<int>(used(m.s1.punten)),
                .peak_fraction = used(m.s1.top),
                .transmissivity = air},
      .air = {used(m.air.p0), used(m.air.t), used(m.air.rho), used(m.air.cp).j_per_kg_k(), used(m.air.g).m_per_s2()},
      .air_viscosity = used(m.air.nu),
      .briggs = {.transitional = used(m.briggs.transition),
                 .crossover = used(m.briggs.fb_split),
                 .final_weak = used(m.briggs.final_small),
                 .final_strong = used(m.briggs.final_large),
                 .distance_weak = used(m.briggs.x_f_small),
                 .distance_strong = used(m.briggs.x_f_large),
                 .stable = used(m.briggs.stable),
                 .stable_calm = used(m.briggs.calm),
                 .stable_distance = used(m.briggs.x_f_stable),
                 .potential_gradient_e = used(m.briggs.dtheta_e),
                 .potential_gradient_f = used(m.briggs.dtheta_f)},
      .lift_off = {used(m.liftoff.a), used(m.liftoff.b)},
      .mudan = {used(m.flame.mudan_max), used(m.flame.mudan_min), used(m.flame.mudan_decay)},
      .flame_diameter_divisor = used(m.s4.d_divisor),
      .tilted_flames = used(m.s4.tilt) == FlameTilt::Shift,
      .heat = {.probit = {used(m.heat.probit_a), used(m.heat.probit_b), used(m.heat.probit_n)},
               .certain_death = used(m.heat.certain_death),
               .exposure_cap = used(m.heat.t_max)},
      .toxic_combination = used(m.tox.combine),
      .toxic_cut_off = used(m.tox.p_cut).value(),
      .toxic_exposure_cap = used(m.tox.t_max),
  };
}

StudyWeather study_weather(const Dossier& dossier, const RuleSet& rules, RdPoint site, UsedKeys& used) {
  const MethodRules& m = rules.method;
  StudyWeather weather;
  std::vector<WeatherStation> own;
  const std::vector<WeatherStation>* stations = &rules.weather_stations;
  const bool own_table = !dossier.weather_table.empty();
  if (own_table) {
    own = read_weather_table(dossier.weather_table, dossier.weather_table_shown, 'D');
    stations = &own;
  }
  weather.source = own_table ? dossier.weather_table_shown : rules.weather_provenance.rule_set;
  const WeatherStation* station = &stations->front();
  if (dossier.weather_station) {
    const auto found = std::find_if(stations->begin(), stations->end(), [&](const WeatherStation& s) {
      return s.number == *dossier.weather_station;
    });
    if (found == stations->end()) {
      std::vector<std::string> known;
      for (const WeatherStation& s : *stations) known.push_back(fmt::format("{} {}", s.number, s.name));
      throw DossierError({{codes::unknown_station,
                           Severity::Fout,
                           {dossier.path, 0, 0, {}},
                           {fmt::format("{}", *dossier.weather_station), detail::joined(known)}}});
    }
    station = &*found;
  } else if (!own_table) {
    for (const WeatherStation& s : *stations) {
      if (distance_m(s.position, site) < distance_m(station->position, site)) station = &s;
    }
    weather.chosen = true;
  }
  weather.station = station->number;
  weather.name = station->name;
  if (!own_table) weather.distance_km = distance_m(station->position, site) / 1e3;

  SectorTable table = station->all;
  if (used(m.weather.period) == WeatherPeriodChoice::DagNacht) {
    const double day = used(m.weather.day_share);
    for (std::size_t c = 0; c < weather_class_count; ++c) {
      for (std::size_t k = 0; k < 12; ++k) table[c][k] = day * station->day[c][k] + (1.0 - day) * station->night[c][k];
    }
  }
  const RoseShape shape = used(m.rose.shape);
  const auto& speeds = used(m.weather.speed);
  const auto& letters = used(m.weather.stability);
  for (std::size_t c = 0; c < weather_class_count; ++c) {
    const char letter = letters.at(c).empty() ? 'D' : letters[c].front();
    weather.classes.push_back({std::string{weather_class_names[c]}, speeds.at(c),
                               static_cast<Stability>(std::clamp(letter - 'A', 0, 5))});
    weather.roses.emplace_back(table[c], shape);
  }
  return weather;
}

PlumeKernel plume_kernel(const ToxicSource& source, const WeatherClass& weather, const EffectModels& models) {
  PlumeSource plume;
  plume.height = source.height;
  plume.combination = models.wake_combination;
  if (source.wake_width.m() > 0.0 && source.wake_height.m() > 0.0) {
    plume.wake = wake_spread(source.wake_width, source.wake_height, models.wake);
  }
  const PlumeWind wind = plume_wind(weather.wind, weather.stability, models.sigma.roughness, source.height,
                                    models.transport_wind, models.lid);
  if (source.smoke != SmokePlume::Geen) {
    const BuoyancyFlux flux = buoyancy_flux(source.convective_heat, models.air);
    if (source.smoke == SmokePlume::Briggs) {
      plume.wake.reset();  // an elevated source, no wake (core/README.md, 2.9)
      plume.rise = briggs_plume_rise(flux, wind.transport, weather.stability, models.air, models.briggs);
    } else {
      plume.ground_factor = lift_off_factor(flux, weather.wind, source.wake_width, models.lift_off);
    }
  }
  return {models.sigma, wind, plume, models.receiver_height};
}

DilutionLethality dilution_lethality(const ToxicSource& source, const EffectModels& models, const RuleSet& rules,
                                     UsedKeys& used) {
  const Time exposure = std::min(source.duration, models.toxic_exposure_cap);
  std::vector<DilutionLethality::Substance> substances;
  for (const SubstanceRelease& release : source.substances) {
    if (release.rate.kg_per_s() <= 0.0) continue;
    const Substance& substance = rules.substances.at(release.stof);
    substances.push_back({std::log(release.rate.kg_per_s()), probit_line(exposure, used(*substance.probit))});
  }
  return {std::move(substances), models.toxic_combination, models.toxic_cut_off};
}

}  // namespace batterisk
