// The system in which a layer is: what it says, what the user says of it, and what its numbers allow.
#include "village_layer.hpp"

#include "batterisk/core/base/codes_layers.hpp"

#include <catch2/catch.hpp>

using namespace batterisk;
using fixture::count;
using fixture::find;
using fixture::panden;
using fixture::request;
using fixture::village;

namespace {

Surroundings read(const std::filesystem::path& path, const std::string& stated) {
  auto asked = request(LayerKind::Panden, path);
  asked.crs = stated;
  asked.omtrek = outline(village);
  return batterisk::gis::read_surroundings({asked}, village, fixture::statuses());
}

/// Two squares, as GeoJSON with this member before the features.
std::filesystem::path geojson(const fixture::Folder& folder, const std::string& member, bool degrees) {
  const auto square = [&](double x, double y) {
    const double size = degrees ? 0.0002 : 20.0;
    const auto p = [](double px, double py) { return "[" + std::to_string(px) + "," + std::to_string(py) + "]"; };
    return "[[" + p(x, y) + "," + p(x + size, y) + "," + p(x + size, y + size) + "," + p(x, y + size) + "," + p(x, y) + "]]";
  };
  const auto feature = [&](const char* id, double x, double y) {
    return R"({"type":"Feature","properties":{"identificatie":")" + std::string{id} +
           R"(","status":"Pand in gebruik"},"geometry":{"type":"Polygon","coordinates":)" + square(x, y) + "}}";
  };
  RdPoint a{204990, 449990};
  RdPoint b{205990, 450990};
  if (degrees) {
    OGRSpatialReference rd;
    OGRSpatialReference wgs;
    rd.importFromEPSG(28992);
    wgs.importFromEPSG(4326);
    for (OGRSpatialReference* s : {&rd, &wgs}) s->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRCoordinateTransformation* to_wgs = OGRCreateCoordinateTransformation(&rd, &wgs);
    for (RdPoint* p : {&a, &b}) to_wgs->Transform(1, &p->x, &p->y);
    OGRCoordinateTransformation::DestroyCT(to_wgs);
  }
  const std::string features = feature("0221100000000001", a.x, a.y) + "," + feature("0221100000000002", b.x, b.y);
  fixture::write_text(folder / "pand.geojson", R"({"type":"FeatureCollection",)" + member + R"("features":[)" + features + "]}");
  return folder / "pand.geojson";
}

/// A shapefile of two squares in RD with this .prj.
std::filesystem::path shapefile(const fixture::Folder& folder, const std::string& prj) {
  fixture::Layer layer = panden({});
  layer.geometry = wkbPolygon;
  const auto path = fixture::write(folder / "pand.shp", {layer}, "ESRI Shapefile");
  fixture::write_text(folder / "pand.prj", prj);
  return path;
}

bool in_place(const Surroundings& s) {
  return s.panden && s.panden->size() == 2 && bounds(s.panden->front().footprint).min == RdPoint{204990, 449990};
}

const std::string rd_number = R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},)";
const std::string wgs84 = R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},)";
const std::string projection =
    R"(PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.15616055555555],PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],UNIT["Meter",1]])";
const std::string bessel = R"(GEOGCS["Bessel 1841",DATUM["unknown",SPHEROID["bessel",6377397.155,299.1528128]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],)";

}  // namespace

TEST_CASE("GeoJSON in RD that says no system: the user says it, or the numbers tell that they are no degrees") {
  const fixture::Folder folder;
  for (const char* member : {"", R"("crs":null,)"}) {
    const auto path = geojson(folder, member, false);
    const Surroundings said = read(path, "EPSG:28992");
    CHECK(said.diagnostics.empty());
    CHECK(in_place(said));
    CHECK(said.reports[0].crs == "EPSG:28992");
    CHECK(count(said.reports[0], "crs_opgegeven") == 1);
    const Surroundings unsaid = read(path, "");
    REQUIRE(unsaid.diagnostics.size() == 1);
    CHECK(unsaid.diagnostics[0].code == codes::crs_of_degrees);
    CHECK(unsaid.diagnostics[0].args ==
          std::vector<std::string>{"pand.geojson|pand", "EPSG:4326", "205500.000, 450500.000",
                                   "De getallen passen bij RD: geef bij de laag crs = \"EPSG:28992\""});
    CHECK_FALSE(unsaid.panden);
  }
  CHECK(in_place(read(geojson(folder, rd_number, false), "")));
}

