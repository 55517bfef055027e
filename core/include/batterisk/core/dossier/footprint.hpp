#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/dossier/dossier.hpp"

#include <utility>
#include <vector>

namespace batterisk {

/// Corners of a unit on the ground, counter-clockwise (RD).
[[nodiscard]] Ring footprint(const BatteryUnit& unit);

/// Distance from the centre of a length x width rectangle to its wall along a direction at angle `from_axis` (rad)
/// to the long axis (m).
[[nodiscard]] double wall_distance_m(double length_m, double width_m, double from_axis);

/// A wall of a length x width box in the frame of the box: x along the long axis, y to the right of it, both from the
/// centre. `out` is its outward normal, `along` the direction in which offsets count.
struct WallFrame {
  RdPoint middle;
  RdPoint out;
  RdPoint along;
};
[[nodiscard]] WallFrame wall_frame(Wall wall, double length_m, double width_m);

/// Pairs of units (indices, first < second) whose footprints share some area.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> overlapping_footprints(
    const std::vector<BatteryUnit>& units);

}  // namespace batterisk
