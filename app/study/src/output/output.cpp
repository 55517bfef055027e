#include "batterisk/study/output/output.hpp"

#include "batterisk/study/archive/archive.hpp"
#include "batterisk/study/map/map_drawing.hpp"
#include "batterisk/study/map/svg.hpp"
#include "batterisk/study/tables/imev.hpp"
#include "batterisk/study/tables/result_json.hpp"
#include "batterisk/study/tables/table_files.hpp"
#include "batterisk/study/tables/tables.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/base/text_encoding.hpp"
#include "batterisk/gis/write/export.hpp"

#include <algorithm>
#include <array>
#include <set>
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

std::vector<std::filesystem::path> write_result(const StudyResult& result, gis::OutputFolder& files, const OutputOptions& options) {
  const auto wanted = [&](OutputFormat format) {
    return std::find(options.formats.begin(), options.formats.end(), format) != options.formats.end();
  };
  const std::vector<gis::FeatureTable> tables = result_tables(result);
  std::vector<gis::FeatureTable> with_codebook = tables;
  with_codebook.push_back(codebook_table());

  RunOutputs outputs{{}, options.language, {}, options.csv == CsvDialect::ExcelNl, options.csv_comment};
  for (const auto& [format, word] : format_words) {
    if (wanted(format)) outputs.formats.emplace_back(word);
  }
  // Each with its hash for the receipt.
  const auto make = [&](const std::string& name, const auto& fill) {
    files.make(name, [&](const auto& path) {
      fill(path);
      outputs.files.push_back({name, std::filesystem::file_size(path), sha256_of_file(path)});
    });
  };
  const auto write = [&](const std::string& name, const std::string& content) {
    const std::string text = is_utf8(content) ? content : to_utf8(content);
    files.write(name, text);
    outputs.files.push_back({name, text.size(), sha256(text)});
  };
  write("resultaat.json", result_json(result));
  make("resultaat.gpkg", [&](const auto& path) {
    gis::write_geopackage(path, tables, iso_date(result.dossier.peildatum), metadata(result, tables));
  });
  write("kaart.svg", svg::file(map_drawing(result, {.language = options.language})));
  if (wanted(OutputFormat::Csv)) {
    for (const gis::FeatureTable& table : with_codebook) {
      write("csv/" + table.name + ".csv", table_csv(table, options.csv, options.csv_comment ? csv_comment(result, table) : ""));
    }
  }
  if (wanted(OutputFormat::Xlsx)) make("resultaat.xlsx", [&](const auto& path) { gis::write_workbook(path, with_codebook); });
  for (const gis::FeatureTable& table : tables) {
    if (table.geometry == gis::GeometryType::None) continue;
    if (wanted(OutputFormat::GeoJson)) write("geojson/" + table.name + ".geojson", table_geojson(table, result.receipt.run_hash));
    if (wanted(OutputFormat::FlatGeobuf)) {
      make("fgb/" + table.name + ".fgb", [&](const auto& path) { gis::write_flatgeobuf(path, table); });
    }
  }
  if (wanted(OutputFormat::Imev)) write("imev.json", imev_json(result));
  // A format of the last run that is not asked for now would be of another result than its neighbours.
  for (const std::string& name : files_of_last_run(files.path())) {
    const bool again = std::any_of(outputs.files.begin(), outputs.files.end(), [&](const OutputFile& f) { return f.name == name; });
    if (!again) files.remove(name);
  }
  files.write(receipt_name, receipt_json(result, files.path(), outputs, options.source));
  return files.put_in_place();
}

std::vector<std::filesystem::path> write_result(const StudyResult& result, const std::filesystem::path& folder,
                                                const OutputOptions& options, const std::stop_token& stop) {
  gis::OutputFolder files{folder, stop};
  return write_result(result, files, options);
}

std::vector<std::string> differing_outputs(const std::filesystem::path& folder, const RunOutputs& outputs, const StudyResult& result,
                                           const std::stop_token& stop) {
  OutputOptions options{outputs.language, {}, outputs.excel_nl ? CsvDialect::ExcelNl : CsvDialect::Plain, outputs.csv_comment, {}};
  for (const std::string& word : outputs.formats) {
    if (const auto format = output_format_from(word)) options.formats.push_back(*format);
  }
  const TemporaryFolder again;
  std::set<std::string> names;
  for (const OutputFile& file : outputs.files) names.insert(file.name);
  for (const auto& path : write_result(result, again.path(), options, stop)) names.insert(path.lexically_relative(again.path()).generic_string());
  names.erase(receipt_name);
  std::erase_if(names, [&](const std::string& name) {
    std::error_code error;
    return std::filesystem::exists(again.path() / name, error) && sha256_of_file(again.path() / name) == sha256_of_file(folder / name);
  });
  return {names.begin(), names.end()};
}

}  // namespace batterisk::study
