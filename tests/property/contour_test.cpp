#include "batterisk/core/risk/contour.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <numbers>
#include <utility>
#include <vector>

using namespace batterisk;

namespace {

constexpr double pi = std::numbers::pi;

using Field = std::function<double(RdPoint)>;

ContourGrid grid_around(RdPoint centre, double half_m) {
  ContourGrid grid;
  grid.reach.add({centre.x - half_m, centre.y - half_m});
  grid.reach.add({centre.x + half_m, centre.y + half_m});
  grid.seeds = {centre};
  return grid;
}

// Value at a point with a slope of one decade over `decade_m`: level 10^-k lies at distance k x decade_m.
Field cone(RdPoint centre, double decade_m) {
  return [=](RdPoint p) { return std::pow(10.0, -distance_m(centre, p) / decade_m); };
}
Field gaussian(RdPoint centre, double sigma_m, double top) {
  return [=](RdPoint p) {
    const double t = distance_m(centre, p) / sigma_m;
    return top * std::exp(-0.5 * t * t);
  };
}
Field sum(Field a, Field b) {
  return [a = std::move(a), b = std::move(b)](RdPoint p) { return a(p) + b(p); };
}

// Largest distance of the points of a ring's edges (ten an edge) from a circle.
double distance_from_circle(const Ring& ring, RdPoint centre, double radius) {
  double largest = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const RdPoint a = ring[i];
    const RdPoint b = ring[(i + 1) % ring.size()];
    for (int k = 0; k < 10; ++k) {
      const RdPoint p{a.x + 0.1 * k * (b.x - a.x), a.y + 0.1 * k * (b.y - a.y)};
      largest = std::max(largest, std::abs(distance_m(centre, p) - radius));
    }
  }
  return largest;
}

// Every ring simple, outer rings counter-clockwise, holes clockwise and inside their outer ring.
void check_topology(const Contour& contour) {
  for (const Polygon& polygon : contour.region) {
    CHECK(signed_area_m2(polygon.outer) > 0.0);
    CHECK_FALSE(self_crossing(polygon.outer));
    for (const Ring& hole : polygon.holes) {
      CHECK(signed_area_m2(hole) < 0.0);
      CHECK_FALSE(self_crossing(hole));
      for (const RdPoint p : hole) CHECK(contains(polygon.outer, p));
    }
  }
}

// Every vertex within a millimetre of the level, along the gradient.
void check_on_level(const Contour& contour, const Field& field) {
  constexpr double h = 1e-3;
  for (const Polygon& polygon : contour.region) {
    std::vector<Ring> rings = polygon.holes;
    rings.push_back(polygon.outer);
    for (const Ring& ring : rings) {
      for (const RdPoint p : ring) {
        const double f = std::log(field(p));
        const double dx = (std::log(field({p.x + h, p.y})) - std::log(field({p.x - h, p.y}))) / (2.0 * h);
        const double dy = (std::log(field({p.x, p.y + h})) - std::log(field({p.x, p.y - h}))) / (2.0 * h);
        const double off = std::abs(f - std::log(contour.level)) / std::hypot(dx, dy);
        INFO("vertex " << p.x << ", " << p.y);
        REQUIRE(off <= 1.1e-3);
      }
    }
  }
}

const RdPoint here{155'012.3, 463'456.7};

}  // namespace

TEST_CASE("the levels of a cone are circles") {
  const Field field = cone(here, 25.0);
  const std::vector<double> levels{1e-5, 1e-6, 1e-7, 1e-8};
  const auto contours = trace_contours(field, levels, grid_around(here, 260.0));
  REQUIRE(contours.size() == 4);
  for (std::size_t k = 0; k < 4; ++k) {
    const double radius = 25.0 * (5.0 + static_cast<double>(k));
    CHECK(contours[k].level == levels[k]);
    CHECK_FALSE(contours[k].truncated);
    REQUIRE(contours[k].region.size() == 1);
    CHECK(contours[k].region[0].holes.empty());
    CHECK(distance_from_circle(contours[k].region[0].outer, here, radius) <= 0.05);
    CHECK(area_m2(contours[k].region) == Approx(pi * radius * radius).epsilon(1e-3));
    check_topology(contours[k]);
    check_on_level(contours[k], field);
  }
}

