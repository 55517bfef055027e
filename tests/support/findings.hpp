#pragma once

#include "support/temp_folder.hpp"

#include "batterisk/core/base/diagnostic.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

/// Findings as lines of text, "R003 proef/2026-01-01.toml:12:1 | proef.wardee | waarde", so that a failed
/// test shows what differs; and the same lines as a test file announces them.
///
/// A test file announces a finding in a comment: `# verwacht: <code> [<file>:]<line>:<column>[ |
/// <argument>]...`. Without a file it is the file with the comment; without arguments they are not compared.
namespace batterisk::test {

inline std::string line_of(const Diagnostic& d, bool with_arguments = true) {
  std::string text = to_string(d.code) + " " + d.place.file + ":" + std::to_string(d.place.line) + ":" +
                     std::to_string(d.place.column);
  if (!with_arguments) return text;
  for (const std::string& argument : d.args) text += " | " + argument;
  return text;
}

inline std::vector<std::string> lines_of(const std::vector<Diagnostic>& findings,
                                         bool with_arguments = true) {
  std::vector<std::string> lines;
  for (const Diagnostic& d : findings) lines.push_back(line_of(d, with_arguments));
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// What `call` throws as an InputError of type `Error`; nothing when it does not throw.
template <class Error, class Call>
std::vector<Diagnostic> findings_of(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.diagnostics();
  }
  return {};
}

inline const Diagnostic* find(const std::vector<Diagnostic>& findings, Code code) {
  const auto it =
      std::find_if(findings.begin(), findings.end(), [&](const Diagnostic& d) { return d.code == code; });
  return it == findings.end() ? nullptr : &*it;
}

/// Announced findings of one file; `shown` is its path in messages.
inline std::vector<std::string> announced(const std::filesystem::path& file, const std::string& shown) {
  constexpr std::string_view mark = "# verwacht: ";
  std::vector<std::string> lines;
  std::istringstream text{read_bytes(file)};
  for (std::string line; std::getline(text, line);) {
    if (line.rfind(mark, 0) != 0) continue;
    std::string code;
    std::string place;
    std::istringstream words{line.substr(mark.size())};
    words >> code >> place;
    const bool own_file = std::count(place.begin(), place.end(), ':') == 1;
    std::string rest;
    std::getline(words, rest);
    lines.push_back(code + " " + (own_file ? shown + ":" : "") + place + rest);
  }
  return lines;
}

/// What is announced and not found, or found and not announced; empty when both agree.
inline std::vector<std::string> difference(const std::vector<std::string>& expected,
                                           std::vector<Diagnostic> found) {
  constexpr std::size_t most = 8;
  std::vector<std::string> lines;
  for (const std::string& line : expected) {
    const bool with_arguments = line.find(" | ") != std::string::npos;
    const auto it = std::find_if(found.begin(), found.end(),
                                 [&](const Diagnostic& d) { return line_of(d, with_arguments) == line; });
    if (it == found.end()) {
      lines.push_back("not found: " + line);
    } else {
      found.erase(it);
    }
  }
  for (std::size_t i = 0; i < found.size() && i < most; ++i)
    lines.push_back("not announced: " + line_of(found[i]));
  if (found.size() > most) lines.push_back("and " + std::to_string(found.size() - most) + " more");
  return lines;
}

}  // namespace batterisk::test
