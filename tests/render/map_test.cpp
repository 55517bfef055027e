#include "batterisk/render/map_tile.hpp"
#include "batterisk/study/map/map_view.hpp"
#include "batterisk/render/map_furniture.hpp"
#include "batterisk/render/shape_layer.hpp"
#include "batterisk/render/tile_grid.hpp"
#include "batterisk/render/view_transform.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace batterisk;
using namespace batterisk::render;

namespace {

MultiPolygon square(double x, double y, double side) {
  return {{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}, {}}};
}

// Squares of 10 m, 12 m apart, from (155000, 463000) to the north-east.
std::shared_ptr<const ShapeLayer> grid_of_squares(std::size_t rows) {
  std::vector<MultiPolygon> shapes;
  for (std::size_t i = 0; i < rows * rows; ++i) {
    shapes.push_back(square(155000.0 + 12.0 * static_cast<double>(i % rows), 463000.0 + 12.0 * static_cast<double>(i / rows), 10.0));
  }
  return std::make_shared<const ShapeLayer>(
      shapes.size(), [shapes](std::size_t i) -> const MultiPolygon& { return shapes[i]; },
      [](std::size_t) { return style_number({Kwetsbaarheid::Kwetsbaar, false, false}); });
}

}  // namespace

TEST_CASE("The tile matrix is that of the Dutch services") {
  // Geonovum: level 0 is 3440.64 m a pixel and (155000, 463000) the centre of the matrix.
  CHECK(resolution(0) == 3440.64);
  CHECK(resolution(14) == Approx(0.21));
  const Box first = tile_box({1, 0, 0});
  CHECK((first.min.x + first.max.x) / 2.0 == Approx(155000.0));
  CHECK((first.min.y + first.max.y) / 2.0 == Approx(463000.0));
  CHECK(level_for(0.84) == 12);
  CHECK(level_for(0.85) == 12);
  CHECK(level_for(0.83) == 13);
  const TileKey key{12, 1000, 1100};
  CHECK(tile_box(parent(key)).contains(tile_box(key)));
}

TEST_CASE("Tiles of a box cover it without overlap, the middle first") {
  const Box box{{120000.0, 479000.0}, {121500.0, 480000.0}};
  const auto keys = tiles_in(box, 12);
  double area = 0.0;
  Box covered;
  for (const TileKey& key : keys) {
    const Box b = tile_box(key);
    CHECK(b.intersects(box));
    area += (b.max.x - b.min.x) * (b.max.y - b.min.y);
    covered.add(b.min);
    covered.add(b.max);
  }
  CHECK(covered.contains(box));
  CHECK(area == Approx((covered.max.x - covered.min.x) * (covered.max.y - covered.min.y)));
  const auto away = [&](const TileKey& key) {
    const Box b = tile_box(key);
    return std::hypot((b.min.x + b.max.x) - (covered.min.x + covered.max.x), (b.min.y + b.max.y) - (covered.min.y + covered.max.y));
  };
  for (std::size_t i = 1; i < keys.size(); ++i) CHECK(away(keys[i - 1]) <= away(keys[i]) + 1e-6);
}

TEST_CASE("A view maps there and back and zooms about a point") {
  const ViewTransform view{{120300.0, 479900.0}, 0.5, {1000.0, 600.0}};
  const RdPoint p = view.to_rd(view.to_pixel(RdPoint{120321.25, 479877.5}));
  CHECK(p.x == Approx(120321.25));
  CHECK(p.y == Approx(479877.5));
  const QPointF fixed{100.0, 550.0};
  const ViewTransform near = view.zoomed(3.0, fixed);
  CHECK(near.to_rd(fixed).x == Approx(view.to_rd(fixed).x));
  CHECK(near.to_rd(fixed).y == Approx(view.to_rd(fixed).y));
  CHECK(near.metres_per_pixel == Approx(0.5 / 3.0));
  const Box box{{120000.0, 479000.0}, {120100.0, 479900.0}};
  CHECK(view.fitted(box).box().contains(box));
}

TEST_CASE("The layer finds what a walk over all shapes finds") {
  std::mt19937_64 bits{7};
  const auto unit = [&bits] { return static_cast<double>(bits() >> 11U) * 0x1p-53; };
  std::vector<MultiPolygon> shapes;
  for (int i = 0; i < 500; ++i) shapes.push_back(square(150000.0 + 1000.0 * unit(), 450000.0 + 1000.0 * unit(), 1.0 + 60.0 * unit()));
  const ShapeLayer layer(
      shapes.size(), [&](std::size_t i) -> const MultiPolygon& { return shapes[i]; }, [](std::size_t) { return std::uint8_t{0}; });
  std::vector<std::uint32_t> found;
  for (int k = 0; k < 50; ++k) {
    const RdPoint p{150000.0 + 1000.0 * unit(), 450000.0 + 1000.0 * unit()};
    std::optional<std::size_t> smallest;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      if (contains(shapes[i][0], p) && (!smallest || area_m2(shapes[i]) < area_m2(shapes[*smallest]))) smallest = i;
    }
    CHECK(layer.at(p) == smallest);
    const Box box{p, {p.x + 80.0, p.y + 40.0}};
    std::vector<std::uint32_t> expected;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      if (bounds(shapes[i]).intersects(box)) expected.push_back(static_cast<std::uint32_t>(i));
    }
    layer.find(box, found);
    CHECK(found == expected);
  }
}

