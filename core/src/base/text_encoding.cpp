#include "batterisk/core/base/text_encoding.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace batterisk {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr char32_t replacement = 0xFFFD;

/// 0x80 to 0x9F of Windows-1252 (WHATWG index): the five bytes without a character stay control characters.
constexpr std::array<char16_t, 32> windows_1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

unsigned byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

void append(std::string& to, char32_t c) {
  const auto tail = [&](unsigned shift) { to += static_cast<char>(0x80U | (c >> shift & 0x3FU)); };
  if (c < 0x80) {
    to += static_cast<char>(c);
  } else if (c < 0x800) {
    to += static_cast<char>(0xC0U | c >> 6U);
    tail(0);
  } else if (c < 0x10000) {
    to += static_cast<char>(0xE0U | c >> 12U);
    tail(6);
    tail(0);
  } else {
    to += static_cast<char>(0xF0U | c >> 18U);
    tail(12);
    tail(6);
    tail(0);
  }
}

/// Bytes of the character that begins at `i`: 0 when it is none, -1 when the text ends within it.
int character_at(std::string_view bytes, std::size_t i) {
  const unsigned lead = byte_at(bytes, i);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (int k = 1; k < length; ++k) {
    if (i + static_cast<std::size_t>(k) >= bytes.size()) return -1;
    const unsigned next = byte_at(bytes, i + static_cast<std::size_t>(k));
    // The second byte of these four leads would else give overlong forms, surrogates or what is beyond U+10FFFF.
    const unsigned low = k > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = k > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (next < low || next > high) return 0;
  }
  return length;
}

std::string from_utf16(std::string_view bytes, bool little) {
  std::string text;
  const auto unit = [&](std::size_t i) -> char32_t {
    return little ? byte_at(bytes, i) | byte_at(bytes, i + 1) << 8U : byte_at(bytes, i) << 8U | byte_at(bytes, i + 1);
  };
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (i == 0 && c == 0xFEFF) continue;
    if (c >= 0xD800 && c < 0xE000) {
      const bool pair = c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000;
      c = pair ? 0x10000 + ((c - 0xD800) << 10U) + (unit(i + 2) - 0xDC00) : replacement;
      if (pair) i += 2;
    }
    append(text, c);
  }
  if (i < bytes.size()) append(text, replacement);
  return text;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const unsigned byte = static_cast<unsigned char>(c);
    append(text, byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : static_cast<char32_t>(byte));
  }
  return text;
}

/// The whole characters, when only the last one is cut and others show that the text is UTF-8.
std::string_view without_cut_character(std::string_view bytes) {
  const std::size_t whole = utf8_length(bytes);
  const bool cut = whole < bytes.size() && character_at(bytes, whole) == -1;
  for (std::size_t i = 0; cut && i < whole; ++i) {
    if (byte_at(bytes, i) >= 0x80) return bytes.substr(0, whole);
  }
  return {};
}

}  // namespace

std::string_view to_string(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::Utf8:
      return "UTF-8";
    case TextEncoding::Utf16Le:
    case TextEncoding::Utf16Be:
      return "UTF-16";
    case TextEncoding::Windows1252:
      return "Windows-1252";
  }
  return "";
}

std::size_t utf8_length(std::string_view bytes) {
  constexpr std::size_t word = sizeof(std::uint64_t);
  std::size_t i = 0;
  while (i < bytes.size()) {
    std::uint64_t eight = 0;
    if (i + word <= bytes.size()) {
      std::memcpy(&eight, bytes.data() + i, word);
      if ((eight & 0x8080808080808080U) == 0) {
        i += word;
        continue;
      }
    }
    const int length = character_at(bytes, i);
    if (length <= 0) return i;
    i += static_cast<std::size_t>(length);
  }
  return i;
}

bool is_utf8(std::string_view bytes) {
  return utf8_length(bytes) == bytes.size();
}

TextEncoding text_encoding(std::string_view bytes) {
  if (bytes.size() >= 2) {
    const unsigned first = byte_at(bytes, 0);
    const unsigned second = byte_at(bytes, 1);
    if ((first == 0xFF && second == 0xFE) || (first != 0 && second == 0)) return TextEncoding::Utf16Le;
    if ((first == 0xFE && second == 0xFF) || (first == 0 && second != 0)) return TextEncoding::Utf16Be;
  }
  const bool utf8 = is_utf8(bytes) || !without_cut_character(bytes).empty();
  return utf8 ? TextEncoding::Utf8 : TextEncoding::Windows1252;
}

std::string to_utf8(std::string_view bytes) {
  switch (text_encoding(bytes)) {
    case TextEncoding::Utf8:
      if (!is_utf8(bytes)) bytes = without_cut_character(bytes);
      return std::string{bytes.starts_with(utf8_mark) ? bytes.substr(utf8_mark.size()) : bytes};
    case TextEncoding::Utf16Le:
      return from_utf16(bytes, true);
    case TextEncoding::Utf16Be:
      return from_utf16(bytes, false);
    case TextEncoding::Windows1252:
      return from_windows_1252(bytes);
  }
  return {};
}

}  // namespace batterisk
