#pragma once

#include "batterisk/core/effect_models.hpp"
#include "batterisk/core/scenario.hpp"

#include <vector>

namespace batterisk {

/// Heat radiation of the flame on the roof of a burning enclosure, per weather class: the wind moves the flame towards
/// every receiver by `(L/2) sin(theta)` (core/README.md, 2.9). It depends on distance only.
class FireRadiation {
 public:
  FireRadiation(const FireSource& source, const EffectModels& models, const std::vector<WeatherClass>& classes);

  /// Heat flux at `distance_m` from the centre in a weather class (W/m2); infinite inside the flame.
  [[nodiscard]] double flux_w_per_m2(std::size_t weather_class, double distance_m) const;
  /// Probability of death at `distance_m` in a weather class; 0 where it is below 1e-12.
  [[nodiscard]] double lethality(std::size_t weather_class, double distance_m) const;
  /// Distances at which the lethality jumps to 1, per weather class; 0 for nowhere (m).
  [[nodiscard]] std::vector<double> edges_m() const;
  /// Distance beyond which the lethality is 0 in every class (m).
  [[nodiscard]] double reach_m() const { return reach_m_; }
  /// Largest distance at which the flux is at least `limit` in a weather class; 0 when it is so nowhere (m).
  [[nodiscard]] double distance_m(std::size_t weather_class, HeatFlux limit) const;

 private:
  FlameCylinder flame_;
  Length base_;
  Transmissivity air_;
  ThermalLine line_;
  std::vector<double> shift_m_;
  double negligible_flux_;
  double reach_m_ = 0.0;
};

}  // namespace batterisk
