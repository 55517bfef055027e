#pragma once

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/core/risk/effect_models.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <optional>
#include <vector>

namespace batterisk {

/// Heat radiation of a burning enclosure, per weather class: the flame on the roof, which the wind moves towards every
/// receiver by `(L/2) sin(theta)`, and the flames in openings, which radiate to whoever stands before their wall
/// (core/README.md, 2.9). `q = sum SEP_i F_i tau_i`, the sum of F at most 1.
class FireRadiation {
 public:
  FireRadiation(const FireSource& source, const EffectModels& models, const std::vector<WeatherClass>& classes);

  /// Heat flux at an offset from the centre (m east, m north) in a weather class (W/m2); infinite inside the flame.
  [[nodiscard]] double flux_w_per_m2(std::size_t weather_class, RdPoint from_centre) const;
  /// Probability of death there; 0 where it is below 1e-12.
  [[nodiscard]] double lethality(std::size_t weather_class, RdPoint from_centre) const;
  /// Distances at which the lethality jumps to 1, per weather class; 0 for nowhere (m).
  [[nodiscard]] std::vector<double> edges_m() const;
  /// Distance beyond which the lethality is 0 in every class (m).
  [[nodiscard]] double reach_m() const { return reach_m_; }
  /// Largest distance from the centre, over all bearings, at which the flux is at least `limit` in a weather class; 0
  /// when it is so nowhere (m).
  [[nodiscard]] double distance_m(std::size_t weather_class, HeatFlux limit) const;
  /// True when the flux depends on the distance alone.
  [[nodiscard]] bool is_round() const { return openings_.empty(); }

 private:
  struct Opening {
    WallFrame wall;
    WallOpening size;
  };
  [[nodiscard]] double distance_on(std::size_t weather_class, double bearing, HeatFlux limit) const;

  std::optional<FlameCylinder> flame_;
  Length base_;
  Length receiver_height_;
  std::vector<Opening> openings_;
  HeatFlux opening_sep_;
  double orientation_;
  Transmissivity air_;
  ThermalLine line_;
  std::vector<double> shift_m_;
  double negligible_flux_;
  double reach_m_ = 0.0;
};

}  // namespace batterisk
