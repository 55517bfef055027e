#include "golden/figures.hpp"

#include "support/temp_folder.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

namespace batterisk::test {
namespace {

constexpr const char* head =
    "# Reviewed results. Renew with BATTERISK_RENEW_GOLDEN=1 build/dev/tests/golden/batterisk_test_golden, then read the "
    "diff.\n"
    "figure,value,unit,tolerance\n";

std::vector<Figure> read(const std::filesystem::path& path) {
  std::istringstream file{read_bytes(path)};
  std::string line;
  std::getline(file, line);
  std::getline(file, line);
  std::vector<Figure> figures;
  while (std::getline(file, line)) {
    std::istringstream cells{line};
    Figure f;
    std::string tolerance;
    std::getline(cells, f.name, ',');
    std::getline(cells, f.value, ',');
    std::getline(cells, f.unit, ',');
    std::getline(cells, tolerance, ',');
    f.tolerance = std::stod(tolerance);
    figures.push_back(f);
  }
  return figures;
}

void write(const std::filesystem::path& path, const std::vector<Figure>& figures) {
  std::string text = head;
  for (const Figure& f : figures) text += fmt::format("{},{},{},{:.2g}\n", f.name, f.value, f.unit, f.tolerance);
  write_bytes(path, text);
}

}  // namespace

Figure word(const std::string& name, std::string_view value) { return {name, std::string{value}, "-", 0.0}; }

Figure exact(const std::string& name, std::size_t value, const std::string& unit) {
  return {name, fmt::format("{}", value), unit, 0.0};
}

Figure absolute(const std::string& name, double value, const std::string& unit, double tolerance) {
  return {name, fmt::format("{:.7g}", value), unit, tolerance};
}

Figure relative(const std::string& name, double value, const std::string& unit, double share) {
  return absolute(name, value, unit, share * std::abs(value));
}

std::vector<std::string> differences(const std::filesystem::path& golden, const std::vector<Figure>& result) {
  if (std::getenv("BATTERISK_RENEW_GOLDEN") != nullptr) {
    write(golden, result);
    return {};
  }
  std::map<std::string, Figure> found;
  std::vector<std::string> list;
  for (const Figure& f : result) {
    if (!found.emplace(f.name, f).second) list.push_back(f.name + " comes twice in the result");
  }
  for (const Figure& g : read(golden)) {
    const auto it = found.find(g.name);
    if (it == found.end()) {
      list.push_back(g.name + " is missing in the result");
      continue;
    }
    const std::string& value = it->second.value;
    const bool same = g.unit == "-" ? value == g.value : std::abs(std::stod(value) - std::stod(g.value)) <= g.tolerance;
    if (!same || it->second.unit != g.unit) {
      list.push_back(fmt::format("{}: {} {}, golden {} +- {:.2g} {}", g.name, value, it->second.unit, g.value, g.tolerance,
                                 g.unit));
    }
    found.erase(it);
  }
  for (const auto& [name, f] : found) list.push_back(name + " is not in the golden file");
  return list;
}

}  // namespace batterisk::test
