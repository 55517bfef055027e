#pragma once

#include "batterisk/study/archive/bundle.hpp"

#include <cstddef>

namespace batterisk::study {

/// A study of a large area takes a few dozen files of some megabytes; beyond this something is wrong.
inline constexpr std::size_t most_files = 2000;
inline constexpr std::size_t most_bytes = std::size_t{1} << 30U;

[[noreturn]] inline void refuse(Code code, const std::filesystem::path& path, std::vector<std::string> arguments = {}) {
  const std::string shown = path.generic_string();
  arguments.insert(arguments.begin(), shown);
  throw ContainerError({{code, Severity::Fout, {shown, 0, 0, {}}, std::move(arguments)}});
}

}  // namespace batterisk::study
