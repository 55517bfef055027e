#pragma once

#include "batterisk/core/base/diagnostic.hpp"

#include <string>
#include <variant>
#include <vector>

namespace batterisk {

/// Rule value that this study replaces, with its reason (`[[afwijking]]`).
struct Deviation {
  std::string parameter;
  std::variant<double, bool, std::string> value;
  std::string unit;  ///< unit of a number
  std::string motivation;
  std::string approved_by;
  Place place;
};

/// A measure that the applicant claims (`[[maatregel]]`): values of the rule keys that its kind may change.
struct Measure {
  std::string kind;      ///< `soort` of a measure in the rules, e.g. "gasafvoer"
  std::string name;
  std::string evidence;  ///< what shows that it works
  std::vector<Deviation> values;
  Place place;
};

}  // namespace batterisk
