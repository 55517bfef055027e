#include "study_folder.hpp"

#include "support/rules_copy.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

// The main job: `batterisk run`.

using namespace batterisk::test;
using nlohmann::json;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Result without what names the run: that differs whenever an input does.
json outcome(json result) {
  result.erase("run_info");
  result.erase("parameters");
  result.erase("meldingen");
  result.at("oordeel").erase("label");
  for (auto& [name, table] : result.items()) {
    if (!table.is_array()) continue;
    for (json& row : table) {
      row.erase("run_id");
      row.erase("label");
      row.erase("regelset");
      row.erase("indicatief_door");  // a parameter of one's own is a cause
    }
  }
  return result;
}

}  // namespace

TEST_CASE("a run prints its verdict, names its files and ends with 0") {
  const StudyFolder folder;
  const Outcome run = folder.run({"run", "dossier.toml", "-o", "uit"});
  INFO(run.err);
  REQUIRE(run.exit == 0);
  const json result = folder.result("uit");
  CHECK(run.out.starts_with("Buurtbatterij SYNTHETISCH\n"));
  CHECK(contains(run.out, result.at("oordeel").at("reden_nl").get<std::string>() + "\n"));
  CHECK(result.at("oordeel").at("label") == "eigen_referentiemethode");
  CHECK(result.at("oordeel").at("normstatus") == "bij_analogie");
  CHECK(contains(run.out, "\nuit/resultaat.json\n"));
  CHECK(contains(run.out, "\nuit/resultaat.gpkg\n"));
  for (const auto& [name, bytes] : folder.files("uit")) {
    CAPTURE(name);
    CHECK(name.front() != '.');  // nothing temporary stays
    CHECK_FALSE(bytes.empty());
    CHECK(contains(run.out, "\nuit/" + name + "\n"));
  }
  CHECK_FALSE(contains(run.err, "\r"));  // no progress when nobody looks on
}

TEST_CASE("the same study gives the same bytes, on all cores and on one") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "een"}).exit == 0);
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "twee"}).exit == 0);
  REQUIRE(batterisk::test::batterisk({"run", "dossier.toml", "-o", "drie"},
                                     {.folder = folder.path(), .one_core = true})
              .exit == 0);
  const auto first = folder.files("een");
  for (const char* other : {"twee", "drie"}) {
    const auto again = folder.files(other);
    REQUIRE(again.size() == first.size());
    for (const auto& [name, bytes] : first) {
      CAPTURE(other, name);
      CHECK((again.at(name) == bytes));  // not printed when they differ
    }
  }
}

TEST_CASE("option --json puts the result on stdout, and nothing else") {
  const StudyFolder folder;
  const Outcome run = folder.run({"run", "klein.toml", "-o", "uit", "--json"});
  REQUIRE(run.exit == 0);
  CHECK((run.out == folder.files("uit").at("resultaat.json")));
}

TEST_CASE("option --lang changes what is printed, numbers and files stay") {
  const StudyFolder folder;
  const Outcome nl = folder.run({"run", "klein.toml", "-o", "nl"});
  const Outcome en = folder.run({"run", "klein.toml", "-o", "en", "--lang", "en"});
  REQUIRE(nl.exit == 0);
  REQUIRE(en.exit == 0);
  const json result = folder.result("en");
  CHECK(contains(nl.out, result.at("oordeel").at("reden_nl").get<std::string>()));
  CHECK(contains(en.out, result.at("oordeel").at("reden_en").get<std::string>()));
  CHECK(contains(nl.err, ": info "));
  CHECK((folder.files("nl").at("resultaat.json") == folder.files("en").at("resultaat.json")));
  CHECK((folder.files("nl").at("resultaat.gpkg") == folder.files("en").at("resultaat.gpkg")));
}

TEST_CASE("option -q keeps stderr for errors") {
  const StudyFolder folder;
  const Outcome run = folder.run({"run", "klein.toml", "-o", "uit", "-q"});
  REQUIRE(run.exit == 0);
  CHECK(run.err.empty());
  CHECK_FALSE(folder.run({"run", "klein.toml", "-o", "uit"}).err.empty());
}

