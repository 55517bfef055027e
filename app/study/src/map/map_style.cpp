#include "map/map_style.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace batterisk::study::map_style {
namespace {

// Names of the Atlas Leefomgeving (roze, blauw, geel, groen), 1e-5 .. 1e-8; 1e-6 is the norm and the
// thickest.
constexpr std::array<ContourStyle, 4> contours{{{"#E145BA", "#fff", 0.52, 2.0, 2.0},
                                                {"#01155B", "#fff", 0.78, 8.0, 2.0},
                                                {"#F4D41E", "#202020", 0.52, 6.0, 2.0},
                                                {"#219162", "#fff", 0.52, 2.0, 4.0}}};

constexpr AreaStyle fire{"#A31E0E", "B", "arcering-brand"};
constexpr AreaStyle explosion{"#390576", "E", "arcering-explosie"};
constexpr AreaStyle toxic_cloud{"#37A2AA", "G", "arcering-gifwolk"};

std::string attribute(std::string_view name, std::string_view value) {
  return std::string{name}.append("=\"").append(value).append("\" ");
}

std::string pattern(const AreaStyle& style, std::string_view turn, std::string_view content) {
  return "<pattern id=\"" + std::string{style.hatch} +
         "\" width=\"2\" height=\"2\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(" +
         std::string{turn} + ")\">" + std::string{content} + "</pattern>\n";
}

std::string strokes(const AreaStyle& style) {
  return "<path d=\"M0 1h2\" stroke=\"" + std::string{style.colour} +
         "\" stroke-width=\"0.18\" stroke-opacity=\"0.55\"/>";
}

std::string circle(svg::Point centre, double radius, std::string_view attributes) {
  return "<circle cx=\"" + svg::number(centre.x) + "\" cy=\"" + svg::number(centre.y) + "\" r=\"" +
         svg::number(radius) + "\" " + std::string{attributes} + "/>\n";
}

std::string path_at(svg::Point centre, double scale, std::string_view data, std::string_view attributes) {
  return "<path transform=\"translate(" + svg::number(centre.x) + " " + svg::number(centre.y) + ") scale(" +
         svg::number(scale) + ")\" d=\"" + std::string{data} + "\" " + std::string{attributes} + "/>\n";
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

std::string patterns() {
  return pattern(fire, "45", strokes(fire)) + pattern(explosion, "-45", strokes(explosion)) +
         pattern(toxic_cloud, "45",
                 "<circle cx=\"1\" cy=\"1\" r=\"0.24\" fill=\"" + std::string{toxic_cloud.colour} +
                     "\" fill-opacity=\"0.75\"/>") +
         "<pattern id=\"stippen\" width=\"0.8\" height=\"0.8\" patternUnits=\"userSpaceOnUse\" "
         "patternTransform=\"rotate(45)\"><path d=\"M0 0h.8v.8h-.8z\" fill=\"#fff\"/>"
         "<circle cx=\"0.4\" cy=\"0.4\" r=\"0.16\" fill=\"#808080\"/></pattern>\n";
}

BuildingStyle building_style(Kwetsbaarheid klasse) {
  switch (klasse) {
    case Kwetsbaarheid::ZeerKwetsbaar:
      return {"#26333F", "#26333F"};
    case Kwetsbaarheid::Kwetsbaar:
      return {"#708599", "#26333F"};
    case Kwetsbaarheid::BeperktKwetsbaar:
      return {"#C0CCD7", "#26333F"};
    case Kwetsbaarheid::Geen:
      return {"#F0EEEA", "#8C8C8C"};
    case Kwetsbaarheid::Onbekend:
      break;
  }
  return {"", "#26333F"};
}

std::string building(Kwetsbaarheid klasse, bool planned) {
  const BuildingStyle style = building_style(klasse);
  return attribute("fill", style.fill.empty() ? "url(#stippen)" : style.fill) + attribute("stroke", style.line) +
         attribute("stroke-width", "0.13") + (planned ? attribute("stroke-dasharray", "0.8 0.5") : "");
}

std::string own_building() {
  return attribute("fill", "#fff") + attribute("stroke", grey) + attribute("stroke-width", "0.18");
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

std::string verdict_outline(Oordeel oordeel, double scale) {
  const double width = std::clamp(0.45 * 2500.0 / scale, 0.15, 0.45);
  std::string out =
      "fill=\"none\" stroke-linejoin=\"round\" " + attribute("stroke", verdict_colour(oordeel)) +
      attribute("stroke-width", svg::number(oordeel == Oordeel::VoldoetNiet ? 1.3 * width : width));
  if (oordeel == Oordeel::Onbepaald) out += attribute("stroke-dasharray", "1 0.6");
  return out;
}

std::string verdict_sign(Oordeel oordeel, svg::Point centre, double radius) {
  const std::string filled =
      attribute("fill", verdict_colour(oordeel)) + "stroke=\"#fff\" stroke-width=\"0.2\"";
  const auto stroke = [](std::string_view colour) {
    return "fill=\"none\" stroke-width=\"0.36\" stroke-linecap=\"round\" stroke-linejoin=\"round\" " +
           attribute("stroke", colour);
  };
  switch (oordeel) {
    case Oordeel::VoldoetNiet:
      return circle(centre, radius, filled) +
             path_at(centre, radius, "M-.42-.42l.84.84m0-.84l-.84.84", stroke("#fff"));
    case Oordeel::AfwegingNodig:
      return path_at(centre, radius, "M0-1.15L1.15 0 0 1.15-1.15 0z", filled) +
             path_at(centre, radius, "M0-.6V.12M0 .55v.01", stroke(ink));
    case Oordeel::Voldoet:
      return circle(centre, radius, filled) +
             path_at(centre, radius, "M-.45 .02l.33.36.6-.72", stroke("#fff"));
    case Oordeel::NietVanToepassing:
      return circle(centre, radius, filled) + path_at(centre, radius, "M-.45 0h.9", stroke(ink));
    case Oordeel::Onbepaald:
      break;
  }
  return path_at(centre, radius, "M-.9-.9h1.8v1.8h-1.8z",
                 "fill=\"#616161\" stroke=\"#fff\" stroke-width=\"0.2\"") +
         path_at(centre, radius, "M-.3-.3a.3.3 0 1 1 .45.26Q0 .05 0 .22M0 .58v.01", stroke("#fff"));
}

std::string tag(const svg::Rect& box, std::string_view content, std::string_view colour, double size) {
  return svg::rect(box, "rx=\"0.9\" fill=\"#fff\" stroke-width=\"0.4\" " + attribute("stroke", colour)) +
         svg::text({box.centre().x, box.centre().y + 0.36 * size}, content,
                   {.size = size, .anchor = "middle", .bold = true});
}

std::string source_sign(svg::Point centre) {
  const std::string cross = "M-1.7 0h3.4M0-1.7v3.4";
  return path_at(centre, 1.0, cross, "fill=\"none\" stroke=\"#fff\" stroke-width=\"0.8\"") +
         circle(centre, 1.0, "fill=\"#fff\" stroke=\"#202020\" stroke-width=\"0.3\"") +
         path_at(centre, 1.0, cross, "fill=\"none\" stroke=\"#202020\" stroke-width=\"0.3\"");
}

std::string locator(svg::Point centre, double radius) {
  return circle(centre, radius, "fill=\"none\" stroke=\"#fff\" stroke-width=\"0.8\"") +
         circle(centre, radius, "fill=\"none\" stroke=\"#202020\" stroke-width=\"0.3\"");
}

}  // namespace batterisk::study::map_style
