#include "read/layer_objects.hpp"

#include "read/building_places.hpp"
#include "read/rounded_references.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace batterisk::gis {
namespace {

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

RdPoint centre(const MultiPolygon& polygons) {
  const Box b = bounds(polygons);
  return {(b.min.x + b.max.x) / 2, (b.min.y + b.max.y) / 2};
}

/// What is not there until after the peildatum is planned; a status that ends it does not hold yet.
Situatie situatie_of(Standing is, const Occurrence& occurrence) {
  const bool planned = is == Standing::Geprojecteerd || (occurrence.begins_later && is != Standing::Vervallen);
  return planned ? Situatie::Geprojecteerd : Situatie::Bestaand;
}

bool has_ended(Standing is, const Occurrence& occurrence) {
  return is == Standing::Vervallen && !occurrence.begins_later;
}

void add_object(Record<Pand>&& record, RecordHead&& head, const Reading& reading, ById<Pand>& out) {
  record.object.identificatie = std::move(head.id);
  record.occurrence = head.occurrence;
  out.add(std::move(record), "dubbel", reading.report, reading.geos);
}

/// Record of an object that has ended according to its status.
void add_ended(Record<Pand>&& record, RecordHead&& head, const Reading& reading, ById<Pand>& out) {
  remark(reading.report, "vervallen", head.id);
  record.ended = true;
  add_object(std::move(record), std::move(head), reading, out);
}

/// Word of Kwetsbaarheid for those of IMEV ("zeerKwetsbaar") and of users ("zeer kwetsbaar gebouw").
std::string class_word(const std::string& given) {
  const std::string key = column_key(given);
  if (key.starts_with("zeerkwetsba")) return "zeer_kwetsbaar";
  if (key.starts_with("beperktkwetsba")) return "beperkt_kwetsbaar";
  if (key.starts_with("kwetsba")) return "kwetsbaar";
  if (key == "geen" || key.starts_with("nietkwetsba")) return "geen";
  return "onbekend";
}

}  // namespace

bool read_percelen(Reading& reading, const Box& box, const std::stop_token& stop, ById<Perceel>& out) {
  return for_each_feature(reading, box, stop, always, [&](const OGRFeature& feature, RecordHead&& head) {
    MultiPolygon vlak = read_polygons(feature, head.id, reading);
    if (vlak.empty()) return;
    Perceel perceel{std::move(head.id), kadastrale_aanduiding(feature, reading.source), std::move(vlak)};
    out.add({std::move(perceel), head.occurrence}, "dubbel", reading.report, reading.geos);
  });
}

bool read_panden(Reading& reading, const Box& box, const BagStatusTable& statuses, const std::stop_token& stop,
                 ById<Pand>& out) {
  const LayerSource& source = reading.source;
  const int status_field = source.column(Meaning::Status);
  const int count_field = source.column(Meaning::AantalVerblijfsobjecten);
  const int area_field = source.column(Meaning::Oppervlakte);
  StandingInTurn standings{statuses};
  UsesInTurn uses_in_turn{source.column(Meaning::Gebruiksdoel), statuses};
  return for_each_feature(reading, box, stop, always, [&](const OGRFeature& feature, RecordHead&& head) {
    Record<Pand> record;
    Pand& pand = record.object;
    pand.status = text(feature, status_field);
    const Standing is = standings.of(pand.status);
    if (has_ended(is, head.occurrence)) return add_ended(std::move(record), std::move(head), reading, out);
    pand.situatie = situatie_of(is, head.occurrence);
    pand.footprint = read_polygons(feature, head.id, reading);
    if (pand.footprint.empty()) return;
    if (is == Standing::Onbekend) {
      const bool none = pand.status.empty();
      remark(reading.report, none ? "zonder_status" : "status_onbekend", none ? head.id : head.id + " " + pand.status);
      pand.twijfels.push_back(Twijfel::StatusOnbekend);
    }
    pand.aantal_verblijfsobjecten = number_of(feature, count_field);
    std::vector<std::string> own = uses_in_turn.of(feature, head.id, reading.report);
    if (!own.empty()) {
      Verblijfsobject& unit = pand.verblijfsobjecten.emplace_back();
      unit.gebruiksdoelen = std::move(own);
      unit.oppervlakte_m2 = area(feature, area_field, head.id, reading.report);
      unit.punt = centre(pand.footprint);
    }
    add_object(std::move(record), std::move(head), reading, out);
  });
}

