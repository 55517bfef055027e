#pragma once

#include "batterisk/core/base/diagnostic.hpp"

/// Messages about where units may stand.
namespace batterisk::codes {

inline constexpr Code siting_not_movable{'D', 70};       ///< id of the unit or release that has its place
inline constexpr Code siting_nothing_to_place{'D', 71};  ///< none: the dossier has no units
inline constexpr Code siting_kinds_differ{'D', 72};      ///< id of the unit, id of the first: only units of one kind are counted
inline constexpr Code siting_no_variant{'D', 73};        ///< id of the system: no other units can be written into its text
inline constexpr Code siting_entrance{'D', 74};          ///< x, y: not at the edge of a plot
inline constexpr Code siting_weather{'M', 60};           ///< id of the plot, names of the stations, by which it is taken apart
inline constexpr Code siting_unknown{'M', 61};           ///< id of the plot: no place is known to be free
inline constexpr Code siting_not_confirmed{'M', 62};     ///< x, y, verdict of the study there
inline constexpr Code siting_no_fit{'M', 63};            ///< id of the plot: the units do not fit on it, turned in any of the ways
inline constexpr Code siting_rule_of_place{'M', 64};     ///< facts that the rules ask about, for which no region can be drawn

inline constexpr Code siting_reduced{'M', 65};           ///< id of the plot, units of the fullest layout, units that are left

}  // namespace batterisk::codes
