#include "batterisk/portfolio/result_compare.hpp"

#include "batterisk/portfolio/compare.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/json_reading.hpp"
#include "batterisk/study/text/json_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::portfolio {
namespace {

using Json = nlohmann::ordered_json;

struct ComparedTable {
  const char* name;
  std::vector<const char*> key;
  bool is_cause;  // input or parameter: what follows differs because of it
};

const std::vector<ComparedTable>& compared_tables() {
  static const std::vector<ComparedTable> tables{
      {"run_info", {"sleutel"}, true},
      {"locatie", {"id"}, true},
      {"bron", {"id"}, true},
      {"lagen", {"soort", "pad", "laag"}, true},
      {"parameters", {"parameter"}, true},
      {"scenario", {"scenario"}, false},
      {"pr_contour", {"type_pr"}, false},
      {"aandachtsgebied", {"soort"}, false},
      {"getroffen_pand", {"identificatie"}, false},
      {"getroffen_locatie", {"identificatie"}, false},
      {"getroffen_perceel", {"identificatie"}, false},
      {"toets", {"tabel", "identificatie"}, false},
  };
  return tables;
}

// Columns that name the run, or tell how much of a layer the zones needed, or repeat the source of a value.
constexpr std::array ignored_columns{"run_id",  "regelset", "label", "sha256", "objecten_gelezen", "objecten_gebruikt",
                                     "opmerking", "aantal", "ids", "vindplaats", "zekerheid_pct"};
// Rows of run_info that say what was asked; the others are results or hashes.
constexpr std::array asked_rows{"peildatum", "aanvraagdatum", "regelset", "weerstation"};

const ComparedTable& table_named(std::string_view name) {
  return *std::find_if(compared_tables().begin(), compared_tables().end(),
                       [name](const ComparedTable& t) { return t.name == name; });
}

// Of the findings only those about a system, pair or edge: those on objects stand in the rows of the objects.
bool is_about_object(const Json& finding) {
  constexpr std::array of_objects{"A", "B", "C"};
  const std::string tabel = finding.value("tabel", "");
  return std::find(of_objects.begin(), of_objects.end(), tabel) != of_objects.end();
}

std::string text_of(const Json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : study::json_text(value, -1);
}

[[noreturn]] void throw_no_result() {
  throw DossierError({{{'D', codes::syntax}, Severity::Fout, {"resultaat.json", 0, 0, {}}, {"resultaat"}}});
}

Json parse(std::string_view text) {
  Json json = parsed_json<Json>(text);
  if (json.is_discarded() || !json.is_object() || !json.contains("oordeel") || !json.contains("parameters")) {
    throw_no_result();
  }
  return json;
}

std::map<std::string, const Json*> rows_of(const Json& result, const ComparedTable& table) {
  std::map<std::string, const Json*> rows;
  if (!result.contains(table.name)) return rows;
  const bool findings = table.name == std::string_view{"toets"};
  for (const Json& row : result.at(table.name)) {
    if (findings && is_about_object(row)) continue;
    std::string key;
    for (const char* column : table.key) key += (key.empty() ? "" : " | ") + text_of(row.at(column));
    const bool info = table.name == std::string_view{"run_info"};
    if (info && std::find(asked_rows.begin(), asked_rows.end(), key) == asked_rows.end()) continue;
    rows.emplace(key, &row);
  }
  return rows;
}

// Largest relative difference of the numbers in two values; 1 where they are built otherwise.
double deviation(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) {
    const double x = a.get<double>();
    const double y = b.get<double>();
    return x == y ? 0.0 : std::abs(x - y) / std::max(std::abs(x), std::abs(y));
  }
  if (a.is_structured() && b.is_structured() && a.type() == b.type() && a.size() == b.size()) {
    double largest = 0.0;
    for (auto i = a.begin(), j = b.begin(); i != a.end(); ++i, ++j) largest = std::max(largest, deviation(*i, *j));
    return largest;
  }
  return a == b ? 0.0 : 1.0;
}

void compare_rows(const ComparedTable& table, const std::string& key, const Json& a, const Json& b, double tolerance,
                  std::vector<ResultDifference>& out) {
  for (const auto& [column, value] : a.items()) {
    if (std::find(ignored_columns.begin(), ignored_columns.end(), column) != ignored_columns.end()) continue;
    const Json other = b.contains(column) ? b.at(column) : Json{};
    const double off = deviation(value, other);
    if (off <= tolerance) continue;
    const bool shape = value.is_structured() || other.is_structured();
    out.push_back({table.name, key, column, shape ? "" : text_of(value), shape ? "" : text_of(other), off});
  }
}

const char* summary_column(std::string_view table) {
  if (table == "parameters" || table == "run_info") return "waarde";
  if (table == "getroffen_pand" || table == "toets") return "oordeel";
  if (table == "getroffen_perceel") return "zones";
  return nullptr;
}

