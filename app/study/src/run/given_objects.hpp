#pragma once

#include "batterisk/study/run/study_result.hpp"

/// What the dossier says of single buildings and locations (`[[object]]`).
namespace batterisk::study {

/// Buildings and locations that the dossier brings itself.
void add_own_objects(StudyResult& result);

/// What the dossier says of a building; nullptr: nothing.
[[nodiscard]] const ObjectOpgave* given(const Dossier& dossier, const Pand& pand);

/// Class of a building: the one that the dossier gives, else the one of the layers.
[[nodiscard]] Klassering class_of(const Pand& pand, const ObjectOpgave* object, const ClassRules& rules);

}  // namespace batterisk::study
