#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <QImage>
#include <QString>

#include <filesystem>
#include <memory>
#include <string>

namespace batterisk::gis {
class Raster;
}

namespace batterisk::render {

/// A picture of the ground below everything else, and whom to thank for it.
struct Background {
  std::shared_ptr<const gis::Raster> raster;
  QString credit;
};

/// A raster on disk: GeoTIFF, MBTiles, GeoPackage or what else GDAL reads. Throws LayerError.
[[nodiscard]] std::shared_ptr<const Background> background_file(const std::string& path);

/// BRT-A of PDOK, fetched when it is looked at and kept in `cache`; without a network it stays empty.
[[nodiscard]] std::shared_ptr<const Background> background_pdok(const std::filesystem::path& cache);

/// Part of a background as a picture.
[[nodiscard]] QImage background_image(const Background& background, const Box& box, QSize size);

}  // namespace batterisk::render
