#include "batterisk/core/base/typed_number.hpp"

#include "base/typed_text.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/units.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace batterisk {
namespace {

constexpr std::size_t group_length = 3;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_at(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

// Length of the digits at the start with the signs between them; a space counts only before a group of three digits.
std::size_t mantissa_length(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size()) {
    const std::size_t behind = digits_at(text.substr(n + 1));
    const bool sign = (text[n] == '.' || text[n] == ',') && behind > 0;
    const bool gap = text[n] == ' ' && n > 0 && is_digit(text[n - 1]) && behind == group_length;
    if (!is_digit(text[n]) && !sign && !gap) break;
    ++n;
  }
  return n;
}

// "1.600.000" in groups of three digits, the first of one to three and without a zero in front.
bool is_grouped(std::string_view text, char sign) {
  const std::size_t first = digits_at(text);
  if (first == 0 || first > group_length || text.front() == '0') return false;
  for (text.remove_prefix(first); !text.empty(); text.remove_prefix(group_length + 1)) {
    if (text.front() != sign || digits_at(text.substr(1)) < group_length) return false;
    if (text.size() > group_length + 1 && is_digit(text[group_length + 1])) return false;
  }
  return true;
}

std::string without(std::string_view text, char sign) {
  std::string out{text};
  std::erase(out, sign);
  return out;
}

// Whole part and decimals of a mantissa.
struct Parts {
  std::string whole;
  std::string decimals;
};

// Nothing for signs that make no number.
std::optional<Parts> parts_of(std::string_view mantissa) {
  const auto last = mantissa.find_last_of(".,");
  const bool spaced = mantissa.find(' ') != std::string_view::npos;
  std::string_view whole = mantissa.substr(0, last);
  std::string_view decimals = last == std::string_view::npos ? std::string_view{} : mantissa.substr(last + 1);
  if (last != std::string_view::npos && whole.find(mantissa[last]) != std::string_view::npos) {  // "1.600.000"
    whole = mantissa;
    decimals = {};
  }
  if (decimals.find(' ') != std::string_view::npos) return std::nullopt;
  const auto group = whole.find_first_of(" .,");
  if (group == std::string_view::npos) return Parts{std::string{whole}, std::string{decimals}};
  const char sign = spaced ? ' ' : whole[group];
  if (!is_grouped(whole, sign)) return std::nullopt;
  return Parts{without(whole, sign), std::string{decimals}};
}

// The sign may be that of thousands or of decimals.
bool may_mean_two(std::string_view mantissa, std::string_view exponent) {
  return exponent.empty() && mantissa.find('.') != std::string_view::npos && is_grouped(mantissa, '.') &&
         std::count(mantissa.begin(), mantissa.end(), '.') == 1;
}

// "e-6" at the start; empty for none.
std::string_view exponent_at(std::string_view text) {
  if (text.empty() || (text.front() != 'e' && text.front() != 'E')) return {};
  const std::size_t sign = text.size() > 1 && (text[1] == '-' || text[1] == '+') ? 1 : 0;
  const std::size_t digits = digits_at(text.substr(1 + sign));
  return digits == 0 ? std::string_view{} : text.substr(0, 1 + sign + digits);
}

// "10^-6 1/jaar" as "1e-6 1/jaar".
std::string without_power(std::string text) {
  const std::size_t at = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  const std::string as_exponent = "1e" + (text.size() > at + 3 ? text.substr(at + 3) : "");
  const bool power = std::string_view{text}.substr(at).starts_with("10^") && !exponent_at(as_exponent.substr(1)).empty();
  return power ? text.substr(0, at) + as_exponent : text;
}

// What stands behind the number; nothing when it cannot be a unit.
std::optional<std::string> unit_of(std::string_view rest) {
  constexpr std::string_view of_number = ".,-+^";
  const bool apart = rest.starts_with(' ');
  rest = detail::trimmed(rest);
  if (rest.empty()) return "";
  if (of_number.find(rest.front()) != std::string_view::npos && rest != "-") return std::nullopt;
  if (!apart && rest.find(' ') != std::string_view::npos) return std::nullopt;
  return std::string{rest};
}

}  // namespace

