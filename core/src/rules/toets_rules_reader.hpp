#pragma once

#include "rules/rule_document_reader.hpp"
#include "rules/rule_reader.hpp"

#include "batterisk/core/rules/toets_rules.hpp"

#include <array>
#include <set>
#include <string>
#include <string_view>

namespace batterisk::detail {

/// Keys of the norms that every Bkl set has and that a decision table may name.
inline constexpr std::array<std::string_view, 4> norm_keys{"pr.grenswaarde.kwetsbaar",
                                                           "pr.standaardwaarde.beperkt_kwetsbaar",
                                                           "pr.tijdelijk.kwetsbaar", "pr.risicogebied.grens"};

/// Reads rules/klassen.
[[nodiscard]] ClassRules read_class_rules(const RuleDocument& document, const std::set<std::string>& sources,
                                          Findings& findings);

/// Reads rules/oordeel.
[[nodiscard]] VerdictRules read_verdict_rules(const RuleDocument& document,
                                              const std::set<std::string>& sources, Findings& findings);

}  // namespace batterisk::detail
