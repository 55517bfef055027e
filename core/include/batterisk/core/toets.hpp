#pragma once

#include "batterisk/core/dossier.hpp"
#include "batterisk/core/facade.hpp"
#include "batterisk/core/rule_set.hpp"
#include "batterisk/core/surroundings.hpp"
#include "batterisk/core/toets_rules.hpp"
#include "batterisk/core/zone.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace batterisk {

/// Class of a building from its uses in the BAG: always indicatief.
struct Klassering {
  Kwetsbaarheid klasse = Kwetsbaarheid::Geen;  ///< strictest class of the uses
  std::vector<Kwetsbaarheid> kan_ook;          ///< other classes that the data cannot exclude
  std::vector<std::string> gebruiksdoelen;     ///< that gave the class, without repeats
  std::vector<const GebruiksdoelRule*> regels; ///< rules behind them
};

/// Strictest class over the verblijfsobjecten of a building. Office area is summed over the building. A building
/// without verblijfsobject has the class that the rules give it; an unknown use gives `Onbekend`.
[[nodiscard]] Klassering klasseer(const Pand& pand, const ClassRules& rules);

/// What is known of one object when it is judged.
struct Feiten {
  Klassering klassering;
  std::optional<FacadeMaximum> pr;  ///< nothing: not known
  bool gebieden_bekend = true;      ///< false: an attention area or the layer is missing
  std::vector<Aandachtsgebied> gebieden;  ///< areas that the object lies in
  Antwoord functionele_binding = Antwoord::Onbekend;
};

/// Verdict on one object by one decision table.
struct Bevinding {
  std::size_t pand = 0;  ///< index in Surroundings::panden; meaningless when `pand_bekend` is false
  bool pand_bekend = true;
  std::string tabel;     ///< "A" (PR) or "B" (areas)
  std::string rij;       ///< "A9"
  Oordeel oordeel = Oordeel::Onbepaald;
  NormStatus normstatus = NormStatus::BijAnalogie;
  std::string artikel;
  std::string norm;                                ///< key in the Bkl set; "" where no value decides
  std::optional<PlaatsgebondenRisico> normwaarde;
  std::string normsoort;
  std::string reden_nl;
  std::string reden_en;
  std::vector<std::string> vlaggen;                ///< of the row, and "te_bevestigen", "begrensd_door_bewijs"
};

/// Judges one object by tables A and B of the rules (hit policy FIRST). A class that the data cannot exclude and that
/// would change the verdict adds the flag "te_bevestigen". `voldoet_niet` needs a norm value that was read in its
/// source; else it is capped at `afweging_nodig` with the flag "begrensd_door_bewijs".
[[nodiscard]] std::vector<Bevinding> toets(std::size_t pand, const Feiten& feiten, const RuleSet& rules);

/// Findings for a study whose building layer is missing, empty or does not cover the largest zone: `onbepaald`.
[[nodiscard]] std::vector<Bevinding> toets_zonder_panden(const RuleSet& rules);

/// Worst verdict of the findings by the ranking of the rules; `NietVanToepassing` only when there is nothing else,
/// `Onbepaald` for no findings at all.
[[nodiscard]] Oordeel eindoordeel(const std::vector<Bevinding>& bevindingen, const VerdictRules& rules);

/// Standing of the norms of this study: draft, binding for this activity, or applied by analogy.
[[nodiscard]] NormStatus norm_status(const RuleSet& rules);

}  // namespace batterisk
