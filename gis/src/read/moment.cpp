#include "read/moment.hpp"

#include "batterisk/core/base/date.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace batterisk::gis {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;
using std::chrono::year_month_day;

class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_{text} {}

  [[nodiscard]] bool at_end() const { return text_.empty(); }

  [[nodiscard]] std::size_t digits() const {
    std::size_t n = 0;
    while (n < text_.size() && text_[n] >= '0' && text_[n] <= '9') ++n;
    return n;
  }

  bool take(std::string_view any_of) {
    if (text_.empty() || any_of.find(text_.front()) == std::string_view::npos) return false;
    text_.remove_prefix(1);
    return true;
  }

  /// The next `n` digits; nothing when there are fewer.
  std::optional<int> number(std::size_t n) {
    if (n == 0 || digits() < n) return std::nullopt;
    int value = 0;
    for (const char c : text_.substr(0, n)) value = 10 * value + (c - '0');
    text_.remove_prefix(n);
    return value;
  }

  void skip_digits() { text_.remove_prefix(digits()); }

  [[nodiscard]] char front() const { return text_.empty() ? '\0' : text_.front(); }

 private:
  std::string_view text_;
};

std::optional<year_month_day> date(std::optional<int> y, std::optional<int> m, std::optional<int> d) {
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

std::optional<year_month_day> take_date(Cursor& cursor) {
  constexpr std::size_t compact = 8;
  constexpr std::size_t year_digits = 4;
  const std::size_t first = cursor.digits();
  if (first >= compact) {
    const auto y = cursor.number(year_digits);
    const auto m = cursor.number(2);
    return date(y, m, cursor.number(2));
  }
  const bool year_first = first == year_digits;
  if (!year_first && first > 2) return std::nullopt;
  const auto a = cursor.number(first);
  // An American writes the month first, with slashes; so those say nothing behind a day.
  const char separator = cursor.front();
  const std::string_view separators = year_first ? "-/" : "-.";
  if (!cursor.take(separators)) return std::nullopt;
  const std::size_t second = cursor.digits();
  const auto m = second <= 2 ? cursor.number(second) : std::nullopt;
  if (cursor.front() != separator || !cursor.take(separators)) return std::nullopt;
  const std::size_t third = cursor.digits();
  if (third != year_digits && (!year_first || third > 2)) return std::nullopt;
  const auto b = cursor.number(third);
  return year_first ? date(a, m, b) : date(b, m, a);
}

/// Seconds of the day; 0 where the text has no time. Nothing where what comes is no time.
std::optional<int> take_time(Cursor& cursor) {
  const bool marked = cursor.take("Tt ");
  if (!marked && cursor.digits() == 0) return 0;
  const auto h = cursor.number(2);
  const bool colons = cursor.take(":");
  const auto m = cursor.number(2);
  if (!h || !m || *h > 23 || *m > 59) return std::nullopt;
  int s = 0;
  if (colons ? cursor.take(":") : cursor.digits() >= 2) {
    const auto given = cursor.number(2);
    if (!given || *given > 60) return std::nullopt;
    s = *given;
    cursor.take(".,");
    cursor.skip_digits();
  }
  return *h * 3600 + *m * 60 + s;
}

/// Offset from UTC; nothing inside where the text has no zone, nothing at all where what comes is none.
std::optional<std::optional<seconds>> take_zone(Cursor& cursor) {
  cursor.take(" ");
  if (cursor.at_end()) return std::optional<seconds>{};
  if (cursor.take("Zz")) return std::optional{seconds{0}};
  const bool west = cursor.front() == '-';
  if (!cursor.take("+-")) return std::nullopt;
  const auto h = cursor.number(2);
  cursor.take(":");
  const int m = cursor.number(2).value_or(0);
  if (!h || *h > 14 || m > 59) return std::nullopt;
  const seconds offset = hours{*h} + minutes{m};
  return std::optional{west ? -offset : offset};
}

/// Summer time of the European Union: from the last Sunday of March to that of October, 01:00 UTC.
seconds dutch_offset(sys_seconds utc) {
  const year y = year_month_day{floor<days>(utc)}.year();
  const auto turn = [y](month m) { return sys_seconds{sys_days{y / m / std::chrono::Sunday[std::chrono::last]}} + hours{1}; };
  return utc >= turn(std::chrono::March) && utc < turn(std::chrono::October) ? hours{2} : hours{1};
}

Moment moment(year_month_day date, int second, const std::optional<seconds>& offset) {
  if (!offset) return {date, second};
  const sys_seconds utc = sys_seconds{sys_days{date}} + seconds{second} - *offset;
  const sys_seconds dutch = utc + dutch_offset(utc);
  const sys_days midnight = floor<days>(dutch);
  return {year_month_day{midnight}, static_cast<int>((dutch - midnight).count())};
}

}  // namespace

std::optional<Moment> moment_of(std::string_view text) {
  constexpr std::string_view around = " \t\r\n\"'";
  text.remove_prefix(std::min(text.find_first_not_of(around), text.size()));
  Cursor cursor{text.substr(0, text.find_last_not_of(around) + 1)};
  const auto date = take_date(cursor);
  if (!date) return std::nullopt;
  const bool has_time = cursor.digits() > 0 || std::string_view{"Tt "}.find(cursor.front()) != std::string_view::npos;
  const auto second = take_time(cursor);
  const auto zone = second ? take_zone(cursor) : std::nullopt;
  if (!zone || !cursor.at_end()) return std::nullopt;
  return moment(*date, *second, has_time ? *zone : std::nullopt);
}

std::string iso_text(const Moment& moment) {
  std::string text = iso_date(moment.day);
  if (moment.second == 0) return text;
  char separator = 'T';
  for (const int part : {moment.second / 3600, moment.second / 60 % 60, moment.second % 60}) {
    text += separator;
    text += static_cast<char>('0' + part / 10);
    text += static_cast<char>('0' + part % 10);
    separator = ':';
  }
  return text;
}

std::optional<Moment> moment_of(const OGRFeature& feature, int field) {
  if (field < 0 || feature.IsFieldSetAndNotNull(field) == 0) return std::nullopt;
  const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
  if (type != OFTDate && type != OFTDateTime) return moment_of(feature.GetFieldAsString(field));
  constexpr int utc_flag = 100;  // of GDAL: quarters of an hour from UTC are added to it; 0 and 1 name no zone
  int y = 0;
  int m = 0;
  int d = 0;
  int h = 0;
  int min = 0;
  float s = 0.0F;
  int zone = 0;
  if (feature.GetFieldAsDateTime(field, &y, &m, &d, &h, &min, &s, &zone) == 0) return std::nullopt;
  const auto found = date(y, m, d);
  if (!found) return std::nullopt;
  std::optional<seconds> offset;
  if (type == OFTDateTime && zone > 1) offset = minutes{15 * (zone - utc_flag)};
  return moment(*found, h * 3600 + min * 60 + static_cast<int>(s), offset);
}

}  // namespace batterisk::gis
