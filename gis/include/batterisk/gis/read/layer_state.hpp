#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace batterisk::gis {

/// The files that a layer is made of, and what the system says of each: as long as that stays the same, so does what they
/// hold. Of a shapefile its .shp, .shx, .dbf, .prj and .cpg; of a database of SQLite its write-ahead log too; of a folder
/// everything in it; of anything else the one file. A database on a server has none.
class LayerState {
 public:
  /// Waits, some milliseconds at most, until a later change of the files would show.
  explicit LayerState(const std::filesystem::path& layer);

  [[nodiscard]] bool operator==(const LayerState&) const = default;

  /// sha256 of what the files hold: of a single file that of its bytes, else of a list with a line for each part, "name
  /// sha256". Empty where there is none, or one cannot be read.
  [[nodiscard]] std::string sha256() const;
  /// Of the file alone that the dossier names, as receipts of the first form have it; a folder has none then.
  [[nodiscard]] std::string sha256_of_named_file() const;

 private:
  struct Part {
    std::string name;  // relative to the folder of the layer
    std::filesystem::path path;
    std::uintmax_t device = 0;
    std::uintmax_t inode = 0;
    std::intmax_t size = 0;
    std::intmax_t written_ns = 0;
    std::intmax_t changed_ns = 0;  // of the file or its name: nobody sets it by hand
    bool operator==(const Part&) const = default;
  };
  void add(const std::filesystem::path& path, const std::string& name);

  std::vector<Part> parts_;
  bool folder_ = false;
};

}  // namespace batterisk::gis
