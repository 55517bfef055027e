#pragma once

#include "read/feature_values.hpp"
#include "read/layer_source.hpp"
#include "shape/geos.hpp"

#include "batterisk/core/base/codes_layers.hpp"

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace batterisk::gis {

/// State of reading one layer.
struct Reading {
  const LayerRequest& request;
  LayerSource source;
  LayerReport& report;
  std::vector<Diagnostic>& diagnostics;
  const Geos& geos;
  std::vector<Box>* seen = nullptr;  ///< where the features lie that are read past, also beyond the box (RD)
};

/// Polygons of a feature: linear, 2D and valid, with a remark for everything that had to be done. Empty = left
/// out.
[[nodiscard]] MultiPolygon read_polygons(const OGRFeature& feature, const std::string& id, const Reading& reading);

/// Keeps the first object of each id. Another record with other polygons is the rest of an object that was cut
/// up (seen in real deliveries), so its polygons are added; other attributes of it are not used.
class Unique {
 public:
  explicit Unique(Reading& reading) : reading_{reading} { index_.reserve(1024); }

  /// True when the id is new; else the polygons are merged into those of the first.
  bool add(const std::string& id, const MultiPolygon& polygons, std::size_t index,
           const std::function<MultiPolygon&(std::size_t)>& first);

 private:
  Reading& reading_;
  std::unordered_map<std::string, std::size_t> index_;  // looked up only, never iterated
};

/// Messages that follow from the remarks of a layer that was read.
void report_remarks(const Reading& reading);

[[nodiscard]] inline bool always(const OGRFeature& /*feature*/) { return true; }

/// True for kinds whose ids are BAG ids.
[[nodiscard]] bool has_bag_ids(LayerKind kind);

/// Calls `use(feature, id)` for every current feature within `box` for which `concerns(feature)` holds. False
/// when reading broke off or was stopped: then nothing of the layer may be used.
template <class Concerns, class Use>
bool for_each_feature(Reading& reading, const Box& box, const std::stop_token& stop, Concerns concerns, Use use) {
  constexpr std::size_t stop_check_interval = 256;
  LayerSource& source = reading.source;
  LayerReport& report = reading.report;
  GdalMessages messages;
  const auto refuse = [&](Code code, std::string reason) {
    reading.diagnostics.push_back(layer_diagnostic(reading.request, report, code, Severity::Fout,
                                                   {shown_name(report), std::move(reason)}));
    return false;
  };
  if (source.filters_by_index) {
    const std::optional<Box> filter = box_in_layer_crs(source, box);
    if (!filter) return refuse(codes::transformation_failed, messages.text());
    source.layer->SetSpatialFilterRect(filter->min.x, filter->min.y, filter->max.x, filter->max.y);
  }
  const bool is_bag = has_bag_ids(report.kind);
  const int id_field = source.column(Meaning::Identificatie);
  source.layer->ResetReading();
  messages.clear();
  for (std::size_t n = 0;; ++n) {
    if (n % stop_check_interval == 0 && stop.stop_requested()) return false;
    const OGRFeatureUniquePtr feature{source.layer->GetNextFeature()};
    if (feature == nullptr) break;
    OGRGeometry* geometry = feature->GetGeometryRef();
    if (geometry != nullptr && source.to_rd != nullptr &&
        geometry->transform(source.to_rd.get()) != OGRERR_NONE) {
      return refuse(codes::transformation_failed, messages.text());
    }
    if (geometry != nullptr && geometry->IsEmpty() == 0) {
      OGREnvelope e;
      geometry->getEnvelope(&e);
      if (reading.seen != nullptr) reading.seen->push_back({{e.MinX, e.MinY}, {e.MaxX, e.MaxY}});
      // Written so that a coordinate that is not a number stays in and is reported.
      if (e.MinX > box.max.x || e.MaxX < box.min.x || e.MinY > box.max.y || e.MaxY < box.min.y) continue;
    }
    if (!concerns(*feature)) continue;
    bool padded = false;
    std::string id = text(*feature, id_field);
    if (is_bag) id = bag_id(std::move(id), padded);
    if (id.empty()) {
      id = "fid=" + std::to_string(feature->GetFID());
      remark(report, "zonder_id", id);
    }
    ++report.features_read;
    if (padded) remark(report, "voorloopnul", id);
    if (is_history(*feature, source)) {
      remark(report, "historisch", id);
      continue;
    }
    use(*feature, std::move(id));
  }
  if (messages.failed()) return refuse(reading_failure(reading.request, messages.text()), messages.text());
  return true;
}

}  // namespace batterisk::gis
