#include "batterisk/gis/read/layer.hpp"

#include "read/feature_values.hpp"
#include "read/layer_source.hpp"
#include "read/layer_text.hpp"
#include "read/trouble.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <map>
#include <span>
#include <stdexcept>
#include <system_error>

namespace batterisk::gis {
namespace {

constexpr Code file_not_written{'F', 1};  // path, reason

void must(bool ok, const GdalMessages& messages) {
  if (!ok) throw std::runtime_error(messages.text().empty() ? "GDAL" : messages.text());
}

/// Names under which any reader finds the columns again: a shapefile may have cut them.
std::vector<std::string> usual_names(const LayerSource& source, LayerKind kind) {
  std::map<Meaning, std::size_t> taken;
  std::vector<std::string> names;
  for (const auto& [meaning, field] : source.columns) {
    for (const ColumnAliases& column : profile(kind)) {
      if (column.meaning == meaning) names.emplace_back(column.names.at(taken[meaning]++));
    }
  }
  return names;
}

bool within(const OGRFeature& feature, const LayerSource& source, const Box& box) {
  const OGRGeometry* geometry = feature.GetGeometryRef();
  if (geometry == nullptr || geometry->IsEmpty() != 0) return true;  // is counted by whoever reads it
  OGREnvelope e;
  if (source.to_rd == nullptr) {
    geometry->getEnvelope(&e);
  } else {
    const std::unique_ptr<OGRGeometry> in_rd{geometry->clone()};
    if (in_rd->transform(source.to_rd.get()) != OGRERR_NONE) return true;
    in_rd->getEnvelope(&e);
  }
  return !(e.MinX > box.max.x || e.MaxX < box.min.x || e.MinY > box.max.y || e.MaxY < box.min.y);
}

void copy_features(LayerSource& source, const LayerReport& report, const Box& box, GDALDataset& target,
                   GdalMessages& messages) {
  OGRLayer& from = *source.layer;
  CPLStringList options;
  options.SetNameValue("FID", "rijnummer");
  options.SetNameValue("GEOMETRY_NAME", "geom");
  OGRLayer* to = target.CreateLayer(name_of(from).c_str(), source.own_crs, from.GetGeomType(), options.List());
  must(to != nullptr, messages);
  const std::vector<std::string> names = usual_names(source, report.kind);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const int index = source.columns[i].second;
    OGRFieldDefn row_number{names[i].c_str(), OFTString};  // is no field
    OGRFieldDefn field{index < from.GetLayerDefn()->GetFieldCount() ? from.GetLayerDefn()->GetFieldDefn(index) : &row_number};
    field.SetName(names[i].c_str());
    field.SetWidth(0);
    if (field.GetType() != OFTStringList && field.GetType() != OFTReal && field.GetType() != OFTInteger &&
        field.GetType() != OFTInteger64) {
      field.SetSubType(OFSTNone);
      field.SetType(OFTString);
    }
    must(to->CreateField(&field) == OGRERR_NONE, messages);
  }
  // Addresses out of other files: the extract has them in the rows.
  const auto first_part = static_cast<int>(names.size());
  const auto parts = source.addresses == nullptr ? std::span<const Meaning>{} : std::span<const Meaning>{address_parts};
  for (const Meaning part : parts) {
    OGRFieldDefn field{std::string{to_string(part)}.c_str(), OFTString};
    must(to->CreateField(&field) == OGRERR_NONE, messages);
  }
  const std::vector<TextColumn> texts = text_columns(from, source.columns);
  OGRFieldDefn converted{converted_texts, OFTInteger};
  must(to->CreateField(&converted) == OGRERR_NONE, messages);
  if (source.filters_by_index) {
    const std::optional<Box> filter = box_in_layer_crs(source, box);
    must(filter.has_value(), messages);
    from.SetSpatialFilterRect(filter->min.x, filter->min.y, filter->max.x, filter->max.y);
  }
  from.ResetReading();
  while (const OGRFeatureUniquePtr feature{from.GetNextFeature()}) {
    if (!within(*feature, source, box)) continue;
    OGRFeature copy{to->GetLayerDefn()};
    std::size_t guesses = convert_texts(*feature, texts, source.text_encoding);
    if (source.converted_column >= 0) guesses += static_cast<std::size_t>(feature->GetFieldAsInteger(source.converted_column));
    if (guesses > 0) copy.SetField(to->GetLayerDefn()->GetFieldCount() - 1, static_cast<int>(guesses));
    if (source.addresses != nullptr) {
      const Adres found = adres(*feature, source);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string& part = part_of(found, parts[i]);
        if (!part.empty()) copy.SetField(first_part + static_cast<int>(i), part.c_str());
      }
    }
    copy.SetFID(feature->GetFID());
    for (std::size_t i = 0; i < names.size(); ++i) {
      const int field = source.columns[i].second;
      const int at = static_cast<int>(i);
      if (feature->IsFieldSetAndNotNull(field) == 0) {
        copy.SetFieldNull(at);
      } else if (to->GetLayerDefn()->GetFieldDefn(at)->GetType() == OFTString) {
        copy.SetField(at, feature->GetFieldAsString(field));
      } else {
        copy.SetField(at, feature->GetRawFieldRef(field));
      }
    }
    if (feature->GetGeometryRef() != nullptr) copy.SetGeometry(feature->GetGeometryRef());
    must(to->CreateFeature(&copy) == OGRERR_NONE, messages);
  }
  if (source.file.index_restored) must(to->SetMetadataItem(restored_index, "ja") == CE_None, messages);
  for (const LayerRemark& r : report.remarks) {  // of the file as a whole, for nothing else has been read of it
    if (r.reason != converted_texts) continue;
    std::string stored = std::to_string(r.count);
    for (const std::string& name : r.ids) stored += "\n" + name;
    must(to->SetMetadataItem(converted_texts, stored.c_str()) == CE_None, messages);
  }
  must(!messages.failed(), messages);
  must(to->SyncToDisk() == OGRERR_NONE, messages);
}

}  // namespace

std::vector<Diagnostic> write_extract(const LayerRequest& request, const Box& box, const std::filesystem::path& path,
                                      const std::string& iso_date) {
  LayerReport report;
  std::vector<Diagnostic> findings;
  std::optional<LayerSource> source = open_layer(request, report, findings);
  if (!source) return findings;
  try {
    GdalMessages messages;
    const ThreadOption date{"OGR_CURRENT_DATE", (iso_date + "T00:00:00.000Z").c_str()};
    const ThreadOption journal{"OGR_SQLITE_JOURNAL", "MEMORY"};
    const ThreadOption synchronous{"OGR_SQLITE_SYNCHRONOUS", "OFF"};
    const ThreadOption one_thread{"GDAL_NUM_THREADS", "1"};
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    must(driver != nullptr, messages);
    GDALDatasetUniquePtr target{driver->Create(path.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    must(target != nullptr, messages);
    must(target->StartTransaction() == OGRERR_NONE, messages);
    copy_features(*source, report, box, *target, messages);
    must(target->CommitTransaction() == OGRERR_NONE, messages);
    target->FlushCache(true);
    target.reset();
    must(!messages.failed(), messages);
  } catch (const std::runtime_error& e) {
    throw FileError({{file_not_written, Severity::Fout, {path.string(), 0, 0, {}}, {path.string(), write_reason(e.what())}}});
  }
  return {};
}

}  // namespace batterisk::gis
