#pragma once

#include "batterisk/siting/siting.hpp"

#include <string>
#include <vector>

/// What would have to change for a goal to hold.
namespace batterisk::siting {

/// Price of a change, in points: how they are weighed against each other, and nothing more.
struct Prijzen {
  double per_meter = 1.0;           ///< that the layout moves, or that its units move apart
  double per_graad = 0.1;           ///< that it turns
  double per_mwh = 10.0;            ///< that is not installed
  double per_halvering = 15.0;      ///< of the frequency, by measures
  double chemie = 50.0;
  double klasse = 5.0;              ///< a question about a building that somebody has to answer
};
inline constexpr Prijzen prijzen{};

/// One change of a dossier, and the study after it in which the goal holds.
struct Wijziging {
  std::string soort;      ///< "verplaatsen", "draaien", "energie", "eenheden", "tussenruimte", "kansfactor", "chemie", "klasse"
  bool ter_plaatse = false;  ///< the layout stays where it stands; else it stands at `punt`
  std::string onderwerp;  ///< id of the building that a question is about
  std::string naar;       ///< what it becomes, with its unit
  double prijs = 0.0;
  std::string locatie;    ///< of the place; empty where the layout stays
  Angle draaiing = Angle::rad(0.0);
  RdPoint punt{};         ///< of the first unit
  Oordeel oordeel = Oordeel::Onbepaald;
};

struct ChangesResult {
  SitingResult ruimten;
  bool staat_goed = false;  ///< the goal holds for the layout as it stands
  std::vector<Wijziging> wijzigingen;  ///< the cheapest first
};

/// The least change of each sort by which the layout may stand where it stands, and, where a plot has no place, by which it has
/// one. Each is confirmed by a study. Nothing of a sort: it does not help, within its range (a tenth of the energy, a hundredth
/// of the frequency, 10 m more between units). Throws as `find_places`.
[[nodiscard]] ChangesResult find_changes(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht,
                                         const std::stop_token& stop = {}, const study::Progress& progress = {});

}  // namespace batterisk::siting
