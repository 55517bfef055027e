#pragma once

#include "batterisk/gis/prepare/prepare.hpp"
#include "batterisk/gis/write/output_folder.hpp"

namespace batterisk::gis {

/// Throws FileError (F001) when the folder holds something that is no prepared folder.
void require_prepared(const OutputFolder& folder);

/// As `prepare_folder`, into a folder that is held already.
[[nodiscard]] PreparedFolder prepare_into(OutputFolder& folder, const std::vector<LayerRequest>& sources,
                                          const std::optional<Box>& area, const std::stop_token& stop,
                                          const LayerProgress& progress);

}  // namespace batterisk::gis
