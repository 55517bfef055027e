#include "study_folder.hpp"

#include "village/village.hpp"
#include "village/write.hpp"

#include <catch2/catch.hpp>

// Broken input: each kind has its code and exit code, and what was not read never gives `voldoet`.

using namespace batterisk::test;

namespace {

constexpr int usage = 2;
constexpr int invalid_input = 3;
constexpr int data_missing = 5;

std::string verdict(const StudyFolder& folder, const std::string& output) {
  return folder.result(output).at("oordeel").at("eindoordeel");
}

}  // namespace

TEST_CASE("a slip that gives one message for each unit of a park does not bury the others") {
  const StudyFolder folder;
  folder.edited("park.toml", "dossier.toml", "[omgeving]\n", R"([[systeem]]
id = "park"
situatie = "eos_park"
chemie = "lood"
energie = { eenheid = "2 MWh" }
afmetingen = { lengte = "6 m", breedte = "2,4 m", hoogte = "2,6 m" }
raster = { oorsprong = [121000, 481000], rijen = 5, kolommen = 10, tussenruimte_lengte = "3 m", tussenruimte_breedte = "3 m" }

[omgeving]
)");
  const Outcome outcome = folder.run({"check", "park.toml"});
  CAPTURE(outcome.err);
  CHECK(outcome.exit == invalid_input);
  CHECK(outcome.reports("D009"));
  std::size_t lines = 0;
  for (std::size_t at = outcome.err.find(" D028: eenheid"); at != std::string::npos; at = outcome.err.find(" D028: eenheid", at + 1)) ++lines;
  CHECK(lines == 20);
  CHECK(outcome.err.find("D028: nog 30 keer dezelfde soort melding") != std::string::npos);
}

TEST_CASE("a broken dossier ends with 3 and writes nothing") {
  struct Row {
    const char* from;  // in dossier.toml
    const char* to;
    const char* code;
  };
  const std::vector<Row> rows{
      {"schema_versie = 1", "dit is geen TOML", "D002"},
      {"chemie = ", "chemi = ", "D003"},
      {"chemie = \"lfp\"\n", "", "D004"},
      {"\"4,2 MWh\"", "4.2", "D005"},
      {"\"4,2 MWh\"", "\"4,2 m\"", "D006"},
      {"[[120263.982, ", "[[\"west\", ", "D007"},
      {"\"lfp\"", "\"lood\"", "D009"},
      {"schema_versie = 1", "schema_versie = 99", "D010"},
      {"\"4,2 MWh\"", "\"0 MWh\"", "D020"},
      {"\"4,2 MWh\"", "\"-4,2 MWh\"", "D020"},
      {"[120278.237, 479846.272]", "[4.9041, 52.3676]", "D021"},
      {"[120278.237, 479846.272]", "[479846.272, 120278.237]", "D022"},
      {"[120278.237, 479846.272]", "[120278.237, 279846.272]", "D023"},
      {"[120323.637, 479835.654], [120315.718, 479880.028]",
       "[120315.718, 479880.028], [120323.637, 479835.654]", "D024"},
      {"\"BESS-2\"", "\"BESS-1\"", "D025"},
      {"\"referentie\"", "\"bestaat-niet\"", "R036"},
  };
  const StudyFolder folder;
  for (const Row& row : rows) {
    CAPTURE(row.code, row.from, row.to);
    folder.edited("fout.toml", "dossier.toml", row.from, row.to);
    const Outcome check = folder.run({"check", "fout.toml"});
    const Outcome run = folder.run({"run", "fout.toml", "-o", "uit"});
    for (const Outcome* outcome : {&check, &run}) {
      CAPTURE(outcome->err);
      CHECK(outcome->exit == invalid_input);
      CHECK(outcome->reports(row.code));
      CHECK(outcome->out.empty());
    }
    CHECK_FALSE(std::filesystem::exists(folder / "uit"));
  }
}

