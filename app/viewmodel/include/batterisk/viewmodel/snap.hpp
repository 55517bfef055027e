#pragma once

#include "batterisk/core/dossier/dossier.hpp"

#include <span>

namespace batterisk::viewmodel {

/// Where a unit that is dragged to `place` is put when it is to fit in: with a corner on a corner of the site or on its
/// boundary, whichever is nearest within `reach_m`; else on a grid of half a metre.
[[nodiscard]] RdPoint snapped_place(const BatteryUnit& unit, RdPoint place, std::span<const Site> sites, double reach_m);

/// Bearing that a unit is turned to when it is to fit in: along an edge of the site within 2.5 degrees, else a multiple
/// of 5 degrees.
[[nodiscard]] Angle snapped_bearing(Angle bearing, std::span<const Site> sites);

}  // namespace batterisk::viewmodel
