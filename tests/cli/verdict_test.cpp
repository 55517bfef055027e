#include "study_folder.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include <catch2/catch.hpp>
#include <fmt/format.h>

// What a dossier says about objects, and what becomes of it in the result.

using namespace batterisk::test;
using nlohmann::json;

namespace {

// klein.toml with this at its end, and a release so large that the contours leave the site.
void with(const StudyFolder& folder, const std::string& name, const std::string& tables) {
  folder.edited(name, "klein.toml", "\"13,3 g/s\"", "\"133 g/s\"");
  write_bytes(folder / name, read_bytes(folder / name) + "\n" + tables);
}

json row_of(const json& result, const std::string& table, const std::string& id) {
  for (const json& row : result.at(table)) {
    if (row.at("identificatie") == id) return row;
  }
  return nullptr;
}

json finding_of(const json& result, const std::string& id, const std::string& table) {
  for (const json& row : result.at("toets")) {
    if (row.at("identificatie") == id && row.at("tabel") == table) return row;
  }
  return nullptr;
}

// A square of 4 m around the point that lies `distance` m south of the source of klein.toml.
std::string square_south(double distance) {
  const double x = 120278.237;
  const double y = 479846.272 - distance - 2.0;
  return fmt::format("[[{0}, {1}], [{2}, {1}], [{2}, {3}], [{0}, {3}]]", x - 2, y - 2, x + 2, y + 2);
}

}  // namespace

TEST_CASE("a class that is given replaces that of the BAG, with its reason, and may change the verdict") {
  const StudyFolder folder;
  with(folder, "groot.toml", "");
  REQUIRE(folder.run({"run", "groot.toml", "-o", "voor"}).exit == 0);
  const json before = folder.result("voor");
  std::string id;
  for (const json& row : before.at("getroffen_pand")) {
    if (row.at("oordeel") == "afweging_nodig") id = row.at("identificatie");
  }
  REQUIRE_FALSE(id.empty());
  CHECK(row_of(before, "getroffen_pand", id).at("klasse_herkomst") == "indicatief");
  with(folder, "ander.toml",
       "[[object]]\nidentificatie = \"" + id + "\"\nklasse = \"geen\"\nmotivering = \"leeg trafohuis\"\nbron = \"foto\"\n");
  REQUIRE(folder.run({"run", "ander.toml", "-o", "na"}).exit == 0);
  const json row = row_of(folder.result("na"), "getroffen_pand", id);
  CHECK(row.at("categorie_kwetsbaarheid") == "geen");
  CHECK(row.at("klasse_herkomst") == "opgegeven");
  CHECK(row.at("klasse_toelichting") == "leeg trafohuis (foto)");
  CHECK(row.at("oordeel") == "niet_van_toepassing");
  CHECK(row.at("omslag_aandachtsgebied_m").is_null());
}

TEST_CASE("an object that no layer has is reported: D054") {
  const StudyFolder folder;
  with(folder, "ander.toml", "[[object]]\nidentificatie = \"9999999999999999\"\nfunctionele_binding = \"ja\"\n");
  const Outcome run = folder.run({"run", "ander.toml", "-o", "uit"});
  CHECK(run.exit == 0);
  CHECK(run.reports("D054"));
}

TEST_CASE("a planned object of the dossier is judged at its own outline, without a class it stays open") {
  const StudyFolder folder;
  with(folder, "plan.toml",
       "[[object]]\nidentificatie = \"bouwvlak\"\nsituatie = \"geprojecteerd\"\nvlak = " + square_south(24) +
           "\nklasse = \"kwetsbaar\"\nmotivering = \"ontwerpplan\"\n[[object]]\nidentificatie = \"onbekend\"\nvlak = " +
           square_south(34) + "\n");
  REQUIRE(folder.run({"run", "plan.toml", "-o", "uit"}).exit == 0);
  const json result = folder.result("uit");
  const json planned = row_of(result, "getroffen_pand", "bouwvlak");
  REQUIRE_FALSE(planned.is_null());
  CHECK(planned.at("situatie") == "geprojecteerd");
  CHECK(planned.at("afstand_m").get<double>() == Approx(24.0).margin(0.001));
  CHECK(planned.at("klasse_herkomst") == "opgegeven");
  const json open = row_of(result, "getroffen_pand", "onbekend");
  REQUIRE_FALSE(open.is_null());
  CHECK(open.at("categorie_kwetsbaarheid") == "onbekend");
  CHECK(open.at("oordeel_aandachtsgebied") == "onbepaald");
}

