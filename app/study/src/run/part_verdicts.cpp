#include "run/part_verdicts.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace batterisk::study {
namespace {

/// Parts that are always judged, with the part that decision tables name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> always{
    {{deel_pr, deel_pr}, {"brand", deel_gebied}, {"explosie", deel_gebied}, {"gifwolk", deel_gebied}}};

bool worse(Oordeel a, Oordeel b, const VerdictRules& rules) {
  const auto rank = [&rules](Oordeel oordeel) { return std::find(rules.rangorde.begin(), rules.rangorde.end(), oordeel); };
  return rank(a) < rank(b);
}

// Every row of the rules has a reason.
bool has_finding(const Deeloordeel& part) { return !part.reden_nl.empty(); }

void take_over(Deeloordeel& part, const Bevinding& finding) {
  part.oordeel = finding.oordeel;
  part.artikel = finding.artikel;
  part.normstatus = finding.normstatus;
  part.reden_nl = finding.reden_nl;
  part.reden_en = finding.reden_en;
}

}  // namespace

void open_part_verdicts(StudyResult& result) {
  for (const auto& [onderdeel, table] : always) {
    Deeloordeel part;
    part.onderdeel = onderdeel;
    result.deeloordelen.push_back(std::move(part));
  }
}

void count_finding(StudyResult& result, std::string_view onderdeel, const Bevinding& finding) {
  auto& parts = result.deeloordelen;
  auto part = std::find_if(parts.begin(), parts.end(), [&](const Deeloordeel& p) { return p.onderdeel == onderdeel; });
  if (part == parts.end()) {
    part = parts.insert(parts.end(), Deeloordeel{});
    part->onderdeel = onderdeel;
  }
  if (!has_finding(*part) || worse(finding.oordeel, part->oordeel, result.rules->verdicts)) take_over(*part, finding);
  if (finding.pand_bekend || !finding.onderwerp.empty()) ++part->aantallen[finding.oordeel];
}

void close_part_verdicts(StudyResult& result) {
  const std::vector<std::string> weak = weak_basis(result.used_keys, result.label);
  const bool by_uses = std::any_of(result.panden.begin(), result.panden.end(), [](const PandResult& pand) {
    return pand.klassering.herkomst == KlasseHerkomst::Indicatief;
  });
  for (Deeloordeel& part : result.deeloordelen) {
    if (!has_finding(part)) {
      part.oordeel = Oordeel::Voldoet;
      part.normstatus = norm_status(*result.rules);
      part.reden_nl = "Er is in de omgeving geen gebouw of locatie om te beoordelen.";
      part.reden_en = "There is no building or location around to be judged.";
    }
    part.oordeel = within_scope(part.oordeel, result.scenarios.out_of_scope);
    const auto own = std::find_if(always.begin(), always.end(), [&](const auto& a) { return a.first == part.onderdeel; });
    // A row that says that something is not known names no article.
    if (part.artikel.empty() && own != always.end()) part.artikel = artikel_van(own->second, result.rules->verdicts);
    if (part.onderdeel == "advies") continue;  // a distance, from no method and to any building
    const bool by_class = own != always.end() || part.onderdeel == "risicogebied";
    if (by_class && by_uses) part.indicatief_door.emplace_back("klasse");
    part.indicatief_door.insert(part.indicatief_door.end(), weak.begin(), weak.end());
  }
}

}  // namespace batterisk::study
