#include "batterisk/core/effect/heat_radiation.hpp"
#include "random.hpp"
#include "reference_parameters.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

using namespace batterisk;

namespace {

constexpr double pi = std::numbers::pi;

Length m(double v) {
  return Length::m(v);
}
Approx near(double value, double relative) {
  return Approx(value).epsilon(relative).margin(0);
}

Torch module_torch() {
  return {reference::torch_power_law.reference, reference::torch};
}

double axis_distance(const Torch& torch, double kw) {
  return torch_axis_distance(torch, HeatFlux::kw_per_m2(kw)).m();
}

double probit(double kw) {
  return thermal_probit(HeatFlux::kw_per_m2(kw), Time::s(20), reference::heat.probit);
}
double lethality(double kw, double t = 20) {
  return thermal_lethality(HeatFlux::kw_per_m2(kw), Time::s(t), reference::heat).value();
}

// The method's multi-point sum, written out without preparation.
double flux_by_definition(double q, double length, double x, double y, double z) {
  const int count = 50;
  const int n = 37;
  std::array<double, 50> w{};
  double total = 0.0;
  for (int i = 1; i <= count; ++i) {
    w[static_cast<std::size_t>(i - 1)] = i <= n ? i : n - (n - 1.0) * (i - n - 1.0) / (count - n - 1.0);
    total += w[static_cast<std::size_t>(i - 1)];
  }
  std::array<double, 3> sum{};
  for (int pass = 0; pass < 2; ++pass) {
    const double size = std::sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
    double flux = 0.0;
    std::array<double, 3> next{};
    for (int i = 1; i <= count; ++i) {
      const std::array<double, 3> d{(i - 0.5) * length / count - x, -y, -z};
      const double r = std::sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
      const double f = 0.275 * q * w[static_cast<std::size_t>(i - 1)] / total / (4 * pi * r * r);
      double facing = 0.0;
      for (std::size_t k = 0; k < 3; ++k) {
        next[k] += f * d[k] / r;
        if (pass == 1) facing += sum[k] / size * d[k] / r;
      }
      flux += f * std::max(0.0, facing);
    }
    if (pass == 1) return flux;
    sum = next;
  }
  return 0.0;
}

// View factor of a (tilted) cylinder by summing over its visible mantle and top: an independent oracle.
ViewFactor cylinder_by_summation(double a, double b, double tilt) {
  const int around = 1200;
  const int along = 1200;
  ViewFactor sum{0, 0};
  const auto add = [&](double x, double y, double z, double nx, double ny, double nz, double area) {
    const double dx = b - x;  // receiver at (b, 0, 0)
    const double dy = -y;
    const double dz = -z;
    const double r2 = dx * dx + dy * dy + dz * dz;
    const double emitted = nx * dx + ny * dy + nz * dz;
    if (emitted <= 0.0) return;
    sum.vertical += area * emitted * std::max(0.0, dx) / (pi * r2 * r2);
    sum.horizontal += area * emitted * std::max(0.0, -dz) / (pi * r2 * r2);
  };
  const double s = std::sin(tilt);
  const double c = std::cos(tilt);
  // A sheared stack of level circles: the base is level and the mantle follows the tilted axis (Mudan).
  for (int j = 0; j < along; ++j) {
    const double l = a * (j + 0.5) / along;
    for (int i = 0; i < around; ++i) {
      const double phi = 2 * pi * (i + 0.5) / around;
      // d(phi) x d(l) of (cos phi + l s, sin phi, l c)
      add(std::cos(phi) + l * s, std::sin(phi), l * c, c * std::cos(phi), c * std::sin(phi),
          -s * std::cos(phi), 2 * pi / around * a / along);
    }
  }
  return sum;
}

}  // namespace

