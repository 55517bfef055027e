#include "batterisk/study/tables/result_json.hpp"

#include "tables/json_values.hpp"

#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/json_text.hpp"

namespace batterisk::study {
namespace {

using detail::Json;

constexpr int schema_version = 1;
constexpr const char* schema_id = "https://batterisk.example/schema/resultaat-1.json";

Json rows(const gis::FeatureTable& table) {
  Json list = Json::array();
  for (const gis::Row& row : table.rows) {
    Json object = detail::cells(table, row);
    if (table.geometry != gis::GeometryType::None) object["geometrie"] = detail::geometry(row.geometry);
    list.push_back(std::move(object));
  }
  return list;
}

Json keys(const std::vector<std::string>& list) { return Json(list); }

const char* json_type(gis::FieldType type) {
  switch (type) {
    case gis::FieldType::Text:
      return "string";
    case gis::FieldType::Real:
      return "number";
    case gis::FieldType::Integer:
      return "integer";
    case gis::FieldType::Boolean:
      return "boolean";
  }
  return "string";
}

}  // namespace

std::string result_json(const StudyResult& result) {
  Json json;
  json["$schema"] = schema_id;
  json["schema_versie"] = schema_version;
  json["crs"] = "EPSG:28992";
  json["oordeel"] = {{"eindoordeel", to_string(result.eindoordeel)},
                     {"reden_nl", verdict_sentence(result, Language::Nl)},
                     {"reden_en", verdict_sentence(result, Language::En)},
                     {"normstatus", to_string(norm_status(*result.rules))},
                     {"label", to_string(result.label)},
                     {"ontwerp", result.ontwerp},
                     {"zwakker_dan_gelezen", keys(weak_keys(result))},
                     {"onbevestigd", keys(unconfirmed_keys(result))}};
  Json units = Json::object();
  for (const CodebookEntry& entry : codebook()) {
    if (!entry.eenheid.empty()) units[entry.naam] = entry.eenheid;
  }
  json["eenheden"] = std::move(units);
  for (const gis::FeatureTable& table : result_tables(result)) json[table.name] = rows(table);
  return json_text(json) + "\n";
}

std::string result_schema() {
  const Json text_list = {{"type", "array"}, {"items", {{"type", "string"}}}};
  Json properties = {
      {"$schema", {{"const", schema_id}}},
      {"schema_versie", {{"const", schema_version}}},
      {"crs", {{"const", "EPSG:28992"}}},
      {"oordeel",
       {{"type", "object"},
        {"properties",
         {{"eindoordeel",
           {{"enum", {"voldoet", "voldoet_niet", "afweging_nodig", "niet_van_toepassing", "onbepaald"}}}},
          {"reden_nl", {{"type", "string"}}},
          {"reden_en", {{"type", "string"}}},
          {"normstatus", {{"enum", {"bindend", "bij_analogie", "ontwerp", "advies"}}}},
          {"label", {{"enum", {"conform_regelset", "eigen_referentiemethode", "indicatief"}}}},
          {"ontwerp", {{"type", "boolean"}}},
          {"zwakker_dan_gelezen", text_list},
          {"onbevestigd", text_list}}},
        {"required", {"eindoordeel", "reden_nl", "reden_en", "normstatus", "label", "ontwerp", "zwakker_dan_gelezen",
                      "onbevestigd"}},
        {"additionalProperties", false}}},
      {"eenheden", {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}}}};
  Json required = {"$schema", "schema_versie", "crs", "oordeel", "eenheden"};
  for (const gis::FeatureTable& table : table_layouts()) {
    Json columns = Json::object();
    Json names = Json::array();
    for (const gis::Field& field : table.fields) {
      Json column = {{"type", {json_type(field.type), "null"}}};
      for (const CodebookEntry& entry : codebook()) {
        if (entry.naam != field.name) continue;
        column["description"] = entry.omschrijving_nl;
        if (!entry.eenheid.empty()) column["x-eenheid"] = entry.eenheid;
      }
      columns[field.name] = std::move(column);
      names.push_back(field.name);
    }
    if (table.geometry != gis::GeometryType::None) {
      const char* type = table.geometry == gis::GeometryType::Point ? "Point" : "MultiPolygon";
      columns["geometrie"] = {{"type", {"object", "null"}},
                              {"properties", {{"type", {{"const", type}}}, {"coordinates", {{"type", "array"}}}}},
                              {"required", {"type", "coordinates"}}};
      names.push_back("geometrie");
    }
    properties[table.name] = {{"type", "array"},
                              {"description", table.description},
                              {"items",
                               {{"type", "object"},
                                {"properties", std::move(columns)},
                                {"required", std::move(names)},
                                {"additionalProperties", false}}}};
    required.push_back(table.name);
  }
  const Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                       {"$id", schema_id},
                       {"title", "Resultaat van Batterisk"},
                       {"type", "object"},
                       {"properties", std::move(properties)},
                       {"required", std::move(required)},
                       {"additionalProperties", false}};
  return json_text(schema) + "\n";
}

}  // namespace batterisk::study
