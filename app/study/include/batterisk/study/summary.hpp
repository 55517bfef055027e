#pragma once

#include "batterisk/study/study.hpp"
#include "batterisk/study/texts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace batterisk::study {

/// "eigen referentiemethode"; "own reference method". `rule_set` is the set that a result can conform to.
[[nodiscard]] std::string label_word(Label label, std::string_view rule_set, Language language);

/// Keys that the study used and whose evidence is weaker than `gelezen`, alphabetically.
[[nodiscard]] std::vector<std::string> weak_keys(const StudyResult& result);
/// Keys that the study used and that are not confirmed.
[[nodiscard]] std::vector<std::string> unconfirmed_keys(const StudyResult& result);

/// "PR 10⁻⁶", "PR 3·10⁻⁶", "brandaandachtsgebied".
[[nodiscard]] std::string zone_name(const Zone& zone, Language language);
/// "10⁻⁶", "3·10⁻⁶": a level as it stands on its line.
[[nodiscard]] std::string level_name(PlaatsgebondenRisico level, Language language);

/// The overall verdict and its reason in one sentence.
[[nodiscard]] std::string verdict_sentence(const StudyResult& result, Language language);

/// One screen for a person: verdict, zones, buildings by class and verdict, what weakens the result.
[[nodiscard]] std::string summary(const StudyResult& result, Language language);

}  // namespace batterisk::study
