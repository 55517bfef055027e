#pragma once

#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/geometry.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace batterisk::gis {

/// What to read of a layer of points.
struct PointRequest {
  std::filesystem::path path;
  std::string shown_path;  ///< in messages
  std::string layer;       ///< empty = the only one
  std::string id_column;   ///< empty = the first
  std::vector<std::string> columns;
  std::string x_column;  ///< RD coordinates as columns; empty = the geometry
  std::string y_column;
  bool areas = false;    ///< the features are areas: each row gets its outline, and a point inside it
  Place place;           ///< of the request, for messages
};

struct PointRow {
  std::string id;
  std::optional<RdPoint> point;    ///< on the millimetre; nothing without geometry or number
  std::optional<Polygon> area;     ///< where areas are asked for, counter-clockwise
  std::vector<std::string> cells;  ///< one a column of the request, "" for NULL; numbers as `number_text` writes them
  Place place;                     ///< of a table as text: file and line; of a layer: the file, and the id
};

struct PointRows {
  std::vector<PointRow> rows;
  /// A row without id (D064) or point (D063), with a coordinate that may mean two numbers (D012), or of a table as text
  /// what the reader of tables says of it.
  std::vector<Diagnostic> findings;
};

/// Features of the layer in reading order, in RD: a table as text (CSV, TSV), GeoJSON, GeoPackage and what else GDAL
/// reads. Throws LayerError for a file that cannot be read (L001), a missing layer (L002) or column (D061), a layer
/// without rows (L003), without CRS (L004) or one that cannot be transformed (L012); DossierError for a table as text
/// when no columns hold its coordinates (D004).
[[nodiscard]] PointRows read_points(const PointRequest& request);

}  // namespace batterisk::gis
