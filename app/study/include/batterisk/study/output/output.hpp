#pragma once

#include "batterisk/study/archive/archive.hpp"
#include "batterisk/gis/write/new_file.hpp"
#include "batterisk/gis/write/output_folder.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/tables/table_files.hpp"
#include "batterisk/study/text/texts.hpp"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::study {

using gis::write_file;  // for those who know no gis

/// Files beside resultaat.json, resultaat.gpkg and kaart.svg.
enum class OutputFormat {
  Csv,         ///< csv/<table>.csv, and csv/codebook.csv
  Xlsx,        ///< resultaat.xlsx, one sheet a table
  GeoJson,     ///< geojson/<table>.geojson of the tables with geometry
  FlatGeobuf,  ///< fgb/<table>.fgb of the same
  Imev         ///< imev.json, for the register (REV)
};
[[nodiscard]] std::optional<OutputFormat> output_format_from(std::string_view word);
[[nodiscard]] std::vector<std::string> output_format_words();

struct OutputOptions {
  Language language = Language::Nl;   ///< of the map; the other files hold both languages
  std::vector<OutputFormat> formats;  ///< besides the three that are always written
  CsvDialect csv = CsvDialect::Plain;
  bool csv_comment = true;            ///< first line of a CSV says program, run, rules, date and number of rows
  std::filesystem::path source{};     ///< of a study that travelled (StoredStudy::source), for the receipt
};

/// Writes the files of a run into `folder` and returns them: resultaat.json, resultaat.gpkg, kaart.svg,
/// ontvangstbewijs.json, then the formats asked for. All but the receipt hold the rows of `result_tables`. They appear
/// together or, with a FileError or Cancelled, none of them. Throws DossierError when the IMEV file lacks something that
/// only the dossier can know.
std::vector<std::filesystem::path> write_result(const StudyResult& result, gis::OutputFolder& folder,
                                                const OutputOptions& options = {});
/// The same into a folder that nobody holds yet.
std::vector<std::filesystem::path> write_result(const StudyResult& result, const std::filesystem::path& folder,
                                                const OutputOptions& options = {}, const std::stop_token& stop = {});

/// Files of a run in `folder` that are not what `write_result` makes of this result now, in order of name.
[[nodiscard]] std::vector<std::string> differing_outputs(const std::filesystem::path& folder, const RunOutputs& outputs,
                                                         const StudyResult& result, const std::stop_token& stop = {});

}  // namespace batterisk::study
