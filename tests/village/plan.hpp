#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <compare>
#include <cstdint>
#include <vector>

/// The village is drawn on a plan with axis-parallel lines, where "shared edge" is exact by construction, and
/// then bent into the landscape. Both sides of a line go through the same nodes and the same rounding, so
/// that edges stay exactly shared in RD.
namespace batterisk::village {

/// Point on the plan or in RD, in whole millimetres.
struct MmPoint {
  std::int64_t x;
  std::int64_t y;
  friend auto operator<=>(const MmPoint&, const MmPoint&) = default;
};

/// Closed ring without repeated last point.
using MmRing = std::vector<MmPoint>;

/// Axis-parallel rectangle on the plan (mm).
struct Rect {
  std::int64_t x0;
  std::int64_t y0;
  std::int64_t x1;
  std::int64_t y1;
};

/// Whole plan: the outer border of the parcel partition. It is the same on the plan and in RD (less the
/// offset).
inline constexpr Rect kPlanBorder{-960'000, -1'400'000, 1'500'000, 1'040'000};
/// RD position of the plan's origin (mm): about 6 km east of the KNMI station Schiphol (240), the nearest
/// one.
inline constexpr MmPoint kPlanOrigin{120'000'000, 480'000'000};

/// Counter-clockwise ring of a rectangle.
[[nodiscard]] MmRing ring_of(const Rect& rect);

/// Twice the signed area (mm2), exact: positive for a counter-clockwise ring.
[[nodiscard]] std::int64_t doubled_area(const MmRing& ring);

/// Puts into each axis-parallel edge the vertices of all rings that lie on it, so that neighbours meet node
/// to node. Other edges are left as they are.
void insert_shared_nodes(std::vector<MmRing>& rings);

/// Place on the plan -> RD (mm). Inside the built-up area the map is conformal (a rotation plus z^2), so that
/// right angles stay right; towards the border it fades into the identity. Only + - * / and sqrt, which IEEE
/// 754 rounds correctly: no result depends on a maths library.
[[nodiscard]] MmPoint bend(MmPoint plan);

/// Place on the plan -> RD for things that keep their shape: moved and turned with the anchor, scaled by at
/// most 7 %.
[[nodiscard]] MmPoint place_rigidly(MmPoint plan, MmPoint anchor);

/// RD rings of rings on the plan. Long edges are subdivided until chord and bent line differ by at most
/// `max_sagitta_m`, alike on both sides of an edge. Inner nodes move by up to `scatter_mm`, as measured
/// boundaries do; the same node always by the same amount.
[[nodiscard]] std::vector<MmRing> bend_all(std::vector<MmRing> rings, double max_sagitta_m,
                                           std::int64_t scatter_mm, std::uint64_t seed);

/// Millimetres -> metres: the double nearest to the decimal number with three places.
[[nodiscard]] RdPoint metres(MmPoint p);
[[nodiscard]] Polygon metres(const MmRing& ring);

}  // namespace batterisk::village
