#include "batterisk/core/risk/effect_models.hpp"

#include "base/table_reader.hpp"

#include "batterisk/core/base/codes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace batterisk {

TorchParameters torch_parameters(const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  Transmissivity air;
  air.model = used(m.rad.tau);
  if (air.model != TransmissivityModel::Constant) {
    air.temperature = used(m.air.t);
    air.relative_humidity = Ratio::of(used(m.air.rh));
  }
  return {.radiant_fraction = used(m.fire.chi),
          .length_law = {used(m.s1.length_a), used(m.s1.length_b)},
          .width_ratio = used(m.s1.width),
          .points = static_cast<int>(used(m.s1.punten)),
          .peak_fraction = used(m.s1.top),
          .transmissivity = air};
}

namespace {

// Of the rise of smoke, noting its keys.
BriggsParameters briggs_parameters(const MethodRules& m, UsedKeys& used) {
  return {.transitional = used(m.briggs.transition),
          .crossover = used(m.briggs.fb_split),
          .final_weak = used(m.briggs.final_small),
          .final_strong = used(m.briggs.final_large),
          .distance_weak = used(m.briggs.x_f_small),
          .distance_strong = used(m.briggs.x_f_large),
          .stable = used(m.briggs.stable),
          .stable_calm = used(m.briggs.calm),
          .stable_distance = used(m.briggs.x_f_stable),
          .potential_gradient_e = used(m.briggs.dtheta_e),
          .potential_gradient_f = used(m.briggs.dtheta_f)};
}

}  // namespace

