#pragma once

#include "read/ogr.hpp"
#include "read/profile.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace batterisk::gis {

/// Writes one layer of a prepared folder. Every failure is a std::runtime_error with the message of GDAL.
class LayerWriter {
 public:
  LayerWriter(const std::filesystem::path& path, LayerKind kind, std::vector<Meaning> columns);

  /// One text a column, empty = NULL.
  void add(const std::vector<std::string>& values, std::unique_ptr<OGRGeometry> geometry);

  /// Builds the index and closes the file.
  void close();

 private:
  GdalMessages messages_;
  std::vector<Meaning> columns_;
  GDALDatasetUniquePtr dataset_;
  OGRLayer* layer_ = nullptr;
};

}  // namespace batterisk::gis
