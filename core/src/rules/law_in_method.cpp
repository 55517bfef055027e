#include "rules/law_in_method.hpp"

#include "rules/rule_document_reader.hpp"

#include "batterisk/core/base/choice_words.hpp"
#include "batterisk/core/base/units.hpp"
#include "batterisk/core/rules/rule_choices.hpp"

#include <algorithm>
#include <array>
#include <cmath>
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

RuleDocument with_transitional_law(RuleDocument law, const RuleSelection& selection, const std::set<std::string>& sources,
                                   Findings& findings) {
  // The law decides itself, so its words are those behind `volgens_bkl`.
  const std::vector<std::string> words{choice_words<GifwolkCriterium>.begin() + 1, choice_words<GifwolkCriterium>.end()};
  TableReader root(*law.root, "", findings);
  for (TableReader& own : root.tables("overgangsrecht")) {
    Provenance provenance;
    provenance.key = own.required("sleutel", [](TableReader& r, std::string_view key) {
                          return r.choice(key, {"gifwolk.aandachtsgebied.criterium"});
                        }).value_or("");
    const auto before = own.required("aanvraag_voor", &TableReader::date);
    (void)own.choice("tot", {"onherroepelijk"});
    provenance.waarde =
        own.required("gebruik", [&](TableReader& r, std::string_view key) { return r.choice(key, words); }).value_or("");
    (void)own.text("artikel");
    provenance.rule_set = law.id;
    provenance.place = own.place();
    read_provenance(own, provenance, sources);
    own.finish();
    if (!before || provenance.key.empty() || provenance.waarde.empty()) continue;  // reported above
    if (!transitional_rule_applies(*before, selection.aanvraagdatum, selection.peildatum, selection.onherroepelijk_op)) {
      continue;
    }
    const auto entry = law.entries.find(provenance.key);
    if (entry == law.entries.end()) continue;  // missing, and reported so
    entry->second.value = provenance.waarde;
    entry->second.provenance = std::make_shared<const Provenance>(std::move(provenance));
  }
  return law;
}

}  // namespace batterisk::detail
