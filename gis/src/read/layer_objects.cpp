#include "read/layer_objects.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <unordered_set>
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

/// Uses that the rules do not know are kept and reported.
void check_uses(const std::vector<std::string>& uses, const BagStatusTable& table, const std::string& id,
                LayerReport& report) {
  if (table.gebruiksdoelen.empty()) return;
  for (const std::string& use : uses) {
    const bool known = std::any_of(table.gebruiksdoelen.begin(), table.gebruiksdoelen.end(),
                                   [&](const std::string& word) { return same_word(word, use); });
    if (!known) remark(report, "gebruiksdoel_onbekend", id + " " + use);
  }
}

/// Status and what follows from it; false when the object has ended.
bool read_status(const OGRFeature& feature, const std::string& id, const BagStatusTable& statuses,
                 Reading& reading, Pand& pand, Standing& is) {
  pand.status = text(feature, reading.source.column(Meaning::Status));
  is = standing(pand.status, statuses);
  if (is == Standing::Vervallen) {
    remark(reading.report, "vervallen", id);
    return false;
  }
  pand.situatie = is == Standing::Geprojecteerd ? Situatie::Geprojecteerd : Situatie::Bestaand;
  return true;
}

void remark_status(Standing is, const Pand& pand, const std::string& id, LayerReport& report) {
  if (is != Standing::Onbekend) return;
  remark(report, pand.status.empty() ? "zonder_status" : "status_onbekend",
         pand.status.empty() ? id : id + " " + pand.status);
}

RdPoint centre(const MultiPolygon& polygons) {
  const Box b = bounds(polygons);
  return {(b.min.x + b.max.x) / 2, (b.min.y + b.max.y) / 2};
}

/// Reads a footprint into `pand`; true when it is a new object.
bool read_footprint(const OGRFeature& feature, const std::string& id, const Reading& reading, Unique& unique,
                    std::vector<Pand>& out, Pand& pand) {
  pand.footprint = read_polygons(feature, id, reading);
  return !pand.footprint.empty() &&
         unique.add(id, pand.footprint, out.size(),
                    [&](std::size_t i) -> MultiPolygon& { return out[i].footprint; });
}

/// Index of the building with this id among those sorted by id.
std::optional<std::size_t> index_of(const std::vector<Pand>& panden, const std::string& id) {
  const auto it =
      std::lower_bound(panden.begin(), panden.end(), id,
                       [](const Pand& p, const std::string& key) { return p.identificatie < key; });
  if (it == panden.end() || it->identificatie != id) return std::nullopt;
  return static_cast<std::size_t>(it - panden.begin());
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

std::size_t strictness(std::string_view word) {
  constexpr std::array<std::string_view, 6> order{"",         "geen",      "beperkt_kwetsbaar",
                                                  "onbekend", "kwetsbaar", "zeer_kwetsbaar"};
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), word) - order.begin());
}

}  // namespace

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

bool read_panden(Reading& reading, const Box& box, const BagStatusTable& statuses, const std::stop_token& stop,
                 std::vector<Pand>& out) {
  Unique unique{reading};
  const LayerSource& source = reading.source;
  return for_each_feature(reading, box, stop, always, [&](const OGRFeature& feature, std::string id) {
    Pand pand;
    Standing is{};
    if (!read_status(feature, id, statuses, reading, pand, is)) return;
    if (!read_footprint(feature, id, reading, unique, out, pand)) return;
    remark_status(is, pand, id, reading.report);
    if (is == Standing::Onbekend) pand.twijfels.push_back(Twijfel::StatusOnbekend);
    pand.aantal_verblijfsobjecten = number_of(feature, source.column(Meaning::AantalVerblijfsobjecten));
    std::vector<std::string> uses = list(feature, source.column(Meaning::Gebruiksdoel));
    if (!uses.empty()) {
      check_uses(uses, statuses, id, reading.report);
      pand.verblijfsobjecten.push_back(
          {{}, std::move(uses), area(feature, source.column(Meaning::Oppervlakte)), {}, centre(pand.footprint)});
    }
    pand.identificatie = std::move(id);
    out.push_back(std::move(pand));
  });
}

bool read_places(Reading& reading, const Box& box, const BagStatusTable& statuses, const std::stop_token& stop,
                 std::vector<Pand>& out) {
  Unique unique{reading};
  const LayerKind kind = reading.report.kind;
  const std::string use = kind == LayerKind::Standplaatsen ? "standplaats" : "ligplaats";
  return for_each_feature(reading, box, stop, always, [&](const OGRFeature& feature, std::string id) {
    Pand place;
    place.laag = kind;
    place.status = text(feature, reading.source.column(Meaning::Status));
    // "Plaats ingetrokken" is the one status word that ends a place (BAG 2.0 schema).
    if (standing(place.status, statuses) == Standing::Vervallen || same_word(place.status, "Plaats ingetrokken")) {
      remark(reading.report, "vervallen", id);
      return;
    }
    if (!read_footprint(feature, id, reading, unique, out, place)) return;
    place.verblijfsobjecten.push_back({id, {use}, {}, place.status, centre(place.footprint)});
    place.identificatie = std::move(id);
    out.push_back(std::move(place));
  });
}

