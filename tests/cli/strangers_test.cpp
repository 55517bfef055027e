#include "study_folder.hpp"

#include "batterisk/core/base/sha256.hpp"
#include "batterisk/study/archive/bundle.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

// Files of others, and what a dossier may open: the same attacks from outside, with the calls of the program watched, stand
// in tests/attack.

using namespace batterisk::test;
using batterisk::study::Bundle;
using batterisk::study::BundleFile;
using nlohmann::json;

namespace {

constexpr int ok = 0;
constexpr int invalid = 3;
constexpr int no_data = 5;
constexpr int mismatch = 6;

BundleFile& file(Bundle& files, const std::string& name) {
  const auto it = std::find_if(files.begin(), files.end(), [&](const BundleFile& f) { return f.name == name; });
  REQUIRE(it != files.end());
  return *it;
}

// With a receipt that fits the files.
std::string sealed(Bundle files, const std::function<void(json&)>& change = {}) {
  json receipt = json::parse(file(files, "ontvangstbewijs.json").bytes);
  receipt["bestanden"] = json::array();
  for (const BundleFile& f : files) {
    if (f.name == "ontvangstbewijs.json") continue;
    receipt["bestanden"].push_back({{"naam", f.name}, {"bytes", f.bytes.size()}, {"sha256", batterisk::sha256(f.bytes)}});
  }
  receipt["dossier"]["sha256"] = batterisk::sha256(file(files, "dossier.toml").bytes);
  if (change) change(receipt);
  file(files, "ontvangstbewijs.json").bytes = receipt.dump();
  return batterisk::study::zip_of(files, "2026-11-01");
}

std::string vrt_to(const std::filesystem::path& path) {
  return "<OGRVRTDataSource><OGRVRTLayer name=\"pand_SYNTHETISCH\"><SrcDataSource>" + path.string() +
         "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
}

}  // namespace

TEST_CASE("a layer of an archive is a file as the program writes it, or the archive is refused") {
  const StudyFolder folder;
  REQUIRE(folder.run({"archive", "klein.toml", "-o", "studie.zip"}).exit == ok);
  const Bundle whole = batterisk::study::read_zip(folder / "studie.zip");
  const auto verified = [&](const std::string& zip, const std::string& language = "nl") {
    write_bytes(folder / "anders.zip", zip);
    return folder.run({"verify", "anders.zip", "--lang", language});
  };
  SECTION("one that leads elsewhere says why, in both languages") {
    Bundle files = whole;
    file(files, "lagen/1-panden.gpkg").bytes = vrt_to(folder / "omgeving.gpkg");
    const Outcome dutch = verified(sealed(files));
    CHECK(dutch.exit == invalid);
    CHECK(dutch.reports("F030"));
    CHECK(dutch.err.find("is geen GeoPackage of FlatGeobuf zoals Batterisk die schrijft") != std::string::npos);
    CHECK(verified(sealed(files), "en").err.find("is no GeoPackage or FlatGeobuf as Batterisk writes it") != std::string::npos);
  }
  SECTION("one that the receipt puts elsewhere, or does not list") {
    const auto named = [](const std::string& name) {
      return [name](json& receipt) { receipt["lagen"][0]["bestand"] = name; };
    };
    CHECK(verified(sealed(whole, named((folder / "omgeving.gpkg").string()))).reports("F011"));
    CHECK(verified(sealed(whole, named("../../omgeving.gpkg"))).reports("F011"));
    CHECK(verified(sealed(whole, named("lagen/9-panden.gpkg"))).reports("F014"));
    CHECK(verified(sealed(whole, named("regels/bronnen.toml"))).reports("F014"));
    CHECK(verified(sealed(whole, named(""))).reports("F014"));
  }
  SECTION("an absent one is absent, wherever the dossier says that it lay") {
    Bundle files = whole;
    std::string& dossier = file(files, "dossier.toml").bytes;
    const std::string elsewhere = (folder / "omgeving.gpkg").string();
    for (auto at = dossier.find("omgeving.gpkg"); at != std::string::npos; at = dossier.find("omgeving.gpkg", at + elsewhere.size())) {
      dossier.replace(at, 13, elsewhere);
    }
    for (const json& layers : {json::array(), json::array({nullptr, nullptr})}) {
      const Outcome outcome = verified(sealed(files, [&](json& receipt) { receipt["lagen"] = layers; }));
      CAPTURE(outcome.out);
      CHECK(outcome.exit == mismatch);
      const Outcome run = folder.run({"run", "anders.zip", "-o", "uit"});
      CHECK(run.exit == no_data);
      CHECK(run.err.find("zit niet in dit archief of rapport") != std::string::npos);
    }
  }
}

