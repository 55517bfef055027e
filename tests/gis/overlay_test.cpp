#include "fixture.hpp"

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/gis/shape/overlay.hpp"

// Boost 1.74: a deprecated header of its own, and a false alarm of g++ 12 about its rescaling.
#define BOOST_ALLOW_DEPRECATED_HEADERS
#ifndef __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#ifndef __clang__
#pragma GCC diagnostic pop
#endif
#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <random>

using namespace batterisk;
using batterisk::gis::overlay;
using fixture::rectangle;

namespace {

namespace bg = boost::geometry;
using BoostPoint = bg::model::d2::point_xy<double>;
using BoostPolygon = bg::model::polygon<BoostPoint, false, false>;  // counter-clockwise, open

const RdPoint o{205000.0, 450000.0};
const OverlapThresholds thresholds{1.0, 0.1};

Polygon at(Polygon p) {
  const auto shift = [](Ring& ring) {
    for (RdPoint& v : ring) v = {v.x + o.x, v.y + o.y};
  };
  shift(p.outer);
  for (Ring& hole : p.holes) shift(hole);
  return p;
}

Polygon box(double x0, double y0, double x1, double y1) {
  return at(rectangle(x0, y0, x1, y1));
}

Zone circle(double x, double y, double r) {
  Zone zone;
  zone.parts = {Circle{{o.x + x, o.y + y}, r}};
  return zone;
}

Zone area(std::vector<Polygon> polygons) {
  Zone zone;
  zone.parts.assign(polygons.begin(), polygons.end());
  return zone;
}

Surroundings percelen(std::vector<MultiPolygon> shapes) {
  Surroundings s;
  s.percelen.emplace();
  for (MultiPolygon& shape : shapes)
    s.percelen->push_back({"P" + std::to_string(s.percelen->size()), "", std::move(shape)});
  return s;
}

Surroundings panden(std::vector<MultiPolygon> shapes) {
  Surroundings s;
  s.panden.emplace();
  for (MultiPolygon& shape : shapes) {
    Pand pand;
    pand.identificatie = std::to_string(s.panden->size());
    pand.footprint = std::move(shape);
    s.panden->push_back(std::move(pand));
  }
  return s;
}

/// The one overlap of one zone with one building.
std::optional<Overlap> one(const Zone& zone, const MultiPolygon& footprint) {
  const std::vector<Overlap> found = overlay({zone}, panden({footprint}), thresholds);
  if (found.empty()) return std::nullopt;
  return found.at(0);
}

std::optional<Overlap> one_parcel(const Zone& zone, const MultiPolygon& vlak) {
  const std::vector<Overlap> found = overlay({zone}, percelen({vlak}), thresholds);
  if (found.empty()) return std::nullopt;
  return found.at(0);
}

/// Uniform in [0, 1) from raw bits: the distributions of the standard library differ between implementations.
double uniform(std::mt19937_64& bits) {
  return static_cast<double>(bits() >> 11) * 0x1.0p-53;
}

/// Star-shaped polygon with 3 to 12 corners around a random point.
Polygon random_polygon(std::mt19937_64& bits) {
  const double cx = 400.0 * uniform(bits) - 200.0;
  const double cy = 400.0 * uniform(bits) - 200.0;
  const int n = 3 + static_cast<int>(10.0 * uniform(bits));
  Polygon p;
  for (int i = 0; i < n; ++i) {
    const double angle = 2.0 * std::numbers::pi * (i + 0.8 * uniform(bits)) / n;
    const double r = 2.0 + 100.0 * uniform(bits);
    p.outer.push_back({cx + r * std::cos(angle), cy + r * std::sin(angle)});
  }
  return at(p);
}

BoostPolygon boost_polygon(const Polygon& p) {
  BoostPolygon out;
  // Relative to `o`: Boost 1.74 rescales coordinates for its overlay.
  for (const RdPoint& v : p.outer) bg::append(out.outer(), BoostPoint{v.x - o.x, v.y - o.y});
  bg::correct(out);
  return out;
}

double boost_overlap(const BoostPolygon& a, const BoostPolygon& b) {
  std::vector<BoostPolygon> common;
  bg::intersection(a, b, common);
  double sum = 0.0;
  for (const BoostPolygon& part : common) sum += bg::area(part);
  return sum;
}

}  // namespace

