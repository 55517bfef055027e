#include "study_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

// Choices between models beside the result, data of the site, starting points that are said.

using namespace batterisk::test;
using nlohmann::json;

namespace {

std::string dossier(const std::string& more = "", const std::string& unit = "", const std::string& weather = "",
                    const std::string& date = "2026-12-01") {
  return "schema_versie = 1\n[project]\nnaam = \"Proef\"\npeildatum = " + date +
         "\n[[locatie]]\ngrens = [[154000, 462000], [158000, 462000], [158000, 466000], [154000, 466000]]\n"
         "[[systeem]]\nid = \"eos\"\nchemie = \"lfp\"\nsituatie = \"eos_container\"\npositie = [155000, 463000]\n"
         "afmetingen = { lengte = \"12.19 m\", breedte = \"2.44 m\", hoogte = \"2.9 m\" }\n"
         "energie = { eenheid = \"4.2 MWh\" }\n" +
         unit + "\n[weer]\nstation = 260\n" + weather + "\n" + more;
}

std::string comma(double value) {
  std::string text = fmt::format("{:.1f}", value);
  text[text.find('.')] = ',';
  return text;
}

double distance_of(const json& result, const std::string& zone) {
  for (const char* table : {"pr_contour", "aandachtsgebied"}) {
    for (const json& row : result.at(table)) {
      const std::string name = row.contains("type_pr") ? row.at("type_pr") : row.at("soort");
      if (name == zone) return row.at("grootste_afstand_m");
    }
  }
  FAIL("no zone " << zone);
  return 0.0;
}

std::size_t meldingen(const json& result, const std::string& code) {
  const auto& list = result.at("meldingen");
  return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), [&](const json& m) { return m.at("code") == code; }));
}

}  // namespace

TEST_CASE("choices between models: each distance is that of a run with the other choice") {
  const StudyFolder folder;
  write_bytes(folder / "d.toml", dossier());
  const Outcome run = folder.run({"run", "d.toml", "-o", "uit"});
  REQUIRE(run.exit == 0);
  const json result = folder.result("uit");
  const json& rows = result.at("keuzes");
  REQUIRE_FALSE(rows.empty());
  std::set<std::pair<std::string, std::string>> others;
  std::set<std::string> keys;
  for (const json& row : rows) {
    const std::string zone = row.at("zone");
    CAPTURE(row.dump());
    const std::string key = row.at("parameter");
    keys.insert(key);
    if (row.at("gekozen").get<bool>()) {
      CHECK(row.at("grootste_afstand_m") == distance_of(result, zone));
      CHECK(row.at("verschil_m") == 0.0);
    } else {
      others.emplace(key, row.at("keuze").get<std::string>());
      CHECK(row.at("verschil_m").get<double>() ==
            Approx(row.at("grootste_afstand_m").get<double>() - distance_of(result, zone)).margin(1e-6));
    }
  }
  for (const char* key : {"s4.plume", "disp.u_ref", "wake.growth", "wake.combine", "gifwolk.criterion"}) CHECK(keys.contains(key));
  CHECK_FALSE(keys.contains("dom.additief"));  // one container has no neighbour
  for (const auto& [key, choice] : others) {
    CAPTURE(key);
    CAPTURE(choice);
    REQUIRE(folder.run({"run", "d.toml", "-o", "met-" + choice, "-p", key + "=" + choice}).exit == 0);
    const json other = folder.result("met-" + choice);
    for (const json& row : rows) {
      if (row.at("parameter") != key || row.at("keuze") != choice) continue;
      CHECK(row.at("grootste_afstand_m").get<double>() == Approx(distance_of(other, row.at("zone"))).margin(0.1));
    }
  }
  // The same in the text and in the report.
  CHECK(run.out.find("disp.u_ref") != std::string::npos);
  REQUIRE(folder.run({"report", "uit", "-o", "r.pdf"}).exit == 0);
  const std::string html = read_bytes(folder / "r.html");
  CHECK(html.find("Hoe ver de zones reiken bij andere keuzes") != std::string::npos);
  CHECK(html.find("pluim (gekozen)") != std::string::npos);
  CHECK(html.find("van al het andere: wake.width") != std::string::npos);
}

