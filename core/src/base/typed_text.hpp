#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace batterisk::detail {

/// Length in bytes of the blank at the start of a text: space, tab, no-break space, thin space and their kin, and
/// marks without width; 0 where there is none.
[[nodiscard]] std::size_t blank_length(std::string_view text);

/// Text without such blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Trimmed text in which every blank is a space, every sign that office programs make of a minus is '-', and marks
/// without width are left out.
[[nodiscard]] std::string with_plain_signs(std::string_view text);

}  // namespace batterisk::detail
