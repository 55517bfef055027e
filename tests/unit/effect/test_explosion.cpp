#include "batterisk/core/effect/accumulation.hpp"
#include "batterisk/core/effect/deflagration.hpp"
#include "random.hpp"
#include "reference_parameters.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>

using namespace batterisk;

namespace {

Approx near(double value, double relative) {
  return Approx(value).epsilon(relative).margin(0);
}

Accumulation room(double lambda_per_h) {
  return {9.7222e-3, Volume::m3(13.28), AirChange::per_h(lambda_per_h)};
}

VentedDeflagration vented(double area_m2, double opening_bar = 0.0) {
  auto r = reference::vented;
  r.vent = Area::m2(area_m2);
  r.opening = Overpressure::bar(opening_bar);
  return r;
}

double reduced_bar(const VentedDeflagration& r) {
  return vented_deflagration(r).reduced.bar();
}

// The method's equations in SI, by plain fourth-order Runge-Kutta with a fixed step: an oracle for the
// solver.
double reduced_bar_fixed_step(const VentedDeflagration& r, double dt) {
  const double v = r.volume.m3();
  const double p0 = r.ambient.pa();
  const double rho0 = r.density.kg_per_m3();
  const double g = r.gamma;
  struct S {
    double p, mu, mb;
  };
  bool open = r.opening.pa() == 0.0;
  bool burnt = false;
  const auto density = [&](double p) { return rho0 * std::pow(p / p0, 1 / g); };
  const auto rate = [&](const S& s) {
    const double rho_u = density(s.p);
    const double vb = std::max(0.0, v - s.mu / rho_u);
    const double r_b = std::cbrt(3 * vb / (4 * std::numbers::pi));
    const double burning = rho_u * r.burning_velocity.m_per_s() * std::pow(s.p / p0, r.pressure_exponent) *
                           r.wrinkling * 4 * std::numbers::pi * r_b * r_b;
    double flow = 0.0;
    double rho_v = burnt ? s.mb / vb : rho_u;
    if (open && s.p > p0) {
      const double q = p0 / s.p;
      const bool choked = q <= std::pow(2 / (g + 1), g / (g - 1));
      const double mass_flux =
          choked ? std::sqrt(g * s.p * rho_v * std::pow(2 / (g + 1), (g + 1) / (g - 1)))
                 : std::sqrt(2 * g / (g - 1) * s.p * rho_v * (std::pow(q, 2 / g) - std::pow(q, (g + 1) / g)));
      flow = r.discharge * r.vent.m2() * mass_flux;
    }
    return S{((r.maximum.pa() - p0) / rho0 * burning - g * s.p * flow / rho_v) / v,
             -burning - (burnt ? 0 : flow), burning - (burnt ? flow : 0)};
  };
  S s{p0 + 1e-6 * (r.maximum.pa() - p0), rho0 * v * (1 - 1e-6), rho0 * v * 1e-6};
  double peak = s.p;
  while (s.mu > 1e-4 * rho0 * v) {
    const auto add = [](const S& a, const S& b, double h) {
      return S{a.p + h * b.p, a.mu + h * b.mu, a.mb + h * b.mb};
    };
    const S k1 = rate(s);
    const S k2 = rate(add(s, k1, dt / 2));
    const S k3 = rate(add(s, k2, dt / 2));
    const S k4 = rate(add(s, k3, dt));
    s = {s.p + dt / 6 * (k1.p + 2 * k2.p + 2 * k3.p + k4.p),
         s.mu + dt / 6 * (k1.mu + 2 * k2.mu + 2 * k3.mu + k4.mu),
         s.mb + dt / 6 * (k1.mb + 2 * k2.mb + 2 * k3.mb + k4.mb)};
    s.p = std::max(s.p, p0);
    open = open || s.p - p0 >= r.opening.pa();
    burnt = burnt || v - s.mu / density(s.p) >= 0.6 * v;
    peak = std::max(peak, s.p);
  }
  return (peak - p0) / 1e5;
}

}  // namespace

TEST_CASE("golden 31: accumulation in a well-mixed room", "[explosion][golden]") {
  CHECK(steady_concentration(room(6)).value() == near(0.305197, 1e-5));
  CHECK(concentration_after(room(6), Time::s(1800)).value() == near(0.301129, 1e-5));
  const auto t = time_to_concentration(room(0), Ratio::of(0.0866));
  REQUIRE(t);
  CHECK(t->s() == near(123.73, 1e-5));
}

