#pragma once

#include "batterisk/core/surroundings.hpp"
#include "batterisk/core/zone.hpp"

#include <vector>

namespace batterisk::gis {

/// Every parcel and building that meets a zone, per zone in layer order (parcels first), then object order. A zone is
/// a closed set: an object at distance 0 is listed. Circles are tested analytically; polygons by prepared GEOS
/// geometries; areas only for objects on an edge. An overlap below both thresholds is listed as `Relatie::Raakt`.
[[nodiscard]] std::vector<Overlap> overlay(const std::vector<Zone>& zones, const Surroundings& surroundings,
                                           const OverlapThresholds& thresholds);

/// Union of the parts of a zone as valid polygons with vertices on the millimetre; circles inscribed with `sagitta_m`.
[[nodiscard]] MultiPolygon to_polygons(const std::vector<Shape>& parts, double sagitta_m);

/// PR contours made valid, rounded to the millimetre and truly nested: each lower level is united with the next
/// higher one, which moves an edge by no more than the contour's own tolerance. Zones run from high to low level.
void tidy_contours(std::vector<Zone>& contours);

}  // namespace batterisk::gis
