#pragma once

#include "batterisk/portfolio/attribute.hpp"
#include "batterisk/portfolio/compare.hpp"

#include "batterisk/core/rules/rule_diff.hpp"
#include "batterisk/study/report/report.hpp"

#include <optional>
#include <string>
#include <vector>

namespace batterisk::portfolio {

/// Maps of one site under both rule sets, as `map_drawing` makes them for a sheet of a report.
struct SiteMap {
  std::string site;
  study::Drawing under_a;
  study::Drawing under_b;
};

/// What a consequence report tells beside the comparison itself.
struct Consequence {
  std::vector<RuleChange> changes;         ///< of the rules, a to b
  std::vector<std::string> motivations;    ///< of the drafts
  std::optional<Attribution> attribution;
  std::vector<SiteMap> maps;
  bool unknown_values = false;  ///< a batch used values (-p) that are in no file: why there is no attribution
};

/// The consequence report: the values changed first, then totals, attribution, the sites most affected with their maps,
/// the threshold curve, method and limits.
[[nodiscard]] study::Report consequence_report(const BatchComparison& comparison, const Consequence& consequence,
                                               study::Language language);

}  // namespace batterisk::portfolio
