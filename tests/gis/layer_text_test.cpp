// Texts and names of layers in whatever encoding they come.
#include "village_layer.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/text_encoding.hpp"
#include "batterisk/gis/prepare/prepare.hpp"

#include <catch2/catch.hpp>

using namespace batterisk;
using fixture::count;
using fixture::find;
using fixture::request;
using fixture::square;
using fixture::village;

namespace {

const std::string latin1 = "S\xFA" "dwest-Frysl\xE2n";
const std::string utf8 = "Súdwest-Fryslân";

fixture::Layer percelen(const std::string& gemeente) {
  fixture::Layer layer;
  layer.name = "perceel";
  layer.geometry = wkbPolygon;
  layer.columns = {{"identificatie"}, {"kadastrale_gemeente"}, {"sectie"}, {"perceelnummer"}};
  layer.features = {{square(204990, 449990, 20), {"1", gemeente, "A", "1"}}, {square(205990, 450990, 20), {"2", gemeente, "A", "2"}},
                    {square(205500, 450500, 20), {"3", "Doesburg", "A", "3"}}};
  return layer;
}

Surroundings read_percelen(const std::filesystem::path& path) {
  return gis::read_surroundings({request(LayerKind::Percelen, path)}, village, fixture::statuses());
}

void check_names(const Surroundings& s, std::size_t converted) {
  REQUIRE(s.percelen);
  REQUIRE(s.percelen->size() == 3);
  CHECK((*s.percelen)[0].kadastrale_aanduiding == utf8 + "-A-1");
  CHECK((*s.percelen)[2].kadastrale_aanduiding == "Doesburg-A-3");
  CHECK(count(s.reports[0], "tekst_omgezet") == converted);
  const Diagnostic* said = find(s, codes::text_converted);
  CHECK((said != nullptr) == (converted > 0));
  if (said == nullptr) return;
  CHECK(said->severity == Severity::Waarschuwing);
  CHECK(said->args.at(1) == std::to_string(converted));
  for (const std::string& arg : said->args) CHECK(is_utf8(arg));
}

}  // namespace

TEST_CASE("L040: texts of a GeoPackage that are not UTF-8 are converted and counted") {
  const fixture::Folder folder;
  const Surroundings s = read_percelen(fixture::write(folder / "brk.gpkg", {percelen(latin1)}));
  check_names(s, 2);
  CHECK(find(s, codes::text_converted)->args == std::vector<std::string>{"brk.gpkg|perceel", "2", "1, 2"});
  check_names(read_percelen(fixture::write(folder / "goed.gpkg", {percelen(utf8)})), 0);
}

TEST_CASE("ids, names of layers and of columns are UTF-8 too") {
  const fixture::Folder folder;
  fixture::Layer layer = percelen(utf8);
  layer.name = "percelen_" + latin1;
  layer.columns[1].name = "gem_" + latin1;
  for (std::size_t i = 0; i < layer.features.size(); ++i) layer.features[i].values[0] = latin1 + std::to_string(i);
  auto asked = request(LayerKind::Percelen, fixture::write(folder / "brk.gpkg", {layer}), "percelen_" + utf8);
  asked.columns = {{"kadastrale_gemeente", "gem_" + utf8}};
  const Surroundings s = gis::read_surroundings({asked}, village, fixture::statuses());
  CAPTURE(s.diagnostics.empty() ? "" : to_string(s.diagnostics[0].code), s.diagnostics.empty() ? "" : s.diagnostics[0].args.back());
  REQUIRE(s.percelen);
  CHECK(s.reports[0].layer == "percelen_" + utf8);
  CHECK((*s.percelen)[0].identificatie == utf8 + "0");
  CHECK((*s.percelen)[0].kadastrale_aanduiding == utf8 + "-A-1");
  CHECK(count(s.reports[0], "tekst_omgezet") == 5);  // name of the layer, of a column, three ids
  for (const LayerRemark& remark : s.reports[0].remarks) {
    for (const std::string& id : remark.ids) CHECK(is_utf8(id));
  }
  asked.columns = {{"kadastrale_gemeente", "bestaat niet"}};
  const Surroundings wrong = gis::read_surroundings({asked}, village, fixture::statuses());
  REQUIRE(find(wrong, codes::column_map_wrong));
  for (const std::string& arg : find(wrong, codes::column_map_wrong)->args) CHECK(is_utf8(arg));
}

