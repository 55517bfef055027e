#include "read/layer_source.hpp"

#include "read/gml_template.hpp"
#include "read/gpkg_table.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/dossier/dossier.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace batterisk::gis {
namespace {

/// RD coordinates of the Netherlands with its territorial sea; x is always below y, so swapped axes fall
/// outside.
constexpr Box netherlands{{0.0, 300000.0}, {300000.0, 625000.0}};

/// ETRS89 to RD without the correction grid of RDNAPTRANS (Kadaster): the bound that PROJ states.
constexpr const char* transformation_accuracy = "0.25 m";

/// Below this a layer is read whole, although an index could filter it: an index holds no features without
/// geometry, and those must be counted.
constexpr std::int64_t small_layer = 10000;

constexpr int edge_points = 21;  // of a box that is transformed

std::string millimetres(double v) {
  std::array<char, 40> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), v, std::chars_format::fixed, 3).ptr;
  return {text.data(), end};
}

std::string head_of_file(const std::string& path) {
  std::string head(4096, '\0');
  VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
  if (file == nullptr) return {};
  head.resize(VSIFReadL(head.data(), 1, head.size(), file));
  VSIFCloseL(file);
  return head;
}

bool not_empty(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return !error && size > 0;
}

CPLStringList open_options(const std::string& path, const std::filesystem::path& file,
                           const GmlTemplate& gml_template) {
  CPLStringList options;
  const std::string extension = column_key(file.extension().string());
  if (extension == "gpkg") {
    // Without a pending journal the file is at rest: opened as immutable, SQLite makes no -wal or -shm beside
    // it.
    if (!not_empty(file.string() + "-wal") && !not_empty(file.string() + "-journal")) {
      options.SetNameValue("IMMUTABLE", "YES");
    }
    return options;
  }
  const std::string head = head_of_file(path);
  if (head.find("opengis.net/gml") != std::string::npos && head.find("lvbag") == std::string::npos) {
    options.SetNameValue("WRITE_GFS", "NO");
    options.SetNameValue("DOWNLOAD_SCHEMA", "NO");
    if (GmlTemplate::knows(head)) options.SetNameValue("GFS_TEMPLATE", gml_template.path().c_str());
  }
  return options;
}

/// Connection string as GDAL opens it; without a limit of its own an unreachable server would be waited for.
std::string connection(const std::string& path) {
  if (path.starts_with("PG:") && path.find("connect_timeout") == std::string::npos) {
    return path + " connect_timeout=10";
  }
  return path;
}

/// Position behind ".zip" in a path; nothing without an archive in it.
std::optional<std::size_t> end_of_archive(const std::string& path) {
  std::string lower = path;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  constexpr std::string_view ending = ".zip";
  for (auto at = lower.find(ending); at != std::string::npos; at = lower.find(ending, at + 1)) {
    const std::size_t end = at + ending.size();
    if (end == path.size() || path[end] == '/') return end;
  }
  return std::nullopt;
}

/// The file in an archive that holds this kind, by its name ("9999PND08112026.zip", "kadastralekaart_perceel.gml");
/// empty when none or several could.
std::string member_for(const std::string& archive, LayerKind kind) {
  const CPLStringList members{VSIReadDir(archive.c_str())};
  std::string found;
  for (int i = 0; i < members.size(); ++i) {
    const std::string name = members[i];
    if (kind_in_name(std::filesystem::path{name}.stem().string()) != kind) continue;
    if (!found.empty()) return {};
    found = name;
  }
  return members.size() > 1 ? found : std::string{};
}

