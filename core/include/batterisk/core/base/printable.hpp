#pragma once

#include <string>
#include <string_view>

namespace batterisk {

/// A text as a terminal may show it: control characters, signs that turn the direction of writing and bytes that are no
/// UTF-8 as "\\x1b" or "\\u202e". With `lines`, ends of lines and tabs stay.
[[nodiscard]] std::string printable(std::string_view text, bool lines = false);

}  // namespace batterisk