TEST_CASE("GeoJSON in degrees stays what its format means") {
  const fixture::Folder folder;
  const auto path = geojson(folder, "", true);
  const Surroundings plain = read(path, "");
  REQUIRE(plain.panden);
  CHECK(find(plain, codes::layer_transformed));
  CHECK(bounds(plain.panden->front().footprint).min.x == Approx(204990.0).margin(0.25));
  for (const char* same : {"EPSG:4326", "OGC:CRS84"}) CHECK(read(path, same).diagnostics.size() == plain.diagnostics.size());
  // Said to be RD: its numbers are degrees, so that it is not.
  const Surroundings wrong = read(path, "EPSG:28992");
  REQUIRE(find(wrong, codes::crs_not_used));
  CHECK(find(wrong, codes::crs_not_used)->args == std::vector<std::string>{"pand.geojson|pand", "EPSG:28992", "EPSG:4326"});
  CHECK(wrong.panden);
}

TEST_CASE("L041 and L042: the word of the layer goes first, unless its numbers cannot be that") {
  const fixture::Folder folder;
  const Surroundings used = read(geojson(folder, rd_number, false), "EPSG:4326");
  REQUIRE(used.diagnostics.size() == 1);
  CHECK(used.diagnostics[0].code == codes::crs_not_used);
  CHECK(used.diagnostics[0].severity == Severity::Waarschuwing);
  CHECK(in_place(used));

  fixture::Layer layer = panden({});  // in RD, and says degrees
  layer.epsg = 4326;
  const auto lie = fixture::write(folder / "liegt.gpkg", {layer});
  const Surroundings replaced = read(lie, "EPSG:28992");
  REQUIRE(replaced.diagnostics.size() == 1);
  CHECK(replaced.diagnostics[0].code == codes::crs_replaced);
  CHECK(replaced.diagnostics[0].args == std::vector<std::string>{"liegt.gpkg|pand", "EPSG:4326", "EPSG:28992"});
  CHECK(in_place(replaced));
  CHECK(find(read(lie, ""), codes::crs_of_degrees));
  CHECK(find(read(lie, "EPSG:4258"), codes::crs_not_used));  // no better
  CHECK_FALSE(read(lie, "EPSG:4258").panden);
}

TEST_CASE("RD in the .prj of other programs, also without its name") {
  const fixture::Folder folder;
  const std::vector<std::string> forms{
      R"(PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Double_Stereographic"],PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],PARAMETER["Central_Meridian",5.38763888888889],PARAMETER["Scale_Factor",0.9999079],PARAMETER["Latitude_Of_Origin",52.15616055555555],UNIT["Meter",1.0]])",
      "PROJCS[\"unnamed\"," + bessel + projection,
      "PROJCS[\"unknown\"," + bessel + projection,
      "PROJCS[\"Rijksdriehoek\"," + bessel + projection,
  };
  for (const std::string& prj : forms) {
    CAPTURE(prj);
    for (const char* stated : {"", "EPSG:28992", "28992", "epsg:28992", "EPSG: 28992"}) {
      CAPTURE(stated);
      const Surroundings s = read(shapefile(folder, prj), stated);
      CHECK(s.diagnostics.empty());
      CHECK(in_place(s));
      CHECK(s.reports[0].crs == "EPSG:28992");
    }
  }
}

