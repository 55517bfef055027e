#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "study.hpp"

#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/effect/wind_profile.hpp"
#include "batterisk/core/risk/risk_field.hpp"
#include "batterisk/core/scenario/source_terms.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

// Switches of the rules that are off by default do what the method says, and a key that a study does not need is not
// reported as used.

using namespace batterisk;
using namespace batterisk::test;

namespace {

using std::numbers::pi;

std::string deviation(const std::string& key, const std::string& value) {
  return "[[afwijking]]\nparameter = \"" + key + "\"\nwaarde = " + value + "\nmotivering = \"proef\"\n";
}

Study container(const std::string& more = "", const std::vector<std::string_view>& kinds = {"S1", "S2", "S3", "S4"}) {
  StudyText text;
  text.units = {{"eos", 155'000.0, 463'000.0, 30.0}};
  text.more = more;
  return study_of(text, kinds);
}

const Scenario& of_kind(const Study& study, ScenarioKind kind) {
  const auto it = std::find_if(study.scenarios.begin(), study.scenarios.end(),
                               [&](const Scenario& s) { return s.kind == kind; });
  REQUIRE(it != study.scenarios.end());
  return *it;
}

double rate_g_per_s(const ToxicSource& source, const std::string& stof) {
  for (const SubstanceRelease& s : source.substances) {
    if (s.stof == stof) return 1e3 * s.rate.kg_per_s();
  }
  return 0.0;
}

RdPoint around(double distance, double bearing_deg) {
  return point_at({155'000.0, 463'000.0}, bearing_deg * pi / 180.0, distance);
}

std::set<std::string> used_keys(const Study& study) {
  UsedKeys used;
  const ScenarioSet set = derive_scenarios(study.dossier, study.rules, used);
  note_model_keys(set.scenarios, study.rules, used);
  std::set<std::string> names;
  for (const auto& key : used.sorted()) names.insert(key->key);
  return names;
}

}  // namespace

TEST_CASE("wake.width = geprojecteerd: the mean over wind directions by brute force, each with its own wake") {
  const Study study = container(deviation("wake.width", "\"geprojecteerd\""), {"S4"});
  UsedKeys used;
  const RiskField field(study.scenarios, study.models, study.weather, study.rules, used);
  const auto& smoke = std::get<FireSource>(study.scenarios[0].source).smoke;
  CHECK(smoke.wake_length.m() == Approx(6.06));
  const DilutionLethality lethality = dilution_lethality(smoke, study.models, study.rules, used);
  const double frequency = study.scenarios[0].frequency.per_year();
  for (const double bearing_deg : {30.0, 75.0, 120.0, 200.0}) {
    const double distance = 35.0;  // beyond the heat of the fire
    const double bearing = bearing_deg * pi / 180.0;
    double sum = 0.0;
    constexpr int n = 7200;
    for (std::size_t c = 0; c < study.weather.classes.size(); ++c) {
      for (int k = 0; k < n; ++k) {
        const double v = pi * ((k + 0.5) / n - 0.5);
        const double towards = bearing + v;
        const PlumeKernel::Axis axis =
            plume_kernel(smoke, study.weather.classes[c], study.models, towards).axis(distance * std::cos(v));
        const double t = distance * std::sin(v) / axis.sigma_y_m;
        sum += lethality(axis.ln_dilution - 0.5 * t * t) * study.weather.roses[c].density(towards + pi) * pi / n;
      }
    }
    CAPTURE(bearing_deg);
    const RdPoint p = around(distance, bearing_deg);
    CHECK(field.direct_at(p).per_year() == Approx(frequency * sum).epsilon(5e-3));
    CHECK(field.at(p).per_year() == Approx(field.direct_at(p).per_year()).epsilon(1e-2));
  }
  // The wake is never narrower than the shorter side, so nowhere is the risk larger.
  const Study narrow = container("", {"S4"});
  const RiskField largest(narrow.scenarios, narrow.models, narrow.weather, narrow.rules, used);
  for (double bearing = 0.0; bearing < 360.0; bearing += 45.0) {
    CHECK(field.direct_at(around(35.0, bearing)).per_year() <= largest.direct_at(around(35.0, bearing)).per_year() * 1.001);
  }
}

