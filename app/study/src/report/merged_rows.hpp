#pragma once

#include "batterisk/study/text/texts.hpp"

#include <string>
#include <vector>

namespace batterisk::study {

/// Names that differ in one number as a range, "BESS-1/S1 t/m BESS-28/S1 (28)"; up to three others as a list, and of more the
/// first, "BESS-1-BESS-2/D en 11 andere". Names in the order of the dossier.
[[nodiscard]] std::string names_text(const std::vector<std::string>& names, Language language);

/// Rows that differ in their first cell alone, as one row with all those names, where the first of them stood.
[[nodiscard]] std::vector<std::vector<std::string>> merged_rows(std::vector<std::vector<std::string>> rows, Language language);

}  // namespace batterisk::study