TEST_CASE("a report without a layer that could not be read verifies where that layer is, and where it is not") {
  const StudyFolder folder;
  folder.with_buildings("zonder.toml", "niet-hier.gpkg", "pand");
  REQUIRE(folder.run({"report", "zonder.toml", "-o", "zonder.pdf"}).exit == no_data);
  const auto verifies = [&] {
    const Outcome outcome = folder.run({"verify", "zonder.pdf"});
    CAPTURE(outcome.out, outcome.err);
    CHECK(outcome.exit == ok);
    CHECK(outcome.out.find("bit-identiek") != std::string::npos);
  };
  verifies();
  std::filesystem::copy_file(folder / "omgeving.gpkg", folder / "niet-hier.gpkg");
  verifies();
  // A file that is there, but not with this layer, keeps its hash.
  folder.with_buildings("zonder.toml", "niet-hier.gpkg", "geen-laag");
  REQUIRE(folder.run({"report", "zonder.toml", "-o", "zonder.pdf"}).exit == no_data);
  verifies();
}

TEST_CASE("a folder names the dossier that was computed, and no other file") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit"}).exit == ok);
  json receipt = json::parse(read_bytes(folder / "uit/ontvangstbewijs.json"));
  receipt["dossier"]["pad"] = "../vreemd.toml";
  write_bytes(folder / "uit/ontvangstbewijs.json", receipt.dump());
  write_bytes(folder / "vreemd.toml", "geheim = [");  // would be an error of TOML
  const Outcome outcome = folder.run({"verify", "uit"});
  CHECK(outcome.exit == invalid);
  CHECK(outcome.reports("F016"));
  CHECK_FALSE(outcome.reports("D002"));
}

TEST_CASE("what points elsewhere is opened only where the dossier says so") {
  const StudyFolder folder;
  write_bytes(folder / "omweg.vrt", vrt_to(folder / "omgeving.gpkg"));
  folder.with_buildings("omweg.toml", "omweg.vrt", "pand_SYNTHETISCH");
  const Outcome refused = folder.run({"run", "omweg.toml", "-o", "uit"});
  CHECK(refused.exit == no_data);
  CHECK(refused.reports("L001"));
  CHECK(refused.err.find("volg_verwijzingen = true") != std::string::npos);
  CHECK(folder.run({"run", "omweg.toml", "-o", "uit", "--lang", "en"}).err.find("refers to other files or to the network") != std::string::npos);
  folder.edited("gevolgd.toml", "omweg.toml", "pad = \"omweg.vrt\"", "pad = \"omweg.vrt\"\nvolg_verwijzingen = true");
  CHECK(folder.run({"run", "gevolgd.toml", "-o", "uit"}).exit == ok);
  // What travels is the layer, not the way to it.
  REQUIRE(folder.run({"archive", "gevolgd.toml", "-o", "gevolgd.zip"}).exit == ok);
  std::filesystem::remove(folder / "omgeving.gpkg");
  CHECK(folder.run({"verify", "gevolgd.zip"}).out.find("bit-identiek") != std::string::npos);
}

