#include "read/layer_units.hpp"

#include "read/building_places.hpp"
#include "read/by_id.hpp"
#include "read/rounded_references.hpp"

#include <algorithm>
#include <utility>

namespace batterisk::gis {
namespace {

bool lies_within(const Box& box, const std::optional<RdPoint>& p) {
  return p && box.contains(Box{*p, *p});
}

std::optional<RdPoint> point_of(const OGRFeature& feature) {
  const OGRGeometry* geometry = feature.GetGeometryRef();
  if (geometry == nullptr || geometry->IsEmpty() != 0) return std::nullopt;
  OGREnvelope e;
  geometry->getEnvelope(&e);
  return RdPoint{(e.MinX + e.MaxX) / 2, (e.MinY + e.MaxY) / 2};
}

/// Adds the buildings that the first record does not name.
void add_buildings(std::vector<std::string>& first, const std::vector<std::string>& second) {
  for (const std::string& id : second) {
    if (std::find(first.begin(), first.end(), id) == first.end()) first.push_back(id);
  }
}

bool same_words(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

}  // namespace

void Units::add(UnitRecord record, std::string_view repeat, LayerReport& report) {
  const auto [it, is_new] = index_.try_emplace(record.unit.identificatie, records_.size());
  if (is_new) {
    records_.push_back(std::move(record));
    return;
  }
  UnitRecord& first = records_[it->second];
  const std::string& id = first.unit.identificatie;
  if (first.occurrence != record.occurrence) {
    remark(report, "ouder_voorkomen", id);
    if (first.occurrence < record.occurrence) first = std::move(record);
  } else if (first.ended != record.ended) {
    remark(report, "tegenspraak", id);
    if (first.ended) first = std::move(record);
  } else if (!first.ended) {
    const bool same = same_words(first.unit.gebruiksdoelen, record.unit.gebruiksdoelen) && same_words(first.buildings, record.buildings);
    remark(report, same ? repeat : "aangevuld", id);
    add_uses(first.unit, record.unit);
    add_buildings(first.buildings, record.buildings);
    if (!first.at) first.at = record.at;
  }
}

void Units::add_all(Units&& other, LayerReport& report) {
  if (records_.empty()) {
    std::swap(*this, other);
    return;
  }
  for (UnitRecord& record : other.records_) add(std::move(record), "in_andere_laag", report);
}

std::size_t Units::size() const {
  return static_cast<std::size_t>(std::count_if(records_.begin(), records_.end(), [](const UnitRecord& r) { return !r.ended; }));
}

bool read_verblijfsobjecten(Reading& reading, const Box& box, const BagStatusTable& statuses, const std::stop_token& stop,
                            const std::vector<Pand>& panden, std::size_t layer, Units& units) {
  // A unit lies in its building, which may reach out of the box.
  Box reach = box;
  for (const Pand& pand : panden) {
    const Box b = bounds(pand.footprint);
    reach.add(b.min);
    reach.add(b.max);
  }
  const LayerSource& source = reading.source;
  std::optional<RdPoint> point;  // of the feature at hand
  std::vector<std::string> named;
  look_at_references(reading, box, panden);
  const auto concerns = [&](const OGRFeature& feature) {
    point = point_of(feature);
    named = named_buildings(feature, reading);
    return lies_within(box, point) || std::any_of(named.begin(), named.end(), [&](const std::string& id) {
             const auto [from, to] = with_id(panden, id);
             return from < to;
           });
  };
  const auto use = [&](const OGRFeature& feature, RecordHead&& head) {
    UnitRecord record;
    Verblijfsobject& unit = record.unit;
    unit.status = text(feature, source.column(Meaning::Status));
    const Standing is = standing(unit.status, statuses);
    record.ended = is == Standing::Vervallen && !head.occurrence.begins_later;
    if (record.ended) {
      remark(reading.report, "vervallen", head.id);
    } else {
      if (is == Standing::Onbekend) {
        const bool none = unit.status.empty();
        remark(reading.report, none ? "zonder_status" : "status_onbekend", none ? head.id : head.id + " " + unit.status);
      }
      remark_references(feature, head.id, reading);
      unit.gebruiksdoelen = uses(feature, source.column(Meaning::Gebruiksdoel), statuses, head.id, reading.report);
      if (unit.gebruiksdoelen.empty()) remark(reading.report, "zonder_gebruiksdoel", head.id);
      unit.oppervlakte_m2 = area(feature, source.column(Meaning::Oppervlakte), head.id, reading.report);
      unit.adres = adres(feature, source);
      if (point) unit.punt = *point;
    }
    unit.identificatie = std::move(head.id);
    record.buildings = std::move(named);
    record.occurrence = head.occurrence;
    record.at = point;
    record.layer = layer;
    units.add(std::move(record), "dubbel", reading.report);
  };
  return for_each_feature(reading, reach, stop, concerns, use);
}

Orphans hang_units(const Units& units, const Box& box, std::vector<Pand>& panden, std::vector<LayerReport>& reports,
                   UnitsFound& found) {
  BuildingPlaces places{panden};
  Orphans orphans;
  for (const UnitRecord& record : units.records()) {
    if (record.ended) continue;
    bool home = false;
    for (const std::string& id : record.buildings) {
      const auto [from, to] = with_id(panden, id);
      for (std::size_t i = from; i < to; ++i) panden[i].verblijfsobjecten.push_back(record.unit);
      home = home || from < to;
    }
    if (home) {
      ++found.joined;
      ++reports[record.layer].features_used;
      continue;
    }
    if (!lies_within(box, record.at)) continue;
    ++found.orphans;
    remark(reports[record.layer], "zonder_pand", record.unit.identificatie);
    const std::vector<std::size_t> at = places.at(*record.at);
    for (const std::size_t i : at) orphans.in_doubt.insert(panden[i].identificatie);
    if (at.empty()) orphans.loose.push_back(record.unit);
  }
  return orphans;
}

}  // namespace batterisk::gis
