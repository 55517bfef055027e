#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/risk/domino_risk.hpp"
#include "batterisk/core/risk/fire_radiation.hpp"
#include "batterisk/core/risk/pr_contours.hpp"
#include "batterisk/core/risk/risk_field.hpp"

#include "property/study.hpp"
#include "unit/effect/random.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <variant>
#include <vector>

// A park with every scenario, domino pairs included: what must hold whatever the numbers are.

using namespace batterisk;
using test::Study;
using test::StudyText;
using test::UnitText;

namespace {

constexpr double pi = std::numbers::pi;
constexpr RdPoint here{155'000.0, 463'000.0};
const std::vector<std::string_view> all_kinds{"S1", "S2", "S3", "S4", "S5", "D", "eigen"};

// Three containers in a bent row, and a wind of its own for each class and sector.
StudyText park() {
  StudyText text;
  text.units = {{"a", here.x, here.y, 0.0}, {"b", here.x + 5.4, here.y, 0.0}, {"c", here.x + 11.5, here.y + 3.0, 30.0}};
  test::Random random{7};
  SectorTable table{};
  double sum = 0.0;
  for (auto& row : table) {
    for (double& p : row) sum += p = random.uniform(0.2, 1.8);
  }
  for (auto& row : table) {
    for (double& p : row) p = std::round(p / sum * 1e6) / 1e6;
  }
  text.weather = table;
  return text;
}

RdPoint turned(RdPoint p, double angle) {
  const double dx = p.x - here.x;
  const double dy = p.y - here.y;
  return {here.x + dx * std::cos(angle) + dy * std::sin(angle), here.y - dx * std::sin(angle) + dy * std::cos(angle)};
}

std::vector<RdPoint> places(int n, std::uint64_t seed) {
  test::Random random{seed};
  std::vector<RdPoint> points;
  for (int i = 0; i < n; ++i) {
    points.push_back(point_at(here, random.uniform(0.0, 2.0 * pi), random.log_uniform(3.0, 150.0)));
  }
  return points;
}

RiskField field_of(Study& study) { return {study.scenarios, study.models, study.weather, study.rules, study.used}; }

// Fields compare by direct integration, and from the tables where PR counts.
void check_equal(const RiskField& a, RdPoint p, const RiskField& b, RdPoint q, double direct, double table) {
  INFO(p.x - here.x << ", " << p.y - here.y);
  CHECK(b.direct_at(q).per_year() == Approx(a.direct_at(p).per_year()).epsilon(direct).margin(1e-14));
  CHECK(b.at(q).per_year() == Approx(a.at(p).per_year()).epsilon(table).margin(1e-10));
}

}  // namespace

TEST_CASE("park: every kind of scenario takes part") {
  const Study study = test::study_of(park(), all_kinds);
  for (const std::string_view kind : {"S1", "S2", "S3", "S4", "D"}) {
    CHECK(std::any_of(study.scenarios.begin(), study.scenarios.end(),
                      [kind](const Scenario& s) { return to_string(s.kind) == kind; }));
  }
}

TEST_CASE("park: turning units and wind by a sector turns the PR") {
  constexpr double angle = pi / 6.0;
  StudyText other = park();
  for (UnitText& unit : other.units) {
    const RdPoint p = turned({unit.x, unit.y}, angle);
    unit = {unit.id, p.x, p.y, unit.orientation_deg + 30.0};
  }
  for (auto& row : *other.weather) std::rotate(row.begin(), row.end() - 1, row.end());
  Study first = test::study_of(park(), all_kinds);
  Study second = test::study_of(other, all_kinds);
  const RiskField a = field_of(first);
  const RiskField b = field_of(second);
  for (const RdPoint p : places(40, 1)) check_equal(a, p, b, turned(p, angle), 1e-6, 2e-2);
}

TEST_CASE("park: moving it moves the PR") {
  constexpr RdPoint by{-731.25, 412.5};
  StudyText other = park();
  for (UnitText& unit : other.units) unit = {unit.id, unit.x + by.x, unit.y + by.y, unit.orientation_deg};
  Study first = test::study_of(park(), all_kinds);
  Study second = test::study_of(other, all_kinds);
  const RiskField a = field_of(first);
  const RiskField b = field_of(second);
  for (const RdPoint p : places(40, 2)) check_equal(a, p, b, {p.x + by.x, p.y + by.y}, 1e-6, 1e-6);
}

TEST_CASE("park: the PR is the sum of its units' and its pairs'") {
  Study study = test::study_of(park(), all_kinds);
  const RiskField whole = field_of(study);
  std::vector<RiskField> parts;
  const std::vector<Scenario> all = study.scenarios;
  for (const Scenario& scenario : all) {
    study.scenarios = {scenario};
    parts.push_back(field_of(study));
  }
  for (const RdPoint p : places(40, 3)) {
    double direct = 0.0;
    double table = 0.0;
    for (const RiskField& part : parts) {
      direct += part.direct_at(p).per_year();
      table += part.at(p).per_year();
    }
    CHECK(whole.direct_at(p).per_year() == Approx(direct).epsilon(1e-9).margin(1e-18));
    // The whole has one table for all that goes out from a place, with the breaks of all: equal to its accuracy.
    CHECK(whole.at(p).per_year() == Approx(table).epsilon(1e-4).margin(1e-14));
  }
}

