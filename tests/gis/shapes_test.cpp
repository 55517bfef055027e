// Boundary and layout out of drawings.
#include "fixture.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/gis/read/shapes.hpp"

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
  CHECK(code(read_drawing(path, "BOMEN", "EPSG:28992")) == codes::no_shapes);
  CHECK(code(read_drawing(path, "GRENS", "RD Oud")) == codes::crs_unknown);
  CHECK(code(read_drawing(folder / "nergens.dxf", "", "")) == codes::layer_unreadable);
}
