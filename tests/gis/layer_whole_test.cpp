// Whether a layer is whole, and what a file states about itself that is not so.
#include "village_layer.hpp"

#include "batterisk/core/base/codes_layers.hpp"

#include <catch2/catch.hpp>

#include <functional>

using namespace batterisk;
using fixture::count;
using fixture::find;
using fixture::has_pand;
using fixture::in_use;
using fixture::panden;
using fixture::read_panden;
using fixture::request;
using fixture::square;

namespace {

const std::string members = R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}})";

/// One building; `said` stands beside the features, before or behind them.
std::string geojson(const std::string& before, const std::string& behind) {
  return R"({"type":"FeatureCollection",)" + members + before + R"(,"features":[{"type":"Feature",
    "properties":{"identificatie":"0221100000000003","numberMatched":99,"naam":"a \" ] } {\"features\": [","links":[{"rel":"next"}]},
    "geometry":{"type":"Polygon","coordinates":[[[205500,450500],[205510,450500],[205510,450510],[205500,450500]]]}}])" +
         behind + "}";
}

std::string wfs(const std::string& attributes, const std::string& tail = "") {
  return R"(<?xml version="1.0"?><!-- a <b> --><c:C xmlns:c="http://example.org/c" xmlns:gml="http://www.opengis.net/gml/3.2" )" + attributes +
         R"(><c:member><c:Pand gml:id="a"><c:identificatie>0221100000000003</c:identificatie>
<c:vlak><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing>
<gml:posList>205500 450500 205510 450500 205510 450510 205500 450500</gml:posList>
</gml:LinearRing></gml:exterior></gml:Polygon></c:vlak></c:Pand></c:member>)" + tail + "</c:C>";
}

std::string esri(const std::string& said) {
  return R"({"geometryType":"esriGeometryPolygon","spatialReference":{"wkid":28992})" + said + R"(,
    "fields":[{"name":"identificatie","type":"esriFieldTypeString","length":16}],
    "features":[{"attributes":{"identificatie":"0221100000000003"},
    "geometry":{"rings":[[[205500,450500],[205500,450510],[205510,450510],[205500,450500]]]}}]})";
}

void sql(const std::filesystem::path& path, const std::vector<std::string>& statements) {
  const GDALDatasetUniquePtr dataset{GDALDataset::Open(path.string().c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)};
  fixture::require(dataset != nullptr, path.string());
  for (const std::string& statement : statements) {
    dataset->ReleaseResultSet(dataset->ExecuteSQL(statement.c_str(), nullptr, nullptr));
  }
}

/// A grid of buildings of which the middle one of the village is one, and more than are read without an index.
std::filesystem::path many(const fixture::Folder& folder) {
  fixture::Layer layer = panden({});
  layer.geometry = wkbPolygon;
  layer.features.clear();
  for (int i = 0; i < 12'321; ++i) {
    layer.features.push_back({square(204000 + i % 111 * 20, 449900 + i / 111 * 20, 10), {"0221" + std::to_string(100'000'000'000 + i), in_use}});
  }
  return fixture::write(folder / "veel.gpkg", {layer});
}

}  // namespace

TEST_CASE("L051: an object that reaches far outside the country leaves the layer incomplete, as one without numbers does") {
  const auto house = [](const std::string& id, const std::string& corner) {
    return R"({"type":"Feature","properties":{"identificatie":")" + id + R"("},"geometry":{"type":"Polygon","coordinates":
      [[[205500,450500],[205510,450500],)" + corner + R"(,[205500,450500]]]}})";
  };
  struct Case {
    std::string corner;
    bool lost;
  };
  const std::vector<Case> cases{{"[205510,450510]", false},     {"[1e9,450510]", true},  {"[205510,-1e12]", true},
                                {"[1e300,450510]", true},       {"[1e308,-1e308]", true}, {"[205510,725001]", true},
                                {"[399000,450510]", false}};  // reaches into another country
  for (const Case& c : cases) {
    CAPTURE(c.corner);
    const fixture::Folder folder;
    fixture::write_text(folder / "a.geojson", R"({"type":"FeatureCollection",)" + members + R"(,"features":[)" +
                                                  house("0221100000000003", "[205510,450510]") + "," + house("0221100000000004", c.corner) + "]}");
    const Surroundings s = read_panden(folder / "a.geojson");
    REQUIRE(s.panden);
    CHECK(has_pand(s, "0221100000000003"));
    CHECK(has_pand(s, "0221100000000004") == !c.lost);
    CHECK(count(s.reports[0], "buiten_nederland") == (c.lost ? 1U : 0U));
    CHECK(s.reports[0].flaws.incomplete == (c.lost ? "zonder plaats 1" : ""));
    CHECK(s.covers(LayerKind::Panden) == !c.lost);
    const Diagnostic* said = find(s, codes::objects_not_placed);
    REQUIRE((said != nullptr) == c.lost);
    if (said == nullptr) continue;
    CHECK(said->severity == Severity::Waarschuwing);
    CHECK(said->args[1] == "1");
    CHECK(said->args[3] == "0221100000000004");
  }
}

