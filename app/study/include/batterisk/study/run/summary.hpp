#pragma once

#include "batterisk/study/run/study_result.hpp"
#include "batterisk/study/text/texts.hpp"

#include <string>

namespace batterisk::study {

/// The overall verdict and its reason in one sentence.
[[nodiscard]] std::string verdict_sentence(const StudyResult& result, Language language);

/// One screen for a person: verdict, zones, buildings by class and verdict, what weakens the result.
[[nodiscard]] std::string summary(const StudyResult& result, Language language);

}  // namespace batterisk::study