TEST_CASE("golden 19: thermal probit at 20 s", "[heat][golden]") {
  CHECK(probit(4) == Approx(-0.4006).margin(1e-4));
  CHECK(probit(10) == Approx(2.7270).margin(1e-4));
  CHECK(probit(20) == Approx(5.0930).margin(1e-4));
  CHECK(probit(34.999) == Approx(7.0030).margin(1e-4));
  CHECK(lethality(4) == Approx(0.0).margin(1e-5));
  CHECK(lethality(10) == Approx(0.011514).margin(1e-5));
  CHECK(lethality(20) == Approx(0.537040).margin(1e-5));
  CHECK(lethality(34.999) == Approx(0.977413).margin(1e-5));
  CHECK(lethality(35) == 1.0);
}

TEST_CASE("golden 20: flux for 50 % at 20 s", "[heat][golden]") {
  const auto q = flux_for_lethality(Probability::of(0.5), Time::s(20), reference::heat);
  CHECK(q.kw_per_m2() == near(19.463, 1e-4));
  CHECK(lethality(q.kw_per_m2()) == near(0.5, 1e-12));
  // Longer than the cap counts as the cap, shorter as it is.
  CHECK(flux_for_lethality(Probability::of(0.5), Time::s(600), reference::heat) == q);
  const auto brief = flux_for_lethality(Probability::of(0.5), Time::s(15), reference::heat);
  CHECK(lethality(brief.kw_per_m2(), 15) == near(0.5, 1e-12));
}

TEST_CASE("exposure is capped, and the prepared line equals the probit", "[heat]") {
  CHECK(lethality(12, 20) == lethality(12, 3600));
  CHECK(lethality(12, 10) < lethality(12, 20));
  CHECK(lethality(std::numeric_limits<double>::infinity()) == 1.0);
  CHECK(lethality(0) == 0.0);
  CHECK(lethality(30, 0) == 0.0);
  const auto line = thermal_line(Time::s(60), reference::heat);
  for (double q = 1.0; q < 34.9; q += 0.7) CHECK(line.lethality(q * 1e3) == near(lethality(q, 60), 1e-11));
  CHECK(line.lethality(35e3) == 1.0);
  CHECK(line.lethality(std::numeric_limits<double>::infinity()) == 1.0);
  CHECK(line.lethality(0.0) == 0.0);
  CHECK_THROWS_AS(lethality(-1), std::domain_error);
  CHECK_THROWS_AS(thermal_line(Time::s(0), reference::heat), std::domain_error);
}

TEST_CASE("comparison probits keep their order at 20 kW/m2, 20 s", "[heat]") {
  const auto q = HeatFlux::kw_per_m2(20);
  const double v = std::pow(20000.0, 4.0 / 3.0) * 20.0;
  CHECK(eisenberg_probit(q, Time::s(20)) == near(-38.48 + 2.56 * std::log(v), 1e-12));
  CHECK(tno_thermal_probit(q, Time::s(20)) == near(-37.23 + 2.56 * std::log(v), 1e-12));
  CHECK(lees_thermal_probit(q, Time::s(20)) == near(-29.02 + 1.99 * std::log(0.5 * v), 1e-12));
}

TEST_CASE("golden 21: single point source", "[heat][golden]") {
  const auto q = [](double r) {
    return point_source_flux(Power::mw(20), 0.3, m(r), Angle::rad(0), Transmissivity{}).kw_per_m2();
  };
  CHECK(q(10) == near(4.775, 1e-3));
  CHECK(q(20) == near(1.194, 1e-3));
}

TEST_CASE("golden 22: Heskestad flame length", "[heat][golden]") {
  CHECK(heskestad_length(Power::w(1000e3), m(1.5)).m() == near(2.1945, 1e-4));
  CHECK(heskestad_length(Power::w(5000e3), m(3)).m() == near(4.0302, 1e-4));
  CHECK(heskestad_length(Power::w(20000e3), m(5)).m() == near(7.2447, 1e-4));
  CHECK(heskestad_length(Power::w(1), m(5)).m() == 0.0);
  CHECK(heskestad_virtual_origin(Power::w(1000e3), m(1.5)).m() ==
        near(-1.53 + 0.083 * std::pow(1000, 0.4), 1e-12));
}

