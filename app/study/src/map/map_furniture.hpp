#pragma once

#include "map/map_content.hpp"

#include <string>

/// What stands around the map frame. Each draws into the box that it is given.
namespace batterisk::study {

/// A block whose height follows from its text.
struct MapBlock {
  std::string body;
  double height;
};

/// Project name, labels (concept, ontwerp, indicatief) and the verdict in words.
[[nodiscard]] MapBlock map_header(const StudyResult& result, const svg::Rect& room, Language language);
/// What the map shows, from high to low, and what it does not show.
[[nodiscard]] std::string map_legend(const StudyResult& result, const MapContent& content,
                                     const svg::Rect& room, Language language);
/// North arrow and scale bar with the scale in words.
[[nodiscard]] std::string map_scale(const MapView& view, const svg::Rect& room, Language language);
/// RD grid: crosses in the map (drawn under it) and numbers along the frame.
struct MapGrid {
  std::string crosses;
  std::string numbers;
};
[[nodiscard]] MapGrid map_grid(const MapView& view);
/// Coordinate system, scale, rules, program and layers. The height does not depend on the scale.
[[nodiscard]] MapBlock map_footer(const StudyResult& result, double scale, svg::Point top_left, double width,
                                  Language language);

}  // namespace batterisk::study
