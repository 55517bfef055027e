#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace batterisk::gis {

/// A picture of the ground: any raster that GDAL reads (GeoTIFF, MBTiles, GeoPackage), or a service of tiles. Nothing
/// that is computed looks at it. Any number of threads may read it.
class Raster {
 public:
  /// `source`: a path, or what `tile_service` gives. Throws LayerError: unreadable (L001), without CRS (L004).
  explicit Raster(std::string source);
  ~Raster();
  Raster(const Raster&) = delete;
  Raster& operator=(const Raster&) = delete;

  /// Pixels 0xAARRGGBB (alpha not premultiplied) of a box in RD, row by row from the top; transparent where the raster
  /// has nothing or cannot be read.
  [[nodiscard]] std::vector<std::uint32_t> read(const Box& box, int width, int height) const;

 private:
  struct Files;
  std::string source_;
  std::unique_ptr<Files> files_;
};

/// Description of a service of 256-pixel tiles in the RD matrix of Dutch map services, levels 0 to `finest`. `url` has
/// ${z}, ${x} and ${y}. Tiles are kept in `cache`. Nothing is asked of the network before a picture is read.
[[nodiscard]] std::string tile_service(const std::string& url, int finest, const std::filesystem::path& cache);

}  // namespace batterisk::gis
