#include "batterisk/core/rules/weather.hpp"

#include "base/toml_node.hpp"

#include "batterisk/core/base/codes.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

namespace batterisk {
namespace {

constexpr int largest_station = 99'999;

std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> fields;
  while (true) {
    const auto comma = line.find(',');
    fields.emplace_back(line.substr(0, comma));
    if (comma == std::string_view::npos) return fields;
    line.remove_prefix(comma + 1);
  }
}

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
};

}  // namespace

std::vector<WeatherStation> read_weather_table(const std::filesystem::path& path, const std::string& shown,
                                               char letter) {
  const std::string text = detail::read_text_file(path, shown, letter);
  const Code malformed = letter == 'D' ? codes::own_table_malformed : codes::table_malformed;
  const Code wrong_sum = letter == 'D' ? codes::own_table_sum : codes::table_sum;
  std::vector<Diagnostic> findings;
  const auto report = [&](int line, Code code, std::vector<std::string> args) {
    findings.push_back({code, Severity::Fout, {shown, line, line > 0 ? 1 : 0, {}}, std::move(args)});
  };
  std::map<int, std::pair<std::string, std::map<std::string, Rows>>> stations;
  std::string_view rest = text;
  bool header = true;
  for (int line_number = 1; !rest.empty(); ++line_number) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    if (header) {
      header = false;
      if (line != "stn,name,period,class,0,30,60,90,120,150,180,210,240,270,300,330,sum") {
        report(line_number, malformed, {"kopregel"});
        break;
      }
      continue;
    }
    const auto fields = split(line);
    const auto class_index =
        fields.size() < 4 ? weather_class_names.end()
                          : std::find(weather_class_names.begin(), weather_class_names.end(), fields[3]);
    const auto station = station_number(fields[0]);
    if (fields.size() != 17 || !station || class_index == weather_class_names.end() ||
        (fields[2] != "all" && fields[2] != "day" && fields[2] != "night")) {
      report(line_number, malformed, {"regel"});
      continue;
    }
    auto& entry = stations[*station];
    entry.first = fields[1];
    Rows& rows = entry.second[fields[2]];
    const auto c = static_cast<std::size_t>(class_index - weather_class_names.begin());
    if (rows.seen[c]) {
      report(line_number, malformed, {fmt::format("{} {} {}: dubbel", *station, fields[2], fields[3])});
      continue;
    }
    rows.seen[c] = true;
    for (std::size_t k = 0; k < 12; ++k) {
      const auto value = number(fields[4 + k]);
      if (!value || *value < 0.0) {
        report(line_number, malformed, {"getal"});
        break;
      }
      rows.table[c][k] = *value;
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
        report(0, malformed, {fmt::format("station {} {}: zes klassen", id, period)});
        continue;
      }
      double sum = 0.0;
      for (const auto& row : rows.table) {
        for (const double p : row) sum += p;
      }
      if (std::abs(sum - 1.0) > 1e-3) {
        report(0, wrong_sum, {fmt::format("{} {}", id, period), fmt::format("{:.6g}", sum)});
        continue;
      }
      for (std::size_t c = 0; c < weather_class_count; ++c) {
        for (std::size_t k = 0; k < 12; ++k) (*target)[c][k] = rows.table[c][k] / sum;
      }
    }
    result.push_back(std::move(station));
  }
  if (result.empty() && findings.empty()) report(0, malformed, {"geen station"});
  if (!findings.empty()) detail::throw_input_error(letter, std::move(findings));
  return result;
}

}  // namespace batterisk
