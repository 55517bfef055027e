#include "batterisk/study/output/output.hpp"

#include "output/staged_files.hpp"

#include "batterisk/study/archive/archive.hpp"
#include "batterisk/study/map/map_drawing.hpp"
#include "batterisk/study/map/svg.hpp"
#include "batterisk/study/tables/imev.hpp"
#include "batterisk/study/tables/result_json.hpp"
#include "batterisk/study/tables/table_files.hpp"
#include "batterisk/study/tables/tables.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/gis/write/export.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

constexpr std::array<std::pair<OutputFormat, std::string_view>, 5> format_words{{
    {OutputFormat::Csv, "csv"},
    {OutputFormat::Xlsx, "xlsx"},
    {OutputFormat::GeoJson, "geojson"},
    {OutputFormat::FlatGeobuf, "fgb"},
    {OutputFormat::Imev, "imev"},
}};

std::string csv_comment(const StudyResult& result, const gis::FeatureTable& table) {
  return fmt::format("batterisk {} run={} regelset={} peildatum={} rijen={}", result.receipt.program_version,
                     result.receipt.run_hash, result.rules->id, iso_date(result.dossier.peildatum),
                     table.rows.size());
}

// What ogrinfo and catalogues show of the whole file.
std::vector<gis::Metadata> metadata(const StudyResult& result, const std::vector<gis::FeatureTable>& tables) {
  std::vector<gis::Metadata> list;
  const auto run_info = std::find_if(tables.begin(), tables.end(), [](const auto& t) { return t.name == "run_info"; });
  for (const gis::Row& row : run_info->rows) {
    const std::string key = std::get<std::string>(row.values[0]);
    // Hashes of files and counts have their table; a key of metadata has no colon.
    if (key.find(':') == std::string::npos) list.push_back({key, std::get<std::string>(row.values[1])});
  }
  for (const LayerReport& layer : result.surroundings.reports) {
    list.push_back({fmt::format("bron_{}", to_string(layer.kind)), fmt::format("{} ({})", layer.bron, layer.datum)});
  }
  return list;
}

}  // namespace

std::optional<OutputFormat> output_format_from(std::string_view word) {
  const auto it = std::find_if(format_words.begin(), format_words.end(), [word](const auto& f) { return f.second == word; });
  return it == format_words.end() ? std::nullopt : std::optional{it->first};
}

std::vector<std::string> output_format_words() {
  std::vector<std::string> words;
  for (const auto& [format, word] : format_words) words.emplace_back(word);
  return words;
}

void write_file(const std::filesystem::path& path, std::string_view content, const std::stop_token& stop) {
  StagedFiles files{stop};
  files.write(path, content);
  (void)files.put_in_place();
}

void write_files(const std::vector<std::pair<std::filesystem::path, std::string>>& files, const std::stop_token& stop) {
  StagedFiles staged{stop};
  for (const auto& [path, content] : files) staged.write(path, content);
  (void)staged.put_in_place();
}

std::vector<std::filesystem::path> write_result(const StudyResult& result, const std::filesystem::path& folder,
                                                const OutputOptions& options, const std::stop_token& stop) {
  const auto wanted = [&](OutputFormat format) {
    return std::find(options.formats.begin(), options.formats.end(), format) != options.formats.end();
  };
  const std::vector<gis::FeatureTable> tables = result_tables(result);
  std::vector<gis::FeatureTable> with_codebook = tables;
  with_codebook.push_back(codebook_table());

  StagedFiles files{stop};
  files.write(folder / "resultaat.json", result_json(result));
  files.make(folder / "resultaat.gpkg", [&](const auto& path) {
    gis::write_geopackage(path, tables, iso_date(result.dossier.peildatum), metadata(result, tables));
  });
  files.write(folder / "kaart.svg", svg::file(map_drawing(result, {.language = options.language})));
  if (wanted(OutputFormat::Csv)) {
    for (const gis::FeatureTable& table : with_codebook) {
      files.write(folder / "csv" / (table.name + ".csv"),
                  table_csv(table, options.csv, options.csv_comment ? csv_comment(result, table) : ""));
    }
  }
  if (wanted(OutputFormat::Xlsx)) {
    files.make(folder / "resultaat.xlsx", [&](const auto& path) { gis::write_workbook(path, with_codebook); });
  }
  for (const gis::FeatureTable& table : tables) {
    if (table.geometry == gis::GeometryType::None) continue;
    if (wanted(OutputFormat::GeoJson)) {
      files.write(folder / "geojson" / (table.name + ".geojson"), table_geojson(table, result.receipt.run_hash));
    }
    if (wanted(OutputFormat::FlatGeobuf)) {
      files.make(folder / "fgb" / (table.name + ".fgb"),
                 [&](const auto& path) { gis::write_flatgeobuf(path, table); });
    }
  }
  if (wanted(OutputFormat::Imev)) files.write(folder / "imev.json", imev_json(result));
  std::vector<std::string> names;
  for (const auto& path : files.targets()) names.push_back(path.lexically_relative(folder).generic_string());
  // A format of the last run that is not asked for now would be of another result than its neighbours.
  for (const std::string& name : files_of_last_run(folder)) {
    if (std::find(names.begin(), names.end(), name) == names.end()) files.remove(folder / name);
  }
  files.write(folder / receipt_name, receipt_json(result, folder, names, options.source));
  return files.put_in_place();
}

}  // namespace batterisk::study
