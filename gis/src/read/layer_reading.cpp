#include "read/layer_reading.hpp"

#include "read/cut_off.hpp"
#include "read/layer_crs.hpp"
#include "shape/plain_polygon.hpp"

#include "batterisk/core/base/date.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

namespace batterisk::gis {
namespace {

constexpr std::size_t ids_in_message = 5;
constexpr double arc_step_degrees = 1.0;  // sagitta r (1 - cos 0.5 deg): 2 mm at r = 50 m, 11 mm at 300 m

/// What a remark means for whoever reads the result. Other reasons are kept in the report and give no message.
struct Meant {
  std::string_view reason;
  Code code;
  Severity severity;
};
constexpr auto meant = std::to_array<Meant>({
    {"gerepareerd", codes::geometries_repaired, Severity::Waarschuwing},
    {"dubbel", codes::duplicate_ids, Severity::Waarschuwing},
    // Left out.
    {"leeg", codes::features_dropped, Severity::Info},
    {"geen_vlak", codes::features_dropped, Severity::Info},
    {"coordinaat", codes::objects_not_placed, Severity::Waarschuwing},
    {"buiten_nederland", codes::objects_not_placed, Severity::Waarschuwing},
    {"historisch", codes::features_dropped, Severity::Info},
    {"vervallen", codes::features_dropped, Severity::Info},
    {"ouder_voorkomen", codes::features_dropped, Severity::Info},
    // Changes or weakens what is used.
    {"gemengd", codes::features_noted, Severity::Waarschuwing},
    {"gebruiksdoel_onbekend", codes::features_noted, Severity::Waarschuwing},
    {"oppervlakte_onleesbaar", codes::features_noted, Severity::Waarschuwing},
    {"klasse_onbekend", codes::features_noted, Severity::Waarschuwing},
    {"personen_onleesbaar", codes::features_noted, Severity::Waarschuwing},
    {"personen_onbekend", codes::features_noted, Severity::Info},
    {"status_onbekend", codes::features_noted, Severity::Waarschuwing},
    {"zonder_id", codes::features_noted, Severity::Waarschuwing},
    {converted_texts, codes::text_converted, Severity::Waarschuwing},
    {"geen_datum", codes::features_noted, Severity::Waarschuwing},
    {"begint_later", codes::features_noted, Severity::Waarschuwing},
    {"einde_later", codes::features_noted, Severity::Info},
    {"tegenspraak", codes::features_noted, Severity::Waarschuwing},
    {"ver_uiteen", codes::features_noted, Severity::Waarschuwing},
    // Ids that were damaged.
    {"id_getal", codes::ids_damaged, Severity::Waarschuwing},
    {"id_afgerond", codes::ids_damaged, Severity::Waarschuwing},
    {"id_andere_soort", codes::ids_damaged, Severity::Waarschuwing},
    {"geen_bag_id", codes::ids_damaged, Severity::Waarschuwing},
});

}  // namespace

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
  const auto far_away = [](const Polygon& polygon) { return !around_netherlands.contains(bounds(polygon.outer)); };
  if (std::any_of(flat.polygons.begin(), flat.polygons.end(), far_away)) {
    remark(report, "buiten_nederland", id);
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

Rows first_rows(OGRLayer& layer) {
  constexpr std::size_t most = 30;
  Rows rows;
  while (rows.size() < most) {
    OGRFeatureUniquePtr row{layer.GetNextFeature()};
    if (row == nullptr) break;
    rows.push_back(std::move(row));
  }
  return rows;
}

bool look_at_ids(Reading& reading, std::span<const OGRFeatureUniquePtr> rows) {
  reading.ids_looked_at = true;
  const LayerSource& source = reading.source;
  LayerReport& report = reading.report;
  if (reading.request.flaws) {
    std::vector<std::string> outside = std::move(report.flaws.outside);
    report.flaws = *reading.request.flaws;
    report.flaws.outside = std::move(outside);
    return true;
  }
  if (reading.request.prepared) return true;  // `prepare` looked, and left out what tells nothing apart
  const int id_field = has_bag_ids(report.kind) ? source.column(Meaning::Identificatie) : -1;
  const int building_field = source.column(Meaning::PandIdentificatie);
  const auto settled = [&](int field, LayerKind kind) {
    if (field < 0) return true;
    std::vector<std::string> ids;
    for (const OGRFeatureUniquePtr& row : rows) ids.push_back(id_text(*row, field));
    return keep_last_digit(ids, kind);
  };
  if (settled(id_field, report.kind) && settled(building_field, LayerKind::Panden)) return true;
  const std::size_t looked_at = building_field < 0 ? 30 : 100;  // many units name one building
  const GdalMessages quiet;  // what is wrong with the layer is told when it is read
  std::vector<std::string> own;
  std::vector<std::string> buildings;
  source.layer->SetSpatialFilter(nullptr);
  source.layer->ResetReading();
  const auto look_at = [&](std::size_t most) {
    for (std::size_t n = 0; n < most; ++n) {
      const OGRFeatureUniquePtr feature{source.layer->GetNextFeature()};
      if (feature == nullptr) break;
      if (id_field >= 0) own.push_back(id_text(*feature, id_field));
      if (building_field >= 0) buildings.push_back(id_text(*feature, building_field));
    }
    report.flaws.ids_rounded = look_rounded(own, report.kind);
    report.flaws.references_rounded = look_rounded(buildings, LayerKind::Panden);
    return report.flaws.ids_rounded || report.flaws.references_rounded;
  };
  constexpr std::size_t far = 500;  // one id that does not end in a zero was not rounded, and so none was
  if (look_at(looked_at)) look_at(far);
  return false;
}

namespace {

/// In a layer that was rounded, an id of 16 digits tells nothing; one with fewer lost no digit.
BagId id_of(std::string_view written, LayerKind kind, bool rounded) {
  BagId id = bag_id(written, kind);
  const bool sixteen = (id.fault == IdFault::None || id.fault == IdFault::Number) && !id.text.empty() && id.text.front() != '0';
  if (rounded && sixteen) id.fault = IdFault::Rounded;
  return id;
}

/// Calls `use` with each building that a feature names, as it was written and as it was read.
template <class Use>
void each_reference(const OGRFeature& feature, const Reading& reading, Use use) {
  const int field = reading.source.column(Meaning::PandIdentificatie);
  if (field < 0 || feature.IsFieldSetAndNotNull(field) == 0) return;
  const auto read = [&](const std::string& written) {
    use(written, id_of(written, LayerKind::Panden, reading.report.flaws.references_rounded));
  };
  if (feature.GetFieldDefnRef(field)->GetType() == OFTReal) {
    read(id_text(feature, field));
  } else {
    for (const std::string& written : list(feature, field)) read(written);
  }
}

}  // namespace

std::string read_id(const OGRFeature& feature, const Reading& reading) {
  LayerReport& report = reading.report;
  std::string written = id_text(feature, reading.source.column(Meaning::Identificatie));
  const auto by_row = [&] { return "fid=" + std::to_string(feature.GetFID()); };
  if (!has_bag_ids(report.kind) && !written.empty()) {
    constexpr std::string_view of_a_number = ".0";
    if (written.ends_with(of_a_number)) written.resize(written.size() - of_a_number.size());
    return written;
  }
  if (!report.flaws.ids_rounded && is_sound(written, report.kind)) return written;
  BagId id = written.empty() ? BagId{} : id_of(written, report.kind, report.flaws.ids_rounded);
  if (id.text.empty()) {
    id.text = by_row();
    remark(report, "zonder_id", id.text);
    return std::move(id.text);
  }
  if (id.fault != IdFault::None) remark(report, remark_of(id.fault), id.fault == IdFault::Rounded ? written : id.text);
  return id.tells_apart() ? std::move(id.text) : by_row();
}

std::vector<std::string> named_buildings(const OGRFeature& feature, const Reading& reading) {
  std::vector<std::string> ids;
  each_reference(feature, reading, [&](const std::string& /*written*/, BagId&& id) {
    if (id.tells_apart()) ids.push_back(std::move(id.text));
  });
  return ids;
}

void remark_references(const OGRFeature& feature, const std::string& id, const Reading& reading) {
  each_reference(feature, reading, [&](const std::string& written, const BagId& reference) {
    if (reference.fault == IdFault::None || reference.fault == IdFault::ZerosLost) return;
    remark(reading.report, remark_of(reference.fault), id + " -> " + written);
  });
}

void report_age(const Reading& reading) {
  constexpr std::chrono::years longest{2};
  const LayerRequest& request = reading.request;
  const auto made = moment_of(request.datum);
  if (!made || !request.peildatum.ok()) return;
  const bool later = made->day > request.peildatum;
  if (!later && made->day + longest >= request.peildatum) return;
  reading.diagnostics.push_back(layer_diagnostic(
      request, reading.report, later ? codes::layer_after_peildatum : codes::layer_old, Severity::Waarschuwing,
      {shown_name(reading.report), request.datum, iso_date(request.peildatum)}));
}

void judge_completeness(const Reading& reading) {
  constexpr std::string_view number = "aantal ";  // of features, when no more than their number tells
  constexpr std::string_view unplaced = "zonder plaats ";
  LayerReport& report = reading.report;
  const std::string features = std::to_string(report.features_total);
  if (!reading.request.flaws) {
    report.flaws.incomplete = said_to_be_cut_off(*reading.source.dataset, reading.source.file.path, report.features_total);
    if (report.flaws.incomplete.empty() && is_page_size(report.features_total)) report.flaws.incomplete = std::string{number} + features;
  }
  // Objects that reach the study area, and of which nobody knows where they are.
  std::size_t lost = 0;
  for (const LayerRemark& r : report.remarks) {
    if (!r.at_preparation && (r.reason == "coordinaat" || r.reason == "buiten_nederland")) lost += r.count;
  }
  if (report.flaws.incomplete.empty() && lost > 0) report.flaws.incomplete = std::string{unplaced} + std::to_string(lost);
  if (report.flaws.incomplete.empty() || report.flaws.incomplete.starts_with(unplaced)) return;  // said with the objects
  remark(report, "niet_geheel", report.flaws.incomplete);
  const bool by_number = report.flaws.incomplete.starts_with(number);
  reading.diagnostics.push_back(layer_diagnostic(
      reading.request, report, by_number ? codes::layer_of_page_size : codes::layer_cut_off, Severity::Waarschuwing,
      by_number ? std::vector{shown_name(report), features} : std::vector{shown_name(report), report.flaws.incomplete, features}));
}

void compare_with_statement(const Reading& reading, std::int64_t rows, const Box& extent) {
  LayerReport& report = reading.report;
  const auto say = [&](const char* what, std::string stated, std::string found) {
    reading.diagnostics.push_back(layer_diagnostic(reading.request, report, codes::layer_statement_wrong, Severity::Waarschuwing,
                                                   {shown_name(report), what, std::move(stated), std::move(found)}));
  };
  if (report.features_total != rows) say("aantal", std::to_string(report.features_total), std::to_string(rows));
  report.features_total = rows;
  if (extent.empty()) return;
  // A box in another system is no box here.
  const bool comparable = reading.source.to_rd == nullptr && !report.extent.empty();
  if (comparable && !same_extent(report.extent, extent)) say("omvang", shown(report.extent), shown(extent));
  report.extent = extent;
}

void report_remarks(const Reading& reading) {
  const LayerReport& report = reading.report;
  for (const LayerRemark& r : report.remarks) {
    if (r.at_preparation) continue;  // about the whole delivery; it was said when the folder was made
    const auto known = std::find_if(meant.begin(), meant.end(), [&](const Meant& m) { return m.reason == r.reason; });
    if (known == meant.end()) continue;
    const auto shown = static_cast<std::ptrdiff_t>(std::min(r.ids.size(), ids_in_message));
    const std::string count = std::to_string(r.count);
    const std::string first_ids = joined({r.ids.begin(), r.ids.begin() + shown});
    std::vector<std::string> args{shown_name(report), count, r.reason, first_ids};
    const bool one_reason = known->code == codes::geometries_repaired || known->code == codes::duplicate_ids || known->code == codes::text_converted;
    if (one_reason) args.erase(args.begin() + 2);
    reading.diagnostics.push_back(layer_diagnostic(reading.request, report, known->code, known->severity, std::move(args)));
  }
}

}  // namespace batterisk::gis
