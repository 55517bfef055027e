#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How wide text is in DejaVu Sans, without a font at hand. Sizes and widths in one unit, whichever.
namespace batterisk::study::letters {

/// A character and its bytes; no code for what is no UTF-8 (one byte).
struct Character {
  std::string_view bytes;
  std::optional<std::uint32_t> code;
};

/// Takes the next character off a text that is not empty.
[[nodiscard]] Character next_character(std::string_view& text);

/// Width of a line of text in DejaVu Sans, the widest of the fonts asked for; other characters are estimated.
[[nodiscard]] double width(std::string_view text, double size, bool bold = false);

/// The text, or what of it fits in `width` with an ellipsis behind it.
[[nodiscard]] std::string clipped(std::string_view text, double width, double size, bool bold = false);

/// The text in lines of at most `width`, broken at spaces; at most `max_lines`, the last one clipped.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, double width, double size, std::size_t max_lines);

}  // namespace batterisk::study::letters