TEST_CASE("A hole is outside") {
  const MultiPolygon ring{{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{{4, 4}, {4, 6}, {6, 6}, {6, 4}}}}};
  const ShapeLayer layer(
      1, [&](std::size_t) -> const MultiPolygon& { return ring; }, [](std::size_t) { return std::uint8_t{0}; });
  CHECK(layer.at({2, 2}) == 0U);
  CHECK_FALSE(layer.at({5, 5}));
  CHECK_FALSE(layer.at({20, 5}));
}

TEST_CASE("An empty layer draws and answers") {
  const ShapeLayer layer(
      0, [](std::size_t) -> const MultiPolygon& { throw std::logic_error("none"); }, [](std::size_t) { return std::uint8_t{0}; });
  CHECK_FALSE(layer.at({1, 1}));
  CHECK(layer.median_size_m() == 0.0);
}

TEST_CASE("A tile draws only what lies in it, and what cannot be seen as rectangles") {
  const MapGround ground{nullptr, grid_of_squares(100)};
  DrawCounts near;
  const TileKey fine = tiles_in(Box{{155100.0, 463100.0}, {155100.1, 463100.1}}, 14).front();
  const QImage image = draw_tile(ground, fine, usual_layers(), &near);
  CHECK(image.size() == QSize(512, 512));
  // 107.5 m wide: at most 10 squares a side, of 10,000.
  CHECK(near.polygons >= 64);
  CHECK(near.polygons <= 121);
  CHECK(near.rectangles == 0);
  DrawCounts far;
  (void)draw_tile(ground, tiles_in(Box{{155100.0, 463100.0}, {155100.1, 463100.1}}, 8).front(), usual_layers(), &far);
  CHECK(far.polygons == 0);
  CHECK(far.rectangles == 10000);
}

TEST_CASE("A building has the colour of its class at its place") {
  const MapGround ground{nullptr, grid_of_squares(3)};
  const RdPoint inside{155005.0, 463005.0};
  const TileKey key = tiles_in(Box{inside, inside}, 15).front();
  const QImage image = draw_tile(ground, key, usual_layers());
  const Box box = tile_box(key);
  const auto at = [&](RdPoint p) {
    return image.pixelColor(static_cast<int>((p.x - box.min.x) / resolution(15)), static_cast<int>((box.max.y - p.y) / resolution(15)));
  };
  CHECK(at(inside).name() == QLatin1String("#708599"));
  CHECK(at({155011.0, 463005.0}).name() == QLatin1String("#ffffff"));
  LayerStack hidden = usual_layers();
  for (LayerState& state : hidden) state.visible = state.layer != MapLayer::Gebouwen;
  const QImage without = draw_tile(ground, key, hidden);
  CHECK(without.pixelColor(static_cast<int>((inside.x - box.min.x) / resolution(15)),
                           static_cast<int>((box.max.y - inside.y) / resolution(15))).name() == QLatin1String("#ffffff"));
}

TEST_CASE("Equal tiles have equal bytes") {
  const MapGround ground{grid_of_squares(40), grid_of_squares(20)};
  const TileKey key = tiles_in(Box{{155100.0, 463100.0}, {155100.1, 463100.1}}, 12).front();
  CHECK(draw_tile(ground, key, usual_layers()) == draw_tile(ground, key, usual_layers()));
}

TEST_CASE("A stopped tile does no work") {
  const MapGround ground{nullptr, grid_of_squares(100)};
  std::stop_source stop;
  stop.request_stop();
  DrawCounts counts;
  (void)draw_tile(ground, tiles_in(Box{{155100.0, 463100.0}, {155101.0, 463101.0}}, 12).front(), usual_layers(), &counts, stop.get_token());
  CHECK(counts.polygons == 0);
}

TEST_CASE("Steps of the scale bar and scale in words") {
  using study::round_step;
  CHECK(round_step(199.0) == 100.0);
  CHECK(round_step(200.0) == 200.0);
  CHECK(round_step(0.7) == Approx(0.5));
  CHECK(scale_words(1413.2, study::Language::Nl) == "1:1410");
  CHECK(scale_words(25030.0, study::Language::En) == "1:25,000");
}
