#include "study_folder.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

// The verdict on each part of the law, and the buildings on the own ground.

using namespace batterisk::test;
using nlohmann::json;

namespace {

// From the worst on, as rules/oordeel has them.
constexpr std::array<const char*, 5> ranking{"voldoet_niet", "onbepaald", "afweging_nodig", "voldoet", "niet_van_toepassing"};

// A square of 4 m around the point that lies `distance` m south of the source of klein.toml.
std::string house(const std::string& id, double distance, const std::string& more) {
  const double x = 120278.237;
  const double y = 479846.272 - distance - 2.0;
  return fmt::format("[[object]]\nidentificatie = \"{0}\"\nvlak = [[{1}, {2}], [{3}, {2}], [{3}, {4}], [{1}, {4}]]\n{5}\n", id,
                     x - 2, y - 2, x + 2, y + 2, more);
}

// klein.toml with a release so large that the contours leave the site, and these tables.
void large_release(const StudyFolder& folder, const std::string& name, const std::string& tables) {
  folder.edited(name, "klein.toml", "\"13,3 g/s\"", "\"133 g/s\"");
  write_bytes(folder / name, read_bytes(folder / name) + "\n" + tables);
}

json part_of(const json& result, const std::string& name) {
  for (const json& row : result.at("deeloordeel")) {
    if (row.at("onderdeel") == name) return row;
  }
  return nullptr;
}

std::vector<json> findings_of(const json& result, const std::string& table) {
  std::vector<json> found;
  for (const json& row : result.at("toets")) {
    if (row.at("tabel") == table) found.push_back(row);
  }
  return found;
}

// The part counts the objects whose findings the result lists, and says the worst. Beside them it counts the others, which
// comply.
void agrees(const json& part, const std::vector<json>& findings) {
  std::map<std::string, int> objects;
  std::map<std::string, int> all;
  for (const json& row : findings) {
    ++all[row.at("oordeel")];
    objects[row.at("oordeel")] += row.at("identificatie") != "" ? 1 : 0;  // one without says that objects may be unknown
  }
  CAPTURE(part.dump());
  for (const char* verdict : {"voldoet_niet", "onbepaald", "afweging_nodig"}) {
    CHECK(part.at(std::string{"aantal_"} + verdict) == objects[verdict]);
  }
  for (const char* verdict : {"voldoet", "niet_van_toepassing"}) {
    CHECK(part.at(std::string{"aantal_"} + verdict).get<int>() >= objects[verdict]);
  }
  const auto worst = std::find_if(ranking.begin(), ranking.end(), [&](const char* verdict) { return all[verdict] > 0; });
  REQUIRE(worst != ranking.end());
  CHECK(part.at("oordeel") == *worst);
  CHECK(std::any_of(findings.begin(), findings.end(), [&](const json& row) {
    return row.at("oordeel") == *worst && row.at("reden_nl") == part.at("reden_nl") && row.at("normstatus") == part.at("normstatus");
  }));
}

}  // namespace

TEST_CASE("each part of the verdict is the worst of its own findings, and counts them all") {
  const StudyFolder folder;
  const std::string kwetsbaar = "klasse = \"kwetsbaar\"\nmotivering = \"proef\"";
  large_release(folder, "delen.toml", house("dichtbij", 24, kwetsbaar) + house("verder", 60, kwetsbaar) + house("open", 34, ""));
  REQUIRE(folder.run({"run", "delen.toml", "-o", "uit"}).exit == 0);
  const json result = folder.result("uit");
  const json risk = part_of(result, "plaatsgebonden_risico");
  agrees(risk, findings_of(result, "A"));
  CHECK(risk.at("artikel").get<std::string>().find("Bkl") != std::string::npos);

  // A release of a toxic substance makes one area: what table B says of an object, it says of that area.
  const json cloud = part_of(result, "gifwolk");
  agrees(cloud, findings_of(result, "B"));
  // What is not known of one house hides nothing of the others, nor of another part.
  CHECK(cloud.at("oordeel") == "onbepaald");
  CHECK(cloud.at("aantal_afweging_nodig").get<int>() > 0);
  CHECK(risk.at("oordeel") == "voldoet_niet");
  CHECK(run_info(result, "oordeel") == "voldoet_niet");
  // So large an area reaches beyond the layers: somebody may be there whom nobody knows.
  for (const char* name : {"brand", "explosie"}) {
    const json part = part_of(result, name);
    CAPTURE(part.dump());
    CHECK(part.at("oordeel") == "onbepaald");
    CHECK(part.at("aantal_onbepaald") == 0);
    CHECK(part.at("aantal_voldoet").get<int>() > 0);
    CHECK(part.at("artikel") == "Bkl 5.15");
  }
}

