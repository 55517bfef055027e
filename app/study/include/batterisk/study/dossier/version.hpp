#pragma once

#include <string>

namespace batterisk::study {

/// "0.2.0".
[[nodiscard]] std::string version();
/// Commit that the program was built from, with "+" for uncommitted changes; "onbekend" outside a checkout.
[[nodiscard]] std::string commit();
/// Compiler and its version.
[[nodiscard]] std::string compiler();
/// Options that decide floating-point results.
[[nodiscard]] std::string compile_flags();

}  // namespace batterisk::study
