#pragma once

#include "batterisk/core/rules/rule_set.hpp"

#include <cstddef>
#include <vector>

namespace batterisk {

/// Outcome of the examples beside the rules.
struct ExampleReport {
  std::size_t examples = 0;
  std::vector<Diagnostic> findings;  ///< failed examples (R048, errors); norms not tried on all sides (R049, warnings)
};

/// Runs every example in the folders `voorbeelden` of the catalog: facts and what must follow from them
/// (rules/README.md, "Examples"). Each norm that decides in some example must have one at, one just below and one
/// just above its value. Throws RuleFileError for a file that cannot be read.
[[nodiscard]] ExampleReport run_rule_examples(const RuleCatalog& catalog);

}  // namespace batterisk
