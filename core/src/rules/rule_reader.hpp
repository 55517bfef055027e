#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/base/units.hpp"
#include "batterisk/core/rules/method_rules.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace batterisk::detail {

template <class E>
using ChoiceWords = std::vector<std::pair<std::string, E>>;

/// Turns the entries of one rule document into typed values: the place where a rule becomes a quantity. Wrong or
/// missing keys are reported in `findings`; `finish` reports the entries that no reader asked for.
class RuleReader {
 public:
  RuleReader(const RuleDocument& document, Findings& findings) : document_{&document}, findings_{&findings} {}

  /// Number with the unit of `Q`. After a report the value is 1 in the first unit; the set is refused then.
  template <class Q>
  [[nodiscard]] Sourced<Q> value(const std::string& key) {
    const RuleEntry* entry = find(key);
    const double* number = entry == nullptr ? nullptr : std::get_if<double>(&entry->value);
    if (entry != nullptr && number == nullptr) wrong_type(*entry, "getal met eenheid");
    return {number == nullptr ? fallback<Q>() : convert<Q>(*entry, *number, entry->provenance->eenheid),
            provenance(entry)};
  }
  /// Number of a key that sets from before it lack: there it is a known gap, and who needs it must look.
  template <class Q>
  [[nodiscard]] Sourced<Q> value_or_gap(const std::string& key) {
    if (document_->entries.contains(key)) return value<Q>(key);
    read_.insert(key);
    Provenance gap;
    gap.key = key;
    gap.rule_set = document_->id;
    gap.bewijs = Bewijs::Ontbreekt;
    return {fallback<Q>(), std::make_shared<const Provenance>(std::move(gap))};
  }
  /// Number that may be a known gap (`ontbreekt`).
  template <class Q>
  [[nodiscard]] Sourced<std::optional<Q>> optional_value(const std::string& key) {
    const RuleEntry* entry = find(key);
    if (entry == nullptr || std::holds_alternative<std::monostate>(entry->value)) return {{}, provenance(entry)};
    const double* number = std::get_if<double>(&entry->value);
    if (number == nullptr) {
      wrong_type(*entry, "getal met eenheid");
      return {{}, provenance(entry)};
    }
    return {convert<Q>(*entry, *number, entry->provenance->eenheid), provenance(entry)};
  }
  template <class Q>
  [[nodiscard]] Sourced<std::vector<Q>> list(const std::string& key) {
    const RuleEntry* entry = find(key);
    return {entry == nullptr ? std::vector<Q>{} : converted<Q>(*entry), provenance(entry)};
  }
  template <class Argument, class Q>
  [[nodiscard]] Sourced<RuleTable<Argument, Q>> table(const std::string& key) {
    const RuleEntry* entry = find(key);
    RuleTable<Argument, Q> table;
    if (entry != nullptr) {
      table.values = converted<Q>(*entry);
      for (const double at : entry->at) table.at.push_back(convert<Argument>(*entry, at, entry->at_unit));
      if (table.at.size() != table.values.size()) wrong_type(*entry, "evenveel waarden als 'bij'");
    }
    return {std::move(table), provenance(entry)};
  }
  template <class E>
  [[nodiscard]] Sourced<E> choice(const std::string& key, const ChoiceWords<E>& words) {
    const RuleEntry* entry = find(key);
    if (entry == nullptr) return {words.front().second, provenance(entry)};
    const auto* word = std::get_if<std::string>(&entry->value);
    std::vector<std::string> known;
    for (const auto& [name, value] : words) {
      if (word != nullptr && name == *word) return {value, provenance(entry)};
      known.push_back(name);
    }
    findings_->add(codes::unknown_choice, entry->provenance->place, {key, entry->provenance->waarde, joined(known)});
    return {words.front().second, provenance(entry)};
  }
  [[nodiscard]] Sourced<bool> flag(const std::string& key);
  [[nodiscard]] Sourced<std::string> word(const std::string& key);
  [[nodiscard]] Sourced<std::vector<std::string>> words(const std::string& key);

  /// Entry as written, marked as read; nullptr and a report when it is missing.
  [[nodiscard]] const RuleEntry* find(const std::string& key);
  void finish();

 private:
  template <class Q>
  [[nodiscard]] static Q fallback() {
    if constexpr (std::is_same_v<Q, double>) {
      return 1.0;
    } else {
      return Q::from_si(1.0);
    }
  }
  template <class Q>
  [[nodiscard]] Q convert(const RuleEntry& entry, double number, const std::string& unit) {
    if constexpr (std::is_same_v<Q, double>) {
      if (unit != "-" && unit != "%") unit_wrong(entry, unit, "-, %");
      return unit == "%" ? number / 100.0 : number;
    } else {
      const auto q = from_unit<Q>(number, unit);
      if (!q) unit_wrong(entry, unit, batterisk::accepted_units<Q>());
      // Every quantity of the method but an angle and a gradient is a size: none can be negative.
      constexpr bool is_size = !std::is_same_v<Q, Angle> && !std::is_same_v<Q, TemperatureGradient>;
      constexpr bool is_chance = std::is_same_v<Q, Probability>;
      if (q && ((is_size && !(q->si() >= 0.0)) || (is_chance && q->si() > 1.0))) {
        findings_->add(codes::out_of_range, entry.provenance->place,
                       {entry.provenance->key, entry.provenance->waarde, is_chance ? "0 .. 1" : ">= 0"});
      }
      return q ? *q : fallback<Q>();
    }
  }
  template <class Q>
  [[nodiscard]] std::vector<Q> converted(const RuleEntry& entry) {
    std::vector<Q> list;
    if (const auto* numbers = std::get_if<std::vector<double>>(&entry.value)) {
      for (const double number : *numbers) list.push_back(convert<Q>(entry, number, entry.provenance->eenheid));
    } else {
      wrong_type(entry, "lijst van getallen");
    }
    return list;
  }
  [[nodiscard]] std::shared_ptr<const Provenance> provenance(const RuleEntry* entry) const;
  void wrong_type(const RuleEntry& entry, const char* expected);
  void unit_wrong(const RuleEntry& entry, const std::string& unit, const std::string& accepted);

  const RuleDocument* document_;
  Findings* findings_;
  std::set<std::string> read_;
};

}  // namespace batterisk::detail
