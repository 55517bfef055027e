#pragma once

#include "batterisk/gis/read/layer.hpp"

#include "read/copied_file.hpp"
#include "read/trouble.hpp"

#include "batterisk/core/base/diagnostic.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace batterisk::gis {

/// A layer file as GDAL opens it: in place, in an archive ("levering.zip/map/panden.shp"), or a copy of what cannot be read
/// as it lies. Nothing is ever written beside the file of the user.
struct LayerFile {
  std::string path;                          ///< for GDAL
  std::shared_ptr<const CopiedFile> copy{};  ///< holds what `path` names; null when no copy was needed
  bool index_restored = false;               ///< of a shapefile that came without its .shx
  std::string place{};                       ///< where it was found, as a path of GDAL, also when it is read from a copy
};

/// A message about a file that cannot be read: code and arguments.
struct FileProblem {
  Code code;
  std::vector<std::string> args;
};

/// A file that somebody asks for.
struct FileRequest {
  std::filesystem::path path;
  std::string shown;                  ///< as it was written
  std::string layer{};                ///< in the file; empty = not named
  std::optional<LayerKind> kind{};    ///< what the layer is to hold
};

/// What a file is made of and where its layer is. Of an archive with more than one layer file the one whose name fits layer
/// or kind of the request is taken.
[[nodiscard]] std::variant<LayerFile, FileProblem> find_layer_file(const FileRequest& request);

/// The file, or a copy of it in UTF-8: no reader takes UTF-16, nor bytes that are not in the encoding that an XML has.
[[nodiscard]] std::variant<LayerFile, FileProblem> readable_text(LayerFile file, const std::string& shown);

/// A file as this program stores it, where it lies; nothing is unpacked.
[[nodiscard]] std::variant<LayerFile, FileProblem> find_stored_file(const FileRequest& request);

/// Says what is wrong with a file that GDAL does not open, with the message that it gave.
[[nodiscard]] FileProblem why_not_opened(const std::string& shown, const LayerFile& file, const std::string& message);

/// L001 with reason and next step.
[[nodiscard]] FileProblem unreadable(const std::string& shown, Trouble trouble);

}  // namespace batterisk::gis
