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

/// The alternative that a dossier takes where the rules leave a choice (`[toets.keuze]`).
struct EigenKeuze {
  std::string alternatief;
  Place place;
};

/// Takes a value as people type it: "true" and "false", a number with or without unit, else a word. What may mean two
/// numbers is reported under `key` (D012).
void set_typed_value(Deviation& deviation, const std::string& text, const std::string& key, const Place& place,
                     std::vector<Diagnostic>& findings);

/// A measure that the applicant claims (`[[maatregel]]`): values of the rule keys that its kind may change.
struct Measure {
  std::string kind;      ///< `soort` of a measure in the rules, e.g. "gasafvoer"
  std::string name;
  std::string evidence;  ///< what shows that it works
  std::vector<Deviation> values;
  Place place;
};

}  // namespace batterisk