TEST_CASE("circle: the set is closed, to the nanometre") {
  const double r = 150.1;  // neither 205150.1 nor 150.1 is a double
  const std::optional<Overlap> touch = one(circle(0, 0, r), {box(150.1, -5, 160.1, 5)});
  REQUIRE(touch);
  CHECK(touch->relatie == Relatie::Raakt);
  CHECK(touch->overlap_m2 == 0.0);
  CHECK(touch->aandeel == 0.0);
  CHECK(touch->afstand_tot_rand_m == 0.0);
  CHECK_FALSE(one(circle(0, 0, r), {box(150.100001, -5, 160, 5)}));
  const std::optional<Overlap> cut = one(circle(0, 0, r), {box(150.099, -5, 160, 5)});
  REQUIRE(cut);
  CHECK(cut->relatie == Relatie::Overlapt);
  // Touching at a corner: 3-4-5 triangle.
  CHECK(one(circle(0, 0, 50), {box(30, 40, 60, 60)})->relatie == Relatie::Raakt);
  CHECK(one(circle(0, 0, 49.999999), {box(30, 40, 60, 60)}) == std::nullopt);
}

TEST_CASE("circle: an object inside, the gap to the edge, and one that reaches the edge from inside") {
  const std::optional<Overlap> inside = one(circle(0, 0, 100), {box(20, 30, 30, 40)});
  REQUIRE(inside);
  CHECK(inside->relatie == Relatie::Bevat);
  CHECK(inside->aandeel == 1.0);
  CHECK(inside->overlap_m2 == Approx(100.0).epsilon(1e-12));
  CHECK(inside->afstand_tot_rand_m == Approx(-50.0).epsilon(1e-12));  // farthest corner (30, 40)
  const std::optional<Overlap> reaching = one(circle(0, 0, 50), {box(20, 30, 30, 40)});
  CHECK(reaching->relatie == Relatie::Bevat);
  CHECK(reaching->afstand_tot_rand_m == 0.0);
}

TEST_CASE("depth: how far the edge must move inwards to free the object") {
  SECTION("a circle: the radius less the distance of the nearest point") {
    CHECK(one(circle(0, 0, 100), {box(20, 30, 30, 40)})->diepte_m == Approx(100.0 - std::hypot(20, 30)).epsilon(1e-12));
    CHECK(one(circle(0, 0, 100), {box(95, -5, 110, 5)})->diepte_m == Approx(5.0).epsilon(1e-12));
    CHECK(one(circle(0, 0, 100), {box(-5, -5, 5, 5)})->diepte_m == 100.0);       // around the centre
    CHECK(one(circle(0, 0, 100), {box(-500, -500, 500, 500)})->diepte_m == 100.0);  // around the whole zone
    CHECK(one(circle(0, 0, 50), {box(30, 40, 60, 60)})->diepte_m == 0.0);        // touches
  }
  SECTION("a zone of that radius less the depth touches the object, or does not reach it") {
    const MultiPolygon house{box(60, 20, 75, 30)};
    const double depth = one(circle(0, 0, 80), house)->diepte_m;
    CHECK(one(circle(0, 0, 80 - depth), house)->relatie == Relatie::Raakt);
    CHECK_FALSE(one(circle(0, 0, 80 - depth - 1e-6), house));
  }
  SECTION("a polygon") {
    const Zone zone = area({box(0, 0, 100, 40)});
    CHECK(one(zone, {box(-10, 10, 7, 20)})->diepte_m == Approx(7.0).margin(0.006).epsilon(0));
    CHECK(one(zone, {box(40, 30, 45, 35)})->diepte_m == Approx(10.0).margin(0.006).epsilon(0));
    CHECK(one(zone, {box(-10, 0, 110, 40)})->diepte_m == Approx(20.0).margin(0.006).epsilon(0));  // holds the middle
    CHECK(one(zone, {box(100, 0, 110, 40)})->diepte_m == 0.0);
    CHECK(one_parcel(zone, {box(-50, -50, 150, 90)})->diepte_m == Approx(20.0).margin(0.006).epsilon(0));
    CHECK(one_parcel(zone, {box(99.95, 0, 200, 40)})->diepte_m == Approx(0.05).margin(0.006).epsilon(0));  // listed as touching
  }
  SECTION("several circles: the edge inside another circle does not count") {
    Zone zone;
    zone.parts = {Circle{{o.x, o.y}, 50}, Circle{{o.x + 60, o.y}, 50}};
    CHECK(one(zone, {box(29, -1, 31, 1)})->diepte_m == Approx(40.0).margin(1.1));  // notch at (30, 40)
    CHECK(one(zone, {box(29, -1, 31, 1)})->diepte_m > 39.0);
  }
}

