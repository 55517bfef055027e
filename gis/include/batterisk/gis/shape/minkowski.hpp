#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <optional>
#include <vector>

namespace batterisk::gis {

/// An area as convex rings, counter-clockwise, that cover it together. They share edges and never stand out of it by more
/// than half a millimetre.
using ConvexParts = std::vector<Ring>;

/// Triangulates an area and joins triangles while they stay convex (Hertel and Mehlhorn, 1983): at most four times as many
/// parts as the fewest possible.
[[nodiscard]] ConvexParts convex_parts(const MultiPolygon& area);

/// The same parts turned half round the origin.
[[nodiscard]] ConvexParts mirrored(ConvexParts parts);

/// Minkowski sum of two convex counter-clockwise rings.
[[nodiscard]] Ring convex_sum(const Ring& a, const Ring& b);

/// Places at which a shape, drawn around the origin, meets an area (touching it counts), as far as they lie within `box`: the
/// parts of the Minkowski sum of the area with the mirrored shape, which may overlap.
[[nodiscard]] std::vector<Polygon> meeting_places(const ConvexParts& area, const ConvexParts& mirrored_shape, const Box& box);

/// What polygons cover together, on the millimetre.
[[nodiscard]] MultiPolygon united(const std::vector<Polygon>& polygons);

/// Places at which a shape, drawn around the origin, lies wholly within an area.
[[nodiscard]] MultiPolygon inner_places(const Polygon& area, const ConvexParts& mirrored_shape);

/// What two areas have in common, on the millimetre.
[[nodiscard]] MultiPolygon common(const MultiPolygon& a, const MultiPolygon& b);

/// An area and all that lies within `distance_m` of it; the round corners lack at most a millimetre.
[[nodiscard]] MultiPolygon grown(const MultiPolygon& area, double distance_m);

/// The circle in an area that is largest, to a centimetre; nothing for an empty area.
[[nodiscard]] std::optional<Circle> largest_circle(const MultiPolygon& area);

/// An area without all that lies within `distance_m` of its edge.
[[nodiscard]] MultiPolygon shrunk(const MultiPolygon& area, double distance_m);

}  // namespace batterisk::gis
