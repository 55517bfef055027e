#pragma once

#include <QString>

#include <optional>

namespace batterisk::viewmodel {

/// A number as people write it: decimal comma or point, exponents "1e-6", "1,0E-6" and "10^-6". Nothing for anything
/// else, a number with a group separator ("1.000,5") among them.
[[nodiscard]] std::optional<double> parse_number(const QString& text);

}  // namespace batterisk::viewmodel
