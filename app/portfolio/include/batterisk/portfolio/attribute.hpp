#pragma once

#include "batterisk/portfolio/evaluate.hpp"

#include "batterisk/core/rules/chosen_rules.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <compare>
#include <map>
#include <string>
#include <vector>

namespace batterisk::portfolio {

/// What is counted: buildings by their verdict or the zone that they lie in, and systems, pairs and edges by their verdict.
struct Measured {
  std::string soort;  ///< "oordeel", "zone" or "bevinding"
  std::string naam;   ///< "voldoet_niet", "gifwolk"
  friend auto operator<=>(const Measured&, const Measured&) = default;
};

/// Buildings that a change of rules brings into a verdict or zone, and those that it takes out: never set off against each
/// other.
struct Moved {
  double erbij = 0.0;
  double eraf = 0.0;
};
using MovedBy = std::map<Measured, Moved>;

/// Share of one change in the difference between two rule sets.
struct Share {
  std::string key;  ///< of the method, "bkl:..." of other rules, or `other_changes`
  std::string before;
  std::string after;
  MovedBy alone;    ///< from a, when only this changes
  MovedBy shapley;  ///< mean over all orders of change; the shares add up to the whole
};
/// All that is no value of a key that both sets have: tables, new keys, sources and evidence, dates.
inline constexpr const char* other_changes = "overig";

/// Why other buildings have a verdict or lie in a zone under b than under a.
struct Attribution {
  MovedBy whole;  ///< from a to b
  std::vector<Share> shares;
  bool shapley = true;  ///< false: too many changes; then only `alone` is given
};

/// Changes that Shapley takes: 2^n rule sets are computed.
inline constexpr std::size_t most_shares = 8;

/// Attributes the difference between two rule sets, of method, law and all other rules, to the changes between them. Few
/// rule sets are held at a time, so that memory does not grow with the number of changes.
[[nodiscard]] Attribution attribute(const LoadedPortfolio& portfolio, const RuleCatalog& catalog, const RuleSelection& a,
                                    const RuleSelection& b, const EvaluateOptions& options);

}  // namespace batterisk::portfolio
