#include "study_folder.hpp"

#include "batterisk/core/base/text_encoding.hpp"

#include "gis/fixture.hpp"

#include <catch2/catch.hpp>

#include <cctype>
#include <regex>

// Layers that cannot be opened, or hold what they may not: what the user reads of it.

using namespace batterisk::test;

namespace {

constexpr int data_missing = 5;

/// A layer of buildings around the small site, with this text as the status of the second.
fixture::Layer buildings(const std::string& status = "Pand in gebruik") {
  fixture::Layer layer;
  layer.geometry = wkbPolygon;
  layer.columns = {{"identificatie"}, {"status"}};
  layer.features = {{fixture::square(118000, 478000, 10), {"0999100000000001", "Pand in gebruik"}},
                    {fixture::square(120350, 479850, 10), {"0999100000000002", status}},
                    {fixture::square(122000, 482000, 10), {"0999100000000003", "Pand in gebruik"}}};
  return layer;
}

/// The messages of a run with this file as its layer of buildings.
std::string messages(const StudyFolder& folder, const std::string& file, const std::string& language, int expected = data_missing) {
  folder.edited("laag.toml", "klein.toml", "pad = \"omgeving.gpkg\"\nlaag = \"pand_SYNTHETISCH\"", "pad = '" + file + "'");
  const Outcome run = folder.run({"run", "laag.toml", "-o", "uit", "--lang", language});
  CAPTURE(file, run.err);
  CHECK(run.exit == expected);
  return run.err;
}

/// The line with this code and its hint.
std::string message(const std::string& all, const std::string& code) {
  const auto at = all.find(" " + code + ": ");
  if (at == std::string::npos) return {};
  const auto end = all.find('\n', all.find('\n', at) + 1);
  return all.substr(at, end - at);
}

}  // namespace

TEST_CASE("a file that is not opened: the cause and the next step, in the language of the reader alone") {
  const StudyFolder folder;
  fixture::write(folder / "goed.gpkg", {buildings()});
  const std::string gpkg = read_bytes(folder / "goed.gpkg");
  write_bytes(folder / "leeg.gpkg", "");
  write_bytes(folder / "tekst.gpkg", "geen kaart");
  write_bytes(folder / "pagina.gpkg", "<html><body>inloggen</body></html>");
  write_bytes(folder / "half.gpkg", gpkg.substr(0, gpkg.size() / 3));
  write_bytes(folder / "half.geojson", R"({"type":"FeatureCollection","features":[)");
  write_bytes(folder / "half.gml", "<?xml version=\"1.0\"?><g:FeatureCollection xmlns:g=\"http://www.opengis.net/gml\"><g:featureMember><a>");
  write_bytes(folder / "half.zip", std::string{"PK\x03\x04 rest"});
  write_bytes(folder / "bag.7z", "7z\xBC\xAF\x27\x1C");
  write_bytes(folder / "map/bag.gpkg", gpkg);
  struct Row {
    const char* path;
    const char* code;
    const char* dutch;    // in the message or its hint
    const char* english;
  };
  const std::vector<Row> rows{
      {"nergens.gpkg", "L001", "bestaat niet", "does not exist"},
      {"leeg.gpkg", "L001", "leeg", "empty"},
      {"tekst.gpkg", "L001", "geen kaartbestand", "no map file"},
      {"pagina.gpkg", "L001", "webpagina", "web page"},
      {"half.gpkg", "L001", "beschadigd", "damaged"},
      {"half.geojson", "L001", "geen geldige JSON", "no valid JSON"},
      {"half.gml", "L001", "geen geldige XML", "no valid XML"},
      {"half.zip", "L001", "beschadigd", "damaged"},
      {"bag.7z", "L001", "Pak het uit", "Unpack it"},
      {"https://pdok.nl/bag.gpkg", "L001", "webadres", "web address"},
      {"\\\\server\\bag.gpkg", "L001", "netwerkpad", "network path"},
      {"map", "L044", "'map/bag.gpkg'", "'map/bag.gpkg'"},
      {"map\\bag.gpkg", "L045", "Schrijf het pad als 'map/bag.gpkg'", "Write the path as 'map/bag.gpkg'"},
      {"Map%2Fbag.gpkg", "L001", "bestaat niet", "does not exist"},
      {"map%2Fbag.gpkg", "L045", "'map/bag.gpkg'", "'map/bag.gpkg'"},
      {"C:\\bag\\bag.gpkg", "L046", "'/mnt/c/bag/bag.gpkg'", "'/mnt/c/bag/bag.gpkg'"},
  };
  for (const Row& row : rows) {
    const std::string nl = message(messages(folder, row.path, "nl"), row.code);
    const std::string en = message(messages(folder, row.path, "en"), row.code);
    CAPTURE(row.path, nl, en);
    REQUIRE_FALSE(nl.empty());
    REQUIRE_FALSE(en.empty());
    CHECK(nl.find(row.dutch) != std::string::npos);
    CHECK(en.find(row.english) != std::string::npos);
    CHECK(std::count(nl.begin(), nl.end(), '\n') == 1);  // a sentence and a next step
    CHECK(std::count(en.begin(), en.end(), '\n') == 1);
    for (const char* foreign : {"/vsi", "not recognized", "parsing", "image is", "Failed", "No such", "ERROR", " the "}) {
      CAPTURE(foreign);
      CHECK(nl.find(foreign) == std::string::npos);
    }
    for (const char* foreign : {"/vsi", "not recognized", " niet ", " het ", " een ", "geen ", " de "}) {
      CAPTURE(foreign);
      CHECK(en.find(foreign) == std::string::npos);
    }
  }
}

