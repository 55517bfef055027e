#include "batterisk/study/run/study_result.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::study {

Oordeel oordeel_of(const PandResult& pand, const RuleSet& rules) { return eindoordeel(pand.bevindingen, rules.verdicts); }

Oordeel within_scope(Oordeel oordeel, bool out_of_scope) {
  const bool fine = oordeel == Oordeel::Voldoet || oordeel == Oordeel::NietVanToepassing;
  return out_of_scope && fine ? Oordeel::Onbepaald : oordeel;
}

std::vector<std::string> weak_basis(const std::vector<std::shared_ptr<const Provenance>>& used_keys, Label label) {
  std::vector<std::string> causes;
  const bool weak = std::any_of(used_keys.begin(), used_keys.end(), [](const auto& key) { return key->bewijs != Bewijs::Gelezen; });
  if (weak) causes.emplace_back("parameters");
  if (label == Label::Indicatief) causes.emplace_back("regelset");
  return causes;
}

bool asks_about_size(const Klassering& klassering, const ClassRules& rules) {
  const auto& large = rules.groot_pand_zonder_verblijfsobject;
  return large && std::any_of(klassering.gebruiken.begin(), klassering.gebruiken.end(),
                              [&](const GebruikKlasse& use) { return use.regel == &large->regel; });
}

std::string measure_changes(const RuleSet& rules, std::size_t measure) {
  std::string list;
  for (const MeasureEffect& e : rules.measure_effects) {
    if (e.measure != measure) continue;
    list += fmt::format("{}{}: {} -> {}", list.empty() ? "" : "; ", e.key, e.without, e.with);
  }
  return list;
}

std::vector<std::string> weak_keys(const StudyResult& result) {
  std::vector<std::string> list;
  for (const auto& key : result.used_keys) {
    if (key->bewijs != Bewijs::Gelezen) list.push_back(key->key);
  }
  return list;
}

std::vector<std::string> unconfirmed_keys(const StudyResult& result) {
  std::vector<std::string> list;
  for (const auto& key : result.used_keys) {
    if (key->status != KeyStatus::Bevestigd) list.push_back(key->key);
  }
  return list;
}

}  // namespace batterisk::study