EffectModels effect_models(const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  std::array<SigmaCoefficients, 6> classes{};
  const auto& a = used(m.disp.sigma_y_a);
  const auto& b = used(m.disp.sigma_y_b);
  const auto& c = used(m.disp.sigma_z_c);
  const auto& d = used(m.disp.sigma_z_d);
  for (std::size_t i = 0; i < 6; ++i) classes[i] = {a.at(i), b.at(i), c.at(i), d.at(i)};
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
      .wake_growth = used(m.wake.growth),
      .transport_wind = used(m.disp.u_ref),
      .least_wind = used(m.disp.u_min),
      .finite_duration = used(m.disp.finite_duration),
      .cloud_sigma_x = used(m.disp.sigma_x),
      .flash_averaging = used(m.disp.t_avg_flash),
      .lid = {used(m.disp.lid), used(m.disp.coriolis).per_s()},
      .receiver_height = used(m.recv.z),
      .torch = torch_parameters(rules, used),
      .air = {used(m.air.p0), used(m.air.t), used(m.air.rho), used(m.air.cp).j_per_kg_k(), used(m.air.g).m_per_s2()},
      .air_viscosity = used(m.air.nu),
      .briggs = briggs_parameters(m, used),
      .lift_off = {used(m.liftoff.a), used(m.liftoff.b)},
      .flame_emission = {used(m.flame.sep_cap) == Schakelaar::Aan,
                         {used(m.flame.mudan_max), used(m.flame.mudan_min), used(m.flame.mudan_decay)},
                         used(m.flame.sep_max)},
      .flame_base = used(m.flame.base) == Schakelaar::Aan,
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

namespace {

void note_radiation(const MethodRules& m, UsedKeys& used) {
  used(m.fire.chi);
  used(m.recv.z);
  used(m.heat.probit_a);
  used(m.heat.probit_b);
  used(m.heat.probit_n);
  used(m.heat.certain_death);
  used(m.heat.t_max);
  if (used(m.rad.tau) == TransmissivityModel::Constant) return;
  used(m.air.t);
  used(m.air.rh);
}

void note_torch(const MethodRules& m, UsedKeys& used) {
  note_radiation(m, used);
  used(m.s1.length_a);
  used(m.s1.length_b);
  used(m.s1.width);
  used(m.s1.punten);
  used(m.s1.top);
}

void note_buoyancy(const MethodRules& m, UsedKeys& used) {
  used(m.air.t);
  used(m.air.rho);
  used(m.air.cp);
  used(m.air.g);
}

void note_rise(SmokePlume smoke, const MethodRules& m, UsedKeys& used) {
  if (smoke == SmokePlume::Geen) return;
  note_buoyancy(m, used);
  if (smoke == SmokePlume::Hanna) {
    used(m.liftoff.a);
    used(m.liftoff.b);
    return;
  }
  (void)briggs_parameters(m, used);
}

void note_plume(const ToxicSource& source, const MethodRules& m, UsedKeys& used) {
  used(m.disp.sigma_y_a);
  used(m.disp.sigma_y_b);
  used(m.disp.sigma_z_c);
  used(m.disp.sigma_z_d);
  used(m.disp.z0);
  used(m.disp.roughness_z0);
  if (m.disp.z0.value != m.disp.roughness_z0.value) {
    used(m.disp.roughness_a);
    used(m.disp.roughness_b);
    used(m.disp.x_min);
  }
  used(m.disp.t_avg);
  used(m.disp.avg_ref);
  used(m.disp.avg_exponent);
  used(m.disp.avg_min);
  if (used(m.disp.u_ref) == TransportWind::Plume) used(m.disp.u_min);
  used(m.disp.lid);
  used(m.disp.coriolis);
  used(m.recv.z);
  if (used(m.disp.finite_duration)) used(m.disp.sigma_x);
  if (source.flash_counts) used(m.disp.t_avg_flash);
  used(m.tox.combine);
  used(m.tox.p_cut);
  used(m.tox.t_max);
  note_rise(source.smoke, m, used);
  if (source.smoke == SmokePlume::Briggs || source.wake_width.m() <= 0.0) return;
  used(m.wake.sigma_y_divisor);
  used(m.wake.sigma_z_divisor);
  used(m.wake.combine);
  used(m.wake.growth);
}

void note_fire(const FireSource& source, const MethodRules& m, UsedKeys& used) {
  note_plume(source.smoke, m, used);
  if (source.roof.m2() <= 0.0 && source.openings.empty()) return;
  note_radiation(m, used);
  if (source.roof.m2() <= 0.0) return;
  used(m.flame.base);
  if (used(m.flame.sep_cap) == Schakelaar::Aan) {
    used(m.flame.mudan_max);
    used(m.flame.mudan_min);
    used(m.flame.mudan_decay);
  } else {
    used(m.flame.sep_max);
  }
  used(m.s4.d_divisor);
  if (used(m.s4.tilt) == FlameTilt::None) return;
  used(m.air.nu);
  used(m.air.g);
}

}  // namespace

void note_model_keys(const std::vector<Scenario>& scenarios, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  // Noting is cheap but not free, and a park has thousands of scenarios of a few kinds of source.
  const ToxicSource* plume = nullptr;
  const FireSource* fire = nullptr;
  bool torch = false;
  for (const Scenario& scenario : scenarios) {
    if (std::holds_alternative<TorchSource>(scenario.source) && !torch) {
      note_torch(m, used);
      torch = true;
    }
    if (const auto* own = std::get_if<ToxicSource>(&scenario.source); own != nullptr && (!plume || !(*own == *plume))) {
      note_plume(*own, m, used);
      plume = own;
    }
    if (const auto* own = std::get_if<FireSource>(&scenario.source); own != nullptr && (!fire || !(*own == *fire))) {
      note_fire(*own, m, used);
      fire = own;
    }
  }
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

namespace {

PlumeKernel kernel_in_wake(const ToxicSource& source, Length wake_width, const WeatherClass& weather,
                           const EffectModels& models) {
  PlumeSource plume;
  plume.height = source.height;
  plume.combination = models.wake_combination;
  if (wake_width.m() > 0.0 && source.wake_height.m() > 0.0) {
    plume.wake = wake_spread(wake_width, source.wake_height, models.wake);
    if (models.wake_growth == WakeGrowth::Distance) plume.wake_growth = wake_growth_length(wake_width, source.wake_height);
  }
  const bool in_wake = plume.wake && source.smoke != SmokePlume::Briggs;  // an elevated source has none (2.9)
  const PlumeWind wind = plume_wind(weather.wind, weather.stability, models.sigma.roughness,
                                    in_wake ? source.wake_height : source.height, models.transport_wind, models.lid,
                                    models.least_wind);
  if (models.finite_duration) {
    plume.cloud_length_m = wind.transport.m_per_s() * source.duration.s() / models.cloud_sigma_x;
  }
  if (source.smoke != SmokePlume::Geen) {
    const BuoyancyFlux flux = buoyancy_flux(source.convective_heat, models.air);
    if (source.smoke == SmokePlume::Briggs) {
      plume.wake.reset();
      plume.rise = briggs_plume_rise(flux, wind.transport, weather.stability, models.air, models.briggs);
    } else {
      plume.ground_factor = lift_off_factor(flux, weather.wind, wake_width, models.lift_off);
    }
  }
  return {models.sigma, wind, plume, models.receiver_height};
}

}  // namespace

PlumeKernel plume_kernel(const ToxicSource& source, const WeatherClass& weather, const EffectModels& models) {
  return kernel_in_wake(source, source.wake_width, weather, models);
}

PlumeKernel plume_kernel(const ToxicSource& source, const WeatherClass& weather, const EffectModels& models,
                         double wind) {
  if (source.wake_length.m() <= 0.0) return plume_kernel(source, weather, models);
  const Length width =
      projected_width(source.wake_length, source.wake_width, Angle::rad(wind - source.wake_axis.rad()));
  return kernel_in_wake(source, width, weather, models);
}

std::vector<PlumeKernel> plume_kernels_by_wind(const ToxicSource& source, const WeatherClass& weather,
                                               const EffectModels& models) {
  std::vector<PlumeKernel> kernels;
  if (source.wake_length.m() <= 0.0) return kernels;
  constexpr int winds = 360;
  for (int k = 0; k < winds; ++k) {
    kernels.push_back(plume_kernel(source, weather, models, source.wake_axis.rad() + std::numbers::pi * k / winds));
  }
  return kernels;
}

double flash_fire_distance_m(const ToxicSource& source, const WeatherClass& weather, const EffectModels& models) {
  if (source.flash_dilution <= 0.0) return 0.0;
  EffectModels flammable = models;
  flammable.sigma.averaging = models.flash_averaging;
  constexpr double farthest_m = 20'000.0;
  return largest_distance_m(plume_kernel(source, weather, flammable), std::log(source.flash_dilution), farthest_m);
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
