#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace batterisk::gis {

/// A copy of a file that cannot be read as it lies, made in a folder for temporary files. The same source is copied once;
/// the copies go with the program, or when their source has changed and nobody uses them any more.
struct CopiedFile {
  std::string path;                 ///< of the copy
  std::size_t converted = 0;        ///< texts that were not UTF-8
  std::vector<std::string> texts;   ///< the first of them
  std::shared_ptr<const void> folder;
};

/// Makes the copy in the folder given; false when it cannot be written or read.
using MakeCopy = std::function<bool(const std::string& folder, CopiedFile& copy)>;

/// Copy of `source` (a path of GDAL) for one purpose; nothing when it could not be made.
[[nodiscard]] std::shared_ptr<const CopiedFile> copied_file(const std::string& source, const std::string& purpose,
                                                            const MakeCopy& make);

/// Copies a file, or what GDAL shows as one (in an archive, unpacked).
[[nodiscard]] bool copy_bytes(const std::string& from, const std::string& to);

/// Copies a text, each run of letters beyond ASCII that is not UTF-8 read as Windows-1252, and a text in UTF-16 as a whole.
/// An encoding that the head of an XML file names is made UTF-8. Counts the texts in `copy`.
[[nodiscard]] bool copy_as_utf8(const std::string& from, const std::string& to, CopiedFile& copy);

}  // namespace batterisk::gis
