// Boundary and layout out of drawings.
#include "fixture.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/gis/read/shapes.hpp"

#include <cpl_vsi.h>

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>

using namespace batterisk;
using batterisk::gis::Drawing;
using batterisk::gis::read_drawing;

namespace {

/// Closed polyline of a DXF, on a layer of the drawing.
std::string polyline(const std::string& layer, const std::vector<RdPoint>& points, bool closed) {
  std::string text = "0\nLWPOLYLINE\n100\nAcDbEntity\n8\n" + layer + "\n100\nAcDbPolyline\n90\n" +
                     std::to_string(points.size()) + "\n70\n" + (closed ? "1" : "0") + "\n";
  for (const RdPoint p : points) text += "10\n" + std::to_string(p.x) + "\n20\n" + std::to_string(p.y) + "\n";
  return text;
}

/// Container of 6.06 x 2.44 m around a point, its long axis at this bearing.
std::vector<RdPoint> container(RdPoint c, double azimuth) {
  std::vector<RdPoint> ring;
  for (const auto& [along, across] : {std::pair{-3.03, -1.22}, {3.03, -1.22}, {3.03, 1.22}, {-3.03, 1.22}}) {
    const double s = std::sin(azimuth);
    const double k = std::cos(azimuth);
    ring.push_back({c.x + along * s + across * k, c.y + along * k - across * s});
  }
  return ring;
}

std::filesystem::path dxf(const fixture::Folder& folder) {
  const double azimuth = 30.0 * std::numbers::pi / 180.0;
  fixture::write_text(folder / "plan.dxf",
                      "0\nSECTION\n2\nENTITIES\n" +
                          polyline("GRENS", {{120263, 479825}, {120323, 479835}, {120315, 479880}, {120256, 479870}}, true) +
                          polyline("CONTAINER", container({120280, 479846}, azimuth), true) +
                          polyline("CONTAINER", container({120290, 479846}, azimuth), true) +
                          polyline("HEKWERK", {{120263, 479825}, {120323, 479835}, {120330, 479840}}, false) +
                          "0\nENDSEC\n0\nEOF\n");
  return folder / "plan.dxf";
}

}  // namespace

TEST_CASE("a boundary out of a DXF drawing") {
  const fixture::Folder folder;
  const Drawing drawing = read_drawing(dxf(folder), "GRENS", "EPSG:28992");
  REQUIRE(drawing.shapes.size() == 1);
  CHECK(drawing.shapes[0].polygon.outer.size() == 4);
  CHECK(area_m2({drawing.shapes[0].polygon}) == Approx(2752.5));  // shoelace by hand
}

TEST_CASE("a layout out of a DXF drawing: centre, size and bearing of each container") {
  const fixture::Folder folder;
  const Drawing drawing = read_drawing(dxf(folder), "CONTAINER", "EPSG:28992");
  REQUIRE(drawing.shapes.size() == 2);
  CHECK(drawing.shapes[0].centre.x == Approx(120280.0).margin(1e-3));
  CHECK(drawing.shapes[0].centre.y == Approx(479846.0).margin(1e-3));
  CHECK(drawing.shapes[0].length_m == Approx(6.06).margin(1e-3));
  CHECK(drawing.shapes[0].width_m == Approx(2.44).margin(1e-3));
  CHECK(drawing.shapes[0].azimuth_rad * 180.0 / std::numbers::pi == Approx(30.0).margin(0.05));
  CHECK(drawing.shapes[1].id == "2");
}

TEST_CASE("drawings that give nothing usable") {
  const fixture::Folder folder;
  const auto path = dxf(folder);
  const auto code = [](const Drawing& d) { return d.shapes.empty() && !d.diagnostics.empty() ? d.diagnostics[0].code : Code{}; };
  CHECK(code(read_drawing(path, "GRENS", "")) == codes::layer_without_crs);
  CHECK(code(read_drawing(path, "HEKWERK", "EPSG:28992")) == codes::no_shapes);
  CHECK(code(read_drawing(path, "GRENS", "RD Oud")) == codes::crs_unknown);
  CHECK(code(read_drawing(folder / "nergens.dxf", "", "")) == codes::layer_unreadable);
}

TEST_CASE("layers of a drawing are found whatever their capitals, and a name that is not there gives those that are") {
  const fixture::Folder folder;
  const auto path = dxf(folder);
  CHECK(read_drawing(path, "container", "EPSG:28992").shapes.size() == 2);
  const Drawing missing = read_drawing(path, "BOMEN", "EPSG:28992");
  REQUIRE(missing.diagnostics.size() == 1);
  CHECK(missing.diagnostics[0].code == codes::layer_not_in_file);
  CHECK(missing.diagnostics[0].args == std::vector<std::string>{"BOMEN", path.string(), "CONTAINER, GRENS, HEKWERK"});
  // Where both stand side by side, the one that is written so.
  fixture::write_text(folder / "beide.dxf", "0\nSECTION\n2\nENTITIES\n" + polyline("EOS", container({120280, 479846}, 0), true) +
                                                polyline("eos", container({120290, 479846}, 0), true) + "0\nENDSEC\n0\nEOF\n");
  const Drawing both = read_drawing(folder / "beide.dxf", "eos", "EPSG:28992");
  REQUIRE(both.shapes.size() == 1);
  CHECK(both.shapes[0].centre.x == Approx(120290.0).margin(1e-3));
}

TEST_CASE("L008: a drawing in another unit or with its own origin is not believed") {
  const fixture::Folder folder;
  const auto step = [&](double scale, RdPoint from) {
    std::vector<RdPoint> ring = container({120280, 479846}, 0.5);
    for (RdPoint& p : ring) p = {(p.x - from.x) * scale, (p.y - from.y) * scale};
    fixture::write_text(folder / "plan.dxf", "0\nSECTION\n2\nENTITIES\n" + polyline("EOS", ring, true) + "0\nENDSEC\n0\nEOF\n");
    const Drawing drawing = read_drawing(folder / "plan.dxf", "EOS", "EPSG:28992");
    CHECK(drawing.shapes.empty());
    REQUIRE(drawing.diagnostics.size() == 1);
    CHECK(drawing.diagnostics[0].code == codes::coordinates_outside);
    CHECK(drawing.diagnostics[0].severity == Severity::Fout);
    return drawing.diagnostics[0].args.at(3);
  };
  CHECK(step(1000.0, {}).find("millimeters") != std::string::npos);
  CHECK(step(100.0, {}).find("centimeters") != std::string::npos);
  CHECK(step(1.0 / 0.0254, {}).find("inches") != std::string::npos);
  CHECK(step(1.0, {120275, 479840}).find("eigen nulpunt") != std::string::npos);
}

TEST_CASE("a drawing in an archive, and one whose lines do not close") {
  const fixture::Folder folder;
  const auto path = dxf(folder);
  const std::string bytes = fixture::bytes(path);
  VSILFILE* packed = VSIFOpenL(("/vsigzip/" + (folder / "plan.dxf.gz").string()).c_str(), "wb");
  VSIFWriteL(bytes.data(), 1, bytes.size(), packed);
  VSIFCloseL(packed);
  CHECK(read_drawing(folder / "plan.dxf.gz", "CONTAINER", "EPSG:28992").shapes.size() == 2);
  CHECK(read_drawing(path, "HEKWERK", "EPSG:28992").diagnostics.at(0).args.at(1) == "vlak of gesloten lijn, alleen open lijnen");
}
