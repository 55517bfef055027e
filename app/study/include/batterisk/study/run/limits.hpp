#pragma once

#include "batterisk/study/run/risk.hpp"

#include "batterisk/core/dossier/surroundings.hpp"

#include <vector>

/// What cuts the answer of a study short, for one site or one of many.
namespace batterisk::study {

/// Zones that cannot be determined, were cut off, or are all empty. `cap_m`: longest reach of the gifwolkaandachtsgebied.
[[nodiscard]] std::vector<Diagnostic> limits_of_zones(const StudyZones& zones, double cap_m, const Place& dossier);

/// Layers that are missing for the verdict or do not cover the surroundings. `unsettled`: the use of some building is open.
[[nodiscard]] std::vector<Diagnostic> limits_of_layers(const Surroundings& surroundings, bool unsettled, const Place& dossier);

}  // namespace batterisk::study
