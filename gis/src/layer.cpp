#include "batterisk/gis/layer.hpp"

#include "geos.hpp"
#include "layer_source.hpp"

#include "batterisk/core/codes_layers.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace batterisk::gis {
namespace {

constexpr std::size_t bag_id_length = 16;
constexpr std::size_t ids_in_remark = 20;
constexpr std::size_t ids_in_message = 5;
constexpr double arc_step_degrees = 1.0;  // sagitta r (1 - cos 0.5 deg): 2 mm at r = 50 m, 11 mm at 300 m
constexpr std::size_t stop_check_interval = 256;

/// Reasons for which a feature was left out; each gives a message.
constexpr std::array<std::string_view, 6> dropping_reasons{"leeg",       "geen_vlak", "coordinaat",
                                                           "historisch", "vervallen", "zonder_pand"};

void remark(LayerReport& report, std::string_view reason, const std::string& id) {
  auto it = std::find_if(report.remarks.begin(), report.remarks.end(),
                         [reason](const LayerRemark& r) { return r.reason == reason; });
  if (it == report.remarks.end()) it = report.remarks.insert(it, {std::string{reason}, 0, {}});
  ++it->count;
  if (it->ids.size() < ids_in_remark) it->ids.push_back(id);
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n\"[]";  // a list may come as JSON text
  const auto first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return std::string{text.substr(first, text.find_last_not_of(blank) - first + 1)};
}

bool same_word(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

std::string text(const OGRFeature& feature, int field) {
  return field >= 0 && feature.IsFieldSetAndNotNull(field) != 0 ? trimmed(feature.GetFieldAsString(field))
                                                                : "";
}

/// Values of a list field, or of a text field with commas.
std::vector<std::string> list(const OGRFeature& feature, int field) {
  std::vector<std::string> out;
  if (field < 0 || feature.IsFieldSetAndNotNull(field) == 0) return out;
  const auto add = [&out](std::string_view word) {
    std::string value = trimmed(word);
    if (!value.empty()) out.push_back(std::move(value));
  };
  if (feature.GetFieldDefnRef(field)->GetType() == OFTStringList) {
    for (const char* const* word = feature.GetFieldAsStringList(field); word != nullptr && *word != nullptr;
         ++word) {
      add(*word);
    }
    return out;
  }
  const std::string_view all = feature.GetFieldAsString(field);
  for (std::size_t from = 0; from <= all.size();) {
    const std::size_t comma = std::min(all.find(',', from), all.size());
    add(all.substr(from, comma - from));
    from = comma + 1;
  }
  return out;
}

/// Usable area (m2); zero or less is no area.
std::optional<double> area(const OGRFeature& feature, int field) {
  const std::string value = text(feature, field);
  if (value.empty()) return std::nullopt;
  const double m2 = feature.GetFieldAsDouble(field);
  return m2 > 0.0 ? std::optional{m2} : std::nullopt;
}

/// BAG id as 16 digits: without the prefix "NL.IMBAG.Pand.", and with the leading zeros that a number lost.
/// Empty for the serial number 9999999999, with which the BGT marks buildings that have no BAG id yet
/// (several share it).
std::string bag_id(std::string id, bool& padded) {
  constexpr std::string_view no_number = "9999999999";
  if (const auto dot = id.rfind('.'); dot != std::string::npos && id.rfind("NL.IMBAG.", 0) == 0)
    id.erase(0, dot + 1);
  const bool digits =
      !id.empty() && std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
  padded = digits && id.size() < bag_id_length;
  if (padded) id.insert(0, bag_id_length - id.size(), '0');
  if (digits && std::string_view{id}.substr(id.size() - no_number.size()) == no_number) id.clear();
  return id;
}

bool is_history(const OGRFeature& feature, const LayerSource& source) {
  return std::any_of(source.columns.begin(), source.columns.end(), [&](const auto& column) {
    return column.first == Meaning::Einde && !text(feature, column.second).empty();
  });
}

/// What a status word means; unknown words count as existing, which is the safe side.
enum class Standing { Bestaand, Geprojecteerd, Vervallen, Onbekend };

Standing standing(const std::string& status, const BagStatusTable& table) {
  const auto in = [&status](const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& w) { return same_word(w, status); });
  };
  if (in(table.vervallen)) return Standing::Vervallen;
  if (in(table.geprojecteerd)) return Standing::Geprojecteerd;
  if (in(table.bestaand)) return Standing::Bestaand;
  return Standing::Onbekend;
}

