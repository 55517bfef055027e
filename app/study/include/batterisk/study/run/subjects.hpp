#pragma once

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/dossier/surroundings.hpp"
#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/core/verdict/toets.hpp"

#include <optional>
#include <vector>

/// Facts that the rules ask about, of the things that they judge beside objects.
namespace batterisk::study {

/// Facts of the activity as a whole, which every subject has: energy and power of all systems, number of units, dates.
[[nodiscard]] Facts common_facts(const Dossier& dossier, const RuleSet& rules);

/// Facts of one system that hang on no map.
[[nodiscard]] Facts system_facts(const std::string& system, const std::vector<BatteryUnit>& units, const Facts& common,
                                 const RuleSet& rules);

/// What lies around an activity.
struct Around {
  const std::optional<std::vector<Pand>>* panden = nullptr;
  const std::optional<std::vector<Perceel>>* percelen = nullptr;
  const std::vector<Site>* sites = nullptr;
  bool covered = false;  ///< the layer of buildings covers the surroundings
};

/// The systems, pairs, clusters and the activity itself, as far as the rules judge them, each with the facts that they ask
/// about. Distances are those of the units of a system to the nearest building that is not on the sites; without a building
/// that is known to be there they are infinite, and without a layer that covers they are not known.
[[nodiscard]] std::vector<Onderzocht> subjects_of(const std::vector<BatteryUnit>& units, const Facts& common,
                                                  const Around& around, const RuleSet& rules);

/// Facts of one object beside those that the verdict needs anyhow; none where the rules ask for none.
[[nodiscard]] Facts object_facts(const Pand& pand, const Feiten& known, const std::vector<BatteryUnit>& units, const Facts& common,
                                 const RuleSet& rules);

}  // namespace batterisk::study
