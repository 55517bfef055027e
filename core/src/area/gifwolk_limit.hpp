#pragma once

#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace batterisk::detail {

/// Dilution at which one substance of a source, or all together, reaches the limit of the gifwolkaandachtsgebied.
struct GifwolkLimit {
  double ln_dilution;  ///< ln(C/Q), Q in kg/s
  double exponent;     ///< with which its relative dose grows with concentration; 1 for a concentration criterion
  std::string shown;   ///< e.g. "HF 12.3 mg/m3"
};

/// Outdoor concentration from which people indoors are inside the gifwolkaandachtsgebied after the criterion of the rules
/// (dose or concentration). Nothing when the substance has no LBW30 or no exponent.
[[nodiscard]] std::optional<Concentration> gifwolk_outdoor_limit(const SubstanceRelease& release, Time duration,
                                                                 const RuleSet& rules, UsedKeys& used);

/// Limits of each substance that `source` emits and, when the rules add doses, of all together. Substances without a limit
/// are added to `undetermined`, once each.
[[nodiscard]] std::vector<GifwolkLimit> gifwolk_limits(const ToxicSource& source, const RuleSet& rules, UsedKeys& used,
                                                       std::vector<std::string>& undetermined);

}  // namespace batterisk::detail
