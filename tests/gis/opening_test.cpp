// Where a layer lies and how its file is opened: archives, parts that are missing, paths that lead nowhere.
#include "village_layer.hpp"

#include "batterisk/core/base/codes_layers.hpp"

#include <cpl_vsi.h>

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace batterisk;
using fixture::find;
using fixture::has_pand;
using fixture::panden;
using fixture::read_whole;
using fixture::request;
using fixture::village;

namespace {

using Names = std::vector<std::string>;

std::filesystem::path geopackage(const fixture::Folder& folder, const std::string& name = "bag.gpkg") {
  return fixture::write(folder / name, {panden({})});
}

/// The parts of a shapefile.
void shapefile(const std::filesystem::path& shp) {
  fixture::Layer layer = panden({});
  layer.geometry = wkbPolygon;
  fixture::write(shp, {layer}, "ESRI Shapefile");
}

/// An archive with these members: name in it, content.
void zip(const std::filesystem::path& path, const std::vector<std::pair<std::string, std::string>>& members) {
  const std::string root = "/vsizip/" + path.string();
  VSILFILE* archive = VSIFOpenL(root.c_str(), "wb");
  fixture::require(archive != nullptr, root);
  for (const auto& [name, content] : members) {
    VSILFILE* file = VSIFOpenL((root + "/" + name).c_str(), "wb");
    fixture::require(file != nullptr && VSIFWriteL(content.data(), 1, content.size(), file) == content.size(), name);
    VSIFCloseL(file);
  }
  VSIFCloseL(archive);
}

/// The members of an archive in which a shapefile lies in a folder.
std::vector<std::pair<std::string, std::string>> shapefile_members(const fixture::Folder& folder, const std::string& below,
                                                                   const std::string& stem) {
  shapefile(folder / (stem + ".shp"));
  std::vector<std::pair<std::string, std::string>> members;
  for (const char* extension : {".shp", ".shx", ".dbf", ".prj"}) {
    members.emplace_back(below + stem + extension, fixture::bytes(folder / (stem + extension)));
    std::filesystem::remove(folder / (stem + extension));
  }
  std::filesystem::remove(folder / (stem + ".cpg"));
  return members;
}

std::string pipe_free(const std::vector<std::string>& args) {
  std::string all;
  for (const std::string& arg : args) all += arg + "|";
  return all;
}

/// The layer is read, with nothing to say about it but how far two buildings show that it reaches.
void check_read(const Surroundings& s) {
  for (const Diagnostic& d : s.diagnostics) {
    INFO(to_string(d.code) << " " << pipe_free(d.args));
    CHECK(d.code == codes::layer_not_covering);
  }
  REQUIRE(s.panden);
  CHECK(s.panden->size() == 2);
}

/// The layer is refused with this code, and no argument speaks the language of the library.
const Diagnostic& refused(const Surroundings& s, Code code) {
  REQUIRE(s.diagnostics.size() == 1);
  const Diagnostic& d = s.diagnostics[0];
  CAPTURE(to_string(d.code), pipe_free(d.args));
  CHECK(d.code == code);
  CHECK(d.severity == Severity::Fout);
  CHECK(d.place.line == 7);
  CHECK_FALSE(s.panden);
  for (const std::string& arg : d.args) {
    for (const char* foreign : {"/vsi", "\n", "GDAL", "ERROR", "recogni", "failed", "No such", "denied"}) {
      CAPTURE(foreign);
      CHECK(arg.find(foreign) == std::string::npos);
    }
  }
  return d;
}

/// A request as a dossier in `folder` would make it.
Surroundings read_as(const std::filesystem::path& folder, const std::string& written, const std::string& layer = {}) {
  auto asked = request(LayerKind::Panden, folder / written, layer);
  asked.shown_path = written;
  return batterisk::gis::read_surroundings({asked}, village, fixture::statuses());
}

}  // namespace

