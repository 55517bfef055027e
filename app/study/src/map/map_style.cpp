#include "batterisk/study/map/map_style.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace batterisk::study::map_style {
namespace {

using namespace drawing;

constexpr ContourStyle dashed(std::string_view colour, std::string_view casing, double width, double on, double off) {
  return {{casing, width + 0.52, {}, true}, {colour, width, {on * width, off * width}}};
}

// Names of the Atlas Leefomgeving (roze, blauw, geel, groen), 1e-5 .. 1e-8; 1e-6 is the norm and the thickest.
constexpr std::array<ContourStyle, 4> contours{
    dashed("#E145BA", "#fff", 0.52, 2.0, 2.0), dashed("#01155B", "#fff", 0.78, 8.0, 2.0),
    dashed("#F4D41E", "#202020", 0.52, 6.0, 2.0), dashed("#219162", "#fff", 0.52, 2.0, 4.0)};

constexpr AreaStyle fire{"#A31E0E", "B", {"arcering-brand", Pattern::Mark::Line, 2.0, 45.0, 0.18, "#A31E0E", 0.55}};
constexpr AreaStyle explosion{
    "#390576", "E", {"arcering-explosie", Pattern::Mark::Line, 2.0, -45.0, 0.18, "#390576", 0.55}};
constexpr AreaStyle toxic_cloud{
    "#37A2AA", "G", {"arcering-gifwolk", Pattern::Mark::Dot, 2.0, 45.0, 0.24, "#37A2AA", 0.75}};

constexpr Pattern unknown_class{"stippen", Pattern::Mark::Dot, 0.8, 45.0, 0.16, grey, 1.0, "#fff"};

constexpr std::string_view dark = "#26333F";

// A sign whose shapes are `radius` times as large as given, around `centre`.
struct Sign {
  Point centre;
  double radius;
  Group group{};

  [[nodiscard]] Point at(Point p) const { return {centre.x + radius * p.x, centre.y + radius * p.y}; }
  [[nodiscard]] Look filled(std::string_view colour) const { return {{colour}, {"#fff", 0.2 * radius}}; }
  void disc(std::string_view colour) { group.add(Shape{Circle{centre, radius}, filled(colour)}); }
  void shape(std::vector<Point> corners, std::string_view colour) {
    group.add(Shape{path({Line{std::move(corners)}}), filled(colour)});
  }
  void strokes(std::vector<std::vector<Point>> lines, std::string_view colour) {
    Path all;
    for (std::vector<Point>& line : lines) all.push_back({std::move(line), false});
    group.add(Shape{path(std::move(all)), {{}, {colour, 0.36 * radius, {}, true, true}}});
  }

 private:
  [[nodiscard]] Path path(Path path) const {
    for (Line& line : path) {
      for (Point& p : line.points) p = at(p);
    }
    return path;
  }
};

// A question mark without its dot: two thirds of a circle, then bent down to the middle.
std::vector<Point> hook() {
  std::vector<Point> points;
  constexpr int steps = 12;
  for (int i = 0; i <= steps; ++i) {
    const double angle = std::numbers::pi * (1.0 + 4.0 / 3.0 * i / steps);
    points.push_back({0.3 * std::cos(angle), -0.3 + 0.3 * std::sin(angle)});
  }
  points.insert(points.end(), {{0.084, 0.01}, {0.038, 0.07}, {0.009, 0.14}, {0.0, 0.22}});
  return points;
}

}  // namespace

const ContourStyle& contour(PlaatsgebondenRisico level) {
  const auto decade = static_cast<int>(std::lround(-std::log10(level.per_year())));
  return contours[static_cast<std::size_t>(std::clamp(decade - 5, 0, 3))];
}

const AreaStyle& area(Aandachtsgebied soort) {
  switch (soort) {
    case Aandachtsgebied::Brand:
      return fire;
    case Aandachtsgebied::Explosie:
      return explosion;
    case Aandachtsgebied::Gifwolk:
      break;
  }
  return toxic_cloud;
}

