#pragma once

#include "batterisk/study/map/drawing.hpp"

#include "batterisk/core/risk/explain.hpp"
#include "batterisk/study/run/sensitivity.hpp"
#include "batterisk/study/run/study.hpp"

#include <string>

/// Plots, drawn with what the maps are drawn with.
namespace batterisk::study {

inline constexpr double plot_width_mm = 172.0;

/// Event tree of a unit: its frequency, the factors of each branch, the scenarios with their frequency.
[[nodiscard]] Drawing event_tree_plot(const StudyResult& result, const std::string& unit, Language language);

/// PR on a straight line from `from` through `through`, with the levels of the contours; logarithmic.
[[nodiscard]] Drawing transect_plot(const StudyResult& result, RdPoint from, RdPoint through, Language language);

/// Share of each scenario in the PR at a point, largest first; the smallest together in one bar.
[[nodiscard]] Drawing contribution_plot(const StudyResult& result, const Explanation& explanation, Language language);

/// FN curve of a result with group risk, with the former orientation value; both axes logarithmic.
[[nodiscard]] Drawing fn_plot(const StudyResult& result, Language language);

/// Reach of one zone at both ends of the range of each value, from where it is as computed; largest swing first, at
/// most ten. Empty when no value moves the zone.
[[nodiscard]] Drawing tornado_plot(const Sensitivity& sensitivity, std::size_t zone, Language language);

}  // namespace batterisk::study
