#pragma once

#include "batterisk/study/run/study.hpp"

#include <cstddef>
#include <map>
#include <vector>

namespace batterisk::study {

/// What lies in one zone.
struct ZoneCount {
  std::size_t parcels = 0;
  std::size_t uncertain_parcels = 0;  ///< touched by less than the thresholds of the rules
  std::map<Kwetsbaarheid, std::size_t> buildings;
};

/// For each zone of a result, in their order.
[[nodiscard]] std::vector<ZoneCount> counts_per_zone(const StudyResult& result);

}  // namespace batterisk::study
