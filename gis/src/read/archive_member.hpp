#pragma once

#include "read/layer_file.hpp"

#include <string>
#include <variant>
#include <vector>

namespace batterisk::gis {

/// Path of GDAL of what a file on disk holds: the file itself, or a member of an archive, also one in an archive.
/// `inner`: what the request names in the archive; empty = the only layer file, or the one that fits the request.
[[nodiscard]] std::variant<LayerFile, FileProblem> unpacked(const std::string& disk, const std::string& inner,
                                                            const FileRequest& request);

/// Names of the files in a folder or archive (path of GDAL), folders below included, that may hold a layer.
[[nodiscard]] std::vector<std::string> layer_files_in(const std::string& folder);

/// Comma list of the first ten.
[[nodiscard]] std::string joined_names(const std::vector<std::string>& names);

/// The first kilobytes of a file; empty when it cannot be read.
[[nodiscard]] std::string head_of_file(const std::string& path);

}  // namespace batterisk::gis
