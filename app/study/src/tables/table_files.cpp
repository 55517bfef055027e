#include "batterisk/study/tables/table_files.hpp"

#include "tables/json_values.hpp"

#include "batterisk/core/base/csv.hpp"
#include "batterisk/study/text/json_text.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

bool only_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string csv_text(const std::string& text, CsvDialect dialect) {
  if (dialect == CsvDialect::ExcelNl && only_digits(text)) return "\"=\"\"" + text + "\"\"\"";
  return csv_cell(text);
}

std::string csv_number(double value, CsvDialect dialect) {
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  std::string text{digits, end};
  if (dialect == CsvDialect::ExcelNl) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string cell_of(const gis::Value& value, CsvDialect dialect) {
  if (const auto* text = std::get_if<std::string>(&value)) return csv_text(*text, dialect);
  if (const auto* real = std::get_if<double>(&value)) return csv_number(*real, dialect);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  if (const auto* boolean = std::get_if<bool>(&value)) {
    if (dialect == CsvDialect::ExcelNl) return *boolean ? "WAAR" : "ONWAAR";
    return *boolean ? "true" : "false";
  }
  return "";
}

}  // namespace

std::string table_csv(const gis::FeatureTable& table, CsvDialect dialect, std::string_view comment) {
  const bool excel = dialect == CsvDialect::ExcelNl;
  const char* separator = excel ? ";" : ",";
  const char* line_end = excel ? "\r\n" : "\n";
  std::string out = excel ? "\xEF\xBB\xBF" : "";
  if (!comment.empty()) out += fmt::format("# {}{}", comment, line_end);
  for (std::size_t i = 0; i < table.fields.size(); ++i) {
    if (i > 0) out += separator;
    out += table.fields[i].name;
  }
  out += line_end;
  for (const gis::Row& row : table.rows) {
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      if (i > 0) out += separator;
      out += cell_of(row.values[i], dialect);
    }
    out += line_end;
  }
  return out;
}

std::string table_geojson(const gis::FeatureTable& table, std::string_view run_id) {
  using detail::Json;
  const Json head = {{"type", "FeatureCollection"},
                     {"name", table.name},
                     {"description", table.description},
                     {"run_id", run_id},
                     {"rijen", table.rows.size()},
                     {"crs", {{"type", "name"}, {"properties", {{"name", "urn:ogc:def:crs:EPSG::28992"}}}}}};
  std::string out = json_text(head, -1);
  out.back() = ',';  // the features follow inside the same object
  out += "\"features\":[";
  bool first = true;
  for (const gis::Row& row : table.rows) {
    const Json feature = {{"type", "Feature"},
                          {"properties", detail::cells(table, row)},
                          {"geometry", detail::geometry(row.geometry)}};
    out += first ? "\n" : ",\n";
    out += json_text(feature, -1);
    first = false;
  }
  return out + "\n]}\n";
}

}  // namespace batterisk::study
