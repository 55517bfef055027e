#include "map/map_canvas.hpp"
#include "map/map_style.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace batterisk::study {
namespace {

// Worst first, then most vulnerable, then nearest: what has room for a sign gets it in this order.
void sort_by_weight(std::vector<JudgedBuilding>& judged, const std::vector<Oordeel>& worst_first) {
  const auto rank = [&worst_first](Oordeel o) {
    return std::find(worst_first.begin(), worst_first.end(), o) - worst_first.begin();
  };
  std::stable_sort(judged.begin(), judged.end(), [&rank](const JudgedBuilding& a, const JudgedBuilding& b) {
    if (a.oordeel != b.oordeel) return rank(a.oordeel) < rank(b.oordeel);
    if (a.found->klassering.klasse != b.found->klassering.klasse) {
      return a.found->klassering.klasse > b.found->klassering.klasse;
    }
    return a.found->afstand_m < b.found->afstand_m;
  });
}

// Units that are too small to see and stand together: one ring and one name for all of them.
struct Locator {
  svg::Rect centres;  // around the centres of the units
  const std::string* first;
  const std::string* last;

  [[nodiscard]] double radius() const { return 1.6 + std::hypot(centres.width, centres.height) / 2.0; }
};

void add_locator(std::vector<Locator>& locators, svg::Point at, const std::string& id) {
  constexpr double together = 6.0;
  const auto near = [at](const Locator& l) {
    return at.x > l.centres.x - together && at.x < l.centres.right() + together &&
           at.y > l.centres.y - together && at.y < l.centres.bottom() + together;
  };
  const auto known = std::find_if(locators.begin(), locators.end(), near);
  if (known == locators.end()) {
    locators.push_back({{at.x, at.y, 0.0, 0.0}, &id, &id});
    return;
  }
  const svg::Rect old = known->centres;
  const double left = std::min(old.x, at.x);
  const double top = std::min(old.y, at.y);
  known->centres = {left, top, std::max(old.right(), at.x) - left, std::max(old.bottom(), at.y) - top};
  known->last = &id;
}

}  // namespace

void draw_parcels(MapCanvas& canvas) {
  if (!canvas.result.surroundings.percelen) return;
  std::string data;
  for (const Perceel& perceel : *canvas.result.surroundings.percelen) {
    if (border_in(perceel.vlak, canvas.box)) data += canvas.path_data(perceel.vlak);
  }
  if (data.empty()) return;
  canvas.content.parcels = true;
  canvas.content.body += "<path id=\"percelen\" fill=\"none\" stroke=\"" + std::string{map_style::parcel} +
                         "\" stroke-width=\"" + svg::number(map_style::parcel_width) + "\" d=\"" + data +
                         "\"/>\n";
}

void draw_parcel_numbers(MapCanvas& canvas) {
  if (!canvas.content.parcels || canvas.view.scale >= 2500.0) return;
  constexpr double size = 1.6;
  std::string out;
  for (const Perceel& perceel : *canvas.result.surroundings.percelen) {
    if (!canvas.visible(perceel.vlak)) continue;
    const std::string& whole = perceel.kadastrale_aanduiding;
    const std::string text = svg::clipped(whole.substr(whole.find_last_of('-') + 1), 15.0, size);
    const RdPoint point = point_inside(perceel.vlak.front());
    const svg::Point at = canvas.view.on_sheet(point);
    const double width = svg::text_width(text, size);
    const svg::Rect room{at.x - width / 2.0, at.y - size / 2.0, width, size};
    if (text.empty() || !canvas.known.contains(Box{point, point}) || !canvas.placer.free(room)) continue;
    if (canvas.view.on_sheet(bounds(perceel.vlak)).width < width + 1.0) continue;
    canvas.placer.take(room);
    canvas.content.parcel_numbers = true;
    out += "<text x=\"" + svg::number(at.x) + "\" y=\"" + svg::number(at.y + 0.36 * size) + "\">" +
           svg::escaped(text) + "</text>\n";
  }
  canvas.add_group("perceelnummers",
                   "font-size=\"" + svg::number(size) + "\" text-anchor=\"middle\" fill=\"" +
                       std::string{map_style::parcel_number} + "\"",
                   out);
}

