#pragma once

#include "batterisk/study/run/study_result.hpp"
#include "batterisk/study/text/texts.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace batterisk::study {

/// The overall verdict and its reason in one sentence, and what else was found that this verdict does not speak of.
[[nodiscard]] std::string verdict_sentence(const StudyResult& result, Language language);

/// What the overall verdict rests on: articles, standing of the norm, and what makes it indicative.
[[nodiscard]] std::string verdict_basis(const StudyResult& result, Language language);

/// The building that is nearest to another verdict, and how far an edge would have to move; empty when no edge decides.
[[nodiscard]] std::string nearest_flip_text(const StudyResult& result, Language language);

/// "brandaandachtsgebied", "plaatsgebonden risico": what a Deeloordeel is about, for people.
[[nodiscard]] std::string part_name(std::string_view onderdeel, Language language);

/// "indicatief door klassen van gebouwen uit de BAG en waarden van de methode".
[[nodiscard]] std::string indicative_words(const std::vector<std::string>& causes, Language language);

/// The regime of the activity and the choices that the rules leave, each with its name; empty where the rules have none.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> regime_and_choices(const StudyResult& result, Language language);

/// One line per Deeloordeel: verdict, numbers of objects, article, standing of the norm, what makes it indicative.
[[nodiscard]] std::vector<std::string> part_lines(const StudyResult& result, Language language);

/// One screen for a person: verdict, zones, buildings by class and verdict, what weakens the result.
[[nodiscard]] std::string summary(const StudyResult& result, Language language);

}  // namespace batterisk::study
