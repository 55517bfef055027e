#include "batterisk/core/rules/weather.hpp"

#include "support/findings.hpp"
#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/core/base/codes.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

using namespace batterisk;
using test::lines_of;

namespace {

const std::filesystem::path shipped = test::rules_folder() / "weer" / "knmi-2011-2020.csv";
const std::string header = "stn,name,period,class,0,30,60,90,120,150,180,210,240,270,300,330,sum\n";

const WeatherStation& station(const std::vector<WeatherStation>& stations, int number) {
  const auto it = std::find_if(stations.begin(), stations.end(),
                               [&](const WeatherStation& s) { return s.number == number; });
  REQUIRE(it != stations.end());
  return *it;
}

double sum(const std::array<double, 12>& row) {
  double s = 0.0;
  for (const double p : row) s += p;
  return s;
}

double sum(const SectorTable& table) {
  double s = 0.0;
  for (const auto& row : table) s += sum(row);
  return s;
}

std::string row(int number, const std::string& period, std::string_view weather_class, double value) {
  std::ostringstream line;
  line << number << ",Proef," << period << ',' << weather_class;
  for (int k = 0; k < 12; ++k) line << ',' << value;
  line << ',' << 12 * value << '\n';
  return line.str();
}

// 18 rows on lines 2..19: every class and sector equally likely, so 1/72 each.
std::string table(int number = 1, double value = 1.0 / 72.0) {
  std::string text;
  for (const char* period : {"all", "day", "night"}) {
    for (const std::string_view weather_class : weather_class_names)
      text += row(number, period, weather_class, value);
  }
  return text;
}

std::vector<Diagnostic> findings(const std::string& text) {
  test::TempFolder folder;
  test::write_bytes(folder / "weer.csv", text);
  return test::findings_of<RuleFileError>(
      [&] { (void)read_weather_table(folder / "weer.csv", "weer.csv", 'R'); });
}

}  // namespace

TEST_CASE("the shipped table: 17 stations, each period sums to 1") {
  const auto stations = read_weather_table(shipped, "weer.csv", 'R');
  CHECK(stations.size() == 17);
  for (const WeatherStation& s : stations) {
    CAPTURE(s.number);
    for (const SectorTable* t : {&s.all, &s.day, &s.night}) CHECK(sum(*t) == Approx(1.0).epsilon(1e-14));
  }
}

// Values of the table by its author (method golden 49), before renormalisation; hence 1e-4.
TEST_CASE("class shares over 24 hours") {
  const auto stations = read_weather_table(shipped, "weer.csv", 'R');
  struct Case {
    int number;
    std::array<double, 6> percent;
  };
  const Case cases[] = {
      {240, {7.09, 6.11, 47.80, 24.40, 4.67, 9.94}},
      {260, {12.17, 12.56, 47.38, 6.11, 4.00, 17.79}},
      {344, {9.24, 9.01, 45.80, 18.30, 3.88, 13.78}},
      {370, {11.11, 10.47, 46.66, 10.08, 4.68, 17.00}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.number);
    for (std::size_t i = 0; i < 6; ++i) {
      CHECK(sum(station(stations, c.number).all[i]) ==
            Approx(c.percent[i] / 100.0).epsilon(0.0).margin(1e-4));
    }
  }
  const WeatherStation& schiphol = station(stations, 240);
  CHECK(schiphol.name == "Schiphol");
  CHECK(sum(schiphol.all[2]) == Approx(0.47802).epsilon(0.0).margin(1e-4));
  CHECK(schiphol.all[2][7] == Approx(0.06736).epsilon(0.0).margin(1e-4));
}

TEST_CASE("24 hours are the weighted day and night") {
  constexpr double day = 10.5 / 24.0;  // 08:00-18:30
  for (const WeatherStation& s : read_weather_table(shipped, "weer.csv", 'R')) {
    CAPTURE(s.number);
    for (std::size_t c = 0; c < weather_class_count; ++c) {
      for (std::size_t k = 0; k < 12; ++k) {
        CHECK(s.all[c][k] ==
              Approx(day * s.day[c][k] + (1.0 - day) * s.night[c][k]).epsilon(0.0).margin(1e-4));
      }
    }
  }
}

