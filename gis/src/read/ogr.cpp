#include "read/ogr.hpp"

#include "batterisk/core/base/text_encoding.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>

#include <cmath>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace batterisk::gis {

void register_drivers() {
  static std::once_flag once;
  std::call_once(once, [] {
    GDALAllRegister();
    // A grid that this computer lacks is not fetched: the same coordinates come out everywhere.
    OSRSetPROJEnableNetwork(FALSE);
  });
}

GdalMessages::GdalMessages() {
  CPLPushErrorHandlerEx(
      [](CPLErr severity, CPLErrorNum number, const char* text) { receive(severity, number, text); }, this);
}

GdalMessages::~GdalMessages() {
  CPLPopErrorHandler();
}

void GdalMessages::clear() {
  failed_ = false;
  error_.clear();
  warning_.clear();
}

void GdalMessages::receive(int severity, int /*number*/, const char* text) {
  auto* self = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
  if (severity >= CE_Failure && !self->failed_) {
    self->failed_ = true;
    self->error_ = text;
  } else if (severity == CE_Warning && self->warning_.empty()) {
    self->warning_ = text;
  }
}

ThreadOption::ThreadOption(const char* key, const char* value) : key_{key} {
  if (const char* before = CPLGetThreadLocalConfigOption(key, nullptr)) before_ = before;
  CPLSetThreadLocalConfigOption(key, value);
}

ThreadOption::~ThreadOption() {
  CPLSetThreadLocalConfigOption(key_, before_ ? before_->c_str() : nullptr);
}

OGRSpatialReference rd_new() {
  OGRSpatialReference rd;
  if (rd.importFromEPSG(28992) != OGRERR_NONE) throw std::runtime_error("PROJ: EPSG:28992 not available");
  rd.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return rd;
}

namespace {

/// RD New by its parameters (EPSG 28992), to a centimetre: some programs write them under no name.
bool has_rd_parameters(const OGRSpatialReference& srs) {
  const char* method = srs.GetAttrValue("PROJECTION");
  if (method == nullptr || !(EQUAL(method, SRS_PT_OBLIQUE_STEREOGRAPHIC) || EQUAL(method, "Double_Stereographic"))) return false;
  const auto is = [](double value, double wanted, double tolerance) { return std::abs(value - wanted) <= tolerance; };
  return is(srs.GetProjParm(SRS_PP_FALSE_EASTING), 155000.0, 0.01) && is(srs.GetProjParm(SRS_PP_FALSE_NORTHING), 463000.0, 0.01) &&
         is(srs.GetProjParm(SRS_PP_LATITUDE_OF_ORIGIN), 52.15616055555555, 1e-7) &&
         is(srs.GetProjParm(SRS_PP_CENTRAL_MERIDIAN), 5.38763888888889, 1e-7) &&
         is(srs.GetProjParm(SRS_PP_SCALE_FACTOR), 0.9999079, 1e-9) && is(srs.GetLinearUnits(), 1.0, 1e-9) &&
         is(srs.GetSemiMajor(), 6377397.155, 0.01) && is(srs.GetInvFlattening(), 299.1528128, 1e-6);
}

}  // namespace

bool is_rd_new(const OGRSpatialReference& srs) {
  const auto is_code = [](const OGRSpatialReference& s, const char* node) {
    const char* authority = s.GetAuthorityName(node);
    const char* code = s.GetAuthorityCode(node);
    return authority != nullptr && code != nullptr && std::string{authority} == "EPSG" &&
           std::string{code} == "28992";
  };
  if (is_code(srs, nullptr) || is_code(srs, "PROJCS") || has_rd_parameters(srs)) return true;

  const std::unique_ptr<OGRSpatialReference> flat{srs.Clone()};
  flat->StripVertical();
  flat->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const OGRSpatialReference rd = rd_new();
  const char* const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", nullptr};
  if (flat->IsSame(&rd, options) != 0) return true;

  // Old WKT (.prj) differs in names: let PROJ find the entry of its database.
  int count = 0;
  int* confidence = nullptr;
  OGRSpatialReferenceH* matches =
      OSRFindMatches(OGRSpatialReference::ToHandle(flat.get()), nullptr, &count, &confidence);
  bool found = false;
  for (int i = 0; i < count; ++i) {
    found = found || (confidence[i] >= 90 && is_code(*OGRSpatialReference::FromHandle(matches[i]), nullptr));
  }
  OSRFreeSRSArray(matches);
  CPLFree(confidence);
  return found;
}

std::string crs_name(const OGRSpatialReference* srs) {
  if (srs == nullptr) return {};
  const char* authority = srs->GetAuthorityName(nullptr);
  const char* code = srs->GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr) return std::string{authority} + ":" + code;
  if (is_rd_new(*srs)) return "EPSG:28992";
  constexpr std::size_t longest = 60;  // some programs put the whole definition in the name
  const char* name = srs->GetName();
  std::string shown = to_utf8(name != nullptr ? name : "");
  if (shown.size() <= longest) return shown;
  shown.resize(utf8_length(std::string_view{shown}.substr(0, longest)));
  return shown + "...";
}

Transformation transformation(const OGRSpatialReference& from, const OGRSpatialReference& to) {
  OGRCoordinateTransformationOptions options;
  options.SetBallparkAllowed(false);
  return Transformation{OGRCreateCoordinateTransformation(&from, &to, options)};
}

namespace {

bool read_ring(const OGRLinearRing& from, Ring& to) {
  const int n = from.getNumPoints();
  to.reserve(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) {
    const RdPoint p{from.getX(i), from.getY(i)};
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return false;
    to.push_back(p);
  }
  if (to.size() > 1 && to.front() == to.back()) to.pop_back();
  return true;
}

void collect(const OGRGeometry& geometry, FlatPolygons& out) {
  if (geometry.IsEmpty() != 0) return;
  const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
  if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection) != 0) {
    for (const OGRGeometry* part : *geometry.toGeometryCollection()) collect(*part, out);
    return;
  }
  if (type == wkbPolyhedralSurface || type == wkbTIN) {
    for (const OGRPolygon* part : *geometry.toPolyhedralSurface()) collect(*part, out);
    return;
  }
  if (type != wkbPolygon && type != wkbTriangle) {
    out.other = true;
    return;
  }
  Polygon polygon;
  bool first = true;
  for (const OGRLinearRing* from : *geometry.toPolygon()) {
    Ring ring;
    if (!read_ring(*from, ring)) {
      out.infinite = true;
      return;
    }
    const bool is_outer = std::exchange(first, false);
    if (ring.size() < 3) {
      out.collapsed = true;
      if (is_outer) return;
    } else if (is_outer) {
      polygon.outer = std::move(ring);
    } else {
      polygon.holes.push_back(std::move(ring));
    }
  }
  if (!polygon.outer.empty()) out.polygons.push_back(std::move(polygon));
}

std::unique_ptr<OGRLinearRing> ogr_ring(const Ring& ring) {
  auto out = std::make_unique<OGRLinearRing>();
  out->setNumPoints(static_cast<int>(ring.size()), FALSE);
  for (std::size_t i = 0; i < ring.size(); ++i) out->setPoint(static_cast<int>(i), ring[i].x, ring[i].y);
  out->closeRings();
  return out;
}

}  // namespace

FlatPolygons flat_polygons(const OGRGeometry& geometry) {
  FlatPolygons out;
  collect(geometry, out);
  return out;
}

std::unique_ptr<OGRGeometry> to_ogr(const MultiPolygon& polygons) {
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

}  // namespace batterisk::gis
