#pragma once

#include "batterisk/gis/write/export.hpp"

#include <variant>

#include <nlohmann/json.hpp>

namespace batterisk::study::detail {

using Json = nlohmann::ordered_json;

/// GeoJSON of a geometry in RD metres, on the millimetre; null for none.
[[nodiscard]] Json geometry(const std::variant<std::monostate, RdPoint, MultiPolygon>& shape);
[[nodiscard]] Json polygon(const Polygon& polygon);

/// The cells of a row by column.
[[nodiscard]] Json cells(const gis::FeatureTable& table, const gis::Row& row);

}  // namespace batterisk::study::detail
