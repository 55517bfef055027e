#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace batterisk::test {

/// One figure of a result: a number with its unit, or a word.
struct Figure {
  std::string name;   ///< unique within a golden; no comma
  std::string value;  ///< as in the file: a number, or a word when `unit` is "-"
  std::string unit;
  double tolerance = 0.0;  ///< in that unit
};

[[nodiscard]] Figure word(const std::string& name, std::string_view value);
/// A number that must be the same, such as a count.
[[nodiscard]] Figure exact(const std::string& name, std::size_t value, const std::string& unit);
/// A number with an absolute tolerance in its unit.
[[nodiscard]] Figure absolute(const std::string& name, double value, const std::string& unit, double tolerance);
/// A number with a relative tolerance.
[[nodiscard]] Figure relative(const std::string& name, double value, const std::string& unit, double share);

/// Differences between a result and its golden file, one line each; empty when they agree. With the environment variable
/// BATTERISK_RENEW_GOLDEN the file is written anew instead, to be reviewed as a diff.
[[nodiscard]] std::vector<std::string> differences(const std::filesystem::path& golden, const std::vector<Figure>& result);

}  // namespace batterisk::test
