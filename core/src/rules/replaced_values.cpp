#include "rules/replaced_values.hpp"

#include "rules/law_in_method.hpp"

#include "batterisk/core/base/units.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace batterisk::detail {
namespace {

std::string with_unit(const std::string& value, const std::string& unit) {
  return unit.empty() || unit == "-" ? value : value + " " + unit;
}

const char* expected_kind(const RuleEntry& entry) {
  if (std::holds_alternative<bool>(entry.value)) return "true of false";
  if (std::holds_alternative<std::vector<double>>(entry.value)) return "lijst van getallen";
  if (std::holds_alternative<std::vector<std::string>>(entry.value)) return "lijst van teksten";
  // A gap has no value to tell its kind; a number has a unit.
  return entry.provenance->eenheid.empty() ? "tekst" : "getal met eenheid";
}

// Puts the value of a deviation into an entry and its provenance; false, with a report, where it does not
// fit. The unit is checked against the quantity when the entry gets its type.
bool replace_value(const Deviation& deviation, RuleEntry& entry, Provenance& provenance, Findings& findings,
                   std::vector<Diagnostic>& warnings) {
  const std::string& key = deviation.parameter;
  const auto* number = std::get_if<double>(&deviation.value);
  const auto* word = std::get_if<std::string>(&deviation.value);
  const bool is_gap = std::holds_alternative<std::monostate>(entry.value);
  const bool fits = number != nullptr ? std::holds_alternative<double>(entry.value) ||
                                            (is_gap && !provenance.eenheid.empty())
                    : word != nullptr ? std::holds_alternative<std::string>(entry.value) ||
                                            (*word == as_the_law && may_follow_law(key))
                                      : std::holds_alternative<bool>(entry.value);
  if (!fits) {
    findings.add(codes::wrong_type, deviation.place, {key, expected_kind(entry)});
    return false;
  }
  if (number == nullptr && word == nullptr) {
    entry.value = std::get<bool>(deviation.value);
    provenance.waarde = std::get<bool>(deviation.value) ? "true" : "false";
    return true;
  }
  if (word != nullptr) {
    if (!entry.choices.empty() &&
        std::find(entry.choices.begin(), entry.choices.end(), *word) == entry.choices.end()) {
      findings.add(codes::unknown_choice, deviation.place, {key, *word, joined(entry.choices)});
      return false;
    }
    entry.value = *word;
    provenance.waarde = *word;
    provenance.eenheid.clear();
    return true;
  }
  if (deviation.unit.empty() && provenance.eenheid != "-") {
    findings.add(codes::unit_missing, deviation.place, {key, provenance.eenheid});
    return false;
  }
  const std::string unit = deviation.unit.empty() ? "-" : deviation.unit;
  const std::string value = fmt::format("{}", *number);
  const auto in_rule_unit = converted(*number, unit, provenance.eenheid);
  if (entry.range && in_rule_unit &&
      (*in_rule_unit < entry.range->first || *in_rule_unit > entry.range->second)) {
    const std::string range = fmt::format("{} .. {}", entry.range->first, entry.range->second);
    // Outside the range is a choice; below zero where the range has no negative values is no physics, nor is a value of
    // another order of magnitude altogether, with which a computation would not end.
    constexpr double far = 1e3;
    const bool impossible = (*in_rule_unit < 0.0 && entry.range->first >= 0.0) ||
                            !(std::abs(*in_rule_unit) <= far * std::max(std::abs(entry.range->first), std::abs(entry.range->second)));
    (impossible ? findings.list : warnings)
        .push_back({{'D', codes::out_of_range},
                    impossible ? Severity::Fout : Severity::Waarschuwing,
                    deviation.place,
                    {key, with_unit(value, unit), with_unit(range, provenance.eenheid)}});
    if (impossible) return false;
  }
  constexpr double most = 1e15;
  if (!entry.range && !(std::abs(*number) <= most)) {
    findings.add(codes::out_of_range, deviation.place, {key, with_unit(value, unit), "-10^15 .. 10^15"});
    return false;
  }
  entry.value = *number;
  provenance.waarde = value;
  provenance.eenheid = unit;
  return true;
}

// Whether a value is another one than the rule's, whatever its unit.
bool differs(const RuleEntry& entry, const RuleEntry& rule, const Provenance& provenance) {
  const auto* number = std::get_if<double>(&entry.value);
  const auto* rule_number = std::get_if<double>(&rule.value);
  if (number == nullptr || rule_number == nullptr) return entry.value != rule.value;
  const auto in_rule_unit = detail::converted(*number, provenance.eenheid, rule.provenance->eenheid);
  return !in_rule_unit || std::abs(*in_rule_unit - *rule_number) > 1e-12 * std::abs(*rule_number);
}

// One value of the dossier goes into the document; nothing, with a report, where it does not fit. Gives the value of
// the rules as text. The value of the rule itself changes nothing.
std::optional<std::string> replace_entry(RuleDocument& document, const Deviation& deviation, const std::string& from,
                                         Findings& findings, std::vector<Diagnostic>& warnings) {
  const auto it = document.entries.find(deviation.parameter);
  if (it == document.entries.end()) {
    std::set<std::string> known;
    for (const auto& [key, entry] : document.entries) known.insert(key);
    findings.add(codes::deviation_unknown_key, Severity::Fout, deviation.place,
                 {deviation.parameter, nearest(deviation.parameter, known)});
    return std::nullopt;
  }
  RuleEntry& entry = it->second;
  Provenance provenance = *entry.provenance;
  const RuleEntry rule = entry;
  const std::string rule_value = with_unit(provenance.waarde, provenance.eenheid);
  provenance.rule_set = "dossier";
  provenance.bron = "dossier";
  provenance.vindplaats = from;
  provenance.bewijs = Bewijs::Aanname;
  provenance.zekerheid_pct = 0;
  provenance.status = KeyStatus::Onbevestigd;
  provenance.place = deviation.place;
  if (!replace_value(deviation, entry, provenance, findings, warnings)) return std::nullopt;
  if (!differs(entry, rule, provenance)) {
    entry = rule;
    return rule_value;
  }
  entry.provenance = std::make_shared<const Provenance>(std::move(provenance));
  return rule_value;
}

std::string value_in(const RuleDocument& document, const std::string& key) {
  const Provenance& p = *document.entries.at(key).provenance;
  return with_unit(p.waarde, p.eenheid);
}

const MeasureKind* find_kind(const std::vector<MeasureKind>& kinds, const std::string& name) {
  const auto it = std::find_if(kinds.begin(), kinds.end(), [&](const MeasureKind& k) { return k.soort == name; });
  return it == kinds.end() ? nullptr : &*it;
}

}  // namespace

