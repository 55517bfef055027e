#include "rules/law_in_method.hpp"

#include "rules/rule_document_reader.hpp"

#include "batterisk/core/base/units.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace batterisk::detail {
namespace {

// End points of the method, and where the law has them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> end_points{{
    {"brand.area.flux", "brand.aandachtsgebied.warmtestraling"},
    {"explosie.area.dp", "explosie.aandachtsgebied.overdruk"},
    {"gifwolk.cap", "gifwolk.aandachtsgebied.afkapafstand"},
    {"pr.limit", "pr.grenswaarde.kwetsbaar"},
}};

bool follows(const RuleEntry& entry) {
  const auto* word = std::get_if<std::string>(&entry.value);
  return word != nullptr && *word == as_the_law;
}

}  // namespace

bool may_follow_law(std::string_view key) {
  return std::any_of(end_points.begin(), end_points.end(), [&](const auto& pair) { return pair.first == key; });
}

void fill_from_law(RuleDocument& method, const RuleDocument& law) {
  for (const auto& [ours, theirs] : end_points) {
    const auto entry = method.entries.find(std::string{ours});
    const auto of_law = law.entries.find(std::string{theirs});
    if (entry == method.entries.end() || of_law == law.entries.end() || !follows(entry->second)) continue;
    Provenance provenance = *of_law->second.provenance;
    provenance.key = entry->second.provenance->key;
    provenance.omschrijving_nl = entry->second.provenance->omschrijving_nl;
    provenance.omschrijving_en = entry->second.provenance->omschrijving_en;
    entry->second.value = of_law->second.value;
    entry->second.provenance = std::make_shared<const Provenance>(std::move(provenance));
  }
}

std::vector<Diagnostic> differences_from_law(const RuleDocument& method, const RuleDocument& law) {
  constexpr double rounding = 1e-12;  // of a change of unit
  std::vector<Diagnostic> differences;
  for (const auto& [ours, theirs] : end_points) {
    const auto entry = method.entries.find(std::string{ours});
    const auto of_law = law.entries.find(std::string{theirs});
    if (entry == method.entries.end() || of_law == law.entries.end()) continue;
    const Provenance& a = *entry->second.provenance;
    const Provenance& b = *of_law->second.provenance;
    const auto* value = std::get_if<double>(&entry->second.value);
    const auto* wanted = std::get_if<double>(&of_law->second.value);
    if (value == nullptr || wanted == nullptr) continue;
    const auto in_unit = converted(*value, a.eenheid, b.eenheid);
    if (in_unit && std::abs(*in_unit - *wanted) <= rounding * std::abs(*wanted)) continue;
    differences.push_back({codes::differs_from_law, Severity::Waarschuwing, a.place,
                           {a.key, a.waarde + " " + a.eenheid, b.key, b.waarde + " " + b.eenheid}});
  }
  return differences;
}

