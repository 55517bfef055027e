#include "batterisk/core/rules/deviation.hpp"

#include "batterisk/core/base/typed_number.hpp"

namespace batterisk {

void set_typed_value(Deviation& deviation, const std::string& text, const std::string& key, const Place& place,
                     std::vector<Diagnostic>& findings) {
  const TypedNumber number = read_number(text);
  if (number.ambiguous()) findings.push_back(ambiguous_number('D', place, key, text, number));
  if (text == "true" || text == "false") {
    deviation.value = text == "true";
  } else if (number.value) {
    deviation.value = number.value->number;
    deviation.unit = number.value->unit;
  } else {
    deviation.value = text;
  }
}

}  // namespace batterisk
