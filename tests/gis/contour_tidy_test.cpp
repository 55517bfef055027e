#include "fixture.hpp"

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/gis/shape/overlay.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <random>

using namespace batterisk;
using batterisk::gis::tidy_contours;
using batterisk::gis::to_polygons;
using fixture::rectangle;

namespace {

bool on_millimetres(const MultiPolygon& polygons) {
  const auto whole = [](double v) { return std::abs(v * 1000.0 - std::round(v * 1000.0)) < 1e-4; };
  for (const Polygon& p : polygons) {
    for (const RdPoint& v : p.outer) {
      if (!whole(v.x) || !whole(v.y)) return false;
    }
    for (const Ring& hole : p.holes) {
      for (const RdPoint& v : hole) {
        if (!whole(v.x) || !whole(v.y)) return false;
      }
    }
  }
  return true;
}

bool normal(const MultiPolygon& polygons) {
  for (const Polygon& p : polygons) {
    if (!(signed_area_m2(p.outer) > 0.0)) return false;
    for (const Ring& hole : p.holes) {
      if (!(signed_area_m2(hole) < 0.0)) return false;
    }
  }
  return true;
}

MultiPolygon polygons(const Zone& zone) {
  MultiPolygon out;
  for (const Shape& part : zone.parts) out.push_back(std::get<Polygon>(part));
  return out;
}

/// Part of `inner` outside `outer` (m2), by the area of the union.
double outside_m2(const MultiPolygon& inner, const MultiPolygon& outer) {
  std::vector<Shape> all(inner.begin(), inner.end());
  all.insert(all.end(), outer.begin(), outer.end());
  return area_m2(to_polygons(all, 0.005)) - area_m2(outer);
}

/// Wavy ring around a point, as a contour with its own errors.
Polygon wavy(RdPoint centre, double r, double wave, int n, double phase) {
  Polygon p;
  for (int i = 0; i < n; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / n;
    p.outer.push_back(point_at(centre, -angle, r + wave * std::sin(37.0 * angle + phase)));
  }
  return p;
}

const RdPoint centre{155000.1234567, 463000.7654321};

}  // namespace

TEST_CASE("one circle: inscribed polygon on the millimetre") {
  const double r = 300.0;
  const MultiPolygon got = to_polygons({Circle{centre, r}}, 0.005);
  REQUIRE(got.size() == 1);
  // n = ceil(pi / acos(1 - s/r)) = 545; area of a regular n-gon n/2 r^2 sin(2 pi/n).
  CHECK(got[0].outer.size() == 545);
  CHECK(area_m2(got) == Approx(545.0 / 2.0 * r * r * std::sin(2.0 * std::numbers::pi / 545.0)).margin(1.0));
  CHECK(on_millimetres(got));
  CHECK(normal(got));
  for (const RdPoint& v : got[0].outer) CHECK(std::abs(distance_m(v, centre) - r) < 0.00071);
}

TEST_CASE("parts that overlap become one, parts apart stay apart, holes stay holes") {
  Polygon frame = rectangle(155000, 463000, 155100, 463100);
  frame.holes.push_back({{155040, 463040}, {155040, 463060}, {155060, 463060}, {155060, 463040}});
  const MultiPolygon got = to_polygons(
      {frame, rectangle(155050, 463000, 155150, 463030), rectangle(155300, 463000, 155310, 463010)}, 0.005);
  REQUIRE(got.size() == 2);
  CHECK(got[0].holes.size() == 1);
  CHECK(got[0].outer.front() == RdPoint{155000, 463000});
  CHECK(got[0].holes[0].front() == RdPoint{155040, 463040});
  CHECK(area_m2(got) == Approx(10000.0 - 400.0 + 50.0 * 30.0 + 100.0).epsilon(1e-12));
  CHECK(to_polygons({}, 0.005).empty());
}

TEST_CASE("the outcome depends on the area, not on order, orientation or start of its parts") {
  const Polygon a = rectangle(155000, 463000, 155010, 463010);
  Polygon b = rectangle(155005, 463000, 155020, 463010);
  const MultiPolygon first = to_polygons({a, b}, 0.005);
  std::reverse(b.outer.begin(), b.outer.end());
  std::rotate(b.outer.begin(), b.outer.begin() + 2, b.outer.end());
  CHECK(to_polygons({b, a}, 0.005) == first);
  CHECK(to_polygons({first.begin(), first.end()}, 0.005) == first);  // and once more changes nothing
}

TEST_CASE("contours: lower levels hold the higher ones, whatever errors both have") {
  constexpr unsigned long long seed = 20260104;
  INFO("seed " << seed);
  std::mt19937_64 bits{seed};
  const auto uniform = [&bits] { return static_cast<double>(bits() >> 11) * 0x1.0p-53; };
  for (int i = 0; i < 20; ++i) {
    // Levels a hand's breadth apart with waves of the same size: the raw rings cross many times.
    std::vector<Zone> contours(3);
    for (std::size_t k = 0; k < 3; ++k) {
      contours[k].parts = {wavy(centre, 100.0 + 0.02 * static_cast<double>(k), 0.05, 400, 6.0 * uniform())};
    }
    const std::vector<Zone> raw = contours;
    tidy_contours(contours);
    for (std::size_t k = 0; k < 3; ++k) {
      const MultiPolygon now = polygons(contours[k]);
      CHECK(on_millimetres(now));
      CHECK(normal(now));
      // No more than the rounding outside: 1 mm along the ring of 628 m.
      if (k > 0) CHECK(outside_m2(polygons(contours[k - 1]), now) < 0.7);
      // An edge moves by the errors of the contours, here 0.1 m, at most.
      CHECK(std::abs(area_m2(now) - area_m2(polygons(raw[k]))) < 628.0 * 0.1);
    }
  }
}

TEST_CASE("contours: islands, holes, an invalid ring and a level that is reached nowhere") {
  Polygon bow_tie{{{155000, 463000}, {155010, 463010}, {155010, 463000}, {155000, 463010}}, {}};
  Polygon frame = rectangle(154900, 462900, 155200, 463200);
  frame.holes.push_back({{155100, 463100}, {155100, 463110}, {155110, 463110}, {155110, 463100}});
  std::vector<Zone> contours(4);
  contours[1].parts = {bow_tie, rectangle(155150, 463150, 155160, 463160)};
  contours[2].parts = {frame};
  contours[3].parts = {rectangle(154900, 462900, 155000, 463200)};  // does not hold the level above
  tidy_contours(contours);
  CHECK(contours[0].parts.empty());
  CHECK(area_m2(polygons(contours[1])) == Approx(150.0).epsilon(1e-9));
  CHECK(contours[1].parts.size() >= 2);
  CHECK(area_m2(polygons(contours[2])) == Approx(90000.0 - 100.0).epsilon(1e-12));
  CHECK(polygons(contours[2])[0].holes.size() == 1);
  CHECK(area_m2(polygons(contours[3])) == Approx(90000.0 - 100.0).epsilon(1e-12));
}
