#include "batterisk/core/effect/plume.hpp"
#include "batterisk/core/effect/toxic.hpp"
#include "random.hpp"
#include "reference_parameters.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <numbers>

using namespace batterisk;

namespace {

Length m(double v) {
  return Length::m(v);
}
Approx near(double value, double relative) {
  return Approx(value).epsilon(relative).margin(0);
}

PlumeWind wind(Stability s, double u) {
  return {Speed::m_per_s(u), s, std::nullopt};
}

PlumeSource wake_source(WakeCombination how = WakeCombination::Quadrature) {
  PlumeSource source;
  source.wake = wake_spread(m(2.34), m(2.29), reference::wake);
  source.combination = how;
  return source;
}

double mg_per_m3(const PlumeKernel& k, double kg_per_s, double x, double y = 0.0) {
  return plume_concentration(k, MassRate::kg_per_s(kg_per_s), m(x), m(y)).mg_per_m3();
}

// u times the integral of C/Q over y and z: Gauss in y, Simpson in z up to where nothing is left.
double flux(const SigmaParameters& sigma, const PlumeWind& w, const PlumeSource& source, double x,
            double top) {
  const int n = 4000;
  double sum = 0.0;
  for (int i = 0; i <= n; ++i) {
    const double z = top * i / n;
    const auto axis = PlumeKernel{sigma, w, source, m(z)}.axis(x);
    const double weight = i == 0 || i == n ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
    sum += weight * std::exp(axis.ln_dilution) * axis.sigma_y_m * std::sqrt(2.0 * std::numbers::pi);
  }
  return w.transport.m_per_s() * sum * top / n / 3.0;
}

}  // namespace

TEST_CASE("golden 1 and 2: ground-level plume on the axis, 1 kg/s, z0 0.1 m, 600 s", "[plume][golden]") {
  struct Row {
    Stability stability;
    double u;
    double expected[4];
  };
  const Row rows[]{{Stability::B, 3, {1510.76, 459.862, 69.8051, 8.84356}},
                   {Stability::D, 5, {3688.55, 1163.16, 186.738, 25.1559}}};
  const double x[]{50, 100, 300, 1000};
  for (const auto& row : rows) {
    const PlumeKernel kernel{reference::sigma(), wind(row.stability, row.u), {}, m(0)};
    for (int i = 0; i < 4; ++i) CHECK(mg_per_m3(kernel, 1.0, x[i]) == near(row.expected[i], 1e-5));
  }
}

TEST_CASE("golden 3: the flux through a cross-section is the release", "[plume][golden]") {
  for (const auto s : reference::stabilities) {
    for (const double x : {20.0, 100.0, 400.0, 1500.0}) {
      CAPTURE(static_cast<int>(s), x);
      const double top = 12.0 * (sigma_z(reference::sigma(), s, m(x)).m() + 1.1);
      CHECK(flux(reference::sigma(), wind(s, 3), {}, x, top) == near(1.0, 1e-6));
      CHECK(flux(reference::sigma(), wind(s, 3), wake_source(), x, top) == near(1.0, 1e-6));
      CHECK(flux(reference::sigma(0.3, 1800), wind(s, 3), wake_source(WakeCombination::VirtualDistance), x,
                 2.0 * top) == near(1.0, 1e-6));
    }
  }
}

TEST_CASE("the flux is conserved under a lid, for a raised and a rising plume", "[plume]") {
  PlumeSource source = wake_source();
  source.height = m(20);
  source.rise = briggs_plume_rise(BuoyancyFlux::m4_per_s3(30), Speed::m_per_s(3), Stability::B,
                                  reference::air, reference::briggs);
  PlumeWind w = wind(Stability::B, 3);
  w.mixing_height = m(400);
  for (const double x : {200.0, 1500.0, 8000.0}) {
    CAPTURE(x);
    CHECK(flux(reference::sigma(), w, source, x, 400.0) == near(1.0, 2e-6));
  }
}

TEST_CASE("golden 4: roughness factor", "[plume][golden]") {
  CHECK(roughness_factor(reference::sigma(0.03), m(100)) == near(0.7932, 1e-4));
  CHECK(roughness_factor(reference::sigma(0.03), m(1000)) == near(0.8697, 1e-4));
  CHECK(roughness_factor(reference::sigma(0.3), m(100)) == near(1.2354, 1e-4));
  CHECK(roughness_factor(reference::sigma(0.3), m(1000)) == near(1.1359, 1e-4));
  CHECK(roughness_factor(reference::sigma(1.0), m(100)) == near(1.5575, 1e-4));
  CHECK(roughness_factor(reference::sigma(1.0), m(1000)) == near(1.3060, 1e-4));
  CHECK(roughness_factor(reference::sigma(1.0), m(1)) == roughness_factor(reference::sigma(1.0), m(10)));
}

