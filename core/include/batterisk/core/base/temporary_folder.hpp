#pragma once

#include <filesystem>

namespace batterisk {

/// Folder below that of the system for temporary files, gone with the object. Making one also removes those that killed
/// programs left.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  /// Empty when it could not be made.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int lock_ = -1;  // on the folder itself, as long as somebody uses it
};

}  // namespace batterisk
