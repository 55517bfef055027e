#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/risk/pr_contours.hpp"
#include "batterisk/core/risk/risk_field.hpp"

#include "property/study.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <vector>

// Fire of a whole container (S4) and of two at once (D), from dossier to PR, against an implementation of its own: source
// term by the formulas of core/README.md 2.4, effects by the functions of the effect models, and a plain sum over wind
// directions. It shares no table, no quadrature and no source term with the program.

using namespace batterisk;
using test::Study;

namespace {

constexpr double pi = std::numbers::pi;
constexpr RdPoint here{155'000.0, 463'000.0};

// A container on fire, by hand.
struct Burning {
  RdPoint at;
  double peak_w;
  double roof_m2;
  double roof_height_m;
  std::map<std::string, double> rate_kg_per_s;
  Length wake_width;
  Length wake_height;
};

Burning burning(const BatteryUnit& unit, const MethodRules& m) {
  const double energy_kwh = unit.total_energy->kwh();
  const double total_j = m.fire.k.value * 3.6e6 * energy_kwh;
  const double duration_s =
      std::max(m.fire.t_e_min.value.s(), m.fire.t_e.value.s() * energy_kwh / m.fire.t_e_ref.value.kwh());
  const double peak_w = m.fire.f_pk.value * total_j / duration_s;
  // The plateau lasts hours, so the largest mean over half an hour is the peak.
  const double burnt_kwh_per_s = energy_kwh * peak_w / total_j;
  const auto rate = [&](const MassPerEnergy& yield) { return yield.g_per_kwh() * 1e-3 * burnt_kwh_per_s; };
  return {unit.position,
          peak_w,
          unit.length.m() * unit.width.m(),
          unit.height.m(),
          {{"HF", rate(m.tox.y_hf.of(unit.chemistry).value)},
           {"CO", rate(m.tox.y_co_fire.value)},
           {"HCN", rate(m.tox.y_hcn.value)}},
          unit.width,
          unit.height};
}

PlumeKernel kernel_of(const Burning& fire, const WeatherClass& weather, const EffectModels& models) {
  const PlumeWind wind = plume_wind(weather.wind, weather.stability, models.sigma.roughness, Length::m(0.0),
                                    models.transport_wind, models.lid);
  return {models.sigma, wind,
          PlumeSource{.wake = wake_spread(fire.wake_width, fire.wake_height, models.wake),
                      .combination = models.wake_combination},
          models.receiver_height};
}

double flux_w_per_m2(const Burning& fire, const WeatherClass& weather, const EffectModels& models, RdPoint p) {
  const FlameCylinder flame = roof_flame(Power::w(fire.peak_w), models.torch.radiant_fraction, Area::m2(fire.roof_m2),
                                         models.flame_diameter_divisor, models.flame_emission);
  const double tilt =
      flame_tilt(flame.diameter, weather.wind, models.air_viscosity.m2_per_s(), models.air.gravity_m_per_s2).rad();
  const double axis = std::max(0.0, std::hypot(p.x - fire.at.x, p.y - fire.at.y) - flame.length.m() / 2.0 * std::sin(tilt));
  return flame_flux_w_per_m2(flame, Length::m(fire.roof_height_m - models.receiver_height.m()), Length::m(axis),
                             models.torch.transmissivity);
}

// Mean probability of death at `p` with all `fires` burning: concentrations and fluxes are added first.
double mean_lethality(const std::vector<Burning>& fires, const Study& study, RdPoint p) {
  const EffectModels& models = study.models;
  const Time half_hour = Time::min(30.0);
  // Far away a plume is narrow, and the cut-off leaves an edge in it.
  const bool far = distance_m(fires.front().at, p) > 40.0;
  const int directions = far ? 144'000 : 14'400;
  const double step = 2.0 * pi / directions;
  double mean = 0.0;
  for (std::size_t c = 0; c < study.weather.classes.size(); ++c) {
    const WeatherClass& weather = study.weather.classes[c];
    double flux = 0.0;
    std::vector<PlumeKernel> kernels;
    for (const Burning& fire : fires) {
      flux += flux_w_per_m2(fire, weather, models, p);
      kernels.push_back(kernel_of(fire, weather, models));
    }
    const double heat = thermal_lethality(HeatFlux::w_per_m2(flux), study.rules.method.heat.t_max.value, models.heat).value();
    double smoke = 0.0;
    for (int k = 0; k < directions; ++k) {
      const double from = (k + 0.5) * step;  // where the wind comes from
      const double east = -std::sin(from);
      const double north = -std::cos(from);
      if (far && (p.x - fires.front().at.x) * east + (p.y - fires.front().at.y) * north < 30.0) continue;  // no plume so wide
      double survival = 1.0;
      for (const auto& [stof, rate] : fires.front().rate_kg_per_s) {
        double kg_per_m3 = 0.0;
        for (std::size_t i = 0; i < fires.size(); ++i) {
          const double dx = p.x - fires[i].at.x;
          const double dy = p.y - fires[i].at.y;
          const double downwind = dx * east + dy * north;
          if (downwind <= 0.0) continue;
          kg_per_m3 += plume_concentration(kernels[i], MassRate::kg_per_s(fires[i].rate_kg_per_s.at(stof)),
                                           Length::m(downwind), Length::m(dx * north - dy * east))
                           .kg_per_m3();
        }
        const Substance& substance = study.rules.substances.at(stof);
        survival *= 1.0 - toxic_lethality(Concentration::kg_per_m3(kg_per_m3), half_hour, substance.probit->value).value();
      }
      const double death = 1.0 - survival;
      if (death >= study.rules.method.tox.p_cut.value.value()) smoke += death * study.weather.roses[c].density(from) * step;
    }
    mean += heat * study.weather.roses[c].total() + (1.0 - heat) * smoke;
  }
  return mean;
}

std::vector<RdPoint> points() {
  std::vector<RdPoint> list;
  for (const double bearing_deg : {3.0, 90.0, 160.0, 270.0, 331.0}) {
    for (const double distance : {4.0, 9.0, 25.0, 70.0, 105.0}) {
      list.push_back(point_at(here, bearing_deg * pi / 180.0, distance));
    }
  }
  return list;
}

// The PR of all fires at once at the points, direct and from the table, against the calculation by hand.
void check_by_hand(Study& study, const std::vector<Burning>& fires, double frequency) {
  const RiskField field(study.scenarios, study.models, study.weather, study.rules, study.used);
  for (const RdPoint p : points()) {
    const double expected = frequency * mean_lethality(fires, study, p);
    INFO(p.x - here.x << ", " << p.y - here.y);
    CHECK(field.direct_at(p).per_year() == Approx(expected).epsilon(1e-3).margin(1e-12));
    CHECK(field.at(p).per_year() == Approx(expected).epsilon(1.5e-2).margin(1e-11));
  }
}

std::filesystem::path dossier(const std::string& name) { return test::source_folder() / "tests/golden" / name; }

}  // namespace

