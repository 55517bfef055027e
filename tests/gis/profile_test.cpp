// Kinds of layers beside parcels and buildings, column maps, and what the report of a layer says about it.
#include "fixture.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/gis/read/layer.hpp"

#include <catch2/catch.hpp>

using namespace batterisk;
using batterisk::gis::read_surroundings;
using fixture::count;
using fixture::find;
using fixture::request;
using fixture::square;

namespace {

const Box village{{205000.0, 450000.0}, {206000.0, 451000.0}};

/// Buildings in two corners, so that the layer covers the village, and one at (205500, 450500).
std::filesystem::path buildings(const fixture::Folder& folder) {
  fixture::Layer layer;
  layer.columns = {{"identificatie"}, {"status"}};
  layer.features = {{square(204990, 449990, 20), {"0221100000000001", "Pand in gebruik"}},
                    {square(205500, 450500, 20), {"0221100000000002", "Pand in gebruik"}},
                    {square(205990, 450990, 20), {"0221100000000003", "Pand in gebruik"}}};
  return fixture::write(folder / "pand.gpkg", {layer});
}

fixture::Layer layer_of(const std::string& name, std::vector<fixture::Column> columns,
                        std::vector<fixture::Feature> features) {
  fixture::Layer layer;
  layer.name = name;
  layer.columns = std::move(columns);
  layer.features = std::move(features);
  return layer;
}

const Pand& pand(const Surroundings& s, const std::string& id) {
  const auto it = std::find_if(s.panden->begin(), s.panden->end(), [&](const Pand& p) { return p.identificatie == id; });
  if (it == s.panden->end()) throw std::runtime_error("no " + id);
  return *it;
}

}  // namespace

TEST_CASE("berths and pitches are places where people live, without pand") {
  const fixture::Folder folder;
  const auto bag = fixture::write(
      folder / "bag.gpkg",
      {layer_of("ligplaats", {{"identificatie"}, {"status"}},
                {{square(205100, 450100, 12), {"0221020000000001", "Plaats aangewezen"}},
                 {square(205120, 450100, 12), {"0221020000000002", "Plaats ingetrokken"}}}),
       layer_of("standplaats", {{"identificatie"}, {"status"}},
                {{square(205200, 450100, 12), {"0221030000000001", "Plaats aangewezen"}}})});
  const Surroundings s = read_surroundings({request(LayerKind::Panden, buildings(folder)),
                                            request(LayerKind::Ligplaatsen, bag), request(LayerKind::Standplaatsen, bag)},
                                           village, fixture::statuses());
  CHECK(s.reports[1].layer == "ligplaats");
  CHECK(s.reports[2].layer == "standplaats");
  REQUIRE(s.panden->size() == 5);
  CHECK(pand(s, "0221020000000001").laag == LayerKind::Ligplaatsen);
  CHECK(pand(s, "0221020000000001").verblijfsobjecten.at(0).gebruiksdoelen == std::vector<std::string>{"ligplaats"});
  CHECK(pand(s, "0221030000000001").verblijfsobjecten.at(0).gebruiksdoelen == std::vector<std::string>{"standplaats"});
  CHECK(count(s.reports[1], "vervallen") == 1);
  CHECK(s.reports[1].covers);  // two berths say nothing about how far the delivery reaches
}

TEST_CASE("a delivery without berths is said, and no error") {
  const fixture::Folder folder;
  const auto bag = fixture::write(folder / "bag.gpkg", {layer_of("ligplaats", {{"identificatie"}}, {})});
  const Surroundings s = read_surroundings(
      {request(LayerKind::Panden, buildings(folder)), request(LayerKind::Ligplaatsen, bag)}, village, fixture::statuses());
  REQUIRE(find(s, codes::layer_empty));
  CHECK(find(s, codes::layer_empty)->severity == Severity::Waarschuwing);
  CHECK(s.panden->size() == 3);
}

TEST_CASE("places never stand in for a missing layer of buildings") {
  const fixture::Folder folder;
  const auto bag = fixture::write(folder / "bag.gpkg", {layer_of("ligplaats", {{"identificatie"}},
                                                                 {{square(205100, 450100, 12), {"0221020000000001"}}})});
  CHECK_FALSE(read_surroundings({request(LayerKind::Ligplaatsen, bag)}, village, fixture::statuses()).panden);
}