TEST_CASE("a shapefile in a folder of an archive is read, whatever the archive is called") {
  const fixture::Folder folder;
  const auto members = shapefile_members(folder, "levering/map/", "gebouwen");
  zip(folder / "a.zip", members);
  check_read(read_whole(folder / "a.zip"));
  CHECK(read_whole(folder / "a.zip").reports[0].layer == "gebouwen");
  for (const char* name : {"A.ZIP", "Levering gemeente (2).zip", "a}b.zip", "a{b.zip", "{a}.zip", "download", "a.zip.zip", "a%20b.zip"}) {
    CAPTURE(name);
    std::filesystem::copy_file(folder / "a.zip", folder / name);
    check_read(read_whole(folder / name));
    std::filesystem::remove(folder / name);
  }
  check_read(read_as(folder.path(), "a.zip/levering/map/gebouwen.shp"));
  check_read(read_as(folder.path(), "a.zip/levering/map"));
  CHECK(folder.names() == Names{"a.zip"});
}

TEST_CASE("L044: an archive with more layer files names them and how to choose") {
  const fixture::Folder folder;
  const std::string gpkg = fixture::bytes(geopackage(folder));
  zip(folder / "twee.zip", {{"data/panden_a.gpkg", gpkg}, {"data/panden_b.gpkg", gpkg}, {"LEESMIJ.txt", "x"}, {"._panden_a.gpkg", "x"}});
  const Surroundings two = read_whole(folder / "twee.zip");
  CHECK(refused(two, codes::file_unclear).args ==
        Names{"twee.zip", "data/panden_a.gpkg, data/panden_b.gpkg", "twee.zip/data/panden_a.gpkg"});
  check_read(read_as(folder.path(), "twee.zip/data/panden_b.gpkg"));
  const Surroundings wrong = read_as(folder.path(), "twee.zip/data/panden_c.gpkg");
  CHECK(refused(wrong, codes::file_unclear).args[0] == "twee.zip");
  // The name tells: by the kind, or by the layer asked for.
  zip(folder / "meer.zip", {{"panden.gpkg", gpkg}, {"wegen.gpkg", gpkg}, {"water.gpkg", gpkg}});
  check_read(read_whole(folder / "meer.zip"));
  auto shapes = shapefile_members(folder, "", "gebouwen");
  const auto others = shapefile_members(folder, "", "bomen");
  shapes.insert(shapes.end(), others.begin(), others.end());
  zip(folder / "naast.zip", shapes);
  CHECK(read_whole(folder / "naast.zip", "gebouwen").reports[0].layer == "gebouwen");
  CHECK(read_whole(folder / "naast.zip", "bomen").reports[0].layer == "bomen");
}

TEST_CASE("an archive in an archive, and archives of other programs") {
  const fixture::Folder folder;
  const std::string gpkg = fixture::bytes(geopackage(folder));
  zip(folder / "binnen.zip", {{"bag.gpkg", gpkg}});
  zip(folder / "buiten.zip", {{"levering/binnen.zip", fixture::bytes(folder / "binnen.zip")}});
  check_read(read_whole(folder / "buiten.zip"));
  check_read(read_as(folder.path(), "buiten.zip/levering/binnen.zip/bag.gpkg"));

  VSILFILE* packed = VSIFOpenL(("/vsigzip/" + (folder / "bag.gpkg.gz").string()).c_str(), "wb");
  fixture::require(packed != nullptr && VSIFWriteL(gpkg.data(), 1, gpkg.size(), packed) == gpkg.size(), "gz");
  VSIFCloseL(packed);
  check_read(read_whole(folder / "bag.gpkg.gz"));
  // Head of a tar: name, octal size, mark (POSIX ustar).
  std::string tar(512, '\0');
  char size[13];
  std::snprintf(size, sizeof size, "%011zo", gpkg.size());
  tar.replace(0, 12, "map/bag.gpkg");
  tar.replace(100, 8, "0000644\0", 8);
  for (const std::size_t owner : {108, 116}) tar.replace(owner, 8, "0000000\0", 8);
  tar.replace(124, 12, size, 12);
  tar.replace(136, 12, "00000000000\0", 12);
  tar.replace(257, 8, "ustar\00000", 8);
  tar[156] = '0';
  tar.replace(148, 8, 8, ' ');
  unsigned sum = 0;
  for (const char c : tar) sum += static_cast<unsigned char>(c);
  char octal[8];
  std::snprintf(octal, sizeof octal, "%06o", sum);
  tar.replace(148, 7, octal, 7);
  tar += gpkg + std::string(512 - gpkg.size() % 512 + 1024, '\0');
  fixture::write_text(folder / "bag.tar", tar);
  check_read(read_whole(folder / "bag.tar"));
  CHECK(folder.names() == Names{"bag.gpkg", "bag.gpkg.gz", "bag.tar", "binnen.zip", "buiten.zip"});
}

