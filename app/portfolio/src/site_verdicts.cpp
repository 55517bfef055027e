#include "site_verdicts.hpp"

#include "batterisk/study/run/study_result.hpp"

#include <algorithm>
#include <utility>

namespace batterisk::portfolio {
namespace {

constexpr std::array areas_of_law{Aandachtsgebied::Brand, Aandachtsgebied::Explosie, Aandachtsgebied::Gifwolk};

std::ptrdiff_t rank_of(Oordeel oordeel, const VerdictRules& rules) {
  return std::find(rules.rangorde.begin(), rules.rangorde.end(), oordeel) - rules.rangorde.begin();
}

}  // namespace

Oordeel worst_of(const std::vector<Oordeel>& found, const VerdictRules& rules) {
  for (const Oordeel oordeel : rules.rangorde) {
    if (std::find(found.begin(), found.end(), oordeel) != found.end()) return oordeel;
  }
  return Oordeel::Onbepaald;
}

Verdicts verdicts_of(const Feiten& facts, const RuleSet& rules) {
  Verdicts verdicts;
  std::vector<Oordeel> found;
  for (const Bevinding& b : toets(0, facts, rules)) {
    if (b.tabel == "A") {
      verdicts.pr = {b.oordeel, b.artikel};
    } else {
      verdicts.area = b.oordeel;
    }
    found.push_back(b.oordeel);
  }
  for (std::size_t i = 0; i < areas_of_law.size(); ++i) {
    const bool known = areas_of_law[i] != Aandachtsgebied::Gifwolk || facts.gebieden_bekend;
    if (const auto b = toets_gebied(0, facts, areas_of_law[i], known, rules)) verdicts.per_area[i] = Found{b->oordeel, b->artikel};
  }
  verdicts.worst = worst_of(found, rules.verdicts);
  return verdicts;
}

Parts::Parts(const VerdictRules& rules) : rules_{rules} {
  parts_.push_back({"plaatsgebonden_risico", {}});
  for (const Aandachtsgebied soort : areas_of_law) parts_.push_back({std::string{to_string(soort)}, {}});
}

void Parts::add(const Verdicts& verdicts) {
  add(0, verdicts.pr);
  for (std::size_t i = 0; i < areas_of_law.size(); ++i) {
    if (verdicts.per_area[i]) add(1 + i, *verdicts.per_area[i]);
  }
}

void Parts::add_unknown() {
  for (std::size_t i = 0; i <= areas_of_law.size(); ++i) add(i, {Oordeel::Onbepaald, ""});
}

void Parts::add_advice(const Bevinding& finding) {
  if (parts_.size() == 1 + areas_of_law.size()) parts_.push_back({"advies", {}});
  add(1 + areas_of_law.size(), {finding.oordeel, finding.artikel});
}

std::vector<PartVerdict> Parts::verdicts(bool out_of_scope) const {
  std::vector<PartVerdict> verdicts;
  for (const Part& part : parts_) {
    const Oordeel found = part.found ? part.found->oordeel : Oordeel::Voldoet;
    std::string article = part.found ? part.found->artikel : "";
    // A row that says that something is not known names no article.
    if (article.empty() && part.onderdeel != "advies") {
      article = artikel_van(part.onderdeel == "plaatsgebonden_risico" ? "A" : "B", rules_);
    }
    verdicts.push_back({part.onderdeel, study::within_scope(found, out_of_scope), std::move(article)});
  }
  return verdicts;
}

void Parts::add(std::size_t i, const Found& found) {
  Part& part = parts_[i];
  if (!part.found || rank_of(found.oordeel, rules_) < rank_of(part.found->oordeel, rules_)) part.found = found;
}

}  // namespace batterisk::portfolio
