#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/study/explain/explain.hpp"
#include "batterisk/study/explain/scenario_tree.hpp"

#include <fmt/format.h>

namespace batterisk::cli {
int explain(const Context& context, const std::string& dossier_path, const std::string& at) {
  const Input input = open_input(context, dossier_path);
  const RdPoint point = point_at(at);
  const study::PointExplanation explanation = study::explain_point(input.dossier, input.catalog, point);
  if (context.json) {
    fmt::print("{}", study::explain_json(explanation));
  } else {
    print(study::explain_text(explanation, context.language()));
  }
  if (const int failed = exit_code(context, explanation.messages); failed != ok) return failed;
  return explanation.risk.scenarios.out_of_scope ? out_of_scope : ok;
}

int scenarios(const Context& context, const std::string& dossier_path, bool dot) {
  const Input input = open_input(context, dossier_path);
  const RuleSet rules = load_rule_set(input.catalog, rule_selection(input.dossier));
  UsedKeys used;
  const ScenarioSet set = derive_scenarios(input.dossier, rules, used);
  if (dot) {
    fmt::print("{}", study::scenario_dot(set, rules, context.language()));
  } else if (context.json) {
    fmt::print("{}", study::scenario_json(set, rules));
  } else {
    print(study::scenario_table(set, rules, context.language()));
  }
  if (const int failed = exit_code(context, set.messages); failed != ok) return failed;
  return set.out_of_scope ? out_of_scope : ok;
}

}  // namespace batterisk::cli