TEST_CASE("the manifest of a prepared folder names files in it, as the program writes them") {
  const StudyFolder folder;
  REQUIRE(folder.run({"prepare", "-o", "data", "--datum", "2026-11-01", "panden=omgeving.gpkg|pand_SYNTHETISCH"}).exit == ok);
  folder.edited("map.toml", "klein.toml", "functionele_binding = \"nee\"", "functionele_binding = \"nee\"\nmap = \"data\"");
  REQUIRE(folder.run({"check", "map.toml"}).exit == ok);
  std::string manifest = read_bytes(folder / "data/manifest.toml");
  const auto with_file = [&](const std::string& name) {
    std::string changed = manifest;
    changed.replace(changed.find("\"panden.fgb\""), 12, "\"" + name + "\"");
    write_bytes(folder / "data/manifest.toml", changed);
    return folder.run({"run", "map.toml", "-o", "uit"});
  };
  CHECK(with_file("../omgeving.gpkg").reports("L017"));
  CHECK(with_file((folder / "omgeving.gpkg").string()).reports("L017"));
  std::string vrt = vrt_to(folder / "omgeving.gpkg");
  vrt.resize(std::filesystem::file_size(folder / "data/panden.fgb"), ' ');
  // With a manifest that fits what lies there now.
  const std::string before = batterisk::sha256(read_bytes(folder / "data/panden.fgb"));
  write_bytes(folder / "data/panden.fgb", vrt);
  REQUIRE(manifest.find(before) != std::string::npos);
  manifest.replace(manifest.find(before), before.size(), batterisk::sha256(vrt));
  const Outcome outcome = with_file("panden.fgb");
  CHECK(outcome.exit == no_data);
  CHECK(outcome.err.find("is geen GeoPackage of FlatGeobuf zoals Batterisk die schrijft") != std::string::npos);
}

TEST_CASE("a password in a path is refused with the places where it belongs, and not repeated") {
  const StudyFolder folder;
  folder.with_buildings("db.toml", "PG:host=127.0.0.1 port=1 password=Gehe1m", "pand");
  for (const char* language : {"nl", "en"}) {
    const Outcome outcome = folder.run({"run", "db.toml", "-o", "uit", "--lang", language});
    CHECK(outcome.exit == invalid);
    CHECK(outcome.reports("D055"));
    CHECK(outcome.err.find("~/.pgpass") != std::string::npos);
    CHECK(outcome.err.find("pg_service.conf") != std::string::npos);
    CHECK(outcome.err.find("db.toml:") != std::string::npos);
    CHECK(outcome.err.find("Gehe1m") == std::string::npos);
  }
  CHECK_FALSE(std::filesystem::exists(folder / "uit"));
  folder.with_buildings("db.toml", "PG:host='127.0.0.1", "pand");
  CHECK(folder.run({"check", "db.toml"}).reports("D056"));
  const Outcome typed = folder.run({"prepare", "-o", "x", "--datum", "2026-11-01", "panden=PG:password=Gehe1m"});
  CHECK(typed.exit == 2);
  CHECK(typed.reports("D055"));
  CHECK(typed.err.find("Gehe1m") == std::string::npos);
}

TEST_CASE("every file of a run is held against the receipt, and against what comes out now") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit", "--format", "csv,xlsx"}).exit == ok);
  REQUIRE(folder.run({"run", "klein.toml", "-o", "ander", "-p", "indoor.n_v=3 1/h"}).exit == ok);
  CHECK(folder.run({"verify", "uit"}).out.find("bit-identiek") != std::string::npos);
  const json receipt = json::parse(read_bytes(folder / "uit/ontvangstbewijs.json"));
  REQUIRE(receipt.at("uitvoer").size() > 4);
  for (const json& listed : receipt.at("uitvoer")) {
    CHECK(listed.at("sha256") == batterisk::sha256(read_bytes(folder / ("uit/" + listed.at("naam").get<std::string>()))));
  }
  const std::string other = read_bytes(folder / "ander/resultaat.gpkg");
  std::filesystem::remove(folder / "uit/resultaat.gpkg");
  CHECK(folder.run({"verify", "uit"}).reports("F031"));
  write_bytes(folder / "uit/resultaat.gpkg", other);
  const Outcome changed = folder.run({"verify", "uit"});
  CHECK(changed.exit == invalid);
  CHECK(changed.reports("F031"));
  CHECK(changed.err.find("resultaat.gpkg") != std::string::npos);
  // A receipt that follows the file is found out by computing again.
  json forged = receipt;
  for (json& listed : forged["uitvoer"]) {
    if (listed["naam"] == "resultaat.gpkg") listed["sha256"] = batterisk::sha256(other);
  }
  write_bytes(folder / "uit/ontvangstbewijs.json", forged.dump());
  const Outcome found = folder.run({"verify", "uit", "--json"});
  CHECK(found.exit == mismatch);
  CHECK(found.reports("F032"));
  CHECK(json::parse(found.out).at("bestanden_anders") == json::array({"resultaat.gpkg"}));
  CHECK(json::parse(found.out).at("bit_identiek") == false);
  // As receipts were before they had hashes: this program would have listed them.
  forged = receipt;
  forged.erase("uitvoer_vorm");
  forged["uitvoer"] = json::array({"resultaat.json", "resultaat.gpkg"});
  write_bytes(folder / "uit/ontvangstbewijs.json", forged.dump());
  CHECK(folder.run({"verify", "uit"}).exit == mismatch);
  CHECK(folder.run({"verify", "uit"}).reports("F033"));
}

