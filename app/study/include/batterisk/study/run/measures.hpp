#pragma once

#include "batterisk/study/run/study_result.hpp"

#include <stop_token>
#include <vector>

namespace batterisk::study {

/// Computes the study again without each of its measures, and compares the contour of the PR norm and the areas.
[[nodiscard]] std::vector<MeasureZone> compare_measures(const Dossier& dossier, const RuleCatalog& catalog,
                                                        const std::vector<ZoneResult>& with,
                                                        const std::stop_token& stop = {});

}  // namespace batterisk::study
