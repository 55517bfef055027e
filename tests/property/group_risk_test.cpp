#include "batterisk/core/risk/group_risk.hpp"
#include "batterisk/core/risk/risk_field.hpp"

#include "property/study.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace batterisk;
using test::Study;
using test::StudyText;

namespace {

constexpr RdPoint here{155'000.0, 463'000.0};
const std::vector<std::string_view> all_kinds{"S1", "S2", "S3", "S4", "D", "eigen"};

// Everybody outdoors and without clothing, so that the expected deaths of one person are the PR.
std::string unprotected() {
  std::string text;
  for (const char* key : {"gr.binnen_dag", "gr.binnen_nacht"}) {
    text += "[[afwijking]]\nparameter = \"" + std::string{key} + "\"\nwaarde = 0.0\neenheid = \"-\"\nmotivering = \"proef\"\n";
  }
  return text + "[[afwijking]]\nparameter = \"gr.warmte_buiten\"\nwaarde = 1.0\neenheid = \"-\"\nmotivering = \"proef\"\n";
}

double expected_deaths(const std::vector<DeathOutcome>& outcomes) {
  double sum = 0.0;
  for (const DeathOutcome& o : outcomes) sum += o.per_year * o.deaths;
  return sum;
}

std::vector<DeathOutcome> outcomes_of(Study& study, const std::vector<Population>& people) {
  return death_outcomes(study.scenarios, people, study.models, study.weather, study.rules, study.used);
}

}  // namespace

TEST_CASE("group risk: the curve of outcomes by hand, and its identity") {
  const std::vector<DeathOutcome> outcomes{{1e-6, 3.0}, {2e-6, 10.0}, {5e-7, 40.0}, {4e-6, 3.0}};
  const std::vector<FnPoint> curve = fn_curve(outcomes);
  REQUIRE(curve.size() == 3);
  CHECK(frequency_of(curve, 1.0) == Approx(7.5e-6).epsilon(1e-12));
  CHECK(frequency_of(curve, 3.0) == Approx(7.5e-6).epsilon(1e-12));
  CHECK(frequency_of(curve, 3.1) == Approx(2.5e-6).epsilon(1e-12));
  CHECK(frequency_of(curve, 40.0) == Approx(5e-7).epsilon(1e-12));
  CHECK(frequency_of(curve, 40.1) == 0.0);
  // Golden 51: the integral of F over N is the sum of f N.
  double integral = 0.0;
  double before = 0.0;
  for (const FnPoint& p : curve) {
    integral += p.per_year * (p.deaths - before);
    before = p.deaths;
  }
  CHECK(integral == Approx(expected_deaths(outcomes)).epsilon(1e-12));
}

TEST_CASE("group risk: an explosion kills all within its circle, a share of those indoors within its area") {
  StudyText text;
  text.units = {{"a", here.x, here.y}};
  Study study = test::study_of(text, {"S2"});
  REQUIRE(study.scenarios.size() == 1);
  const double f = study.scenarios.front().frequency.per_year();
  const auto& source = std::get<ExplosionSource>(study.scenarios.front().source);
  const double between = (source.lethal.radius.m() + source.area.m()) / 2.0;
  const double day = study.rules.method.weather.day_share.value;
  const auto curve = fn_curve(outcomes_of(study, {{{here.x + 5.0, here.y}, 10.0, 20.0}}));
  CHECK(frequency_of(curve, 10.0) == Approx(f).epsilon(1e-12));
  CHECK(frequency_of(curve, 10.1) == Approx(f * (1.0 - day)).epsilon(1e-12));
  CHECK(frequency_of(curve, 20.1) == 0.0);
  const auto indoors = outcomes_of(study, {{{here.x, here.y + between}, 1000.0, 1000.0}});
  CHECK(expected_deaths(indoors) ==
        Approx(f * 1000.0 * 0.025 * (day * 0.93 + (1.0 - day) * 0.99)).epsilon(1e-12));
  CHECK(outcomes_of(study, {{{here.x, here.y + source.area.m() + 0.1}, 1000.0, 1000.0}}).empty());
}

TEST_CASE("group risk: for one unprotected person the expected deaths are the PR") {
  StudyText text;
  text.units = {{"a", here.x, here.y, 20.0}, {"b", here.x + 9.0, here.y + 2.0, 20.0}};
  text.releases = {{"hf", here.x, here.y, "0.2 kg/s", "1e-3 1/jaar"}};
  text.more = unprotected();
  Study study = test::study_of(text, all_kinds);
  const std::vector<Scenario> all = study.scenarios;
  for (const Scenario& scenario : all) {
    study.scenarios = {scenario};
    const RiskField field(study.scenarios, study.models, study.weather, study.rules, study.used);
    for (const RdPoint p : {RdPoint{here.x + 12.0, here.y - 5.0}, RdPoint{here.x - 20.0, here.y + 31.0}}) {
      INFO(scenario.id << " at " << p.x - here.x << ", " << p.y - here.y);
      CHECK(expected_deaths(outcomes_of(study, {{p, 1.0, 1.0}})) ==
            Approx(field.direct_at(p).per_year()).epsilon(2e-2).margin(1e-11));
    }
  }
}