Look building(Kwetsbaarheid klasse, bool planned) {
  const auto look = [planned](Fill fill, std::string_view line) {
    return Look{fill, {line, 0.13, planned ? std::array{0.8, 0.5, 0.0, 0.0} : std::array<double, 4>{}}};
  };
  switch (klasse) {
    case Kwetsbaarheid::ZeerKwetsbaar:
      return look({dark}, dark);
    case Kwetsbaarheid::Kwetsbaar:
      return look({"#708599"}, dark);
    case Kwetsbaarheid::BeperktKwetsbaar:
      return look({"#C0CCD7"}, dark);
    case Kwetsbaarheid::Geen:
      return look({"#F0EEEA"}, "#8C8C8C");
    case Kwetsbaarheid::Onbekend:
      break;
  }
  return look({{}, 1.0, &unknown_class}, dark);
}

std::string_view verdict_colour(Oordeel oordeel) {
  switch (oordeel) {
    case Oordeel::VoldoetNiet:
      return "#B00020";
    case Oordeel::AfwegingNodig:
      return "#E08A00";
    case Oordeel::Voldoet:
      return "#2E7D32";
    case Oordeel::NietVanToepassing:
      return "#BDBDBD";
    case Oordeel::Onbepaald:
      break;
  }
  return grey;
}

Pen verdict_outline(Oordeel oordeel, double scale) {
  const double width = std::clamp(0.45 * 2500.0 / scale, 0.15, 0.45);
  Pen pen{verdict_colour(oordeel), oordeel == Oordeel::VoldoetNiet ? 1.3 * width : width, {}, true};
  if (oordeel == Oordeel::Onbepaald) pen.dashes = {1.0, 0.6};
  return pen;
}

Group verdict_sign(Oordeel oordeel, Point centre, double radius) {
  Sign sign{centre, radius};
  const std::string_view colour = verdict_colour(oordeel);
  switch (oordeel) {
    case Oordeel::VoldoetNiet:
      sign.disc(colour);
      sign.strokes({{{-0.42, -0.42}, {0.42, 0.42}}, {{0.42, -0.42}, {-0.42, 0.42}}}, "#fff");
      break;
    case Oordeel::AfwegingNodig:
      sign.shape({{0.0, -1.15}, {1.15, 0.0}, {0.0, 1.15}, {-1.15, 0.0}}, colour);
      sign.strokes({{{0.0, -0.6}, {0.0, 0.12}}, {{0.0, 0.55}, {0.0, 0.56}}}, ink);
      break;
    case Oordeel::Voldoet:
      sign.disc(colour);
      sign.strokes({{{-0.45, 0.02}, {-0.12, 0.38}, {0.48, -0.34}}}, "#fff");
      break;
    case Oordeel::NietVanToepassing:
      sign.disc(colour);
      sign.strokes({{{-0.45, 0.0}, {0.45, 0.0}}}, ink);
      break;
    case Oordeel::Onbepaald:
      sign.shape({{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}}, "#616161");
      sign.strokes({hook(), {{0.0, 0.58}, {0.0, 0.59}}}, "#fff");
      break;
  }
  return std::move(sign.group);
}

Group tag(const Rect& box, std::string_view content, std::string_view colour, double size) {
  Group group;
  group.add(rect(box, {{"#fff"}, {colour, 0.4}}, 0.9));
  group.add(Text{{box.centre().x, box.centre().y + 0.36 * size},
                 std::string{content},
                 {.size = size, .anchor = Anchor::Middle, .bold = true}});
  return group;
}

Group source_sign(Point centre) {
  const Path cross{{{{centre.x - 1.7, centre.y}, {centre.x + 1.7, centre.y}}, false},
                   {{{centre.x, centre.y - 1.7}, {centre.x, centre.y + 1.7}}, false}};
  Group group;
  group.add(Shape{cross, {{}, {"#fff", 0.8}}});
  group.add(Shape{Circle{centre, 1.0}, {{"#fff"}, {ink, 0.3}}});
  group.add(Shape{cross, {{}, {ink, 0.3}}});
  return group;
}

Group locator(Point centre, double radius) {
  Group group;
  group.add(Shape{Circle{centre, radius}, {{}, {"#fff", 0.8}}});
  group.add(Shape{Circle{centre, radius}, {{}, {ink, 0.3}}});
  return group;
}

}  // namespace batterisk::study::map_style
