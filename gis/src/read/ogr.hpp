#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <ogr_geometry.h>
#include <ogr_spatialref.h>

#include <memory>
#include <optional>
#include <string>

namespace batterisk::gis {

/// Registers the drivers of GDAL once.
void register_drivers();

/// Catches the messages of GDAL in this thread while it lives, so that nothing is printed.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;

  /// True when an error (not a warning) came in since construction or the last `clear`.
  [[nodiscard]] bool failed() const { return failed_; }
  /// First error, else first warning, else empty.
  [[nodiscard]] const std::string& text() const { return failed_ ? error_ : warning_; }
  void clear();

 private:
  static void receive(int severity, int number, const char* text);

  bool failed_ = false;
  std::string error_;
  std::string warning_;
};

/// Configuration option of GDAL for this thread while it lives.
class ThreadOption {
 public:
  ThreadOption(const char* key, const char* value);
  ~ThreadOption();
  ThreadOption(const ThreadOption&) = delete;
  ThreadOption& operator=(const ThreadOption&) = delete;

 private:
  const char* key_;
  std::optional<std::string> before_;
};

/// EPSG:28992 with x east and y north; throws std::runtime_error when PROJ has no database.
[[nodiscard]] OGRSpatialReference rd_new();

/// True for RD New, also as the horizontal part of a compound system (EPSG:7415), without authority code or without name.
[[nodiscard]] bool is_rd_new(const OGRSpatialReference& srs);

/// "EPSG:4326", or the begin of the name of a CRS without code; empty for none.
[[nodiscard]] std::string crs_name(const OGRSpatialReference* srs);

struct TransformationDeleter {
  void operator()(OGRCoordinateTransformation* t) const { OGRCoordinateTransformation::DestroyCT(t); }
};
using Transformation = std::unique_ptr<OGRCoordinateTransformation, TransformationDeleter>;

/// Transformation without ballpark operations (which may be 100 m off); null when PROJ knows none.
[[nodiscard]] Transformation transformation(const OGRSpatialReference& from, const OGRSpatialReference& to);

/// Polygons of an OGR geometry in 2D, with what was not plain about it.
struct FlatPolygons {
  MultiPolygon polygons;
  bool other = false;      ///< points or lines stood beside the polygons, or instead of them
  bool collapsed = false;  ///< a ring had fewer than three points and was left out
  bool infinite = false;   ///< a coordinate is not a finite number
};
[[nodiscard]] FlatPolygons flat_polygons(const OGRGeometry& geometry);

/// The polygons as a MultiPolygon of OGR, oriented as GeoPackage and GeoJSON want it.
[[nodiscard]] std::unique_ptr<OGRGeometry> to_ogr(const MultiPolygon& polygons);

}  // namespace batterisk::gis