/// Path as GDAL opens it: an archive is read in place, also one in an archive (LVBAG extract of the country) or a file
/// in it that the path goes on to name ("delivery.zip/perceel.gml").
std::string gdal_path(const std::filesystem::path& file, LayerKind kind) {
  const std::string path = file.string();
  const auto end = end_of_archive(path);
  if (!end) return path;
  const std::string archive = "/vsizip/{" + path.substr(0, *end) + "}";
  std::string member = *end < path.size() ? path.substr(*end + 1) : member_for(archive, kind);
  if (member.empty()) return archive;
  member = archive + "/" + member;
  return end_of_archive(member.substr(archive.size())) ? "/vsizip/{" + member + "}" : member;
}

/// The file on disk that a path begins with: the archive, or the path itself.
std::filesystem::path file_on_disk(const std::filesystem::path& path) {
  const auto end = end_of_archive(path.string());
  return end ? std::filesystem::path{path.string().substr(0, *end)} : path;
}

/// Units name their buildings, so that they need no place of their own.
bool may_lack_geometry(LayerKind kind) {
  return kind == LayerKind::Verblijfsobjecten;
}

bool fits_geometry(LayerKind kind, OGRwkbGeometryType type) {
  const OGRwkbGeometryType flat = wkbFlatten(type);
  if (flat == wkbNone) return may_lack_geometry(kind);
  if (flat == wkbUnknown || flat == wkbGeometryCollection) return true;
  if (kind == LayerKind::Verblijfsobjecten) return flat == wkbPoint || flat == wkbMultiPoint;
  if (kind == LayerKind::KwetsbareObjecten && (flat == wkbPoint || flat == wkbMultiPoint)) return true;
  return OGR_GT_IsSurface(flat) != 0 || OGR_GT_IsSubClassOf(flat, wkbMultiSurface) != 0;
}

std::vector<std::string> column_names(OGRLayer& layer) {
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  std::vector<std::string> names;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    names.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
  }
  return names;
}

std::vector<std::pair<Meaning, int>> find_columns(GDALDataset& dataset, OGRLayer& layer, LayerKind kind) {
  // A shapefile cuts names at ten characters. Not for parcels: there the id and its namespace begin alike.
  constexpr std::size_t dbf_length = 10;
  const GDALDriver* driver = dataset.GetDriver();
  const bool cut =
      kind != LayerKind::Percelen && driver != nullptr && EQUAL(driver->GetDescription(), "ESRI Shapefile");
  std::vector<std::string> keys;
  for (const std::string& name : column_names(layer)) keys.push_back(column_key(name));
  std::vector<std::pair<Meaning, int>> found;
  for (const ColumnAliases& column : profile(kind)) {
    for (const std::string_view name : column.names) {
      const auto it =
          std::find(keys.begin(), keys.end(), column_key(cut ? name.substr(0, dbf_length) : name));
      if (it == keys.end()) continue;
      found.emplace_back(column.meaning, static_cast<int>(it - keys.begin()));
      if (column.meaning != Meaning::Einde) break;  // several end dates may stand side by side: each counts
    }
  }
  return found;
}

/// Puts the user's own column map over the columns found. Gives the entry that names a meaning which this kind
/// does not have, or a column which the layer does not have.
const std::pair<std::string, std::string>* apply_column_map(const LayerRequest& request, OGRLayer& layer,
                                                            std::vector<std::pair<Meaning, int>>& columns) {
  if (request.origin) return nullptr;  // an extract has the usual names
  for (const auto& entry : request.columns) {
    const auto aliases = profile(request.kind);
    const auto column = std::find_if(aliases.begin(), aliases.end(), [&](const ColumnAliases& c) {
      return to_string(c.meaning) == entry.first;
    });
    const int index = layer.GetLayerDefn()->GetFieldIndex(entry.second.c_str());
    if (column == aliases.end() || index < 0) return &entry;
    const Meaning meaning = column->meaning;
    std::erase_if(columns, [meaning](const auto& found) { return found.first == meaning; });
    columns.emplace_back(meaning, index);
  }
  return nullptr;
}