bool read_places(Reading& reading, const Box& box, const BagStatusTable& statuses, const std::stop_token& stop,
                 ById<Pand>& out) {
  const LayerKind kind = reading.report.kind;
  const std::string use = kind == LayerKind::Standplaatsen ? "standplaats" : "ligplaats";
  return for_each_feature(reading, box, stop, always, [&](const OGRFeature& feature, RecordHead&& head) {
    Record<Pand> record;
    Pand& place = record.object;
    place.laag = kind;
    place.status = text(feature, reading.source.column(Meaning::Status));
    // "Plaats ingetrokken" is the one status word that ends a place (BAG 2.0 schema).
    const Standing is =
        same_word(place.status, "Plaats ingetrokken") ? Standing::Vervallen : standing(place.status, statuses);
    if (has_ended(is, head.occurrence)) return add_ended(std::move(record), std::move(head), reading, out);
    place.situatie = situatie_of(is, head.occurrence);
    place.footprint = read_polygons(feature, head.id, reading);
    if (place.footprint.empty()) return;
    place.verblijfsobjecten.push_back({head.id, {use}, {}, place.status, centre(place.footprint), {}, adres(feature, reading.source)});
    add_object(std::move(record), std::move(head), reading, out);
  });
}

bool read_planned(Reading& reading, const Box& box, const BagStatusTable& statuses, const std::stop_token& stop,
                  ById<Pand>& out) {
  const LayerSource& source = reading.source;
  return for_each_feature(reading, box, stop, always, [&](const OGRFeature& feature, RecordHead&& head) {
    Record<Pand> record;
    Pand& plan = record.object;
    plan.laag = LayerKind::Geprojecteerd;
    plan.situatie = Situatie::Geprojecteerd;
    plan.footprint = read_polygons(feature, head.id, reading);
    if (plan.footprint.empty()) return;
    std::vector<std::string> allowed = uses(feature, source.column(Meaning::Gebruiksdoel), statuses, head.id, reading.report);
    if (allowed.empty()) remark(reading.report, "zonder_gebruiksdoel", head.id);
    plan.verblijfsobjecten.push_back(
        {head.id, std::move(allowed), area(feature, source.column(Meaning::Oppervlakte), head.id, reading.report), {}, centre(plan.footprint)});
    add_object(std::move(record), std::move(head), reading, out);
  });
}

bool read_vulnerable(Reading& reading, const Box& box, const std::stop_token& stop, std::vector<Pand>& panden,
                     std::vector<Verblijfsobject>& loose) {
  const LayerSource& source = reading.source;
  BuildingPlaces places{panden};
  std::vector<std::pair<std::size_t, std::string>> classes;  // building and class
  std::vector<Verblijfsobject> points;
  ById<Pand> objects;
  look_at_references(reading, box, panden);
  const auto use = [&](const OGRFeature& feature, RecordHead&& head) {
    const std::string given = text(feature, source.column(Meaning::Klasse));
    const std::string klasse = class_word(given);
    if (klasse == "onbekend") remark(reading.report, "klasse_onbekend", head.id + " " + given);
    const std::vector<std::string> named = named_buildings(feature, reading);
    bool found = false;
    for (const std::string& name : named) {
      const auto [from, to] = with_id(panden, name);
      for (std::size_t i = from; i < to; ++i) classes.emplace_back(i, klasse);
      found = found || from < to;
    }
    if (found) return;
    remark_references(feature, head.id, reading);
    const OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry == nullptr || geometry->IsEmpty() != 0) return remark(reading.report, "leeg", head.id);
    OGREnvelope e;
    geometry->getEnvelope(&e);
    const RdPoint middle{(e.MinX + e.MaxX) / 2, (e.MinY + e.MaxY) / 2};
    if (const std::vector<std::size_t> at = places.at(middle); !at.empty()) {
      classes.emplace_back(at.front(), klasse);
      return;
    }
    if (wkbFlatten(geometry->getGeometryType()) == wkbPoint) {
      remark(reading.report, "zonder_pand", head.id);
      points.push_back({std::move(head.id), {}, {}, {}, middle});
      return;
    }
    Record<Pand> record;
    Pand& object = record.object;
    object.laag = LayerKind::KwetsbareObjecten;
    // What names a building is one that the layer of buildings lacks, and annex VI of the Bkl has no zeer kwetsbare
    // locatie.
    object.locatie = named.empty() && klasse != "zeer_kwetsbaar";
    object.footprint = read_polygons(feature, head.id, reading);
    if (object.footprint.empty()) return;
    object.klasse = klasse;
    object.klasse_bron = reading.report.bron;
    add_object(std::move(record), std::move(head), reading, objects);
  };
  if (!for_each_feature(reading, box, stop, always, use)) return false;
  reading.report.features_used = classes.size() + objects.size();
  for (const auto& [i, klasse] : classes) {
    if (strictness(klasse) <= strictness(panden[i].klasse)) continue;
    panden[i].klasse = klasse;
    panden[i].klasse_bron = reading.report.bron;
  }
  std::vector<Pand> areas = objects.take();
  std::move(areas.begin(), areas.end(), std::back_inserter(panden));
  std::move(points.begin(), points.end(), std::back_inserter(loose));
  return true;
}

}  // namespace batterisk::gis
