#include "study_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

// Situations and measures from the command line to the result; scope; a large park.

using namespace batterisk::test;
using nlohmann::json;

namespace {

std::string dossier(const std::string& system, const std::string& more = "") {
  return "schema_versie = 1\n[project]\nnaam = \"Proef\"\npeildatum = 2026-06-01\n[[locatie]]\n"
         "grens = [[154000, 462000], [158000, 462000], [158000, 466000], [154000, 466000]]\n"
         "[[systeem]]\nid = \"eos\"\nchemie = \"lfp\"\n" +
         system + "\n[weer]\nstation = 260\n" + more;
}

const std::string container =
    "situatie = \"eos_container\"\npositie = [155000, 463000]\n"
    "afmetingen = { lengte = \"6.06 m\", breedte = \"2.44 m\", hoogte = \"2.59 m\" }\n";

const json* row(const json& list, const std::string& key, const std::string& value) {
  const auto it = std::find_if(list.begin(), list.end(), [&](const json& r) { return r.at(key) == value; });
  return it == list.end() ? nullptr : &*it;
}

}  // namespace

TEST_CASE("an EOS in a building, from dossier to result") {
  const StudyFolder folder;
  write_bytes(folder / "gebouw.toml",
              dossier("situatie = \"eos_gebouw\"\npositie = [155000, 463000]\nenergie = { eenheid = \"2 MWh\" }\n"
                      "afmetingen = { lengte = \"20 m\", breedte = \"12 m\", hoogte = \"5 m\" }\n"
                      "ruimte = { inhoud = \"200 m3\" }\n"
                      "openingen = [ { wand = \"lang_a\", breedte = \"2.5 m\", hoogte = \"2.4 m\" } ]\n"));
  CHECK(folder.run({"check", "gebouw.toml"}).exit == 0);
  const Outcome run = folder.run({"run", "gebouw.toml", "-o", "uit"});
  CAPTURE(run.err);
  CHECK(run.exit == 0);
  const json result = folder.result("uit");
  for (const char* id : {"eos/S1", "eos/S2", "eos/S3", "eos/S4"}) CHECK(row(result.at("scenario"), "scenario", id) != nullptr);
  // The fire area lies before the one opening: a torch reaches 13 m from the wall, 19 m from the centre.
  const json* brand = row(result.at("aandachtsgebied"), "soort", "brand");
  REQUIRE(brand != nullptr);
  CHECK(brand->at("grootste_afstand_m").get<double>() > 18.9);
  CHECK(brand->at("grootste_afstand_m").get<double>() < 20.5);
  CHECK(brand->at("oppervlak_m2").get<double>() < 3.2 * 13.0 * 13.0 / 2.0);
}

TEST_CASE("a store, from dossier to result: the distance per fire size") {
  const StudyFolder folder;
  write_bytes(folder / "opslag.toml",
              dossier("situatie = \"opslag\"\npositie = [155000, 463000]\nenergie = {}\n"
                      "afmetingen = { lengte = \"30 m\", breedte = \"20 m\", hoogte = \"6 m\" }\n"
                      "opslag = { vloeroppervlak = \"400 m2\", hoogte = \"6 m\", beschermingsniveau = 1, "
                      "blussing = \"sprinkler\", deuren = \"automatisch\", massa = \"50 ton\" }\n"));
  const Outcome run = folder.run({"run", "opslag.toml", "-o", "uit"});
  CAPTURE(run.err);
  CHECK(run.exit == 0);
  CHECK(run.reports("M031"));  // doors make no difference without a limit by oxygen
  const json result = folder.result("uit");
  std::vector<double> reach;
  for (const char* id : {"eos/O-20m2", "eos/O-50m2", "eos/O-100m2", "eos/O-300m2", "eos/O-400m2"}) {
    double largest = 0.0;
    for (const json& d : result.at("effectafstand")) {
      if (d.at("scenario") == id) largest = std::max(largest, d.at("afstand_midden_m").get<double>());
    }
    reach.push_back(largest);
  }
  CHECK(std::is_sorted(reach.begin(), reach.end()));
  CHECK(reach.front() > 0.0);
}

