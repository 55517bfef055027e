#include "batterisk/render/map_tile.hpp"

#include "batterisk/render/drawing_painter.hpp"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace batterisk::render {
namespace {

namespace style = study::map_style;

constexpr QRgb land = 0xFFFBFAF6;

class GroundPainter {
 public:
  GroundPainter(QPainter& painter, const ViewTransform& view, double pixel_ratio, DrawCounts* counts, std::stop_token stop)
      : painter_{painter}, view_{view}, pixel_ratio_{pixel_ratio}, box_{view.box()}, smallest_{2.0 / pixel_ratio}, snap_{0.8 / pixel_ratio},
        counts_{counts}, stop_{std::move(stop)} {}

  void parcels(const ShapeLayer& layer, bool see_through) {
    painter_.setBrush(see_through ? QBrush(Qt::NoBrush) : QBrush(QColor(land)));
    const bool outlines = layer.median_size_m() / view_.metres_per_pixel >= 4.0;
    painter_.setPen(outlines ? pen_of(style::parcel, pixels_per_mm) : QPen(Qt::NoPen));
    layer.find(box_, found_);
    for (const std::uint32_t i : found_) {
      if (stop_.stop_requested()) return;
      shape(layer, i);
    }
  }

  void buildings(const ShapeLayer& layer) {
    layer.find(box_, found_);
    std::stable_sort(found_.begin(), found_.end(),
                     [&layer](std::uint32_t a, std::uint32_t b) { return layer.style(a) < layer.style(b); });
    const bool outlines = layer.median_size_m() / view_.metres_per_pixel >= 4.0;
    int current = -1;
    for (const std::uint32_t i : found_) {
      if (stop_.stop_requested()) return;
      if (layer.style(i) != current) {
        current = layer.style(i);
        const BuildingLook look = building_look(layer.style(i));
        const auto [fill, pen] = look.own ? style::own_building : style::building(look.klasse, look.planned);
        painter_.setBrush(brush_of(fill, pixels_per_mm, pixel_ratio_));
        painter_.setPen(outlines ? pen_of(pen, pixels_per_mm) : QPen(Qt::NoPen));
      }
      shape(layer, i);
    }
  }

 private:
  void shape(const ShapeLayer& layer, std::size_t i) {
    const double scale = 1.0 / view_.metres_per_pixel;
    const QPointF origin = view_.to_pixel(layer.origin());
    const ShapeLayer::Bounds& b = layer.bounds(i);
    const double width = static_cast<double>(b.right - b.left) * scale;
    const double height = static_cast<double>(b.top - b.bottom) * scale;
    if (width < smallest_ && height < smallest_) {
      if (painter_.brush().style() != Qt::NoBrush) painter_.fillRect(QRectF{origin.x() + static_cast<double>(b.left) * scale,
                               origin.y() - static_cast<double>(b.top) * scale, width, height},
                        painter_.brush());
      if (counts_ != nullptr) ++counts_->rectangles;
      return;
    }
    if (counts_ != nullptr) ++counts_->polygons;
    const MultiPolygon& polygons = layer.shape(i);
    if (polygons.size() == 1 && polygons.front().holes.empty()) {
      painter_.drawPolygon(thinned(polygons.front().outer));
      return;
    }
    QPainterPath path;
    const auto add = [&](const Ring& ring) {
      path.addPolygon(thinned(ring));
      path.closeSubpath();
    };
    for (const Polygon& polygon : polygons) {
      add(polygon.outer);
      for (const Ring& hole : polygon.holes) add(hole);
    }
    painter_.drawPath(path);
  }

  // A ring in pixels; vertices nearer than can be seen are one.
  const QPolygonF& thinned(const Ring& ring) {
    pixels_.clear();
    QPointF last;
    for (const RdPoint p : ring) {
      const QPointF at = view_.to_pixel(p);
      if (!pixels_.isEmpty() && std::abs(at.x() - last.x()) < snap_ && std::abs(at.y() - last.y()) < snap_) continue;
      pixels_ << at;
      last = at;
    }
    return pixels_;
  }

  QPainter& painter_;
  const ViewTransform& view_;
  double pixel_ratio_;
  Box box_;
  double smallest_;  // px: below this a rectangle
  double snap_;      // px: nearer vertices are one
  DrawCounts* counts_;
  std::stop_token stop_;
  std::vector<std::uint32_t> found_;
  QPolygonF pixels_;
};

}  // namespace

void draw_ground(QPainter& painter, const MapGround& ground, const ViewTransform& view, const LayerStack& layers,
                 double pixel_ratio, DrawCounts* counts, const std::stop_token& stop) {
  GroundPainter ground_painter(painter, view, pixel_ratio, counts, stop);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const LayerState& state : layers) {
    if (!state.visible) continue;
    painter.setOpacity(state.opacity);
    if (state.layer == MapLayer::Achtergrond && ground.background) {
      const Box box = view.box();
      painter.drawImage(QRectF{QPointF{0.0, 0.0}, view.size}, background_image(*ground.background, box, (view.size * pixel_ratio).toSize()));
    }
    if (state.layer == MapLayer::Percelen && ground.percelen) {
      ground_painter.parcels(*ground.percelen, ground.see_through || ground.background);
    }
    if (state.layer == MapLayer::Gebouwen && ground.gebouwen) ground_painter.buildings(*ground.gebouwen);
  }
  painter.setOpacity(1.0);
}

QImage draw_tile(const MapGround& ground, const TileKey& key, const LayerStack& layers, DrawCounts* counts,
                 std::stop_token stop) {
  QImage image(tile_pixels, tile_pixels, ground.see_through ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
  image.fill(ground.see_through ? Qt::transparent : Qt::white);
  QPainter painter(&image);
  const Box box = tile_box(key);
  const ViewTransform view{{(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0},
                           resolution(key.level),
                           QSizeF{tile_pixels, tile_pixels}};
  draw_ground(painter, ground, view, layers, 1.0, counts, stop);
  return image;
}

}  // namespace batterisk::render