TEST_CASE("L001: archives that hold nothing to read") {
  const fixture::Folder folder;
  zip(folder / "leeg.zip", {{"toelichting.pdf", "%PDF-1.7"}});
  CHECK(refused(read_whole(folder / "leeg.zip"), codes::layer_unreadable).args[1] == "is een archief zonder kaartbestand");
  zip(folder / "dicht.zip", {{"bag.gpkg", fixture::bytes(geopackage(folder))}});
  std::string bytes = fixture::bytes(folder / "dicht.zip");
  const std::string whole = bytes;
  bytes[6] = static_cast<char>(bytes[6] | 1);  // "encrypted" of the first member
  fixture::write_text(folder / "dicht.zip", bytes);
  CHECK(refused(read_whole(folder / "dicht.zip"), codes::layer_unreadable).args[1] == "is een archief met een wachtwoord");
  fixture::write_text(folder / "half.zip", whole.substr(0, whole.size() / 2));
  CHECK(refused(read_whole(folder / "half.zip"), codes::layer_unreadable).args[1] == "het bestand is beschadigd of niet volledig");
  fixture::write_text(folder / "bag.7z", "7z\xBC\xAF\x27\x1C rest");
  CHECK(refused(read_whole(folder / "bag.7z"), codes::layer_unreadable).args[1] == "is een archief dat Batterisk niet leest");
}

TEST_CASE("a shapefile that came without parts of it") {
  const fixture::Folder folder;
  shapefile(folder / "pand.shp");
  for (const char* part : {"pand.dbf", "pand.shx"}) check_read(read_whole(folder / part));
  for (const char* part : {"pand.prj", "pand.cpg"}) {
    if (!std::filesystem::exists(folder / part)) continue;
    CHECK(refused(read_whole(folder / part), codes::layer_unreadable).args[1] == "is maar een deel van een shapefile");
  }
  std::filesystem::rename(folder / "pand.shx", folder / "weg.shx");
  const Names before = folder.names();
  const Surroundings restored = read_whole(folder / "pand.shp");
  REQUIRE(restored.diagnostics.size() == 1);
  CHECK(restored.diagnostics[0].code == codes::index_restored);
  CHECK(restored.diagnostics[0].severity == Severity::Waarschuwing);
  REQUIRE(restored.panden);
  CHECK(has_pand(restored, "0221100000000001"));
  CHECK(restored.panden->size() == 2);
  CHECK(folder.names() == before);  // the index is made elsewhere
  zip(folder / "a.zip", {{"map/pand.shp", fixture::bytes(folder / "pand.shp")}, {"map/pand.dbf", fixture::bytes(folder / "pand.dbf")},
                         {"map/pand.prj", fixture::bytes(folder / "pand.prj")}});
  CHECK(read_whole(folder / "a.zip").diagnostics.at(0).code == codes::index_restored);
  // A table with another number of rows: which row belongs to which shape is not known.
  std::string dbf = fixture::bytes(folder / "pand.dbf");
  dbf[4] = 3;
  fixture::write_text(folder / "pand.dbf", dbf);
  CHECK(refused(read_whole(folder / "pand.shp"), codes::layer_unreadable).args[1] ==
        "de .shx ontbreekt, en .shp en .dbf hebben niet evenveel objecten");
  std::filesystem::remove(folder / "pand.dbf");
  CHECK(refused(read_whole(folder / "pand.shp"), codes::layer_unreadable).args[1] == "het deel met de kolommen (.dbf) ontbreekt");
}

