#pragma once

#include "batterisk/gis/read/layer.hpp"

#include "read/ogr.hpp"
#include "read/profile.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace batterisk::gis {

/// A layer that passed every check and is ready to be read.
struct LayerSource {
  GDALDatasetUniquePtr dataset;
  std::string path;                              ///< as GDAL opened it
  OGRLayer* layer = nullptr;                     ///< owned by `dataset`
  std::vector<std::pair<Meaning, int>> columns;  ///< field index of each meaning that the layer has
  Transformation to_rd;                          ///< null when the layer is in RD
  bool filters_by_index = false;  ///< reading within a box is cheap and leaves out empty geometry

  /// Index of the column, -1 when the layer has none.
  [[nodiscard]] int column(Meaning meaning) const;
};

/// Objects that are few: neither their extent nor their absence says how far a delivery reaches.
[[nodiscard]] bool is_sparse(LayerKind kind);

/// Opens the file read-only, picks the layer and checks columns, CRS, extent and that there is a feature.
/// Fills the report as far as it comes; every finding goes to `diagnostics`. Nothing when the layer cannot be
/// used. Drivers of GDAL write nothing beside the file.
[[nodiscard]] std::optional<LayerSource> open_layer(const LayerRequest& request, LayerReport& report,
                                                    std::vector<Diagnostic>& diagnostics);

/// Box within which the layer is to be filtered, in the CRS of the layer; nothing when it cannot be
/// transformed.
[[nodiscard]] std::optional<Box> box_in_layer_crs(const LayerSource& source, const Box& box);

/// Code for a failure of the reader with this message: unreadable, held by another program, or a database that
/// fails.
[[nodiscard]] Code reading_failure(const LayerRequest& request, const std::string& message);

/// Diagnostic about a request; `object` names the layer.
[[nodiscard]] Diagnostic layer_diagnostic(const LayerRequest& request, const LayerReport& report, Code code,
                                          Severity severity, std::vector<std::string> args);

/// "file|layer", as messages name a layer.
[[nodiscard]] std::string shown_name(const LayerReport& report);

/// "x0 y0, x1 y1"
[[nodiscard]] std::string shown(const Box& box);

/// Equal but for what a file or an index rounds.
[[nodiscard]] bool same_extent(const Box& a, const Box& b);

/// Comma list.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

}  // namespace batterisk::gis
