#include "fixture.hpp"

#include "batterisk/core/codes_layers.hpp"
#include "batterisk/core/geometry.hpp"
#include "batterisk/gis/layer.hpp"

#include <catch2/catch.hpp>

using namespace batterisk;
using batterisk::gis::read_surroundings;
using fixture::count;
using fixture::find;
using fixture::request;
using fixture::square;

namespace {

const Box village{{205000.0, 450000.0}, {206000.0, 451000.0}};

/// Squares in two corners of the village, so that the layer covers it.
std::vector<fixture::Feature> corners(std::size_t values) {
  std::vector<fixture::Feature> out{{square(204990, 449990, 20), {"0221100000000001"}},
                                    {square(205990, 450990, 20), {"0221100000000002"}}};
  for (fixture::Feature& f : out) f.values.resize(values);
  return out;
}

fixture::Layer panden(std::vector<fixture::Feature> features, std::vector<fixture::Column> columns) {
  fixture::Layer layer;
  layer.columns = std::move(columns);
  layer.features = corners(layer.columns.size());
  layer.features.insert(layer.features.end(), features.begin(), features.end());
  return layer;
}

fixture::Layer panden(std::vector<fixture::Feature> features) {
  return panden(std::move(features), {{"identificatie"}, {"status"}});
}

Surroundings read_panden(const std::filesystem::path& path, const std::string& layer = {}) {
  return read_surroundings({request(LayerKind::Panden, path, layer)}, village, fixture::statuses());
}

const Pand& pand(const Surroundings& s, const std::string& id) {
  for (const Pand& p : *s.panden) {
    if (p.identificatie == id) return p;
  }
  throw std::runtime_error("no pand " + id);
}

bool has_pand(const Surroundings& s, const std::string& id) {
  return std::any_of(s.panden->begin(), s.panden->end(),
                     [&](const Pand& p) { return p.identificatie == id; });
}

const std::string in_use = "Pand in gebruik";

}  // namespace

TEST_CASE("a clean layer comes out as it is, sorted by id, without a message") {
  const fixture::Folder folder;
  const auto path = fixture::write(folder / "bag.gpkg",
                                   {panden({{square(205500, 450500, 10), {"0221100000000009", in_use}},
                                            {square(205600, 450500, 20), {"0221100000000003", in_use}}})});
  const Surroundings s = read_panden(path);
  CHECK(s.diagnostics.empty());
  REQUIRE(s.panden);
  CHECK_FALSE(s.percelen);
  REQUIRE(s.panden->size() == 4);
  CHECK((*s.panden)[2].identificatie == "0221100000000003");
  CHECK(area_m2((*s.panden)[2].footprint) == Approx(400.0).epsilon(1e-12));
  CHECK((*s.panden)[3].situatie == Situatie::Bestaand);
  REQUIRE(s.reports.size() == 1);
  const LayerReport& r = s.reports[0];
  CHECK(r.path == "bag.gpkg");
  CHECK(r.layer == "pand");
  CHECK(r.crs == "EPSG:28992");
  CHECK_FALSE(r.transformed);
  CHECK(r.features_total == 4);
  CHECK(r.features_read == 4);
  CHECK(r.features_used == 4);
  CHECK(r.extent.min == RdPoint{204990, 449990});
  CHECK(r.extent.max == RdPoint{206010, 451010});
  CHECK(count(r, "zonder_status") == 2);  // the two corners
  CHECK(folder.names() == std::vector<std::string>{"bag.gpkg"});
}

TEST_CASE("only what meets the box is read") {
  const fixture::Folder folder;
  const auto path = fixture::write(
      folder / "bag.gpkg", {panden({{square(206000, 450500, 10), {"0221100000000003", in_use}},  // touches
                                    {square(206000.001, 450500, 10), {"0221100000000004", in_use}}})});
  const Surroundings s = read_panden(path);
  CHECK(s.reports[0].features_total == 4);
  CHECK(s.reports[0].features_read == 3);
  CHECK_FALSE(has_pand(s, "0221100000000004"));
}

