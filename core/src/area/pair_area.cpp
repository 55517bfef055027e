#include "area/pair_area.hpp"

#include "area/cloud_extent.hpp"
#include "area/gifwolk_limit.hpp"

#include "batterisk/core/risk/contour.hpp"
#include "batterisk/core/risk/domino_risk.hpp"
#include "batterisk/core/risk/fire_radiation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace batterisk::detail {
namespace {

// Largest distance over substances and weather at which a smoke alone meets half of a limit.
double half_limit_distance(const ToxicSource& smoke, const EffectModels& models, const StudyWeather& weather,
                           const RuleSet& rules, UsedKeys& used) {
  double largest = 0.0;
  double ln_half = std::numeric_limits<double>::infinity();  // all substances are diluted alike: the most diluted one
  for (const SubstanceRelease& release : smoke.substances) {
    const auto limit = gifwolk_outdoor_limit(release, smoke.duration, rules, used);
    if (!limit || release.rate.kg_per_s() <= 0.0) continue;
    ln_half = std::min(ln_half, std::log(0.5 * limit->kg_per_m3() / release.rate.kg_per_s()));
  }
  if (std::isinf(ln_half)) return 0.0;
  for (const WeatherClass& weather_class : weather.classes) {
    largest = std::max(largest, largest_distance_m(plume_kernel(smoke, weather_class, models), ln_half, farthest_cloud_m));
  }
  return largest;
}

}  // namespace

MultiPolygon region_of_ratio(const std::function<double(RdPoint)>& ratio, const std::vector<RdPoint>& sources,
                             double reach_m, Length sagitta) {
  ContourGrid grid;
  constexpr double margin_m = 2.0;
  for (const RdPoint p : sources) {
    grid.reach.add({p.x - reach_m - margin_m, p.y - reach_m - margin_m});
    grid.reach.add({p.x + reach_m + margin_m, p.y + reach_m + margin_m});
  }
  grid.seeds = sources;
  grid.coarse_cell_m = std::max(5.0, reach_m / 5.0);
  grid.cell_m = std::max(2.0, reach_m / 10.0);
  grid.sagitta_m = sagitta.m();
  grid.floor = 1e-9;
  return trace_contours(ratio, {1.0}, grid).front().region;
}

PairArea pair_area(const DominoSource& source, RdPoint offset, HeatFlux fire_limit, const EffectModels& models,
                   const StudyWeather& weather, const RuleSet& rules, UsedKeys& used,
                   std::vector<std::string>& undetermined) {
  PairArea pair{source.first, source.second, offset, {}, {}};
  const DominoRisk risk(source, offset, models, weather, rules, used);
  std::vector<double> limits;
  for (const SubstanceRelease& release : source.first.smoke.substances) {
    const auto limit = gifwolk_outdoor_limit(release, source.first.smoke.duration, rules, used);
    if (!limit && std::find(undetermined.begin(), undetermined.end(), release.stof) == undetermined.end()) {
      undetermined.push_back(release.stof);
    }
    limits.push_back(limit ? limit->kg_per_m3() : 0.0);
  }
  const Length sagitta = used(rules.method.contour.sagitta);
  const std::vector<RdPoint> fires_at{{0.0, 0.0}, offset};
  const auto extent_of = [&](MultiPolygon region) {
    PairArea::Extent extent;
    const double first_wall = source.first.smoke.wake_width.m() / 2.0;
    const double second_wall = source.second.smoke.wake_width.m() / 2.0;
    for (const Polygon& polygon : region) {
      for (const RdPoint p : polygon.outer) {
        const double first = distance_m(p, fires_at[0]);
        const double second = distance_m(p, fires_at[1]);
        extent.from_centre_m = std::max(extent.from_centre_m, std::min(first, second));
        extent.from_wall_m = std::max(extent.from_wall_m, std::min(first - first_wall, second - second_wall));
      }
    }
    extent.region = std::move(region);
    return extent;
  };
  // Where both together meet a limit, one of them alone meets half of it.
  double cloud_reach = 0.0;
  double heat_reach = 0.0;
  for (const FireSource* fire : {&source.first, &source.second}) {
    cloud_reach = std::max(cloud_reach, half_limit_distance(fire->smoke, models, weather, rules, used));
    const FireRadiation radiation(*fire, models, weather.classes);
    for (std::size_t c = 0; c < weather.classes.size(); ++c) {
      heat_reach = std::max(heat_reach, radiation.distance_m(c, 0.5 * fire_limit));
    }
  }
  pair.cloud = extent_of(region_of_ratio([&](RdPoint p) { return risk.largest_concentration_ratio(p, limits); }, fires_at,
                                         cloud_reach, sagitta));
  pair.heat = extent_of(region_of_ratio(
      [&](RdPoint p) { return std::min(1e9, risk.largest_flux_w_per_m2(p) / fire_limit.w_per_m2()); }, fires_at, heat_reach,
      sagitta));
  return pair;
}

}  // namespace batterisk::detail