TEST_CASE("planned development counts as planned, with or without a use") {
  const fixture::Folder folder;
  const auto plan = fixture::write(folder / "plan.gpkg",
                                   {layer_of("woningbouw", {{"naam"}, {"functie"}},
                                             {{square(205300, 450300, 40), {"De Akker", "woonfunctie"}},
                                              {square(205400, 450300, 40), {"De Weide", {}}}})});
  const Surroundings s = read_surroundings(
      {request(LayerKind::Panden, buildings(folder)), request(LayerKind::Geprojecteerd, plan)}, village, fixture::statuses());
  REQUIRE(s.panden->size() == 5);
  CHECK(pand(s, "De Akker").situatie == Situatie::Geprojecteerd);
  CHECK(pand(s, "De Akker").laag == LayerKind::Geprojecteerd);
  CHECK(pand(s, "De Akker").verblijfsobjecten.at(0).gebruiksdoelen == std::vector<std::string>{"woonfunctie"});
  REQUIRE(pand(s, "De Weide").verblijfsobjecten.size() == 1);  // no shed
  CHECK(pand(s, "De Weide").verblijfsobjecten[0].gebruiksdoelen.empty());
  CHECK(count(s.reports[1], "zonder_gebruiksdoel") == 1);
}

TEST_CASE("classed objects: by BAG id, by place, and on their own") {
  const fixture::Folder folder;
  const auto kgl = fixture::write(
      folder / "rev.gpkg",
      {layer_of("kgl_public", {{"identificatie"}, {"categorieKwetsbaarheid"}, {"idPandBAG"}},
                {{"", {"K1", "kwetsbaar", "0221100000000001"}},
                 {"POINT(205510 450510)", {"K2", "zeerKwetsbaar", {}}},
                 {"POINT(205511 450511)", {"K3", "beperktKwetsbaar", {}}},  // the strictest of a building stays
                 {square(205700, 450700, 50), {"K4", "kwetsbaar", {}}},
                 {"POINT(205800 450800)", {"K5", "kwetsbaar", {}}},
                 {square(205800, 450300, 5), {"K6", "gevoelig", {}}},
                 {square(205900, 450300, 5), {"K7", "kwetsbaar", "0221100000009999"}},
                 {square(205900, 450400, 5), {"K8", "zeerKwetsbaar", {}}}})});
  auto rev = request(LayerKind::KwetsbareObjecten, kgl);
  rev.bron = "REV";
  const Surroundings s =
      read_surroundings({request(LayerKind::Panden, buildings(folder)), rev}, village, fixture::statuses());
  CHECK(pand(s, "0221100000000001").klasse == "kwetsbaar");
  CHECK(pand(s, "0221100000000001").klasse_bron == "REV");
  CHECK(pand(s, "0221100000000002").klasse == "zeer_kwetsbaar");
  CHECK(pand(s, "0221100000000003").klasse.empty());
  CHECK(pand(s, "K4").laag == LayerKind::KwetsbareObjecten);
  CHECK(pand(s, "K6").klasse == "onbekend");
  CHECK(pand(s, "K4").locatie);
  CHECK(pand(s, "K6").locatie);
  CHECK_FALSE(pand(s, "K7").locatie);  // names a building, which the layer of buildings lacks
  CHECK_FALSE(pand(s, "K8").locatie);  // annex VI has no zeer kwetsbare locatie
  CHECK_FALSE(pand(s, "0221100000000001").locatie);
  CHECK(s.reports[1].features_used == 7);
  CHECK(count(s.reports[1], "zonder_pand") == 1);  // K5
  CHECK(count(s.reports[1], "klasse_onbekend") == 1);
  REQUIRE(find(s, codes::features_noted));
  CHECK(find(s, codes::features_noted)->args[3] == "K6 gevoelig");
}

