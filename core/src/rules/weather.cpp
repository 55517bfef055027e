#include "batterisk/core/rules/weather.hpp"

#include "base/toml_node.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/csv.hpp"
#include "batterisk/core/base/typed_number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

namespace batterisk {
namespace {

constexpr int largest_station = 99'999;

constexpr std::string_view columns = "stn, name, period, class, 0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, sum";
constexpr std::size_t column_count = 17;

std::optional<int> station_number(const std::string& text) {
  int value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > largest_station) {
    return std::nullopt;
  }
  return value;
}

std::optional<double> number(const std::string& text) {
  double value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

struct Rows {
  SectorTable table{};
  std::array<bool, weather_class_count> seen{};
  bool complete = true;  // no cell was refused
};

}  // namespace

std::vector<WeatherStation> read_weather_table(const std::filesystem::path& path, const std::string& shown,
                                               char letter) {
  const std::string text = detail::read_text_file(path, shown, letter);
  const Code malformed = letter == 'D' ? codes::own_table_malformed : codes::table_malformed;
  const Code wrong_sum = letter == 'D' ? codes::own_table_sum : codes::table_sum;
  std::vector<Diagnostic> findings;
  const auto report = [&](int line, int column, Code code, std::vector<std::string> args) {
    findings.push_back({code, Severity::Fout, {shown, line, column, {}}, std::move(args)});
  };
  std::map<int, std::pair<std::string, std::map<std::string, Rows>>> stations;
  const bool own = letter == 'D';  // of the user: as office programs write it
  const CsvTable table = read_csv(text, shown, {own, true});
  for (const Diagnostic& finding : table.findings) {
    if (own && finding.severity == Severity::Fout) findings.push_back(finding);
  }
  if (!table.heading.cells.empty() && csv_columns(table) != columns) {
    report(table.heading.line, 1, malformed, {"kopregel"});
    detail::throw_input_error(letter, std::move(findings));
  }
  for (const CsvRow& row : table.rows) {
    if (own && row.cells.size() > column_count) continue;  // reported by the reader
    const auto class_index = std::find(weather_class_names.begin(), weather_class_names.end(), row.text(3));
    const auto station = station_number(row.text(0));
    const std::string& period = row.text(2);
    if (row.cells.size() != column_count || !station || class_index == weather_class_names.end() ||
        (period != "all" && period != "day" && period != "night")) {
      report(row.line, 1, malformed, {"regel"});
      continue;
    }
    auto& entry = stations[*station];
    entry.first = row.text(1);
    Rows& rows = entry.second[period];
    const auto c = static_cast<std::size_t>(class_index - weather_class_names.begin());
    if (rows.seen[c]) {
      report(row.line, 1, malformed, {fmt::format("{} {} {}: dubbel", *station, period, row.text(3))});
      continue;
    }
    rows.seen[c] = true;
    for (std::size_t k = 0; k < 12; ++k) {
      const std::size_t found = findings.size();
      const Place place = row.place(shown, 4 + k);
      const auto value = own ? plain_number(row.text(4 + k), table.heading.text(4 + k), place, findings) : number(row.text(4 + k));
      if (value && *value >= 0.0) {
        rows.table[c][k] = *value;
        continue;
      }
      if (findings.size() == found) report(row.line, place.column, malformed, {"getal"});
      rows.complete = !own;
      break;
    }
  }
  std::vector<WeatherStation> result;
  for (auto& [id, named] : stations) {
    WeatherStation station;
    station.number = id;
    station.name = named.first;
    for (const auto& [period, target] : {std::pair{"all", &station.all}, std::pair{"day", &station.day},
                                         std::pair{"night", &station.night}}) {
      const Rows& rows = named.second[period];
      if (!std::all_of(rows.seen.begin(), rows.seen.end(), [](bool seen) { return seen; })) {
        report(0, 0, malformed, {fmt::format("station {} {}: zes klassen", id, period)});
        continue;
      }
      double sum = 0.0;
      for (const auto& row : rows.table) {
        for (const double p : row) sum += p;
      }
      if (!rows.complete) continue;  // its sum says nothing
      if (std::abs(sum - 1.0) > 1e-3) {
        report(0, 0, wrong_sum, {fmt::format("{} {}", id, period), fmt::format("{:.6g}", sum)});
        continue;
      }
      for (std::size_t c = 0; c < weather_class_count; ++c) {
        for (std::size_t k = 0; k < 12; ++k) (*target)[c][k] = rows.table[c][k] / sum;
      }
    }
    result.push_back(std::move(station));
  }
  if (result.empty() && findings.empty()) report(0, 0, malformed, {"geen station"});
  if (!findings.empty()) detail::throw_input_error(letter, std::move(findings));
  return result;
}

}  // namespace batterisk
