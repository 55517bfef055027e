#include "read/open_dataset.hpp"

#include "read/ogr.hpp"

#include "batterisk/gis/read/layer.hpp"

#include <cpl_error.h>
#include <cpl_http.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <memory>
#include <string_view>
#include <vector>

namespace batterisk::gis {
namespace {

using Drivers = std::vector<const char*>;  // ends with a null

// What this program writes.
const Drivers stored_drivers{"GPKG", "FlatGeobuf", nullptr};

// Files that hold what they give, and databases that a connection string names.
const Drivers plain_drivers{"GPKG", "FlatGeobuf", "GeoJSON", "GeoJSONSeq", "ESRIJSON", "TopoJSON", "ESRI Shapefile", "MapInfo File",
                            "GML",  "LVBAG",      "KML",     "LIBKML",     "DXF",      "CAD",      "DGN",            "CSV",
                            "XLSX", "ODS",        "SQLite",  "OpenFileGDB", "PostgreSQL", nullptr};

const Drivers picture_drivers{"GTiff", "COG", "GPKG", "MBTiles", "PNG", "JPEG", "JP2OpenJPEG", "WEBP", "GIF", "BMP", "AAIGrid", nullptr};

const Drivers tile_drivers{"WMS", nullptr};

const Trouble not_stored{"is geen GeoPackage of FlatGeobuf zoals Batterisk die schrijft",
                         "Vraag de afzender om het oorspronkelijke bestand; dit wordt niet geopend"};
const Trouble another_kind{"is een soort die bij een kaartlaag niet wordt geopend",
                           "Noem het bestand met de gegevens zelf, of zet volg_verwijzingen = true bij deze laag"};
const Trouble leads_elsewhere{"verwijst naar andere bestanden of naar het netwerk",
                              "Noem het bestand met de gegevens zelf, of zet volg_verwijzingen = true bij deze laag"};

/// Refuses what GDAL asks of the network in this thread while it lives: a GeoJSON may name an address for its CRS.
class NoNetwork {
 public:
  NoNetwork() { CPLHTTPPushFetchCallback(refuse, nullptr); }
  ~NoNetwork() { CPLHTTPPopFetchCallback(); }
  NoNetwork(const NoNetwork&) = delete;
  NoNetwork& operator=(const NoNetwork&) = delete;

 private:
  static CPLHTTPResult* refuse(const char* /*url*/, CSLConstList /*options*/, GDALProgressFunc /*progress*/, void* /*of*/,
                               CPLHTTPFetchWriteFunc /*write*/, void* /*to*/, void* /*user*/) {
    // An answer that failed: for none at all GDAL would ask the network after all.
    auto* answer = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
    answer->nStatus = 1;
    answer->pszErrBuf = CPLStrdup("network not allowed");
    CPLError(CE_Failure, CPLE_NotSupported, "network not allowed");
    return answer;
  }
};

/// The words that a statement of SQLite begins with, in capitals, without comments.
std::vector<std::string> first_words(std::string_view sql, std::size_t most) {
  std::vector<std::string> words;
  std::size_t i = 0;
  while (i < sql.size() && words.size() < most) {
    if (std::isspace(static_cast<unsigned char>(sql[i])) != 0) {
      ++i;
    } else if (sql.substr(i, 2) == "/*") {
      i = std::min(sql.find("*/", i + 2), sql.size() - 2) + 2;
    } else if (sql.substr(i, 2) == "--") {
      i = std::min(sql.find('\n', i), sql.size());
    } else if (std::isalnum(static_cast<unsigned char>(sql[i])) != 0 || sql[i] == '_') {
      std::string word;
      for (; i < sql.size() && (std::isalnum(static_cast<unsigned char>(sql[i])) != 0 || sql[i] == '_'); ++i) {
        word += static_cast<char>(std::toupper(static_cast<unsigned char>(sql[i])));
      }
      words.push_back(std::move(word));
    } else if (const auto close = std::string_view{"\"'`["}.find(sql[i]); close != std::string_view::npos) {
      const char end = sql[i] == '[' ? ']' : sql[i];
      i = std::min(sql.find(end, i + 1), sql.size() - 1) + 1;
      words.emplace_back("\"");
    } else {
      words.emplace_back(1, sql[i++]);
    }
  }
  return words;
}

/// A table whose rows a module of SQLite makes up, perhaps out of another file; an index of places is none.
bool is_foreign_table(std::string_view sql) {
  static constexpr std::array<std::string_view, 6> indices{"RTREE", "RTREE_I32", "GEOPOLY", "FTS3", "FTS4", "FTS5"};
  const std::vector<std::string> words = first_words(sql, 64);
  if (std::find(words.begin(), words.end(), "VIRTUAL") == words.end()) return false;
  const auto with = std::find(words.begin(), words.end(), "USING");
  return with == words.end() || with + 1 == words.end() || std::find(indices.begin(), indices.end(), *(with + 1)) == indices.end();
}

bool is_view(std::string_view sql) {
  const std::vector<std::string> words = first_words(sql, 3);
  return std::find(words.begin(), words.end(), "VIEW") != words.end();
}

/// The definition of a CRS that makes PROJ open a file or do as it says, already when it is read.
bool crs_names_files(std::string text) {
  static constexpr std::array<std::string_view, 5> marks{"parameterfile", "proj-based", "grids=", "proj4_grids", "+proj=pipeline"};
  static constexpr std::string_view no_grid = "nadgrids=@null";  // of web mercator
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (auto at = text.find(no_grid); at != std::string::npos; at = text.find(no_grid)) text.erase(at, no_grid.size());
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return text.find(mark) != std::string::npos; });
}