TEST_CASE("a set from before a choice does not show it") {
  const StudyFolder folder;
  write_bytes(folder / "d.toml", dossier("", "", "", "2026-06-01"));
  REQUIRE(folder.run({"run", "d.toml", "-o", "uit"}).exit == 0);
  for (const json& row : folder.result("uit").at("keuzes")) CHECK(row.at("parameter") != "wake.growth");
}

TEST_CASE("roughness of the site: a datum with its source, no deviation") {
  const StudyFolder folder;
  write_bytes(folder / "site.toml", dossier("", "", "ruwheid = \"0,3 m\"\nruwheid_bron = \"ruwheidskaart, 500 m rond het terrein\""));
  write_bytes(folder / "d.toml", dossier());
  const Outcome run = folder.run({"run", "site.toml", "-o", "site"});
  CAPTURE(run.err);
  REQUIRE(run.exit == 0);
  REQUIRE(folder.run({"run", "d.toml", "-o", "afwijking", "-p", "disp.z0=0.3 m"}).exit == 0);
  REQUIRE(folder.run({"run", "d.toml", "-o", "kaal"}).exit == 0);
  const json site = folder.result("site");
  const json deviation = folder.result("afwijking");
  const json plain = folder.result("kaal");
  for (const char* zone : {"PR10-6", "gifwolk"}) {
    CHECK(distance_of(site, zone) == distance_of(deviation, zone));
    CHECK(std::abs(distance_of(site, zone) - distance_of(plain, zone)) > 0.1);
  }
  const auto label = [](const json& of) { return run_info(of, "label"); };
  CHECK(label(site) == "eigen_referentiemethode");
  CHECK(label(deviation) == "indicatief");
  CHECK(meldingen(site, "M022") == 1);
  for (const json& row : site.at("parameters")) {
    if (row.at("parameter") != "disp.z0") continue;
    CHECK(row.at("vindplaats") == "ruwheidskaart, 500 m rond het terrein");
    CHECK(row.at("bewijs") == "tweedehands");
  }
  // What another value would do: that of the rules gives the plain distances.
  std::size_t others = 0;
  for (const json& row : site.at("keuzes")) {
    if (row.at("parameter") != "disp.z0") continue;
    ++others;
    if (row.at("keuze") == "0.1 m") {
      CHECK(row.at("grootste_afstand_m").get<double>() == Approx(distance_of(plain, row.at("zone"))).margin(0.1));
    }
    CHECK(row.at("gekozen").get<bool>() == (row.at("keuze") == "0.3 m"));
  }
  CHECK(others >= 4);
  // A deviation on top of it is one.
  REQUIRE(folder.run({"run", "site.toml", "-o", "beide", "-p", "disp.z0=0.1 m"}).exit == 0);
  CHECK(distance_of(folder.result("beide"), "gifwolk") == distance_of(plain, "gifwolk"));
  CHECK(label(folder.result("beide")) == "indicatief");
}

TEST_CASE("roughness of the site: what is wrong with it") {
  const StudyFolder folder;
  const auto check = [&](const std::string& weather) {
    write_bytes(folder / "d.toml", dossier("", "", weather));
    return folder.run({"check", "d.toml"});
  };
  CHECK(check("ruwheid = \"0,3 m\"").reports("D004"));                                        // without its source
  CHECK(check("ruwheid_bron = \"kaart\"").reports("D004"));                                   // without a value
  CHECK(check("ruwheid = \"12 m\"\nruwheid_bron = \"kaart\"").reports("D008"));               // no roughness
  CHECK(check("ruwheid = \"0 m\"\nruwheid_bron = \"kaart\"").reports("D008"));
  CHECK(check("ruwheid = \"0,3 kg\"\nruwheid_bron = \"kaart\"").exit != 0);
  CHECK(check("ruwheid = \"0,0002 m\"\nruwheid_bron = \"water\"").exit == 0);
}