TEST_CASE("L001: a file that is missing or no layer file") {
  const fixture::Folder folder;
  const Surroundings missing = read_panden(folder / "nergens.gpkg");
  REQUIRE(find(missing, codes::layer_unreadable));
  CHECK(find(missing, codes::layer_unreadable)->severity == Severity::Fout);
  CHECK(find(missing, codes::layer_unreadable)->args[0] == "nergens.gpkg");
  CHECK(find(missing, codes::layer_unreadable)->place.file == "dossier.toml");
  CHECK(find(missing, codes::layer_unreadable)->place.line == 7);
  CHECK_FALSE(missing.panden);
  CHECK(missing.reports.size() == 1);

  fixture::write_text(folder / "tekst.gpkg", "geen geopackage");
  const Surroundings broken = read_panden(folder / "tekst.gpkg");
  REQUIRE(find(broken, codes::layer_unreadable));
  CHECK_FALSE(find(broken, codes::layer_unreadable)->args[1].empty());
  CHECK_FALSE(broken.panden);
}

TEST_CASE("L001: a file that breaks off while it is read gives no list at all") {
  const fixture::Folder folder;
  std::vector<fixture::Feature> many;
  for (int i = 0; i < 2000; ++i) {
    many.push_back({square(205000 + i % 40 * 20, 450000 + i / 40 * 20, 10),
                    {std::to_string(221100000100000 + i), in_use}});
  }
  const auto path = fixture::write(folder / "bag.gpkg", {panden(many)});
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  const Surroundings s = read_panden(path);
  CHECK(find(s, codes::layer_unreadable));
  CHECK_FALSE(s.panden);
}

TEST_CASE("L002: the named layer is not in the file") {
  const fixture::Folder folder;
  const auto path = fixture::write(folder / "bag.gpkg", {panden({})});
  const Surroundings s = read_panden(path, "panden");
  REQUIRE(find(s, codes::layer_not_in_file));
  CHECK(find(s, codes::layer_not_in_file)->args == std::vector<std::string>{"panden", "pand"});
  CHECK_FALSE(s.panden);
}

TEST_CASE("without a layer name the one that fits the kind is taken") {
  const fixture::Folder folder;
  fixture::Layer berth = panden({});
  berth.name = "ligplaats";
  fixture::Layer municipality;
  municipality.name = "gemeente";
  municipality.columns = {{"naam"}};
  municipality.features = {{square(204000, 449000, 3000), {"Dorp"}}};
  const auto path = fixture::write(folder / "bag.gpkg", {municipality, berth, panden({})});
  CHECK(read_panden(path).reports[0].layer == "pand");
}

TEST_CASE("L003: an empty layer is no empty list") {
  const fixture::Folder folder;
  fixture::Layer layer = panden({});
  layer.features.clear();
  const Surroundings s = read_panden(fixture::write(folder / "bag.gpkg", {layer}));
  REQUIRE(find(s, codes::layer_empty));
  CHECK(find(s, codes::layer_empty)->severity == Severity::Fout);
  CHECK_FALSE(s.panden);
}

TEST_CASE("a layer with features, none of them in the box, is an empty list") {
  const fixture::Folder folder;
  fixture::Layer layer = panden({});
  layer.features = {{square(204000, 449000, 10), {"0221100000000001", in_use}},
                    {square(207000, 452000, 10), {"0221100000000002", in_use}}};
  const Surroundings s = read_panden(fixture::write(folder / "bag.gpkg", {layer}));
  REQUIRE(s.panden);
  CHECK(s.panden->empty());
  CHECK(s.diagnostics.empty());
}

TEST_CASE("L004: a layer without CRS is refused") {
  const fixture::Folder folder;
  fixture::Layer layer = panden({});
  layer.epsg = 0;
  const Surroundings s = read_panden(fixture::write(folder / "bag.gpkg", {layer}));
  REQUIRE(find(s, codes::layer_without_crs));
  CHECK_FALSE(s.panden);
  const Surroundings shape = read_panden(fixture::write(folder / "bag.shp", {layer}, "ESRI Shapefile"));
  CHECK(find(shape, codes::layer_without_crs));
}

