#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/dossier/dossier.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace batterisk::detail {

/// A coordinate as messages show it.
[[nodiscard]] std::string metres(double v);
/// RD point of a node [x, y] in the Netherlands; else reported.
[[nodiscard]] std::optional<RdPoint> position_of(const TomlNode& node, const std::string& key, Findings& findings);
[[nodiscard]] std::optional<RdPoint> read_position(TableReader& reader, std::string_view key);
[[nodiscard]] std::string as_written(TableReader& reader, std::string_view key);
[[nodiscard]] std::string required_id(TableReader& reader);
void report_not_positive(TableReader& reader, std::string_view key);

/// Most that a dossier may give of a quantity (SI), and how it is said: far above anything that is built, and low enough
/// that every computation with it ends.
struct Most {
  double si;
  const char* shown;
};
template <class Q>
constexpr Most most_of() {
  if constexpr (std::is_same_v<Q, Length>) return {1e3, "1000 m"};
  if constexpr (std::is_same_v<Q, Area>) return {1e6, "1 km2"};
  if constexpr (std::is_same_v<Q, Angle>) return {63.0, "3600 graden"};
  if constexpr (std::is_same_v<Q, Energy>) return {3.6e14, "100 GWh"};
  if constexpr (std::is_same_v<Q, MassRate>) return {1e4, "10000 kg/s"};
  if constexpr (std::is_same_v<Q, Time>) return {1e8, "10^8 s"};
  if constexpr (std::is_same_v<Q, Frequency>) return {1e4, "10000 1/jr"};
  return {1e9, "10^9"};
}
void report_too_large(TableReader& reader, std::string_view key, const char* most);

/// Above zero and within bounds, else reported.
template <class Q>
std::optional<Q> positive(TableReader& reader, std::string_view key) {
  const auto value = reader.quantity<Q>(key);
  if (value && !(value->si() > 0.0)) report_not_positive(reader, key);
  if (value && value->si() > most_of<Q>().si) report_too_large(reader, key, most_of<Q>().shown);
  return value;
}

/// Zero or above, else reported.
template <class Q>
std::optional<Q> zero_or_more(TableReader& reader, std::string_view key) {
  const auto value = reader.quantity<Q>(key);
  if (value && !(value->si() >= 0.0)) report_not_positive(reader, key);
  if (value && value->si() > most_of<Q>().si) report_too_large(reader, key, most_of<Q>().shown);
  return value;
}

/// Of either sign and within bounds, else reported.
template <class Q>
std::optional<Q> any_sign(TableReader& reader, std::string_view key) {
  const auto value = reader.quantity<Q>(key);
  if (value && std::abs(value->si()) > most_of<Q>().si) report_too_large(reader, key, most_of<Q>().shown);
  return value;
}

/// Above zero; 1 in SI after a report.
template <class Q>
Q required_positive(TableReader& reader, std::string_view key) {
  if (!reader.has(key)) reader.missing(key);
  return positive<Q>(reader, key).value_or(Q::from_si(1.0));
}

/// Value for a rule key: a number with its unit in the text, a word or a switch. Nothing when the key is absent.
void read_rule_value(TableReader& reader, std::string_view key, Deviation& deviation);

/// Openings, room or store of a unit, as its situation asks (core/README.md, 2.1).
void read_situation(TableReader& system, BatteryUnit& unit);
/// Credited measure (`[[maatregel]]`).
[[nodiscard]] Measure read_measure(TableReader& reader);

}  // namespace batterisk::detail
