#include "verdict/toets_table.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace batterisk {
namespace {

// The norm that decides for a class: the standard value for beperkt kwetsbaar, else the limit value.
const Norm& norm_of(Kwetsbaarheid klasse, const LegalRules& legal) {
  static const std::string standard{"pr.standaardwaarde.beperkt_kwetsbaar"};
  static const std::string limit{"pr.grenswaarde.kwetsbaar"};
  return legal.normen.at(klasse == Kwetsbaarheid::BeperktKwetsbaar ? standard : limit);
}

bool meets(PlaatsgebondenRisico pr, const Norm& norm) {
  if (norm.comparison == "<") return pr < norm.value.value;
  return pr <= norm.value.value;
}

bool pr_holds(const std::string& word, Kwetsbaarheid klasse, const Feiten& feiten, const LegalRules& legal) {
  if (word == "onbekend" || !feiten.pr) return (word == "onbekend") == !feiten.pr;
  const bool ok = meets(feiten.pr->pr, norm_of(klasse, legal));
  if (word == "tot_norm") return ok;
  if (word == "boven_norm") return !ok;
  return !ok && meets(feiten.pr->pr, legal.normen.at("pr.tijdelijk.kwetsbaar"));
}

bool ligging_holds(const std::string& word, const Feiten& feiten) {
  if (word == "onbekend") return !feiten.gebieden_bekend;
  if (word == "buiten_alle") return feiten.gebieden_bekend && feiten.gebieden.empty();
  if (word == "in_enig_gebied") return !feiten.gebieden.empty();
  if (word == "in_brand_of_explosie") {
    return std::any_of(feiten.gebieden.begin(), feiten.gebieden.end(),
                       [](Aandachtsgebied a) { return a != Aandachtsgebied::Gifwolk; });
  }
  return feiten.in_risicogebied;
}

std::string word_of(Antwoord antwoord) {
  switch (antwoord) {
    case Antwoord::Ja:
      return "ja";
    case Antwoord::Nee:
      return "nee";
    case Antwoord::Onbekend:
      break;
  }
  return "onbekend";
}

// Nothing where it hangs on a fact that is not known.
std::optional<bool> matches(const VerdictRow& row, Kwetsbaarheid klasse, const Feiten& feiten, const LegalRules& legal,
                            std::string_view norm) {
  if (row.pr && !pr_holds(*row.pr, klasse, feiten, legal)) return false;
  if (!row.klassen.empty() && std::find(row.klassen.begin(), row.klassen.end(), klasse) == row.klassen.end()) {
    return false;
  }
  const auto& binding = row.functionele_binding;
  if (!binding.empty() && std::find(binding.begin(), binding.end(), word_of(feiten.functionele_binding)) == binding.end()) {
    return false;
  }
  if (row.risicogebied && *row.risicogebied != feiten.in_risicogebied) return false;
  if (row.tijdelijk && *row.tijdelijk != feiten.tijdelijk) return false;
  if (row.locatie && *row.locatie != feiten.locatie) return false;
  if (row.ligging && !ligging_holds(*row.ligging, feiten)) return false;
  if (row.norm_gehaald && *row.norm_gehaald != norm) return false;
  return all_hold(row.feiten, feiten.overige);
}

}  // namespace

void detail::cap_by_evidence(Bevinding& b, Bewijs bewijs) {
  const bool certain = bewijs == Bewijs::Gelezen || bewijs == Bewijs::Voorstel;
  if (b.oordeel != Oordeel::VoldoetNiet || certain) return;
  b.oordeel = Oordeel::AfwegingNodig;
  b.vlaggen.emplace_back("begrensd_door_bewijs");
}

Bevinding detail::finding_of(const VerdictTable& table, const VerdictRow& row, Kwetsbaarheid klasse, const RuleSet& rules) {
  Bevinding b;
  b.tabel = table.naam;
  b.onderdeel = table.onderdeel;
  b.rij = row.id;
  b.oordeel = row.oordeel;
  b.normstatus = norm_status(rules);
  b.artikel = row.artikel;
  b.reden_nl = row.reden_nl;
  b.reden_en = row.reden_en;
  b.vlaggen = row.vlaggen;
  const auto per_class = row.norm_per_klasse.find(klasse);
  b.norm = per_class != row.norm_per_klasse.end() ? per_class->second : row.norm;
  if (const auto norm = rules.legal.normen.find(b.norm); norm != rules.legal.normen.end()) {
    b.normwaarde = norm->second.value.value;
    b.normsoort = norm->second.normsoort;
    cap_by_evidence(b, norm->second.value.provenance->bewijs);
  }
  return b;
}

const VerdictRow* detail::first_row(const VerdictTable& table, Kwetsbaarheid klasse, const Feiten& feiten, const RuleSet& rules,
                                    bool* known) {
  const std::string_view norm = table.norm.empty() ? std::string_view{} : normstand(table, feiten.overige, rules.verdicts).woord;
  for (const VerdictRow& row : table.rijen) {
    const auto match = matches(row, klasse, feiten, rules.legal, norm);
    if (match && !*match) continue;
    if (known != nullptr) *known = match.has_value();
    return &row;
  }
  return nullptr;
}

