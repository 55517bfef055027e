#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::portfolio {

/// Where the record of one finished site stands.
struct JournalBlock {
  std::size_t site = 0;
  std::filesystem::path file;
  std::uintmax_t offset = 0;
  std::size_t size = 0;
};

/// Complete blocks of all journals in a folder, by site. A block that was cut off (power, kill -9, full disk) is left out,
/// and one of a site that the portfolio of `sites` sites does not have.
[[nodiscard]] std::vector<JournalBlock> read_journals(const std::filesystem::path& folder, std::size_t sites);

/// Text of a block. Throws FileError.
[[nodiscard]] std::string block_text(const JournalBlock& block);

/// Append-only record of finished sites: each is written with one call, so that after kill -9 a site is either there or
/// not; every two seconds they go to the disk. Opening cuts off what was not finished.
class Journal {
 public:
  /// Throws FileError (F001).
  explicit Journal(std::filesystem::path path);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// Throws FileError when the disk is full; what was there stays readable.
  void add(std::size_t site, std::string_view text);

 private:
  std::filesystem::path path_;
  int file_ = -1;
  std::uintmax_t size_ = 0;
  std::chrono::steady_clock::time_point synced_{};
};

}  // namespace batterisk::portfolio