TEST_CASE("a shapefile is read as it states, as UTF-8 where it is that, else as Windows-1252") {
  struct Row {
    const char* name;
    char ldid;         // of the table: 0x57 = "ANSI", 0x02 = code page 850
    const char* cpg;   // nullptr: no such file
    std::string text;  // bytes in the table
    std::size_t converted;
  };
  const std::string cp850 = "S\xA3" "dwest-Frysl\x83n";
  const std::vector<Row> rows{
      {"ansi", 0x57, nullptr, latin1, 0},          {"ansi, is UTF-8", 0x57, nullptr, utf8, 0},
      {"unstated", 0x00, nullptr, latin1, 2},      {"unstated UTF-8", 0x00, nullptr, utf8, 0},
      {"says UTF-8", 0x00, "UTF-8", utf8, 0},      {"says UTF-8, is not", 0x57, "UTF-8", latin1, 2},
      {"says 1252", 0x00, "1252", latin1, 0},      {"says 1252, is UTF-8", 0x57, "1252", utf8, 0},
      {"says Latin-1", 0x00, "88591", latin1, 0},  {"says ISO 8859-1", 0x00, "ISO-8859-1", latin1, 0},
      {"says 850", 0x00, "850", cp850, 0},         {"head says 850", 0x02, nullptr, cp850, 0},
      {"says nonsense", 0x00, "onzin", latin1, 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const fixture::Folder folder;
    const std::string place(row.text.size(), 'x');
    fixture::Layer layer = percelen(place);
    layer.columns = {{"id"}, {"kadgem"}, {"sectie"}, {"nr"}};  // a shapefile has names of ten letters
    fixture::write(folder / "brk.shp", {layer}, "ESRI Shapefile");
    std::string dbf = fixture::bytes(folder / "brk.dbf");
    for (auto at = dbf.find(place); at != std::string::npos; at = dbf.find(place)) dbf.replace(at, place.size(), row.text);
    dbf[29] = row.ldid;
    fixture::write_text(folder / "brk.dbf", dbf);
    std::filesystem::remove(folder / "brk.cpg");
    if (row.cpg != nullptr) fixture::write_text(folder / "brk.cpg", row.cpg);
    auto asked = request(LayerKind::Percelen, folder / "brk.shp");
    asked.columns = {{"identificatie", "id"}, {"kadastrale_gemeente", "kadgem"}, {"perceelnummer", "nr"}};
    const Surroundings s = gis::read_surroundings({asked}, village, fixture::statuses());
    check_names(s, row.converted);
  }
}

TEST_CASE("GML, GeoJSON and CSV in another encoding than they may have") {
  const auto gml = [](const std::string& prolog, const std::string& gemeente) {
    std::string text = "<?xml version=\"1.0\"" + prolog + "?>\n<w:FeatureCollection xmlns:w=\"http://www.opengis.net/wfs\" "
                       "xmlns:gml=\"http://www.opengis.net/gml\" xmlns:a=\"http://voorbeeld/a\">\n";
    for (int i = 0; i < 3; ++i) {
      const std::string x = std::to_string(i == 0 ? 204990 : i == 1 ? 205990 : 205500);
      const std::string y = std::to_string(i == 0 ? 449990 : i == 1 ? 450990 : 450500);
      const auto plus = [](const std::string& v) { return std::to_string(std::stoi(v) + 20); };
      text += "<gml:featureMember><a:perceel gml:id=\"p" + std::to_string(i) + "\"><a:identificatie>" + std::to_string(i + 1) +
              "</a:identificatie><a:kadastraleGemeente>" + (i < 2 ? gemeente : "Doesburg") + "</a:kadastraleGemeente><a:sectie>A</a:sectie>" +
              "<a:perceelnummer>" + std::to_string(i + 1) + "</a:perceelnummer><a:geom><gml:Polygon srsName=\"EPSG:28992\"><gml:exterior><gml:LinearRing>" +
              "<gml:posList>" + x + " " + y + " " + plus(x) + " " + y + " " + plus(x) + " " + plus(y) + " " + x + " " + plus(y) + " " + x + " " + y +
              "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></a:geom></a:perceel></gml:featureMember>\n";
    }
    return text + "</w:FeatureCollection>\n";
  };
  const auto wide = [](const std::string& text) {
    std::string out = "\xFF\xFE";
    for (const char c : text) out += std::string{c} + '\0';
    return out;
  };
  const std::string stated_1252 = " encoding=\"windows-1252\"";
  const fixture::Folder folder;
  const auto check_gml = [&](const std::string& content, std::size_t converted) {
    fixture::write_text(folder / "brk.gml", content);
    check_names(read_percelen(folder / "brk.gml"), converted);
    CHECK(folder.names() == std::vector<std::string>{"brk.gml"});
  };
  check_gml(gml(" encoding=\"UTF-8\"", utf8), 0);
  check_gml(gml(stated_1252, latin1), 0);
  check_gml(gml(" encoding=\"ISO-8859-1\"", latin1), 0);
  check_gml(gml(" encoding=\"UTF-8\"", latin1), 2);
  check_gml(gml("", latin1), 2);
  check_gml(wide(gml(" encoding=\"UTF-16\"", latin1)), 0);  // a byte of Latin-1 is its number in Unicode

  fixture::write(folder / "brk.geojson", {percelen("PLAATS")}, "GeoJSON");
  std::string json = fixture::bytes(folder / "brk.geojson");
  std::string wide_json = json;
  for (std::string* text : {&json, &wide_json}) {
    for (auto at = text->find("PLAATS"); at != std::string::npos; at = text->find("PLAATS")) text->replace(at, 6, latin1);
  }
  fixture::write_text(folder / "brk.geojson", json);
  check_names(read_percelen(folder / "brk.geojson"), 2);
  fixture::write_text(folder / "brk.geojson", wide(wide_json));
  check_names(read_percelen(folder / "brk.geojson"), 0);
}

TEST_CASE("an extract and a prepared folder hold UTF-8, and still say what was converted") {
  const fixture::Folder folder;
  fixture::Layer layer = percelen(latin1);
  layer.name = "perceel_" + latin1;
  auto asked = request(LayerKind::Percelen, fixture::write(folder / "brk.gpkg", {layer}));
  const Surroundings first = gis::read_surroundings({asked}, village, fixture::statuses());
  check_names(first, 3);  // with the name of the layer
  REQUIRE(gis::write_extract(asked, village, folder / "deel.gpkg", "2026-11-01").empty());
  CHECK(fixture::bytes(folder / "deel.gpkg").find(latin1) == std::string::npos);
  auto part = asked;
  part.path = folder / "deel.gpkg";
  part.origin = LayerOrigin{"", first.reports[0].features_total, first.reports[0].extent};
  const Surroundings again = gis::read_surroundings({part}, village, fixture::statuses());
  check_names(again, 3);
  CHECK(again.diagnostics == first.diagnostics);
  // A second time, from the extract.
  REQUIRE(gis::write_extract(part, village, folder / "deel2.gpkg", "2026-11-01").empty());
  part.path = folder / "deel2.gpkg";
  check_names(gis::read_surroundings({part}, village, fixture::statuses()), 3);

  const gis::PreparedFolder made = gis::prepare_folder({asked}, std::nullopt, folder / "data");
  CHECK(made.layers.size() == 1);
  CHECK(is_utf8(fixture::bytes(folder / "data/manifest.toml")));
  CHECK(fixture::bytes(folder / "data/percelen.fgb").find(latin1) == std::string::npos);
  CHECK(fixture::bytes(folder / "data/percelen.fgb").find(utf8) != std::string::npos);
}

TEST_CASE("the id may be the column of row numbers") {
  const fixture::Folder folder;
  GDALAllRegister();
  {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    const GDALDatasetUniquePtr dataset{driver->Create((folder / "bag.gpkg").c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    OGRSpatialReference rd;
    rd.importFromEPSG(28992);
    const char* const options[] = {"FID=identificatie", nullptr};
    OGRLayer* layer = dataset->CreateLayer("pand", &rd, wkbPolygon, const_cast<char**>(options));
    REQUIRE(layer != nullptr);
    for (const auto& [id, x] : {std::pair{1221100000000001, 204990.0}, std::pair{1221100000000002, 205990.0}}) {
      OGRFeature feature{layer->GetLayerDefn()};
      feature.SetFID(id);
      OGRGeometry* geometry = nullptr;
      OGRGeometryFactory::createFromWkt(square(x, x + 245000, 20).c_str(), nullptr, &geometry);
      feature.SetGeometryDirectly(geometry);
      REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
    }
  }
  auto asked = request(LayerKind::Panden, folder / "bag.gpkg");
  const Surroundings s = gis::read_surroundings({asked}, village, fixture::statuses());
  REQUIRE(s.panden);
  REQUIRE(s.panden->size() == 2);
  CHECK((*s.panden)[0].identificatie == "1221100000000001");
  asked.columns = {{"identificatie", "Identificatie"}};  // named by the user, capitals or not
  CHECK(gis::read_surroundings({asked}, village, fixture::statuses()).panden->size() == 2);
  REQUIRE(gis::write_extract(asked, village, folder / "deel.gpkg", "2026-11-01").empty());
  asked.path = folder / "deel.gpkg";
  asked.origin = LayerOrigin{"", 2, s.reports[0].extent};
  const Surroundings again = gis::read_surroundings({asked}, village, fixture::statuses());
  REQUIRE(again.panden);
  CHECK((*again.panden)[1].identificatie == "1221100000000002");
  CHECK(gis::prepare_folder({request(LayerKind::Panden, folder / "bag.gpkg")}, std::nullopt, folder / "data").layers.at(0).features_written == 2);
}
