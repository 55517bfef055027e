#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <cstddef>
#include <vector>

namespace batterisk::gis {

/// Edges of a polygon in runs of neighbours with a box around each run, for many distances to one zone.
class EdgeIndex {
 public:
  explicit EdgeIndex(const MultiPolygon& polygons);

  /// Least distance (m) between the edges of both, which do not cross; 1e150 when one has no edges.
  [[nodiscard]] double distance_m(const MultiPolygon& polygons) const;
  /// Least distance (m) from a point to the edges.
  [[nodiscard]] double distance_m(RdPoint p) const;

 private:
  struct Edge {
    RdPoint a;
    RdPoint b;
  };
  struct Run {
    Box box;
    std::size_t first;
    std::size_t end;
  };

  [[nodiscard]] double distance2(const Run& run, const std::vector<Edge>& others, const Box& box,
                                 double best2) const;

  RdPoint origin_{0.0, 0.0};
  std::vector<Edge> edges_;  // relative to origin_
  std::vector<Run> runs_;
};

}  // namespace batterisk::gis