TEST_CASE("an own column map goes before the names that are known") {
  const fixture::Folder folder;
  const auto path = fixture::write(
      folder / "eigen.gpkg", {layer_of("gebouwen", {{"identificatie"}, {"bagnr"}, {"toestand"}},
                                       {{square(204990, 449990, 20), {"A", "0221100000000001", "Pand gesloopt"}},
                                        {square(205990, 450990, 20), {"B", "0221100000000002", "Pand in gebruik"}}})});
  auto own = request(LayerKind::Panden, path);
  own.columns = {{"identificatie", "bagnr"}, {"status", "toestand"}};
  const Surroundings s = read_surroundings({own}, village, fixture::statuses());
  REQUIRE(s.panden->size() == 1);
  CHECK(s.panden->front().identificatie == "0221100000000002");
  CHECK(count(s.reports[0], "kolom_ontbreekt") == 2);  // gebruiksdoel, oppervlakte
}

TEST_CASE("L014: a column map that names what is not there") {
  const fixture::Folder folder;
  for (const auto& [meaning, name] : {std::pair{"identificatie", "nummer"}, std::pair{"perceelnummer", "status"}}) {
    auto own = request(LayerKind::Panden, buildings(folder), "pand");
    own.columns = {{meaning, name}};
    const Surroundings s = read_surroundings({own}, village, fixture::statuses());
    REQUIRE(find(s, codes::column_map_wrong));
    CHECK(find(s, codes::column_map_wrong)->args ==
          std::vector<std::string>{"pand.gpkg|pand", meaning, name, "identificatie, status"});
    CHECK_FALSE(s.panden);
    std::filesystem::remove(folder / "pand.gpkg");
  }
}

TEST_CASE("a CRS stated by the user, and L021 for one that nobody knows") {
  const fixture::Folder folder;
  fixture::Layer layer = layer_of("pand", {{"identificatie"}}, {{square(204990, 449990, 20), {"0221100000000001"}},
                                                                {square(205990, 450990, 20), {"0221100000000002"}}});
  layer.epsg = 0;
  auto stated = request(LayerKind::Panden, fixture::write(folder / "zonder.gpkg", {layer}));
  stated.crs = "EPSG:28992";
  const Surroundings s = read_surroundings({stated}, village, fixture::statuses());
  REQUIRE(s.panden);
  CHECK(s.reports[0].crs == "EPSG:28992");
  CHECK(count(s.reports[0], "crs_opgegeven") == 1);
  stated.crs = "RD Oud";
  CHECK(find(read_surroundings({stated}, village, fixture::statuses()), codes::crs_unknown));
}

TEST_CASE("unknown code values are used and named") {
  const fixture::Folder folder;
  auto table = fixture::statuses();
  table.gebruiksdoelen = {"woonfunctie", "kantoorfunctie"};
  const auto path = fixture::write(
      folder / "bag.gpkg",
      {layer_of("pand", {{"identificatie"}, {"status"}, {"gebruiksdoel"}},
                {{square(204990, 449990, 20), {"0221100000000001", "Pand in aanbouw", "woonfunctie,zwemfunctie"}},
                 {square(205990, 450990, 20), {"0221100000000002", "Pand in gebruik", "Woonfunctie"}}})});
  const Surroundings s = read_surroundings({request(LayerKind::Panden, path)}, village, table);
  CHECK(s.reports[0].features_used == 2);
  CHECK(count(s.reports[0], "gebruiksdoel_onbekend") == 1);
  CHECK(count(s.reports[0], "status_onbekend") == 1);
  std::vector<std::string> named;
  for (const Diagnostic& d : s.diagnostics) {
    if (d.code == codes::features_noted) named.push_back(d.args[3]);
  }
  CHECK(named == std::vector<std::string>{"0221100000000001 Pand in aanbouw", "0221100000000001 zwemfunctie"});
}

TEST_CASE("holes are counted, and stay holes") {
  const fixture::Folder folder;
  const auto path = fixture::write(
      folder / "bag.gpkg", {layer_of("pand", {{"identificatie"}},
                                     {{"POLYGON((204990 449990,206010 449990,206010 451010,204990 451010,204990 449990),"
                                       "(205100 450100,205200 450100,205200 450200,205100 450200,205100 450100))",
                                       {"0221100000000001"}}})});
  const Surroundings s = read_surroundings({request(LayerKind::Panden, path)}, village, fixture::statuses());
  CHECK(count(s.reports[0], "gat") == 1);
  CHECK(area_m2(s.panden->front().footprint) == Approx(1020.0 * 1020.0 - 100.0 * 100.0).epsilon(1e-12));
}

