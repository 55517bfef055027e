#include "batterisk/siting/siting_output.hpp"

#include "names.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/study/tables/layer_style.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/addresses.hpp"

#include <algorithm>
#include <utility>

namespace batterisk::siting {
namespace {

using gis::FieldType;
using gis::GeometryType;

gis::FeatureTable region_table(const SitingResult& result, const std::string& name, MultiPolygon Ruimte::*region,
                               const std::string& description) {
  gis::FeatureTable table{name,
                          GeometryType::MultiPolygon,
                          {{"locatie", FieldType::Text},
                           {"draaiing_graden", FieldType::Real},
                           {"weerstation", FieldType::Integer},
                           {"doel", FieldType::Text},
                           {"m2", FieldType::Real},
                           {"passend_m2", FieldType::Real}},
                          {},
                          description,
                          study::room_style(name)};
  for (const Ruimte& r : result.ruimten) {
    table.rows.push_back({{r.locatie, study::rounded(degrees(r.draaiing)), static_cast<std::int64_t>(r.station),
                           std::string{to_string(result.gezocht.doel)}, study::rounded(area_m2(r.*region)),
                           study::rounded(area_m2(r.passend))},
                          r.*region});
  }
  return table;
}

void add_needed(const SitingResult& result, const Ruimte& r, gis::FeatureTable& table) {
  const Waarom& why = *r.waarom;
  const auto in = [](const std::vector<std::size_t>& set, std::size_t i) { return std::find(set.begin(), set.end(), i) != set.end(); };
  for (std::size_t i = 0; i < r.belemmeringen.size(); ++i) {
    const bool together = in(why.samen, i);
    const bool binds = why.opening && in(why.opening->bindend, i);
    if (!together && !binds) continue;
    gis::Row row{{r.locatie, study::rounded(degrees(r.draaiing)), object_id(result, r.belemmeringen[i]), r.belemmeringen[i].oorzaak, together, binds,
                  why.opening ? gis::Value{study::rounded(why.opening->verschuiving_m)} : gis::Value{}},
                 {}};
    if (why.opening) row.geometry = why.opening->punt;
    table.rows.push_back(std::move(row));
  }
}

}  // namespace

std::vector<gis::FeatureTable> siting_tables(const SitingResult& result) {
  std::vector<gis::FeatureTable> tables;
  tables.push_back(region_table(result, "mogelijk", &Ruimte::mogelijk,
                                "Plaatsen van de eerste eenheid waar het doel gehaald wordt, 0,05 m binnen hun rand"));
  tables.push_back(region_table(result, "onbekend", &Ruimte::onbekend,
                                "Plaatsen waar niets bekends tegen is en niemand het kan zeggen"));
  gis::FeatureTable obstacles{"belemmering",
                              GeometryType::MultiPolygon,
                              {{"locatie", FieldType::Text},
                               {"draaiing_graden", FieldType::Real},
                               {"identificatie", FieldType::Text},
                               {"adres", FieldType::Text},
                               {"oorzaak", FieldType::Text},
                               {"oordeel", FieldType::Text},
                               {"artikel", FieldType::Text},
                               {"m2", FieldType::Real}},
                              {},
                              "Wat plaatsen uitsluit: object en oorzaak, met de plaatsen van de eerste eenheid die het uitsluit",
                              study::room_style("belemmering")};
  gis::FeatureTable places{"plaats",
                           GeometryType::Point,
                           {{"locatie", FieldType::Text},
                            {"draaiing_graden", FieldType::Real},
                            {"x", FieldType::Real},
                            {"y", FieldType::Real},
                            {"rand_m", FieldType::Real},
                            {"oordeel", FieldType::Text},
                            {"bevestigd", FieldType::Boolean}},
                           {},
                           "Voorgestelde plaats van de eerste eenheid, met het oordeel van een berekening daar",
                           {}};
  gis::FeatureTable needed{"nodig",
                           GeometryType::Point,
                           {{"locatie", FieldType::Text},
                            {"draaiing_graden", FieldType::Real},
                            {"identificatie", FieldType::Text},
                            {"oorzaak", FieldType::Text},
                            {"samen", FieldType::Boolean},
                            {"bindend", FieldType::Boolean},
                            {"verschuiving_m", FieldType::Real}},
                           {},
                           "Waarom er geen plaats is: wat die samen uitsluit, en wat er tegen is waar het eerst ruimte komt als alle randen "
                           "naar binnen schuiven; het punt is die plaats",
                           {}};
  for (const Ruimte& r : result.ruimten) {
    if (r.waarom) add_needed(result, r, needed);
    for (const Belemmering& b : r.belemmeringen) {
      const Pand* pand = b.pand ? &(*result.surroundings.panden)[*b.pand] : nullptr;
      const std::string address = pand != nullptr ? study::addresses_text(*pand, study::Language::Nl) : "";
      obstacles.rows.push_back({{r.locatie, study::rounded(degrees(r.draaiing)), object_id(result, b),
                                 address.empty() ? gis::Value{} : gis::Value{address}, b.oorzaak,
                                 std::string{batterisk::to_string(b.oordeel)}, b.artikel, study::rounded(area_m2(b.vlak))},
                                b.vlak});
    }
    if (!r.plaats) continue;
    places.rows.push_back({{r.locatie, study::rounded(degrees(r.draaiing)), study::rounded(r.plaats->punt.x),
                            study::rounded(r.plaats->punt.y), study::rounded(r.plaats->rand_m),
                            std::string{batterisk::to_string(r.plaats->oordeel)}, r.plaats->bevestigd},
                           r.plaats->punt});
  }
  tables.push_back(std::move(obstacles));
  tables.push_back(std::move(places));
  tables.push_back(std::move(needed));
  return tables;
}

std::vector<gis::FeatureTable> capacity_tables(const CapacityResult& result) {
  std::vector<gis::FeatureTable> tables = siting_tables(result.ruimten);
  gis::FeatureTable units{"opstelling",
                          GeometryType::MultiPolygon,
                          {{"locatie", FieldType::Text}, {"id", FieldType::Text}, {"x", FieldType::Real}, {"y", FieldType::Real}, {"orientatie_graden", FieldType::Real}},
                          {},
                          "Eenheden van de opstelling met de meeste eenheden die gevonden is; een berekening van het geheel bevestigt haar",
                          study::room_style("opstelling")};
  gis::FeatureTable lanes{"rijstrook", GeometryType::MultiPolygon, {{"locatie", FieldType::Text}, {"m2", FieldType::Real}}, {},
                          "Waar de rijstrook van de ingang naar de eenheden kan lopen", study::room_style("rijstrook")};
  gis::FeatureTable plots{"capaciteit",
                          GeometryType::MultiPolygon,
                          {{"locatie", FieldType::Text},
                           {"aantal", FieldType::Integer},
                           {"energie_mwh", FieldType::Real},
                           {"ingepast", FieldType::Integer},
                           {"bovengrens", FieldType::Integer},
                           {"bewijs", FieldType::Text},
                           {"bewezen_optimaal", FieldType::Boolean},
                           {"draaiing_graden", FieldType::Real},
                           {"oordeel", FieldType::Text}},
                          {},
                          "Hoeveel eenheden er op een terrein staan, en hoeveel geen opstelling overtreft",
                          {}};
  for (const Opstelling& found : result.opstellingen) {
    for (const BatteryUnit& unit : found.eenheden) {
      units.rows.push_back({{found.locatie, unit.id, study::rounded(unit.position.x), study::rounded(unit.position.y), study::rounded(unit.orientation.deg())},
                            MultiPolygon{{footprint(unit), {}}}});
    }
    if (!found.rijstrook.empty()) lanes.rows.push_back({{found.locatie, study::rounded(area_m2(found.rijstrook))}, found.rijstrook});
    gis::Row row{{found.locatie, static_cast<std::int64_t>(found.eenheden.size()), study::rounded(found.energie_mwh), static_cast<std::int64_t>(found.ingepast),
                  static_cast<std::int64_t>(found.bovengrens.aantal), std::string{found.bovengrens.bewijs}, found.bewezen_optimaal(),
                  study::rounded(degrees(found.draaiing)), found.bevestigd ? gis::Value{std::string{batterisk::to_string(found.oordeel)}} : gis::Value{}},
                 {}};
    for (const Site& site : result.ruimten.dossier.sites) {
      if (site.id == found.locatie) row.geometry = MultiPolygon{site.boundary};
    }
    plots.rows.push_back(std::move(row));
  }
  tables.push_back(std::move(units));
  tables.push_back(std::move(lanes));
  tables.push_back(std::move(plots));
  return tables;
}

}  // namespace batterisk::siting
