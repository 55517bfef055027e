#pragma once

#include "batterisk/core/dossier/surroundings.hpp"
#include "batterisk/gis/read/layer.hpp"

#include <cpl_error.h>
#include <ogrsf_frmts.h>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace fixture {

/// Empty folder that disappears with its content.
class Folder {
 public:
  Folder() {
    static std::atomic<int> number{0};
    path_ = std::filesystem::temp_directory_path() /
            ("batterisk-gis-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator{path_})
      out.push_back(entry.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  std::filesystem::path path_;
};

struct Column {
  std::string name;
  OGRFieldType type = OFTString;
};

/// Well-known text of the geometry (empty = NULL) and the values as text (no value = NULL).
struct Feature {
  std::string wkt;
  std::vector<std::optional<std::string>> values;
};

struct Layer {
  std::string name = "pand";
  int epsg = 28992;  ///< 0 = no CRS
  OGRwkbGeometryType geometry = wkbUnknown;
  std::vector<Column> columns;
  std::vector<Feature> features;
};

inline void require(bool ok, const std::string& what) {
  if (!ok) throw std::runtime_error("fixture: " + what);
}

inline std::filesystem::path write(const std::filesystem::path& path, const std::vector<Layer>& layers,
                                   const char* driver_name = "GPKG") {
  GDALAllRegister();
  CPLErrorHandlerPusher quiet{CPLQuietErrorHandler};
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(driver_name);
  require(driver != nullptr, driver_name);
  const GDALDatasetUniquePtr dataset{driver->Create(path.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
  require(dataset != nullptr, path.string());
  const bool transaction = dataset->StartTransaction() == OGRERR_NONE;
  for (const Layer& from : layers) {
    OGRSpatialReference srs;
    if (from.epsg != 0) require(srs.importFromEPSG(from.epsg) == OGRERR_NONE, "EPSG");
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer* layer =
        dataset->CreateLayer(from.name.c_str(), from.epsg != 0 ? &srs : nullptr, from.geometry, nullptr);
    require(layer != nullptr, from.name);
    for (const Column& column : from.columns) {
      OGRFieldDefn field{column.name.c_str(), column.type};
      require(layer->CreateField(&field) == OGRERR_NONE, column.name);
    }
    for (const Feature& row : from.features) {
      OGRFeature feature{layer->GetLayerDefn()};
      for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (row.values[i]) feature.SetField(static_cast<int>(i), row.values[i]->c_str());
      }
      if (!row.wkt.empty()) {
        OGRGeometry* geometry = nullptr;
        require(OGRGeometryFactory::createFromWkt(row.wkt.c_str(), nullptr, &geometry) == OGRERR_NONE,
                row.wkt);
        feature.SetGeometryDirectly(geometry);
      }
      require(layer->CreateFeature(&feature) == OGRERR_NONE, "feature");
    }
  }
  if (transaction) require(dataset->CommitTransaction() == OGRERR_NONE, "commit");
  return path;
}

inline void write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream{path, std::ios::binary} << text;
}

inline std::string bytes(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// Square of `size` m with its lower left corner at (x, y).
inline std::string square(double x, double y, double size) {
  const auto point = [](double px, double py) { return std::to_string(px) + " " + std::to_string(py); };
  return "POLYGON((" + point(x, y) + "," + point(x + size, y) + "," + point(x + size, y + size) + "," +
         point(x, y + size) + "," + point(x, y) + "))";
}

inline batterisk::Polygon rectangle(double x0, double y0, double x1, double y1) {
  return {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}};
}

inline batterisk::gis::LayerRequest request(batterisk::LayerKind kind, const std::filesystem::path& path,
                                            std::string layer = {}) {
  batterisk::gis::LayerRequest made{kind,  path,         path.filename().string(),  std::move(layer),
                                    "BAG", "2026-01-01", {"dossier.toml", 7, 1, {}}};
  made.peildatum = std::chrono::year{2026} / 11 / 1;
  return made;
}

/// Status words of the BAG 2.0 schema.
inline batterisk::gis::BagStatusTable statuses() {
  return {
      {"Pand in gebruik", "Pand in gebruik (niet ingemeten)", "Verbouwing pand", "Sloopvergunning verleend",
       "Pand buiten gebruik", "Verblijfsobject in gebruik", "Verblijfsobject in gebruik (niet ingemeten)",
       "Verbouwing verblijfsobject", "Verblijfsobject buiten gebruik"},
      {"Bouwvergunning verleend", "Bouw gestart", "Verblijfsobject gevormd"},
      {"Niet gerealiseerd pand", "Pand gesloopt", "Pand ten onrechte opgevoerd",
       "Verblijfsobject ingetrokken", "Niet gerealiseerd verblijfsobject",
       "Verblijfsobject ten onrechte opgevoerd"},
      {},
      batterisk::Area::m2(35.0)};
}

inline std::size_t count(const batterisk::LayerReport& report, const std::string& reason) {
  for (const batterisk::LayerRemark& r : report.remarks) {
    if (r.reason == reason) return r.count;
  }
  return 0;
}

inline const batterisk::Diagnostic* find(const batterisk::Surroundings& s, batterisk::Code code) {
  for (const batterisk::Diagnostic& d : s.diagnostics) {
    if (d.code == code) return &d;
  }
  return nullptr;
}

}  // namespace fixture