TEST_CASE("the levels of a Gaussian hill are circles, also where it is flat") {
  // At its top the hill is flat: a level of 0.999 of the top lies at 0.0447 sigma.
  const double sigma = GENERATE(4.0, 40.0, 200.0);
  const Field field = gaussian(here, sigma, 1e-4);
  const std::vector<double> levels{0.9e-4, 1e-5, 1e-7};
  for (const Contour& contour : trace_contours(field, levels, grid_around(here, 6.5 * sigma))) {
    const double radius = sigma * std::sqrt(-2.0 * std::log(contour.level / 1e-4));
    INFO("sigma " << sigma << ", radius " << radius);
    REQUIRE(contour.region.size() == 1);
    // The tracer estimates the sagitta from three vertices; unequal chords bulge up to a quarter more.
    CHECK(distance_from_circle(contour.region[0].outer, here, radius) <= 1.25 * 0.05);
    check_topology(contour);
    check_on_level(contour, field);
  }
}

TEST_CASE("chords keep the sagitta that was asked for") {
  const double sagitta = GENERATE(0.5, 0.05, 0.005);
  ContourGrid grid = grid_around(here, 150.0);
  grid.sagitta_m = sagitta;
  const auto contours = trace_contours(cone(here, 20.0), {1e-6}, grid);
  REQUIRE(contours[0].region.size() == 1);
  CHECK(distance_from_circle(contours[0].region[0].outer, here, 120.0) <= 1.25 * sagitta + 1e-3);
}

TEST_CASE("two peaks far apart give two regions") {
  const RdPoint east{here.x + 150.0, here.y + 10.0};
  const Field field = sum(gaussian(here, 20.0, 1e-4), gaussian(east, 20.0, 1e-4));
  ContourGrid grid = grid_around({here.x + 75.0, here.y}, 260.0);
  grid.seeds = {here, east};
  for (const Contour& contour : trace_contours(field, {1e-5, 1e-6}, grid)) {
    REQUIRE(contour.region.size() == 2);
    check_topology(contour);
    check_on_level(contour, field);
    CHECK(contains(contour.region[0], here) != contains(contour.region[1], here));
    CHECK(contains(contour.region[0], east) != contains(contour.region[1], east));
  }
}

TEST_CASE("two merging peaks part just above the saddle and join just below it") {
  // The middle of two equal hills is a saddle of the field; turned, so that it does not lie along the grid.
  const double turn = GENERATE(0.0, 0.3, pi / 4.0, 1.9);
  const RdPoint a{here.x - 40.0 * std::cos(turn), here.y - 40.0 * std::sin(turn)};
  const RdPoint b{here.x + 40.0 * std::cos(turn), here.y + 40.0 * std::sin(turn)};
  const Field field = sum(gaussian(a, 25.0, 1e-5), gaussian(b, 25.0, 1e-5));
  const double saddle = field(here);
  ContourGrid grid = grid_around(here, 200.0);
  grid.seeds = {a, b};
  const auto contours = trace_contours(field, {1.05 * saddle, 0.95 * saddle}, grid);
  INFO("turn " << turn);
  CHECK(contours[0].region.size() == 2);
  CHECK(contours[1].region.size() == 1);
  for (const Contour& contour : contours) {
    check_topology(contour);
    check_on_level(contour, field);
  }
  CHECK_FALSE(std::any_of(contours[0].region.begin(), contours[0].region.end(),
                          [](const Polygon& p) { return contains(p, here); }));
  CHECK(contains(contours[1].region[0], here));
}

TEST_CASE("the asymptotic decider joins or parts at the saddle of one cell") {
  // Bilinear in lg: lg f = -6 + k (x y - s), its saddle off the middle of a cell of the only grid. The sign
  // of -s decides; the mean of the four corners would join both.
  const double shift = GENERATE(-0.3, 0.3);
  ContourGrid grid;
  grid.reach.add({-20.0, -20.0});
  grid.reach.add({20.0, 20.0});
  grid.coarse_cell_m = 5.0;
  grid.cell_m = 5.0;
  grid.sagitta_m = 1e3;
  // Inside a window the hyperbola, outside nothing, so that the regions close.
  const Field field = [&](RdPoint p) {
    const double x = p.x - 1.25;  // the cell runs from 0 to 5 m
    const double y = p.y - 1.25;
    if (std::max(std::abs(x), std::abs(y)) > 12.0) return 0.0;
    return std::pow(10.0, -6.0 + 0.02 * (x * y - shift));
  };
  const auto contours = trace_contours(field, {1e-6}, grid);
  CHECK(contours[0].region.size() == (shift < 0.0 ? 1u : 2u));
  check_topology(contours[0]);
}

