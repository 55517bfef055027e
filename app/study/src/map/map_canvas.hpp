#pragma once

#include "map/map_content.hpp"
#include "map/map_view.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The layers of a map. Each adds to the canvas what of it can be seen, and notes it for the legend.
namespace batterisk::study {

/// A map in the making.
struct MapCanvas {
  const StudyResult& result;
  const MapView& view;
  MapSubject subject;
  Language language;
  Box box;    ///< what the frame shows
  Box known;  ///< where the layers that there are were read: around the study, no farther than they reach
  LabelPlacer placer;
  MapContent content{};

  [[nodiscard]] bool covers_view(const MultiPolygon& polygons) const;
  /// True when some of the polygons shows.
  [[nodiscard]] bool visible(const MultiPolygon& polygons) const;
  /// Path data on the sheet. `tolerance`: how far a line may move when vertices are left out (mm); 0 keeps
  /// all.
  [[nodiscard]] std::string path_data(const MultiPolygon& polygons, double tolerance = 0.0) const;
  /// Adds a group, unless it is empty.
  void add_group(std::string_view id, std::string_view attributes, const std::string& elements);
};

/// A judged building in a zone, or with a verdict that asks for something.
struct JudgedBuilding {
  const Pand* pand;
  const PandResult* found;
  Oordeel oordeel;
};

void find_zones(MapCanvas& canvas);
/// Fills and hatches: below the objects where these are known, above the veil elsewhere.
void draw_area_fills(MapCanvas& canvas, bool known);
void draw_area_outlines(MapCanvas& canvas);
void draw_contours(MapCanvas& canvas);
/// Places the labels of the zones and draws the leaders to them; returns the labels, to be drawn above
/// everything else.
[[nodiscard]] std::string draw_zone_leaders(MapCanvas& canvas);

void draw_parcels(MapCanvas& canvas);
/// As on the cadastral map, without municipality and section; only at scales larger than 1:2500.
void draw_parcel_numbers(MapCanvas& canvas);
/// Returns the judged ones that show, worst first.
[[nodiscard]] std::vector<JudgedBuilding> draw_buildings(MapCanvas& canvas);
void draw_verdict_outlines(MapCanvas& canvas, const std::vector<JudgedBuilding>& judged);
void draw_verdict_signs(MapCanvas& canvas, const std::vector<JudgedBuilding>& judged);
/// A veil over what lies outside `known`, which is not empty but unknown. Only when `content.veil`.
void draw_veil(MapCanvas& canvas);

void draw_sites(MapCanvas& canvas);
/// Units and places of the user's scenarios; returns their names, to be drawn above lines and signs.
[[nodiscard]] std::string draw_sources(MapCanvas& canvas);

}  // namespace batterisk::study
