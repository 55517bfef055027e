#include "batterisk/core/effect/transmissivity.hpp"

#include "base/require.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk {
namespace {

double saturation_mmhg(double t) {
  return std::exp(20.386 - 5132.0 / t);
}
constexpr double pa_per_mmhg = 133.322387415;

// tau = 1.006 - 0.01171 lg Xw - 0.02368 lg^2 Xw - 0.03188 lg Xc + 0.001164 lg^2 Xc (Wayne 1991), with 335 ppm
// CO2.
double wayne(double humidity, double t, double x) {
  const double water = humidity * x * saturation_mmhg(t) * 288.651 / t;
  const double co2 = x * 273.0 / t;
  const double w = std::log10(water);
  const double c = std::log10(co2);
  return 1.006 - 0.01171 * w - 0.02368 * w * w - 0.03188 * c + 0.001164 * c * c;
}

double casal(double pressure_path) {
  if (pressure_path < 1e4) return 1.53 * std::pow(pressure_path, -0.06);
  if (pressure_path <= 1e5) return 2.02 * std::pow(pressure_path, -0.09);
  return 2.85 * std::pow(pressure_path, -0.12);
}

}  // namespace

Pressure water_saturation_pressure(Temperature t) {
  detail::require(detail::above_zero(t.k()), "temperature not above 0");
  return Pressure::pa(pa_per_mmhg * saturation_mmhg(t.k()));
}

double transmissivity(const Transmissivity& air, Length x) {
  detail::require(x.m() >= 0.0, "path length negative");
  if (air.model == TransmissivityModel::Constant) {
    detail::require(detail::fraction(air.constant), "transmissivity outside [0, 1]");
    return air.constant;
  }
  const double humidity = air.relative_humidity.value();
  detail::require(detail::fraction(humidity), "relative humidity outside [0, 1]");
  detail::require(detail::above_zero(air.temperature.k()), "temperature not above 0");
  constexpr double negligible_path_m = 0.01;  // the fits exceed 1 here; Wayne turns down again below 1e-4 m
  if (x.m() < negligible_path_m) return 1.0;
  const double pressure_path = humidity * water_saturation_pressure(air.temperature).pa() * x.m();
  double tau = 1.0;
  switch (air.model) {
    case TransmissivityModel::Constant:
      break;
    case TransmissivityModel::Wayne:
      detail::require(humidity > 0.0, "relative humidity not above 0");
      tau = wayne(humidity, air.temperature.k(), x.m());
      break;
    case TransmissivityModel::Bagster:
      detail::require(pressure_path > 1e4 && pressure_path < 1e5, "p_w x outside 1e4-1e5 N/m");
      tau = 2.02 * std::pow(pressure_path, -0.09);
      break;
    case TransmissivityModel::Casal:
      tau = pressure_path > 0.0 ? casal(pressure_path) : 1.0;
      break;
  }
  return std::clamp(tau, 0.0, 1.0);
}

}  // namespace batterisk
