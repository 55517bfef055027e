#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace batterisk::gis {

/// Why a file cannot be read, and what to do about it, both as words of the program: a message shows them in the language
/// of its reader.
struct Trouble {
  std::string reason;
  std::string step;
};

/// What a message of GDAL or of the system below it means for the user; nothing of its own text stays. Nothing for a message
/// that is not known.
[[nodiscard]] std::optional<Trouble> known_trouble(std::string_view library_message);

/// Likewise, with a general answer for what is not known.
[[nodiscard]] Trouble trouble_of(std::string_view library_message);

/// Likewise of a database: only the reason.
[[nodiscard]] std::string database_reason(std::string_view library_message);

/// Likewise of a service on the network.
[[nodiscard]] std::string service_reason(std::string_view library_message);

/// Why a file could not be written: what a message of GDAL tells about the disk.
[[nodiscard]] std::string write_reason(std::string_view library_message);

/// True when another program holds the file.
[[nodiscard]] bool tells_of_lock(std::string_view library_message);

}  // namespace batterisk::gis
