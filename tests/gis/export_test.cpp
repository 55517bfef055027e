#include "fixture.hpp"

#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/geometry.hpp"
#include "batterisk/gis/write/export.hpp"
#include "batterisk/gis/write/output_folder.hpp"

#include <catch2/catch.hpp>

#include <gdal_priv.h>
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <cstring>

using namespace batterisk;
using namespace batterisk::gis;

namespace {

MultiPolygon house(double x, double y) {
  Polygon p = fixture::rectangle(x, y, x + 10.125, y + 8.001);
  p.holes.push_back({{x + 2, y + 2}, {x + 4, y + 2}, {x + 4, y + 4}, {x + 2, y + 4}});
  return {p, fixture::rectangle(x + 20, y, x + 21, y + 1)};
}

std::vector<FeatureTable> tables(std::size_t rows) {
  FeatureTable panden;
  panden.name = "getroffen_pand";
  panden.geometry = GeometryType::MultiPolygon;
  panden.fields = {{"identificatie", FieldType::Text},
                   {"aandeel_binnen", FieldType::Real},
                   {"aantal", FieldType::Integer},
                   {"indicatief", FieldType::Boolean}};
  panden.description = "Panden in een zone";
  panden.style = {"<qgis version=\"3.22\"><renderer-v2/></qgis>", "<StyledLayerDescriptor version=\"1.1.0\"/>"};
  for (std::size_t i = 0; i < rows; ++i) {
    panden.rows.push_back({{std::string{"0221100000000001"}, 0.1 + static_cast<double>(i),
                            std::int64_t{9007199254740993}, i % 2 == 0},
                           house(205000.0 + 30.0 * static_cast<double>(i), 450000.0)});
  }
  if (!panden.rows.empty()) panden.rows.back().values = {Value{}, Value{}, Value{}, Value{}};

  FeatureTable bronnen;
  bronnen.name = "bron";
  bronnen.geometry = GeometryType::Point;
  bronnen.fields = {{"naam", FieldType::Text}};
  bronnen.rows = {{{std::string{"Batterij \"één\"; 'A'"}}, RdPoint{205000.125, 450000.5}},
                  {{std::string{}}, {}}};

  FeatureTable empty;
  empty.name = "aandachtsgebied";
  empty.geometry = GeometryType::MultiPolygon;
  empty.fields = {{"soort", FieldType::Text}};

  FeatureTable info;
  info.name = "run_info";
  info.fields = {{"sleutel", FieldType::Text}, {"waarde", FieldType::Text}};
  info.rows = {{{std::string{"regelset"}, std::string{"bkl/2026-01-01"}}, {}}};
  return {panden, bronnen, empty, info};
}

const std::string date = "2026-03-01";

GDALDatasetUniquePtr open(const std::filesystem::path& path) {
  return GDALDatasetUniquePtr{GDALDataset::Open(path.string().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY)};
}

}  // namespace

TEST_CASE("a GeoPackage reads back as it was written") {
  const fixture::Folder folder;
  const auto path = folder / "uitvoer.gpkg";
  write_geopackage(path, tables(3), date);
  CHECK(folder.names() == std::vector<std::string>{"uitvoer.gpkg"});
  const GDALDatasetUniquePtr dataset = open(path);
  REQUIRE(dataset);

  std::vector<std::string> names;
  for (OGRLayer* layer : dataset->GetLayers()) names.emplace_back(layer->GetName());
  CHECK(std::vector<std::string>(names.begin(), names.begin() + 4) ==
        std::vector<std::string>{"getroffen_pand", "bron", "aandachtsgebied", "run_info"});

  OGRLayer* panden = dataset->GetLayer(0);
  CHECK(panden->GetGeomType() == wkbMultiPolygon);
  CHECK(std::string{panden->GetSpatialRef()->GetAuthorityCode(nullptr)} == "28992");
  CHECK(std::string{panden->GetGeometryColumn()} == "geom");
  CHECK(std::string{panden->GetMetadataItem("DESCRIPTION")} == "Panden in een zone");
  CHECK(panden->TestCapability(OLCFastSpatialFilter));
  REQUIRE(panden->GetFeatureCount() == 3);
  const OGRFeatureUniquePtr first{panden->GetNextFeature()};
  CHECK(std::string{first->GetFieldAsString("identificatie")} == "0221100000000001");
  CHECK(first->GetFieldAsDouble("aandeel_binnen") == 0.1);
  CHECK(first->GetFieldAsInteger64("aantal") == 9007199254740993);
  CHECK(first->GetFieldAsInteger("indicatief") == 1);
  CHECK(panden->GetLayerDefn()->GetFieldDefn(3)->GetSubType() == OFSTBoolean);
  const OGRMultiPolygon& geometry = *first->GetGeometryRef()->toMultiPolygon();
  REQUIRE(geometry.getNumGeometries() == 2);
  const OGRLinearRing& outer = *geometry.getGeometryRef(0)->getExteriorRing();
  CHECK(outer.getNumPoints() == 5);
  CHECK(outer.getX(1) == 205010.125);
  CHECK(outer.getY(2) == 450008.001);
  CHECK_FALSE(outer.isClockwise());
  CHECK(geometry.getGeometryRef(0)->getInteriorRing(0)->isClockwise());
  CHECK(first->GetGeometryRef()->IsValid());
  const OGRFeatureUniquePtr last{panden->GetFeature(3)};
  for (int i = 0; i < 4; ++i) CHECK(last->IsFieldNull(i));

  OGRLayer* bronnen = dataset->GetLayer(1);
  const OGRFeatureUniquePtr bron{bronnen->GetNextFeature()};
  CHECK(std::string{bron->GetFieldAsString(0)} == "Batterij \"één\"; 'A'");
  CHECK(bron->GetGeometryRef()->toPoint()->getX() == 205000.125);
  const OGRFeatureUniquePtr nowhere{bronnen->GetNextFeature()};
  CHECK(nowhere->GetGeometryRef() == nullptr);
  CHECK(nowhere->IsFieldSetAndNotNull(0));

  CHECK(dataset->GetLayer(2)->GetFeatureCount() == 0);
  CHECK(dataset->GetLayer(2)->GetGeomType() == wkbMultiPolygon);
  CHECK(dataset->GetLayer(3)->GetGeomType() == wkbNone);
}

