#pragma once

#include "batterisk/core/base/agreement.hpp"
#include "batterisk/core/risk/effect_models.hpp"
#include "batterisk/core/rules/rule_set.hpp"

#include <string>
#include <vector>

namespace batterisk::test {

/// The method with the values of its rules.
struct Method {
  RuleSet rules;
  EffectModels models;
};
[[nodiscard]] Method newest_method();

/// One set of published values against one version of one model.
struct Comparison {
  std::string set = {};
  std::string model = {};
  std::string version = {};  ///< where there are more
  std::string quantity = {};
  std::string unit = {};
  std::string part = {};     ///< of the set; empty: the whole of it
  bool high_is_safe = true;  ///< of the quantity: more of it makes the zones larger
  std::string note = {};     ///< what the set is when it is no measurement, or what was fitted
  std::vector<Compared> pairs = {};
};

/// All of them, in the order of the table: the parts of a set after the whole.
[[nodiscard]] std::vector<Comparison> comparisons(const Method& method);

}  // namespace batterisk::test
