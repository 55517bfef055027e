#include "batterisk/core/rules/rule_diff.hpp"

#include "base/table_reader.hpp"

#include "batterisk/core/base/units.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace batterisk {
namespace {

using detail::TomlMember;
using detail::TomlNode;

constexpr double rounding = 1e-12;  // of a change of unit

std::string reference(const Provenance& p) {
  return fmt::format("{}, {} ({}, {})", p.bron, p.vindplaats, to_string(p.bewijs), to_string(p.status));
}

std::string value_text(const RuleEntry& entry) {
  const Provenance& p = *entry.provenance;
  if (p.bewijs == Bewijs::Ontbreekt) return "-";
  std::string text = p.eenheid.empty() || p.eenheid == "-" ? p.waarde : p.waarde + " " + p.eenheid;
  if (!entry.at.empty()) text += fmt::format(" bij [{}] {}", fmt::join(entry.at, ", "), entry.at_unit);
  if (!entry.comparison.empty()) text = entry.comparison + " " + text;
  return text;
}

bool equal_numbers(const std::vector<double>& a, const std::string& unit_a, const std::vector<double>& b,
                   const std::string& unit_b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](double x, double y) {
    if (unit_a == unit_b) return x == y;
    const auto same = detail::converted(x, unit_a, unit_b);
    return same && std::abs(*same - y) <= rounding * std::abs(y);
  });
}

bool same_value(const RuleEntry& a, const RuleEntry& b) {
  const std::string& unit_a = a.provenance->eenheid;
  const std::string& unit_b = b.provenance->eenheid;
  if (a.comparison != b.comparison || a.fact != b.fact || a.normsoort != b.normsoort || a.applies_to != b.applies_to) return false;
  if (a.value.index() != b.value.index() || !equal_numbers(a.at, a.at_unit, b.at, b.at_unit)) return false;
  if (const auto* number = std::get_if<double>(&a.value)) {
    return equal_numbers({*number}, unit_a, {std::get<double>(b.value)}, unit_b);
  }
  if (const auto* list = std::get_if<std::vector<double>>(&a.value)) {
    return equal_numbers(*list, unit_a, std::get<std::vector<double>>(b.value), unit_b);
  }
  return a.value == b.value;
}

// Name of a row in an array of tables: the first member that can serve as one, else its number.
std::string row_name(const TomlNode& row, std::size_t i) {
  for (const char* key : {"id", "naam", "scenario", "stn", "sleutel"}) {
    const TomlNode* node = row.find(key);
    if (node != nullptr && node->as<TomlNode::Table>() == nullptr) return detail::text_of(*node);
  }
  return fmt::format("{}", i);
}

// Every value in arrays of tables by its path.
void flatten(const TomlNode& node, const std::string& path, std::map<std::string, std::string>& out) {
  if (const auto* table = node.as<TomlNode::Table>()) {
    for (const TomlMember& member : *table) flatten(member.node, path + "." + member.key, out);
    return;
  }
  const auto* array = node.as<TomlNode::Array>();
  const bool tables = array != nullptr && !array->empty() && array->front().as<TomlNode::Table>() != nullptr;
  if (!tables) {
    out[path] = detail::text_of(node);
    return;
  }
  for (std::size_t i = 0; i < array->size(); ++i) {
    flatten((*array)[i], fmt::format("{}[{}]", path, row_name((*array)[i], i)), out);
  }
}

std::map<std::string, std::string> tables_of(const RuleDocument& document) {
  std::map<std::string, std::string> out;
  for (const TomlMember& member : *document.root->as<TomlNode::Table>()) {
    const auto* array = member.node.as<TomlNode::Array>();
    if (array != nullptr && (array->empty() || array->front().as<TomlNode::Table>() != nullptr)) {
      flatten(member.node, member.key, out);
    }
  }
  if (const TomlNode* ranking = document.root->find("rangorde")) flatten(*ranking, "rangorde", out);
  for (const auto& [key, entry] : document.entries) {
    for (const NormCase& one : entry.cases) {
      const std::string path = fmt::format("{}[{}]", key, one.id);
      out[path] = one.waarde ? fmt::format("{} {}", one.provenance->waarde, entry.provenance->eenheid) : std::string{"-"};
      if (!one.als.empty()) out[path + ".als"] = text_of(one.als);
    }
  }
  if (!document.designated_activities.empty()) {
    out["aangewezen_activiteiten"] = detail::joined(document.designated_activities);
  }
  return out;
}

