#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/core/rules/toets_rules.hpp"

#include <functional>
#include <string>

namespace batterisk::detail {

/// The document of a body of rules that holds beside the tables; nullptr where there is none.
using DocumentOf = std::function<const RuleDocument*(const std::string& stelsel)>;

/// Fills in what tables, regimes and areas name in other rules: norms, and ends of ranges that a key gives. Reports keys that
/// are no norm (R062), and facts that a subject has not (R053).
void fill_from_rules(VerdictRules& rules, const DocumentOf& document_of, Findings& findings);

}  // namespace batterisk::detail
