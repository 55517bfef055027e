#include "batterisk/core/effect/source_term.hpp"
#include "random.hpp"
#include "reference_parameters.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace batterisk;

namespace {

Approx near(double value, double relative) {
  return Approx(value).epsilon(relative).margin(0);
}

FireProfile profile(double kwh) {
  return {Energy::kwh(kwh), fire_duration(Energy::kwh(kwh), reference::fire_duration_law), reference::fire};
}

double largest_mean_by_search(const FireProfile& p, double window) {
  double best = 0.0;
  const double end = p.growth_time().s() + p.plateau_time().s() + window;
  for (int i = 0; i <= 20000; ++i) {
    const double t = end * i / 20000;
    best = std::max(best, (p.released(Time::s(t + window)).j() - p.released(Time::s(t)).j()) / window);
  }
  return best;
}

CellChain chain() {
  return {10, 3, Mass::kg(0.35), Time::s(268), Time::s(35)};
}

}  // namespace

TEST_CASE("golden 45: vent-gas mixtures", "[source][golden]") {
  struct Row {
    std::array<GasComponent, 6> gas;
    double lfl, mj_per_kg, mj_per_m3, molar_mass, x_st, e_mix;
  };
  const Row rows[]{
      {reference::vent_gas(30.0, 24.9, 27.6, 8.6, 7.7, 1.2), 6.81, 14.60, 15.11, 23.19, 22.2, 3.18},
      {reference::vent_gas(30.8, 41.2, 13.0, 6.8, 8.2, 0.0), 7.61, 10.64, 12.24, 25.79, 25.9, 3.00},
      {reference::vent_gas(30.9, 53.0, 4.8, 4.1, 6.8, 0.3), 8.66, 7.71, 9.61, 27.95, 30.6, 2.79}};
  for (const auto& row : rows) {
    const auto mix = gas_mixture(row.gas);
    CHECK(100 * mix.lfl.value() == near(row.lfl, 3e-3));
    CHECK(mix.heat.mj_per_kg() == near(row.mj_per_kg, 3e-3));
    CHECK(mix.heat_per_volume.mj_per_m3() == near(row.mj_per_m3, 3e-3));
    CHECK(mix.molar_mass.g_per_mol() == near(row.molar_mass, 3e-3));
    CHECK(100 * mix.stoichiometric.value() == near(row.x_st, 3e-3));
    CHECK(mix.stoichiometric_heat.mj_per_m3() == near(row.e_mix, 3e-3));
  }
}

TEST_CASE("a pure gas keeps its own limits", "[source]") {
  const GasComponent methane[]{reference::ch4(0.4)};
  const auto mix = gas_mixture(methane);
  CHECK(mix.lfl.value() == near(0.05, 1e-12));
  CHECK(mix.molar_mass.g_per_mol() == near(16.04, 1e-12));
  CHECK(mix.stoichiometric.value() == near(1 / (1 + 2 / 0.2095), 1e-12));
  const GasComponent inert[]{reference::co2(1)};
  CHECK_THROWS_AS(gas_mixture(inert), std::domain_error);
}

TEST_CASE("golden 46: mean heat release and the S4 profile of 5 MWh", "[source][golden]") {
  const auto mean = [](double kwh, double s) { return 10 * Energy::kwh(kwh).j() / s / 1e6; };
  CHECK(mean(50, 900) == near(2.0, 1e-3));
  CHECK(mean(400, 3600) == near(4.0, 1e-3));
  CHECK(mean(5000, 25 * 3600) == near(2.0, 1e-3));
  const auto p = profile(5000);
  CHECK(p.peak().mw() == near(8.0, 1e-3));
  CHECK(p.growth_time().s() == near(412.6, 1e-3));
  CHECK(p.plateau_time().h() == near(4.962, 1e-3));
  CHECK(p.decay_time().h() == near(1.25, 1e-3));
  CHECK(species_rate(MassPerEnergy::g_per_kwh(60), Energy::kwh(5000), p.peak(), p.total()).g_per_s() ==
        near(13.33, 1e-3));
}

