#include "batterisk/study/tables/imev.hpp"

#include "tables/json_values.hpp"

#include "batterisk/study/tables/tables.hpp"

#include "batterisk/study/text/json_text.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace batterisk::study {
namespace {

using detail::Json;

constexpr const char* unknown = "waardeOnbekend";
constexpr const char* not_applicable = "nietVanToepassing";
// Lithium batteries are goods of class 9 of the ADR (UN 3480): the category behind fire and explosion.
constexpr const char* battery_category = "Klasse 9: Diverse gevaarlijke stoffen en voorwerpen";
constexpr std::array<std::string_view, 4> pr_types{"PR10-5", "PR10-6", "PR10-7", "PR10-8"};

Json or_unknown(const std::optional<std::string>& text) { return text ? Json(*text) : Json(unknown); }
Json or_unknown(const std::optional<std::chrono::year_month_day>& date) {
  return date ? Json(iso_date(*date)) : Json(unknown);
}

// What every object of the model has. `name` identifies it within the dossier.
Json object(const char* type, const std::string& name, const Dossier& dossier) {
  const ImevGegevens& imev = *dossier.imev;
  return {{"entityType", type},
          {"identificatie",
           {{"namespace", "NL.IMEV"},
            {"lokaalID", imev.bronhoudercode + "." + sha256(dossier.name + "\n" + name).substr(0, 12)}}},
          {"bronhoudercode", imev.bronhoudercode},
          {"beginGeldigheid", iso_date(imev.begin_geldigheid) + "T00:00:00Z"}};
}

Json surface(const MultiPolygon& polygons) {
  return polygons.size() == 1 ? detail::polygon(polygons.front()) : detail::geometry(polygons);
}

Json substance(const std::string& name, const RuleSet& rules) {
  Json stof = {{"naam", name}};
  if (const auto known = rules.substances.find(name); known != rules.substances.end() && !known->second.cas.empty()) {
    stof["CASnummer"] = known->second.cas;
  }
  return {{"stof", std::move(stof)}};
}

// Governing substance of the toxic area: that of the release which reaches furthest; HF for a battery fire.
Json toxic_substance(const ZoneResult& zone, const StudyResult& r) {
  const auto& own = r.dossier.scenarios;
  const auto it = std::find_if(own.begin(), own.end(),
                               [&](const UserScenario& s) { return s.id == zone.maatgevend_scenario; });
  return substance(it == own.end() ? "HF" : it->substance, *r.rules);
}

Json contour(const ZoneResult& zone, const StudyResult& r) {
  const Json category = {{"stofCategorie", {{"categorieNaam", battery_category}}}};
  Json json;
  if (!zone.zone.aandachtsgebied) {
    json = object("PRContour", zone.naam, r.dossier);
    json["typePlaatsgebondenRisico"] = zone.naam;
    json["maatgevendeStof"] = unknown;
  } else {
    switch (*zone.zone.aandachtsgebied) {
      case Aandachtsgebied::Brand:
        json = object("BrandAandachtsgebied", zone.naam, r.dossier);
        json["typeBrand"] = "overig";
        json["maatgevendeStof"] = category;
        break;
      case Aandachtsgebied::Explosie:
        json = object("ExplosieAandachtsgebied", zone.naam, r.dossier);
        json["bleve"] = false;
        json["maatgevendeStof"] = category;
        break;
      case Aandachtsgebied::Gifwolk:
        json = object("GifwolkAandachtsgebied", zone.naam, r.dossier);
        json["maatgevendeStof"] = toxic_substance(zone, r);
        break;
    }
    json["categorieAandachtsgebied"] = "berekend";
  }
  json["afstandOfGeometrie"] = {{"geometrie", surface(zone.polygons)}};
  return json;
}

// A zone that the model has a word for and that is reached somewhere.
bool exported(const ZoneResult& zone) {
  if (zone.polygons.empty()) return false;
  return zone.zone.aandachtsgebied || std::find(pr_types.begin(), pr_types.end(), zone.naam) != pr_types.end();
}

Json composite(const StudyResult& r) {
  Json json = object("SamengesteldeReferentie", "samengesteld", r.dossier);
  json["omschrijving"] = "alle bronnen samen";
  RdPoint middle{0.0, 0.0};
  const std::vector<RdPoint>& sources = r.field->sources();
  for (const RdPoint p : sources) {
    middle.x += p.x / static_cast<double>(sources.size());
    middle.y += p.y / static_cast<double>(sources.size());
  }
  json["geometrie"] = detail::geometry(RdPoint{std::round(middle.x * 1000) / 1000, std::round(middle.y * 1000) / 1000});
  Json contours = Json::array();
  for (const ZoneResult& zone : r.zones) {
    if (exported(zone)) contours.push_back(contour(zone, r));
  }
  json["resulteertIn"] = contours.empty() ? Json(not_applicable) : std::move(contours);
  return json;
}

// A store of batteries is an opslagplaats, an energy-storage system an installation. What is above the ground and how much
// it holds the dossier does not say.
Json unit_reference(const BatteryUnit& unit, const Dossier& dossier) {
  Json json = object(unit.store ? "OpslagReferentie" : "Installatie", "eenheid " + unit.id, dossier);
  json["omschrijving"] = (unit.store ? "opslag van lithiumbatterijen " : "energieopslag ") + unit.id;
  if (unit.store) {
    json["typeOpslagReferentie"] = "opslagplaats";
    constexpr double most = 9999.0;  // of the model
    if (unit.store->floor.m2() <= most) json["oppervlakte"] = rounded(unit.store->floor.m2());
  }
  json["geometrie"] = detail::polygon(oriented({footprint(unit), {}}));
  json["resulteertIn"] = not_applicable;  // its contours are those of the whole
  return json;
}

// What is done on the site, by what stands there.
std::string activity_description(const Dossier& dossier) {
  const auto is_store = [](const BatteryUnit& unit) { return unit.store.has_value(); };
  const bool stores = std::any_of(dossier.units.begin(), dossier.units.end(), is_store);
  const bool systems = !std::all_of(dossier.units.begin(), dossier.units.end(), is_store);
  const std::string system = "energieopslagsysteem met lithium-ionbatterijen";
  const std::string store = "opslag van lithiumhoudende energiedragers";
  return stores && systems ? system + " en " + store : stores ? store : systems ? system : "eigen bronnen";
}

Json references(const StudyResult& r) {
  Json list = Json::array({composite(r)});
  for (const BatteryUnit& unit : r.dossier.units) list.push_back(unit_reference(unit, r.dossier));
  for (const UserScenario& scenario : r.dossier.scenarios) {
    Json json = object("Installatie", "scenario " + scenario.id, r.dossier);
    json["omschrijving"] = scenario.name;
    json["geometrie"] = detail::geometry(scenario.position);
    json["resulteertIn"] = not_applicable;
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace

void require_imev(const Dossier& dossier) {
  if (dossier.imev) return;
  throw DossierError({{{'D', codes::missing_key}, Severity::Fout, {dossier.path, 0, 0, {}}, {"imev"}}});
}

std::string imev_json(const StudyResult& r) {
  require_imev(r.dossier);
  const ImevGegevens& imev = *r.dossier.imev;
  Json activity = object("ActiviteitRestcategorie", "activiteit", r.dossier);
  activity["basisVergunningNummer"] = imev.vergunningnummer;
  activity["datumVergunningOfMelding"] = or_unknown(imev.datum_vergunning);
  activity["datumLaatsteWijziging"] = or_unknown(imev.datum_wijziging);
  activity["omschrijving"] = activity_description(r.dossier);
  activity["vergunningsPlicht"] = imev.vergunningplicht;
  if (imev.bevoegd_gezag) activity["bevoegdGezag"] = *imev.bevoegd_gezag;
  activity["heeft"] = references(r);

  MultiPolygon ground;
  for (const Site& site : r.dossier.sites) ground.push_back(site.boundary);
  Json location = object("LocatieActiviteit", "locatie", r.dossier);
  location["bedrijfsnaam"] = imev.bedrijfsnaam;
  location["geometrie"] = surface(ground);
  location["omschrijving"] = r.dossier.name;
  location["naamExploitant"] = imev.naam_exploitant;
  location["idNummeraanduidingBAGExploitant"] = or_unknown(imev.adres_exploitant);
  location["kvkNummerExploitant"] = imev.kvk_exploitant ? Json::array({*imev.kvk_exploitant}) : Json(unknown);
  location["kvkNummerAanvrager"] = or_unknown(imev.kvk_aanvrager);
  location["voertUit"] = Json::array({std::move(activity)});
  return json_text(location) + "\n";
}

}  // namespace batterisk::study
