#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <geos_c.h>

#include <memory>
#include <string>

namespace batterisk::gis {

struct GeosDeleter {
  GEOSContextHandle_t handle = nullptr;
  void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(handle, g); }
  void operator()(const GEOSPreparedGeometry* g) const { GEOSPreparedGeom_destroy_r(handle, g); }
};
using Geom = std::unique_ptr<GEOSGeometry, GeosDeleter>;
using PreparedGeom = std::unique_ptr<const GEOSPreparedGeometry, GeosDeleter>;

/// One GEOS context with the operations this library needs. Errors of GEOS become std::runtime_error with its
/// message. A context belongs to one thread and outlives its geometries; a PreparedGeom must not outlive its
/// Geom.
class Geos {
 public:
  Geos();
  ~Geos();
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  /// Rings need three points or more.
  [[nodiscard]] Geom make(const Polygon& polygon) const;
  [[nodiscard]] Geom make(const MultiPolygon& polygons) const;

  /// Valid area that the polygons cover together. Valid polygons without common interior keep their
  /// coordinates, so that shared edges stay exactly shared; else they are repaired and united.
  [[nodiscard]] Geom make_area(const MultiPolygon& polygons) const;

  /// Polygons of any geometry (lines and points in collections are left out): outer rings counter-clockwise,
  /// each ring from its leftmost (then lowest) vertex, holes and parts sorted by it, so that equal areas give
  /// equal values.
  [[nodiscard]] MultiPolygon polygons(const GEOSGeometry* g) const;

  [[nodiscard]] bool valid(const GEOSGeometry* g) const { return yes(GEOSisValid_r(handle_, g)); }
  [[nodiscard]] bool empty(const GEOSGeometry* g) const { return yes(GEOSisEmpty_r(handle_, g)); }
  /// Structure method: areas keep what their rings enclose, nothing collapsed is kept.
  [[nodiscard]] Geom make_valid(const GEOSGeometry* g) const;
  [[nodiscard]] Geom united(const GEOSGeometry* g) const { return own(GEOSUnaryUnion_r(handle_, g)); }
  [[nodiscard]] Geom united(const GEOSGeometry* a, const GEOSGeometry* b) const {
    return own(GEOSUnion_r(handle_, a, b));
  }
  [[nodiscard]] Geom intersection(const GEOSGeometry* a, const GEOSGeometry* b) const {
    return own(GEOSIntersection_r(handle_, a, b));
  }
  [[nodiscard]] Geom difference(const GEOSGeometry* a, const GEOSGeometry* b) const {
    return own(GEOSDifference_r(handle_, a, b));
  }
  /// Vertices on a grid of `size_m`, valid output.
  [[nodiscard]] Geom on_grid(const GEOSGeometry* g, double size_m) const {
    return own(GEOSGeom_setPrecision_r(handle_, g, size_m, 0));
  }
  [[nodiscard]] Geom eroded(const GEOSGeometry* g, double distance_m) const {
    return own(GEOSBuffer_r(handle_, g, -distance_m, 8));
  }
  [[nodiscard]] Geom grown(const GEOSGeometry* g, double distance_m, int segments_per_quarter) const {
    return own(GEOSBuffer_r(handle_, g, distance_m, segments_per_quarter));
  }
  /// From the centre of the largest circle in an area to its edge; the centre is within `tolerance_m` of the best.
  [[nodiscard]] Circle largest_circle(const GEOSGeometry* g, double tolerance_m) const;
  /// Triangles of a polygon, its edges among theirs.
  [[nodiscard]] Geom triangulated(const GEOSGeometry* g) const {
    return own(GEOSConstrainedDelaunayTriangulation_r(handle_, g));
  }
  [[nodiscard]] Geom smallest_rectangle(const GEOSGeometry* g) const {
    return own(GEOSMinimumRotatedRectangle_r(handle_, g));
  }
  [[nodiscard]] double area_m2(const GEOSGeometry* g) const;
  [[nodiscard]] double perimeter_m(const GEOSGeometry* g) const;

  [[nodiscard]] PreparedGeom prepared(const GEOSGeometry* g) const;
  [[nodiscard]] bool intersects(const GEOSPreparedGeometry* a, const GEOSGeometry* b) const {
    return yes(GEOSPreparedIntersects_r(handle_, a, b));
  }
  [[nodiscard]] bool covers(const GEOSPreparedGeometry* a, const GEOSGeometry* b) const {
    return yes(GEOSPreparedCovers_r(handle_, a, b));
  }
  [[nodiscard]] bool contains(const GEOSPreparedGeometry* a, RdPoint p) const {
    const Geom point = own(GEOSGeom_createPointFromXY_r(handle_, p.x, p.y));
    return yes(GEOSPreparedContains_r(handle_, a, point.get()));
  }

 private:
  [[nodiscard]] Geom own(GEOSGeometry* g) const;
  [[nodiscard]] bool yes(char answer) const;
  [[nodiscard]] double number(int ok, double value) const;
  [[noreturn]] void fail() const;
  [[nodiscard]] Geom ring(const Ring& ring) const;

  std::string message_;
  GEOSContextHandle_t handle_;
};

}  // namespace batterisk::gis
