#pragma once

#include "batterisk/core/base/geometry.hpp"

namespace batterisk::gis {

/// Least distance from a point to a polygon (m): 0 inside or on the edge.
[[nodiscard]] double nearest_m(const MultiPolygon& polygons, RdPoint from);

/// Largest distance from a point to a polygon (m), which is that of a vertex.
[[nodiscard]] double farthest_m(const MultiPolygon& polygons, RdPoint from);

/// Least and largest distance from a point to a box (m).
[[nodiscard]] double nearest_m(const Box& box, RdPoint from);
[[nodiscard]] double farthest_m(const Box& box, RdPoint from);

/// Common part of a circle and polygons whose interiors do not overlap.
struct CirclePart {
  double area_m2 = 0.0;
  double perimeter_m = 0.0;  ///< arcs and edges
};

/// Exact (no polygon stands in for the circle). The edges of the polygon are cut at the circle; by Green's
/// theorem a piece inside adds the triangle with the centre, a piece outside the sector that it spans.
[[nodiscard]] CirclePart common_part(const Circle& circle, const MultiPolygon& polygons);

}  // namespace batterisk::gis