TEST_CASE("changes in a write-ahead log count, also where its shared memory did not come along") {
  const fixture::Folder folder;
  const auto path = geopackage(folder, "levend.gpkg");
  {
    const GDALDatasetUniquePtr writer{GDALDataset::Open(path.string().c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)};
    REQUIRE(writer);
    CPLErrorHandlerPusher quiet{CPLQuietErrorHandler};
    for (const char* sql : {"PRAGMA journal_mode=WAL", "PRAGMA wal_autocheckpoint=0",
                            "UPDATE pand SET status = 'Pand gesloopt' WHERE identificatie = '0221100000000001'"}) {
      if (OGRLayer* result = writer->ExecuteSQL(sql, nullptr, "SQLITE")) writer->ReleaseResultSet(result);
    }
    for (const char* end : {"", "-wal"}) {
      std::filesystem::copy_file(path.string() + end, (folder / "kopie.gpkg").string() + end);
    }
    zip(folder / "kopie.zip", {{"kopie.gpkg", fixture::bytes(folder / "kopie.gpkg")}, {"kopie.gpkg-wal", fixture::bytes(folder / "kopie.gpkg-wal")}});
  }
  REQUIRE(std::filesystem::file_size(folder / "kopie.gpkg-wal") > 0);
  const Names before = folder.names();
  for (const char* name : {"kopie.gpkg", "kopie.zip"}) {
    CAPTURE(name);
    const Surroundings s = read_whole(folder / name);
    REQUIRE(s.panden);
    CHECK_FALSE(has_pand(s, "0221100000000001"));
    CHECK(has_pand(s, "0221100000000002"));
  }
  CHECK(folder.names() == before);
  // The copy is made again when its source changes.
  std::filesystem::remove(folder / "kopie.gpkg-wal");
  CHECK(has_pand(read_whole(folder / "kopie.gpkg"), "0221100000000001"));
}

TEST_CASE("a path that leads nowhere says why") {
  const fixture::Folder folder;
  std::filesystem::create_directories(folder / "data map");
  geopackage(folder, "data map/panden bag.gpkg");
  geopackage(folder, "caf\xC3\xA9.gpkg");
  const std::string whole = (folder / "data map/panden bag.gpkg").string();
  struct Row {
    std::string written;
    Code code;
    std::string arg;  // the second: reason, or the other path
  };
  const std::vector<Row> rows{
      {"data%20map/panden%20bag.gpkg", codes::path_misspelt, "data map/panden bag.gpkg"},
      {"data map\\panden bag.gpkg", codes::path_misspelt, "data map/panden bag.gpkg"},
      {"data%20map\\panden%20bag.gpkg", codes::path_misspelt, "data map/panden bag.gpkg"},
      {"data map/Panden BAG.gpkg", codes::path_misspelt, "data map/panden bag.gpkg"},
      {" data map/panden bag.gpkg ", codes::path_misspelt, "data map/panden bag.gpkg"},
      {"file://" + whole, codes::path_misspelt, whole},
      {"cafe\xCC\x81.gpkg", codes::path_misspelt, "caf\xC3\xA9.gpkg"},  // the accent as a character of its own
      {"Cafe.gpkg", codes::layer_unreadable, "bestaat niet"},
      {"C:\\Users\\jan\\panden.gpkg", codes::windows_path, "/mnt/c/Users/jan/panden.gpkg"},
      {"d:/bag/panden.gpkg", codes::windows_path, "/mnt/d/bag/panden.gpkg"},
      {"\\\\wsl$\\Debian\\home\\jan\\panden.gpkg", codes::windows_path, "/home/jan/panden.gpkg"},
      {"\\\\wsl.localhost\\Debian\\home\\jan\\panden.gpkg", codes::windows_path, "/home/jan/panden.gpkg"},
      {"\\\\server\\gis\\panden.gpkg", codes::layer_unreadable, "is een netwerkpad van Windows"},
      {"https://service.pdok.nl/panden.gpkg", codes::layer_unreadable, "is een webadres"},
      {"data map/panden bag.gpkg|layername=pand", codes::layer_unreadable, "heeft een toevoeging van QGIS ('|layername=')"},
      {"~/panden.gpkg", codes::layer_unreadable, "bestaat niet"},
      {"anders/panden.gpkg", codes::layer_unreadable, "de map waarin het zou staan, bestaat niet"},
      {"data map/wegen.gpkg", codes::layer_unreadable, "bestaat niet"},
      {"data map/panden bag.gpkg/pand", codes::layer_unreadable, "bestaat niet"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.written);
    const Surroundings s = read_as(folder.path(), row.written);
    const Diagnostic& d = refused(s, row.code);
    CHECK(d.args.at(0) == row.written);
    CHECK(d.args.at(1) == row.arg);
    if (row.code == codes::layer_unreadable) CHECK_FALSE(d.args.at(2).empty());
  }
}