const ColumnAliases* missing_column(const std::vector<std::pair<Meaning, int>>& columns, LayerKind kind) {
  for (const ColumnAliases& column : profile(kind)) {
    const bool present = std::any_of(columns.begin(), columns.end(),
                                     [&](const auto& found) { return found.first == column.meaning; });
    if (column.required && !present) return &column;
  }
  return nullptr;
}

/// Dates and numbers of records are no loss in a current delivery, nor is a number of units beside the units themselves.
bool no_loss(Meaning meaning) {
  return meaning == Meaning::Voorkomen || meaning == Meaning::Begin || meaning == Meaning::Registratie ||
         meaning == Meaning::Einde || meaning == Meaning::AantalVerblijfsobjecten;
}

/// Columns that a study would use and the layer does not have.
void note_missing_columns(const LayerSource& source, LayerReport& report) {
  LayerRemark remark{"kolom_ontbreekt", 0, {}};
  for (const ColumnAliases& column : profile(report.kind)) {
    if (no_loss(column.meaning) || source.column(column.meaning) >= 0) continue;
    ++remark.count;
    remark.ids.emplace_back(to_string(column.meaning));
  }
  if (remark.count > 0) report.remarks.push_back(std::move(remark));
}

/// The layer asked for; else the only one; else the first that fits, a telling name before the others.
OGRLayer* pick_layer(GDALDataset& dataset, const LayerRequest& request) {
  if (!request.layer.empty()) return dataset.GetLayerByName(request.layer.c_str());
  if (dataset.GetLayerCount() == 1) return dataset.GetLayer(0);
  OGRLayer* fitting = nullptr;
  for (OGRLayer* layer : dataset.GetLayers()) {
    if (!fits_geometry(request.kind, layer->GetGeomType())) continue;
    auto columns = find_columns(dataset, *layer, request.kind);
    if (apply_column_map(request, *layer, columns) != nullptr) continue;
    if (missing_column(columns, request.kind) != nullptr) continue;
    if (kind_in_name(layer->GetName()) == request.kind) return layer;
    if (fitting == nullptr) fitting = layer;
  }
  return fitting;
}

void ignore_other_fields(LayerSource& source) {
  OGRLayer& layer = *source.layer;
  if (layer.TestCapability(OLCIgnoreFields) == 0) return;
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  CPLStringList ignored;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    if (std::none_of(source.columns.begin(), source.columns.end(),
                     [i](const auto& found) { return found.second == i; })) {
      ignored.AddString(definition.GetFieldDefn(i)->GetNameRef());
    }
  }
  ignored.AddString("OGR_STYLE");
  layer.SetIgnoredFields(const_cast<const char**>(ignored.List()));
}

/// Counts by reading when the driver says zero: the GML driver may be wrong about it.
std::int64_t count_features(OGRLayer& layer) {
  const std::int64_t count = layer.GetFeatureCount();
  if (count > 0) return count;
  std::int64_t read = 0;
  layer.ResetReading();
  while (OGRFeatureUniquePtr{layer.GetNextFeature()} != nullptr) ++read;
  layer.ResetReading();
  return read;
}

/// A FlatGeobuf that was cut short reads as if it had fewer features, without an error: the last one tells.
bool breaks_off(GDALDataset& dataset, OGRLayer& layer) {
  if (!EQUAL(dataset.GetDriverName(), "FlatGeobuf") || layer.TestCapability(OLCRandomRead) == 0) return false;
  const GIntBig count = layer.GetFeatureCount();
  return count > 0 && OGRFeatureUniquePtr{layer.GetFeature(count - 1)} == nullptr;
}

/// No features at all is a fact where the delivery says what it covers; else it may be a broken file.
bool may_be_empty(const LayerRequest& request) {
  return is_sparse(request.kind) || request.prepared;
}

/// A local system, and the "Undefined Cartesian SRS" and "Undefined geographic SRS" of GeoPackage, say as
/// little as none.
bool says_where(const OGRSpatialReference* srs) {
  if (srs == nullptr || srs->IsEmpty() != 0 || srs->IsLocal() != 0) return false;
  const char* name = srs->GetName();
  return name == nullptr || column_key(name).rfind("undefined", 0) != 0;
}

