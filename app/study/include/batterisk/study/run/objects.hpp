#pragma once

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/verdict/toets.hpp"
#include "batterisk/gis/read/layer.hpp"
#include "batterisk/gis/read/layer_state.hpp"

#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace batterisk::study {

/// Layers of a dossier as the reader of layers wants them.
[[nodiscard]] std::vector<gis::LayerRequest> layer_requests(const Dossier& dossier);

/// The files of the layers of a dossier as a run finds them: what is hashed is what was read, or the run ends.
class LayerWatch {
 public:
  /// To be made before the first layer is read.
  explicit LayerWatch(const Dossier& dossier);

  /// Throws LayerError: L050 for each file that changed since, L018 for a prepared one that is not what its manifest says.
  void check() const;

  /// sha256 of each file with layers, by its path as the dossier writes it. That of an extract or a prepared layer came
  /// along; a database has none (""). Throws as `check`.
  [[nodiscard]] std::map<std::string, std::string> hashes() const;

 private:
  struct Layer {
    LayerSource source;
    gis::LayerState state;
  };
  std::vector<Layer> layers_;  // each file once
  LayerHash form_;
};

/// Layers of a dossier within a box, with the buildings and locations that it brings itself.
[[nodiscard]] Surroundings surroundings_of(const Dossier& dossier, const RuleSet& rules, const Box& box,
                                           std::stop_token stop = {});

/// What the dossier says of a building; nullptr: nothing.
[[nodiscard]] const ObjectOpgave* given(const Dossier& dossier, const Pand& pand);

/// What is known of an object wherever the batteries stand: its class, binding and standing, without PR and areas.
[[nodiscard]] Feiten standing_facts(const Dossier& dossier, const Pand& pand, const RuleSet& rules);

/// Where PR counts for an object of a class (Bkl art. 5.9): its façades, and the outdoor place of a zeer kwetsbaar building.
[[nodiscard]] MultiPolygon measuring_geometry(const Dossier& dossier, const Pand& pand, Kwetsbaarheid klasse);

/// Words of panden and of verblijfsobjecten in the BAG: no word has two meanings.
[[nodiscard]] gis::BagStatusTable bag_words(const ClassRules& classes);

/// Distance from a point to the nearest outline; 0 inside (m).
[[nodiscard]] double distance_to_m(RdPoint p, const MultiPolygon& polygons);

/// True when the whole outline lies within one of the sites: such a building belongs to the activity.
[[nodiscard]] bool on_own_ground(const MultiPolygon& footprint, const std::vector<Site>& sites);

}  // namespace batterisk::study