TEST_CASE("what is no layer file is refused at once, with the reason") {
  const fixture::Folder folder;
  const auto reason = [&](const std::string& name) {
    const Surroundings s = read_whole(folder / name);
    const Diagnostic& d = refused(s, codes::layer_unreadable);
    CHECK_FALSE(d.args.at(2).empty());
    return d.args.at(1);
  };
  REQUIRE(::mkfifo((folder / "pijp.gpkg").c_str(), 0644) == 0);  // opening it would wait for ever
  CHECK(reason("pijp.gpkg") == "is een pijp of een apparaat, geen bestand");
  fixture::write_text(folder / "leeg.gpkg", "");
  CHECK(reason("leeg.gpkg") == "het bestand is leeg (0 bytes)");
  fixture::write_text(folder / "pagina.gpkg", "<!DOCTYPE html>\n<html><body>Log in</body></html>");
  CHECK(reason("pagina.gpkg") == "is een webpagina, geen kaartbestand");
  fixture::write_text(folder / "lfs.gpkg", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
  CHECK(reason("lfs.gpkg") == "is een verwijzing van Git LFS, niet het bestand zelf");
  fixture::write_text(folder / "brief.pdf", "%PDF-1.7");
  CHECK(reason("brief.pdf") == "is een PDF, geen kaartbestand");
  fixture::write_text(folder / "tekst.gpkg", "geen geopackage");
  CHECK(reason("tekst.gpkg") == "is geen kaartbestand dat Batterisk kent");
  fixture::write_text(folder / "half.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature")");
  CHECK(reason("half.geojson").rfind("is geen geldige JSON", 0) == 0);
  fixture::write_text(folder / "half.gml", "<?xml version=\"1.0\"?>\n<g:FeatureCollection xmlns:g=\"http://www.opengis.net/gml\"><g:featureMember>\n<a>");
  CHECK(reason("half.gml").rfind("is geen geldige XML (", 0) == 0);
  const std::string gpkg = fixture::bytes(geopackage(folder));
  fixture::write_text(folder / "half.gpkg", gpkg.substr(0, gpkg.size() / 3));
  CHECK(reason("half.gpkg") == "het bestand is beschadigd of niet volledig");

  std::filesystem::create_directories(folder / "kaal");
  CHECK(reason("kaal") == "is een map zonder kaartbestand");
  std::filesystem::create_directories(folder / "vol");
  std::filesystem::copy_file(folder / "bag.gpkg", folder / "vol/bag.gpkg");
  CHECK(refused(read_whole(folder / "vol"), codes::file_unclear).args == Names{"vol", "bag.gpkg", "vol/bag.gpkg"});
  std::filesystem::create_directories(folder / "shapes");
  shapefile(folder / "shapes/pand.shp");
  check_read(read_whole(folder / "shapes"));
  std::filesystem::create_directories(folder / "klaar");
  fixture::write_text(folder / "klaar/manifest.toml", "schema_versie = 1\n");
  CHECK(reason("klaar") == "is een voorbereide map");
  if (::geteuid() != 0) {
    std::filesystem::permissions(folder / "bag.gpkg", std::filesystem::perms::none);
    CHECK(reason("bag.gpkg") == "geen leesrechten");
  }
}

TEST_CASE("L048: a file in which no layer fits names its layers") {
  const fixture::Folder folder;
  fixture::Layer a;
  a.name = "wegen";
  a.columns = {{"naam"}};
  a.features = {{fixture::square(205000, 450000, 10), {"A12"}}};
  fixture::Layer b = a;
  b.name = "water";
  const Surroundings s = read_whole(fixture::write(folder / "top10.gpkg", {a, b}));
  CHECK(refused(s, codes::no_fitting_layer).args == Names{"top10.gpkg", "panden", "wegen, water"});
}

TEST_CASE("an object beyond the box is found by its id, also in a large layer") {
  const fixture::Folder folder;
  const auto path = fixture::write(folder / "bag.gpkg", {panden({{fixture::square(208000, 450500, 10), {"0221100000000077", "Pand in gebruik"}}})});
  const std::vector<gis::LayerRequest> layers{request(LayerKind::Panden, path), request(LayerKind::Panden, folder / "nergens.gpkg")};
  const Box around{{200000, 445000}, {211000, 456000}};
  const auto found = gis::find_object(layers, "0221100000000077", around);
  REQUIRE(found);
  CHECK(bounds(*found).min == RdPoint{208000, 450500});
  CHECK_FALSE(gis::find_object(layers, "0221100000000077", village));
  CHECK_FALSE(gis::find_object(layers, "0221100000000078", around));
}
