#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/study/map/map_view.hpp"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QSizeF>

namespace batterisk::render {

/// Which part of the world a picture shows and how large; north is up. Pixels are logical (96 to the inch), from the
/// top left corner.
struct ViewTransform {
  RdPoint centre{155000.0, 463000.0};
  double metres_per_pixel = 1.0;
  QSizeF size{800.0, 600.0};

  [[nodiscard]] QPointF to_pixel(RdPoint p) const {
    return {size.width() / 2.0 + (p.x - centre.x) / metres_per_pixel,
            size.height() / 2.0 - (p.y - centre.y) / metres_per_pixel};
  }
  [[nodiscard]] RdPoint to_rd(QPointF p) const {
    return {centre.x + (p.x() - size.width() / 2.0) * metres_per_pixel,
            centre.y - (p.y() - size.height() / 2.0) * metres_per_pixel};
  }
  [[nodiscard]] QPolygonF to_pixel(const Ring& ring) const;
  [[nodiscard]] QRectF to_pixel(const Box& box) const;
  /// What the picture shows (RD).
  [[nodiscard]] Box box() const;
  /// The same as a sheet on which a pixel is 0.26 mm.
  [[nodiscard]] study::MapView sheet() const;
  /// Denominator of the scale on a screen of 96 dots an inch.
  [[nodiscard]] double scale() const { return metres_per_pixel / 0.0254 * 96.0; }

  /// The view with `at` (a pixel) fixed and everything else `factor` times as large.
  [[nodiscard]] ViewTransform zoomed(double factor, QPointF at) const;
  /// The view moved by a number of pixels, as when the paper is dragged.
  [[nodiscard]] ViewTransform panned(QPointF by) const;
  /// The view of this size that shows all of `box` with a margin of 8 %.
  [[nodiscard]] ViewTransform fitted(const Box& box) const;

  friend bool operator==(const ViewTransform&, const ViewTransform&) = default;
};

/// Limits of zoom: from a building that fills the screen to the whole country.
inline constexpr double finest_metres_per_pixel = 0.01;
inline constexpr double coarsest_metres_per_pixel = 500.0;

}  // namespace batterisk::render