std::vector<JudgedBuilding> draw_buildings(MapCanvas& canvas) {
  std::vector<JudgedBuilding> judged;
  const StudyResult& result = canvas.result;
  if (!result.surroundings.panden) return judged;
  const std::vector<Pand>& panden = *result.surroundings.panden;
  std::map<std::size_t, const PandResult*> results;
  for (const PandResult& pand : result.panden) results.emplace(pand.pand, &pand);
  std::map<std::pair<Kwetsbaarheid, bool>, std::string> by_class;
  std::string own;
  for (std::size_t i = 0; i < panden.size(); ++i) {
    if (!canvas.visible(panden[i].footprint)) continue;
    const auto found = results.find(i);
    if (found == results.end()) {
      own += canvas.path_data(panden[i].footprint);
      continue;
    }
    const PandResult& pand = *found->second;
    const bool planned = panden[i].situatie == Situatie::Geprojecteerd;
    canvas.content.planned_buildings = canvas.content.planned_buildings || planned;
    canvas.content.classes.insert(pand.klassering.klasse);
    by_class[{pand.klassering.klasse, planned}] += canvas.path_data(panden[i].footprint);
    if (pand.getroffen) judged.push_back({&panden[i], &pand, oordeel_of(pand, *result.rules)});
  }
  std::string out;
  for (const auto& [key, data] : by_class) {
    out += "<path " + map_style::building(key.first, key.second) + "data-klasse=\"" +
           std::string{to_string(key.first)} + "\" d=\"" + data + "\"/>\n";
  }
  canvas.content.own_buildings = !own.empty();
  if (!own.empty()) out += "<path " + map_style::own_building() + "d=\"" + own + "\"/>\n";
  canvas.add_group("gebouwen", "", out);
  sort_by_weight(judged, result.rules->verdicts.rangorde);
  return judged;
}

void draw_verdict_outlines(MapCanvas& canvas, const std::vector<JudgedBuilding>& judged) {
  std::string out;
  for (auto it = judged.rbegin(); it != judged.rend(); ++it) {  // the worst on top
    canvas.content.verdicts.insert(it->oordeel);
    out += "<path " + map_style::verdict_outline(it->oordeel, canvas.view.scale) + "d=\"" +
           canvas.path_data(it->pand->footprint) + "\"><title>" +
           svg::escaped(it->pand->identificatie + ", " +
                        kwetsbaarheid_word(it->found->klassering.klasse, canvas.language) + ": " +
                        oordeel_word(it->oordeel, canvas.language)) +
           "</title></path>\n";
  }
  canvas.add_group("getroffen-gebouwen", "", out);
}

void draw_verdict_signs(MapCanvas& canvas, const std::vector<JudgedBuilding>& judged) {
  constexpr double radius = 1.2;
  std::string out;
  for (const JudgedBuilding& each : judged) {
    if (!map_style::has_sign(each.oordeel)) continue;
    const svg::Point at = canvas.view.on_sheet(point_inside(each.pand->footprint.front()));
    const svg::Rect room{at.x - radius, at.y - radius, 2.0 * radius, 2.0 * radius};
    if (!canvas.placer.inside(room)) continue;
    if (!canvas.placer.free(room)) {
      canvas.content.signs_left_out = true;
      continue;
    }
    canvas.placer.take(room);
    out += map_style::verdict_sign(each.oordeel, at, radius);
  }
  canvas.add_group("oordelen", "", out);
}

