#include "batterisk/study/uncertainty/sensitivity_index.hpp"
#include "batterisk/study/uncertainty/sobol.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

using std::numbers::pi;

// Ishigami and Homma (1990), a = 7, b = 0.1. Indices in closed form.
double ishigami(std::span<const double> u) {
  const auto x = [&](std::size_t d) { return pi * (2.0 * u[d] - 1.0); };
  return std::sin(x(0)) + 7.0 * std::sin(x(1)) * std::sin(x(1)) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}
struct Closed {
  std::vector<double> first;
  std::vector<double> total;
  std::vector<double> shapley;
};
Closed ishigami_indices() {
  const double v1 = 0.5 * std::pow(1.0 + 0.1 * std::pow(pi, 4) / 5.0, 2);
  const double v2 = 49.0 / 8.0;
  const double v13 = 0.01 * std::pow(pi, 8) * (1.0 / 18.0 - 1.0 / 50.0);
  const double v = v1 + v2 + v13;
  return {{v1 / v, v2 / v, 0.0}, {(v1 + v13) / v, v2 / v, v13 / v}, {(v1 + v13 / 2.0) / v, v2 / v, v13 / 2.0 / v}};
}

// The g-function of Sobol', a = 0, 1, 4.5, 9.
const std::vector<double> g_a{0.0, 1.0, 4.5, 9.0};
double g_function(std::span<const double> u) {
  double y = 1.0;
  for (std::size_t d = 0; d < g_a.size(); ++d) y *= (std::abs(4.0 * u[d] - 2.0) + g_a[d]) / (1.0 + g_a[d]);
  return y;
}
Closed g_indices() {
  std::vector<double> part;
  for (const double a : g_a) part.push_back(1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
  // Variance of each set is the product of the parts of its members.
  const std::size_t n = part.size();
  Closed closed{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n)};
  double whole = 0.0;
  for (unsigned set = 1; set < (1U << n); ++set) {
    double v = 1.0;
    for (std::size_t d = 0; d < n; ++d) v *= ((set >> d) & 1U) != 0 ? part[d] : 1.0;
    whole += v;
    const auto members = static_cast<double>(__builtin_popcount(set));
    for (std::size_t d = 0; d < n; ++d) {
      if (((set >> d) & 1U) == 0) continue;
      if (members == 1.0) closed.first[d] = v;
      closed.total[d] += v;
      closed.shapley[d] += v / members;
    }
  }
  for (auto* list : {&closed.first, &closed.total, &closed.shapley}) {
    for (double& v : *list) v /= whole;
  }
  return closed;
}

CoordinateGroups each_alone(std::size_t n) {
  CoordinateGroups groups;
  for (std::size_t d = 0; d < n; ++d) groups.push_back({d});
  return groups;
}

constexpr std::uint32_t points_each = 4096 / scramblings;

std::vector<Estimate> first_order(const PointModel& model, std::size_t dimensions, std::uint64_t seed) {
  std::vector<std::vector<double>> u(dimensions);
  std::vector<double> y;
  std::vector<double> at(dimensions);
  for (std::size_t s = 0; s < scramblings; ++s) {
    const ScrambledSobol points(dimensions, mixed(seed, s));
    for (std::uint32_t i = 0; i < points_each; ++i) {
      for (std::size_t d = 0; d < dimensions; ++d) {
        at[d] = points(i, d);
        u[d].push_back(at[d]);
      }
      y.push_back(model(at));
    }
  }
  std::vector<Estimate> estimates;
  for (std::size_t d = 0; d < dimensions; ++d) estimates.push_back(first_order_index(u[d], y));
  return estimates;
}

// Chatterjee's coefficient with the square of the outcome in place of its rank: the first-order index for independent points
// (Gamboa, Gremaud, Klein and Lagnoux 2022).
double rank_estimator(const std::vector<double>& u, const std::vector<double>& y) {
  std::vector<std::size_t> order(u.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return u[a] < u[b]; });
  const auto n = static_cast<double>(y.size());
  const double mean = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double neighbours = 0.0;
  double variance = 0.0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    neighbours += (y[order[i]] - mean) * (y[order[(i + 1) % order.size()]] - mean);
    variance += (y[i] - mean) * (y[i] - mean);
  }
  return neighbours / variance;
}

void check(const std::vector<Estimate>& found, const std::vector<double>& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    INFO(i << ": " << found[i].value << " +- " << found[i].error << ", expected " << expected[i]);
    CHECK(std::abs(found[i].value - expected[i]) <= 0.015);
  }
}

}  // namespace

TEST_CASE("first-order indices of Ishigami and the g-function, without further runs") {
  for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
    check(first_order(ishigami, 3, seed), ishigami_indices().first);
    check(first_order(g_function, 4, seed), g_indices().first);
  }
}

TEST_CASE("total indices by Jansen and Shapley effects of both") {
  constexpr std::uint32_t n = 4096;  // of each scrambling
  for (const std::uint64_t seed : {1, 2, 3}) {
    check(total_indices(ishigami, 3, each_alone(3), n, seed), ishigami_indices().total);
    check(total_indices(g_function, 4, each_alone(4), n, seed), g_indices().total);
    check(shapley_effects(ishigami, 3, each_alone(3), n, seed), ishigami_indices().shapley);
    check(shapley_effects(g_function, 4, each_alone(4), n, seed), g_indices().shapley);
  }
}

TEST_CASE("a group counts as one: alone it has no interaction left") {
  const auto all = shapley_effects(g_function, 4, {{0, 1}, {2, 3}}, points_each, 1);
  CHECK(all[0].value + all[1].value == Approx(1.0).margin(1e-2));
  const auto one = total_indices(g_function, 4, {{0, 1, 2, 3}}, points_each, 1);
  CHECK(one[0].value == Approx(1.0).margin(0.015));
  CHECK_THROWS_AS(shapley_effects(g_function, 4, CoordinateGroups(9), points_each, 1), std::invalid_argument);
}

TEST_CASE("what does not matter is not told from 0, what does is") {
  const auto indices = first_order(ishigami, 3, 1);
  CHECK_FALSE(indices[0].holds_zero());
  CHECK_FALSE(indices[1].holds_zero());
  CHECK(indices[2].holds_zero());
}

TEST_CASE("the rank estimator is wrong on the points of Sobol") {
  double worst = 0.0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const ScrambledSobol points(3, seed);
    std::vector<std::vector<double>> u(3);
    std::vector<double> y;
    for (std::uint32_t i = 0; i < 4096; ++i) {
      std::vector<double> at{points(i, 0), points(i, 1), points(i, 2)};
      for (std::size_t d = 0; d < 3; ++d) u[d].push_back(at[d]);
      y.push_back(ishigami(at));
    }
    for (std::size_t d = 0; d < 3; ++d) worst = std::max(worst, std::abs(rank_estimator(u[d], y) - ishigami_indices().first[d]));
  }
  CHECK(worst > 0.05);
}

}  // namespace batterisk
