// The short cuts of the inner loops against what they stand in for.
#include "base/level_root.hpp"
#include "base/quick_angle.hpp"

#include "batterisk/core/base/clustered.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include <catch2/catch.hpp>

using namespace batterisk;

namespace {

constexpr double pi = std::numbers::pi;

}  // namespace

TEST_CASE("inner loop: bearings equal those of atan2 to 2e-12 turns, all round") {
  for (int k = 0; k <= 7200; ++k) {
    const double angle = 2.0 * pi * k / 7200.0;
    const RdPoint offset{137.0 * std::sin(angle), 137.0 * std::cos(angle)};
    double error = detail::quick_turns(offset) - bearing_rad({0.0, 0.0}, offset) / (2.0 * pi);
    error -= std::round(error);
    REQUIRE(std::abs(error) < 2e-12);
  }
  CHECK(detail::quick_turns({0.0, 0.0}) == 0.0);
  CHECK(detail::quick_turns({0.0, 5.0}) == 0.0);
  CHECK(detail::quick_turns({5.0, 0.0}) == Approx(0.25).epsilon(1e-12));
  CHECK(detail::quick_turns({0.0, -5.0}) == Approx(0.5).epsilon(1e-12));
  CHECK(detail::quick_turns({-5.0, 0.0}) == Approx(0.75).epsilon(1e-12));
}

TEST_CASE("inner loop: cosine positions equal those of acos to 1e-9, and stay in [0, 1] outside the span") {
  for (int k = 0; k <= 10000; ++k) {
    const double s = k / 10000.0;
    REQUIRE(detail::quick_cosine_position(s) == Approx(std::acos(1.0 - 2.0 * s) / pi).margin(1e-9));
  }
  CHECK(detail::quick_cosine_position(-0.1) == 0.0);
  CHECK(detail::quick_cosine_position(1.1) == 1.0);
}

TEST_CASE("inner loop: a level root is that of the function, smooth, with a kink or with a jump") {
  int calls = 0;
  const auto root = [&](const auto& f, double a, double b) {
    calls = 0;
    const auto counted = [&](double t) {
      ++calls;
      return f(t);
    };
    return detail::level_root(counted, {a, f(a)}, {b, f(b)}, 1e-3);
  };
  CHECK(root([](double t) { return std::exp(-0.3 * t) - 0.5; }, 0.0, 5.0) == Approx(std::log(2.0) / 0.3).margin(1e-3));
  CHECK(calls <= 4);
  CHECK(root([](double t) { return t < 2.0 ? 1.0 - 0.1 * t : 2.8 - t; }, 0.0, 5.0) == Approx(2.8).margin(1e-3));
  CHECK(root([](double t) { return t < 1.7 ? 0.4 : -3.0; }, 0.0, 5.0) == Approx(1.7).margin(1e-3));
  CHECK(root([](double t) { return t < 1.7 ? -0.4 : 3.0; }, 0.0, 5.0) == Approx(1.7).margin(1e-3));
  CHECK(root([](double t) { return t * t * t; }, -1.0, 4.0) == Approx(0.0).margin(2e-2));  // flat: its value there is 1e-5
  CHECK(detail::level_root([](double t) { return t; }, {0.0, 0.0}, {5.0, 5.0}, 1e-3) == 0.0);
  CHECK(detail::level_root([](double t) { return t - 5.0; }, {0.0, -5.0}, {5.0, 0.0}, 1e-3) == Approx(5.0).margin(1e-3));
}

TEST_CASE("inner loop: groups of neighbours give every thing that reaches a point") {
  struct Thing {
    RdPoint position;
    double reach_m;
  };
  std::mt19937_64 random{20261126};
  std::uniform_real_distribution<double> anywhere{-300.0, 300.0};
  std::uniform_real_distribution<double> reach{0.0, 90.0};
  std::vector<Thing> things;
  for (int i = 0; i < 500; ++i) {
    things.push_back({{120000.0 + anywhere(random), 480000.0 + anywhere(random)}, reach(random)});
  }
  const Clustered<Thing> clustered(things);
  for (int k = 0; k < 200; ++k) {
    const RdPoint p{120000.0 + anywhere(random), 480000.0 + anywhere(random)};
    const auto reaches = [&](const Thing& thing) { return distance_m(thing.position, p) < thing.reach_m; };
    std::ptrdiff_t found = 0;
    clustered.for_groups_at(p, [&](std::span<const Thing> group) { found += std::count_if(group.begin(), group.end(), reaches); });
    CHECK(found == std::count_if(things.begin(), things.end(), reaches));
  }
}