TEST_CASE("golden 23: API jet flame length", "[heat][golden]") {
  const auto l = [](double mw) { return jet_flame_length(Power::mw(mw), reference::torch.length_law).m(); };
  CHECK(l(0.1) == near(0.80, 1e-2));
  CHECK(l(1) == near(2.41, 1e-2));
  CHECK(l(10) == near(7.23, 1e-2));
}

TEST_CASE("golden 24: module torch, length and distances on the axis", "[heat][golden]") {
  const auto torch = module_torch();
  CHECK(torch.length().m() == near(9.833, 1e-3));
  CHECK(axis_distance(torch, 4) == near(16.46, 1e-3));
  CHECK(axis_distance(torch, 10) == near(13.00, 1e-3));
  CHECK(axis_distance(torch, 35) == near(10.59, 1e-3));
}

TEST_CASE("golden 25: module torch, flux beside the flame", "[heat][golden]") {
  const auto torch = module_torch();
  CHECK(torch.flux_w_per_m2(20, 0, 0) == near(2159.5, 1e-3));
  CHECK(torch.flux_w_per_m2(5, 5, 0) == near(13404, 1e-3));
  CHECK(torch.flux_w_per_m2(0, 10, 0) == near(3085.3, 1e-3));
}

TEST_CASE("golden 26: module torch, lethality averaged over the direction", "[heat][golden]") {
  const auto torch = module_torch();
  const auto line = thermal_line(Time::s(20), reference::heat);
  const auto mean = [&](double r) {
    const int n = 200000;
    double sum = 0.0;
    for (int i = 0; i < n; ++i) {
      const double phi = pi * (i + 0.5) / n;
      const double x = r * std::cos(phi);
      const double y = r * std::sin(phi);
      sum += torch.contains(x, y, 0) ? 1.0 : line.lethality(torch.flux_w_per_m2(x, y, 0));
    }
    return sum / n;
  };
  CHECK(mean(8) == near(0.17029, 2e-3));
  CHECK(mean(11) == near(0.05503, 2e-3));
  CHECK(mean(13) == near(6.006e-4, 2e-3));
}

TEST_CASE("golden 27: rack torch against the published 22 m", "[heat][golden]") {
  const auto power = torch_power(Energy::kwh(350), reference::torch_power_law);
  CHECK(power.mw() == near(69.6, 1e-3));
  const double r = axis_distance({power, reference::torch}, 10);
  CHECK(r == near(24.47, 1e-3));
  CHECK((r > 17.6 && r < 26.4));
}

TEST_CASE("torch flux equals the sum written out, in front, beside and behind", "[heat]") {
  const auto torch = module_torch();
  const double q = torch.power().w();
  const double l = torch.length().m();
  const double points[][3]{{20, 0, 0}, {5, 1.2, 0}, {3, 0.9, 0.4}, {-4, 2, 1},
                           {9, -6, 2}, {0, 10, 0},  {30, 40, -3}};
  for (const auto& p : points) {
    CHECK(torch.flux_w_per_m2(p[0], p[1], p[2]) == near(flux_by_definition(q, l, p[0], p[1], p[2]), 1e-12));
  }
}

TEST_CASE("torch: symmetry about the axis, far field of a point source, inside of the flame", "[heat]") {
  const auto torch = module_torch();
  CHECK(torch.flux_w_per_m2(6, 5, 0) == near(torch.flux_w_per_m2(6, 0, -5), 1e-14));
  CHECK(torch.flux_w_per_m2(6, 3, 4) == near(torch.flux_w_per_m2(6, 5, 0), 1e-14));
  CHECK(torch.flux_w_per_m2(0, 1e5, 0) == near(0.275 * torch.power().w() / (4 * pi * 1e10), 1e-6));
  const double half = 0.5 * torch.width().m();
  CHECK(torch.contains(5, 0.99 * half, 0));
  CHECK(torch.contains(torch.length().m() + 0.99 * half, 0, 0));
  CHECK_FALSE(torch.contains(5, 0, 1.01 * half));
  CHECK_FALSE(torch.contains(-1.01 * half, 0, 0));
}

