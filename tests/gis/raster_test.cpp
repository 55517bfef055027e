#include "batterisk/gis/read/raster.hpp"

#include "http_server.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/diagnostic.hpp"

#include <gdal_priv.h>
#include <gdal_utils.h>

#include <catch2/catch.hpp>

#include <array>
#include <mutex>
#include <string>
#include <vector>

using namespace batterisk;
using namespace batterisk::gis;
using namespace batterisk::test;

namespace {

// A GeoTIFF of 100 x 80 m with pixels of 1 m: west red, east blue.
std::string tiff(const TempFolder& folder, const char* crs) {
  GDALAllRegister();
  const std::string path = (folder / (std::string{"kaart"} + (crs[0] == '\0' ? "_los" : "") + ".tif")).string();
  const GDALDatasetUniquePtr file{GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), 100, 80, 3, GDT_Byte, nullptr)};
  std::array<double, 6> grid{120000.0, 1.0, 0.0, 480080.0, 0.0, -1.0};
  file->SetGeoTransform(grid.data());
  if (crs[0] != '\0') {
    OGRSpatialReference srs;
    srs.SetFromUserInput(crs);
    file->SetSpatialRef(&srs);
  }
  for (int band = 1; band <= 3; ++band) {
    std::vector<std::uint8_t> values(8000);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = (i % 100 < 50 ? band == 1 : band == 3) ? 255 : 0;
    REQUIRE(file->GetRasterBand(band)->RasterIO(GF_Write, 0, 0, 100, 80, values.data(), 100, 80, GDT_Byte, 0, 0) == CE_None);
  }
  return path;
}

std::uint32_t at(const std::vector<std::uint32_t>& pixels, int width, int x, int y) {
  return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
}

constexpr std::uint32_t red = 0xFFFF0000;
constexpr std::uint32_t blue = 0xFF0000FF;

}  // namespace

TEST_CASE("A raster has its colours where they lie, and nothing beside it") {
  const TempFolder folder;
  const Raster raster(tiff(folder, "EPSG:28992"));
  // 200 x 160 m around it at 1 m a pixel: the raster is the middle half.
  const auto pixels = raster.read({{119950.0, 479960.0}, {120150.0, 480120.0}}, 200, 160);
  CHECK(at(pixels, 200, 10, 80) == 0);
  CHECK(at(pixels, 200, 49, 80) == 0);
  CHECK(at(pixels, 200, 50, 80) == red);
  CHECK(at(pixels, 200, 98, 41) == red);
  CHECK(at(pixels, 200, 101, 118) == blue);
  CHECK(at(pixels, 200, 149, 80) == blue);
  CHECK(at(pixels, 200, 150, 80) == 0);
  CHECK(at(pixels, 200, 100, 39) == 0);
  // Seen from far, and a part of a pixel seen from near.
  CHECK(at(raster.read({{119950.0, 479960.0}, {120150.0, 480120.0}}, 20, 16), 20, 6, 8) == red);
  CHECK(at(raster.read({{120080.2, 480040.2}, {120080.4, 480040.4}}, 8, 8), 8, 4, 4) == blue);
  CHECK(at(raster.read({{0.0, 300000.0}, {10.0, 300010.0}}, 4, 4), 4, 1, 1) == 0);
}

TEST_CASE("MBTiles and GeoPackage are put in RD") {
  const TempFolder folder;
  const std::string source = tiff(folder, "EPSG:28992");
  std::array<std::string, 2> words{"-t_srs", "EPSG:3857"};
  std::array<char*, 3> arguments{words[0].data(), words[1].data(), nullptr};
  GDALWarpAppOptions* options = GDALWarpAppOptionsNew(arguments.data(), nullptr);
  GDALDatasetH from = GDALOpen(source.c_str(), GA_ReadOnly);
  GDALDatasetH warped = GDALWarp((folder / "wereld.tif").c_str(), nullptr, 1, &from, options, nullptr);
  REQUIRE(warped != nullptr);
  GDALWarpAppOptionsFree(options);
  for (const char* driver : {"MBTiles", "GPKG"}) {
    INFO(driver);
    const std::string path = (folder / (std::string{"kaart."} + driver)).string();
    GDALClose(GDALCreateCopy(GDALGetDriverByName(driver), path.c_str(), warped, FALSE, nullptr, nullptr, nullptr));
    const Raster raster(path);
    const auto pixels = raster.read({{120000.0, 480000.0}, {120100.0, 480080.0}}, 100, 80);
    const std::uint32_t west = at(pixels, 100, 25, 40);
    const std::uint32_t east = at(pixels, 100, 75, 40);
    CHECK((west >> 16U & 0xFFU) > 200);
    CHECK((west & 0xFFU) < 60);
    CHECK((east & 0xFFU) > 200);
    CHECK((east >> 16U & 0xFFU) < 60);
  }
  GDALClose(warped);
  GDALClose(from);
}

TEST_CASE("What is no raster, or lies nowhere, is refused with its reason") {
  const TempFolder folder;
  write_bytes(folder / "geen.tif", "geen raster");
  const auto code = [](const std::string& path) {
    try {
      const Raster raster(path);
    } catch (const LayerError& error) {
      return error.diagnostics().front().code;
    }
    return Code{};
  };
  CHECK(code((folder / "geen.tif").string()) == codes::layer_unreadable);
  CHECK(code("/bestaat/niet.tif") == codes::layer_unreadable);
  CHECK(code(tiff(folder, "")) == codes::layer_without_crs);
}

TEST_CASE("Tiles of a service are asked for by their number, once, and a service that fails leaves nothing") {
  const TempFolder folder;
  // A PNG of 256 x 256 grey pixels.
  GDALAllRegister();
  const GDALDatasetUniquePtr grey{GetGDALDriverManager()->GetDriverByName("MEM")->Create("", 256, 256, 3, GDT_Byte, nullptr)};
  for (int band = 1; band <= 3; ++band) grey->GetRasterBand(band)->Fill(119.0);
  const std::string png = (folder / "grijs.png").string();
  GDALClose(GDALCreateCopy(GDALGetDriverByName("PNG"), png.c_str(), GDALDataset::ToHandle(grey.get()), FALSE, nullptr, nullptr, nullptr));
  const std::string tile = read_bytes(png);
  std::mutex mutex;
  std::vector<std::string> asked;
  bool fails = false;
  fixture::HttpServer server([&](const std::string& target, const std::string&) {
    const std::scoped_lock lock(mutex);
    asked.push_back(target);
    return fails ? fixture::Answer{503, "druk"} : fixture::Answer{200, tile};
  });
  const std::string url = server.url() + "/${z}/${x}/${y}.png";
  // Tile 2048, 2047 of level 12: its lower left corner is the centre of the matrix, (155000, 463000).
  const Box box{{155010.0, 463010.0}, {155200.0, 463200.0}};
  {
    const Raster raster(tile_service(url, 14, folder / "bewaard"));
    CHECK(asked.empty());
    CHECK(at(raster.read(box, 226, 226), 226, 100, 100) == 0xFF777777);
    REQUIRE_FALSE(asked.empty());
    CHECK(asked.front() == "/12/2048/2047.png");
  }
  const std::size_t before = asked.size();
  fails = true;
  const Raster again(tile_service(url, 14, folder / "bewaard"));
  CHECK(at(again.read(box, 226, 226), 226, 100, 100) == 0xFF777777);  // kept
  CHECK(asked.size() == before);
  const Raster empty(tile_service(url, 14, folder / "leeg"));
  CHECK(at(empty.read(box, 226, 226), 226, 100, 100) >> 24U == 0);
}
