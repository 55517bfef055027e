#pragma once

#include "batterisk/study/run/study_result.hpp"

namespace batterisk::study {

/// Adds the group risk of the people in the buildings that were judged (core/README.md, 5.6), and what is not known of
/// them. Without a layer of buildings, or rules that say how many people there are, there is none.
void add_group_risk(StudyResult& result, const EffectModels& models, UsedKeys& used);

}  // namespace batterisk::study
