#include "batterisk/gis/read/raster.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/diagnostic.hpp"

#include "read/layer_crs.hpp"
#include "read/ogr.hpp"
#include "read/open_dataset.hpp"
#include "read/trouble.hpp"

#include <gdal_priv.h>
#include <gdalwarper.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <optional>

namespace batterisk::gis {
namespace {

// A raster in RD, north up; the one that it is warped from lives as long as it does.
struct File {
  GDALDatasetUniquePtr source;
  GDALDatasetUniquePtr warped;
  [[nodiscard]] GDALDataset& rd() const { return warped ? *warped : *source; }
};

[[noreturn]] void refuse(Code code, const std::string& source, std::vector<std::string> rest) {
  rest.insert(rest.begin(), source);
  throw LayerError({{code, Severity::Fout, {source, 0, 0, {}}, std::move(rest)}});
}

[[noreturn]] void refuse_reading(const std::string& source, const std::string& message) {
  const Trouble trouble = trouble_of(message);
  refuse(codes::layer_unreadable, source, {trouble.reason, trouble.step});
}

bool is_tile_service(const std::string& source) { return source.starts_with("<GDAL_WMS>"); }

std::string shown(const std::string& source) { return is_tile_service(source) ? "PDOK" : source; }

File open(const std::string& source) {
  // GDAL would keep blocks up to a share of the memory of the machine; tiles are kept by who asked for them.
  static std::once_flag once;
  std::call_once(once, [] { GDALSetCacheMax64(GIntBig{32} << 20); });
  GdalMessages messages;
  File file;
  OpenedDataset opened = is_tile_service(source) ? open_tile_service(source) : open_raster(source);
  if (opened.refused) refuse(codes::layer_unreadable, shown(source), {opened.refused->reason, opened.refused->step});
  file.source = std::move(opened.dataset);
  if (file.source == nullptr || file.source->GetRasterCount() == 0) refuse_reading(shown(source), messages.text());
  const OGRSpatialReference* crs = file.source->GetSpatialRef();
  std::array<double, 6> grid{};
  if (crs == nullptr || file.source->GetGeoTransform(grid.data()) != CE_None) refuse(codes::layer_without_crs, shown(source), {step_for_crs({})});
  if (is_rd_new(*crs) && grid[2] == 0.0 && grid[4] == 0.0 && grid[5] < 0.0) return file;
  const bool palette = file.source->GetRasterBand(1)->GetColorTable() != nullptr;
  char* wkt = nullptr;
  rd_new().exportToWkt(&wkt);
  file.warped.reset(GDALDataset::FromHandle(GDALAutoCreateWarpedVRT(GDALDataset::ToHandle(file.source.get()), nullptr, wkt,
                                                                    palette ? GRA_NearestNeighbour : GRA_Bilinear, 0.125, nullptr)));
  CPLFree(wkt);
  if (file.warped == nullptr) refuse_reading(shown(source), messages.text());
  return file;
}

using Plane = std::vector<std::uint8_t>;

// Fills the pixels of a box that an open file has.
void read_into(std::vector<std::uint32_t>& pixels, GDALDataset& rd, const Box& box, int width, int height) {
  std::array<double, 6> grid{};
  rd.GetGeoTransform(grid.data());
  // The part of the box that the raster has, in its pixels and in those of the picture.
  const double left = (box.min.x - grid[0]) / grid[1];
  const double top = (box.max.y - grid[3]) / grid[5];
  const double across = (box.max.x - box.min.x) / grid[1] / width;
  const double down = (box.min.y - box.max.y) / grid[5] / height;
  const int x0 = std::clamp(static_cast<int>(std::ceil(-left / across - 0.5)), 0, width);
  const int y0 = std::clamp(static_cast<int>(std::ceil(-top / down - 0.5)), 0, height);
  const int x1 = std::clamp(static_cast<int>(std::floor((rd.GetRasterXSize() - left) / across + 0.5)), x0, width);
  const int y1 = std::clamp(static_cast<int>(std::floor((rd.GetRasterYSize() - top) / down + 0.5)), y0, height);
  if (x1 == x0 || y1 == y0) return;
  const int columns = x1 - x0;
  const int rows = y1 - y0;

  GDALRasterBand& first = *rd.GetRasterBand(1);
  const GDALColorTable* palette = first.GetColorTable();
  GDALRasterIOExtraArg how;
  INIT_RASTERIO_EXTRA_ARG(how);
  how.eResampleAlg = palette != nullptr ? GRIORA_NearestNeighbour : GRIORA_Bilinear;
  how.bFloatingPointWindowValidity = TRUE;
  how.dfXOff = std::clamp(left + x0 * across, 0.0, static_cast<double>(rd.GetRasterXSize()));
  how.dfYOff = std::clamp(top + y0 * down, 0.0, static_cast<double>(rd.GetRasterYSize()));
  how.dfXSize = std::min(columns * across, rd.GetRasterXSize() - how.dfXOff);
  how.dfYSize = std::min(rows * down, rd.GetRasterYSize() - how.dfYOff);
  const int px = std::min(static_cast<int>(how.dfXOff), rd.GetRasterXSize() - 1);
  const int py = std::min(static_cast<int>(how.dfYOff), rd.GetRasterYSize() - 1);
  const int pw = std::clamp(static_cast<int>(std::ceil(how.dfXOff + how.dfXSize)) - px, 1, rd.GetRasterXSize() - px);
  const int ph = std::clamp(static_cast<int>(std::ceil(how.dfYOff + how.dfYSize)) - py, 1, rd.GetRasterYSize() - py);
  const auto plane = [&](GDALRasterBand& band) {
    Plane values(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    const CPLErr result = band.RasterIO(GF_Read, px, py, pw, ph, values.data(), columns, rows, GDT_Byte, 0, 0, &how);
    return result == CE_None ? values : Plane{};
  };
  const int bands = rd.GetRasterCount();
  std::vector<Plane> planes;
  bool read = true;
  for (int band = 1; read && band <= std::min(bands, 4); ++band) {
    planes.push_back(plane(*rd.GetRasterBand(band)));
    read = !planes.back().empty();
  }
  Plane mask;
  if (read && bands != 2 && bands < 4) mask = plane(*first.GetMaskBand());
  for (int y = 0; read && y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const auto i = static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x);
      std::array<std::uint32_t, 4> colour{planes[0][i], planes[0][i], planes[0][i], 255};  // red, green, blue, alpha
      if (palette != nullptr) {
        const GDALColorEntry* entry = palette->GetColorEntry(planes[0][i]);
        if (entry == nullptr) continue;
        colour = {static_cast<std::uint32_t>(entry->c1), static_cast<std::uint32_t>(entry->c2), static_cast<std::uint32_t>(entry->c3),
                  static_cast<std::uint32_t>(entry->c4)};
      } else if (bands == 2) {
        colour[3] = planes[1][i];
      } else if (bands >= 3) {
        colour = {planes[0][i], planes[1][i], planes[2][i], bands >= 4 ? std::uint32_t{planes[3][i]} : 255U};
      }
      if (!mask.empty() && mask[i] == 0) colour[3] = 0;
      pixels[static_cast<std::size_t>(y0 + y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x0 + x)] =
          colour[3] << 24U | colour[0] << 16U | colour[1] << 8U | colour[2];
    }
  }
}

}  // namespace

