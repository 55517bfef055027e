#pragma once

#include <ogr_feature.h>

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace batterisk::gis {

/// A time by Dutch clocks; of a date alone its beginning.
struct Moment {
  std::chrono::year_month_day day{};
  int second = 0;  ///< of the day

  friend auto operator<=>(const Moment&, const Moment&) = default;
};

/// A date as registers and spreadsheets write it: "2026-11-01", "2026/11/01", "20261101", "1-11-2026"; with a time or
/// without ("T10:00:00.5", " 10:00", "20261101100000"), and with a zone or without ("Z", "+01:00"). Nothing for any other
/// text, such as "NaT" or "11/1/26".
[[nodiscard]] std::optional<Moment> moment_of(std::string_view text);

/// The same of a column of any type; nothing for NULL.
[[nodiscard]] std::optional<Moment> moment_of(const OGRFeature& feature, int field);

/// "2026-11-01", with "T10:00:00" where it is not midnight.
[[nodiscard]] std::string iso_text(const Moment& moment);

}  // namespace batterisk::gis
