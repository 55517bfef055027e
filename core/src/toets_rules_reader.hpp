#pragma once

#include "rule_document_reader.hpp"
#include "rule_reader.hpp"

#include "batterisk/core/toets_rules.hpp"

#include <set>
#include <string>

namespace batterisk::detail {

/// Reads rules/klassen.
[[nodiscard]] ClassRules read_class_rules(const RuleDocument& document, const std::set<std::string>& sources,
                                          Findings& findings);

/// Reads rules/oordeel.
[[nodiscard]] VerdictRules read_verdict_rules(const RuleDocument& document, Findings& findings);

}  // namespace batterisk::detail
