#pragma once

#include "batterisk/siting/siting.hpp"

namespace batterisk::siting {

/// How far from their edges regions stay.
enum class Edges {
  WithinAccuracy,  ///< `region_accuracy_m` from all
  Exact            ///< that from edges of zones; the plot and the ground that is free are used to the millimetre
};

/// To what a plot is measured where units use all of it (m).
inline constexpr double fit_accuracy_m = 0.001;

/// The regions of `find_places`, without proposing places. With `Edges::Exact` each Ruimte has `hoogstens` too, and no `waarom`.
[[nodiscard]] SitingResult find_regions(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, Edges edges,
                                        const std::stop_token& stop, const study::Progress& progress);

}  // namespace batterisk::siting
