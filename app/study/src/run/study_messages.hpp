#pragma once

#include "batterisk/study/run/study_result.hpp"

#include <optional>

/// What a study says about its own limits.
namespace batterisk::study {

/// Buildings in a zone whose use is not known, or that are large and have no unit.
void add_class_messages(StudyResult& result);

/// Buildings within the boundary of the site where people may be who do not belong to the activity.
void add_own_ground_message(StudyResult& result);

/// How far cold vent gas can burn, once for each source.
void add_flash_distances(const RiskStudy& risk, std::vector<Diagnostic>& messages);

/// How far the fire of a container reaches with a door in each long side, where the dossier gives no openings; nothing where
/// it gives them or the rules know no door.
[[nodiscard]] std::optional<Diagnostic> doors_left_out(const Dossier& dossier, const RuleSet& rules, const StudyWeather& weather);

/// Objects that no layer has around the site: what was said about them has no effect.
void add_unknown_objects(StudyResult& result);

/// Rule values that the dossier replaces and that this study does not use.
void add_keys_without_effect(StudyResult& result);

}  // namespace batterisk::study
