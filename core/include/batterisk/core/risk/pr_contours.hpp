#pragma once

#include "batterisk/core/risk/risk_field.hpp"
#include "batterisk/core/risk/zone.hpp"

#include <vector>

namespace batterisk {

/// PR contours of the levels in the rules, from high to low.
[[nodiscard]] std::vector<Zone> pr_contours(const RiskField& field, const RuleSet& rules, UsedKeys& used);

}  // namespace batterisk
