#include "batterisk/study/dossier/rules_folder.hpp"

#include <cstdlib>
#include <system_error>

namespace batterisk::study {

std::filesystem::path rules_folder(const std::filesystem::path& asked) {
  std::error_code error;
  if (!asked.empty() && std::filesystem::is_directory(asked, error)) return asked;
  if (const char* folder = std::getenv("BATTERISK_RULES"); folder != nullptr && *folder != '\0') return folder;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto installed = program.parent_path().parent_path() / "share" / "batterisk" / "rules";
  if (std::filesystem::is_directory(installed, error)) return installed;
  return BATTERISK_SOURCE_RULES;
}

bool is_rules_folder(const std::filesystem::path& path) {
  std::error_code error;
  return !path.empty() && std::filesystem::exists(path / "bronnen.toml", error);
}

}  // namespace batterisk::study
