#include "support/csv.hpp"
#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/effect/wind_profile.hpp"
#include "batterisk/core/risk/fire_radiation.hpp"
#include "batterisk/core/risk/risk_field.hpp"
#include "batterisk/core/scenario/source_terms.hpp"

#include "property/study.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <string>
#include <vector>

// What the set of 1-12-2026 changed after measured data, against the formulas and against numbers of others; and that the
// set before it still does what it did.

using namespace batterisk;
using test::Study;

namespace {

using std::numbers::pi;

constexpr RdPoint here{155'000.0, 463'000.0};

std::string deviation(const std::string& key, const std::string& value) {
  return "[[afwijking]]\nparameter = \"" + key + "\"\nwaarde = " + value + "\nmotivering = \"proef\"\n";
}

struct SystemText {
  std::string kind = "eos_container";
  std::string energy = "5 MWh";
  std::string size = "lengte = \"6.06 m\", breedte = \"2.44 m\", hoogte = \"2.59 m\"";
  std::string more = {};
  std::string peildatum = "2026-12-01";
  std::string chemistry = "lfp";
};

Study study_of(const SystemText& text, const std::vector<std::string_view>& kinds = {"S1", "S2", "S3", "S4"}) {
  test::TempFolder folder;
  test::write_bytes(folder / "dossier.toml",
                    "schema_versie = 1\n[project]\nnaam = \"Proef\"\npeildatum = " + text.peildatum +
                        "\n[[locatie]]\ngrens = [[154000, 462000], [156000, 462000], [156000, 464000], [154000, 464000]]\n"
                        "[[systeem]]\nid = \"eos\"\nsituatie = \"" +
                        text.kind + "\"\nchemie = \"" + text.chemistry + "\"\nafmetingen = { " + text.size +
                        " }\nenergie = { eenheid = \"" + text.energy +
                        "\" }\npositie = [155000, 463000]\norientatie = \"30 graden\"\n" + text.more + "[weer]\nstation = 260\n");
  return test::study_at(folder / "dossier.toml", kinds);
}

template <class Source>
const Source& source_of(const Study& study, ScenarioKind kind) {
  const auto it = std::find_if(study.scenarios.begin(), study.scenarios.end(),
                               [&](const Scenario& s) { return s.kind == kind; });
  REQUIRE(it != study.scenarios.end());
  return std::get<Source>(it->source);
}

std::set<std::string> used_keys(const Study& study) {
  UsedKeys used;
  note_model_keys(derive_scenarios(study.dossier, study.rules, used).scenarios, study.rules, used);
  std::set<std::string> names;
  for (const auto& key : used.sorted()) names.insert(key->key);
  return names;
}

double concentration_share(const Study& study) {  // of the LFL, without the local factor
  const MethodRules& m = study.rules.method;
  const double volume = 33.2 * m.inv.v_free_frac.value;
  return (1.0 - std::exp(-50.0 * 0.35 / volume)) / m.gas.lfl.of(VentGas::Lfp).value.value();
}

}  // namespace

TEST_CASE("the date of the study picks the version of the method, the older one does what it did, unsaid") {
  const Study before = study_of({.peildatum = "2026-11-30"});
  const Study after = study_of({});
  CHECK(before.rules.id == "referentie/2026-01-01");
  CHECK(after.rules.id == "referentie/2026-12-01");
  const MethodRules& m = before.rules.method;
  CHECK(m.s2.c_local.value == 1.0);
  CHECK(m.blast.curves.value == BlastCurves::Surrogaat);
  CHECK(m.wake.growth.value == WakeGrowth::Direct);
  CHECK(m.flame.sep_cap.value == Schakelaar::Aan);
  CHECK(m.flame.base.value == Schakelaar::Uit);
  CHECK(m.fire.t_e_exponent.value == 1.0);
  CHECK(m.s2.gas_basis_gebouw.value == GasBasis::Module);
  CHECK(m.ev.p_s2_after_fire.value.value() == 0.0);
  const auto keys_before = used_keys(before);
  const auto keys_after = used_keys(after);
  for (const char* key : {"s2.c_local", "blast.curves", "wake.growth", "flame.sep_cap", "flame.base", "fire.t_e_exponent",
                          "s2.gas_basis.eenheid", "disp.u_min", "flame.sep_max", "ev.p_s2_after_fire"}) {
    CAPTURE(key);
    CHECK_FALSE(keys_before.contains(key));
    CHECK(keys_after.contains(key));
  }
  // Mudan's cap is no part of the new method.
  CHECK(keys_before.contains("flame.mudan_max"));
  CHECK_FALSE(keys_after.contains("flame.mudan_max"));
}

