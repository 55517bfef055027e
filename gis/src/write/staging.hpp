#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace batterisk::gis {

[[noreturn]] void not_writable(const std::filesystem::path& path, const std::string& reason);
[[noreturn]] void not_writable(const std::filesystem::path& path, const std::error_code& error);
/// With the reason that errno holds.
[[noreturn]] void not_writable(const std::filesystem::path& path);

/// A file descriptor that is closed with this object.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_{fd} {}
  Descriptor(Descriptor&& other) noexcept : fd_{other.fd_} { other.fd_ = -1; }
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();
  [[nodiscard]] int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

/// The right to write something, held by a lock on a file that goes with this object. On a disk that knows no locks
/// everybody gets it.
class WriteLock {
 public:
  enum class Wait { No, Yes };
  /// Throws FileError: F002 about `shown` when somebody else holds it and `wait` is No; F001.
  WriteLock(std::filesystem::path file, const std::filesystem::path& shown, Wait wait);
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;
  ~WriteLock();

  /// Holds also a new file in `folder`, which then takes the place of the folder of the lock.
  void take_along(const std::filesystem::path& folder);
  /// The folders changed places: the lock is on the new file.
  void moved() { held_ = std::move(next_); }

 private:
  std::filesystem::path file_;
  Descriptor held_;
  Descriptor next_;
};

/// Name for something that is not ready: ".<name>.<process>-<number>.nieuw", another one for every call.
[[nodiscard]] std::string staged_name(std::string_view name);
/// Whether `entry` is such a name for `name`.
[[nodiscard]] bool is_staged_name(std::string_view entry, std::string_view name);

/// The folder itself, not what a link of that name leads to.
[[nodiscard]] bool is_real_folder(const std::filesystem::path& path);

/// Makes the folders that `name` needs below `base`. False where something else than a folder stands in their way, a link
/// too.
[[nodiscard]] bool make_folders_of(const std::filesystem::path& base, const std::string& name);

/// Whether all folders that `name` needs below `base` are there, none of them a link.
[[nodiscard]] bool has_folders_of(const std::filesystem::path& base, const std::string& name);

/// Throws FileError about `shown`.
void write_all(int fd, std::string_view content, const std::filesystem::path& shown);

/// Content on the disk. Throws FileError about `shown`.
void sync(const std::filesystem::path& path, const std::filesystem::path& shown);

/// `content` as it goes into a file of this name: text as UTF-8.
[[nodiscard]] std::string_view as_written(const std::filesystem::path& path, std::string_view content, std::string& converted);

/// What a run is about to do to a folder, so that the next one can end it.
struct WritePlan {
  bool exchange = false;   ///< the folders changed places; else files move one by one
  bool beside = false;     ///< the staging folder stands beside the folder, else in it
  std::string staging;     ///< its name
  std::vector<std::string> names;
  std::vector<std::string> gone;
};
[[nodiscard]] std::string plan_text(const WritePlan& plan);
/// Nothing for what is no plan.
[[nodiscard]] std::optional<WritePlan> read_plan(const std::filesystem::path& path);

/// Of a name relative to a folder: ours or somebody else's.
using IsOwn = std::function<bool(const std::string& name)>;

/// Everything in `from` that is not ours, in `to` too: files as second names of the same file, folders as new ones. False
/// when the system or the number of files does not allow it.
[[nodiscard]] bool mirror_others(const std::filesystem::path& from, const std::filesystem::path& to, const IsOwn& own);

/// Removes `old`, a folder whose place `now` took. What is not ours and not in `now` moves there.
void absorb(const std::filesystem::path& old, const std::filesystem::path& now, const IsOwn& own);

}  // namespace batterisk::gis
