#pragma once

#include "batterisk/core/scenario/scenario.hpp"

#include <optional>

namespace batterisk {

/// Energies of a unit, from the dossier (for a store also by mass) or the rules.
[[nodiscard]] Energy total_energy(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used);
[[nodiscard]] Energy module_energy(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used);
[[nodiscard]] Energy rack_energy(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used);

/// Puts a source into the wake of a unit, whose width is the shorter side or that across the wind (`wake.width`).
void mix_into_wake(ToxicSource& source, const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used);

/// HF, CO and HCN of burning cells whose stored energy is spent at `energy_rate`.
[[nodiscard]] std::vector<SubstanceRelease> fire_products(const BatteryUnit& unit, Power energy_rate,
                                                          const RuleSet& rules, UsedKeys& used);

/// S1 and S5: torch of the stored energy, `Q = q_ref (E/e_ref)^m`, exposure min(20 s, total heat/Q) (chapter 2.6). Of a
/// building through its openings, which it must have.
[[nodiscard]] TorchSource torch_source(const BatteryUnit& unit, Energy stored, const RuleSet& rules, UsedKeys& used);

/// S3: HF, CO and HCN of one module, in the wake of the unit: at a constant rate or cell by cell (chapter 2.8). Throws
/// DossierError when cells are asked for and their energy is not known.
[[nodiscard]] ToxicSource vent_gas_source(const BatteryUnit& unit, Energy module, const RuleSet& rules, UsedKeys& used);

/// S2: gas of one module in the free volume, vented or bursting deflagration, blast circles (chapter 2.7). Nothing when
/// the concentration stays below the lower flammability limit.
[[nodiscard]] std::optional<ExplosionSource> explosion_source(const BatteryUnit& unit, Energy module,
                                                              const RuleSet& rules, UsedKeys& used);

/// S4: fire profile of the whole unit; smoke with the largest 30-minute mean, radiation with the peak, from the roof of
/// a container and from openings (chapter 2.9).
[[nodiscard]] FireSource fire_source(const BatteryUnit& unit, Energy total, const RuleSet& rules, UsedKeys& used);

}  // namespace batterisk
