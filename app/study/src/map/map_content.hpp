#pragma once

#include "map/map_view.hpp"

#include "batterisk/study/map/map_svg.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/text/texts.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace batterisk::study {

/// What the map frame holds, drawn, and what of it can be seen: the legend explains that and nothing else.
struct MapContent {
  std::string defs;
  std::string body;
  std::vector<std::size_t> zones;          ///< indices in StudyResult::zones, as there
  std::vector<std::size_t> zones_outside;  ///< with polygons, none of which shows
  std::vector<std::size_t> zones_nowhere;  ///< reached nowhere
  std::set<Kwetsbaarheid> classes;
  std::set<Oordeel> verdicts;
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

[[nodiscard]] MapContent map_content(const StudyResult& result, const MapView& view, MapSubject subject,
                                     Language language);

/// Whether a zone belongs to the subject of a map.
[[nodiscard]] bool shows(MapSubject subject, const Zone& zone);

}  // namespace batterisk::study
