#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Databases and addresses where a path may stand.
namespace batterisk {

/// A connection string of a database (PostGIS) instead of a file: "PG:..." or "postgresql://...".
[[nodiscard]] bool is_connection_string(std::string_view path);

/// An address on the network, or a file system of GDAL ("/vsicurl/...").
[[nodiscard]] bool is_address(std::string_view path);

/// The connection as libpq reads it, written as one `PG:` string with every value in quotes; a limit on the time to wait
/// is added where it has none. Nothing when libpq does not understand it.
[[nodiscard]] std::optional<std::string> connection_of(std::string_view path);

/// A path that has a password, token or key in it: of a database as libpq reads it, in an address, or as "name=value".
[[nodiscard]] bool holds_password(std::string_view path);

}  // namespace batterisk