TEST_CASE("L005: another CRS is transformed once, within the accuracy stated") {
  const fixture::Folder folder;
  // Test point "Amersfoort" of RDNAPTRANS (set of 2008, in PDOK/rdnaptrans-java): ETRS89 52.155172897 N,
  // 5.387203657 E is RD 155000.000, 463000.000.
  constexpr double lat = 52.155172897;
  constexpr double lon = 5.387203657;
  fixture::Layer layer;
  layer.epsg = 4258;
  layer.columns = {{"identificatie"}};
  const auto box_wkt = [](double x0, double y0, double x1, double y1) {
    const auto p = [](double x, double y) { return std::to_string(x) + " " + std::to_string(y); };
    return "POLYGON((" + p(x0, y0) + "," + p(x1, y0) + "," + p(x1, y1) + "," + p(x0, y1) + "," + p(x0, y0) +
           "))";
  };
  layer.features = {{box_wkt(lon, lat, lon + 1e-3, lat + 1e-3), {"0307100000000001"}},
                    {box_wkt(5.0, 52.0, 5.001, 52.001), {"0307100000000002"}},
                    {box_wkt(6.0, 52.5, 6.001, 52.501), {"0307100000000003"}}};
  const auto path = fixture::write(folder / "bag.gpkg", {layer});
  const Box box{{154900, 462900}, {155200, 463200}};
  const Surroundings s = read_surroundings({request(LayerKind::Panden, path)}, box, {});
  REQUIRE(find(s, codes::layer_transformed));
  CHECK(find(s, codes::layer_transformed)->severity == Severity::Waarschuwing);
  CHECK(find(s, codes::layer_transformed)->args ==
        std::vector<std::string>{"bag.gpkg|pand", "EPSG:4258", "0.25 m"});
  CHECK_FALSE(find(s, codes::layer_not_covering));
  CHECK(s.reports[0].transformed);
  REQUIRE(s.panden);
  REQUIRE(s.panden->size() == 1);
  const Box at = bounds((*s.panden)[0].footprint);
  CHECK(std::abs(at.min.x - 155000.0) < 0.25);
  CHECK(std::abs(at.min.y - 463000.0) < 0.25);
}

TEST_CASE("the compound of RD and NAP is RD, and Z is dropped") {
  const fixture::Folder folder;
  fixture::Layer layer = panden({});
  layer.epsg = 7415;
  layer.features.push_back({"POLYGON Z((205500 450500 3,205510 450500 3,205510 450510 4,205500 450500 3))",
                            {"0221100000000003", in_use}});
  const Surroundings s = read_panden(fixture::write(folder / "bag.gpkg", {layer}));
  CHECK_FALSE(find(s, codes::layer_transformed));
  REQUIRE(s.panden);
  CHECK(pand(s, "0221100000000003").footprint.front().outer ==
        Ring{{205500, 450500}, {205510, 450500}, {205510, 450510}});
  CHECK(count(s.reports[0], "3d") == 1);
}

TEST_CASE("L006: an invalid polygon is repaired and named") {
  const fixture::Folder folder;
  // Bow tie of two triangles of 25 m2 each.
  const auto path = fixture::write(
      folder / "bag.gpkg",
      {panden({{"POLYGON((205500 450500,205510 450510,205510 450500,205500 450510,205500 450500))",
                {"0221100000000003", in_use}}})});
  const Surroundings s = read_panden(path);
  REQUIRE(find(s, codes::geometries_repaired));
  CHECK(find(s, codes::geometries_repaired)->args ==
        std::vector<std::string>{"bag.gpkg|pand", "1", "0221100000000003"});
  CHECK(area_m2(pand(s, "0221100000000003").footprint) == Approx(50.0).epsilon(1e-9));
  CHECK(count(s.reports[0], "gerepareerd") == 1);
}

TEST_CASE("L007: a layer that does not cover the study box is marked") {
  const fixture::Folder folder;
  fixture::Layer layer = panden({});
  layer.features = {{square(205500, 450500, 10), {"0221100000000003", in_use}}};
  const Surroundings s = read_panden(fixture::write(folder / "bag.gpkg", {layer}));
  REQUIRE(find(s, codes::layer_not_covering));
  CHECK(find(s, codes::layer_not_covering)->severity == Severity::Waarschuwing);
  CHECK(find(s, codes::layer_not_covering)->args[2] == "205000.000 450000.000, 206000.000 451000.000");
  CHECK(count(s.reports[0], "buiten_dekking") == 1);
  REQUIRE(s.panden);
  CHECK(s.panden->size() == 1);
}

TEST_CASE("L008: swapped axes and degrees are refused") {
  const fixture::Folder folder;
  fixture::Layer layer = panden({});
  layer.features = {{square(450500, 205500, 10), {"0221100000000003", in_use}}};
  const Surroundings swapped = read_panden(fixture::write(folder / "omgewisseld.gpkg", {layer}));
  REQUIRE(find(swapped, codes::coordinates_outside));
  CHECK(find(swapped, codes::coordinates_outside)->severity == Severity::Fout);
  CHECK(find(swapped, codes::coordinates_outside)->args[1] == "450505.000");
  CHECK_FALSE(swapped.panden);

  layer.features = {{"POLYGON((5.1 52.1,5.2 52.1,5.2 52.2,5.1 52.1))", {"0221100000000003", in_use}}};
  CHECK(find(read_panden(fixture::write(folder / "graden.gpkg", {layer})), codes::coordinates_outside));

  layer = panden(
      {{square(0, 0, 10), {"0221100000000004", in_use}}});  // one stray feature does not lose the layer
  const Surroundings stray = read_panden(fixture::write(folder / "verdwaald.gpkg", {layer}));
  REQUIRE(find(stray, codes::coordinates_outside));
  CHECK(find(stray, codes::coordinates_outside)->severity == Severity::Waarschuwing);
  CHECK(stray.panden);
}

