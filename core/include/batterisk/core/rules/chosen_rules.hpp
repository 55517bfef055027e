#pragma once

#include "batterisk/core/rules/rule_set.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace batterisk {

/// Under this name the method stands in ChosenRules::documents, whatever its stelsel.
inline constexpr const char* method_stelsel = "methode";

/// The rule files that hold for a study: one of each body of rules, a draft in place of what it changes.
struct ChosenRules {
  std::string id;  ///< of the method; of drafts beside it too: "referentie/2026-01-01 + ontwerp/x/2027-01-01"
  std::map<std::string, RuleDocument> documents;  ///< by stelsel of the set that each is or changes: "bkl", "methode"
  std::vector<RuleFile> files;                    ///< of these documents and their bases, for the receipt
  std::vector<Diagnostic> warnings;               ///< drafts that are not in force at the peildatum (R052)
};

/// Picks the files that a selection means. `selection.method` is a stelsel (its version at the peildatum), an id, the name of a draft
/// ("ontwerp/x": of each body of rules the version in force at the peildatum; where none is, what it is based on), or the
/// id of ChosenRules. Throws DossierError for a name that is no set, RuleFileError for a set that is not complete.
[[nodiscard]] ChosenRules choose_rules(const RuleCatalog& catalog, const RuleSelection& selection);

/// Types the values of chosen files, as load_rule_set does for the files that it chooses itself.
[[nodiscard]] RuleSet load_rule_set(const RuleCatalog& catalog, const RuleSelection& selection, ChosenRules chosen);

/// Keys of other rules that decision tables name: "circulaire-lithium:eos.ondergrens".
[[nodiscard]] std::set<std::string> named_keys(const RuleDocument& tables);

/// True for a file of the calculation method or a draft of one.
[[nodiscard]] bool is_method(const RuleDocument& document);

}  // namespace batterisk
