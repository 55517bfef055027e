#pragma once

#include "read/trouble.hpp"

#include "batterisk/core/dossier/dossier.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>

#include <optional>
#include <string>

/// The only place where a dataset of somebody is opened. What GDAL recognises in a file is otherwise up to the file: a
/// text that says so is a connection to a server, or names any other file.
namespace batterisk::gis {

struct OpenedDataset {
  GDALDatasetUniquePtr dataset;            ///< null when refused, and when GDAL does not open it
  std::optional<Trouble> refused{};        ///< it may not be opened, or leads elsewhere
};

/// Opens vector data read-only with the drivers that `access` allows; without network unless it follows references.
/// `shared`: one dataset for all in this thread that open the same.
[[nodiscard]] OpenedDataset open_vector(const std::string& path, LayerAccess access, const CPLStringList& options = {},
                                        bool shared = false);

/// Opens a picture of the ground that holds its own pixels.
[[nodiscard]] OpenedDataset open_raster(const std::string& path);

/// Opens a description of a service that this program made itself.
[[nodiscard]] OpenedDataset open_tile_service(const std::string& description);

}  // namespace batterisk::gis
