#include "batterisk/render/map_scene.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk::render {
namespace {

void add(Box& box, const Box& part) {
  if (part.empty()) return;
  box.add(part.min);
  box.add(part.max);
}

Box known_box(const Surroundings& surroundings) {
  Box known = surroundings.study_box;
  for (const LayerReport& layer : surroundings.reports) {
    const bool used = layer.kind == LayerKind::Percelen ? surroundings.percelen.has_value()
                                                        : layer.kind == LayerKind::Panden && surroundings.panden;
    if (!used || layer.extent.empty()) continue;
    known.min = {std::max(known.min.x, layer.extent.min.x), std::max(known.min.y, layer.extent.min.y)};
    known.max = {std::min(known.max.x, layer.extent.max.x), std::min(known.max.y, layer.extent.max.y)};
  }
  return known;
}

// Middle of the widest stretch at half height: inside, and near the middle.
RdPoint point_inside(const Polygon& polygon) {
  const Box box = bounds(polygon.outer);
  const double y = box.min.y + 0.50137 * (box.max.y - box.min.y);  // rings seldom have a vertex there
  std::vector<double> crossings;
  const auto add_crossings = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const RdPoint a = ring[i];
      const RdPoint b = ring[(i + 1) % ring.size()];
      if ((a.y > y) != (b.y > y)) crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
  };
  add_crossings(polygon.outer);
  for (const Ring& hole : polygon.holes) add_crossings(hole);
  std::sort(crossings.begin(), crossings.end());
  RdPoint best = polygon.outer.front();
  double widest = -1.0;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    if (crossings[i + 1] - crossings[i] <= widest) continue;
    widest = crossings[i + 1] - crossings[i];
    best = {crossings[i] + widest / 2.0, y};
  }
  return best;
}

void sort_by_weight(std::vector<JudgedBuilding>& judged, const study::StudyResult& result) {
  const auto& worst_first = result.rules->verdicts.rangorde;
  const auto rank = [&](Oordeel o) { return std::find(worst_first.begin(), worst_first.end(), o) - worst_first.begin(); };
  std::stable_sort(judged.begin(), judged.end(), [&](const JudgedBuilding& a, const JudgedBuilding& b) {
    if (a.oordeel != b.oordeel) return rank(a.oordeel) < rank(b.oordeel);
    const study::PandResult& first = result.panden[a.found];
    const study::PandResult& second = result.panden[b.found];
    if (first.klassering.klasse != second.klassering.klasse) return first.klassering.klasse > second.klassering.klasse;
    return first.afstand_m < second.afstand_m;
  });
}

bool ring_meets(const Ring& ring, const Box& box) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const RdPoint a = ring[i];
    const RdPoint b = ring[(i + 1) % ring.size()];
    Box edge;
    edge.add(a);
    edge.add(b);
    if (edge.intersects(box)) return true;
  }
  return false;
}

bool zone_shows(const study::ZoneResult& zone, const Box& box) {
  const RdPoint centre{(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0};
  return std::any_of(zone.polygons.begin(), zone.polygons.end(), [&](const Polygon& polygon) {
    if (!bounds(polygon.outer).intersects(box)) return false;
    // A contour is a line; an area also shows when the map lies wholly inside it.
    return ring_meets(polygon.outer, box) || (zone.zone.aandachtsgebied && contains(polygon, centre));
  });
}

bool shows(const LayerStack& layers, MapLayer layer) {
  return std::any_of(layers.begin(), layers.end(),
                     [layer](const LayerState& s) { return s.layer == layer && s.visible && s.opacity > 0.0; });
}

}  // namespace

const LayerStack& usual_layers() {
  static const LayerStack layers{{MapLayer::Achtergrond}, {MapLayer::Percelen},  {MapLayer::Gebouwen},  {MapLayer::Gebieden}, {MapLayer::Oordelen},
                                 {MapLayer::Locatie},   {MapLayer::Contouren}, {MapLayer::Eenheden}, {MapLayer::Opschriften}};
  return layers;
}

std::uint8_t style_number(const BuildingLook& look) {
  return static_cast<std::uint8_t>(static_cast<int>(look.klasse) * 4 + (look.planned ? 2 : 0) + (look.own ? 1 : 0));
}

BuildingLook building_look(std::uint8_t style) {
  return {static_cast<Kwetsbaarheid>(style / 4), (style & 2U) != 0U, (style & 1U) != 0U};
}

