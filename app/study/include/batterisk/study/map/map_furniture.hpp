#pragma once

#include "batterisk/study/map/map_view.hpp"

#include "batterisk/study/run/study.hpp"

#include <string>
#include <vector>

/// What stands around a map.
namespace batterisk::study {

/// Labels that a result must carry wherever it is shown: "concept", "ontwerp", "indicatief".
[[nodiscard]] std::vector<std::string> standing_labels(const StudyResult& result);

/// Dates, rule set with hash and standing, program and layers: what a picture must say of its origin.
[[nodiscard]] std::vector<std::string> origin_lines(const StudyResult& result, Language language);

/// A block whose height follows from its text.
struct MapBlock {
  drawing::Group body;
  double height;
};

/// Project name, labels (concept, ontwerp, indicatief) and the verdict in words.
[[nodiscard]] MapBlock map_header(const StudyResult& result, const drawing::Rect& room, Language language);
/// North arrow and scale bar. `mm_per_m`: on the sheet; `words`: the scale.
[[nodiscard]] drawing::Group map_scale(double mm_per_m, const std::string& words, drawing::Point top_left, double width,
                                       Language language);
inline constexpr double map_scale_height = 17.0;
/// RD grid: crosses in the map (drawn under it) and numbers along the frame.
struct MapGrid {
  drawing::Group crosses;
  drawing::Group numbers;
};
[[nodiscard]] MapGrid map_grid(const MapView& view);
/// Coordinate system, scale, rules, program and layers. The height does not depend on the scale.
[[nodiscard]] MapBlock map_footer(const StudyResult& result, double scale, drawing::Point top_left, double width,
                                  Language language);

}  // namespace batterisk::study
