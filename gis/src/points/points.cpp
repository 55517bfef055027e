#include "batterisk/gis/points/points.hpp"

#include "read/ogr.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/codes_portfolio.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <charconv>
#include <cmath>

namespace batterisk::gis {
namespace {

[[noreturn]] void refuse(const PointRequest& request, Code code, std::vector<std::string> args) {
  throw LayerError({{code, Severity::Fout, request.place, std::move(args)}});
}

double on_millimetre(double v) {
  return std::round(v * 1000.0) / 1000.0;
}

OGRLayer& pick_layer(const PointRequest& request, GDALDataset& dataset) {
  if (request.layer.empty() && dataset.GetLayerCount() == 1) return *dataset.GetLayer(0);
  std::string known;
  for (int i = 0; i < dataset.GetLayerCount(); ++i) {
    OGRLayer* layer = dataset.GetLayer(i);
    if (layer->GetName() == request.layer) return *layer;
    known += (known.empty() ? "" : ", ") + std::string{layer->GetName()};
  }
  refuse(request, codes::layer_not_in_file, {request.layer, known});
}

int field_of(const PointRequest& request, OGRLayer& layer, const std::string& name) {
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  const int field = definition.GetFieldIndex(name.c_str());
  if (field >= 0) return field;
  std::string known;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    known += (known.empty() ? "" : ", ") + std::string{definition.GetFieldDefn(i)->GetNameRef()};
  }
  refuse(request, codes::portfolio_column_missing, {name, known});
}

std::optional<double> number(const OGRFeature& feature, int field) {
  if (feature.IsFieldSetAndNotNull(field) == 0) return std::nullopt;
  const std::string text = feature.GetFieldAsString(field);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

std::vector<PointRow> read_points(const PointRequest& request) {
  register_drivers();
  GdalMessages messages;
  const GDALDatasetUniquePtr dataset{GDALDataset::Open(request.path.string().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY)};
  if (dataset == nullptr) refuse(request, codes::layer_unreadable, {request.shown_path, messages.text()});
  OGRLayer& layer = pick_layer(request, *dataset);
  std::vector<int> fields;
  for (const std::string& column : request.columns) fields.push_back(field_of(request, layer, column));
  const bool by_columns = !request.x_column.empty();
  const int x = by_columns ? field_of(request, layer, request.x_column) : -1;
  const int y = by_columns ? field_of(request, layer, request.y_column) : -1;
  Transformation to_rd;
  if (!by_columns) {
    const OGRSpatialReference* srs = layer.GetSpatialRef();
    if (srs == nullptr) refuse(request, codes::layer_without_crs, {request.shown_path});
    if (!is_rd_new(*srs)) {
      to_rd = transformation(*srs, rd_new());
      if (to_rd == nullptr) refuse(request, codes::transformation_failed, {request.shown_path, messages.text()});
    }
  }
  std::vector<PointRow> rows;
  layer.ResetReading();
  for (;;) {
    const OGRFeatureUniquePtr feature{layer.GetNextFeature()};
    if (feature == nullptr) break;
    PointRow row;
    for (const int field : fields) {
      row.cells.emplace_back(feature->IsFieldSetAndNotNull(field) != 0 ? feature->GetFieldAsString(field) : "");
    }
    if (by_columns) {
      const auto px = number(*feature, x);
      const auto py = number(*feature, y);
      if (px && py) row.point = RdPoint{on_millimetre(*px), on_millimetre(*py)};
    } else if (OGRGeometry* geometry = feature->GetGeometryRef();
               geometry != nullptr && wkbFlatten(geometry->getGeometryType()) == wkbPoint && geometry->IsEmpty() == 0 &&
               (to_rd == nullptr || geometry->transform(to_rd.get()) == OGRERR_NONE)) {
      const OGRPoint& point = *geometry->toPoint();
      row.point = RdPoint{on_millimetre(point.getX()), on_millimetre(point.getY())};
    }
    rows.push_back(std::move(row));
  }
  if (messages.failed()) refuse(request, codes::layer_unreadable, {request.shown_path, messages.text()});
  if (rows.empty()) refuse(request, codes::layer_empty, {request.shown_path});
  return rows;
}

}  // namespace batterisk::gis