TEST_CASE("golden 48: the heat released is the total, the species released is the yield",
          "[source][golden]") {
  for (const double kwh : {0.001, 1.0, 50.0, 400.0, 1000.0, 5000.0, 1e5}) {
    const auto p = profile(kwh);
    CHECK(p.total().j() == near(10 * Energy::kwh(kwh).j(), 1e-15));
    const double t2 = p.growth_time().s() + p.plateau_time().s();
    // Growth, plateau and decay integrated by hand.
    const double sum = p.peak().w() * (p.growth_time().s() / 3 + p.plateau_time().s() + p.decay_time().s());
    CHECK(sum == near(p.total().j(), 1e-12));
    CHECK(p.released(Time::s(t2 + 60 * p.decay_time().s())).j() == near(p.total().j(), 1e-12));
    CHECK(p.released(Time::s(t2)).j() == near(0.8 * p.total().j(), 1e-12));
    const double rate =
        species_rate(MassPerEnergy::g_per_kwh(60), Energy::kwh(kwh), Power::w(1), p.total()).g_per_s();
    CHECK(rate * p.total().j() == near(60 * kwh, 1e-12));
  }
  const auto box = box_release(MassPerEnergy::g_per_kwh(60), Energy::kwh(50), Time::s(1800));
  CHECK(box.rate.g_per_s() * box.duration.s() == near(60.0 * 50.0, 1e-12));
  const auto c = chain();
  CHECK(cell_chain_released(c, cell_chain_duration(c)).kg() == near(10 * 0.35, 1e-12));
}

TEST_CASE("S3 module: HF 1.67 g/s and CO 0.53 g/s for 50 kWh LFP", "[source]") {
  CHECK(box_release(MassPerEnergy::g_per_kwh(60), Energy::kwh(50), Time::s(1800)).rate.g_per_s() ==
        near(1.67, 3e-3));
  CHECK(box_release(MassPerEnergy::g_per_kwh(19), Energy::kwh(50), Time::s(1800)).rate.g_per_s() ==
        near(0.53, 6e-3));
}

TEST_CASE("fire profile: continuous, and a brief fire keeps its total without a plateau", "[source]") {
  const auto p = profile(5000);
  const double t1 = p.growth_time().s();
  const double t2 = t1 + p.plateau_time().s();
  CHECK(p.at(Time::s(0)).w() == 0.0);
  CHECK(p.at(Time::s(-5)).w() == 0.0);
  CHECK(p.at(Time::s(0.5 * t1)).w() == near(47 * 0.25 * t1 * t1, 1e-12));
  CHECK(p.at(Time::s(t1 * (1 - 1e-12))).w() == near(p.peak().w(), 1e-10));
  CHECK(p.at(Time::s(t2 + 1e-6)).w() == near(p.peak().w(), 1e-8));
  CHECK(p.at(Time::s(t2 + p.decay_time().s())).w() == near(p.peak().w() / std::exp(1.0), 1e-12));
  const FireProfile brief{Energy::kwh(50), Time::s(60), reference::fire};
  CHECK(brief.plateau_time().s() == 0.0);
  CHECK(brief.peak().mw() < 4 * 1800.0 / 60.0);
  CHECK(brief.peak().w() == near(47 * std::pow(brief.growth_time().s(), 2), 1e-12));
  CHECK(brief.released(brief.growth_time()).j() == near(0.8 * brief.total().j(), 1e-12));
  CHECK(brief.released(Time::h(10)).j() == near(brief.total().j(), 1e-12));
}

TEST_CASE("largest moving mean: the peak on a long plateau, else the best window", "[source]") {
  CHECK(profile(5000).largest_mean(Time::min(30)).w() == profile(5000).peak().w());
  const Time half_hour = Time::min(30);
  // Short fires: plateau below 30 min.
  for (const double duration : {60.0, 900.0, 2000.0, 7200.0}) {
    for (const double kwh : {0.5, 5.0, 50.0, 400.0}) {
      const FireProfile p{Energy::kwh(kwh), Time::s(duration), reference::fire};
      const double best = largest_mean_by_search(p, 1800);
      const double mean = p.largest_mean(half_hour).w();
      CHECK(mean >= best * (1 - 1e-12));
      CHECK(mean == near(best, 1e-4));
      CHECK(mean * 1800 <= p.total().j());
    }
  }
}