TEST_CASE("L009: a missing column or geometry") {
  const fixture::Folder folder;
  fixture::Layer layer = panden({}, {{"naam"}});
  const Surroundings s = read_panden(fixture::write(folder / "bag.gpkg", {layer}));
  REQUIRE(find(s, codes::column_missing));
  CHECK(find(s, codes::column_missing)->args[1] == "identificatie");
  CHECK_FALSE(s.panden);

  layer = panden({});
  layer.geometry = wkbNone;
  for (fixture::Feature& f : layer.features) f.wkt.clear();
  const Surroundings table = read_panden(fixture::write(folder / "tabel.gpkg", {layer}));
  REQUIRE(find(table, codes::column_missing));
  CHECK(find(table, codes::column_missing)->args[1] == "geometrie");
}

TEST_CASE("L010: what cannot be used is left out, counted and named") {
  const fixture::Folder folder;
  const auto path = fixture::write(
      folder / "bag.gpkg", {panden({{"", {"0221100000000003", in_use}},
                                    {"POLYGON EMPTY", {"0221100000000004", in_use}},
                                    {"POINT(205500 450500)", {"0221100000000005", in_use}},
                                    {square(205500, 450500, 10), {"0221100000000006", "Pand gesloopt"}},
                                    {"GEOMETRYCOLLECTION(POLYGON((205500 450500,205510 450500,205510 "
                                     "450510,205500 450500)),POINT(205500 450500))",
                                     {"0221100000000007", in_use}}})});
  const Surroundings s = read_panden(path);
  const LayerReport& r = s.reports[0];
  CHECK(count(r, "leeg") == 2);
  CHECK(count(r, "geen_vlak") == 1);
  CHECK(count(r, "vervallen") == 1);
  CHECK(count(r, "gemengd") == 1);
  CHECK(r.features_used == 3);
  CHECK(has_pand(s, "0221100000000007"));
  std::vector<std::string> reasons;
  for (const Diagnostic& d : s.diagnostics) {
    const bool used = d.args[2] == "gemengd";  // its polygon is
    CHECK(d.code == (used ? codes::features_noted : codes::features_dropped));
    CHECK(d.severity == (used ? Severity::Waarschuwing : Severity::Info));
    reasons.push_back(d.args[2]);
  }
  CHECK(reasons == std::vector<std::string>{"leeg", "geen_vlak", "vervallen", "gemengd"});
}

TEST_CASE("history records are left out") {
  const fixture::Folder folder;
  const auto path = fixture::write(
      folder / "bag.gpkg", {panden({{square(205500, 450500, 10), {"0221100000000003", in_use, "2019-01-15"}},
                                    {square(205520, 450500, 10), {"0221100000000003", in_use, {}}}},
                                   {{"identificatie"}, {"status"}, {"eindgeldigheid"}})});
  const Surroundings s = read_panden(path);
  CHECK(count(s.reports[0], "historisch") == 1);
  CHECK_FALSE(find(s, codes::duplicate_ids));
  CHECK(bounds(pand(s, "0221100000000003").footprint).min.x == 205520.0);
}

TEST_CASE("L011: one id twice keeps the first; the cut-off rest of a building is not lost") {
  const fixture::Folder folder;
  const auto path = fixture::write(
      folder / "bag.gpkg", {panden({{square(205500, 450500, 10), {"0221100000000003", in_use}},
                                    {square(205500, 450500, 10), {"0221100000000003", in_use}},
                                    {square(205510, 450500, 10), {"0221100000000003", "Bouw gestart"}}})});
  const Surroundings s = read_panden(path);
  REQUIRE(find(s, codes::duplicate_ids));
  CHECK(find(s, codes::duplicate_ids)->args[1] == "2");
  CHECK(count(s.reports[0], "samengevoegd") == 1);
  CHECK(s.reports[0].features_used == 3);
  const Pand& p = pand(s, "0221100000000003");
  CHECK(p.status == in_use);
  CHECK(area_m2(p.footprint) == Approx(200.0).epsilon(1e-12));
  CHECK(p.footprint.size() == 1);
}

