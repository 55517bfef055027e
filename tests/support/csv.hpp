#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace batterisk::test {

/// A row of published data by the names of its columns.
class CsvRow {
 public:
  CsvRow(const std::vector<std::string>& names, const std::vector<std::string>& cells) {
    if (names.size() != cells.size()) throw std::runtime_error("a row has another number of cells than the head");
    for (std::size_t i = 0; i < names.size(); ++i) cells_[names[i]] = cells[i];
  }
  [[nodiscard]] const std::string& text(const std::string& column) const { return cells_.at(column); }
  [[nodiscard]] double number(const std::string& column) const { return std::stod(cells_.at(column)); }

 private:
  std::map<std::string, std::string> cells_;
};

/// Reads published data: line 1 cites the source ("# ..."), line 2 names the columns with their units. Throws when the
/// source is missing.
inline std::vector<CsvRow> read_csv(const std::filesystem::path& path) {
  std::ifstream file{path};
  std::string line;
  if (!std::getline(file, line) || line.rfind("# ", 0) != 0) {
    throw std::runtime_error(path.string() + ": no source in line 1");
  }
  const auto cells = [](const std::string& text) {
    std::vector<std::string> list;
    std::istringstream stream{text};
    for (std::string cell; std::getline(stream, cell, ',');) list.push_back(cell);
    if (text.ends_with(',')) list.emplace_back();
    return list;
  };
  std::getline(file, line);
  const std::vector<std::string> names = cells(line);
  std::vector<CsvRow> rows;
  while (std::getline(file, line)) rows.emplace_back(names, cells(line));
  return rows;
}

}  // namespace batterisk::test
