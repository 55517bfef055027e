#pragma once

#include "batterisk/study/map/drawing.hpp"

#include <string>
#include <string_view>

/// Drawings as SVG in millimetres. Numbers have at most 3 decimals; the bytes depend on the drawing only, not on the
/// locale.
namespace batterisk::study::svg {

/// A file of its own.
[[nodiscard]] std::string file(const Drawing& drawing);

/// An element of a page; `prefix` stands before each id, so that those of two pictures do not meet.
[[nodiscard]] std::string element(const Drawing& drawing, std::string_view prefix = "");

/// "12.5", "-0.125", "3": rounded to a thousandth, without trailing zeros.
[[nodiscard]] std::string number(double value);

/// Text for content and attributes: & < > " ' as entities; control characters become a space, what is no
/// character of XML 1.0 or no UTF-8 becomes U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace batterisk::study::svg
