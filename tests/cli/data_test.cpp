#include "study_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>
#include <sstream>
#include <iterator>

// Maps from deliveries to a study, as a user makes them.

using namespace batterisk::test;

namespace {

constexpr int usage = 2;
constexpr int invalid_input = 3;
constexpr int data_missing = 5;

/// `klein.toml` with a prepared folder instead of its layer.
void with_prepared(const StudyFolder& folder, const std::string& name, const std::string& prepared) {
  folder.edited("tussen.toml", "klein.toml", "functionele_binding = \"nee\"\n",
                "functionele_binding = \"nee\"\nmap = \"" + prepared + "\"\n");
  std::ifstream in{folder / "tussen.toml"};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  folder.edited(name, "tussen.toml", text.substr(text.find("[[omgeving.laag]]")), "");
}

}  // namespace

TEST_CASE("prepare: from a delivery to a folder that a dossier names") {
  const StudyFolder folder;
  const Outcome made = folder.run({"prepare", "omgeving.gpkg", "-o", "klaar", "--datum", "2026-11-01"});
  CAPTURE(made.err);
  REQUIRE(made.exit == 0);
  CHECK(made.out.find("klaar/panden.fgb: 576 objecten") != std::string::npos);
  CHECK(made.out.find("klaar/ligplaatsen.fgb: 2 objecten") != std::string::npos);
  with_prepared(folder, "klaar.toml", "klaar");
  const Outcome run = folder.run({"run", "klaar.toml", "-o", "uit"});
  CAPTURE(run.err);
  REQUIRE(run.exit == 0);
  const auto result = folder.result("uit");
  CHECK(result.at("lagen").size() == 5);
  for (const auto& layer : result.at("lagen")) CHECK(layer.at("sha256").get<std::string>().size() == 64);
  // The prepared layers give the verdicts of the delivery: every building of one is in the other.
  REQUIRE(folder.run({"run", "klein.toml", "-o", "direct"}).exit == 0);
  const auto direct = folder.result("direct");
  std::size_t found = 0;
  for (const auto& a : direct.at("getroffen_pand")) {
    for (const auto& b : result.at("getroffen_pand")) found += a.at("identificatie") == b.at("identificatie") ? 1 : 0;
  }
  CHECK(found == direct.at("getroffen_pand").size());
}

TEST_CASE("an archive carries what a study used of a prepared folder") {
  const StudyFolder folder;
  REQUIRE(folder.run({"prepare", "omgeving.gpkg", "-o", "klaar", "--datum", "2026-11-01"}).exit == 0);
  with_prepared(folder, "klaar.toml", "klaar");
  const Outcome made = folder.run({"archive", "klaar.toml", "-o", "studie.zip"});
  CAPTURE(made.err);
  REQUIRE(made.exit == 0);
  std::filesystem::remove_all(folder / "klaar");
  const Outcome verified = folder.run({"verify", "studie.zip"});
  CAPTURE(verified.err, verified.out);
  CHECK(verified.exit == 0);
}

TEST_CASE("prepare: wrong use and broken sources") {
  const StudyFolder folder;
  CHECK(folder.run({"prepare", "omgeving.gpkg", "-o", "klaar", "--datum", "gisteren"}).exit == usage);
  CHECK(folder.run({"prepare", "dossier.toml", "-o", "klaar", "--datum", "2026-11-01"}).exit == usage);
  CHECK(folder.run({"prepare", "panden=omgeving.gpkg|pand_SYNTHETISCH", "-o", "klaar", "--datum", "2026-11-01",
                    "--gebied", "1,2"}).exit == usage);
  const Outcome missing = folder.run({"prepare", "panden=weg.gpkg", "-o", "klaar", "--datum", "2026-11-01"});
  CHECK(missing.exit == data_missing);
  CHECK(missing.reports("L001"));
  const Outcome other = folder.run({"prepare", "panden=omgeving.gpkg", "-o", ".", "--datum", "2026-11-01"});
  CHECK(other.exit == data_missing);
  CHECK(other.reports("F001"));
  CHECK_FALSE(std::filesystem::exists(folder / "klaar"));
}

TEST_CASE("a dossier that names a folder that was not prepared, or changed") {
  const StudyFolder folder;
  with_prepared(folder, "klaar.toml", "klaar");
  const Outcome none = folder.run({"check", "klaar.toml"});
  CHECK(none.exit == invalid_input);
  CHECK(none.reports("L017"));
  REQUIRE(folder.run({"prepare", "omgeving.gpkg", "-o", "klaar", "--datum", "2026-11-01"}).exit == 0);
  CHECK(folder.run({"check", "klaar.toml"}).exit == 0);
  std::filesystem::resize_file(folder / "klaar/panden.fgb", 4096);
  const Outcome changed = folder.run({"check", "klaar.toml"});
  CHECK(changed.exit == invalid_input);
  CHECK(changed.reports("L018"));
}

