#include "rules/norms.hpp"

#include "rules/condition_reader.hpp"

#include "batterisk/core/base/units.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace batterisk::detail {
namespace {

// The one norm that older tables name; its file did not say yet which fact it bounds.
constexpr std::string_view advised_distance = "circulaire-lithium:eos.afstand_bebouwing";
constexpr std::string_view activity = "lithium_energieopslag";

std::string_view base_name(std::string_view fact) { return fact.substr(0, fact.find(':')); }

class Filler {
 public:
  Filler(VerdictRules& rules, const DocumentOf& document_of, Findings& findings)
      : rules_{rules}, document_of_{document_of}, findings_{findings} {}

  void fill(std::vector<Condition>& conditions, const Place& place, const std::string& where) {
    for (Condition& c : conditions) {
      const Fact* fact = find_fact(c.feit);
      for (std::optional<Bound>* bound : {&c.onder, &c.boven}) {
        if (!*bound || !(*bound)->of_key || fact == nullptr) continue;
        const RuleEntry* entry = entry_of((*bound)->text);
        if (entry != nullptr && std::holds_alternative<std::monostate>(entry->value) &&
            converted(1.0, entry->provenance->eenheid, fact->eenheid)) {
          continue;
        }
        const auto* number = entry == nullptr ? nullptr : std::get_if<double>(&entry->value);
        const auto value = number == nullptr ? std::nullopt : converted(*number, entry->provenance->eenheid, fact->eenheid);
        if (!value) {
          unusable(place, where, (*bound)->text, entry == nullptr ? "bestaat niet" : fmt::format("geen getal in {}", fact->eenheid));
          continue;
        }
        (*bound)->value = *value;
        (*bound)->of_key = false;
      }
      rules_.gevraagd.insert(c.feit);
    }
  }

  // The norm that a table or area of this subject names.
  void norm(const std::string& key, Onderwerp onderwerp, const Place& place, const std::string& where) {
    if (key.empty()) return;
    const RuleEntry* entry = entry_of(key);
    if (entry == nullptr) return unusable(place, where, key, "bestaat niet");
    FeitNorm norm;
    norm.key = key;
    norm.feit = entry->fact.empty() && key == advised_distance ? "afstand_object" : entry->fact;
    norm.eenheid = entry->provenance->eenheid;
    norm.vergelijking = entry->comparison;
    norm.normsoort = entry->normsoort;
    norm.provenance = entry->provenance;
    norm.status = status_of(*document_of_(key.substr(0, key.find(':'))));
    norm.gevallen = entry->cases;
    if (norm.gevallen.empty()) {
      const auto* number = std::get_if<double>(&entry->value);
      norm.gevallen.push_back({"", {}, number == nullptr ? std::nullopt : std::optional{*number}, entry->provenance});
    }
    const Fact* fact = find_fact(base_name(norm.feit));
    if (fact == nullptr) return unusable(place, where, key, "noemt geen feit");
    if (norm.vergelijking.empty()) return unusable(place, where, key, "heeft geen vergelijking");
    if (!converted(1.0, norm.eenheid, fact->eenheid)) return unusable(place, where, key, fmt::format("eenheid past niet bij {}", fact->eenheid));
    check_subject({Condition{std::string{fact->naam}, {}, {}, {}, {}}}, onderwerp, place, where + ", " + key, findings_);
    for (NormCase& one : norm.gevallen) {
      fill(one.als, one.provenance->place, key);
      check_subject(one.als, onderwerp, one.provenance->place, key, findings_);
    }
    rules_.gevraagd.insert(norm.feit);
    rules_.normen.insert_or_assign(key, std::move(norm));
  }

 private:
  const RuleEntry* entry_of(const std::string& key) {
    const auto colon = key.find(':');
    const RuleDocument* document = colon == std::string::npos ? nullptr : document_of_(key.substr(0, colon));
    if (document == nullptr) return nullptr;
    const auto found = document->entries.find(key.substr(colon + 1));
    return found == document->entries.end() ? nullptr : &found->second;
  }

  static NormStatus status_of(const RuleDocument& document) {
    if (document.status == DocumentStatus::Ontwerp) return NormStatus::Ontwerp;
    if (document.status == DocumentStatus::Advies) return NormStatus::Advies;
    const auto& named = document.designated_activities;
    return std::find(named.begin(), named.end(), activity) != named.end() ? NormStatus::Bindend : NormStatus::BijAnalogie;
  }

  void unusable(const Place& place, const std::string& where, const std::string& key, const std::string& why) {
    findings_.add(codes::norm_unusable, Severity::Fout, place, {where, key, why});
  }

  VerdictRules& rules_;
  const DocumentOf& document_of_;
  Findings& findings_;
};

}  // namespace

void fill_from_rules(VerdictRules& rules, const DocumentOf& document_of, Findings& findings) {
  Filler filler{rules, document_of, findings};
  for (auto& [name, table] : rules.tabellen) {
    const std::set<std::string> of_others = std::exchange(rules.gevraagd, {});
    filler.fill(table.als, table.place, "tabel " + name);
    for (VerdictRow& row : table.rijen) filler.fill(row.feiten, table.place, "rij " + row.id);
    filler.norm(table.norm, table.onderwerp, table.place, "tabel " + name);
    if (table.onderwerp == Onderwerp::Object) rules.gevraagd_van_objecten.insert(rules.gevraagd.begin(), rules.gevraagd.end());
    rules.gevraagd.insert(of_others.begin(), of_others.end());
  }
  std::vector<std::vector<Condition>> regimes;
  for (Regime& regime : rules.regimes) {
    filler.fill(regime.als, regime.provenance.place, "regime " + regime.id);
    regimes.push_back(regime.als);
  }
  const CaseFlaws flaws = flaws_of(regimes);
  for (const auto& [a, b] : flaws.overlaps) {
    findings.add(codes::regimes_overlap, Severity::Fout, rules.regimes[b].provenance.place, {rules.regimes[a].id, rules.regimes[b].id});
  }
  for (const std::string& hole : flaws.holes) {
    if (!regimes.empty()) findings.add(codes::cases_hole, Severity::Fout, rules.regimes.front().provenance.place, {"regime", hole});
  }
  for (const Afstandsgebied& area : rules.afstandsgebieden) {
    filler.norm(area.norm, Onderwerp::Systeem, area.place, "afstandsgebied " + area.soort);
  }
}

}  // namespace batterisk::detail
