#include "batterisk/gis/shape/minkowski.hpp"

#include "batterisk/gis/shape/overlay.hpp"
#include "village/random.hpp"

#include <cmath>
#include <numbers>

#include <CGAL/Exact_predicates_exact_constructions_kernel.h>
#include <CGAL/Polygon_set_2.h>
#include <CGAL/minkowski_sum_2.h>
#include <catch2/catch.hpp>

namespace {

using namespace batterisk;

// CGAL computes the sum exactly, by another way: the convolution of the outlines.
using Kernel = CGAL::Exact_predicates_exact_constructions_kernel;
using Exact = CGAL::Polygon_2<Kernel>;

Exact exact(const Ring& ring) {
  Exact polygon;
  for (const RdPoint p : ring) polygon.push_back({p.x, p.y});
  return polygon;
}

double exact_area(const CGAL::Polygon_with_holes_2<Kernel>& p) {
  double area = std::abs(CGAL::to_double(p.outer_boundary().area()));
  for (auto hole = p.holes_begin(); hole != p.holes_end(); ++hole) area -= std::abs(CGAL::to_double(hole->area()));
  return area;
}

// A star with `n` corners whose distance to the middle changes: dents of any kind, never crossing itself.
Ring star(village::Random& random, int n, double size_m) {
  Ring ring;
  for (int i = 0; i < n; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / n;
    const double r = size_m * (0.3 + static_cast<double>(random.between(0, 700)) / 1000.0);
    ring.push_back({std::round(r * std::cos(angle) * 1000.0) / 1000.0, std::round(r * std::sin(angle) * 1000.0) / 1000.0});
  }
  return ring;
}

MultiPolygon sum(const MultiPolygon& area, const MultiPolygon& shape) {
  return gis::united(gis::meeting_places(gis::convex_parts(area), gis::mirrored(gis::convex_parts(shape)), {{-1e6, -1e6}, {1e6, 1e6}}));
}

Polygon rectangle(double x0, double y0, double x1, double y1) { return outline(Box{{x0, y0}, {x1, y1}}); }

}  // namespace

TEST_CASE("two rectangles: the sum is the rectangle of their sides together") {
  const MultiPolygon places = sum({rectangle(10, 20, 16, 28)}, {rectangle(-2, -1, 3, 4)});
  REQUIRE(places.size() == 1);
  const Box box = bounds(places);
  CHECK(box.min.x == Approx(7).margin(1e-9));
  CHECK(box.max.x == Approx(18).margin(1e-9));
  CHECK(box.min.y == Approx(16).margin(1e-9));
  CHECK(box.max.y == Approx(29).margin(1e-9));
  CHECK(area_m2(places) == Approx(11.0 * 13.0));
}

TEST_CASE("convex parts cover the area once, each of them convex") {
  village::Random random{3};
  for (int i = 0; i < 200; ++i) {
    const Ring ring = star(random, static_cast<int>(random.between(3, 60)), 80.0);
    CAPTURE(i);
    double area = 0.0;
    for (const Ring& part : gis::convex_parts({{ring, {}}})) {
      area += signed_area_m2(part);
      for (std::size_t k = 0; k < part.size(); ++k) {
        const RdPoint a = part[k];
        const RdPoint b = part[(k + 1) % part.size()];
        const RdPoint c = part[(k + 2) % part.size()];
        CHECK((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) >= 0.0);
      }
    }
    // Dents of half a millimetre are filled.
    CHECK(area == Approx(signed_area_m2(ring)).epsilon(1e-5));
  }
}

TEST_CASE("a sum of random shapes is the one that CGAL gives") {
  village::Random random{11};
  for (int i = 0; i < 60; ++i) {
    const Ring building = star(random, static_cast<int>(random.between(3, 12)), 15.0);
    const Ring zone = star(random, static_cast<int>(random.between(4, 40)), 90.0);
    CAPTURE(i);
    const double oracle = exact_area(CGAL::minkowski_sum_by_reduced_convolution_2(exact(building), exact(gis::mirrored({zone}).front())));
    CHECK(area_m2(sum({{building, {}}}, {{zone, {}}})) == Approx(oracle).epsilon(2e-6));
  }
}

TEST_CASE("a place is in the sum when the shape there meets the area") {
  village::Random random{7};
  int inside = 0;
  for (int i = 0; i < 40; ++i) {
    const MultiPolygon building{{star(random, 8, 15.0), {}}};
    // A zone with a hole: a building that stands in it is not met.
    const MultiPolygon zone{{star(random, 24, 90.0), {}}};
    const MultiPolygon ring = gis::difference(zone, {rectangle(-12, -12, 12, 12)});
    const MultiPolygon places = sum(building, ring);
    for (int k = 0; k < 25; ++k) {
      const RdPoint p{static_cast<double>(random.between(-120000, 120000)) / 1000.0,
                      static_cast<double>(random.between(-120000, 120000)) / 1000.0};
      const bool meets = gis::common_area_m2(building, moved(ring, p)) > 0.0;
      const bool in = std::any_of(places.begin(), places.end(), [&](const Polygon& part) { return contains(part, p); });
      CAPTURE(i, p.x, p.y);
      CHECK(in == meets);
      inside += in ? 1 : 0;
    }
  }
  CHECK(inside > 100);
}

TEST_CASE("a shape lies within an area at the places that are left of it") {
  // A plot of 20 x 10 m with a hole of 2 x 2 m, for a unit of 6 x 2 m.
  const Polygon plot{rectangle(0, 0, 20, 10).outer, {rectangle(9, 4, 11, 6).outer}};
  const MultiPolygon unit{rectangle(-3, -1, 3, 1)};
  const MultiPolygon places = gis::inner_places(plot, gis::mirrored(gis::convex_parts(unit)));
  // 14 x 8 m, less the hole grown by the unit: 8 x 4 m.
  CHECK(area_m2(places) == Approx(14.0 * 8.0 - 8.0 * 4.0));
  SECTION("exactly as wide as the plot leaves no area") {
    const MultiPolygon narrow = gis::inner_places(rectangle(0, 0, 20, 2), gis::mirrored(gis::convex_parts(unit)));
    CHECK(area_m2(narrow) == Approx(0.0).margin(1e-9));
  }
  SECTION("too small") {
    CHECK(gis::inner_places(rectangle(0, 0, 5, 10), gis::mirrored(gis::convex_parts(unit))).empty());
  }
}
