#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/risk/zone.hpp"
#include "batterisk/core/rules/toets_rules.hpp"

#include <string_view>

/// Colours, widths and letters of the map: the one source for paper and screen. One pixel of the screen style is
/// 0.26 mm; widths are in mm.
namespace batterisk::study::map_style {

inline constexpr std::string_view ink = "#202020";
inline constexpr std::string_view grey = "#808080";
inline constexpr std::string_view parcel = "#8D6E63";
inline constexpr double parcel_width = 0.13;
inline constexpr std::string_view parcel_number = "#6D4C41";

/// Line of a PR contour: dashes over a solid casing, so that it stands out on every ground.
struct ContourStyle {
  std::string_view colour;
  std::string_view casing;
  double width;
  double on;   ///< length of a dash, in line widths
  double off;  ///< gap, in line widths
};

/// Style of the decade of a level; from 1e-5 up and 1e-8 down the outermost ones.
[[nodiscard]] const ContourStyle& contour(PlaatsgebondenRisico level);

/// 12 % fill, hatch 2 mm apart (lines one way, lines the other way, dots), outline and letter.
struct AreaStyle {
  std::string_view colour;
  std::string_view letter;
  std::string_view hatch;  ///< id of its pattern in SVG
};

[[nodiscard]] const AreaStyle& area(Aandachtsgebied soort);
inline constexpr double area_width = 0.4;
inline constexpr double area_opacity = 0.12;

/// Colour of a building: the darker, the more vulnerable. A class that is not known is dotted.
struct BuildingStyle {
  std::string_view fill;  ///< empty: grey dots on white
  std::string_view line;
};

[[nodiscard]] BuildingStyle building_style(Kwetsbaarheid klasse);

/// Colour of the outline and of the sign of a judged building in a zone.
[[nodiscard]] std::string_view verdict_colour(Oordeel oordeel);

}  // namespace batterisk::study::map_style
