#pragma once

#include "batterisk/core/effect/blast.hpp"
#include "batterisk/core/rules/provenance.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <memory>

namespace batterisk {

/// Multi-energy table of the newest rule file of `explosie` (method 3.2.5): CSV with the columns
/// `Rprime, class1..class10`, lines with `#` are comments. Its sha256 was compared when the catalog was
/// loaded. Throws RuleFileError: no such rule file, or a table that is unreadable or malformed.
[[nodiscard]] MultiEnergyTable load_multi_energy_table(const RuleCatalog& catalog);

/// Where that table comes from (`herkomst`), for the keys that a study used; `waarde` is its sha256.
/// Throws RuleFileError as above, or for an origin that is incomplete.
[[nodiscard]] std::shared_ptr<const Provenance> multi_energy_provenance(const RuleCatalog& catalog);

}  // namespace batterisk