TEST_CASE("accumulation: time to a concentration inverts it, or there is none", "[explosion]") {
  for (const double lambda : {0.0, 1.0, 6.0, 100.0}) {
    for (const double t : {1.0, 100.0, 300.0}) {
      const auto c = concentration_after(room(lambda), Time::s(t));
      CHECK(time_to_concentration(room(lambda), c)->s() == near(t, 1e-9));
    }
  }
  CHECK_FALSE(time_to_concentration(room(6), Ratio::of(0.306)));
  CHECK_FALSE(time_to_concentration({0.0, Volume::m3(1), AirChange::per_h(0)}, Ratio::of(0.05)));
  CHECK(concentration_after({0.0, Volume::m3(1), AirChange::per_h(0)}, Time::s(10)).value() == 0.0);
  CHECK_THROWS_AS(steady_concentration({1.0, Volume::m3(0), AirChange::per_h(0)}), std::domain_error);
}

TEST_CASE("stoichiometric volume is bounded by the room", "[explosion]") {
  const auto v = [](double c, double fill) {
    return stoichiometric_volume(Volume::m3(13.28), Ratio::of(c), Ratio::of(0.306), Ratio::of(fill)).m3();
  };
  CHECK(v(0.153, 1) == near(6.64, 1e-12));
  CHECK(v(0.5, 1) == near(13.28, 1e-12));
  CHECK(v(0.5, 0.33) == near(0.33 * 13.28, 1e-12));
  CHECK(v(0, 1) == 0.0);
}

TEST_CASE("closed room overpressure: the formula and its limits", "[explosion]") {
  const auto p = [](double gas, double sigma) {
    return closed_room_overpressure(Volume::m3(33), Volume::m3(gas), Ratio::of(0.3), sigma, 1.4,
                                    Pressure::pa(101325))
        .pa();
  };
  CHECK(p(0, 7) == 0.0);
  CHECK(p(2, 7) == near(101325 * (std::pow(35.0 / 33 * (33 + 2 / 0.3 * 6) / 33, 1.4) - 1), 1e-12));
  CHECK(p(2, 1) == near(101325 * (std::pow(35.0 / 33, 1.4) - 1), 1e-12));
}

TEST_CASE("golden 32: vented deflagration", "[explosion][golden]") {
  CHECK(reduced_bar(vented(0)) == Approx(6.986).margin(1e-3));
  CHECK(reduced_bar(vented(1.5)) == Approx(0.0429).margin(1e-4));
  CHECK(reduced_bar(vented(3)) == Approx(0.0115).margin(1e-4));
  CHECK(reduced_bar(vented(6)) == Approx(0.0029).margin(1e-4));
  CHECK(reduced_bar(vented(9)) == Approx(0.0013).margin(1e-4));
  CHECK(reduced_bar(vented(14)) == Approx(0.0005).margin(1e-4));
}

TEST_CASE("vented deflagration: energy is conserved when next to nothing leaves", "[explosion]") {
  const double closed = (8.0e5 - 101325) / 1e5;
  CHECK(reduced_bar(vented(0)) == near(closed, 1e-14));
  CHECK(reduced_bar(vented(5, 7.0)) == near(closed, 1e-14));  // opens above the closed-vessel pressure
  CHECK(reduced_bar(vented(1e-9)) == near(closed * (1 - 1e-4), 1e-6));
  CHECK(reduced_bar(vented(1e-9, 2.0)) == near(closed * (1 - 1e-4), 1e-6));
}

TEST_CASE("vented deflagration equals a fixed-step solution within 0.1 %", "[explosion]") {
  auto strong = vented(1.5);
  strong.wrinkling = 3;
  auto small = vented(0.3, 0.1);
  small.volume = Volume::m3(13.28);
  small.burning_velocity = Speed::m_per_s(0.7);
  small.wrinkling = 3;
  for (const auto& r : {vented(0.2), vented(1.5), vented(0.5, 0.1), strong, small}) {
    CHECK(reduced_bar(r) == near(reduced_bar_fixed_step(r, 1e-5), 1e-3));
  }
}

TEST_CASE("vented deflagration: opening, vented mass and order in the vent area", "[explosion]") {
  const auto result = vented_deflagration(vented(3, 0.1));
  REQUIRE(result.vent_opened);
  CHECK(result.reduced.bar() >= 0.1 * (1 - 1e-9));
  CHECK(result.unburnt_vented.kg() > 0.0);
  CHECK(result.unburnt_vented.kg() < 1.2 * 33);
  CHECK_FALSE(vented_deflagration(vented(0)).vent_opened);
  double previous = 10.0;
  for (double a = 0.01; a < 5; a *= 1.3) {
    const double p = reduced_bar(vented(a));
    CHECK(p < previous);
    previous = p;
  }
}

