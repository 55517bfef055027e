#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <compare>
#include <vector>

namespace batterisk::render {

/// Tile of the RD matrix that Dutch map services use (EPSG:28992), but 512 pixels wide: it covers two by two service
/// tiles of its level. Column 0 and row 0 lie at the top left.
struct TileKey {
  int level;
  int column;
  int row;
  friend auto operator<=>(const TileKey&, const TileKey&) = default;
};

inline constexpr int tile_pixels = 512;
inline constexpr int finest_level = 18;

/// Metres a pixel at a level: 3440.64 / 2^level.
[[nodiscard]] double resolution(int level);
/// First level that is at least as fine as a view, so that tiles are made smaller and never larger.
[[nodiscard]] int level_for(double metres_per_pixel);
[[nodiscard]] Box tile_box(const TileKey& key);
/// Tiles of a level that meet a box, those nearest to its centre first.
[[nodiscard]] std::vector<TileKey> tiles_in(const Box& box, int level);
/// Tile of the next coarser level that covers this one.
[[nodiscard]] TileKey parent(const TileKey& key);

}  // namespace batterisk::render
