#pragma once

#include "batterisk/siting/siting.hpp"

#include <vector>

namespace batterisk::siting {

/// All places that one obstacle excludes, beyond the plot too.
struct Obstacle {
  MultiPolygon whole;
  bool fixed = false;  ///< no edge of a zone: ground that is taken, a layout that complies nowhere
};

/// How far zones are followed inwards, and so how far beyond the plot an obstacle must be whole (m).
inline constexpr double farthest_change_m = 50.0;

/// What keeps a plot without room from having any. `obstacles`: those against the goal.
[[nodiscard]] Waarom why_not(const MultiPolygon& passend, const std::vector<Obstacle>& obstacles);

}  // namespace batterisk::siting
