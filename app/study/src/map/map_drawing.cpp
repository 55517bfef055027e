#include "batterisk/study/map/map_drawing.hpp"

#include "batterisk/study/map/letters.hpp"
#include "batterisk/study/map/map_furniture.hpp"
#include "batterisk/study/map/map_legend.hpp"
#include "batterisk/study/map/map_style.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/study/run/summary.hpp"

#include <cmath>
#include <numeric>
#include <stdexcept>

namespace batterisk::study {
namespace {

using namespace drawing;

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

bool shows(MapSubject subject, const Zone& zone) {
  switch (subject) {
    case MapSubject::Alles:
      return true;
    case MapSubject::PlaatsgebondenRisico:
      return zone.level.has_value();
    case MapSubject::Brand:
      return zone.aandachtsgebied == Aandachtsgebied::Brand;
    case MapSubject::Explosie:
      return zone.aandachtsgebied == Aandachtsgebied::Explosie;
    case MapSubject::Gifwolk:
      break;
  }
  return zone.aandachtsgebied == Aandachtsgebied::Gifwolk;
}

MapView view_of(const StudyResult& result, const Rect& frame, MapSubject subject, std::optional<double> asked) {
  const Box sources = source_box(result.dossier);
  const Box all = map_box(result, subject);
  const double scale = usual_scale(all, frame);
  // A closer look than fits is a look at the sources.
  const Box& shown = asked && *asked < scale ? sources : all;
  return {frame, {(shown.min.x + shown.max.x) / 2.0, (shown.min.y + shown.max.y) / 2.0}, asked.value_or(scale)};
}

void check(const MapOptions& options) {
  const auto at_least = [](double value, double least) { return std::isfinite(value) && value >= least; };
  if (!at_least(options.width_mm, 180.0) || !at_least(options.height_mm, 150.0)) {
    throw std::invalid_argument{"map_drawing: the sheet must be at least 180 x 150 mm"};
  }
  if (options.scale && !(std::isfinite(*options.scale) && *options.scale > 0.0)) {
    throw std::invalid_argument{"map_drawing: the scale must be a positive number"};
  }
}

// What the frame shows, from the ground up. Fills lie below the buildings, so that these keep the colours of the
// legend.
Group map_body(MapCanvas& canvas, MapSubject subject) {
  for (std::size_t i = 0; i < canvas.zones.size(); ++i) {
    if (shows(subject, canvas.zones[i].zone)) note_zone(canvas.zones[i], i, canvas.box, canvas.content);
  }
  make_outlines(canvas);
  const std::vector<JudgedBuilding> judged = judged_buildings(canvas.result);
  Group body{"kaart"};
  body.clip = std::make_shared<const Outline>(Outline{"kader", rect_path(canvas.view.frame)});
  body.add(map_grid(canvas.view).crosses);
  Group fills = draw_area_fills(canvas);
  if (canvas.content.veil) {
    fills.clip = std::make_shared<const Outline>(Outline{"bekend", rect_path(canvas.view.on_sheet(canvas.known))});
  }
  body.add(fills);
  body.add(draw_parcels(canvas));
  body.add(draw_buildings(canvas));
  body.add(draw_veil(canvas));
  if (canvas.content.veil) {
    fills.id = "aandachtsgebieden-onbekend";
    fills.clip = std::make_shared<const Outline>(Outline{"onbekend", unknown_ground(canvas)});
    body.add(fills);
  }
  body.add(draw_area_outlines(canvas));
  body.add(draw_verdict_outlines(canvas, judged));
  body.add(draw_sites(canvas));
  if (canvas.result.onzekerheid) body.add(draw_uncertain_lines(canvas));
  body.add(draw_contours(canvas));
  SourceLayer sources = draw_sources(canvas);
  const Group names = draw_names(canvas, sources);
  body.add(std::move(sources.signs));
  body.add(draw_verdict_signs(canvas, judged));
  ZoneLabels labels = draw_zone_labels(canvas);
  body.add(std::move(labels.leaders));
  if (const auto& panden = canvas.result.surroundings.panden) {
    std::vector<std::uint32_t> all(panden->size());
    std::iota(all.begin(), all.end(), 0U);
    body.add(draw_addresses(canvas, all));
  }
  if (canvas.content.parcels) {
    std::vector<std::uint32_t> all(canvas.result.surroundings.percelen->size());
    std::iota(all.begin(), all.end(), 0U);
    body.add(draw_parcel_numbers(canvas, all));
  }
  body.add(names);
  body.add(std::move(labels.tags));
  return body;
}

}  // namespace

Box map_box(const StudyResult& result, MapSubject subject) {
  Box all = source_box(result.dossier);
  for (const ZoneResult& zone : result.zones) {
    if (shows(subject, zone.zone)) add(all, bounds(zone.polygons));
  }
  return all;
}

Drawing map_drawing(const StudyResult& result, const MapOptions& options) {
  check(options);
  constexpr double margin = 4.0;
  constexpr double column = 66.0;  // legend
  constexpr double gap = 4.0;
  constexpr double numbers = 3.4;  // of the grid, left of the map and below it
  constexpr double scale_height = 21.0;
  const double width = options.width_mm;
  const double height = options.height_mm;
  const double inner = width - 2.0 * margin;
  const Language language = options.language;

  MapBlock header = options.head ? map_header(result, {margin, margin, inner, 0.0}, language) : MapBlock{{}, 0.0};
  const double top = margin + header.height;
  const double footer_top = height - margin - map_footer(result, 1.0, {margin, 0.0}, inner, language).height;
  const Rect frame{margin + numbers, top, inner - numbers - gap - column, footer_top - 1.5 - numbers - top};
  const Rect side{frame.right() + gap, top, column, frame.height};
  const MapView view = view_of(result, frame, options.subject, options.scale);
  MapCanvas canvas = map_canvas(result, view, paper, frame, language);

  Drawing drawing{width,
                  height,
                  {},
                  language,
                  letters::clipped(result.dossier.name, 400.0, 5.0),
                  verdict_sentence(result, language)};
  Group& sheet = drawing.body;
  sheet.add(rect({0.0, 0.0, width, height}, {{"#fff"}}));
  sheet.add(std::move(header.body));
  sheet.add(map_body(canvas, options.subject));
  sheet.add(rect(frame, {{}, {map_style::ink, 0.3}}));
  sheet.add(map_grid(view).numbers);
  const std::vector<LegendEntry> legend = legend_entries(result, canvas.content, column, language);
  sheet.add(draw_legend(legend, {side.x, side.y}, column,
                        std::min(4.7, (side.height - scale_height - 2.0) / std::max(legend_lines(legend), 1.0))));
  const double scale_top = side.bottom() - scale_height;
  sheet.add(line({side.x, scale_top}, {side.right(), scale_top}, {"#BDBDBD", 0.2}));
  sheet.add(
      map_scale(1000.0 / view.scale, scale_text(view.scale, language), {side.x, scale_top + 3.0}, column, language));
  sheet.add(map_footer(result, view.scale, {margin, footer_top}, inner, language).body);
  return drawing;
}

}  // namespace batterisk::study