TEST_CASE("a ring-shaped field has a hole") {
  const Field field = [](RdPoint p) {
    const double t = (distance_m(here, p) - 80.0) / 12.0;
    return 1e-5 * std::exp(-0.5 * t * t);
  };
  const double half_width = 12.0 * std::sqrt(2.0 * std::log(10.0));
  const auto contours = trace_contours(field, {1e-6}, grid_around(here, 180.0));
  REQUIRE(contours[0].region.size() == 1);
  REQUIRE(contours[0].region[0].holes.size() == 1);
  CHECK(distance_from_circle(contours[0].region[0].outer, here, 80.0 + half_width) <= 0.05);
  CHECK(distance_from_circle(contours[0].region[0].holes[0], here, 80.0 - half_width) <= 0.05);
  check_topology(contours[0]);
  check_on_level(contours[0], field);
}

TEST_CASE("an island in a hole is a region of its own") {
  const Field field = [](RdPoint p) {
    const double r = distance_m(here, p);
    const double t = (r - 80.0) / 8.0;
    return 1e-5 * std::exp(-0.5 * t * t) + 1e-5 * std::exp(-0.5 * r * r / 64.0);
  };
  const auto contours = trace_contours(field, {1e-6}, grid_around(here, 180.0));
  REQUIRE(contours[0].region.size() == 2);
  std::size_t holes = 0;
  for (const Polygon& polygon : contours[0].region) holes += polygon.holes.size();
  CHECK(holes == 1);
  const double island = 8.0 * std::sqrt(2.0 * std::log(10.0));
  const double half_width = island;
  CHECK(area_m2(contours[0].region) ==
        Approx(pi * (island * island + 4.0 * 80.0 * half_width)).epsilon(2e-3));
  check_topology(contours[0]);
}

TEST_CASE("moving the field moves the contours") {
  const auto contours_at = [](RdPoint centre) {
    const RdPoint other{centre.x + 61.7, centre.y - 23.4};
    ContourGrid grid = grid_around(centre, 220.0);
    grid.seeds = {centre, other};
    return trace_contours(sum(gaussian(centre, 20.0, 1e-4), gaussian(other, 15.0, 3e-5)), {1e-5, 1e-7}, grid);
  };
  const RdPoint shift{1234.567, -987.654};
  const auto first = contours_at(here);
  const auto second = contours_at({here.x + shift.x, here.y + shift.y});
  for (std::size_t k = 0; k < first.size(); ++k) {
    REQUIRE(first[k].region.size() == second[k].region.size());
    for (std::size_t i = 0; i < first[k].region.size(); ++i) {
      const Ring& a = first[k].region[i].outer;
      const Ring& b = second[k].region[i].outer;
      REQUIRE(a.size() == b.size());
      for (std::size_t j = 0; j < a.size(); ++j) {
        REQUIRE(b[j].x - a[j].x == Approx(shift.x).epsilon(0.0).margin(2e-3));
        REQUIRE(b[j].y - a[j].y == Approx(shift.y).epsilon(0.0).margin(2e-3));
      }
    }
  }
}

TEST_CASE("a small island at a seed is not missed") {
  // Wherever the seed lies between the nodes of the grid.
  const double radius = GENERATE(3.0, 1.5, 0.8);
  for (const RdPoint offset :
       {RdPoint{0.0, 0.0}, RdPoint{2.5, 2.5}, RdPoint{1.3, -2.1}, RdPoint{37.2, 18.9}}) {
    const RdPoint source{here.x + offset.x, here.y + offset.y};
    const Field field = sum(cone(source, radius / 5.0), gaussian(here, 60.0, 1e-6));  // 1e-5 at `radius`
    ContourGrid grid = grid_around(here, 400.0);
    grid.seeds = {source};
    const auto contours = trace_contours(field, {1e-5}, grid);
    INFO("radius " << radius << ", offset " << offset.x << ", " << offset.y);
    CHECK(contours[0].region.size() == 1);
    if (!contours[0].region.empty()) {
      CHECK(distance_from_circle(contours[0].region[0].outer, source, radius) <= 0.2);
    }
  }
}

