#pragma once

#include "batterisk/core/dossier/dossier.hpp"

#include <utility>
#include <vector>

namespace batterisk {

/// The pieces of outlines that lie outside the sites, where PR counts (Bkl art. 5.6, 5.9): a border belongs to its site, and
/// a piece that begins there begins a tenth of a millimetre beside it.
[[nodiscard]] std::vector<std::pair<RdPoint, RdPoint>> facades_outside(const MultiPolygon& footprint, const std::vector<Site>& sites);

}  // namespace batterisk