TEST_CASE("mixtures of vent gas: the values of the rules are those of the formulas") {
  struct Component {
    double lfl, lhv_kj, oxygen, molar;
  };
  // H2, CO2, CO, CH4, C2H4, C2H6
  constexpr std::array<Component, 6> gas{{{4.0, 241.8, 0.5, 2.016},
                                          {0.0, 0.0, 0.0, 44.01},
                                          {12.5, 283.0, 0.5, 28.01},
                                          {5.0, 802.3, 2.0, 16.043},
                                          {2.7, 1323.0, 3.0, 28.054},
                                          {3.0, 1428.6, 3.5, 30.07}}};
  struct Mixture {
    VentGas which;
    std::array<double, 6> percent;
    double co;  // g/kWh in gas that does not burn
  };
  const Mixture mixture = GENERATE(Mixture{VentGas::Nmc, {21.0, 32.0, 31.0, 7.0, 7.0, 2.0}, 234.0},
                                   Mixture{VentGas::Lfp, {35.0, 45.0, 8.0, 5.0, 6.0, 1.0}, 32.0});
  double le_chatelier = 0.0;
  double heat = 0.0;
  double oxygen = 0.0;
  double molar = 0.0;
  for (std::size_t i = 0; i < gas.size(); ++i) {
    const double x = mixture.percent[i] / 100.0;
    if (gas[i].lfl > 0.0) le_chatelier += 100.0 * x / gas[i].lfl;
    heat += x * gas[i].lhv_kj;
    oxygen += x * gas[i].oxygen;
    molar += x * gas[i].molar;
  }
  const double x_st = 1.0 / (1.0 + oxygen / 0.2095);
  const Study study = study_of({}, {"S3"});
  const GasRules& rules = study.rules.method.gas;
  CHECK(rules.lfl.of(mixture.which).value.value() == Approx(1.0 / le_chatelier).epsilon(3e-3));
  CHECK(rules.x_st.of(mixture.which).value.value() == Approx(x_st).epsilon(3e-3));
  CHECK(rules.e_mix.of(mixture.which).value.j_per_m3() == Approx(x_st * heat * 1e3 / 23.645e-3).epsilon(3e-3));
  CHECK(rules.lhv.of(mixture.which).value.j_per_kg() == Approx(heat / molar * 1e6).epsilon(3e-3));
  CHECK(rules.molar_mass.of(mixture.which).value.g_per_mol() == Approx(molar).epsilon(3e-3));
  const double specific = rules.v_spec.of(mixture.which).value.si() * 3.6e6;  // m3/kWh
  CHECK(mixture.percent[2] / 100.0 * specific * 28.01 / 24.465e-3 == Approx(mixture.co).epsilon(1e-2));
  CHECK(study.rules.method.tox.y_co_inert.of(mixture.which).value.g_per_kwh() == mixture.co);
}

