#pragma once

#include <string>
#include <string_view>

namespace batterisk {

/// A path as it is passed on with a result: a home folder as "~", so that nobody reads in it who somebody is. The same on
/// every computer.
[[nodiscard]] std::string without_home(std::string_view path);

/// What a file is called, without the folders that lead to it.
[[nodiscard]] std::string file_name(std::string_view path);

}  // namespace batterisk
