#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/portfolio/work_folder.hpp"

#include <filesystem>
#include <vector>

namespace batterisk::siting {

/// What a screening was made of. Throws FileError for a folder that holds none (F022).
[[nodiscard]] portfolio::Manifest read_screening(const std::filesystem::path& folder);

/// What is known of each plot. Throws FileError when some are not finished (F021).
[[nodiscard]] std::vector<portfolio::Manifest> read_records(const std::filesystem::path& folder, const portfolio::Manifest& manifest);

/// The polygons of a record.
[[nodiscard]] MultiPolygon shape_from(const portfolio::Manifest& polygons);

}  // namespace batterisk::siting
