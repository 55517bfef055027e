#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::gis {

class WriteLock;

/// The folder that one run writes into. What it writes appears together or not at all, whatever ends the program: the new
/// files stand in a hidden folder beside until all are there, and then both folders change places. Where the system cannot
/// do that (another disk, a folder above that may not be written, the working folder itself) a plan is kept in the folder
/// and the files move one by one, never old ones beside new ones; what a killed run left undone the next one finishes.
/// Everything else in the folder stays. Nothing is written or removed through a link that lies in it.
class OutputFolder {
 public:
  /// Makes the folder when it is not there, and finishes or clears what a killed run left. Throws FileError: F002 when
  /// another run is writing there, F001.
  explicit OutputFolder(const std::filesystem::path& folder, std::stop_token stop = {});
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  /// What was not put in place is gone, and so is a folder that was made for nothing.
  ~OutputFolder();

  /// As it was given.
  [[nodiscard]] const std::filesystem::path& path() const { return shown_; }

  /// Nothing of anybody stands in it.
  [[nodiscard]] bool empty() const;

  /// Where a new file is written before it has its place; `name` is relative to the folder. Throws FileError (F001), and
  /// Cancelled when a stop was asked for.
  [[nodiscard]] std::filesystem::path stage(const std::string& name);

  /// Where a file is written that is needed on the way and does not come along.
  [[nodiscard]] std::filesystem::path scratch(const std::string& name);

  /// Stages a file with this content; a file of text is always UTF-8. Throws as `stage`.
  void write(const std::string& name, std::string_view content);

  /// Stages a file that `make_file(path)` writes; a FileError of it is passed on with the name of the file itself.
  template <class Make>
  void make(const std::string& name, Make make_file);

  /// A file of an earlier run that goes when the new ones come; nothing happens where it does not exist.
  void remove(const std::string& name) { gone_.push_back(name); }

  /// What was staged so far.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  /// Puts the staged files in place and gives their paths in order of staging. When the system refuses, all is as it was.
  /// Throws FileError or Cancelled.
  std::vector<std::filesystem::path> put_in_place();

 private:
  friend void write_files(const std::vector<std::pair<std::filesystem::path, std::string>>& files, const std::stop_token& stop);

  /// Files of a folder that is not all ours: they share the lock and the plan that are called after `name`.
  OutputFolder(const std::filesystem::path& folder, const std::string& name, std::stop_token stop);

  [[nodiscard]] std::filesystem::path plan_path() const;
  void make_staging();
  void check_places() const;
  void add_sidecars();
  [[nodiscard]] bool exchange();
  void place_one_by_one();
  void recover();
  void place_left(const std::filesystem::path& left, const std::vector<std::string>& names, const std::vector<std::string>& gone);
  [[noreturn]] void rethrow_for(const std::string& name) const;

  std::filesystem::path shown_;
  std::filesystem::path folder_;  // without links
  std::string prefix_;            // of the names of lock, plan and staging folder in it
  bool whole_ = true;             // the folder may be exchanged as a whole
  std::stop_token stop_;
  std::vector<std::filesystem::path> made_;  // outer before inner
  std::unique_ptr<WriteLock> lock_;
  std::filesystem::path staging_;
  std::vector<std::string> names_;
  std::vector<std::string> gone_;
};

template <class Make>
void OutputFolder::make(const std::string& name, Make make_file) {
  const std::filesystem::path place = stage(name);
  try {
    make_file(place);
  } catch (...) {
    rethrow_for(name);
  }
}

}  // namespace batterisk::gis