TEST_CASE("ids keep or get back their leading zeros and lose their prefix") {
  const fixture::Folder folder;
  const auto path = fixture::write(
      folder / "bag.gpkg",
      {panden({{square(205500, 450500, 10), {"363100012078463"}}}, {{"identificatie", OFTInteger64}})});
  const Surroundings number = read_panden(path);
  CHECK(has_pand(number, "0363100012078463"));
  CHECK(count(number.reports[0], "voorloopnul") == 3);

  const auto text =
      fixture::write(folder / "tekst.gpkg",
                     {panden({{square(205500, 450500, 10), {"NL.IMBAG.Pand.0503100000030264", in_use}}})});
  const Surroundings prefix = read_panden(text);
  CHECK(has_pand(prefix, "0503100000030264"));
  CHECK(count(prefix.reports[0], "voorloopnul") == 0);

  const auto none =
      fixture::write(folder / "zonder.gpkg", {panden({{square(205500, 450500, 10), {{}, in_use}}})});
  const Surroundings without = read_panden(none);
  CHECK(count(without.reports[0], "zonder_id") == 1);
  CHECK(has_pand(without, "fid=3"));  // a building is never lost for want of an id

  const auto dummy = fixture::write(folder / "bgt.gpkg",
                                    {panden({{square(205500, 450500, 10), {"0221109999999999", in_use}},
                                             {square(205600, 450500, 10), {"0221109999999999", in_use}}})});
  const Surroundings bgt = read_panden(dummy);
  CHECK(count(bgt.reports[0], "zonder_id") == 2);
  CHECK(count(bgt.reports[0], "dubbel") == 0);
  CHECK(bgt.panden->size() == 4);
}

TEST_CASE("GeoJSON in RD and GML keep digits as text and leave no file behind") {
  const fixture::Folder folder;
  fixture::write_text(folder / "bag.geojson", R"({"type":"FeatureCollection",
    "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},
    "features":[{"type":"Feature",
      "properties":{"identificatie":"0221100000000003","gebruiksdoel":["woonfunctie","winkelfunctie"]},
      "geometry":{"type":"Polygon",
        "coordinates":[[[205500,450500],[205510,450500],[205510,450510],[205500,450500]]]}}]})");
  const Surroundings json = read_panden(folder / "bag.geojson");
  REQUIRE(json.panden);
  CHECK(has_pand(json, "0221100000000003"));
  CHECK(json.panden->front().verblijfsobjecten.at(0).gebruiksdoelen ==
        std::vector<std::string>{"woonfunctie", "winkelfunctie"});

  fixture::write_text(folder / "eigen.gml", R"(<?xml version="1.0"?>
<c:C xmlns:c="http://example.org/c" xmlns:gml="http://www.opengis.net/gml/3.2"><c:member><c:Pand gml:id="a">
<c:identificatie>0221100000000003</c:identificatie>
<c:vlak><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing>
<gml:posList>205500 450500 205510 450500 205510 450510 205500 450500</gml:posList>
</gml:LinearRing></gml:exterior></gml:Polygon></c:vlak>
</c:Pand></c:member></c:C>)");
  const Surroundings gml = read_panden(folder / "eigen.gml");
  REQUIRE(gml.panden);
  CHECK(has_pand(gml, "0221100000000003"));
  CHECK(count(gml.reports[0], "voorloopnul") == 0);
  CHECK(folder.names() == std::vector<std::string>{"bag.geojson", "eigen.gml"});
}