TEST_CASE("data fetch: no service, and wrong arguments") {
  const StudyFolder folder;
  const Outcome offline = folder.run({"data", "fetch", "--at", "120278,479846", "--radius", "2 km", "-o", "data",
                                      "--base-url", "http://127.0.0.1:9", "--datum", "2026-11-01"});
  CHECK(offline.exit == data_missing);
  CHECK(offline.reports("L019"));
  CHECK_FALSE(std::filesystem::exists(folder / "data"));
  CHECK(folder.run({"data", "fetch", "--at", "hier", "--radius", "2 km", "-o", "data"}).exit == usage);
  CHECK(folder.run({"data", "fetch", "--at", "120278,479846", "--radius", "2 kg", "-o", "data"}).exit == usage);
  CHECK(folder.run({"data", "fetch", "--at", "120278,479846", "--radius", "200 km", "-o", "data"}).exit == usage);
}

TEST_CASE("count: buildings by class around many places") {
  const StudyFolder folder;
  REQUIRE(folder.run({"prepare", "omgeving.gpkg", "-o", "klaar", "--datum", "2026-11-01"}).exit == 0);
  std::ofstream{folder / "plaatsen.csv"} << "id;x;y\nterrein;120278,2;479846,3\nver weg;20000;400000\n";
  const Outcome counted = folder.run({"count", "klaar/panden.fgb", "plaatsen.csv", "--radius", "100", "--radius", "1 km"});
  CAPTURE(counted.err);
  REQUIRE(counted.exit == 0);
  CHECK(std::count(counted.out.begin(), counted.out.end(), '\n') == 5);
  CHECK(counted.out.find("ver weg,20000.000,400000.000,100,0,0,0,0,0,nee") != std::string::npos);
  CHECK(counted.out.find("terrein,120278.200,479846.300,100,") != std::string::npos);
  // The units of the prepared folder give the classes, as in a run.
  const auto row = [](const std::string& out, const std::string& start) {
    const auto at = out.find(start);
    REQUIRE(at != std::string::npos);
    std::istringstream cells(out.substr(at + start.size()));
    std::vector<int> numbers;
    for (std::string cell; numbers.size() < 5 && std::getline(cells, cell, ',');) numbers.push_back(std::stoi(cell));
    return numbers;
  };
  const Outcome whole = folder.run({"count", "klaar", "plaatsen.csv", "--radius", "1 km"});
  CAPTURE(whole.err);
  REQUIRE(whole.exit == 0);
  const std::vector<int> joined = row(whole.out, "terrein,120278.200,479846.300,1000,");
  CHECK(joined[1] > 0);
  CHECK(row(counted.out, "terrein,120278.200,479846.300,1000,") == joined);
  std::filesystem::create_directory(folder / "los");
  std::filesystem::copy_file(folder / "klaar/panden.fgb", folder / "los/panden.fgb");
  const Outcome alone = folder.run({"count", "los/panden.fgb", "plaatsen.csv", "--radius", "1 km"});
  CAPTURE(alone.err);
  REQUIRE(alone.exit == 0);
  // What a building states itself is less than its units say: fewer are known to be used, and none is more certain.
  const std::vector<int> lone = row(alone.out, "terrein,120278.200,479846.300,1000,");
  CHECK(lone[0] + lone[1] + lone[2] + lone[3] + lone[4] == joined[0] + joined[1] + joined[2] + joined[3] + joined[4]);
  CHECK(lone[3] >= joined[3]);
  std::ofstream{folder / "fout.csv"} << "id,x,y\nterrein,hier,479846.3\n";
  const Outcome wrong = folder.run({"count", "klaar/panden.fgb", "fout.csv", "--radius", "100"});
  CHECK(wrong.exit == invalid_input);
  CHECK(wrong.err.find("fout.csv:2:9") != std::string::npos);
  CHECK(folder.run({"count", "weg.fgb", "plaatsen.csv", "--radius", "100"}).reports("L001"));
}

TEST_CASE("shapes: a piece of dossier out of a layer") {
  const StudyFolder folder;
  const Outcome grens = folder.run({"shapes", "omgeving.gpkg", "--laag", "ligplaats_SYNTHETISCH"});
  CHECK(grens.exit == 0);
  CHECK(grens.out.find("grens = [[") != std::string::npos);
  const Outcome units = folder.run({"shapes", "omgeving.gpkg", "--laag", "standplaats_SYNTHETISCH", "--als", "eenheden"});
  CHECK(units.exit == 0);
  CHECK(units.out.find("positie = [") != std::string::npos);
  CHECK(folder.run({"shapes", "weg.dxf"}).exit == data_missing);
}