TEST_CASE("texts that are not UTF-8 stop neither run nor report, archive, batch or prepare") {
  const StudyFolder folder;
  const std::string latin1 = "Pand in gebruik \xEB" "n bewoond";
  fixture::write(folder / "latin1.gpkg", {buildings(latin1)});
  const std::string said = messages(folder, "latin1.gpkg", "nl", 0);
  CHECK(message(said, "L040").find("0999100000000002") != std::string::npos);
  CHECK(folder.run({"run", "laag.toml", "-o", "uit", "--format", "csv,geojson"}).exit == 0);
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder / "uit"}) {
    if (!entry.is_regular_file()) continue;
    CAPTURE(entry.path().string());
    const std::string bytes = read_bytes(entry.path());
    CHECK(bytes.find(latin1) == std::string::npos);
    if (entry.path().extension() != ".gpkg") CHECK(batterisk::is_utf8(bytes));
  }
  CHECK(folder.run({"report", "laag.toml", "-o", "rapport.pdf"}).exit == 0);
  CHECK(folder.run({"archive", "laag.toml", "-o", "dossier.zip"}).exit == 0);
  CHECK(folder.run({"verify", "dossier.zip"}).exit == 0);
  CHECK(folder.run({"prepare", "panden=latin1.gpkg", "-o", "data", "--datum", "2026-11-01", "--bron", "L\xEF" "er"}).exit == 0);
  folder.edited("map.toml", "klein.toml", "functionele_binding = \"nee\"", "functionele_binding = \"nee\"\nmap = \"data\"");
  const Outcome prepared = folder.run({"run", "map.toml", "-o", "uit"});
  CAPTURE(prepared.err);
  CHECK(prepared.exit == 0);
}

TEST_CASE("an archive of layers that say another system or came in a copy is verified") {
  const StudyFolder folder;
  fixture::Layer lies = buildings();
  lies.epsg = 4326;
  fixture::write(folder / "liegt.gpkg", {lies});
  folder.edited("liegt.toml", "klein.toml", "pad = \"omgeving.gpkg\"\nlaag = \"pand_SYNTHETISCH\"", "pad = \"liegt.gpkg\"\ncrs = \"EPSG:28992\"");
  fixture::write(folder / "pand.shp", {buildings()}, "ESRI Shapefile");
  std::filesystem::remove(folder / "pand.shx");
  folder.edited("shx.toml", "klein.toml", "pad = \"omgeving.gpkg\"\nlaag = \"pand_SYNTHETISCH\"", "pad = \"pand.shp\"");
  for (const char* name : {"liegt.toml", "shx.toml"}) {
    CAPTURE(name);
    const Outcome made = folder.run({"archive", name, "-o", "dossier.zip"});
    CAPTURE(made.err);
    CHECK(made.exit == 0);
    const Outcome verified = folder.run({"verify", "dossier.zip"});
    CAPTURE(verified.out, verified.err);
    CHECK(verified.exit == 0);
  }
}

TEST_CASE("D054: an object that no layer has, and one that lies outside all zones") {
  const StudyFolder folder;
  fixture::Layer layer = buildings();
  layer.features.push_back({fixture::square(123000, 479850, 10), {"0999100000000077", "Pand in gebruik"}});
  fixture::write(folder / "pand.gpkg", {layer});
  const auto said = [&](const std::string& id, const std::string& language) {
    write_bytes(folder / "object.toml", read_bytes(folder / "klein.toml") + "\n[[object]]\nidentificatie = \"" + id + "\"\nklasse = \"kwetsbaar\"\nmotivering = \"proef\"\n");
    folder.edited("object2.toml", "object.toml", "pad = \"omgeving.gpkg\"\nlaag = \"pand_SYNTHETISCH\"", "pad = \"pand.gpkg\"");
    const Outcome run = folder.run({"run", "object2.toml", "-o", "uit", "--lang", language});
    CAPTURE(run.err);
    CHECK(run.exit == 0);
    return message(run.err, "D054");
  };
  const std::string far = said("0999100000000077", "nl");
  CAPTURE(far);
  std::smatch distance;
  REQUIRE(std::regex_search(far, distance, std::regex{R"(buiten alle zones \((\d+) m\))"}));
  CHECK(std::abs(std::stod(distance[1]) - (123000.0 - 120278.237)) < 1.0);  // from the source to its west wall
  CHECK(said("0999100000000077", "en").find("outside all zones (") != std::string::npos);
  CHECK(said("0999100000000078", "nl").find("in geen laag rond de locatie") != std::string::npos);
}

TEST_CASE("what cannot be written says why in the language of the reader") {
  const StudyFolder folder;
  write_bytes(folder / "bestand", "x");
  const Outcome nl = folder.run({"run", "klein.toml", "-o", "bestand/uit"});
  CHECK(message(nl.err, "F001").find("een deel van het pad is een bestand") != std::string::npos);
  const Outcome en = folder.run({"run", "klein.toml", "-o", "bestand/uit", "--lang", "en"});
  CHECK(message(en.err, "F001").find("a part of the path is a file") != std::string::npos);
}