TEST_CASE("GML of the Kadastrale kaart: the boundary, not the position of the number") {
  const fixture::Folder folder;
  // Structure of the v5 delivery (SYNTHETISCH content). The label point comes first.
  fixture::write_text(folder / "perceel.gml", R"(<?xml version="1.0"?>
<kk:DKK xmlns:gml="http://www.opengis.net/gml/3.2"
 xmlns:oz="http://www.kadaster.nl/schemas/brkkadastralekaart/v5/imkad-onroerendezaak/v20220601"
 xmlns:t="http://www.kadaster.nl/schemas/brkkadastralekaart/v5/imkad-typen/v20220601"
 xmlns:ko="http://www.kadaster.nl/schemas/brkkadastralekaart/v5/imkad-kadastraalobject/v20220601"
 xmlns:kk="http://www.kadaster.nl/schemas/brkkadastralekaart/v5/stand/v20220601"><kk:perceelMember>
<oz:Perceel gml:id="p1"><ko:identificatie>00120229870000</ko:identificatie>
<oz:plaatscoordinaten><gml:Point srsName="urn:ogc:def:crs:EPSG::28992">
<gml:pos>205505 450505</gml:pos></gml:Point></oz:plaatscoordinaten>
<oz:kadastraleAanduiding><oz:TypeKadastraleAanduiding>
<oz:sectie>B</oz:sectie><oz:perceelnummer>12</oz:perceelnummer>
<oz:aKRKadastraleGemeenteCode><oz:AKRKadastraleGemeenteCode><t:waarde>SYN02</t:waarde>
</oz:AKRKadastraleGemeenteCode></oz:aKRKadastraleGemeenteCode>
</oz:TypeKadastraleAanduiding></oz:kadastraleAanduiding>
<oz:begrenzingPerceel><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing>
<gml:posList>205500 450500 205510 450500 205510 450510 205500 450510 205500 450500</gml:posList>
</gml:LinearRing></gml:exterior></gml:Polygon></oz:begrenzingPerceel>
</oz:Perceel></kk:perceelMember></kk:DKK>)");
  const Surroundings s =
      read_surroundings({request(LayerKind::Percelen, folder / "perceel.gml")}, village, {});
  REQUIRE(s.percelen);
  REQUIRE(s.percelen->size() == 1);
  CHECK(s.percelen->front().identificatie == "00120229870000");
  CHECK(s.percelen->front().kadastrale_aanduiding == "SYN02-B-12");
  CHECK(area_m2(s.percelen->front().vlak) == Approx(100.0).epsilon(1e-12));
  CHECK(folder.names() == std::vector<std::string>{"perceel.gml"});
}

TEST_CASE("the three sets of parcel columns give one designation") {
  const fixture::Folder folder;
  const std::vector<std::vector<std::string>> sets{
      {"identificatie_lokaal_id", "akr_kadastrale_gemeente_code_waarde", "sectie", "perceelnummer"},  // PDOK
      {"identificatieLokaalID", "AKRKadastraleGemeenteCodeWaarde", "sectie", "perceelnummer"},        // WFS
      {"lokaalid", "akrgemeente", "sectie", "perceelnummer"}};  // NLExtract
  int number = 0;
  for (const auto& names : sets) {
    fixture::Layer layer;
    layer.name = "perceel";
    layer.columns = {{names[0]}, {names[1]}, {names[2]}, {names[3], OFTInteger}};
    layer.features = {{square(205500, 450500, 10), {"84920229870000", "OTL02", "B", "2298"}}};
    const auto path = fixture::write(folder / ("brk" + std::to_string(number++) + ".gpkg"), {layer});
    const Surroundings s = read_surroundings({request(LayerKind::Percelen, path)}, village, {});
    REQUIRE(s.percelen);
    CHECK(s.percelen->front().identificatie == "84920229870000");
    CHECK(s.percelen->front().kadastrale_aanduiding == "OTL02-B-2298");
  }
}

TEST_CASE("a shapefile with its names of ten characters is read") {
  const fixture::Folder folder;
  fixture::Layer layer = panden({{square(205500, 450500, 10), {"0221100000000003", in_use}}});
  layer.geometry = wkbPolygon;
  const Surroundings s = read_panden(fixture::write(folder / "bag.shp", {layer}, "ESRI Shapefile"));
  REQUIRE(s.panden);
  CHECK(pand(s, "0221100000000003").status == in_use);
  CHECK_FALSE(s.reports[0].transformed);
}

TEST_CASE("status decides between existing and planned; an unknown word is the safe side") {
  const fixture::Folder folder;
  const auto path = fixture::write(
      folder / "bag.gpkg", {panden({{square(205500, 450500, 10), {"0221100000000003", "Bouw gestart"}},
                                    {square(205520, 450500, 10), {"0221100000000004", "pand in gebruik"}},
                                    {square(205540, 450500, 10), {"0221100000000005", "Pand te water"}}})});
  const Surroundings s = read_panden(path);
  CHECK(pand(s, "0221100000000003").situatie == Situatie::Geprojecteerd);
  CHECK(pand(s, "0221100000000004").situatie == Situatie::Bestaand);
  CHECK(pand(s, "0221100000000005").situatie == Situatie::Bestaand);
  CHECK(count(s.reports[0], "status_onbekend") == 1);
}

