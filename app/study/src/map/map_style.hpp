#pragma once

#include "map/svg.hpp"

#include "batterisk/study/map/map_colours.hpp"

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/risk/zone.hpp"
#include "batterisk/core/rules/toets_rules.hpp"

#include <string>
#include <string_view>

/// How things look on a map on paper; map and legend both take it from here. One pixel of the screen style is
/// 0.26 mm.
namespace batterisk::study::map_style {

/// Casing and dashes over one path element, as `shape` draws it with the attributes it is given.
template <typename Shape>
std::string contour_line(const ContourStyle& style, const Shape& shape) {
  const std::string width = svg::number(style.width);
  return shape("stroke=\"" + std::string{style.casing} + "\" stroke-width=\"" +
               svg::number(style.width + 0.52) + "\" stroke-linejoin=\"round\"") +
         shape("stroke=\"" + std::string{style.colour} + "\" stroke-width=\"" + width +
               "\" stroke-dasharray=\"" + svg::number(style.on * style.width) + " " +
               svg::number(style.off * style.width) + "\"");
}

/// Pattern elements that the fills refer to, for <defs>.
[[nodiscard]] std::string patterns();

/// Attributes of a building: the darker, the more vulnerable. `planned`: only allowed, not built.
[[nodiscard]] std::string building(Kwetsbaarheid klasse, bool planned);
/// Attributes of a building on the site itself, which is not judged.
[[nodiscard]] std::string own_building();
/// Attributes of the outline of a judged building in a zone, thinner where buildings are small.
[[nodiscard]] std::string verdict_outline(Oordeel oordeel, double scale);
/// Whether buildings with this verdict get its sign: an outline is enough where nothing is asked of a
/// building.
[[nodiscard]] constexpr bool has_sign(Oordeel oordeel) {
  return oordeel != Oordeel::NietVanToepassing;
}
/// Sign of a verdict: its shape says it without its colour. `radius`: of the circle around it.
[[nodiscard]] std::string verdict_sign(Oordeel oordeel, svg::Point centre, double radius);

/// White label with a coloured edge, around its centre.
[[nodiscard]] std::string tag(const svg::Rect& box, std::string_view content, std::string_view colour,
                              double size);
/// Place of a release that the user defined.
[[nodiscard]] std::string source_sign(svg::Point centre);
/// Ring around units that are too small to see at the scale.
[[nodiscard]] std::string locator(svg::Point centre, double radius);

inline constexpr std::string_view site_line =
    "fill=\"none\" stroke=\"#202020\" stroke-width=\"0.4\" stroke-dasharray=\"3 0.8 0.6 0.8\"";
inline constexpr std::string_view unit_fill = "fill=\"#202020\" stroke=\"#fff\" stroke-width=\"0.15\"";
/// Over what lies outside the box for which the layers were read.
inline constexpr std::string_view veil = "fill=\"#fff\" fill-opacity=\"0.65\" fill-rule=\"evenodd\"";
inline constexpr std::string_view veil_edge =
    "fill=\"none\" stroke=\"#808080\" stroke-width=\"0.15\" stroke-dasharray=\"1.2 0.8\"";

}  // namespace batterisk::study::map_style
