#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace batterisk::test {

/// Where `value` breaks `schema`, one line each; empty when it is valid. Knows what the published schema uses
/// of JSON Schema 2020-12 and reports any other keyword, so that none is passed over.
[[nodiscard]] std::vector<std::string> violations(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace batterisk::test
