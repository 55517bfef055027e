#include "batterisk/core/base/diagnostic.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk {

std::string to_string(Code code) { return fmt::format("{}{:03}", code.letter, code.number); }

namespace {

std::string summary(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& d : diagnostics) {
    if (!text.empty()) text += "; ";
    text += fmt::format("{}:{}:{} {}", d.place.file, d.place.line, d.place.column, to_string(d.code));
  }
  return text;
}

}  // namespace

InputError::InputError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(summary(diagnostics)), diagnostics_{std::move(diagnostics)} {}

bool has_error(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::Fout; });
}

}  // namespace batterisk
