#pragma once

#include "batterisk/core/rules/deviation.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace batterisk {

/// What a new draft is called and why it is made.
struct DraftHead {
  std::string name;  ///< of its folder: letters, digits and '-'
  std::chrono::year_month_day valid_from{};
  std::string motivation;
};

/// Text of a rule file that changes the given keys of `base`: the hash of the base is in it, and each value has the
/// source `ontwerp`. Values are not checked here: `rules check` does that. Throws DossierError for a key that the
/// base does not have (D026).
[[nodiscard]] std::string draft_text(const RuleDocument& base, const DraftHead& head,
                                     const std::vector<Deviation>& changes);

}  // namespace batterisk