TEST_CASE("option --strict makes a warning an error, with the exit code of its subject") {
  const StudyFolder folder;
  folder.with_buildings("wgs84.toml", "vuil.gpkg", "pand_wgs84_SYNTHETISCH");
  folder.edited("zeldzaam.toml", "dossier.toml", "eenheid = \"4,2 MWh\"", "eenheid = \"0,9 MWh\"");
  struct Row {
    std::vector<std::string> study;
    const char* message;
    int exit;
  };
  const std::vector<Row> rows{{{"wgs84.toml"}, "fout L005: ", 5},
                              {{"klein.toml", "-p", "indoor.n_v=99 1/h"}, "fout D008: ", 3},
                              {{"klein.toml", "-p", "s2.lambda=2 1/h"}, "fout M018: ", 3},
                              {{"zeldzaam.toml"}, "fout M009: ", 4}};
  for (const Row& row : rows) {
    std::vector<std::string> arguments{"run"};
    arguments.insert(arguments.end(), row.study.begin(), row.study.end());
    arguments.insert(arguments.end(), {"-o", "uit"});
    CAPTURE(row.message);
    CHECK(folder.run(arguments).exit == 0);
    arguments.emplace_back("--strict");
    const Outcome strict = folder.run(arguments);
    CAPTURE(strict.err);
    CHECK(strict.exit == row.exit);
    CHECK(contains(strict.err, row.message));
  }
}

TEST_CASE("option --fail-on gives 8 for the verdict named and for worse ones") {
  const StudyFolder folder;
  const Outcome run = folder.run({"run", "klein.toml", "-o", "uit", "--fail-on", "afweging_nodig"});
  REQUIRE(folder.result("uit").at("oordeel").at("eindoordeel") == "afweging_nodig");
  CHECK(run.exit == 8);
  CHECK(folder.run({"run", "klein.toml", "-o", "uit", "--fail-on", "voldoet_niet"}).exit == 0);
}

TEST_CASE("option -p changes result, label and receipt, and says so") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "oud"}).exit == 0);
  const Outcome run = folder.run({"run", "klein.toml", "-o", "nieuw", "-p", "indoor.n_v=2 1/h"});
  REQUIRE(run.exit == 0);
  CHECK(run.reports("M014"));
  const json before = folder.result("oud");
  const json after = folder.result("nieuw");
  CHECK(outcome(before) != outcome(after));
  CHECK(after.at("oordeel").at("label") == "indicatief");
  CHECK(run_info(before, "run_id") != run_info(after, "run_id"));
}

TEST_CASE("option -p with the value of the rules is no deviation, whatever the unit") {
  const StudyFolder folder;
  for (const char* same : {"indoor.n_v=1 1/h", "gifwolk.cap=1,5 km"}) {
    const Outcome run = folder.run({"run", "klein.toml", "-o", "uit", "-p", same});
    CAPTURE(same, run.err);
    REQUIRE(run.exit == 0);
    CHECK_FALSE(run.reports("M014"));
    CHECK(folder.result("uit").at("oordeel").at("label") == "eigen_referentiemethode");
  }
}

TEST_CASE("option --groepsrisico adds an FN curve, without it there is none") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "zonder"}).exit == 0);
  CHECK(folder.result("zonder").at("groepsrisico").empty());
  // So many residents that several die at once.
  const Outcome run =
      folder.run({"run", "dossier.toml", "-o", "met", "--groepsrisico", "-p", "gr.personen_woning=200"});
  INFO(run.err);
  REQUIRE(run.exit == 0);
  CHECK(run.reports("M050"));
  CHECK(contains(run.out, "Groepsrisico: F(1) = "));
  const json curve = folder.result("met").at("groepsrisico");
  REQUIRE(curve.size() >= 2);
  CHECK(curve[0].at("frequentie_per_jaar").get<double>() > 0.0);
  double before = 1.0;
  for (const json& point : curve) {
    CHECK(point.at("frequentie_per_jaar").get<double>() <= before);
    before = point.at("frequentie_per_jaar");
    const double n = point.at("slachtoffers");
    CHECK(point.at("orientatie_per_jaar").is_null() == (n < 10.0));
    if (n >= 10.0) CHECK(point.at("orientatie_per_jaar").get<double>() == Approx(1e-3 / (n * n)));
  }
  CHECK(before == 0.0);
  const json with = outcome(folder.result("met"));
  const json without = outcome(folder.result("zonder"));
  for (const char* table : {"pr_contour", "aandachtsgebied", "getroffen_pand"}) CHECK(with.at(table) == without.at(table));
  CHECK(run_info(folder.result("met"), "run_id") != run_info(folder.result("zonder"), "run_id"));
}

