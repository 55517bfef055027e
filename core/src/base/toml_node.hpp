#pragma once

#include "batterisk/core/base/diagnostic.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace batterisk::detail {

struct TomlMember;

/// A time of day, or a date with one: nothing of ours takes it.
struct TomlMoment {};

/// A TOML value with the place where it stands; the only form in which TOML leaves toml_node.cpp.
struct TomlNode {
  using Array = std::vector<TomlNode>;
  using Table = std::vector<TomlMember>;  // in the order of the file
  std::variant<bool, std::int64_t, double, std::string, std::chrono::year_month_day, TomlMoment, Array, Table> value;
  Place place;

  template <class T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&value);
  }
  /// Member of a table, or nullptr.
  [[nodiscard]] const TomlNode* find(std::string_view key) const;
};

struct TomlMember {
  std::string key;
  Place key_place;
  TomlNode node;
};

/// Value as text, for messages and listings: "10", "[0.1, 0.7]", "5 MWh" for { waarde = 5, eenheid = "MWh" }.
[[nodiscard]] std::string text_of(const TomlNode& node);

/// Parses a file; `shown` is the path used in places. Letter is that of the codes ('R' or 'D').
/// Throws RuleFileError or DossierError (by letter) when the file is unreadable or no TOML.
[[nodiscard]] TomlNode parse_toml_file(const std::filesystem::path& path, const std::string& shown,
                                       char letter);

/// Same for text in memory.
[[nodiscard]] TomlNode parse_toml(std::string_view text, const std::string& shown, char letter);

/// Whole file as text; throws like parse_toml_file.
[[nodiscard]] std::string read_text_file(const std::filesystem::path& path, const std::string& shown,
                                         char letter);

[[noreturn]] void throw_input_error(char letter, std::vector<Diagnostic> diagnostics);

}  // namespace batterisk::detail