TEST_CASE("L015: a file that another program is writing to") {
  const fixture::Folder folder;
  const auto path = buildings(folder);
  GDALDatasetUniquePtr writer{GDALDataset::Open(path.string().c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)};
  REQUIRE(writer);
  for (const char* sql : {"PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE",
                          "UPDATE pand SET status = 'Pand gesloopt'"}) {
    OGRLayer* result = writer->ExecuteSQL(sql, nullptr, "SQLITE");
    if (result != nullptr) writer->ReleaseResultSet(result);
  }
  CPLErrorHandlerPusher quiet{CPLQuietErrorHandler};
  CPLSetThreadLocalConfigOption("SQLITE_BUSY_TIMEOUT", "50");
  const Surroundings s = read_surroundings({request(LayerKind::Panden, path)}, village, fixture::statuses());
  CPLSetThreadLocalConfigOption("SQLITE_BUSY_TIMEOUT", nullptr);
  REQUIRE(s.diagnostics.size() == 1);
  CHECK(s.diagnostics[0].code == codes::layer_locked);
  CHECK_FALSE(s.panden);
}

TEST_CASE("L022: a large layer without an index is read whole, and that is said") {
  const fixture::Folder folder;
  fixture::Layer layer = layer_of("pand", {{"identificatie"}, {"status"}}, {});
  layer.geometry = wkbPolygon;
  for (int i = 0; i < 10100; ++i) {
    layer.features.push_back({square(204990 + i % 101 * 10, 449990 + i / 101 * 11, 5),
                              {std::to_string(221100000100000 + i), "Pand in gebruik"}});
  }
  const auto indexed = request(LayerKind::Panden, fixture::write(folder / "pand.fgb", {layer}, "FlatGeobuf"));
  const auto plain = request(LayerKind::Panden, fixture::write(folder / "pand.geojson", {layer}, "GeoJSON"));
  const Box box{{205100.0, 450100.0}, {205200.0, 450200.0}};
  const Surroundings quick = read_surroundings({indexed}, box, fixture::statuses());
  const Surroundings slow = read_surroundings({plain}, box, fixture::statuses());
  CHECK_FALSE(find(quick, codes::layer_without_index));
  const Diagnostic* said = find(slow, codes::layer_without_index);
  REQUIRE(said);
  CHECK(said->severity == Severity::Info);
  CHECK(said->args == std::vector<std::string>{"pand.geojson|pand", "10100"});
  REQUIRE((quick.panden && slow.panden));
  CHECK(quick.panden->size() == slow.panden->size());
  CHECK(quick.panden->size() > 50);
}

TEST_CASE("L001: a truncated GeoPackage gives no list at all") {
  const fixture::Folder folder;
  fixture::Layer layer = layer_of("pand", {{"identificatie"}}, {});
  layer.geometry = wkbPolygon;
  for (int i = 0; i < 2000; ++i) {
    layer.features.push_back({square(204990 + i % 40 * 25, 449990 + i / 40 * 20, 10), {std::to_string(221100000100000 + i)}});
  }
  const auto path = fixture::write(folder / "pand.gpkg", {layer});
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  CPLErrorHandlerPusher quiet{CPLQuietErrorHandler};
  const Surroundings s = read_surroundings({request(LayerKind::Panden, path)}, village, fixture::statuses());
  CHECK(find(s, codes::layer_unreadable));
  CHECK_FALSE(s.panden);
}

TEST_CASE("L001: a truncated FlatGeobuf gives no list at all") {
  const fixture::Folder folder;
  fixture::Layer layer = layer_of("pand", {{"identificatie"}}, {});
  for (int i = 0; i < 2000; ++i) {
    layer.features.push_back({square(204990 + i % 40 * 25, 449990 + i / 40 * 20, 10), {std::to_string(221100000100000 + i)}});
  }
  layer.geometry = wkbPolygon;
  const auto path = fixture::write(folder / "pand.fgb", {layer}, "FlatGeobuf");
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  const Surroundings s = read_surroundings({request(LayerKind::Panden, path)}, village, fixture::statuses());
  CHECK(find(s, codes::layer_unreadable));
  CHECK_FALSE(s.panden);
}
