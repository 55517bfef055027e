#include "batterisk/gis/prepare/prepare.hpp"

#include "prepare/manifest.hpp"
#include "prepare/prepare_into.hpp"
#include "read/coverage.hpp"
#include "read/layer_reading.hpp"
#include "read/trouble.hpp"
#include "write/layer_writer.hpp"
#include "write/staging.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/sha256.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <unordered_map>

namespace batterisk::gis {
namespace {

constexpr std::size_t progress_interval = 4096;
constexpr Box everywhere{{-7000.0, 289000.0}, {300000.0, 629000.0}};  // where EPSG:28992 is defined

/// One of the sources of a layer.
struct Source {
  LayerRequest request;
  LayerReport report{};
  std::optional<LayerSource> opened{};  ///< nothing for one that is known to be empty
  std::vector<Box> seen{};
};

/// Columns that a source has and a study uses; of one that is known to be empty those that a study cannot do without.
std::vector<Meaning> kept_columns(LayerKind kind, const std::vector<Source>& sources) {
  std::vector<Meaning> kept;
  const bool any = std::any_of(sources.begin(), sources.end(), [](const Source& s) { return s.opened.has_value(); });
  for (const ColumnAliases& column : profile(kind)) {
    const bool has = std::any_of(sources.begin(), sources.end(), [&](const Source& s) {
      if (!s.opened || column.meaning == Meaning::Nummeraanduiding) return false;  // addresses are kept as such
      return s.opened->column(column.meaning) >= 0 || (s.opened->addresses != nullptr && is_address_part(column.meaning));
    });
    if (any ? has : column.required) kept.push_back(column.meaning);
  }
  return kept;
}

std::string joined_by_comma(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ",") + word;
  return all;
}

/// The date as ISO text; a text that is none stays as it is.
std::string date_text(const OGRFeature& feature, int field) {
  const auto found = moment_of(feature, field);
  return found ? iso_text(*found) : text(feature, field);
}

/// The first of the end dates, which all lie ahead.
std::string end_text(const OGRFeature& feature, const LayerSource& source) {
  std::optional<Moment> first;
  std::string no_date;
  for (const auto& [meaning, field] : source.columns) {
    if (meaning != Meaning::Einde) continue;
    const auto end = moment_of(feature, field);
    if (end && (!first || *end < *first)) first = end;
    if (!end && no_date.empty()) no_date = text(feature, field);
  }
  return first ? iso_text(*first) : no_date;
}

std::string number_text(const std::optional<double>& number) {
  std::array<char, 32> text{};
  if (!number) return {};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), *number).ptr};
}

std::string value_of(const OGRFeature& feature, const Reading& reading, Meaning meaning, const std::string& id) {
  const int field = reading.source.column(meaning);
  if (reading.source.addresses != nullptr && is_address_part(meaning)) return part_of(adres(feature, reading.source), meaning);
  switch (meaning) {
    case Meaning::Identificatie:
      return id.starts_with("fid=") ? "" : id;
    case Meaning::Gebruiksdoel:
      return joined_by_comma(list(feature, field));
    case Meaning::PandIdentificatie:
      return joined_by_comma(named_buildings(feature, reading));
    case Meaning::Begin:
    case Meaning::Registratie:
      return date_text(feature, field);
    case Meaning::Einde:
      return end_text(feature, reading.source);
    case Meaning::Oppervlakte:
      return number_text(area(feature, field, id, reading.report));
    case Meaning::PersonenDag:
    case Meaning::PersonenNacht:
      return number_text(people(feature, field, id, reading.report));
    default:
      return text(feature, field);
  }
}

