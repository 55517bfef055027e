#pragma once

#include "batterisk/portfolio/evaluate.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::portfolio {

/// Values that template or command line replace, as a batch records them: "indoor.n_v: 1 1/h -> 2 1/h".
[[nodiscard]] std::vector<std::string> deviations_of(const RuleSet& rules);

/// Part `index` of `count`: the sites in every `count`th tile of the country, so that parts share no reading of layers.
struct Shard {
  std::size_t index = 1;
  std::size_t count = 1;
};
/// Reads "2/8". Throws DossierError (D066).
[[nodiscard]] Shard shard_of(std::string_view text);

/// What a run of a batch has come to.
struct BatchSummary {
  std::size_t sites = 0;      ///< of the portfolio
  std::size_t before = 0;     ///< finished by earlier runs
  std::size_t now = 0;        ///< finished by this run
  std::size_t failed = 0;     ///< of all that are finished
  bool complete = false;      ///< every site is finished and the outputs are written
  BatchTimes times;
  double output = 0.0;        ///< time for the outputs (s)
  std::vector<std::filesystem::path> files;
};

/// Computes a portfolio under one rule set into `folder`; its template holds the dates for which the rules were chosen. Finished sites stand in `folder`/voortgang as soon as they
/// are done; the same call goes on where an earlier one stopped, whatever stopped it. When all sites of the portfolio
/// are finished it writes sites.csv, zones.csv, panden.csv, percelen.csv, bevindingen.csv and resultaat.gpkg, beside vormen/ with the
/// polygons of the zones that the sites have; the same bytes for any
/// number of jobs, shards and interruptions. Throws FileError for a folder of another portfolio or other rules (F020).
[[nodiscard]] BatchSummary run_batch(const LoadedPortfolio& portfolio, const std::shared_ptr<const RuleSet>& rules,
                                     const std::filesystem::path& folder, const Shard& shard,
                                     const EvaluateOptions& options);

/// Puts the finished sites of several folders of one batch together in `folder` and writes the outputs. Throws
/// FileError when they are not of one batch (F020) or sites are missing (F021).
[[nodiscard]] BatchSummary merge(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& folder,
                                 const std::stop_token& stop = {});

}  // namespace batterisk::portfolio
