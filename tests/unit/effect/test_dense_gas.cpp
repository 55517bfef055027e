#include "batterisk/core/effect/dense_gas.hpp"
#include "random.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace batterisk;

namespace {

Approx near(double value, double relative) {
  return Approx(value).epsilon(relative).margin(0);
}

DenseGasRelease burro() {
  const double mass_rate = 0.23 * 425.6;
  return {mass_rate / 1.76,
          Density::kg_per_m3(1.76),
          Temperature::k(111.15),
          Density::kg_per_m3(1.184),
          Temperature::k(298),
          Speed::m_per_s(10.9),
          9.80616};
}

}  // namespace

TEST_CASE("golden 11: Britter-McQuaid rows at alpha -0.40", "[dense_gas][golden]") {
  const double expected[]{1.784, 2.016, 2.21, 2.394, 2.564, 2.714};
  const auto betas = britter_mcquaid_betas(-0.40);
  for (std::size_t i = 0; i < 6; ++i) CHECK(betas[i] == near(expected[i], 1e-9));
}

TEST_CASE("golden 12: Burro LNG at 367 m (GasDispersion.jl)", "[dense_gas][golden]") {
  CHECK(britter_mcquaid_fraction(burro(), Length::m(367)).value() == near(0.0507177, 5e-4));
}

TEST_CASE("Britter-McQuaid rows join within the rounding of their coefficients, further rows lie further",
          "[dense_gas]") {
  auto previous = britter_mcquaid_betas(-2.0);
  for (double alpha = -2.0; alpha <= 1.0; alpha += 1e-3) {
    const auto betas = britter_mcquaid_betas(alpha);
    for (std::size_t i = 0; i < 6; ++i) {
      CHECK(std::fabs(betas[i] - previous[i]) < 0.02);
      if (i > 0) CHECK(betas[i] > betas[i - 1]);
    }
    previous = betas;
  }
  CHECK_THROWS_AS(britter_mcquaid_betas(1.01), std::domain_error);
}

TEST_CASE("dense-gas criterion: battery gas lighter than air is passive", "[dense_gas]") {
  CHECK(britter_mcquaid_criterion(burro()) > 0.15);
  CHECK(is_dense(burro(), 0.15));
  auto light = burro();
  light.density = Density::kg_per_m3(1.1);
  CHECK(britter_mcquaid_criterion(light) == 0.0);
  CHECK_FALSE(is_dense(light, 0.15));
  CHECK_THROWS_AS(britter_mcquaid_fraction(light, Length::m(10)), std::domain_error);
}

TEST_CASE("dense-gas concentration is a fraction that does not rise with distance", "[dense_gas]") {
  test::Random random{7};
  for (int i = 0; i < 300; ++i) {
    auto release = burro();
    release.volume_rate_m3_per_s = random.log_uniform(1e-2, 1e3);
    release.wind_at_10_m = Speed::m_per_s(random.log_uniform(1, 15));
    release.density = Density::kg_per_m3(random.uniform(1.2, 6));
    if (britter_mcquaid_alpha(release) > 1.0) continue;
    const double d = std::sqrt(release.volume_rate_m3_per_s / release.wind_at_10_m.m_per_s());
    double previous = 1.0;
    // From 10 % beyond 30 D on: there the published pieces need not join.
    for (double x = 0.1 * d; x < 1e4 * d; x *= 1.05) {
      const double c = britter_mcquaid_fraction(release, Length::m(x)).value();
      REQUIRE((c >= 0.0 && c <= 1.0));
      REQUIRE(c <= previous);
      previous = c;
    }
  }
}
