#include "batterisk/siting/siting_output.hpp"

#include "names.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/study/map/letters.hpp"
#include "batterisk/study/map/map_furniture.hpp"
#include "batterisk/study/map/map_layers.hpp"
#include "batterisk/study/map/map_style.hpp"
#include "batterisk/study/run/objects.hpp"
#include "batterisk/study/text/texts.hpp"

#include <utility>

#include <fmt/format.h>

namespace batterisk::siting {
namespace {

using namespace study;
using namespace study::drawing;

constexpr Pattern unknown_dots{"niet-te-zeggen", Pattern::Mark::Dot, 1.6, 45.0, 0.3, "#616161"};
constexpr Look free_look{{"#43A047", 0.45}, {"#1B5E20", 0.35}};
constexpr Look unknown_look{{"", 1.0, &unknown_dots}, {"#616161", 0.25}};
constexpr Look excluded_look{{"#E53935", 0.10}, {}};
constexpr Look fits_look{{}, {"#202020", 0.2, {1.0, 0.6}}};
constexpr Look lane_look{{"#90A4AE", 0.35}, {}};
constexpr Look first_look{{"#fff"}, {"#202020", 0.3}};
constexpr Look place_look{{"#202020"}, {"#fff", 0.2}};

drawing::Shape area_shape(const MapView& view, const MultiPolygon& area, const Look& look, std::string id) {
  return {view.on_sheet(area, 0.005), look, {std::move(id), {}, {}}};
}

// An area on the map and in the legend.
struct Part {
  MultiPolygon area;
  Look look;
  std::string id;
  std::string words;
};

struct Entry {
  Look look;
  std::string words;
};

// What a map of a plot says beside what lies around.
struct PlotMap {
  std::string plot;
  std::string title;
  std::string line;          // below the title
  std::string description;
  std::vector<BatteryUnit> units;
  std::vector<Part> parts;   // from below
  std::string units_words;
  std::optional<RdPoint> dot;
};

Drawing drawn(const SitingResult& result, const PlotMap& map, Language language) {
  const bool nl = language == Language::Nl;
  // What is around the plot is drawn as on the map of a study, without zones and verdicts.
  StudyResult base;
  base.dossier = result.dossier;
  base.rules = result.rules;
  base.surroundings = result.surroundings;
  base.dossier.units = map.units;
  if (base.surroundings.panden) {
    for (std::size_t i = 0; i < base.surroundings.panden->size(); ++i) {
      PandResult pand;
      pand.pand = i;
      pand.klassering = standing_facts(result.dossier, (*base.surroundings.panden)[i], *result.rules).klassering;
      base.panden.push_back(std::move(pand));
    }
  }
  constexpr double width = 277.0;
  constexpr double height = 190.0;
  constexpr double margin = 4.0;
  constexpr double head = 14.0;
  constexpr double column = 66.0;
  const Rect frame{margin + 3.4, margin + head, width - 2.0 * margin - column - 8.0, height - 2.0 * margin - head - 6.0};
  Box all;
  for (const Site& site : result.dossier.sites) {
    if (site.id != map.plot) continue;
    const Box plot = bounds(site.boundary.outer);
    const double around = 0.25 * std::max(plot.max.x - plot.min.x, plot.max.y - plot.min.y);
    all.add({plot.min.x - around, plot.min.y - around});
    all.add({plot.max.x + around, plot.max.y + around});
  }
  const MapView view{frame, {(all.min.x + all.max.x) / 2.0, (all.min.y + all.max.y) / 2.0}, usual_scale(all, frame)};
  MapCanvas canvas = map_canvas(base, view, paper, frame, language);

  Group body{"kaart"};
  body.clip = std::make_shared<const Outline>(Outline{"kader", rect_path(frame)});
  body.add(map_grid(view).crosses);
  body.add(draw_parcels(canvas));
  body.add(draw_buildings(canvas));
  body.add(draw_veil(canvas));
  for (const Part& part : map.parts) body.add(area_shape(view, part.area, part.look, part.id));
  body.add(draw_sites(canvas));
  body.add(draw_sources(canvas).signs);
  if (map.dot) {
    const auto [at_x, at_y] = view.on_sheet(*map.dot);
    body.add(rect({at_x - 0.6, at_y - 0.6, 1.2, 1.2}, first_look, 0.6));
  }

  Drawing drawing{width, height, {}, language, result.dossier.name, map.description};
  Group& sheet = drawing.body;
  sheet.add(rect({0.0, 0.0, width, height}, {{"#fff"}}));
  sheet.add(Text{{margin, margin + 5.0}, letters::clipped(map.title, width - 2 * margin, 5.0, true),
                 {5.0, map_style::ink, Anchor::Start, true}});
  sheet.add(Text{{margin, margin + 10.5}, map.line, {3.2}});
  sheet.add(std::move(body));
  sheet.add(rect(frame, {{}, {map_style::ink, 0.3}}));
  sheet.add(map_grid(view).numbers);
  std::vector<Entry> entries;
  const auto explain = [&](bool shown, const Look& look, std::string words) {
    if (shown) entries.push_back({look, std::move(words)});
  };
  for (auto part = map.parts.rbegin(); part != map.parts.rend(); ++part) explain(!part->area.empty(), part->look, part->words);
  explain(!map.units.empty(), place_look, map.units_words);
  for (const Kwetsbaarheid klasse : canvas.content.classes) {
    explain(true, map_style::building(klasse, false), kwetsbaarheid_word(klasse, language));
  }
  explain(canvas.content.own_buildings, map_style::own_building, nl ? "op eigen terrein" : "on the site itself");
  double y = frame.y + 4.0;
  const double x = frame.right() + 4.0;
  for (const Entry& entry : entries) {
    sheet.add(rect({x, y - 3.0, 7.0, 4.0}, entry.look));
    for (const std::string& line : letters::wrapped(entry.words, column - 10.0, 3.0, 3)) {
      sheet.add(Text{{x + 9.0, y}, line, {3.0}});
      y += 4.2;
    }
    y += 1.6;
  }
  sheet.add(map_scale(1000.0 / view.scale, scale_text(view.scale, language), {x, frame.bottom() - 18.0}, column, language));
  return drawing;
}

}  // namespace

Drawing siting_map(const SitingResult& result, std::size_t index, Language language) {
  const bool nl = language == Language::Nl;
  const Ruimte& ruimte = result.ruimten.at(index);
  MultiPolygon excluded;
  for (const Belemmering& b : ruimte.belemmeringen) {
    if (b.oordeel != Oordeel::Onbepaald) excluded.insert(excluded.end(), b.vlak.begin(), b.vlak.end());
  }
  PlotMap map;
  map.plot = ruimte.locatie;
  map.title = fmt::format("{}: {}, {:.0f}°", result.dossier.name, ruimte.locatie, degrees(ruimte.draaiing));
  map.description = nl ? fmt::format("Waar de eerste eenheid mag staan: {:.0f} m2 van {:.0f} m2.", area_m2(ruimte.mogelijk), area_m2(ruimte.passend))
                       : fmt::format("Where the first unit may stand: {:.0f} m2 of {:.0f} m2.", area_m2(ruimte.mogelijk), area_m2(ruimte.passend));
  map.line = fmt::format("{} {}. {}", nl ? "Doel:" : "Goal:", to_string(result.gezocht.doel), map.description);
  if (ruimte.plaats) {
    map.units = at_place(result.dossier, ruimte.plaats->punt, ruimte.draaiing).units;
    map.dot = ruimte.plaats->punt;
  }
  map.units_words = nl ? "voorgestelde plaats, berekend; de stip is de eerste eenheid" : "proposed place, computed; the dot is the first unit";
  map.parts = {{std::move(excluded), excluded_look, "belemmering", nl ? "uitgesloten" : "excluded"},
               {ruimte.onbekend, unknown_look, "onbekend", nl ? "niet te zeggen" : "cannot be said"},
               {ruimte.mogelijk, free_look, "mogelijk", nl ? "hier mag de eerste eenheid staan" : "the first unit may stand here"},
               {ruimte.passend, fits_look, "passend", nl ? "hier past de opstelling op het terrein" : "the layout fits on the plot here"}};
  return drawn(result, map, language);
}

Drawing capacity_map(const CapacityResult& result, std::size_t index, Language language) {
  const bool nl = language == Language::Nl;
  const Opstelling& found = result.opstellingen.at(index);
  PlotMap map;
  map.plot = found.locatie;
  map.title = fmt::format("{}: {}", result.ruimten.dossier.name, found.locatie);
  const std::string energy = decimal(found.energie_mwh, 1, language);
  map.description = nl ? fmt::format("{} eenheden, {} MWh; geen opstelling heeft er meer dan {}.", found.eenheden.size(), energy, found.bovengrens.aantal)
                       : fmt::format("{} units, {} MWh; no layout has more than {}.", found.eenheden.size(), energy, found.bovengrens.aantal);
  map.line = fmt::format("{} {}. {}", nl ? "Doel:" : "Goal:", to_string(result.ruimten.gezocht.doel), map.description);
  map.units = found.eenheden;
  map.units_words = nl ? "eenheid van de opstelling, berekend" : "unit of the layout, computed";
  map.parts = {{found.rijstrook, lane_look, "rijstrook", nl ? "waar de rijstrook kan lopen" : "where the lane can run"}};
  return drawn(result.ruimten, map, language);
}

}  // namespace batterisk::siting