TEST_CASE("golden 5: averaging factor", "[plume][golden]") {
  CHECK(averaging_factor(reference::sigma(0.1, 18.75)) == near(0.5, 1e-12));
  CHECK(averaging_factor(reference::sigma(0.1, 1.0)) == near(0.5, 1e-12));
  CHECK(averaging_factor(reference::sigma(0.1, 1800)) == near(1.24573, 1e-5));
  CHECK(averaging_factor(reference::sigma(0.1, 3600)) == near(1.43097, 1e-5));
}

TEST_CASE("golden 6: wind profile at 15 m, u10 2 m/s (GasDispersion.jl)", "[plume][golden]") {
  const double expected[]{2.105802, 2.113444, 2.129812, 2.176091, 2.340149, 2.542796};
  for (std::size_t i = 0; i < 6; ++i) {
    const WindProfile profile{Speed::m_per_s(2), reference::stabilities[i], m(0.1)};
    CHECK(profile.at(m(15)).m_per_s() == near(expected[i], 1e-6));
    CHECK(profile.at(m(10)).m_per_s() == near(2.0, 1e-14));
  }
}

TEST_CASE("wind at release height: factor 0.59 in class D at 1.5 m", "[plume]") {
  const auto w =
      plume_wind(Speed::m_per_s(5), Stability::D, m(0.1), m(3.0), TransportWind::Release, reference::mixing);
  CHECK(w.transport.m_per_s() / 5.0 == near(0.588, 1e-3));
  const auto low =
      plume_wind(Speed::m_per_s(5), Stability::D, m(0.1), m(0.5), TransportWind::Release, reference::mixing);
  CHECK(low.transport.m_per_s() == near(5.0 * std::log(10.0) / std::log(100.0), 1e-12));
  CHECK(low.mixing_height->m() == near(0.3 * 0.4 * 5.0 / std::log(100.0) / 1.149e-4, 1e-12));
  CHECK_FALSE(plume_wind(Speed::m_per_s(5), Stability::E, m(0.1), m(1), TransportWind::U10, reference::mixing)
                  .mixing_height);
}

TEST_CASE("Irwin power law", "[plume]") {
  const auto u = [](Stability s, Terrain t) {
    return irwin_wind_speed(Speed::m_per_s(1), s, m(100), t).m_per_s();
  };
  CHECK(u(Stability::A, Terrain::Rural) == near(std::pow(10, 0.07), 1e-14));
  CHECK(u(Stability::D, Terrain::Urban) == near(std::pow(10, 0.25), 1e-14));
  CHECK(u(Stability::F, Terrain::Rural) == near(std::pow(10, 0.55), 1e-14));
}

TEST_CASE("golden 13: wake spread and virtual distances in class D", "[plume][golden]") {
  const auto spread = wake_spread(m(2.34), m(2.29), reference::wake);
  CHECK(spread.sigma_y0.m() == near(0.544186, 1e-4));
  CHECK(spread.sigma_z0.m() == near(1.065116, 1e-4));
  const auto x = virtual_distances(reference::sigma(), Stability::D, spread);
  CHECK(x.y.m() == near(4.949, 1e-4));
  CHECK(x.z.m() == near(9.031, 1e-4));
}

TEST_CASE("virtual distances invert the spread in every class, roughness and averaging time", "[plume]") {
  const auto spread = wake_spread(m(12.0), m(9.0), reference::wake);
  for (const auto s : reference::stabilities) {
    for (const double z0 : {0.03, 0.1, 1.0}) {
      const auto p = reference::sigma(z0, 1800);
      const auto x = virtual_distances(p, s, spread);
      CHECK(sigma_y(p, s, x.y).m() == near(spread.sigma_y0.m(), 1e-12));
      CHECK(sigma_z(p, s, x.z).m() == near(spread.sigma_z0.m(), 1e-12));
    }
  }
}

TEST_CASE("plume of a wake by virtual distances equals the printed formula", "[plume]") {
  const auto sigma = reference::sigma(0.3, 1200);
  const PlumeSource source = wake_source(WakeCombination::VirtualDistance);
  const PlumeWind w = wind(Stability::E, 3.0);
  const PlumeKernel kernel{sigma, w, source, m(0.0)};
  const auto shift = virtual_distances(sigma, Stability::E, *source.wake);
  for (const double x : {1.0, 20.0, 150.0}) {
    const double sy = sigma_y(sigma, Stability::E, m(x) + shift.y).m();
    const double sz = sigma_z(sigma, Stability::E, m(x) + shift.z).m();
    CHECK(std::exp(kernel.ln_dilution(x)) == near(1.0 / (std::numbers::pi * 3.0 * sy * sz), 1e-12));
  }
}

