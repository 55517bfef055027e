#pragma once

#include "batterisk/portfolio/evaluate.hpp"

#include "batterisk/core/rules/rule_document.hpp"

#include <string>
#include <vector>

namespace batterisk::portfolio {

/// Share of one changed value in the difference between two rule sets.
struct Share {
  std::string key;
  std::string before;
  std::string after;
  double alone = 0.0;    ///< change of the measure when only this value changes, from a
  double shapley = 0.0;  ///< mean over all orders of change; the shares add up to the whole
};

/// Why a portfolio counts other numbers of buildings under b than under a.
struct Attribution {
  std::size_t from = 0;  ///< buildings that do not simply comply: voldoet_niet, onbepaald or afweging_nodig
  std::size_t to = 0;
  std::vector<Share> shares;
  double rest = 0.0;  ///< what no value of the method explains: law, classes, tables
};

/// Changes that Shapley takes: 2^n rule sets are computed.
inline constexpr std::size_t most_shares = 8;

/// Attributes the change from rule set `a` to `b` to the values of the method that differ. With more than
/// `most_shares` of them `shapley` stays 0 and only `alone` is given.
[[nodiscard]] Attribution attribute(const LoadedPortfolio& portfolio, const RuleCatalog& catalog,
                                    const RuleSelection& a, const RuleSelection& b, const EvaluateOptions& options);

}  // namespace batterisk::portfolio
