#include "batterisk/render/map_scene.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/study/map/map_drawing.hpp"
#include "batterisk/study/map/map_view.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk::render {

const LayerStack& usual_layers() {
  static const LayerStack layers{{MapLayer::Achtergrond}, {MapLayer::Percelen},  {MapLayer::Gebouwen},  {MapLayer::Gebieden}, {MapLayer::Oordelen},
                                 {MapLayer::Locatie},   {MapLayer::Contouren}, {MapLayer::Eenheden}, {MapLayer::Opschriften}};
  return layers;
}

bool shows(const LayerStack& layers, MapLayer layer) {
  return std::any_of(layers.begin(), layers.end(),
                     [layer](const LayerState& s) { return s.layer == layer && s.visible && s.opacity > 0.0; });
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
      scene->found_of[result->panden[i].pand] = i;
    }
    scene->judged = study::judged_buildings(*result);
    scene->ground.gebouwen = std::make_shared<const ShapeLayer>(
        panden->size(),
        [result](std::size_t i) -> const MultiPolygon& { return (*result->surroundings.panden)[i].footprint; },
        [&](std::size_t i) {
          const auto found = scene->found_of[i];
          return style_number({found ? result->panden[*found].klassering.klasse : Kwetsbaarheid::Geen,
                               (*panden)[i].situatie == Situatie::Geprojecteerd, !found.has_value()});
        });
  }
  scene->all = study::map_box(*result, study::MapSubject::Alles);
  scene->result = std::move(result);
  return scene;
}

study::MapContent visible_content(const MapScene& scene, const ViewTransform& view, const LayerStack& layers) {
  study::MapContent content;
  const Box box = view.box();
  const study::StudyResult& result = *scene.result;
  for (std::size_t i = 0; i < result.zones.size(); ++i) {
    const study::ZoneResult& zone = result.zones[i];
    if (zone.polygons.empty() || shows(layers, zone.zone.level ? MapLayer::Contouren : MapLayer::Gebieden)) {
      note_zone(zone, i, box, content);
    }
  }
  std::vector<std::uint32_t> found;
  if (scene.ground.percelen && shows(layers, MapLayer::Percelen)) {
    scene.ground.percelen->find(box, found);
    content.parcels = !found.empty();
  }
  if (scene.ground.gebouwen && shows(layers, MapLayer::Gebouwen)) {
    scene.ground.gebouwen->find(box, found);
    for (const std::uint32_t i : found) {
      const BuildingLook look = building_look(scene.ground.gebouwen->style(i));
      content.own_buildings = content.own_buildings || look.own;
      content.planned_buildings = content.planned_buildings || look.planned;
      if (!look.own) content.classes.insert(look.klasse);
    }
  }
  if (shows(layers, MapLayer::Oordelen)) {
    for (const study::JudgedBuilding& each : scene.judged) {
      if (box.contains(Box{each.sign, each.sign})) content.verdicts.insert(each.oordeel);
    }
  }
  const Dossier& dossier = result.dossier;
  content.site = shows(layers, MapLayer::Locatie) &&
                 std::any_of(dossier.sites.begin(), dossier.sites.end(),
                             [&](const Site& site) { return study::border_in({site.boundary}, box); });
  if (shows(layers, MapLayer::Eenheden)) {
    for (const BatteryUnit& unit : dossier.units) {
      if (!bounds(footprint(unit)).intersects(box)) continue;
      content.units = true;
      content.locators = content.locators || study::needs_locator(unit, view.sheet().scale);
    }
    content.sources = std::any_of(dossier.scenarios.begin(), dossier.scenarios.end(), [&](const UserScenario& s) {
      return box.contains(Box{s.position, s.position});
    });
  }
  content.veil = study::veiled(result.surroundings, box);
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