TEST_CASE("vented deflagration: finite over the domain", "[explosion]") {
  test::Random random{8};
  for (int i = 0; i < 150; ++i) {
    auto r = vented(random.log_uniform(1e-3, 3), random.uniform(0, 1) < 0.3 ? 0.0 : random.uniform(0, 0.5));
    r.volume = Volume::m3(random.log_uniform(5, 300));
    r.burning_velocity = Speed::m_per_s(random.uniform(0.3, 1.1));
    r.wrinkling = random.uniform(1, 5);
    r.maximum = Pressure::pa(random.log_uniform(1.02e5, 9.5e5));
    const auto result = vented_deflagration(r);
    REQUIRE(result.reduced.pa() >= 0.0);
    REQUIRE(result.reduced.pa() <= (r.maximum.pa() - r.ambient.pa()) * (1 + 1e-9));
    REQUIRE(result.unburnt_vented.kg() >= 0.0);
    REQUIRE(result.unburnt_vented.kg() <= 1.2 * r.volume.m3());
  }
  CHECK_THROWS_AS(vented_deflagration(vented(-1)), std::domain_error);
  auto r = vented(1);
  r.maximum = Pressure::pa(1e5);
  CHECK_THROWS_AS(vented_deflagration(r), std::domain_error);
}

TEST_CASE("effective maximum pressure follows the filled part", "[explosion]") {
  const auto p = [](double v) {
    return effective_maximum_pressure(Pressure::pa(8e5), Pressure::pa(101325), Volume::m3(v), Volume::m3(10))
        .pa();
  };
  CHECK(p(0) == 101325);
  CHECK(p(10) == near(8e5, 1e-14));
  CHECK(p(5) == near(0.5 * (8e5 + 101325), 1e-14));
  CHECK_THROWS_AS(p(11), std::domain_error);
}

TEST_CASE("vent blast (NFPA 68)", "[explosion]") {
  const auto p = [](double r, double deg) {
    return vent_blast(Overpressure::bar(0.3), Area::m2(4), Length::m(r), Angle::deg(deg)).bar();
  };
  CHECK(p(10, 0) == near(1.24 * 0.3 * std::pow(0.2, 1.35), 1e-12));
  CHECK(p(10, 56) == near(0.5 * p(10, 0), 1e-12));
  CHECK_THROWS_AS(p(0, 0), std::domain_error);
}

TEST_CASE("golden 33: EN 14994 vent area", "[explosion][golden]") {
  const auto a = [](double kg, double pred, double pstat, double v, double ld) {
    return en14994_vent_area(kg, Overpressure::bar(pred), Overpressure::bar(pstat), Volume::m3(v), ld).m2();
  };
  CHECK(a(100, 0.2, 0.1, 10, 1) == near(2.3237, 1e-4));
  CHECK(a(100, 0.2, 0.1, 10, 3) == near(2.3237 * (1 + 100.0 / 750), 1e-4));
  CHECK_THROWS_AS(a(600, 0.2, 0.1, 10, 1), std::domain_error);
  CHECK_THROWS_AS(a(100, 0.2, 0.3, 10, 1), std::domain_error);
  CHECK_THROWS_AS(a(100, 2.5, 0.1, 10, 1), std::domain_error);
  CHECK_THROWS_AS(a(100, 0.2, 0.1, 2000, 1), std::domain_error);
  CHECK_THROWS_AS(a(100, 0.2, 0.1, 10, 6), std::domain_error);
}

TEST_CASE("NFPA 68, Cubbage-Simmonds and Rasbash by hand", "[explosion]") {
  const Nfpa68Vent room{Area::m2(60), Speed::m_per_s(0.45), Density::kg_per_m3(1.2),
                        2.0,          Overpressure::bar(7), Overpressure::bar(0)};
  const double c = 0.45 * 1.2 * 2 / (2 * 230.1 * 0.7) * (std::pow(8, 1 / 1.1) - 1);
  CHECK(nfpa68_vent_area(room, Overpressure::bar(0.25)).m2() == near(60 * c / 0.5, 1e-12));
  CHECK_THROWS_AS(nfpa68_vent_area(room, Overpressure::bar(0.6)), std::domain_error);
  const VentPanel panel{2, 10};
  const auto peaks = cubbage_simmonds(Speed::m_per_s(0.45), panel, Volume::m3(27));
  CHECK(peaks.first.pa() == near(0.45 * (86 + 28) / 3 * 100, 1e-12));
  CHECK(peaks.second.pa() == near(58 * 0.45 * 2 * 100, 1e-12));
  CHECK(rasbash(Overpressure::pa(2000), Speed::m_per_s(0.45), panel).pa() ==
        near(3000 + 77.7 * 2 * 0.45 * 100, 1e-12));
  CHECK_THROWS_AS(rasbash(Overpressure::pa(0), Speed::m_per_s(0.45), {6, 10}), std::domain_error);
}
