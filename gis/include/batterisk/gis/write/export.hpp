#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace batterisk::gis {

enum class FieldType { Text, Real, Integer, Boolean };

struct Field {
  std::string name;
  FieldType type;
};

/// A cell; monostate is NULL.
using Value = std::variant<std::monostate, std::string, double, std::int64_t, bool>;

enum class GeometryType { None, Point, MultiPolygon };

struct Row {
  std::vector<Value> values;                            ///< one a field, of the field's type or NULL
  std::variant<std::monostate, RdPoint, MultiPolygon> geometry;
};

/// How a layer is drawn: by QGIS (QML), and by what reads SLD 1.1. Empty = not said.
struct LayerStyle {
  std::string qml;
  std::string sld;
};

/// One layer of an output file: name, columns and rows in writing order.
struct FeatureTable {
  std::string name;
  GeometryType geometry = GeometryType::None;
  std::vector<Field> fields;
  std::vector<Row> rows;
  std::string description;
  LayerStyle style;  ///< written to table layer_styles
  /// Hands over rows behind those above one by one while they are written, for layers that do not fit in memory; not in
  /// a workbook.
  std::function<void(const std::function<void(const Row&)>& write)> more{};
};

/// What a file says about itself as a whole.
struct Metadata {
  std::string key;
  std::string value;
};

// Each writer makes a new file, at a place such as OutputFolder::stage gives: a half-written one may stay behind there. The
// bytes depend on the arguments only. Throws FileError when the file cannot be written.

/// GeoPackage in EPSG:28992: spatial index, Multi types, ids as text, styles in `layer_styles`, `metadata` in
/// `gpkg_metadata`. Every time stamp is midnight of `iso_date`.
void write_geopackage(const std::filesystem::path& path, const std::vector<FeatureTable>& tables,
                      const std::string& iso_date, const std::vector<Metadata>& metadata = {});

/// FlatGeobuf of one table with geometry, in EPSG:28992. Its rows come out in the order of the spatial index.
void write_flatgeobuf(const std::filesystem::path& path, const FeatureTable& table);

/// Workbook (XLSX) with one sheet a table, without geometries: texts as text, numbers as numbers.
void write_workbook(const std::filesystem::path& path, const std::vector<FeatureTable>& tables);

}  // namespace batterisk::gis