TEST_CASE("park: twice the units on the same spots give twice the risk of the units") {
  // Pairs depend on the number of neighbours, so without them; the units are a copy of the scenarios.
  Study study = test::study_of(park(), {"S1", "S2", "S3", "S4"});
  const RiskField once = field_of(study);
  const std::vector<Scenario> copy = study.scenarios;
  study.scenarios.insert(study.scenarios.end(), copy.begin(), copy.end());
  const RiskField twice = field_of(study);
  for (const RdPoint p : places(40, 4)) {
    CHECK(twice.direct_at(p).per_year() == Approx(2.0 * once.direct_at(p).per_year()).epsilon(1e-9).margin(1e-18));
    CHECK(twice.at(p).per_year() == Approx(2.0 * once.at(p).per_year()).epsilon(1e-4).margin(1e-14));
  }
}

TEST_CASE("park: contours nest, and their vertices lie within 0.1 m of the level of the direct integration") {
  Study study = test::study_of(park(), all_kinds);
  const RiskField field = field_of(study);
  const std::vector<Zone> zones = pr_contours(field, study.rules, study.used);
  REQUIRE(zones.size() == 4);
  std::size_t checked = 0;
  for (std::size_t k = 0; k < zones.size(); ++k) {
    CHECK_FALSE(zones[k].truncated);
    const double level = zones[k].level->per_year();
    for (const Shape& part : zones[k].parts) {
      const Ring& ring = std::get<Polygon>(part).outer;
      for (std::size_t i = 0; i < ring.size(); ++i) {
        if (k + 1 < zones.size()) {
          CHECK(std::any_of(zones[k + 1].parts.begin(), zones[k + 1].parts.end(),
                            [&](const Shape& outer) { return contains(std::get<Polygon>(outer), ring[i]); }));
        }
        if (i % 9 != 0) continue;
        const auto value = [&](double dx, double dy) {
          return field.direct_at({ring[i].x + dx, ring[i].y + dy}).per_year();
        };
        double least = 1.0;
        double most = 0.0;
        for (int step = 0; step < 8; ++step) {
          const double v = value(0.1 * std::cos(step * pi / 4.0), 0.1 * std::sin(step * pi / 4.0));
          least = std::min(least, v);
          most = std::max(most, v);
        }
        INFO("level " << level << " at " << ring[i].x - here.x << ", " << ring[i].y - here.y);
        CHECK(least <= level);
        CHECK(most >= level);
        ++checked;
      }
    }
  }
  CHECK(checked > 60);
}

TEST_CASE("park: where a fire kills by heat too, smoke counts for those who are left") {
  Study study = test::study_of(park(), {"S4"});
  study.scenarios.erase(study.scenarios.begin() + 1, study.scenarios.end());
  FireSource& fire = std::get<FireSource>(study.scenarios.front().source);
  fire.roof_height = Length::m(1.0);  // a flame at the height of people, that kills at some metres
  for (SubstanceRelease& s : fire.smoke.substances) s.rate = 30.0 * s.rate;
  const RiskField field = field_of(study);
  const FireRadiation radiation(fire, study.models, study.weather.classes);
  int both = 0;
  for (double distance = 1.5; distance < 25.0; distance += 0.37) {
    const RdPoint p = point_at(study.scenarios.front().position, 0.8 * distance, distance);
    const double heat = radiation.lethality(2, {0.0, distance});
    if (heat > 0.3) ++both;
    INFO(distance << " m, heat " << heat);
    CHECK(field.at(p).per_year() == Approx(field.direct_at(p).per_year()).epsilon(0.01));
  }
  CHECK(both > 3);
}

TEST_CASE("park: two unequal fires are the same pair whichever is called the first") {
  Study study = test::study_of(park(), {"D"});
  DominoSource pair = std::get<DominoSource>(study.scenarios.front().source);
  const RdPoint at = study.scenarios.front().position;
  const RdPoint offset{pair.second_position.x - at.x, pair.second_position.y - at.y};
  const auto risk = [&](const DominoSource& source, RdPoint to_second) {
    return DominoRisk(source, to_second, study.models, study.weather, study.rules, study.used);
  };
  const DominoRisk equal = risk(pair, offset);
  for (SubstanceRelease& s : pair.second.smoke.substances) s.rate = 0.4 * s.rate;
  const DominoRisk weaker = risk(pair, offset);
  const DominoRisk swapped = risk({pair.second, pair.first, {}}, {-offset.x, -offset.y});
  for (const double distance : {30.0, 60.0, 110.0}) {
    for (double bearing = 0.1; bearing < 2.0 * pi; bearing += 0.7) {
      const RdPoint p = point_at({0.0, 0.0}, bearing, distance);
      INFO(distance << " m, " << bearing);
      const double mean = weaker.direct_mean_lethality(p);
      CHECK(swapped.direct_mean_lethality({p.x - offset.x, p.y - offset.y}) == Approx(mean).epsilon(1e-4).margin(1e-12));
      CHECK(mean <= equal.direct_mean_lethality(p) * (1.0 + 1e-6));
    }
  }
}
