#pragma once

#include <filesystem>
#include <stop_token>
#include <string_view>
#include <utility>
#include <vector>

namespace batterisk::study {

/// Files that appear together or not at all. Each is made under a temporary name beside its place; what was not put
/// in place is gone again with this object, and so are folders that it made for nothing. A stop that is asked for makes
/// staging and putting in place throw Cancelled.
class StagedFiles {
 public:
  explicit StagedFiles(std::stop_token stop = {}) : stop_{std::move(stop)} {}
  StagedFiles(const StagedFiles&) = delete;
  StagedFiles& operator=(const StagedFiles&) = delete;
  ~StagedFiles();

  /// Makes the folder of `path` when it is not there and gives the temporary name for the file, with the same
  /// extension. Throws FileError (F001).
  [[nodiscard]] std::filesystem::path stage(const std::filesystem::path& path);

  /// Stages a file with this content; a file of text is always UTF-8. Throws FileError.
  void write(const std::filesystem::path& path, std::string_view content);

  /// Stages a file that `make(temporary)` writes; a FileError of it names the temporary file and is passed on with
  /// the name of the file itself.
  template <class Make>
  void make(const std::filesystem::path& path, Make make_file);

  /// A file that goes when the others come; nothing happens where it does not exist.
  void remove(const std::filesystem::path& path) { gone_.push_back(path); }

  /// What was staged so far.
  [[nodiscard]] std::vector<std::filesystem::path> targets() const;

  /// Puts all files in place and gives their paths in order of staging. When the system refuses one, those that were
  /// replaced come back. Throws FileError.
  [[nodiscard]] std::vector<std::filesystem::path> put_in_place();

 private:
  struct File {
    std::filesystem::path target;
    std::filesystem::path temporary;
  };

  [[noreturn]] static void rethrow_for(const std::filesystem::path& path);
  void make_folder(const std::filesystem::path& folder);

  std::stop_token stop_;
  std::vector<File> files_;
  std::vector<std::filesystem::path> gone_;
  std::vector<std::filesystem::path> new_folders_;  // outer before inner
};

template <class Make>
void StagedFiles::make(const std::filesystem::path& path, Make make_file) {
  const std::filesystem::path temporary = stage(path);
  try {
    make_file(temporary);
  } catch (...) {
    rethrow_for(path);
  }
}

}  // namespace batterisk::study