TEST_CASE("starting points: no openings given is said, with the reach that a door in each long side gives") {
  const StudyFolder folder;
  const std::string doors = "openingen = [ { wand = \"lang_a\", breedte = \"1.2 m\", hoogte = \"2.4 m\" }, "
                            "{ wand = \"lang_b\", breedte = \"1.2 m\", hoogte = \"2.4 m\" } ]\n";
  write_bytes(folder / "zonder.toml", dossier());
  write_bytes(folder / "met.toml", dossier("", doors));
  const Outcome check = folder.run({"check", "zonder.toml"});
  CHECK(check.reports("M034"));
  CHECK_FALSE(folder.run({"check", "met.toml"}).reports("M034"));
  REQUIRE(folder.run({"run", "zonder.toml", "-o", "zonder"}).exit == 0);
  REQUIRE(folder.run({"run", "met.toml", "-o", "met"}).exit == 0);
  const json without = folder.result("zonder");
  const json with = folder.result("met");
  CHECK(meldingen(without, "M034") == 1);
  CHECK(meldingen(with, "M034") == 0);
  const auto reach = [](const json& result) {
    double largest = 0.0;
    for (const json& row : result.at("effectafstand")) {
      if (row.at("scenario") == "eos/S4" && row.at("effect") == "brand") {
        largest = std::max(largest, row.at("afstand_midden_m").get<double>());
      }
    }
    return largest;
  };
  for (const json& m : without.at("meldingen")) {
    if (m.at("code") != "M034") continue;
    const std::string text = m.at("tekst_nl");
    CAPTURE(text);
    CHECK(text.find(comma(reach(with)) + " m van het midden") != std::string::npos);
    CHECK(text.find("zonder tot " + comma(reach(without)) + " m") != std::string::npos);
  }
  REQUIRE(folder.run({"report", "zonder", "-o", "r.pdf"}).exit == 0);
  CHECK(read_bytes(folder / "r.html").find("de straling van hun deuren telt niet mee") != std::string::npos);
}

TEST_CASE("starting points: peak, burning and duration of each fire, and a second opinion on the frequency") {
  const StudyFolder folder;
  write_bytes(folder / "d.toml", dossier());
  REQUIRE(folder.run({"run", "d.toml", "-o", "uit"}).exit == 0);
  const json result = folder.result("uit");
  bool seen = false;
  for (const json& row : result.at("scenario")) {
    if (row.at("scenario") != "eos/S4") {
      CHECK(row.at("piekvermogen_mw").is_null());
      continue;
    }
    seen = true;
    // 4.2 MWh: T_E = 25 h 4.2/5 = 21 h; ten times the stored energy as heat; the peak is four times the mean.
    CHECK(row.at("brandduur_uur").get<double>() == Approx(21.0));
    CHECK(row.at("piekvermogen_mw").get<double>() == Approx(4.0 * 10.0 * 4.2 / 21.0));
    CHECK(row.at("verbranding_kwh_per_uur").get<double>() == Approx(4.0 * 4200.0 / 21.0));
  }
  CHECK(seen);
  REQUIRE(folder.run({"report", "uit", "-o", "r.pdf"}).exit == 0);
  const std::string html = read_bytes(folder / "r.html");
  // f_unit = 0.2 per GW and year x 4.2 MWh / 2 h.
  for (const char* text : {"Frequentie van een voorval per container, naast een tweede route", "4,2·10⁻⁴", "1,2·10⁻⁴", "3,5", "aanname",
                           "niet geverifieerd"}) {
    CAPTURE(text);
    CHECK(html.find(text) != std::string::npos);
  }
  // The older set knows no second route and says nothing of one.
  write_bytes(folder / "oud.toml", dossier("", "", "", "2026-06-01"));
  REQUIRE(folder.run({"report", "oud.toml", "-o", "oud.pdf"}).exit == 0);
  CHECK(read_bytes(folder / "oud.html").find("tweede route") == std::string::npos);
}
