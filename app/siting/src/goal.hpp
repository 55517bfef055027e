#pragma once

#include "batterisk/siting/siting.hpp"

#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/core/verdict/toets.hpp"
#include "batterisk/study/run/study_result.hpp"

namespace batterisk::siting {

/// Whether a verdict is against a goal. `gebied`: the area that it is about; nothing for anything else.
enum class Gevolg { Goed, Onbekend, Tegen };
[[nodiscard]] Gevolg gevolg(Oordeel oordeel, std::optional<Aandachtsgebied> gebied, Doel doel);

/// What follows for an object of which only this is known: the zone reaches it, and no other does.
struct ZoneGevolg {
  Gevolg gevolg = Gevolg::Goed;
  Oordeel oordeel = Oordeel::Voldoet;
  std::string artikel;
};
[[nodiscard]] ZoneGevolg reached_by(const Zone& zone, Feiten facts, const RuleSet& rules, Doel doel);

/// What follows for a risicogebied whose edge a contour reaches.
[[nodiscard]] ZoneGevolg edge_reached_by(const Zone& contour, const std::string& risicogebied, const RuleSet& rules, Doel doel);

/// True when the goal holds in a study.
[[nodiscard]] bool holds(const study::StudyResult& result, Doel doel);

}  // namespace batterisk::siting
