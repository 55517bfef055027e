#pragma once

#include "rules/rule_reader.hpp"

#include "batterisk/core/rules/method_rules.hpp"

namespace batterisk::detail {

/// Every key of the method set as typed values.
[[nodiscard]] MethodRules read_method_rules(RuleReader& reader);

}  // namespace batterisk::detail
