#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace batterisk::test {

/// What a user sees of one call of the program.
struct Outcome {
  int exit = -1;  ///< exit code; 128 + signal when a signal ended it
  std::string out;
  std::string err;

  /// Code of a message, such as "L003", anywhere on stderr.
  [[nodiscard]] bool reports(const std::string& code) const;
};

/// Circumstances of a call.
struct Around {
  std::filesystem::path folder{};  ///< working folder
  std::optional<std::size_t>
      file_limit{};       ///< bytes that a file may have; beyond it writing fails as on a full disk
  bool one_core = false;  ///< the program may use one core only
};

/// Runs the program with these arguments and waits for it. BATTERISK_RULES is not passed on.
[[nodiscard]] Outcome batterisk(const std::vector<std::string>& arguments, const Around& around = {});

/// Runs the program with `--progress json` and interrupts it (SIGINT) after it has said what it does first.
/// It cannot be ready before: its progress goes to a pipe that has no room for all steps.
[[nodiscard]] Outcome interrupted(std::vector<std::string> arguments, const Around& around);

}  // namespace batterisk::test