/// Calls `is_good` for the texts of each row of an answer; false when one is not, or there is no answer.
template <class IsGood>
bool all_rows(GDALDataset& dataset, const char* sql, const IsGood& is_good) {
  OGRLayer* answer = dataset.ExecuteSQL(sql, nullptr, nullptr);
  if (answer == nullptr) return false;
  bool good = true;
  for (const auto& row : *answer) good = good && is_good(*row);
  dataset.ReleaseResultSet(answer);
  return good;
}

/// Whether a database in a file is made of its own tables alone; one that is stored has no views either, and no CRS that
/// leads out of it.
bool holds_itself(GDALDataset& dataset, LayerAccess access) {
  const bool stored = access == LayerAccess::Stored;
  const bool tables = all_rows(dataset, "SELECT type, sql FROM sqlite_master", [&](const OGRFeature& row) {
    const std::string_view sql = row.GetFieldAsString(1);
    return !is_foreign_table(sql) && !(stored && (EQUAL(row.GetFieldAsString(0), "view") || is_view(sql)));
  });
  if (!tables || !stored) return tables;
  const auto plain_crs = [](const OGRFeature& row) { return !crs_names_files(row.GetFieldAsString(0)); };
  if (!all_rows(dataset, "SELECT CAST(definition AS TEXT) FROM gpkg_spatial_ref_sys", plain_crs)) return false;
  // Of the extension for WKT 2, where the file has it.
  constexpr const char* column = "SELECT 1 FROM pragma_table_info('gpkg_spatial_ref_sys') WHERE name = 'definition_12_063' COLLATE NOCASE";
  const bool has_none = all_rows(dataset, column, [](const OGRFeature&) { return false; });
  return has_none || all_rows(dataset, "SELECT CAST(definition_12_063 AS TEXT) FROM gpkg_spatial_ref_sys", plain_crs);
}

