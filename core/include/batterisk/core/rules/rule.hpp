#pragma once

#include "batterisk/core/base/choice_words.hpp"
#include "batterisk/core/rules/provenance.hpp"
#include "batterisk/core/rules/rule_choices.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Members for structs of rule values. A member says its key and its type, and nothing else says them: the reader walks
/// over the members of the struct (src/rules/rule_members.hpp). A new key is a new line.
namespace batterisk {

/// A key as argument of a template.
template <std::size_t n>
struct KeyText {
  std::array<char, n> chars{};
  consteval KeyText(const char (&text)[n]) {  // NOLINT: a literal becomes one unasked
    for (std::size_t i = 0; i < n; ++i) chars[i] = text[i];
  }
  [[nodiscard]] constexpr std::string_view view() const { return {chars.data(), n - 1}; }
};

/// Value of one key. What a file must have there follows from `T`: a quantity or double (number with a unit of it),
/// bool (switch), std::string (word), an enumeration (one of its choice_words), std::vector (list of numbers or words),
/// RuleTable (list of numbers with `bij`), std::optional (number, or a known gap).
template <KeyText key, class T>
struct Rule : Sourced<T> {};

/// One of two values of a kind: for members of different keys, which `?:` cannot join.
template <class T>
[[nodiscard]] const Sourced<T>& either(bool first, const Sourced<T>& a, const Sourced<T>& b) {
  return first ? a : b;
}

/// Number of a key that files from before it lack: there it is a known gap, and who needs it must look at its `bewijs`.
template <KeyText key, class T>
struct RuleOrGap : Sourced<T> {};

/// One value for each word of the enumeration `E`: keys `key.lfp`, `key.nmc`.
template <KeyText key, class T, class E>
struct RulePer {
  std::array<Sourced<T>, choice_words<E>.size()> values;
  [[nodiscard]] const Sourced<T>& of(E which) const { return values.at(static_cast<std::size_t>(which)); }
};
template <KeyText key, class T>
using PerChemistry = RulePer<key, T, CellChemistry>;
template <KeyText key, class T>
using PerMixture = RulePer<key, T, VentGas>;

/// Substances with a value of their own in the method; a key has them in small letters.
inline constexpr auto method_substances = std::to_array<std::string_view>({"HF", "CO", "HCN", "HCL", "NO2", "SO2"});

/// One value for each of those substances: keys `key.hf`, `key.co`.
template <KeyText key, class T>
struct PerSubstance {
  std::map<std::string, Sourced<T>> values;  ///< by the name in capitals
};

/// Tabulated value: `values[i]` at argument `at[i]`, arguments ascending.
template <class Argument, class Value>
struct RuleTable {
  std::vector<Argument> at;
  std::vector<Value> values;
};

}  // namespace batterisk