TEST_CASE("a folder of an earlier version verifies, with a word that its files are not listed") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit"}).exit == ok);
  json receipt = json::parse(read_bytes(folder / "uit/ontvangstbewijs.json"));
  receipt.erase("uitvoer_vorm");
  receipt["uitvoer"] = json::array({"resultaat.json", "resultaat.gpkg", "kaart.svg"});
  write_bytes(folder / "uit/ontvangstbewijs.json", receipt.dump());
  std::string result = read_bytes(folder / "uit/resultaat.json");
  for (auto at = result.find("batterisk 0."); at != std::string::npos; at = result.find("batterisk 0.", at + 1)) result.replace(at, 12, "batterisk 0,");
  write_bytes(folder / "uit/resultaat.json", result);
  const Outcome outcome = folder.run({"verify", "uit"});
  CAPTURE(outcome.out, outcome.err);
  CHECK(outcome.exit == ok);
  CHECK(outcome.reports("F033"));
  CHECK(outcome.out.find("gelijk") != std::string::npos);
}

TEST_CASE("the pages of a report are those of its result") {
  const StudyFolder folder;
  REQUIRE(folder.run({"report", "klein.toml", "-o", "rapport.pdf", "--lang", "en", "--schaal", "1:2000", "--datum", "2026-11-20"}).exit == ok);
  folder.edited("ander.toml", "klein.toml", "Klein SYNTHETISCH", "Groot SYNTHETISCH");
  REQUIRE(folder.run({"report", "ander.toml", "-o", "ander.pdf", "--lang", "en", "--schaal", "1:2000"}).exit == ok);
  const Outcome same = folder.run({"verify", "rapport.pdf"});
  CAPTURE(same.out, same.err);
  CHECK(same.out.find("bit-identiek") != std::string::npos);
  const Bundle attached = batterisk::study::read_attachments(folder / "rapport.pdf");
  write_bytes(folder / "vals.pdf", batterisk::study::pdf_with_files(read_bytes(folder / "ander.pdf"), attached, {"", "en", "2026-11-20T00:00:00", {}}));
  const Outcome outcome = folder.run({"verify", "vals.pdf"});
  CAPTURE(outcome.out, outcome.err);
  CHECK(outcome.exit == mismatch);
  CHECK(outcome.reports("F034"));
  CHECK(outcome.err.find("Groot SYNTHETISCH") != std::string::npos);
  CHECK(outcome.err.find("Klein SYNTHETISCH") != std::string::npos);
  // A report that does not say how its pages were made, of this very program.
  Bundle silent = attached;
  json receipt = json::parse(file(silent, "ontvangstbewijs.json").bytes);
  receipt.erase("bladzijden");
  file(silent, "ontvangstbewijs.json").bytes = receipt.dump();
  write_bytes(folder / "stil.pdf", batterisk::study::pdf_with_files(read_bytes(folder / "rapport.pdf"), silent, {"", "en", "2026-11-20T00:00:00", {}}));
  CHECK(folder.run({"verify", "stil.pdf"}).exit == mismatch);
  CHECK(folder.run({"verify", "stil.pdf"}).reports("F035"));
}
