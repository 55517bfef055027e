#pragma once

#include "batterisk/portfolio/attribute.hpp"
#include "batterisk/portfolio/compare.hpp"

#include "batterisk/core/rule_diff.hpp"
#include "batterisk/study/texts.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace batterisk::portfolio {

/// What a consequence report tells beside the comparison itself.
struct Consequence {
  std::vector<RuleChange> changes;         ///< of the rules, a to b
  std::string motivation;                  ///< of the draft
  std::optional<Attribution> attribution;
};

/// Writes verschil_sites.csv, verschil_objecten.csv, verschil_totaal.csv, drempelkromme.csv and gevolgen.md: the
/// parameters changed first, then totals, the sites most affected, attribution, threshold curve, method and limits.
/// Throws FileError.
std::vector<std::filesystem::path> write_comparison(const BatchComparison& comparison, const Consequence& consequence,
                                                    const std::filesystem::path& folder, study::Language language);

/// The report as Markdown.
[[nodiscard]] std::string consequence_report(const BatchComparison& comparison, const Consequence& consequence,
                                             study::Language language);

}  // namespace batterisk::portfolio
