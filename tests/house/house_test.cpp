// The plan of the house: which rooms there are, that arrows run one way, and that no file grows beyond its subject. The
// order of the rooms is that of the table in the README of each module.
#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Module {
  std::string folder;   // below the root of the checkout
  std::string include;  // how its headers are named: "batterisk/core"
  std::string readme;
};

const std::vector<Module> modules{{"core", "batterisk/core", "core/README.md"},
                                  {"gis", "batterisk/gis", "gis/README.md"},
                                  {"app/study", "batterisk/study", "app/README.md"}};

// Longer than a subject needs, and rightly so: one text a line.
const std::set<std::string> tables_of_words{"texts_messages.cpp"};
constexpr std::size_t most_lines = 600;

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream file(path);
  REQUIRE(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// First column of the table whose head begins with "| Room |".
std::vector<std::string> rooms_of(const Module& module) {
  std::vector<std::string> rooms;
  bool inside = false;
  for (const std::string& line : lines_of(batterisk::test::source_folder() / module.readme)) {
    static const std::regex row{R"(^\| `([a-z_]+)/?` \|.*)"};
    std::smatch match;
    if (line.rfind("| Room |", 0) == 0) {
      inside = true;
    } else if (inside && std::regex_match(line, match, row)) {
      rooms.push_back(match[1]);
    } else if (line.empty()) {
      inside = false;
    }
  }
  return rooms;
}

std::vector<fs::path> sources_below(const fs::path& folder) {
  std::vector<fs::path> list;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (entry.is_regular_file() && (extension == ".cpp" || extension == ".hpp")) list.push_back(entry.path());
  }
  std::sort(list.begin(), list.end());
  return list;
}

// Room of an include as written in a file of the module; "" for a header of somebody else.
std::string room_of_include(const std::string& include, const Module& module) {
  const auto first_folder = [](const std::string& path) {
    const auto slash = path.find('/');
    return slash == std::string::npos ? std::string{} : path.substr(0, slash);
  };
  if (include.rfind(module.include + "/", 0) == 0) return first_folder(include.substr(module.include.size() + 1));
  return include.rfind("batterisk/", 0) == 0 ? std::string{} : first_folder(include);
}

struct Arrow {
  std::string file;
  std::string from;
  std::string to;
};

std::vector<Arrow> arrows_of(const Module& module) {
  static const std::regex include{R"re(^\s*#\s*include\s+"([^"]+)".*)re"};
  std::vector<Arrow> arrows;
  const fs::path root = batterisk::test::source_folder();
  for (const fs::path& file : sources_below(root / module.folder)) {
    const std::string from = file.parent_path().filename().string();
    for (const std::string& line : lines_of(file)) {
      std::smatch match;
      if (!std::regex_match(line, match, include)) continue;
      const std::string to = room_of_include(match[1], module);
      if (!to.empty()) arrows.push_back({fs::relative(file, root).generic_string(), from, to});
    }
  }
  return arrows;
}

}  // namespace

TEST_CASE("every room has a line in the README of its module, and every line a room", "[house]") {
  for (const Module& module : modules) {
    const fs::path root = batterisk::test::source_folder() / module.folder;
    const std::vector<std::string> listed = rooms_of(module);
    std::set<std::string> found;
    for (const fs::path& parent : {root / "src", root / "include" / module.include}) {
      for (const auto& entry : fs::directory_iterator(parent)) {
        INFO(entry.path().generic_string() << " lies outside the rooms");
        CHECK(entry.is_directory());
        found.insert(entry.path().filename().string());
      }
    }
    CAPTURE(module.readme);
    CHECK(std::set<std::string>(listed.begin(), listed.end()) == found);
    CHECK(listed.size() == found.size());
  }
}

TEST_CASE("a room depends on itself and on rooms before it only", "[house]") {
  for (const Module& module : modules) {
    const std::vector<std::string> order = rooms_of(module);
    const auto place = [&order](const std::string& room) { return std::find(order.begin(), order.end(), room) - order.begin(); };
    const std::vector<Arrow> arrows = arrows_of(module);
    CHECK(arrows.size() > 50);
    for (const Arrow& arrow : arrows) {
      INFO(arrow.file << ": " << arrow.from << " -> " << arrow.to);
      CHECK(place(arrow.to) <= place(arrow.from));
    }
  }
}

TEST_CASE("no file is longer than its subject needs", "[house]") {
  const fs::path root = batterisk::test::source_folder();
  for (const char* folder : {"core", "gis", "app", "tests"}) {
    for (const fs::path& file : sources_below(root / folder)) {
      if (tables_of_words.contains(file.filename().string())) continue;
      const std::size_t lines = lines_of(file).size();
      INFO(fs::relative(file, root).generic_string() << " has " << lines << " lines");
      CHECK(lines <= most_lines);
    }
  }
}
