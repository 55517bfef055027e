#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/dossier/dossier.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace batterisk::detail {

/// A coordinate as messages show it.
[[nodiscard]] std::string metres(double v);
/// RD point of a node [x, y] in the Netherlands; else reported.
[[nodiscard]] std::optional<RdPoint> position_of(const TomlNode& node, const std::string& key, Findings& findings);
[[nodiscard]] std::optional<RdPoint> read_position(TableReader& reader, std::string_view key);
[[nodiscard]] std::string as_written(TableReader& reader, std::string_view key);
[[nodiscard]] std::string required_id(TableReader& reader);
void report_not_positive(TableReader& reader, std::string_view key);

/// Above zero, else reported.
template <class Q>
std::optional<Q> positive(TableReader& reader, std::string_view key) {
  const auto value = reader.quantity<Q>(key);
  if (value && !(value->si() > 0.0)) report_not_positive(reader, key);
  return value;
}

/// Zero or above, else reported.
template <class Q>
std::optional<Q> zero_or_more(TableReader& reader, std::string_view key) {
  const auto value = reader.quantity<Q>(key);
  if (value && value->si() < 0.0) report_not_positive(reader, key);
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
