#include "batterisk/core/fire_radiation.hpp"

#include "batterisk/core/effect/normal.hpp"
#include "batterisk/core/effect/root.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk {
namespace {

constexpr double certain_survival = 1e-12;
constexpr double nearest_m = 0.05;
constexpr double farthest_m = 2'000.0;

}  // namespace

FireRadiation::FireRadiation(const FireSource& source, const EffectModels& models,
                             const std::vector<WeatherClass>& classes)
    : flame_{roof_flame(source.peak, models.torch.radiant_fraction, source.roof, models.flame_diameter_divisor,
                        models.mudan)},
      base_{source.roof_height - models.receiver_height},
      air_{models.torch.transmissivity},
      line_{thermal_line(source.exposure, models.heat)} {
  for (const WeatherClass& c : classes) {
    const Angle tilt = models.tilted_flames ? flame_tilt(flame_.diameter, c.wind, models.air_viscosity.m2_per_s(),
                                                         models.air.gravity_m_per_s2)
                                            : Angle::rad(0.0);
    shift_m_.push_back(tilt_shift(flame_, tilt).m());
  }
  negligible_flux_ = std::min(std::exp((normal_quantile(certain_survival) - line_.intercept) / line_.slope),
                              line_.certain_w_per_m2);
  for (std::size_t c = 0; c < shift_m_.size(); ++c) {
    reach_m_ = std::max(reach_m_, distance_m(c, HeatFlux::w_per_m2(negligible_flux_)));
  }
}

double FireRadiation::flux_w_per_m2(std::size_t weather_class, double distance_m) const {
  // The axis stands `shift` nearer, at the receiver itself when it is no further away than that.
  const double from_axis = std::max(0.0, distance_m - shift_m_[weather_class]);
  return flame_flux_w_per_m2(flame_, base_, Length::m(from_axis), air_);
}

double FireRadiation::lethality(std::size_t weather_class, double distance_m) const {
  if (distance_m >= reach_m_) return 0.0;
  const double q = flux_w_per_m2(weather_class, distance_m);
  return q < negligible_flux_ ? 0.0 : line_.lethality(q);
}

std::vector<double> FireRadiation::edges_m() const {
  std::vector<double> edges;
  for (std::size_t c = 0; c < shift_m_.size(); ++c) {
    edges.push_back(distance_m(c, HeatFlux::w_per_m2(line_.certain_w_per_m2)));
  }
  return edges;
}

double FireRadiation::distance_m(std::size_t weather_class, HeatFlux limit) const {
  const auto excess = [&](double r) {
    const double q = flux_w_per_m2(weather_class, r);
    return std::isinf(q) ? 1.0 : q / limit.w_per_m2() - 1.0;
  };
  // Under the edge of a flame on a roof the flux is not the largest: look from far to near.
  double outside = farthest_m;
  double inside = outside;
  while (inside > nearest_m && excess(inside) < 0.0) {
    outside = inside;
    inside /= 1.05;
  }
  return inside <= nearest_m ? 0.0 : find_root(excess, inside, outside, 1e-12);
}

}  // namespace batterisk