TEST_CASE("a temporary deviation, a functional binding and a risicogebied change the verdict of one object") {
  const StudyFolder folder;
  // Look for a place where PR lies between 1e-6 and 1e-5.
  const auto object = [](double distance, const std::string& more) {
    return "[[object]]\nidentificatie = \"huis\"\nvlak = " + square_south(distance) +
           "\nklasse = \"kwetsbaar\"\nmotivering = \"proef\"\n" + more;
  };
  const auto verdict = [&](double distance, const std::string& more) {
    with(folder, "proef.toml", object(distance, more));
    REQUIRE(folder.run({"run", "proef.toml", "-o", "uit"}).exit == 0);
    return finding_of(folder.result("uit"), "huis", "A");
  };
  double distance = 24.0;
  json found = verdict(distance, "");
  while (found.at("pr_max_per_jaar").get<double>() > 1e-5) found = verdict(distance *= 1.2, "");
  CAPTURE(distance, found.dump());
  REQUIRE(found.at("pr_max_per_jaar").get<double>() > 1e-6);
  CHECK(found.at("oordeel") == "voldoet_niet");
  CHECK(found.at("artikel") == "Bkl 5.7 lid 1, 8.12 lid 2");
  CHECK(found.at("norm_pr_per_jaar") == 1e-6);
  CHECK(found.at("normsoort") == "grenswaarde");
  CHECK(found.at("omslag_zone") == "PR10-6");
  REQUIRE(found.at("omslag_m").get<double>() < 0.0);
  // Moved by less than that in any direction, some of it stays inside; far away it complies.
  const double move = -found.at("omslag_m").get<double>();
  CHECK(verdict(distance + move - 0.1, "").at("oordeel") == "voldoet_niet");
  CHECK(verdict(distance + move - 0.1, "").at("omslag_m").get<double>() < 0.0);

  const std::string period = "tijdelijk_van = 2026-11-01\ntijdelijk_tot = 2028-11-01\n";
  CHECK(verdict(distance, period).at("oordeel") == "afweging_nodig");
  CHECK(verdict(distance, period).at("rij") == "A8");
  const json late = verdict(distance, "tijdelijk_van = 2026-11-01\ntijdelijk_tot = 2030-11-01\n");
  CHECK(late.at("oordeel") == "voldoet_niet");
  CHECK(late.at("vlaggen") == "tijdelijk_niet_toegestaan");
  CHECK(verdict(distance, "functionele_binding = \"ja\"\n").at("oordeel") == "niet_van_toepassing");
  CHECK(verdict(distance, "functionele_binding = \"onbekend\"\n").at("oordeel") == "onbepaald");
}

TEST_CASE("inside a risicogebied of the dossier the norm does not hold, and it is said that none exists for batteries") {
  const StudyFolder folder;
  const std::string area =
      "[[omgeving.risicogebied]]\nid = \"haven\"\nvlak = [[120000, 479500], [120600, 479500], [120600, 480200], [120000, 480200]]\n";
  with(folder, "proef.toml",
       area + "[[object]]\nidentificatie = \"school\"\nvlak = " + square_south(24) +
           "\nklasse = \"zeer_kwetsbaar\"\nmotivering = \"proef\"\n");
  REQUIRE(folder.run({"run", "proef.toml", "-o", "uit"}).exit == 0);
  const json result = folder.result("uit");
  CHECK(finding_of(result, "school", "A").at("rij") == "A4");
  CHECK(finding_of(result, "school", "C").at("oordeel") == "voldoet_niet");
  CHECK(row_of(result, "getroffen_pand", "school").at("oordeel_risicogebied") == "voldoet_niet");
  CHECK(result.at("oordeel").at("eindoordeel") == "voldoet_niet");
  const std::string flags = finding_of(result, "school", "A").at("vlaggen");
  CHECK(flags.find("risicogebied_niet_voor_batterijen") != std::string::npos);
  CHECK(flags.find("buitenruimte_onbekend") != std::string::npos);
}

