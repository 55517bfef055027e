#include "batterisk/study/uncertainty/probability_box.hpp"
#include "batterisk/study/uncertainty/sobol.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

constexpr std::size_t axes = 6;
constexpr std::size_t places = 12;
constexpr std::size_t drawn = 3;
constexpr std::size_t steps = 5;

using Range = std::pair<double, double>;

// Outcomes that grow or fall with each input, not all in the same way: the risk at several places.
struct Monotone {
  std::vector<std::vector<double>> slope;  // [place][axis]
  std::vector<double> of_drawn;
  explicit Monotone(std::uint64_t seed) {
    std::mt19937_64 random{seed};
    std::uniform_real_distribution<double> size{0.05, 1.0};
    std::uniform_int_distribution<int> kind{0, 5};
    for (std::size_t a = 0; a < axes; ++a) {
      const int of_axis = kind(random);  // up everywhere, down everywhere, by place, or nothing
      for (std::size_t p = 0; p < places; ++p) {
        if (slope.size() <= p) slope.emplace_back();
        const double sign = of_axis < 2 ? 1.0 : of_axis < 4 ? -1.0 : of_axis == 4 ? (p < places / 2 ? 1.0 : -1.0) : 0.0;
        slope[p].push_back(sign * size(random));
      }
    }
    for (std::size_t d = 0; d < drawn; ++d) of_drawn.push_back(size(random));
  }
  float at(std::size_t place, std::span<const double> point, const std::vector<double>& x) const {
    double sum = -0.1 * static_cast<double>(place);
    for (std::size_t d = 0; d < drawn; ++d) sum += of_drawn[d] * point[d];
    for (std::size_t a = 0; a < axes; ++a) sum += slope[place][a] * x[a];
    return static_cast<float>(std::exp(sum));
  }
};

double setting_value(const Range& range, std::size_t setting) {
  return range.first + static_cast<double>(setting) / (steps - 1) * (range.second - range.first);
}

template <class Model>
BoxModel box_model(const Model& model, const std::vector<Range>& ranges) {
  BoxModel box;
  box.dimensions = drawn;
  box.intervals.assign(ranges.size(), {steps, true, 2});
  box.outcome_count = places;
  box.compute = [&model, ranges](auto point, auto setting, auto outcome) {
    std::vector<double> x;
    for (std::size_t a = 0; a < ranges.size(); ++a) x.push_back(setting_value(ranges[a], setting[a]));
    for (std::size_t p = 0; p < places; ++p) outcome[p] = model.at(p, point, x);
    return true;
  };
  return box;
}

constexpr std::uint32_t samples = 64;
constexpr float level = 1.0F;

struct Chances {
  std::vector<int> low;
  std::vector<int> high;
};
Chances chances(const BoxModel& model, const IntervalPlan& plan) {
  const ScrambledSobol points(drawn, 5);
  Chances found{std::vector<int>(places), std::vector<int>(places)};
  std::vector<float> low(places);
  std::vector<float> high(places);
  for (std::uint32_t i = 0; i < samples; ++i) {
    const std::vector<double> point{points(i, 0), points(i, 1), points(i, 2)};
    REQUIRE(bounds_at(model, plan, point, low, high));
    for (std::size_t p = 0; p < places; ++p) {
      found.low[p] += low[p] >= level ? 1 : 0;
      found.high[p] += high[p] >= level ? 1 : 0;
    }
  }
  return found;
}

std::vector<Range> random_ranges(std::mt19937_64& random) {
  std::uniform_real_distribution<double> middle{-1.0, 1.0};
  std::uniform_real_distribution<double> half{0.0, 0.8};
  std::vector<Range> ranges;
  for (std::size_t a = 0; a < axes; ++a) {
    const double m = middle(random);
    const double h = half(random);
    ranges.emplace_back(m - h, m + h);
  }
  return ranges;
}

}  // namespace

TEST_CASE("widening an interval never narrows a box: 1,000 cases") {
  std::mt19937_64 random{11};
  std::uniform_real_distribution<double> further{0.0, 0.5};
  std::size_t wider_boxes = 0;
  for (std::uint64_t n = 0; n < 1000; ++n) {
    const Monotone model{n};
    std::vector<Range> ranges = random_ranges(random);
    const BoxModel before = box_model(model, ranges);
    const IntervalPlan plan = plan_intervals(before, 1);
    CHECK(plan.searched_outcomes == 0);
    const Chances narrow = chances(before, plan);
    Range& range = ranges[n % axes];
    range = {range.first - further(random), range.second + further(random)};
    const BoxModel after = box_model(model, ranges);
    const Chances wide = chances(after, plan_intervals(after, 1));
    for (std::size_t p = 0; p < places; ++p) {
      REQUIRE(wide.low[p] <= narrow.low[p]);
      REQUIRE(wide.high[p] >= narrow.high[p]);
      wider_boxes += wide.low[p] < narrow.low[p] || wide.high[p] > narrow.high[p] ? 1 : 0;
    }
  }
  CHECK(wider_boxes > 1000);
}