void compare_table(const ComparedTable& table, const Json& a, const Json& b, double tolerance,
                   std::vector<ResultDifference>& out) {
  const auto left = rows_of(a, table);
  const auto right = rows_of(b, table);
  std::set<std::string> keys;
  for (const auto& [key, row] : left) keys.insert(key);
  for (const auto& [key, row] : right) keys.insert(key);
  for (const std::string& key : keys) {
    const auto i = left.find(key);
    const auto j = right.find(key);
    if (i != left.end() && j != right.end()) {
      compare_rows(table, key, *i->second, *j->second, tolerance, out);
      continue;
    }
    const char* column = summary_column(table.name);
    const auto shown = [&](bool present, const Json* row) {
      if (!present) return std::string{};
      return column == nullptr ? std::string{"aanwezig"} : text_of(row->at(column));
    };
    out.push_back({table.name, key, "", shown(i != left.end(), i != left.end() ? i->second : nullptr),
                   shown(j != right.end(), j != right.end() ? j->second : nullptr), 1.0});
  }
}

ObjectFacts facts_of(const Json& row) {
  ObjectFacts facts{text_of(row.at("categorie_kwetsbaarheid")), {}, text_of(row.at("pr_max_per_jaar"))};
  for (const char* zone : {"brand", "explosie", "gifwolk"}) {
    const Json& inside = row.at(std::string{"in_"} + zone);
    if (inside.is_boolean() && inside.get<bool>()) facts.zones.emplace_back(zone);
  }
  return facts;
}

std::vector<VerdictChange> verdict_changes(const Json& a, const Json& b) {
  const ComparedTable& table = table_named("getroffen_pand");
  const auto left = rows_of(a, table);
  const auto right = rows_of(b, table);
  std::set<std::string> ids;
  for (const auto& [id, row] : left) ids.insert(id);
  for (const auto& [id, row] : right) ids.insert(id);
  std::vector<VerdictChange> changes;
  for (const std::string& id : ids) {
    const auto i = left.find(id);
    const auto j = right.find(id);
    const bool in_a = i != left.end();
    const bool in_b = j != right.end();
    const std::string from = in_a ? text_of(i->second->at("oordeel")) : "niet_getroffen";
    const std::string to = in_b ? text_of(j->second->at("oordeel")) : "niet_getroffen";
    if (from == to) continue;
    ObjectFacts before = facts_of(in_a ? *i->second : *j->second);
    ObjectFacts after = facts_of(in_b ? *j->second : *i->second);
    if (!in_a) before = {after.klasse, {}, ""};
    if (!in_b) after = {before.klasse, {}, ""};
    changes.push_back({id, from, to, cause_of(before, after)});
  }
  return changes;
}

std::vector<VerdictChange> finding_changes(const Json& a, const Json& b) {
  const ComparedTable& table = table_named("toets");
  const auto left = rows_of(a, table);
  const auto right = rows_of(b, table);
  std::set<std::string> keys;
  for (const auto& [key, row] : left) keys.insert(key);
  for (const auto& [key, row] : right) keys.insert(key);
  std::vector<VerdictChange> changes;
  for (const std::string& key : keys) {
    const auto cell = [&](const std::map<std::string, const Json*>& side, const char* column) {
      const auto row = side.find(key);
      return row == side.end() || !row->second->contains(column) ? std::string{} : text_of(row->second->at(column));
    };
    const auto verdict = [&](const auto& side) { return side.contains(key) ? cell(side, "oordeel") : std::string{"geen_bevinding"}; };
    if (verdict(left) == verdict(right)) continue;
    std::string cause;
    for (const auto& [column, name] : {std::pair{"afstand_bebouwing_m", "afstand"}, std::pair{"norm_afstand_m", "norm"},
                                       std::pair{"pr_max_per_jaar", "PR"}, std::pair{"norm_pr_per_jaar", "norm PR"}}) {
      const std::string before = cell(left, column);
      const std::string after = cell(right, column);
      if (before == after) continue;
      cause += fmt::format("{}{} {} -> {}", cause.empty() ? "" : "; ", name, before.empty() ? "-" : before, after.empty() ? "-" : after);
    }
    changes.push_back({key, verdict(left), verdict(right), cause.empty() ? "norm of beslistabel" : cause});
  }
  return changes;
}

}  // namespace

const ResultDifference* ResultComparison::worst() const {
  const auto it = std::max_element(verschillen.begin(), verschillen.end(),
                                   [](const auto& x, const auto& y) { return x.afwijking < y.afwijking; });
  return it == verschillen.end() ? nullptr : &*it;
}