TEST_CASE("the cost grows with the length of the contour, not with the area") {
  // A contour of 19 m in a field that varies over 600 m; nodes of the coarse grid alone: about 1,900.
  std::atomic<long> evaluations{0};
  const Field field = [&](RdPoint p) {
    ++evaluations;
    const double t = distance_m(here, p) / 60.0;
    return std::pow(10.0, -distance_m(here, p) / 0.6) + 1e-6 * std::exp(-0.5 * t * t);
  };
  const auto contours = trace_contours(field, {1e-5}, grid_around(here, 400.0));
  CHECK(contours[0].region.size() == 1);
  CHECK(evaluations < 4'000);
}

TEST_CASE("islands away from every seed are found when they are larger than the coarse cells") {
  const RdPoint far{here.x + 133.0, here.y - 77.0};
  const Field field = gaussian(far, 30.0, 1e-5);
  const auto contours = trace_contours(field, {1e-6}, grid_around(here, 300.0));
  REQUIRE(contours[0].region.size() == 1);
  CHECK(contains(contours[0].region[0], far));
}

TEST_CASE("a region that meets the rim is truncated") {
  const auto contours = trace_contours(cone(here, 25.0), {1e-4, 1e-6, 1e-8}, grid_around(here, 120.0));
  CHECK_FALSE(contours[0].truncated);  // 100 m
  CHECK(contours[1].truncated);        // 150 m
  CHECK(contours[2].truncated);        // 200 m
}

TEST_CASE("a region that covers the whole reach is truncated") {
  const Field everywhere = [](RdPoint) { return 1e-3; };
  const auto contours = trace_contours(everywhere, {1e-6}, grid_around(here, 120.0));
  CHECK(contours[0].truncated);
}

TEST_CASE("a region that covers the whole rim but not the middle is truncated") {
  const Field bowl = [](RdPoint p) { return 1e-6 * std::pow(distance_m(here, p) / 50.0, 2.0); };
  const auto contours = trace_contours(bowl, {1e-6}, grid_around(here, 200.0));
  CHECK(contours[0].truncated);
}

TEST_CASE("higher levels lie inside lower ones") {
  const RdPoint other{here.x + 55.0, here.y + 35.0};
  const Field field = sum(gaussian(here, 22.0, 1e-4), cone(other, 9.0));
  ContourGrid grid = grid_around(here, 220.0);
  grid.seeds = {here, other};
  const auto contours = trace_contours(field, {1e-5, 1e-6, 1e-7, 1e-8}, grid);
  for (std::size_t k = 0; k + 1 < contours.size(); ++k) {
    CHECK(area_m2(contours[k].region) < area_m2(contours[k + 1].region));
    for (const Polygon& polygon : contours[k].region) {
      for (const RdPoint p : polygon.outer) {
        REQUIRE(std::any_of(contours[k + 1].region.begin(), contours[k + 1].region.end(),
                            [&](const Polygon& outer) { return contains(outer, p); }));
      }
    }
  }
}

TEST_CASE("a level that is reached nowhere gives an empty region") {
  const auto contours = trace_contours(gaussian(here, 20.0, 1e-7), {1e-6, 1e-8}, grid_around(here, 150.0));
  CHECK(contours[0].region.empty());
  CHECK_FALSE(contours[0].truncated);
  CHECK(contours[1].region.size() == 1);
  CHECK(trace_contours([](RdPoint) { return 0.0; }, {1e-6}, grid_around(here, 150.0))[0].region.empty());
  CHECK(trace_contours(cone(here, 10.0), {1e-6}, ContourGrid{})[0].region.empty());  // no reach
}

TEST_CASE("a field that ends in nothing at its edge is closed there") {
  // PR falls from above a level to exactly 0 where a cut-off ends the footprint.
  const Field disc = [](RdPoint p) { return distance_m(here, p) <= 60.0 ? 1e-5 : 0.0; };
  const auto contours = trace_contours(disc, {1e-6}, grid_around(here, 100.0));
  REQUIRE(contours[0].region.size() == 1);
  CHECK(distance_from_circle(contours[0].region[0].outer, here, 60.0) <= 0.1);
  check_topology(contours[0]);
}

TEST_CASE("the same field gives the same contours, bit for bit") {
  const RdPoint other{here.x + 61.7, here.y - 23.4};
  const Field field = sum(gaussian(here, 20.0, 1e-4), cone(other, 8.0));
  const auto first = trace_contours(field, {1e-5, 1e-6}, grid_around(here, 220.0));
  const auto second = trace_contours(field, {1e-5, 1e-6}, grid_around(here, 220.0));
  for (std::size_t k = 0; k < first.size(); ++k) CHECK(first[k].region == second[k].region);
}