TEST_CASE("torch axis distance inverts the flux", "[heat]") {
  test::Random random{99};
  for (int i = 0; i < 300; ++i) {
    const Torch torch{Power::mw(random.log_uniform(0.1, 100)), reference::torch};
    const double kw = random.log_uniform(0.5, 35);
    CAPTURE(torch.power().mw(), kw);
    CHECK(torch.flux_w_per_m2(axis_distance(torch, kw), 0, 0) == near(kw * 1e3, 1e-10));
  }
  CHECK_THROWS_AS(axis_distance(module_torch(), 0), std::domain_error);
}

TEST_CASE("torch with absorption lies below the torch without, point by point", "[heat]") {
  auto parameters = reference::torch;
  parameters.transmissivity = {TransmissivityModel::Wayne, 1.0, Temperature::k(285.15), Ratio::of(0.765)};
  const Torch absorbed{Power::mw(19.02), parameters};
  parameters.transmissivity = {TransmissivityModel::Constant, 0.7, Temperature::k(285.15), Ratio::of(0)};
  const Torch scaled{Power::mw(19.02), parameters};
  const auto clear = module_torch();
  for (const double x : {12.0, 20.0, 60.0}) {
    const double q = clear.flux_w_per_m2(x, 3, 0);
    CHECK(absorbed.flux_w_per_m2(x, 3, 0) < q);
    CHECK(absorbed.flux_w_per_m2(x, 3, 0) > 0.6 * q);
    CHECK(scaled.flux_w_per_m2(x, 3, 0) == near(0.7 * q, 1e-13));
  }
}

TEST_CASE("torch: no NaN anywhere", "[heat]") {
  test::Random random{3};
  for (int i = 0; i < 20000; ++i) {
    auto parameters = reference::torch;
    parameters.points = 1 + static_cast<int>(random.uniform(0, 120));
    parameters.peak_fraction = random.uniform(0, 1);
    const Torch torch{Power::mw(random.log_uniform(1e-3, 1e3)), parameters};
    const double l = torch.length().m();
    const double q = torch.flux_w_per_m2(l * random.uniform(-2, 3), l * random.uniform(-1, 1) * (i % 3),
                                         l * random.uniform(-1, 1) * (i % 2));
    REQUIRE(q >= 0.0);
  }
  // On a source point itself.
  auto parameters = reference::torch;
  parameters.points = 1;
  const Torch torch{Power::mw(1), parameters};
  CHECK(std::isinf(torch.flux_w_per_m2(0.5 * torch.length().m(), 0, 0)));
  CHECK_THROWS_AS(Torch(Power::mw(0), reference::torch), std::domain_error);
}

TEST_CASE("golden 28: rectangle 12 m x 6 m", "[heat][golden]") {
  const auto centre = [](double d) { return rectangle_view_factor(m(-6), m(6), m(-3), m(3), m(d)); };
  const auto ground = [](double d) { return rectangle_view_factor(m(-6), m(6), m(0), m(6), m(d)); };
  CHECK(centre(5) == near(0.441284, 1e-5));
  CHECK(centre(10) == near(0.177888, 1e-5));
  CHECK(centre(20) == near(0.053340, 1e-5));
  CHECK(ground(5) == near(0.320367, 1e-5));
  CHECK(ground(10) == near(0.155639, 1e-5));
  CHECK(ground(20) == near(0.051186, 1e-5));
}

TEST_CASE("rectangle: parts add up, a huge one fills half the view or all of it", "[heat]") {
  const auto f = [](double l, double r, double b, double t) {
    return rectangle_view_factor(m(l), m(r), m(b), m(t), m(4));
  };
  CHECK(f(2, 9, 1, 5) == near(f(2, 4, 1, 5) + f(4, 9, 1, 5), 1e-12));
  CHECK(f(-2, 9, -1, 5) == near(f(-2, 0, -1, 5) + f(0, 9, -1, 0) + f(0, 9, 0, 5), 1e-12));
  CHECK(f(2, 9, 1, 5) == near(f(-9, -2, -5, -1), 1e-12));
  CHECK(f(-1e7, 1e7, -1e7, 1e7) == near(1.0, 1e-6));
  CHECK(f(-1e7, 1e7, 0, 1e7) == near(0.5, 1e-6));
  CHECK(f(3, 3, 0, 1) == 0.0);
  CHECK_THROWS_AS(rectangle_view_factor(m(0), m(1), m(0), m(1), m(0)), std::domain_error);
  CHECK_THROWS_AS(rectangle_view_factor(m(1), m(0), m(0), m(1), m(1)), std::domain_error);
}

