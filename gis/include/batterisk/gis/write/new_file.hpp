#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace batterisk::gis {

/// Writes a file that is there whole or not at all: under a name of its own beside `path`, then renamed. A link at `path`
/// is replaced, not followed. A device or pipe is written to as it is, and never replaced. A file of text is always UTF-8.
/// Throws FileError (F001), and Cancelled when a stop was asked for.
void write_file(const std::filesystem::path& path, std::string_view content, const std::stop_token& stop = {});

/// A device or pipe; also by a link such as /dev/stdout, whatever that leads to.
[[nodiscard]] bool is_written_as_it_is(const std::filesystem::path& path);

/// Several files of one folder that belong together: all of them or none. Throws as `write_file`.
void write_files(const std::vector<std::pair<std::filesystem::path, std::string>>& files, const std::stop_token& stop = {});

}  // namespace batterisk::gis
