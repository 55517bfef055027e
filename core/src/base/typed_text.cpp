#include "base/typed_text.hpp"

#include <algorithm>
#include <array>

namespace batterisk::detail {
namespace {

// UTF-8 of U+00A0, U+1680, U+2000 to U+200A, U+202F, U+205F and U+3000.
constexpr auto blanks = std::to_array<std::string_view>(
    {" ", "\t", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
     "\u2008", "\u2009", "\u200A", "\u202F", "\u205F", "\u3000"});
// Soft hyphen, zero-width space, joiners, marks of direction, byte order mark.
constexpr auto without_width = std::to_array<std::string_view>(
    {"\u00AD", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u2060", "\uFEFF"});
// Figure dash, en dash, minus, small and wide hyphen.
constexpr auto minus_signs = std::to_array<std::string_view>({"\u2012", "\u2013", "\u2212", "\uFE63", "\uFF0D"});

template <std::size_t n>
std::size_t length_of(std::string_view text, const std::array<std::string_view, n>& signs) {
  const auto it = std::find_if(signs.begin(), signs.end(), [text](std::string_view s) { return text.starts_with(s); });
  return it == signs.end() ? 0 : it->size();
}

}  // namespace

std::size_t blank_length(std::string_view text) {
  return std::max(length_of(text, blanks), length_of(text, without_width));
}

std::string_view trimmed(std::string_view text) {
  for (std::size_t n = blank_length(text); n > 0; n = blank_length(text)) text.remove_prefix(n);
  std::size_t end = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t blank = blank_length(text.substr(i));
    i += std::max<std::size_t>(blank, 1);
    if (blank == 0) end = i;
  }
  return text.substr(0, end);
}

std::string with_plain_signs(std::string_view text) {
  text = trimmed(text);
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (const std::size_t n = length_of(rest, blanks); n > 0) {
      plain += ' ';
      i += n;
    } else if (const std::size_t none = length_of(rest, without_width); none > 0) {
      i += none;
    } else if (const std::size_t minus = length_of(rest, minus_signs); minus > 0) {
      plain += '-';
      i += minus;
    } else {
      plain += text[i++];
    }
  }
  return plain;
}

}  // namespace batterisk::detail
