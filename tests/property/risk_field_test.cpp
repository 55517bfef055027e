#include "batterisk/core/risk/risk_field.hpp"

#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/risk/pr_contours.hpp"

#include "property/study.hpp"
#include "unit/effect/random.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

using namespace batterisk;
using test::ReleaseText;
using test::Study;
using test::StudyText;
using test::UnitText;

namespace {

constexpr double pi = std::numbers::pi;
constexpr RdPoint here{155'000.0, 463'000.0};

RiskField field_of(Study& study) {
  return {study.scenarios, study.models, study.weather, study.rules, study.used};
}

// A rose of the size of a real one, not symmetric, in every class.
SectorTable uneven_weather() {
  test::Random random{42};
  SectorTable table{};
  double sum = 0.0;
  for (auto& row : table) {
    for (double& p : row) {
      p = random.uniform(0.2, 1.8);
      sum += p;
    }
  }
  // Rounded to the digits of the file, so that the sectors of a turned table are the same numbers.
  for (auto& row : table) {
    for (double& p : row) p = std::round(p / sum * 1e6) / 1e6;
  }
  return table;
}

StudyText park() {
  StudyText text;
  text.units = {{"a", here.x, here.y, 20.0}, {"b", here.x + 9.0, here.y + 4.0, 110.0}};
  text.releases = {{"hf", here.x - 60.0, here.y + 35.0, "16.6667 g/s", "1e-4 1/jaar"}};
  text.weather = uneven_weather();
  return text;
}

// Places at all distances around the park.
std::vector<RdPoint> places(int n, std::uint64_t seed) {
  test::Random random{seed};
  std::vector<RdPoint> points;
  for (int i = 0; i < n; ++i) {
    points.push_back(point_at(here, random.uniform(0.0, 2.0 * pi), random.log_uniform(4.0, 150.0)));
  }
  return points;
}

RdPoint turned(RdPoint p, double angle) {  // clockwise about `here`, as bearings run
  const double dx = p.x - here.x;
  const double dy = p.y - here.y;
  return {here.x + dx * std::cos(angle) + dy * std::sin(angle),
          here.y - dx * std::sin(angle) + dy * std::cos(angle)};
}

}  // namespace

TEST_CASE("golden: PR of a release in D5 with a uniform rose, through dossier and rules") {
  // Reference method, golden 18 (tox.p_cut 0.01), times 1e-3 a year.
  StudyText text;
  text.releases = {{"hf", here.x, here.y, "0.2 kg/s", "1e-3 1/jaar"}};
  text.weather = SectorTable{};
  (*text.weather)[2].fill(1.0 / 12.0);
  Study study = test::study_of(text);
  const RiskField field = field_of(study);
  CHECK(field.direct_at(point_at(here, 1.0, 50.0)).per_year() == Approx(1.001058e-5).epsilon(1e-5));
  CHECK(field.direct_at(point_at(here, 4.0, 100.0)).per_year() == Approx(4.46120e-7).epsilon(1e-5));
  CHECK(field.at(point_at(here, 4.0, 100.0)).per_year() == Approx(4.46120e-7).epsilon(5e-3));
}

TEST_CASE("PR is never negative, and its parts add up to it") {
  Study study = test::study_of(park());
  const RiskField field = field_of(study);
  for (const RdPoint p : places(150, 1)) {
    const double direct = field.direct_at(p).per_year();
    REQUIRE(direct >= 0.0);
    REQUIRE(field.at(p).per_year() >= 0.0);
    const auto parts = field.direct_parts_at(p);
    REQUIRE(parts.size() == study.scenarios.size());
    double sum = 0.0;
    for (const PlaatsgebondenRisico part : parts) {
      REQUIRE(part.per_year() >= 0.0);
      sum += part.per_year();
    }
    REQUIRE(sum == Approx(direct).epsilon(1e-12).margin(1e-300));
  }
}