namespace {

ResultComparison compare_checked(std::string_view json_a, std::string_view json_b, double tolerance) {
  const Json a = parse(json_a);
  const Json b = parse(json_b);
  ResultComparison result;
  result.oordeel_a = text_of(a.at("oordeel").at("eindoordeel"));
  result.oordeel_b = text_of(b.at("oordeel").at("eindoordeel"));
  result.tolerantie = tolerance;
  for (const ComparedTable& table : compared_tables()) {
    const std::size_t before = result.verschillen.size();
    compare_table(table, a, b, tolerance, result.verschillen);
    for (std::size_t i = before; table.is_cause && i < result.verschillen.size(); ++i) {
      const ResultDifference& d = result.verschillen[i];
      if (!d.kolom.empty() && d.kolom != "waarde" && d.onderdeel == std::string_view{"parameters"}) continue;
      result.oorzaken.push_back(fmt::format("{} {}: {} -> {}", d.onderdeel, d.sleutel, d.a, d.b));
    }
  }
  result.objecten = verdict_changes(a, b);
  result.bevindingen = finding_changes(a, b);
  return result;
}

}  // namespace

ResultComparison compare_results(std::string_view json_a, std::string_view json_b, double tolerance) {
  try {
    return compare_checked(json_a, json_b, tolerance);
  } catch (const Json::exception&) {  // a table that lacks something
    throw_no_result();
  }
}

std::string comparison_text(const ResultComparison& c, study::Language language) {
  const bool dutch = language == study::Language::Nl;
  if (c.equal()) {
    return fmt::format(fmt::runtime(dutch ? "Gelijk (tolerantie {:g} op elk getal).\n"
                                          : "Equal (tolerance {:g} on every number).\n"),
                       c.tolerantie);
  }
  std::string text = fmt::format("{}: {} -> {}\n", dutch ? "oordeel" : "verdict", c.oordeel_a, c.oordeel_b);
  const std::string* last = nullptr;
  for (const ResultDifference& d : c.verschillen) {
    if (last == nullptr || *last != d.onderdeel) text += "\n" + d.onderdeel + "\n";
    last = &d.onderdeel;
    const bool shape = d.kolom == "geometrie";
    text += shape ? fmt::format("  {:<28} {:<22} {:.2g}\n", d.sleutel, d.kolom, d.afwijking)
                  : fmt::format("  {:<28} {:<22} {} -> {}\n", d.sleutel, d.kolom, d.a.empty() ? "-" : d.a,
                                d.b.empty() ? "-" : d.b);
  }
  text += fmt::format("\n{} ({})\n", dutch ? "gebouwen met een ander oordeel" : "buildings with another verdict",
                      c.objecten.size());
  const auto add = [&](const std::vector<VerdictChange>& changes) {
    for (const VerdictChange& o : changes) {
      text += fmt::format("  {:<18} {} -> {}  ({})\n", o.identificatie, o.van, o.naar, o.oorzaak);
    }
  };
  add(c.objecten);
  if (!c.bevindingen.empty()) {
    text += fmt::format("\n{} ({})\n", dutch ? "systemen, paren en randen met een ander oordeel" : "systems, pairs and edges with another verdict",
                        c.bevindingen.size());
    add(c.bevindingen);
  }
  if (!c.oorzaken.empty()) {
    text += fmt::format("\n{}\n", dutch ? "door" : "because of");
    for (const std::string& cause : c.oorzaken) text += "  " + cause + "\n";
  }
  if (const ResultDifference* worst = c.worst()) {
    text += fmt::format("\n{}: {} {} {} ({:.2g}); {} {:g}\n", dutch ? "grootste afwijking" : "largest deviation",
                        worst->onderdeel, worst->sleutel, worst->kolom, worst->afwijking,
                        dutch ? "tolerantie" : "tolerance", c.tolerantie);
  }
  return text;
}

std::string comparison_json(const ResultComparison& c) {
  Json json{{"oordeel_a", c.oordeel_a}, {"oordeel_b", c.oordeel_b}, {"tolerantie", c.tolerantie}, {"gelijk", c.equal()}};
  json["oorzaken"] = c.oorzaken;
  json["verschillen"] = Json::array();
  for (const ResultDifference& d : c.verschillen) {
    json["verschillen"].push_back({{"onderdeel", d.onderdeel}, {"sleutel", d.sleutel}, {"kolom", d.kolom}, {"a", d.a},
                                   {"b", d.b}, {"afwijking", d.afwijking}});
  }
  const auto list_of = [](const std::vector<VerdictChange>& changes) {
    Json list = Json::array();
    for (const VerdictChange& o : changes) {
      list.push_back({{"identificatie", o.identificatie}, {"van", o.van}, {"naar", o.naar}, {"oorzaak", o.oorzaak}});
    }
    return list;
  };
  json["objecten"] = list_of(c.objecten);
  json["bevindingen"] = list_of(c.bevindingen);
  return study::json_text(json) + "\n";
}

}  // namespace batterisk::portfolio
