#pragma once

#include "batterisk/siting/packing.hpp"
#include "batterisk/siting/siting.hpp"

#include <optional>
#include <string>
#include <vector>

/// How many units of one kind stand on a plot.
namespace batterisk::siting {

/// What is asked of a layout of many units, apart from the goal and distances of a `Gezocht`.
struct Inrichting {
  double tussen_m = 0.0;          ///< between the walls of units, along or across
  std::optional<RdPoint> ingang;  ///< on the edge of the plot: a lane leads from there along every unit
  double rijstrook_m = 3.5;
};

/// The most units found on one plot, all parallel or square to each other.
struct Opstelling {
  std::string locatie;
  Angle draaiing = Angle::rad(0.0);      ///< in which units lie: clockwise, from how the dossier has its own
  std::vector<BatteryUnit> eenheden;
  double energie_mwh = 0.0;
  std::size_t ingepast = 0;              ///< before whole studies, and the lane, left out what does not hold together
  UpperBound bovengrens;                 ///< of every layout in the directions looked at; knows zones of single units and no lane
  MultiPolygon rijstrook;
  Oordeel oordeel = Oordeel::Onbepaald;  ///< of the study of the layout
  bool bevestigd = false;                ///< the goal holds in it
  std::string dossier;                   ///< text of a dossier with these units

  /// No layout in these directions has more.
  [[nodiscard]] bool bewezen_optimaal() const { return bevestigd && eenheden.size() == bovengrens.aantal; }
};

/// Looks for the most units like the first one of a dossier on each of its plots. Units lie along or across the directions of
/// `gezocht.draaiingen` and of the longest sides of the plot. Single units are placed where the goal holds for one; a study of
/// the whole layout, in which PR adds up and fires spread, confirms it or has it reduced until it holds. Throws as
/// `find_places`, and DossierError for units of more than one kind (D072), a dossier into which no other units can be written
/// (D073) and an entrance that is not at the edge of a plot (D074).
struct CapacityResult {
  SitingResult ruimten;  ///< of one unit
  Inrichting inrichting;
  std::vector<Opstelling> opstellingen;  ///< by plot
  std::vector<Diagnostic> messages;
};
[[nodiscard]] CapacityResult find_capacity(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, const Inrichting& inrichting,
                                           const std::stop_token& stop = {}, const study::Progress& progress = {});

/// Units that fit on all plots together where each by itself may stand, without a study of the whole, and what no layout exceeds.
struct Telling {
  std::size_t ingepast = 0;
  std::size_t bovengrens = 0;
  double energie_mwh = 0.0;
};
[[nodiscard]] Telling count_by_zones(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, const Inrichting& inrichting,
                                     const std::stop_token& stop = {});

/// Turns in which units lie along or across the longest sides of a plot, at most two, in [0, 90) degrees.
[[nodiscard]] std::vector<Angle> turns_along(const Polygon& plot, Angle orientation);

/// Text of a dossier with these units in place of its own: of the system of the first, with their places and orientations.
/// Throws DossierError (D073).
[[nodiscard]] std::string with_units(const Dossier& dossier, const std::vector<BatteryUnit>& units);

}  // namespace batterisk::siting
