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
  /// The base hash of the overlay follows, so that only the change itself is wrong.
  Place edit(const std::string& file, const std::string& section, const std::string& from,
             const std::string& to) {
    std::string text = read_bytes(folder_ / file);
    const std::size_t at = position(text, file, section, from);
    text.replace(at, from.size(), to);
    write_bytes(folder_ / file, text);
    seal_overlay();
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

  void seal_overlay() {
    const std::string hash = sha256(read_bytes(folder_ / base));
    std::string text = read_bytes(folder_ / overlay);
    const auto at = text.find('"', text.find("gebaseerd_op_sha256")) + 1;
    text.replace(at, hash.size(), hash);
    write_bytes(folder_ / overlay, text);
  }

  static constexpr const char* base = "referentie/2026-01-01.toml";
  static constexpr const char* overlay = "rivm-2025/2025-04-01.toml";
  TempFolder folder_;
};

}  // namespace batterisk::test
