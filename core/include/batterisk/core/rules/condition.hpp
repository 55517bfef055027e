#pragma once

#include "batterisk/core/rules/facts.hpp"

#include <optional>
#include <string>
#include <vector>

namespace batterisk {

/// End of a range of numbers or days.
struct Bound {
  double value = 0.0;     ///< in the unit of the fact
  bool included = true;
  std::string text;       ///< as written: "100 kWh", "2027-01-01", or the key that gives it: "circulaire-lithium:eos.ondergrens"
  bool of_key = false;    ///< `text` is a key whose value is not filled in, or that has none: a known gap
};

/// One condition of a row or case (`als`): of a word one of `woorden`, of a flag `vlag`, else within the range.
struct Condition {
  std::string feit;
  std::vector<std::string> woorden;
  std::optional<bool> vlag;
  std::optional<Bound> onder;
  std::optional<Bound> boven;
};

/// Whether a condition holds; nothing where its fact is not known.
[[nodiscard]] std::optional<bool> holds(const Condition& condition, const Facts& facts);

/// Whether all hold: false when one certainly does not, nothing when that hangs on a fact that is not known.
[[nodiscard]] std::optional<bool> all_hold(const std::vector<Condition>& conditions, const Facts& facts);

/// Conditions for people: "energie_systeem >= 100 kWh en chemie lfp, nmc".
[[nodiscard]] std::string text_of(const std::vector<Condition>& conditions);

/// What is wrong with a list of cases of which the first that holds counts.
struct CaseFlaws {
  std::vector<std::string> holes;  ///< facts, one set a hole, for which no case holds
  std::vector<std::pair<std::size_t, std::size_t>> overlaps;  ///< pairs that both have conditions and hold together
};

/// Tries every combination of what the conditions tell apart. More than some thousands of combinations are not tried: then
/// nothing is found, as where a range ends in a gap.
[[nodiscard]] CaseFlaws flaws_of(const std::vector<std::vector<Condition>>& cases);

}  // namespace batterisk
