#include "json_schema.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace batterisk::test {
namespace {

using nlohmann::json;

// Read in check_members, or of no consequence for validity.
constexpr std::array<std::string_view, 7> read_elsewhere{
    "properties", "additionalProperties", "required", "$schema", "$id", "title", "description"};

bool has_type(const json& value, const std::string& type) {
  if (type == "null") return value.is_null();
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "number") return value.is_number();
  if (type == "integer") return value.is_number_integer();
  return false;
}

void check(const json& schema, const json& value, const std::string& where, std::vector<std::string>& found);

void check_members(const json& schema, const json& value, const std::string& where,
                   std::vector<std::string>& found) {
  const json properties = schema.value("properties", json::object());
  for (const auto& [name, member] : value.items()) {
    if (properties.contains(name)) {
      check(properties[name], member, where + "/" + name, found);
    } else if (schema.contains("additionalProperties")) {
      const json& others = schema["additionalProperties"];
      if (others.is_object()) check(others, member, where + "/" + name, found);
      if (others == false) found.push_back(where + "/" + name + ": not in the schema");
    }
  }
  for (const auto& name : schema.value("required", json::array())) {
    if (!value.contains(name.get<std::string>()))
      found.push_back(where + "/" + name.get<std::string>() + ": missing");
  }
}

void check(const json& schema, const json& value, const std::string& where, std::vector<std::string>& found) {
  if (value.is_object()) check_members(schema, value, where, found);
  for (const auto& [keyword, rule] : schema.items()) {
    if (keyword == "type") {
      const json types = rule.is_array() ? rule : json::array({rule});
      if (std::none_of(types.begin(), types.end(),
                       [&value](const json& type) { return has_type(value, type); })) {
        found.push_back(where + ": is " + value.type_name() + ", not " + types.dump());
      }
    } else if (keyword == "const") {
      if (value != rule) found.push_back(where + ": is not " + rule.dump());
    } else if (keyword == "enum") {
      if (std::find(rule.begin(), rule.end(), value) == rule.end()) {
        found.push_back(where + ": " + value.dump() + " is none of " + rule.dump());
      }
    } else if (keyword == "items") {
      for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
        check(rule, value[i], where + "/" + std::to_string(i), found);
      }
    } else if (std::find(read_elsewhere.begin(), read_elsewhere.end(), keyword) == read_elsewhere.end() &&
               !keyword.starts_with("x-")) {
      found.push_back(where + ": the schema uses an unknown keyword '" + keyword + "'");
    }
  }
}

}  // namespace

std::vector<std::string> violations(const json& schema, const json& value) {
  std::vector<std::string> found;
  check(schema, value, "", found);
  return found;
}

}  // namespace batterisk::test