TEST_CASE("golden 29: vertical and tilted cylinder", "[heat][golden]") {
  const auto upright = cylinder_view_factor(m(1), m(0), m(1.65), m(2.35));
  CHECK(upright.vertical == near(0.180549, 1e-5));
  CHECK(upright.horizontal == near(0.077104, 1e-5));
  const auto untilted = tilted_cylinder_view_factor(m(1), m(1.65), m(2.35), Angle::rad(0));
  CHECK(untilted.vertical == near(0.180549, 1e-5));
  CHECK(untilted.horizontal == near(0.077104, 1e-5));
  const auto tilted = tilted_cylinder_view_factor(m(1), m(3.2), m(5.3), Angle::rad(0.35));
  CHECK(tilted.vertical == near(0.082823, 1e-5));
  CHECK(tilted.horizontal == near(0.0316604, 1e-5));
}

TEST_CASE("cylinder formulas equal a sum over the visible mantle", "[heat]") {
  const auto upright = cylinder_view_factor(m(2), m(0), m(5), m(7));
  const auto sum = cylinder_by_summation(2.5, 3.5, 0);
  CHECK(upright.vertical == near(sum.vertical, 1e-5));
  CHECK(upright.horizontal == near(sum.horizontal, 1e-5));
  const auto tilted = tilted_cylinder_view_factor(m(1), m(3.2), m(5.3), Angle::rad(0.35));
  const auto tilted_sum = cylinder_by_summation(3.2, 5.3, 0.35);
  CHECK(tilted.vertical == near(tilted_sum.vertical, 1e-5));
  CHECK(tilted.horizontal == near(tilted_sum.horizontal, 1e-5));
}

TEST_CASE("cylinder: upright form against the tilted form without tilt", "[heat]") {
  test::Random random{5};
  for (int i = 0; i < 500; ++i) {
    const double h = random.log_uniform(0.01, 50);
    const double x = random.log_uniform(1.01, 100);
    const auto a = cylinder_view_factor(m(1), m(0), m(h), m(x));
    const auto b = tilted_cylinder_view_factor(m(1), m(h), m(x), Angle::rad(0));
    CAPTURE(h, x);
    CHECK(a.vertical == Approx(b.vertical).epsilon(1e-9).margin(1e-12));
    CHECK(a.horizontal == Approx(b.horizontal).epsilon(1e-9).margin(1e-12));
  }
}

TEST_CASE("cylinder: elevated, straddling and mirrored receivers", "[heat]") {
  const auto f = [](double base, double top) { return cylinder_view_factor(m(2), m(base), m(top), m(6)); };
  CHECK(f(1, 5).vertical == near(f(0, 5).vertical - f(0, 1).vertical, 1e-12));
  CHECK(f(1, 5).horizontal == near(f(0, 5).horizontal - f(0, 1).horizontal, 1e-12));
  CHECK(f(-5, -1).vertical == f(1, 5).vertical);
  CHECK(f(-1, 4).vertical == near(f(0, 1).vertical + f(0, 4).vertical, 1e-12));
  CHECK(f(-1, 4).horizontal == f(0, 4).horizontal);
  CHECK(f(-4, 1).horizontal == f(0, 4).horizontal);
  CHECK(f(0, 5).maximum() == near(std::hypot(f(0, 5).vertical, f(0, 5).horizontal), 1e-15));
  // Below the flame and inside its outline: taken just outside it; between base and top: inside the flame.
  CHECK(cylinder_view_factor(m(2), m(1), m(5), m(0)).vertical ==
        cylinder_view_factor(m(2), m(1), m(5), m(2.002)).vertical);
  CHECK_THROWS_AS(cylinder_view_factor(m(2), m(-1), m(5), m(2)), std::domain_error);
  CHECK_THROWS_AS(cylinder_view_factor(m(2), m(3), m(3), m(9)), std::domain_error);
  CHECK_THROWS_AS(tilted_cylinder_view_factor(m(1), m(3), m(2.5), Angle::deg(30)), std::domain_error);
}

