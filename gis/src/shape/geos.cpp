#include "shape/geos.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <vector>

namespace batterisk::gis {
namespace {

void keep_message(const char* message, void* target) {
  *static_cast<std::string*>(target) = message;
}

bool before(RdPoint a, RdPoint b) {
  return a.x < b.x || (a.x == b.x && a.y < b.y);
}

/// Ring from its leftmost (then lowest) vertex, counter-clockwise or clockwise.
Ring normalised(Ring ring, bool counter_clockwise) {
  if ((signed_area_m2(ring) > 0.0) != counter_clockwise) std::reverse(ring.begin(), ring.end());
  std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), before), ring.end());
  return ring;
}

}  // namespace

Geos::Geos() : handle_{GEOS_init_r()} {
  GEOSContext_setErrorMessageHandler_r(handle_, keep_message, &message_);
}

Geos::~Geos() {
  GEOS_finish_r(handle_);
}

void Geos::fail() const {
  throw std::runtime_error("GEOS: " + message_);
}

Geom Geos::own(GEOSGeometry* g) const {
  if (g == nullptr) fail();
  return Geom{g, GeosDeleter{handle_}};
}

bool Geos::yes(char answer) const {
  if (answer != 0 && answer != 1) fail();
  return answer == 1;
}

double Geos::number(int ok, double value) const {
  if (ok != 1) fail();
  return value;
}

Geom Geos::ring(const Ring& ring) const {
  std::vector<double> xy;
  xy.reserve(2 * ring.size() + 2);
  for (const RdPoint& p : ring) {
    xy.push_back(p.x);
    xy.push_back(p.y);
  }
  xy.push_back(ring.front().x);
  xy.push_back(ring.front().y);
  GEOSCoordSequence* points =
      GEOSCoordSeq_copyFromBuffer_r(handle_, xy.data(), static_cast<unsigned>(xy.size() / 2), 0, 0);
  if (points == nullptr) fail();
  return own(GEOSGeom_createLinearRing_r(handle_, points));
}

Geom Geos::make(const Polygon& polygon) const {
  Geom outer = ring(polygon.outer);
  std::vector<Geom> holes;
  holes.reserve(polygon.holes.size());
  for (const Ring& hole : polygon.holes) holes.push_back(ring(hole));
  std::vector<GEOSGeometry*> given;
  given.reserve(holes.size());
  for (Geom& hole : holes) given.push_back(hole.release());
  return own(
      GEOSGeom_createPolygon_r(handle_, outer.release(), given.data(), static_cast<unsigned>(given.size())));
}

Geom Geos::make(const MultiPolygon& polygons) const {
  if (polygons.size() == 1) return make(polygons.front());
  std::vector<Geom> parts;
  parts.reserve(polygons.size());
  for (const Polygon& polygon : polygons) parts.push_back(make(polygon));
  std::vector<GEOSGeometry*> given;
  given.reserve(parts.size());
  for (Geom& part : parts) given.push_back(part.release());
  return own(GEOSGeom_createCollection_r(handle_, GEOS_MULTIPOLYGON, given.data(),
                                         static_cast<unsigned>(given.size())));
}

Geom Geos::make_area(const MultiPolygon& polygons) const {
  Geom area = make(polygons);
  if (valid(area.get())) return area;
  MultiPolygon parts;
  for (const Polygon& polygon : polygons) {
    const Geom part = make(polygon);
    if (valid(part.get())) {
      parts.push_back(polygon);
    } else {
      MultiPolygon repaired = this->polygons(make_valid(part.get()).get());
      std::move(repaired.begin(), repaired.end(), std::back_inserter(parts));
    }
  }
  return united(make(parts).get());
}

MultiPolygon Geos::polygons(const GEOSGeometry* g) const {
  const auto read_ring = [this](const GEOSGeometry* ring) {
    const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(handle_, ring);
    unsigned n = 0;
    if (points == nullptr || GEOSCoordSeq_getSize_r(handle_, points, &n) != 1) fail();
    std::vector<double> xy(2 * static_cast<std::size_t>(n));
    if (GEOSCoordSeq_copyToBuffer_r(handle_, points, xy.data(), 0, 0) != 1) fail();
    Ring out;
    out.reserve(n);
    for (std::size_t i = 0; i + 1 < n; ++i) out.push_back({xy[2 * i], xy[2 * i + 1]});
    return out;
  };

  MultiPolygon out;
  if (GEOSGeomTypeId_r(handle_, g) == GEOS_POLYGON) {
    if (empty(g)) return out;
    Polygon polygon{normalised(read_ring(GEOSGetExteriorRing_r(handle_, g)), true), {}};
    const int holes = GEOSGetNumInteriorRings_r(handle_, g);
    for (int i = 0; i < holes; ++i) {
      polygon.holes.push_back(normalised(read_ring(GEOSGetInteriorRingN_r(handle_, g, i)), false));
    }
    std::sort(polygon.holes.begin(), polygon.holes.end(),
              [](const Ring& a, const Ring& b) { return before(a.front(), b.front()); });
    out.push_back(std::move(polygon));
    return out;
  }
  const int parts = GEOSGetNumGeometries_r(handle_, g);
  if (GEOSGeomTypeId_r(handle_, g) < GEOS_MULTIPOINT) return out;
  for (int i = 0; i < parts; ++i) {
    MultiPolygon part = polygons(GEOSGetGeometryN_r(handle_, g, i));
    std::move(part.begin(), part.end(), std::back_inserter(out));
  }
  std::sort(out.begin(), out.end(),
            [](const Polygon& a, const Polygon& b) { return before(a.outer.front(), b.outer.front()); });
  return out;
}

Geom Geos::make_valid(const GEOSGeometry* g) const {
  GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(handle_);
  if (params == nullptr) fail();
  GEOSMakeValidParams_setMethod_r(handle_, params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(handle_, params, 0);
  GEOSGeometry* repaired = GEOSMakeValidWithParams_r(handle_, g, params);
  GEOSMakeValidParams_destroy_r(handle_, params);
  return own(repaired);
}

double Geos::area_m2(const GEOSGeometry* g) const {
  double value = 0.0;
  const int ok = GEOSArea_r(handle_, g, &value);
  return number(ok, value);
}

double Geos::perimeter_m(const GEOSGeometry* g) const {
  double value = 0.0;
  const int ok = GEOSLength_r(handle_, g, &value);
  return number(ok, value);
}

Circle Geos::largest_circle(const GEOSGeometry* g, double tolerance_m) const {
  const Geom radius = own(GEOSMaximumInscribedCircle_r(handle_, g, tolerance_m));
  const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(handle_, radius.get());
  RdPoint centre{};
  double length = 0.0;
  if (points == nullptr || GEOSCoordSeq_getXY_r(handle_, points, 0, &centre.x, &centre.y) != 1) fail();
  const int ok = GEOSLength_r(handle_, radius.get(), &length);
  return {centre, number(ok, length)};
}

PreparedGeom Geos::prepared(const GEOSGeometry* g) const {
  const GEOSPreparedGeometry* p = GEOSPrepare_r(handle_, g);
  if (p == nullptr) fail();
  return PreparedGeom{p, GeosDeleter{handle_}};
}

}  // namespace batterisk::gis
