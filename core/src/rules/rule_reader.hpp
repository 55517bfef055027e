#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/base/choice_words.hpp"
#include "batterisk/core/base/units.hpp"
#include "batterisk/core/rules/rule.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace batterisk::detail {

/// Turns the entries of one rule document into typed values: the place where a rule becomes a quantity. Wrong or
/// missing keys are reported in `findings`; `finish` reports the entries that no reader asked for.
class RuleReader {
 public:
  RuleReader(const RuleDocument& document, Findings& findings) : document_{&document}, findings_{&findings} {}

  /// Value of `key`; what the entry must be follows from `T` (see Rule). After a report the value is a stopgap; the set
  /// is refused then.
  template <class T>
  [[nodiscard]] Sourced<T> value(const std::string& key) {
    const RuleEntry* entry = find(key);
    return {entry == nullptr ? stopgap<T>() : typed(*entry, std::type_identity<T>{}), provenance(entry)};
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
    return {stopgap<Q>(), std::make_shared<const Provenance>(std::move(gap))};
  }
  /// Value whose word is one of `words`, which are some of choice_words<E>.
  template <class E>
  [[nodiscard]] Sourced<E> choice(const std::string& key, std::span<const std::string_view> words) {
    const RuleEntry* entry = find(key);
    const std::string_view word = entry == nullptr ? words.front() : one_of(words, *entry);
    return {choice_from<E>(word).value(), provenance(entry)};
  }

  /// Entry as written, marked as read; nullptr and a report when it is missing.
  [[nodiscard]] const RuleEntry* find(const std::string& key);
  void finish();

 private:
  template <class T>
  [[nodiscard]] static T stopgap() {
    if constexpr (std::is_same_v<T, double>) {
      return 1.0;
    } else if constexpr (requires { T::from_si(1.0); }) {
      return T::from_si(1.0);
    } else {
      return {};
    }
  }

  // The entry as `T`, or a report.
  [[nodiscard]] bool typed(const RuleEntry& entry, std::type_identity<bool> type);
  [[nodiscard]] std::string typed(const RuleEntry& entry, std::type_identity<std::string> type);
  [[nodiscard]] std::vector<std::string> typed(const RuleEntry& entry, std::type_identity<std::vector<std::string>> type);
  template <class T>
  [[nodiscard]] T typed(const RuleEntry& entry, std::type_identity<T> /*type*/) {
    if constexpr (std::is_enum_v<T>) {
      return choice_from<T>(one_of(choice_words<T>, entry)).value();
    } else {
      const double* number = std::get_if<double>(&entry.value);
      if (number == nullptr) wrong_type(entry, "getal met eenheid");
      return number == nullptr ? stopgap<T>() : convert<T>(entry, *number, entry.provenance->eenheid);
    }
  }
  template <class Q>
  [[nodiscard]] std::optional<Q> typed(const RuleEntry& entry, std::type_identity<std::optional<Q>> /*type*/) {
    if (std::holds_alternative<std::monostate>(entry.value)) return {};
    return typed(entry, std::type_identity<Q>{});
  }
  template <class Q>
  [[nodiscard]] std::vector<Q> typed(const RuleEntry& entry, std::type_identity<std::vector<Q>> /*type*/) {
    const auto* numbers = std::get_if<std::vector<double>>(&entry.value);
    if (numbers == nullptr) {
      wrong_type(entry, "lijst van getallen");
      return {};
    }
    std::vector<Q> list;
    for (const double number : *numbers) list.push_back(convert<Q>(entry, number, entry.provenance->eenheid));
    return list;
  }
  template <class Argument, class Q>
  [[nodiscard]] RuleTable<Argument, Q> typed(const RuleEntry& entry,
                                             std::type_identity<RuleTable<Argument, Q>> /*type*/) {
    RuleTable<Argument, Q> table;
    table.values = typed(entry, std::type_identity<std::vector<Q>>{});
    for (const double at : entry.at) table.at.push_back(convert<Argument>(entry, at, entry.at_unit));
    if (table.at.size() != table.values.size()) wrong_type(entry, "evenveel waarden als 'bij'");
    return table;
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
      return q ? *q : stopgap<Q>();
    }
  }
  // The word of the entry when it is one of `words`; otherwise a report, and the first of them.
  [[nodiscard]] std::string_view one_of(std::span<const std::string_view> words, const RuleEntry& entry);
  [[nodiscard]] std::shared_ptr<const Provenance> provenance(const RuleEntry* entry) const;
  void wrong_type(const RuleEntry& entry, const char* expected);
  void unit_wrong(const RuleEntry& entry, const std::string& unit, const std::string& accepted);

  const RuleDocument* document_;
  Findings* findings_;
  std::set<std::string> read_;
};

}  // namespace batterisk::detail