TEST_CASE("projected width of a 6.06 m x 2.44 m box", "[plume]") {
  const auto w = [](double deg) { return projected_width(m(6.06), m(2.44), Angle::deg(deg)).m(); };
  CHECK(w(0) == near(2.44, 1e-14));
  CHECK(w(90) == near(6.06, 1e-14));
  CHECK(w(30) == near(3.03 + 2.44 * std::sqrt(0.75), 1e-14));
  CHECK(w(-30) == w(30));
  CHECK(w(150) == near(w(30), 1e-14));
}

TEST_CASE("golden 14 and 15: NIPV card source in D5, wake-mixed, z 1.5 m", "[plume][golden]") {
  const auto release = box_release(MassPerEnergy::g_per_kwh(120), Energy::kwh(1000), Time::s(7200));
  CHECK(release.rate.g_per_s() == near(120.0 * 1000.0 / 7200.0, 1e-12));
  const PlumeKernel kernel{reference::sigma(), wind(Stability::D, 5), wake_source(), m(1.5)};
  const double rate = release.rate.kg_per_s();
  CHECK(mg_per_m3(kernel, rate, 25) == near(144.946, 1e-4));
  CHECK(mg_per_m3(kernel, rate, 50) == near(54.973, 1e-4));
  CHECK(mg_per_m3(kernel, rate, 100) == near(18.627, 1e-4));
  CHECK(mg_per_m3(kernel, rate, 200) == near(6.028, 1e-4));
}

TEST_CASE("golden 16: NIPV card source, distance to a concentration", "[plume][golden]") {
  const PlumeKernel kernel{reference::sigma(), wind(Stability::D, 5), wake_source(), m(1.5)};
  const auto distance = [&](double mg) {
    return largest_distance_m(kernel, std::log(mg * 1e-6 / (120.0 / 7200.0)), 5000.0);
  };
  CHECK(distance(51.0) == near(52.55, 1e-3));
  CHECK(distance(129.62) == near(27.27, 1e-3));
  CHECK(distance(211.32) == near(18.21, 1e-3));
  CHECK(distance(1e9) == 0.0);
}

TEST_CASE("Briggs rural sigmas carry golden 16 to about 63 m", "[plume]") {
  const auto c = [](double x) {
    const double sy = std::hypot(briggs_sigma_y(Terrain::Rural, Stability::D, m(x)).m(), 2.34 / 4.3);
    const double sz = std::hypot(briggs_sigma_z(Terrain::Rural, Stability::D, m(x)).m(), 2.29 / 2.15);
    return 120.0 / 7200.0 * 1e6 / (std::numbers::pi * 5.0 * sy * sz) * std::exp(-0.5 * 1.5 * 1.5 / (sz * sz));
  };
  CHECK(c(62.0) > 51.0);
  CHECK(c(64.0) < 51.0);
}

TEST_CASE("prepared plume equals the printed formula", "[plume]") {
  const auto sigma = reference::sigma(0.3, 1200);
  const double h = 12.0;
  const double z = 1.5;
  const double lid = 90.0;
  PlumeWind w = wind(Stability::C, 2.5);
  w.mixing_height = m(lid);
  PlumeSource source;
  source.height = m(h);
  source.ground_factor = 0.25;
  const PlumeKernel kernel{sigma, w, source, m(z)};
  for (const double x : {60.0, 250.0, 2000.0}) {
    const double sy = sigma_y(sigma, Stability::C, m(x)).m();
    const double sz = sigma_z(sigma, Stability::C, m(x)).m();
    double sum = 0.0;
    for (int n = -5; n <= 5; ++n) {
      for (const double d : {z - h + 2 * n * lid, z + h + 2 * n * lid})
        sum += std::exp(-0.5 * d * d / (sz * sz));
    }
    const double expected = 0.25 / (2 * std::numbers::pi * 2.5 * sy * sz) * sum;
    CHECK(std::exp(kernel.ln_dilution(x)) == near(expected, 1e-12));
    CHECK(kernel.sigma_y(x) == near(sy, 1e-14));
    CHECK(kernel.axis(x).sigma_y_m == kernel.sigma_y(x));
    CHECK(plume_concentration(kernel, MassRate::kg_per_s(2), m(x), m(0.7 * sy)).kg_per_m3() ==
          near(2 * expected * std::exp(-0.5 * 0.49), 1e-12));
  }
}

TEST_CASE("nothing arrives upwind, and the axis falls with distance from a ground source", "[plume]") {
  const PlumeKernel kernel{reference::sigma(), wind(Stability::F, 1.5), wake_source(), m(0)};
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double x : {0.0, -0.0, -1.0, -1e9}) {
    CHECK(kernel.ln_dilution(x) == -infinity);
    CHECK(kernel.sigma_y(x) == 0.0);
    CHECK(plume_concentration(kernel, MassRate::kg_per_s(1), m(x), m(0)).kg_per_m3() == 0.0);
  }
  double previous = infinity;
  for (double x = 0.01; x < 2e4; x *= 1.1) {
    CHECK(kernel.ln_dilution(x) < previous);
    previous = kernel.ln_dilution(x);
  }
}

