#pragma once

#include "batterisk/portfolio/journal.hpp"

#include "batterisk/gis/write/output_folder.hpp"
#include "batterisk/portfolio/evaluate.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace batterisk::portfolio {

/// Names of the tables of a batch; each is a CSV file.
inline constexpr const char* site_table = "sites";
inline constexpr const char* zone_table = "zones";
inline constexpr const char* pand_table = "panden";
inline constexpr const char* perceel_table = "percelen";
inline constexpr const char* finding_table = "bevindingen";

/// Of batch.json. 2: hashes of layers and shapes of zones. 3: findings about other things than
/// objects. 4: regime and choices of a site.
inline constexpr int batch_schema = 4;

/// Polygons of the zones, one file for each shape that sites have.
inline constexpr const char* shapes_folder = "vormen";
[[nodiscard]] inline std::filesystem::path shapes_path(const std::filesystem::path& batch, const std::string& id) {
  return batch / shapes_folder / (id + ".csv");
}

/// Rows of one site, each with the letter of its table in front: what goes into the journal.
[[nodiscard]] std::string rows_of(const SiteOutcome& outcome, const PortfolioSite& site);

/// Writes the tables from the journal blocks, in the order of the sites. `head` is the comment line of the CSV files;
/// `info` the rows of run_info. Gives the files and the number of failed sites.
struct WrittenOutputs {
  std::vector<std::filesystem::path> files;
  std::size_t failed = 0;
};
[[nodiscard]] WrittenOutputs write_outputs(const std::vector<JournalBlock>& blocks, gis::OutputFolder& folder,
                                           const std::string& head,
                                           const std::vector<std::pair<std::string, std::string>>& info,
                                           const std::string& iso_date);

}  // namespace batterisk::portfolio