/// Point of a unit, polygons of everything else; a classed object may be either. Null = left out, with a remark.
std::unique_ptr<OGRGeometry> geometry_of(const OGRFeature& feature, const std::string& id, const Reading& reading) {
  const LayerKind kind = reading.report.kind;
  const OGRGeometry* geometry = feature.GetGeometryRef();
  const bool has = geometry != nullptr && geometry->IsEmpty() == 0;
  const bool point = has && OGR_GT_IsSurface(wkbFlatten(geometry->getGeometryType())) == 0 &&
                     OGR_GT_IsSubClassOf(wkbFlatten(geometry->getGeometryType()), wkbGeometryCollection) == 0;
  const bool may_be_point = kind == LayerKind::KwetsbareObjecten || kind == LayerKind::Personen;
  if (kind == LayerKind::Verblijfsobjecten || (may_be_point && point)) {
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

/// Which objects several sources hold. One that says the same in each is written once.
class Seam {
 public:
  /// True when an earlier source said the same of this object.
  bool repeats(std::size_t source, const std::string& id, const std::vector<std::string>& values, const OGRGeometry& geometry,
               LayerReport& report) {
    std::string content;
    for (const std::string& value : values) content += value + '\n';
    std::vector<unsigned char> wkb(geometry.WkbSize());
    geometry.exportToWkb(wkbNDR, wkb.data());
    content.append(wkb.begin(), wkb.end());
    const std::hash<std::string> hash;
    const auto [it, is_new] = first_.try_emplace(hash(id), First{source, hash(content)});
    if (is_new || it->second.source == source) return false;
    remark(report, "in_beide", id);
    return it->second.content == hash(content);
  }

 private:
  struct First {
    std::size_t source;
    std::size_t content;
  };
  std::unordered_map<std::size_t, First> first_;  // by hash: a country has eleven million buildings
};

/// False when the source could not be read, or when stopped. `seam`: null for the only source.
bool copy_layer(Reading& reading, std::size_t source, Seam* seam, const Box& box, LayerWriter& writer,
                const std::vector<Meaning>& columns, PreparedLayer& layer, const std::stop_token& stop,
                const LayerProgress& progress) {
  std::vector<std::string> values(columns.size());
  std::map<std::string, std::size_t> ids;  // of small layers: a large one is checked where it is used
  constexpr std::int64_t small_layer = 1'000'000;
  const bool check_ids = reading.report.features_total <= small_layer;
  return for_each_feature(reading, box, stop, always, [&](const OGRFeature& feature, const RecordHead& head) {
    if (progress && reading.report.features_read % progress_interval == 0) {
      const auto total = std::max<std::int64_t>(reading.report.features_total, 1);
      progress(layer.file, std::min(1.0, static_cast<double>(reading.report.features_read) / static_cast<double>(total)));
    }
    std::unique_ptr<OGRGeometry> geometry = geometry_of(feature, head.id, reading);
    if (geometry == nullptr) return;
    if (check_ids && ++ids[head.id] == 2) remark(reading.report, "dubbel", head.id);
    for (std::size_t i = 0; i < columns.size(); ++i) values[i] = value_of(feature, reading, columns[i], head.id);
    remark_references(feature, head.id, reading);
    const bool named = !head.id.starts_with("fid=");
    if (seam != nullptr && named && seam->repeats(source, head.id, values, *geometry, reading.report)) return;
    writer.add(values, std::move(geometry));
    ++layer.features_written;
  });
}

Box common(const Box& a, const Box& b) {
  return {{std::max(a.min.x, b.min.x), std::max(a.min.y, b.min.y)},
          {std::min(a.max.x, b.max.x), std::min(a.max.y, b.max.y)}};
}

/// The text with this word in its list, once.
void add_word(std::string& words, const std::string& word, std::string_view separator) {
  if (word.empty() || words.find(word) != std::string::npos) return;
  if (!words.empty()) words += separator;
  words += word;
}

void add_remarks(const std::vector<LayerRemark>& from, std::vector<LayerRemark>& to) {
  for (const LayerRemark& r : from) {
    auto it = std::find_if(to.begin(), to.end(), [&](const LayerRemark& known) { return known.reason == r.reason; });
    if (it == to.end()) {
      to.push_back(r);
      continue;
    }
    constexpr std::size_t most = 20;
    for (const std::string& id : r.ids) {
      if (it->ids.size() < most && std::find(it->ids.begin(), it->ids.end(), id) == it->ids.end()) it->ids.push_back(id);
    }
    it->count = r.reason == "kolom_ontbreekt" ? it->ids.size() : it->count + r.count;
  }
}

/// Adds what one source says to the layer that is made of it.
void add_source(const Source& source, PreparedLayer& layer) {
  const LayerReport& report = source.report;
  add_word(layer.origin, source.opened ? shown_name(report) : source.request.shown_path, " + ");
  add_word(layer.bron, source.request.bron, ", ");
  add_word(layer.crs, report.crs, ", ");
  // The older date is the one that may be too old.
  layer.datum = layer.datum.empty() ? source.request.datum : std::min(layer.datum, source.request.datum);
  layer.features_total += report.features_total;
  layer.features_read += report.features_read;
  add_remarks(report.remarks, layer.remarks);
  if (layer.incomplete.empty()) layer.incomplete = report.flaws.incomplete;
  const Box& extent = source.opened || !source.request.origin ? report.extent : source.request.origin->extent;
  if (extent.empty()) return;
  layer.extent.add(extent.min);
  layer.extent.add(extent.max);
}

std::string file_of(LayerKind kind) { return std::string{to_string(kind)} + ".fgb"; }

/// Nothing when a source could not be used, or when stopped.
std::optional<PreparedLayer> prepare_layer(std::vector<Source> sources, const std::optional<Box>& area,
                                           OutputFolder& folder, std::vector<Diagnostic>& diagnostics,
                                           const std::stop_token& stop,
                                           const LayerProgress& progress) {
  PreparedLayer layer;
  layer.kind = sources.front().request.kind;
  layer.file = file_of(layer.kind);
  const std::filesystem::path file = folder.stage(layer.file);
  bool all_usable = true;
  for (Source& source : sources) {
    if (const auto made = moment_of(source.request.datum)) source.request.peildatum = made->day;
    if (source.request.path.empty()) continue;
    source.opened = open_layer(source.request, source.report, diagnostics);
    all_usable = all_usable && source.opened;
  }
  if (!all_usable) return std::nullopt;
  const std::vector<Meaning> columns = kept_columns(layer.kind, sources);
  const Geos geos;
  LayerWriter writer{file, layer.kind, columns};
  Seam seam;
  Delivery delivery;
  std::size_t in_both = 0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    Source& source = sources[i];
    if (source.opened) {
      Reading reading{source.request, std::move(*source.opened), source.report, diagnostics, geos, area ? &source.seen : nullptr};
      if (!copy_layer(reading, i, sources.size() > 1 ? &seam : nullptr, area.value_or(everywhere), writer, columns, layer, stop,
                      progress)) {
        return std::nullopt;
      }
      judge_completeness(reading);
      report_remarks(reading);
      for (const LayerRemark& r : source.report.remarks) in_both += r.reason == "in_beide" ? r.count : 0;
      delivery.layers.emplace_back(std::move(reading.source), std::move(source.seen));
    }
    if (source.request.omtrek) delivery.outlines.push_back(*source.request.omtrek);
    add_source(source, layer);
  }
  writer.close();
  if (delivery.layers.empty()) {
    layer.whole = !delivery.outlines.empty();
  } else if (area) {
    layer.extent = common(layer.extent, *area);
    if (!is_sparse(layer.kind)) layer.whole = layer.incomplete.empty() && gap_within(*area, delivery.held(), nullptr).side.empty();
    if (layer.whole) layer.extent = *area;
  }
  if (sources.size() > 1) {
    diagnostics.push_back({codes::sources_joined, Severity::Info, {},
                           {std::string{to_string(layer.kind)}, std::to_string(sources.size()), std::to_string(in_both)}});
  }
  layer.bytes = std::filesystem::file_size(file);
  layer.sha256 = sha256_of_file(file);
  return layer;
}

/// The sources of each kind, in the order of their first.
std::vector<std::vector<Source>> by_kind(const std::vector<LayerRequest>& requests) {
  std::vector<std::vector<Source>> layers;
  for (const LayerRequest& request : requests) {
    auto it = std::find_if(layers.begin(), layers.end(),
                           [&](const std::vector<Source>& l) { return l.front().request.kind == request.kind; });
    if (it == layers.end()) it = layers.insert(it, std::vector<Source>{});
    it->push_back({request});
  }
  return layers;
}

}  // namespace

