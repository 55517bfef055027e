#include "batterisk/study/map/letters.hpp"
#include "batterisk/study/map/map_layers.hpp"
#include "batterisk/study/map/map_style.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/addresses.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace batterisk::study {
namespace {

using namespace drawing;

constexpr double smallest_numbered = 2500.0;  // scale from which parcels and buildings are too small for their texts

// Units that are too small to see and stand together: one ring and one name for all of them.
struct Locator {
  Rect centres;  // around the centres of the units
  const std::string* first;
  const std::string* last;

  [[nodiscard]] double radius() const { return 1.6 + std::hypot(centres.width, centres.height) / 2.0; }
};

void add_locator(std::vector<Locator>& locators, Point at, const std::string& id) {
  constexpr double together = 6.0;
  const auto near = [at](const Locator& l) {
    return at.x > l.centres.x - together && at.x < l.centres.right() + together && at.y > l.centres.y - together &&
           at.y < l.centres.bottom() + together;
  };
  const auto known = std::find_if(locators.begin(), locators.end(), near);
  if (known == locators.end()) {
    locators.push_back({{at.x, at.y, 0.0, 0.0}, &id, &id});
    return;
  }
  const Rect old = known->centres;
  const double left = std::min(old.x, at.x);
  const double top = std::min(old.y, at.y);
  known->centres = {left, top, std::max(old.right(), at.x) - left, std::max(old.bottom(), at.y) - top};
  known->last = &id;
}

void append(Path& path, Path more) {
  path.insert(path.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::vector<JudgedBuilding> judged_buildings(const StudyResult& result) {
  std::vector<JudgedBuilding> judged;
  for (std::size_t i = 0; i < result.panden.size(); ++i) {
    const PandResult& found = result.panden[i];
    const MultiPolygon& footprint = (*result.surroundings.panden)[found.pand].footprint;
    if (!found.getroffen || footprint.empty()) continue;
    judged.push_back({found.pand, i, oordeel_of(found, *result.rules), point_inside(footprint.front())});
  }
  const auto& worst_first = result.rules->verdicts.rangorde;
  const auto rank = [&worst_first](Oordeel o) {
    return std::find(worst_first.begin(), worst_first.end(), o) - worst_first.begin();
  };
  std::stable_sort(judged.begin(), judged.end(), [&](const JudgedBuilding& a, const JudgedBuilding& b) {
    if (a.oordeel != b.oordeel) return rank(a.oordeel) < rank(b.oordeel);
    const PandResult& first = result.panden[a.found];
    const PandResult& second = result.panden[b.found];
    if (first.klassering.klasse != second.klassering.klasse) return first.klassering.klasse > second.klassering.klasse;
    return first.afstand_m < second.afstand_m;
  });
  return judged;
}

Group draw_parcels(MapCanvas& canvas) {
  Group group;
  if (!canvas.result.surroundings.percelen) return group;
  Path path;
  for (const Perceel& perceel : *canvas.result.surroundings.percelen) {
    if (border_in(perceel.vlak, canvas.box)) append(path, canvas.view.on_sheet(perceel.vlak, 0.0));
  }
  canvas.content.parcels = !path.empty();
  if (canvas.content.parcels) group.add(Shape{std::move(path), {{}, map_style::parcel}, {"percelen"}});
  return group;
}

Group draw_addresses(MapCanvas& canvas, const std::vector<std::uint32_t>& buildings) {
  Group group{"adressen"};
  if (canvas.view.scale >= smallest_numbered || !canvas.result.surroundings.panden) return group;
  constexpr double least = 5.0;  // mm; no street is shorter
  const double size = canvas.medium.number;
  const double metres = canvas.view.scale / 1000.0;  // of a millimetre
  for (const std::uint32_t i : buildings) {
    const Pand& pand = (*canvas.result.surroundings.panden)[i];
    if (pand.verblijfsobjecten.empty() || !visible_in(pand.footprint, canvas.box)) continue;
    const Rect outline = canvas.view.on_sheet(bounds(pand.footprint));
    if (outline.width < least || outline.height < size) continue;
    const std::string text = addresses_text(pand, canvas.language);
    const double width = letters::width(text, size);
    if (text.empty() || width > outline.width) continue;
    // In the middle, else below or above the sign of a verdict there.
    const RdPoint middle = point_inside(pand.footprint.front());
    if (!canvas.known.contains(Box{middle, middle})) continue;
    const double aside = canvas.medium.sign + 0.7 * size;
    for (const double down : {0.0, aside, -aside}) {
      const auto inside = [&](double x, double y) {
        return contains(pand.footprint.front(), RdPoint{middle.x + x * metres, middle.y - (down + y) * metres});
      };
      const Point at = canvas.view.on_sheet(middle);
      const Rect room{at.x - width / 2.0, at.y + down - size / 2.0, width, size};
      const bool fits = inside(-width / 2.0, -size / 2.0) && inside(width / 2.0, -size / 2.0) && inside(-width / 2.0, size / 2.0) &&
                        inside(width / 2.0, size / 2.0);
      if (!fits || !canvas.placer.free(room)) continue;
      canvas.placer.take(room);
      group.add(Text{{room.centre().x, room.centre().y + 0.36 * size}, text, {.size = size, .anchor = Anchor::Middle, .halo = true}});
      break;
    }
  }
  return group;
}

Group draw_parcel_numbers(MapCanvas& canvas, const std::vector<std::uint32_t>& parcels) {
  Group group{"perceelnummers"};
  if (canvas.view.scale >= smallest_numbered) return group;
  const double size = canvas.medium.number;
  for (const std::uint32_t i : parcels) {
    const Perceel& perceel = (*canvas.result.surroundings.percelen)[i];
    if (!visible_in(perceel.vlak, canvas.box)) continue;
    const std::string& whole = perceel.kadastrale_aanduiding;
    const std::string text = letters::clipped(whole.substr(whole.find_last_of('-') + 1), 15.0, size);
    const RdPoint point = point_inside(perceel.vlak.front());
    const Point at = canvas.view.on_sheet(point);
    const double width = letters::width(text, size);
    const Rect room{at.x - width / 2.0, at.y - size / 2.0, width, size};
    if (text.empty() || !canvas.known.contains(Box{point, point}) || !canvas.placer.free(room)) continue;
    if (canvas.view.on_sheet(bounds(perceel.vlak)).width < width + 1.0) continue;
    canvas.placer.take(room);
    canvas.content.parcel_numbers = true;
    group.add(Text{{at.x, at.y + 0.36 * size},
                   text,
                   {.size = size, .colour = map_style::parcel_number, .anchor = Anchor::Middle}});
  }
  return group;
}

Group draw_buildings(MapCanvas& canvas) {
  Group group{"gebouwen"};
  const StudyResult& result = canvas.result;
  if (!result.surroundings.panden) return group;
  const std::vector<Pand>& panden = *result.surroundings.panden;
  std::vector<const PandResult*> found(panden.size(), nullptr);
  for (const PandResult& pand : result.panden) found[pand.pand] = &pand;
  std::map<std::pair<Kwetsbaarheid, bool>, Path> by_class;
  Path own;
  for (std::size_t i = 0; i < panden.size(); ++i) {
    if (!visible_in(panden[i].footprint, canvas.box)) continue;
    Path path = canvas.view.on_sheet(panden[i].footprint, 0.0);
    if (found[i] == nullptr) {
      append(own, std::move(path));
      continue;
    }
    const Kwetsbaarheid klasse = found[i]->klassering.klasse;
    const bool planned = panden[i].situatie == Situatie::Geprojecteerd;
    canvas.content.planned_buildings = canvas.content.planned_buildings || planned;
    canvas.content.classes.insert(klasse);
    append(by_class[{klasse, planned}], std::move(path));
  }
  for (auto& [key, path] : by_class) {
    group.add(Shape{std::move(path),
                    map_style::building(key.first, key.second),
                    {.data = {{"klasse", std::string{to_string(key.first)}}}}});
  }
  canvas.content.own_buildings = !own.empty();
  if (!own.empty()) group.add(Shape{std::move(own), map_style::own_building});
  return group;
}

Group draw_verdict_outlines(MapCanvas& canvas, const std::vector<JudgedBuilding>& judged) {
  Group group{"getroffen-gebouwen"};
  for (auto it = judged.rbegin(); it != judged.rend(); ++it) {  // the worst on top
    const Pand& pand = (*canvas.result.surroundings.panden)[it->pand];
    if (!visible_in(pand.footprint, canvas.box)) continue;
    canvas.content.verdicts.insert(it->oordeel);
    const Kwetsbaarheid klasse = canvas.result.panden[it->found].klassering.klasse;
    group.add(Shape{canvas.view.on_sheet(pand.footprint, 0.0),
                    {{}, map_style::verdict_outline(it->oordeel, canvas.view.scale)},
                    {.title = pand.identificatie + ", " + kwetsbaarheid_word(klasse, canvas.language) + ": " +
                              oordeel_word(it->oordeel, canvas.language)}});
  }
  return group;
}

Group draw_verdict_signs(MapCanvas& canvas, const std::vector<JudgedBuilding>& judged) {
  const double radius = canvas.medium.sign;
  Group group{"oordelen"};
  for (const JudgedBuilding& each : judged) {
    if (!map_style::has_sign(each.oordeel)) continue;
    const Point at = canvas.view.on_sheet(each.sign);
    const Rect room{at.x - radius, at.y - radius, 2.0 * radius, 2.0 * radius};
    if (!canvas.placer.inside(room)) continue;
    if (!canvas.placer.free(room)) {
      canvas.content.signs_left_out = true;
      continue;
    }
    canvas.placer.take(room);
    group.add(map_style::verdict_sign(each.oordeel, at, radius));
  }
  return group;
}

Path unknown_ground(const MapCanvas& canvas) {
  Path path = rect_path(canvas.view.frame);
  Path hole = rect_path(canvas.view.on_sheet(canvas.known));
  std::reverse(hole.front().points.begin(), hole.front().points.end());
  append(path, std::move(hole));
  return path;
}

Group draw_veil(const MapCanvas& canvas) {
  Group group;
  if (!canvas.content.veil) return group;
  group.add(Shape{unknown_ground(canvas), {canvas.medium.veil}});
  group.add(rect(canvas.view.on_sheet(canvas.known), {{}, map_style::veil_edge}));
  return group;
}

Group draw_sites(MapCanvas& canvas) {
  Group group{"locatie"};
  for (const Site& site : canvas.result.dossier.sites) {
    if (!border_in({site.boundary}, canvas.box)) continue;
    canvas.content.site = true;
    group.add(Shape{canvas.view.on_sheet(MultiPolygon{site.boundary}, 0.0), {{}, map_style::site_line}});
  }
  return group;
}

bool needs_locator(const BatteryUnit& unit, double scale) {
  constexpr double visible_size = 1.6;  // mm
  return unit.length.m() * 1000.0 / scale < visible_size;
}

SourceLayer draw_sources(MapCanvas& canvas) {
  SourceLayer layer{{"eenheden"}};
  auto& named = layer.named;
  std::vector<Locator> locators;
  for (const BatteryUnit& unit : canvas.units) {
    const Ring corners = footprint(unit);
    if (!visible_in({{corners, {}}}, canvas.box)) continue;
    canvas.content.units = true;
    layer.signs.add(Shape{Path{{canvas.view.on_sheet(corners)}}, map_style::unit, {.data = {{"eenheid", unit.id}}}});
    const Rect box = canvas.view.on_sheet(bounds(corners));
    canvas.placer.take(box);
    if (needs_locator(unit, canvas.view.scale)) {
      add_locator(locators, box.centre(), unit.id);
    } else {
      named.emplace_back(unit.id, box);
    }
  }
  for (const Locator& locator : locators) {
    const double r = locator.radius();
    const Point at = locator.centres.centre();
    const Rect box{at.x - r, at.y - r, 2.0 * r, 2.0 * r};
    layer.signs.add(map_style::locator(at, r));
    const bool several = locator.first != locator.last;
    if (!several) canvas.placer.take(box);  // a large ring leaves room for labels inside it
    named.emplace_back(several ? *locator.first + " \u2026 " + *locator.last : *locator.first, box);
  }
  canvas.content.locators = !locators.empty();
  for (const UserScenario& scenario : canvas.result.dossier.scenarios) {
    const Point at = canvas.view.on_sheet(scenario.position);
    const Rect box{at.x - 1.7, at.y - 1.7, 3.4, 3.4};
    if (!canvas.placer.inside(box)) continue;
    canvas.content.sources = true;
    layer.signs.add(map_style::source_sign(at));
    canvas.placer.take(box);
    named.emplace_back(scenario.id, box);
  }
  return layer;
}

Group draw_names(MapCanvas& canvas, const SourceLayer& sources) {
  Group group{"namen"};
  const double name_size = canvas.medium.name;
  for (const auto& [id, box] : sources.named) {
    const std::string shown = letters::clipped(id, 40.0, name_size);
    const auto place = canvas.placer.beside(box, letters::width(shown, name_size) + 0.4, name_size + 0.4);
    if (!place) continue;
    group.add(Text{{place->centre().x, place->y + 0.95 * name_size},
                   shown,
                   {.size = name_size, .anchor = Anchor::Middle, .halo = true}});
  }
  return group;
}

}  // namespace batterisk::study