TEST_CASE("the tables follow the direct integration where PR counts") {
  Study study = test::study_of(park());
  const RiskField field = field_of(study);
  for (const RdPoint p : places(200, 2)) {
    const double direct = field.direct_at(p).per_year();
    if (direct < 1e-9) continue;
    INFO(p.x - here.x << ", " << p.y - here.y);
    CHECK(field.at(p).per_year() == Approx(direct).epsilon(0.02));
  }
}

TEST_CASE("PR is proportional to the frequency") {
  Study study = test::study_of(park());
  const RiskField single = field_of(study);
  for (Scenario& scenario : study.scenarios) scenario.frequency = 2.0 * scenario.frequency;
  const RiskField twice = field_of(study);
  for (const RdPoint p : places(50, 3)) {
    CHECK(twice.direct_at(p).per_year() == Approx(2.0 * single.direct_at(p).per_year()).epsilon(1e-14));
    CHECK(twice.at(p).per_year() == Approx(2.0 * single.at(p).per_year()).epsilon(1e-14));
  }
}

TEST_CASE("PR grows with every scenario") {
  Study study = test::study_of(park());
  const RiskField all = field_of(study);
  study.scenarios.pop_back();
  const RiskField fewer = field_of(study);
  for (const RdPoint p : places(50, 4)) CHECK(all.at(p) >= fewer.at(p));
}

TEST_CASE("golden: coincident and distant units superpose") {
  // Reference method, golden 52: 1e-9 direct, 5e-3 from the tables.
  const auto field_with = [](const std::vector<ReleaseText>& releases) {
    StudyText text;
    text.releases = releases;
    text.weather = uneven_weather();
    Study study = test::study_of(text);
    return field_of(study);
  };
  const RiskField one = field_with({{"a", here.x, here.y}});
  const RiskField three = field_with({{"a", here.x, here.y}, {"b", here.x, here.y}, {"c", here.x, here.y}});
  const RiskField distant = field_with({{"a", here.x, here.y}, {"b", here.x + 80.0, here.y - 30.0}});
  for (const RdPoint p : places(60, 5)) {
    const RdPoint from_second{p.x - 80.0, p.y + 30.0};
    CHECK(three.direct_at(p).per_year() == Approx(3.0 * one.direct_at(p).per_year()).epsilon(1e-9));
    CHECK(three.at(p).per_year() == Approx(3.0 * one.at(p).per_year()).epsilon(5e-3));
    CHECK(distant.direct_at(p).per_year() ==
          Approx(one.direct_at(p).per_year() + one.direct_at(from_second).per_year()).epsilon(1e-9));
    CHECK(distant.at(p).per_year() ==
          Approx(one.at(p).per_year() + one.at(from_second).per_year()).epsilon(5e-3));
  }
}

TEST_CASE("moving a dossier moves its PR") {
  const StudyText text = park();
  StudyText moved = text;
  constexpr double dx = 1234.5;
  constexpr double dy = -987.25;
  for (UnitText& unit : moved.units) unit = {unit.id, unit.x + dx, unit.y + dy, unit.orientation_deg};
  for (ReleaseText& r : moved.releases) {
    r.x += dx;
    r.y += dy;
  }
  Study first = test::study_of(text);
  Study second = test::study_of(moved);
  const RiskField a = field_of(first);
  const RiskField b = field_of(second);
  for (const RdPoint p : places(60, 6)) {
    const RdPoint q{p.x + dx, p.y + dy};
    CHECK(b.direct_at(q).per_year() == Approx(a.direct_at(p).per_year()).epsilon(1e-7).margin(1e-16));
    CHECK(b.at(q).per_year() == Approx(a.at(p).per_year()).epsilon(1e-7).margin(1e-16));
  }
}

