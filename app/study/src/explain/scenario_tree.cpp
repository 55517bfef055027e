#include "batterisk/study/explain/scenario_tree.hpp"

#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/json_text.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::study {
namespace {

using Json = nlohmann::ordered_json;

std::string description(const Scenario& s, const RuleSet& rules, Language language) {
  const EventBranch* branch = branch_of(s, rules);
  if (branch == nullptr) return language == Language::Nl ? "eigen scenario" : "own scenario";
  return language == Language::Nl ? branch->omschrijving_nl : branch->omschrijving_en;
}

std::string dot_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string scenario_table(const ScenarioSet& set, const RuleSet& rules, Language language) {
  const bool dutch = language == Language::Nl;
  std::string out = fmt::format("{:<28} {:<12} {}\n", "scenario", dutch ? "per jaar" : "per year",
                                dutch ? "omschrijving en factoren" : "description and factors");
  for (const Scenario& s : set.scenarios) {
    std::string chain;
    for (const FrequencyFactor& f : s.chain) {
      chain += fmt::format("{}{} {:.4g}{}", chain.empty() ? "" : " x ", f.name, f.value, f.unit == "-" ? "" : " " + f.unit);
    }
    out += fmt::format("{:<28} {:<12.4g} {}\n{:<42}{}\n", s.id, s.frequency.per_year(), description(s, rules, language),
                       "", chain);
  }
  for (const MeasureEffect& e : rules.measure_effects) {
    out += fmt::format("{} {}: {} {} -> {}\n", dutch ? "maatregel" : "measure", e.naam, e.key, e.without, e.with);
  }
  return out;
}

std::string scenario_json(const ScenarioSet& set, const RuleSet& rules) {
  Json list = Json::array();
  for (const Scenario& s : set.scenarios) {
    Json chain = Json::array();
    for (const FrequencyFactor& f : s.chain) {
      chain.push_back({{"naam", f.name}, {"waarde", rounded(f.value)}, {"eenheid", f.unit}, {"sleutel", f.key}});
    }
    list.push_back({{"scenario", s.id},
                    {"soort", to_string(s.kind)},
                    {"eenheid_id", s.unit},
                    {"omschrijving_nl", description(s, rules, Language::Nl)},
                    {"omschrijving_en", description(s, rules, Language::En)},
                    {"x", rounded(s.position.x)},
                    {"y", rounded(s.position.y)},
                    {"frequentie_per_jaar", rounded(s.frequency.per_year())},
                    {"kansboom", std::move(chain)}});
  }
  Json measures = Json::array();
  for (const MeasureEffect& e : rules.measure_effects) {
    measures.push_back({{"soort", e.soort}, {"naam", e.naam}, {"sleutel", e.key}, {"zonder", e.without}, {"met", e.with}});
  }
  return json_text(Json{{"regelset", rules.id}, {"scenarios", std::move(list)}, {"maatregelen", std::move(measures)}}) + "\n";
}

std::string scenario_dot(const ScenarioSet& set, const RuleSet& rules, Language language) {
  std::string out = "digraph kansboom {\n  rankdir=LR;\n  node [shape=box, fontname=\"DejaVu Sans\", fontsize=10];\n";
  std::set<std::string> units;
  for (const Scenario& s : set.scenarios) {
    const std::string root = s.unit.empty() ? s.id : s.unit;
    if (units.insert(root).second) out += fmt::format("  {} [style=rounded];\n", dot_text(root));
    const std::string leaf = s.unit.empty() ? s.id + " " : s.id;
    out += fmt::format("  {} [label={}];\n", dot_text(leaf),
                       fmt::format("\"{}\\n{:.3g} /jaar\"", s.id, s.frequency.per_year()));
    std::string label = description(s, rules, language);
    for (const FrequencyFactor& f : s.chain) {
      if (f.unit == "-" && f.name.size() > 1) label += fmt::format("\\n{} = {:.4g}", f.name, f.value);
    }
    out += fmt::format("  {} -> {} [label=\"{}\", fontsize=9];\n", dot_text(root), dot_text(leaf), label);
  }
  return out + "}\n";
}

}  // namespace batterisk::study
