#include "batterisk/core/rules/rule_choices.hpp"

namespace batterisk {

std::string_view to_string(CellChemistry chemistry) {
  return chemistry == CellChemistry::Lfp ? "lfp" : "nmc";
}

}  // namespace batterisk