TEST_CASE("depth: the distance to free a building is the one that the edge distance gives") {
  std::mt19937_64 bits{20260401};
  int met = 0;
  for (int i = 0; i < 200; ++i) {
    const Polygon zone = random_polygon(bits);
    const RdPoint corner = zone.outer[static_cast<std::size_t>(i) % zone.outer.size()];
    const double x = corner.x - o.x + 40.0 * uniform(bits) - 20.0;
    const double y = corner.y - o.y + 40.0 * uniform(bits) - 20.0;
    const MultiPolygon house{box(x, y, x + 6, y + 4)};
    const std::optional<Overlap> hit = one(area({zone}), house);
    if (!hit || hit->relatie == Relatie::Raakt) continue;
    const double distance = gis::edge_distances_m({zone}, {&house}).at(0);
    CHECK(hit->diepte_m >= -distance - 1e-9);
    CHECK(hit->diepte_m > 0.0);
    met += std::abs(hit->diepte_m + distance) < 1e-9;
  }
  CHECK(met > 50);
}

TEST_CASE("circle: share by formula") {
  // Half plane at distance d: circular segment r^2 acos(d/r) - d sqrt(r^2 - d^2).
  const double r = 100.0;
  const double d = 60.0;
  const double segment = r * r * std::acos(d / r) - d * std::sqrt(r * r - d * d);
  const std::optional<Overlap> hit = one(circle(0, 0, r), {box(d, -200, 500, 200)});
  CHECK(hit->overlap_m2 == Approx(segment).epsilon(1e-12));
  CHECK(hit->aandeel == Approx(segment / (440.0 * 400.0)).epsilon(1e-12));
  CHECK(hit->afstand_tot_rand_m == 0.0);
  // Quarter disc.
  CHECK(one(circle(0, 0, r), {box(0, 0, 500, 500)})->overlap_m2 ==
        Approx(std::numbers::pi * r * r / 4.0).epsilon(1e-12));
  // Circle inside the object.
  CHECK(one(circle(0, 0, r), {box(-500, -500, 500, 500)})->overlap_m2 ==
        Approx(std::numbers::pi * r * r).epsilon(1e-12));
}

TEST_CASE("circle in a hole, around a hole, and on several parts") {
  Polygon frame = rectangle(-100, -100, 100, 100);
  frame.holes.push_back({{-50, -50}, {-50, 50}, {50, 50}, {50, -50}});
  CHECK_FALSE(one(circle(0, 0, 49.999), {at(frame)}));
  CHECK(one(circle(0, 0, 50), {at(frame)})->relatie == Relatie::Raakt);
  const double r = 60.0;
  const double outside_hole = 4.0 * (r * r * std::acos(50.0 / r) - 50.0 * std::sqrt(r * r - 2500.0));
  CHECK(one(circle(0, 0, r), {at(frame)})->overlap_m2 == Approx(outside_hole).epsilon(1e-11));
  CHECK(one(circle(0, 0, 200), {at(frame)})->relatie == Relatie::Bevat);
  CHECK(one(circle(0, 0, 200), {at(frame)})->overlap_m2 == Approx(30000.0).epsilon(1e-12));
  // Two parts, one of them within reach.
  const std::optional<Overlap> hit = one(circle(0, 0, 20), {box(0, 0, 10, 10), box(100, 0, 110, 10)});
  CHECK(hit->relatie == Relatie::Overlapt);
  CHECK(hit->aandeel == Approx(0.5).epsilon(1e-12));
}

