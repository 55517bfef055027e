#pragma once

#include "batterisk/core/dossier/surroundings.hpp"
#include "batterisk/core/risk/zone.hpp"

#include <vector>

namespace batterisk::gis {

/// Whether an overlay computes `Overlap::diepte_m`: with polygons it takes most of the time.
enum class Depth { Computed, Omitted };

/// Every parcel and building that meets a zone, per zone in layer order (parcels first), then object order. A zone is
/// a closed set: an object at distance 0 is listed. Circles are tested analytically; polygons by prepared GEOS
/// geometries; areas only for objects on an edge. A parcel whose overlap lacks the area or the depth of the thresholds
/// is listed as `Relatie::Raakt`; buildings have no thresholds, for a corner of a façade counts (Bkl art. 5.9).
[[nodiscard]] std::vector<Overlap> overlay(const std::vector<Zone>& zones, const Surroundings& surroundings,
                                           const OverlapThresholds& thresholds, Depth depth = Depth::Computed);

/// For each object the least signed distance (m, to 5 mm) of its outlines to the edge of a zone: positive outside,
/// negative how deep they reach into it. So far must the edge move outwards to reach the object, or inwards to free it.
/// A zone wholly inside an object counts as outside its outlines.
[[nodiscard]] std::vector<double> edge_distances_m(const MultiPolygon& zone,
                                                   const std::vector<const MultiPolygon*>& objects);

/// Part of an area that lies outside all of the polygons.
[[nodiscard]] MultiPolygon outside(const MultiPolygon& area, const std::vector<const Polygon*>& without);
/// Area that two zones have in common (m2). Their polygons are valid, as those of `to_polygons`.
[[nodiscard]] double common_area_m2(const MultiPolygon& a, const MultiPolygon& b);

/// Union of the parts of a zone as valid polygons with vertices on the millimetre; circles inscribed with `sagitta_m`.
[[nodiscard]] MultiPolygon to_polygons(const std::vector<Shape>& parts, double sagitta_m);

/// What `a` covers and `b` does not, on the millimetre.
[[nodiscard]] MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b);

/// PR contours made valid, rounded to the millimetre and truly nested: each lower level is united with the next
/// higher one, which moves an edge by no more than the contour's own tolerance. Zones run from high to low level.
void tidy_contours(std::vector<Zone>& contours);

}  // namespace batterisk::gis
