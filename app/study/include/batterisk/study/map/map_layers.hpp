#pragma once

#include "batterisk/study/map/labels.hpp"
#include "batterisk/study/map/map_view.hpp"

#include "batterisk/study/run/study.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// The layers of a map, each as a group of a drawing. Layers note what of them can be seen, for the legend; names and
/// labels keep out of the way of what was placed before them.
namespace batterisk::study {

/// What differs between paper and screen (mm).
struct MapMedium {
  double tag;          ///< size of the letters in the labels of zones
  double name;         ///< .. of the names of units
  double number;       ///< .. of the numbers of parcels
  double sign;         ///< radius of the sign of a verdict
  double tolerance;    ///< how far a line of a zone may move when vertices are left out
  drawing::Fill veil;  ///< over what lies outside the box for which the layers were read
};
/// Contours have a vertex every few decimetres, however large they are: what moves a line by less than a dot of a
/// printer is left out.
inline constexpr MapMedium paper{2.5, 1.9, 1.6, 1.2, 0.005, {"#fff", 0.65}};

/// A building of the result that was judged: in a zone, or with a verdict that asks for something.
struct JudgedBuilding {
  std::size_t pand;   ///< index in Surroundings::panden
  std::size_t found;  ///< index in StudyResult::panden
  Oordeel oordeel;
  RdPoint sign;  ///< a point inside it
};

/// Worst first, then most vulnerable, then nearest: what has room for a sign gets it in this order.
[[nodiscard]] std::vector<JudgedBuilding> judged_buildings(const StudyResult& result);

/// Lines of the uncertainty of a zone: within the first it lies nearly surely, beyond the last hardly ever.
enum class UncertainLine { NearlySure, Half, HardlyEver };
[[nodiscard]] drawing::Pen uncertain_pen(const Zone& zone, UncertainLine line);

/// What of a result can be seen on a map: the legend explains that and nothing else.
struct MapContent {
  std::vector<std::size_t> zones;          ///< indices in StudyResult::zones, as there
  std::vector<std::size_t> zones_outside;  ///< with polygons, none of which shows
  std::vector<std::size_t> zones_nowhere;  ///< reached nowhere
  std::set<Kwetsbaarheid> classes;
  std::set<Oordeel> verdicts;
  std::set<UncertainLine> uncertain_lines;
  bool signs_left_out = false;  ///< for lack of room some buildings have an outline alone
  bool planned_buildings = false;
  bool own_buildings = false;
  bool parcels = false;
  bool parcel_numbers = false;
  bool site = false;
  bool units = false;
  bool locators = false;
  bool sources = false;
  bool veil = false;
};

/// A map in the making.
struct MapCanvas {
  const StudyResult& result;
  MapView view;
  MapMedium medium;
  Language language;
  LabelPlacer placer;
  std::span<const ZoneResult> zones;   ///< those of the result, or others while something moves
  std::span<const BatteryUnit> units;  ///< likewise
  Box box;                             ///< what the view shows
  Box known;  ///< where the layers that there are were read: around the study, no farther than they reach
  MapContent content{};
  std::vector<std::shared_ptr<const drawing::Outline>> outlines{};  ///< of `content.zones`, by index in `zones`
};

/// `labels`: where labels may stand, within the frame.
[[nodiscard]] MapCanvas map_canvas(const StudyResult& result, const MapView& view, const MapMedium& medium,
                                   const drawing::Rect& labels, Language language);

/// Where the layers that there are were read, and whether a map that shows `box` goes farther.
[[nodiscard]] Box known_box(const Surroundings& surroundings);
[[nodiscard]] bool veiled(const Surroundings& surroundings, const Box& box);

/// Notes whether a zone shows in the box, lies outside it, or is reached nowhere.
void note_zone(const ZoneResult& zone, std::size_t index, const Box& box, MapContent& content);
/// Makes the outlines of `content.zones`.
void make_outlines(MapCanvas& canvas);

[[nodiscard]] drawing::Group draw_area_fills(const MapCanvas& canvas);
[[nodiscard]] drawing::Group draw_area_outlines(const MapCanvas& canvas);
[[nodiscard]] drawing::Group draw_contours(const MapCanvas& canvas);
/// How sure the zones that show are; only of a result of which that was computed.
[[nodiscard]] drawing::Group draw_uncertain_lines(MapCanvas& canvas);
/// Labels of the zones, and leaders to those that have no room for them.
struct ZoneLabels {
  drawing::Group leaders;
  drawing::Group tags;
};
[[nodiscard]] ZoneLabels draw_zone_labels(MapCanvas& canvas);

[[nodiscard]] drawing::Group draw_parcels(MapCanvas& canvas);
/// As on the cadastral map, without municipality and section; only at scales larger than 1:2500. `parcels`: those that
/// may show, by index in Surroundings::percelen.
[[nodiscard]] drawing::Group draw_parcel_numbers(MapCanvas& canvas, const std::vector<std::uint32_t>& parcels);
[[nodiscard]] drawing::Group draw_buildings(MapCanvas& canvas);
/// "Koepoortstraat 12 en 14" in the building where it fits, at the scales of parcel numbers. `buildings`: those that may
/// show, by index in Surroundings::panden.
[[nodiscard]] drawing::Group draw_addresses(MapCanvas& canvas, const std::vector<std::uint32_t>& buildings);
[[nodiscard]] drawing::Group draw_verdict_outlines(MapCanvas& canvas, const std::vector<JudgedBuilding>& judged);
[[nodiscard]] drawing::Group draw_verdict_signs(MapCanvas& canvas, const std::vector<JudgedBuilding>& judged);
/// What the map shows outside `known`.
[[nodiscard]] drawing::Path unknown_ground(const MapCanvas& canvas);
/// A veil over it: it is not empty but unknown. Only when `content.veil`.
[[nodiscard]] drawing::Group draw_veil(const MapCanvas& canvas);

[[nodiscard]] drawing::Group draw_sites(MapCanvas& canvas);
/// Whether a unit is too small to see at a scale (denominator), so that a ring shows its place.
[[nodiscard]] bool needs_locator(const BatteryUnit& unit, double scale);
/// Units and places of the user's scenarios.
struct SourceLayer {
  drawing::Group signs{};
  std::vector<std::pair<std::string, drawing::Rect>> named{};  ///< what stands where
};
[[nodiscard]] SourceLayer draw_sources(MapCanvas& canvas);
/// Their names, which belong above lines and signs.
[[nodiscard]] drawing::Group draw_names(MapCanvas& canvas, const SourceLayer& sources);

}  // namespace batterisk::study
