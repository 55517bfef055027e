#pragma once

#include "batterisk/core/risk/explain.hpp"
#include "batterisk/study/run/sensitivity.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/text/texts.hpp"

#include <string>

/// Plots as SVG, in the pieces that the maps use, so that whatever draws a map draws them too.
namespace batterisk::study {

inline constexpr double plot_width_mm = 172.0;

/// A picture, viewBox in millimetres.
struct Plot {
  std::string svg;
  double height_mm = 0.0;
};

/// Event tree of a unit: its frequency, the factors of each branch, the scenarios with their frequency.
[[nodiscard]] Plot event_tree_plot(const StudyResult& result, const std::string& unit, Language language);

/// PR on a straight line from `from` through `through`, with the levels of the contours; logarithmic.
[[nodiscard]] Plot transect_plot(const StudyResult& result, RdPoint from, RdPoint through, Language language);

/// Share of each scenario in the PR at a point, largest first; the smallest together in one bar.
[[nodiscard]] Plot contribution_plot(const StudyResult& result, const Explanation& explanation, Language language);

/// FN curve of a result with group risk, with the former orientation value; both axes logarithmic.
[[nodiscard]] Plot fn_plot(const StudyResult& result, Language language);

/// Reach of one zone at both ends of the range of each value, from where it is as computed; largest swing first, at most
/// ten. No height when no value moves the zone.
[[nodiscard]] Plot tornado_plot(const Sensitivity& sensitivity, std::size_t zone, Language language);

}  // namespace batterisk::study
