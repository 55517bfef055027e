#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace batterisk::portfolio {

/// A cell of CSV, quoted where it must be.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// Cells of one line without its end.
[[nodiscard]] std::vector<std::string> csv_cells(std::string_view line);

}  // namespace batterisk::portfolio