TEST_CASE("S2 occurs where the gas can be flammable somewhere, not only on average") {
  // 60 % of the LFL-filling gas of the free volume would not do on average; ventilation takes the rest away.
  const auto explodes = [](const std::string& local, const std::string& lambda) {
    const Study study = study_of({.more = "", .peildatum = "2026-12-01"}, {"S2"});
    Study changed = study;
    changed.rules.method.s2.c_local.value = std::stod(local);
    changed.rules.method.s2.lambda.value = AirChange::per_h(std::stod(lambda));
    UsedKeys used;
    const BatteryUnit& unit = changed.dossier.units.front();
    return explosion_source(unit, module_energy(unit, changed.rules, used), changed.rules, used).has_value();
  };
  // c_max of one module with air changes: c_ss = Qg/(Qg + lambda V).
  const Study study = study_of({}, {"S2"});
  REQUIRE(concentration_share(study) > 1.0);
  const double volume = 0.4 * 0.87 * 6.06 * 2.44 * 2.59;
  const double qg = 50.0 * 0.35 / 1800.0;
  const auto c_max = [&](double per_h) {
    const double rate = per_h / 3600.0;
    const double steady = qg / (qg + rate * volume);
    return steady * (1.0 - std::exp(-(qg / volume + rate) * 1800.0));
  };
  double between = 1.0;  // air changes at which the mean is 0.85 LFL
  while (c_max(between) > 0.85 * 0.0773) between *= 1.001;
  CHECK(explodes("1.35", std::to_string(between)));
  CHECK_FALSE(explodes("1.0", std::to_string(between)));
  while (c_max(between) > 0.7 * 0.0773) between *= 1.001;
  CHECK_FALSE(explodes("1.35", std::to_string(between)));
}

TEST_CASE("disp.u_ref = pluim: the plume formula with the wind at the height of the plume") {
  const Study study = study_of({.more = deviation("wake.growth", "\"direct\"")}, {"S3"});
  REQUIRE(study.models.transport_wind == TransportWind::Plume);
  const auto& source = source_of<ToxicSource>(study, ScenarioKind::S3VentGas);
  const double z0 = 0.1;
  for (const WeatherClass& weather : study.weather.classes) {
    const PlumeKernel kernel = plume_kernel(source, weather, study.models);
    const WindProfile profile(weather.wind, weather.stability, Length::m(z0));
    for (const double x : {1.0, 5.0, 20.0, 80.0, 300.0, 1500.0}) {
      const double sy = std::hypot(sigma_y(study.models.sigma, weather.stability, Length::m(x)).m(), 2.44 / 4.3);
      const double sz = std::hypot(sigma_z(study.models.sigma, weather.stability, Length::m(x)).m(), 2.59 / 2.15);
      const double z = std::min(10.0, std::max(1.0, 0.8 * sz));
      const double u = std::max(0.5, profile.at(Length::m(z)).m_per_s());
      const double vertical = 2.0 * std::exp(-0.5 * 1.5 * 1.5 / (sz * sz));
      CAPTURE(weather.name, x, u);
      // The lid, far above, adds nothing here.
      if (sz > 100.0) continue;
      CHECK(std::exp(kernel.ln_dilution(x)) == Approx(vertical / (2.0 * pi * u * sy * sz)).epsilon(1e-9));
    }
  }
  // Light winds are bounded below.
  const WindProfile calm(Speed::m_per_s(1.0), Stability::F, Length::m(0.5));
  REQUIRE(calm.at(Length::m(1.0)).m_per_s() < 0.5);
  const PlumeWind wind = plume_wind(Speed::m_per_s(1.0), Stability::F, Length::m(0.5), Length::m(0.0),
                                    TransportWind::Plume, study.models.lid, Speed::m_per_s(0.5));
  SigmaParameters rough = study.models.sigma;
  rough.roughness = Length::m(0.5);
  const PlumeKernel bounded(rough, wind, {}, Length::m(0.0));
  const double sy = sigma_y(rough, Stability::F, Length::m(2.0)).m();
  const double sz = sigma_z(rough, Stability::F, Length::m(2.0)).m();
  CHECK(std::exp(bounded.ln_dilution(2.0)) == Approx(2.0 / (2.0 * pi * 0.5 * sy * sz)).epsilon(1e-9));
}