TEST_CASE("a .prj that says nothing, or nothing that leads to RD") {
  const fixture::Folder folder;
  std::string other = projection;
  other.replace(other.find("463000"), 6, "463500");  // not RD: half a kilometre off
  struct Row {
    std::string prj;
    Code code;  // without crs
    bool doubted;  // with crs
  };
  const std::vector<Row> rows{{"", codes::layer_without_crs, false},
                              {"rommel", codes::layer_without_crs, false},
                              {R"(LOCAL_CS["Nonsense",UNIT["Meter",1]])", codes::layer_without_crs, false},
                              {"PROJCS[\"unnamed\"," + bessel + other, codes::transformation_failed, true}};
  for (const Row& row : rows) {
    CAPTURE(row.prj);
    const auto path = shapefile(folder, row.prj);
    const Surroundings unsaid = read(path, "");
    REQUIRE(unsaid.diagnostics.size() == 1);
    CHECK(unsaid.diagnostics[0].code == row.code);
    CHECK(unsaid.diagnostics[0].args.back() == "De getallen passen bij RD: geef bij de laag crs = \"EPSG:28992\"");
    for (const std::string& arg : unsaid.diagnostics[0].args) {
      CHECK(arg != "-");
      CHECK_FALSE(arg.empty());
      CHECK(arg.size() < 120);
    }
    const Surroundings said = read(path, "EPSG:28992");
    CHECK(in_place(said));
    CHECK((find(said, codes::crs_replaced) != nullptr) == row.doubted);
    CHECK(find(said, codes::layer_transformed) == nullptr);
  }
}

TEST_CASE("L008 says what is the matter with numbers outside the Netherlands") {
  const fixture::Folder folder;
  const auto step = [&](double x, double y, double size) {
    fixture::Layer layer = panden({});
    layer.features = {{fixture::square(x, y, size), {"0221100000000001", "Pand in gebruik"}}};
    std::filesystem::remove(folder / "bag.gpkg");
    const Surroundings s = read(fixture::write(folder / "bag.gpkg", {layer}), "");
    REQUIRE(find(s, codes::coordinates_outside));
    CHECK(find(s, codes::coordinates_outside)->severity == Severity::Fout);
    return find(s, codes::coordinates_outside)->args.at(3);
  };
  CHECK(step(450500, 205500, 10).find("verwisseld") != std::string::npos);
  CHECK(step(5.1, 52.1, 0.1).find("EPSG:4326") != std::string::npos);
  CHECK(step(52.1, 5.1, 0.1).find("verwisseld") != std::string::npos);
  CHECK(step(205500000, 450500000, 10000).find("millimeters") != std::string::npos);
  CHECK(step(20550000, 45050000, 1000).find("centimeters") != std::string::npos);
  CHECK(step(205.5, 450.5, 0.01).find("kilometers") != std::string::npos);
  CHECK(step(674212.6, 1478018.4, 30).find("voeten") != std::string::npos);
  CHECK(step(706000, 5760000, 10).find("UTM") != std::string::npos);
  CHECK(step(680000, 6810000, 10).find("Web Mercator") != std::string::npos);
  CHECK(step(3, 1, 10).find("eigen nulpunt") != std::string::npos);
  CHECK(step(9e6, 9e6, 10).find("Controleer het co") == 0);
}

TEST_CASE("an extract says of its system what the layer said") {
  const fixture::Folder folder;
  fixture::Layer lies = panden({});
  lies.epsg = 4326;
  const std::vector<std::filesystem::path> sources{geojson(folder, "", false), fixture::write(folder / "liegt.gpkg", {lies})};
  for (const auto& source : sources) {
    auto asked = request(LayerKind::Panden, source);
    asked.crs = "EPSG:28992";
    const Surroundings first = gis::read_surroundings({asked}, village, fixture::statuses());
    REQUIRE(gis::write_extract(asked, village, folder / "deel.gpkg", "2026-11-01").empty());
    auto part = asked;
    part.path = folder / "deel.gpkg";
    part.origin = LayerOrigin{"", first.reports[0].features_total, first.reports[0].extent};
    const Surroundings again = gis::read_surroundings({part}, village, fixture::statuses());
    CHECK(again.diagnostics == first.diagnostics);
    CHECK(in_place(again));
    CHECK(again.reports[0].crs == first.reports[0].crs);
    REQUIRE(again.reports[0].remarks.size() == first.reports[0].remarks.size());
    for (std::size_t i = 0; i < first.reports[0].remarks.size(); ++i) {
      CHECK(again.reports[0].remarks[i].reason == first.reports[0].remarks[i].reason);
      CHECK(again.reports[0].remarks[i].count == first.reports[0].remarks[i].count);
    }
  }
}
