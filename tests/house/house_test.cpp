// The plan of the house: which rooms there are, that arrows run one way, and that no file grows beyond its subject. The
// order of the rooms is that of the table in the README of each module.
#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
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

// A member of the method that no source mentions has no effect on any outcome: its key says so (`informatief`), and no other.
TEST_CASE("every key of the method is read, or says that it is for readers", "[house]") {
  const fs::path root = batterisk::test::source_folder();
  std::string sources;
  for (const char* folder : {"core", "gis", "app"}) {
    for (const fs::path& file : sources_below(root / folder)) {
      const bool of_members = file.filename().string().starts_with("method_") && file.extension() == ".hpp";
      if (of_members) continue;
      for (const std::string& line : lines_of(file)) sources += line + "\n";
    }
  }
  const std::string newest = "2026-12-01.toml";
  for (const std::string& set : {std::string{"2026-01-01.toml"}, newest}) {
    std::string rules;
    for (const std::string& line : lines_of(root / "rules/referentie" / set)) rules += line + "\n";
    std::set<std::string> factors;  // of the event tree, by key
    const std::regex tree{R"(factoren = \[([^\]]*)\])"};
    for (std::sregex_iterator it{rules.begin(), rules.end(), tree}, end; it != end; ++it) {
      const std::string list = (*it)[1];
      const std::regex word{"\"([^\"]+)\""};
      for (std::sregex_iterator key{list.begin(), list.end(), word}; key != end; ++key) factors.insert((*key)[1]);
    }
    const std::regex member{R"lit((?:Rule|RuleOrGap|PerChemistry|PerMixture|PerSubstance|RulePer)<"([^"]+)",.*>\s+(\w+);)lit"};
    std::size_t informative = 0;
    for (const fs::path& file : sources_below(root / "core/include/batterisk/core/rules")) {
      if (!file.filename().string().starts_with("method_")) continue;
      for (const std::string& line : lines_of(file)) {
        std::smatch found;
        if (!std::regex_search(line, found, member)) continue;
        const std::string key = found[1];
        const std::string name = found[2];
        bool read = factors.contains(key);
        for (std::size_t at = sources.find(name); !read && at != std::string::npos; at = sources.find(name, at + 1)) {
          const char before = at == 0 ? ' ' : sources[at - 1];
          const char after = sources[at + name.size()];
          const bool whole = std::isalnum(static_cast<unsigned char>(after)) == 0 && after != '_';
          read = whole && (before == '.' || before == ':' || before == '>');
        }
        std::size_t at = rules.find("\n[" + key + "]\n");
        if (at == std::string::npos) at = rules.find("\n[" + key + ".");
        INFO(set << " " << key);
        if (at == std::string::npos && set != newest) continue;  // the key came later
        REQUIRE(at != std::string::npos);
        const std::string entry = rules.substr(at, rules.find("\n\n", at + 1) - at);
        const bool says = entry.find("\ninformatief = true") != std::string::npos;
        informative += says ? 1 : 0;
        CHECK(read == !says);
      }
    }
    CHECK(informative > 40);
  }
}
