#include "village_layer.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/geometry.hpp"
#include "batterisk/gis/read/layer.hpp"

#include <catch2/catch.hpp>

using namespace batterisk;
using batterisk::gis::read_surroundings;
using fixture::count;
using fixture::find;
using fixture::request;
using fixture::square;

using fixture::corners;
using fixture::has_pand;
using fixture::in_use;
using fixture::pand;
using fixture::panden;
using fixture::read_panden;
using fixture::village;

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
  std::vector<std::string> ids;
  for (const Diagnostic& d : s.diagnostics) {
    const bool used = d.args[2] == "gemengd";  // its polygon is
    CHECK(d.code == (used ? codes::features_noted : codes::features_dropped));
    CHECK(d.severity == (used ? Severity::Waarschuwing : Severity::Info));
    reasons.push_back(d.args[2]);
    ids.push_back(d.args.at(3));
  }
  CHECK(reasons == std::vector<std::string>{"leeg", "geen_vlak", "vervallen", "gemengd"});
  CHECK(ids == std::vector<std::string>{"0221100000000003, 0221100000000004", "0221100000000005", "0221100000000006",
                                        "0221100000000007"});
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

TEST_CASE("L011: one id twice keeps the first, the cut-off rest of a building is not lost") {
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

TEST_CASE("status decides between existing and planned, an unknown word is the safe side") {
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
    "rows without geometry are found although an index leaves them out, one bad layer does not stop the "
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

TEST_CASE("an area as text is read as people write numbers, one that may mean two is unknown") {
  const std::pair<const char*, std::optional<double>> rows[] = {
      {"250", 250.0},   {"250,5", 250.5}, {"250.5", 250.5}, {"1.600,5", 1600.5},     {"1 600", 1600.0},
      {"250 m2", 250.0}, {"0.250", 0.25},  {"1.600", {}},    {"1.600 m\u00b2", {}},   {"circa 250", {}},
      {"250 kg", {}},    {"-250", {}},     {"0", {}},        {"1600\u00a0m\u00b2", 1600.0}};
  for (const auto& [text, expected] : rows) {
    INFO(text);
    const fixture::Folder folder;
    const auto path = fixture::write(
        folder / "bag-light.gpkg",
        {panden({{square(205500, 450500, 10), {"0221100000000003", in_use, "kantoorfunctie", text}}},
                {{"identificatie"}, {"status"}, {"gebruiksdoel"}, {"oppervlakte_max", OFTString}})});
    const Surroundings s = read_panden(path);
    const Pand& p = pand(s, "0221100000000003");
    REQUIRE(p.verblijfsobjecten.size() == 1);
    CHECK(p.verblijfsobjecten[0].oppervlakte_m2 == expected);
    const bool number = expected || std::string_view{text} == "-250" || std::string_view{text} == "0";
    CHECK(count(s.reports[0], "oppervlakte_onleesbaar") == (number ? 0 : 1));
  }
}
