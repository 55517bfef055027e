#pragma once

#include "batterisk/study/run/risk.hpp"

#include "batterisk/core/area/aandachtsgebied.hpp"

namespace batterisk::study {

/// Puts areas that a fixed distance bounds (`[[afstandsgebied]]`) in place of the computed ones: all that lies within the
/// distance of the walls of a unit. A distance that the rules leave open makes the area undetermined.
void apply_distance_areas(const RiskStudy& risk, double sagitta_m, Aandachtsgebieden& areas);

}  // namespace batterisk::study
