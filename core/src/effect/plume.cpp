#include "batterisk/core/effect/plume.hpp"

#include "base/require.hpp"
#include "batterisk/core/base/root.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace batterisk {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int lid_images = 5;
constexpr double nearest_m = 1e-9;  // nearer distances count as this one, so that no square underflows

const SigmaCoefficients& coefficients(const SigmaParameters& p, Stability stability) {
  return p.classes[static_cast<std::size_t>(stability)];
}

// ln of the roughness factor without its x^exponent.
double roughness_strength(const SigmaParameters& p) {
  detail::require(detail::above_zero(p.roughness.m()) && detail::above_zero(p.roughness_reference.m()),
                  "roughness length not above 0");
  detail::require(detail::above_zero(p.roughness_from.m()), "roughness distance not above 0");
  return p.roughness_coefficient * std::log(p.roughness / p.roughness_reference);
}

double require_distance(Length x) {
  detail::require(detail::above_zero(x.m()), "distance not above 0");
  return x.m();
}

// x at which a rising spread equals `target`; 0 for a target of 0.
template <class Spread>
double inverse_spread(const Spread& spread, double target) {
  if (target == 0.0) return 0.0;
  const auto excess = [&](double ln_x) { return std::log(spread(std::exp(ln_x)) / target); };
  double low = 0.0;
  double high = 0.0;
  while (excess(low) > 0.0) low -= 5.0;
  while (excess(high) < 0.0) high += 5.0;
  return std::exp(find_root(excess, low, high, 1e-15));
}

}  // namespace

double averaging_factor(const SigmaParameters& p) {
  detail::require(detail::above_zero(p.averaging.s()), "averaging time not above 0");
  return std::pow(std::max(p.averaging, p.shortest_averaging) / p.reference_averaging, p.averaging_exponent);
}

double roughness_factor(const SigmaParameters& p, Length x) {
  const double at = std::max(require_distance(x), p.roughness_from.m());
  return std::exp(roughness_strength(p) * std::pow(at, p.roughness_exponent));
}

Length sigma_y(const SigmaParameters& p, Stability stability, Length x) {
  const auto& k = coefficients(p, stability);
  return Length::m(averaging_factor(p) * k.a * std::pow(require_distance(x), k.b));
}

Length sigma_z(const SigmaParameters& p, Stability stability, Length x) {
  const auto& k = coefficients(p, stability);
  return Length::m(roughness_factor(p, x) * k.c * std::pow(require_distance(x), k.d));
}

Length briggs_sigma_y(Terrain terrain, Stability stability, Length distance) {
  static constexpr std::array<double, 6> rural{0.22, 0.16, 0.11, 0.08, 0.06, 0.04};
  static constexpr std::array<double, 6> urban{0.32, 0.32, 0.22, 0.16, 0.11, 0.11};
  const double x = require_distance(distance);
  const auto k = static_cast<std::size_t>(stability);
  return Length::m(terrain == Terrain::Rural ? rural[k] * x / std::sqrt(1.0 + 1e-4 * x)
                                             : urban[k] * x / std::sqrt(1.0 + 4e-4 * x));
}

Length briggs_sigma_z(Terrain terrain, Stability stability, Length distance) {
  const double x = require_distance(distance);
  if (terrain == Terrain::Urban) {
    switch (stability) {
      case Stability::A:
      case Stability::B:
        return Length::m(0.24 * x * std::sqrt(1.0 + 0.001 * x));
      case Stability::C:
        return Length::m(0.20 * x);
      case Stability::D:
        return Length::m(0.14 * x / std::sqrt(1.0 + 3e-4 * x));
      case Stability::E:
      case Stability::F:
        return Length::m(0.08 * x / std::sqrt(1.0 + 0.0015 * x));
    }
  }
  switch (stability) {
    case Stability::A:
      return Length::m(0.20 * x);
    case Stability::B:
      return Length::m(0.12 * x);
    case Stability::C:
      return Length::m(0.08 * x / std::sqrt(1.0 + 2e-4 * x));
    case Stability::D:
      return Length::m(0.06 * x / std::sqrt(1.0 + 0.0015 * x));
    case Stability::E:
      return Length::m(0.03 * x / (1.0 + 3e-4 * x));
    case Stability::F:
      return Length::m(0.016 * x / (1.0 + 3e-4 * x));
  }
  throw std::domain_error("unknown stability class");
}

