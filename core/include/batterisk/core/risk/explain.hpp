#pragma once

#include "batterisk/core/risk/risk_field.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace batterisk {

/// Part of the PR at a point from one scenario, and, for toxic sources, from each weather class.
struct Contribution {
  std::size_t scenario = 0;  ///< index in the scenarios of the study
  PlaatsgebondenRisico pr = PlaatsgebondenRisico::per_year(0.0);
  double share = 0.0;        ///< of the total, 0..1
  double lethality = 0.0;    ///< mean over weather and direction: pr / frequency
  double distance_m = 0.0;
  double bearing_deg = 0.0;  ///< from the source to the point
  std::vector<PlaatsgebondenRisico> per_class;  ///< empty where weather plays no part
};

/// PR at a point and where it comes from (core/README.md, 5.8), by direct integration.
struct Explanation {
  RdPoint point{};
  PlaatsgebondenRisico pr = PlaatsgebondenRisico::per_year(0.0);
  std::vector<Contribution> contributions;  ///< largest first; together exactly `pr`
};

[[nodiscard]] Explanation explain_at(RdPoint point, const RiskField& field, const std::vector<Scenario>& scenarios);

}  // namespace batterisk