TEST_CASE("a table of one's own: comments, empty lines, CRLF and any order of rows") {
  test::TempFolder folder;
  std::string rows = table();
  const auto first = rows.find('\n') + 1;
  rows = rows.substr(first) + rows.substr(0, first);
  std::string crlf;
  for (const char c : "# eigen tabel\n\n" + header + rows) crlf += c == '\n' ? "\r\n" : std::string{c};
  test::write_bytes(folder / "weer.csv", crlf);
  const auto stations = read_weather_table(folder / "weer.csv", "weer.csv", 'D');
  REQUIRE(stations.size() == 1);
  CHECK(stations[0].number == 1);
  CHECK(stations[0].name == "Proef");
  for (const auto& r : stations[0].all) {
    for (const double p : r) CHECK(p == Approx(1.0 / 72.0).epsilon(1e-14));
  }
}

TEST_CASE("a table of one's own as a spreadsheet saves it is the same table, that of the rules is not read so") {
  std::string office = "\xEF\xBB\xBF";
  for (const char c : header + table()) {
    const std::string sign{c};
    office += c == ',' ? ";" : c == '.' ? "," : c == '\n' ? ";\r\n" : sign;
  }
  office += ";;;\r\n";
  for (const auto& [written, read] : {std::pair{"D1,5", "D1.5"}, std::pair{"F1,5", "F1.5"}}) {
    for (auto at = office.find(written); at != std::string::npos; at = office.find(written)) office.replace(at, 4, read);
  }
  const auto heading_end = office.find(";\r\n");
  office.erase(heading_end, 1);
  test::TempFolder folder;
  test::write_bytes(folder / "weer.csv", office);
  const auto stations = read_weather_table(folder / "weer.csv", "weer.csv", 'D');
  REQUIRE(stations.size() == 1);
  for (const auto& r : stations[0].night) {
    for (const double p : r) CHECK(p == Approx(1.0 / 72.0).epsilon(1e-14));
  }
  CHECK(lines_of(findings(office.substr(3)), false) == std::vector<std::string>{"R033 weer.csv:1:1"});
}

TEST_CASE("a probability that may mean two numbers is asked back with its place") {
  test::TempFolder folder;
  std::string text = header + table();
  const std::string cell = ",0.0138889,";
  const auto at = text.find(cell, text.find("all,D5"));
  text.replace(at, cell.size(), ",\"1.388\",");
  test::write_bytes(folder / "weer.csv", text);
  const auto found = test::findings_of<DossierError>([&] { (void)read_weather_table(folder / "weer.csv", "weer.csv", 'D'); });
  CHECK(lines_of(found) == std::vector<std::string>{"D012 weer.csv:4:16 | 0 | 1.388 | 1388 | 1,388"});
}

TEST_CASE("rounded values are divided by their sum") {
  test::TempFolder folder;
  test::write_bytes(folder / "weer.csv", header + table(1, 0.01389));  // 72 x 0.01389 = 1.00008
  CHECK(sum(read_weather_table(folder / "weer.csv", "weer.csv", 'D')[0].day) == Approx(1.0).epsilon(1e-14));
}

