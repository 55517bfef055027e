#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cstdint>
#include <optional>

namespace batterisk::gis {

/// What a table of a GeoPackage holds, beside what the file states about it. A program that writes without keeping the
/// statements leaves them as they were.
struct GpkgTable {
  std::optional<std::int64_t> rows;  ///< found where the number stated cannot be, or is cheap to check
  std::optional<Box> extent;         ///< of the spatial index, in the CRS of the layer
  bool index_agrees = true;          ///< false: rows that were looked at are not where the index has them, or not in it
};

/// Costs less than a millisecond, also of a country: looks at the root of the index and at some rows, of which the last are
/// those that were added.
[[nodiscard]] GpkgTable look_into(GDALDataset& dataset, OGRLayer& layer, std::int64_t stated_rows);

}  // namespace batterisk::gis
