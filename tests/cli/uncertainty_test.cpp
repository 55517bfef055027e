#include "study_folder.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

using namespace batterisk;
using test::Outcome;
using test::StudyFolder;

namespace {

bool says(const Outcome& outcome, const std::string& text) { return outcome.out.find(text) != std::string::npos; }

// The tables of a result but those of the run itself, and of its uncertainty.
nlohmann::json judged(nlohmann::json result) {
  for (const char* table : {"run_info", "meldingen", "onzekerheid_contour", "onzekerheid_pand", "onzekerheid_waarde"}) result.erase(table);
  return result;
}

}  // namespace

TEST_CASE("how sure it is stands beside the verdicts and changes none") {
  const StudyFolder here;
  REQUIRE(here.run({"run", "klein.toml", "-o", "zonder"}).exit == 0);
  const nlohmann::json without = here.result("zonder");
  CHECK(without.at("onzekerheid_pand").empty());
  const Outcome run = here.run({"run", "klein.toml", "-o", "uit", "--onzekerheid", "64", "--contouren", "4"});
  REQUIRE(run.exit == 0);
  CHECK(says(run, "Hoe zeker: 64 trekkingen"));
  CHECK(says(run, "De oordelen hangen hier niet van af."));
  const nlohmann::json with = here.result("uit");
  CHECK(judged(with) == judged(without));
  REQUIRE_FALSE(with.at("onzekerheid_pand").empty());
  CHECK(with.at("onzekerheid_waarde").size() > 2);
  std::size_t samples = 0;
  for (const auto& row : with.at("onzekerheid_contour")) samples += row.at("trekking").is_null() ? 0 : 1;
  CHECK(samples == 4 * 4);
  for (const auto& row : with.at("onzekerheid_pand")) {
    CHECK(row.at("kans_onder").get<double>() <= row.at("kans_boven").get<double>());
    for (const char* text : {"kans_nl", "kans_en"}) {
      const std::string chance = row.at(text);
      CHECK(chance != "0 %");
      CHECK(chance != "100 %");
      CHECK(chance.find(" 0 %") == std::string::npos);
      CHECK(chance.find(" 100 %") == std::string::npos);
    }
  }

  SECTION("on one core it is the same to the byte, and with another seed it is not") {
    const Outcome alone = test::batterisk({"run", "klein.toml", "-o", "een", "--onzekerheid", "64", "--contouren", "4"},
                                          {.folder = here.path(), .one_core = true});
    REQUIRE(alone.exit == 0);
    CHECK(here.files("een").at("resultaat.json") == here.files("uit").at("resultaat.json"));
    REQUIRE(here.run({"run", "klein.toml", "-o", "ander", "--onzekerheid", "64", "--zaad", "2", "--contouren", "4"}).exit == 0);
    CHECK(here.result("ander").at("onzekerheid_contour") != with.at("onzekerheid_contour"));
  }
  SECTION("a folder and an archive verify with it") {
    CHECK(says(here.run({"verify", "uit"}), "bit-identiek"));
    REQUIRE(here.run({"archive", "uit", "-o", "dossier.zip"}).exit == 0);
    CHECK(says(here.run({"verify", "dossier.zip"}), "bit-identiek"));
  }
  SECTION("drawn from their distributions all values have one chance") {
    REQUIRE(here.run({"run", "klein.toml", "-o", "verdeeld", "--onzekerheid", "64", "--als-verdelingen"}).exit == 0);
    const nlohmann::json drawn = here.result("verdeeld");
    REQUIRE_FALSE(drawn.at("onzekerheid_pand").empty());
    for (const auto& row : drawn.at("onzekerheid_pand")) CHECK(row.at("kans_onder") == row.at("kans_boven"));
    for (const auto& row : drawn.at("onzekerheid_waarde")) CHECK(row.at("vorm") == "verdeling");
  }
}

TEST_CASE("a number of samples that cannot be taken is refused before anything is computed") {
  const StudyFolder here;
  for (const char* samples : {"100", "32", "131072", "1"}) {
    const Outcome run = here.run({"run", "klein.toml", "-o", "uit", "--onzekerheid", samples});
    INFO(samples << run.err);
    CHECK(run.exit == 2);
    CHECK(run.reports("D075"));
    CHECK_FALSE(std::filesystem::exists(here / "uit" / "resultaat.json"));
  }
  const Outcome contours = here.run({"run", "klein.toml", "-o", "uit", "--onzekerheid", "64", "--contouren", "65"});
  CHECK(contours.reports("D075"));
  CHECK(here.run({"run", "klein.toml", "-o", "uit", "--onzekerheid", "veel"}).exit == 2);
}
