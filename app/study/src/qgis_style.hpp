#pragma once

#include <string>

namespace batterisk::study {

/// QML styles of the output layers for QGIS, in the colours of the style guide (PR in the names of the Atlas
/// Leefomgeving: 1e-5 pink, 1e-6 blue, 1e-7 yellow, 1e-8 green).
[[nodiscard]] std::string pr_contour_style();
[[nodiscard]] std::string area_style();
[[nodiscard]] std::string source_style();
[[nodiscard]] std::string site_style();
[[nodiscard]] std::string building_style();
[[nodiscard]] std::string parcel_style();
[[nodiscard]] std::string building_rules_style();

}  // namespace batterisk::study
