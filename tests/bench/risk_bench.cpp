// Speed of the risk computation, on a container and on parks of growing size. Compare figures of one run only.
#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/risk/contour.hpp"
#include "batterisk/core/risk/effect_models.hpp"
#include "batterisk/core/risk/explain.hpp"
#include "batterisk/core/risk/pr_contours.hpp"
#include "batterisk/core/risk/risk_field.hpp"
#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <benchmark/benchmark.h>

namespace {

using namespace batterisk;

const RuleSet& rules() {
  static const RuleSet set = [] {
    RuleSelection selection;
    selection.method = "referentie";
    selection.peildatum = std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::month{12}, std::chrono::day{1}};
    return load_rule_set(load_rule_catalog(BATTERISK_RULES), selection);
  }();
  return set;
}

// Square park, 3 m between the containers; `types` sizes of battery in turn.
Dossier park(int units, int types) {
  Dossier dossier;
  const int columns = static_cast<int>(std::ceil(std::sqrt(units)));
  for (int i = 0; i < units; ++i) {
    BatteryUnit unit;
    unit.id = "E" + std::to_string(i);
    unit.length = Length::m(6.06);
    unit.width = Length::m(2.44);
    unit.height = Length::m(2.59);
    unit.total_energy = Energy::kwh(4200.0 + 200.0 * (i % types));
    unit.position = {120000.0 + 5.44 * (i % columns), 480000.0 + 9.06 * (i / columns)};
    dossier.units.push_back(unit);
  }
  return dossier;
}

// The same with every container off its place by up to a metre either way: no two pairs have one distance.
Dossier irregular_park(int units, int types) {
  Dossier dossier = park(units, types);
  const auto off = [](int i, double step) { return 1.2 * (std::fmod(step * i * i, 1.0) - 0.5); };
  for (int i = 0; i < units; ++i) {
    RdPoint& at = dossier.units[static_cast<std::size_t>(i)].position;
    at = {at.x + off(i, 0.6180339887), at.y + off(i, 0.7548776662)};
  }
  return dossier;
}

struct Study {
  explicit Study(const Dossier& dossier)
      : scenarios{derive_scenarios(dossier, rules(), used)},
        models{effect_models(rules(), used)},
        weather{study_weather(dossier, rules(), dossier.units.front().position, used)} {}
  [[nodiscard]] RiskField field() { return {scenarios.scenarios, models, weather, rules(), used}; }

  UsedKeys used;
  ScenarioSet scenarios;
  EffectModels models;
  StudyWeather weather;
};

void only(ScenarioSet& set, std::initializer_list<ScenarioKind> kinds) {
  std::erase_if(set.scenarios, [&](const Scenario& s) {
    return std::find(kinds.begin(), kinds.end(), s.kind) == kinds.end();
  });
}

void table_and_contours_s1_s3(benchmark::State& state) {
  Study study(park(1, 1));
  only(study.scenarios, {ScenarioKind::S1Torch, ScenarioKind::S3VentGas});
  for (auto _ : state) benchmark::DoNotOptimize(pr_contours(study.field(), rules(), study.used));
}
BENCHMARK(table_and_contours_s1_s3)->Unit(benchmark::kMillisecond)->UseRealTime();

void one_container_all(benchmark::State& state) {
  Study study(park(1, 1));
  for (auto _ : state) {
    const RiskField field = study.field();
    benchmark::DoNotOptimize(pr_contours(field, rules(), study.used));
    benchmark::DoNotOptimize(
        aandachtsgebieden(study.scenarios.scenarios, study.models, study.weather, rules(), study.used));
  }
}
BENCHMARK(one_container_all)->Unit(benchmark::kMillisecond)->UseRealTime();

void container_field(benchmark::State& state) {
  Study study(park(1, 1));
  for (auto _ : state) benchmark::DoNotOptimize(study.field());
}
BENCHMARK(container_field)->Unit(benchmark::kMillisecond)->UseRealTime();

// The same contours from direct integrals at every point, on one thread: what the tables are measured against.
void container_contours_direct(benchmark::State& state) {
  Study study(park(1, 1));
  const RiskField field = study.field();
  for (auto _ : state) {
    ContourGrid grid;
    grid.reach = field.reach();
    grid.seeds = field.sources();
    benchmark::DoNotOptimize(
        trace_contours([&](RdPoint p) { return field.direct_at(p).per_year(); }, {1e-5, 1e-6, 1e-7, 1e-8}, grid));
  }
}
BENCHMARK(container_contours_direct)->Unit(benchmark::kMillisecond)->Iterations(1);

// Field, contours and areas of a park of four sizes of battery: the cost per unit falls as the park grows.
void park_of_units(benchmark::State& state) {
  Study study(park(static_cast<int>(state.range(0)), 4));
  for (auto _ : state) {
    benchmark::DoNotOptimize(pr_contours(study.field(), rules(), study.used));
    benchmark::DoNotOptimize(
        aandachtsgebieden(study.scenarios.scenarios, study.models, study.weather, rules(), study.used));
  }
  state.counters["per_unit"] = benchmark::Counter(
      static_cast<double>(state.range(0)), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(park_of_units)
    ->Arg(1)
    ->Arg(4)
    ->Arg(25)
    ->Arg(100)
    ->Arg(400)
    ->Arg(2500)
    ->Arg(5000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void irregular_park_of_units(benchmark::State& state) {
  Study study(irregular_park(static_cast<int>(state.range(0)), 4));
  for (auto _ : state) {
    benchmark::DoNotOptimize(pr_contours(study.field(), rules(), study.used));
    benchmark::DoNotOptimize(
        aandachtsgebieden(study.scenarios.scenarios, study.models, study.weather, rules(), study.used));
  }
}
BENCHMARK(irregular_park_of_units)->Arg(100)->Unit(benchmark::kMillisecond)->UseRealTime();

void explain_point(benchmark::State& state) {
  Study study(park(1, 1));
  const RiskField field = study.field();
  for (auto _ : state) benchmark::DoNotOptimize(explain_at({120030.0, 480010.0}, field, study.scenarios.scenarios));
}
BENCHMARK(explain_point)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
