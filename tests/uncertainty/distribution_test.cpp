#include "batterisk/study/uncertainty/distribution.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

Distribution of(const std::string& kind, std::map<std::string, std::vector<double>> parameters) { return {kind, std::move(parameters)}; }

}  // namespace

TEST_CASE("quantiles of every kind are those in closed form") {
  CHECK(quantile(of("unif", {{"laag", {2.0}}, {"hoog", {6.0}}}), 0.25) == Approx(3.0));
  // Triangle: F = (x - 1)^2 / (5 x 2) below the top at 3, of 1 .. 6.
  const Distribution triangle = of("tri", {{"laag", {1.0}}, {"top", {3.0}}, {"hoog", {6.0}}});
  CHECK(quantile(triangle, 0.4) == Approx(3.0));
  CHECK(quantile(triangle, 0.1) == Approx(2.0));
  CHECK(quantile(triangle, 1.0 - 1.0 / 15.0) == Approx(5.0));
  const Distribution one_sided = of("tri", {{"laag", {0.0}}, {"top", {0.0}}, {"hoog", {1.0}}});
  CHECK(quantile(one_sided, 0.75) == Approx(0.5));
  const Distribution lognormal = of("logn", {{"mediaan", {25.0}}, {"p5", {14.0}}, {"p95", {60.0}}});
  CHECK(quantile(lognormal, 0.05) == Approx(14.0));
  CHECK(quantile(lognormal, 0.5) == Approx(25.0));
  CHECK(quantile(lognormal, 0.95) == Approx(60.0));
  // Beta(2, 1): F = x^2.
  CHECK(quantile(of("beta", {{"a", {2.0}}, {"b", {1.0}}}), 0.49) == Approx(0.7));
  const Distribution three = of("disc", {{"waarden", {1.0, 2.0, 5.0}}, {"kansen", {0.25, 0.5, 0.25}}});
  CHECK(quantile(three, 0.24) == 1.0);
  CHECK(quantile(three, 0.26) == 2.0);
  CHECK(quantile(three, 0.74) == 2.0);
  CHECK(quantile(three, 0.76) == 5.0);
  CHECK_THROWS_AS(quantile(of("vast", {}), 0.5), std::invalid_argument);
}

TEST_CASE("shares of a Dirichlet distribution add up to 1 and have its means") {
  const std::vector<double> a{6.7, 1.4, 1.9};
  std::vector<double> mean(3, 0.0);
  constexpr int n = 20;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      for (int k = 0; k < n; ++k) {
        const std::vector<double> u{(i + 0.5) / n, (j + 0.5) / n, (k + 0.5) / n};
        const std::vector<double> share = dirichlet(a, u);
        CHECK(share[0] + share[1] + share[2] == Approx(1.0));
        for (std::size_t s = 0; s < 3; ++s) mean[s] += share[s] / (n * n * n);
      }
    }
  }
  for (std::size_t s = 0; s < 3; ++s) CHECK(mean[s] == Approx(a[s] / 10.0).epsilon(0.01));
}

}  // namespace batterisk
