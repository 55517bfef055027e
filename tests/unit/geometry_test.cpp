#include "batterisk/core/base/geometry.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace batterisk;

namespace {

constexpr double pi = std::numbers::pi;

// Somewhere in the Netherlands: areas and crossings must not suffer from large coordinates.
constexpr RdPoint origin{155'000.0, 463'000.0};

Ring at_origin(Ring ring) {
  for (RdPoint& p : ring) p = {p.x + origin.x, p.y + origin.y};
  return ring;
}

RdPoint at_origin(double x, double y) {
  return {x + origin.x, y + origin.y};
}

Ring reversed(Ring ring) {
  std::reverse(ring.begin(), ring.end());
  return ring;
}

const Ring square = at_origin({{0, 0}, {10, 0}, {10, 10}, {0, 10}});
const Ring square_hole = at_origin({{4, 4}, {4, 6}, {6, 6}, {6, 4}});
const Ring l_shape = at_origin({{0, 0}, {10, 0}, {10, 4}, {4, 4}, {4, 10}, {0, 10}});

}  // namespace

TEST_CASE("areas") {
  CHECK(signed_area_m2(square) == 100.0);
  CHECK(signed_area_m2(reversed(square)) == -100.0);
  CHECK(signed_area_m2(l_shape) == 64.0);
  CHECK(signed_area_m2(Ring{}) == 0.0);
  CHECK(signed_area_m2(at_origin({{0, 0}, {5, 5}, {10, 10}})) == 0.0);
  CHECK(area_m2(Polygon{square, {square_hole}}) == 96.0);
  CHECK(area_m2(Polygon{reversed(square), {reversed(square_hole)}}) == 96.0);
  CHECK(area_m2(MultiPolygon{{square, {square_hole}}, {l_shape, {}}}) == 160.0);
  CHECK(area_m2(MultiPolygon{}) == 0.0);
}

TEST_CASE("bow-tie has the difference of its loops as signed area") {
  CHECK(signed_area_m2(at_origin({{0, 0}, {10, 10}, {10, 0}, {0, 10}})) == 0.0);
}

TEST_CASE("bearings run clockwise from north") {
  struct Case {
    double x, y, degrees;
  };
  for (const Case& c : {Case{0, 5, 0},
                        {5, 5, 45},
                        {5, 0, 90},
                        {5, -5, 135},
                        {0, -5, 180},
                        {-5, -5, 225},
                        {-5, 0, 270},
                        {-5, 5, 315}}) {
    CAPTURE(c.degrees);
    const RdPoint p = at_origin(c.x, c.y);
    CHECK(bearing_rad(origin, p) == Approx(c.degrees * pi / 180.0).margin(1e-15));
    const RdPoint back = point_at(origin, bearing_rad(origin, p), distance_m(origin, p));
    CHECK(distance_m(back, p) < 1e-10);
  }
  CHECK(bearing_rad(origin, origin) == 0.0);
  CHECK(distance_m(at_origin(0, 0), at_origin(3, 4)) == 5.0);
}

TEST_CASE("a bearing just west of north stays below a full turn") {
  const double bearing = bearing_rad({0.0, 0.0}, {-1e-17, 1.0});
  CHECK(bearing >= 0.0);
  CHECK(bearing < 2.0 * pi);
}

TEST_CASE("points in rings, on borders and outside") {
  for (const Ring& ring : {square, reversed(square)}) {
    CHECK(contains(ring, at_origin(5, 5)));
    CHECK(contains(ring, at_origin(0, 0)));
    CHECK(contains(ring, at_origin(10, 5)));
    CHECK(contains(ring, at_origin(5, 0)));
    CHECK(contains(ring, at_origin(5, 10)));
    CHECK_FALSE(contains(ring, at_origin(10.001, 5)));
    CHECK_FALSE(contains(ring, at_origin(-1, 10)));
    CHECK_FALSE(contains(ring, at_origin(-1, 0)));
    CHECK_FALSE(contains(ring, at_origin(5, 10.001)));
  }
  // The horizontal line through (.., 4) runs along an edge of the L, that through its corners through
  // vertices.
  CHECK(contains(l_shape, at_origin(2, 4)));
  CHECK(contains(l_shape, at_origin(7, 4)));
  CHECK_FALSE(contains(l_shape, at_origin(11, 4)));
  CHECK_FALSE(contains(l_shape, at_origin(7, 7)));
  CHECK_FALSE(contains(Ring{}, at_origin(0, 0)));
}

TEST_CASE("a ray through vertices counts them once") {
  const Ring diamond = at_origin({{0, -5}, {5, 0}, {0, 5}, {-5, 0}});
  CHECK(contains(diamond, at_origin(0, 0)));
  CHECK(contains(diamond, at_origin(-4.5, 0)));
  CHECK_FALSE(contains(diamond, at_origin(-6, 0)));
  CHECK_FALSE(contains(diamond, at_origin(6, 0)));
  CHECK_FALSE(contains(diamond, at_origin(-1, 5)));
  CHECK_FALSE(contains(diamond, at_origin(-1, -5)));
}

