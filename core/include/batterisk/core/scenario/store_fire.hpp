#pragma once

#include "batterisk/core/scenario/scenario.hpp"

#include <vector>

namespace batterisk {

/// Fire of one size in a store (core/README.md, 2.11).
struct StoreFire {
  std::string name;  ///< "20m2", "300m2-open"
  Area size = Area::m2(0.0);
  std::vector<FrequencyFactor> factors;  ///< size and doors, after the fire frequency of the store
  ToxicSource smoke;
};

/// Frequency of a fire in a store, by its protection level.
[[nodiscard]] FrequencyFactor store_fire_frequency(const BatteryStore& store, const RuleSet& rules, UsedKeys& used);

/// The fire sizes that its suppression leaves possible, clipped to the floor and merged, each with its smoke:
/// `B = b A` (by oxygen where `o.o2_limit` says so, then also per position of the doors), `e' = B s/(m_cell massloss)`,
/// `mdot = y e'` during at most `o.t_release` and no longer than the energy under the fire lasts. Chances of one store
/// add up to 1.
[[nodiscard]] std::vector<StoreFire> store_fires(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used);

}  // namespace batterisk
