#pragma once

#include "batterisk/study/run/study_result.hpp"

/// From zones and surroundings to findings: which facts hold for each object, and what the decision tables say of them.
namespace batterisk::study {

/// Judges every building and location around the site. `gifwolk_known`, `pr_known`: false where the gifwolkaandachtsgebied
/// or a PR contour could not be determined.
void judge(StudyResult& result, bool gifwolk_known, bool pr_known);

/// Findings that are not about one building: advice about the EOS, and the edges of risicogebieden.
void judge_surroundings(StudyResult& result, bool pr_known);

/// Parcels that a zone meets, with the highest PR on them.
void add_parcels(StudyResult& result);

/// Makes the choices that the rules leave; what the alternatives not chosen found is not applicable then.
void choose_alternatives(StudyResult& result);

}  // namespace batterisk::study
