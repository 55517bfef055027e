#include "batterisk/gis/read/shapes.hpp"

#include "read/ogr.hpp"
#include "shape/geos.hpp"

#include "batterisk/core/base/codes_layers.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace batterisk::gis {
namespace {

constexpr double arc_step_degrees = 1.0;

/// A drawing does not always end a line in exactly the point where it began.
constexpr double closed_m = 0.01;

Ring ring_of(const OGRSimpleCurve& line) {
  Ring ring;
  for (int i = 0; i < line.getNumPoints(); ++i) {
    const RdPoint p{line.getX(i), line.getY(i)};
    if (ring.empty() || distance_m(ring.back(), p) > 1e-9) ring.push_back(p);
  }
  if (ring.size() > 1 && distance_m(ring.front(), ring.back()) <= closed_m) ring.pop_back();
  return ring;
}

void collect(const OGRGeometry& geometry, std::vector<Ring>& rings) {
  const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
  if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection) != 0) {
    for (const OGRGeometry* part : *geometry.toGeometryCollection()) collect(*part, rings);
  } else if (type == wkbPolygon || type == wkbTriangle) {
    if (const OGRLinearRing* outer = geometry.toPolygon()->getExteriorRing()) rings.push_back(ring_of(*outer));
  } else if (type == wkbLineString) {
    const OGRLineString& line = *geometry.toLineString();
    const int last = line.getNumPoints() - 1;
    if (last < 3) return;
    const RdPoint a{line.getX(0), line.getY(0)};
    if (distance_m(a, {line.getX(last), line.getY(last)}) <= closed_m) rings.push_back(ring_of(line));
  }
}

/// Smallest rectangle around the polygon.
void measure(const Geos& geos, DrawnShape& shape) {
  const Geom g = geos.make(shape.polygon);
  const MultiPolygon box = geos.polygons(geos.smallest_rectangle(g.get()).get());
  if (box.empty() || box.front().outer.size() != 4) return;
  const Ring& r = box.front().outer;
  const double a = distance_m(r[0], r[1]);
  const double b = distance_m(r[1], r[2]);
  shape.centre = {(r[0].x + r[2].x) / 2.0, (r[0].y + r[2].y) / 2.0};
  shape.length_m = std::max(a, b);
  shape.width_m = std::min(a, b);
  const double azimuth = a >= b ? bearing_rad(r[0], r[1]) : bearing_rad(r[1], r[2]);
  shape.azimuth_rad = std::fmod(azimuth, std::numbers::pi);
}

/// Layers of the file to read, and the name to look for in the attribute `Layer` of a DXF.
std::vector<OGRLayer*> layers_of(GDALDataset& dataset, const std::string& layer) {
  if (!layer.empty()) {
    if (OGRLayer* named = dataset.GetLayerByName(layer.c_str())) return {named};
  }
  std::vector<OGRLayer*> all;
  for (OGRLayer* one : dataset.GetLayers()) {
    if (layer.empty() || one->GetLayerDefn()->GetFieldIndex("Layer") >= 0) all.push_back(one);
  }
  return all;
}

}  // namespace

Drawing read_drawing(const std::filesystem::path& path, const std::string& layer, const std::string& crs) {
  Drawing drawing;
  const std::string shown = layer.empty() ? path.string() : path.string() + "|" + layer;
  const auto fail = [&](Code code, std::vector<std::string> args) {
    drawing.shapes.clear();
    drawing.diagnostics.push_back({code, Severity::Fout, {path.string(), 0, 0, layer}, std::move(args)});
    return drawing;
  };
  register_drivers();
  GdalMessages messages;
  const GDALDatasetUniquePtr dataset{GDALDataset::Open(path.string().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR)};
  if (dataset == nullptr) return fail(codes::layer_unreadable, {path.string(), messages.text()});
  const std::vector<OGRLayer*> layers = layers_of(*dataset, layer);
  const Geos geos;
  for (OGRLayer* one : layers) {
    OGRSpatialReference from;
    if (!crs.empty()) {
      if (from.SetFromUserInput(crs.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE) {
        return fail(codes::crs_unknown, {shown, crs});
      }
    } else if (one->GetSpatialRef() != nullptr) {
      from = *one->GetSpatialRef();
    } else {
      return fail(codes::layer_without_crs, {shown});
    }
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const Transformation to_rd = is_rd_new(from) ? nullptr : transformation(from, rd_new());
    if (to_rd == nullptr && !is_rd_new(from)) return fail(codes::transformation_failed, {shown, messages.text()});
    const bool named = layer.empty() || layer == one->GetName();
    const int layer_field = one->GetLayerDefn()->GetFieldIndex("Layer");
    const int id_field = one->GetLayerDefn()->GetFieldIndex("id");
    for (auto& feature : *one) {
      if (!named && layer != feature->GetFieldAsString(layer_field)) continue;
      OGRGeometry* geometry = feature->GetGeometryRef();
      if (geometry == nullptr || (to_rd != nullptr && geometry->transform(to_rd.get()) != OGRERR_NONE)) continue;
      const std::unique_ptr<OGRGeometry> linear{geometry->getLinearGeometry(arc_step_degrees)};
      std::vector<Ring> rings;
      collect(*linear, rings);
      for (Ring& ring : rings) {
        if (ring.size() < 3 || std::abs(signed_area_m2(ring)) == 0.0) continue;
        DrawnShape shape;
        shape.id = id_field >= 0 && feature->IsFieldSetAndNotNull(id_field) != 0
                       ? feature->GetFieldAsString(id_field)
                       : std::to_string(drawing.shapes.size() + 1);
        shape.polygon = oriented({std::move(ring), {}});
        measure(geos, shape);
        drawing.shapes.push_back(std::move(shape));
      }
    }
  }
  if (messages.failed()) return fail(codes::layer_unreadable, {shown, messages.text()});
  if (drawing.shapes.empty()) return fail(codes::no_shapes, {shown, "vlak of gesloten lijn"});
  return drawing;
}

}  // namespace batterisk::gis
