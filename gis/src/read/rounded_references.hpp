#pragma once

#include "read/layer_reading.hpp"

#include "batterisk/core/dossier/surroundings.hpp"

#include <vector>

namespace batterisk::gis {

/// Looks at the ids of a layer whose features name buildings. References that look rounded are right after all when the
/// building that each of them names is there and lies around the feature: had a digit been lost, that would be another
/// building. `panden` is sorted by id.
void look_at_references(Reading& reading, const Box& box, const std::vector<Pand>& panden);

}  // namespace batterisk::gis