std::string_view to_string(KlasseHerkomst herkomst) {
  switch (herkomst) {
    case KlasseHerkomst::Register:
      return "register";
    case KlasseHerkomst::Opgegeven:
      return "opgegeven";
    case KlasseHerkomst::Indicatief:
      return "indicatief";
  }
  return "";
}

bool tijdelijk_toegestaan(const ObjectOpgave& object, std::chrono::year_month_day peildatum, const LegalRules& legal) {
  if (!object.tijdelijk_van || !object.tijdelijk_tot || peildatum > *object.tijdelijk_tot) return false;
  constexpr double year_s = 365.25 * 86400.0;
  const std::chrono::months longest{std::lround(12.0 * legal.tijdelijk_duur.value.si() / year_s)};
  return *object.tijdelijk_tot <= *object.tijdelijk_van + longest;
}

NormStatus norm_status(const RuleSet& rules) {
  if (rules.is_draft || rules.legal.status == DocumentStatus::Ontwerp) return NormStatus::Ontwerp;
  if (rules.legal.status == DocumentStatus::Advies) return NormStatus::Advies;
  const auto& named = rules.legal.aangewezen_activiteiten;
  const bool named_here = std::find(named.begin(), named.end(), "lithium_energieopslag") != named.end();
  return named_here ? NormStatus::Bindend : NormStatus::BijAnalogie;
}

namespace {

std::optional<Bevinding> judged_by(const VerdictTable& table, std::size_t pand, const Feiten& feiten, const RuleSet& rules) {
  if (!table.als.empty() && all_hold(table.als, feiten.overige) == false) return std::nullopt;
  const Kwetsbaarheid klasse = feiten.klassering.klasse;
  bool known = true;
  const VerdictRow* row = detail::first_row(table, klasse, feiten, rules, &known);
  if (row == nullptr) return std::nullopt;
  Bevinding b = detail::finding_of(table, *row, klasse, rules);
  b.pand = pand;
  if (table.onderdeel == deel_pr && feiten.pr) b.pr = feiten.pr->pr;
  if (!table.norm.empty()) detail::add_norm(b, table, detail::normstand(table, feiten.overige, rules.verdicts), rules);
  if (!known) detail::mark_unknown(b, row->feiten, feiten.overige);
  if (!table.als.empty() && !all_hold(table.als, feiten.overige)) detail::mark_unknown(b, table.als, feiten.overige);
  if (!b.omslag) b.omslag = detail::omslag_of(table, feiten, rules);
  const bool doubtful = std::any_of(
      feiten.klassering.kan_ook.begin(), feiten.klassering.kan_ook.end(), [&](Kwetsbaarheid other) {
        const VerdictRow* alternative = detail::first_row(table, other, feiten, rules);
        return alternative != nullptr && alternative->oordeel != row->oordeel;
      });
  if (doubtful) b.vlaggen.emplace_back("te_bevestigen");
  return b;
}

}  // namespace

std::vector<Bevinding> toets(std::size_t pand, const Feiten& feiten, const RuleSet& rules) {
  std::vector<Bevinding> findings;
  for (const auto& [name, table] : rules.verdicts.tabellen) {
    if (table.onderwerp != Onderwerp::Object) continue;
    if (auto finding = judged_by(table, pand, feiten, rules)) findings.push_back(std::move(*finding));
  }
  return findings;
}

std::optional<Bevinding> toets_gebied(std::size_t pand, const Feiten& feiten, Aandachtsgebied gebied, bool bekend,
                                      const RuleSet& rules) {
  Feiten alone = feiten;
  alone.gebieden_bekend = bekend;
  std::erase_if(alone.gebieden, [gebied](Aandachtsgebied other) { return other != gebied; });
  alone.randen.clear();
  for (const auto& [name, table] : rules.verdicts.tabellen) {
    if (table.onderwerp == Onderwerp::Object && table.onderdeel == deel_gebied) return judged_by(table, pand, alone, rules);
  }
  return std::nullopt;
}

std::string artikel_van(std::string_view onderdeel, const VerdictRules& rules) {
  for (const auto& [name, table] : rules.tabellen) {
    if (table.onderdeel != onderdeel) continue;
    const auto row = std::find_if(table.rijen.begin(), table.rijen.end(),
                                  [](const VerdictRow& r) { return r.oordeel == Oordeel::Voldoet; });
    if (row != table.rijen.end()) return row->artikel;
  }
  return {};
}

std::vector<Bevinding> toets_zonder_panden(const RuleSet& rules) {
  Feiten nothing;
  nothing.klassering.klasse = Kwetsbaarheid::Onbekend;
  nothing.gebieden_bekend = false;
  std::vector<Bevinding> findings = toets(0, nothing, rules);
  for (Bevinding& b : findings) b.pand_bekend = false;
  return findings;
}

Oordeel eindoordeel(const std::vector<Bevinding>& bevindingen, const VerdictRules& rules) {
  if (bevindingen.empty()) return Oordeel::Onbepaald;
  for (const Oordeel oordeel : rules.rangorde) {
    if (std::any_of(bevindingen.begin(), bevindingen.end(), [&](const Bevinding& b) { return b.oordeel == oordeel; })) {
      return oordeel;
    }
  }
  return Oordeel::Onbepaald;
}

}  // namespace batterisk
