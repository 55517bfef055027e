#pragma once

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/dossier/surroundings.hpp"
#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/study/run/progress.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Where the units of a dossier may stand: the inverse of judging them where they stand.
namespace batterisk::siting {

/// What must hold for every object around.
enum class Doel {
  GeenAfkeuring,       ///< no verdict `voldoet_niet`
  GeenBrandExplosie,   ///< that, and none but `voldoet` for the areas brand and explosie
  Voldoet              ///< none but `voldoet`
};
[[nodiscard]] std::string_view to_string(Doel doel);  // "geen_afkeuring", "geen_brand_explosie", "voldoet"
[[nodiscard]] std::optional<Doel> doel_of(std::string_view word);

/// One object with one cause for which the units may not stand somewhere.
struct Belemmering {
  std::optional<std::size_t> pand;  ///< index in Surroundings::panden; nothing: no building
  std::string onderwerp;            ///< id of what is none: a risicogebied, or a system or pair that complies nowhere
  std::string oorzaak;              ///< zone ("PR10-6", "brand"), key of a distance, "bebouwing": the ground is taken, "afstand_grens", "afstand_gebouw" or the
                                    ///< name of a Vrijhouden
  Oordeel oordeel = Oordeel::VoldoetNiet;  ///< that standing there gives; `Onbepaald`: nobody can say
  std::string artikel;
  MultiPolygon vlak;  ///< places that it excludes, of those where the units fit on the plot
};

/// A place for the units, and what a study of it says.
struct Plaats {
  RdPoint punt{};     ///< of the first unit
  double rand_m = 0.0;  ///< to the edge of the region: so far it can be moved in any direction
  Oordeel oordeel = Oordeel::Onbepaald;
  bool bevestigd = false;  ///< the goal holds in that study
};

/// The least that all edges of zones would have to move inwards for there to be a place.
struct Opening {
  double verschuiving_m = 0.0;
  RdPoint punt{};                    ///< of the first unit, where room comes first
  std::vector<std::size_t> bindend;  ///< what is against it there today: indices in Ruimte::belemmeringen
};

/// Why there is no place.
struct Waarom {
  /// Obstacles that exclude every place together; without any one of them the others leave room. Indices in
  /// Ruimte::belemmeringen. Empty: not these alone, but what nobody knows.
  std::vector<std::size_t> samen;
  bool minst = false;              ///< fewer do not
  std::optional<Opening> opening;  ///< nothing: not within 50 m
};

/// Where the units may stand on one part of one plot, turned in one way. All places are those of the first unit.
struct Ruimte {
  std::string locatie;              ///< id of the plot
  Angle draaiing = Angle::rad(0.0);  ///< clockwise, from how the dossier has them
  int station = 0;                  ///< of the weather there; 0 for an own table
  MultiPolygon passend;             ///< the units lie within the plot
  MultiPolygon mogelijk;            ///< the goal holds too; shrunk by the accuracy of the zones
  MultiPolygon hoogstens{};         ///< beyond it the goal does not hold, whatever is unknown; only where units are counted
  MultiPolygon onbekend;            ///< nothing is against it that is known, and nobody can say
  std::vector<Belemmering> belemmeringen;
  std::optional<Plaats> plaats;     ///< farthest from all edges of `mogelijk`
  std::optional<Waarom> waarom;     ///< where the layout fits on the plot and is possible nowhere
};

/// Areas from which units keep a distance, for a reason of one's own: roads, combustibles, what is spoken for.
struct Vrijhouden {
  std::string naam;
  std::vector<std::pair<std::string, MultiPolygon>> vlakken;  ///< with their ids
  double afstand_m = 0.0;
};

/// Distances of one's own, between the walls of units and what they are about; met at exactly that distance and beyond.
struct Voorwaarden {
  double grens_m = 0.0;   ///< to the edge of the plot
  double gebouw_m = 0.0;  ///< to every building, on the plot too
  std::vector<Vrijhouden> vrijhouden;
};

struct Gezocht {
  Doel doel = Doel::GeenAfkeuring;
  std::vector<Angle> draaiingen{Angle::rad(0.0)};
  Voorwaarden voorwaarden{};
};

struct SitingResult {
  Dossier dossier;
  std::shared_ptr<const RuleSet> rules;
  Gezocht gezocht;
  Surroundings surroundings;  ///< of all plots and what the zones reach from there
  std::vector<Ruimte> ruimten;
  bool bekend = true;  ///< false: layers lack something around the plots, so that no place is known to be free
  std::vector<Diagnostic> messages;
};

/// Distance by which a region is shrunk, and to which a place at its edge is known (m): the accuracy of contours.
inline constexpr double region_accuracy_m = 0.05;

/// The dossier with all its units at another place: the first unit at `punt`, all turned by `draaiing` about it.
[[nodiscard]] Dossier at_place(const Dossier& dossier, RdPoint punt, Angle draaiing);

/// Where the units of a dossier may stand on its plots. All move together, as one layout. Zones keep their shape
/// wherever units stand under the weather of one station: a plot on which two stations are the nearest is taken apart.
/// Each place that is proposed is computed as a study of its own. Throws DossierError for units that cannot be moved: in
/// buildings, stores, and dossiers with releases of their own (D070).
[[nodiscard]] SitingResult find_places(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht,
                                       const std::stop_token& stop = {}, const study::Progress& progress = {});

}  // namespace batterisk::siting
