#include "batterisk/core/dossier/footprint.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

using namespace batterisk;

namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

constexpr RdPoint origin{155'000.0, 463'000.0};

BatteryUnit unit_at(double x, double y, double degrees, double length = 12.0, double width = 2.0) {
  BatteryUnit unit;
  unit.position = {origin.x + x, origin.y + y};
  unit.orientation = Angle::deg(degrees);
  unit.length = Length::m(length);
  unit.width = Length::m(width);
  unit.height = Length::m(2.6);
  return unit;
}

void check_corners(const Ring& ring, const std::vector<RdPoint>& expected) {
  REQUIRE(ring.size() == expected.size());
  for (std::size_t i = 0; i < ring.size(); ++i) {
    CHECK(ring[i].x == Approx(origin.x + expected[i].x).epsilon(0.0).margin(1e-9));
    CHECK(ring[i].y == Approx(origin.y + expected[i].y).epsilon(0.0).margin(1e-9));
  }
}

}  // namespace

TEST_CASE("corners of a footprint") {
  SECTION("long axis north") {
    check_corners(footprint(unit_at(0, 0, 0)), {{1, 6}, {-1, 6}, {-1, -6}, {1, -6}});
  }
  SECTION("long axis east") {
    check_corners(footprint(unit_at(0, 0, 90)), {{6, -1}, {6, 1}, {-6, 1}, {-6, -1}});
  }
  SECTION("long axis northeast") {
    const double h = std::numbers::sqrt2 / 2.0;  // the square of half a side along each axis
    check_corners(footprint(unit_at(0, 0, 45, 2.0, 2.0)), {{2 * h, 0}, {0, 2 * h}, {-2 * h, 0}, {0, -2 * h}});
  }
}

TEST_CASE("a footprint keeps its area and runs counter-clockwise at any bearing") {
  for (int degrees = 0; degrees < 360; degrees += 7) {
    CHECK(signed_area_m2(footprint(unit_at(3, 4, degrees))) == Approx(24.0).epsilon(0.0).margin(1e-8));
  }
}

TEST_CASE("half a turn gives the same rectangle") {
  const Ring a = footprint(unit_at(0, 0, 30));
  const Ring b = footprint(unit_at(0, 0, 210));
  for (std::size_t i = 0; i < 4; ++i) CHECK(distance_m(a[i], b[(i + 2) % 4]) < 1e-9);
}

TEST_CASE("distance from the centre to the wall") {
  constexpr double pi = std::numbers::pi;
  CHECK(wall_distance_m(12.0, 2.0, 0.0) == 6.0);
  CHECK(wall_distance_m(12.0, 2.0, pi / 2.0) == Approx(1.0).epsilon(1e-14));
  CHECK(wall_distance_m(12.0, 2.0, pi) == Approx(6.0).epsilon(1e-14));
  CHECK(wall_distance_m(2.0, 2.0, pi / 4.0) == Approx(std::numbers::sqrt2).epsilon(1e-14));
  // The direction to a corner gives half the diagonal.
  CHECK(wall_distance_m(12.0, 2.0, std::atan2(1.0, 6.0)) == Approx(std::hypot(6.0, 1.0)).epsilon(1e-14));
  // The wall point of every direction lies on the border of the footprint.
  for (int degrees = 0; degrees < 360; degrees += 5) {
    const double a = degrees * pi / 180.0;
    const double r = wall_distance_m(12.0, 2.0, a);
    const double along = std::abs(r * std::cos(a));
    const double across = std::abs(r * std::sin(a));
    CHECK(along <= 6.0 + 1e-12);
    CHECK(across <= 1.0 + 1e-12);
    CHECK((std::abs(along - 6.0) < 1e-12 || std::abs(across - 1.0) < 1e-12));
  }
}

TEST_CASE("overlapping footprints") {
  struct Case {
    const char* name;
    std::vector<BatteryUnit> units;
    Pairs pairs;
  };
  const Case cases[] = {
      {"none", {}, {}},
      {"one", {unit_at(0, 0, 0)}, {}},
      {"at one place", {unit_at(0, 0, 0), unit_at(0, 0, 0)}, {{0, 1}}},
      {"crossed", {unit_at(0, 0, 0), unit_at(0, 0, 90)}, {{0, 1}}},
      {"one inside the other", {unit_at(0, 0, 0), unit_at(0, 1, 0, 1.0, 1.0)}, {{0, 1}}},
      {"side by side", {unit_at(0, 0, 0), unit_at(2.5, 0, 0)}, {}},
      {"wall to wall, long sides", {unit_at(0, 0, 0), unit_at(2.0, 0, 0)}, {}},
      {"wall to wall, short sides", {unit_at(0, 0, 90), unit_at(12.0, 0, 90)}, {}},
      {"overlapping by a centimetre", {unit_at(0, 0, 0), unit_at(1.99, 0, 0)}, {{0, 1}}},
      // The boxes overlap, the rectangles do not: 3 m apart across an axis of 45 degrees.
      {"parallel at 45 degrees",
       {unit_at(0, 0, 45), unit_at(3.0 / std::numbers::sqrt2, -3.0 / std::numbers::sqrt2, 45)},
       {}},
      {"corner into a wall", {unit_at(0, 0, 0, 4, 4), unit_at(3.3, 0, 45, 2, 2)}, {{0, 1}}},
      {"corner just off a wall", {unit_at(0, 0, 0, 4, 4), unit_at(3.5, 0, 45, 2, 2)}, {}},
      {"pairs in order, first smaller",
       {unit_at(1, 0, 0), unit_at(100, 0, 0), unit_at(0, 0, 0), unit_at(-1, 0, 0)},
       {{0, 2}, {2, 3}}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(overlapping_footprints(c.units) == c.pairs);
  }
}

TEST_CASE("wall to wall is allowed at every bearing") {
  for (int degrees = 0; degrees < 360; degrees += 3) {
    CAPTURE(degrees);
    const double a = (degrees + 90) * std::numbers::pi / 180.0;
    const BatteryUnit first = unit_at(0, 0, degrees);
    const auto beside = [&](double gap) {
      return unit_at((2.0 + gap) * std::sin(a), (2.0 + gap) * std::cos(a), degrees);
    };
    CHECK(overlapping_footprints({first, beside(0.0)}).empty());
    CHECK(overlapping_footprints({first, beside(-0.001)}).size() == 1);
  }
}
