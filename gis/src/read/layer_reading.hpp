#pragma once

#include "read/bag_id.hpp"
#include "read/feature_values.hpp"
#include "read/layer_source.hpp"
#include "read/layer_text.hpp"
#include "read/occurrence.hpp"
#include "shape/geos.hpp"

#include "batterisk/core/base/codes_layers.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
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
  bool ids_looked_at = false;        ///< `look_at_ids` was called
};

/// What the record of an object is of.
struct RecordHead {
  std::string id;  ///< "fid=3" where the record has none that tells it apart
  Occurrence occurrence;
};

/// Polygons of a feature: linear, 2D and valid, with a remark for everything that had to be done. Empty = left
/// out.
[[nodiscard]] MultiPolygon read_polygons(const OGRFeature& feature, const std::string& id, const Reading& reading);

/// Says that the data are from long before the peildatum, or from after it.
void report_age(const Reading& reading);

/// Finds out, of a layer that was read, whether something says that it is a part of what it should be.
void judge_completeness(const Reading& reading);

/// Messages that follow from the remarks of a layer that was read.
void report_remarks(const Reading& reading);

[[nodiscard]] inline bool always(const OGRFeature& /*feature*/) { return true; }

using Rows = std::vector<OGRFeatureUniquePtr>;

/// Looks at ids of the layer: a program may have rounded all of them. Rows that were read already may settle it; else the
/// first ones of the layer are asked, and farther ones when it looks so. True when the layer was not asked.
bool look_at_ids(Reading& reading, std::span<const OGRFeatureUniquePtr> rows = {});

/// The next rows of the layer, as many as settle for most layers whether ids were rounded; fewer at its end.
[[nodiscard]] Rows first_rows(OGRLayer& layer);

/// Id of a record, and a remark on what is wrong with it.
[[nodiscard]] std::string read_id(const OGRFeature& feature, const Reading& reading);

/// Ids of the buildings that a feature names, without those that may be the id of another.
[[nodiscard]] std::vector<std::string> named_buildings(const OGRFeature& feature, const Reading& reading);

/// A remark on each reference to a building that is damaged.
void remark_references(const OGRFeature& feature, const std::string& id, const Reading& reading);

/// Puts what was found in place of what a file states about itself, and says so: `rows` in the whole layer, and where
/// they lie (RD).
void compare_with_statement(const Reading& reading, std::int64_t rows, const Box& extent);

/// Calls `use(feature, head)` for every record within `box` that had not ended on the peildatum and for which
/// `concerns(feature)` holds. False when reading broke off or was stopped: then nothing of the layer may be used.
template <class Concerns, class Use>
bool for_each_feature(Reading& reading, const Box& box, const std::stop_token& stop, Concerns concerns, Use use) {
  constexpr std::size_t stop_check_interval = 256;
  LayerSource& source = reading.source;
  LayerReport& report = reading.report;
  GdalMessages messages;
  const auto refuse = [&](FileProblem problem) {
    reading.diagnostics.push_back(
        layer_diagnostic(reading.request, report, problem.code, Severity::Fout, std::move(problem.args)));
    return false;
  };
  // `what`: row number of the object, or the box around the site.
  const auto not_to_rd = [&](std::string what) {
    return refuse({codes::place_not_in_rd, {shown_name(report), std::move(what), report.crs}});
  };
  // Of a prepared folder they are UTF-8.
  const std::vector<TextColumn> texts = reading.request.prepared ? std::vector<TextColumn>{} : text_columns(*source.layer, source.columns);
  Box within;  // in the system of the layer; empty when it has no index
  if (source.filters_by_index) {
    const std::optional<Box> filter = box_in_layer_crs(source, box);
    if (!filter) return not_to_rd("studiegebied");
    within = *filter;
  }
  const auto start = [&] {
    if (!within.empty()) source.layer->SetSpatialFilterRect(within.min.x, within.min.y, within.max.x, within.max.y);
    source.layer->ResetReading();
    messages.clear();
  };
  start();
  Rows ahead;
  std::size_t taken = 0;
  if (!reading.ids_looked_at) {
    ahead = first_rows(*source.layer);
    if (!look_at_ids(reading, ahead)) {
      ahead.clear();
      start();
    }
  }
  const auto next_row = [&]() -> OGRFeatureUniquePtr {
    if (taken < ahead.size()) return std::move(ahead[taken++]);
    return OGRFeatureUniquePtr{source.layer->GetNextFeature()};
  };
  const bool occurrences = tells_occurrences(source);
  Box extent;
  std::int64_t rows = 0;
  for (;; ++rows) {
    if (rows % stop_check_interval == 0 && stop.stop_requested()) return false;
    const OGRFeatureUniquePtr feature = next_row();
    if (feature == nullptr) break;
    OGRGeometry* geometry = feature->GetGeometryRef();
    if (geometry != nullptr && source.to_rd != nullptr &&
        geometry->transform(source.to_rd.get()) != OGRERR_NONE) {
      return not_to_rd("fid=" + std::to_string(feature->GetFID()));
    }
    if (geometry != nullptr && geometry->IsEmpty() == 0) {
      OGREnvelope e;
      geometry->getEnvelope(&e);
      extent.add({e.MinX, e.MinY});
      extent.add({e.MaxX, e.MaxY});
      if (reading.seen != nullptr) reading.seen->push_back({{e.MinX, e.MinY}, {e.MaxX, e.MaxY}});
      // Written so that a coordinate that is not a number stays in and is reported.
      if (e.MinX > box.max.x || e.MaxX < box.min.x || e.MinY > box.max.y || e.MaxY < box.min.y) continue;
    }
    std::size_t converted = convert_texts(*feature, texts, source.text_encoding);
    if (source.converted_column >= 0) converted += static_cast<std::size_t>(feature->GetFieldAsInteger(source.converted_column));
    if (!concerns(*feature)) continue;
    ++report.features_read;
    RecordHead head{read_id(*feature, reading), {}};
    for (; converted > 0; --converted) remark(report, converted_texts, head.id);
    if (occurrences) {
      auto occurrence = occurrence_of(*feature, head.id, source, reading.request, report);
      if (!occurrence) {
        remark(report, "historisch", head.id);
        continue;
      }
      head.occurrence = *occurrence;
    } else {
      head.occurrence.delivery = reading.request.datum;
    }
    use(*feature, std::move(head));
  }
  if (messages.failed()) return refuse(reading_failure(reading.request, shown_name(report), messages.text()));
  if (!source.filters_by_index && !reading.request.origin) compare_with_statement(reading, rows, extent);
  return true;
}

}  // namespace batterisk::gis
