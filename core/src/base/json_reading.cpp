#include "batterisk/core/base/json_reading.hpp"

#include <cstddef>

namespace batterisk {

bool nests_too_deep(std::string_view json) {
  constexpr std::size_t deepest = 100;
  std::size_t depth = 0;
  bool text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (text && c == '\\') {
      ++i;
    } else if (c == '"') {
      text = !text;
    } else if (!text && (c == '[' || c == '{')) {
      if (++depth > deepest) return true;
    } else if (!text && (c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

}  // namespace batterisk
