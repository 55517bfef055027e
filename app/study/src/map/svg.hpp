#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Pieces of SVG. All lengths are millimetres on the sheet, y downward; numbers have at most 3 decimals and
/// do not depend on the locale.
namespace batterisk::study::svg {

struct Point {
  double x;
  double y;
};

struct Rect {
  double x;
  double y;
  double width;
  double height;

  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
  [[nodiscard]] Point centre() const { return {x + width / 2.0, y + height / 2.0}; }
};

/// "12.5", "-0.125", "3": rounded to a thousandth, without trailing zeros.
[[nodiscard]] std::string number(double value);

/// Text for content and attributes: & < > " ' as entities; control characters become a space, what is no
/// character of XML 1.0 or no UTF-8 becomes U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

/// Width of a line of text in DejaVu Sans, the widest of the fonts asked for; other characters are estimated.
[[nodiscard]] double text_width(std::string_view text, double size, bool bold = false);

/// The text, or what of it fits in `width` with an ellipsis behind it.
[[nodiscard]] std::string clipped(std::string_view text, double width, double size, bool bold = false);

/// The text in lines of at most `width`, broken at spaces; at most `max_lines`, the last one clipped.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, double width, double size,
                                               std::size_t max_lines);

struct TextStyle {
  double size;
  std::string_view fill = "#202020";
  std::string_view anchor = "start";  ///< "start", "middle" or "end"
  bool bold = false;
  bool halo = false;  ///< white around the letters
};

/// A line of text with its baseline at `at`.
[[nodiscard]] std::string text(Point at, std::string_view content, const TextStyle& style);

[[nodiscard]] std::string line(Point from, Point to, std::string_view stroke, double width);
/// `attributes` go in as they are.
[[nodiscard]] std::string rect(const Rect& box, std::string_view attributes);

/// Adds a closed ring to path data. Steps are relative and counted in whole micrometres, so errors do not add
/// up.
void append_ring(std::string& data, const std::vector<Point>& ring);

}  // namespace batterisk::study::svg