TEST_CASE("wake.growth = afstand: the larger of the whole wake and one that grows, at every place") {
  const Study study = study_of({.size = "lengte = \"60 m\", breedte = \"30 m\", hoogte = \"10 m\""}, {"S3"});
  const Study direct = study_of({.size = "lengte = \"60 m\", breedte = \"30 m\", hoogte = \"10 m\"",
                                 .more = deviation("wake.growth", "\"direct\"")},
                                {"S3"});
  const auto& source = source_of<ToxicSource>(study, ScenarioKind::S3VentGas);
  const WeatherClass& d5 = study.weather.classes[2];
  const PlumeKernel kernel = plume_kernel(source, d5, study.models);
  const PlumeKernel whole = plume_kernel(source, d5, direct.models);
  const WindProfile profile(d5.wind, d5.stability, Length::m(0.1));
  bool thin_somewhere = false;
  bool wide_somewhere = false;
  for (const double x : {2.0, 10.0, 30.0, 100.0, 400.0}) {
    for (const double y : {0.0, 3.0, 12.0, 40.0}) {
      const double s = x / (10.0 * std::sqrt(30.0 * 10.0));
      const double share = 1.0 - (1.0 + s) * std::exp(-s);
      const double sy = std::sqrt(std::pow(sigma_y(study.models.sigma, d5.stability, Length::m(x)).m(), 2.0) +
                                  share * std::pow(30.0 / 4.3, 2.0));
      const double sz = std::sqrt(std::pow(sigma_z(study.models.sigma, d5.stability, Length::m(x)).m(), 2.0) +
                                  share * std::pow(10.0 / 2.15, 2.0));
      const double u = profile.at(Length::m(std::min(10.0, std::max(1.0, 0.8 * sz)))).m_per_s();
      const double thin = std::log(2.0 / (2.0 * pi * u * sy * sz)) - 0.5 * (1.5 * 1.5 / (sz * sz) + y * y / (sy * sy));
      const double wide = whole.ln_dilution(x, y);
      thin_somewhere = thin_somewhere || thin > wide;
      wide_somewhere = wide_somewhere || wide > thin;
      CAPTURE(x, y);
      CHECK(kernel.ln_dilution(x, y) == Approx(std::max(thin, wide)).epsilon(1e-9).margin(1e-9));
    }
  }
  CHECK(thin_somewhere);
  CHECK(wide_somewhere);
  // The smoke of a 20 ft container has one area with it and without: that lies where its wake has long grown.
  const auto smoke_reach = [](const std::string& more) {
    Study container = study_of({.more = more}, {"S4"});
    return aandachtsgebieden(container.scenarios, container.models, container.weather, container.rules, container.used)
        .gifwolk_uncapped_m;
  };
  CHECK(smoke_reach("") == Approx(smoke_reach(deviation("wake.growth", "\"direct\""))).epsilon(5e-3));
}

TEST_CASE("wake.growth = afstand: the table and the direct integral agree where both plumes count") {
  Study study = study_of({.energy = "100 MWh", .size = "lengte = \"60 m\", breedte = \"30 m\", hoogte = \"10 m\""}, {"S4"});
  const RiskField field(study.scenarios, study.models, study.weather, study.rules, study.used);
  for (const double distance : {20.0, 35.0, 60.0, 100.0, 160.0}) {
    for (const double bearing : {0.3, 2.0, 4.5}) {
      const RdPoint p = point_at(here, bearing, distance);
      CAPTURE(distance, bearing);
      CHECK(field.at(p).per_year() == Approx(field.direct_at(p).per_year()).epsilon(1e-2).margin(1e-12));
    }
  }
}

