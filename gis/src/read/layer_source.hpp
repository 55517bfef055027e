#pragma once

#include "batterisk/gis/read/layer.hpp"

#include "read/address_book.hpp"
#include "read/layer_file.hpp"
#include "read/ogr.hpp"
#include "read/profile.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace batterisk::gis {

/// Remark about texts that were not UTF-8; also the column and the item of metadata in which an extract keeps them.
inline constexpr const char* converted_texts = "tekst_omgezet";

/// Item of metadata of an extract whose source was a shapefile without index.
inline constexpr const char* restored_index = "index_hersteld";

/// A layer that passed every check and is ready to be read.
struct LayerSource {
  LayerFile file;
  GDALDatasetUniquePtr dataset;
  OGRLayer* layer = nullptr;                     ///< owned by `dataset`
  std::vector<std::pair<Meaning, int>> columns;  ///< field index of each meaning that the layer has; the number of fields stands for the column of row numbers
  Transformation to_rd;                          ///< null when the layer is in RD
  bool filters_by_index = false;  ///< reading within a box is cheap and leaves out empty geometry
  std::string text_encoding;      ///< that the file states for its texts; empty = UTF-8
  int converted_column = -1;      ///< of an extract: number of texts of a row that were converted when it was made
  std::shared_ptr<AddressBook> addresses;  ///< of units and places that name theirs; else null
  OGRSpatialReference* own_crs = nullptr;  ///< what the layer says itself: an extract says no more

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

/// What a failure of the reader with this message means: unreadable, held by another program, or a database that fails.
/// `shown`: name of the layer in the message.
[[nodiscard]] FileProblem reading_failure(const LayerRequest& request, const std::string& shown, const std::string& message);

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
