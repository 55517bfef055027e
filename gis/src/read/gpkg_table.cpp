#include "read/gpkg_table.hpp"

#include "read/ogr.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <string>
#include <string_view>

namespace batterisk::gis {
namespace {

/// Counting this many rows takes a few milliseconds.
constexpr std::int64_t quickly_counted = 100'000;

/// An index keeps single precision, rounded outward: 6e-8 of a coordinate.
constexpr std::string_view precision = "1e-6";

std::string quoted(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

/// First row of an answer; null when there is none.
class Row {
 public:
  Row(GDALDataset& dataset, const std::string& sql)
      : dataset_{dataset}, result_{dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr)} {
    if (result_ != nullptr) feature_.reset(result_->GetNextFeature());
  }
  ~Row() {
    feature_.reset();
    if (result_ != nullptr) dataset_.ReleaseResultSet(result_);
  }
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;

  [[nodiscard]] std::optional<std::int64_t> number(int field) const {
    if (feature_ == nullptr || field >= feature_->GetFieldCount() || feature_->IsFieldSetAndNotNull(field) == 0) return std::nullopt;
    return feature_->GetFieldAsInteger64(field);
  }
  [[nodiscard]] std::string_view bytes(int field) const {
    if (feature_ == nullptr || field >= feature_->GetFieldCount() || feature_->IsFieldSetAndNotNull(field) == 0) return {};
    int size = 0;
    const GByte* data = feature_->GetFieldAsBinary(field, &size);
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
  }

 private:
  GDALDataset& dataset_;
  OGRLayer* result_;
  OGRFeatureUniquePtr feature_;
};

double big_endian_float(std::string_view bytes) {
  std::uint32_t bits = 0;
  for (const char c : bytes.substr(0, 4)) bits = (bits << 8U) | static_cast<unsigned char>(c);
  return static_cast<double>(std::bit_cast<float>(bits));
}

/// Box of the cells of the root node of an R-tree of SQLite: depth and number in two bytes each, and of each cell an id
/// of eight bytes and four bounds of four.
std::optional<Box> box_of_root(std::string_view node) {
  constexpr std::size_t head = 4;
  constexpr std::size_t cell = 24;
  if (node.size() < head) return std::nullopt;
  const std::size_t cells = (static_cast<std::size_t>(static_cast<unsigned char>(node[2])) << 8U) |
                            static_cast<unsigned char>(node[3]);
  if (node.size() < head + cells * cell) return std::nullopt;
  Box box;
  for (std::size_t i = 0; i < cells; ++i) {
    const std::string_view bounds = node.substr(head + i * cell + 8, 16);
    box.add({big_endian_float(bounds), big_endian_float(bounds.substr(8))});
    box.add({big_endian_float(bounds.substr(4)), big_endian_float(bounds.substr(12))});
  }
  return box.empty() ? std::nullopt : std::optional{box};
}

/// Query for first and last row number; with an index also for its root and for the number of rows that it has elsewhere or
/// not at all, among some spread over the table and the last ones.
std::string question(const std::string& table, const std::string& fid, const std::string& geometry, const std::string& index) {
  constexpr int looked_at = 8;  // of each
  const std::string range = "(SELECT (SELECT min(" + fid + ") FROM " + table + ") AS a, (SELECT max(" + fid + ") FROM " + table + ") AS z)";
  if (index.empty()) return "SELECT a, z FROM " + range;
  std::string numbers = "VALUES (0)";
  for (int i = 1; i < looked_at; ++i) numbers += ", (" + std::to_string(i) + ")";
  const std::string g = "t." + quoted(geometry);
  const auto beyond = [&](const char* function, const char* bound, bool low) {
    const std::string b = std::string{"i."} + bound;
    return std::string{" OR "} + function + "(" + g + ")" + (low ? " < " : " > ") + b + (low ? " - " : " + ") + "abs(" + b + ") * " +
           std::string{precision};
  };
  return "SELECT * FROM (WITH n(i) AS (" + numbers + "), b AS (SELECT * FROM " + range + "), ids AS (SELECT a + (z - a) / " +
         std::to_string(looked_at) + " * i AS id FROM n, b UNION SELECT z - i FROM n, b) SELECT a, z, (SELECT data FROM " +
         quoted(index + "_node") + " WHERE nodeno = 1), (SELECT count(*) FROM ids CROSS JOIN " + table + " t ON t." + fid +
         " = ids.id LEFT JOIN " + quoted(index) + " i ON i.id = t." + fid + " WHERE " + g + " IS NOT NULL AND NOT ST_IsEmpty(" + g +
         ") AND (i.id IS NULL" + beyond("ST_MinX", "minx", true) + beyond("ST_MaxX", "maxx", false) +
         beyond("ST_MinY", "miny", true) + beyond("ST_MaxY", "maxy", false) + ")) FROM b)";
}

}  // namespace

GpkgTable look_into(GDALDataset& dataset, OGRLayer& layer, std::int64_t stated_rows) {
  GpkgTable found;
  const GdalMessages quiet;  // a view has no rows of its own, and a table may have no index
  if (*layer.GetFIDColumn() == '\0') return found;
  const std::string geometry = layer.GetGeometryColumn();
  const bool indexed = layer.TestCapability(OLCFastSpatialFilter) != 0;
  const std::string table = quoted(layer.GetName());
  const Row row{dataset, question(table, quoted(layer.GetFIDColumn()), geometry,
                                  indexed ? std::string{"rtree_"} + layer.GetName() + "_" + geometry : "")};
  const auto first = row.number(0);
  const auto last = row.number(1);
  if (!first || !last) return found;
  const std::int64_t most = *last - *first + 1;
  if (stated_rows > most || (stated_rows != most && most <= quickly_counted)) {
    found.rows = Row{dataset, "SELECT count(*) FROM " + table}.number(0);
  }
  if (!indexed) return found;
  found.extent = box_of_root(row.bytes(2));
  found.index_agrees = row.number(3).value_or(0) == 0;
  return found;
}

}  // namespace batterisk::gis