TEST_CASE("S4: dossier to PR equals the calculation by hand") {
  Study study = test::study_at(dossier("container.toml"), {"S4"});
  REQUIRE(study.scenarios.size() == 1);
  const MethodRules& m = study.rules.method;
  // f = lambda_P E/t_d p_prop, with E/t_d in GW.
  const double frequency = m.freq.lambda_p.value.per_gw_year() * 5.0e-3 / 2.0 * m.ev.p_prop.value.value();
  CHECK(study.scenarios.front().frequency.per_year() == Approx(frequency).epsilon(1e-12));
  const std::vector<Burning> fire{burning(study.dossier.units.front(), m)};
  CHECK(fire.front().peak_w == Approx(8e6).epsilon(1e-12));
  const RiskField field(study.scenarios, study.models, study.weather, study.rules, study.used);
  for (const RdPoint p : points()) {
    const double expected = frequency * mean_lethality(fire, study, p);
    INFO(p.x - here.x << ", " << p.y - here.y);
    CHECK(field.direct_at(p).per_year() == Approx(expected).epsilon(1e-3).margin(1e-12));
    CHECK(field.at(p).per_year() == Approx(expected).epsilon(1e-3).margin(1e-12));
  }
}

TEST_CASE("S4: a flame that does not lean radiates as a cylinder about the centre") {
  Study study = test::study_at(dossier("container.toml"), {"S4"});
  const FireSource& fire = std::get<FireSource>(study.scenarios.front().source);
  EffectModels upright = study.models;
  upright.tilted_flames = false;
  const FireRadiation radiation(fire, upright, study.weather.classes);
  const FlameCylinder flame = roof_flame(fire.peak, upright.torch.radiant_fraction, fire.roof,
                                         upright.flame_diameter_divisor, upright.flame_emission);
  for (const double distance : {3.0, 6.0, 15.0}) {
    const double expected = flame_flux_w_per_m2(flame, fire.roof_height - upright.receiver_height, Length::m(distance),
                                                upright.torch.transmissivity);
    for (std::size_t c = 0; c < weather_class_count; ++c) {
      CHECK(radiation.flux_w_per_m2(c, {distance, 0.0}) == Approx(expected).epsilon(1e-12));
    }
  }
}

TEST_CASE("S3: gas that cannot burn has no flash fire") {
  Study study = test::study_at(dossier("container.toml"), {"S3"});
  ToxicSource gas = std::get<ToxicSource>(study.scenarios.front().source);
  gas.flash_dilution = 0.0;
  for (const WeatherClass& c : study.weather.classes) CHECK(flash_fire_distance_m(gas, c, study.models) == 0.0);
  gas.flash_dilution = 1e-2;
  for (const WeatherClass& c : study.weather.classes) CHECK(flash_fire_distance_m(gas, c, study.models) > 0.0);
}

