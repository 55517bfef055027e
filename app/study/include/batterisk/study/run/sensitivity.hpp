#pragma once

#include "batterisk/study/run/study.hpp"

#include <memory>
#include <string>
#include <vector>

namespace batterisk::study {

/// How far the zones reach when one value of the method takes either end of its range and all others stay.
struct KeySensitivity {
  std::shared_ptr<const Provenance> key;
  double low = 0.0;  ///< ends of the range, in the unit of the key
  double high = 0.0;
  std::vector<double> low_m;  ///< largest distance of each zone
  std::vector<double> high_m;
};

/// Sensitivity of the zones, one value at a time.
struct Sensitivity {
  std::vector<std::string> zones;    ///< names, as in the result
  std::vector<double> as_computed_m;
  std::vector<KeySensitivity> keys;  ///< in the order of their names
  std::vector<std::string> tied;     ///< keys that cannot change alone, such as probabilities that add up to 1
  std::vector<std::string> without_range;  ///< numbers of the method for which the rules give no range
};

/// Varies every number of the method that the result used over the range (`bereik`) that the rules give it, also where
/// the dossier replaced the value. Reads no layers. Throws Cancelled.
[[nodiscard]] Sensitivity sensitivity(const StudyResult& result, const RuleCatalog& catalog,
                                      const std::stop_token& stop = {}, const Progress& progress = {});

}  // namespace batterisk::study