TEST_CASE("group risk: people that were counted count, and where nothing is known it is onbepaald") {
  const StudyFolder folder;
  // Without buildings nobody is known: that is not "nobody dies".
  folder.with_buildings("leeg.toml", "omgeving.gpkg", "bestaat_niet");
  const Outcome unknown = folder.run({"run", "leeg.toml", "-o", "leeg", "--groepsrisico"});
  INFO(unknown.err << unknown.out);
  CHECK(unknown.reports("M051"));
  CHECK(contains(unknown.out, "Groepsrisico: onbepaald"));
  CHECK(run_info(folder.result("leeg"), "groepsrisico") == "onbepaald");
  CHECK(folder.result("leeg").at("groepsrisico").empty());
  // A count goes before the figures of the rules, and is refused below zero.
  REQUIRE(folder.run({"run", "klein.toml", "-o", "kengetal", "--groepsrisico"}).exit == 0);
  const json before = folder.result("kengetal");
  const std::string pand = before.at("getroffen_pand").at(0).at("identificatie");
  const std::string counted = "[[object]]\nidentificatie = \"" + pand + "\"\npersonen_dag = 1000\npersonen_nacht = 0.0\n\n[rekenen]";
  folder.edited("geteld.toml", "klein.toml", "[rekenen]", counted);
  REQUIRE(folder.run({"run", "geteld.toml", "-o", "geteld", "--groepsrisico"}).exit == 0);
  const json after = folder.result("geteld");
  CHECK(std::stod(run_info(after, "groepsrisico_personen_dag")) > 990.0);
  CHECK(std::stod(run_info(after, "groepsrisico_personen_nacht")) <= std::stod(run_info(before, "groepsrisico_personen_nacht")));
  folder.edited("negatief.toml", "geteld.toml", "personen_dag = 1000", "personen_dag = -1");
  const Outcome refused = folder.run({"run", "negatief.toml", "-o", "negatief", "--groepsrisico"});
  CHECK(refused.exit == 3);
  CHECK(refused.reports("D008"));
}

TEST_CASE("group risk: people of a layer count, those of the dossier go first, and an unknown number makes a lower bound") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "kengetal", "--groepsrisico"}).exit == 0);
  const json before = folder.result("kengetal");
  CHECK(run_info(before, "groepsrisico_plaatsen_uit_laag") == "0");
  const std::string pand = before.at("getroffen_pand").at(0).at("identificatie");
  const auto with_people = [&](const std::string& name, const std::string& rows, const std::string& object) {
    write_bytes(folder / (name + ".csv"), "pand_identificatie,werkers,slapers\n" + rows);
    write_bytes(folder / (name + ".toml"),
                read_bytes(folder / "klein.toml") + "\n[[omgeving.laag]]\nsoort = \"personen\"\npad = \"" + name +
                    ".csv\"\nbron = \"gemeente\"\ndatum = 2026-11-01\n"
                    "kolommen = { personen_dag = \"werkers\", personen_nacht = \"slapers\" }\n" + object);
    const Outcome run = folder.run({"run", name + ".toml", "-o", name, "--groepsrisico"});
    INFO(run.err);
    REQUIRE(run.exit == 0);
    return folder.result(name);
  };
  const json counted = with_people("geteld", pand + ",2000,3000\n", "");
  CHECK(std::stod(run_info(counted, "groepsrisico_personen_dag")) > 1990.0);
  CHECK(std::stod(run_info(counted, "groepsrisico_personen_nacht")) > 2990.0);
  CHECK(run_info(counted, "groepsrisico_plaatsen_uit_laag") == "1");
  CHECK(counted.at("toets") == before.at("toets"));  // people change no verdict
  const json unknown = with_people("leeg", pand + ",2000,\n", "");
  CHECK(std::stod(run_info(unknown, "groepsrisico_personen_dag")) > 1990.0);
  CHECK(run_info(unknown, "groepsrisico_personen_nacht") == run_info(before, "groepsrisico_personen_nacht"));
  const json own = with_people("eigen", pand + ",2000,3000\n",
                               "[[object]]\nidentificatie = \"" + pand + "\"\npersonen_dag = 10\npersonen_nacht = 20\n");
  CHECK(std::stod(run_info(own, "groepsrisico_personen_dag")) < 1000.0);
  CHECK(run_info(own, "groepsrisico_plaatsen_uit_laag") == "0");
  // A layer of people that cannot be used may hold any number of them.
  write_bytes(folder / "kapot.toml", read_bytes(folder / "geteld.toml"));
  folder.edited("kapot.toml", "geteld.toml", "geteld.csv", "weg.csv");
  CHECK(folder.run({"run", "kapot.toml", "-o", "kapot", "--groepsrisico"}).exit == 5);
  CHECK(run_info(folder.result("kapot"), "groepsrisico") == "ondergrens");
}

