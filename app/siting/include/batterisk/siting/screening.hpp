#pragma once

#include "batterisk/siting/capacity.hpp"
#include "batterisk/siting/siting.hpp"

#include "batterisk/gis/write/export.hpp"
#include "batterisk/portfolio/batch.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// Many plots for one layout: on which of them it fits.
namespace batterisk::siting {

/// A candidate plot; it may have several parts.
struct Terrein {
  std::string id;
  MultiPolygon vlak;
};

/// What can be said of a plot.
enum class Uitkomst {
  Past,                 ///< a place where a study confirms the goal
  PastMetMaatregelen,   ///< that only with the measures of the dossier
  PastNiet,             ///< no place, whatever is not known
  NietTeZeggen          ///< something is not known on which it hangs
};
[[nodiscard]] std::string_view to_string(Uitkomst uitkomst);  // "past", "past_met_maatregelen", "past_niet", "niet_te_zeggen"

/// The best of a plot: over its parts and the orientations.
struct TerreinUitkomst {
  Uitkomst uitkomst = Uitkomst::NietTeZeggen;
  Angle draaiing = Angle::rad(0.0);  ///< of the place, or where a place comes first
  std::optional<Plaats> plaats;
  double passend_m2 = 0.0;           ///< of that orientation, over all parts
  double mogelijk_m2 = 0.0;
  std::optional<double> verschuiving_m;  ///< see Opening: without a place
  std::optional<Telling> telling;    ///< where units are counted
  std::string bindend;               ///< what is against it there, takes most, or is not known: ids of objects
  std::string oorzaak;               ///< by which zones or distances, in the same order
};

/// Looks at one plot, on which the units of the dossier may stand in place of its own.
/// `inrichting`: counts units like the first too, with this between them.
[[nodiscard]] TerreinUitkomst screen(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, const Terrein& terrein,
                                     const std::optional<Inrichting>& inrichting = {}, const std::stop_token& stop = {});

/// A layer of plots: a file, or a file and the name of its layer after "|".
struct Terreinen {
  std::vector<Terrein> terreinen;  ///< by id
  std::string sha256;
  std::vector<Diagnostic> messages;
};
/// Throws LayerError for a layer that cannot be used.
[[nodiscard]] Terreinen read_plots(const std::string& path, const Dossier& dossier, const RuleSet& rules, const std::stop_token& stop = {});

struct ScreeningSummary {
  std::size_t plots = 0;
  std::size_t before = 0;  ///< finished by earlier runs
  std::size_t now = 0;
  bool complete = false;   ///< all are finished, and the outputs are written
  std::map<Uitkomst, std::size_t> per_uitkomst;  ///< when complete
  std::vector<std::filesystem::path> files;
};

/// Screens plots into `folder`. Finished plots stand in `folder`/voortgang as soon as they are done, and the same call goes on
/// where an earlier one stopped; when all are finished it writes terreinen.csv and terreinen.gpkg, the same bytes for any number of
/// threads, shards and interruptions. Throws FileError for a folder of other plots, units or rules (F020).
[[nodiscard]] ScreeningSummary screen_all(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, const std::optional<Inrichting>& inrichting,
                                          const Terreinen& plots, const std::filesystem::path& folder, const portfolio::Shard& shard = {},
                                          const std::stop_token& stop = {}, const study::Progress& progress = {});

/// True for a folder that `screen_all` writes into.
[[nodiscard]] bool is_screening(const std::filesystem::path& folder);

/// Reference date (yyyy-mm-dd) of the rules of a screening. Throws FileError (F022).
[[nodiscard]] std::string screening_date(const std::filesystem::path& folder);

/// Puts the finished plots of several folders of one screening together. Throws FileError when they are not of one (F020) or
/// plots are missing (F021).
[[nodiscard]] ScreeningSummary merge_screenings(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& folder,
                                                const std::stop_token& stop = {});

/// What becomes possible on the plots of one area, and what no longer.
struct Gebiedsverschil {
  std::size_t terreinen = 0;
  double ha_erbij = 0.0;   ///< of plots on which the units fit only in the second
  double ha_weg = 0.0;     ///< only in the first
  double mwh_erbij = 0.0;  ///< of units that fit where each alone may stand, where they were counted
  double mwh_weg = 0.0;
};
struct ScreeningDifference {
  gis::FeatureTable terreinen;
  std::map<std::string, Gebiedsverschil> per_gebied;  ///< by id; "": in none of the areas
};

/// Holds two finished screenings of the same plots against each other: of two sets of rules, goals or layouts. `areas`: say,
/// municipalities; a plot belongs to the one that has most of it. Throws FileError when plots differ or units were counted in
/// another way (F020), for folders that hold no screening (F022) and for one that is not finished (F021).
[[nodiscard]] ScreeningDifference compare_screenings(const std::filesystem::path& a, const std::filesystem::path& b, const std::vector<Terrein>& areas);

/// Sums per area as CSV.
[[nodiscard]] std::string area_sums_csv(const ScreeningDifference& difference);

}  // namespace batterisk::siting
