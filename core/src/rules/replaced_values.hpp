#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/rules/rule_set.hpp"

#include <vector>

namespace batterisk::detail {

/// The `[[maatregel]]` tables of the method.
[[nodiscard]] std::vector<MeasureKind> read_measure_kinds(const RuleDocument& method, Findings& findings);

/// Replaces values of the method by those of the dossier, first data of the site, then deviations, then measures; each keeps
/// its checks and says where it is from. What measures change is added to `effects`. Throws DossierError with all findings.
[[nodiscard]] RuleDocument with_replacements(RuleDocument document, const RuleSelection& selection,
                                             const std::vector<MeasureKind>& kinds,
                                             std::vector<MeasureEffect>& effects, std::vector<Diagnostic>& warnings);

}  // namespace batterisk::detail
