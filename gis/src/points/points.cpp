#include "batterisk/gis/points/points.hpp"

#include "points/point_table.hpp"
#include "read/layer_crs.hpp"
#include "read/layer_file.hpp"
#include "read/ogr.hpp"
#include "read/open_dataset.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/codes_portfolio.hpp"
#include "batterisk/core/base/text_encoding.hpp"
#include "batterisk/core/base/typed_number.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <memory>
#include <variant>

namespace batterisk::gis {
namespace {

[[noreturn]] void refuse(const PointRequest& request, Code code, std::vector<std::string> args) {
  throw LayerError({{code, Severity::Fout, request.place, std::move(args)}});
}

OGRLayer& pick_layer(const PointRequest& request, GDALDataset& dataset) {
  if (request.layer.empty() && dataset.GetLayerCount() == 1) return *dataset.GetLayer(0);
  std::string known;
  for (int i = 0; i < dataset.GetLayerCount(); ++i) {
    OGRLayer* layer = dataset.GetLayer(i);
    if (layer->GetName() == request.layer) return *layer;
    known += (known.empty() ? "" : ", ") + to_utf8(layer->GetName());
  }
  refuse(request, codes::layer_not_in_file, {request.layer, request.shown_path, known});
}

int field_of(const PointRequest& request, OGRLayer& layer, const std::string& name) {
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  const int field = definition.GetFieldIndex(name.c_str());
  if (field >= 0) return field;
  std::string known;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    known += (known.empty() ? "" : ", ") + to_utf8(definition.GetFieldDefn(i)->GetNameRef());
  }
  refuse(request, codes::portfolio_column_missing, {name, known});
}

// A number of the layer itself is no text that somebody typed, and may not become one that can mean two numbers.
std::string cell_of(const OGRFeature& feature, int field) {
  if (feature.IsFieldSetAndNotNull(field) == 0) return "";
  if (feature.GetFieldDefnRef(field)->GetType() == OFTReal) return number_text(feature.GetFieldAsDouble(field));
  return to_utf8(feature.GetFieldAsString(field));
}

// The point of a geometry, or why there is none.
std::variant<RdPoint, std::string> point_in(OGRGeometry* geometry, OGRCoordinateTransformation* to_rd) {
  if (geometry == nullptr || geometry->IsEmpty() != 0) return "leeg";
  const OGRGeometry* one = geometry;
  if (const auto kind = wkbFlatten(geometry->getGeometryType()); kind == wkbMultiPoint) {
    const OGRMultiPoint& points = *geometry->toMultiPoint();
    if (points.getNumGeometries() > 1) return "meer dan één punt";
    one = points.getGeometryRef(0);
  } else if (kind != wkbPoint) {
    const bool area = kind == wkbPolygon || kind == wkbMultiPolygon || kind == wkbCurvePolygon || kind == wkbMultiSurface;
    return area ? "vlak" : "geen punt";
  }
  OGRPoint point = *one->toPoint();
  if (to_rd != nullptr && point.transform(to_rd) != OGRERR_NONE) return "niet om te rekenen naar RD";
  if (!std::isfinite(point.getX()) || !std::isfinite(point.getY())) return "geen getal";
  return on_millimetre({point.getX(), point.getY()});
}

// The outline of an area, with a point inside it; or why there is none. Holes belong to no site.
struct Area {
  Polygon outline;
  RdPoint inside{};
};
std::variant<Area, std::string> area_in(OGRGeometry* geometry, OGRCoordinateTransformation* to_rd) {
  if (geometry == nullptr || geometry->IsEmpty() != 0) return "leeg";
  const std::unique_ptr<OGRGeometry> linear{geometry->getLinearGeometry()};
  if (linear == nullptr) return "geen vlak";
  const OGRGeometry* one = linear.get();
  if (const auto kind = wkbFlatten(linear->getGeometryType()); kind == wkbMultiPolygon) {
    if (linear->toMultiPolygon()->getNumGeometries() > 1) return "meer dan één vlak";
    one = linear->toMultiPolygon()->getGeometryRef(0);
  } else if (kind != wkbPolygon) {
    return "geen vlak";
  }
  OGRPolygon polygon = *one->toPolygon();
  if (to_rd != nullptr && polygon.transform(to_rd) != OGRERR_NONE) return "niet om te rekenen naar RD";
  const OGRLinearRing& ring = *polygon.getExteriorRing();
  Area area;
  for (int i = 0; i + 1 < ring.getNumPoints(); ++i) {
    if (!std::isfinite(ring.getX(i)) || !std::isfinite(ring.getY(i))) return "geen getal";
    area.outline.outer.push_back(on_millimetre({ring.getX(i), ring.getY(i)}));
  }
  if (area.outline.outer.size() < 3 || !(std::abs(signed_area_m2(area.outline.outer)) > 0.0)) return "geen vlak";
  area.outline = oriented(std::move(area.outline));
  OGRPoint middle;
  if (polygon.Centroid(&middle) == OGRERR_NONE && contains(area.outline, {middle.getX(), middle.getY()})) {
    area.inside = on_millimetre({middle.getX(), middle.getY()});
  } else if (OGRPoint surface; polygon.PointOnSurface(&surface) == OGRERR_NONE) {
    area.inside = on_millimetre({surface.getX(), surface.getY()});
  } else {
    return "geen punt erin";
  }
  return area;
}

}  // namespace

