#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace batterisk {

/// In which encoding a text that somebody gave us is kept.
enum class TextEncoding { Utf8, Utf16Le, Utf16Be, Windows1252 };
[[nodiscard]] std::string_view to_string(TextEncoding encoding);  // "UTF-8", "UTF-16", "UTF-16", "Windows-1252"

/// Number of bytes at the begin of `bytes` that are whole characters of UTF-8 (RFC 3629: no surrogates, nothing overlong).
[[nodiscard]] std::size_t utf8_length(std::string_view bytes);

[[nodiscard]] bool is_utf8(std::string_view bytes);

/// Encoding of a text that may not say it: UTF-16 by its byte order mark or the zero bytes that no other text has; UTF-8
/// where it is valid; else Windows-1252, which holds the letters of Latin-1.
[[nodiscard]] TextEncoding text_encoding(std::string_view bytes);

/// The text in UTF-8 without byte order mark; always valid. A field of a fixed number of bytes may have cut its last
/// character of UTF-8 in two; the rest of it goes.
[[nodiscard]] std::string to_utf8(std::string_view bytes);

}  // namespace batterisk
