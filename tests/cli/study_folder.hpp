#pragma once

#include "command.hpp"

#include "support/temp_folder.hpp"

#include <filesystem>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

namespace batterisk::test {

/// Folder with the synthetic village (omgeving.gpkg), its dirty layers (vuil.gpkg) and two dossiers:
/// `dossier.toml`, that of the demo, and `klein.toml`, one scenario of its own at the same place, which
/// computes fast.
class StudyFolder {
 public:
  StudyFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

  /// Writes `name` as a copy of `original` with the first `from` after the first `after` replaced by `to`.
  /// Throws when there is none: a test case that changes nothing tests nothing.
  void edited(const std::string& name, const std::string& original, const std::string& from,
              const std::string& to, const std::string& after = "") const;

  /// Writes `name` as `klein.toml` with another layer of buildings.
  void with_buildings(const std::string& name, const std::string& file, const std::string& layer) const;

  /// Runs the program in this folder.
  [[nodiscard]] Outcome run(const std::vector<std::string>& arguments) const;

  [[nodiscard]] nlohmann::json result(const std::string& output) const;

  /// Names and bytes of the files in a folder below this one, hidden ones included.
  [[nodiscard]] std::map<std::string, std::string> files(const std::string& output) const;

 private:
  TempFolder folder_;
};

/// Value of a key of the table run_info.
[[nodiscard]] std::string run_info(const nlohmann::json& result, const std::string& key);

}  // namespace batterisk::test
