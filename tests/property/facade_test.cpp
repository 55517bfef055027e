#include "batterisk/core/risk/facade.hpp"

#include "property/study.hpp"
#include "unit/effect/random.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

using namespace batterisk;
using test::Study;
using test::StudyText;

namespace {

constexpr double pi = std::numbers::pi;
constexpr RdPoint here{155'000.0, 463'000.0};

// A container with torch and vent gas, and a release 40 m east of it.
RiskField field_of_two() {
  StudyText text;
  text.units = {{"a", here.x, here.y, 25.0}};
  text.releases = {{"hf", here.x + 40.0, here.y, "16.6667 g/s", "1e-4 1/jaar"}};
  Study study = test::study_of(text);
  return {study.scenarios, study.models, study.weather, study.rules, study.used};
}

// Star-shaped ring: simple whatever the numbers.
Ring random_ring(test::Random& random, RdPoint centre, double size_m, bool clockwise) {
  Ring ring;
  const int n = 4 + static_cast<int>(random.uniform(0.0, 6.0));
  const double turn = random.uniform(0.0, 2.0 * pi);
  for (int i = 0; i < n; ++i) {
    const double bearing = turn + (clockwise ? 2.0 : -2.0) * pi * i / n;
    ring.push_back(point_at(centre, bearing, size_m * random.uniform(0.4, 1.0)));
  }
  return ring;
}

struct Sampled {
  double pr = 0.0;
  double outside_m = 0.0;  // length of the outline outside the sites
};

// Largest PR on the outline, in steps of 1 cm.
Sampled sample(const RiskField& field, const MultiPolygon& footprint, const std::vector<Site>& sites) {
  Sampled result;
  const auto walk = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const RdPoint a = ring[i];
      const RdPoint b = ring[(i + 1) % ring.size()];
      const int pieces = std::max(1, static_cast<int>(std::ceil(distance_m(a, b) / 0.01)));
      for (int k = 0; k < pieces; ++k) {
        const double t = static_cast<double>(k) / pieces;
        const RdPoint p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        if (std::any_of(sites.begin(), sites.end(), [&](const Site& s) { return contains(s.boundary, p); }))
          continue;
        result.outside_m += distance_m(a, b) / pieces;
        result.pr = std::max(result.pr, field.at(p).per_year());
      }
    }
  };
  for (const Polygon& polygon : footprint) {
    walk(polygon.outer);
    for (const Ring& hole : polygon.holes) walk(hole);
  }
  return result;
}

// Shortest distance from a point to the outline.
double distance_to_outline(const MultiPolygon& footprint, RdPoint p) {
  double shortest = 1e300;
  const auto walk = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const RdPoint a = ring[i];
      const RdPoint b = ring[(i + 1) % ring.size()];
      const double length = distance_m(a, b);
      const double t =
          length > 0.0 ? ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / (length * length) : 0.0;
      const double s = std::clamp(t, 0.0, 1.0);
      shortest = std::min(shortest, distance_m(p, {a.x + s * (b.x - a.x), a.y + s * (b.y - a.y)}));
    }
  };
  for (const Polygon& polygon : footprint) {
    walk(polygon.outer);
    for (const Ring& hole : polygon.holes) walk(hole);
  }
  return shortest;
}

Polygon square(RdPoint centre, double half_m) {
  return {{{centre.x - half_m, centre.y - half_m},
           {centre.x + half_m, centre.y - half_m},
           {centre.x + half_m, centre.y + half_m},
           {centre.x - half_m, centre.y + half_m}},
          {}};
}

// The maximum found is that of the samples: no less than 1 % below it, and where it says.
void check_maximum(const RiskField& field, const MultiPolygon& footprint, const std::vector<Site>& sites) {
  const Sampled expected = sample(field, footprint, sites);
  const std::optional<FacadeMaximum> found = facade_maximum(field, footprint, sites);
  if (expected.outside_m == 0.0) {
    CHECK_FALSE(found);
    return;
  }
  REQUIRE(found);
  CHECK(distance_to_outline(footprint, found->where) < 1e-6);
  CHECK(std::none_of(sites.begin(), sites.end(),
                     [&](const Site& s) { return contains(s.boundary, found->where); }));
  CHECK(found->pr == field.direct_at(found->where));
  INFO("found at " << found->where.x - here.x << ", " << found->where.y - here.y << " with "
                   << found->pr.per_year() << ", largest sample " << expected.pr);
  CHECK(field.at(found->where).per_year() >= 0.99 * expected.pr);
}

}  // namespace

TEST_CASE("the façade maximum equals that of samples every centimetre, on random buildings") {
  const RiskField field = field_of_two();
  test::Random random{20260501};
  for (int i = 0; i < 40; ++i) {
    const RdPoint centre = point_at(here, random.uniform(0.0, 2.0 * pi), random.uniform(8.0, 60.0));
    const MultiPolygon building{{random_ring(random, centre, random.uniform(3.0, 14.0), false), {}}};
    INFO("building " << i);
    check_maximum(field, building, {});
  }
}

TEST_CASE("the façade maximum outside a site equals that of samples every centimetre") {
  const RiskField field = field_of_two();
  test::Random random{20260502};
  for (int i = 0; i < 60; ++i) {
    const RdPoint centre = point_at(here, random.uniform(0.0, 2.0 * pi), random.uniform(5.0, 25.0));
    const MultiPolygon building{{random_ring(random, centre, random.uniform(4.0, 14.0), false), {}}};
    const std::vector<Site> sites{{"terrein", {random_ring(random, here, 18.0, false), {}}}};
    INFO("building " << i);
    check_maximum(field, building, sites);
  }
}

