#include "batterisk/gis/prepare/prepare.hpp"

#include "prepare/manifest.hpp"
#include "read/coverage.hpp"
#include "read/layer_reading.hpp"
#include "write/layer_writer.hpp"
#include "write/staging.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/sha256.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <system_error>

namespace batterisk::gis {
namespace {

constexpr std::size_t progress_interval = 4096;
constexpr Box everywhere{{-7000.0, 289000.0}, {300000.0, 629000.0}};  // where EPSG:28992 is defined

/// Columns that are worth keeping: all but end dates, for no history is kept.
std::vector<Meaning> kept_columns(LayerKind kind, const LayerSource* source) {
  std::vector<Meaning> kept;
  for (const ColumnAliases& column : profile(kind)) {
    if (column.meaning == Meaning::Einde) continue;
    if (source == nullptr || source->column(column.meaning) >= 0) kept.push_back(column.meaning);
  }
  return kept;
}

std::string value_of(const OGRFeature& feature, const LayerSource& source, Meaning meaning, const std::string& id) {
  const int field = source.column(meaning);
  if (meaning == Meaning::Identificatie) return id.starts_with("fid=") ? "" : id;
  if (meaning != Meaning::Gebruiksdoel && meaning != Meaning::PandIdentificatie) return text(feature, field);
  std::string all;
  for (const std::string& word : list(feature, field)) {
    bool padded = false;
    if (!all.empty()) all += ",";
    all += meaning == Meaning::PandIdentificatie ? bag_id(word, padded) : word;
  }
  return all;
}

/// Point of a unit, polygons of everything else; a classed object may be either. Null = left out, with a remark.
std::unique_ptr<OGRGeometry> geometry_of(const OGRFeature& feature, const std::string& id, const Reading& reading) {
  const LayerKind kind = reading.report.kind;
  const OGRGeometry* geometry = feature.GetGeometryRef();
  const bool has = geometry != nullptr && geometry->IsEmpty() == 0;
  const bool point = has && OGR_GT_IsSurface(wkbFlatten(geometry->getGeometryType())) == 0 &&
                     OGR_GT_IsSubClassOf(wkbFlatten(geometry->getGeometryType()), wkbGeometryCollection) == 0;
  if (kind == LayerKind::Verblijfsobjecten || (kind == LayerKind::KwetsbareObjecten && point)) {
    if (!has) {
      remark(reading.report, "leeg", id);
      return nullptr;
    }
    OGREnvelope e;
    geometry->getEnvelope(&e);
    return std::make_unique<OGRPoint>((e.MinX + e.MaxX) / 2, (e.MinY + e.MaxY) / 2);
  }
  const MultiPolygon polygons = read_polygons(feature, id, reading);
  return polygons.empty() ? nullptr : to_ogr(polygons);
}

/// False when the source could not be read, or when stopped.
bool copy_layer(Reading& reading, const Box& box, const std::filesystem::path& file, PreparedLayer& layer,
                const std::stop_token& stop, const LayerProgress& progress) {
  const std::vector<Meaning> columns = kept_columns(layer.kind, &reading.source);
  LayerWriter writer{file, layer.kind, columns};
  std::vector<std::string> values(columns.size());
  std::map<std::string, std::size_t> ids;  // of small layers: a large one is checked where it is used
  constexpr std::int64_t small_layer = 1'000'000;
  const bool check_ids = reading.report.features_total <= small_layer;
  const bool complete = for_each_feature(reading, box, stop, always, [&](const OGRFeature& feature, std::string id) {
    if (progress && reading.report.features_read % progress_interval == 0) {
      const auto total = std::max<std::int64_t>(reading.report.features_total, 1);
      progress(layer.file, std::min(1.0, static_cast<double>(reading.report.features_read) / static_cast<double>(total)));
    }
    std::unique_ptr<OGRGeometry> geometry = geometry_of(feature, id, reading);
    if (geometry == nullptr) return;
    if (check_ids && ++ids[id] == 2) remark(reading.report, "dubbel", id);
    for (std::size_t i = 0; i < columns.size(); ++i) values[i] = value_of(feature, reading.source, columns[i], id);
    writer.add(values, std::move(geometry));
    ++layer.features_written;
  });
  if (complete) writer.close();
  return complete;
}

Box common(const Box& a, const Box& b) {
  return {{std::max(a.min.x, b.min.x), std::max(a.min.y, b.min.y)},
          {std::min(a.max.x, b.max.x), std::min(a.max.y, b.max.y)}};
}

/// Nothing when the source could not be used, or when stopped.
std::optional<PreparedLayer> prepare_layer(const LayerRequest& request, const std::optional<Box>& area,
                                           const std::filesystem::path& folder,
                                           std::vector<Diagnostic>& diagnostics, const std::stop_token& stop,
                                           const LayerProgress& progress) {
  PreparedLayer layer;
  layer.kind = request.kind;
  layer.file = std::string{to_string(request.kind)} + ".fgb";
  layer.bron = request.bron;
  layer.datum = request.datum;
  const std::filesystem::path file = folder / layer.file;
  LayerReport report;
  if (request.path.empty()) {
    layer.origin = request.shown_path;
    if (request.origin) layer.extent = request.origin->extent;
    layer.whole = request.omtrek.has_value();
    LayerWriter{file, layer.kind, kept_columns(layer.kind, nullptr)}.close();
  } else {
    const Geos geos;
    std::optional<LayerSource> source = open_layer(request, report, diagnostics);
    if (!source) return std::nullopt;
    std::vector<Box> seen;
    Reading reading{request, std::move(*source), report, diagnostics, geos, area ? &seen : nullptr};
    if (!copy_layer(reading, area.value_or(everywhere), file, layer, stop, progress)) return std::nullopt;
    report_remarks(reading);
    layer.origin = shown_name(report);
    layer.crs = report.crs;
    layer.features_total = report.features_total;
    layer.features_read = report.features_read;
    layer.remarks = std::move(report.remarks);
    layer.extent = area ? common(report.extent, *area) : report.extent;
    if (area && !is_sparse(layer.kind)) {
      Delivery delivery;
      delivery.layers.emplace_back(std::move(reading.source), std::move(seen));
      if (request.omtrek) delivery.outlines.push_back(*request.omtrek);
      layer.whole = gap_within(*area, delivery, nullptr).side.empty();
      if (layer.whole) layer.extent = *area;
    }
  }
  layer.bytes = std::filesystem::file_size(file);
  layer.sha256 = sha256_of_file(file);
  return layer;
}

}  // namespace

PreparedFolder prepare_folder(const std::vector<LayerRequest>& sources, const std::optional<Box>& area,
                              const std::filesystem::path& target, std::stop_token stop,
                              const LayerProgress& progress) {
  PreparedFolder result;
  StagingFolder staging{target};
  try {
    for (const LayerRequest& source : sources) {
      std::optional<PreparedLayer> layer =
          prepare_layer(source, area, staging.path(), result.diagnostics, stop, progress);
      if (layer) result.layers.push_back(std::move(*layer));
    }
    if (stop.stop_requested() || has_error(result.diagnostics)) return result;
    write_manifest(staging.path() / "manifest.toml", result.layers);
  } catch (const FileError&) {
    throw;
  } catch (const std::runtime_error& e) {  // of GDAL, GEOS or the file system
    throw FileError({{codes::not_writable, Severity::Fout, {target.string(), 0, 0, {}}, {target.string(), e.what()}}});
  }
  staging.move_into_place();
  return result;
}

std::vector<LayerKind> kinds_in(const std::filesystem::path& path) {
  std::vector<LayerKind> kinds;
  for (const LayerKind kind : layer_kinds()) {
    LayerRequest request{kind, path, path.string(), {}, {}, {}};
    LayerReport report;
    std::vector<Diagnostic> ignored;
    if (!open_layer(request, report, ignored)) continue;
    const std::string name = column_key(report.layer);
    const auto words = layer_name_words(kind);
    if (std::any_of(words.begin(), words.end(),
                    [&](std::string_view word) { return name.find(word) != std::string::npos; })) {
      kinds.push_back(kind);
    }
  }
  return kinds;
}

}  // namespace batterisk::gis
