#pragma once

#include <filesystem>

namespace batterisk::study {

/// Folder with the rules: `asked` when it is a folder, else what BATTERISK_RULES names, else the one installed beside
/// the program, else that of the checkout.
[[nodiscard]] std::filesystem::path rules_folder(const std::filesystem::path& asked = {});

}  // namespace batterisk::study
