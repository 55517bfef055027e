#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/core/codes.hpp"
#include "batterisk/core/units.hpp"
#include "batterisk/study/explain.hpp"
#include "batterisk/study/scenario_tree.hpp"

#include <optional>

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

// "120278.2,479846.3"; with a space between the numbers the decimal comma is allowed: "120278,2 479846,3".
std::optional<RdPoint> parse_point(const std::string& text) {
  const auto space = text.find(' ');
  const auto cut = space != std::string::npos ? space : text.find(',');
  if (cut == std::string::npos) return std::nullopt;
  const auto x = split_number_and_unit(text.substr(0, cut));
  const auto y = split_number_and_unit(text.substr(cut + 1));
  if (!x || !y || !x->unit.empty() || !y->unit.empty()) return std::nullopt;
  return RdPoint{x->number, y->number};
}

}  // namespace

int explain(const Context& context, const std::string& dossier_path, const std::string& at) {
  const Input input = open_input(context, dossier_path);
  const auto point = parse_point(at);
  if (!point) {
    throw DossierError(
        {{{'D', codes::wrong_type}, Severity::Fout, command_line, {"--at", "X,Y in RD-meters"}}});
  }
  if (point->x <= 0.0 || point->x >= 300e3 || point->y <= 300e3 || point->y >= 625e3) {
    throw DossierError({{codes::position_outside, Severity::Fout, command_line,
                         {"--at", fmt::format("{}", point->x), fmt::format("{}", point->y)}}});
  }
  const study::PointExplanation explanation = study::explain_point(input.dossier, input.catalog, *point);
  fmt::print("{}", context.json ? study::explain_json(explanation)
                                : study::explain_text(explanation, context.language()));
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
    fmt::print("{}", study::scenario_table(set, rules, context.language()));
  }
  if (const int failed = exit_code(context, set.messages); failed != ok) return failed;
  return set.out_of_scope ? out_of_scope : ok;
}

}  // namespace batterisk::cli