TEST_CASE("a part without anything against it complies, whatever another part says") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit"}).exit == 0);
  const json result = folder.result("uit");
  CHECK(part_of(result, "plaatsgebonden_risico").at("oordeel") == "voldoet");
  CHECK(part_of(result, "brand").at("oordeel") == "voldoet");
  CHECK(part_of(result, "explosie").at("oordeel") == "voldoet");
  agrees(part_of(result, "gifwolk"), findings_of(result, "B"));
  CHECK(part_of(result, "gifwolk").at("oordeel") == "afweging_nodig");
  CHECK(run_info(result, "oordeel") == "afweging_nodig");
}

TEST_CASE("a part says whether its classes or its parameters are indicative, advice rests on neither") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "uit"}).exit == 0);
  const json result = folder.result("uit");
  for (const char* name : {"plaatsgebonden_risico", "brand", "explosie", "gifwolk"}) {
    const json part = part_of(result, name);
    CAPTURE(part.dump());
    CHECK(part.at("indicatief") == true);
    CHECK(part.at("indicatief_door").get<std::string>().starts_with("klasse"));
    CHECK(part.at("normstatus") == "bij_analogie");
  }
  const json advice = part_of(result, "advies");
  REQUIRE_FALSE(advice.is_null());
  CHECK(advice.at("indicatief") == false);
  agrees(advice, findings_of(result, "D"));
}

TEST_CASE("outside the scope of the method no part of the verdict complies") {
  const StudyFolder folder;
  folder.edited("buiten.toml", "dossier.toml", "module = \"50 kWh\", rek = \"350 kWh\", eenheid = \"4,2 MWh\"",
                "module = \"5 kWh\", rek = \"15 kWh\", eenheid = \"19,9 kWh\"");
  REQUIRE(folder.run({"run", "buiten.toml", "-o", "buiten"}).exit == 4);
  const json result = folder.result("buiten");
  REQUIRE(result.at("deeloordeel").size() >= 4);
  for (const json& part : result.at("deeloordeel")) {
    CAPTURE(part.dump());
    CHECK(part.at("oordeel") != "voldoet");
    CHECK(part.at("oordeel") != "niet_van_toepassing");
  }
}

TEST_CASE("the edge of a risicogebied has no class: what is indicative about it are its parameters") {
  const StudyFolder folder;
  write_bytes(folder / "haven.toml", read_bytes(folder / "dossier.toml") +
                                         "\n[[omgeving.risicogebied]]\nid = \"haven\"\n"
                                         "vlak = [[119400, 479000], [121200, 479000], [121200, 480800], [119400, 480800]]\n");
  REQUIRE(folder.run({"run", "haven.toml", "-o", "uit"}).exit == 0);
  const json result = folder.result("uit");
  CHECK(part_of(result, "plaatsgebonden_risico").at("indicatief_door").get<std::string>().starts_with("klasse"));
  const json edge = part_of(result, "risicogebied_rand");
  REQUIRE_FALSE(edge.is_null());
  CHECK(edge.at("indicatief") == true);
  CHECK(edge.at("indicatief_door") == "parameters");
}

TEST_CASE("buildings inside the boundary are not judged, and named when people live, learn or are cared for in them: M021") {
  const StudyFolder folder;
  const auto judged = [](const json& result) {
    std::set<std::string> ids;
    for (const json& row : result.at("toets")) {
      if (row.at("tabel") == "A") ids.insert(row.at("identificatie"));
    }
    return ids;
  };
  const Outcome small = folder.run({"run", "klein.toml", "-o", "klein"});
  REQUIRE(small.exit == 0);
  CHECK_FALSE(small.reports("M021"));
  CHECK(folder.result("klein").at("pand_op_eigen_terrein").empty());
  const std::set<std::string> all = judged(folder.result("klein"));

  folder.edited("ruim.toml", "klein.toml",
                "[[120263.982, 479825.708], [120323.637, 479835.654], [120315.718, 479880.028], [120256.991, 479870.105]]",
                "[[120050, 479600], [120550, 479600], [120550, 480100], [120050, 480100]]");
  const Outcome large = folder.run({"run", "ruim.toml", "-o", "ruim"});
  REQUIRE(large.exit == 0);
  const json result = folder.result("ruim");
  std::set<std::string> own;
  int attention = 0;
  for (const json& row : result.at("pand_op_eigen_terrein")) {
    own.insert(row.at("identificatie"));
    const std::string klasse = row.at("categorie_kwetsbaarheid");
    CAPTURE(row.dump());
    CHECK(row.at("vraagt_aandacht") == (klasse != "geen" && klasse != "beperkt_kwetsbaar"));
    attention += row.at("vraagt_aandacht").get<bool>() ? 1 : 0;
  }
  REQUIRE(attention > 0);
  CHECK(large.reports("M021"));
  CHECK(large.err.find("staan " + std::to_string(attention) + " gebouw(en)") != std::string::npos);
  // What had findings before now lies on the own ground, and has none.
  const std::set<std::string> left = judged(result);
  for (const std::string& id : own) CHECK_FALSE(left.contains(id));
  REQUIRE_FALSE(all.empty());
  for (const std::string& id : all) CHECK(own.contains(id));
}