TEST_CASE("cell chain: rate, released mass and moving mean", "[source]") {
  const auto c = chain();
  CHECK(cell_chain_duration(c).s() == near(3 * 268 + 35, 1e-15));
  CHECK(cell_chain_rate(c, Time::s(-1)).kg_per_s() == 0.0);
  CHECK(cell_chain_rate(c, Time::s(10)).kg_per_s() == near(3 * 0.35 / 35, 1e-12));
  CHECK(cell_chain_rate(c, Time::s(100)).kg_per_s() == 0.0);
  CHECK(cell_chain_rate(c, Time::s(3 * 268 + 1)).kg_per_s() == near(0.35 / 35, 1e-12));  // the rest: one cell
  CHECK(cell_chain_released(c, Time::s(268)).kg() == near(3 * 0.35, 1e-12));
  CHECK(cell_chain_released(c, Time::s(268 + 17.5)).kg() == near(4.5 * 0.35, 1e-12));
  CHECK(cell_chain_largest_mean(c, Time::s(35)).kg_per_s() == near(3 * 0.35 / 35, 1e-12));
  CHECK(cell_chain_largest_mean(c, Time::s(1800)).kg_per_s() == near(10 * 0.35 / 1800, 1e-12));
  // Overlapping groups reach the plateau N_par m/tau_p.
  const CellChain overlapping{400, 2, Mass::kg(0.3), Time::s(10), Time::s(40)};
  CHECK(cell_chain_rate(overlapping, Time::s(1000)).kg_per_s() == near(2 * 0.3 / 10, 1e-12));
  CHECK(cell_chain_largest_mean(overlapping, Time::s(400)).kg_per_s() == near(2 * 0.3 / 10, 1e-12));
  CHECK_THROWS_AS(cell_chain_rate({0, 1, Mass::kg(1), Time::s(1), Time::s(1)}, Time::s(0)),
                  std::domain_error);
}

TEST_CASE("cell chain: the released mass is the integral of the rate", "[source]") {
  const CellChain c{23, 4, Mass::kg(0.3), Time::s(13), Time::s(40)};
  const double dt = 0.5;
  double sum = 0.0;
  for (int i = 0; i * dt < 130; ++i) {
    sum += cell_chain_rate(c, Time::s((i + 0.25) * dt)).kg_per_s() * dt;
    CHECK(cell_chain_released(c, Time::s((i + 1) * dt)).kg() == near(sum, 1e-12));
  }
}

TEST_CASE("cell chain: the largest mean is that of the best of all windows", "[source]") {
  // Groups that last and overlap differently, the last one smaller: the best window may end with one of them.
  const CellChain chains[]{{5, 4, Mass::kg(0.3), Time::s(50), Time::s(8)},
                           {9, 4, Mass::kg(0.3), Time::s(13), Time::s(40)},
                           {1, 1, Mass::kg(0.3), Time::s(13), Time::s(40)},
                           {6, 5, Mass::kg(0.2), Time::s(20), Time::s(25)}};
  for (const CellChain& c : chains) {
    for (const double window : {5.0, 17.0, 33.0, 52.0, 90.0}) {
      double best = 0.0;
      for (double from = -window; from < cell_chain_duration(c).s(); from += 0.25) {
        best = std::max(best, (cell_chain_released(c, Time::s(from + window)).kg() -
                               cell_chain_released(c, Time::s(from)).kg()) / window);
      }
      INFO(c.cells << " cells, window " << window);
      CHECK(cell_chain_largest_mean(c, Time::s(window)).kg_per_s() == near(best, 1e-12));
    }
  }
}

TEST_CASE("torch power: two thirds law", "[source]") {
  const auto q = [](double kwh) { return torch_power(Energy::kwh(kwh), reference::torch_power_law).mw(); };
  CHECK(q(50) == near(19.02, 1e-14));
  CHECK(q(400) == near(4 * 19.02, 1e-12));
  CHECK_THROWS_AS(q(0), std::domain_error);
}

TEST_CASE("fire duration: 25 h per 5 MWh, at least 2 h", "[source]") {
  const auto t = [](double kwh) { return fire_duration(Energy::kwh(kwh), reference::fire_duration_law).h(); };
  CHECK(t(5000) == near(25, 1e-14));
  CHECK(t(400) == near(2, 1e-14));
  CHECK(t(1) == 2.0);
}

TEST_CASE("gas volume with the state-of-charge curve", "[source]") {
  const SocPoint lfp[]{
      {Ratio::of(0.25), 0.1}, {Ratio::of(0.5), 0.7}, {Ratio::of(0.75), 0.9}, {Ratio::of(1), 1.0}};
  CHECK(soc_factor(lfp, Ratio::of(0)) == 0.1);
  CHECK(soc_factor(lfp, Ratio::of(0.25)) == 0.1);
  CHECK(soc_factor(lfp, Ratio::of(0.4)) == near(0.46, 1e-12));
  CHECK(soc_factor(lfp, Ratio::of(1)) == 1.0);
  CHECK_THROWS_AS(soc_factor(lfp, Ratio::of(1.1)), std::domain_error);
  CHECK_THROWS_AS(soc_factor({}, Ratio::of(0.5)), std::domain_error);
  CHECK(gas_volume(Energy::kwh(50), VolumePerEnergy::m3_per_kwh(0.35), 1.0).m3() == near(17.5, 1e-12));
}