TEST_CASE("view factors lie in [0, 1] and fall with distance", "[heat]") {
  test::Random random{17};
  for (int i = 0; i < 2000; ++i) {
    const double base = random.uniform(0, 5);
    const double top = base + random.log_uniform(0.01, 60);
    double previous = 2.0;
    for (double x = 1.01; x < 200; x *= 1.5) {
      const auto f = cylinder_view_factor(m(1), m(0), m(top), m(x));
      REQUIRE((f.maximum() >= 0.0 && f.maximum() <= 1.0));
      REQUIRE(f.maximum() <= previous);
      previous = f.maximum();
      const auto raised = cylinder_view_factor(m(1), m(base), m(top), m(x));
      REQUIRE((raised.maximum() >= 0.0 && raised.maximum() <= 1.0));
    }
  }
}

TEST_CASE("golden 30: Wayne transmissivity, 285.15 K, RH 0.765", "[heat][golden]") {
  const Transmissivity air{TransmissivityModel::Wayne, 1.0, Temperature::k(285.15), Ratio::of(0.765)};
  CHECK(transmissivity(air, m(5)) == near(0.90328, 1e-5));
  CHECK(transmissivity(air, m(10)) == near(0.86542, 1e-5));
  CHECK(transmissivity(air, m(30)) == near(0.79706, 1e-5));
  CHECK(transmissivity(air, m(100)) == near(0.71037, 1e-5));
}

TEST_CASE("transmissivity: range, monotony and refusals", "[heat]") {
  Transmissivity air{TransmissivityModel::Wayne, 1.0, Temperature::k(285.15), Ratio::of(0.765)};
  for (const auto model : {TransmissivityModel::Wayne, TransmissivityModel::Casal}) {
    air.model = model;
    double previous = 1.0;
    for (double x = 0; x < 1000; x = x * 1.2 + 1e-5) {
      const double tau = transmissivity(air, m(x));
      CHECK((tau > 0.0 && tau <= previous * 1.013));  // the Casal pieces jump up by 1.3 % at 1e5 N/m
      previous = tau;
    }
  }
  const double p = 0.765 * water_saturation_pressure(air.temperature).pa();
  air.model = TransmissivityModel::Bagster;
  CHECK(transmissivity(air, m(5e4 / p)) == near(2.02 * std::pow(5e4, -0.09), 1e-12));
  CHECK_THROWS_AS(transmissivity(air, m(0.9e4 / p)), std::domain_error);
  air.model = TransmissivityModel::Casal;
  CHECK(transmissivity(air, m(5e3 / p)) == near(1.53 * std::pow(5e3, -0.06), 1e-12));
  CHECK(transmissivity(air, m(5e5 / p)) == near(2.85 * std::pow(5e5, -0.12), 1e-12));
  CHECK(water_saturation_pressure(Temperature::k(373.15)).pa() == near(101325, 5e-3));  // boiling point
  CHECK_THROWS_AS(transmissivity({TransmissivityModel::Constant, 1.5}, m(1)), std::domain_error);
  CHECK_THROWS_AS(transmissivity({}, m(-1)), std::domain_error);
}

