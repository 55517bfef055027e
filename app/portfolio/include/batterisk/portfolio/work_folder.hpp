#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// Folders of long work that goes on where it stopped: a manifest that says of what, and journals of what is done.
namespace batterisk::portfolio {

using Manifest = nlohmann::ordered_json;

/// Folder below that of the work, with its journals.
inline constexpr const char* progress_folder = "voortgang";

/// Discarded where there is none, or it is no JSON.
[[nodiscard]] Manifest read_manifest(const std::filesystem::path& folder, const std::string& name);

/// Throws FileError (F020) that names the keys of `expected` in which `found` differs.
void check_same(const Manifest& expected, const Manifest& found, const std::filesystem::path& folder);

/// Writes the manifest of a folder, or holds it against the one that is there. Throws as `check_same`.
void claim(const std::filesystem::path& folder, const std::string& name, const Manifest& manifest);

/// Copies the journals of folders into that of another.
void copy_journals(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& folder, const std::stop_token& stop);

}  // namespace batterisk::portfolio
