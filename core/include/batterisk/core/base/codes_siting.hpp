#pragma once

#include "batterisk/core/base/diagnostic.hpp"

/// Messages about where units may stand.
namespace batterisk::codes {

inline constexpr Code siting_not_movable{'D', 70};       ///< id of the unit or release that has its place
inline constexpr Code siting_nothing_to_place{'D', 71};  ///< none: the dossier has no units
inline constexpr Code siting_weather{'M', 60};           ///< id of the plot, names of the stations, by which it is taken apart
inline constexpr Code siting_unknown{'M', 61};           ///< id of the plot: no place is known to be free
inline constexpr Code siting_not_confirmed{'M', 62};     ///< x, y, verdict of the study there
inline constexpr Code siting_no_fit{'M', 63};            ///< id of the plot: the units do not fit on it, turned in any of the ways
inline constexpr Code siting_rule_of_place{'M', 64};     ///< facts that the rules ask about, for which no region can be drawn

}  // namespace batterisk::codes