Length puff_sigma_x(double ratio, Length x) {
  return ratio * Length::m(require_distance(x));
}

double finite_duration_factor(Length x, Speed wind, Time t, Time duration, Length sigma_x) {
  const double u = wind.m_per_s();
  detail::require(detail::above_zero(u), "wind speed not above 0");
  detail::require(detail::above_zero(duration.s()), "release duration not above 0");
  detail::require(detail::above_zero(sigma_x.m()), "sigma_x not above 0");
  if (t.s() <= 0.0) return 0.0;
  const double scale = 1.0 / (std::numbers::sqrt2 * sigma_x.m());
  const double tail = (x.m() - u * std::max(0.0, t.s() - duration.s())) * scale;
  const double head = (x.m() - u * t.s()) * scale;
  return 0.5 * (std::erf(tail) - std::erf(head));
}

std::optional<Length> mixing_height(Stability stability, Speed friction_velocity,
                                    const MixingHeightParameters& parameters) {
  if (stability == Stability::E || stability == Stability::F) return std::nullopt;
  detail::require(detail::above_zero(friction_velocity.m_per_s()), "friction velocity not above 0");
  detail::require(detail::above_zero(parameters.coriolis_per_s), "Coriolis parameter not above 0");
  return Length::m(parameters.coefficient * friction_velocity.m_per_s() / parameters.coriolis_per_s);
}

PlumeWind plume_wind(Speed at_10_m, Stability stability, Length roughness, Length height,
                     TransportWind which, const MixingHeightParameters& lid, Speed least) {
  const WindProfile profile{at_10_m, stability, roughness};
  const Speed transport =
      which == TransportWind::Release ? profile.at(std::max(Length::m(1.0), 0.5 * height)) : at_10_m;
  PlumeWind wind{transport, stability, mixing_height(stability, profile.friction_velocity(), lid)};
  if (which == TransportWind::Plume) {
    wind.profile = profile;
    wind.least = least;
  }
  return wind;
}

Length wake_growth_length(Length width, Length height) {
  detail::require(detail::not_negative(width.m()) && detail::not_negative(height.m()), "wake size negative");
  return Length::m(10.0 * std::sqrt(width.m() * height.m()));
}

WakeSpread wake_spread(Length width, Length height, const WakeParameters& parameters) {
  detail::require(detail::not_negative(width.m()) && detail::not_negative(height.m()), "wake size negative");
  detail::require(
      detail::above_zero(parameters.width_divisor) && detail::above_zero(parameters.height_divisor),
      "wake divisor not above 0");
  return {(1.0 / parameters.width_divisor) * width, (1.0 / parameters.height_divisor) * height};
}

Length projected_width(Length length, Length width, Angle wind_to_long_axis) {
  detail::require(detail::not_negative(length.m()) && detail::not_negative(width.m()), "box size negative");
  detail::require(std::isfinite(wind_to_long_axis.rad()), "angle not finite");
  return std::fabs(std::sin(wind_to_long_axis.rad())) * length +
         std::fabs(std::cos(wind_to_long_axis.rad())) * width;
}

