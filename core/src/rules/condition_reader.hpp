#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/rules/condition.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::detail {

/// Reads one condition of a table `als`: of a word a list, of a flag true or false, of a number or day a table
/// { vanaf = , boven = , tot = , tot_en_met = }. An end is text with a unit, a day, or the key that gives it ("bkl:x.y").
/// Reports a key that is no fact (R003), and with a subject a fact that it has not (R053).
[[nodiscard]] std::optional<Condition> read_condition(TableReader& when, const std::string& key, std::optional<Onderwerp> onderwerp);

/// Reads all conditions of `als` of a table; none where it is absent.
[[nodiscard]] std::vector<Condition> read_conditions(TableReader& reader, std::optional<Onderwerp> onderwerp);

/// Reports facts that the subject has not.
void check_subject(const std::vector<Condition>& conditions, Onderwerp onderwerp, const Place& place, const std::string& where,
                   Findings& findings);

/// Reports holes and overlaps of cases of which the first that holds counts; `ids` are their names.
void check_cases(const std::string& key, const std::vector<std::string>& ids, const std::vector<std::vector<Condition>>& cases,
                 const Place& place, Findings& findings);

}  // namespace batterisk::detail
