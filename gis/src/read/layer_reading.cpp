#include "read/layer_reading.hpp"

#include "shape/plain_polygon.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

namespace batterisk::gis {
namespace {

constexpr std::size_t ids_in_message = 5;
constexpr double arc_step_degrees = 1.0;  // sagitta r (1 - cos 0.5 deg): 2 mm at r = 50 m, 11 mm at 300 m

/// Reasons for which a feature was left out; each gives a message.
constexpr std::array<std::string_view, 6> dropping_reasons{"leeg",       "geen_vlak", "coordinaat",
                                                           "historisch", "vervallen", "zonder_pand"};

/// Reasons that change or weaken what is used; each gives a warning.
constexpr std::array<std::string_view, 5> doubtful_reasons{"gemengd", "gebruiksdoel_onbekend", "klasse_onbekend",
                                                           "status_onbekend", "zonder_id"};

template <std::size_t N>
bool among(std::string_view reason, const std::array<std::string_view, N>& reasons) {
  return std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
}

}  // namespace

bool has_bag_ids(LayerKind kind) {
  return kind == LayerKind::Panden || kind == LayerKind::Verblijfsobjecten || kind == LayerKind::Standplaatsen ||
         kind == LayerKind::Ligplaatsen;
}

MultiPolygon read_polygons(const OGRFeature& feature, const std::string& id, const Reading& reading) {
  LayerReport& report = reading.report;
  const OGRGeometry* geometry = feature.GetGeometryRef();
  if (geometry == nullptr || geometry->IsEmpty() != 0) {
    remark(report, "leeg", id);
    return {};
  }
  if (geometry->Is3D() != 0) remark(report, "3d", id);
  std::unique_ptr<OGRGeometry> linear;
  if (geometry->hasCurveGeometry() != 0) {
    linear.reset(geometry->getLinearGeometry(arc_step_degrees));
    geometry = linear.get();
    remark(report, "boog", id);
  }
  FlatPolygons flat = flat_polygons(*geometry);
  if (flat.infinite) {
    remark(report, "coordinaat", id);
    return {};
  }
  if (flat.other) remark(report, flat.polygons.empty() ? "geen_vlak" : "gemengd", id);
  if (flat.polygons.empty()) {
    if (!flat.other) remark(report, "leeg", id);
    return {};
  }
  const auto holes = [](const Polygon& polygon) { return !polygon.holes.empty(); };
  if (std::any_of(flat.polygons.begin(), flat.polygons.end(), holes)) remark(report, "gat", id);
  const auto usable = [&](MultiPolygon polygons) {
    if (flat.collapsed) remark(report, "gerepareerd", id);
    return polygons;
  };
  if (reading.request.prepared || plainly_valid(flat.polygons)) return usable(std::move(flat.polygons));
  const Geom geom = reading.geos.make(flat.polygons);
  if (reading.geos.valid(geom.get())) return usable(std::move(flat.polygons));
  MultiPolygon repaired = reading.geos.polygons(reading.geos.make_valid(geom.get()).get());
  remark(report, repaired.empty() ? "leeg" : "gerepareerd", id);
  return repaired;
}

bool Unique::add(const std::string& id, const MultiPolygon& polygons, std::size_t index,
                 const std::function<MultiPolygon&(std::size_t)>& first) {
  const auto [it, is_new] = index_.try_emplace(id, index);
  if (is_new) return true;
  remark(reading_.report, "dubbel", id);
  MultiPolygon& kept = first(it->second);
  if (kept == polygons) return false;
  const Geos& geos = reading_.geos;
  MultiPolygon merged = geos.polygons(geos.united(geos.make(kept).get(), geos.make(polygons).get()).get());
  if (area_m2(merged) > area_m2(kept)) remark(reading_.report, "samengevoegd", id);
  kept = std::move(merged);
  return false;
}

void report_remarks(const Reading& reading) {
  const LayerReport& report = reading.report;
  const auto add = [&](Code code, Severity severity, std::vector<std::string> args) {
    args.insert(args.begin(), shown_name(report));
    reading.diagnostics.push_back(layer_diagnostic(reading.request, report, code, severity, std::move(args)));
  };
  for (const LayerRemark& r : report.remarks) {
    if (r.at_preparation) continue;  // about the whole delivery; it was said when the folder was made
    const std::string count = std::to_string(r.count);
    const auto shown = static_cast<std::ptrdiff_t>(std::min(r.ids.size(), ids_in_message));
    const std::string first_ids = joined({r.ids.begin(), r.ids.begin() + shown});
    if (r.reason == "gerepareerd") {
      add(codes::geometries_repaired, Severity::Waarschuwing, {count, first_ids});
    } else if (r.reason == "dubbel") {
      add(codes::duplicate_ids, Severity::Waarschuwing, {count, first_ids});
    } else if (among(r.reason, dropping_reasons)) {
      add(codes::features_dropped, Severity::Info, {count, r.reason});
    } else if (among(r.reason, doubtful_reasons)) {
      add(codes::features_noted, Severity::Waarschuwing, {count, r.reason, first_ids});
    }
  }
}

}  // namespace batterisk::gis
