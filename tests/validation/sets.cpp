#include "validation/sets.hpp"

#include "support/csv.hpp"
#include "support/paths.hpp"

#include "batterisk/core/base/root.hpp"
#include "batterisk/core/effect/accumulation.hpp"
#include "batterisk/core/effect/deflagration.hpp"
#include "batterisk/core/effect/dense_gas.hpp"
#include "batterisk/core/effect/heat_radiation.hpp"
#include "batterisk/core/effect/source_term.hpp"
#include "batterisk/core/effect/wind_profile.hpp"
#include "batterisk/core/rules/multi_energy_table.hpp"

#include <chrono>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>

namespace batterisk::test {
namespace {

using std::numbers::pi;

std::vector<CsvRow> rows_of(const std::string& file) { return read_csv(source_folder() / "tests/validation" / file); }

// Model and measurement of a row.
using Pair = std::function<Compared(const CsvRow&)>;
// Name of the part that a row belongs to.
using Part = std::function<std::string(const CsvRow&)>;

// The whole set, and then each part of it.
void add(std::vector<Comparison>& list, const Comparison& head, const std::string& file, const Pair& pair,
         const Part& part = {}, const std::function<bool(const CsvRow&)>& counts = {}) {
  Comparison whole = head;
  std::map<std::string, std::vector<Compared>> parts;
  for (const CsvRow& row : rows_of(file)) {
    if (counts && !counts(row)) continue;
    whole.pairs.push_back(pair(row));
    if (part) parts[part(row)].push_back(whole.pairs.back());
  }
  list.push_back(whole);
  for (auto& [name, pairs] : parts) {
    Comparison of_part = head;
    of_part.part = name;
    of_part.pairs = std::move(pairs);
    list.push_back(std::move(of_part));
  }
}

std::function<bool(const CsvRow&)> where(const std::string& column, const std::string& value) {
  return [=](const CsvRow& row) { return row.text(column) == value; };
}

// ---- torches

void add_torches(const Method& m, std::vector<Comparison>& list) {
  const S1Rules& s1 = m.rules.method.s1;
  const auto distance = [&](const CsvRow& row) {
    const Torch torch(torch_power(Energy::kwh(row.number("energy_kwh")), {s1.q_ref.value, s1.e_ref.value, s1.m.value}),
                      m.models.torch);
    return Compared{torch_axis_distance(torch, m.rules.method.brand.area_flux.value).m(), row.number("from_wall_m")};
  };
  add(list, {"RIVM 2024, module", "torch (S1)", "", "10 kW/m2 from the wall", "m", "", true, "fitted; a result, no measurement"},
      "published/rivm-2024-brand.csv", distance, {}, where("case", "module"));
  add(list, {"RIVM 2024, rack", "torch (S1)", "", "10 kW/m2 from the wall", "m", "", true, "a result, no measurement"},
      "published/rivm-2024-brand.csv", distance, {}, where("case", "rack"));
  const auto jet = [&](const CsvRow& row) {
    constexpr double heat_of_hydrogen_j_per_kg = 119.96e6;  // lower heating value
    const Power heat = Power::w(row.number("flow_kg_per_s") * heat_of_hydrogen_j_per_kg);
    return Compared{jet_flame_length(heat, m.models.torch.length_law).m(), row.number("flame_length_m")};
  };
  add(list, {"Imamura 2008", "torch (S1)", "", "length of a hydrogen jet flame", "m"}, "published/imamura-2008-fig3.csv", jet);
  add(list, {"Houf and Schefer 2007", "torch (S1)", "", "length of a hydrogen jet flame", "m"},
      "published/houf-schefer-2007-fig5.csv", jet);
  list.push_back({"UL FSRI 2020, module", "torch (S1)", "", "power", "MW", "", true,
                  "largest heat release of one module of 3.21 kWh, MIT (c) 2022 UL FSRI", {}});
  constexpr double measured_mw = 0.4139;
  list.back().pairs = {
      {torch_power(Energy::kwh(3.21), {s1.q_ref.value, s1.e_ref.value, s1.m.value}).mw(), measured_mw}};
}

// ---- standing flames

// Flux on an upright surface beside a flame on the ground, with the radiant fraction of the test.
Compared beside_burner(const CsvRow& row, const std::string& flux_column, double height_m, double radius_m, double power_mw,
                       double diameter_m) {
  const Power heat = Power::mw(power_mw);
  const Length diameter = Length::m(diameter_m);
  const Length flame = std::max(Length::m(1e-3), heskestad_length(heat, diameter));
  const ViewFactor view = cylinder_view_factor(0.5 * diameter, Length::m(-height_m), flame - Length::m(height_m),
                                               Length::m(std::max(radius_m, 0.51 * diameter_m)));
  const HeatFlux sep = energy_sep(heat, row.number("radiant_fraction"), diameter, flame);
  return {sep.kw_per_m2() * view.vertical, row.number(flux_column)};
}

void add_flames(const Method& m, std::vector<Comparison>& list) {
  add(list, {"Hamins 2016, P1-P34", "radiant fraction", "", "radiant fraction", "-"}, "published/hamins-2016-propane.csv",
      [&](const CsvRow& row) { return Compared{m.models.torch.radiant_fraction, row.number("radiant_fraction")}; });
  const auto burner = [](const CsvRow& row) {
    return beside_burner(row, "flux_kw_m2", row.number("height_m"), row.number("radius_m"), row.number("power_mw"),
                         row.number("diameter_m"));
  };
  // Beside the flame, up to its mean height: above it, and over a burner that is wider than its flame is high, there is no
  // cylinder to look at.
  const auto beside = [&](const std::string& set, double least_mw) {
    return [=](const CsvRow& row) {
      const Length diameter = Length::m(row.number("diameter_m"));
      const Length flame = heskestad_length(Power::mw(row.number("power_mw")), diameter);
      return row.text("set") == set && row.number("power_mw") >= least_mw && row.number("flux_kw_m2") > 0.0 &&
             row.number("height_m") <= flame.m() && row.number("radius_m") > 0.5 * diameter.m() && flame > 0.5 * diameter;
    };
  };
  const std::string file = "gas-burners/radiometers.csv";
  add(list, {"NIST structure separation, from 2 MW", "flame beside a burner", "", "heat flux", "kW/m2", "", true, "radiant fraction of the test"}, file, burner, {},
      beside("NIST separation", 2.0));
  add(list, {"Fleury, 0.1-0.3 MW", "flame beside a burner", "", "heat flux", "kW/m2", "", true, "radiant fraction of the test"}, file, burner, {}, beside("Fleury", 0.0));
  add(list, {"Hamins, 0.4-210 kW", "flame beside a burner", "", "heat flux", "kW/m2", "", true, "radiant fraction of the test"}, file, burner, {}, beside("Hamins", 0.0));

  // The flame of S4 on the ground, with the radiant fraction of the method.
  const auto pool = [&](bool cap) {
    return [&m, cap](const CsvRow& row) {
      const double d = row.number("diameter_m");
      const Power heat = Power::mw(row.number("burning_kg_m2_s") * pi / 4.0 * d * d * row.number("heat_mj_kg"));
      FlameEmission emission = m.models.flame_emission;
      emission.mudan_cap = cap;
      const FlameCylinder flame = roof_flame(heat, m.models.torch.radiant_fraction, Area::m2(pi / 4.0 * d * d),
                                             m.models.flame_diameter_divisor, emission);
      const Length shift = tilt_shift(flame, flame_tilt(flame.diameter, Speed::m_per_s(row.number("wind_m_s")),
                                                        m.models.air_viscosity.m2_per_s(), m.models.air.gravity_m_per_s2));
      const Length x = std::max(Length::m(0.505 * d), Length::m(row.number("radius_m")) - shift);
      return Compared{flame_flux_w_per_m2(flame, Length::m(-1e-6), x, m.models.torch.transmissivity) / 1e3,
                      row.number("flux_kw_m2")};
    };
  };
  for (const char* set : {"Montoir", "Phoenix"}) {
    for (const bool cap : {false, true}) {
      add(list, {std::string{set} + ", LNG pool fires", "flame of S4", cap ? "flame.sep_cap = aan" : "flame.sep_cap = uit",
                 "heat flux", "kW/m2"},
          "pool-fires/radiometers.csv", pool(cap), {}, where("set", set));
    }
  }
}

// ---- fires over time

void add_durations(const Method& m, std::vector<Comparison>& list) {
  const auto& fire = m.rules.method.fire;
  add(list, {"makers' burn tests", "fire of S4", "", "duration to 95 % of the heat", "h", "", false, "press"},
      "published/burn-tests-5-mwh.csv", [&](const CsvRow& row) {
        const Energy energy = Energy::kwh(row.number("energy_kwh"));
        const FireProfile profile(
            energy, fire_duration(energy, {fire.t_e_min.value, fire.t_e.value, fire.t_e_ref.value, fire.t_e_exponent.value}),
            {fire.k.value, fire.alpha.value, fire.f_pk.value, fire.f_plateau.value});
        const double out_s = find_root(
            [&](double t) { return profile.released(Time::s(t)).j() / profile.total().j() - 0.95; }, 60.0, 1e6, 1e-9);
        return Compared{out_s / 3600.0, row.number("duration_h")};
      });
}

// ---- gas in the air

void add_plumes(const Method& m, std::vector<Comparison>& list) {
  struct Version {
    const char* name;
    TransportWind wind;
  };
  for (const Version& version : {Version{"disp.u_ref = pluim", TransportWind::Plume}, Version{"disp.u_ref = u10", TransportWind::U10},
                                 Version{"disp.u_ref = release", TransportWind::Release}}) {
    const auto prediction = [&m, version](const CsvRow& row) {
      SigmaParameters sigma = m.models.sigma;
      sigma.roughness = Length::m(0.006);
      const auto stability = static_cast<Stability>(row.text("class").front() - 'A');
      const Length height = Length::m(0.46);
      const PlumeWind wind = plume_wind(Speed::m_per_s(row.number("wind_10m_m_s")), stability, sigma.roughness, height,
                                        version.wind, m.models.lid, m.models.least_wind);
      const PlumeKernel kernel(sigma, wind, {.height = height}, Length::m(1.5));
      return Compared{1e6 * 1e-3 * row.number("rate_g_s") * std::exp(kernel.ln_dilution(row.number("arc_m"))),
                      row.number("largest_mg_m3")};
    };
    const Comparison head{"Prairie Grass 1956", "plume", version.name, "largest concentration of an arc", "mg/m3"};
    add(list, head, "prairie-grass/arcs.csv", prediction, [](const CsvRow& row) { return row.text("arc_m") + " m"; });
    if (version.wind != TransportWind::Plume) continue;
    std::vector<Comparison> by_class;
    add(by_class, head, "prairie-grass/arcs.csv", prediction, [](const CsvRow& row) { return "class " + row.text("class"); });
    list.insert(list.end(), by_class.begin() + 1, by_class.end());
  }
  for (const WakeGrowth growth : {WakeGrowth::Distance, WakeGrowth::Direct}) {
    const bool grows = growth == WakeGrowth::Distance;
    add(list, {"ARCON96, 10-500 m, D5", "wake", grows ? "wake.growth = afstand" : "wake.growth = direct", "concentration per rate",
               "s/m3", "", true, "a model, no measurements"},
        "wake/arcon96.csv",
        [&m, grows](const CsvRow& row) {
          const Length width = Length::m(row.number("width_m"));
          const Length height = Length::m(row.number("height_m"));
          PlumeSource source;
          source.wake = wake_spread(width, height, m.models.wake);
          if (grows) source.wake_growth = wake_growth_length(width, height);
          const PlumeWind wind = plume_wind(Speed::m_per_s(5.0), Stability::D, m.models.sigma.roughness, height,
                                            m.models.transport_wind, m.models.lid, m.models.least_wind);
          const PlumeKernel kernel(m.models.sigma, wind, source, Length::m(0.0));
          return Compared{std::exp(kernel.ln_dilution(row.number("distance_m"))), row.number("arcon96_s_m3")};
        },
        [](const CsvRow& row) { return row.text("obstacle"); },
        [](const CsvRow& row) {
          return row.text("class") == "D" && row.number("wind_m_s") == 5.0 && row.number("distance_m") <= 500.0;
        });
  }
  add(list, {"Burro, Coyote and Maplin Sands", "dense gas", "", "largest concentration of an arc", "vol%"},
      "lng-dispersion/arcs.csv", [](const CsvRow& row) {
        constexpr double cloud_kg_per_m3 = 1.76;  // methane at its boiling point
        const double air_k = row.number("air_temperature_c") + 273.15;
        const DenseGasRelease release{row.number("rate_kg_s") / cloud_kg_per_m3, Density::kg_per_m3(cloud_kg_per_m3),
                                      Temperature::k(111.15), Density::kg_per_m3(1.225 * 288.15 / air_k),
                                      Temperature::k(air_k), Speed::m_per_s(row.number("wind_10m_m_s")), 9.81};
        return Compared{100.0 * britter_mcquaid_fraction(release, Length::m(row.number("distance_m"))).value(),
                        row.number("measured_vol_pct")};
      });
  add(list, {"butane cloud", "dense gas", "", "distance to half the LFL", "m", "", true, "another program"},
      "published/butane-cloud-2021.csv", [](const CsvRow& row) {
        const double density = row.number("cloud_density_kg_per_m3");
        const DenseGasRelease release{row.number("mass_rate_kg_per_s") / density,
                                      Density::kg_per_m3(density),
                                      Temperature::k(row.number("cloud_temperature_k")),
                                      Density::kg_per_m3(row.number("air_density_kg_per_m3")),
                                      Temperature::k(row.number("air_temperature_k")),
                                      Speed::m_per_s(row.number("wind_10m_m_per_s")),
                                      row.number("gravity_m_per_s2")};
        const double distance = find_root(
            [&](double x) { return row.number("fraction") - britter_mcquaid_fraction(release, Length::m(x)).value(); }, 30.0,
            1e4, 1e-9);
        return Compared{distance, row.number("distance_m")};
      });
}

// ---- explosion

void add_explosions(const Method& m, std::vector<Comparison>& list) {
  add(list, {"NIST helium 2009, one opening", "accumulation", "", "mean concentration at the end", "vol%"},
      "accumulation/nist-helium-2009.csv",
      [](const CsvRow& row) {
        const double litres_per_min = row.number("release_s") < 4000.0 ? 14.8 : 3.71;
        const Accumulation box{litres_per_min / 60e3, Volume::m3(1.5 * 1.5 * 0.75), AirChange::per_h(0.0)};
        return Compared{100.0 * concentration_after(box, Time::s(row.number("release_s"))).value(), row.number("mean_vol_pct")};
      },
      {}, [](const CsvRow& row) { return row.text("vent") != "ULV"; });
  add(list, {"NIST helium 2009, one opening", "accumulation", "s2.c_local times the mean", "largest concentration", "vol%"},
      "accumulation/nist-helium-2009.csv",
      [&](const CsvRow& row) {
        return Compared{m.rules.method.s2.c_local.value * row.number("mean_vol_pct"), row.number("largest_vol_pct")};
      },
      {}, [](const CsvRow& row) { return row.text("vent") != "ULV"; });
  for (const double wrinkling : {3.0, 2.0, 1.0}) {
    add(list, {"FM Global, methane in 63.7 m3", "vented deflagration", "s2.chi_f = " + std::to_string(static_cast<int>(wrinkling)),
               "largest pressure", "kPa"},
        "vented-deflagration/fm-global-methane.csv", [&, wrinkling](const CsvRow& row) {
          const S2Rules& s2 = m.rules.method.s2;
          // Methane near stoichiometric: 0.38 m/s, 8.2 bar absolute.
          const DeflagrationResult result = vented_deflagration({.volume = Volume::m3(63.7),
                                                                 .burning_velocity = Speed::m_per_s(0.38),
                                                                 .pressure_exponent = s2.ode_eps.value,
                                                                 .wrinkling = wrinkling,
                                                                 .ambient = m.models.air.pressure,
                                                                 .maximum = Pressure::pa(8.2e5),
                                                                 .density = s2.ode_rho_0.value,
                                                                 .gamma = s2.ode_gamma.value,
                                                                 .vent = Area::m2(row.number("vent_m2")),
                                                                 .opening = Overpressure::pa(0.0),
                                                                 .discharge = s2.ode_cd.value});
          return Compared{result.reduced.kpa(), row.number("peak_kpa")};
        });
  }
  // Whether the container explodes: concentration of one module in it over the lower limit.
  for (const bool free_volume : {true, false}) {
    const MethodRules& rules = m.rules.method;
    const double volume = 33.2 * (free_volume ? rules.inv.v_free_frac.value : 1.0);
    const double gas = 3.21 * rules.gas.v_spec.of(VentGas::Nmc).value.si() * 3.6e6;
    const double ratio =
        rules.s2.c_local.value * (1.0 - std::exp(-gas / volume)) / rules.gas.lfl.of(VentGas::Nmc).value.value();
    Comparison c{"UL FSRI 2020, containers", "explosion (S2)", free_volume ? "free volume of the method" : "whole volume",
                 "local concentration over the LFL", "-", "", true, "3 of 3 exploded; above 1 the model says so", {}};
    c.pairs.assign(rows_of("ess-container/tests.csv").size(), {ratio, 1.0});
    list.push_back(std::move(c));
  }
  // Curves of the multi-energy method where they fall, against the laws that the set gives.
  const auto laws = load_multi_energy_curves(load_rule_catalog(rules_folder()), BlastCurves::Johansson);
  const auto surrogate = load_multi_energy_curves(load_rule_catalog(rules_folder()), BlastCurves::Surrogaat);
  for (const int blast_class : {1, 2, 3, 4, 5, 6, 7, 10}) {
    Comparison c{"TNO curves (Johansson 2017)", "blast", "blast.curves = surrogaat", "scaled overpressure, R' 0.5-10", "-",
                 "class " + std::to_string(blast_class), true, "published curves, no measurements", {}};
    for (double r = 0.5; r <= 10.0; r *= 1.15) {
      const auto at = [&](const MultiEnergyCurves& curves) {
        return std::visit([&](const auto& form) { return form.scaled_pressure(r, blast_class); }, curves);
      };
      c.pairs.push_back({at(surrogate), at(laws)});
    }
    list.push_back(std::move(c));
  }
}

}  // namespace

Method newest_method() {
  using namespace std::chrono;
  RuleSelection selection;
  selection.method = "referentie";
  selection.peildatum = year{2026} / 12 / 1;
  RuleSet set = load_rule_set(load_rule_catalog(rules_folder()), selection);
  UsedKeys used;
  EffectModels models = effect_models(set, used);
  return {std::move(set), std::move(models)};
}

std::vector<Comparison> comparisons(const Method& method) {
  std::vector<Comparison> list;
  add_torches(method, list);
  add_flames(method, list);
  add_durations(method, list);
  add_plumes(method, list);
  add_explosions(method, list);
  return list;
}

}  // namespace batterisk::test