TEST_CASE("10,000 precise models lie inside the box, all of them") {
  std::mt19937_64 random{12};
  std::uniform_real_distribution<double> share{0.0, 1.0};
  const ScrambledSobol points(drawn, 5);
  for (std::uint64_t n = 0; n < 10; ++n) {
    const Monotone model{100 + n};
    const std::vector<Range> ranges = random_ranges(random);
    const BoxModel box = box_model(model, ranges);
    const IntervalPlan plan = plan_intervals(box, 1);
    const Chances bounds = chances(box, plan);
    for (int k = 0; k < 1000; ++k) {
      std::vector<double> x;
      for (const Range& r : ranges) x.push_back(r.first + share(random) * (r.second - r.first));
      for (std::size_t p = 0; p < places; ++p) {
        int chance = 0;
        for (std::uint32_t i = 0; i < samples; ++i) {
          const std::vector<double> point{points(i, 0), points(i, 1), points(i, 2)};
          chance += model.at(p, point, x) >= level ? 1 : 0;
        }
        REQUIRE(chance >= bounds.low[p]);
        REQUIRE(chance <= bounds.high[p]);
      }
    }
  }
}

TEST_CASE("without intervals the two bounds are one") {
  const Monotone model{3};
  const BoxModel box = [&] {
    BoxModel own = box_model(model, {});
    own.compute = [&model](auto point, auto, auto outcome) {
      for (std::size_t p = 0; p < places; ++p) outcome[p] = model.at(p, point, std::vector<double>(axes, 0.0));
      return true;
    };
    return own;
  }();
  const IntervalPlan plan = plan_intervals(box, 1);
  CHECK(plan.settings.size() == 1);
  const Chances c = chances(box, plan);
  CHECK(c.low == c.high);
}

TEST_CASE("the plan says how each interval is handled") {
  // Axis 0 up, axis 1 up near and down far, axis 2 nothing, axis 3 highest between its ends.
  struct Kinds {
    float at(std::size_t place, std::span<const double>, const std::vector<double>& x) const {
      const double side = place < places / 2 ? 1.0 : -1.0;
      return static_cast<float>(std::exp(x[0] + side * x[1] - 2.0 * (x[3] - 0.1) * (x[3] - 0.1)));
    }
  };
  const Kinds kinds;
  const std::vector<Range> ranges(4, Range{-1.0, 1.0});
  const IntervalPlan plan = plan_intervals(box_model(kinds, ranges), 1);
  REQUIRE(plan.search.size() == 4);
  CHECK(plan.search[0] == IntervalSearch::Direction);
  CHECK(plan.search[1] == IntervalSearch::DirectionByPlace);
  CHECK(plan.search[2] == IntervalSearch::NoEffect);
  CHECK(plan.search[3] == IntervalSearch::Searched);
  CHECK(plan.searched_outcomes == places);
  // What the search found: with axis 3 in its middle at the top, at an end at the bottom.
  std::vector<float> low(places);
  std::vector<float> high(places);
  REQUIRE(bounds_at(box_model(kinds, ranges), plan, std::vector<double>(drawn, 0.5), low, high));
  for (std::size_t p = 0; p < places; ++p) {
    CHECK(high[p] == Approx(std::exp(2.0 - 2.0 * 0.01)).epsilon(1e-3));
    CHECK(low[p] == Approx(std::exp(-2.0 - 2.0 * 1.21)).epsilon(1e-3));
  }
}

TEST_CASE("where a setting cannot be computed the outcome can be anything, and it is counted") {
  const Monotone model{3};
  BoxModel box = box_model(model, std::vector<Range>(axes, Range{-1.0, 1.0}));
  const auto all = box.compute;
  box.compute = [&](auto point, auto setting, auto outcome) { return !(point[0] > 0.75) && all(point, setting, outcome); };
  const IntervalPlan plan = plan_intervals(box, 1);
  std::vector<float> low(places);
  std::vector<float> high(places);
  CHECK(bounds_at(box, plan, std::vector<double>{0.5, 0.5, 0.5}, low, high));
  CHECK(std::isfinite(high[0]));
  CHECK_FALSE(bounds_at(box, plan, std::vector<double>{0.9, 0.5, 0.5}, low, high));
  CHECK(low[0] == 0.0F);
  CHECK(std::isinf(high[0]));
}

}  // namespace batterisk
