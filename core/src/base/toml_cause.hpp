#pragma once

#include <string>
#include <string_view>

namespace batterisk::detail {

/// Why a text is no TOML, as a word of the program ("aanhalingsteken niet gesloten"), from what the parser says in
/// English and from the line where it stopped. `column` counts characters, from 1.
[[nodiscard]] std::string toml_cause(std::string_view description, std::string_view text, int line, int column);

}  // namespace batterisk::detail