std::vector<MeasureKind> read_measure_kinds(const RuleDocument& method, Findings& findings) {
  std::vector<MeasureKind> kinds;
  std::set<std::string> known;
  for (const auto& [key, entry] : method.entries) known.insert(key);
  TableReader root(*method.root, "", findings);
  for (TableReader& own : root.tables("maatregel")) {
    MeasureKind kind;
    kind.soort = own.required("soort", &TableReader::text).value_or("");
    kind.omschrijving_nl = own.text("omschrijving_nl").value_or("");
    kind.omschrijving_en = own.text("omschrijving_en").value_or("");
    kind.sleutels = own.required("sleutels", &TableReader::texts).value_or(std::vector<std::string>{});
    for (const std::string& key : kind.sleutels) {
      if (!known.contains(key)) findings.add(codes::unknown_key, own.place_of("sleutels"), {key, nearest(key, known)});
    }
    own.finish();
    kinds.push_back(std::move(kind));
  }
  return kinds;
}

RuleDocument with_replacements(RuleDocument document, const RuleSelection& selection, const std::vector<MeasureKind>& kinds,
                               std::vector<MeasureEffect>& effects, std::vector<Diagnostic>& warnings) {
  Findings findings{'D', {}};
  std::set<std::string> replaced;
  for (const Deviation& value : selection.site_values) {
    const KeyStatus status = document.entries.at(value.parameter).provenance->status;
    const auto before = replace_entry(document, value, value.motivation, findings, warnings);
    if (!before) continue;
    // What the site is, the applicant read somewhere; it takes nothing from the standing of the rule set. A deviation may
    // still replace it.
    RuleEntry& entry = document.entries.at(value.parameter);
    Provenance provenance = *entry.provenance;
    provenance.rule_set = "dossier";
    provenance.bron = "dossier";
    provenance.vindplaats = value.motivation;
    provenance.bewijs = Bewijs::Tweedehands;
    provenance.zekerheid_pct = 0;
    provenance.status = status;
    provenance.place = value.place;
    entry.provenance = std::make_shared<const Provenance>(std::move(provenance));
    warnings.push_back({codes::site_value, Severity::Info, value.place,
                        {value.parameter, *before, value_in(document, value.parameter), value.motivation}});
  }
  for (const Deviation& deviation : selection.deviations) {
    if (replaced.contains(deviation.parameter)) {
      findings.add(codes::duplicate_deviation, Severity::Fout, deviation.place, {deviation.parameter});
      continue;
    }
    const auto before = replace_entry(document, deviation, "[[afwijking]]", findings, warnings);
    if (!before) continue;
    replaced.insert(deviation.parameter);
    if (document.entries.at(deviation.parameter).provenance->rule_set != "dossier") continue;
    warnings.push_back({codes::deviation_applied, Severity::Info, deviation.place,
                        {deviation.parameter, *before, value_in(document, deviation.parameter)}});
  }
  std::vector<std::string> known;
  for (const MeasureKind& kind : kinds) known.push_back(kind.soort);
  for (std::size_t i = 0; i < selection.measures.size(); ++i) {
    const Measure& measure = selection.measures[i];
    const MeasureKind* kind = find_kind(kinds, measure.kind);
    if (kind == nullptr) {
      findings.add(codes::unknown_measure, Severity::Fout, measure.place, {measure.kind, joined(known)});
      continue;
    }
    for (Deviation value : measure.values) {
      const std::string& key = value.parameter;
      if (std::find(kind->sleutels.begin(), kind->sleutels.end(), key) == kind->sleutels.end()) {
        findings.add(codes::measure_key, Severity::Fout, value.place, {measure.kind, key, joined(kind->sleutels)});
        continue;
      }
      // Measures against the cause multiply; no other value can be given twice.
      auto* factor = std::get_if<double>(&value.value);
      const bool multiplies = key == "freq.measure" && factor != nullptr;
      if (replaced.contains(key) && !multiplies) {
        findings.add(codes::measures_conflict, Severity::Fout, value.place, {key, measure.kind});
        continue;
      }
      if (multiplies && replaced.contains(key)) *factor *= std::get<double>(document.entries.at(key).value);
      const auto before = replace_entry(document, value, "[[maatregel]]", findings, warnings);
      if (!before) continue;
      replaced.insert(key);
      effects.push_back({i, measure.kind, measure.name, key, *before, value_in(document, key)});
    }
  }
  if (has_error(findings.list)) throw DossierError(std::move(findings.list));
  return document;
}

}  // namespace batterisk::detail
