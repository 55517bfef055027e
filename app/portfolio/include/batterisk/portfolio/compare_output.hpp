#pragma once

#include "batterisk/portfolio/attribute.hpp"
#include "batterisk/portfolio/compare.hpp"

#include "batterisk/core/rule_diff.hpp"
#include "batterisk/study/texts.hpp"

#include <filesystem>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace batterisk::portfolio {

/// Maps of one site under both rule sets: files beside the report.
struct SiteMap {
  std::string site;
  std::string file_a;
  std::string file_b;
};

/// What a consequence report tells beside the comparison itself.
struct Consequence {
  std::vector<RuleChange> changes;         ///< of the rules, a to b
  std::string motivation;                  ///< of the draft
  std::optional<Attribution> attribution;
  std::vector<SiteMap> maps;
};

/// Sites with most buildings that change verdict, the most affected first; none without such a building.
[[nodiscard]] std::vector<const SiteChange*> most_affected(const BatchComparison& comparison, std::size_t number);

/// Writes verschil_sites.csv, verschil_objecten.csv, verschil_totaal.csv, drempelkromme.csv and gevolgen.md: the
/// parameters changed first, then totals, the sites most affected, attribution, threshold curve, method and limits.
/// Throws FileError.
std::vector<std::filesystem::path> write_comparison(const BatchComparison& comparison, const Consequence& consequence,
                                                    const std::filesystem::path& folder, study::Language language);

/// The report as Markdown.
[[nodiscard]] std::string consequence_report(const BatchComparison& comparison, const Consequence& consequence,
                                             study::Language language);

}  // namespace batterisk::portfolio
