#pragma once

#include "batterisk/core/scenario.hpp"

#include <optional>

namespace batterisk {

/// Energies of a unit, from the dossier or the rules.
struct UnitEnergy {
  Energy module;
  Energy rack;
  Energy total;
};
[[nodiscard]] UnitEnergy unit_energy(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used);

/// S1 and S5: torch of the stored energy, `Q = q_ref (E/e_ref)^m`, exposure min(20 s, total heat/Q) (chapter 2.6).
[[nodiscard]] TorchSource torch_source(const BatteryUnit& unit, Energy stored, const RuleSet& rules, UsedKeys& used);

/// S3: HF, CO and HCN of one module at a constant rate, in the wake of the unit (chapter 2.8).
[[nodiscard]] ToxicSource vent_gas_source(const BatteryUnit& unit, Energy module, const RuleSet& rules, UsedKeys& used);

/// S2: gas of one module in the free volume, vented or bursting deflagration, blast circles (chapter 2.7). Nothing when
/// the concentration stays below the lower flammability limit.
[[nodiscard]] std::optional<ExplosionSource> explosion_source(const BatteryUnit& unit, Energy module,
                                                              const RuleSet& rules, UsedKeys& used);

/// S4: fire profile of the whole unit; smoke with the largest 30-minute mean, radiation with the peak (chapter 2.9).
[[nodiscard]] FireSource fire_source(const BatteryUnit& unit, Energy total, const RuleSet& rules, UsedKeys& used);

}  // namespace batterisk