TEST_CASE("D: two fires at once equal the calculation by hand") {
  Study study = test::study_at(dossier("paar.toml"), {"D"});
  REQUIRE(study.scenarios.size() == 2);
  const MethodRules& m = study.rules.method;
  const double per_kwh = m.freq.lambda_p.value.per_gw_year() * 1e-6 / 2.0 * m.ev.p_prop.value.value();
  const double spread = m.dom.p_spread_without_test.value.value();
  CHECK(study.scenarios[0].frequency.per_year() == Approx(per_kwh * 5000.0 * spread).epsilon(1e-12));
  CHECK(study.scenarios[1].frequency.per_year() == Approx(per_kwh * 1000.0 * spread).epsilon(1e-12));
  const std::vector<Burning> fires{burning(study.dossier.units[0], m), burning(study.dossier.units[1], m)};
  const double frequency = per_kwh * 6000.0 * spread;
  check_by_hand(study, fires, frequency);
}

TEST_CASE("D: two fires whose smoke is of another mixture equal the calculation by hand") {
  Study study = test::study_at(dossier("paar.toml"), {"D"});
  const MethodRules& m = study.rules.method;
  std::vector<Burning> fires{burning(study.dossier.units[0], m), burning(study.dossier.units[1], m)};
  fires[1].rate_kg_per_s.at("HF") *= 0.3;
  study.scenarios.erase(study.scenarios.begin() + 1, study.scenarios.end());
  for (SubstanceRelease& s : std::get<DominoSource>(study.scenarios[0].source).second.smoke.substances) {
    if (s.stof == "HF") s.rate = 0.3 * s.rate;
  }
  const double frequency = study.scenarios[0].frequency.per_year();
  check_by_hand(study, fires, frequency);
}

TEST_CASE("D: distances of the areas count from the nearer of both walls") {
  Study study = test::study_at(dossier("paar.toml"), {"D"});
  const double wider = study.dossier.units[0].width.m() / 2.0;
  const double narrower = study.dossier.units[1].width.m() / 2.0;
  UsedKeys used;
  std::size_t checked = 0;
  for (const EffectDistance& d : aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, used).distances) {
    if (d.from_centre_m <= 0.0) continue;
    INFO(d.scenario << " " << to_string(d.soort) << " " << d.from_centre_m << " m");
    CHECK(d.from_wall_m >= d.from_centre_m - wider - 1e-9);
    CHECK(d.from_wall_m <= d.from_centre_m - narrower + 1e-9);
    ++checked;
  }
  CHECK(checked >= 1);
}

TEST_CASE("explosion: the distance of its area counts from the wall too") {
  Study study = test::study_at(dossier("container.toml"), {"S2", "S3"});
  const double half_width = study.dossier.units.front().width.m() / 2.0;
  UsedKeys used;
  std::size_t checked = 0;
  for (const EffectDistance& d : aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, used).distances) {
    if (d.soort != Aandachtsgebied::Explosie) continue;
    CHECK(d.from_wall_m == Approx(d.from_centre_m - half_width).epsilon(1e-12));
    ++checked;
  }
  CHECK(checked == 1);
}

TEST_CASE("D: PR contours lie within 0.1 m of the level of the calculation by hand") {
  Study study = test::study_at(dossier("paar.toml"), {"D"});
  const MethodRules& m = study.rules.method;
  const std::vector<Burning> fires{burning(study.dossier.units[0], m), burning(study.dossier.units[1], m)};
  const double frequency = study.scenarios[0].frequency.per_year() + study.scenarios[1].frequency.per_year();
  const RiskField field(study.scenarios, study.models, study.weather, study.rules, study.used);
  std::size_t checked = 0;
  for (const Zone& zone : pr_contours(field, study.rules, study.used)) {
    const double level = zone.level->per_year();
    for (const Shape& part : zone.parts) {
      const Ring& ring = std::get<Polygon>(part).outer;
      const auto step = std::max<std::size_t>(1, ring.size() / 4);
      for (std::size_t i = 0; i < ring.size() && level < 5e-6; i += step) {
        // PR falls outwards from the middle of the pair, so that is where to look for the level.
        const RdPoint middle{here.x + 2.81, here.y};
        const double bearing = bearing_rad(middle, ring[i]);
        const double r = distance_m(middle, ring[i]);
        INFO("level " << level << ", bearing " << bearing << ", " << r << " m");
        CHECK(frequency * mean_lethality(fires, study, point_at(middle, bearing, r - 0.1)) >= level);
        CHECK(frequency * mean_lethality(fires, study, point_at(middle, bearing, r + 0.1)) <= level);
        ++checked;
      }
    }
  }
  CHECK(checked >= 12);
}

TEST_CASE("D: the areas of a pair do not depend on which other scenarios count") {
  const auto domino_distances = [](const std::vector<std::string_view>& kinds) {
    Study study = test::study_at(dossier("paar.toml"), kinds);
    std::vector<double> distances;
    for (const EffectDistance& d :
         aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, study.used).distances) {
      if (d.scenario.ends_with("/D")) distances.push_back(d.from_centre_m);
    }
    return distances;
  };
  const std::vector<double> alone = domino_distances({"D"});
  REQUIRE(alone.size() == 2);
  CHECK(alone[0] > 0.0);
  CHECK(alone[1] > 100.0);
  CHECK(domino_distances({"S1", "S2", "S3", "S4", "D"}) == alone);
}
