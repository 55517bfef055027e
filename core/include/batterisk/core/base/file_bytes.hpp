#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace batterisk {

/// Largest file that is read as a whole; texts of a study are far below.
inline constexpr std::uintmax_t most_file_bytes = 1'000'000'000;

/// Content of a file, or why it has none to give.
struct FileBytes {
  std::optional<std::string> bytes;
  std::string reason;  ///< a word of the program ("bestaat niet"); empty with bytes
};

/// Reads a regular file. A pipe would keep a reader waiting and a device never ends: both are refused, as are folders.
[[nodiscard]] FileBytes read_file(const std::filesystem::path& path, std::uintmax_t most = most_file_bytes);

}  // namespace batterisk