VirtualDistances virtual_distances(const SigmaParameters& p, Stability stability, const WakeSpread& wake) {
  const double averaging = averaging_factor(p);
  const auto& k = coefficients(p, stability);
  const double y0 = wake.sigma_y0.m();
  detail::require(detail::not_negative(y0) && detail::not_negative(wake.sigma_z0.m()),
                  "wake spread negative");
  const double y = y0 == 0.0 ? 0.0 : std::pow(y0 / (averaging * k.a), 1.0 / k.b);
  const auto spread = [&](double x) { return sigma_z(p, stability, Length::m(x)).m(); };
  return {Length::m(y), Length::m(inverse_spread(spread, wake.sigma_z0.m()))};
}

PlumeKernel::PlumeKernel(const SigmaParameters& sigma, const PlumeWind& wind, const PlumeSource& source,
                         Length receiver_height)
    : ln_a_{std::log(coefficients(sigma, wind.stability).a * averaging_factor(sigma))},
      b_{coefficients(sigma, wind.stability).b},
      ln_c_{std::log(coefficients(sigma, wind.stability).c)},
      d_{coefficients(sigma, wind.stability).d},
      roughness_coefficient_{roughness_strength(sigma)},
      roughness_exponent_{sigma.roughness_exponent},
      ln_roughness_from_{std::log(sigma.roughness_from.m())},
      shift_y_{0.0},
      shift_z_{0.0},
      variance_y0_{0.0},
      variance_z0_{0.0},
      ln_scale_{0.0},
      receiver_{receiver_height.m()},
      height_{source.height.m()},
      rise_coefficient_{source.rise ? source.rise->transitional_m_per_m_2_3 : 0.0},
      final_rise_{source.rise ? source.rise->final_rise.m() : 0.0},
      lid_{wind.mixing_height ? wind.mixing_height->m() : 0.0},
      cloud_m_{source.cloud_length_m / (2.0 * std::numbers::sqrt2)},
      growth_m_{source.wake && source.wake_growth ? source.wake_growth->m() : 0.0},
      profile_{wind.profile},
      roughness_m_{sigma.roughness.m()},
      least_m_per_s_{wind.least.m_per_s()} {
  detail::require(detail::above_zero(wind.transport.m_per_s()), "wind speed not above 0");
  detail::require(detail::above_zero(source.ground_factor), "ground factor not above 0");
  detail::require(detail::not_negative(height_), "source height negative");
  detail::require(detail::not_negative(source.cloud_length_m), "cloud length negative");
  detail::require(detail::not_negative(receiver_), "receiver height negative");
  detail::require(!wind.mixing_height || detail::above_zero(lid_), "mixing height not above 0");
  detail::require(detail::not_negative(rise_coefficient_) && detail::not_negative(final_rise_),
                  "plume rise negative");
  detail::require(
      std::isfinite(ln_a_) && std::isfinite(ln_c_) && detail::above_zero(b_) && detail::above_zero(d_),
      "sigma coefficients not above 0");
  detail::require(!wind.profile || detail::above_zero(wind.least.m_per_s()), "least wind speed not above 0");
  detail::require(detail::not_negative(growth_m_), "wake growth negative");
  ln_scale_ = std::log(source.ground_factor / (2.0 * std::numbers::pi * (profile_ ? 1.0 : wind.transport.m_per_s())));
  if (!source.wake) return;
  if (source.combination == WakeCombination::VirtualDistance) {
    const auto shift = virtual_distances(sigma, wind.stability, *source.wake);
    shift_y_ = shift.y.m();
    shift_z_ = shift.z.m();
    virtual_z0_ = source.wake->sigma_z0.m();
  } else {
    const double y0 = source.wake->sigma_y0.m();
    const double z0 = source.wake->sigma_z0.m();
    detail::require(detail::not_negative(y0) && detail::not_negative(z0), "wake spread negative");
    variance_y0_ = y0 * y0;
    variance_z0_ = z0 * z0;
  }
}

