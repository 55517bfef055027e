#pragma once

#include <filesystem>

namespace batterisk::test {

/// The rules of the product, the test data, and the checkout. Defined once (main.cpp), so that no other test
/// depends on where the checkout lies and a compiler cache serves every clone.
[[nodiscard]] std::filesystem::path rules_folder();
[[nodiscard]] std::filesystem::path data_folder();
[[nodiscard]] std::filesystem::path source_folder();

}  // namespace batterisk::test
