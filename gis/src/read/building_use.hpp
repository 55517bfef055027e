#pragma once

#include "batterisk/core/dossier/surroundings.hpp"

#include <cstddef>

namespace batterisk::gis {

/// What the layers of units can say of buildings without one.
struct UnitsFound {
  std::size_t usable_layers = 0;
  std::size_t joined = 0;     ///< units that found a building
  std::size_t orphans = 0;    ///< units within the box that found none
  bool have_places = false;   ///< some of the layers says where its units lie
};

/// Settles what is known of the use of a building: uses that it states itself count where no unit has them; what leaves
/// its use unknown becomes a Twijfel. Whether the units reach as far as the building is a question apart. True when uses
/// of the building itself are used.
bool settle_use(Pand& pand, const UnitsFound& units);

}  // namespace batterisk::gis
