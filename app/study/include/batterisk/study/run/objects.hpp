#pragma once

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/verdict/toets.hpp"
#include "batterisk/gis/read/layer.hpp"
#include "batterisk/gis/read/layer_state.hpp"

#include <map>
#include <optional>
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

/// Words of panden and of verblijfsobjecten in the BAG: no word has two meanings.
[[nodiscard]] gis::BagStatusTable bag_words(const ClassRules& classes);

/// Distance from a point to the nearest outline; 0 inside (m).
[[nodiscard]] double distance_to_m(RdPoint p, const MultiPolygon& polygons);

/// True when the whole outline lies within one of the sites: such a building belongs to the activity.
[[nodiscard]] bool on_own_ground(const MultiPolygon& footprint, const std::vector<Site>& sites);

}  // namespace batterisk::study