TEST_CASE("wake.width = geprojecteerd: the gifwolk area is as far as that of the shorter side, and nowhere further") {
  UsedKeys used;
  const Study study = container(deviation("wake.width", "\"geprojecteerd\""), {"S4"});
  const Study narrow = container("", {"S4"});
  const auto reach = [&](const Study& s) { return aandachtsgebieden(s.scenarios, s.models, s.weather, s.rules, used); };
  const Aandachtsgebieden projected = reach(study);
  const Aandachtsgebieden round = reach(narrow);
  CHECK(projected.gifwolk_uncapped_m == Approx(round.gifwolk_uncapped_m).epsilon(1e-6));
  const auto& polygon = std::get<Polygon>(projected.zones[2].parts.at(0));
  const auto& circle = std::get<Circle>(round.zones[2].parts.at(0));
  double smallest = 1e300;
  double largest = 0.0;
  for (const RdPoint p : polygon.outer) {
    smallest = std::min(smallest, distance_m(p, circle.centre));
    largest = std::max(largest, distance_m(p, circle.centre));
  }
  CHECK(largest == Approx(circle.radius_m).epsilon(1e-6));
  CHECK(smallest < 0.97 * circle.radius_m);
  CHECK(signed_area_m2(polygon.outer) > 0.0);
}

TEST_CASE("wake.width = geprojecteerd: directions along and across the box count, however it is turned") {
  UsedKeys used;
  StudyText text;
  text.units = {{"eos", 155'000.0, 463'000.0, 17.3}};
  const Study narrow = study_of(text, {"S4"});
  text.more = deviation("wake.width", "\"geprojecteerd\"");
  const Study study = study_of(text, {"S4"});
  const auto& smoke = std::get<FireSource>(study.scenarios[0].source).smoke;
  // Wind along the box has the wake of its short side, exactly; so has the area on that bearing.
  const RiskField field(study.scenarios, study.models, study.weather, study.rules, used);
  for (const WeatherClass& weather : study.weather.classes) {
    const auto by_wind = plume_kernels_by_wind(smoke, weather, study.models);
    CHECK(kernel_in_wind(by_wind, 0.0).ln_dilution(30.0) ==
          plume_kernel(std::get<FireSource>(narrow.scenarios[0].source).smoke, weather, narrow.models).ln_dilution(30.0));
  }
  const Aandachtsgebieden projected = aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, used);
  const Aandachtsgebieden round = aandachtsgebieden(narrow.scenarios, narrow.models, narrow.weather, narrow.rules, used);
  double on_axis = 0.0;
  for (const RdPoint p : std::get<Polygon>(projected.zones[2].parts.at(0)).outer) {
    const double bearing = bearing_rad({155'000.0, 463'000.0}, p) * 180.0 / pi;
    if (std::abs(bearing - 17.3) < 1e-3) on_axis = distance_m({155'000.0, 463'000.0}, p);
  }
  CHECK(on_axis == Approx(round.gifwolk_uncapped_m).epsilon(1e-6));
  for (const double bearing : {17.3, 107.3, 197.3, 287.3, 18.0, 62.0}) {
    CAPTURE(bearing);
    CHECK(field.at(around(35.0, bearing)).per_year() ==
          Approx(field.direct_at(around(35.0, bearing)).per_year()).epsilon(1e-2));
  }
}

TEST_CASE("disp.u_ref = release: the wind at half the height of the wake box, not at the ground source in it") {
  const Study at_release = container(deviation("disp.u_ref", "\"release\""), {"S3"});
  const Study at_10_m = container("", {"S3"});
  const auto& source = std::get<ToxicSource>(at_release.scenarios[0].source);
  REQUIRE(source.height.m() == 0.0);
  for (const WeatherClass& weather : at_release.weather.classes) {
    const Speed u = WindProfile(weather.wind, weather.stability, Length::m(0.1)).at(Length::m(2.59 / 2.0));
    CHECK(plume_kernel(source, weather, at_release.models).ln_dilution(50.0) -
              plume_kernel(source, weather, at_10_m.models).ln_dilution(50.0) ==
          Approx(std::log(weather.wind / u)).epsilon(1e-9));
  }
}