std::shared_ptr<const MapScene> map_scene(std::shared_ptr<const study::StudyResult> result) {
  auto scene = std::make_shared<MapScene>();
  const Surroundings& surroundings = result->surroundings;
  if (const auto& percelen = surroundings.percelen) {
    scene->ground.percelen = std::make_shared<const ShapeLayer>(
        percelen->size(),
        [result](std::size_t i) -> const MultiPolygon& { return (*result->surroundings.percelen)[i].vlak; },
        [](std::size_t) { return std::uint8_t{0}; });
  }
  if (const auto& panden = surroundings.panden) {
    scene->found_of.resize(panden->size());
    for (std::size_t i = 0; i < result->panden.size(); ++i) {
      const study::PandResult& found = result->panden[i];
      scene->found_of[found.pand] = i;
      if (!found.getroffen || (*panden)[found.pand].footprint.empty()) continue;
      scene->judged.push_back({found.pand, i, study::oordeel_of(found, *result->rules),
                               point_inside((*panden)[found.pand].footprint.front())});
    }
    sort_by_weight(scene->judged, *result);
    scene->ground.gebouwen = std::make_shared<const ShapeLayer>(
        panden->size(),
        [result](std::size_t i) -> const MultiPolygon& { return (*result->surroundings.panden)[i].footprint; },
        [&](std::size_t i) {
          const auto found = scene->found_of[i];
          return style_number({found ? result->panden[*found].klassering.klasse : Kwetsbaarheid::Geen,
                               (*panden)[i].situatie == Situatie::Geprojecteerd, !found.has_value()});
        });
  }
  scene->known = known_box(surroundings);
  scene->veiled = (surroundings.percelen || surroundings.panden) && !scene->known.empty();
  for (const study::ZoneResult& zone : result->zones) add(scene->all, bounds(zone.polygons));
  for (const Site& site : result->dossier.sites) add(scene->all, bounds(site.boundary.outer));
  for (const BatteryUnit& unit : result->dossier.units) add(scene->all, bounds(footprint(unit)));
  for (const UserScenario& scenario : result->dossier.scenarios) scene->all.add(scenario.position);
  scene->result = std::move(result);
  return scene;
}

VisibleContent visible_content(const MapScene& scene, const Box& box, const LayerStack& layers) {
  VisibleContent content;
  const study::StudyResult& result = *scene.result;
  for (std::size_t i = 0; i < result.zones.size(); ++i) {
    const study::ZoneResult& zone = result.zones[i];
    if (zone.polygons.empty()) {
      content.zones_nowhere.push_back(i);
    } else if (!zone_shows(zone, box)) {
      content.zones_outside.push_back(i);
    } else if (shows(layers, zone.zone.level ? MapLayer::Contouren : MapLayer::Gebieden)) {
      content.zones.push_back(i);
    }
  }
  std::vector<std::uint32_t> found;
  if (scene.ground.percelen && shows(layers, MapLayer::Percelen)) {
    scene.ground.percelen->find(box, found);
    content.percelen = !found.empty();
  }
  if (scene.ground.gebouwen && shows(layers, MapLayer::Gebouwen)) {
    scene.ground.gebouwen->find(box, found);
    for (const std::uint32_t i : found) {
      const BuildingLook look = building_look(scene.ground.gebouwen->style(i));
      content.own_buildings = content.own_buildings || look.own;
      content.planned_buildings = content.planned_buildings || look.planned;
      if (!look.own) content.klassen.insert(look.klasse);
    }
  }
  if (shows(layers, MapLayer::Oordelen)) {
    for (const JudgedBuilding& each : scene.judged) {
      if (box.contains(Box{each.sign, each.sign})) content.oordelen.insert(each.oordeel);
    }
  }
  const Dossier& dossier = result.dossier;
  content.locatie = shows(layers, MapLayer::Locatie) &&
                    std::any_of(dossier.sites.begin(), dossier.sites.end(),
                                [&](const Site& site) { return ring_meets(site.boundary.outer, box); });
  if (shows(layers, MapLayer::Eenheden)) {
    content.eenheden = std::any_of(dossier.units.begin(), dossier.units.end(),
                                   [&](const BatteryUnit& unit) { return bounds(footprint(unit)).intersects(box); });
    content.bronnen = std::any_of(dossier.scenarios.begin(), dossier.scenarios.end(), [&](const UserScenario& s) {
      return box.contains(Box{s.position, s.position});
    });
  }
  content.veil = scene.veiled && !scene.known.contains(box);
  return content;
}

std::optional<std::size_t> unit_at(std::span<const BatteryUnit> units, RdPoint p, double slack_m) {
  std::optional<std::size_t> nearest;
  double least = 1e300;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const BatteryUnit& unit = units[i];
    const double away = distance_m(unit.position, p);
    const double along = bearing_rad(unit.position, p) - unit.orientation.rad();
    const bool inside = std::abs(away * std::cos(along)) <= unit.length.m() / 2.0 + slack_m &&
                        std::abs(away * std::sin(along)) <= unit.width.m() / 2.0 + slack_m;
    if (!inside || away >= least) continue;
    least = away;
    nearest = i;
  }
  return nearest;
}

MapHit hit_test(const MapScene& scene, RdPoint p) {
  MapHit hit;
  hit.unit = unit_at(scene.result->dossier.units, p, 0.0);
  if (scene.ground.gebouwen) hit.pand = scene.ground.gebouwen->at(p);
  if (scene.ground.percelen) hit.perceel = scene.ground.percelen->at(p);
  return hit;
}

}  // namespace batterisk::render
