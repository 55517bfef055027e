#pragma once

#include "batterisk/render/background.hpp"
#include "batterisk/render/shape_layer.hpp"
#include "batterisk/render/view_transform.hpp"

#include "batterisk/core/rules/toets_rules.hpp"
#include "batterisk/study/map/map_layers.hpp"
#include "batterisk/study/run/study.hpp"

#include <cstddef>
#include <memory>
#include <optional>
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
/// Whether something of a layer is to be seen.
[[nodiscard]] bool shows(const LayerStack& layers, MapLayer layer);

/// Style number of a building in its layer.
struct BuildingLook {
  Kwetsbaarheid klasse = Kwetsbaarheid::Onbekend;
  bool planned = false;
  bool own = false;  ///< on the site itself: not judged
};
[[nodiscard]] std::uint8_t style_number(const BuildingLook& look);
[[nodiscard]] BuildingLook building_look(std::uint8_t style);

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
  std::vector<study::JudgedBuilding> judged;         ///< worst first
  Box all;                                           ///< zones, sites and sources
};

[[nodiscard]] std::shared_ptr<const MapScene> map_scene(std::shared_ptr<const study::StudyResult> result);

/// What of the visible layers shows in a view.
[[nodiscard]] study::MapContent visible_content(const MapScene& scene, const ViewTransform& view, const LayerStack& layers);

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
