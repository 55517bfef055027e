#pragma once

#include "batterisk/render/background.hpp"
#include "batterisk/render/shape_layer.hpp"

#include "batterisk/core/rules/toets_rules.hpp"
#include "batterisk/study/run/study.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace batterisk::render {

/// Layers of the map from the ground up. The first three are drawn in tiles, the rest over them.
enum class MapLayer { Achtergrond, Percelen, Gebouwen, Gebieden, Oordelen, Locatie, Contouren, Eenheden, Opschriften };

struct LayerState {
  MapLayer layer;
  bool visible = true;
  double opacity = 1.0;  ///< 0..1
  friend bool operator==(const LayerState&, const LayerState&) = default;
};

/// Layers in drawing order.
using LayerStack = std::vector<LayerState>;
[[nodiscard]] const LayerStack& usual_layers();

/// Style number of a building in its layer.
struct BuildingLook {
  Kwetsbaarheid klasse = Kwetsbaarheid::Onbekend;
  bool planned = false;
  bool own = false;  ///< on the site itself: not judged
};
[[nodiscard]] std::uint8_t style_number(const BuildingLook& look);
[[nodiscard]] BuildingLook building_look(std::uint8_t style);

/// A building of the result that was judged.
struct JudgedBuilding {
  std::size_t pand;    ///< index in Surroundings::panden
  std::size_t found;   ///< index in StudyResult::panden
  Oordeel oordeel;
  RdPoint sign;        ///< a point inside it
};

/// What lies around the site, ready to be drawn; shared by the results of one set of layers.
struct MapGround {
  std::shared_ptr<const ShapeLayer> percelen;  ///< nothing: no such layer
  std::shared_ptr<const ShapeLayer> gebouwen;
  std::shared_ptr<const Background> background{};  ///< nothing: white
  bool see_through = false;                        ///< a background lies below: land and tiles are left clear
};

/// A result, ready to be drawn and searched. Immutable.
struct MapScene {
  std::shared_ptr<const study::StudyResult> result;
  MapGround ground;
  std::vector<std::optional<std::size_t>> found_of;  ///< per pand its index in StudyResult::panden
  std::vector<JudgedBuilding> judged;                ///< in a zone or with a finding; worst first
  Box known;                                         ///< where layers were read
  Box all;                                           ///< zones, sites and sources
  bool veiled = false;                               ///< there are layers, and they end at `known`
};

[[nodiscard]] std::shared_ptr<const MapScene> map_scene(std::shared_ptr<const study::StudyResult> result);

/// What of the scene can be seen: the legend explains that and nothing else.
struct VisibleContent {
  std::vector<std::size_t> zones;
  std::vector<std::size_t> zones_outside;
  std::vector<std::size_t> zones_nowhere;
  std::set<Kwetsbaarheid> klassen;
  std::set<Oordeel> oordelen;
  bool planned_buildings = false;
  bool own_buildings = false;
  bool percelen = false;
  bool locatie = false;
  bool eenheden = false;
  bool bronnen = false;
  bool veil = false;
};
[[nodiscard]] VisibleContent visible_content(const MapScene& scene, const Box& box, const LayerStack& layers);

/// Thing at a point of the map.
struct MapHit {
  std::optional<std::size_t> unit;     ///< index in Dossier::units
  std::optional<std::size_t> pand;     ///< index in Surroundings::panden
  std::optional<std::size_t> perceel;  ///< index in Surroundings::percelen
};
[[nodiscard]] MapHit hit_test(const MapScene& scene, RdPoint p);
/// Unit at a point, with `slack_m` around it.
[[nodiscard]] std::optional<std::size_t> unit_at(std::span<const BatteryUnit> units, RdPoint p, double slack_m);

}  // namespace batterisk::render
