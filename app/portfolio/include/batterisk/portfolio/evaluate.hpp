#pragma once

#include "batterisk/portfolio/site_pattern.hpp"
#include "batterisk/portfolio/zone_shapes.hpp"

#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/core/verdict/toets.hpp"

#include "batterisk/study/run/objects.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace batterisk::portfolio {

/// A zone of one site in numbers.
struct ZoneFigure {
  std::string naam;  ///< "PR10-6", "gifwolk"
  double m2 = 0.0;
  double afstand_m = 0.0;  ///< largest, from the nearest source
};

/// A building that one site affects.
struct AffectedPand {
  std::string identificatie;
  RdPoint punt{};  ///< a corner of the footprint
  Kwetsbaarheid klasse = Kwetsbaarheid::Geen;
  std::size_t adressen = 0;
  double afstand_m = 0.0;    ///< from the nearest source
  std::optional<double> pr;  ///< highest at the façade (1/year)
  std::vector<std::size_t> zones;  ///< indices in SiteResult::zones
  Oordeel oordeel = Oordeel::Onbepaald;
  Oordeel oordeel_pr = Oordeel::Onbepaald;
  Oordeel oordeel_gebied = Oordeel::Onbepaald;
};

struct AffectedPerceel {
  std::string identificatie;
  std::vector<std::size_t> zones;
};

/// A finding about something else than an object: a system, a pair of units, the edge of a risicogebied.
struct OtherFinding {
  std::string tabel;
  std::string onderwerp;  ///< id of what it is about
  std::string rij;
  Oordeel oordeel = Oordeel::Onbepaald;
  std::string norm;
  std::optional<double> norm_afstand_m;
  std::optional<double> afstand_m;
  std::string pand;  ///< nearest building, where the distance is one to buildings
};

/// Verdict of one part of the law on one site, as study::Deeloordeel has it.
struct PartVerdict {
  std::string onderdeel;
  Oordeel oordeel = Oordeel::Onbepaald;
  std::string artikel;
};

/// One site under one rule set.
struct SiteResult {
  Oordeel oordeel = Oordeel::Onbepaald;
  std::vector<PartVerdict> onderdelen;  ///< PR, each area and, where the rules have it, the advice
  NormStatus normstatus = NormStatus::BijAnalogie;
  std::vector<std::string> indicatief_door;  ///< what makes these verdicts indicative
  std::vector<ZoneFigure> zones;
  std::shared_ptr<const ZoneShapes> shapes;  ///< of these zones
  std::vector<AffectedPand> panden;       ///< in the order of their ids
  std::vector<AffectedPerceel> percelen;
  std::vector<OtherFinding> bevindingen;  ///< in the order of tables and subjects
  std::string regime;               ///< id of the one that the site falls under; "onbepaald"; "" where the rules have none
  std::vector<std::string> keuzes;  ///< "keuze=alternatief"
  bool buiten_reikwijdte = false;  ///< something on the site lies outside the scope of the method: the rest is a part of it
  std::vector<Code> codes;         ///< of the warnings and errors that a study of this site gives, ascending
};

/// What became of one site: results, one a rule set, or the messages why there are none.
struct SiteOutcome {
  std::size_t site = 0;
  std::vector<SiteResult> results;
  std::vector<Diagnostic> failure;
};

/// Time spent, summed over threads (s).
struct BatchTimes {
  double physics = 0.0;
  double layers = 0.0;
  double overlay = 0.0;
  std::size_t shapes = 0;  ///< distinct kinds of site, times rule sets
};

struct EvaluateOptions {
  unsigned jobs = 0;  ///< 0 = one a core
  std::stop_token stop{};
  std::function<void(std::size_t done)> progress{};
  const study::LayerWatch* layers = nullptr;  ///< asked after each reading of layers, when there is one
};

/// Tile of the country that a site lies in: sites of one tile read the layers together.
[[nodiscard]] std::pair<int, int> tile_of(RdPoint at);

/// Computes the sites with these indices under every rule set, tile by tile, and hands each outcome to `sink`, one at a time and in
/// any order. A site that cannot be computed gives an outcome with messages; the others go on. Sites that
/// differ in place only share contours and areas, which are moved; those that no later site needs are let go. The outcomes depend on their site only, not on
/// order or number of threads. What `sink` throws ends the evaluation.
BatchTimes evaluate(const LoadedPortfolio& portfolio, const std::vector<std::shared_ptr<const RuleSet>>& rules,
                    const std::vector<std::size_t>& sites, const EvaluateOptions& options,
                    const std::function<void(SiteOutcome)>& sink);

}  // namespace batterisk::portfolio
