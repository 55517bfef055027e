#pragma once

#include "batterisk/core/rules/rule_set.hpp"

#include <memory>
#include <string>
#include <vector>

namespace batterisk {

/// Fit of `s1.q_ref`: the power of a torch that gives `s1.fit_flux` at `s1.fit_distance` from the wall, on the axis
/// (core/README.md, 2.6). The rack, which is not fitted, is the independent check.
struct TorchCalibration {
  Power fitted;
  Power in_rules;         ///< `s1.q_ref`
  Length module;          ///< distance to the flux with the value in the rules
  Energy rack_energy;     ///< `inv.rack_kwh`
  Length rack;            ///< distance with the fitted value
  Length rack_published;  ///< `s1.check_distance`
  std::vector<std::shared_ptr<const Provenance>> inputs;  ///< every key that the fit reads, by key
  std::string inputs_sha256;  ///< over `key = value unit` of the inputs, one a line
};

/// Throws RuleFileError for a set without `s1.check_distance`, std::domain_error when no power up to 1 TW gives the flux
/// at the distance.
[[nodiscard]] TorchCalibration calibrate_torch(const RuleSet& rules);

}  // namespace batterisk
