#pragma once

#include "batterisk/study/run/progress.hpp"
#include "batterisk/study/run/study_result.hpp"

#include <stop_token>
#include <vector>

namespace batterisk::study {

/// Computes, overlays and judges. Throws RuleFileError, DossierError, LayerError or Cancelled.
[[nodiscard]] StudyResult run_study(const Dossier& dossier, const RuleCatalog& catalog, std::stop_token stop = {},
                                    const Progress& progress = {}, GroupRisk group_risk = GroupRisk::Omitted);

/// Selects and types the rules, derives scenarios and weather, without computing: what `check` needs. False when
/// something lies outside the scope of the method.
bool check_study(const Dossier& dossier, const RuleCatalog& catalog, std::vector<Diagnostic>& messages);

}  // namespace batterisk::study
