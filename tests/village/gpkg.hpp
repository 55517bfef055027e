#pragma once

#include "village.hpp"

#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

/// Thin helpers over GDAL for the two writers. Every failure is a std::runtime_error with GDAL's message.
namespace batterisk::village {

/// GeoPackage that is written from nothing, in one transaction, with a fixed date in its tables.
class GpkgWriter {
 public:
  /// Makes the folder when needed and replaces the file.
  explicit GpkgWriter(const std::filesystem::path& path);

  struct Field {
    const char* name;
    OGRFieldType type;
  };

  /// Layer with the given EPSG code; 0 = without CRS.
  OGRLayer* layer(const std::string& name, int epsg, OGRwkbGeometryType type,
                  const std::vector<Field>& fields, const char* geometry_column = "geom");

  /// Commits and closes.
  void close();

 private:
  CPLConfigOptionSetter date_;
  std::string path_;
  GDALDatasetUniquePtr dataset_;
};

/// Feature of `layer` without geometry or values.
[[nodiscard]] OGRFeatureUniquePtr new_feature(OGRLayer* layer);
/// Stores the feature.
void add(OGRLayer* layer, const OGRFeatureUniquePtr& feature);

/// EPSG:28992 or another code, x before y.
[[nodiscard]] OGRSpatialReference crs(int epsg);

[[nodiscard]] OGRPolygon to_ogr(const Polygon& polygon);

/// Column names of the parcel layer, per source.
enum class ParcelColumns { Pdok, Wfs, NlExtract };

/// Parcel layer with the columns of one source; `Pdok` is the complete one.
OGRLayer* parcel_layer(GpkgWriter& writer, const std::string& name, ParcelColumns columns,
                       OGRwkbGeometryType type = wkbPolygon, int epsg = 28992);
[[nodiscard]] OGRFeatureUniquePtr parcel_feature(OGRLayer* layer, const PerceelRow& row,
                                                 ParcelColumns columns);

/// Building layer with bag-light columns; `id_type` is OFTString but for the layer with lost zeros.
OGRLayer* pand_layer(GpkgWriter& writer, const std::string& name, OGRwkbGeometryType type = wkbPolygon,
                     int epsg = 28992, OGRFieldType id_type = OFTString);
[[nodiscard]] OGRFeatureUniquePtr pand_feature(OGRLayer* layer, const PandRow& row);

}  // namespace batterisk::village
