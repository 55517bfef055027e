#pragma once

#include "batterisk/gis/write/output_folder.hpp"
#include "batterisk/portfolio/attribute.hpp"
#include "batterisk/portfolio/compare.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace batterisk::portfolio {

/// Sites with most buildings, systems, pairs and edges that change verdict, the most affected first; none without such a one.
[[nodiscard]] std::vector<const SiteChange*> most_affected(const BatchComparison& comparison, std::size_t number);

/// Totals over all sites, as CSV: counts by class and areas by zone in a, b, both, only a and only b; sites by verdict.
[[nodiscard]] std::string totals_csv(const BatchComparison& comparison);

/// Stages verschil_sites.csv, verschil_objecten.csv, verschil_bevindingen.csv, verschil_totaal.csv and drempelkromme.csv.
/// Throws FileError.
void write_tables(const BatchComparison& comparison, gis::OutputFolder& folder);

/// Stages toerekening.csv: gained and lost of each change, verdict and zone. Throws FileError.
void write_shares(const BatchComparison& comparison, const Attribution& attribution, gis::OutputFolder& folder);

}  // namespace batterisk::portfolio
