#pragma once

#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/sha256.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace batterisk::test {

/// Copy of the shipped rules that a test may damage.
class RulesCopy {
 public:
  RulesCopy() {
    std::filesystem::copy(rules_folder(), folder_.path(), std::filesystem::copy_options::recursive);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }

  /// Replaces the first `from` after the line `[section]` (or from the top for "") by `to`; gives its place.
  /// The base hashes of overlays follow, so that only the change itself is wrong.
  Place edit(const std::string& file, const std::string& section, const std::string& from,
             const std::string& to) {
    std::string text = read_bytes(folder_ / file);
    const std::size_t at = position(text, file, section, from);
    text.replace(at, from.size(), to);
    write_bytes(folder_ / file, text);
    seal_overlays();
    return place(file, text, at);
  }
  /// Place of the first `text` after the line `[section]`.
  [[nodiscard]] Place place_of(const std::string& file, const std::string& section,
                               const std::string& text) const {
    const std::string bytes = read_bytes(folder_ / file);
    return place(file, bytes, position(bytes, file, section, text));
  }
  void write(const std::string& file, const std::string& text) { write_bytes(folder_ / file, text); }
  void remove(const std::string& file) { std::filesystem::remove_all(folder_ / file); }

 private:
  static std::size_t position(const std::string& text, const std::string& file, const std::string& section,
                              const std::string& wanted) {
    const auto header = section.empty() ? 0 : text.find("\n" + section + "\n");
    const auto at = header == std::string::npos ? header : text.find(wanted, header);
    if (at == std::string::npos) throw std::runtime_error(file + ": no '" + wanted + "' after " + section);
    return at;
  }
  static Place place(const std::string& file, const std::string& text, std::size_t at) {
    const std::string before = text.substr(0, at);
    const auto newline = before.rfind('\n');
    const std::size_t column = newline == std::string::npos ? at : at - newline - 1;
    return {file,
            1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
            1 + static_cast<int>(column),
            {}};
  }

  // Each overlay gets the hash of what it is based on.
  void seal_overlays() {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path())) {
      if (entry.path().extension() != ".toml") continue;
      std::string text = read_bytes(entry.path());
      const auto key = text.find("\ngebaseerd_op = \"");
      const auto seal = text.find("\ngebaseerd_op_sha256 = \"");
      if (key == std::string::npos || seal == std::string::npos) continue;
      const auto begin = text.find('"', key) + 1;
      const auto based_on = folder_ / (text.substr(begin, text.find('"', begin) - begin) + ".toml");
      if (!std::filesystem::exists(based_on)) continue;
      const std::string hash = sha256(read_bytes(based_on));
      text.replace(text.find('"', seal) + 1, hash.size(), hash);
      write_bytes(entry.path(), text);
    }
  }

  TempFolder folder_;
};

}  // namespace batterisk::test