TEST_CASE("circle: share against a polygon of 4096 corners and against Boost") {
  constexpr unsigned long long seed = 20260101;
  INFO("seed " << seed);
  std::mt19937_64 bits{seed};
  int crossing = 0;
  for (int i = 0; i < 2000; ++i) {
    const double r = 10.0 + 140.0 * uniform(bits);
    const Polygon polygon = random_polygon(bits);
    Polygon ring;
    for (int k = 0; k < 4096; ++k) ring.outer.push_back(point_at(o, -2.0 * std::numbers::pi * k / 4096, r));
    const std::optional<Overlap> exact = one(circle(0, 0, r), {polygon});
    const double distance = bg::distance(BoostPoint{0.0, 0.0}, boost_polygon(polygon));
    CHECK(exact.has_value() == (distance <= r));
    if (!exact || exact->relatie == Relatie::Raakt) continue;
    const double sagitta = r * (1.0 - std::cos(std::numbers::pi / 4096));
    const double tolerance = 2.0 * std::numbers::pi * r * sagitta + 1e-6;
    CHECK(exact->overlap_m2 ==
          Approx(boost_overlap(boost_polygon(ring), boost_polygon(polygon))).margin(tolerance));
    crossing += exact->relatie == Relatie::Overlapt;
  }
  CHECK(crossing > 500);
}

TEST_CASE("polygon: GEOS against Boost on random pairs") {
  constexpr unsigned long long seed = 20260102;
  INFO("seed " << seed);
  std::mt19937_64 bits{seed};
  int crossing = 0;
  for (int i = 0; i < 2000; ++i) {
    const Polygon a = random_polygon(bits);
    const Polygon b = random_polygon(bits);
    const BoostPolygon boost_a = boost_polygon(a);
    const BoostPolygon boost_b = boost_polygon(b);
    const std::optional<Overlap> hit = one(area({a}), {b});
    REQUIRE(hit.has_value() == bg::intersects(boost_a, boost_b));
    if (!hit) continue;
    CHECK((hit->relatie == Relatie::Bevat) == bg::covered_by(boost_b, boost_a));
    CHECK(hit->overlap_m2 == Approx(boost_overlap(boost_a, boost_b)).margin(1e-4));
    if (hit->relatie == Relatie::Bevat) {
      bg::model::linestring<BoostPoint> edge(boost_a.outer().begin(), boost_a.outer().end());
      edge.push_back(boost_a.outer().front());
      CHECK(-hit->afstand_tot_rand_m == Approx(bg::distance(edge, boost_b)).margin(1e-7));
    }
    crossing += hit->relatie == Relatie::Overlapt;
  }
  CHECK(crossing > 300);
}

TEST_CASE("polygon: equality cases") {
  const Zone zone = area({box(0, 0, 100, 100)});
  SECTION("a neighbour that shares the edge touches") {
    const std::optional<Overlap> hit = one_parcel(zone, {box(100, 0, 200, 100)});
    CHECK(hit->relatie == Relatie::Raakt);
    CHECK(hit->overlap_m2 == 0.0);
    CHECK(hit->afstand_tot_rand_m == 0.0);
    CHECK(one(zone, {box(100, 0, 200, 100)})->relatie == Relatie::Raakt);
  }
  SECTION("a corner touches; a micrometre further does not") {
    CHECK(one(zone, {box(100, 100, 110, 110)})->relatie == Relatie::Raakt);
    CHECK_FALSE(one(zone, {box(100.000001, 0, 110, 10)}));
  }
  SECTION("the parcel itself is contained, edge and all") {
    const std::optional<Overlap> hit = one_parcel(zone, {box(0, 0, 100, 100)});
    CHECK(hit->relatie == Relatie::Bevat);
    CHECK(hit->aandeel == 1.0);
    CHECK(hit->afstand_tot_rand_m == 0.0);
  }
  SECTION("the zone lies inside the parcel") {
    const std::optional<Overlap> hit = one_parcel(zone, {box(-100, -100, 300, 300)});
    CHECK(hit->relatie == Relatie::Overlapt);
    CHECK(hit->overlap_m2 == Approx(1e4).epsilon(1e-12));
    CHECK(hit->aandeel == Approx(1.0 / 16.0).epsilon(1e-12));
    CHECK(hit->afstand_tot_rand_m == 0.0);
  }
  SECTION("the zone lies inside a hole of the parcel") {
    Polygon frame = rectangle(-100, -100, 300, 300);
    frame.holes.push_back({{-1, -1}, {-1, 101}, {101, 101}, {101, -1}});
    CHECK_FALSE(one_parcel(zone, {at(frame)}));
    frame.holes[0] = {{0, 0}, {0, 100}, {100, 100}, {100, 0}};
    CHECK(one_parcel(zone, {at(frame)})->relatie == Relatie::Raakt);
  }
  SECTION("the object lies in a hole of the zone") {
    Polygon frame = rectangle(-100, -100, 300, 300);
    frame.holes.push_back({{0, 0}, {0, 100}, {100, 100}, {100, 0}});
    CHECK_FALSE(one(area({at(frame)}), {box(10, 10, 20, 20)}));
    CHECK(one(area({at(frame)}), {box(0, 10, 20, 20)})->relatie == Relatie::Raakt);
  }
  SECTION("a zone in several parts") {
    const Zone two = area({box(0, 0, 10, 10), box(20, 0, 30, 10)});
    const std::optional<Overlap> hit = one(two, {box(5, 0, 25, 10)});
    CHECK(hit->relatie == Relatie::Overlapt);
    CHECK(hit->aandeel == Approx(0.5).epsilon(1e-12));
    // Parts that overlap are one area.
    const Zone joined = area({box(0, 0, 10, 10), box(5, 0, 30, 10)});
    CHECK(one(joined, {box(4, 2, 26, 8)})->relatie == Relatie::Bevat);
    CHECK(one(joined, {box(4, 2, 26, 8)})->afstand_tot_rand_m == Approx(-2.0).epsilon(1e-12));
  }
  SECTION("no zone, no objects, no layers") {
    CHECK(overlay({Zone{}}, panden({{box(0, 0, 1, 1)}}), thresholds).empty());
    CHECK(overlay({zone}, panden({}), thresholds).empty());
    CHECK(overlay({zone}, Surroundings{}, thresholds).empty());
  }
}

