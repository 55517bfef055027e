#pragma once

#include <string_view>

namespace batterisk {

/// Whether a text in JSON has lists or objects deeper in each other than any that this program reads or writes. Whoever
/// walks through such a value would run out of stack.
[[nodiscard]] bool nests_too_deep(std::string_view json);

/// JSON of a text; discarded where it is none, or nests too deep. `Json` is nlohmann::json or ordered_json.
template <class Json>
[[nodiscard]] Json parsed_json(std::string_view text) {
  return nests_too_deep(text) ? Json(Json::value_t::discarded) : Json::parse(text.begin(), text.end(), nullptr, false);
}

}  // namespace batterisk
