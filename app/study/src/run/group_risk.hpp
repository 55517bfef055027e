#pragma once

#include "batterisk/study/run/study_result.hpp"

#include <functional>

namespace batterisk::study {

/// Adds the group risk of the people in the buildings and at the locations that were judged (core/README.md, 5.6), and what
/// is not known of them. Under rules that do not say how many people there are, there is none. `progress` as in
/// death_outcomes.
void add_group_risk(StudyResult& result, const EffectModels& models, UsedKeys& used,
                    const std::function<void(double)>& progress);

}  // namespace batterisk::study
