#pragma once

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/core/effect/heat_radiation.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <memory>
#include <vector>

namespace batterisk {

namespace detail {
class TorchFluxMap;
}

/// Torches that only hit who stands before the wall that they leave (core/README.md, 2.6 and decision 12): from the
/// openings of a building, each with its share and a direction that is uniform within some angle of the normal; or from
/// a container that shields, in any direction, starting where the ray from the centre leaves the footprint.
/// Places are in the frame of the box: x along the long axis, y to the right of it, in metres from the centre.
class WallTorchRisk {
 public:
  /// `below_m`: height of the flame axis above the receiver.
  WallTorchRisk(const Torch& torch, const ThermalLine& lethality, const TorchSource& source, double below_m);

  /// Mean over openings and directions, from a table of the flux (1e-4 relative).
  [[nodiscard]] double mean_lethality(RdPoint place) const;
  /// The same from the flux itself.
  [[nodiscard]] double direct_mean_lethality(RdPoint place) const;
  /// Distance from the centre beyond which the mean lethality is 0 (m).
  [[nodiscard]] double reach_m() const { return reach_m_; }

  /// Per opening the region that some direction of the flame gives at least `flux`, before the wall. Not for a container
  /// that shields: its region is that of TorchRisk, for the flame towards a receiver leaves the wall that faces it.
  [[nodiscard]] std::vector<Ring> regions(HeatFlux flux) const;

 private:
  struct Exit {
    WallFrame wall;
    RdPoint base;        // of the flame; where the direction leaves the footprint when `moving`
    bool moving;
    double middle;       // azimuth from the long axis
    double half;         // directions lie within this angle of the middle
    double per_radian;   // density over the direction
  };
  template <class LnFlux>
  [[nodiscard]] double mean(RdPoint place, const LnFlux& ln_flux) const;

  Torch torch_;
  ThermalLine line_;
  double length_m_;
  double width_m_;
  double below_m_;
  double negligible_flux_;
  double flame_reach_m_;
  double reach_m_;
  std::vector<Exit> exits_;
  std::shared_ptr<const detail::TorchFluxMap> map_;
};

}  // namespace batterisk