TEST_CASE("group risk: indoors a tenth of the toxic deaths") {
  StudyText text;
  text.releases = {{"hf", here.x, here.y, "0.2 kg/s", "1e-3 1/jaar"}};
  Study usual = test::study_of(text);
  text.more = unprotected();
  Study outdoors = test::study_of(text);
  const std::vector<Population> people{{{here.x + 60.0, here.y}, 100.0, 0.0}};
  CHECK(expected_deaths(outcomes_of(usual, people)) ==
        Approx((0.93 * 0.1 + 0.07) * expected_deaths(outcomes_of(outdoors, people))).epsilon(1e-9));
}

TEST_CASE("group risk: a release longer than the exposure counts counts as that exposure") {
  StudyText text;
  text.releases = {{"hf", here.x, here.y, "0.2 kg/s", "1e-3 1/jaar"}};
  Study study = test::study_of(text);
  const std::vector<Population> people{{{here.x + 60.0, here.y}, 100.0, 100.0}};
  const auto deaths_of = [&](Time duration) {
    std::get<ToxicSource>(study.scenarios.front().source).duration = duration;
    return expected_deaths(outcomes_of(study, people));
  };
  const Time cap = study.models.toxic_exposure_cap;
  const double capped = deaths_of(cap);
  CHECK(deaths_of(3.0 * cap) == Approx(capped).epsilon(1e-12));
  CHECK(deaths_of(0.5 * cap) < 0.95 * capped);
}

TEST_CASE("group risk: people by the uses of a building") {
  StudyText text;
  text.releases = {{"hf", here.x, here.y}};
  Study study = test::study_of(text);
  const auto pand = [](std::vector<Verblijfsobject> units) {
    Pand p;
    p.footprint = {{{{0.0, 0.0}, {10.0, 0.0}, {10.0, 6.0}, {0.0, 6.0}}, {}}};
    p.verblijfsobjecten = std::move(units);
    return p;
  };
  const auto vbo = [](const char* use, std::optional<double> area) {
    Verblijfsobject v;
    v.gebruiksdoelen = {use};
    v.oppervlakte_m2 = area;
    return v;
  };
  const std::vector<Pand> panden{pand({vbo("woonfunctie", 80.0), vbo("woonfunctie", 90.0)}), pand({vbo("kantoorfunctie", 300.0)}),
                                 pand({vbo("onderwijsfunctie", 900.0)}), pand({vbo("kantoorfunctie", std::nullopt)}), pand({}),
                                 pand({}), pand({vbo("onderwijsfunctie", 900.0)}), pand({})};
  using enum Kwetsbaarheid;
  const PopulationOfPlaces people =
      population_of({{&panden[0], Kwetsbaar}, {&panden[1], BeperktKwetsbaar}, {&panden[2], ZeerKwetsbaar},
                     {&panden[3], BeperktKwetsbaar}, {&panden[4], Geen},
                     {&panden[5], Onbekend},                      // a shed, or a school: nobody knows
                     {&panden[6], ZeerKwetsbaar, {240.0, 0.0}},   // counted
                     {&panden[7], Kwetsbaar, {180.0, {}}}},       // a campsite, counted by day
                    study.rules, study.used);
  REQUIRE(people.places.size() == 4);
  CHECK(people.places[0].day == Approx(2.4));
  CHECK(people.places[0].night == Approx(4.8));
  CHECK(people.places[0].at == RdPoint{5.0, 3.0});
  CHECK(people.places[1].day == Approx(10.0));
  CHECK(people.places[1].night == 0.0);
  CHECK(people.places[2].day == 240.0);
  CHECK(people.places[2].night == 0.0);
  CHECK(people.places[3].day == 180.0);
  CHECK(people.places[3].night == 0.0);
  CHECK(people.unknown == 4);
}

TEST_CASE("group risk: looking only where a plume can be lethal loses nobody") {
  StudyText text;
  text.units = {{"a", here.x, here.y, 20.0}, {"b", here.x + 7.0, here.y + 2.0, 20.0}};
  text.releases = {{"hf", here.x, here.y, "0.2 kg/s", "1e-3 1/jaar"}};
  Study study = test::study_of(text, all_kinds);
  // Many places at once give the deaths of each alone: the windows of one say nothing of another.
  std::vector<Population> people;
  for (int i = 0; i < 60; ++i) {
    const double r = 3.0 + 6.0 * i;
    people.push_back({{here.x + r * std::sin(2.4 * i), here.y + r * std::cos(2.4 * i)}, 2.0, 3.0});
  }
  double alone = 0.0;
  for (const Population& group : people) alone += expected_deaths(outcomes_of(study, {group}));
  CHECK(expected_deaths(outcomes_of(study, people)) == Approx(alone).epsilon(1e-9));
  CHECK(alone > 0.0);
}

TEST_CASE("group risk: progress is told, and what it throws ends the computation") {
  StudyText text;
  text.units = {{"a", here.x, here.y, 20.0}};
  Study study = test::study_of(text, all_kinds);
  double last = -1.0;
  const auto watch = [&last](double share) {
    CHECK(share >= last);
    CHECK(share < 1.0);
    last = share;
  };
  const std::vector<Population> people{{{here.x + 30.0, here.y}, 10.0, 10.0}};
  (void)death_outcomes(study.scenarios, people, study.models, study.weather, study.rules, study.used, watch);
  CHECK(last >= 0.0);
  struct Stop {};
  CHECK_THROWS_AS(death_outcomes(study.scenarios, people, study.models, study.weather, study.rules, study.used,
                                 [](double) { throw Stop{}; }),
                  Stop);
}
