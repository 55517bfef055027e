#pragma once

#include "shape/edge_index.hpp"
#include "shape/geos.hpp"

#include <optional>

namespace batterisk::gis {

/// Polygonal area prepared for many tests and distances. Distances to its edge are found to 5 mm.
class PreparedArea {
 public:
  PreparedArea(const Geos& geos, Geom area);

  [[nodiscard]] const GEOSGeometry* geom() const { return area_.get(); }
  [[nodiscard]] bool intersects(const GEOSGeometry* g) const { return geos_->intersects(prepared_.get(), g); }
  [[nodiscard]] bool covers(const GEOSGeometry* g) const { return geos_->covers(prepared_.get(), g); }
  /// Least distance (m) between both edges, which do not cross.
  [[nodiscard]] double edge_distance_m(const MultiPolygon& object) const { return edge_.distance_m(object); }

  /// Least signed distance (m) of the outlines of an object that meets the area to the edge: negative inside.
  [[nodiscard]] double outline_distance_m(const MultiPolygon& object) const;

  /// How deep (m) an object that meets the area reaches into it, with its outlines or, where it holds the deepest point
  /// of a part, with that.
  [[nodiscard]] double depth_m(const MultiPolygon& object);

 private:
  struct Deep {
    RdPoint at;
    double depth_m;
  };

  [[nodiscard]] double signed_distance_m(RdPoint p) const;
  [[nodiscard]] Deep deepest(const Polygon& part) const;

  const Geos* geos_;
  Geom area_;
  PreparedGeom prepared_;
  EdgeIndex edge_;
  std::optional<std::vector<Deep>> deepest_;  // of each part, found when first asked for
};

}  // namespace batterisk::gis
