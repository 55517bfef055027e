#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace batterisk::render {

/// Many polygons that belong to somebody else, indexed for drawing and searching: a box (32 bits, relative to an
/// origin, good to 2 mm) and a style number for each, and a packed R-tree over the boxes. Immutable, so that any number
/// of threads may read it.
class ShapeLayer {
 public:
  /// Polygons of a shape. What it refers to must live as long as it does: let it hold the owner.
  using Shapes = std::function<const MultiPolygon&(std::size_t)>;
  struct Bounds {
    float left;
    float bottom;
    float right;
    float top;
  };

  /// Layer of `count` shapes; shape i has the polygons and the style number that the functions give.
  ShapeLayer(std::size_t count, Shapes shapes, const std::function<std::uint8_t(std::size_t)>& style);

  [[nodiscard]] std::size_t size() const { return styles_.size(); }
  [[nodiscard]] RdPoint origin() const { return origin_; }
  /// Around all shapes (RD).
  [[nodiscard]] const Box& box() const { return box_; }
  [[nodiscard]] const MultiPolygon& shape(std::size_t i) const { return shapes_(i); }
  [[nodiscard]] std::uint8_t style(std::size_t i) const { return styles_[i]; }
  [[nodiscard]] const Bounds& bounds(std::size_t i) const { return bounds_[i]; }
  /// Middle value of the larger side of the boxes (m); 0 for an empty layer.
  [[nodiscard]] double median_size_m() const { return median_size_m_; }

  /// Shapes whose boxes meet `box`, in ascending order.
  void find(const Box& box, std::vector<std::uint32_t>& found) const;
  /// Smallest shape that holds the point.
  [[nodiscard]] std::optional<std::size_t> at(RdPoint p) const;

 private:
  void pack();
  [[nodiscard]] Bounds relative(const Box& box) const;

  Shapes shapes_;
  RdPoint origin_{};
  Box box_;
  std::vector<Bounds> bounds_;
  std::vector<std::uint8_t> styles_;
  double median_size_m_ = 0.0;
  std::vector<std::uint32_t> order_;         // shapes with a polygon, those near each other together
  std::vector<std::vector<Bounds>> levels_;  // around sixteen of `order_`, around sixteen of those, .. up to one box
};

}  // namespace batterisk::render
