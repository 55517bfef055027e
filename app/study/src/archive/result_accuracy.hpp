#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace batterisk::study {

/// Accuracy of what is computed: another version that integrates or traces in another way stays within it of this one
/// (core/README.md, 5.3 and 5.4). Borders of zones lie within this distance of the level.
inline constexpr double border_accuracy_m = 0.1;
/// Programs before 0.2.0 kept the sagitta of an outline at the middle of its chords alone: their borders lie up to this far off.
inline constexpr double border_accuracy_before_m = 0.35;
/// Relative, of chances.
inline constexpr double chance_accuracy = 1e-3;

/// Accuracy of the borders that a program wrote ("batterisk 0.1.0 (abc)"); that of today where its version cannot be read.
[[nodiscard]] double border_accuracy_of(const std::string& program);

/// Whether two values of one column differ no more than the accuracy allows: borders and distances by `border_m`, areas and shares of areas by what such a shift of their border can do, chances by
/// `chance_accuracy`; other columns not at all.
[[nodiscard]] bool within_accuracy(const std::string& column, double a, double b, double border_m);

/// Largest distance between the borders of two GeoJSON geometries (m): from each vertex of one to the edges of the other.
/// Infinite when one is empty.
[[nodiscard]] double borders_apart_m(const nlohmann::json& a, const nlohmann::json& b);

}  // namespace batterisk::study
