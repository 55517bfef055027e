#include "batterisk/core/risk/fire_radiation.hpp"

#include "batterisk/core/base/normal.hpp"
#include "batterisk/core/base/root.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace batterisk {
namespace {

constexpr double certain_survival = 1e-12;
constexpr double nearest_m = 0.05;
constexpr double farthest_m = 2'000.0;
constexpr double at_the_wall_m = 1e-3;
constexpr int bearings = 180;

}  // namespace

FireRadiation::FireRadiation(const FireSource& source, const EffectModels& models,
                             const std::vector<WeatherClass>& classes)
    : base_{source.roof_height - models.receiver_height},
      receiver_height_{models.receiver_height},
      opening_sep_{source.opening_sep},
      orientation_{source.orientation.rad()},
      air_{models.torch.transmissivity},
      line_{thermal_line(source.exposure, models.heat)} {
  if (source.roof.m2() > 0.0) {
    flame_ = roof_flame(source.peak, models.torch.radiant_fraction, source.roof, models.flame_diameter_divisor,
                        models.flame_emission);
    flame_->base_radiates = models.flame_base;
  }
  for (const WallOpening& o : source.openings) {
    openings_.push_back({wall_frame(o.wall, source.length.m(), source.width.m()), o});
  }
  for (const WeatherClass& c : classes) {
    const bool tilted = flame_ && models.tilted_flames;
    shift_m_.push_back(tilted ? tilt_shift(*flame_, flame_tilt(flame_->diameter, c.wind, models.air_viscosity.m2_per_s(),
                                                               models.air.gravity_m_per_s2))
                                    .m()
                              : 0.0);
  }
  negligible_flux_ = std::min(std::exp((normal_quantile(certain_survival) - line_.intercept) / line_.slope),
                              line_.certain_w_per_m2);
  for (std::size_t c = 0; c < shift_m_.size(); ++c) {
    reach_m_ = std::max(reach_m_, distance_m(c, HeatFlux::w_per_m2(negligible_flux_)));
  }
  if (!is_round()) reach_m_ *= 1.01;  // between the bearings that were looked at
}

double FireRadiation::flux_w_per_m2(std::size_t weather_class, RdPoint from_centre) const {
  double flux = 0.0;
  double view = 0.0;
  if (flame_) {
    // The axis stands `shift` nearer, at the receiver itself when it is no further away than that.
    const double from_axis = std::max(0.0, std::hypot(from_centre.x, from_centre.y) - shift_m_[weather_class]);
    const auto seen = visible_flame(*flame_, base_, Length::m(from_axis), air_);
    if (!seen) return std::numeric_limits<double>::infinity();
    flux = seen->sep.w_per_m2() * seen->view_factor * seen->transmissivity;
    view = seen->view_factor;
  }
  if (openings_.empty()) return flux;
  const double s = std::sin(orientation_);
  const double c = std::cos(orientation_);
  const RdPoint local{from_centre.x * s + from_centre.y * c, from_centre.x * c - from_centre.y * s};
  for (const Opening& o : openings_) {
    const RdPoint from_wall{local.x - o.wall.middle.x, local.y - o.wall.middle.y};
    const double before = from_wall.x * o.wall.out.x + from_wall.y * o.wall.out.y;
    if (before <= 0.0) continue;
    const double beside = from_wall.x * o.wall.along.x + from_wall.y * o.wall.along.y;
    const Length left = Length::m(o.size.offset.m() - o.size.width.m() / 2.0 - beside);
    const Length bottom = o.size.sill - receiver_height_;
    const double factor = rectangle_view_factor(left, left + o.size.width, bottom, bottom + o.size.height,
                                                Length::m(std::max(before, at_the_wall_m)));
    flux += opening_sep_.w_per_m2() * factor * transmissivity(air_, Length::m(before));
    view += factor;
  }
  return view > 1.0 ? flux / view : flux;
}

double FireRadiation::lethality(std::size_t weather_class, RdPoint from_centre) const {
  if (std::hypot(from_centre.x, from_centre.y) >= reach_m_) return 0.0;
  const double q = flux_w_per_m2(weather_class, from_centre);
  return q < negligible_flux_ ? 0.0 : line_.lethality(q);
}

std::vector<double> FireRadiation::edges_m() const {
  std::vector<double> edges;
  for (std::size_t c = 0; c < shift_m_.size(); ++c) {
    edges.push_back(distance_m(c, HeatFlux::w_per_m2(line_.certain_w_per_m2)));
  }
  return edges;
}

double FireRadiation::distance_on(std::size_t weather_class, double bearing, HeatFlux limit) const {
  const auto excess = [&](double r) {
    const double q = flux_w_per_m2(weather_class, {r * std::sin(bearing), r * std::cos(bearing)});
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

double FireRadiation::distance_m(std::size_t weather_class, HeatFlux limit) const {
  if (is_round()) return flame_ ? distance_on(weather_class, 0.0, limit) : 0.0;
  double largest = 0.0;
  for (int k = 0; k < bearings; ++k) {
    largest = std::max(largest, distance_on(weather_class, 2.0 * std::numbers::pi * k / bearings, limit));
  }
  return largest;
}

}  // namespace batterisk
