#pragma once

#include "batterisk/core/verdict/toets.hpp"

/// Decision tables with hit policy FIRST.
namespace batterisk::detail {

/// The row that decides; nullptr when none matches.
[[nodiscard]] const VerdictRow* first_row(const std::vector<VerdictRow>& rows, Kwetsbaarheid klasse, const Feiten& feiten,
                                          const LegalRules& legal);

/// The first row of a table whose `condition` is this word; nullptr when there is none.
[[nodiscard]] const VerdictRow* row_with(const VerdictRules& rules, const std::string& table,
                                         std::optional<std::string> VerdictRow::* condition, std::string_view word);

/// How far the edges of all zones must move, all by the same distance, for another verdict of this table. Nothing when
/// no distance does it.
[[nodiscard]] std::optional<Omslag> omslag_of(const std::vector<VerdictRow>& rows, const Feiten& feiten,
                                              const LegalRules& legal);

}  // namespace batterisk::detail
