#pragma once

#include "batterisk/siting/siting.hpp"

#include <string>
#include <vector>

namespace batterisk::siting {

/// A layout for which a whole study says that the goal holds, or no units.
struct Confirmed {
  std::vector<BatteryUnit> units;
  Oordeel oordeel = Oordeel::Onbepaald;
  std::string dossier;
};

/// Leaves out units until a study of the rest holds: those nearest to what is against the goal first, and as few as that
/// order allows; numbers those that are left. Gives up, with no units, below `at_least`.
[[nodiscard]] Confirmed confirmed(const Dossier& dossier, const RuleCatalog& catalog, Doel doel, std::vector<BatteryUnit> units,
                                  std::size_t at_least, const std::stop_token& stop);

}  // namespace batterisk::siting
