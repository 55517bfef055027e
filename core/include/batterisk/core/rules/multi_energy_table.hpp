#pragma once

#include "batterisk/core/effect/blast.hpp"
#include "batterisk/core/rules/provenance.hpp"
#include "batterisk/core/rules/rule_choices.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <memory>
#include <string_view>

namespace batterisk {

/// Rule set (`stelsel`) that holds a form of the curves.
[[nodiscard]] std::string_view multi_energy_stelsel(BlastCurves curves);

/// Curves of the newest rule file of that set (method 3.2.5): CSV, lines with `#` are comments. The surrogate has the
/// columns `Rprime, class1..class10`, the power laws `class, a, b, r_max` with an empty r_max for the last of a class. The
/// sha256 was compared when the catalog was loaded. Throws RuleFileError: no such rule file, or a table that is unreadable
/// or malformed.
[[nodiscard]] MultiEnergyCurves load_multi_energy_curves(const RuleCatalog& catalog, BlastCurves curves);

/// Where they come from (`herkomst`), for the keys that a study used; `waarde` is the sha256.
/// Throws RuleFileError as above, or for an origin that is incomplete.
[[nodiscard]] std::shared_ptr<const Provenance> multi_energy_provenance(const RuleCatalog& catalog, BlastCurves curves);

}  // namespace batterisk