TEST_CASE("a façade that leaves the site at both ends has its maximum at the worse of the two") {
  // Torches make PR fall by a factor of 3 within a metre here, so that a sample a metre beyond the boundary
  // says little about the boundary itself. Wherever the corners of the building fall:
  const RiskField field = field_of_two();
  const std::vector<Site> sites{{"terrein",
                                 {{{here.x - 13.6, here.y - 20.0},
                                   {here.x + 13.6, here.y - 20.0},
                                   {here.x + 13.6, here.y + 20.0},
                                   {here.x - 13.6, here.y + 20.0}},
                                  {}}}};
  for (int i = 0; i < 3; ++i) {
    const double west = -30.0 - 0.3 * i;
    const MultiPolygon building{{{{here.x + west, here.y + 4.0},
                                  {here.x + 19.5, here.y + 4.0},
                                  {here.x + 19.5, here.y + 9.0},
                                  {here.x + west, here.y + 9.0}},
                                 {}}};
    INFO("from " << west);
    check_maximum(field, building, sites);
  }
}

TEST_CASE("a façade that leaves the site for less than a metre counts there") {
  const RiskField field = field_of_two();
  // A notch of 0.8 m in the boundary, 12 m north of the container.
  const std::vector<Site> sites{{"terrein",
                                 {{{here.x - 40.0, here.y - 40.0},
                                   {here.x + 40.0, here.y - 40.0},
                                   {here.x + 40.0, here.y + 13.0},
                                   {here.x + 0.9, here.y + 13.0},
                                   {here.x + 0.9, here.y + 11.0},
                                   {here.x + 0.1, here.y + 11.0},
                                   {here.x + 0.1, here.y + 13.0},
                                   {here.x - 40.0, here.y + 13.0}},
                                  {}}}};
  const MultiPolygon building{{{{here.x - 10.0, here.y + 12.0},
                                {here.x + 10.0, here.y + 12.0},
                                {here.x + 10.0, here.y + 18.0},
                                {here.x - 10.0, here.y + 18.0}},
                               {}}};
  check_maximum(field, building, sites);
}

TEST_CASE("a building with a courtyard has façades on both sides") {
  const RiskField field = field_of_two();
  // The container stands in the courtyard: its walls are nearest.
  Polygon ring = square(here, 30.0);
  ring.holes.push_back({{here.x - 9.0, here.y - 9.0},
                        {here.x - 9.0, here.y + 9.0},
                        {here.x + 9.0, here.y + 9.0},
                        {here.x + 9.0, here.y - 9.0}});
  check_maximum(field, {ring}, {});
  const auto found = facade_maximum(field, {ring}, {});
  REQUIRE(found);
  CHECK(std::max(std::abs(found->where.x - here.x), std::abs(found->where.y - here.y)) ==
        Approx(9.0).epsilon(1e-9));
}

TEST_CASE("several parts of a building count together") {
  const RiskField field = field_of_two();
  const Polygon near = square({here.x - 18.0, here.y}, 4.0);
  const Polygon far = square({here.x - 60.0, here.y}, 4.0);
  const auto both = facade_maximum(field, {far, near}, {});
  const auto alone = facade_maximum(field, {near}, {});
  REQUIRE(both);
  REQUIRE(alone);
  CHECK(both->pr == alone->pr);
}

TEST_CASE("a building within the site has no façade that counts") {
  const RiskField field = field_of_two();
  const std::vector<Site> sites{{"terrein", square(here, 40.0)}};
  CHECK_FALSE(facade_maximum(field, {square({here.x - 18.0, here.y}, 4.0)}, sites));
  // One that shares the boundary lies on it: still within.
  CHECK_FALSE(facade_maximum(field, {square({here.x - 36.0, here.y}, 4.0)}, sites));
  // The same building with two sites that cover it together.
  const std::vector<Site> halves{{"west", square({here.x - 38.0, here.y}, 20.0)},
                                 {"oost", square({here.x + 2.0, here.y}, 20.0)}};
  CHECK_FALSE(facade_maximum(field, {square({here.x - 18.0, here.y}, 4.0)}, halves));
}

TEST_CASE("a building beyond the reach has PR 0, not an unknown PR") {
  const RiskField field = field_of_two();
  const auto found = facade_maximum(field, {square({here.x, here.y + 3000.0}, 5.0)}, {});
  REQUIRE(found);
  CHECK(found->pr.per_year() == 0.0);
}

TEST_CASE("a building beyond the reach with its corners within sites has PR 0 too") {
  const RiskField field = field_of_two();
  const std::vector<Site> corners{{"zuid", square({here.x, here.y + 2990.0}, 9.0)},
                                  {"noord", square({here.x, here.y + 3010.0}, 9.0)}};
  const MultiPolygon tower{{{{here.x - 5.0, here.y + 2995.0},
                             {here.x + 5.0, here.y + 2995.0},
                             {here.x + 5.0, here.y + 3005.0},
                             {here.x - 5.0, here.y + 3005.0}},
                            {}}};
  const auto between = facade_maximum(field, tower, corners);
  REQUIRE(between);
  CHECK(between->pr.per_year() == 0.0);
}

TEST_CASE("adding a site never raises the façade maximum") {
  const RiskField field = field_of_two();
  test::Random random{20260503};
  for (int i = 0; i < 30; ++i) {
    const RdPoint centre = point_at(here, random.uniform(0.0, 2.0 * pi), random.uniform(6.0, 40.0));
    const MultiPolygon building{{random_ring(random, centre, 10.0, false), {}}};
    const auto open = facade_maximum(field, building, {});
    const auto masked =
        facade_maximum(field, building, {{"terrein", {random_ring(random, here, 20.0, false), {}}}});
    REQUIRE(open);
    // Both are found to about a centimetre along the façade.
    if (masked) CHECK(masked->pr.per_year() <= open->pr.per_year() * 1.01);
  }
}