TEST_CASE("the wake is never below three quarters of ARCON96 between 10 and 500 m in D5") {
  const Study study = study_of({}, {"S3"});
  const WeatherClass& d5 = study.weather.classes[2];
  REQUIRE(d5.name == "D5");
  int rows = 0;
  for (const test::CsvRow& row : test::read_csv(test::source_folder() / "tests/validation/wake/arcon96.csv")) {
    const double x = row.number("distance_m");
    if (row.text("class") != "D" || row.number("wind_m_s") != 5.0 || x < 10.0 || x > 500.0) continue;
    if (row.text("obstacle") == "container side") continue;  // the method takes the shorter side
    ToxicSource source;
    source.wake_width = Length::m(row.number("width_m"));
    source.wake_height = Length::m(row.number("height_m"));
    EffectModels models = study.models;
    models.receiver_height = Length::m(0.0);
    const double ours = std::exp(plume_kernel(source, d5, models).ln_dilution(x));
    CAPTURE(row.text("obstacle"), x, ours, row.number("arcon96_s_m3"));
    CHECK(ours >= 0.75 * row.number("arcon96_s_m3"));
    ++rows;
  }
  CHECK(rows == 24);
}

TEST_CASE("roof flame: the radiated power is conserved, the flux is continuous and never 0 beside the container") {
  const Study study = study_of({}, {"S4"});
  const auto& source = source_of<FireSource>(study, ScenarioKind::S4Fire);
  const FlameCylinder flame = roof_flame(source.peak, study.models.torch.radiant_fraction, source.roof,
                                         study.models.flame_diameter_divisor, study.models.flame_emission);
  const double surface = pi * flame.diameter.m() * flame.length.m() + pi * flame.diameter.m() * flame.diameter.m() / 2.0;
  CHECK(std::min(flame.sep.w_per_m2() * surface / source.peak.w(), 140e3 / flame.sep.w_per_m2()) ==
        Approx(flame.sep.w_per_m2() < 139.99e3 ? study.models.torch.radiant_fraction : 1.0).epsilon(1e-9));
  const FireRadiation radiation(source, study.models, study.weather.classes);
  for (std::size_t c = 0; c < study.weather.classes.size(); ++c) {
    double before = radiation.flux_w_per_m2(c, {0.0, 0.0});
    CHECK(before > 1e3);
    for (double x = 0.005; x < 40.0; x += 0.005) {
      const double q = radiation.flux_w_per_m2(c, {x, 0.0});
      CAPTURE(study.weather.classes[c].name, x, before, q);
      REQUIRE(q > 0.0);
      if (std::abs(q - before) > 0.02 * before) FAIL("a step in the flux");
      before = q;
    }
  }
  // In D9: 18 to 24 kW/m2 up to 3 m from the centre, 10 kW/m2 at about 4.5 m.
  REQUIRE(study.weather.classes[3].name == "D9");
  for (const double x : {0.0, 1.0, 2.0, 3.0}) {
    const double kw = radiation.flux_w_per_m2(3, {x, 0.0}) / 1e3;
    CAPTURE(x, kw);
    CHECK(kw > 18.0);
    CHECK(kw < 24.0);
  }
  CHECK(radiation.distance_m(3, HeatFlux::kw_per_m2(10)) == Approx(4.46).epsilon(5e-3));
}

TEST_CASE("roof flame: the flux is continuous in the power of the fire") {
  const Study study = study_of({}, {"S4"});
  FireSource source = source_of<FireSource>(study, ScenarioKind::S4Fire);
  for (const double x : {0.0, 1.0, 2.2, 5.0, 12.0}) {
    double before = 0.0;
    for (double mw = 2.0; mw < 60.0; mw *= 1.002) {
      source.peak = Power::mw(mw);
      const double q = FireRadiation(source, study.models, study.weather.classes).flux_w_per_m2(2, {x, 0.0});
      CAPTURE(x, mw, before, q);
      if (before > 0.0 && std::abs(q - before) > 0.03 * before) FAIL("a step in the flux");
      before = q;
    }
  }
}