/// State of reading one layer.
struct Reading {
  const LayerRequest& request;
  LayerSource source;
  LayerReport& report;
  std::vector<Diagnostic>& diagnostics;
  const Geos& geos;
};

/// Calls `use(feature, id)` for every current feature within `box` for which `concerns(feature)` holds. False
/// when reading broke off or was stopped: then nothing of the layer may be used.
template <class Concerns, class Use>
bool for_each_feature(Reading& reading, const Box& box, const std::stop_token& stop, Concerns concerns,
                      Use use) {
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
  const bool is_bag = report.kind != LayerKind::Percelen;
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
  if (messages.failed()) return refuse(codes::layer_unreadable, messages.text());
  return true;
}

bool always(const OGRFeature& /*feature*/) {
  return true;
}

/// Polygons of a feature: linear, 2D and valid, with a remark for everything that had to be done. Empty =
/// left out.
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
  const Geom geom = reading.geos.make(flat.polygons);
  if (reading.geos.valid(geom.get())) {
    if (flat.collapsed) remark(report, "gerepareerd", id);
    return std::move(flat.polygons);
  }
  MultiPolygon repaired = reading.geos.polygons(reading.geos.make_valid(geom.get()).get());
  remark(report, repaired.empty() ? "leeg" : "gerepareerd", id);
  return repaired;
}

/// Keeps the first object of each id. Another record with other polygons is the rest of an object that was
/// cut up (seen in real deliveries), so its polygons are added; other attributes of it are not used.
class Unique {
 public:
  explicit Unique(Reading& reading) : reading_{reading} {}