TEST_CASE("parcels: an overlap needs the area and the width, buildings need neither") {
  const Zone zone = area({box(0, 0, 100, 100)});
  struct Case {
    double width, height;
    Relatie parcel;
  };
  const std::vector<Case> cases{{0.1, 100, Relatie::Overlapt},  // 10 m2, just as wide
                                {0.099, 100, Relatie::Raakt},   // 9.9 m2, too thin
                                {1, 1, Relatie::Overlapt},      // just as large
                                {0.999, 1, Relatie::Raakt},     // wide, too small
                                {10, 10, Relatie::Overlapt}};
  for (const Case& c : cases) {
    CAPTURE(c.width, c.height);
    const Polygon reaching_in = box(100 - c.width, 0, 200, c.height);
    CHECK(one_parcel(zone, {reaching_in})->relatie == c.parcel);
    CHECK(one_parcel(zone, {reaching_in})->overlap_m2 == Approx(c.width * c.height).epsilon(1e-6));
    CHECK(one(zone, {reaching_in})->relatie == Relatie::Overlapt);
  }
  SECTION("a thin tail does not hide a wide part") {
    // 3 x 1 m block with a sliver of 300 m x 1 mm: mean width 2 A / P = 0.01 m.
    const Polygon shape = at({{{97, 50}, {97, 49}, {100, 49}, {100, 49.999}, {400, 49.999}, {400, 50}}, {}});
    CHECK(one_parcel(area({box(0, 0, 1000, 100)}), {shape, box(0, 100, 1000, 200)})->relatie ==
          Relatie::Overlapt);
  }
  SECTION("the same for a circle") {
    const Zone round = circle(0, 0, 100);
    CHECK(one_parcel(round, {box(99.95, -50, 200, 50)})->relatie == Relatie::Raakt);
    CHECK(one_parcel(round, {box(99.8, -50, 200, 50)})->relatie == Relatie::Overlapt);  // segment of 1.7 m2
    CHECK(one(round, {box(99.95, -50, 200, 50)})->relatie == Relatie::Overlapt);
    // A small parcel that lies wholly inside is no sliver.
    CHECK(one_parcel(round, {box(0, 0, 0.5, 0.5)})->relatie == Relatie::Bevat);
  }
}

