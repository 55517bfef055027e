#include "study_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

// The command line: numbers as people type them, and what is said when it cannot be read.

using namespace batterisk::test;

namespace {

constexpr int usage = 2;

// Words of the library that reads arguments.
const char* const english[] = {"required", "expected", "not in", "Could not", "argument", "--help for more"};

}  // namespace

TEST_CASE("a command line that cannot be read: a message with code in the language asked for, nothing written") {
  struct Row {
    std::vector<std::string> arguments;
    const char* code;
    const char* says;
  };
  const Row rows[] = {
      {{}, "D093", "geen opdracht"},
      {{"rules"}, "D093", "geen opdracht"},
      {{"cunt"}, "D091", "'cunt'"},
      {{"--foo"}, "D091", "'--foo'"},
      {{"run"}, "D092", "'dossier'"},
      {{"run", "a.toml", "b.toml"}, "D091", "'b.toml'"},
      {{"run", "--form", "csv"}, "D091", "'--form'"},
      {{"count", "x", "y"}, "D092", "'--radius'"},
      {{"count", "x", "y", "--radius"}, "D094", "'--radius'"},
      {{"report", "x", "--schaal"}, "D094", "'--schaal'"},
      {{"run", "x", "--lang", "fr"}, "D009", "mogelijk: nl, en"},
      {{"run", "x", "--format", "csv,doc"}, "D009", "'doc'"},
      {{"run", "x", "--fail-on", "misschien"}, "D009", "voldoet_niet, onbepaald"},
      {{"batch", "x", "-j", "veel"}, "D097", "'veel'"},
      {{"portfolio", "make", "-n", "1.000"}, "D097", "'1.000'"},
      {{"sweep", "x", "--over", "a=1:2:3", "--over", "b=1:2:3", "--over", "c=1:2:3"}, "D095", "horen 2"},
  };
  const StudyFolder folder;
  const auto before = folder.files(".");
  for (const Row& row : rows) {
    const Outcome dutch = folder.run(row.arguments);
    CAPTURE(row.arguments, dutch.err);
    CHECK(dutch.exit == usage);
    CHECK(dutch.reports(row.code));
    CHECK(dutch.err.find(row.says) != std::string::npos);
    for (const char* word : english) CHECK(dutch.err.find(word) == std::string::npos);
    if (row.says == std::string{"mogelijk: nl, en"}) continue;
    std::vector<std::string> arguments{"--lang", "en"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    const Outcome in_english = folder.run(arguments);
    CAPTURE(in_english.err);
    CHECK(in_english.exit == usage);
    CHECK(in_english.err.find("error " + std::string{row.code}) != std::string::npos);
  }
  CHECK(folder.files(".") == before);
}

TEST_CASE("a number on the command line that may mean two is asked back, with both readings") {
  struct Row {
    std::vector<std::string> arguments;
    const char* says;
  };
  const Row rows[] = {
      {{"count", "omgeving.gpkg", "plaatsen.csv", "--radius", "1.500 m"}, "1500 m zijn of 1,5 m"},
      {{"count", "omgeving.gpkg", "plaatsen.csv", "--radius", "1.500"}, "1500 zijn of 1,5"},
      {{"data", "fetch", "--at", "120278,479846", "--radius", "1.500 m", "-o", "data"}, "1500 m zijn of 1,5 m"},
      {{"explain", "klein.toml", "--at", "120.278,479.846"}, "120278 zijn of 120,278"},
      {{"run", "klein.toml", "-o", "uit", "-p", "tox.y_hf.lfp=1.200 g/kWh"}, "1200 g/kWh zijn of 1,2 g/kWh"},
      {{"effect", "plume", "distance=1.500 m"}, "1500 m zijn of 1,5 m"},
      {{"effect", "plume", "--scan", "distance=1.500 m:20 m:5"}, "1500 m zijn of 1,5 m"},
      {{"sweep", "klein.toml", "--over", "indoor.n_v=1.500 1/h:4 1/h:3"}, "1500 1/h zijn of 1,5 1/h"},
      {{"table", "klein.toml", "--energie", "4.200 kWh"}, "4200 kWh zijn of 4,2 kWh"},
      {{"table", "klein.toml", "--afronden", "omhoog:1.500"}, "1500 zijn of 1,5"},
      {{"compare", "a", "b", "--tolerantie", "1.000"}, "1000 zijn of 1"},
      {{"prepare", "omgeving.gpkg", "-o", "klaar", "--datum", "2026-11-01", "--gebied", "120.000,480000,121000,481000"},
       "120000 zijn of 120"},
  };
  const StudyFolder folder;
  std::ofstream{folder / "plaatsen.csv"} << "id,x,y\na,120278,479846\n";
  for (const Row& row : rows) {
    const Outcome outcome = folder.run(row.arguments);
    CAPTURE(row.arguments, outcome.err);
    CHECK(outcome.exit != 0);
    CHECK(outcome.reports("D012"));
    CHECK(outcome.err.find(row.says) != std::string::npos);
    CHECK(outcome.out.empty());
  }
}

TEST_CASE("places and distances in every dress give the same count") {
  const StudyFolder folder;
  REQUIRE(folder.run({"prepare", "omgeving.gpkg", "-o", "klaar", "--datum", "2026-11-01"}).exit == 0);
  const auto count = [&](const std::string& places, const std::string& radius) {
    write_bytes(folder / "plaatsen.csv", places);
    return folder.run({"count", "klaar/panden.fgb", "plaatsen.csv", "--radius", radius});
  };
  const Outcome plain = count("id,x,y\nn\xC3\xA9,120278.25,479846.5\n", "1500");
  REQUIRE(plain.exit == 0);
  for (const char* radius : {"1500 m", "1,5 km", "1.5 km", "1 500 m", "1\u00a0500\u00a0m", "1.500,0 m", "1,5e3 m"}) {
    INFO(radius);
    const Outcome outcome = count("id;x;y\r\nn\xC3\xA9;120278,25;479846,5\r\n;;\r\n", radius);
    CHECK(outcome.out == plain.out);
  }
  const Outcome latin = count("x\ty\tid\n120278,25\t479846,5\tn\xE9\n", "1500");
  CHECK(latin.reports("D084"));
  const Outcome named = count("id,X,Y\n=1+1,120278.25,479846.5\n", "1500");
  CHECK(named.out.find("\n'=1+1,120278.250,") != std::string::npos);
  const Outcome without_heading = count("a,120278,479846\n", "1500");
  CHECK(without_heading.exit != 0);
  CHECK(without_heading.out.empty());
}

TEST_CASE("a scale is written as people write scales, and refused in their language") {
  const StudyFolder folder;
  const auto report = [&](const char* scale) { return folder.run({"report", "klein.toml", "-o", "r.pdf", "--schaal", scale}); };
  REQUIRE(report("1000").exit == 0);
  const std::string expected = read_bytes(folder / "r.html");
  for (const char* scale : {"1:1000", "1:1.000", "1 000", "1.000"}) {
    INFO(scale);
    std::filesystem::remove(folder / "r.html");
    CHECK(report(scale).exit == 0);
    CHECK(read_bytes(folder / "r.html") == expected);
  }
  for (const char* scale : {"99", "1:1000000", "1000 m", "groot", "2:1000", "1:"}) {
    const Outcome wrong = report(scale);
    CAPTURE(scale, wrong.err);
    CHECK(wrong.exit == usage);
    CHECK(wrong.err.find("een schaal van 1:100 tot 1:500000") != std::string::npos);
  }
}

TEST_CASE("what is computed does not depend on how a number is typed") {
  const StudyFolder folder;
  const auto sweep = [&](const std::string& over) { return folder.run({"sweep", "klein.toml", "--over", over}).out; };
  const std::string expected = sweep("scenario[0].bronsterkte=1.5 g/s:2.5 g/s:2");
  REQUIRE_FALSE(expected.empty());
  CHECK(sweep("scenario[0].bronsterkte=1,5 g/s:2,5 g/s:2") == expected);
  // Steps with three decimals are written into the dossier of their run as what they are.
  const std::string fine = sweep("scenario[0].bronsterkte=1,125 g/s:1,375 g/s:3");
  CHECK(fine.find("\n1.125,") != std::string::npos);
  CHECK(fine.find("\n1.25,") != std::string::npos);
  CHECK(fine.find("\n1.375,") != std::string::npos);
  const Outcome scan = folder.run({"effect", "wind_profile", "wind=2 m/s", "stability=D", "--scan", "height=1,125 m:1,375 m:3"});
  CAPTURE(scan.err);
  CHECK(scan.exit == 0);
  CHECK(scan.out.find("\n1.25,") != std::string::npos);
}

TEST_CASE("help is wholly in one language") {
  const std::vector<std::vector<std::string>> commands{
      {},          {"run"},     {"check"},    {"explain"},  {"scenarios"}, {"effect"},   {"calibrate"}, {"report"},
      {"archive"}, {"verify"},  {"batch"},    {"compare"},  {"sweep"},     {"table"},    {"siting"},   {"merge"},     {"portfolio"},
      {"template"}, {"prepare"}, {"shapes"},  {"count"},    {"data"},      {"schema"},   {"rules"},     {"portfolio", "make"},
      {"portfolio", "dossier"}, {"data", "fetch"},          {"rules", "list"}, {"rules", "show"}, {"rules", "check"},
      {"rules", "diff"}, {"rules", "draft"}, {"rules", "test"}, {"rules", "todo"}};
  const StudyFolder folder;
  std::size_t named = 0;
  for (std::vector<std::string> command : commands) {
    CAPTURE(command);
    command.emplace_back("--help");
    const Outcome dutch = folder.run(command);
    CHECK(dutch.exit == 0);
    for (const char* word : {"Usage", "Options", "REQUIRED", "TEXT", "Print"}) {
      CHECK(dutch.out.find(word) == std::string::npos);
    }
    command.insert(command.begin(), {"--lang", "en"});
    const Outcome in_english = folder.run(command);
    // What both have on a line of its own is the same in both languages.
    std::istringstream lines{in_english.out};
    for (std::string line; std::getline(lines, line);) {
      if (line.size() < 31 || line.substr(28, 2) != "  " || line.find("Dossier (TOML)") != std::string::npos || line.find("lfp, nmc") != std::string::npos) continue;
      const std::string description = line.substr(30);
      CAPTURE(description);
      CHECK(dutch.out.find(description) == std::string::npos);
      ++named;
    }
  }
  CHECK(named > 80);
  // Every command that the help names is among those above.
  std::istringstream lines{folder.run({"--help"}).out};
  bool listed = false;
  for (std::string line; std::getline(lines, line);) {
    if (listed && line.size() > 2) {
      const std::string name = line.substr(2, line.find(' ', 2) - 2);
      CAPTURE(name);
      CHECK(std::find(commands.begin(), commands.end(), std::vector<std::string>{name}) != commands.end());
    }
    listed = listed || line.starts_with("Opdrachten");
  }
  CHECK(listed);
}