TEST_CASE("a hole is outside, its border belongs to the polygon") {
  const Polygon polygon{square, {square_hole}};
  CHECK(contains(polygon, at_origin(2, 2)));
  CHECK_FALSE(contains(polygon, at_origin(5, 5)));
  CHECK(contains(polygon, at_origin(4, 5)));
  CHECK(contains(polygon, at_origin(6, 6)));
  CHECK_FALSE(contains(polygon, at_origin(11, 5)));
}

TEST_CASE("simple rings do not cross themselves") {
  for (const Ring& ring : {square, l_shape, at_origin({{0, 0}, {10, 0}, {5, 8}}),
                           at_origin({{0, 0}, {5, 0}, {10, 0}, {10, 10}, {0, 10}})}) {
    CHECK_FALSE(self_crossing(ring).has_value());
    CHECK_FALSE(self_crossing(reversed(ring)).has_value());
  }
}

TEST_CASE("crossings are found where they are") {
  struct Case {
    const char* name;
    Ring ring;
    double x, y;
  };
  const Case cases[] = {
      {"bow-tie", {{0, 0}, {10, 10}, {10, 0}, {0, 10}}, 5, 5},
      {"edge through edge", {{0, 0}, {10, 0}, {10, 10}, {4, -2}, {0, 10}}, 5, 0},
      {"touching vertex", {{0, 0}, {10, 0}, {10, 10}, {5, 0}, {0, 10}}, 5, 0},
      {"vertex on vertex", {{0, 0}, {10, 0}, {5, 5}, {10, 10}, {0, 10}, {5, 5}}, 5, 5},
      {"spike outwards", {{0, 0}, {10, 0}, {10, 5}, {20, 5}, {10, 5}, {10, 10}, {0, 10}}, 10, 5},
      {"spike back along an edge", {{0, 0}, {10, 0}, {4, 0}, {4, 10}, {0, 10}}, 10, 0},
      {"repeated point", {{0, 0}, {10, 0}, {10, 0}, {10, 10}, {0, 10}}, 10, 0},
      {"first point repeated at the end", {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, 0, 0},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const auto crossing = self_crossing(at_origin(c.ring));
    REQUIRE(crossing.has_value());
    CHECK(distance_m(*crossing, at_origin(c.x, c.y)) < 1e-9);
    CHECK(self_crossing(reversed(at_origin(c.ring))).has_value());
  }
}

TEST_CASE("oriented: outer ring counter-clockwise, holes clockwise") {
  for (const bool flip : {false, true}) {
    const Polygon p =
        oriented({flip ? reversed(square) : square, {flip ? reversed(square_hole) : square_hole}});
    CHECK(signed_area_m2(p.outer) == 100.0);
    CHECK(signed_area_m2(p.holes[0]) == -4.0);
  }
}

TEST_CASE("boxes") {
  CHECK(Box{}.empty());
  CHECK(bounds(Ring{}).empty());
  const Box box = bounds(l_shape);
  CHECK(box.min == at_origin(0, 0));
  CHECK(box.max == at_origin(10, 10));
  const Box circle = bounds(Shape{Circle{origin, 7.0}});
  CHECK(circle.min == at_origin(-7, -7));
  CHECK(circle.max == at_origin(7, 7));
  CHECK(box.contains(box));
  CHECK(circle.intersects(box));
  CHECK_FALSE(circle.contains(box));
  CHECK(box.intersects(bounds(at_origin({{10, 10}, {12, 10}, {12, 12}}))));
  CHECK_FALSE(box.intersects(bounds(at_origin({{10.1, 10}, {12, 10}, {12, 12}}))));
}

TEST_CASE("an inscribed polygon lies on the circle and keeps to its sagitta") {
  for (const double radius : {0.1, 1.0, 25.0, 400.0, 1500.0}) {
    for (const double sagitta : {0.001, 0.01, 0.5}) {
      CAPTURE(radius, sagitta);
      const Polygon p = inscribed_polygon({origin, radius}, sagitta);
      const auto n = static_cast<double>(p.outer.size());
      REQUIRE(n >= 32.0);
      CHECK(radius * (1.0 - std::cos(pi / n)) <= sagitta * (1.0 + 1e-9));
      if (n > 32.0) {  // one side fewer would break the bound
        CHECK(radius * (1.0 - std::cos(pi / (n - 1.0))) > sagitta);
      }
      for (const RdPoint v : p.outer) CHECK(distance_m(v, origin) == Approx(radius).margin(1e-9));
      CHECK(distance_m(p.outer.front(), {origin.x, origin.y + radius}) < 1e-9);
      CHECK(signed_area_m2(p.outer) ==
            Approx(0.5 * n * radius * radius * std::sin(2.0 * pi / n)).epsilon(1e-6).margin(0.0));
      CHECK_FALSE(self_crossing(p.outer).has_value());
    }
  }
}