void draw_veil(MapCanvas& canvas) {
  if (!canvas.content.veil) return;
  const auto corners = [](const Box& b) {
    return Ring{b.min, {b.max.x, b.min.y}, b.max, {b.min.x, b.max.y}};
  };
  const svg::Rect known = canvas.view.on_sheet(canvas.known);
  std::string outside;
  svg::append_ring(outside, canvas.view.on_sheet(corners(canvas.box)));
  svg::append_ring(outside, canvas.view.on_sheet(corners(canvas.known)));
  canvas.content.defs += "<clipPath id=\"bekend\">" + svg::rect(known, "") +
                         "</clipPath>\n<clipPath id=\"onbekend\">" + "<path clip-rule=\"evenodd\" d=\"" +
                         outside + "\"/></clipPath>\n";
  canvas.content.body += "<path " + std::string{map_style::veil} + " d=\"" + outside + "\"/>\n";
  canvas.content.body += svg::rect(known, map_style::veil_edge);
}

void draw_sites(MapCanvas& canvas) {
  std::string out;
  for (const Site& site : canvas.result.dossier.sites) {
    if (!border_in({site.boundary}, canvas.box)) continue;
    canvas.content.site = true;
    out +=
        "<path " + std::string{map_style::site_line} + " d=\"" + canvas.path_data({site.boundary}) + "\"/>\n";
  }
  canvas.add_group("locatie", "", out);
}

std::string draw_sources(MapCanvas& canvas) {
  constexpr double name_size = 1.9;
  constexpr double visible_size = 1.6;  // the longest side of a unit that needs no ring
  std::string shapes;
  std::vector<std::pair<std::string, svg::Rect>> named;
  std::vector<Locator> locators;
  for (const BatteryUnit& unit : canvas.result.dossier.units) {
    const Ring corners = footprint(unit);
    if (!canvas.visible({{corners, {}}})) continue;
    canvas.content.units = true;
    shapes += "<polygon data-eenheid=\"" + svg::escaped(unit.id) + "\" " + std::string{map_style::unit_fill} +
              " points=\"";
    for (const svg::Point p : canvas.view.on_sheet(corners))
      shapes += svg::number(p.x) + "," + svg::number(p.y) + " ";
    shapes.back() = '"';
    shapes += "/>\n";
    const svg::Rect box = canvas.view.on_sheet(bounds(corners));
    canvas.placer.take(box);
    if (unit.length.m() * 1000.0 / canvas.view.scale < visible_size) {
      add_locator(locators, box.centre(), unit.id);
    } else {
      named.emplace_back(unit.id, box);
    }
  }
  for (const Locator& locator : locators) {
    const double r = locator.radius();
    const svg::Point at = locator.centres.centre();
    const svg::Rect box{at.x - r, at.y - r, 2.0 * r, 2.0 * r};
    shapes += map_style::locator(at, r);
    if (locator.first == locator.last)
      canvas.placer.take(box);  // a large ring leaves room for labels inside it
    const bool several = locator.first != locator.last;
    named.emplace_back(several ? *locator.first + " \u2026 " + *locator.last : *locator.first, box);
  }
  canvas.content.locators = !locators.empty();
  for (const UserScenario& scenario : canvas.result.dossier.scenarios) {
    const svg::Point at = canvas.view.on_sheet(scenario.position);
    const svg::Rect box{at.x - 1.7, at.y - 1.7, 3.4, 3.4};
    if (!canvas.placer.inside(box)) continue;
    canvas.content.sources = true;
    shapes += map_style::source_sign(at);
    canvas.placer.take(box);
    named.emplace_back(scenario.id, box);
  }
  canvas.add_group("eenheden", "", shapes);
  std::string names;
  for (const auto& [id, box] : named) {
    const std::string shown = svg::clipped(id, 40.0, name_size);
    const auto place = canvas.placer.beside(box, svg::text_width(shown, name_size) + 0.4, name_size + 0.4);
    if (!place) continue;
    names += svg::text({place->centre().x, place->y + 0.95 * name_size}, shown,
                       {.size = name_size, .anchor = "middle", .halo = true});
  }
  return names;
}

}  // namespace batterisk::study
