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

void sum_up(Verdicts& verdicts, const std::set<std::string>& dropped, const VerdictRules& rules) {
  std::vector<Oordeel> all;
  std::vector<Oordeel> others;
  verdicts.pr = {Oordeel::NietVanToepassing, ""};
  for (const TableVerdict& table : verdicts.tables) {
    if (dropped.contains(table.tabel)) continue;
    all.push_back(table.found.oordeel);
    if (table.onderdeel == deel_pr) {
      verdicts.pr = table.found;
    } else {
      others.push_back(table.found.oordeel);
    }
  }
  verdicts.area = others.empty() ? Oordeel::NietVanToepassing : worst_of(others, rules);
  verdicts.worst = all.empty() ? Oordeel::NietVanToepassing : worst_of(all, rules);
}

Verdicts verdicts_of(const Feiten& facts, const RuleSet& rules) {
  Verdicts verdicts;
  for (const Bevinding& b : toets(0, facts, rules)) {
    verdicts.tables.push_back({b.tabel, b.onderdeel, {b.oordeel, b.artikel}});
  }
  sum_up(verdicts, {}, rules.verdicts);
  for (std::size_t i = 0; i < areas_of_law.size(); ++i) {
    const bool known = areas_of_law[i] != Aandachtsgebied::Gifwolk || facts.gebieden_bekend;
    if (const auto b = toets_gebied(0, facts, areas_of_law[i], known, rules)) verdicts.per_area[i] = Found{b->oordeel, b->artikel};
  }
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

void Parts::add(const Bevinding& finding) {
  const auto at = std::find_if(parts_.begin(), parts_.end(), [&](const Part& p) { return p.onderdeel == finding.onderdeel; });
  const auto i = static_cast<std::size_t>(at - parts_.begin());
  if (at == parts_.end()) parts_.push_back({finding.onderdeel, {}});
  add(i, {finding.oordeel, finding.artikel});
}

void Parts::drop(std::string_view onderdeel) {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const bool area = onderdeel == deel_gebied && i >= 1 && i <= areas_of_law.size();
    if (area || parts_[i].onderdeel == onderdeel) parts_[i].found = Found{Oordeel::NietVanToepassing, ""};
  }
}

std::vector<PartVerdict> Parts::verdicts(bool out_of_scope) const {
  std::vector<PartVerdict> verdicts;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    const Oordeel found = part.found ? part.found->oordeel : Oordeel::Voldoet;
    std::string article = part.found ? part.found->artikel : "";
    // A row that says that something is not known names no article.
    if (article.empty() && i <= areas_of_law.size()) {
      article = artikel_van(part.onderdeel == deel_pr ? deel_pr : deel_gebied, rules_);
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
