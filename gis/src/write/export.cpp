#include "batterisk/gis/write/export.hpp"

#include "write/ogr_writer.hpp"

#include "batterisk/core/base/text_encoding.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <string_view>

namespace batterisk::gis {
namespace {

void write_table(GDALDataset& dataset, const FeatureTable& table, OGRSpatialReference& rd,
                 const GdalMessages& messages) {
  CPLStringList options;
  options.SetNameValue("FID", "fid");
  options.SetNameValue("GEOMETRY_NAME", "geom");
  options.SetNameValue("IDENTIFIER", table.name.c_str());
  if (!table.description.empty()) options.SetNameValue("DESCRIPTION", table.description.c_str());
  OGRLayer& layer = create_layer(dataset, table, rd, options, messages);
  write_rows(layer, table, messages);
  must(layer.SyncToDisk() == OGRERR_NONE,
       messages);  // also makes the table and index of a layer without rows
}

/// Table of styles as QGIS makes and reads it in a GeoPackage; each style is the default of its layer.
void write_styles(GDALDataset& dataset, const std::vector<FeatureTable>& tables, const std::string& moment,
                  const GdalMessages& messages) {
  const auto styled = [](const FeatureTable& table) { return !table.style.qml.empty(); };
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
    style.SetField("styleQML", table.style.qml.c_str());
    style.SetField("styleSLD", table.style.sld.c_str());
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
                      const std::string& iso_date, const std::vector<Metadata>& metadata) {
  // GDAL 3.6 builds the index of a layer from 100,000 features on in a thread, and fails inside a transaction.
  const ThreadOption one_thread{"OGR_GPKG_ALLOW_THREADED_RTREE", "NO"};
  write_dataset(path, "GPKG", iso_date, [&](GDALDataset& dataset, const GdalMessages& messages) {
    OGRSpatialReference rd = rd_new();
    must(dataset.StartTransaction() == OGRERR_NONE, messages);
    for (const FeatureTable& table : tables) write_table(dataset, table, rd, messages);
    write_styles(dataset, tables, moment_of(iso_date), messages);
    must(dataset.CommitTransaction() == OGRERR_NONE, messages);
    for (const Metadata& item : metadata) {
      must(dataset.SetMetadataItem(item.key.c_str(), to_utf8(item.value).c_str()) == CE_None, messages);
    }
  });
}

void write_flatgeobuf(const std::filesystem::path& path, const FeatureTable& table) {
  write_dataset(path, "FlatGeobuf", "", [&](GDALDataset& dataset, const GdalMessages& messages) {
    OGRSpatialReference rd = rd_new();
    // With the index, which is the default: without it GDAL leaves the file of an empty table empty.
    write_rows(create_layer(dataset, table, rd, {}, messages), table, messages);
  });
}

void write_workbook(const std::filesystem::path& path, const std::vector<FeatureTable>& tables) {
  write_dataset(path, "XLSX", "", [&](GDALDataset& dataset, const GdalMessages& messages) {
    OGRSpatialReference rd = rd_new();
    for (const FeatureTable& table : tables) {
      FeatureTable sheet{table.name, GeometryType::None, table.fields, {}, "", {}};
      for (const Row& row : table.rows) sheet.rows.push_back({row.values, {}});
      write_rows(create_layer(dataset, sheet, rd, {}, messages), sheet, messages);
    }
  });
}

}  // namespace batterisk::gis