TEST_CASE("the outdoor place of a zeer kwetsbaar building counts where it lies nearer than the façade") {
  const StudyFolder folder;
  const std::string school = "[[object]]\nidentificatie = \"school\"\nvlak = " + square_south(60) +
                             "\nklasse = \"zeer_kwetsbaar\"\nmotivering = \"proef\"\n";
  with(folder, "gevel.toml", school);
  with(folder, "plein.toml", school + "buitenruimte = " + square_south(45) + "\n");
  for (const char* name : {"gevel", "plein"}) REQUIRE(folder.run({"run", std::string{name} + ".toml", "-o", name}).exit == 0);
  const json facade = row_of(folder.result("gevel"), "getroffen_pand", "school");
  const json outdoors = row_of(folder.result("plein"), "getroffen_pand", "school");
  CHECK(outdoors.at("pr_max_per_jaar").get<double>() > facade.at("pr_max_per_jaar").get<double>());
  CHECK(std::string{facade.at("vlaggen")}.find("buitenruimte_onbekend") != std::string::npos);
  CHECK(std::string{outdoors.at("vlaggen")}.find("buitenruimte_onbekend") == std::string::npos);
}

TEST_CASE("candidates for the voorschriftengebied are the brand- and explosieaandachtsgebied, never the gifwolk") {
  const StudyFolder folder;
  const std::string school = "\n[[object]]\nidentificatie = \"school\"\nvlak = " + square_south(21) +
                             "\nklasse = \"zeer_kwetsbaar\"\nmotivering = \"proef\"\n";
  write_bytes(folder / "demo.toml", read_bytes(folder / "dossier.toml") + school);
  REQUIRE(folder.run({"run", "demo.toml", "-o", "uit"}).exit == 0);
  const json result = folder.result("uit");
  std::size_t candidates = 0;
  std::size_t fixed = 0;
  for (const json& row : result.at("voorschriftengebied")) {
    CHECK(row.at("soort") != "gifwolk");
    candidates += row.at("rol") == "kandidaat";
    fixed += row.at("rol") == "mag_niet_vervallen" && row.at("identificatie") == "school";
  }
  CHECK(candidates == 2);
  const json judged = row_of(result, "getroffen_pand", "school");
  CHECK(fixed == std::size_t{judged.at("in_brand").get<bool>()} + std::size_t{judged.at("in_explosie").get<bool>()});
  CHECK(fixed > 0);
}

TEST_CASE("table D: buildings nearer than the circular advises, by a hand's breadth") {
  const StudyFolder folder;
  const auto finding = [&](double gap) {
    // BESS-1 stands 9.5 degrees turned: a building west of its short side, with its nearest corner on the axis.
    const double turn = -9.5 * std::numbers::pi / 180.0;
    const double reach = 3.03 + gap;
    const double x = 120278.237 - reach * std::sin(turn);
    const double y = 479846.272 - reach * std::cos(turn);
    const std::string house = fmt::format("\n[[object]]\nidentificatie = \"huis\"\nklasse = \"geen\"\nmotivering = \"proef\"\n"
                                          "vlak = [[{0}, {1}], [{2}, {3}], [{4}, {3}]]\n",
                                          x, y, x - 30.0, y - 90.0, x + 30.0);
    write_bytes(folder / "proef.toml", read_bytes(folder / "dossier.toml") + house);
    const Outcome run = folder.run({"run", "proef.toml", "-o", "uit"});
    INFO(run.err);
    REQUIRE(run.exit == 0);
    return finding_of(folder.result("uit"), "BESS", "D");
  };
  const json far = finding(5.01);
  REQUIRE_FALSE(far.is_null());
  CHECK(far.at("oordeel") == "voldoet");
  CHECK(far.at("dichtstbijzijnd_pand") == "huis");
  CHECK(far.at("afstand_bebouwing_m").get<double>() == Approx(5.01).margin(1e-3).epsilon(0));
  const json near = finding(4.99);
  CHECK(near.at("oordeel") == "afweging_nodig");
  CHECK(near.at("normstatus") == "advies");
  CHECK(near.at("norm_afstand_m") == 5.0);
  CHECK(near.at("artikel") == "circulaire-2020 par. 7.2.3");
  CHECK(near.at("omslag_m").get<double>() == Approx(-0.01).margin(1e-3).epsilon(0));
}