TEST_CASE("several circles are one area") {
  Zone zone;
  zone.parts = {Circle{{o.x, o.y}, 50}, Circle{{o.x + 60, o.y}, 50}, Circle{{o.x + 500, o.y}, 10}};
  SECTION("an object in both is inside, although no single circle holds it") {
    const std::optional<Overlap> hit = one(zone, {box(-10, -5, 70, 5)});
    CHECK(hit->relatie == Relatie::Bevat);
    // Nearest edge: the notch where the circles meet, at (30, 40), 35 m above the object.
    CHECK(hit->afstand_tot_rand_m == Approx(-35.0).margin(0.006));
  }
  SECTION("an object in one circle whose edge lies in the other") {
    // 5 m from the edge of the first circle, but (30, 40) is the nearest point of the edge of the union.
    const std::optional<Overlap> hit = one(zone, {box(44, -1, 45, 1)});
    CHECK(hit->relatie == Relatie::Bevat);
    CHECK(hit->afstand_tot_rand_m == Approx(-std::hypot(14.0, 39.0)).margin(0.006));
  }
  SECTION("share of an object that meets both counts the lens once") {
    const double lens = 2.0 * (2500.0 * std::acos(0.6) - 30.0 * 40.0);
    const std::optional<Overlap> hit = one(zone, {box(-100, -100, 200, 100)});
    CHECK(hit->relatie == Relatie::Overlapt);
    CHECK(hit->overlap_m2 ==
          Approx(2.0 * std::numbers::pi * 2500.0 - lens).margin(2.0));  // sagitta 5 mm x 500 m
  }
  SECTION("a lone circle stays exact") {
    CHECK(one(zone, {box(500, 0, 506, 8)})->afstand_tot_rand_m == 0.0);
    CHECK(one(zone, {box(500, 0, 503, 4)})->afstand_tot_rand_m == Approx(-5.0).epsilon(1e-12));
    CHECK(one(zone, {box(510, 0, 520, 10)})->relatie == Relatie::Raakt);
  }
  SECTION("a circle and a polygon") {
    zone.parts.push_back(box(0, 40, 60, 100));
    const std::optional<Overlap> hit = one(zone, {box(20, 30, 28, 60)});
    CHECK(hit->relatie == Relatie::Bevat);
  }
}

TEST_CASE("what lies outside the sites: the rest of a parcel, with the border of the site as its edge") {
  const Polygon site = box(0, 0, 40, 40);
  const MultiPolygon rest = gis::outside({box(-10, 0, 40, 40)}, {&site});
  CHECK(area_m2(rest) == Approx(400.0).epsilon(1e-12));
  CHECK(gis::outside({box(10, 10, 20, 20)}, {&site}).empty());
  const MultiPolygon around = gis::outside({box(-10, -10, 50, 50)}, {&site});
  REQUIRE(around.size() == 1);
  CHECK(around.front().holes.size() == 1);
}

TEST_CASE("a zone of 1.5 km over a city lists every building, once") {
  constexpr int side = 130;  // 16,900 buildings of 10 m, 25 m apart: some 11,000 of them within 1,500 m
  std::vector<MultiPolygon> houses;
  std::size_t within = 0;
  for (int i = 0; i < side * side; ++i) {
    const double x = (i % side - side / 2) * 25.0;
    const double y = (i / side - side / 2) * 25.0;
    houses.push_back({box(x, y, x + 10, y + 10)});
    const double nx = std::max({x, 0.0, -(x + 10)});
    const double ny = std::max({y, 0.0, -(y + 10)});
    within += std::hypot(nx, ny) <= 1500.0;
  }
  const std::vector<Overlap> found = overlay({circle(0, 0, 1500)}, panden(houses), thresholds);
  CHECK(within > 11000);
  CHECK(found.size() == within);
}

TEST_CASE("order: zone, parcels before buildings, object") {
  Surroundings s = percelen({{box(0, 0, 10, 10)}, {box(10, 0, 20, 10)}});
  s.panden = panden({{box(2, 2, 4, 4)}}).panden;
  const std::vector<Overlap> found = overlay({circle(5, 5, 30), area({box(0, 0, 20, 10)})}, s, thresholds);
  REQUIRE(found.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(found[i].zone == i / 3);
    CHECK(found[i].layer == (i % 3 == 2 ? LayerKind::Panden : LayerKind::Percelen));
    CHECK(found[i].object == (i % 3 == 2 ? 0 : i % 3));
  }
}

TEST_CASE("moving everything does not change a relation") {
  constexpr unsigned long long seed = 20260103;
  INFO("seed " << seed);
  std::mt19937_64 bits{seed};
  for (int i = 0; i < 200; ++i) {
    const Polygon a = random_polygon(bits);
    Polygon b = a;
    for (RdPoint& v : b.outer) v = {v.x + 1024.0, v.y - 4096.0};  // exact in binary
    Zone here = circle(0, 0, 100);
    Zone there = circle(1024, -4096, 100);
    const std::optional<Overlap> first = one(here, {a});
    const std::optional<Overlap> second = one(there, {b});
    REQUIRE(first.has_value() == second.has_value());
    if (!first) continue;
    CHECK(first->relatie == second->relatie);
    CHECK(first->overlap_m2 == Approx(second->overlap_m2).margin(1e-6));
  }
}