std::optional<Box> transformed(OGRCoordinateTransformation& t, const Box& box) {
  Box out;
  if (t.TransformBounds(box.min.x, box.min.y, box.max.x, box.max.y, &out.min.x, &out.min.y, &out.max.x,
                        &out.max.y, edge_points) == 0) {
    return std::nullopt;
  }
  return out;
}

}  // namespace

bool same_extent(const Box& a, const Box& b) {
  double largest = 0.0;
  double apart = 0.0;
  const auto compare = [&](double x, double y) {
    largest = std::max(largest, std::abs(x));
    apart = std::max(apart, std::abs(x - y));
  };
  compare(a.min.x, b.min.x);
  compare(a.min.y, b.min.y);
  compare(a.max.x, b.max.x);
  compare(a.max.y, b.max.y);
  return apart <= 2e-6 * largest;  // 1 m in RD
}

std::string shown(const Box& box) {
  return millimetres(box.min.x) + " " + millimetres(box.min.y) + ", " + millimetres(box.max.x) + " " + millimetres(box.max.y);
}

bool is_sparse(LayerKind kind) {
  return kind != LayerKind::Percelen && kind != LayerKind::Panden && kind != LayerKind::Verblijfsobjecten;
}

int LayerSource::column(Meaning meaning) const {
  const auto it = std::find_if(columns.begin(), columns.end(),
                               [meaning](const auto& found) { return found.first == meaning; });
  return it == columns.end() ? -1 : it->second;
}