TEST_CASE("Thomas flame length without and with wind", "[heat]") {
  const PoolFire fire{m(10), MassFlux::kg_per_m2_s(0.055), Density::kg_per_m3(1.2), 9.81};
  const double burning = 0.055 / (1.2 * std::sqrt(98.1));
  CHECK(thomas_length(fire).m() == near(420 * std::pow(burning, 0.61), 1e-12));
  const double calm = 550 * std::pow(burning, 0.67);
  CHECK(thomas_length_in_wind(fire, Speed::m_per_s(0)).m() == near(calm, 1e-12));
  const double uc = std::cbrt(9.81 * 0.055 * 10 / 1.2);
  CHECK(thomas_length_in_wind(fire, Speed::m_per_s(5)).m() == near(calm * std::pow(5 / uc, -0.21), 1e-12));
}

TEST_CASE("flame tilt solves tan/cos = k", "[heat]") {
  const auto theta = [](double u) { return flame_tilt(m(3), Speed::m_per_s(u), 1.5e-5, 9.81).rad(); };
  for (const double u : {0.01, 1.5, 5.0, 9.0}) {
    const double k = 0.666 * std::pow(u * u / (9.81 * 3), 0.333) * std::pow(u * 3 / 1.5e-5, 0.117);
    CHECK(std::tan(theta(u)) / std::cos(theta(u)) == near(k, 1e-12));
  }
  CHECK(theta(0) == 0.0);
}

TEST_CASE("surface emissive powers", "[heat]") {
  CHECK(mudan_sep(m(0), reference::mudan).kw_per_m2() == near(140, 1e-14));
  CHECK(mudan_sep(m(1e3), reference::mudan).kw_per_m2() == near(20, 1e-14));
  CHECK(mudan_sep(m(3), reference::mudan).kw_per_m2() == near(20 + 120 * std::exp(-0.36), 1e-14));
  CHECK(energy_sep(Power::mw(8), 0.275, m(3), m(6)).w_per_m2() ==
        near(0.275 * 8e6 / (18 * pi + 2.25 * pi), 1e-14));
  CHECK(smoke_covered_sep(HeatFlux::kw_per_m2(100), HeatFlux::kw_per_m2(20), 0.8).kw_per_m2() ==
        near(36, 1e-14));
}

TEST_CASE("roof flame of a 5 MWh unit", "[heat]") {
  const auto flame = roof_flame(Power::mw(8), 0.275, Area::m2(6.06 * 2.44), 7, {true, reference::mudan, HeatFlux::kw_per_m2(140)});
  const double d = std::min(std::sqrt(4 * 6.06 * 2.44 / pi), std::pow(8000, 0.4) / 7);
  CHECK(flame.diameter.m() == near(d, 1e-14));
  CHECK(flame.length.m() == near(heskestad_length(Power::mw(8), m(d)).m(), 1e-14));
  CHECK(flame.sep.w_per_m2() == near(std::min(energy_sep(Power::mw(8), 0.275, flame.diameter, flame.length),
                                              mudan_sep(flame.diameter, reference::mudan))
                                         .w_per_m2(),
                                     1e-14));
  const auto q = [&](double base, double x) { return flame_flux_w_per_m2(flame, m(base), m(x), {}); };
  CHECK(q(1.09, 10) > q(1.09, 20));
  CHECK(std::isinf(q(-1, 0.5 * d)));
  CHECK(std::isfinite(q(1, 0.0)));
  CHECK(tilt_shift(flame, Angle::deg(30)).m() == near(0.25 * flame.length.m(), 1e-12));
}

TEST_CASE("sum of view factors is capped at 1", "[heat]") {
  const VisibleSurface few[]{{HeatFlux::kw_per_m2(100), 0.3, 1.0}, {HeatFlux::kw_per_m2(50), 0.2, 0.5}};
  CHECK(flux_of_surfaces(few).kw_per_m2() == near(35, 1e-14));
  const VisibleSurface many[]{{HeatFlux::kw_per_m2(100), 0.9, 1.0}, {HeatFlux::kw_per_m2(50), 0.6, 1.0}};
  CHECK(flux_of_surfaces(many).kw_per_m2() == near(120 / 1.5, 1e-14));
  CHECK(flux_of_surfaces({}).w_per_m2() == 0.0);
}

