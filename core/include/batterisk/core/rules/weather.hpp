#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/effect/stability.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk {

/// Number of weather classes of the method: B3, D1.5, D5, D9, E5, F1.5.
inline constexpr std::size_t weather_class_count = 6;
inline constexpr std::array<std::string_view, weather_class_count> weather_class_names{"B3", "D1.5", "D5",
                                                                                      "D9", "E5",   "F1.5"};

/// Weather class: wind speed at 10 m and stability for the spread.
struct WeatherClass {
  std::string name;
  Speed wind;
  Stability stability;
};

/// Part of the day with its own table and weight.
enum class WeatherPeriod { All, Day, Night };

/// Joint probability of weather class and wind sector (wind from), summing to 1 after loading.
using SectorTable = std::array<std::array<double, 12>, weather_class_count>;

/// Weather of one station.
struct WeatherStation {
  int number = 0;
  std::string name;
  RdPoint position{};
  SectorTable all{};
  SectorTable day{};
  SectorTable night{};
};

/// Reads `stn,name,period,class,0,30,...,330,sum` (comment lines start with '#'). Each station and period is
/// divided by the sum of its 72 values. Positions stay 0. The table of a dossier ('D') may be one that office programs
/// wrote (CsvForm), with decimal commas; that of the rules ('R') may not. Throws RuleFileError or DossierError (by
/// `letter`, with codes of that letter) for a malformed line, a row that comes twice, an incomplete station, a station number
/// outside 1 .. 99999, a negative value or a sum further than 1e-3 from 1.
[[nodiscard]] std::vector<WeatherStation> read_weather_table(const std::filesystem::path& path,
                                                             const std::string& shown, char letter);

}  // namespace batterisk