TEST_CASE("a date on the command line is part of the receipt") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "oud"}).exit == 0);
  REQUIRE(folder.run({"run", "klein.toml", "-o", "nieuw", "--peildatum", "2026-12-01"}).exit == 0);
  CHECK(run_info(folder.result("nieuw"), "peildatum") == "2026-12-01");
  CHECK(run_info(folder.result("oud"), "run_id") != run_info(folder.result("nieuw"), "run_id"));
}

TEST_CASE("a changed value in a rule file changes result and receipt, and nothing else is needed") {
  const StudyFolder folder;
  RulesCopy rules;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "oud", "--rules", rules.path().string()}).exit == 0);
  rules.edit("referentie/2026-01-01.toml", "[indoor.n_v]", "waarde = 1.0", "waarde = 2.0");
  REQUIRE(folder.run({"run", "klein.toml", "-o", "nieuw", "--rules", rules.path().string()}).exit == 0);
  const json before = folder.result("oud");
  const json after = folder.result("nieuw");
  CHECK(outcome(before) != outcome(after));
  CHECK(run_info(before, "run_id") != run_info(after, "run_id"));
  CHECK(run_info(before, "regels:referentie/2026-01-01") != run_info(after, "regels:referentie/2026-01-01"));
  CHECK(run_info(before, "regels:bkl/2026-01-01") == run_info(after, "regels:bkl/2026-01-01"));
}

TEST_CASE("the set that stands for RIVM's method is indicatief, with the keys that it lacks") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit", "--rules", "rivm-2025"}).exit == 0);
  const json verdict = folder.result("uit").at("oordeel");
  CHECK(verdict.at("label") == "indicatief");
  CHECK(verdict.at("onbevestigd").size() > 0);
  const json weak = verdict.at("zwakker_dan_gelezen");
  CHECK(std::find(weak.begin(), weak.end(), "indoor.n_v") != weak.end());
}

TEST_CASE("an interrupted run ends with 130 and writes nothing") {
  const StudyFolder folder;
  const Outcome run = interrupted({"run", "klein.toml", "-o", "uit"}, {.folder = folder.path()});
  CHECK(run.exit == 130);
  CHECK(run.out.empty());
  CHECK(contains(run.err, "afgebroken"));
  CHECK_FALSE(std::filesystem::exists(folder / "uit"));
}

TEST_CASE("wrong use ends with 2, a question for help or version with 0") {
  struct Row {
    std::vector<std::string> arguments;
    int exit;
  };
  const std::vector<Row> rows{{{}, 2},
                              {{"run"}, 2},
                              {{"reken", "dossier.toml"}, 2},
                              {{"run", "dossier.toml", "--bestaat-niet"}, 2},
                              {{"run", "dossier.toml", "--lang", "fr"}, 2},
                              {{"run", "dossier.toml", "--fail-on", "ooit"}, 2},
                              {{"rules"}, 2},
                              {{"--help"}, 0},
                              {{"--version"}, 0}};
  for (const Row& row : rows) {
    const Outcome run = batterisk::test::batterisk(row.arguments);
    CAPTURE(row.arguments);
    CHECK(run.exit == row.exit);
    CHECK(run.err.empty() == (row.exit == 0));
    CHECK(run.out.empty() == (row.exit != 0));
  }
}
