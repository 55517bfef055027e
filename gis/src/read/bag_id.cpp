#include "read/bag_id.hpp"

#include "read/feature_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>

namespace batterisk::gis {
namespace {

constexpr std::size_t id_length = 16;
constexpr std::size_t kind_at = 4;     // behind the code of the municipality
constexpr std::size_t number_at = 6;
constexpr std::string_view no_number_yet = "9999999999";
constexpr std::string_view no_number = "0000000000";

/// BAG catalogue 2018, 7.2: pand, verblijfsobject, ligplaats, standplaats, nummeraanduiding, openbare ruimte.
constexpr std::array<std::string_view, 6> kind_codes{"10", "01", "02", "03", "20", "30"};

std::string_view code_of(LayerKind kind) {
  switch (kind) {
    case LayerKind::Verblijfsobjecten:
      return "01";
    case LayerKind::Ligplaatsen:
      return "02";
    case LayerKind::Standplaatsen:
      return "03";
    default:
      return "10";
  }
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_bag_id(std::string_view id, std::string_view code) {
  return id.size() == id_length && id.substr(kind_at, code.size()) == code;
}

/// With fewer nothing is lost by rounding.
bool has_sixteen_digits(std::string_view id) {
  return id.size() == id_length && all_digits(id) && id.front() != '0';
}

struct Whole {
  std::string digits;
  bool exact = true;  ///< false: the text does not say the last of them
};

/// A number as "1709100000000001.0" or "1.709100000000001E+15"; nothing for other text.
std::optional<Whole> whole_number(std::string_view text) {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(0, e);
  const std::size_t point = std::min(mantissa.find_first_of(".,"), mantissa.size());
  const std::string_view before = mantissa.substr(0, point);
  const std::string_view behind = point < mantissa.size() ? mantissa.substr(point + 1) : std::string_view{};
  if (!all_digits(before) || (!behind.empty() && !all_digits(behind))) return std::nullopt;
  std::size_t exponent = 0;
  if (e < text.size()) {
    std::string_view power = text.substr(e + 1);
    if (!power.empty() && power.front() == '+') power.remove_prefix(1);
    if (!all_digits(power) || power.size() > 2) return std::nullopt;
    std::from_chars(power.data(), power.data() + power.size(), exponent);
  }
  Whole whole;
  whole.digits = std::string{before} + std::string{behind.substr(0, std::min(exponent, behind.size()))};
  if (exponent > behind.size()) {
    whole.digits.append(exponent - behind.size(), '0');
    whole.exact = false;
  } else {
    const std::string_view fraction = behind.substr(exponent);
    if (fraction.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
  }
  return whole;
}

}  // namespace

std::string_view remark_of(IdFault fault) {
  switch (fault) {
    case IdFault::ZerosLost:
      return "voorloopnul";
    case IdFault::Number:
      return "id_getal";
    case IdFault::Rounded:
      return "id_afgerond";
    case IdFault::OtherKind:
      return "id_andere_soort";
    case IdFault::NoBagId:
      return "geen_bag_id";
    case IdFault::None:
      break;
  }
  return {};
}

bool is_sound(std::string_view id, LayerKind kind) {
  if (!is_bag_id(id, code_of(kind)) || !all_digits(id)) return false;
  const std::string_view number = id.substr(number_at);
  return number != no_number_yet && number != no_number;
}

BagId bag_id(std::string_view written, LayerKind kind) {
  if (is_sound(written, kind)) return {std::string{written}, IdFault::None};
  constexpr std::string_view prefix = "NL.IMBAG.";
  // As text in a spreadsheet, or as an address of linked data.
  constexpr std::string_view around = " \t='\"";
  std::string_view given = written;
  given.remove_prefix(std::min(given.find_first_not_of(around), given.size()));
  given = given.substr(0, given.find_last_not_of(around) + 1);
  if (const auto slash = given.rfind('/'); slash != std::string_view::npos) given.remove_prefix(slash + 1);
  if (const auto dot = given.rfind('.'); dot != std::string_view::npos && given.starts_with(prefix)) given.remove_prefix(dot + 1);
  BagId id{std::string{given}, IdFault::None};
  if (given.empty()) return id;
  if (!all_digits(given)) {
    const std::optional<Whole> number = whole_number(given);
    if (!number) return {std::string{written}, IdFault::NoBagId};
    if (!number->exact) return {std::string{written}, IdFault::Rounded};
    id = {number->digits, IdFault::Number};
  }
  const bool padded = id.text.size() < id_length;
  if (padded) {
    id.text.insert(0, id_length - id.text.size(), '0');
    if (id.fault == IdFault::None) id.fault = IdFault::ZerosLost;
  }
  // No municipality has the number 0: so many zeros were not lost, the number never was an id. Made-up ids have them.
  const bool lost_too_many = padded && id.text.starts_with("0000");
  if (lost_too_many || !is_bag_id(id.text, code_of(kind))) {
    const bool other = std::any_of(kind_codes.begin(), kind_codes.end(),
                                   [&](std::string_view code) { return is_bag_id(id.text, code); });
    // A short number may become an id of some kind by chance.
    const bool whole = given.size() >= id_length;
    return {std::string{written}, other && whole ? IdFault::OtherKind : IdFault::NoBagId};
  }
  const std::string_view number = std::string_view{id.text}.substr(number_at);
  if (number == no_number_yet) return {};
  if (number == no_number) return {std::string{written}, IdFault::Rounded};
  return id;
}

std::string id_text(const OGRFeature& feature, int field) {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  if (field < 0 || feature.IsFieldSetAndNotNull(field) == 0) return {};
  const bool row_number = field >= feature.GetFieldCount();
  if (row_number || feature.GetFieldDefnRef(field)->GetType() != OFTReal) return text(feature, field);
  const double value = feature.GetFieldAsDouble(field);
  if (!(value >= 0.0 && value <= largest_exact) || value != std::floor(value)) return text(feature, field);
  std::array<char, 40> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 1).ptr;
  return {digits.data(), end};
}

bool keep_last_digit(std::span<const std::string> written, LayerKind kind) {
  std::size_t kept = 0;
  std::size_t zero = 0;
  for (const std::string& text : written) {
    const BagId id = bag_id(text, kind);
    if (!has_sixteen_digits(id.text)) continue;
    ++(id.text.back() == '0' ? zero : kept);
  }
  return kept > zero;
}

bool look_rounded(std::span<const std::string> written, LayerKind kind) {
  // One id in ten ends in a zero: six different ones that all do are chance in one layer of a million.
  constexpr std::size_t enough = 6;
  std::set<std::string> in_zero;
  bool lost = false;
  for (const std::string& text : written) {
    BagId id = bag_id(text, kind);
    lost = lost || id.fault == IdFault::Rounded;
    if (!has_sixteen_digits(id.text)) continue;
    if (id.text.back() != '0') return false;
    in_zero.insert(std::move(id.text));
  }
  return lost || in_zero.size() >= enough;
}

bool has_bag_ids(LayerKind kind) {
  return kind == LayerKind::Panden || kind == LayerKind::Verblijfsobjecten || kind == LayerKind::Standplaatsen ||
         kind == LayerKind::Ligplaatsen;
}

}  // namespace batterisk::gis
