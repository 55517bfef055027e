#pragma once

#include "batterisk/study/run/study.hpp"

#include <string>

namespace batterisk::study {

/// Throws DossierError (D004) when the dossier lacks the table `[imev]`, which holds what only the applicant knows.
void require_imev(const Dossier& dossier);

/// The site with its sources and contours as IMEV 3.0.2 (Geonovum), the model behind the register of external-safety
/// risks: one LocatieActiviteit with an ActiviteitRestcategorie, for no class of IMEV names a battery. The contours
/// hang under one SamengesteldeReferentie, for they are computed over all sources together. What is not known is
/// `waardeOnbekend`; buildings are left out, since their class is no finding of the applicant. Same dossier, same
/// identifiers. Throws as `require_imev`.
[[nodiscard]] std::string imev_json(const StudyResult& result);

}  // namespace batterisk::study
