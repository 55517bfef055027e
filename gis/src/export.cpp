#include "batterisk/gis/export.hpp"

#include "ogr.hpp"

#include "batterisk/core/diagnostic.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

#include <unistd.h>

namespace batterisk::gis {
namespace {

constexpr Code file_not_written{'F', 1};  // path, reason

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& reason) {
  throw FileError({{file_not_written, Severity::Fout, {path.string(), 0, 0, {}}, {path.string(), reason}}});
}

/// File beside the target, named after this process; it and the journals of SQLite are removed unless it was
/// renamed.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::filesystem::path& target) : path_{target.parent_path()} {
    std::string name{'.'};
    name += target.stem().string();
    name += '.';
    name += std::to_string(::getpid());
    name += ".gpkg";
    path_ /= name;
    remove();
  }
  ~TemporaryFile() { remove(); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
      std::filesystem::remove(path_.string() + suffix, ignored);
    }
  }

  std::filesystem::path path_;
};

/// A call of GDAL that must succeed.
void must(bool ok, const GdalMessages& messages) {
  if (!ok) throw std::runtime_error(messages.text().empty() ? "GDAL" : messages.text());
}

OGRwkbGeometryType ogr_type(GeometryType type) {
  switch (type) {
    case GeometryType::None:
      return wkbNone;
    case GeometryType::Point:
      return wkbPoint;
    case GeometryType::MultiPolygon:
      return wkbMultiPolygon;
  }
  return wkbNone;
}

OGRFieldType ogr_type(FieldType type) {
  switch (type) {
    case FieldType::Text:
      return OFTString;
    case FieldType::Real:
      return OFTReal;
    case FieldType::Integer:
      return OFTInteger64;
    case FieldType::Boolean:
      return OFTInteger;
  }
  return OFTString;
}

void create_field(OGRLayer& layer, const std::string& name, OGRFieldType type, bool boolean,
                  const GdalMessages& messages) {
  OGRFieldDefn field{name.c_str(), type};
  if (boolean) field.SetSubType(OFSTBoolean);
  must(layer.CreateField(&field) == OGRERR_NONE, messages);
}

std::unique_ptr<OGRLinearRing> ogr_ring(const Ring& ring) {
  auto out = std::make_unique<OGRLinearRing>();
  out->setNumPoints(static_cast<int>(ring.size()), FALSE);
  for (std::size_t i = 0; i < ring.size(); ++i) out->setPoint(static_cast<int>(i), ring[i].x, ring[i].y);
  out->closeRings();
  return out;
}

std::unique_ptr<OGRGeometry> ogr_geometry(const MultiPolygon& polygons) {
  auto out = std::make_unique<OGRMultiPolygon>();
  for (const Polygon& given : polygons) {
    const Polygon polygon = oriented(given);
    auto part = std::make_unique<OGRPolygon>();
    part->addRingDirectly(ogr_ring(polygon.outer).release());
    for (const Ring& hole : polygon.holes) part->addRingDirectly(ogr_ring(hole).release());
    out->addGeometryDirectly(part.release());
  }
  return out;
}

void set_value(OGRFeature& feature, int i, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    feature.SetField(i, text->c_str());
  } else if (const auto* real = std::get_if<double>(&value)) {
    feature.SetField(i, *real);
  } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    feature.SetField(i, static_cast<GIntBig>(*integer));
  } else if (const auto* boolean = std::get_if<bool>(&value)) {
    feature.SetField(i, *boolean ? 1 : 0);
  } else {
    feature.SetFieldNull(i);
  }
}

