#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <functional>
#include <vector>

namespace batterisk {

/// Where and how finely level sets are traced.
struct ContourGrid {
  Box reach;                     ///< the field is below every level on its rim and outside
  std::vector<RdPoint> seeds;    ///< places near which small features must not be missed (the sources)
  double coarse_cell_m = 20.0;   ///< the first pass over `reach`
  double cell_m = 5.0;           ///< largest cell of the final pass
  double sagitta_m = 0.05;       ///< chords lie no further than this from the contour, measured in their middle
  double floor = 1e-12;          ///< values below count as this in lg
};

/// Region field >= level for each level, as polygons with holes; edges are chords between points that lie on the level
/// to a millimetre.
struct Contour {
  double level = 0.0;
  MultiPolygon region;
  bool truncated = false;  ///< the region meets the rim of `reach`
};

/// Traces the level sets of a non-negative field by marching squares on lg(field) with the asymptotic decider (a saddle
/// belongs together when its interpolated centre is at or above the level: Nielson and Hamann 1991). Cells are refined
/// only where a level passes: the cost grows with the length of the contours, not with the area. Every vertex is then
/// moved along its grid edge to the root of the field itself, and chords get further points where the contour bends, so
/// the grid sets neither the accuracy of the vertices nor that of the chords. `field` is called from several threads; the result does not depend on their number.
/// `levels` must be positive.
[[nodiscard]] std::vector<Contour> trace_contours(const std::function<double(RdPoint)>& field,
                                                  const std::vector<double>& levels, const ContourGrid& grid);

}  // namespace batterisk
