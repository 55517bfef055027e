#pragma once

#include "batterisk/siting/siting.hpp"

#include "batterisk/gis/write/export.hpp"
#include "batterisk/study/map/drawing.hpp"
#include "batterisk/study/text/texts.hpp"

#include <string>
#include <vector>

namespace batterisk::siting {

/// Tables `mogelijk`, `onbekend`, `belemmering`, `plaats` and `nodig`, with geometry.
[[nodiscard]] std::vector<gis::FeatureTable> siting_tables(const SitingResult& result);

/// One screen for a person: per plot and orientation how much room there is, the place, and what takes most of the rest.
[[nodiscard]] std::string siting_summary(const SitingResult& result, study::Language language);

/// Map of a plot with its regions for one orientation: where the first unit may stand, where nobody can say, and what
/// excludes the rest. `ruimte`: index in `SitingResult::ruimten`.
[[nodiscard]] study::Drawing siting_map(const SitingResult& result, std::size_t ruimte, study::Language language);

}  // namespace batterisk::siting
