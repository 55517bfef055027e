#include "arguments.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/typed_number.hpp"

#include <charconv>

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

constexpr double longest_distance_m = 50e3;

std::vector<double> numbers_of(const std::string& option, const std::string& text, std::size_t n, const char* expected) {
  std::vector<Diagnostic> findings;
  auto numbers = plain_numbers(text, n, option, expected, command_line, findings);
  if (!numbers) throw DossierError(std::move(findings));
  return std::move(*numbers);
}

// Nothing for what is no "key=value".
std::optional<Deviation> parse_parameter(const std::string& text, std::vector<Diagnostic>& findings) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return std::nullopt;
  Deviation deviation;
  deviation.place = command_line;
  deviation.parameter = text.substr(0, equals);
  deviation.motivation = command_line.file;
  set_typed_value(deviation, text.substr(equals + 1), deviation.parameter, command_line, findings);
  return deviation;
}

}  // namespace

DossierError wrong_argument(const std::string& option, const std::string& expected) {
  return DossierError({{{'D', codes::wrong_type}, Severity::Fout, command_line, {option, expected}}});
}

std::optional<std::chrono::year_month_day> parse_date(const std::string& text) {
  int y = 0;
  unsigned m = 0;
  unsigned d = 0;
  const char* end = text.data() + text.size();
  auto [p, e] = std::from_chars(text.data(), end, y);
  if (e != std::errc{} || p == end || *p != '-') return std::nullopt;
  auto [q, f] = std::from_chars(p + 1, end, m);
  if (f != std::errc{} || q == end || *q != '-') return std::nullopt;
  auto [r, g] = std::from_chars(q + 1, end, d);
  if (g != std::errc{} || r != end) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

std::vector<Deviation> parameters(const std::vector<std::string>& written) {
  std::vector<Deviation> list;
  std::vector<Diagnostic> findings;
  for (const std::string& parameter : written) {
    if (auto deviation = parse_parameter(parameter, findings)) {
      list.push_back(std::move(*deviation));
    } else {
      findings.push_back({{'D', codes::wrong_type}, Severity::Fout, command_line, {"-p " + parameter, "sleutel=waarde"}});
    }
  }
  if (!findings.empty()) throw DossierError(std::move(findings));
  return list;
}

RdPoint point_at(const std::string& text, const std::string& option) {
  const std::vector<double> numbers = numbers_of(option, text, 2, "X,Y in RD-meters");
  const RdPoint point{numbers[0], numbers[1]};
  if (point.x <= 0.0 || point.x >= 300e3 || point.y <= 300e3 || point.y >= 625e3) {
    throw DossierError({{codes::position_outside, Severity::Fout, command_line,
                         {option, fmt::format("{}", point.x), fmt::format("{}", point.y)}}});
  }
  return point;
}

double number_of(const std::string& option, const std::string& text) {
  std::vector<Diagnostic> findings;
  const auto number = plain_number(text, option, command_line, findings);
  if (!number) throw DossierError(std::move(findings));
  return *number;
}

Angle angle_of(const std::string& option, const std::string& text) {
  std::vector<Diagnostic> findings;
  const auto angle = typed_quantity<Angle>(text, "graden", option + " " + text, command_line, findings);
  if (!angle) throw DossierError(std::move(findings));
  return *angle;
}

Length distance_of(const std::string& option, const std::string& text) {
  std::vector<Diagnostic> findings;
  const auto distance = typed_quantity<Length>(text, "m", option, command_line, findings);
  if (!distance) throw DossierError(std::move(findings));
  if (distance->m() < 0.0 || distance->m() > longest_distance_m) throw wrong_argument(option, "afstand tot 50 km");
  return *distance;
}

Box box_of(const std::string& option, const std::string& text) {
  constexpr const char* expected = "x0,y0,x1,y1 in RD-meters";
  const std::vector<double> v = numbers_of(option, text, 4, expected);
  const Box box{{v[0], v[1]}, {v[2], v[3]}};
  if (box.empty()) throw wrong_argument(option, expected);
  return box;
}

double scale_of(const std::string& text) {
  constexpr double largest = 100.0;
  constexpr double smallest = 500e3;
  const TypedNumber read = read_number(text.starts_with("1:") ? text.substr(2) : text);
  const auto number = read.ambiguous() ? read_number(read.thousands).value : read.value;
  if (!number || !number->unit.empty() || number->number < largest || number->number > smallest) {
    throw wrong_argument("--schaal", "schaal van 1:100 tot 1:500000");
  }
  return number->number;
}

}  // namespace batterisk::cli
