#include "read/layer_source.hpp"

#include "read/archive_member.hpp"
#include "read/feature_values.hpp"
#include "read/gml_template.hpp"
#include "read/gpkg_table.hpp"
#include "read/layer_crs.hpp"
#include "read/layer_path.hpp"
#include "read/layer_text.hpp"
#include "read/open_dataset.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/text_encoding.hpp"
#include "batterisk/core/dossier/dossier.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace batterisk::gis {
namespace {

/// ETRS89 to RD without the correction grid of RDNAPTRANS (Kadaster): the bound that PROJ states.
constexpr const char* transformation_accuracy = "0.25 m";

/// Below this a layer is read whole, although an index could filter it: an index holds no features without
/// geometry, and those must be counted.
constexpr std::int64_t small_layer = 10000;

bool not_empty(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return !error && size > 0;
}

bool is_folder(const std::string& path) {
  VSIStatBufL status;
  return VSIStatL(path.c_str(), &status) == 0 && VSI_ISDIR(status.st_mode) != 0;
}

CPLStringList open_options(const std::string& path, const GmlTemplate& gml_template) {
  CPLStringList options;
  const std::string extension = extension_of(path);
  if (extension == "gpkg") {
    // Without a pending journal the file is at rest: opened as immutable, SQLite makes no -wal or -shm beside
    // it.
    if (!not_empty(path + "-wal") && !not_empty(path + "-journal")) options.SetNameValue("IMMUTABLE", "YES");
    return options;
  }
  // Texts of shapefiles as they are kept: GDAL would believe whatever the file states.
  if (extension == "shp" || extension == "dbf" || is_folder(path)) options.SetNameValue("ENCODING", "");
  const std::string head = head_of_file(path);
  if (head.find("opengis.net/gml") != std::string::npos && head.find("lvbag") == std::string::npos) {
    options.SetNameValue("WRITE_GFS", "NO");
    options.SetNameValue("DOWNLOAD_SCHEMA", "NO");
    if (GmlTemplate::knows(head)) options.SetNameValue("GFS_TEMPLATE", gml_template.path().c_str());
  }
  return options;
}

/// What names a building needs no place of its own.
bool may_lack_geometry(LayerKind kind) {
  return kind == LayerKind::Verblijfsobjecten || kind == LayerKind::Personen;
}

bool fits_geometry(LayerKind kind, OGRwkbGeometryType type) {
  const OGRwkbGeometryType flat = wkbFlatten(type);
  if (flat == wkbNone) return may_lack_geometry(kind);
  if (flat == wkbUnknown || flat == wkbGeometryCollection) return true;
  if (kind == LayerKind::Verblijfsobjecten) return flat == wkbPoint || flat == wkbMultiPoint;
  const bool may_be_point = kind == LayerKind::KwetsbareObjecten || kind == LayerKind::Personen;
  if (may_be_point && (flat == wkbPoint || flat == wkbMultiPoint)) return true;
  return OGR_GT_IsSurface(flat) != 0 || OGR_GT_IsSubClassOf(flat, wkbMultiSurface) != 0;
}

std::vector<std::pair<Meaning, int>> find_columns(GDALDataset& dataset, OGRLayer& layer, LayerKind kind) {
  // A shapefile cuts names at ten characters. Not for parcels: there the id and its namespace begin alike.
  constexpr std::size_t dbf_length = 10;
  const GDALDriver* driver = dataset.GetDriver();
  const bool cut =
      kind != LayerKind::Percelen && driver != nullptr && EQUAL(driver->GetDescription(), "ESRI Shapefile");
  std::vector<std::string> keys;
  for (const std::string& name : column_names(layer)) keys.push_back(column_key(name));
  const int fields = static_cast<int>(keys.size());
  // The row number of a database may be the id. OGR gives it as the field behind the last.
  keys.push_back(column_key(layer.GetFIDColumn()));
  std::vector<std::pair<Meaning, int>> found;
  for (const ColumnAliases& column : profile(kind)) {
    for (const std::string_view name : column.names) {
      const auto it =
          std::find(keys.begin(), keys.end(), column_key(cut ? name.substr(0, dbf_length) : name));
      if (it == keys.end() || (it - keys.begin() == fields && column.meaning != Meaning::Identificatie)) continue;
      found.emplace_back(column.meaning, static_cast<int>(it - keys.begin()));
      if (column.meaning != Meaning::Einde) break;  // several end dates may stand side by side: each counts
    }
  }
  return found;
}

/// Index of the column that the user names, the number of fields for the row number; -1 when there is none.
int column_named(OGRLayer& layer, const std::string& name) {
  const std::vector<std::string> names = column_names(layer);
  const auto same = [&name](const std::string& column) { return same_word(column, name); };
  const auto it = std::find_if(names.begin(), names.end(), same);
  if (it != names.end() || same(to_utf8(layer.GetFIDColumn()))) return static_cast<int>(it - names.begin());
  return -1;
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
    const int index = column_named(layer, entry.second);
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

/// Names and texts of the whole file that were not UTF-8, and an index that was missing; an extract says what was true of the
/// file that it was cut out of.
void note_opening(const LayerRequest& request, LayerSource& source, LayerReport& report) {
  if (request.origin && !request.prepared) {
    source.file.index_restored = source.layer->GetMetadataItem(restored_index) != nullptr;
    source.converted_column = source.layer->GetLayerDefn()->GetFieldIndex(converted_texts);
    const CPLStringList stored{CSLTokenizeString2(source.layer->GetMetadataItem(converted_texts), "\n", 0)};
    const long count = stored.Count() > 0 ? std::strtol(stored[0], nullptr, 10) : 0;
    for (int i = 1; i <= count; ++i) remark(report, converted_texts, i < stored.Count() ? stored[i] : "");
    return;
  }
  if (!is_utf8(source.layer->GetName())) remark(report, converted_texts, report.layer);
  const OGRFeatureDefn& definition = *source.layer->GetLayerDefn();
  for (const auto& [meaning, field] : source.columns) {
    if (field < definition.GetFieldCount() && !is_utf8(definition.GetFieldDefn(field)->GetNameRef())) {
      remark(report, converted_texts, std::string{to_string(meaning)});
    }
  }
  if (source.file.copy == nullptr) return;
  const std::vector<std::string>& texts = source.file.copy->texts;
  for (std::size_t i = 0; i < source.file.copy->converted; ++i) remark(report, converted_texts, i < texts.size() ? texts[i] : "");
}

/// Dates and numbers of records are no loss in a current delivery, nor is a number of units beside the units themselves;
/// without addresses a building has its id.
bool no_loss(Meaning meaning) {
  return is_address_part(meaning) || meaning == Meaning::Nummeraanduiding || meaning == Meaning::Voorkomen || meaning == Meaning::Begin || meaning == Meaning::Registratie ||
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

OGRLayer* layer_named(GDALDataset& dataset, const std::string& name) {
  if (OGRLayer* layer = dataset.GetLayerByName(name.c_str())) return layer;
  for (OGRLayer* layer : dataset.GetLayers()) {
    if (name_of(*layer) == name) return layer;
  }
  return nullptr;
}

/// The layer asked for; else the only one; else the first that fits, a telling name before the others.
OGRLayer* pick_layer(GDALDataset& dataset, const LayerRequest& request) {
  if (!request.layer.empty()) return layer_named(dataset, request.layer);
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
    if (i != source.converted_column && std::none_of(source.columns.begin(), source.columns.end(),
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

FileProblem reading_failure(const LayerRequest& request, const std::string& shown, const std::string& message) {
  if (is_connection_string(request.path.string())) return {codes::database_failed, {shown, database_reason(message)}};
  if (tells_of_lock(message)) return {codes::layer_locked, {shown}};
  return unreadable(shown, trouble_of(message));
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

/// Ids of some objects outside the Netherlands, of a layer that reaches as far as `extent` (RD).
std::vector<std::string> ids_outside(const LayerSource& source, const Box& extent) {
  constexpr std::size_t named = 5;
  std::vector<std::string> ids;
  const GdalMessages quiet;  // what is wrong with the layer is told when it is read
  const int id_field = source.column(Meaning::Identificatie);
  const auto look = [&] {
    source.layer->ResetReading();
    while (ids.size() <= named) {
      const OGRFeatureUniquePtr feature{source.layer->GetNextFeature()};
      if (feature == nullptr) return;
      OGRGeometry* geometry = feature->GetGeometryRef();
      if (geometry == nullptr || geometry->IsEmpty() != 0) continue;
      if (source.to_rd != nullptr && geometry->transform(source.to_rd.get()) != OGRERR_NONE) continue;
      OGREnvelope e;
      geometry->getEnvelope(&e);
      if (netherlands.contains({{e.MinX, e.MinY}, {e.MaxX, e.MaxY}})) continue;
      std::string id = text(*feature, id_field);
      if (id.empty()) id = "fid=" + std::to_string(feature->GetFID());
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
    }
  };
  if (!source.filters_by_index) look();
  const std::array<Box, 4> sides{{{extent.min, {netherlands.min.x, extent.max.y}},
                                  {{netherlands.max.x, extent.min.y}, extent.max},
                                  {extent.min, {extent.max.x, netherlands.min.y}},
                                  {{extent.min.x, netherlands.max.y}, extent.max}}};
  for (const Box& side : sides) {
    const auto filter = source.filters_by_index && !side.empty() ? box_in_layer_crs(source, side) : std::nullopt;
    if (!filter) continue;
    source.layer->SetSpatialFilterRect(filter->min.x, filter->min.y, filter->max.x, filter->max.y);
    look();
  }
  source.layer->SetSpatialFilter(nullptr);
  if (ids.size() > named) ids.back() = "...";
  return ids;
}

/// What a request names, as it is to be opened.
std::variant<LayerFile, FileProblem> file_of(const LayerRequest& request) {
  const std::string path = request.path.string();
  if (is_connection_string(path)) {
    if (auto connection = connection_of(path)) return LayerFile{std::move(*connection)};
    return FileProblem{codes::database_failed, {request.shown_path, "de verbinding is niet goed opgeschreven"}};
  }
  if (request.access == LayerAccess::References && is_address(path)) return LayerFile{path};
  const FileRequest file{request.path, request.shown_path, request.layer, request.kind};
  return request.access == LayerAccess::Stored ? find_stored_file(file) : find_layer_file(file);
}

/// Shared: a file that OpenLayers keeps open in this thread is not opened again.
OpenedDataset open_shared(const LayerRequest& request, const LayerFile& file, const GmlTemplate& gml_template) {
  const bool is_file = !is_connection_string(request.path.string());
  return open_vector(file.path, request.access, is_file ? open_options(file.path, gml_template) : CPLStringList{}, true);
}

}  // namespace

OpenLayers::OpenLayers(const std::vector<LayerRequest>& layers) {
  const GdalMessages messages;  // what is wrong with a file is told when it is read
  for (const LayerRequest& layer : layers) {
    if (!layer.absent.empty()) continue;
    auto found = file_of(layer);
    const auto* file = std::get_if<LayerFile>(&found);
    if (file == nullptr) continue;
    const GmlTemplate gml_template;
    GDALDatasetUniquePtr dataset = open_shared(layer, *file, gml_template).dataset;
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
  if (!request.absent.empty()) {
    for (const Diagnostic& said : request.absent) {
      diagnostics.push_back(said);
      diagnostics.back().place = {request.place.file, request.place.line, request.place.column, said.place.object};
    }
    return std::nullopt;
  }

  GdalMessages messages;
  const auto refuse_problem = [&](FileProblem problem) { return refuse(problem.code, std::move(problem.args)); };
  const auto refuse_reading = [&](const std::string& shown) {
    return refuse_problem(reading_failure(request, shown, messages.text()));
  };
  LayerSource source;
  const ThreadOption digits_stay_text{"GML_FIELDTYPES", "ALWAYS_STRING"};
  const GmlTemplate gml_template;
  const bool is_database = is_connection_string(request.path.string());
  auto file = file_of(request);
  if (auto* problem = std::get_if<FileProblem>(&file)) return refuse_problem(std::move(*problem));
  source.file = std::move(std::get<LayerFile>(file));
  messages.clear();
  OpenedDataset opened = open_shared(request, source.file, gml_template);
  if (opened.refused) return refuse_problem(unreadable(report.path, *opened.refused));
  source.dataset = std::move(opened.dataset);
  if (source.dataset == nullptr) {
    if (is_database || tells_of_lock(messages.text())) return refuse_reading(report.path);
    return refuse_problem(why_not_opened(report.path, source.file, messages.text()));
  }
  // Some readers open a broken file as far as it goes.
  if (const auto trouble = messages.failed() ? known_trouble(messages.text()) : std::nullopt; trouble && !is_database) {
    return refuse_problem(unreadable(report.path, *trouble));
  }
  source.layer = pick_layer(*source.dataset, request);
  if (source.layer == nullptr) {
    std::vector<std::string> names;
    for (OGRLayer* layer : source.dataset->GetLayers()) names.push_back(name_of(*layer));
    if (!request.layer.empty()) return refuse(codes::layer_not_in_file, {request.layer, report.path, joined(names)});
    return refuse(codes::no_fitting_layer, {report.path, std::string{to_string(request.kind)}, joined(names)});
  }
  OGRLayer& layer = *source.layer;
  layer.SetSpatialFilter(nullptr);  // a file that is kept open may have one from the last box
  report.layer = name_of(layer);
  source.text_encoding = stated_encoding(layer);

  source.columns = find_columns(*source.dataset, layer, request.kind);
  if (const auto* wrong = apply_column_map(request, layer, source.columns)) {
    return refuse(codes::column_map_wrong,
                  {shown_name(report), wrong->first, wrong->second, joined(column_names(layer))});
  }
  if (const ColumnAliases* missing = missing_column(source.columns, request.kind)) {
    const std::vector<std::string> names(missing->names.begin(), missing->names.end());
    return refuse(codes::column_missing,
                  {shown_name(report), std::string{to_string(missing->meaning)}, joined(names), joined(column_names(layer))});
  }
  const bool has_places = layer.GetGeomType() != wkbNone;
  if (!has_places && !may_lack_geometry(request.kind)) {
    return refuse(codes::column_missing, {shown_name(report), "geometrie", "Polygon, MultiPolygon", joined(column_names(layer))});
  }
  if (EQUAL(source.dataset->GetDriverName(), "LVBAG") && source.column(Meaning::Nummeraanduiding) >= 0) {
    source.addresses = AddressBook::beside(source.file.place, request.peildatum);
  }
  note_missing_columns(source, report);
  note_opening(request, source, report);
  if (source.file.index_restored) warn(codes::index_restored, {report.path});
  ignore_other_fields(source);

  messages.clear();
  report.features_total = request.origin ? request.origin->features_total : count_features(layer);
  if (messages.failed()) {
    return refuse_reading(shown_name(report));
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
    return refuse_problem(unreadable(shown_name(report), {"het bestand breekt af", "Haal het opnieuw op en vergelijk de grootte met die bij de bron"}));
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

  OGREnvelope envelope;
  const bool has_numbers = layer.GetExtent(&envelope, TRUE) == OGRERR_NONE && envelope.IsInit() != 0;
  const bool has_extent = request.origin ? !request.origin->extent.empty() : has_numbers;
  if (is_database && messages.failed()) return refuse_reading(shown_name(report));
  Box numbers = has_numbers ? Box{{envelope.MinX, envelope.MinY}, {envelope.MaxX, envelope.MaxY}} : Box{};
  if (table.extent && table.index_agrees && !same_extent(numbers, *table.extent)) {
    say_wrong("omvang", shown(numbers), shown(*table.extent));
    numbers = *table.extent;
  }
  if (has_numbers) report.extent = numbers;

  auto chosen = layer_crs(*source.dataset, layer, request.crs, has_numbers ? std::optional{numbers} : std::nullopt, shown_name(report));
  if (auto* problem = std::get_if<FileProblem>(&chosen)) return refuse_problem(std::move(*problem));
  auto& crs = std::get<LayerCrs>(chosen);
  report.crs = crs_name(&crs.srs);
  if (crs.stated) report.remarks.push_back({"crs_opgegeven", 1, {request.crs}});
  for (FileProblem& doubt : crs.doubts) warn(doubt.code, std::move(doubt.args));
  source.own_crs = crs.stated && crs.by_rule ? nullptr : layer.GetSpatialRef();

  if (!is_rd_new(crs.srs)) {
    OGRSpatialReference from{crs.srs};
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const auto not_to_rd = [&] {
      return refuse(codes::transformation_failed, {shown_name(report), report.crs, step_for_crs(numbers)});
    };
    source.to_rd = transformation(from, rd_new());
    if (source.to_rd == nullptr) return not_to_rd();
    if (has_extent && !request.origin) {
      const std::optional<Box> extent = transformed(*source.to_rd, numbers);
      if (!extent) return not_to_rd();
      report.extent = *extent;
    }
    report.transformed = true;
    report.accuracy = transformation_accuracy;
    warn(codes::layer_transformed, {shown_name(report), report.crs, transformation_accuracy});
  }

  if (request.origin) report.extent = request.origin->extent;
  if (has_extent && !netherlands.intersects(report.extent)) {
    auto [x, y] = centre_of(report.extent);
    return refuse(codes::coordinates_outside, {shown_name(report), "alle objecten", x + ", " + y, step_for_place(numbers)});
  }
  if (has_extent && !netherlands.contains(report.extent)) {
    const bool low = !(report.extent.min.x >= netherlands.min.x && report.extent.min.y >= netherlands.min.y);
    const RdPoint outside = low ? report.extent.min : report.extent.max;
    const bool part = request.origin && !request.prepared && request.flaws;
    report.flaws.outside = part ? request.flaws->outside : ids_outside(source, report.extent);
    warn(codes::coordinates_outside, {shown_name(report), joined(report.flaws.outside),
                                      millimetres(outside.x) + ", " + millimetres(outside.y),
                                      "Zoek ze op in de bron en verbeter ze"});
  }
  return source;
}

}  // namespace batterisk::gis
