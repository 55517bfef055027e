#include "batterisk/render/view_transform.hpp"

#include "batterisk/study/map/map_style.hpp"

#include <algorithm>

namespace batterisk::render {

QPolygonF ViewTransform::to_pixel(const Ring& ring) const {
  QPolygonF polygon;
  polygon.reserve(static_cast<qsizetype>(ring.size()));
  for (const RdPoint p : ring) polygon << to_pixel(p);
  return polygon;
}

QRectF ViewTransform::to_pixel(const Box& b) const {
  return {to_pixel(RdPoint{b.min.x, b.max.y}), to_pixel(RdPoint{b.max.x, b.min.y})};
}

Box ViewTransform::box() const {
  const RdPoint top_left = to_rd(QPointF{0.0, 0.0});
  const RdPoint bottom_right = to_rd(QPointF{size.width(), size.height()});
  return {{top_left.x, bottom_right.y}, {bottom_right.x, top_left.y}};
}

study::MapView ViewTransform::sheet() const {
  constexpr double mm = study::map_style::mm_per_pixel;
  return {{0.0, 0.0, size.width() * mm, size.height() * mm}, centre, 1000.0 * metres_per_pixel / mm};
}

ViewTransform ViewTransform::zoomed(double factor, QPointF at) const {
  ViewTransform view = *this;
  view.metres_per_pixel = std::clamp(metres_per_pixel / factor, finest_metres_per_pixel, coarsest_metres_per_pixel);
  const RdPoint fixed = to_rd(at);
  const RdPoint moved = view.to_rd(at);
  view.centre = {centre.x + fixed.x - moved.x, centre.y + fixed.y - moved.y};
  return view;
}

ViewTransform ViewTransform::panned(QPointF by) const {
  ViewTransform view = *this;
  view.centre = {centre.x - by.x() * metres_per_pixel, centre.y + by.y() * metres_per_pixel};
  return view;
}

ViewTransform ViewTransform::fitted(const Box& b) const {
  if (b.empty()) return *this;
  constexpr double margin = 1.16;
  ViewTransform view = *this;
  view.centre = {(b.min.x + b.max.x) / 2.0, (b.min.y + b.max.y) / 2.0};
  view.metres_per_pixel = std::clamp(margin * std::max((b.max.x - b.min.x) / std::max(1.0, size.width()),
                                                       (b.max.y - b.min.y) / std::max(1.0, size.height())),
                                     finest_metres_per_pixel, coarsest_metres_per_pixel);
  return view;
}

}  // namespace batterisk::render