TEST_CASE("finite duration: 0 before the front, 1 in the steady part, and the puff spread", "[plume]") {
  const auto f = [](double x, double t, double duration) {
    return finite_duration_factor(m(x), Speed::m_per_s(5), Time::s(t), Time::s(duration),
                                  puff_sigma_x(0.13, m(x)));
  };
  CHECK(f(100, 0, 600) == 0.0);
  CHECK(f(100, 300, 600) == near(1.0, 1e-12));
  CHECK(f(100, 20, 600) == near(0.5, 1e-12));
  CHECK(f(100, 620, 600) == near(0.5, 1e-12));
  CHECK(f(100, 5000, 600) == Approx(0.0).margin(1e-12));
  CHECK(puff_sigma_x(0.13, m(200)).m() == near(26.0, 1e-14));
}

TEST_CASE("cavity behind a box", "[plume]") {
  CHECK(cavity_length(m(2.44), m(6.06), m(2.59)).m() ==
        near(1.8 * 2.44 / (std::pow(6.06 / 2.59, 0.3) * (1 + 0.24 * 2.44 / 2.59)), 1e-14));
  CHECK(cavity_length(m(10), m(100), m(2)).m() == cavity_length(m(10), m(6), m(2)).m());
  CHECK(cavity_dilution(1.0, Speed::m_per_s(5), m(2), m(3)) == near(1.0 / 30.0, 1e-14));
}

TEST_CASE("plume: values outside the domain are refused", "[plume]") {
  const auto sigma = reference::sigma();
  CHECK_THROWS_AS(PlumeKernel(sigma, wind(Stability::D, 0), {}, m(0)), std::domain_error);
  CHECK_THROWS_AS(PlumeKernel(sigma, wind(Stability::D, 5), {}, m(-1)), std::domain_error);
  CHECK_THROWS_AS(PlumeKernel(reference::sigma(0.0), wind(Stability::D, 5), {}, m(0)), std::domain_error);
  PlumeSource source;
  source.ground_factor = 0.0;
  CHECK_THROWS_AS(PlumeKernel(sigma, wind(Stability::D, 5), source, m(0)), std::domain_error);
  CHECK_THROWS_AS(sigma_y(sigma, Stability::D, m(0)), std::domain_error);
  CHECK_THROWS_AS(sigma_z(sigma, Stability::D, m(-3)), std::domain_error);
  CHECK_THROWS_AS(WindProfile(Speed::m_per_s(5), Stability::D, m(0.1)).at(m(0.1)), std::domain_error);
  CHECK_THROWS_AS(WindProfile(Speed::m_per_s(-5), Stability::D, m(0.1)), std::domain_error);
}

TEST_CASE("plume: no NaN over the domain", "[plume]") {
  test::Random random{20240601};
  for (int i = 0; i < 20000; ++i) {
    const auto s = reference::stabilities[static_cast<std::size_t>(random.uniform(0, 6))];
    PlumeSource source;
    source.height = m(random.uniform(0, 1) < 0.5 ? 0.0 : random.log_uniform(0.01, 300));
    if (random.uniform(0, 1) < 0.7) {
      source.wake =
          wake_spread(m(random.log_uniform(1e-3, 200)), m(random.log_uniform(1e-3, 50)), reference::wake);
    }
    if (random.uniform(0, 1) < 0.5) source.combination = WakeCombination::VirtualDistance;
    const Speed u = Speed::m_per_s(random.log_uniform(0.1, 20));
    if (random.uniform(0, 1) < 0.5) {
      source.rise = briggs_plume_rise(BuoyancyFlux::m4_per_s3(random.log_uniform(1e-3, 1e4)), u, s,
                                      reference::air, reference::briggs);
    }
    const double z0 = random.log_uniform(0.001, 1.0);
    const auto w = plume_wind(u, s, m(z0), m(3), TransportWind::U10, reference::mixing);
    const PlumeKernel kernel{reference::sigma(z0, random.log_uniform(1, 1e5)), w, source,
                             m(random.uniform(0, 30))};
    const double x = i % 100 == 0 ? 5e-324 : i % 100 == 1 ? HUGE_VAL : random.log_uniform(1e-12, 1e6);
    const auto axis = kernel.axis(x);
    CAPTURE(i, x);
    REQUIRE_FALSE(std::isnan(axis.ln_dilution));
    REQUIRE(axis.ln_dilution < 1e3);
    REQUIRE(axis.sigma_y_m > 0.0);
  }
}
