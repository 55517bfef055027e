#pragma once

#include <filesystem>

namespace batterisk::study {

/// Folder with the rules: `asked` when it is a folder, else what BATTERISK_RULES names, else the one installed beside
/// the program, else that of the checkout.
[[nodiscard]] std::filesystem::path rules_folder(const std::filesystem::path& asked = {});

/// True for a folder with rules of its own; a folder without a list of sources holds a draft.
[[nodiscard]] bool is_rules_folder(const std::filesystem::path& path);

}  // namespace batterisk::study
