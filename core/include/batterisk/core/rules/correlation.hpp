#pragma once

#include "batterisk/core/rules/rule_document.hpp"

#include <string>
#include <vector>

namespace batterisk {

/// Values whose distributions go up and down together (`[[correlatie]]` of a method).
struct Correlation {
  std::string naam;
  std::vector<std::string> sleutels;
  double correlatie = 0.0;  ///< of the normal scores of any two of them, 0 to 1
};

/// The groups of a method. What is wrong with them is added to `findings` (letter R): keys that the method has not, a key in two
/// groups, a correlation outside 0 to 1.
[[nodiscard]] std::vector<Correlation> read_correlations(const RuleDocument& method, std::vector<Diagnostic>& findings);

}  // namespace batterisk
