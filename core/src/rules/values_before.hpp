#pragma once

#include "batterisk/core/rules/rule_document.hpp"

#include <string_view>

namespace batterisk::detail {

/// What the method did before it had a key: the value of that key for a set from before it, so that an older file keeps its
/// results. Nothing for a key that the set must give. Such a value is no value of the set: it is not reported as used
/// (Provenance::implied).
[[nodiscard]] const RuleEntry* value_before(std::string_view key, const RuleDocument& set);

}  // namespace batterisk::detail
