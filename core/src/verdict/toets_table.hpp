#pragma once

#include "batterisk/core/verdict/toets.hpp"

/// Decision tables with hit policy FIRST.
namespace batterisk::detail {

/// How a subject stands to the norm of a table: "" where the table has none, "voldaan", "niet_voldaan" or "leeg".
struct Normstand {
  std::string_view woord;
  const NormCase* geval = nullptr;     ///< that gave the value
  std::optional<double> waarde{};      ///< in the unit of the fact
  std::optional<double> vergeleken{};  ///< value of the fact; nothing where there is nothing that it could be about
};
[[nodiscard]] Normstand normstand(const VerdictTable& table, const Facts& feiten, const VerdictRules& rules);

/// The row that decides; nullptr when none matches. `known` becomes false where that row hangs on a fact that is not known.
[[nodiscard]] const VerdictRow* first_row(const VerdictTable& table, Kwetsbaarheid klasse, const Feiten& feiten,
                                          const RuleSet& rules, bool* known = nullptr);

/// How far the edges of all zones must move, all by the same distance, for another verdict of this table. Nothing when
/// no distance does it.
[[nodiscard]] std::optional<Omslag> omslag_of(const VerdictTable& table, const Feiten& feiten, const RuleSet& rules);

/// A hard verdict needs a value that was read in its source, or that a draft proposes.
void cap_by_evidence(Bevinding& finding, Bewijs bewijs);

/// A finding by a row, without what is compared.
[[nodiscard]] Bevinding finding_of(const VerdictTable& table, const VerdictRow& row, Kwetsbaarheid klasse, const RuleSet& rules);

/// Makes a finding say that a fact which decides is not known.
void mark_unknown(Bevinding& finding, const std::vector<Condition>& conditions, const Facts& feiten);

/// Puts the values that a norm compared into a finding, with its standing and article.
void add_norm(Bevinding& finding, const VerdictTable& table, const Normstand& stand, const RuleSet& rules);

}  // namespace batterisk::detail
