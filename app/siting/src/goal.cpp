#include "goal.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace batterisk::siting {
namespace {

constexpr std::array<std::pair<Doel, std::string_view>, 3> words{{{Doel::GeenAfkeuring, "geen_afkeuring"},
                                                                  {Doel::GeenBrandExplosie, "geen_brand_explosie"},
                                                                  {Doel::Voldoet, "voldoet"}}};

}  // namespace

std::string_view to_string(Doel doel) {
  return std::find_if(words.begin(), words.end(), [doel](const auto& word) { return word.first == doel; })->second;
}

std::optional<Doel> doel_of(std::string_view word) {
  const auto it = std::find_if(words.begin(), words.end(), [word](const auto& w) { return w.second == word; });
  return it == words.end() ? std::nullopt : std::optional{it->first};
}

Gevolg gevolg(Oordeel oordeel, std::optional<Aandachtsgebied> gebied, Doel doel) {
  const bool strict = doel == Doel::Voldoet || (doel == Doel::GeenBrandExplosie && gebied && *gebied != Aandachtsgebied::Gifwolk);
  switch (oordeel) {
    case Oordeel::Voldoet:
    case Oordeel::NietVanToepassing: return Gevolg::Goed;
    case Oordeel::Onbepaald: return Gevolg::Onbekend;
    case Oordeel::AfwegingNodig: return strict ? Gevolg::Tegen : Gevolg::Goed;
    case Oordeel::VoldoetNiet: return Gevolg::Tegen;
  }
  return Gevolg::Onbekend;
}

namespace {

// Within a contour PR is at least its level, and a norm of that value is not met.
PlaatsgebondenRisico within(const Zone& contour) { return PlaatsgebondenRisico::per_year(contour.level->per_year() * (1.0 + 1e-9)); }

ZoneGevolg worst_of(const std::vector<Bevinding>& findings, std::optional<Aandachtsgebied> area, Doel doel) {
  ZoneGevolg worst;
  for (const Bevinding& finding : findings) {
    const Gevolg here = gevolg(finding.oordeel, area, doel);
    if (here > worst.gevolg) worst = {here, finding.oordeel, finding.artikel};
  }
  return worst;
}

}  // namespace

ZoneGevolg reached_by(const Zone& zone, Feiten facts, const RuleSet& rules, Doel doel) {
  facts.gebieden_bekend = true;
  facts.gebieden.clear();
  facts.pr = FacadeMaximum{};
  if (zone.aandachtsgebied) {
    facts.gebieden = {*zone.aandachtsgebied};
    std::vector<Bevinding> findings = toets(0, facts, rules);
    std::erase_if(findings, [](const Bevinding& b) { return b.onderdeel == deel_gebied; });
    if (auto finding = toets_gebied(0, facts, *zone.aandachtsgebied, true, rules)) findings.push_back(std::move(*finding));
    return worst_of(findings, zone.aandachtsgebied, doel);
  }
  facts.pr->pr = within(zone);
  return worst_of(toets(0, facts, rules), {}, doel);
}

ZoneGevolg edge_reached_by(const Zone& contour, const std::string& risicogebied, const RuleSet& rules, Doel doel) {
  return worst_of(toets(rand_van(risicogebied, within(contour), rules), rules), {}, doel);
}

bool holds(const study::StudyResult& result, Doel doel) {
  const auto good = [&](Oordeel oordeel, std::optional<Aandachtsgebied> gebied) {
    return gevolg(oordeel, gebied, doel) == Gevolg::Goed;
  };
  if (gevolg(result.eindoordeel, {}, doel == Doel::Voldoet ? doel : Doel::GeenAfkeuring) != Gevolg::Goed) return false;
  return std::all_of(result.panden.begin(), result.panden.end(), [&](const study::PandResult& pand) {
    return std::all_of(pand.per_gebied.begin(), pand.per_gebied.end(),
                       [&](const auto& area) { return good(area.second, area.first); });
  });
}

}  // namespace batterisk::siting
