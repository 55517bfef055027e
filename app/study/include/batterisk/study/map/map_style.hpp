#pragma once

#include "batterisk/study/map/drawing.hpp"

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/risk/zone.hpp"
#include "batterisk/core/rules/toets_rules.hpp"

#include <string_view>

/// How things look on a map, on paper and on a screen, in the map and in its legend: all of it stands here. On a screen
/// of 96 dots an inch a pixel is 0.26 mm.
namespace batterisk::study::map_style {

inline constexpr double mm_per_pixel = 0.26;

inline constexpr std::string_view ink = "#202020";
inline constexpr std::string_view grey = "#808080";
inline constexpr drawing::Pen parcel{"#8D6E63", 0.13};
inline constexpr std::string_view parcel_number = "#6D4C41";

/// Line of a PR contour: dashes over a solid casing, so that it stands out on every ground.
struct ContourStyle {
  drawing::Pen casing;
  drawing::Pen line;
};

/// Style of the decade of a level; from 1e-5 up and 1e-8 down the outermost ones.
[[nodiscard]] const ContourStyle& contour(PlaatsgebondenRisico level);

/// Fill, hatch, outline and letter of an area.
struct AreaStyle {
  std::string_view colour;
  std::string_view letter;
  drawing::Pattern hatch;

  [[nodiscard]] drawing::Fill fill() const { return {colour, 0.12}; }
  [[nodiscard]] drawing::Pen outline() const { return {colour, 0.4}; }
};

[[nodiscard]] const AreaStyle& area(Aandachtsgebied soort);

/// A building: the darker, the more vulnerable; dotted where its class is not known. `planned`: only allowed, not
/// built.
[[nodiscard]] drawing::Look building(Kwetsbaarheid klasse, bool planned);
/// A building on the site itself, which is not judged.
inline constexpr drawing::Look own_building{{"#fff"}, {grey, 0.18}};

[[nodiscard]] std::string_view verdict_colour(Oordeel oordeel);
/// Outline of a judged building in a zone, thinner where buildings are small. `scale`: denominator.
[[nodiscard]] drawing::Pen verdict_outline(Oordeel oordeel, double scale);
/// Whether buildings with this verdict get its sign: an outline is enough where nothing is asked of a building.
[[nodiscard]] constexpr bool has_sign(Oordeel oordeel) {
  return oordeel != Oordeel::NietVanToepassing;
}
/// Sign of a verdict: its shape says it without its colour.
[[nodiscard]] drawing::Group verdict_sign(Oordeel oordeel, drawing::Point centre, double radius);

/// White label with a coloured edge, around its centre.
[[nodiscard]] drawing::Group tag(const drawing::Rect& box, std::string_view content, std::string_view colour,
                                 double size);
/// Place of a release that the user defined, 3.4 mm wide.
[[nodiscard]] drawing::Group source_sign(drawing::Point centre);
/// Ring around units that are too small to see at the scale.
[[nodiscard]] drawing::Group locator(drawing::Point centre, double radius);

inline constexpr drawing::Pen site_line{ink, 0.4, {3.0, 0.8, 0.6, 0.8}};
inline constexpr drawing::Look unit{{ink}, {"#fff", 0.15}};
/// Around the box for which the layers were read.
inline constexpr drawing::Pen veil_edge{grey, 0.15, {1.2, 0.8}};

}  // namespace batterisk::study::map_style
