#pragma once

#include "batterisk/core/rules/rule_set.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace batterisk {

/// Another value for a key of the method, in the unit that the key has: one number, or those of a list.
struct KeyValues {
  std::string key;
  std::vector<double> values;
};

/// The rules of one study, of which numbers can take other values many times over without reading any file again.
class RuleVariation {
 public:
  /// Throws as load_rule_set.
  RuleVariation(const RuleCatalog& catalog, const RuleSelection& selection);

  /// The method as the study has it, with law, deviations and measures.
  [[nodiscard]] const RuleDocument& method() const { return method_; }
  /// The rules with other values; evidence and places stay those of the rules. Throws RuleFileError for what the method does
  /// not take, such as a chance above 1. May be called from several threads.
  [[nodiscard]] std::shared_ptr<const RuleSet> with(std::span<const KeyValues> values) const;

 private:
  RuleSet rules_;
  RuleDocument method_;
};

}  // namespace batterisk