TEST_CASE("malformed tables: code and line") {
  const std::string good = header + table();
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  CHECK(findings(good).empty());
  using Lines = std::vector<std::string>;
  CHECK(lines_of(findings(""), false) == Lines{"R033 weer.csv:0:0"});
  CHECK(lines_of(findings(header), false) == Lines{"R033 weer.csv:0:0"});
  CHECK(lines_of(findings("# x\nstn;name\n" + table()), false) == Lines{"R033 weer.csv:2:1"});
  CHECK(lines_of(findings(header + "1,Proef,all,B3,0.1\n" + table()), false) == Lines{"R033 weer.csv:2:1"});
  CHECK(lines_of(findings(header + row(1, "all", "B4", 0.01) + table()), false) ==
        Lines{"R033 weer.csv:2:1"});
  CHECK(lines_of(findings(header + row(1, "etmaal", "B3", 0.01) + table()), false) ==
        Lines{"R033 weer.csv:2:1"});
  const auto negative = findings(with("all,B3,0.0138889", "all,B3,-0.0138889"));
  REQUIRE(test::find(negative, codes::table_malformed) != nullptr);
  CHECK(test::find(negative, codes::table_malformed)->place.line == 2);
  const auto word =
      findings(with("all,D5,0.0138889", "all,D5,0,0138889"));  // decimal comma: one field too many
  REQUIRE(test::find(word, codes::table_malformed) != nullptr);
  CHECK(test::find(word, codes::table_malformed)->place.line == 4);
  const auto missing = findings(with(row(1, "day", "D9", 1.0 / 72.0), ""));
  CHECK(lines_of(missing) == Lines{"R033 weer.csv:0:0 | station 1 day: zes klassen"});
}

TEST_CASE("a row that comes twice and a station number that is no whole number are malformed") {
  using Lines = std::vector<std::string>;
  CHECK(lines_of(findings(header + table() + row(1, "night", "F1.5", 1.0 / 72.0)), false) ==
        Lines{"R033 weer.csv:20:1"});
  for (const char* number : {"240.7", "1e300", "", "-1", "0", "100000", "99999999999"}) {
    CAPTURE(number);
    std::string text = table();
    text.replace(0, 1, number);
    const auto found = findings(header + text);
    REQUIRE(test::find(found, codes::table_malformed) != nullptr);
    CHECK(test::find(found, codes::table_malformed)->place.line == 2);
  }
}

TEST_CASE("a sum further than 1e-3 from 1 is an error, for each period") {
  const auto wrong = findings(header + table(7, 0.0139));  // 72 x 0.0139 = 1.0008: accepted
  CHECK(wrong.empty());
  const auto worse = findings(header + table(7, 0.0141));  // 1.0152
  REQUIRE(worse.size() == 3);
  for (const Diagnostic& d : worse) CHECK(d.code == codes::table_sum);
  CHECK(worse[0].args == std::vector<std::string>{"7 all", "1.0152"});
}

TEST_CASE("errors in the table of a dossier have the codes of a dossier") {
  test::TempFolder folder;
  const auto found = [&](const std::string& text) {
    test::write_bytes(folder / "weer.csv", text);
    return test::findings_of<DossierError>(
        [&] { (void)read_weather_table(folder / "weer.csv", "weer.csv", 'D'); });
  };
  CHECK(lines_of(found(header + table() + "x\n")) == std::vector<std::string>{"D038 weer.csv:20:1 | regel"});
  CHECK(lines_of(found(header + table() + row(1, "all", "D5", 1.0 / 72.0))) ==
        std::vector<std::string>{"D038 weer.csv:20:1 | 1 all D5: dubbel"});
  CHECK(lines_of(found(header + table(7, 0.0141))) ==
        std::vector<std::string>{"D039 weer.csv:0:0 | 7 all | 1.0152", "D039 weer.csv:0:0 | 7 day | 1.0152",
                                 "D039 weer.csv:0:0 | 7 night | 1.0152"});
}

TEST_CASE("every malformed line is reported, not just the first") {
  const auto found = findings(header + "x\n" + table() + "y\n");
  CHECK(lines_of(found, false) == std::vector<std::string>{"R033 weer.csv:21:1", "R033 weer.csv:2:1"});
}

TEST_CASE("an absent table is an unreadable file of the kind that names it") {
  test::TempFolder folder;
  const auto read = [&](char letter) { (void)read_weather_table(folder / "geen.csv", "geen.csv", letter); };
  CHECK(lines_of(test::findings_of<DossierError>([&] { read('D'); }), false) ==
        std::vector<std::string>{"D001 geen.csv:0:0"});
  CHECK(lines_of(test::findings_of<RuleFileError>([&] { read('R'); }), false) ==
        std::vector<std::string>{"R001 geen.csv:0:0"});
}