void diff_entries(const RuleDocument& before, const RuleDocument& after, std::vector<RuleChange>& changes) {
  for (const auto& [key, a] : before.entries) {
    const auto it = after.entries.find(key);
    if (it == after.entries.end()) {
      changes.push_back({key, RuleChangeKind::Removed, value_text(a), "", reference(*a.provenance), ""});
      continue;
    }
    const RuleEntry& b = it->second;
    const std::string reference_a = reference(*a.provenance);
    const std::string reference_b = reference(*b.provenance);
    const bool same = same_value(a, b);
    if (same && reference_a == reference_b) continue;
    changes.push_back({key, same ? RuleChangeKind::Reference : RuleChangeKind::Value, value_text(a), value_text(b),
                       reference_a, reference_b});
  }
  for (const auto& [key, b] : after.entries) {
    if (before.entries.contains(key)) continue;
    changes.push_back({key, RuleChangeKind::Added, "", value_text(b), "", reference(*b.provenance)});
  }
}

void diff_tables(const RuleDocument& before, const RuleDocument& after, std::vector<RuleChange>& changes) {
  const auto a = tables_of(before);
  const auto b = tables_of(after);
  for (const auto& [path, text] : a) {
    const auto it = b.find(path);
    if (it == b.end() || it->second != text) {
      changes.push_back({path, RuleChangeKind::Table, text, it == b.end() ? "" : it->second, "", ""});
    }
  }
  for (const auto& [path, text] : b) {
    if (!a.contains(path)) changes.push_back({path, RuleChangeKind::Table, "", text, "", ""});
  }
}

}  // namespace

std::string_view to_string(RuleChangeKind kind) {
  switch (kind) {
    case RuleChangeKind::Added:
      return "erbij";
    case RuleChangeKind::Removed:
      return "weg";
    case RuleChangeKind::Value:
      return "waarde";
    case RuleChangeKind::Reference:
      return "verwijzing";
    case RuleChangeKind::Table:
      return "tabel";
  }
  return "";
}

std::vector<RuleChange> diff_rules(const RuleDocument& before, const RuleDocument& after) {
  std::vector<RuleChange> changes;
  diff_entries(before, after, changes);
  diff_tables(before, after, changes);
  std::sort(changes.begin(), changes.end(),
            [](const RuleChange& a, const RuleChange& b) { return a.key < b.key; });
  return changes;
}

std::vector<RuleChange> diff_rules(const ChosenRules& before, const ChosenRules& after) {
  std::vector<RuleChange> changes;
  const auto add = [&](const std::string& stelsel, const RuleDocument& a) {
    const auto b = after.documents.find(stelsel);
    if (b == after.documents.end()) return;
    for (RuleChange& c : diff_rules(a, b->second)) {
      if (stelsel != method_stelsel) c.key = stelsel + ":" + c.key;
      changes.push_back(std::move(c));
    }
  };
  add(method_stelsel, before.documents.at(method_stelsel));
  for (const auto& [stelsel, a] : before.documents) {
    if (stelsel != method_stelsel) add(stelsel, a);
  }
  return changes;
}

const RuleDocument& find_rule_document(const RuleCatalog& catalog, std::string_view name) {
  const RuleDocument* found = catalog.find(name);
  if (found != nullptr) return *found;
  std::vector<std::string> known;
  for (const RuleDocument& d : catalog.documents) {
    known.push_back(d.id);
    if (d.stelsel == name && (found == nullptr || d.valid_from > found->valid_from)) found = &d;
  }
  if (found != nullptr) return *found;
  throw RuleFileError({{codes::unknown_rule_set,
                        Severity::Fout,
                        {catalog.folder.generic_string(), 0, 0, {}},
                        {std::string{name}, detail::joined(known)}}});
}

}  // namespace batterisk
