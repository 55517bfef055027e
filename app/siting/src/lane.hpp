#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <vector>

namespace batterisk::siting {

/// Ground over which a lane of one width leads from an entrance at the edge of a plot.
struct Lane {
  MultiPolygon vlak;            ///< all that it can cover
  std::vector<bool> bereikt{};  ///< which units it comes alongside
};

/// `units`, `taken`: footprints that no lane crosses.
[[nodiscard]] Lane lane_from(RdPoint entrance, double width_m, const Polygon& plot, const std::vector<Ring>& units, const MultiPolygon& taken);

/// True when a lane could begin there: within a metre of the edge of the plot.
[[nodiscard]] bool at_edge(RdPoint entrance, const Polygon& plot);

}  // namespace batterisk::siting
