#include "tables/table_parts.hpp"

#include "batterisk/study/tables/layer_style.hpp"

#include "batterisk/study/run/uncertainty.hpp"

#include "batterisk/study/text/texts.hpp"

namespace batterisk::study::detail {
namespace {

// The two bounds are one where nothing is an interval.
const char* bound_word(const Uncertainty& u, bool upper) { return u.instellingen == 1 ? "beide" : upper ? "boven" : "onder"; }

const char* search_word(IntervalSearch search) {
  switch (search) {
    case IntervalSearch::NoEffect: return "zonder_effect";
    case IntervalSearch::Direction: return "richting";
    case IntervalSearch::DirectionByPlace: return "richting_per_plaats";
    case IntervalSearch::Searched: return "gezocht";
  }
  return "";
}

}  // namespace

FeatureTable uncertain_zone_table(const StudyResult& r) {
  FeatureTable table{"onzekerheid_contour",
                     GeometryType::MultiPolygon,
                     {{"zone", FieldType::Text},
                      {"kans", FieldType::Real},
                      {"grens", FieldType::Text},
                      {"trekking", FieldType::Integer},
                      {"grootste_afstand_m", FieldType::Real}},
                     {},
                     "Waar een zone met een gegeven kans of een grotere ligt, en contouren van losse trekkingen; alleen op verzoek (run --onzekerheid)",
                     uncertain_zone_style()};
  if (!r.onzekerheid) return table;
  const Uncertainty& u = *r.onzekerheid;
  for (const ZoneUncertainty& zone : u.zones) {
    for (std::size_t q = 0; q < drawn_chances.size(); ++q) {
      for (const bool upper : {false, true}) {
        if (upper && u.instellingen == 1) continue;
        table.rows.push_back({{text(zone.naam), number(drawn_chances[q]), text(bound_word(u, upper)), Value{},
                               number(upper ? zone.boven_m[q] : zone.onder_m[q])},
                              oriented_all(upper ? zone.boven[q] : zone.onder[q])});
      }
    }
  }
  for (const SampleContour& contour : u.contouren) {
    table.rows.push_back({{text(contour.zone), Value{}, Value{}, count(contour.sample), Value{}}, oriented_all(contour.polygons)});
  }
  return table;
}

FeatureTable uncertain_object_table(const StudyResult& r) {
  FeatureTable table{"onzekerheid_pand",
                     GeometryType::None,
                     {{"identificatie", FieldType::Text},
                      {"zone", FieldType::Text},
                      {"in_zone", FieldType::Boolean},
                      {"kans_onder", FieldType::Real},
                      {"kans_boven", FieldType::Real},
                      {"fout_onder", FieldType::Real},
                      {"fout_boven", FieldType::Real},
                      {"kans_nl", FieldType::Text},
                      {"kans_en", FieldType::Text},
                      {"kan_omslaan", FieldType::Boolean}},
                     {},
                     "Kans dat een gebouw in een zone ligt, met onder- en bovengrens; alleen op verzoek (run --onzekerheid)",
                     {}};
  if (!r.onzekerheid) return table;
  const Uncertainty& u = *r.onzekerheid;
  for (const PandUncertainty& pand : u.panden) {
    for (std::size_t z = 0; z < u.zones.size(); ++z) {
      const ChanceBox& chance = pand.kans[z];
      if (chance.high == 0.0 && !pand.berekend[z]) continue;  // in no sample
      table.rows.push_back({{text(pand.identificatie), text(u.zones[z].naam), pand.berekend[z], number(chance.low), number(chance.high),
                             number(chance.low_error), number(chance.high_error),
                             text(chance_text(chance, u.request.draws, Language::Nl)),
                             text(chance_text(chance, u.request.draws, Language::En)), may_flip(chance, pand.berekend[z])},
                            {}});
    }
  }
  return table;
}

FeatureTable uncertain_value_table(const StudyResult& r) {
  FeatureTable table{"onzekerheid_waarde",
                     GeometryType::None,
                     {{"parameter", FieldType::Text},
                      {"vorm", FieldType::Text},
                      {"zoekwijze", FieldType::Text},
                      {"zekerder", FieldType::Integer},
                      {"zone", FieldType::Text},
                      {"index", FieldType::Real},
                      {"index_fout", FieldType::Real},
                      {"index_nl", FieldType::Text},
                      {"index_en", FieldType::Text}},
                     {},
                     "Wat elke onzekere waarde van de regels doet en wat weten van die waarde zou schelen; alleen op verzoek (run --onzekerheid)",
                     {}};
  if (!r.onzekerheid) return table;
  const Uncertainty& u = *r.onzekerheid;
  for (const ValueUncertainty& value : u.waarden) {
    std::vector<std::string> keys;
    for (const auto& key : value.waarde.keys) keys.push_back(key->key);
    const Value settled = value.zekerder ? count(*value.zekerder) : Value{};
    if (value.waarde.interval) {
      table.rows.push_back({{text(joined(keys)), text("interval"), text(search_word(value.gezocht)), settled, Value{}, Value{}, Value{}, Value{}, Value{}}, {}});
    }
    for (std::size_t z = 0; z < value.index.size(); ++z) {
      const Estimate& index = value.index[z];
      table.rows.push_back({{text(joined(keys)), text("verdeling"), Value{}, settled, text(u.zones[z].naam), number(index.value), number(index.error),
                             text(index_text(index, Language::Nl)), text(index_text(index, Language::En))},
                            {}});
    }
  }
  return table;
}

}  // namespace batterisk::study::detail
