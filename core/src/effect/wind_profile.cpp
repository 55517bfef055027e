#include "batterisk/core/effect/wind_profile.hpp"

#include "base/require.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace batterisk {
namespace {

constexpr double von_karman = 0.4;
constexpr double reference_height_m = 10.0;

double unstable_correction(double z, double obukhov_m) {
  const double a = std::pow(1.0 - 16.0 * z / obukhov_m, 0.25);
  return 2.0 * std::log(0.5 * (1.0 + a)) + std::log(0.5 * (1.0 + a * a)) - 2.0 * std::atan(a) +
         0.5 * std::numbers::pi;
}

}  // namespace

double monin_obukhov_length_m(Stability stability, Length roughness) {
  detail::require(detail::above_zero(roughness.m()), "roughness length not above 0");
  const double z0 = std::fmin(roughness.m(), 0.5);
  switch (stability) {
    case Stability::A:
      return 33.162 / std::log10(z0 / 1117.0);
    case Stability::B:
      return 32.258 / std::log10(z0 / 11.46);
    case Stability::C:
      return 51.787 / std::log10(z0 / 1.324);
    case Stability::D:
      return std::numeric_limits<double>::infinity();
    case Stability::E:
      return -48.330 / std::log10(z0 / 1.262);
    case Stability::F:
      return -31.325 / std::log10(z0 / 19.36);
  }
  throw std::domain_error("unknown stability class");
}

WindProfile::WindProfile(Speed at_10_m, Stability stability, Length roughness)
    : roughness_m_{roughness.m()},
      obukhov_m_{monin_obukhov_length_m(stability, roughness)},
      friction_velocity_over_kappa_{0.0} {
  detail::require(detail::above_zero(at_10_m.m_per_s()), "wind speed not above 0");
  detail::require(roughness_m_ < reference_height_m, "roughness length not below 10 m");
  friction_velocity_over_kappa_ = at_10_m.m_per_s() / shape(reference_height_m);
}

Speed WindProfile::friction_velocity() const {
  return Speed::m_per_s(von_karman * friction_velocity_over_kappa_);
}

Speed WindProfile::at(Length height) const {
  detail::require(height.m() > roughness_m_ && std::isfinite(height.m()),
                  "height not above the roughness length");
  return Speed::m_per_s(friction_velocity_over_kappa_ * shape(height.m()));
}

double WindProfile::shape(double z) const {
  const double logarithmic = std::log(z / roughness_m_);
  if (std::isinf(obukhov_m_)) return logarithmic;
  if (obukhov_m_ > 0.0) return logarithmic + 5.0 * (z - roughness_m_) / obukhov_m_;
  return logarithmic - unstable_correction(z, obukhov_m_) + unstable_correction(roughness_m_, obukhov_m_);
}

Speed irwin_wind_speed(Speed at_10_m, Stability stability, Length height, Terrain terrain) {
  detail::require(detail::above_zero(at_10_m.m_per_s()), "wind speed not above 0");
  detail::require(detail::above_zero(height.m()), "height not above 0");
  static constexpr std::array<double, 6> rural{0.07, 0.07, 0.10, 0.15, 0.35, 0.55};
  static constexpr std::array<double, 6> urban{0.15, 0.15, 0.20, 0.25, 0.40, 0.60};
  const auto k = static_cast<std::size_t>(stability);
  const double p = terrain == Terrain::Rural ? rural[k] : urban[k];
  return Speed::m_per_s(at_10_m.m_per_s() * std::pow(height.m() / reference_height_m, p));
}

}  // namespace batterisk
