#include "batterisk/study/map/letters.hpp"

#include <algorithm>
#include <array>

namespace batterisk::study::letters {
namespace {

// Advance widths of ' ' .. '~' in DejaVu Sans and DejaVu Sans Bold, hundredths of the font size.
constexpr std::array<unsigned char, 95> regular_widths{
    32, 40, 46, 84, 64, 95, 78, 27, 39,  39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
    60, 79, 69, 63, 61, 73, 68, 99, 69,  61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63,
    63, 28, 28, 58, 28, 97, 63, 61, 63,  63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84};
constexpr std::array<unsigned char, 95> bold_widths{
    35, 46, 52, 84, 70, 100, 87, 31,  46,  46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70,  70, 70,
    70, 70, 40, 40, 84, 84,  84, 58,  100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100, 84, 85,
    73, 85, 77, 72, 68, 81,  77, 110, 77,  72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68,  44, 72,
    71, 34, 34, 67, 34, 104, 71, 69,  72,  72, 49, 60, 48, 71, 65, 92, 65, 65, 58, 71, 37, 71,  84};

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

double width_of(const Character& character, bool bold) {
  const std::uint32_t code = character.code.value_or(0xFFFD);
  if (code >= 0x20 && code < 0x7F) return (bold ? bold_widths : regular_widths)[code - 0x20] / 100.0;
  // Superscripts, arrows and accented letters stay below the widest of these; ideographs and pictures are
  // square.
  return code < 0x1100 ? 0.8 : code < 0x2E80 ? 0.7 : 1.05;
}

}  // namespace

Character next_character(std::string_view& text) {
  const auto take = [&text](std::size_t bytes, std::optional<std::uint32_t> code) {
    const Character character{text.substr(0, bytes), code};
    text.remove_prefix(bytes);
    return character;
  };
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return take(1, lead);
  const std::size_t length = lead >= 0xF0 && lead < 0xF8   ? 4
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                                                           : 0;
  if (length == 0 || text.size() < length) return take(1, std::nullopt);
  std::uint32_t code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return take(1, std::nullopt);
    code = code << 6 | (byte & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (code < least[length] || code > 0x10FFFF) return take(1, std::nullopt);
  return take(length, code);
}

double width(std::string_view content, double size, bool bold) {
  double sum = 0.0;
  while (!content.empty()) sum += width_of(next_character(content), bold);
  return sum * size;
}

std::string clipped(std::string_view content, double most, double size, bool bold) {
  if (width(content, size, bold) <= most) return std::string{content};
  const double room = most - width(ellipsis, size, bold);
  std::string out;
  double used = 0.0;
  while (!content.empty()) {
    const Character c = next_character(content);
    used += width_of(c, bold) * size;
    if (used > room) break;
    out += c.bytes;
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out.append(ellipsis);
}

std::vector<std::string> wrapped(std::string_view content, double most, double size, std::size_t max_lines) {
  std::vector<std::string> lines;
  std::string line;
  while (!content.empty() && lines.size() + 1 < max_lines) {
    const auto space = std::min(content.find(' '), content.size());
    const std::string longer = (line.empty() ? "" : line + " ") + std::string{content.substr(0, space)};
    if (!line.empty() && width(longer, size) > most) {
      lines.push_back(std::move(line));
      line.clear();
      continue;
    }
    line = longer;
    content.remove_prefix(std::min(space + 1, content.size()));
  }
  if (!content.empty()) line += (line.empty() ? "" : " ") + std::string{content};
  if (!line.empty()) lines.push_back(std::move(line));
  for (std::string& each : lines) each = clipped(each, most, size);
  return lines;
}

}  // namespace batterisk::study::letters
