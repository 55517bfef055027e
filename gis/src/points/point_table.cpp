#include "points/point_table.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/codes_portfolio.hpp"
#include "batterisk/core/base/codes_typed.hpp"
#include "batterisk/core/base/csv.hpp"
#include "batterisk/core/base/file_bytes.hpp"
#include "batterisk/core/base/typed_number.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::gis {
namespace {

[[noreturn]] void refuse(const PointRequest& request, Code code, std::vector<std::string> args) {
  throw LayerError({{code, Severity::Fout, request.place, std::move(args)}});
}

std::string bytes_of(const PointRequest& request) {
  FileBytes read = read_file(request.path);
  if (!read.bytes) refuse(request, codes::layer_unreadable, {request.shown_path, read.reason});
  return std::move(*read.bytes);
}

std::size_t column_of(const PointRequest& request, const CsvTable& table, const std::string& name) {
  const auto column = csv_column(table, name);
  if (!column) refuse(request, codes::portfolio_column_missing, {name, csv_columns(table)});
  const auto& cells = table.heading.cells;
  const auto same = [&](const CsvCell& cell) { return cell.text == cells[*column].text; };
  if (std::count_if(cells.begin(), cells.end(), same) > 1) refuse(request, codes::csv_column_twice, {cells[*column].text});
  return *column;
}

std::optional<double> coordinate(const CoordinateCell& cell, const std::string& id, std::vector<Diagnostic>& findings) {
  const TypedNumber read = read_number(cell.text);
  if (read.value && read.value->unit.empty()) return read.value->number;
  findings.push_back(read.ambiguous()     ? ambiguous_number('D', cell.place, cell.column, cell.text, read)
                     : cell.text.empty() ? no_point(id, cell.column + ": geen waarde", cell.place)
                                          : no_point(id, fmt::format("{} '{}': geen getal", cell.column, cell.text), cell.place));
  return std::nullopt;
}

}  // namespace

bool is_point_table(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  constexpr std::array extensions{".csv", ".tsv", ".txt"};
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

RdPoint on_millimetre(RdPoint p) {
  const auto rounded = [](double v) { return std::round(v * 1000.0) / 1000.0; };
  return {rounded(p.x), rounded(p.y)};
}

std::optional<RdPoint> point_of(const CoordinateCell& x, const CoordinateCell& y, const std::string& id,
                                std::vector<Diagnostic>& findings) {
  const auto px = coordinate(x, id, findings);
  const auto py = coordinate(y, id, findings);
  return px && py ? std::optional{on_millimetre({*px, *py})} : std::nullopt;
}

Diagnostic no_point(const std::string& id, std::string why, const Place& place) {
  return {codes::portfolio_site_without_point, Severity::Fout, place, {id, std::move(why)}};
}

Diagnostic no_id(const std::string& column, const Place& place) {
  return {codes::portfolio_site_without_id, Severity::Fout, place, {column}};
}

PointRows read_point_table(const PointRequest& request) {
  const std::string bytes = bytes_of(request);
  if (const std::string stem = request.path.stem().string(); !request.layer.empty() && request.layer != stem) {
    refuse(request, codes::layer_not_in_file, {request.layer, stem});
  }
  if (request.x_column.empty()) {
    throw DossierError({{{'D', codes::missing_key}, Severity::Fout, request.place, {"sites.x"}}});
  }
  CsvTable table = read_csv(bytes, request.shown_path, {});
  if (table.heading.cells.empty()) refuse(request, codes::layer_empty, {request.shown_path});
  const std::size_t id = request.id_column.empty() ? 0 : column_of(request, table, request.id_column);
  const std::size_t x = column_of(request, table, request.x_column);
  const std::size_t y = column_of(request, table, request.y_column);
  std::vector<std::size_t> columns;
  for (const std::string& column : request.columns) columns.push_back(column_of(request, table, column));
  if (table.rows.empty()) refuse(request, codes::layer_empty, {request.shown_path});
  PointRows read{{}, std::move(table.findings)};
  for (const CsvRow& row : table.rows) {
    PointRow point;
    point.id = row.text(id);
    point.place = {request.shown_path, row.line, 1, point.id};
    for (const std::size_t column : columns) point.cells.push_back(row.text(column));
    const auto at = [&](std::size_t column) {
      return CoordinateCell{table.heading.text(column), row.text(column), row.place(request.shown_path, column)};
    };
    point.point = point_of(at(x), at(y), point.id, read.findings);
    if (point.id.empty()) read.findings.push_back(no_id(table.heading.text(id), row.place(request.shown_path, id)));
    read.rows.push_back(std::move(point));
  }
  return read;
}

}  // namespace batterisk::gis