TEST_CASE("table E: the edge of a risicogebied is judged, and can decide the verdict of the site") {
  const StudyFolder folder;
  const auto area = [](double half) {
    return fmt::format("[[omgeving.risicogebied]]\nid = \"haven\"\nvlak = [[{0}, {1}], [{2}, {1}], [{2}, {3}], [{0}, {3}]]\n",
                       120278.0 - half, 479846.0 - half, 120278.0 + half, 479846.0 + half);
  };
  with(folder, "wijd.toml", area(900.0));
  REQUIRE(folder.run({"run", "wijd.toml", "-o", "wijd"}).exit == 0);
  const json wide = finding_of(folder.result("wijd"), "haven", "E");
  REQUIRE_FALSE(wide.is_null());
  CHECK(wide.at("oordeel") == "voldoet");
  CHECK(wide.at("norm_pr_per_jaar") == 1e-6);
  with(folder, "krap.toml", area(60.0));
  const Outcome run = folder.run({"run", "krap.toml", "-o", "krap"});
  REQUIRE(run.exit == 0);
  const json narrow = finding_of(folder.result("krap"), "haven", "E");
  CHECK(narrow.at("oordeel") == "voldoet_niet");
  CHECK(narrow.at("pr_max_per_jaar").get<double>() > 1e-6);
  CHECK(folder.result("krap").at("oordeel").at("eindoordeel") == "voldoet_niet");
}

TEST_CASE("a location of the dossier has a table of its own, and no rules for buildings") {
  const StudyFolder folder;
  const auto camping = [](const std::string& klasse) {
    return "[[object]]\nidentificatie = \"kampeerterrein\"\nsoort = \"locatie\"\nvlak = " + square_south(24) +
           "\nklasse = \"" + klasse + "\"\nmotivering = \"proef\"\n";
  };
  with(folder, "plek.toml", camping("kwetsbaar"));
  REQUIRE(folder.run({"run", "plek.toml", "-o", "uit"}).exit == 0);
  const json result = folder.result("uit");
  const json row = row_of(result, "getroffen_locatie", "kampeerterrein");
  REQUIRE_FALSE(row.is_null());
  CHECK(row.at("categorie_kwetsbaarheid") == "kwetsbaar");
  CHECK(row.at("pr_max_per_jaar").get<double>() > 0.0);
  CHECK(row_of(result, "getroffen_pand", "kampeerterrein").is_null());
  CHECK_FALSE(finding_of(result, "kampeerterrein", "A").is_null());
  with(folder, "fout.toml", camping("zeer_kwetsbaar"));
  const Outcome run = folder.run({"run", "fout.toml", "-o", "fout"});
  CHECK(run.exit == 3);
  CHECK(run.reports("D009"));
  with(folder, "zonder.toml", "[[object]]\nidentificatie = \"0363100012345678\"\nsoort = \"locatie\"\n");
  CHECK(folder.run({"run", "zonder.toml", "-o", "fout"}).reports("D004"));
}

TEST_CASE("a parcel has its highest PR outside the site, and the depth of every overlap is the same everywhere") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "uit"}).exit == 0);
  const json result = folder.result("uit");
  double highest = 0.0;
  for (const json& row : result.at("getroffen_perceel")) {
    if (row.at("pr_max_per_jaar").is_null()) continue;  // all of it is the site
    highest = std::max(highest, row.at("pr_max_per_jaar").get<double>());
    // The contour of a level overlaps a parcel only where the PR on it reaches that level.
    const std::string zones = row.at("zones");
    if (zones.find("PR10-6") != std::string::npos) CHECK(row.at("pr_max_per_jaar").get<double>() > 0.9e-6);
    if (zones.find("PR10-8") == std::string::npos) CHECK(row.at("pr_max_per_jaar").get<double>() < 1.1e-8);
  }
  CHECK(highest > 1e-6);
  for (const json& pand : result.at("getroffen_pand")) {
    CHECK(pand.at("pr_max_per_jaar").get<double>() <= highest * (1.0 + 1e-6));  // every building stands on some parcel
  }
  std::map<std::string, double> free;
  for (const json& row : result.at("overlap")) {
    const double depth = row.at("diepte_m");
    CHECK(depth >= 0.0);
    CHECK(depth >= -row.at("afstand_tot_grens_m").get<double>() - 0.006);
    if (row.at("laag") == "panden" && row.at("zone") == "gifwolk") free[row.at("identificatie")] = depth;
  }
  // So far the edge of the only area that it lies in must move inwards for the building to comply.
  std::size_t compared = 0;
  for (const json& pand : result.at("getroffen_pand")) {
    if (pand.at("omslag_aandachtsgebied_m").is_null() || pand.at("in_brand") || pand.at("in_explosie")) continue;
    if (!pand.at("in_gifwolk").get<bool>() || pand.at("categorie_kwetsbaarheid") == "onbekend") continue;
    CHECK(-pand.at("omslag_aandachtsgebied_m").get<double>() == Approx(free.at(pand.at("identificatie"))).margin(0.01).epsilon(0));
    ++compared;
  }
  CHECK(compared > 5);
}