// One set of open files a thread that reads at the moment.
struct Raster::Files {
  std::mutex mutex;
  std::vector<File> idle;
};

Raster::Raster(std::string source) : source_{std::move(source)}, files_{std::make_unique<Files>()} {
  files_->idle.push_back(open(source_));
}

Raster::~Raster() = default;

std::vector<std::uint32_t> Raster::read(const Box& box, int width, int height) const {
  std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
  std::optional<File> file;
  {
    const std::scoped_lock lock(files_->mutex);
    if (!files_->idle.empty()) {
      file = std::move(files_->idle.back());
      files_->idle.pop_back();
    }
  }
  GdalMessages messages;
  try {
    if (!file) file = open(source_);
  } catch (const LayerError&) {  // gone since it was opened
    return pixels;
  }
  read_into(pixels, file->rd(), box, width, height);
  const std::scoped_lock lock(files_->mutex);
  files_->idle.push_back(std::move(*file));
  return pixels;
}

std::string tile_service(const std::string& url, int finest, const std::filesystem::path& cache) {
  // The matrix of viewer and services: 880,803.84 m wide and high, one tile of 256 pixels at level 0.
  return "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>" + url +
         "</ServerUrl></Service><DataWindow><UpperLeftX>-285401.92</UpperLeftX><UpperLeftY>903401.92</UpperLeftY>"
         "<LowerRightX>595401.92</LowerRightX><LowerRightY>22598.08</LowerRightY><TileLevel>" +
         std::to_string(finest) +
         "</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY><YOrigin>top</YOrigin></DataWindow>"
         "<Projection>EPSG:28992</Projection><BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY>"
         "<BandsCount>4</BandsCount><MaxConnections>4</MaxConnections><Timeout>5</Timeout>"
         "<UserAgent>batterisk</UserAgent><ZeroBlockHttpCodes>204,404</ZeroBlockHttpCodes><ZeroBlockOnServerException>true"
         "</ZeroBlockOnServerException><Cache><Path>" +
         cache.string() + "</Path><MaxSize>536870912</MaxSize></Cache></GDAL_WMS>";
}

}  // namespace batterisk::gis
