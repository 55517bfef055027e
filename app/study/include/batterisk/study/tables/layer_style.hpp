#pragma once

#include "batterisk/gis/write/export.hpp"

#include <string_view>

namespace batterisk::study {

/// Styles of the output layers, as QML and SLD, in the colours of the style guide (PR in the names of the Atlas
/// Leefomgeving: 1e-5 pink, 1e-6 blue, 1e-7 yellow, 1e-8 green).
[[nodiscard]] gis::LayerStyle pr_contour_style();
[[nodiscard]] gis::LayerStyle area_style();
[[nodiscard]] gis::LayerStyle uncertain_zone_style();
[[nodiscard]] gis::LayerStyle source_style();
[[nodiscard]] gis::LayerStyle site_style();
[[nodiscard]] gis::LayerStyle object_style(std::string_view layer);
[[nodiscard]] gis::LayerStyle own_ground_style();
[[nodiscard]] gis::LayerStyle parcel_style();
[[nodiscard]] gis::LayerStyle building_rules_style();
/// Where units may stand (`mogelijk`), where nobody can say (`onbekend`), what excludes places (`belemmering`).
[[nodiscard]] gis::LayerStyle room_style(std::string_view layer);
/// Plots by what a screening says of them.
[[nodiscard]] gis::LayerStyle plot_style();

}  // namespace batterisk::study