bool read_planned(Reading& reading, const Box& box, const BagStatusTable& statuses, const std::stop_token& stop,
                  std::vector<Pand>& out) {
  Unique unique{reading};
  const LayerSource& source = reading.source;
  return for_each_feature(reading, box, stop, always, [&](const OGRFeature& feature, std::string id) {
    Pand plan;
    plan.laag = LayerKind::Geprojecteerd;
    plan.situatie = Situatie::Geprojecteerd;
    if (!read_footprint(feature, id, reading, unique, out, plan)) return;
    std::vector<std::string> uses = list(feature, source.column(Meaning::Gebruiksdoel));
    if (uses.empty()) {
      remark(reading.report, "zonder_gebruiksdoel", id);
    } else {
      check_uses(uses, statuses, id, reading.report);
    }
    plan.verblijfsobjecten.push_back(
        {id, std::move(uses), area(feature, source.column(Meaning::Oppervlakte)), {}, centre(plan.footprint)});
    plan.identificatie = std::move(id);
    out.push_back(std::move(plan));
  });
}

bool read_verblijfsobjecten(Reading& reading, const Box& box, const BagStatusTable& statuses,
                            const std::stop_token& stop, std::vector<Pand>& panden, UnitsFound& found) {
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
      if (const auto i = index_of(panden, bag_id(name, padded))) homes.push_back(*i);
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
      ++found.orphans;
      return;
    }
    if (!seen.insert(id).second) {
      remark(reading.report, "dubbel", id);
      return;
    }
    if (is == Standing::Onbekend) {
      remark(reading.report, unit.status.empty() ? "zonder_status" : "status_onbekend",
             unit.status.empty() ? id : id + " " + unit.status);
    }
    unit.identificatie = std::move(id);
    unit.gebruiksdoelen = list(feature, source.column(Meaning::Gebruiksdoel));
    check_uses(unit.gebruiksdoelen, statuses, unit.identificatie, reading.report);
    unit.oppervlakte_m2 = area(feature, source.column(Meaning::Oppervlakte));
    if (point) unit.punt = *point;
    if (unit.gebruiksdoelen.empty()) remark(reading.report, "zonder_gebruiksdoel", unit.identificatie);
    units.emplace_back(std::move(unit), homes);
  };
  if (!for_each_feature(reading, reach, stop, concerns, use)) return false;
  reading.report.features_used = units.size();
  ++found.usable_layers;
  found.joined += units.size();
  found.have_places = found.have_places || source.layer->GetGeomType() != wkbNone;
  for (const auto& [unit, at] : units) {
    for (const std::size_t i : at) panden[i].verblijfsobjecten.push_back(unit);
  }
  return true;
}

bool read_vulnerable(Reading& reading, const Box& box, const std::stop_token& stop, std::vector<Pand>& panden) {
  const LayerSource& source = reading.source;
  std::vector<Box> boxes;
  for (const Pand& pand : panden) boxes.push_back(bounds(pand.footprint));
  const auto building_at = [&](RdPoint p) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < panden.size(); ++i) {
      if (boxes[i].contains(Box{p, p}) &&
          std::any_of(panden[i].footprint.begin(), panden[i].footprint.end(),
                      [p](const Polygon& polygon) { return contains(polygon, p); })) {
        return i;
      }
    }
    return std::nullopt;
  };
  std::vector<std::pair<std::size_t, std::string>> classes;  // building and class
  std::vector<Pand> objects;
  const auto use = [&](const OGRFeature& feature, std::string id) {
    const std::string given = text(feature, source.column(Meaning::Klasse));
    const std::string klasse = class_word(given);
    if (klasse == "onbekend") remark(reading.report, "klasse_onbekend", id + " " + given);
    bool padded = false;
    const std::string named = bag_id(text(feature, source.column(Meaning::PandIdentificatie)), padded);
    if (const auto i = index_of(panden, named); i && !named.empty()) {
      classes.emplace_back(*i, klasse);
      return;
    }
    const OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry == nullptr || geometry->IsEmpty() != 0) return remark(reading.report, "leeg", id);
    OGREnvelope e;
    geometry->getEnvelope(&e);
    if (const auto i = building_at({(e.MinX + e.MaxX) / 2, (e.MinY + e.MaxY) / 2})) {
      classes.emplace_back(*i, klasse);
      return;
    }
    if (wkbFlatten(geometry->getGeometryType()) == wkbPoint) return remark(reading.report, "zonder_pand", id);
    Pand object;
    object.laag = LayerKind::KwetsbareObjecten;
    // What names a building is one that the layer of buildings lacks, and annex VI of the Bkl has no zeer kwetsbare
    // locatie.
    object.locatie = named.empty() && klasse != "zeer_kwetsbaar";
    object.footprint = read_polygons(feature, id, reading);
    if (object.footprint.empty()) return;
    object.identificatie = std::move(id);
    object.klasse = klasse;
    object.klasse_bron = reading.report.bron;
    objects.push_back(std::move(object));
  };
  if (!for_each_feature(reading, box, stop, always, use)) return false;
  reading.report.features_used = classes.size() + objects.size();
  for (const auto& [i, klasse] : classes) {
    if (strictness(klasse) <= strictness(panden[i].klasse)) continue;
    panden[i].klasse = klasse;
    panden[i].klasse_bron = reading.report.bron;
  }
  std::move(objects.begin(), objects.end(), std::back_inserter(panden));
  return true;
}

}  // namespace batterisk::gis
