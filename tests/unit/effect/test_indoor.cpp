#include "batterisk/core/effect/indoor.hpp"
#include "random.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace batterisk;

namespace {

Approx near(double value, double relative) {
  return Approx(value).epsilon(relative).margin(0);
}

IndoorExposure exposure(double nv_per_h, double release_min, double window_min) {
  return {AirChange::per_h(nv_per_h), Time::min(release_min), Time::min(window_min)};
}

double k_min(double nv, double n, double window, double release = 30) {
  return relative_dose(exposure(nv, release, window), n).min();
}

double equivalent(double nv, double n, double window) {
  return outdoor_equivalent_of_dose(Concentration::mg_per_m3(1), Time::min(30), n, exposure(nv, 30, window))
      .mg_per_m3();
}

// Simpson on the definition, with the substitution t = s^4 that smooths the start.
double k_by_quadrature(double nv_per_h, double release_min, double window_min, double n) {
  const auto integral = [&](double from, double to) {
    const int steps = 20000;
    const double a = std::pow(from, 0.25);
    const double b = std::pow(to, 0.25);
    double sum = 0.0;
    for (int i = 0; i <= steps; ++i) {
      const double s = a + (b - a) * i / steps;
      const double r =
          indoor_ratio(AirChange::per_h(nv_per_h), Time::min(release_min), Time::min(std::pow(s, 4)));
      sum += (i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0) * std::pow(r, n) * 4.0 * s * s * s;
    }
    return sum * (b - a) / steps / 3.0;
  };
  const double end = std::min(release_min, window_min);
  return integral(0.0, end) + (window_min > end ? integral(end, window_min) : 0.0);
}

}  // namespace

TEST_CASE("golden 41: indoor concentration after 30 min", "[indoor][golden]") {
  const auto ratio = [](double nv) {
    return indoor_ratio(AirChange::per_h(nv), Time::min(30), Time::min(30));
  };
  CHECK(ratio(1.5) == near(0.5276, 1e-4));
  CHECK(ratio(1) == near(0.3935, 1e-4));
  CHECK(ratio(4) == near(0.8647, 1e-4));
}

TEST_CASE("golden 42: relative dose K", "[indoor][golden]") {
  CHECK(k_min(1.5, 1.5, 30) == near(5.3512, 1e-4));
  CHECK(k_min(1.5, 1.5, 60) == near(12.2535, 1e-4));
  CHECK(k_min(4, 1.5, 30) == near(13.7871, 1e-4));
  CHECK(k_min(1, 2, 30) == near(1.7473, 1e-4));
}

TEST_CASE("golden 43: outdoor equivalent of the dose criterion", "[indoor][golden]") {
  CHECK(equivalent(1.5, 1.5, 30) == near(3.1558, 1e-4));
  CHECK(equivalent(1.5, 1.5, 60) == near(1.8165, 1e-4));
  CHECK(equivalent(4, 1.5, 30) == near(1.6792, 1e-4));
  CHECK(equivalent(1, 2, 30) == near(4.1436, 1e-4));
}

TEST_CASE("old concentration criterion: 2.54 times the limit at n_v 1 /h", "[indoor]") {
  const auto c =
      outdoor_equivalent_of_concentration(Concentration::mg_per_m3(51), AirChange::per_h(1), Time::min(30));
  CHECK(c.mg_per_m3() == near(51.0 / (1.0 - std::exp(-0.5)), 1e-14));
  CHECK(c.mg_per_m3() == near(129.62, 1e-4));
}

TEST_CASE("dose over the limit is 1 at the outdoor equivalent and follows C^n", "[indoor]") {
  const auto e = exposure(1, 20, 30);
  const auto limit = Concentration::mg_per_m3(51);
  const auto ratio = [&](Concentration c) { return dose_over_limit(c, limit, Time::min(30), 1.5, e); };
  const auto at = outdoor_equivalent_of_dose(limit, Time::min(30), 1.5, e);
  CHECK(ratio(at) == near(1.0, 1e-12));
  CHECK(ratio(4.0 * at) == near(8.0, 1e-12));
  CHECK(ratio(Concentration::mg_per_m3(0)) == 0.0);
}

TEST_CASE("K for n 1 and 2 equals the integrals by hand", "[indoor]") {
  const double nv = 1.7 / 60;
  const double t = 30;
  const double e = std::exp(-nv * t);
  CHECK(k_min(1.7, 1, 30) == near(t - (1 - e) / nv, 1e-12));
  CHECK(k_min(1.7, 2, 30) == near(t - 2 * (1 - e) / nv + (1 - e * e) / (2 * nv), 1e-12));
}

TEST_CASE("K equals quadrature, before and after the end of the release", "[indoor]") {
  test::Random random{42};
  for (int i = 0; i < 60; ++i) {
    const double nv = random.log_uniform(0.05, 40);
    const double n = random.uniform(1, 5);
    const double release = random.log_uniform(1, 60);
    const double window = random.log_uniform(1, 120);
    CAPTURE(nv, n, release, window);
    CHECK(k_min(nv, n, window, release) == near(k_by_quadrature(nv, release, window, n), 1e-10));
  }
}

TEST_CASE("limits: no ventilation gives no dose, fast ventilation the outdoor dose", "[indoor]") {
  CHECK(k_min(0, 2, 30) == 0.0);
  CHECK(k_min(1e6, 2, 30) == near(30.0, 1e-4));
  CHECK(indoor_ratio(AirChange::per_h(1), Time::min(30), Time::min(0)) == 0.0);
  CHECK(indoor_ratio(AirChange::per_h(1), Time::min(30), Time::min(90)) ==
        near((1 - std::exp(-0.5)) * std::exp(-1.0), 1e-14));
  CHECK_THROWS_AS(equivalent(0, 2, 30), std::domain_error);
  CHECK_THROWS_AS(k_min(-1, 2, 30), std::domain_error);
  CHECK_THROWS_AS(k_min(1, 0, 30), std::domain_error);
}
