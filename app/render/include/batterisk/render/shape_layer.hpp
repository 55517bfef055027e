#pragma once

#include "batterisk/core/geometry.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace batterisk::render {

/// Many polygons in the form that draws fastest: coordinates in columns (32 bits, relative to an origin, good to
/// 2 mm) with an R-tree over their boxes. Immutable, so that any number of threads may read it.
class ShapeLayer {
 public:
  struct Point {
    float x;
    float y;
  };
  struct Bounds {
    float left;
    float bottom;
    float right;
    float top;
  };

  /// Layer of `count` shapes; shape i has the polygons and the style number that the functions give.
  ShapeLayer(std::size_t count, const std::function<const MultiPolygon&(std::size_t)>& polygons,
             const std::function<std::uint8_t(std::size_t)>& style);
  ~ShapeLayer();
  ShapeLayer(const ShapeLayer&) = delete;
  ShapeLayer& operator=(const ShapeLayer&) = delete;

  [[nodiscard]] std::size_t size() const { return styles_.size(); }
  [[nodiscard]] RdPoint origin() const { return origin_; }
  /// Around all shapes (RD).
  [[nodiscard]] const Box& box() const { return box_; }
  [[nodiscard]] std::uint8_t style(std::size_t shape) const { return styles_[shape]; }
  [[nodiscard]] const Bounds& bounds(std::size_t shape) const { return bounds_[shape]; }
  /// Number of rings of a shape; the rings of all its polygons in order, each outer ring before its holes.
  [[nodiscard]] std::size_t rings(std::size_t shape) const { return ring_of_[shape + 1] - ring_of_[shape]; }
  [[nodiscard]] std::span<const Point> ring(std::size_t shape, std::size_t index) const;
  /// Middle value of the larger side of the boxes (m); 0 for an empty layer.
  [[nodiscard]] double median_size_m() const { return median_size_m_; }

  /// Shapes whose boxes meet `box`, in ascending order.
  void find(const Box& box, std::vector<std::uint32_t>& found) const;
  /// Smallest shape that holds the point.
  [[nodiscard]] std::optional<std::size_t> at(RdPoint p) const;

 private:
  struct Index;
  [[nodiscard]] Bounds relative(const Box& box) const;
  [[nodiscard]] bool holds(std::size_t shape, Point p) const;

  RdPoint origin_{};
  Box box_;
  std::vector<Point> points_;
  std::vector<std::uint32_t> point_of_;  // first point of each ring, and the end
  std::vector<std::uint32_t> ring_of_;   // first ring of each shape, and the end
  std::vector<Bounds> bounds_;
  std::vector<std::uint8_t> styles_;
  double median_size_m_ = 0.0;
  std::unique_ptr<const Index> index_;
};

}  // namespace batterisk::render
