#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/core/rules/rule_set.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What the law says at the dates of a study, and what the method takes from it.
namespace batterisk::detail {

/// Word of a method key for "the value of the law".
inline constexpr std::string_view as_the_law = "volgens_bkl";

/// The law with the values that its transitional rules (`[[overgangsrecht]]`) give this study.
[[nodiscard]] RuleDocument with_transitional_law(RuleDocument law, const RuleSelection& selection,
                                                 const std::set<std::string>& sources, Findings& findings);

/// Gives each end point of the method that follows the law (`waarde = "volgens_bkl"`) the value, unit, evidence and place
/// that the law has.
void fill_from_law(RuleDocument& method, const RuleDocument& law);

/// True for a method key that may follow the law.
[[nodiscard]] bool may_follow_law(std::string_view key);

/// A method value other than that of the law is a choice, and told (R037).
[[nodiscard]] std::vector<Diagnostic> differences_from_law(const RuleDocument& method, const RuleDocument& law);

}  // namespace batterisk::detail