TEST_CASE("units of use hang on their buildings") {
  const fixture::Folder folder;
  fixture::Layer units;
  units.name = "verblijfsobject";
  units.geometry = wkbPoint;
  units.columns = {
      {"identificatie"}, {"oppervlakte", OFTInteger}, {"status"}, {"gebruiksdoel"}, {"pand_identificatie"}};
  const std::string use = "Verblijfsobject in gebruik";
  const auto point = [](double x, double y) {
    return "POINT(" + std::to_string(x) + " " + std::to_string(y) + ")";
  };
  units.features = {
      {point(205505, 450505),
       {"0221010000000002", "80", use, "winkelfunctie,woonfunctie", "0221100000000003"}},
      {point(205506, 450505),
       {"0221010000000001", "120", use, "woonfunctie", "0221100000000003, 0221100000000004"}},
      {point(205507, 450505),
       {"0221010000000003", "1", "Verblijfsobject ingetrokken", "woonfunctie", "0221100000000003"}},
      {point(205508, 450505), {"0221010000000004", "60", use, "kantoorfunctie", "0221100000009999"}},
      // In the part of a building that lies outside the box, and of a building that was not read.
      {point(206005, 450505), {"0221010000000005", {}, use, "woonfunctie", "0221100000000005"}},
      {point(206005, 450605), {"0221010000000006", {}, use, "woonfunctie", "0221100000000006"}},
      {point(204000, 449000), {"0221010000000007", {}, use, "woonfunctie", "0221100000000006"}},
      {point(207000, 452000), {"0221010000000008", {}, use, "woonfunctie", "0221100000000006"}}};
  const auto path = fixture::write(folder / "bag.gpkg",
                                   {panden({{square(205500, 450500, 10), {"0221100000000003", in_use}},
                                            {square(205510, 450500, 10), {"0221100000000004", in_use}},
                                            {square(205995, 450500, 20), {"0221100000000005", in_use}}}),
                                    units});
  const Surroundings s =
      read_surroundings({request(LayerKind::Verblijfsobjecten, path), request(LayerKind::Panden, path)},
                        village, fixture::statuses());
  REQUIRE(s.panden);
  const Pand& shop = pand(s, "0221100000000003");
  REQUIRE(shop.verblijfsobjecten.size() == 2);
  CHECK(shop.verblijfsobjecten[0].identificatie == "0221010000000001");
  CHECK(shop.verblijfsobjecten[0].oppervlakte_m2 == 120.0);
  CHECK(shop.verblijfsobjecten[1].gebruiksdoelen == std::vector<std::string>{"winkelfunctie", "woonfunctie"});
  CHECK(shop.verblijfsobjecten[1].punt == RdPoint{205505, 450505});
  CHECK(pand(s, "0221100000000004").verblijfsobjecten.size() == 1);
  CHECK(pand(s, "0221100000000005").verblijfsobjecten.size() == 1);
  const LayerReport* r = s.report(LayerKind::Verblijfsobjecten);
  REQUIRE(r);
  CHECK(r->features_total == 8);
  CHECK(r->features_read == 5);
  CHECK(r->features_used == 3);
  CHECK(count(*r, "zonder_pand") == 1);
  CHECK(count(*r, "vervallen") == 1);
}

TEST_CASE("bag-light without a layer of units: one unit a building from its own columns") {
  const fixture::Folder folder;
  const auto path = fixture::write(
      folder / "bag-light.gpkg",
      {panden(
          {{square(205500, 450500, 10), {"0221100000000003", in_use, "woonfunctie,winkelfunctie", "250"}}},
          {{"identificatie"}, {"status"}, {"gebruiksdoel"}, {"oppervlakte_max", OFTInteger}})});
  const Surroundings s = read_panden(path);
  const Pand& p = pand(s, "0221100000000003");
  REQUIRE(p.verblijfsobjecten.size() == 1);
  CHECK(p.verblijfsobjecten[0].gebruiksdoelen == std::vector<std::string>{"woonfunctie", "winkelfunctie"});
  CHECK(p.verblijfsobjecten[0].oppervlakte_m2 == 250.0);
  CHECK(count(s.reports[0], "gebruik_uit_pand") == 1);
}

