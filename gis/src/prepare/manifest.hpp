#pragma once

#include "batterisk/gis/prepare/prepare.hpp"

#include <string>
#include <vector>

namespace batterisk::gis {

inline constexpr const char* manifest_name = "manifest.toml";

/// The manifest, by which a dossier finds the layers of a prepared folder.
[[nodiscard]] std::string manifest_text(const std::vector<PreparedLayer>& layers);

}  // namespace batterisk::gis
