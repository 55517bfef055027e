#pragma once

#include "batterisk/gis/prepare/prepare.hpp"

#include <filesystem>
#include <vector>

namespace batterisk::gis {

/// Writes manifest.toml, by which a dossier finds the layers of a prepared folder. Throws FileError.
void write_manifest(const std::filesystem::path& path, const std::vector<PreparedLayer>& layers);

}  // namespace batterisk::gis
