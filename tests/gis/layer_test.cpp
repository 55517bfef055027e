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
  CHECK(find(s, codes::layer_not_in_file)->args == std::vector<std::string>{"panden", "bag.gpkg", "pand"});
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
  gis::LayerRequest whole = request(LayerKind::Panden, path);
  whole.omtrek = outline(box);
  const Surroundings s = read_surroundings({whole}, box, {});
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
  const auto path = fixture::write(folder / "bag.gpkg", {layer});
  const Surroundings s = read_surroundings({request(LayerKind::Panden, path)}, village, fixture::statuses());
  REQUIRE(find(s, codes::layer_not_covering));
  CHECK(find(s, codes::layer_not_covering)->severity == Severity::Waarschuwing);
  CHECK(find(s, codes::layer_not_covering)->args ==
        std::vector<std::string>{"bag.gpkg|pand", "noordoosten", "206000, 451000", "5 km"});
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
  CHECK(find(swapped, codes::coordinates_outside)->args[1] == "alle objecten");
  CHECK(find(swapped, codes::coordinates_outside)->args[2] == "450505.000, 205505.000");
  CHECK_FALSE(swapped.panden);

  layer.features = {{"POLYGON((5.1 52.1,5.2 52.1,5.2 52.2,5.1 52.1))", {"0221100000000003", in_use}}};
  CHECK(find(read_panden(fixture::write(folder / "graden.gpkg", {layer})), codes::coordinates_outside));

  layer = panden(
      {{square(0, 0, 10), {"0221100000000004", in_use}}});  // one stray feature does not lose the layer
  const Surroundings stray = read_panden(fixture::write(folder / "verdwaald.gpkg", {layer}));
  REQUIRE(find(stray, codes::coordinates_outside));
  CHECK(find(stray, codes::coordinates_outside)->severity == Severity::Waarschuwing);
  CHECK(find(stray, codes::coordinates_outside)->args[1] == "0221100000000004");
  CHECK(stray.panden);
}