TEST_CASE("edge distance: the gap outside, the depth inside, against Boost and a fine walk along the outline") {
  std::mt19937_64 bits{20260301};
  int outside = 0;
  int across = 0;
  int inside = 0;
  for (std::size_t i = 0; i < 300; ++i) {
    const Polygon zone = random_polygon(bits);
    // Around a corner of the zone.
    const RdPoint corner = zone.outer[i % zone.outer.size()];
    const double x = corner.x - o.x + 60.0 * uniform(bits) - 30.0;
    const double y = corner.y - o.y + 60.0 * uniform(bits) - 30.0;
    const Polygon house = box(x, y, x + 4.0 + 10.0 * uniform(bits), y + 4.0 + 10.0 * uniform(bits));
    const MultiPolygon shape{house};
    const double found = gis::edge_distances_m({zone}, {&shape}).at(0);
    const BoostPolygon z = boost_polygon(zone);
    const BoostPolygon h = boost_polygon(house);
    if (!bg::intersects(z, h)) {
      CHECK(found == Approx(bg::distance(z, h)).margin(1e-6).epsilon(0));
      ++outside;
      continue;
    }
    bg::model::linestring<BoostPoint> edge(z.outer().begin(), z.outer().end());
    edge.push_back(z.outer().front());
    double least = 1e9;
    for (std::size_t k = 0; k < house.outer.size(); ++k) {
      const RdPoint a = house.outer[k];
      const RdPoint b = house.outer[(k + 1) % house.outer.size()];
      for (int step = 0; step < 2000; ++step) {
        const double t = step / 2000.0;
        const BoostPoint p{a.x + t * (b.x - a.x) - o.x, a.y + t * (b.y - a.y) - o.y};
        const double d = bg::distance(p, edge);
        least = std::min(least, bg::within(p, z) ? -d : d);
      }
    }
    CHECK(found == Approx(least).margin(0.015).epsilon(0));
    CHECK(found <= 0.0);
    ++(bg::within(h, z) ? inside : across);
  }
  CHECK(outside > 30);
  CHECK(across > 10);
  CHECK(inside > 3);
}

TEST_CASE("edge distance: a strip of known depth, a touch, and a zone with a hole around the object") {
  const Polygon zone = box(0, 0, 100, 40);
  const MultiPolygon crossing{box(-10, 10, 7, 20)};
  const MultiPolygon spanning{box(-10, 0, 110, 40)};
  const MultiPolygon touching{box(100, 0, 110, 40)};
  const MultiPolygon beyond{box(103, 44, 110, 50)};
  const auto d = gis::edge_distances_m({zone}, {&crossing, &spanning, &touching, &beyond});
  CHECK(d[0] == Approx(-7.0).margin(0.006).epsilon(0));
  CHECK(d[1] == Approx(0.0).margin(0.006).epsilon(0));  // its long sides lie on the edge
  CHECK(d[2] == Approx(0.0).margin(1e-9).epsilon(0));
  CHECK(d[3] == Approx(5.0).margin(1e-9).epsilon(0));
  Polygon ring = box(0, 0, 100, 100);
  ring.holes.push_back(box(40, 40, 60, 60).outer);
  const MultiPolygon in_hole{box(45, 45, 55, 55)};
  CHECK(gis::edge_distances_m({ring}, {&in_hole}).at(0) == Approx(5.0).margin(1e-9).epsilon(0));
}

TEST_CASE("common area of two zones") {
  const auto square = [](double x, double y, double side) {
    return MultiPolygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}, {}}};
  };
  CHECK(gis::common_area_m2(square(0.0, 0.0, 10.0), square(5.0, 0.0, 10.0)) == Approx(50.0));
  CHECK(gis::common_area_m2(square(0.0, 0.0, 10.0), square(2.0, 2.0, 1.0)) == Approx(1.0));
  CHECK(gis::common_area_m2(square(0.0, 0.0, 10.0), square(10.0, 0.0, 10.0)) == 0.0);  // an edge has no area
  CHECK(gis::common_area_m2({}, square(0.0, 0.0, 10.0)) == 0.0);
}