namespace {

// Whom a transitional rule is for, and until when (`[[overgangsrecht]]`).
struct Transition {
  std::optional<std::chrono::year_month_day> applied_before;   // aanvraag_voor
  std::optional<std::chrono::year_month_day> permitted_before; // vergund_voor
  std::optional<std::chrono::year_month_day> used_before;      // in_gebruik_voor
  std::optional<std::chrono::year_month_day> until;            // last day; nothing: until the decision is final
  bool until_final = false;
};

Transition read_transition(TableReader& own) {
  Transition t;
  t.applied_before = own.date("aanvraag_voor");
  t.permitted_before = own.date("vergund_voor");
  t.used_before = own.date("in_gebruik_voor");
  if (!t.applied_before && !t.permitted_before && !t.used_before) own.missing("aanvraag_voor");
  const TomlNode* until = own.raw("tot");
  if (until == nullptr) {
    own.missing("tot");
  } else if (until->as<std::string>() != nullptr) {
    t.until_final = own.choice("tot", {"onherroepelijk"}).has_value();
  } else {
    t.until = own.date("tot");
  }
  return t;
}

bool applies(const Transition& t, const RuleSelection& s) {
  if (t.until && s.peildatum > *t.until) return false;
  if (t.until_final && s.onherroepelijk_op && s.peildatum >= *s.onherroepelijk_op) return false;
  const auto before = [](const auto& day, const auto& limit) { return limit && day && *day < *limit; };
  return before(s.aanvraagdatum, t.applied_before) || before(s.vergund_op, t.permitted_before) ||
         before(s.in_gebruik_sinds, t.used_before);
}

// The value that a transitional rule gives, of the kind of the value that it replaces.
bool put_value(TableReader& own, RuleEntry& entry, Provenance& provenance) {
  Findings& findings = own.findings();
  const TomlNode* node = own.raw("gebruik");
  if (node == nullptr) {
    own.missing("gebruik");
    return false;
  }
  provenance.waarde = text_of(*node);
  provenance.eenheid = own.text("eenheid").value_or(entry.provenance->eenheid);
  if (std::holds_alternative<std::string>(entry.value)) {
    const auto word = own.choice("gebruik", entry.choices.empty() ? std::vector<std::string>{provenance.waarde} : entry.choices);
    if (word) entry.value = *word;
    return word.has_value();
  }
  if (std::holds_alternative<bool>(entry.value)) {
    const auto flag = own.boolean("gebruik");
    if (flag) entry.value = *flag;
    return flag.has_value();
  }
  const auto number = own.number("gebruik");
  if (!number) return false;
  if (!converted(1.0, provenance.eenheid, entry.provenance->eenheid)) {
    findings.add(codes::unit_wrong, own.place_of("eenheid"), {own.full("eenheid"), provenance.eenheid, entry.provenance->eenheid});
    return false;
  }
  entry.value = *number;
  entry.cases.clear();
  return true;
}

}  // namespace

RuleDocument with_transitional_law(RuleDocument law, const RuleSelection& selection, const std::set<std::string>& sources,
                                   Findings& findings) {
  std::set<std::string> known;
  for (const auto& [key, entry] : law.entries) known.insert(key);
  std::map<std::string, std::vector<Transition>> of_key;
  std::set<std::string> applied;
  TableReader root(*law.root, "", findings);
  for (TableReader& own : root.tables("overgangsrecht")) {
    Provenance provenance;
    provenance.key = own.required("sleutel", &TableReader::text).value_or("");
    (void)own.text("artikel");
    (void)own.text("id");
    const Transition transition = read_transition(own);
    const auto entry = law.entries.find(provenance.key);
    if (entry == law.entries.end()) {
      if (!provenance.key.empty()) {
        findings.add(codes::unknown_choice, own.place_of("sleutel"), {own.full("sleutel"), provenance.key, nearest(provenance.key, known)});
      }
      continue;
    }
    RuleEntry replaced = entry->second;
    provenance.rule_set = law.id;
    provenance.place = own.place();
    read_provenance(own, provenance, sources);
    const bool good = put_value(own, replaced, provenance);
    own.finish();
    // Two rules for one key contradict each other when one case may fall under both at a time.
    std::vector<Transition>& others = of_key[provenance.key];
    const bool conflict = std::any_of(others.begin(), others.end(), [&](const Transition& other) {
      const bool same_people = (other.applied_before && transition.applied_before) || (other.permitted_before && transition.permitted_before) ||
                               (other.used_before && transition.used_before);
      return same_people && other.until == transition.until && other.until_final == transition.until_final;
    });
    if (conflict) findings.add(codes::transition_conflict, Severity::Fout, own.place(), {provenance.key});
    others.push_back(transition);
    // Phases: of rules that apply at once, the one that ends first counts, and stands first.
    if (!good || applied.contains(provenance.key) || !applies(transition, selection)) continue;
    applied.insert(provenance.key);
    replaced.provenance = std::make_shared<const Provenance>(std::move(provenance));
    entry->second = std::move(replaced);
  }
  return law;
}

}  // namespace batterisk::detail