/// The head of a FlatGeobuf: its columns and its CRS. Its length stands behind the eight bytes that mark the format.
std::string head_of_flatgeobuf(const std::string& path) {
  constexpr std::size_t longest = 10 << 20;
  std::ifstream in{path, std::ios::binary};
  std::array<unsigned char, 12> begin{};
  in.read(reinterpret_cast<char*>(begin.data()), begin.size());
  if (!in || begin[0] != 'f' || begin[1] != 'g' || begin[2] != 'b') return {};
  const std::size_t length = begin[8] | static_cast<std::size_t>(begin[9]) << 8U | static_cast<std::size_t>(begin[10]) << 16U |
                             static_cast<std::size_t>(begin[11]) << 24U;
  std::string head(std::min(length, longest), '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  return head;
}

std::optional<Trouble> refusal(GDALDataset& dataset, LayerAccess access) {
  const std::string_view driver = dataset.GetDriverName();
  const bool database = driver == "GPKG" || driver == "SQLite";
  if (access != LayerAccess::References && database && !holds_itself(dataset, access)) {
    return access == LayerAccess::Stored ? not_stored : leads_elsewhere;
  }
  return std::nullopt;
}

/// What GDAL recognises by its first bytes, but none of the drivers that are allowed.
std::optional<Trouble> why_not_allowed(const std::string& path, unsigned flags, const Drivers& allowed) {
  const GdalMessages quiet;
  GDALDriverH driver = GDALIdentifyDriverEx(path.c_str(), flags, nullptr, nullptr);
  if (driver == nullptr) return std::nullopt;
  const std::string_view name = GDALGetDescription(driver);
  if (std::any_of(allowed.begin(), allowed.end(), [&](const char* d) { return d != nullptr && name == d; })) return std::nullopt;
  static constexpr std::array<std::string_view, 9> pointers{"OGR_VRT", "VRT", "WFS", "OAPIF", "WMS", "WMTS", "WCS", "HTTP", "CSW"};
  return std::find(pointers.begin(), pointers.end(), name) != pointers.end() ? leads_elsewhere : another_kind;
}

OpenedDataset open(const std::string& path, unsigned flags, const Drivers& drivers, const CPLStringList& options) {
  // SpatiaLite would let a table of a file be any other file.
  const ThreadOption plain_sqlite{"SPATIALITE_LOAD", "NO"};
  const NoNetwork no_network;
  return {GDALDatasetUniquePtr{GDALDataset::Open(path.c_str(), flags | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers.data(),
                                                 options.List())}};
}

}  // namespace

OpenedDataset open_vector(const std::string& path, LayerAccess access, const CPLStringList& options, bool shared) {
  register_drivers();
  const unsigned flags = GDAL_OF_VECTOR | (shared ? unsigned{GDAL_OF_SHARED} : 0U);
  if (access == LayerAccess::References) {
    return {GDALDatasetUniquePtr{GDALDataset::Open(path.c_str(), flags | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, nullptr, options.List())}};
  }
  const bool stored = access == LayerAccess::Stored;
  if (stored && crs_names_files(head_of_flatgeobuf(path))) return {nullptr, not_stored};
  CPLStringList all{options};
  // As if alone: no journal beside it is looked at.
  if (stored && path.ends_with(".gpkg")) all.SetNameValue("IMMUTABLE", "YES");
  OpenedDataset opened = open(path, flags, stored ? stored_drivers : plain_drivers, all);
  if (opened.dataset == nullptr) {
    if (stored) opened.refused = not_stored;
    if (!stored) opened.refused = why_not_allowed(path, GDAL_OF_VECTOR, plain_drivers);
    return opened;
  }
  opened.refused = refusal(*opened.dataset, access);
  if (opened.refused) opened.dataset.reset();
  return opened;
}

OpenedDataset open_raster(const std::string& path) {
  register_drivers();
  OpenedDataset opened = open(path, GDAL_OF_RASTER, picture_drivers, {});
  if (opened.dataset == nullptr) {
    opened.refused = why_not_allowed(path, GDAL_OF_RASTER, picture_drivers);
  } else {
    opened.refused = refusal(*opened.dataset, LayerAccess::Plain);
  }
  if (opened.refused) opened.refused->step = "Bewaar het beeld in QGIS als GeoTIFF";
  if (opened.refused) opened.dataset.reset();
  return opened;
}

OpenedDataset open_tile_service(const std::string& description) {
  register_drivers();
  return {GDALDatasetUniquePtr{GDALDataset::Open(description.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, tile_drivers.data())}};
}

std::string not_stored_here(const std::filesystem::path& path) {
  const GdalMessages quiet;
  const OpenedDataset opened = open_vector(path.string(), LayerAccess::Stored);
  return opened.refused ? opened.refused->reason : std::string{};
}

}  // namespace batterisk::gis