TEST_CASE("turning a dossier and its wind by a sector turns its PR") {
  const StudyText text = park();
  StudyText second_text = text;
  constexpr double angle = pi / 6.0;
  for (UnitText& unit : second_text.units) {
    const RdPoint p = turned({unit.x, unit.y}, angle);
    unit = {unit.id, p.x, p.y, unit.orientation_deg + 30.0};
  }
  for (ReleaseText& r : second_text.releases) {
    const RdPoint p = turned({r.x, r.y}, angle);
    r.x = p.x;
    r.y = p.y;
  }
  for (auto& row : *second_text.weather) std::rotate(row.begin(), row.end() - 1, row.end());
  Study first = test::study_of(text);
  Study second = test::study_of(second_text);
  const RiskField a = field_of(first);
  const RiskField b = field_of(second);
  for (const RdPoint p : places(60, 7)) {
    const RdPoint q = turned(p, angle);
    CHECK(b.direct_at(q).per_year() == Approx(a.direct_at(p).per_year()).epsilon(1e-6).margin(1e-15));
    CHECK(b.at(q).per_year() == Approx(a.at(p).per_year()).epsilon(1e-6).margin(1e-15));
  }
}

TEST_CASE("no PR outside the reach of the field") {
  Study study = test::study_of(park());
  const RiskField field = field_of(study);
  Box box = field.reach();
  REQUIRE_FALSE(box.empty());
  box.add({box.min.x - 1e-3, box.min.y - 1e-3});
  box.add({box.max.x + 1e-3, box.max.y + 1e-3});
  for (int i = 0; i <= 40; ++i) {
    const double x = box.min.x + (box.max.x - box.min.x) * i / 40.0;
    const double y = box.min.y + (box.max.y - box.min.y) * i / 40.0;
    for (const RdPoint p :
         {RdPoint{x, box.min.y}, RdPoint{x, box.max.y}, RdPoint{box.min.x, y}, RdPoint{box.max.x, y}}) {
      CHECK(field.direct_at(p).per_year() == 0.0);
      CHECK(field.at(p).per_year() == 0.0);
    }
  }
}

TEST_CASE("vertices of the PR contours lie within 0.1 m of the level of the direct integration") {
  Study study = test::study_of(park());
  const RiskField field = field_of(study);
  const auto value = [&](RdPoint p) { return field.direct_at(p).per_year(); };
  std::size_t checked = 0;
  for (const Zone& zone : pr_contours(field, study.rules, study.used)) {
    REQUIRE(zone.level);
    CHECK_FALSE(zone.truncated);
    const double level = zone.level->per_year();
    for (const Shape& part : zone.parts) {
      const Ring& ring = std::get<Polygon>(part).outer;
      for (std::size_t i = 0; i < ring.size(); i += 7) {
        const RdPoint p = ring[i];
        constexpr double h = 0.05;
        const double gx = value({p.x + h, p.y}) - value({p.x - h, p.y});
        const double gy = value({p.x, p.y + h}) - value({p.x, p.y - h});
        const double g = std::hypot(gx, gy);
        REQUIRE(g > 0.0);
        // The level lies between 0.1 m downhill and 0.1 m uphill.
        INFO("level " << level << ", " << p.x - here.x << ", " << p.y - here.y);
        CHECK(value({p.x - 0.1 * gx / g, p.y - 0.1 * gy / g}) <= level);
        CHECK(value({p.x + 0.1 * gx / g, p.y + 0.1 * gy / g}) >= level);
        ++checked;
      }
    }
  }
  CHECK(checked > 50);
}

TEST_CASE("PR contours nest: the zone of a higher level lies in that of a lower one") {
  Study study = test::study_of(park());
  const RiskField field = field_of(study);
  const auto zones = pr_contours(field, study.rules, study.used);
  REQUIRE(zones.size() == 4);
  for (std::size_t k = 0; k + 1 < zones.size(); ++k) {
    CHECK(*zones[k].level > *zones[k + 1].level);
    for (const Shape& part : zones[k].parts) {
      for (const RdPoint p : std::get<Polygon>(part).outer) {
        CHECK(std::any_of(zones[k + 1].parts.begin(), zones[k + 1].parts.end(),
                          [&](const Shape& outer) { return contains(std::get<Polygon>(outer), p); }));
      }
    }
  }
}
