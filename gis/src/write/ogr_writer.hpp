#pragma once

#include "read/ogr.hpp"

#include "batterisk/gis/write/export.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <functional>
#include <string>

namespace batterisk::gis {

/// A call of GDAL that must succeed; else std::runtime_error with its message.
void must(bool ok, const GdalMessages& messages);

/// Time stamp of midnight on a day: "2026-03-01T00:00:00.000Z".
[[nodiscard]] std::string moment_of(const std::string& iso_date);

void create_field(OGRLayer& layer, const std::string& name, OGRFieldType type, bool boolean,
                  const GdalMessages& messages);

/// Layer with the columns of a table; `rd` is its CRS unless it has no geometry.
[[nodiscard]] OGRLayer& create_layer(GDALDataset& dataset, const FeatureTable& table, OGRSpatialReference& rd,
                                     const CPLStringList& options, const GdalMessages& messages);

void write_rows(OGRLayer& layer, const FeatureTable& table, const GdalMessages& messages);

/// Makes a new file with a driver of GDAL and lets `fill` write into it. `iso_date`: day of every time stamp in the file;
/// empty for formats without. Throws FileError.
void write_dataset(const std::filesystem::path& path, const char* driver, const std::string& iso_date,
                   const std::function<void(GDALDataset&, const GdalMessages&)>& fill);

}  // namespace batterisk::gis
