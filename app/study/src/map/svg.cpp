#include "map/svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

namespace batterisk::study::svg {
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

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

// The next character and its bytes; nothing for what is no UTF-8 (one byte is then passed over).
struct Character {
  std::string_view bytes;
  std::optional<std::uint32_t> code;
};

Character next_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {text.substr(0, 1), lead};
  const std::size_t length = lead >= 0xF0 && lead < 0xF8   ? 4
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                                                           : 0;
  if (length == 0 || text.size() < length) return {text.substr(0, 1), std::nullopt};
  std::uint32_t code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return {text.substr(0, 1), std::nullopt};
    code = code << 6 | (byte & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (code < least[length] || code > 0x10FFFF) return {text.substr(0, 1), std::nullopt};
  return {text.substr(0, length), code};
}

bool xml_character(std::uint32_t code) {
  return !(code >= 0xD800 && code <= 0xDFFF) && code != 0xFFFE && code != 0xFFFF;
}

double width_of(const Character& character, bool bold) {
  const std::uint32_t code = character.code.value_or(0xFFFD);
  if (code >= 0x20 && code < 0x7F) return (bold ? bold_widths : regular_widths)[code - 0x20] / 100.0;
  // Superscripts, arrows and accented letters stay below the widest of these; ideographs and pictures are
  // square.
  return code < 0x1100 ? 0.8 : code < 0x2E80 ? 0.7 : 1.05;
}

std::string whole_text(std::string_view content) {
  std::string out;
  while (!content.empty()) {
    const Character c = next_character(content);
    content.remove_prefix(c.bytes.size());
    if (!c.code || !xml_character(*c.code)) {
      out += replacement;
    } else if (*c.code < 0x20 || (*c.code >= 0x7F && *c.code < 0xA0)) {
      out += ' ';
    } else {
      out += c.bytes;
    }
  }
  return out;
}

std::int64_t micrometres(double mm) {
  return std::llround(mm * 1000.0);
}

// Digits of a number of thousandths, without the zero before the point when `compact`.
std::string thousandths(std::int64_t value, bool compact) {
  std::string out = value < 0 ? "-" : "";
  const std::int64_t size = std::abs(value);
  if (!compact || size >= 1000 || size == 0) out += std::to_string(size / 1000);
  if (size % 1000 != 0) {
    std::string decimals = std::to_string(1000 + size % 1000);
    decimals[0] = '.';
    decimals.erase(decimals.find_last_not_of('0') + 1);
    out += decimals;
  }
  return out;
}

void append_pair(std::string& data, std::int64_t x, std::int64_t y) {
  const char last = data.back();
  if (x >= 0 && last != 'M' && last != 'l') data += ' ';
  data += thousandths(x, true);
  if (y >= 0) data += ' ';
  data += thousandths(y, true);
}

}  // namespace

std::string number(double value) {
  return thousandths(micrometres(value), false);
}

std::string escaped(std::string_view content) {
  std::string out;
  for (const char c : whole_text(content)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

double text_width(std::string_view content, double size, bool bold) {
  double width = 0.0;
  while (!content.empty()) {
    const Character c = next_character(content);
    width += width_of(c, bold);
    content.remove_prefix(c.bytes.size());
  }
  return width * size;
}

std::string clipped(std::string_view content, double width, double size, bool bold) {
  if (text_width(content, size, bold) <= width) return std::string{content};
  const double room = width - text_width(ellipsis, size, bold);
  std::string out;
  double used = 0.0;
  while (!content.empty()) {
    const Character c = next_character(content);
    used += width_of(c, bold) * size;
    if (used > room) break;
    out += c.bytes;
    content.remove_prefix(c.bytes.size());
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out.append(ellipsis);
}

std::vector<std::string> wrapped(std::string_view content, double width, double size, std::size_t max_lines) {
  std::vector<std::string> lines;
  std::string line;
  while (!content.empty() && lines.size() + 1 < max_lines) {
    const auto space = std::min(content.find(' '), content.size());
    const std::string longer = (line.empty() ? "" : line + " ") + std::string{content.substr(0, space)};
    if (!line.empty() && text_width(longer, size) > width) {
      lines.push_back(std::move(line));
      line.clear();
      continue;
    }
    line = longer;
    content.remove_prefix(std::min(space + 1, content.size()));
  }
  if (!content.empty()) line += (line.empty() ? "" : " ") + std::string{content};
  if (!line.empty()) lines.push_back(std::move(line));
  for (std::string& each : lines) each = clipped(each, width, size);
  return lines;
}

std::string text(Point at, std::string_view content, const TextStyle& style) {
  const auto element = [&](std::string_view paint) {
    std::string out =
        "<text x=\"" + number(at.x) + "\" y=\"" + number(at.y) + "\" font-size=\"" + number(style.size) + '"';
    if (style.anchor != "start") out.append(" text-anchor=\"").append(style.anchor).append("\"");
    if (style.bold) out += " font-weight=\"bold\"";
    return out.append(paint).append(">").append(escaped(content)).append("</text>\n");
  };
  // Two elements, since not every program knows paint-order.
  const std::string halo = style.halo ? element(
                                            " fill=\"none\" stroke=\"#fff\" stroke-width=\"0.7\" "
                                            "stroke-linejoin=\"round\" aria-hidden=\"true\"")
                                      : "";
  return halo + element(" fill=\"" + std::string{style.fill} + '"');
}

std::string line(Point from, Point to, std::string_view stroke, double width) {
  return "<path d=\"M" + number(from.x) + " " + number(from.y) + "L" + number(to.x) + " " + number(to.y) +
         "\" fill=\"none\" stroke=\"" + std::string{stroke} + "\" stroke-width=\"" + number(width) + "\"/>\n";
}

std::string rect(const Rect& box, std::string_view attributes) {
  return "<rect x=\"" + number(box.x) + "\" y=\"" + number(box.y) + "\" width=\"" + number(box.width) +
         "\" height=\"" + number(box.height) + "\" " + std::string{attributes} + "/>\n";
}

void append_ring(std::string& data, const std::vector<Point>& ring) {
  if (ring.empty()) return;
  std::int64_t x = micrometres(ring.front().x);
  std::int64_t y = micrometres(ring.front().y);
  data += 'M';
  append_pair(data, x, y);
  data += 'l';
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const std::int64_t to_x = micrometres(ring[i].x);
    const std::int64_t to_y = micrometres(ring[i].y);
    if (to_x == x && to_y == y) continue;
    append_pair(data, to_x - x, to_y - y);
    x = to_x;
    y = to_y;
  }
  if (data.back() == 'l') data += "0 0";
  data += 'z';
}

}  // namespace batterisk::study::svg
