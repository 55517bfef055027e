#pragma once

#include <filesystem>

namespace batterisk::gis {

/// Folder beside its target in which something is made; it is removed with its content unless it was moved into
/// place.
class StagingFolder {
 public:
  /// Throws FileError when `target` exists and holds something other than a prepared folder, or when the folder
  /// cannot be made.
  explicit StagingFolder(const std::filesystem::path& target);
  ~StagingFolder();
  StagingFolder(const StagingFolder&) = delete;
  StagingFolder& operator=(const StagingFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Takes the place of the target. Throws FileError.
  void move_into_place();

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
};

}  // namespace batterisk::gis
