#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/rules/provenance.hpp"

#include <string>
#include <vector>

namespace batterisk {

/// Branch of the event tree of a unit (`[[kansboom]]` in the method set): the unit's event frequency times the factors
/// is the frequency of the scenario.
struct EventBranch {
  std::string scenario;                        ///< "S1"
  std::string omschrijving_nl;
  std::string omschrijving_en;
  std::vector<Sourced<Probability>> factoren;  ///< in the order of the tree
  std::string voorwaarde;  ///< "" always; "ontvlambaar": the gas can ignite; else a switch of the rules, e.g. "s5.enabled"
  std::string anders;      ///< scenario that gets the frequency when the condition does not hold; "" = nobody
};

}  // namespace batterisk