TEST_CASE("a dossier that is not there, or is a folder, ends with 3") {
  const StudyFolder folder;
  for (const char* path : {"niet-hier.toml", "."}) {
    const Outcome run = folder.run({"run", path, "-o", "uit"});
    CAPTURE(path, run.err);
    CHECK(run.exit == invalid_input);
    CHECK(run.reports("D001"));
    CHECK_FALSE(std::filesystem::exists(folder / "uit"));
  }
}

TEST_CASE("a broken option on the command line ends with 2, an unknown rule set with 3") {
  struct Row {
    std::vector<std::string> options;
    const char* code;
  };
  const std::vector<Row> rows{{{"-p", "onzin"}, "D007"},
                              {{"-p", "tox.y_hf.lfp=120"}, "D005"},
                              {{"-p", "tox.y_hf.lfp=120 m"}, "D006"},
                              {{"-p", "tox.y_hg.lfp=120 g/kWh"}, "D026"},
                              {{"-p", "tox.y_hf.lfp=-5 g/kWh"}, "D008"},
                              {{"-p", "rel.t_mod=-30 min"}, "D008"},
                              {{"-p", "ev.p_s1=1.2"}, "D008"},
                              {{"--peildatum", "1 november"}, "D007"},
                              {{"--rules", "bestaat-niet"}, "R036"}};
  const StudyFolder folder;
  for (const Row& row : rows) {
    std::vector<std::string> arguments{"run", "dossier.toml", "-o", "uit"};
    arguments.insert(arguments.end(), row.options.begin(), row.options.end());
    const Outcome run = folder.run(arguments);
    CAPTURE(row.options, run.err);
    CHECK(run.exit == (std::string{row.code} == "R036" ? invalid_input : usage));
    CHECK(run.reports(row.code));
    CHECK_FALSE(std::filesystem::exists(folder / "uit"));
  }
}

TEST_CASE("a layer of buildings that cannot be used ends with 5, the verdict is onbepaald") {
  struct Row {
    const char* file;
    const char* layer;
    const char* code;
  };
  const std::vector<Row> rows{{"weg.gpkg", "pand_SYNTHETISCH", "L001"},
                              {"klein.toml", "pand_SYNTHETISCH", "L001"},
                              {"omgeving.gpkg", "pand", "L002"},
                              {"vuil.gpkg", "pand_leeglaag_SYNTHETISCH", "L003"},
                              {"vuil.gpkg", "pand_zonder_crs_SYNTHETISCH", "L004"}};
  const StudyFolder folder;
  for (const Row& row : rows) {
    folder.with_buildings("laag.toml", row.file, row.layer);
    const Outcome run = folder.run({"run", "laag.toml", "-o", "uit"});
    CAPTURE(row.file, row.layer, run.err);
    CHECK(run.exit == data_missing);
    CHECK(run.reports(row.code));
    CHECK(verdict(folder, "uit") == "onbepaald");
  }
}

TEST_CASE("a layer of buildings that can be put right is used, the message says what was done") {
  struct Row {
    const char* layer;
    const char* code;  // empty: nothing to say
    const char* says;
  };
  const std::vector<Row> rows{
      {"pand_wgs84_SYNTHETISCH", "L005", "EPSG:4326"},
      {"pand_strik_SYNTHETISCH", "L006", "0000100000000"},  // ids of what was repaired
      {"pand_dubbel_SYNTHETISCH", "L011", "0000100000000"},
      {"pand_boog_SYNTHETISCH", "", ""},
      {"pand_3d_SYNTHETISCH", "", ""}};
  const StudyFolder folder;
  for (const Row& row : rows) {
    folder.with_buildings("laag.toml", "vuil.gpkg", row.layer);
    const Outcome run = folder.run({"run", "laag.toml", "-o", "uit"});
    CAPTURE(row.layer, run.err);
    CHECK(run.exit == 0);
    CHECK(verdict(folder, "uit") == "afweging_nodig");
    const std::string code{row.code};
    if (!code.empty()) CHECK(run.reports(code));
    CHECK(run.err.find(row.says) != std::string::npos);
  }
}

