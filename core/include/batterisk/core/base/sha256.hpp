#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace batterisk {

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// Of a file, read in pieces; empty when it cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace batterisk
