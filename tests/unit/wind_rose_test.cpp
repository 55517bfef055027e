#include "support/paths.hpp"

#include "batterisk/core/rules/wind_rose.hpp"

#include "batterisk/core/rules/weather.hpp"

#include "unit/effect/random.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <filesystem>
#include <limits>
#include <numbers>
#include <stdexcept>

using namespace batterisk;

namespace {

constexpr double pi = std::numbers::pi;
using Sectors = std::array<double, 12>;

double degrees(double d) {
  return d * pi / 180.0;
}

// Integral over sector k. Both shapes are linear between multiples of 15 degrees, so the midpoint rule on
// pieces of 15 degrees is exact, and it never touches a jump of the constant shape.
double sector_total(const WindRose& rose, int k) {
  const double h = pi / 12.0;
  return h * (rose.density(degrees(30.0 * k - 7.5)) + rose.density(degrees(30.0 * k + 7.5)));
}

Sectors random_sectors(test::Random& random) {
  Sectors p{};
  for (double& v : p) v = random.uniform(0.0, 1.0) < 0.2 ? 0.0 : random.log_uniform(1e-4, 0.1);
  return p;
}

Sectors rotated(const Sectors& p) {
  Sectors r{};
  for (std::size_t k = 0; k < 12; ++k) r[(k + 1) % 12] = p[k];
  return r;
}

}  // namespace

TEST_CASE("every sector keeps its probability and no density is negative, on all rows of the shipped table") {
  const auto stations = read_weather_table(
      test::rules_folder() / "weer" / "knmi-2011-2020.csv", "tabel", 'R');
  int rows = 0;
  for (const WeatherStation& station : stations) {
    for (const SectorTable* table : {&station.all, &station.day, &station.night}) {
      for (const Sectors& row : *table) {
        ++rows;
        for (const RoseShape shape : {RoseShape::Lineair, RoseShape::Constant}) {
          const WindRose rose{row, shape};
          double sum = 0.0;
          for (std::size_t k = 0; k < 12; ++k) {
            sum += row[k];
            REQUIRE(sector_total(rose, static_cast<int>(k)) == Approx(row[k]).epsilon(0.0).margin(1e-9));
          }
          REQUIRE(rose.total() == Approx(sum).epsilon(1e-14));
          for (int d = 0; d < 720; ++d) REQUIRE(rose.density(degrees(0.5 * d)) >= 0.0);
        }
      }
    }
  }
  CHECK(rows == 306);
}

TEST_CASE("random roses, also with calm sectors, keep their totals and stay positive") {
  test::Random random{20260101};
  for (int n = 0; n < 200; ++n) {
    const Sectors p = random_sectors(random);
    for (const RoseShape shape : {RoseShape::Lineair, RoseShape::Constant}) {
      const WindRose rose{p, shape};
      for (std::size_t k = 0; k < 12; ++k) {
        REQUIRE(sector_total(rose, static_cast<int>(k)) == Approx(p[k]).epsilon(0.0).margin(1e-14));
      }
      for (int d = 0; d < 360; ++d) REQUIRE(rose.density(degrees(d)) >= 0.0);
    }
  }
}

TEST_CASE("turning the sectors by 30 degrees turns the rose") {
  test::Random random{50};
  const Sectors p = random_sectors(random);
  for (const RoseShape shape : {RoseShape::Lineair, RoseShape::Constant}) {
    const WindRose rose{p, shape};
    const WindRose turned{rotated(p), shape};
    for (int d = 0; d < 360; ++d) {
      const double direction = d + 0.25;  // off the jumps of the constant shape
      CHECK(turned.density(degrees(direction + 30.0)) ==
            Approx(rose.density(degrees(direction))).epsilon(0.0).margin(1e-12));
    }
  }
}

TEST_CASE("a uniform rose is constant and has no jumps") {
  Sectors p{};
  p.fill(1.0 / 12.0);
  for (const RoseShape shape : {RoseShape::Lineair, RoseShape::Constant}) {
    const WindRose rose{p, shape};
    CHECK(rose.total() == Approx(1.0).epsilon(1e-15));
    for (int d = -720; d <= 720; d += 7)
      CHECK(rose.density(degrees(d)) == Approx(1.0 / (2.0 * pi)).epsilon(1e-14));
    for (const WindRose::Jump& jump : rose.jumps()) CHECK(std::abs(jump.value) < 1e-12);
  }
}

TEST_CASE(
    "constant: the density of a sector is its probability over its width, a border belongs to the next") {
  Sectors p{};
  p[0] = 0.3;
  p[1] = 0.6;
  const WindRose rose{p, RoseShape::Constant};
  const double width = pi / 6.0;
  for (const double d : {0.0, 14.9, 345.1, -14.9, 374.9}) {
    CHECK(rose.density(degrees(d)) == Approx(0.3 / width).epsilon(1e-14));
  }
  CHECK(rose.density(degrees(15.1)) == Approx(0.6 / width).epsilon(1e-14));
  CHECK(rose.density(degrees(90.0)) == 0.0);
  REQUIRE(rose.jumps().size() == 3);
  CHECK(rose.jumps()[0].degrees == 15);
  CHECK(rose.jumps()[0].value == Approx(0.3 / width));
  CHECK(rose.jumps()[1].degrees == 45);
  CHECK(rose.jumps()[1].value == Approx(-0.6 / width));
  CHECK(rose.jumps()[2].degrees == 345);
  CHECK(rose.jumps()[2].value == Approx(0.3 / width));
}

TEST_CASE("linear: a single sector is a triangle within its borders") {
  Sectors p{};
  p[3] = 0.12;  // 90 degrees
  const WindRose rose{p, RoseShape::Lineair};
  const double peak = 0.12 / (pi / 12.0);  // base pi/6, area half base times peak
  CHECK(rose.density(degrees(90.0)) == Approx(peak).epsilon(1e-13));
  CHECK(rose.density(degrees(82.5)) == Approx(peak / 2.0).epsilon(1e-13));
  CHECK(rose.density(degrees(75.0)) == Approx(0.0).margin(1e-14));
  CHECK(rose.density(degrees(60.0)) == 0.0);
}

TEST_CASE("jumps of the linear shape rebuild the density and close over a full turn") {
  test::Random random{7};
  const WindRose rose{random_sectors(random), RoseShape::Lineair};
  double slope_sum = 0.0;
  for (const WindRose::Jump& jump : rose.jumps()) {
    slope_sum += jump.value;
    const double h = pi / 12.0;
    const double at = degrees(jump.degrees);
    const double change =
        (rose.density(at + h / 2) - 2.0 * rose.density(at) + rose.density(at - h / 2)) / (h / 2);
    CHECK(jump.value == Approx(change).epsilon(0.0).margin(1e-11));
  }
  CHECK(slope_sum == Approx(0.0).margin(1e-12));
}

TEST_CASE("negative or non-finite probabilities are refused") {
  for (const double bad :
       {-1e-12, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    Sectors p{};
    p[5] = bad;
    CHECK_THROWS_AS((WindRose{p, RoseShape::Lineair}), std::domain_error);
  }
}
