#pragma once

#include "base/toml_node.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/units.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace batterisk::detail {

/// Findings of one document, with the code letter of its kind.
struct Findings {
  char letter;
  std::vector<Diagnostic> list;

  void add(Code code, Severity severity, const Place& place, std::vector<std::string> args) {
    list.push_back({code, severity, place, std::move(args)});
  }
  void add(codes::Reading reading, const Place& place, std::vector<std::string> args) {
    add({letter, reading}, Severity::Fout, place, std::move(args));
  }
};

/// Nearest of `known` to `word` within a third of its length in edits; "" when none is near.
[[nodiscard]] std::string nearest(std::string_view word, const std::set<std::string>& known);

/// The words of `bewijs` for a value that holds; a rule file has one more, for what a draft proposes.
[[nodiscard]] const std::vector<std::string>& bewijs_words();

/// The numbers of an array; nothing when it holds anything else, or is none.
[[nodiscard]] std::optional<std::vector<double>> numbers_of(const TomlNode& node);

/// "a, b, c".
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

/// Reads one TOML table by key and remembers what was asked for. Every reading function reports what is wrong
/// and returns nothing then, so that one pass finds all errors; `finish` reports the keys that nobody asked
/// for.
class TableReader {
 public:
  TableReader(const TomlNode& table, std::string path, Findings& findings);

  [[nodiscard]] const Place& place() const { return node_->place; }
  /// Full key of the table itself, e.g. "systeem[0]"; "" for the root.
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const Place& place_of(std::string_view key) const;
  /// Full key of a member, e.g. "systeem[0].energie".
  [[nodiscard]] std::string full(std::string_view key) const;
  [[nodiscard]] Findings& findings() const { return *findings_; }

  [[nodiscard]] bool has(std::string_view key);
  /// All keys, in the order of the file; for a table whose keys are the user's own.
  [[nodiscard]] std::vector<std::string> keys() const;
  /// The raw member, marked as read; nullptr when absent.
  [[nodiscard]] const TomlNode* raw(std::string_view key);
  /// Reports a missing key.
  void missing(std::string_view key) const;

  [[nodiscard]] std::optional<std::string> text(std::string_view key);
  [[nodiscard]] std::optional<double> number(std::string_view key);
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key);
  [[nodiscard]] std::optional<bool> boolean(std::string_view key);
  [[nodiscard]] std::optional<std::chrono::year_month_day> date(std::string_view key);
  [[nodiscard]] std::optional<std::vector<double>> numbers(std::string_view key);
  [[nodiscard]] std::optional<std::vector<std::string>> texts(std::string_view key);
  /// One word out of `choices`.
  [[nodiscard]] std::optional<std::string> choice(std::string_view key,
                                                  const std::vector<std::string>& choices);
  /// Text with unit ("5 MWh") or a table { waarde, eenheid, ... }.
  template <class Q>
  [[nodiscard]] std::optional<Q> quantity(std::string_view key) {
    const auto si = quantity_si(key, Q::kind);
    if (!si) return std::nullopt;
    return Q::from_si(*si);
  }
  /// Sub-table; nothing when absent.
  [[nodiscard]] std::optional<TableReader> table(std::string_view key);
  /// Array of tables; empty when absent.
  [[nodiscard]] std::vector<TableReader> tables(std::string_view key);

  /// Same as above, but an absent key is reported.
  template <class Read>
  [[nodiscard]] auto required(std::string_view key, Read read) {
    if (!has(key)) missing(key);
    return std::invoke(read, *this, key);
  }

  /// Reports every key that was not asked for, with the nearest one that was.
  void finish();

 private:
  std::optional<double> quantity_si(std::string_view key, std::string_view kind);
  void wrong_type(std::string_view key, const char* expected);

  const TomlNode* node_;
  std::string path_;
  Findings* findings_;
  std::set<std::string> asked_;
};

/// Checks `schema_versie` of a document against the newest that the program knows.
void check_schema_version(TableReader& document, std::int64_t newest);

}  // namespace batterisk::detail
