#include "json_schema.hpp"
#include "study_folder.hpp"

#include "batterisk/gis/write/output_folder.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>

// What is written, and what happens where writing is not possible.

using namespace batterisk::test;
using nlohmann::json;

namespace {

constexpr int not_written = 5;

}  // namespace

TEST_CASE("the result follows the published schema") {
  const Outcome schema = batterisk::test::batterisk({"schema"});
  REQUIRE(schema.exit == 0);
  const json rules = json::parse(schema.out);
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "uit"}).exit == 0);
  json result = folder.result("uit");
  CHECK(result.at("$schema") == rules.at("$id"));
  CHECK(violations(rules, result) == std::vector<std::string>{});
  // The check itself: a wrong word, a wrong type, a missing and an unknown key are all seen.
  result["oordeel"]["eindoordeel"] = "misschien";
  result["pr_contour"][0]["oppervlak_m2"] = "groot";
  result["getroffen_perceel"][0].erase("identificatie");
  result["extra"] = 1;
  CHECK(violations(rules, result).size() == 4);
}

TEST_CASE("every column of the result stands in the codebook") {
  const Outcome codebook = batterisk::test::batterisk({"schema", "--codebook"});
  REQUIRE(codebook.exit == 0);
  CHECK(codebook.out.starts_with("naam,eenheid,omschrijving_nl,omschrijving_en\n"));
  const json rules = json::parse(batterisk::test::batterisk({"schema"}).out);
  for (const auto& [table, property] : rules.at("properties").items()) {
    if (!property.contains("items")) continue;
    for (const auto& [column, ignored] : property.at("items").at("properties").items()) {
      if (column == "geometrie") continue;
      CAPTURE(table, column);
      CHECK(codebook.out.find("\n" + column + ",") != std::string::npos);
    }
  }
}

TEST_CASE("the template passes the check as it is, and can be computed") {
  const StudyFolder folder;
  const Outcome printed = folder.run({"template"});
  REQUIRE(printed.exit == 0);
  REQUIRE(folder.run({"template", "-o", "nieuw.toml"}).exit == 0);
  CHECK((read_bytes(folder / "nieuw.toml") == printed.out));
  const Outcome check = folder.run({"check", "nieuw.toml"});
  INFO(check.err);
  CHECK(check.exit == 0);
  CHECK_FALSE(check.out.empty());
  CHECK(folder.run({"run", "nieuw.toml", "-o", "uit"}).exit == 0);
  CHECK(folder.result("uit").at("oordeel").at("eindoordeel") == "onbepaald");  // it has no layers
}

TEST_CASE("check --json gives the messages as one document") {
  const StudyFolder folder;
  const Outcome check = folder.run({"check", "klein.toml", "--json"});
  REQUIRE(check.exit == 0);
  CHECK(json::parse(check.out).is_array());
}

TEST_CASE("an output folder that cannot be made or used ends with F001") {
  const StudyFolder folder;
  write_bytes(folder / "bestand", "van iemand anders");
  // Not even root can make a folder in /proc.
  for (const char* output : {"bestand", "bestand/uit", "/proc/batterisk-uit"}) {
    const Outcome run = folder.run({"run", "klein.toml", "-o", output});
    CAPTURE(output, run.err);
    CHECK(run.exit == not_written);
    CHECK(run.reports("F001"));
  }
  CHECK(read_bytes(folder / "bestand") == "van iemand anders");
  const Outcome made = folder.run({"template", "-o", "bestand/nieuw.toml"});
  CHECK(made.exit == not_written);
  CHECK(made.reports("F001"));
}

TEST_CASE("a read-only output folder ends with F001 and stays as it was") {
  if (::geteuid() == 0) {
    WARN("skipped: root may write everywhere");
    return;
  }
  const StudyFolder folder;
  std::filesystem::create_directory(folder / "uit");
  std::filesystem::permissions(folder / "uit",
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  const Outcome run = folder.run({"run", "klein.toml", "-o", "uit"});
  CHECK(run.exit == not_written);
  CHECK(run.reports("F001"));
  CHECK(folder.files("uit").empty());
  std::filesystem::permissions(folder / "uit", std::filesystem::perms::owner_all);
}

TEST_CASE("a full disk ends with F001, and the previous result stays whole and nothing is half-written") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit"}).exit == 0);
  const auto before = folder.files("uit");
  folder.edited("ander.toml", "klein.toml", "\"13,3 g/s\"", "\"14,3 g/s\"");
  // Full at the start (with room for the message on stderr), and halfway and at the end of the largest file.
  const std::size_t largest =
      std::max(before.at("resultaat.json").size(), before.at("resultaat.gpkg").size());
  for (const std::size_t limit : {std::size_t{2048}, largest / 2, largest - 1}) {
    for (const char* output : {"uit", "nieuw"}) {
      const Outcome run = batterisk::test::batterisk({"run", "ander.toml", "-o", output, "-q"},
                                                     {.folder = folder.path(), .file_limit = limit});
      CAPTURE(limit, output, run.exit);
      CHECK(run.exit == not_written);
      CHECK(run.reports("F001"));
    }
    CHECK((folder.files("uit") == before));
    CHECK_FALSE(std::filesystem::exists(folder / "nieuw"));
  }
}

TEST_CASE("what stdout does not take ends with F003, and a stderr that takes nothing changes nothing") {
  const StudyFolder folder;
  const std::string program = BATTERISK_PROGRAM;
  const auto shell = [&](const std::string& command) {
    const std::string line = "cd '" + folder.path().string() + "' && " + program + " " + command;
    return WEXITSTATUS(std::system(line.c_str()));
  };
  for (const std::string command : {"template", "run dossier.toml -o uit", "rules list", "--help", "check --json dossier.toml"}) {
    CAPTURE(command);
    CHECK(shell(command + " >/dev/full 2>fout") == not_written);
    CHECK(read_bytes(folder / "fout").find("F003") != std::string::npos);
    CHECK(shell(command + " >&- 2>fout") == not_written);
    CHECK(read_bytes(folder / "fout").find("F003") != std::string::npos);
    CHECK(shell(command + " >/dev/full 2>/dev/full") == not_written);
    CHECK(shell(command + " >uit.txt 2>/dev/full") == 0);
    CHECK(shell(command + " >uit.txt 2>&-") == 0);
  }
  CHECK(shell("run nergens.toml -o uit2 2>/dev/full") == 3);
}

TEST_CASE("F002: a second run into a folder says so and leaves the first alone") {
  const StudyFolder folder;
  const batterisk::gis::OutputFolder held{folder / "uit"};
  const Outcome second = folder.run({"run", "dossier.toml", "-o", "uit"});
  CHECK(second.exit == not_written);
  CHECK(second.reports("F002"));
  CHECK(folder.run({"run", "dossier.toml", "-o", "uit2"}).exit == 0);
}

TEST_CASE("a report or archive onto a device leaves the device, and a report there has no twin") {
  const StudyFolder folder;
  const Outcome report = folder.run({"report", "dossier.toml", "-o", "/dev/zero"});
  CHECK(report.exit == 0);
  CHECK(report.out == "/dev/zero\n");
  CHECK(folder.run({"archive", "dossier.toml", "-o", "/dev/full"}).reports("F001"));
  CHECK(std::filesystem::is_character_file("/dev/zero"));
  CHECK(std::filesystem::is_character_file("/dev/full"));
  CHECK_FALSE(std::filesystem::exists("/dev/zero.html"));
}
