#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/effect/deflagration.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <cmath>
#include <numbers>

namespace batterisk::detail {

/// Middle of the exploding cloud, from the centre of the enclosure (m east, m north).
inline RdPoint cloud_place(const ExplosionSource& source) {
  if (!source.vent) return {0.0, 0.0};
  return point_at({0.0, 0.0}, source.vent->normal.rad(), source.vent->from_centre.m());
}

/// Whether the vent itself can exceed a pressure: its blast is never above the pressure inside.
inline bool vent_counts(const ExplosionSource& source, Overpressure above) {
  return source.vent && source.reduced > above;
}

/// Distance from `cloud_place` beyond which the blast nowhere exceeds the pressure of the circle.
inline double blast_reach_m(const ExplosionSource& source, const BlastCircle& circle) {
  if (!vent_counts(source, circle.above)) return circle.radius.m();
  return std::max(circle.radius, vent_blast_reach(source.reduced, source.vent->area, circle.above)).m();
}

/// Whether the blast exceeds the pressure of the circle at a place, seen from `cloud_place`.
inline bool blast_exceeds(const ExplosionSource& source, const BlastCircle& circle, RdPoint from_cloud) {
  const double r = std::hypot(from_cloud.x, from_cloud.y);
  if (r < circle.radius.m()) return true;
  if (!vent_counts(source, circle.above)) return false;
  if (r <= 0.0) return true;
  const double off_normal = std::remainder(std::atan2(from_cloud.x, from_cloud.y) - source.vent->normal.rad(),
                                           2.0 * std::numbers::pi);
  return vent_blast(source.reduced, source.vent->area, Length::m(r), Angle::rad(std::abs(off_normal))) > circle.above;
}

}  // namespace batterisk::detail
