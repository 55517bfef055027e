#pragma once

#include "batterisk/core/rules/chosen_rules.hpp"

#include <string>
#include <vector>

namespace batterisk {

/// What differs in one key between two rule files.
enum class RuleChangeKind {
  Added,      ///< only in the second file
  Removed,    ///< only in the first file
  Value,      ///< another value, table or choice
  Reference,  ///< the same value with another source, place in it, evidence or status
  Table       ///< a row of an array of tables: event tree, decision table, substance
};
[[nodiscard]] std::string_view to_string(RuleChangeKind kind);  // "erbij", "weg", "waarde", "verwijzing", "tabel"

/// One difference. Values and references as text, with unit; empty on the side that lacks the key.
struct RuleChange {
  std::string key;  ///< of a table: "kansboom[S1].factoren"
  RuleChangeKind kind{};
  std::string before;
  std::string after;
  std::string before_reference;  ///< "bron, vindplaats (bewijs, status)"
  std::string after_reference;
  friend bool operator==(const RuleChange&, const RuleChange&) = default;
};

/// Differences from `before` to `after` in alphabetical order of their keys, what they inherit included. Equal
/// quantities in other units are no change of value ("1 kW" and "1000 W"). Of a file with itself: none; the other
/// way round: the same keys mirrored.
[[nodiscard]] std::vector<RuleChange> diff_rules(const RuleDocument& before, const RuleDocument& after);

/// Differences between all rules of two sets: those of the method first, then of each other body of rules with its name in
/// front ("bkl:pr.grenswaarde.kwetsbaar"). Files that only one set has are left out: nothing of the other set asks for them.
[[nodiscard]] std::vector<RuleChange> diff_rules(const ChosenRules& before, const ChosenRules& after);

/// The document that `name` means: an id, or a stelsel with its newest version. Throws RuleFileError (R036).
[[nodiscard]] const RuleDocument& find_rule_document(const RuleCatalog& catalog, std::string_view name);

}  // namespace batterisk
