#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/rules/rule_document.hpp"

#include <set>
#include <string>

namespace batterisk::detail {

/// The words of `bewijs` in a rule file.
[[nodiscard]] const std::vector<std::string>& rule_bewijs_words();

/// Reads `bron` and reports one that bronnen.toml does not have; "" when absent.
[[nodiscard]] std::string read_source(TableReader& reader, const std::set<std::string>& sources);

/// Reports the second of two things of one kind with the same name; `seen` are the names of that kind so far.
void check_unique(const std::string& name, const Place& place, std::set<std::string>& seen,
                  Findings& findings);

/// Reads bron, vindplaats, bewijs, zekerheid, status and descriptions of a table into `provenance`.
void read_provenance(TableReader& reader, Provenance& provenance, const std::set<std::string>& sources);

/// Reads one value table with its provenance; `key` is its full dotted key.
[[nodiscard]] RuleEntry read_entry(TableReader& reader, const std::string& key, const std::string& rule_set,
                                   const std::set<std::string>& sources);

}  // namespace batterisk::detail
