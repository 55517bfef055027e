#pragma once

#include "batterisk/gis/write/export.hpp"

#include <string>
#include <string_view>

namespace batterisk::study {

enum class CsvDialect {
  Plain,   ///< UTF-8, comma, decimal point, true/false
  ExcelNl  ///< for a double click in Dutch Excel: BOM, semicolon, decimal comma, WAAR/ONWAAR; digits that are text
           ///< stand as ="0228", else Excel makes numbers of identifiers
};

/// The table as CSV, without geometry: `comment` as first line after "# " (none when empty), then the names of the
/// columns, then the rows. NULL is an empty field, an empty text is "".
[[nodiscard]] std::string table_csv(const gis::FeatureTable& table, CsvDialect dialect, std::string_view comment);

/// The table as a GeoJSON FeatureCollection in RD metres, which its `crs` member says. One feature a line.
[[nodiscard]] std::string table_geojson(const gis::FeatureTable& table, std::string_view run_id);

}  // namespace batterisk::study
