#pragma once

#include "batterisk/study/map/map_layers.hpp"

#include <string>
#include <vector>

/// The legend of a map, on paper and on a screen.
namespace batterisk::study {

struct LegendEntry {
  enum class Kind { Heading, Item, Note } kind;
  std::string text;
  std::string right{};      ///< at the end of the line
  drawing::Group swatch{};  ///< in a box of 9 x 3 mm
};

/// What the map shows, from high to low, and what it does not show. Notes are in lines of at most `width` (mm).
[[nodiscard]] std::vector<LegendEntry> legend_entries(const StudyResult& result, const MapContent& content,
                                                      double width, Language language);

/// Height of the entries in lines of items.
[[nodiscard]] double legend_lines(const std::vector<LegendEntry>& entries);
/// Width at which no entry is clipped (mm).
[[nodiscard]] double legend_width(const std::vector<LegendEntry>& entries);

/// The entries below each other, `line_height` (mm) to an item.
[[nodiscard]] drawing::Group draw_legend(const std::vector<LegendEntry>& entries, drawing::Point top_left, double width,
                                         double line_height);

}  // namespace batterisk::study
