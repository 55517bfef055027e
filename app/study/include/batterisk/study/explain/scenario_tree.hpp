#pragma once

#include "batterisk/study/run/study.hpp"
#include "batterisk/study/text/texts.hpp"

#include <string>

namespace batterisk::study {

/// Event tree of a study with frequencies: as a table, as JSON, and as a Graphviz graph.
[[nodiscard]] std::string scenario_table(const ScenarioSet& scenarios, const RuleSet& rules, Language language);
[[nodiscard]] std::string scenario_json(const ScenarioSet& scenarios, const RuleSet& rules);
[[nodiscard]] std::string scenario_dot(const ScenarioSet& scenarios, const RuleSet& rules, Language language);

}  // namespace batterisk::study
