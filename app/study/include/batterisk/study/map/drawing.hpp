#pragma once

#include "batterisk/study/text/texts.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// A drawing as plain values: what is drawn, where and how. `study::svg` writes it, app/render paints it. Lengths are
/// millimetres on the sheet, y downward. Colours are "#rgb" or "#rrggbb"; they and patterns outlive the drawing.
namespace batterisk::study::drawing {

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

/// Straight from point to point.
struct Line {
  std::vector<Point> points;
  bool closed = true;
};

/// What closed lines wind around is inside (non-zero).
using Path = std::vector<Line>;

struct RoundedRect {
  Rect rect;
  double radius = 0.0;
};

struct Circle {
  Point centre;
  double radius;
};

/// A path that is drawn several times, as fill, casing and line: SVG holds it once.
struct Outline {
  std::string id;
  Path path;
  std::string zone{};  ///< whose border it is
};

using Form = std::variant<Path, RoundedRect, Circle, std::shared_ptr<const Outline>>;

/// A mark in the middle of a square that repeats: a line through it or a dot.
struct Pattern {
  std::string_view id;
  enum class Mark { Line, Dot } mark;
  double side;      ///< of the square
  double turn_deg;  ///< clockwise, about the origin
  double size;      ///< width of the line, radius of the dot
  std::string_view colour;
  double opacity = 1.0;
  std::string_view ground{};  ///< behind the marks; empty: nothing
};

/// Without a colour or a pattern: no fill.
struct Fill {
  std::string_view colour{};
  double opacity = 1.0;
  const Pattern* pattern = nullptr;
};

/// Without a colour: no line.
struct Pen {
  std::string_view colour{};
  double width = 0.0;
  std::array<double, 4> dashes{};  ///< lengths of dash and gap by turns, up to the first 0
  bool round_joins = false;
  bool round_ends = false;
};

struct Look {
  Fill fill{};
  Pen pen{};
};

using Data = std::vector<std::pair<std::string_view, std::string>>;

/// What only SVG carries: a name, data-... for programs, and what a hand sees that hovers above it.
struct Names {
  std::string id{};
  Data data{};
  std::string title{};
};

struct Shape {
  Form form;
  Look look;
  Names names{};
};

inline constexpr double halo_width = 0.7;

enum class Anchor { Start, Middle, End };

struct TextStyle {
  double size;
  std::string_view colour = "#202020";
  Anchor anchor = Anchor::Start;
  bool bold = false;
  bool halo = false;      ///< a white line of `halo_width` around the letters
  double turn_deg = 0.0;  ///< clockwise, about `at`
};

/// A line of text in DejaVu Sans with its baseline at `at`.
struct Text {
  Point at;
  std::string content;
  TextStyle style;
};

struct Element;

/// Elements that belong together, cut off at the border of `clip`.
struct Group {
  std::string id{};
  std::vector<Element> elements{};
  std::shared_ptr<const Outline> clip{};
  Data data{};
  Point offset{0.0, 0.0};  ///< of all that is in it

  /// Adds an element; an empty group is left out.
  void add(Element element);
};

struct Element : std::variant<Shape, Text, Group> {
  using variant::variant;
};

[[nodiscard]] Path rect_path(const Rect& rect);
[[nodiscard]] Shape line(Point from, Point to, const Pen& pen);
[[nodiscard]] inline Shape rect(const Rect& rect, const Look& look, double radius = 0.0) {
  return {RoundedRect{rect, radius}, look};
}

}  // namespace batterisk::study::drawing

namespace batterisk::study {

/// A whole picture, with its name and what it says for who cannot see it (both or neither).
struct Drawing {
  double width_mm = 0.0;
  double height_mm = 0.0;
  drawing::Group body{};
  Language language = Language::Nl;
  std::string title{};
  std::string description{};
};

}  // namespace batterisk::study
