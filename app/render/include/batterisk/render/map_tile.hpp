#pragma once

#include "batterisk/render/map_scene.hpp"
#include "batterisk/render/tile_grid.hpp"
#include "batterisk/render/view_transform.hpp"

#include <QImage>
#include <QPainter>

#include <cstddef>
#include <stop_token>

namespace batterisk::render {

/// Work done for a picture: what tests hold on to instead of time.
struct DrawCounts {
  std::size_t polygons = 0;    ///< drawn with their vertices
  std::size_t rectangles = 0;  ///< below 2 pixels, drawn as such
};

/// Background, parcels and buildings of one tile on white, or on nothing where the ground is see-through, 512 pixels wide: what lies outside is not touched, what is too small to
/// see is a rectangle, and outlines of parcels are left out where there are more lines than land. Stops early, with
/// whatever it has, when asked to.
[[nodiscard]] QImage draw_tile(const MapGround& ground, const TileKey& key, const LayerStack& layers,
                               DrawCounts* counts = nullptr, std::stop_token stop = {});

/// The same for any view, straight onto a painter: for pages and pictures. `pixel_ratio`: device pixels a pixel.
void draw_ground(QPainter& painter, const MapGround& ground, const ViewTransform& view, const LayerStack& layers,
                 double pixel_ratio, DrawCounts* counts = nullptr, const std::stop_token& stop = {});

}  // namespace batterisk::render