TEST_CASE("s3.flash.enabled: at the distance the concentration is the LFL, within it everybody dies") {
  const Study study = container(deviation("s3.flash.enabled", "true"), {"S3"});
  const auto& source = std::get<ToxicSource>(study.scenarios[0].source);
  REQUIRE(source.flash_counts);
  // 50 kWh LFP: 17.5 m3 of gas in 1800 s, LFL 8.66 %.
  CHECK(source.flash_dilution == Approx(0.0866 / (17.5 / 1800.0)).epsilon(1e-9));
  for (const WeatherClass& weather : study.weather.classes) {
    const double distance = flash_fire_distance_m(source, weather, study.models);
    if (distance <= 0.0) continue;
    SigmaParameters sigma = study.models.sigma;
    sigma.averaging = Time::s(18.75);
    const PlumeWind wind = plume_wind(weather.wind, weather.stability, sigma.roughness, source.height,
                                      study.models.transport_wind, study.models.lid);
    const PlumeKernel kernel(sigma, wind,
                             {.wake = wake_spread(source.wake_width, source.wake_height, study.models.wake)},
                             study.models.receiver_height);
    CHECK(std::exp(kernel.ln_dilution(distance)) == Approx(source.flash_dilution).epsilon(1e-9));
  }
  // Where nothing is toxic only the flash fire kills: a uniform rose gives its angle over the full turn.
  const PlumeKernel kernel = plume_kernel(source, study.weather.classes[2], study.models);
  SectorTable uniform{};
  uniform[2].fill(1.0 / 12.0);
  const double ln_certain = kernel.ln_dilution(40.0);
  const ToxicRisk flash(DilutionLethality({}, ToxicCombination::Product, 0.01),
                        {{kernel, WindRose(uniform[2], RoseShape::Lineair), {}, 0.0, ln_certain}});
  CHECK(flash.reach_m() == Approx(40.0).epsilon(1e-6));
  for (const double r : {5.0, 15.0, 30.0, 39.0}) {
    int inside = 0;
    constexpr int n = 200'000;
    for (int k = 0; k < n; ++k) {
      const double v = pi * ((k + 0.5) / n - 0.5);
      const PlumeKernel::Axis axis = kernel.axis(r * std::cos(v));
      const double t = r * std::sin(v) / axis.sigma_y_m;
      inside += axis.ln_dilution - 0.5 * t * t >= ln_certain ? 1 : 0;
    }
    CAPTURE(r);
    CHECK(flash.direct_mean_lethality(r, 1.0) == Approx(0.5 * inside / n).epsilon(1e-3));
  }
}

TEST_CASE("disp.finite_duration: the peak of Yellow Book 4.60b, when the middle of the cloud passes") {
  StudyText text;
  text.releases = {{"kort", 155'000.0, 463'000.0}};
  text.more = deviation("disp.finite_duration", "true");
  const Study ending = study_of(text, {"eigen"});
  text.more.clear();
  const Study endless = study_of(text, {"eigen"});
  auto source = std::get<ToxicSource>(ending.scenarios.at(0).source);
  source.duration = Time::s(60.0);
  for (const WeatherClass& weather : ending.weather.classes) {
    for (const double x : {20.0, 200.0, 1500.0}) {
      const double ratio = std::exp(plume_kernel(source, weather, ending.models).ln_dilution(x) -
                                    plume_kernel(source, weather, endless.models).ln_dilution(x));
      const Time middle = Time::s(x / weather.wind.m_per_s() + 30.0);
      const double expected = finite_duration_factor(Length::m(x), weather.wind, middle, source.duration, Length::m(0.13 * x));
      CHECK(ratio == Approx(expected).epsilon(1e-9));
    }
  }
  // Within 1.5 km a release of 30 minutes is as good as endless.
  source.duration = Time::min(30.0);
  const WeatherClass& d5 = ending.weather.classes[2];
  CHECK(plume_kernel(source, d5, ending.models).ln_dilution(1500.0) ==
        Approx(plume_kernel(source, d5, endless.models).ln_dilution(1500.0)).margin(1e-6));
}

TEST_CASE("rel.profile = cellen: at most seven of 53 cells within 30 minutes, the gas of S2 is the same") {
  // 50 kWh in cells of 0.95 kWh; one cell every 268 s for 35 s: 6 x 268 + 35 s <= 1800 s.
  const Study cells = container(deviation("rel.profile", "\"cellen\""));
  const Study box = container();
  const auto& gas = std::get<ToxicSource>(of_kind(cells, ScenarioKind::S3VentGas).source);
  CHECK(gas.duration.s() == Approx(52.0 * 268.0 + 35.0).epsilon(1e-12));
  CHECK(rate_g_per_s(gas, "HF") == Approx(3000.0 / 53.0 * 7.0 / 1800.0).epsilon(1e-9));
  // Without ventilation the explosion sees the whole gas either way.
  CHECK(std::get<ExplosionSource>(of_kind(cells, ScenarioKind::S2Explosion).source) ==
        std::get<ExplosionSource>(of_kind(box, ScenarioKind::S2Explosion).source));
}

