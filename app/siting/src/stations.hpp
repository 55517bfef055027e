#pragma once

#include "batterisk/siting/siting.hpp"

#include "batterisk/core/rules/rule_set.hpp"

namespace batterisk::siting {

/// Part of a plot where one station is the nearest.
struct WeatherPart {
  std::optional<int> station;  ///< nothing: the weather is the same everywhere, by the dossier
  std::string naam;
  std::optional<Polygon> cell;  ///< places nearest to it, as far as the plot reaches; nothing: all of the plot
};

/// Takes a plot apart by the stations whose weather would count: one part, unless they differ over the plot.
[[nodiscard]] std::vector<WeatherPart> weather_parts(const Dossier& dossier, const Polygon& plot, const RuleSet& rules);

}  // namespace batterisk::siting
