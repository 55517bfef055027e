#include "batterisk/study/map/map_svg.hpp"

#include "map/map_content.hpp"
#include "map/map_furniture.hpp"
#include "map/map_style.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/study/run/summary.hpp"

#include <cmath>
#include <stdexcept>

namespace batterisk::study {
namespace {

void add(Box& box, const Box& part) {
  if (part.empty()) return;
  box.add(part.min);
  box.add(part.max);
}

// Sites, units and places of scenarios.
Box source_box(const Dossier& dossier) {
  Box box;
  for (const Site& site : dossier.sites) add(box, bounds(site.boundary.outer));
  for (const BatteryUnit& unit : dossier.units) add(box, bounds(footprint(unit)));
  for (const UserScenario& scenario : dossier.scenarios) box.add(scenario.position);
  return box;
}

MapView view_of(const StudyResult& result, const svg::Rect& frame, MapSubject subject, std::optional<double> asked) {
  const Box sources = source_box(result.dossier);
  Box all = sources;
  for (const ZoneResult& zone : result.zones) {
    if (shows(subject, zone.zone)) add(all, bounds(zone.polygons));
  }
  const double scale = usual_scale(all, frame);
  // A closer look than fits is a look at the sources.
  const Box& shown = asked && *asked < scale ? sources : all;
  return {
      frame, {(shown.min.x + shown.max.x) / 2.0, (shown.min.y + shown.max.y) / 2.0}, asked.value_or(scale)};
}

void check(const MapOptions& options) {
  const auto at_least = [](double value, double least) { return std::isfinite(value) && value >= least; };
  if (!at_least(options.width_mm, 180.0) || !at_least(options.height_mm, 150.0)) {
    throw std::invalid_argument{"map_svg: the sheet must be at least 180 x 150 mm"};
  }
  if (options.scale && !(std::isfinite(*options.scale) && *options.scale > 0.0)) {
    throw std::invalid_argument{"map_svg: the scale must be a positive number"};
  }
}

}  // namespace

std::string map_svg(const StudyResult& result, const MapOptions& options) {
  check(options);
  constexpr double margin = 4.0;
  constexpr double column = 66.0;  // legend
  constexpr double gap = 4.0;
  constexpr double numbers = 3.4;  // of the grid, left of the map and below it
  constexpr double scale_height = 21.0;
  const double width = options.width_mm;
  const double height = options.height_mm;
  const double inner = width - 2.0 * margin;

  const MapBlock header =
      options.head ? map_header(result, {margin, margin, inner, 0.0}, options.language) : MapBlock{"", 0.0};
  const double top = margin + header.height;
  const double footer = map_footer(result, 1.0, {margin, 0.0}, inner, options.language).height;
  const double footer_top = height - margin - footer;
  const svg::Rect frame{margin + numbers, top, inner - numbers - gap - column,
                        footer_top - 1.5 - numbers - top};
  const svg::Rect side{frame.right() + gap, top, column, frame.height};
  const MapView view = view_of(result, frame, options.subject, options.scale);
  const MapContent content = map_content(result, view, options.subject, options.language);
  const MapGrid grid = map_grid(view);

  std::string out;
  out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out +=
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" +
      svg::number(width) + "mm\" height=\"" + svg::number(height) + "mm\" viewBox=\"0 0 " +
      svg::number(width) + " " + svg::number(height) + "\" xml:lang=\"" +
      (options.language == Language::Nl ? "nl" : "en") +
      "\" role=\"img\" aria-labelledby=\"titel oordeel\" font-family=\"DejaVu Sans, Arial, sans-serif\">\n";
  out += "<title id=\"titel\">" + svg::escaped(svg::clipped(result.dossier.name, 400.0, 5.0)) + "</title>\n";
  out += "<desc id=\"oordeel\">" + svg::escaped(verdict_sentence(result, options.language)) + "</desc>\n";
  out += "<defs>\n<clipPath id=\"kader\">" + svg::rect(frame, "") + "</clipPath>\n" + map_style::patterns() +
         content.defs + "</defs>\n";
  out += svg::rect({0.0, 0.0, width, height}, "fill=\"#fff\"");
  out += header.body;
  out += "<g id=\"kaart\" clip-path=\"url(#kader)\">\n" + grid.crosses + content.body + "</g>\n";
  out += svg::rect(frame, "fill=\"none\" stroke=\"#202020\" stroke-width=\"0.3\"");
  out += "<g id=\"coordinaten\">\n" + grid.numbers + "</g>\n";
  out += map_legend(result, content, {side.x, side.y, side.width, side.height - scale_height - 2.0},
                    options.language);
  out += map_scale(view, {side.x, side.bottom() - scale_height, side.width, scale_height}, options.language);
  out += map_footer(result, view.scale, {margin, footer_top}, inner, options.language).body;
  out += "</svg>\n";
  return out;
}

}  // namespace batterisk::study
