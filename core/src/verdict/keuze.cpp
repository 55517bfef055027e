#include "batterisk/core/verdict/toets.hpp"

#include <algorithm>
#include <functional>

namespace batterisk {

RegimeUitkomst regime_van(const Facts& activiteit, const VerdictRules& rules) {
  for (const Regime& regime : rules.regimes) {
    const auto holds_all = all_hold(regime.als, activiteit);
    if (holds_all && !*holds_all) continue;
    if (holds_all) return {&regime, {}};
    RegimeUitkomst open;
    for (const Condition& c : regime.als) {
      if (!holds(c, activiteit)) open.onbekend.push_back(c.feit);
    }
    return open;
  }
  return {};
}

namespace {

// Of a subject that every activity has, a table that found nothing does not apply; of others there may be none.
bool always_there(Onderwerp subject) { return subject == Onderwerp::Systeem || subject == Onderwerp::Locatie; }

}  // namespace

std::vector<KeuzeUitkomst> kies(const VerdictRules& rules, const std::map<std::string, EigenKeuze>& given,
                                const std::map<std::string, Oordeel>& per_table) {
  const auto rank = [&](Oordeel oordeel) {
    return std::find(rules.rangorde.begin(), rules.rangorde.end(), oordeel) - rules.rangorde.begin();
  };
  const auto worst = [&](Oordeel a, Oordeel b) { return rank(a) < rank(b) ? a : b; };
  const auto find = [&](const std::string& id) {
    return std::find_if(rules.keuzes.begin(), rules.keuzes.end(), [&](const Keuze& k) { return k.id == id; });
  };
  // Loading refuses circles, so that this ends.
  const std::function<KeuzeUitkomst(const Keuze&)> decide = [&](const Keuze& choice) {
    KeuzeUitkomst outcome{&choice, nullptr, false, {}, {}};
    std::vector<bool> applies;
    for (const Alternatief& one : choice.alternatieven) {
      Oordeel oordeel = Oordeel::NietVanToepassing;
      bool some = !one.keuze.empty();
      for (const std::string& table : one.tabellen) {
        const auto found = per_table.find(table);
        if (found != per_table.end()) oordeel = worst(oordeel, found->second);
        some = some || found != per_table.end() || !always_there(rules.tabellen.at(table).onderwerp);
      }
      if (const auto next = find(one.keuze); next != rules.keuzes.end()) {
        const KeuzeUitkomst deeper = decide(*next);
        const auto index = static_cast<std::size_t>(deeper.gekozen - next->alternatieven.data());
        oordeel = worst(oordeel, deeper.oordelen[index]);
      }
      outcome.oordelen.push_back(oordeel);
      applies.push_back(some);
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < outcome.oordelen.size(); ++i) {
      // What does not apply is no way to comply while another alternative applies.
      const bool better = rank(outcome.oordelen[i]) > rank(outcome.oordelen[best]);
      if (applies[i] == applies[best] ? better : applies[i]) best = i;
    }
    if (const auto wanted = given.find(choice.id); wanted != given.end()) {
      const auto& all = choice.alternatieven;
      const auto own = std::find_if(all.begin(), all.end(), [&](const Alternatief& a) { return a.id == wanted->second.alternatief; });
      const auto index = static_cast<std::size_t>(own - all.begin());
      if (own != all.end() && (applies[index] || !applies[best])) {
        best = index;
        outcome.opgegeven = true;
      }
    }
    outcome.gekozen = &choice.alternatieven[best];
    return outcome;
  };
  std::vector<KeuzeUitkomst> outcomes;
  for (const Keuze& choice : rules.keuzes) outcomes.push_back(decide(choice));
  // Tables of a chosen alternative stay, also where another alternative has them; a choice that nobody came to has none.
  std::set<std::string> kept;
  const std::function<void(const KeuzeUitkomst&)> keep = [&](const KeuzeUitkomst& outcome) {
    kept.insert(outcome.gekozen->tabellen.begin(), outcome.gekozen->tabellen.end());
    if (const auto next = find(outcome.gekozen->keuze); next != rules.keuzes.end()) {
      keep(outcomes[static_cast<std::size_t>(next - rules.keuzes.begin())]);
    }
  };
  for (const KeuzeUitkomst& outcome : outcomes) {
    const bool deeper = std::any_of(rules.keuzes.begin(), rules.keuzes.end(), [&](const Keuze& other) {
      return std::any_of(other.alternatieven.begin(), other.alternatieven.end(),
                         [&](const Alternatief& one) { return one.keuze == outcome.keuze->id; });
    });
    if (!deeper) keep(outcome);
  }
  for (KeuzeUitkomst& outcome : outcomes) {
    for (const Alternatief& one : outcome.keuze->alternatieven) {
      for (const std::string& table : one.tabellen) {
        if (!kept.contains(table)) outcome.tabellen_vervallen.insert(table);
      }
    }
  }
  return outcomes;
}

}  // namespace batterisk
