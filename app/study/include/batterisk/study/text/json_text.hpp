#pragma once

#include <string>

namespace batterisk::study {

/// JSON as text (`indent` as in dump of nlohmann::json; -1: one line). A text in it that is not UTF-8 gets U+FFFD for its
/// wrong bytes: no result is lost for a name. `Json` is nlohmann::json or ordered_json.
template <class Json>
[[nodiscard]] std::string json_text(const Json& json, int indent = 1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace batterisk::study
