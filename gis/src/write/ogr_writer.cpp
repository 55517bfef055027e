#include "write/ogr_writer.hpp"

#include "read/trouble.hpp"

#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/stop.hpp"
#include "batterisk/core/base/text_encoding.hpp"

#include <memory>
#include <optional>
#include <stdexcept>

namespace batterisk::gis {
namespace {

constexpr Code file_not_written{'F', 1};  // path, reason

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& reason) {
  throw FileError({{file_not_written, Severity::Fout, {path.string(), 0, 0, {}}, {path.string(), reason}}});
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

void set_value(OGRFeature& feature, int i, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    feature.SetField(i, is_utf8(*text) ? text->c_str() : to_utf8(*text).c_str());
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

}  // namespace

void must(bool ok, const GdalMessages& messages) {
  if (!ok) throw std::runtime_error(messages.text().empty() ? "GDAL" : messages.text());
}

std::string moment_of(const std::string& iso_date) { return iso_date + "T00:00:00.000Z"; }

void create_field(OGRLayer& layer, const std::string& name, OGRFieldType type, bool boolean,
                  const GdalMessages& messages) {
  OGRFieldDefn field{name.c_str(), type};
  if (boolean) field.SetSubType(OFSTBoolean);
  must(layer.CreateField(&field) == OGRERR_NONE, messages);
}

OGRLayer& create_layer(GDALDataset& dataset, const FeatureTable& table, OGRSpatialReference& rd,
                       const CPLStringList& options, const GdalMessages& messages) {
  OGRSpatialReference* srs = table.geometry == GeometryType::None ? nullptr : &rd;
  // GDAL takes the list as changeable and does not change it.
  OGRLayer* layer = dataset.CreateLayer(table.name.c_str(), srs, ogr_type(table.geometry),
                                        const_cast<CPLStringList&>(options).List());
  must(layer != nullptr, messages);
  for (const Field& field : table.fields) {
    create_field(*layer, field.name, ogr_type(field.type), field.type == FieldType::Boolean, messages);
  }
  return *layer;
}

void write_rows(OGRLayer& layer, const FeatureTable& table, const GdalMessages& messages) {
  const auto write = [&](const Row& row) {
    stop_point();
    OGRFeature feature{layer.GetLayerDefn()};
    for (std::size_t i = 0; i < row.values.size(); ++i)
      set_value(feature, static_cast<int>(i), row.values[i]);
    if (const auto* point = std::get_if<RdPoint>(&row.geometry)) {
      feature.SetGeometryDirectly(std::make_unique<OGRPoint>(point->x, point->y).release());
    } else if (const auto* polygons = std::get_if<MultiPolygon>(&row.geometry)) {
      feature.SetGeometryDirectly(to_ogr(*polygons).release());
    }
    must(layer.CreateFeature(&feature) == OGRERR_NONE, messages);
  };
  for (const Row& row : table.rows) write(row);
  if (table.more) table.more(write);
}

void write_dataset(const std::filesystem::path& path, const char* driver_name, const std::string& iso_date,
                   const std::function<void(GDALDataset&, const GdalMessages&)>& fill) {
  try {
    register_drivers();
    GdalMessages messages;
    std::optional<ThreadOption> date;
    const std::string moment = moment_of(iso_date);
    if (!iso_date.empty()) date.emplace("OGR_CURRENT_DATE", moment.c_str());
    // The file is new and gets its place when complete: a half-written one is thrown away, so nothing needs a disk
    // journal.
    const ThreadOption journal{"OGR_SQLITE_JOURNAL", "MEMORY"};
    const ThreadOption synchronous{"OGR_SQLITE_SYNCHRONOUS", "OFF"};
    const ThreadOption one_thread{"GDAL_NUM_THREADS", "1"};  // a zip is cut in other places by more
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(driver_name);
    must(driver != nullptr, messages);
    GDALDatasetUniquePtr dataset{
        driver->Create(path.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    must(dataset != nullptr, messages);
    fill(*dataset, messages);
    dataset->FlushCache(true);
    dataset.reset();
    must(!messages.failed(), messages);  // closing has no return code
  } catch (const std::runtime_error& e) {
    fail(path, write_reason(e.what()));
  }
}

}  // namespace batterisk::gis