TEST_CASE("more energy never makes a zone smaller, from 0.1 to 200 MWh") {
  const std::string chemistry = GENERATE("lfp", "nmc");
  std::map<std::string, double> before;
  for (const char* energy : {"0,1 MWh", "0,4 MWh", "1 MWh", "4,9 MWh", "5 MWh", "5,1 MWh", "10 MWh", "20 MWh", "50 MWh", "100 MWh", "200 MWh"}) {
    Study study = study_of({.energy = energy, .chemistry = chemistry}, {"S1", "S2", "S3", "S4"});
    const Aandachtsgebieden areas = aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, study.used);
    std::map<std::string, double> now;
    for (const EffectDistance& d : areas.distances) {
      double& reach = now[d.scenario + std::string{to_string(d.soort)} + d.weather + d.threshold.substr(0, 3)];
      reach = std::max(reach, d.from_centre_m);
    }
    const RiskField field(study.scenarios, study.models, study.weather, study.rules, study.used);
    for (const double r : {4.0, 15.0, 30.0, 60.0}) {
      now["PR " + std::to_string(r)] = field.direct_at(point_at(here, 1.0, r)).per_year();
    }
    for (const auto& [name, reach] : before) {
      CAPTURE(energy, name, reach);
      CHECK(now[name] >= reach * (1.0 - 1e-9));
    }
    before = std::move(now);
  }
}

TEST_CASE("a fire of 100 MWh burns harder than one of 5 MWh, and not twenty times as long") {
  const auto peak_mw = [](const char* energy) {
    return source_of<FireSource>(study_of({.energy = energy}, {"S4"}), ScenarioKind::S4Fire).peak.mw();
  };
  // f_pk k E/T_E with T_E = 25 h (E/5 MWh)^0.07.
  CHECK(peak_mw("5 MWh") == Approx(8.0).epsilon(1e-9));
  CHECK(peak_mw("100 MWh") == Approx(4.0 * 10.0 * 100.0 / (25.0 * std::pow(20.0, 0.07))).epsilon(1e-9));
}

TEST_CASE("blast.curves = johansson: distances are those of the published power laws") {
  const Study study = study_of({}, {"S2"});
  const auto& laws = std::get<MultiEnergyPowerLaws>(study.rules.blast);
  struct Law {
    int blast_class;
    double a, b, from, to;
  };
  std::vector<Law> published;
  double from = 0.0;
  int last = 0;
  const auto rows = test::read_csv(test::rules_folder() / "explosie-johansson/johansson-2017-table-4-2.csv");
  for (const test::CsvRow& row : rows) {
    const int k = static_cast<int>(row.number("class"));
    if (k != last) from = 0.0;
    const double to = row.text("r_max").empty() ? 1e9 : row.number("r_max");
    published.push_back({k, row.number("a"), row.number("b"), from, to});
    from = to;
    last = k;
  }
  REQUIRE(published.size() == 27);
  const auto value = [&](int k, double r) {
    for (const Law& law : published) {
      if (law.blast_class == k && r > law.from && r <= law.to) return law.a * std::pow(r, law.b);
    }
    return 0.0;
  };
  for (int k = 1; k <= 10; ++k) {
    for (double r = 0.05; r < 40.0; r *= 1.07) {
      CAPTURE(k, r);
      const double p = value(k, r);
      CHECK(laws.scaled_pressure(r, k) == Approx(p < 1e-4 ? 0.0 : p).epsilon(1e-9));
      if (p < 1e-3) continue;
      // The largest distance at which the value is reached, by looking inwards from far away.
      double farthest = 4e3;
      while (farthest > 0.01 && value(k, farthest) < p * (1.0 - 1e-12)) farthest /= 1.0005;
      CHECK(*laws.scaled_distance(p, k) == Approx(farthest).epsilon(1e-3));
    }
    // Pieces join within 1.5 %.
    for (const Law& law : published) {
      if (law.blast_class != k || law.to > 1e8) continue;
      CHECK(laws.scaled_pressure(law.to * 1.000001, k) == Approx(laws.scaled_pressure(law.to, k)).epsilon(0.06));
    }
  }
  // Classes 7 to 10 give one area at 10 kPa: they share the far field.
  const double area = *laws.scaled_distance(0.1, 7.0);
  for (const double k : {8.0, 9.0, 10.0}) CHECK(*laws.scaled_distance(0.1, k) == Approx(area).epsilon(1e-12));
  CHECK_FALSE(laws.scaled_distance(0.02, 1.0));
  // Between two classes: log-linear at one distance, and back.
  const double between = laws.scaled_pressure(1.3, 5.5);
  CHECK(between == Approx(std::sqrt(value(5, 1.3) * value(6, 1.3))).epsilon(1e-9));
  CHECK(*laws.scaled_distance(between, 5.5) == Approx(1.3).epsilon(1e-9));
}