TEST_CASE("Schefer-Houf jet flame: momentum limit and buoyant branch", "[heat]") {
  JetFlame jet{m(0.02),
               Speed::m_per_s(1200),
               Density::kg_per_m3(0.08),
               Density::kg_per_m3(0.12),
               0.0283,
               Temperature::k(2390),
               0.23};
  const auto size = [&] {
    return schefer_houf_flame(jet, Temperature::k(288.15), Density::kg_per_m3(1.225), 9.81);
  };
  const auto momentum = size();
  CHECK(momentum.froude > 5.0);
  CHECK(momentum.length.m() == near(23 * 0.02 * std::sqrt(0.08 / 1.225) / 0.0283, 1e-12));
  CHECK(momentum.width.m() == near(0.17 * momentum.length.m(), 1e-14));
  const double mdot = pi / 4 * 0.02 * 0.02 * 0.08 * 1200;
  CHECK(momentum.residence_ms ==
        near(1000 * pi / 12 * 0.12 * std::pow(momentum.width.m(), 2) * momentum.length.m() * 0.0283 / mdot,
             1e-12));
  jet.exit = Speed::m_per_s(20);
  const auto buoyant = size();
  CHECK(buoyant.froude < 5.0);
  CHECK(buoyant.length < momentum.length);
  jet.stoichiometric_fraction = 0;
  CHECK_THROWS_AS(size(), std::domain_error);
}

TEST_CASE("disc view factors: by numerical integration") {
  // Element at the origin, disc of radius R at height h, its centre at (X, 0): dF = cos1 cos2 dA/(pi s^2). The vertical
  // element faces the axis; what lies behind it counts negative, as in the vector of the flux.
  struct Case {
    double radius, height, distance;
  };
  for (const Case& c : {Case{2.17, 1.09, 0.0}, Case{2.17, 1.09, 1.3}, Case{2.17, 1.09, 2.17}, Case{2.17, 1.09, 6.0},
                        Case{1.0, 0.2, 0.9}, Case{5.0, 3.0, 12.0}}) {
    double horizontal = 0.0;
    double vertical = 0.0;
    constexpr int rings = 400;
    constexpr int turns = 720;
    for (int i = 0; i < rings; ++i) {
      const double r = c.radius * (i + 0.5) / rings;
      const double area = r * (c.radius / rings) * (2.0 * std::acos(-1.0) / turns);
      for (int k = 0; k < turns; ++k) {
        const double turn = 2.0 * std::acos(-1.0) * (k + 0.5) / turns;
        const double x = c.distance + r * std::cos(turn);
        const double y = r * std::sin(turn);
        const double s2 = x * x + y * y + c.height * c.height;
        horizontal += area * c.height * c.height / (std::acos(-1.0) * s2 * s2);
        vertical += area * c.height * x / (std::acos(-1.0) * s2 * s2);
      }
    }
    const ViewFactor f = disc_view_factor(m(c.radius), m(c.height), m(c.distance));
    CAPTURE(c.radius, c.height, c.distance);
    CHECK(f.horizontal == near(horizontal, 2e-4));
    CHECK(std::abs(f.vertical - vertical) <= 2e-4);
  }
  // Side and base together: continuous where the side comes into view, and never more than 1.
  const double inside = flame_above_view_factor(m(2), m(1), m(6), m(2 - 1e-7));
  const double outside = flame_above_view_factor(m(2), m(1), m(6), m(2 + 1e-7));
  CHECK(outside == near(inside, 1e-5));
  CHECK(flame_above_view_factor(m(2), m(1e-6), m(6), m(0)) == near(1.0, 1e-6));
  CHECK_THROWS_AS(disc_view_factor(m(2), m(0), m(1)), std::domain_error);
}

TEST_CASE("emissive power over side, top and base conserves what the flame radiates") {
  const double pi = std::acos(-1.0);
  const double sep = conserved_sep(Power::mw(8), 0.275, m(3), m(6)).w_per_m2();
  CHECK(sep * (pi * 3 * 6 + 2 * pi / 4 * 9) == near(0.275 * 8e6, 1e-14));
}