TEST_CASE("tox.y_pof3 counts as the HF that hydrolysis makes of it, in S3 and S4") {
  const Study with = container(deviation("tox.y_pof3", "\"20 g/kWh\""));
  const Study without = container();
  const double more = (60.0 + 0.577 * 20.0) / 60.0;
  const auto s3 = [](const Study& s) { return std::get<ToxicSource>(of_kind(s, ScenarioKind::S3VentGas).source); };
  const auto s4 = [](const Study& s) { return std::get<FireSource>(of_kind(s, ScenarioKind::S4Fire).source).smoke; };
  CHECK(rate_g_per_s(s3(with), "HF") == Approx(more * rate_g_per_s(s3(without), "HF")).epsilon(1e-9));
  CHECK(rate_g_per_s(s4(with), "HF") == Approx(more * rate_g_per_s(s4(without), "HF")).epsilon(1e-9));
  CHECK(rate_g_per_s(s4(with), "CO") == rate_g_per_s(s4(without), "CO"));
  // 3 x (1.008 + 18.998) over (30.974 + 15.999 + 3 x 18.998) g/mol.
  CHECK(with.rules.method.tox.pof3_hf.value == Approx(3.0 * 20.006 / 103.967).epsilon(1e-3));
}

TEST_CASE("scen.f_min leaves rarer scenarios out of the PR, and out of nothing else") {
  const Study all = container();
  const Study few = container(deviation("scen.f_min", "\"1.5e-4 1/jaar\""));
  UsedKeys used;
  const RiskField whole(all.scenarios, all.models, all.weather, all.rules, used);
  const RiskField part(few.scenarios, few.models, few.weather, few.rules, used);
  REQUIRE(all.scenarios.size() == few.scenarios.size());
  const RdPoint p = around(7.0, 100.0);
  const auto of_whole = whole.direct_parts_at(p);
  const auto of_part = part.direct_parts_at(p);
  REQUIRE(of_whole.size() == of_part.size());
  int left_out = 0;
  for (std::size_t i = 0; i < of_part.size(); ++i) {
    const bool rare = all.scenarios[i].frequency.per_year() < 1.5e-4;
    left_out += rare ? 1 : 0;
    CHECK(of_part[i].per_year() == (rare ? 0.0 : of_whole[i].per_year()));
  }
  CHECK(left_out == 2);  // S2 and S3
  CHECK(aandachtsgebieden(all.scenarios, all.models, all.weather, all.rules, used).distances.size() ==
        aandachtsgebieden(few.scenarios, few.models, few.weather, few.rules, used).distances.size());
}

TEST_CASE("brand.area.types: only the kinds of fire that are named count in the area") {
  Study study = container();
  UsedKeys used;
  const auto scenarios_of_brand = [&](std::vector<std::string> types) {
    study.rules.method.brand.area_types.value = std::move(types);
    std::set<std::string> names;
    for (const EffectDistance& d :
         aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, used).distances) {
      if (d.soort == Aandachtsgebied::Brand) names.insert(d.scenario);
    }
    return names;
  };
  CHECK(scenarios_of_brand({"fakkelbrand", "plasbrand", "overig"}) == std::set<std::string>{"eos/S1", "eos/S4"});
  CHECK(scenarios_of_brand({"fakkelbrand"}) == std::set<std::string>{"eos/S1"});
  CHECK(scenarios_of_brand({"overig"}) == std::set<std::string>{"eos/S4"});
  CHECK(scenarios_of_brand({"plasbrand"}).empty());
}

TEST_CASE("only keys that take part are reported as used") {
  const auto of_container = used_keys(container());
  for (const char* absent : {"briggs.final_small", "liftoff.a", "inv.rack_kwh", "s2.p_stat", "s2.me_vent", "gas.e_mix_override",
                             "prop.tau_cell.lfp", "rel.cell_vent.time", "disp.sigma_x", "disp.t_avg_flash", "air.rh",
                             "s1.opening_angle", "s4.sep_open", "tox.pof3_hf", "o.b_area.solid", "disp.roughness_a"}) {
    CAPTURE(absent);
    CHECK_FALSE(of_container.contains(absent));
  }
  for (const char* present : {"s1.q_ref", "s1.punten", "flame.mudan_max", "disp.sigma_y_a", "wake.width", "tox.p_cut",
                              "heat.probit_a", "air.nu", "s3.flash.enabled", "rel.profile", "tox.y_pof3"}) {
    CAPTURE(present);
    CHECK(of_container.contains(present));
  }
  const auto rising = used_keys(container(deviation("s4.plume", "\"briggs\"")));
  CHECK(rising.contains("briggs.final_small"));
  CHECK_FALSE(rising.contains("liftoff.a"));
  StudyText text;
  text.releases = {{"hf", 155'000.0, 463'000.0}};
  const auto own = used_keys(study_of(text, {"eigen"}));
  CHECK(own.contains("disp.sigma_y_a"));
  for (const char* absent : {"s1.q_ref", "s1.punten", "heat.probit_a", "freq.lambda_p", "flame.mudan_max", "fire.chi"}) {
    CAPTURE(absent);
    CHECK_FALSE(own.contains(absent));
  }
}
