#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

/// How many rectangles of one size stand in an area: layouts, and bounds that no layout exceeds.
namespace batterisk::siting {

/// Units of one size that lie along x or across it, never slantwise.
struct PackingProblem {
  double lengte_m = 0.0;
  double breedte_m = 0.0;
  double tussen_m = 0.0;  ///< least distance between walls, along or across
  MultiPolygon langs;     ///< where the middle of a unit may be whose long axis lies along x
  MultiPolygon dwars;     ///< and of one that lies across
};

struct Packed {
  RdPoint midden{};
  bool dwars = false;
  friend bool operator==(const Packed&, const Packed&) = default;
};

/// Number that no layout exceeds, and by what: "oppervlakte", "stroken" (lengths that whole units fill of each line across the
/// area) or "lp" (points of which each unit takes a fixed number, weighed by a linear program; its dual is checked).
struct UpperBound {
  std::size_t aantal = 0;
  std::string_view bewijs = "oppervlakte";
};
/// `Quick`: for many plots; without linear programs and exchanges.
enum class Effort { Quick, Whole };
/// Bound of a problem; looks for none below `found`, which a layout has.
[[nodiscard]] UpperBound upper_bound(const PackingProblem& problem, std::size_t found, Effort effort);

/// The best layout found: rows and columns, blocks in rectangles, and what exchanges and, for few units, a search of all
/// justified layouts add. Never fewer units than any single grid has. Ends early at `enough`.
[[nodiscard]] std::vector<Packed> pack(const PackingProblem& problem, std::size_t enough, Effort effort);

/// True when no two units are nearer to each other than `tussen_m`, to a micrometre.
[[nodiscard]] bool apart(const PackingProblem& problem, const std::vector<Packed>& units);

}  // namespace batterisk::siting
