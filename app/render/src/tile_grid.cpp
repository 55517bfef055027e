#include "batterisk/render/tile_grid.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk::render {
namespace {

// Top left corner of the matrix (Geonovum, Nederlandse richtlijn tiling).
constexpr RdPoint origin{-285401.92, 903401.92};
constexpr double coarsest = 3440.64;

double tile_metres(int level) {
  return tile_pixels * resolution(level);
}

}  // namespace

double resolution(int level) {
  return std::ldexp(coarsest, -level);
}

int level_for(double metres_per_pixel) {
  // A view that differs from a level by rounding only has that level.
  const double exact = std::log2(coarsest / metres_per_pixel) - 1e-9;
  return std::clamp(static_cast<int>(std::ceil(exact)), 0, finest_level);
}

Box tile_box(const TileKey& key) {
  const double side = tile_metres(key.level);
  const double left = origin.x + key.column * side;
  const double top = origin.y - key.row * side;
  return {{left, top - side}, {left + side, top}};
}

std::vector<TileKey> tiles_in(const Box& box, int level) {
  std::vector<TileKey> keys;
  if (box.empty()) return keys;
  const double side = tile_metres(level);
  const int last = level == 0 ? 0 : (1 << (level - 1)) - 1;  // level 0 of the matrix is half a tile of ours wide
  const auto index = [side, last](double metres) {
    return std::clamp(static_cast<int>(std::floor(metres / side)), 0, last);
  };
  const int left = index(box.min.x - origin.x);
  const int right = index(box.max.x - origin.x);
  const int top = index(origin.y - box.max.y);
  const int bottom = index(origin.y - box.min.y);
  for (int row = top; row <= bottom; ++row) {
    for (int column = left; column <= right; ++column) keys.push_back({level, column, row});
  }
  const auto from_centre = [&](const TileKey& key) {
    return std::hypot(2.0 * key.column - left - right, 2.0 * key.row - top - bottom);
  };
  std::stable_sort(keys.begin(), keys.end(),
                   [&](const TileKey& a, const TileKey& b) { return from_centre(a) < from_centre(b); });
  return keys;
}

TileKey parent(const TileKey& key) {
  return {key.level - 1, key.column / 2, key.row / 2};
}

}  // namespace batterisk::render
