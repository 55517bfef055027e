#pragma once

#include "batterisk/core/rules/rule_set.hpp"

#include <vector>

namespace batterisk {

/// What is allowed but probably a mistake in overlays: a value that repeats the base, another unit than the base,
/// a value outside the range of the base, a key that is emptied, a norm of another kind. All are warnings.
[[nodiscard]] std::vector<Diagnostic> lint_overlays(const RuleCatalog& catalog);

/// What the rules do with size: attention areas of one container, for each chemistry of the set, over energies
/// from `least` to `largest`. A larger battery with a smaller area (R046) and an area that jumps between two
/// energies that are almost equal (R047) are warnings, once for each area and chemistry.
[[nodiscard]] std::vector<Diagnostic> lint_zones(const RuleSet& rules, Energy least, Energy largest);

}  // namespace batterisk
