#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/risk/effect_models.hpp"

#include <functional>
#include <string>
#include <vector>

namespace batterisk::detail {

/// Areas of two fires at once, relative to the first (m east, m north).
struct PairArea {
  /// A region with its largest distance from the nearer unit.
  struct Extent {
    MultiPolygon region;
    double from_centre_m = 0.0;
    double from_wall_m = 0.0;
  };
  FireSource first;
  FireSource second;
  RdPoint offset;  ///< of the second
  Extent cloud;    ///< where the joint smoke meets the limit of the gifwolkaandachtsgebied
  Extent heat;     ///< where the joint flux meets `fire_limit`
};

/// Substances without a limit are added to `undetermined`, once each.
[[nodiscard]] PairArea pair_area(const DominoSource& source, RdPoint offset, HeatFlux fire_limit, const EffectModels& models,
                                 const StudyWeather& weather, const RuleSet& rules, UsedKeys& used,
                                 std::vector<std::string>& undetermined);

/// Region where a ratio is at least 1, within `reach_m` of the sources.
[[nodiscard]] MultiPolygon region_of_ratio(const std::function<double(RdPoint)>& ratio, const std::vector<RdPoint>& sources,
                                           double reach_m, Length sagitta);

}  // namespace batterisk::detail
