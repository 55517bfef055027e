#pragma once

#include <string>
#include <system_error>

namespace batterisk {

/// What the operating system refused, as a word of the program ("geen rechten", "de schijf is vol"); messages show it in
/// the language of the reader.
[[nodiscard]] std::string system_reason(const std::error_code& error);

}  // namespace batterisk