TEST_CASE("a credited measure: what it changes, and each zone with and without it") {
  const StudyFolder folder;
  write_bytes(folder / "met.toml", dossier(container + "energie = { eenheid = \"4.2 MWh\" }\n",
                                           "[[maatregel]]\nsoort = \"gasafvoer\"\nnaam = \"ventilator\"\nbewijs = \"berekening\"\n"
                                           "waarden = { \"s2.lambda\" = \"60 1/h\" }\n"));
  write_bytes(folder / "zonder.toml", dossier(container + "energie = { eenheid = \"4.2 MWh\" }\n"));
  const Outcome run = folder.run({"run", "met.toml", "-o", "met"});
  CAPTURE(run.err);
  CHECK(run.exit == 0);
  CHECK(run.out.find("ventilator: s2.lambda: 0 1/h -> 60 1/h") != std::string::npos);
  CHECK(folder.run({"run", "zonder.toml", "-o", "zonder"}).exit == 0);
  const json with = folder.result("met");
  const json without = folder.result("zonder");
  REQUIRE(with.at("maatregel").size() == 4);  // PR 1e-6 and three areas
  for (const json& m : with.at("maatregel")) {
    const std::string zone = m.at("zone");
    CAPTURE(zone);
    const bool pr = zone == "PR10-6";
    const json* there = row(without.at(pr ? "pr_contour" : "aandachtsgebied"), pr ? "type_pr" : "soort", zone);
    const json* here = row(with.at(pr ? "pr_contour" : "aandachtsgebied"), pr ? "type_pr" : "soort", zone);
    REQUIRE(there != nullptr);
    REQUIRE(here != nullptr);
    CHECK(m.at("afstand_zonder_m") == there->at("grootste_afstand_m"));
    CHECK(m.at("afstand_met_m") == here->at("grootste_afstand_m"));
    CHECK(m.at("afstand_met_m").get<double>() <= m.at("afstand_zonder_m").get<double>() + 0.01);
  }
  const json* explosion = row(with.at("maatregel"), "zone", "explosie");
  REQUIRE(explosion != nullptr);
  CHECK(explosion->at("afstand_met_m") == 0.0);
  CHECK(explosion->at("afstand_zonder_m").get<double>() > 20.0);
  CHECK(without.at("maatregel").empty());
  CHECK(folder.run({"scenarios", "met.toml"}).out.find("s2.lambda 0 1/h -> 60 1/h") != std::string::npos);
}

TEST_CASE("below 20 kWh lies outside the scope: exit 4 and M001, whatever the command") {
  const StudyFolder folder;
  write_bytes(folder / "klein-eos.toml", dossier(container + "energie = { module = \"5 kWh\", rek = \"15 kWh\", eenheid = \"19.9 kWh\" }\n"));
  write_bytes(folder / "net-groot.toml", dossier(container + "energie = { module = \"5 kWh\", rek = \"15 kWh\", eenheid = \"20 kWh\" }\n"));
  const std::vector<std::vector<std::string>> commands{{"check"}, {"scenarios"}, {"run"}, {"explain"}};
  for (std::vector<std::string> command : commands) {
    const std::string name = command[0];
    for (const bool small : {true, false}) {
      std::vector<std::string> arguments{name, small ? "klein-eos.toml" : "net-groot.toml"};
      if (name == "run") arguments.insert(arguments.end(), {"-o", "uit"});
      if (name == "explain") arguments.insert(arguments.end(), {"--at", "155010,463000"});
      const Outcome outcome = folder.run(arguments);
      CAPTURE(name, small, outcome.err);
      CHECK(outcome.exit == (small ? 4 : 0));
      if (name != "explain") CHECK(outcome.reports("M001") == small);
    }
  }
}

TEST_CASE("a wind table that does not add up to 1, and a receiver inside the flame, are refused with a code") {
  const StudyFolder folder;
  std::string table = "stn,name,period,class,0,30,60,90,120,150,180,210,240,270,300,330,sum\n";
  for (const char* period : {"all", "day", "night"}) {
    for (const char* name : {"B3", "D1.5", "D5", "D9", "E5", "F1.5"}) {
      table += std::string{"1,Proef,"} + period + "," + name + ",0.02,0.02,0.02,0.02,0.02,0.02,0.02,0.02,0.02,0.02,0.02,0.02,0.24\n";
    }
  }
  write_bytes(folder / "weer.csv", table);
  std::string text = dossier(container + "energie = {}\n");
  text.replace(text.find("station = 260"), 13, "station = 1\ntabel = \"weer.csv\"");
  write_bytes(folder / "weer.toml", text);
  const Outcome run = folder.run({"run", "weer.toml", "-o", "uit"});
  CHECK(run.exit == 3);
  CHECK(run.reports("D039"));
  CHECK_FALSE(std::filesystem::exists(folder / "uit"));
  const Outcome inside = batterisk::test::batterisk({"effect", "cylinder_view_factor", "radius=2 m", "base=-1 m", "top=3 m", "distance=1 m"});
  CAPTURE(inside.err);
  CHECK(inside.exit == 2);
  CHECK(inside.reports("M016"));
}