  /// True when the id is new; else the polygons are merged into those of the first.
  bool add(const std::string& id, const MultiPolygon& polygons, std::size_t index,
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

 private:
  Reading& reading_;
  std::unordered_map<std::string, std::size_t> index_;  // looked up only, never iterated
};

/// "OTL02-B-2298", with the name of the municipality where the layer has no AKR code; empty without the
/// columns.
std::string kadastrale_aanduiding(const OGRFeature& feature, const LayerSource& source) {
  std::string gemeente = text(feature, source.column(Meaning::AkrGemeente));
  if (gemeente.empty()) gemeente = text(feature, source.column(Meaning::Gemeente));
  const std::string sectie = text(feature, source.column(Meaning::Sectie));
  const std::string nummer = text(feature, source.column(Meaning::Perceelnummer));
  if (gemeente.empty() || sectie.empty() || nummer.empty()) return {};
  return gemeente + "-" + sectie + "-" + nummer;
}

bool read_percelen(Reading& reading, const Box& box, const std::stop_token& stop, std::vector<Perceel>& out) {
  Unique unique{reading};
  return for_each_feature(reading, box, stop, always, [&](const OGRFeature& feature, std::string id) {
    MultiPolygon vlak = read_polygons(feature, id, reading);
    if (vlak.empty()) return;
    if (!unique.add(id, vlak, out.size(), [&](std::size_t i) -> MultiPolygon& { return out[i].vlak; }))
      return;
    out.push_back({std::move(id), kadastrale_aanduiding(feature, reading.source), std::move(vlak)});
  });
}

bool read_panden(Reading& reading, const Box& box, const BagStatusTable& statuses, bool with_use,
                 const std::stop_token& stop, std::vector<Pand>& out) {
  Unique unique{reading};
  const LayerSource& source = reading.source;
  const int status_field = source.column(Meaning::Status);
  return for_each_feature(reading, box, stop, always, [&](const OGRFeature& feature, std::string id) {
    Pand pand;
    pand.status = text(feature, status_field);
    const Standing is = standing(pand.status, statuses);
    if (is == Standing::Vervallen) {
      remark(reading.report, "vervallen", id);
      return;
    }
    pand.footprint = read_polygons(feature, id, reading);
    if (pand.footprint.empty()) return;
    if (!unique.add(id, pand.footprint, out.size(),
                    [&](std::size_t i) -> MultiPolygon& { return out[i].footprint; })) {
      return;
    }
    if (is == Standing::Onbekend)
      remark(reading.report, pand.status.empty() ? "zonder_status" : "status_onbekend", id);
    pand.situatie = is == Standing::Geprojecteerd ? Situatie::Geprojecteerd : Situatie::Bestaand;
    std::vector<std::string> uses;
    if (with_use) uses = list(feature, source.column(Meaning::Gebruiksdoel));
    if (!uses.empty()) {
      const Box b = bounds(pand.footprint);
      pand.verblijfsobjecten.push_back({{},
                                        std::move(uses),
                                        area(feature, source.column(Meaning::Oppervlakte)),
                                        {},
                                        {(b.min.x + b.max.x) / 2, (b.min.y + b.max.y) / 2}});
      remark(reading.report, "gebruik_uit_pand", id);
    }
    pand.identificatie = std::move(id);
    out.push_back(std::move(pand));
  });
}

/// Reads units of use and hangs them on the buildings that they name. `panden` is sorted by id.
bool read_verblijfsobjecten(Reading& reading, const Box& box, const BagStatusTable& statuses,
                            const std::stop_token& stop, std::vector<Pand>& panden) {
  // A unit lies in its building, which may reach out of the box.
  Box reach = box;
  for (const Pand& pand : panden) {
    const Box b = bounds(pand.footprint);
    reach.add(b.min);
    reach.add(b.max);
  }
  const LayerSource& source = reading.source;
  const int pand_field = source.column(Meaning::PandIdentificatie);
  const int status_field = source.column(Meaning::Status);
  std::vector<std::pair<Verblijfsobject, std::vector<std::size_t>>> units;  // with their buildings
  std::unordered_set<std::string> seen;
  std::optional<RdPoint> point;  // of the feature at hand; a unit without point still belongs to its building
  std::vector<std::size_t> homes;

  const auto concerns = [&](const OGRFeature& feature) {
    point.reset();
    if (const OGRGeometry* geometry = feature.GetGeometryRef();
        geometry != nullptr && geometry->IsEmpty() == 0) {
      OGREnvelope e;
      geometry->getEnvelope(&e);
      point = {(e.MinX + e.MaxX) / 2, (e.MinY + e.MaxY) / 2};
    }
    homes.clear();
    for (const std::string& name : list(feature, pand_field)) {
      bool padded = false;
      const std::string id = bag_id(name, padded);
      const auto it =
          std::lower_bound(panden.begin(), panden.end(), id,
                           [](const Pand& p, const std::string& key) { return p.identificatie < key; });
      if (it != panden.end() && it->identificatie == id) {
        homes.push_back(static_cast<std::size_t>(it - panden.begin()));
      }
    }
    const bool inside = point && box.min.x <= point->x && point->x <= box.max.x && box.min.y <= point->y &&
                        point->y <= box.max.y;
    return inside || !homes.empty();
  };
  const auto use = [&](const OGRFeature& feature, std::string id) {
    Verblijfsobject unit;
    unit.status = text(feature, status_field);
    const Standing is = standing(unit.status, statuses);
    if (is == Standing::Vervallen) {
      remark(reading.report, "vervallen", id);
      return;
    }
    if (homes.empty()) {
      remark(reading.report, "zonder_pand", id);
      return;
    }
    if (!seen.insert(id).second) {
      remark(reading.report, "dubbel", id);
      return;
    }
    if (is == Standing::Onbekend)
      remark(reading.report, unit.status.empty() ? "zonder_status" : "status_onbekend", id);
    unit.identificatie = std::move(id);
    unit.gebruiksdoelen = list(feature, source.column(Meaning::Gebruiksdoel));
    unit.oppervlakte_m2 = area(feature, source.column(Meaning::Oppervlakte));
    if (point) unit.punt = *point;
    if (unit.gebruiksdoelen.empty()) remark(reading.report, "zonder_gebruiksdoel", unit.identificatie);
    units.emplace_back(std::move(unit), homes);
  };
  if (!for_each_feature(reading, reach, stop, concerns, use)) return false;
  reading.report.features_used = units.size();
  for (const auto& [unit, at] : units) {
    for (const std::size_t i : at) panden[i].verblijfsobjecten.push_back(unit);
  }
  return true;
}

/// Messages that follow from the remarks of a layer that was read.
void report_remarks(const Reading& reading) {
  const LayerReport& report = reading.report;
  const auto add = [&](Code code, Severity severity, std::vector<std::string> args) {
    args.insert(args.begin(), shown_name(report));
    reading.diagnostics.push_back(layer_diagnostic(reading.request, report, code, severity, std::move(args)));
  };
  for (const LayerRemark& r : report.remarks) {
    const std::string count = std::to_string(r.count);
    const auto shown = static_cast<std::ptrdiff_t>(std::min(r.ids.size(), ids_in_message));
    const std::string first_ids = joined({r.ids.begin(), r.ids.begin() + shown});
    if (r.reason == "gerepareerd") {
      add(codes::geometries_repaired, Severity::Waarschuwing, {count, first_ids});
    } else if (r.reason == "dubbel") {
      add(codes::duplicate_ids, Severity::Waarschuwing, {count, first_ids});
    } else if (std::find(dropping_reasons.begin(), dropping_reasons.end(), r.reason) !=
               dropping_reasons.end()) {
      add(codes::features_dropped, Severity::Info, {count, r.reason});
    }
  }
}

/// Objects of one more layer of the same kind.
template <class Object>
void append(std::optional<std::vector<Object>>& to, std::vector<Object>&& from) {
  if (!to) to.emplace();
  std::move(from.begin(), from.end(), std::back_inserter(*to));
}

/// The order of objects must not depend on the row order of a file or on its index.
template <class Object>
void sort_by_id(std::vector<Object>& objects) {
  std::stable_sort(objects.begin(), objects.end(),
                   [](const Object& a, const Object& b) { return a.identificatie < b.identificatie; });
}

}  // namespace