TEST_CASE("L033: a file that says that there is more") {
  struct Case {
    std::string name;
    std::string text;
    std::string said;  // empty: nothing is wrong
  };
  const std::vector<Case> cases{
      {"a.geojson", geojson("", ""), ""},
      {"a.geojson", geojson("", R"(,"numberMatched":1010,"numberReturned":1)"), "numberMatched 1010"},
      {"a.geojson", geojson(R"(,"numberMatched":1010)", ""), "numberMatched 1010"},
      {"a.geojson", geojson(R"(,"numberMatched": 1)", ""), ""},
      {"a.geojson", geojson(R"(,"totalFeatures":"1010")", ""), "numberMatched 1010"},
      {"a.geojson", geojson(R"(,"totalFeatures":"unknown","numberReturned":1)", ""), ""},
      {"a.geojson", geojson("", R"(,"numberReturned":2)"), "numberReturned 2"},
      {"a.geojson", geojson(R"(,"links":[{"rel":"self","href":"x"},{"rel":"next","href":"y"}])", ""), "next"},
      {"a.geojson", geojson("", R"(,"links":[{"rel":"prev","href":"y"}])"), ""},
      {"a.geojson", geojson(R"(,"numberMatched":1,"links":[{"rel":"next","href":"y"}])", ""), ""},  // the pages were joined
      {"a.geojson", geojson(R"(,"count":12,"next":"https://x","previous":null)", ""), "numberMatched 12"},
      {"a.geojson", geojson(R"(,"next":"https://x")", ""), "next"},
      {"a.geojson", geojson(R"(,"properties":{"exceededTransferLimit":true})", ""), "exceededTransferLimit"},
      {"a.geojson", geojson(R"(,"exceededTransferLimit":true)", ""), "exceededTransferLimit"},
      {"a.json", esri(R"(,"exceededTransferLimit":true)"), "exceededTransferLimit"},
      {"a.json", esri(R"(,"exceededTransferLimit":false)"), ""},
      {"a.gml", wfs(R"(numberMatched="1010" numberReturned="1")"), "numberMatched 1010"},
      {"a.gml", wfs(R"(numberMatched="1" numberReturned="1")"), ""},
      {"a.gml", wfs(R"(numberMatched="unknown" numberReturned="1")"), ""},
      {"a.gml", wfs(R"(numberMatched="unknown" numberReturned="1" next="https://x")"), "next"},
      {"a.gml", wfs(R"(numberOfFeatures='7')"), "numberReturned 7"},
      {"a.gml", wfs("", "<c:truncatedResponse/>"), "truncatedResponse"}};
  for (const Case& c : cases) {
    INFO(c.text);
    const fixture::Folder folder;
    fixture::write_text(folder / c.name, c.text);
    const Surroundings s = read_panden(folder / c.name);
    REQUIRE(s.panden);
    CHECK(has_pand(s, "0221100000000003"));
    CHECK(s.reports[0].flaws.incomplete == c.said);
    const Diagnostic* said = find(s, codes::layer_cut_off);
    CHECK((said != nullptr) == !c.said.empty());
    if (said == nullptr) continue;
    CHECK(said->severity == Severity::Waarschuwing);
    CHECK(said->args[1] == c.said);
    CHECK(said->args[2] == "1");
    CHECK_FALSE(s.covers(LayerKind::Panden));
  }
}

TEST_CASE("L033: of a layer of units that was cut off no building knows all its uses") {
  const fixture::Folder folder;
  fixture::write_text(folder / "vbo.geojson", R"({"type":"FeatureCollection","numberMatched":5,)" + members + R"(,"features":[{"type":"Feature",
    "properties":{"identificatie":"0221010000000001","pand_identificatie":"0221100000000003","gebruiksdoel":"industriefunctie"},
    "geometry":{"type":"Point","coordinates":[205505,450505]}}]})");
  const Surroundings s = read_surroundings(
      {request(LayerKind::Panden, fixture::write(folder / "bag.gpkg", {panden({{square(205500, 450500, 10), {"0221100000000003", in_use}}})})),
       request(LayerKind::Verblijfsobjecten, folder / "vbo.geojson")},
      fixture::village, fixture::statuses());
  for (const Pand& p : *s.panden) {
    CHECK(std::find(p.twijfels.begin(), p.twijfels.end(), Twijfel::LaagAfgebroken) != p.twijfels.end());
  }
}

TEST_CASE("L034: exactly as many features as a page has") {
  for (const auto& [n, is_page] : {std::pair{999, false}, {1000, true}, {1001, false}, {2000, true}, {5000, true}}) {
    INFO(n);
    const fixture::Folder folder;
    fixture::Layer layer = panden({});
    layer.features.clear();
    for (int i = 0; i < n; ++i) {
      layer.features.push_back({square(205000 + i % 100 * 10, 450000 + i / 100 * 20, 5), {"02211000000" + std::to_string(10'000 + i), in_use}});
    }
    const Surroundings s = read_panden(fixture::write(folder / "bag.gpkg", {layer}));
    CHECK((find(s, codes::layer_of_page_size) != nullptr) == is_page);
    CHECK(s.reports[0].flaws.incomplete.empty() == !is_page);
    if (is_page) CHECK_FALSE(s.covers(LayerKind::Panden));
  }
}

TEST_CASE("L035: number and extent that a GeoPackage states are not those of its rows") {
  struct Case {
    std::vector<std::string> statements;
    std::string what;
  };
  const std::vector<Case> cases{
      {{}, ""},
      {{"UPDATE gpkg_ogr_contents SET feature_count = 2"}, "aantal"},
      {{"UPDATE gpkg_ogr_contents SET feature_count = 5000"}, "aantal"},
      {{"UPDATE gpkg_ogr_contents SET feature_count = 0"}, ""},  // says nothing: the rows are counted
      {{"UPDATE gpkg_contents SET min_x = 0, min_y = 300000, max_x = 300000, max_y = 620000"}, "omvang"},
      {{"UPDATE gpkg_contents SET min_x = 205499, min_y = 450499, max_x = 205501, max_y = 450501"}, "omvang"},
      {{"UPDATE gpkg_contents SET min_x = 0, min_y = 0, max_x = 0, max_y = 0"}, "omvang"},
      {{"DROP TABLE rtree_pand_geom", "DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'",
        "UPDATE gpkg_contents SET min_x = 100000"}, "omvang"}};
  for (const Case& c : cases) {
    INFO((c.statements.empty() ? "" : c.statements.back()));
    const fixture::Folder folder;
    const auto path = fixture::write(folder / "bag.gpkg", {panden({{square(205500, 450500, 10), {"0221100000000003", in_use}}})});
    sql(path, c.statements);
    const Surroundings s = read_panden(path);
    REQUIRE(s.panden);
    CHECK(s.panden->size() == 3);
    CHECK(s.reports[0].features_total == 3);
    CHECK(std::abs(s.reports[0].extent.min.x - 204990.0) < 1.0);
    CHECK(std::abs(s.reports[0].extent.max.y - 451010.0) < 1.0);
    const Diagnostic* said = find(s, codes::layer_statement_wrong);
    CHECK((said != nullptr) == !c.what.empty());
    if (said != nullptr) CHECK(said->args[1] == c.what);
  }
}

TEST_CASE("L035: a large layer, which is read through its index") {
  const fixture::Folder folder;
  const auto path = many(folder);
  const Surroundings right = read_panden(path);
  CHECK_FALSE(find(right, codes::layer_statement_wrong));
  CHECK_FALSE(find(right, codes::layer_index_wrong));
  sql(path, {"UPDATE gpkg_ogr_contents SET feature_count = 2000000", "UPDATE gpkg_contents SET min_x = 0, max_x = 300000"});
  const Surroundings s = read_panden(path);
  CHECK(s.reports[0].features_total == 12'321);
  CHECK(std::abs(s.reports[0].extent.min.x - 204000.0) < 1.0);
  CHECK(s.panden->size() == right.panden->size());
  CHECK(find(s, codes::layer_statement_wrong));
}

TEST_CASE("L039: an index that does not know the last rows, or knows another place, is not used") {
  for (const char* statement : {"DELETE FROM rtree_pand_geom WHERE id > 6000", "UPDATE rtree_pand_geom SET minx = minx + 5000, maxx = maxx + 5000"}) {
    INFO(statement);
    const fixture::Folder folder;
    const auto path = many(folder);
    const std::size_t all = read_panden(path).panden->size();
    sql(path, {statement});
    const Surroundings s = read_panden(path);
    CHECK(find(s, codes::layer_index_wrong));
    CHECK(s.panden->size() == all);
  }
}
