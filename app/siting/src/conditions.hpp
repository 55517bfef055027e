#pragma once

#include "batterisk/siting/siting.hpp"

#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/core/verdict/toets.hpp"
#include "batterisk/gis/shape/minkowski.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace batterisk::siting {

/// A distance that rules ask between the units of a system and buildings.
struct Distance {
  Bevinding finding;         ///< at less than it
  gis::ConvexParts mirrored; ///< what lies within it of the units, drawn around the first unit
};

/// A distance of one's own.
struct OwnDistance {
  std::string oorzaak;
  gis::ConvexParts mirrored;  ///< what lies within it of the units, drawn around the first unit
  std::vector<std::pair<std::string, gis::ConvexParts>> vlakken{};  ///< of a Vrijhouden, with their ids
};

/// What the rules ask of a layout, apart from its zones.
struct LayoutConditions {
  std::vector<Distance> distances;
  std::vector<Bevinding> anywhere;  ///< against the goal, or open, wherever it stands: of systems, pairs, clusters, the activity
  std::optional<OwnDistance> grens;
  std::optional<OwnDistance> gebouw;
  std::vector<OwnDistance> vrijhouden;
  Box reach;                        ///< of the distances to buildings
};
[[nodiscard]] LayoutConditions conditions_of(const Dossier& dossier, Angle draaiing, const RuleSet& rules, const Gezocht& gezocht);

/// Facts that the rules ask about and that change with the place in a way that no region here follows; with choices
/// between tables, "keuze".
[[nodiscard]] std::vector<std::string> facts_that_hang_on_place(const VerdictRules& rules);

}  // namespace batterisk::siting
