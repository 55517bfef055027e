#pragma once

#include "batterisk/study/run/study.hpp"

#include <string>
#include <vector>

namespace batterisk::study {

/// One zone in two results, and the ground that it covers in one of them alone. A zone that a result does not have, or
/// that is reached nowhere, has distance and area 0.
struct ZoneDifference {
  std::string naam;  ///< as in ZoneResult
  Zone zone;
  double afstand_a_m = 0.0;
  double afstand_b_m = 0.0;
  double oppervlakte_a_m2 = 0.0;
  double oppervlakte_b_m2 = 0.0;
  MultiPolygon alleen_a;
  MultiPolygon alleen_b;

  [[nodiscard]] bool equal() const { return afstand_a_m == afstand_b_m && alleen_a.empty() && alleen_b.empty(); }
};

/// Zones of `a` in their order, then those that only `b` has.
[[nodiscard]] std::vector<ZoneDifference> compare_zones(const std::vector<ZoneResult>& a, const std::vector<ZoneResult>& b);

}  // namespace batterisk::study
