#pragma once

#include "batterisk/core/dossier.hpp"
#include "batterisk/core/toets_rules.hpp"
#include "batterisk/gis/layer.hpp"

#include <vector>

namespace batterisk::study {

/// Layers of a dossier as the reader of layers wants them.
[[nodiscard]] std::vector<gis::LayerRequest> layer_requests(const Dossier& dossier);

/// Words of panden and of verblijfsobjecten in the BAG: no word has two meanings.
[[nodiscard]] gis::BagStatusTable bag_words(const ClassRules& classes);

/// Distance from a point to the nearest outline; 0 inside (m).
[[nodiscard]] double distance_to_m(RdPoint p, const MultiPolygon& polygons);

/// True when the whole outline lies within one of the sites: such a building belongs to the activity.
[[nodiscard]] bool on_own_ground(const MultiPolygon& footprint, const std::vector<Site>& sites);

}  // namespace batterisk::study
