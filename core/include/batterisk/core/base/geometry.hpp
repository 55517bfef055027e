#pragma once

#include <optional>
#include <variant>
#include <vector>

namespace batterisk {

/// Point in RD New (EPSG:28992): x east, y north, in metres.
struct RdPoint {
  double x;
  double y;
  friend bool operator==(const RdPoint&, const RdPoint&) = default;
};

/// Closed ring; the first point is not repeated at the end.
using Ring = std::vector<RdPoint>;

/// Polygon with holes (RD metres). Outer ring counter-clockwise, holes clockwise after `oriented`.
struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
  friend bool operator==(const Polygon&, const Polygon&) = default;
};

/// Zero or more polygons whose interiors do not overlap.
using MultiPolygon = std::vector<Polygon>;

/// Circle kept analytic (centre, radius in metres) until it is drawn or exported.
struct Circle {
  RdPoint centre;
  double radius_m;
  friend bool operator==(const Circle&, const Circle&) = default;
};

/// Part of a zone: exact circle, or polygon.
using Shape = std::variant<Circle, Polygon>;

/// Axis-parallel box (RD metres); empty when min > max.
struct Box {
  RdPoint min{1e300, 1e300};
  RdPoint max{-1e300, -1e300};

  [[nodiscard]] bool empty() const { return min.x > max.x || min.y > max.y; }
  void add(RdPoint p) {
    if (p.x < min.x) min.x = p.x;
    if (p.y < min.y) min.y = p.y;
    if (p.x > max.x) max.x = p.x;
    if (p.y > max.y) max.y = p.y;
  }
  [[nodiscard]] bool contains(const Box& b) const {
    return b.min.x >= min.x && b.min.y >= min.y && b.max.x <= max.x && b.max.y <= max.y;
  }
  [[nodiscard]] bool intersects(const Box& b) const {
    return b.min.x <= max.x && b.max.x >= min.x && b.min.y <= max.y && b.max.y >= min.y;
  }
};

/// Distance between two points (m).
[[nodiscard]] double distance_m(RdPoint a, RdPoint b);
/// Bearing from `from` to `to`, clockwise from north, in [0, 2 pi) rad; 0 for equal points.
[[nodiscard]] double bearing_rad(RdPoint from, RdPoint to);
/// Point at `distance` m from `from` in the direction `bearing` (rad, clockwise from north).
[[nodiscard]] RdPoint point_at(RdPoint from, double bearing, double distance);

/// Signed area (m2), positive for a counter-clockwise ring.
[[nodiscard]] double signed_area_m2(const Ring& ring);
/// Area of a polygon less its holes (m2), of all parts for a multipolygon.
[[nodiscard]] double area_m2(const Polygon& polygon);
[[nodiscard]] double area_m2(const MultiPolygon& polygons);

/// True for a point inside the ring or on its border.
[[nodiscard]] bool contains(const Ring& ring, RdPoint p);
/// True for a point inside the polygon (not in a hole) or on a border.
[[nodiscard]] bool contains(const Polygon& polygon, RdPoint p);

/// Where two edges of the ring that are not neighbours meet, or where neighbours fold back; nothing for a simple ring.
[[nodiscard]] std::optional<RdPoint> self_crossing(const Ring& ring);

/// Box around all points of the argument.
[[nodiscard]] Box bounds(const Ring& ring);
[[nodiscard]] Box bounds(const MultiPolygon& polygons);
[[nodiscard]] Box bounds(const Shape& shape);

/// A box as polygon, counter-clockwise.
[[nodiscard]] Polygon outline(const Box& box);

/// The polygons shifted by `by` (m).
[[nodiscard]] MultiPolygon moved(MultiPolygon polygons, RdPoint by);

/// Same polygon with the outer ring counter-clockwise and the holes clockwise.
[[nodiscard]] Polygon oriented(Polygon polygon);

/// Regular polygon for a circle: inscribed, with a sagitta of at most `sagitta_m` (n = ceil(pi / acos(1 - s/r)),
/// at least 32). The first vertex lies north of the centre, then counter-clockwise.
[[nodiscard]] Polygon inscribed_polygon(const Circle& circle, double sagitta_m);

}  // namespace batterisk