PlumeKernel::Axis PlumeKernel::branch(double x_m, double wake_share) const {
  if (!(x_m > 0.0)) return {-infinity, 0.0};
  const double x = std::fmax(x_m, nearest_m);
  const double ln_x = std::log(x);
  double ln_xz = ln_x;
  if (shift_z_ > 0.0 && wake_share > 0.0) {
    const double shift = wake_share == 1.0 ? shift_z_
                                           : inverse_spread([this](double v) { return std::exp(ln_sigma_z(std::log(v))); },
                                                            virtual_z0_ * std::sqrt(wake_share));
    ln_xz = std::log(x + shift);
  }
  const double sy = spread_y(x_m, wake_share);
  const double spread_z = std::exp(ln_sigma_z(ln_xz));
  const double sz = variance_z0_ > 0.0 ? std::sqrt(spread_z * spread_z + wake_share * variance_z0_) : spread_z;
  double height = height_;
  if (rise_coefficient_ > 0.0) {
    height += std::fmin(final_rise_, rise_coefficient_ * std::exp(2.0 / 3.0 * ln_x));
  }
  double ln_c = ln_scale_ - std::log(sy * sz) + ln_vertical(sz, height);
  if (cloud_m_ > 0.0) ln_c += std::log(std::erf(cloud_m_ / x));
  if (profile_) {
    // Most of a plume on the ground lies below 0.8 sigma_z; above 10 m the class speed is kept.
    const double z = std::fmin(10.0, std::fmax(1.0, std::fmax(height, 0.8 * sz)));
    const double u = z > roughness_m_ ? profile_->at(Length::m(z)).m_per_s() : 0.0;
    ln_c -= std::log(std::fmax(least_m_per_s_, u));
  }
  return {ln_c, sy};
}

PlumeKernel::Axis PlumeKernel::thin_axis(double x_m) const { return branch(x_m, thin_share(x_m)); }

double PlumeKernel::ln_dilution(double x_m, double y_m) const {
  const auto at = [y_m](const Axis& axis) {
    if (axis.sigma_y_m <= 0.0) return -infinity;
    const double t = y_m / axis.sigma_y_m;
    return axis.ln_dilution - 0.5 * t * t;
  };
  const double wide = at(axis(x_m));
  return has_thin() ? std::fmax(wide, at(thin_axis(x_m))) : wide;
}

// Share of the variance of the wake that the thin plume has.
double PlumeKernel::thin_share(double x_m) const {
  if (growth_m_ == 0.0) return 1.0;
  const double s = std::fmax(x_m, nearest_m) / growth_m_;
  return std::fmax(0.0, 1.0 - (1.0 + s) * std::exp(-s));
}

double PlumeKernel::spread_y(double x_m, double wake_share) const {
  if (!(x_m > 0.0)) return 0.0;
  // sigma_y(shift) = sigma_0, a power law: the shift of a part of it is a power too.
  const double shift = wake_share == 1.0 || shift_y_ == 0.0 ? shift_y_ : shift_y_ * std::pow(wake_share, 0.5 / b_);
  const double spread = std::exp(ln_a_ + b_ * std::log(std::fmax(x_m, nearest_m) + shift));
  return variance_y0_ > 0.0 ? std::sqrt(spread * spread + wake_share * variance_y0_) : spread;
}

double PlumeKernel::ln_sigma_z(double ln_x) const {
  double ln_z = ln_c_ + d_ * ln_x;
  if (roughness_coefficient_ != 0.0) {
    ln_z += roughness_coefficient_ * std::exp(roughness_exponent_ * std::fmax(ln_x, ln_roughness_from_));
  }
  return ln_z;
}

