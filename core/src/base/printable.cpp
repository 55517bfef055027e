#include "batterisk/core/base/printable.hpp"

#include "batterisk/core/base/text_encoding.hpp"

#include <cstdint>

#include <fmt/format.h>

namespace batterisk {
namespace {

// Terminals and editors act on these, or show what follows in another place than it has.
bool is_control(std::uint32_t c) {
  const bool c0_or_c1 = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool direction = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  const bool hidden = c == 0x2028 || c == 0x2029 || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
  return c0_or_c1 || direction || hidden;
}

}  // namespace

std::string printable(std::string_view text, bool lines) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const std::string_view letter = text.substr(i, length);
    if (letter.size() < length || !is_utf8(letter)) {
      out += fmt::format("\\x{:02x}", first);
      ++i;
      continue;
    }
    std::uint32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) code = code << 6U | (static_cast<unsigned char>(letter[k]) & 0x3FU);
    const bool kept = lines && (code == '\n' || code == '\t');
    if (kept || !is_control(code)) {
      out += letter;
    } else {
      out += code < 0x100 ? fmt::format("\\x{:02x}", code) : code < 0x10000 ? fmt::format("\\u{:04x}", code) : fmt::format("\\U{:08x}", code);
    }
    i += length;
  }
  return out;
}

}  // namespace batterisk
