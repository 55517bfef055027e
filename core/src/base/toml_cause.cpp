#include "base/toml_cause.hpp"

#include "base/typed_text.hpp"

#include <algorithm>
#include <array>

namespace batterisk::detail {
namespace {

constexpr auto typographic_quotes =
    std::to_array<std::string_view>({"\u2018", "\u2019", "\u201A", "\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB"});

// What the parser says (part of it), and the word for it; the first that fits counts.
struct Cause {
  std::string_view said;
  std::string_view word;
};
constexpr auto causes = std::to_array<Cause>({
    {"utf-8", "geen UTF-8"},
    {"escape sequence", "een backslash in een tekst"},
    {"hex digit", "een backslash in een tekst"},
    {"multi-line strings are prohibited", "geen sleutel aan het begin van de regel"},
    {"parsing string: ", "aanhalingsteken niet gesloten"},
    {"parsing literal string: ", "aanhalingsteken niet gesloten"},
    {"parsing date", "geen geldige datum"},
    {"parsing time", "geen geldige datum"},
    {"parsing boolean", "een woord zonder aanhalingstekens"},
    {"integer", "geen geldig getal"},
    {"floating-point", "geen geldig getal"},
    {"leading zeroes", "geen geldig getal"},
    {"underscores", "geen geldig getal"},
    {"numeric value", "geen geldig getal"},
    {"could not determine value type", "een waarde zonder aanhalingstekens"},
    {"parsing value", "een waarde ontbreekt"},
    {"expected value,", "een waarde ontbreekt"},
    {"expected '='", "'=' ontbreekt"},
    {"parsing array", "']' of een komma ontbreekt in een lijst"},
    {"parsing inline table", "'}' of een komma ontbreekt in een tabel"},
    {"expected ']'", "']' ontbreekt achter de naam van een tabel"},
    {"contiguous", "']' ontbreekt achter de naam van een tabel"},
    {"cannot insert", "een tabel tussen accolades is niet aan te vullen"},
    {"expected bare key", "geen sleutel aan het begin van de regel"},
    {"blank bare key", "geen sleutel aan het begin van de regel"},
    {"expected keys", "geen sleutel aan het begin van de regel"},
    {"expected a comment", "tekst achter een waarde"},
    {"control character", "een onzichtbaar stuurteken"},
});

std::string_view line_of(std::string_view text, int line) {
  for (int i = 1; i < line; ++i) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find_first_of("\r\n"));
}

// Bytes before a column that counts characters.
std::size_t bytes_before(std::string_view line, int column) {
  std::size_t i = 0;
  for (int c = 1; c < column && i < line.size(); ++c) {
    ++i;
    while (i < line.size() && (static_cast<unsigned char>(line[i]) & 0xC0U) == 0x80U) ++i;
  }
  return i;
}

// Name between the last quotes: "cannot redefine existing string 'naam'".
std::string quoted_name(std::string_view description) {
  const auto last = description.rfind('\'');
  const auto first = last == std::string_view::npos || last == 0 ? last : description.rfind('\'', last - 1);
  return first == last ? "" : std::string{description.substr(first + 1, last - first - 1)};
}

// The line without what stands between straight quotes, and without a remark.
std::string outside_quotes(std::string_view line) {
  std::string out;
  char open = '\0';
  for (const char c : line) {
    if (open == '\0' && c == '#') break;
    if (open == '\0') out += c;
    if (open == '\0' && (c == '"' || c == '\'')) {
      open = c;
    } else if (c == open) {
      open = '\0';
    }
  }
  return out;
}

// "lengte = 6,06": behind the equals sign, where a list has its bracket.
bool has_decimal_comma(std::string_view bare) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 1; i + 1 < bare.size(); ++i) {
    if (bare[i] != ',' || !is_digit(bare[i - 1]) || !is_digit(bare[i + 1])) continue;
    const auto before = bare.find_last_not_of("0123456789", i - 1);
    const auto value = before == std::string_view::npos ? before : bare.find_last_not_of(" +-", before);
    if (value != std::string_view::npos && bare[value] == '=') return true;
  }
  return false;
}

}  // namespace

std::string toml_cause(std::string_view description, std::string_view text, int line, int column) {
  const std::string_view here = line_of(text, line);
  const std::string bare = outside_quotes(here);
  const bool typographic = std::any_of(typographic_quotes.begin(), typographic_quotes.end(),
                                       [&](std::string_view quote) { return bare.find(quote) != std::string::npos; });
  if (typographic) return "typografische aanhalingstekens";
  const std::string_view rest = here.substr(bytes_before(here, column));
  if (has_decimal_comma(bare)) return "een decimale komma zonder aanhalingstekens";
  if (description.find("cannot redefine existing") != std::string_view::npos) return "staat er twee keer (" + quoted_name(description) + ")";
  if (blank_length(rest) > 1) return "een vaste spatie buiten aanhalingstekens";
  const auto cause = std::find_if(causes.begin(), causes.end(), [description](const Cause& c) {
    return description.find(c.said) != std::string_view::npos;
  });
  return std::string{cause == causes.end() ? "de regel is niet te lezen" : cause->word};
}

}  // namespace batterisk::detail