TEST_CASE("a room: the gas of a rack gathers too, and drifts away too") {
  const SystemText room{.kind = "eos_gebouw",
                        .energy = "2 MWh",
                        .size = "lengte = \"20 m\", breedte = \"10 m\", hoogte = \"5 m\"",
                        .more = "ruimte = { inhoud = \"300 m3\", midden = [155000, 463000] }\n"};
  const Study rack = study_of(room);
  SystemText by_module = room;
  by_module.more += deviation("s2.gas_basis.gebouw", "\"module\"");
  const Study module = study_of(by_module);
  // 350 kWh in modules of 50 kWh: seven, six steps of 12 min and 30 min for the last.
  const double minutes = 6.0 * 12.0 + 30.0;
  const auto rate = [](const Study& s) {
    return 1e3 * source_of<ToxicSource>(s, ScenarioKind::S3VentGas).substances.at(0).rate.kg_per_s();
  };
  CHECK(rate(module) == Approx(60.0 * 50.0 / 1800.0).epsilon(1e-9));
  CHECK(rate(rack) == Approx(60.0 * 350.0 / (60.0 * minutes)).epsilon(1e-9));
  CHECK(source_of<ToxicSource>(rack, ScenarioKind::S3VentGas).duration.min() == Approx(30.0));
  // Free volume 120 m3: 17.5 m3 of gas of a module are 14 %, 122.5 m3 of a rack 64 %.
  const double c = 1.0 - std::exp(-350.0 * 0.35 / 120.0);
  const double filled = std::min(120.0, c * 120.0 / 0.2833);
  CHECK(source_of<ExplosionSource>(rack, ScenarioKind::S2Explosion).energy.j() == Approx(2.89e6 * filled).epsilon(1e-9));
  CHECK(source_of<ExplosionSource>(module, ScenarioKind::S2Explosion).energy.j() <
        source_of<ExplosionSource>(rack, ScenarioKind::S2Explosion).energy.j());
}

TEST_CASE("ev.p_s2_after_fire: an explosion after the fire, with its own frequency") {
  const Study without = study_of({}, {"S2"});
  const Study with = study_of({.more = deviation("ev.p_s2_after_fire", "0.2")}, {"S2"});
  REQUIRE(without.scenarios.size() == 1);
  REQUIRE(with.scenarios.size() == 2);
  CHECK(with.scenarios[1].id == "eos/S2-na-S4");
  // 0.2 per GW and year, 2.5 MW, half of the fires grow.
  CHECK(with.scenarios[1].frequency.per_year() == Approx(0.2 * 2.5e-3 * 0.5 * 0.2).epsilon(1e-9));
  CHECK(std::get<ExplosionSource>(with.scenarios[1].source) == std::get<ExplosionSource>(with.scenarios[0].source));
}