PointRows read_points(const PointRequest& request) {
  if (is_point_table(request.path)) {
    if (request.areas) refuse(request, codes::portfolio_column_missing, {"geometrie", "x, y"});
    return read_point_table(request);
  }
  GdalMessages messages;
  const auto found = find_layer_file({request.path, request.shown_path, request.layer});
  if (const auto* problem = std::get_if<FileProblem>(&found)) refuse(request, problem->code, problem->args);
  const LayerFile& file = std::get<LayerFile>(found);
  messages.clear();
  const OpenedDataset opened = open_vector(file.path, LayerAccess::Plain);
  const GDALDatasetUniquePtr& dataset = opened.dataset;
  if (dataset == nullptr) {
    const FileProblem problem = opened.refused ? unreadable(request.shown_path, *opened.refused)
                                               : why_not_opened(request.shown_path, file, messages.text());
    refuse(request, problem.code, problem.args);
  }
  OGRLayer& layer = pick_layer(request, *dataset);
  const int id = request.id_column.empty() ? 0 : field_of(request, layer, request.id_column);
  std::vector<int> fields;
  for (const std::string& column : request.columns) fields.push_back(field_of(request, layer, column));
  const bool by_columns = !request.x_column.empty();
  const int x = by_columns ? field_of(request, layer, request.x_column) : -1;
  const int y = by_columns ? field_of(request, layer, request.y_column) : -1;
  Transformation to_rd;
  if (!by_columns) {
    OGREnvelope e;
    const bool known = layer.GetExtent(&e, TRUE) == OGRERR_NONE && e.IsInit() != 0;
    const Box numbers = known ? Box{{e.MinX, e.MinY}, {e.MaxX, e.MaxY}} : Box{};
    auto crs = layer_crs(*dataset, layer, "", known ? std::optional{numbers} : std::nullopt, request.shown_path);
    if (const auto* problem = std::get_if<FileProblem>(&crs)) refuse(request, problem->code, problem->args);
    OGRSpatialReference& srs = std::get<LayerCrs>(crs).srs;
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (!is_rd_new(srs)) {
      to_rd = transformation(srs, rd_new());
      if (to_rd == nullptr) {
        refuse(request, codes::transformation_failed, {request.shown_path, crs_name(&srs), step_for_crs(numbers)});
      }
    }
  }
  PointRows read;
  layer.ResetReading();
  for (;;) {
    const OGRFeatureUniquePtr feature{layer.GetNextFeature()};
    if (feature == nullptr) break;
    PointRow row;
    row.id = cell_of(*feature, id);
    row.place = {request.shown_path, 0, 0, row.id};
    for (const int field : fields) row.cells.push_back(cell_of(*feature, field));
    if (by_columns) {
      row.point = point_of({request.x_column, cell_of(*feature, x), row.place},
                           {request.y_column, cell_of(*feature, y), row.place}, row.id, read.findings);
    } else if (request.areas) {
      auto area = area_in(feature->GetGeometryRef(), to_rd.get());
      if (auto* found_area = std::get_if<Area>(&area)) {
        row.point = found_area->inside;
        row.area = std::move(found_area->outline);
      } else {
        read.findings.push_back(no_point(row.id, "geometrie: " + std::get<std::string>(area), row.place));
      }
    } else {
      const auto point = point_in(feature->GetGeometryRef(), to_rd.get());
      if (std::holds_alternative<RdPoint>(point)) {
        row.point = std::get<RdPoint>(point);
      } else {
        read.findings.push_back(no_point(row.id, "geometrie: " + std::get<std::string>(point), row.place));
      }
    }
    if (row.id.empty()) read.findings.push_back(no_id(feature->GetFieldDefnRef(id)->GetNameRef(), row.place));
    read.rows.push_back(std::move(row));
  }
  if (messages.failed()) {
    const FileProblem problem = unreadable(request.shown_path, trouble_of(messages.text()));
    refuse(request, problem.code, problem.args);
  }
  if (read.rows.empty()) refuse(request, codes::layer_empty, {request.shown_path});
  return read;
}

}  // namespace batterisk::gis
