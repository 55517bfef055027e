#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/effect/heat_radiation.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace batterisk {

namespace detail {
class TorchFluxMap;
}

/// Torches from the wall of a rectangular enclosure, in a direction that is uniformly distributed over the azimuth. For
/// axis azimuth phi the flame starts where the ray from the centre leaves the footprint, so the mean lethality depends
/// on the bearing relative to the long axis. The enclosure shields nothing.
///
/// The mean lethality `(1/2pi) integral P(x', y') dphi` is kept as a table of its logarithm over the distance from the
/// wall and one quarter of the bearings (the rectangle is symmetric), filled by direct integration.
class TorchRisk {
 public:
  /// `length` >= `width`: footprint of the enclosure; `below` (m): height of the flame axis above the receiver. With
  /// `outline` there is no table: only `envelope_m`, for that flux or a higher one, may be used.
  TorchRisk(const Torch& torch, const ThermalLine& lethality, Length length, Length width, double below_m,
            std::optional<HeatFlux> outline = std::nullopt);

  /// From the table. `from_axis` (rad): bearing of the receiver from the centre relative to the long axis.
  [[nodiscard]] double mean_lethality(double distance_m, double from_axis) const;
  /// By direct integration over the flame direction, splitting at the edges of certain death (1e-6 relative).
  [[nodiscard]] double direct_mean_lethality(double distance_m, double from_axis) const;
  /// Distance from the centre beyond which the mean lethality is 0 (m).
  [[nodiscard]] double reach_m() const { return reach_m_; }

  /// Largest distance from the centre, on the bearing `from_axis`, at which some flame direction gives at least `flux`:
  /// the border of the union of all flames' regions (m).
  [[nodiscard]] double envelope_m(HeatFlux flux, double from_axis) const;

 private:
  Torch torch_;
  ThermalLine line_;
  double length_m_;
  double width_m_;
  double below_m_;
  double negligible_flux_;
  double reach_m_;
  double first_m_;  // distance from the wall of the first row
  double step_m_;
  std::size_t rows_;
  std::size_t bearings_;
  std::shared_ptr<const detail::TorchFluxMap> map_;
  std::vector<double> ln_mean_;  // [distance][bearing]
};

}  // namespace batterisk
