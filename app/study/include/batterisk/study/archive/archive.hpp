#pragma once

#include "batterisk/core/base/temporary_folder.hpp"
#include "batterisk/study/archive/bundle.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/run/uncertainty.hpp"
#include "batterisk/study/text/texts.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// A study as somebody else gets it: everything that is needed to compute it again, and the result that came out.
namespace batterisk::study {

inline constexpr const char* receipt_name = "ontvangstbewijs.json";
inline constexpr const char* result_name = "resultaat.json";

/// How the pages of a report were made.
struct ReportPages {
  Language language = Language::Nl;
  std::optional<double> scale{};  ///< as in ReportOptions
  bool sensitivity = false;
  bool all_objects = false;
};

/// A file that a run wrote, as its receipt lists it.
struct OutputFile {
  std::string name;  ///< relative to the folder
  std::uintmax_t bytes = 0;
  std::string sha256;
};

/// The files of a run and how they were written, so that they can be written again.
struct RunOutputs {
  std::vector<OutputFile> files;
  Language language = Language::Nl;
  std::vector<std::string> formats;  ///< words of OutputFormat
  bool excel_nl = false;
  bool csv_comment = true;
};

/// Dossier, rule files, the part used of each layer, own weather table, result and receipt, with the sha256 of each.
/// Layers that could not be used are left out. `pages`: of the report that they are attached to. Throws FileError, or
/// Cancelled between layers.
[[nodiscard]] Bundle make_bundle(const StudyResult& result, const RuleCatalog& catalog, const std::stop_token& stop = {},
                                 const std::optional<ReportPages>& pages = {});

/// Receipt beside the result files in `folder`: which dossier (relative to the folder), dates, rules and values, and
/// the files of the run in the folder with their hashes. `source`: where the dossier was read, when it travelled
/// (StoredStudy::source); empty for its own path.
[[nodiscard]] std::string receipt_json(const StudyResult& result, const std::filesystem::path& folder,
                                       const RunOutputs& outputs, const std::filesystem::path& source);

/// Files of a run in `folder` that are gone or other than listed, and files named as a run names them that are not listed.
/// What says the result itself is left out: that is computed again.
[[nodiscard]] std::vector<std::string> changed_outputs(const std::filesystem::path& folder, const RunOutputs& outputs);

/// Names of the files of the last run, out of its receipt in `folder`: below the folder, each a file that exists. None
/// where there is no receipt.
[[nodiscard]] std::vector<std::string> files_of_last_run(const std::filesystem::path& folder);

/// A study read back: from an archive, a report, or a folder with results.
struct StoredStudy {
  Dossier dossier;
  std::filesystem::path source;  ///< dossier, archive or report that holds the input
  std::filesystem::path rules;  ///< folder of the rules that travelled along; empty: those of this computer
  std::string result;           ///< result.json as it was
  bool group_risk = false;      ///< the result has the group risk
  std::optional<UncertaintyRequest> uncertainty;  ///< of the result; nothing: it has none
  Box extract{};                ///< ground of which the layers that travelled along hold everything; empty: not said
  std::vector<RuleFile> rule_files;            ///< that the result was computed with
  std::optional<RunOutputs> outputs;           ///< of a folder; nothing: its receipt holds no hashes of them
  std::optional<ReportPages> pages;            ///< of a report; nothing: it does not say how they were made
  std::shared_ptr<TemporaryFolder> unpacked;   ///< keeps the files alive
};

/// What a path holds, by its first bytes, not by its name; a folder by its receipt. Dossier for everything else.
enum class StoredKind { Dossier, Folder, Zip, Pdf };
[[nodiscard]] StoredKind stored_kind(const std::filesystem::path& path);

/// Unpacks and checks every file against the receipt. Throws ContainerError, or DossierError for what does not load.
[[nodiscard]] StoredStudy open_stored(const std::filesystem::path& path);

/// The dossier of an archive or report with another text. The layers, weather and choices of date and rules that
/// travelled along stay where the text still asks for the same. Throws DossierError.
[[nodiscard]] Dossier edited(const StoredStudy& study, std::string text);

/// Writes what travelled along with a study to the folder `<name>-lagen` beside `path`, where its dossier is to lie:
/// extracts of layers, an own weather table, and what there is of a prepared folder as one that is prepared anew, since its
/// manifest spoke of the whole. `dossier` is what `text` says now. Gives the text with their new places. Throws FileError.
[[nodiscard]] std::string with_files_beside(const StoredStudy& study, const Dossier& dossier, std::string text,
                                            const std::filesystem::path& path);

/// The dossier with extracts of layers taken for what they are. As stored, an extract stands for the whole layer, for
/// it holds all that the stored study looked at; any other study may look further.
[[nodiscard]] Dossier with_extracts_as_such(Dossier dossier);

/// One kind of value that differs between a stored result and one computed now.
struct ResultDifference {
  std::string where;      ///< "getroffen_pand.pr_max_per_jaar"
  std::size_t count = 0;  ///< of values
  double largest = 0.0;   ///< relative difference of numbers; 0 for words
  std::string object;     ///< where the largest occurs: id of the row
  std::string stored;
  std::string now;
  bool within = true;  ///< none lies further apart than the accuracy of the computation
};

struct Verification {
  bool same_bytes = false;
  std::string stored_program;  ///< "batterisk 0.2.0 (abc)"
  double border_accuracy_m = 0.0;  ///< of the stored borders and distances, as its program kept it
  std::size_t wording = 0;     ///< sentences that another version words differently
  std::vector<ResultDifference> differences;  ///< largest first; empty: the same outcome
  /// Nothing differs by more than the accuracy of the computation, and no word: what another version may give.
  [[nodiscard]] bool within_accuracy() const;
};

/// Compares two documents of `result_json`. Who computed (program, compiler, run) is no difference; what a later version
/// adds is none either; what it no longer says is one.
[[nodiscard]] Verification compare_results(const std::string& stored, const std::string& now);

}  // namespace batterisk::study
