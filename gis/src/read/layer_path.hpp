#pragma once

#include "read/layer_file.hpp"

#include <string>

namespace batterisk::gis {

/// Why a path leads to no file: another notation, another letter, or nothing at all.
[[nodiscard]] FileProblem why_missing(const FileRequest& request);

/// Extension in lower case, without the dot.
[[nodiscard]] std::string extension_of(const std::string& path);

}  // namespace batterisk::gis