Surroundings read_surroundings(const std::vector<LayerRequest>& layers, const Box& box,
                               const BagStatusTable& statuses, std::stop_token stop) {
  Surroundings out;
  out.study_box = box;
  out.reports.resize(layers.size());
  const Geos geos;
  const bool has_units = std::any_of(layers.begin(), layers.end(), [](const LayerRequest& r) {
    return r.kind == LayerKind::Verblijfsobjecten;
  });

  const auto read_layer = [&](std::size_t i) {
    std::optional<LayerSource> source = open_layer(layers[i], box, out.reports[i], out.diagnostics);
    if (!source) return;
    Reading reading{layers[i], std::move(*source), out.reports[i], out.diagnostics, geos};
    bool complete = false;
    switch (layers[i].kind) {
      case LayerKind::Percelen: {
        std::vector<Perceel> percelen;
        complete = read_percelen(reading, box, stop, percelen);
        reading.report.features_used = percelen.size();
        if (complete) append(out.percelen, std::move(percelen));
        break;
      }
      case LayerKind::Panden: {
        std::vector<Pand> panden;
        complete = read_panden(reading, box, statuses, !has_units, stop, panden);
        reading.report.features_used = panden.size();
        if (complete) append(out.panden, std::move(panden));
        break;
      }
      case LayerKind::Verblijfsobjecten: {
        std::vector<Pand> none;
        complete = read_verblijfsobjecten(reading, box, statuses, stop, out.panden ? *out.panden : none);
        break;
      }
    }
    if (complete) report_remarks(reading);
  };
  const auto read = [&](std::size_t i) {
    try {
      read_layer(i);
    } catch (const std::runtime_error& e) {  // of GEOS or PROJ: one bad layer does not stop the others
      out.diagnostics.push_back(layer_diagnostic(layers[i], out.reports[i], codes::layer_unreadable,
                                                 Severity::Fout, {shown_name(out.reports[i]), e.what()}));
    }
  };

  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (layers[i].kind != LayerKind::Verblijfsobjecten) read(i);
  }
  if (out.percelen) sort_by_id(*out.percelen);
  if (out.panden) sort_by_id(*out.panden);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (layers[i].kind == LayerKind::Verblijfsobjecten) read(i);
  }
  if (out.panden) {
    for (Pand& pand : *out.panden) {
      std::stable_sort(pand.verblijfsobjecten.begin(), pand.verblijfsobjecten.end(),
                       [](const Verblijfsobject& a, const Verblijfsobject& b) {
                         return a.identificatie < b.identificatie;
                       });
    }
  }
  return out;
}

}  // namespace batterisk::gis
