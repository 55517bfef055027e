#include "write/layer_writer.hpp"

#include "write/ogr_writer.hpp"

#include <cpl_string.h>

namespace batterisk::gis {
namespace {

OGRwkbGeometryType geometry_type(LayerKind kind) {
  if (kind == LayerKind::Verblijfsobjecten) return wkbPoint;
  return kind == LayerKind::KwetsbareObjecten || kind == LayerKind::Personen ? wkbUnknown : wkbMultiPolygon;
}

}  // namespace

LayerWriter::LayerWriter(const std::filesystem::path& path, LayerKind kind, std::vector<Meaning> columns)
    : columns_{std::move(columns)} {
  register_drivers();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("FlatGeobuf");
  must(driver != nullptr, messages_);
  dataset_.reset(driver->Create(path.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  must(dataset_ != nullptr, messages_);
  OGRSpatialReference rd = rd_new();
  CPLStringList options;
  options.SetNameValue("SPATIAL_INDEX", "YES");
  options.SetNameValue("TEMPORARY_DIR", path.parent_path().string().c_str());
  layer_ = dataset_->CreateLayer(std::string{to_string(kind)}.c_str(), &rd, geometry_type(kind), options.List());
  must(layer_ != nullptr, messages_);
  for (const Meaning meaning : columns_) {
    const bool number = meaning == Meaning::Oppervlakte || meaning == Meaning::PersonenDag || meaning == Meaning::PersonenNacht;
    OGRFieldDefn field{std::string{to_string(meaning)}.c_str(), number ? OFTReal : OFTString};
    must(layer_->CreateField(&field) == OGRERR_NONE, messages_);
  }
}

void LayerWriter::add(const std::vector<std::string>& values, std::unique_ptr<OGRGeometry> geometry) {
  OGRFeature feature{layer_->GetLayerDefn()};
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i].empty()) feature.SetField(static_cast<int>(i), values[i].c_str());
  }
  feature.SetGeometryDirectly(geometry.release());
  must(layer_->CreateFeature(&feature) == OGRERR_NONE, messages_);
}

void LayerWriter::close() {
  dataset_.reset();
  must(!messages_.failed(), messages_);  // closing has no return code
}

}  // namespace batterisk::gis
