#pragma once

#include "batterisk/core/diagnostic.hpp"
#include "batterisk/core/group_risk.hpp"

#include <cstddef>
#include <vector>

namespace batterisk::codes {

/// people by day, people at night, buildings without a figure
inline constexpr Code group_risk_population{'M', 50};

}  // namespace batterisk::codes

namespace batterisk::study {

/// Whether a study computes the group risk.
enum class GroupRisk { Omitted, Computed };

/// Group risk of the people that the rules put in the buildings of the layer (core/README.md, 5.6).
struct GroupRiskResult {
  double people_day = 0.0;
  double people_night = 0.0;
  std::size_t unknown_buildings = 0;  ///< with a use that has no figure: the risk is a lower bound
  double expected_deaths_per_year = 0.0;
  std::vector<FnPoint> curve;  ///< F at 1, 2, .. 9, 10, 20, .. deaths, up to the first at which it is 0
};

/// Of the buildings outside the sites of the dossier.
[[nodiscard]] GroupRiskResult group_risk_of(const std::vector<Pand>& panden, const std::vector<Scenario>& scenarios,
                                            const EffectModels& models, const StudyWeather& weather, const RuleSet& rules,
                                            UsedKeys& used);

}  // namespace batterisk::study
