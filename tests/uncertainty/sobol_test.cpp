#include "batterisk/core/base/normal.hpp"
#include "batterisk/study/uncertainty/sensitivity_index.hpp"
#include "batterisk/study/uncertainty/sobol.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <vector>

#include <boost/random/sobol.hpp>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

constexpr std::size_t dimensions = 60;

// Stands in for a study: 60 values of falling weight, some that work together, one that saturates.
double stand_in(const std::vector<double>& u) {
  double sum = 0.0;
  double weight = 1.0;
  std::vector<double> z(u.size());
  for (std::size_t d = 0; d < u.size(); ++d, weight *= 0.75) {
    z[d] = normal_quantile(u[d]);
    sum += weight * z[d];
  }
  return sum + 0.05 * z[0] * z[1] + 0.3 * std::tanh(z[2]) + 0.02 * z[3] * z[3];
}

struct Figures {
  double chance;  // of more than 1.5
  double q95;
  double mean;
};
Figures figures_of(std::vector<double> y) {
  const auto n = static_cast<double>(y.size());
  std::sort(y.begin(), y.end());
  double sum = 0.0;
  for (const double v : y) sum += v;
  const auto above = static_cast<double>(y.end() - std::upper_bound(y.begin(), y.end(), 1.5));
  return {above / n, y[static_cast<std::size_t>(0.95 * n)], sum / n};
}

Figures by_sobol(std::size_t n, std::uint64_t seed, std::size_t parts = 1) {
  std::vector<double> y;
  std::vector<double> u(dimensions);
  for (std::size_t s = 0; s < parts; ++s) {
    const ScrambledSobol points(dimensions, mixed(seed, s));
    for (std::uint32_t i = 0; i < n / parts; ++i) {
      for (std::size_t d = 0; d < dimensions; ++d) u[d] = points(i, d);
      y.push_back(stand_in(u));
    }
  }
  return figures_of(std::move(y));
}

Figures by_monte_carlo(std::size_t n, std::uint64_t seed) {
  std::mt19937_64 random{seed};
  std::uniform_real_distribution<double> uniform{1e-12, 1.0};
  std::vector<double> y;
  std::vector<double> u(dimensions);
  for (std::size_t i = 0; i < n; ++i) {
    for (double& v : u) v = uniform(random);
    y.push_back(stand_in(u));
  }
  return figures_of(std::move(y));
}

}  // namespace

TEST_CASE("without scrambling the points are those of Boost with the origin before them") {
  const ScrambledSobol points(dimensions, 1);
  boost::random::sobol_engine<std::uint32_t, 32> sequence(dimensions);
  for (std::size_t d = 0; d < dimensions; ++d) CHECK(points.unscrambled(0, d) == 0.0);
  for (std::uint32_t i = 1; i < 3000; ++i) {
    for (std::size_t d = 0; d < dimensions; ++d) REQUIRE(points.unscrambled(i, d) == static_cast<double>(sequence()) * 0x1p-32);
  }
}

TEST_CASE("scrambled points keep one in every interval of every coordinate, and pairs in every box of the first two") {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const ScrambledSobol points(dimensions, seed);
    constexpr std::uint32_t n = 256;
    for (std::size_t d = 0; d < dimensions; ++d) {
      std::set<int> seen;
      for (std::uint32_t i = 0; i < n; ++i) seen.insert(static_cast<int>(points(i, d) * n));
      REQUIRE(seen.size() == n);
    }
    for (int split = 0; split <= 8; ++split) {  // 2^split columns, 2^(8 - split) rows
      std::set<std::pair<int, int>> boxes;
      for (std::uint32_t i = 0; i < n; ++i) {
        boxes.insert({static_cast<int>(points(i, 0) * (1 << split)), static_cast<int>(points(i, 1) * (1 << (8 - split)))});
      }
      CHECK(boxes.size() == n);
    }
  }
}

TEST_CASE("another seed moves every point, the same seed none") {
  const ScrambledSobol a(2, 7);
  const ScrambledSobol b(2, 8);
  std::size_t same = 0;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    CHECK(a(i, 1) == ScrambledSobol(2, 7)(i, 1));
    same += a(i, 0) == b(i, 0) ? 1 : 0;
  }
  CHECK(same == 0);
}

TEST_CASE("at 1,024 points the errors are well below those of plain Monte Carlo") {
  constexpr std::size_t n = 1024;
  const Figures exact = by_sobol(std::size_t{1} << 18, 99);
  constexpr std::uint64_t times = 100;
  Figures one{};    // scrambling of 1,024 points
  Figures eight{};  // scramblings of 128 points
  Figures plain{};
  const auto add = [&](Figures& sum, const Figures& f) {
    sum.chance += (f.chance - exact.chance) * (f.chance - exact.chance);
    sum.q95 += (f.q95 - exact.q95) * (f.q95 - exact.q95);
    sum.mean += (f.mean - exact.mean) * (f.mean - exact.mean);
  };
  for (std::uint64_t t = 0; t < times; ++t) {
    add(one, by_sobol(n, t));
    add(eight, by_sobol(n, t, scramblings));
    add(plain, by_monte_carlo(n, t));
  }
  INFO("one: chance " << std::sqrt(one.chance / plain.chance) << ", q95 " << std::sqrt(one.q95 / plain.q95) << ", mean "
                      << std::sqrt(one.mean / plain.mean));
  INFO("eight: chance " << std::sqrt(eight.chance / plain.chance) << ", q95 " << std::sqrt(eight.q95 / plain.q95)
                        << ", mean " << std::sqrt(eight.mean / plain.mean));
  CHECK(std::sqrt(one.chance / plain.chance) <= 0.55);
  CHECK(std::sqrt(one.q95 / plain.q95) <= 0.55);
  CHECK(std::sqrt(one.mean / plain.mean) <= 0.05);
  // What the scramblings cost that tell the error: still better than plain points in everything.
  CHECK(std::sqrt(eight.chance / plain.chance) <= 0.7);
  CHECK(std::sqrt(eight.q95 / plain.q95) <= 0.8);
  CHECK(std::sqrt(eight.mean / plain.mean) <= 0.05);
}

TEST_CASE("the spread of the scramblings says how far an estimate is off") {
  const double exact = by_sobol(std::size_t{1} << 18, 99).chance;
  std::size_t within = 0;
  constexpr std::uint64_t times = 200;
  for (std::uint64_t t = 0; t < times; ++t) {
    std::vector<double> each;
    for (std::size_t s = 0; s < scramblings; ++s) {
      const ScrambledSobol points(dimensions, mixed(1000 + t, s));
      std::vector<double> y;
      std::vector<double> u(dimensions);
      for (std::uint32_t i = 0; i < 64; ++i) {
        for (std::size_t d = 0; d < dimensions; ++d) u[d] = points(i, d);
        y.push_back(stand_in(u));
      }
      each.push_back(figures_of(y).chance);
    }
    const Estimate e = estimate(each);
    within += std::abs(e.value - exact) <= e.error ? 1 : 0;
  }
  // 95 % of 200, and three times the spread of that number.
  CHECK(within >= 181);
  CHECK(within <= 199);
}

}  // namespace batterisk
