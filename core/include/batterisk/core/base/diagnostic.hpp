#pragma once

#include <compare>
#include <stdexcept>
#include <string>
#include <vector>

namespace batterisk {

/// Stable message code: a letter (X internal, D dossier, R rule set, L layers and geometry, M method and scope,
/// F files and versions) and a number. The sentence belongs to app/study/texts.
struct Code {
  char letter;
  int number;
  friend auto operator<=>(const Code&, const Code&) = default;
};

/// "R003".
[[nodiscard]] std::string to_string(Code code);

enum class Severity { Fout, Waarschuwing, Info };

/// Where a message points: file with line and column (1-based; 0 = whole file), or layer and feature in `object`.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  std::string object;
  friend bool operator==(const Place&, const Place&) = default;
};

/// A message as a value: code, severity, place and the arguments of its sentence, in the order of the text table.
struct Diagnostic {
  Code code;
  Severity severity;
  Place place;
  std::vector<std::string> args;
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// Broken input: carries every finding, not just the first.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Diagnostic> diagnostics);
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// A rule file that cannot be used (exit code 3).
class RuleFileError : public InputError {
  using InputError::InputError;
};
/// A dossier that cannot be used (exit code 3).
class DossierError : public InputError {
  using InputError::InputError;
};
/// A layer that is missing or unreadable (exit code 5).
class LayerError : public InputError {
  using InputError::InputError;
};
/// An output that cannot be written (exit code 5).
class FileError : public InputError {
  using InputError::InputError;
};

/// True when one of the findings is an error.
[[nodiscard]] bool has_error(const std::vector<Diagnostic>& diagnostics);

}  // namespace batterisk