TEST_CASE("yields derived from composition: CO of inert vent gas, HF bound of the salt", "[source]") {
  const auto co = [](double x, double v) {
    return vent_gas_yield(Ratio::of(x), VolumePerEnergy::m3_per_kwh(v), MolarMass::g_per_mol(28.01))
        .g_per_kwh();
  };
  CHECK(co(0.048, 0.35) == Approx(19).margin(0.5));
  CHECK(co(0.130, 0.66) == Approx(98).margin(0.5));
  CHECK(co(0.276, 0.67) == Approx(211).margin(1.0));
  const auto hf = [](double kg_per_kwh) {
    return salt_hf_bound(Molality::mol_per_kg(0.80), Ratio::of(0.13), MassPerEnergy::kg_per_kwh(kg_per_kwh))
        .g_per_kwh();
  };
  CHECK(hf(6.0) == Approx(75).margin(0.5));
  CHECK(hf(4.0) == Approx(50).margin(0.5));
}

TEST_CASE("golden 47: oxygen-limited store fire", "[source][golden]") {
  CHECK(oxygen_demand(reference::pgs15_fuel) == near(7.69, 1e-3));
  const double supply = oxygen_supply_kmol_per_s(Volume::m3(1800), AirChange::per_h(4));
  CHECK(supply == near(0.025, 2e-3));
  CHECK(oxygen_limited_burning(supply, reference::pgs15_fuel).kg_per_s() == near(0.530, 2e-3));
  CHECK(area_limited_burning(MassFlux::kg_per_m2_s(0.025), Area::m2(300)).kg_per_s() == near(7.5, 1e-12));
}

TEST_CASE("store fire: three treatments of the oxygen limit", "[source]") {
  const auto b = [](OxygenLimit limit, double phi) {
    return store_burning(MassRate::kg_per_s(7.5), MassRate::kg_per_s(0.53), limit, phi).kg_per_s();
  };
  CHECK(b(OxygenLimit::Uit, 0.5) == 7.5);
  CHECK(b(OxygenLimit::Aan, 0.5) == 0.53);
  CHECK(b(OxygenLimit::Deels, 0.5) == near(1.06, 1e-12));
  CHECK(b(OxygenLimit::Deels, 1.0) == 7.5);
  CHECK(b(OxygenLimit::Deels, 0.99) == 7.5);
  CHECK_THROWS_AS(b(OxygenLimit::Deels, 1.5), std::domain_error);
}

TEST_CASE("NO2 of packaging nitrogen", "[source]") {
  const auto no2 =
      packaging_product_rate(MassRate::kg_per_s(7.5), Ratio::of(0.10), Ratio::of(0.10), 46.006 / 14.007);
  CHECK(no2.kg_per_s() == near(7.5 * 0.01 * 46.006 / 14.007, 1e-12));
}

TEST_CASE("store fire: energy rate of the batteries and the duration of the release", "[source]") {
  const auto e =
      store_energy_rate(MassRate::kg_per_s(7.5), Ratio::of(1), MassPerEnergy::kg_per_kwh(6), Ratio::of(0.16));
  CHECK(e.w() == near(7.5 / 0.96 * 3.6e6, 1e-12));
  CHECK(store_release_duration(Energy::kwh(1000), e, Time::min(30)).s() == near(1000 / (7.5 / 0.96), 1e-12));
  CHECK(store_release_duration(Energy::kwh(1e6), e, Time::min(30)).min() == near(30, 1e-14));
}

TEST_CASE("source terms: values outside the domain are refused", "[source]") {
  CHECK_THROWS_AS(profile(0), std::domain_error);
  CHECK_THROWS_AS(FireProfile(Energy::kwh(1), Time::s(0), reference::fire), std::domain_error);
  CHECK_THROWS_AS(box_release(MassPerEnergy::g_per_kwh(-1), Energy::kwh(1), Time::s(1)), std::domain_error);
  CHECK_THROWS_AS(box_release(MassPerEnergy::g_per_kwh(1), Energy::kwh(1), Time::s(0)), std::domain_error);
  CHECK_THROWS_AS(gas_volume(Energy::kwh(-1), VolumePerEnergy::m3_per_kwh(1), 1), std::domain_error);
}

TEST_CASE("a fire above the reference energy lasts as a small power of it") {
  const FireDurationLaw law{Time::h(2), Time::h(25), Energy::kwh(5000), 0.07};
  CHECK(fire_duration(Energy::kwh(5000), law).h() == near(25.0, 1e-14));
  CHECK(fire_duration(Energy::kwh(2500), law).h() == near(12.5, 1e-14));
  CHECK(fire_duration(Energy::kwh(100'000), law).h() == near(25.0 * std::pow(20.0, 0.07), 1e-14));
}
