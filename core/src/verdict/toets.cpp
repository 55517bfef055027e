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

bool matches(const VerdictRow& row, Kwetsbaarheid klasse, const Feiten& feiten, const LegalRules& legal) {
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
  return !row.advies && !row.rand;  // of tables with another subject
}

Bevinding finding_of(const std::string& table, const VerdictRow& row, Kwetsbaarheid klasse, const RuleSet& rules) {
  Bevinding b;
  b.tabel = table;
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
    const Bewijs bewijs = norm->second.value.provenance->bewijs;
    const bool certain = bewijs == Bewijs::Gelezen || bewijs == Bewijs::Voorstel;
    if (b.oordeel == Oordeel::VoldoetNiet && !certain) {
      b.oordeel = Oordeel::AfwegingNodig;
      b.vlaggen.emplace_back("begrensd_door_bewijs");
    }
  }
  return b;
}

}  // namespace

const VerdictRow* detail::row_with(const VerdictRules& rules, const std::string& table,
                                   std::optional<std::string> VerdictRow::* condition, std::string_view word) {
  const auto rows = rules.tabellen.find(table);
  if (rows == rules.tabellen.end()) return nullptr;
  const auto it = std::find_if(rows->second.begin(), rows->second.end(),
                               [&](const VerdictRow& row) { return row.*condition == word; });
  return it == rows->second.end() ? nullptr : &*it;
}

const VerdictRow* detail::first_row(const std::vector<VerdictRow>& rows, Kwetsbaarheid klasse, const Feiten& feiten,
                            const LegalRules& legal) {
  const auto it =
      std::find_if(rows.begin(), rows.end(), [&](const VerdictRow& row) { return matches(row, klasse, feiten, legal); });
  return it == rows.end() ? nullptr : &*it;
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

std::optional<Bevinding> judged_by(const std::string& name, std::size_t pand, const Feiten& feiten, const RuleSet& rules) {
  const auto table = rules.verdicts.tabellen.find(name);
  if (table == rules.verdicts.tabellen.end()) return std::nullopt;
  const Kwetsbaarheid klasse = feiten.klassering.klasse;
  const VerdictRow* row = detail::first_row(table->second, klasse, feiten, rules.legal);
  if (row == nullptr) return std::nullopt;
  Bevinding b = finding_of(name, *row, klasse, rules);
  b.pand = pand;
  if (name == "A" && feiten.pr) b.pr = feiten.pr->pr;
  b.omslag = detail::omslag_of(table->second, feiten, rules.legal);
  const bool doubtful = std::any_of(
      feiten.klassering.kan_ook.begin(), feiten.klassering.kan_ook.end(), [&](Kwetsbaarheid other) {
        const VerdictRow* alternative = detail::first_row(table->second, other, feiten, rules.legal);
        return alternative != nullptr && alternative->oordeel != row->oordeel;
      });
  if (doubtful) b.vlaggen.emplace_back("te_bevestigen");
  return b;
}

}  // namespace

std::vector<Bevinding> toets(std::size_t pand, const Feiten& feiten, const RuleSet& rules) {
  static const std::string names[]{"A", "B", "C"};
  std::vector<Bevinding> findings;
  findings.reserve(std::size(names));
  for (const std::string& name : names) {
    if (auto finding = judged_by(name, pand, feiten, rules)) findings.push_back(std::move(*finding));
  }
  return findings;
}

std::optional<Bevinding> toets_gebied(std::size_t pand, const Feiten& feiten, Aandachtsgebied gebied, bool bekend,
                                      const RuleSet& rules) {
  Feiten alone = feiten;
  alone.gebieden_bekend = bekend;
  std::erase_if(alone.gebieden, [gebied](Aandachtsgebied other) { return other != gebied; });
  alone.randen.clear();
  return judged_by("B", pand, alone, rules);
}

std::string artikel_van(const std::string& tabel, const VerdictRules& rules) {
  const auto rows = rules.tabellen.find(tabel);
  if (rows == rules.tabellen.end()) return {};
  const auto row = std::find_if(rows->second.begin(), rows->second.end(),
                                [](const VerdictRow& r) { return r.oordeel == Oordeel::Voldoet; });
  return row == rows->second.end() ? std::string{} : row->artikel;
}

std::optional<Bevinding> toets_advies(const AfstandBebouwing& afstand, const RuleSet& rules) {
  constexpr const char* name = "D";
  if (!rules.afstand_advies) return std::nullopt;
  const AfstandAdvies& advies = *rules.afstand_advies;
  const std::optional<Length>& norm = advies.afstand.value;
  // A distance of exactly the norm is computed a hair less or more in coordinates of the size of RD.
  constexpr double representation_m = 1e-9;
  const bool known = norm && afstand.bekend;
  const bool ok = !known || !afstand.afstand_m || *afstand.afstand_m >= norm->m() - representation_m;
  const VerdictRow* row = detail::row_with(rules.verdicts, name, &VerdictRow::advies,
                                           !known ? "leeg" : ok ? "voldaan" : "niet_voldaan");
  if (row == nullptr) return std::nullopt;
  Bevinding b = finding_of(name, *row, Kwetsbaarheid::Geen, rules);
  b.onderwerp = afstand.systeem;
  b.pand = afstand.pand;
  b.pand_bekend = known && afstand.afstand_m.has_value();
  b.normstatus = NormStatus::Advies;
  b.norm = advies.key;
  b.normsoort = "advies";
  b.artikel = advies.afstand.provenance->bron + " " + advies.afstand.provenance->vindplaats;
  if (norm) b.norm_afstand_m = norm->m();
  if (b.pand_bekend) {
    b.afstand_m = afstand.afstand_m;
    b.omslag = Omslag{*afstand.afstand_m - norm->m(), advies.key};
  }
  return b;
}

std::optional<Bevinding> toets_rand(const std::string& risicogebied, const std::optional<PlaatsgebondenRisico>& pr,
                                    const RuleSet& rules) {
  constexpr const char* name = "E";
  const Norm& norm = rules.legal.normen.at("pr.risicogebied.grens");
  const VerdictRow* row = detail::row_with(rules.verdicts, name, &VerdictRow::rand,
                                           !pr ? "onbekend" : meets(*pr, norm) ? "tot_norm" : "boven_norm");
  if (row == nullptr) return std::nullopt;
  Bevinding b = finding_of(name, *row, Kwetsbaarheid::Geen, rules);
  b.onderwerp = risicogebied;
  b.pand_bekend = false;
  b.pr = pr;
  return b;
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
