#pragma once

#include "batterisk/siting/capacity.hpp"
#include "batterisk/siting/changes.hpp"
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

/// The tables of the regions of one unit, and `opstelling` (units), `rijstrook` and `capaciteit` (plots), with geometry.
[[nodiscard]] std::vector<gis::FeatureTable> capacity_tables(const CapacityResult& result);

/// One screen for a person: units and MWh per plot, what no layout exceeds, and what proves that.
[[nodiscard]] std::string capacity_summary(const CapacityResult& result, study::Language language);

/// Map of a plot with the layout found. `opstelling`: index in `CapacityResult::opstellingen`.
[[nodiscard]] study::Drawing capacity_map(const CapacityResult& result, std::size_t opstelling, study::Language language);

/// The tables of the regions, and `wijziging`, the cheapest first.
[[nodiscard]] std::vector<gis::FeatureTable> changes_tables(const ChangesResult& result);

/// What would have to change, the cheapest first, and by which prices.
[[nodiscard]] std::string changes_summary(const ChangesResult& result, study::Language language);

}  // namespace batterisk::siting