void require_prepared(const OutputFolder& folder) {
  if (folder.empty() || std::filesystem::exists(folder.path() / manifest_name)) return;
  not_writable(folder.path(), "bestaat al en is geen voorbereide map");
}

PreparedFolder prepare_into(OutputFolder& folder, const std::vector<LayerRequest>& sources, const std::optional<Box>& area,
                            const std::stop_token& stop, const LayerProgress& progress) {
  PreparedFolder result;
  try {
    for (std::vector<Source>& of_one_kind : by_kind(sources)) {
      std::optional<PreparedLayer> layer =
          prepare_layer(std::move(of_one_kind), area, folder, result.diagnostics, stop, progress);
      if (layer) result.layers.push_back(std::move(*layer));
    }
    if (stop.stop_requested() || has_error(result.diagnostics)) return result;
    folder.write(manifest_name, manifest_text(result.layers));
  } catch (const FileError&) {
    throw;
  } catch (const std::runtime_error& e) {  // of GDAL, GEOS or the file system
    not_writable(folder.path(), write_reason(e.what()));
  }
  // A layer of the last time that is not among these.
  for (const LayerKind kind : layer_kinds()) {
    const std::string file = file_of(kind);
    if (std::find(folder.names().begin(), folder.names().end(), file) == folder.names().end()) folder.remove(file);
  }
  (void)folder.put_in_place();
  return result;
}

PreparedFolder prepare_folder(const std::vector<LayerRequest>& sources, const std::optional<Box>& area,
                              const std::filesystem::path& target, std::stop_token stop,
                              const LayerProgress& progress) {
  OutputFolder folder{target, stop};
  require_prepared(folder);
  return prepare_into(folder, sources, area, stop, progress);
}

std::vector<LayerKind> kinds_in(const std::filesystem::path& path) {
  std::vector<LayerKind> kinds;
  for (const LayerKind kind : layer_kinds()) {
    LayerRequest request{kind, path, path.string(), {}, {}, {}};
    LayerReport report;
    std::vector<Diagnostic> ignored;
    if (!open_layer(request, report, ignored)) continue;
    if (kind_in_name(report.layer) == kind) kinds.push_back(kind);
  }
  return kinds;
}

}  // namespace batterisk::gis