TEST_CASE("arcs become lines with a small sagitta") {
  const fixture::Folder folder;
  // Circle of radius 5 m around (205500, 450500).
  const auto path =
      fixture::write(folder / "bag.gpkg",
                     {panden({{"CURVEPOLYGON(CIRCULARSTRING(205495 450500,205505 450500,205495 450500))",
                               {"0221100000000003", in_use}}})});
  const Surroundings s = read_panden(path);
  CHECK(count(s.reports[0], "boog") == 1);
  CHECK(area_m2(pand(s, "0221100000000003").footprint) == Approx(78.5398163).epsilon(1e-4));
}

TEST_CASE(
    "rows without geometry are found although an index leaves them out; one bad layer does not stop the "
    "others") {
  const fixture::Folder folder;
  const auto good = fixture::write(folder / "bag.gpkg", {panden({{"", {"0221100000000003", in_use}}})});
  const Surroundings s =
      read_surroundings({request(LayerKind::Percelen, folder / "weg.gpkg"), request(LayerKind::Panden, good)},
                        village, fixture::statuses());
  CHECK_FALSE(s.percelen);
  REQUIRE(s.panden);
  CHECK(s.panden->size() == 2);
  CHECK(count(*s.report(LayerKind::Panden), "leeg") == 1);
  CHECK(find(s, codes::layer_unreadable));
}

TEST_CASE("a GeoPackage in WAL mode is read without a trace") {
  const fixture::Folder folder;
  const auto path = fixture::write(folder / "bag.gpkg", {panden({})});
  {
    const GDALDatasetUniquePtr dataset{
        GDALDataset::Open(path.string().c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)};
    dataset->ReleaseResultSet(dataset->ExecuteSQL("PRAGMA journal_mode=WAL", nullptr, nullptr));
  }
  const std::string before = fixture::bytes(path);
  CHECK(read_panden(path).panden->size() == 2);
  CHECK(fixture::bytes(path) == before);
  CHECK(folder.names() == std::vector<std::string>{"bag.gpkg"});
}

TEST_CASE("reading can be stopped") {
  const fixture::Folder folder;
  const auto path = fixture::write(folder / "bag.gpkg", {panden({})});
  std::stop_source stop;
  stop.request_stop();
  const Surroundings s =
      read_surroundings({request(LayerKind::Panden, path)}, village, fixture::statuses(), stop.get_token());
  CHECK(s.reports[0].features_read == 0);
  CHECK_FALSE(s.panden);  // half a layer must not pass for a whole one
}

TEST_CASE("a large layer is read through its index, with the same outcome, also from another CRS") {
  const fixture::Folder folder;
  // 120 x 100 squares of 10 m, 20 m apart, from 1000 m west of the village: 50 x 50 lie within it, and one row
  // and one column touch its edge at 206000 and 451000.
  fixture::Layer layer = panden({});
  layer.geometry = wkbPolygon;
  layer.features.clear();
  for (int i = 0; i < 12000; ++i) {
    layer.features.push_back({square(204000 + i % 120 * 20, 450000 + i / 120 * 20, 10),
                              {"0221" + std::to_string(100000000000 + i), in_use}});
  }
  const Surroundings s = read_panden(fixture::write(folder / "bag.gpkg", {layer}));
  REQUIRE(s.panden);
  CHECK(s.reports[0].features_total == 12000);
  CHECK(s.panden->size() == 51 * 51);

  layer.epsg = 4258;
  OGRSpatialReference from;
  OGRSpatialReference to;
  from.importFromEPSG(28992);
  to.importFromEPSG(4258);
  from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const std::unique_ptr<OGRCoordinateTransformation> back{OGRCreateCoordinateTransformation(&from, &to)};
  for (fixture::Feature& f : layer.features) {
    OGRGeometry* geometry = nullptr;
    fixture::require(OGRGeometryFactory::createFromWkt(f.wkt.c_str(), nullptr, &geometry) == OGRERR_NONE,
                     f.wkt);
    const std::unique_ptr<OGRGeometry> owned{geometry};
    fixture::require(owned->transform(back.get()) == OGRERR_NONE, "transform");
    f.wkt = owned->exportToWkt();
  }
  const Surroundings degrees = read_panden(fixture::write(folder / "graden.gpkg", {layer}));
  REQUIRE(degrees.panden);
  CHECK(degrees.panden->size() >= 50 * 50);  // those that touched may fall outside
  CHECK(degrees.panden->size() <= 51 * 51);
  const RdPoint corner = pand(degrees, "0221100000003075").footprint.front().outer.front();
  const RdPoint exact = pand(s, "0221100000003075").footprint.front().outer.front();
  CHECK(distance_m(corner, exact) < 0.001);
}
