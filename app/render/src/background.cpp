#include "batterisk/render/background.hpp"

#include "batterisk/gis/read/raster.hpp"

#include <algorithm>
#include <cstring>

namespace batterisk::render {

std::shared_ptr<const Background> background_file(const std::string& path) {
  return std::make_shared<const Background>(Background{std::make_shared<const gis::Raster>(path),
                                                       QString::fromStdString(std::filesystem::path{path}.filename().string())});
}

std::shared_ptr<const Background> background_pdok(const std::filesystem::path& cache) {
  constexpr const char* url =
      "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:28992/${z}/${x}/${y}.png";
  constexpr int finest = 14;
  return std::make_shared<const Background>(Background{std::make_shared<const gis::Raster>(gis::tile_service(url, finest, cache)),
                                                       QStringLiteral("BRT-A, CC BY 4.0 © Kadaster (PDOK)")});
}

QImage background_image(const Background& background, const Box& box, QSize size) {
  const std::vector<std::uint32_t> pixels = background.raster->read(box, size.width(), size.height());
  QImage image(size, QImage::Format_ARGB32);
  for (int y = 0; y < size.height(); ++y) {
    std::memcpy(image.scanLine(y), pixels.data() + static_cast<std::ptrdiff_t>(y) * size.width(),
                static_cast<std::size_t>(size.width()) * sizeof(std::uint32_t));
  }
  return image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

}  // namespace batterisk::render