TypedNumber read_number(std::string_view text) {
  const std::string plain = without_power(detail::with_plain_signs(text));
  std::string_view rest = plain;
  std::string number;
  if (rest.starts_with('-') || rest.starts_with('+')) {
    if (rest.front() == '-') number = "-";
    rest.remove_prefix(1);
  }
  const std::string_view mantissa = rest.substr(0, mantissa_length(rest));
  if (mantissa.empty()) return {};
  rest.remove_prefix(mantissa.size());
  const std::string_view exponent = exponent_at(rest);
  rest.remove_prefix(exponent.size());
  const auto unit = unit_of(rest);
  const auto parts = parts_of(mantissa);
  if (!unit || !parts) return {};
  if (may_mean_two(mantissa, exponent)) {
    const std::string behind = unit->empty() ? "" : " " + *unit;
    std::string decimals = parts->decimals;
    while (decimals.ends_with('0')) decimals.pop_back();
    const std::string fraction = decimals.empty() ? "" : "," + decimals;
    return {std::nullopt, number + without(mantissa, '.') + behind, number + parts->whole + fraction + behind};
  }
  number += parts->whole + "." + parts->decimals + "0" + std::string{exponent};
  double value{};
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc{} || end != number.data() + number.size() || !std::isfinite(value)) return {};
  return {NumberWithUnit{value, *unit}, {}, {}};
}

std::string number_text(double value) {
  std::string text = fmt::format("{}", value);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

Diagnostic ambiguous_number(char letter, const Place& place, const std::string& key, std::string_view text,
                            const TypedNumber& read) {
  return {{letter, codes::number_ambiguous}, Severity::Fout, place, {key, std::string{text}, read.thousands, read.decimal}};
}

std::optional<double> plain_number(std::string_view text, const std::string& key, const Place& place,
                                   std::vector<Diagnostic>& findings) {
  const TypedNumber read = read_number(text);
  if (read.value && read.value->unit.empty()) return read.value->number;
  findings.push_back(read.ambiguous() ? ambiguous_number('D', place, key, text, read)
                                      : Diagnostic{{'D', codes::wrong_type}, Severity::Fout, place, {key, "getal"}});
  return std::nullopt;
}

std::optional<std::vector<double>> plain_numbers(std::string_view text, std::size_t n, const std::string& key,
                                                 const std::string& expected, const Place& place,
                                                 std::vector<Diagnostic>& findings) {
  const std::string plain = detail::with_plain_signs(text);
  const bool blanks = plain.find(' ') != std::string::npos;
  std::vector<double> numbers;
  std::vector<Diagnostic> ambiguous;
  std::size_t parts = 0;
  for (std::size_t from = 0; from < plain.size();) {
    const std::size_t end = std::min(plain.find(blanks ? ' ' : ',', from), plain.size());
    std::string_view part = std::string_view{plain}.substr(from, end - from);
    from = end + 1;
    if (blanks && part.empty()) continue;
    ++parts;
    if (blanks && parts < n && part.ends_with(',')) part.remove_suffix(1);  // "120278, 479846"
    const TypedNumber read = read_number(part);
    if (read.ambiguous()) ambiguous.push_back(ambiguous_number('D', place, key, part, read));
    if (read.value && read.value->unit.empty()) numbers.push_back(read.value->number);
  }
  if (parts == n && numbers.size() == n) return numbers;
  if (ambiguous.empty()) ambiguous.push_back({{'D', codes::wrong_type}, Severity::Fout, place, {key, expected}});
  findings.insert(findings.end(), ambiguous.begin(), ambiguous.end());
  return std::nullopt;
}

std::optional<double> quantity_si(std::string_view kind, std::string_view text, std::string_view unit, char letter,
                                  const std::string& key, const Place& place, std::vector<Diagnostic>& findings) {
  const auto report = [&](codes::Reading code, std::vector<std::string> args) {
    args.insert(args.begin(), key);
    findings.push_back({{letter, code}, Severity::Fout, place, std::move(args)});
  };
  const TypedNumber read = read_number(text);
  if (read.ambiguous()) {
    findings.push_back(ambiguous_number(letter, place, key, text, read));
    return std::nullopt;
  }
  if (!read.value) {
    report(codes::wrong_type, {"getal met eenheid"});
    return std::nullopt;
  }
  const std::string accepted = detail::accepted_units(kind);
  std::string given = read.value->unit.empty() ? std::string{unit} : read.value->unit;
  if (given.empty() && accepted.front() == '-') given = "-";
  if (given.empty()) {
    report(codes::unit_missing, {accepted});
    return std::nullopt;
  }
  const auto si = detail::to_si(kind, read.value->number, given);
  if (!si) report(codes::unit_wrong, {given, accepted});
  return si;
}

}  // namespace batterisk
