#include "batterisk/gis/read/shapes.hpp"

#include "read/archive_member.hpp"
#include "read/feature_values.hpp"
#include "read/layer_crs.hpp"
#include "read/layer_file.hpp"
#include "read/layer_text.hpp"
#include "read/ogr.hpp"
#include "read/open_dataset.hpp"
#include "shape/geos.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/text_encoding.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <set>

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

/// Counts the lines that do not close.
void collect(const OGRGeometry& geometry, std::vector<Ring>& rings, std::size_t& open_lines) {
  const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
  if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection) != 0) {
    for (const OGRGeometry* part : *geometry.toGeometryCollection()) collect(*part, rings, open_lines);
  } else if (type == wkbPolygon || type == wkbTriangle) {
    if (const OGRLinearRing* outer = geometry.toPolygon()->getExteriorRing()) rings.push_back(ring_of(*outer));
  } else if (type == wkbLineString) {
    const OGRLineString& line = *geometry.toLineString();
    const int last = line.getNumPoints() - 1;
    const bool closed = last >= 3 && distance_m({line.getX(0), line.getY(0)}, {line.getX(last), line.getY(last)}) <= closed_m;
    if (closed) {
      rings.push_back(ring_of(line));
    } else {
      ++open_lines;
    }
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

/// Layer of a drawing on which a feature stands; empty for other files.
std::string drawn_on(const OGRFeature& feature, int layer_field) {
  return layer_field < 0 ? std::string{} : to_utf8(feature.GetFieldAsString(layer_field));
}

/// A layer to read, and the layer of the drawing in it that is wanted; empty = all of it.
struct Part {
  OGRLayer* layer;
  std::string drawn;
};

/// Finds a name among the layers of the file and those of the drawing, capitals or not: CAD programs make no difference.
/// Nothing when it is not there; `names` are those that are.
std::vector<Part> parts_named(GDALDataset& dataset, const std::string& name, std::set<std::string>& names) {
  std::vector<Part> parts;
  if (name.empty()) {
    for (OGRLayer* layer : dataset.GetLayers()) parts.push_back({layer, {}});
    return parts;
  }
  for (OGRLayer* layer : dataset.GetLayers()) {
    const int field = layer->GetLayerDefn()->GetFieldIndex("Layer");
    if (field < 0) {
      names.insert(name_of(*layer));
      if (same_word(name_of(*layer), name)) parts.push_back({layer, {}});
      continue;
    }
    std::set<std::string> drawn;
    for (const auto& feature : *layer) drawn.insert(drawn_on(*feature, field));
    names.insert(drawn.begin(), drawn.end());
    if (drawn.contains(name)) {
      parts.push_back({layer, name});
      continue;
    }
    for (const std::string& other : drawn) {
      if (same_word(other, name)) parts.push_back({layer, other});
    }
  }
  return parts;
}

}  // namespace

Drawing read_drawing(const std::filesystem::path& path, const std::string& layer, const std::string& crs) {
  Drawing drawing;
  const std::string file_name = to_utf8(path.string());
  const std::string shown = layer.empty() ? file_name : file_name + "|" + layer;
  const auto say = [&](FileProblem problem, Severity severity) {
    drawing.diagnostics.push_back({problem.code, severity, {file_name, 0, 0, layer}, std::move(problem.args)});
  };
  const auto fail = [&](FileProblem problem) {
    drawing.shapes.clear();
    say(std::move(problem), Severity::Fout);
    return drawing;
  };
  GdalMessages messages;
  const auto found = find_layer_file({path, file_name});
  if (const auto* problem = std::get_if<FileProblem>(&found)) return fail(*problem);
  const LayerFile& file = std::get<LayerFile>(found);
  messages.clear();
  const OpenedDataset opened = open_vector(file.path, LayerAccess::Plain);
  if (opened.refused) return fail(unreadable(file_name, *opened.refused));
  const GDALDatasetUniquePtr& dataset = opened.dataset;
  if (dataset == nullptr) return fail(why_not_opened(file_name, file, messages.text()));
  std::set<std::string> names;
  const std::vector<Part> parts = parts_named(*dataset, layer, names);
  if (parts.empty()) return fail({codes::layer_not_in_file, {layer, file_name, joined_names({names.begin(), names.end()})}});
  const Geos geos;
  std::size_t open_lines = 0;
  for (const Part& part : parts) {
    OGRLayer& one = *part.layer;
    OGREnvelope e;
    const bool has_numbers = one.GetExtent(&e, TRUE) == OGRERR_NONE && e.IsInit() != 0;
    const Box numbers = has_numbers ? Box{{e.MinX, e.MinY}, {e.MaxX, e.MaxY}} : Box{};
    auto chosen = layer_crs(*dataset, one, crs, has_numbers ? std::optional{numbers} : std::nullopt, shown);
    if (auto* problem = std::get_if<FileProblem>(&chosen)) return fail(std::move(*problem));
    auto& system = std::get<LayerCrs>(chosen);
    for (FileProblem& doubt : system.doubts) say(std::move(doubt), Severity::Waarschuwing);
    system.srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const bool in_rd = is_rd_new(system.srs);
    const Transformation to_rd = in_rd ? nullptr : transformation(system.srs, rd_new());
    if (to_rd == nullptr && !in_rd) {
      return fail({codes::transformation_failed, {shown, crs_name(&system.srs), step_for_crs(numbers)}});
    }
    const int layer_field = one.GetLayerDefn()->GetFieldIndex("Layer");
    const int id_field = one.GetLayerDefn()->GetFieldIndex("id");
    one.ResetReading();
    for (auto& feature : one) {
      if (!part.drawn.empty() && drawn_on(*feature, layer_field) != part.drawn) continue;
      OGRGeometry* geometry = feature->GetGeometryRef();
      if (geometry == nullptr) continue;
      const std::unique_ptr<OGRGeometry> linear{geometry->getLinearGeometry(arc_step_degrees)};
      if (to_rd != nullptr && linear->transform(to_rd.get()) != OGRERR_NONE) {
        return fail({codes::place_not_in_rd, {shown, "fid=" + std::to_string(feature->GetFID()), crs_name(&system.srs)}});
      }
      std::vector<Ring> rings;
      collect(*linear, rings, open_lines);
      for (Ring& ring : rings) {
        if (ring.size() < 3 || std::abs(signed_area_m2(ring)) == 0.0) continue;
        DrawnShape shape;
        shape.id = id_field >= 0 && feature->IsFieldSetAndNotNull(id_field) != 0
                       ? to_utf8(feature->GetFieldAsString(id_field))
                       : std::to_string(drawing.shapes.size() + 1);
        shape.polygon = oriented({std::move(ring), {}});
        const Box at = bounds(shape.polygon.outer);
        if (!netherlands.contains(at)) {  // another unit or origin: neither place nor size can be believed
          auto [x, y] = centre_of(at);
          return fail({codes::coordinates_outside, {shown, shape.id, x + ", " + y, step_for_place(at)}});
        }
        measure(geos, shape);
        drawing.shapes.push_back(std::move(shape));
      }
    }
  }
  if (messages.failed()) return fail(unreadable(shown, trouble_of(messages.text())));
  if (drawing.shapes.empty()) {
    return fail({codes::no_shapes, {shown, open_lines > 0 ? "vlak of gesloten lijn, alleen open lijnen" : "vlak of gesloten lijn"}});
  }
  return drawing;
}

}  // namespace batterisk::gis
