#include "rules/method_rules_reader.hpp"

#include "rules/rule_members.hpp"

namespace batterisk::detail {

MethodRules read_method_rules(RuleReader& reader) {
  return read_members<MethodRules>(reader);
}

}  // namespace batterisk::detail