TEST_CASE("what a layer of buildings lacks is told and leaves the verdict open") {
  struct Row {
    const char* layer;
    const char* code;
    const char* says;
  };
  // The second has ids that lost more zeros than an id has.
  const std::vector<Row> rows{{"pand_leeg_SYNTHETISCH", "L010", "lege geometrie"}, {"pand_getal_SYNTHETISCH", "L030", "M019"}};
  const StudyFolder folder;
  for (const Row& row : rows) {
    folder.with_buildings("laag.toml", "vuil.gpkg", row.layer);
    const Outcome run = folder.run({"run", "laag.toml", "-o", "uit"});
    CAPTURE(row.layer, run.err);
    CHECK(run.exit == 0);
    CHECK(run.reports(row.code));
    CHECK(run.err.find(row.says) != std::string::npos);
    CHECK(verdict(folder, "uit") == "onbepaald");
  }
}

TEST_CASE("without buildings in the whole study area the verdict is onbepaald") {
  const StudyFolder folder;
  SECTION("no layer at all") {
    folder.edited("laag.toml", "klein.toml", "soort = \"panden\"", "soort = \"percelen\"");
    const Outcome run = folder.run({"run", "laag.toml", "-o", "uit"});
    CHECK(run.reports("M012"));
    CHECK(verdict(folder, "uit") == "onbepaald");
  }
  SECTION("a layer that ends before the largest zone does") {
    batterisk::village::Village village = batterisk::village::make_village({});
    village.panden.resize(1);
    village.verblijfsobjecten.clear();
    write_village(village, folder / "dorp");
    folder.with_buildings("laag.toml", "dorp/omgeving.gpkg", "pand_SYNTHETISCH");
    const Outcome run = folder.run({"run", "laag.toml", "-o", "uit"});
    CHECK(run.reports("M013"));
    CHECK(verdict(folder, "uit") == "onbepaald");
  }
}

TEST_CASE("no building in the study area is an answer only where the delivery says that it holds all of it") {
  const StudyFolder folder;
  batterisk::village::Village village = batterisk::village::make_village({});
  std::erase_if(village.panden, [](const auto& pand) {
    return batterisk::distance_m(pand.vlak.outer.front(), {120278.237, 479846.272}) < 350.0;
  });
  village.verblijfsobjecten.clear();
  REQUIRE_FALSE(village.panden.empty());
  write_village(village, folder / "dorp");
  folder.with_buildings("laag.toml", "dorp/omgeving.gpkg", "pand_SYNTHETISCH");
  const std::string both = read_bytes(folder / "laag.toml");
  write_bytes(folder / "laag.toml", both.substr(0, both.find("[[omgeving.laag]]\nsoort = \"verblijfsobjecten\"")));
  SECTION("a hole may be a piece that was not delivered") {
    const Outcome run = folder.run({"run", "laag.toml", "-o", "uit"});
    CHECK(run.reports("L007"));
    CHECK(run.reports("M013"));
    CHECK(verdict(folder, "uit") == "onbepaald");
    CHECK(run.out.find("geen gebouwen in de omgeving") == std::string::npos);
  }
  SECTION("what the dossier says of the delivery holds: nobody is affected") {
    folder.edited("omtrek.toml", "laag.toml", "soort = \"panden\"\n",
                  "soort = \"panden\"\nomtrek = [[119000, 478600], [121500, 478600], [121500, 481100], [119000, 481100]]\n");
    const Outcome run = folder.run({"run", "omtrek.toml", "-o", "uit"});
    INFO(run.err);
    CHECK(run.exit == 0);
    CHECK_FALSE(run.reports("M013"));
    CHECK(verdict(folder, "uit") == "voldoet");
    CHECK(run.out.find("geen gebouwen in de omgeving") != std::string::npos);
  }
}
