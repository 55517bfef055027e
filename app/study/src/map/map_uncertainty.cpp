#include "batterisk/study/map/map_layers.hpp"
#include "batterisk/study/map/map_style.hpp"

#include "batterisk/study/run/uncertainty.hpp"

#include <algorithm>

namespace batterisk::study {

using namespace drawing;

Pen uncertain_pen(const Zone& zone, UncertainLine line) {
  const std::string_view colour = zone.level ? map_style::contour(*zone.level).line.colour : map_style::area(*zone.aandachtsgebied).colour;
  switch (line) {
    case UncertainLine::NearlySure: return {colour, 0.18};
    case UncertainLine::Half: return {colour, 0.18, {1.6, 0.8, 0.0, 0.0}};
    case UncertainLine::HardlyEver: return {colour, 0.18, {0.3, 0.6, 0.0, 0.0}};
  }
  return {};
}

// Lines and no fill: one that grows outward would be read as a size.
Group draw_uncertain_lines(MapCanvas& canvas) {
  Group group{"onzekerheid"};
  for (const ZoneUncertainty& zone : canvas.result.onzekerheid->zones) {
    const auto own = std::find_if(canvas.zones.begin(), canvas.zones.end(), [&](const ZoneResult& z) { return z.naam == zone.naam; });
    if (own == canvas.zones.end()) continue;
    const auto index = static_cast<std::size_t>(own - canvas.zones.begin());
    const auto& shown = canvas.content.zones;
    const bool in_view = std::find(shown.begin(), shown.end(), index) != shown.end();
    const auto draw = [&](const MultiPolygon& polygons, UncertainLine line) {
      if (polygons.empty() || !in_view) return;
      canvas.content.uncertain_lines.insert(line);
      group.add(Shape{canvas.view.on_sheet(polygons, canvas.medium.tolerance), {{}, uncertain_pen(own->zone, line)}});
    };
    draw(zone.onder[0], UncertainLine::NearlySure);
    draw(zone.onder[1], UncertainLine::Half);
    if (canvas.result.onzekerheid->instellingen > 1) draw(zone.boven[1], UncertainLine::Half);
    draw(zone.boven[2], UncertainLine::HardlyEver);
  }
  return group;
}

}  // namespace batterisk::study