void write_table(GDALDataset& dataset, const FeatureTable& table, OGRSpatialReference& rd,
                 const GdalMessages& messages) {
  CPLStringList options;
  options.SetNameValue("FID", "fid");
  options.SetNameValue("GEOMETRY_NAME", "geom");
  options.SetNameValue("IDENTIFIER", table.name.c_str());
  if (!table.description.empty()) options.SetNameValue("DESCRIPTION", table.description.c_str());
  OGRSpatialReference* srs = table.geometry == GeometryType::None ? nullptr : &rd;
  OGRLayer* layer = dataset.CreateLayer(table.name.c_str(), srs, ogr_type(table.geometry), options.List());
  must(layer != nullptr, messages);
  for (const Field& field : table.fields) {
    create_field(*layer, field.name, ogr_type(field.type), field.type == FieldType::Boolean, messages);
  }
  for (const Row& row : table.rows) {
    OGRFeature feature{layer->GetLayerDefn()};
    for (std::size_t i = 0; i < row.values.size(); ++i)
      set_value(feature, static_cast<int>(i), row.values[i]);
    if (const auto* point = std::get_if<RdPoint>(&row.geometry)) {
      feature.SetGeometryDirectly(std::make_unique<OGRPoint>(point->x, point->y).release());
    } else if (const auto* polygons = std::get_if<MultiPolygon>(&row.geometry)) {
      feature.SetGeometryDirectly(ogr_geometry(*polygons).release());
    }
    must(layer->CreateFeature(&feature) == OGRERR_NONE, messages);
  }
  must(layer->SyncToDisk() == OGRERR_NONE,
       messages);  // also makes the table and index of a layer without rows
}

/// Table of styles as QGIS makes and reads it in a GeoPackage; each style is the default of its layer.
void write_styles(GDALDataset& dataset, const std::vector<FeatureTable>& tables, const std::string& moment,
                  const GdalMessages& messages) {
  const auto styled = [](const FeatureTable& table) { return !table.style_qml.empty(); };
  if (std::none_of(tables.begin(), tables.end(), styled)) return;
  CPLStringList options;
  options.SetNameValue("FID", "id");
  OGRLayer* layer = dataset.CreateLayer("layer_styles", nullptr, wkbNone, options.List());
  must(layer != nullptr, messages);
  for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column",
                           "styleName", "styleQML", "styleSLD"}) {
    create_field(*layer, name, OFTString, false, messages);
  }
  create_field(*layer, "useAsDefault", OFTInteger, true, messages);
  for (const char* name : {"description", "owner", "ui"})
    create_field(*layer, name, OFTString, false, messages);
  create_field(*layer, "update_time", OFTDateTime, false, messages);
  for (const FeatureTable& table : tables) {
    if (!styled(table)) continue;
    OGRFeature style{layer->GetLayerDefn()};
    style.SetField("f_table_catalog", "");
    style.SetField("f_table_schema", "");
    style.SetField("f_table_name", table.name.c_str());
    style.SetField("f_geometry_column", table.geometry == GeometryType::None ? "" : "geom");
    style.SetField("styleName", table.name.c_str());
    style.SetField("styleQML", table.style_qml.c_str());
    style.SetField("styleSLD", "");
    style.SetField("useAsDefault", 1);
    style.SetField("description", table.description.c_str());
    style.SetField("owner", "");
    style.SetField("update_time", moment.c_str());
    must(layer->CreateFeature(&style) == OGRERR_NONE, messages);
  }
  must(layer->SyncToDisk() == OGRERR_NONE, messages);
}

}  // namespace

void write_geopackage(const std::filesystem::path& path, const std::vector<FeatureTable>& tables,
                      const std::string& iso_date) {
  const TemporaryFile temporary{path};
  try {
    register_drivers();
    GdalMessages messages;
    // Every time stamp in the file is this one.
    const std::string moment = iso_date + "T00:00:00.000Z";
    const ThreadOption date{"OGR_CURRENT_DATE", moment.c_str()};
    // The file is new and renamed when complete: a half-written one is thrown away, so nothing needs a disk
    // journal.
    const ThreadOption journal{"OGR_SQLITE_JOURNAL", "MEMORY"};
    const ThreadOption synchronous{"OGR_SQLITE_SYNCHRONOUS", "OFF"};
    OGRSpatialReference rd = rd_new();

    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    must(driver != nullptr, messages);
    GDALDatasetUniquePtr dataset{
        driver->Create(temporary.path().string().c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    must(dataset != nullptr, messages);
    must(dataset->StartTransaction() == OGRERR_NONE, messages);
    for (const FeatureTable& table : tables) write_table(*dataset, table, rd, messages);
    write_styles(*dataset, tables, moment, messages);
    must(dataset->CommitTransaction() == OGRERR_NONE, messages);
    dataset->FlushCache(true);
    dataset.reset();
    must(!messages.failed(), messages);  // closing has no return code
    std::filesystem::rename(temporary.path(), path);
  } catch (const std::filesystem::filesystem_error& e) {
    fail(path, e.code().message());
  } catch (const std::runtime_error& e) {
    fail(path, e.what());
  }
}

}  // namespace batterisk::gis
