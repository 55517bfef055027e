#include "batterisk/core/effect/toxic.hpp"
#include "random.hpp"
#include "reference_parameters.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace batterisk;

namespace {

Approx near(double value, double relative) {
  return Approx(value).epsilon(relative).margin(0);
}

}  // namespace

TEST_CASE("normal distribution: tabulated values and tails (Abramowitz and Stegun 26.1)", "[normal]") {
  CHECK(normal_cdf(0) == 0.5);
  CHECK(normal_cdf(1) == near(0.841344746068542949, 1e-15));
  CHECK(normal_cdf(-3) == near(1.34989803163009453e-3, 1e-14));
  CHECK(normal_cdf(-10) == near(7.61985302416052606e-24, 1e-13));
  CHECK(normal_quantile(0.975) == near(1.95996398454005423552, 1e-15));
  CHECK(normal_quantile(0.01) == near(-2.32634787404084110089, 1e-15));
  CHECK(normal_quantile(1e-10) == near(-6.36134090240406, 1e-13));
  CHECK(normal_quantile(0.5) == 0.0);
  CHECK_THROWS_AS(normal_quantile(0.0), std::domain_error);
  CHECK_THROWS_AS(normal_quantile(1.0), std::domain_error);
}

TEST_CASE("normal quantile inverts the distribution", "[normal]") {
  for (double p = 1e-300; p < 0.5; p *= 1.7) CHECK(normal_cdf(normal_quantile(p)) == near(p, 2e-12));
  for (double x = -8; x <= 3; x += 0.01)
    CHECK(normal_quantile(normal_cdf(x)) == Approx(x).epsilon(1e-12).margin(1e-12));
}

TEST_CASE("golden 39: LC1 and LC50 of 30 min per substance, mg/m3", "[toxic][golden]") {
  struct Row {
    ToxicProbit probit;
    double lc1;
    double lc50;
  };
  const Row rows[]{{reference::hf, 166.5, 785.1},  {reference::co, 790.3, 8093},
                   {reference::hcn, 43.82, 115.5}, {reference::hcl, 1689, 3172},
                   {reference::no2, 125.3, 234.9}, {reference::so2, 2201, 5803}};
  for (const auto& row : rows) {
    CHECK(lethal_concentration(Probability::of(0.01), Time::min(30), row.probit).mg_per_m3() ==
          near(row.lc1, 5e-4));
    CHECK(lethal_concentration(Probability::of(0.5), Time::min(30), row.probit).mg_per_m3() ==
          near(row.lc50, 5e-4));
  }
}

TEST_CASE("golden 40: HF 1000 mg/m3 for 30 min", "[toxic][golden]") {
  const auto c = Concentration::mg_per_m3(1000);
  CHECK(toxic_probit(c, Time::min(30), reference::hf) == near(5.36283, 1e-5));
  CHECK(toxic_lethality(c, Time::min(30), reference::hf).value() == near(0.641634, 1e-5));
}

TEST_CASE("lethal concentration inverts the lethality, the prepared line equals the probit", "[toxic]") {
  test::Random random{11};
  for (int i = 0; i < 2000; ++i) {
    const ToxicProbit probit{random.uniform(-40, -1), random.uniform(0.5, 4), random.uniform(0.5, 4)};
    const Time t = Time::min(random.log_uniform(0.1, 60));
    const double p = random.log_uniform(1e-6, 0.9);
    const auto c = lethal_concentration(Probability::of(p), t, probit);
    CHECK(toxic_lethality(c, t, probit).value() == near(p, 1e-10));
    CHECK(probit_line(t, probit).lethality(std::log(c.kg_per_m3())) == near(p, 1e-10));
  }
}

TEST_CASE("no exposure, no death", "[toxic]") {
  CHECK(toxic_lethality(Concentration::mg_per_m3(0), Time::min(30), reference::hf).value() == 0.0);
  CHECK(toxic_lethality(Concentration::mg_per_m3(1e5), Time::min(0), reference::hf).value() == 0.0);
  CHECK(probit_line(Time::min(30), reference::hf).lethality(-HUGE_VAL) == 0.0);
  CHECK_THROWS_AS(toxic_probit(Concentration::mg_per_m3(-1), Time::min(30), reference::hf),
                  std::domain_error);
  CHECK_THROWS_AS(toxic_probit(Concentration::mg_per_m3(1), Time::min(-1), reference::hf), std::domain_error);
}

TEST_CASE("species combine before the cut-off", "[toxic]") {
  const double two[]{0.006, 0.005};
  CHECK(combined_toxic_lethality(two, ToxicCombination::Product, 0.01) == near(1 - 0.994 * 0.995, 1e-12));
  CHECK(combined_toxic_lethality(two, ToxicCombination::Product, 0.012) == 0.0);
  CHECK(combined_toxic_lethality(two, ToxicCombination::Dominant, 0.0) == 0.006);
  CHECK(combined_toxic_lethality(two, ToxicCombination::Dominant, 0.01) == 0.0);
  const double edge[]{0.01};
  CHECK(combined_toxic_lethality(edge, ToxicCombination::Product, 0.01) == 0.01);
  CHECK(combined_toxic_lethality({}, ToxicCombination::Product, 0.01) == 0.0);
  const double wrong[]{1.5};
  CHECK_THROWS_AS(combined_toxic_lethality(wrong, ToxicCombination::Product, 0.01), std::domain_error);
}
