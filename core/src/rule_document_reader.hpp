#pragma once

#include "table_reader.hpp"

#include "batterisk/core/rule_document.hpp"

#include <set>
#include <string>

namespace batterisk::detail {

/// Reads bron, vindplaats, bewijs, zekerheid, status and descriptions of a table into `provenance`.
void read_provenance(TableReader& reader, Provenance& provenance, const std::set<std::string>& sources);

/// Reads one value table with its provenance; `key` is its full dotted key.
[[nodiscard]] RuleEntry read_entry(TableReader& reader, const std::string& key, const std::string& rule_set,
                                   const std::set<std::string>& sources);

}  // namespace batterisk::detail