// ln of the sum of exponentials, taken about its largest term so that it stays finite where they underflow.
double PlumeKernel::ln_vertical(double sigma_z, double height) const {
  const double k = 0.5 / (sigma_z * sigma_z);
  const double z = receiver_;
  const double direct = z - height;
  const double mirrored = z + height;
  constexpr double negligible = 45.0;  // exp(-45) is below the resolution of the sum
  const double below_lid = 2.0 * lid_ - mirrored;
  const bool no_image =
      lid_ == 0.0 || (below_lid > 0.0 && (below_lid * below_lid - direct * direct) * k > negligible);
  if (no_image) {
    const double gap = (mirrored * mirrored - direct * direct) * k;
    return -direct * direct * k + (gap == 0.0 ? std::numbers::ln2 : std::log1p(std::exp(-gap)));
  }
  // Source and mirror source repeat every 2 H_mix; images whose exponent is negligible cost no exponential.
  const double period = 2.0 * lid_;
  double smallest = infinity;
  for (int n = -lid_images; n <= lid_images; ++n) {
    const double a = direct + n * period;
    const double b = mirrored + n * period;
    smallest = std::fmin(smallest, std::fmin(a * a, b * b));
  }
  double sum = 0.0;
  for (int n = -lid_images; n <= lid_images; ++n) {
    for (const double distance : {direct + n * period, mirrored + n * period}) {
      const double exponent = (distance * distance - smallest) * k;
      if (exponent == 0.0) {
        sum += 1.0;
      } else if (exponent < negligible) {
        sum += std::exp(-exponent);
      }
    }
  }
  return std::log(sum) - smallest * k;
}

const PlumeKernel& kernel_in_wind(const std::vector<PlumeKernel>& by_wind, double from_axis) {
  const double turns = from_axis / std::numbers::pi;
  const auto n = static_cast<double>(by_wind.size());
  return by_wind[static_cast<std::size_t>(std::lround((turns - std::floor(turns)) * n)) % by_wind.size()];
}

double largest_distance_m(const PlumeKernel& kernel, double ln_dilution, double x_max_m) {
  return largest_distances_m(kernel, std::array{ln_dilution}, x_max_m).front();
}

std::vector<double> largest_distances_m(const PlumeKernel& kernel, std::span<const double> ln_dilutions, double x_max_m) {
  detail::require(x_max_m >= 0.1 && std::isfinite(x_max_m), "largest distance below 0.1 m");
  constexpr double ratio = 1.05;
  constexpr double scan_to_m = 1e-3;
  std::vector<double> distances(ln_dilutions.size(), 0.0);
  std::vector<std::size_t> sought(ln_dilutions.size());
  std::iota(sought.begin(), sought.end(), 0);
  double far = x_max_m;
  double near = x_max_m;
  while (!sought.empty()) {
    const double here = kernel.ln_dilution(near);
    std::erase_if(sought, [&](std::size_t i) {
      const auto excess = [&](double x) { return kernel.ln_dilution(x) - ln_dilutions[i]; };
      if (here - ln_dilutions[i] < 0.0) return false;
      distances[i] = near == far ? x_max_m : find_root(excess, near, far, 1e-12);
      return true;
    });
    if (near <= scan_to_m) break;
    far = near;
    near = far / ratio;
  }
  return distances;
}

Concentration plume_concentration(const PlumeKernel& kernel, MassRate rate, Length x, Length y) {
  detail::require(detail::not_negative(rate.kg_per_s()), "release rate negative");
  return Concentration::kg_per_m3(rate.kg_per_s() * std::exp(kernel.ln_dilution(x.m(), y.m())));
}

Length cavity_length(Length width, Length along_wind, Length height) {
  detail::require(
      detail::above_zero(width.m()) && detail::above_zero(along_wind.m()) && detail::above_zero(height.m()),
      "box size not above 0");
  const double aspect = std::clamp(along_wind / height, 0.3, 3.0);
  return (1.8 / (std::pow(aspect, 0.3) * (1.0 + 0.24 * (width / height)))) * width;
}

double cavity_dilution(double k, Speed at_roof, Length width, Length height) {
  const double product = k * at_roof.m_per_s() * width.m() * height.m();
  detail::require(detail::above_zero(k) && detail::above_zero(at_roof.m_per_s()) &&
                      detail::above_zero(width.m()) && detail::above_zero(height.m()),
                  "cavity value not above 0");
  return 1.0 / product;
}

}  // namespace batterisk