std::string shown_name(const LayerReport& report) {
  return report.layer.empty() ? report.path : report.path + "|" + report.layer;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

Code reading_failure(const LayerRequest& request, const std::string& message) {
  if (is_connection_string(request.path.string())) return codes::database_failed;
  return message.find("locked") != std::string::npos ? codes::layer_locked : codes::layer_unreadable;
}

Diagnostic layer_diagnostic(const LayerRequest& request, const LayerReport& report, Code code,
                            Severity severity, std::vector<std::string> args) {
  Place place = request.place;
  place.object = report.layer.empty() ? report.path : report.layer;
  return {code, severity, std::move(place), std::move(args)};
}

std::optional<Box> box_in_layer_crs(const LayerSource& source, const Box& box) {
  if (source.to_rd == nullptr) return box;
  const Transformation from_rd{source.to_rd->GetInverse()};
  if (from_rd == nullptr) return std::nullopt;
  constexpr double margin_m = 1.0;  // the edge of the box is curved in the other system
  return transformed(
      *from_rd, {{box.min.x - margin_m, box.min.y - margin_m}, {box.max.x + margin_m, box.max.y + margin_m}});
}

namespace {

// Shared: a file that OpenLayers keeps open in this thread is not opened again.
GDALDatasetUniquePtr open_dataset(const std::string& path, const CPLStringList& options) {
  constexpr unsigned flags = GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR | GDAL_OF_SHARED;
  return GDALDatasetUniquePtr{GDALDataset::Open(path.c_str(), flags, nullptr, options.List())};
}

}  // namespace

OpenLayers::OpenLayers(const std::vector<LayerRequest>& layers) {
  register_drivers();
  const GdalMessages messages;  // what is wrong with a file is told when it is read
  for (const LayerRequest& layer : layers) {
    std::error_code error;
    if (!std::filesystem::exists(layer.path, error)) continue;
    const std::string path = gdal_path(layer.path, layer.kind);
    const GmlTemplate gml_template;
    GDALDatasetUniquePtr dataset = open_dataset(path, open_options(path, layer.path, gml_template));
    if (dataset != nullptr) {
      files_.emplace_back(dataset.release(), [](GDALDataset* d) { GDALClose(GDALDataset::ToHandle(d)); });
    }
  }
}

std::optional<LayerSource> open_layer(const LayerRequest& request, LayerReport& report,
                                      std::vector<Diagnostic>& diagnostics) {
  const auto refuse = [&](Code code, std::vector<std::string> args) {
    diagnostics.push_back(layer_diagnostic(request, report, code, Severity::Fout, std::move(args)));
    return std::nullopt;
  };
  const auto warn = [&](Code code, std::vector<std::string> args) {
    diagnostics.push_back(layer_diagnostic(request, report, code, Severity::Waarschuwing, std::move(args)));
  };
  report.kind = request.kind;
  report.path = request.shown_path;
  report.layer = request.layer;
  report.bron = request.bron;
  report.datum = request.datum;
  report.remarks = request.remarks;

  // Files, and databases that say so: GDAL would also take web addresses.
  std::error_code error;
  const bool is_database = is_connection_string(request.path.string());
  if (!is_database && !std::filesystem::exists(file_on_disk(request.path), error)) {
    const std::error_code reason = error ? error : std::make_error_code(std::errc::no_such_file_or_directory);
    return refuse(codes::layer_unreadable, {report.path, reason.message()});
  }

  register_drivers();
  GdalMessages messages;
  const ThreadOption digits_stay_text{"GML_FIELDTYPES", "ALWAYS_STRING"};
  const GmlTemplate gml_template;
  const std::string path = is_database ? connection(request.path.string()) : gdal_path(request.path, request.kind);
  const CPLStringList options =
      is_database ? CPLStringList{} : open_options(path, request.path, gml_template);
  LayerSource source;
  source.path = path;
  source.dataset = open_dataset(path, options);
  if (source.dataset == nullptr) {
    return refuse(reading_failure(request, messages.text()), {report.path, messages.text()});
  }

  source.layer = pick_layer(*source.dataset, request);
  if (source.layer == nullptr) {
    std::vector<std::string> names;
    for (OGRLayer* layer : source.dataset->GetLayers()) names.emplace_back(layer->GetName());
    const std::string asked = request.layer.empty() ? std::string{to_string(request.kind)} : request.layer;
    return refuse(codes::layer_not_in_file, {asked, joined(names)});
  }
  OGRLayer& layer = *source.layer;
  layer.SetSpatialFilter(nullptr);  // a file that is kept open may have one from the last box
  report.layer = layer.GetName();

  source.columns = find_columns(*source.dataset, layer, request.kind);
  if (const auto* wrong = apply_column_map(request, layer, source.columns)) {
    return refuse(codes::column_map_wrong,
                  {shown_name(report), wrong->first, wrong->second, joined(column_names(layer))});
  }
  if (const ColumnAliases* missing = missing_column(source.columns, request.kind)) {
    const std::vector<std::string> names(missing->names.begin(), missing->names.end());
    return refuse(codes::column_missing,
                  {shown_name(report), std::string{to_string(missing->meaning)}, joined(names)});
  }
  const bool has_places = layer.GetGeomType() != wkbNone;
  if (!has_places && !may_lack_geometry(request.kind)) {
    return refuse(codes::column_missing, {shown_name(report), "geometrie", "Polygon, MultiPolygon"});
  }
  note_missing_columns(source, report);
  ignore_other_fields(source);

  messages.clear();
  report.features_total = request.origin ? request.origin->features_total : count_features(layer);
  if (messages.failed()) {
    return refuse(reading_failure(request, messages.text()), {shown_name(report), messages.text()});
  }
  GpkgTable table;
  const auto say_wrong = [&](const char* what, std::string stated, std::string found) {
    warn(codes::layer_statement_wrong, {shown_name(report), what, std::move(stated), std::move(found)});
  };
  if (!request.origin && EQUAL(source.dataset->GetDriverName(), "GPKG")) {
    table = look_into(*source.dataset, layer, report.features_total);
    if (table.rows && *table.rows != report.features_total) {
      say_wrong("aantal", std::to_string(report.features_total), std::to_string(*table.rows));
      report.features_total = *table.rows;
    }
  }
  if (breaks_off(*source.dataset, layer)) {
    return refuse(codes::layer_unreadable, {shown_name(report), "het bestand breekt af"});
  }
  if (report.features_total == 0) {
    if (!may_be_empty(request)) return refuse(codes::layer_empty, {shown_name(report)});
    warn(codes::layer_empty, {shown_name(report)});
  }
  source.filters_by_index =
      has_places && table.index_agrees && report.features_total > small_layer && layer.TestCapability(OLCFastSpatialFilter) != 0;
  if (!table.index_agrees) warn(codes::layer_index_wrong, {shown_name(report)});
  if (has_places && report.features_total > small_layer && !source.filters_by_index && !request.origin) {
    diagnostics.push_back(layer_diagnostic(request, report, codes::layer_without_index, Severity::Info,
                                           {shown_name(report), std::to_string(report.features_total)}));
  }

  if (!has_places) return source;  // and so no extent and no CRS

  const OGRSpatialReference* srs = layer.GetSpatialRef();
  OGRSpatialReference stated;
  if (!says_where(srs) && !request.crs.empty()) {
    if (stated.SetFromUserInput(request.crs.c_str(),
                                OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE) {
      return refuse(codes::crs_unknown, {shown_name(report), request.crs});
    }
    srs = &stated;
    report.remarks.push_back({"crs_opgegeven", 1, {request.crs}});
  }
  report.crs = crs_name(srs);
  if (!says_where(srs)) {
    return refuse(codes::layer_without_crs, {shown_name(report)});
  }

  OGREnvelope envelope;
  const bool has_extent = request.origin
                              ? !request.origin->extent.empty()
                              : layer.GetExtent(&envelope, TRUE) == OGRERR_NONE && envelope.IsInit() != 0;
  if (is_database && messages.failed()) {
    return refuse(reading_failure(request, messages.text()), {shown_name(report), messages.text()});
  }
  if (has_extent) report.extent = {{envelope.MinX, envelope.MinY}, {envelope.MaxX, envelope.MaxY}};
  if (table.extent && table.index_agrees && !same_extent(report.extent, *table.extent)) {
    say_wrong("omvang", shown(report.extent), shown(*table.extent));
    report.extent = *table.extent;
  }

  if (!is_rd_new(*srs)) {
    OGRSpatialReference from{*srs};
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    messages.clear();
    source.to_rd = transformation(from, rd_new());
    if (source.to_rd == nullptr)
      return refuse(codes::transformation_failed, {shown_name(report), messages.text()});
    if (has_extent && !request.origin) {
      const std::optional<Box> extent = transformed(*source.to_rd, report.extent);
      if (!extent) return refuse(codes::transformation_failed, {shown_name(report), messages.text()});
      report.extent = *extent;
    }
    report.transformed = true;
    report.accuracy = transformation_accuracy;
    warn(codes::layer_transformed, {shown_name(report), report.crs, transformation_accuracy});
  }

  if (request.origin) report.extent = request.origin->extent;
  if (has_extent && !netherlands.intersects(report.extent)) {
    return refuse(codes::coordinates_outside,
                  {shown_name(report), millimetres((report.extent.min.x + report.extent.max.x) / 2),
                   millimetres((report.extent.min.y + report.extent.max.y) / 2)});
  }
  if (has_extent && !netherlands.contains(report.extent)) {
    const bool low = !(report.extent.min.x >= netherlands.min.x && report.extent.min.y >= netherlands.min.y);
    const RdPoint outside = low ? report.extent.min : report.extent.max;
    warn(codes::coordinates_outside, {shown_name(report), millimetres(outside.x), millimetres(outside.y)});
  }
  return source;
}

}  // namespace batterisk::gis