TEST_CASE("styles stand where QGIS looks for them") {
  const fixture::Folder folder;
  write_geopackage(folder / "uitvoer.gpkg", tables(1), date);
  const GDALDatasetUniquePtr dataset = open(folder / "uitvoer.gpkg");
  OGRLayer* styles = dataset->GetLayerByName("layer_styles");
  REQUIRE(styles);
  CHECK(std::string{styles->GetFIDColumn()} == "id");
  std::vector<std::string> columns;
  for (int i = 0; i < styles->GetLayerDefn()->GetFieldCount(); ++i) {
    columns.emplace_back(styles->GetLayerDefn()->GetFieldDefn(i)->GetNameRef());
  }
  CHECK(columns == std::vector<std::string>{"f_table_catalog", "f_table_schema", "f_table_name",
                                            "f_geometry_column", "styleName", "styleQML", "styleSLD",
                                            "useAsDefault", "description", "owner", "ui", "update_time"});
  REQUIRE(styles->GetFeatureCount() == 1);
  const OGRFeatureUniquePtr style{styles->GetNextFeature()};
  CHECK(std::string{style->GetFieldAsString("f_table_name")} == "getroffen_pand");
  CHECK(std::string{style->GetFieldAsString("f_geometry_column")} == "geom");
  CHECK(std::string{style->GetFieldAsString("styleQML")} == "<qgis version=\"3.22\"><renderer-v2/></qgis>");
  CHECK(std::string{style->GetFieldAsString("styleSLD")} == "<StyledLayerDescriptor version=\"1.1.0\"/>");
  CHECK(style->GetFieldAsInteger("useAsDefault") == 1);
  CHECK(std::string{style->GetFieldAsString("update_time")} == "2026/03/01 00:00:00+00");
}

TEST_CASE("equal tables give equal bytes, and the date is the one given") {
  const fixture::Folder folder;
  write_geopackage(folder / "a.gpkg", tables(50), date);
  write_geopackage(folder / "b.gpkg", tables(50), date);
  const std::string a = fixture::bytes(folder / "a.gpkg");
  CHECK(a == fixture::bytes(folder / "b.gpkg"));
  CHECK(a.find("2026-03-01T00:00:00.000Z") != std::string::npos);
  write_geopackage(folder / "c.gpkg", tables(50), "2026-03-02");
  CHECK(a != fixture::bytes(folder / "c.gpkg"));
}

TEST_CASE("F001: what cannot be written says so and leaves nothing behind") {
  const fixture::Folder folder;
  const auto fails = [](const std::filesystem::path& path) -> std::string {
    try {
      write_geopackage(path, tables(3), date);
    } catch (const FileError& e) {
      REQUIRE(e.diagnostics().size() == 1);
      CHECK(e.diagnostics()[0].code == Code{'F', 1});
      CHECK(e.diagnostics()[0].severity == Severity::Fout);
      CHECK(e.diagnostics()[0].args[0] == path.string());
      return e.diagnostics()[0].args[1];
    }
    return "";
  };
  SECTION("the folder does not exist") {
    CHECK_FALSE(fails(folder / "geen" / "uitvoer.gpkg").empty());
  }
  SECTION("the folder is a file") {
    fixture::write_text(folder / "bestand", "x");
    CHECK_FALSE(fails(folder / "bestand" / "uitvoer.gpkg").empty());
    CHECK(fixture::bytes(folder / "bestand") == "x");
  }
  SECTION("the target is a folder") {
    std::filesystem::create_directories(folder / "uitvoer.gpkg" / "vol");
    CHECK_FALSE(fails(folder / "uitvoer.gpkg").empty());
    CHECK(folder.names() == std::vector<std::string>{"uitvoer.gpkg"});
  }
  SECTION("a folder that may not be written to, for whoever is not root") {
    if (::geteuid() == 0) return;
    std::filesystem::permissions(folder.path(),
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    CHECK_FALSE(fails(folder / "uitvoer.gpkg").empty());
    std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
  }
}

TEST_CASE("F001: a full disk keeps the file that was there") {
  const fixture::Folder folder;
  const auto write = [&](std::size_t rows) {
    gis::OutputFolder output{folder.path()};
    output.make("uitvoer.gpkg", [&](const auto& path) { write_geopackage(path, tables(rows), date); });
    (void)output.put_in_place();
  };
  write(1);
  const std::string before = fixture::bytes(folder / "uitvoer.gpkg");
  // A limit on the size of files stands in for the disk: writing beyond it fails.
  rlimit limit{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit) == 0);
  for (const rlim_t size : {rlim_t{0}, rlim_t{20000}, rlim_t{150000}, rlim_t{400000}}) {
    CAPTURE(size);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{size, limit.rlim_max};
    bool failed = false;
    ::setrlimit(RLIMIT_FSIZE, &small);
    try {
      write(5000);
    } catch (const FileError&) {
      failed = true;
    }
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, handler);
    CHECK(failed);
    CHECK(fixture::bytes(folder / "uitvoer.gpkg") == before);
    CHECK(folder.names() == std::vector<std::string>{"uitvoer.gpkg"});
  }
}
