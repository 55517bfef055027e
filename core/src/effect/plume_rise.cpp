#include "batterisk/core/effect/plume_rise.hpp"

#include "base/require.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace batterisk {

BuoyancyFlux buoyancy_flux(Power convective, const Air& air) {
  detail::require(detail::not_negative(convective.w()), "convective power negative");
  detail::require(detail::above_zero(air.density.kg_per_m3()) && detail::above_zero(air.temperature.k()) &&
                      detail::above_zero(air.heat_capacity_j_per_kg_k),
                  "air properties not above 0");
  return BuoyancyFlux::m4_per_s3(
      air.gravity_m_per_s2 * convective.w() /
      (std::numbers::pi * air.density.kg_per_m3() * air.heat_capacity_j_per_kg_k * air.temperature.k()));
}

PlumeRise briggs_plume_rise(BuoyancyFlux flux, Speed wind, Stability stability, const Air& air,
                            const BriggsParameters& parameters) {
  const double fb = flux.m4_per_s3();
  const double u = wind.m_per_s();
  detail::require(detail::not_negative(fb), "buoyancy flux negative");
  detail::require(detail::above_zero(u), "wind speed not above 0");
  double final_rise = 0.0;
  double distance = 0.0;
  if (stability == Stability::E || stability == Stability::F) {
    const double gradient = stability == Stability::E ? parameters.potential_gradient_e.k_per_m()
                                                      : parameters.potential_gradient_f.k_per_m();
    detail::require(detail::above_zero(gradient), "potential temperature gradient not above 0");
    const double s = air.gravity_m_per_s2 / air.temperature.k() * gradient;
    final_rise = std::min(parameters.stable * std::cbrt(fb / (u * s)),
                          parameters.stable_calm * std::pow(fb, 0.25) * std::pow(s, -0.375));
    distance = parameters.stable_distance * u / std::sqrt(s);
  } else if (fb < parameters.crossover.m4_per_s3()) {
    final_rise = parameters.final_weak * std::pow(fb, 0.75) / u;
    distance = parameters.distance_weak * std::pow(fb, 0.625);
  } else {
    final_rise = parameters.final_strong * std::pow(fb, 0.6) / u;
    distance = parameters.distance_strong * std::pow(fb, 0.4);
  }
  return {Length::m(distance), Length::m(final_rise), parameters.transitional * std::cbrt(fb) / u};
}

Length plume_rise_at(const PlumeRise& rise, Length x) {
  detail::require(x.m() >= 0.0, "distance negative");
  return std::min(rise.final_rise, Length::m(rise.transitional_m_per_m_2_3 * std::pow(x.m(), 2.0 / 3.0)));
}

Length stack_tip_downwash(Length height, Length diameter, Speed exit, Speed wind) {
  detail::require(detail::above_zero(wind.m_per_s()), "wind speed not above 0");
  detail::require(detail::not_negative(diameter.m()), "diameter negative");
  detail::require(detail::not_negative(exit.m_per_s()), "exit speed negative");
  const double ratio = exit / wind;
  return ratio < 1.5 ? height + 2.0 * (ratio - 1.5) * diameter : height;
}

double lift_off_factor(BuoyancyFlux flux, Speed wind, Length width, const LiftOffParameters& parameters) {
  const double u = wind.m_per_s();
  detail::require(detail::not_negative(flux.m4_per_s3()), "buoyancy flux negative");
  detail::require(detail::above_zero(u), "wind speed not above 0");
  detail::require(detail::above_zero(width.m()), "width not above 0");
  const double f = flux.m4_per_s3() / (u * u * u * width.m());
  return std::exp(-parameters.coefficient * std::pow(f, parameters.exponent));
}

}  // namespace batterisk
