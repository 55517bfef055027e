#pragma once

#include "batterisk/study/run/study_result.hpp"

#include <string_view>

/// The verdict of each part of the law, beside the overall one.
namespace batterisk::study {

/// PR and the three areas are judged in every study, whoever is there.
void open_part_verdicts(StudyResult& result);

/// Adds a finding to a part, which is made when it is new; one that is about no object is not counted.
void count_finding(StudyResult& result, std::string_view onderdeel, const Bevinding& finding);

/// Parts without a finding concern nobody and comply. Adds what makes each indicative; needs the label and the keys used.
void close_part_verdicts(StudyResult& result);

}  // namespace batterisk::study
