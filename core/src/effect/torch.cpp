#include "base/require.hpp"
#include "batterisk/core/base/root.hpp"
#include "batterisk/core/effect/heat_radiation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace batterisk {
namespace {

constexpr std::size_t lanes = 8;

}  // namespace

Length jet_flame_length(Power q, const JetLengthLaw& law) {
  detail::require(detail::above_zero(q.w()), "flame power not above 0");
  detail::require(detail::above_zero(law.coefficient) && detail::above_zero(law.exponent),
                  "jet length constants not above 0");
  return Length::m(law.coefficient * std::pow(q.w(), law.exponent));
}

Torch::Torch(Power q, const TorchParameters& p)
    : power_{q},
      length_{jet_flame_length(q, p.length_law).m()},
      width_{p.width_ratio * length_},
      points_{p.points},
      transmissivity_{p.transmissivity} {
  detail::require(detail::fraction(p.radiant_fraction), "radiant fraction outside [0, 1]");
  detail::require(detail::not_negative(p.width_ratio), "width ratio negative");
  detail::require(p.points >= 1 && p.points <= 1000, "number of points outside 1-1000");
  detail::require(detail::fraction(p.peak_fraction), "peak fraction outside [0, 1]");

  const int n_peak = std::max(1, static_cast<int>(std::floor(p.peak_fraction * p.points)));
  const auto count = static_cast<std::size_t>(points_);
  const std::size_t padded = (count + lanes - 1) / lanes * lanes;
  // Padding lies one flame length behind the base, without strength.
  position_.assign(padded, -length_);
  strength_.assign(padded, 0.0);
  double total = 0.0;
  for (int i = 1; i <= points_; ++i) {
    const int falling = points_ - n_peak - 1;
    const double weight = i <= n_peak   ? i
                          : falling > 0 ? n_peak - (n_peak - 1.0) * (i - n_peak - 1) / falling
                                        : n_peak;
    const auto k = static_cast<std::size_t>(i - 1);
    position_[k] = (i - 0.5) * length_ / points_;
    strength_[k] = weight;
    total += weight;
  }
  double scale = p.radiant_fraction * q.w() / (4.0 * std::numbers::pi * total);
  const double constant = transmissivity(transmissivity_, Length::m(0.0));
  if (transmissivity_.model == TransmissivityModel::Constant) scale *= constant;
  for (double& s : strength_) s *= scale;
}

double Torch::flux_w_per_m2(double x, double y, double z) const {
  // In the plane of axis and receiver: `along` parallel to the axis, `d` the distance to it.
  const double d2 = y * y + z * z;
  const double d = std::sqrt(d2);
  const std::size_t size = position_.size();
  const bool absorbing = transmissivity_.model != TransmissivityModel::Constant;

  const auto per_distance_cubed = [&](std::size_t i) {  // f_i/r_i
    const double along = position_[i] - x;
    const double r2 = along * along + d2;
    double f = strength_[i] / (r2 * std::sqrt(r2));
    if (absorbing && f > 0.0) f *= transmissivity(transmissivity_, Length::m(std::sqrt(r2)));
    return f;
  };

  double sum_along = 0.0;
  double sum_across = 0.0;
  if (absorbing) {
    for (std::size_t i = 0; i < size; ++i) {
      const double g = per_distance_cubed(i);
      sum_along += g * (position_[i] - x);
      sum_across += g;
    }
  } else {
    double along_lane[lanes] = {};
    double across_lane[lanes] = {};
    for (std::size_t i = 0; i < size; i += lanes) {
      for (std::size_t k = 0; k < lanes; ++k) {
        const double along = position_[i + k] - x;
        const double r2 = along * along + d2;
        const double g = strength_[i + k] / (r2 * std::sqrt(r2));
        along_lane[k] += g * along;
        across_lane[k] += g;
      }
    }
    for (std::size_t k = 0; k < lanes; ++k) {
      sum_along += along_lane[k];
      sum_across += across_lane[k];
    }
  }
  const double across = sum_across * d;
  const double magnitude = std::sqrt(sum_along * sum_along + across * across);
  if (!std::isfinite(magnitude)) return std::numeric_limits<double>::infinity();
  if (magnitude == 0.0) return 0.0;

  // n.e_i is linear in `along`: when both ends are in front of the surface, sum f_i n.e_i = |sum|.
  const double n_along = sum_along / magnitude;
  const double n_across = across / magnitude;
  const double first = n_along * (position_[0] - x) + n_across * d;
  const double last = n_along * (position_[static_cast<std::size_t>(points_ - 1)] - x) + n_across * d;
  if (first >= 0.0 && last >= 0.0) return magnitude;
  double flux = 0.0;
  for (std::size_t i = 0; i < size; ++i) {
    const double facing = n_along * (position_[i] - x) + n_across * d;
    if (facing > 0.0) flux += per_distance_cubed(i) * facing;
  }
  return flux;
}

bool Torch::contains(double x, double y, double z) const {
  const double beyond = x - std::clamp(x, 0.0, length_);
  return beyond * beyond + y * y + z * z < 0.25 * width_ * width_;
}

Length torch_axis_distance(const Torch& torch, HeatFlux q) {
  detail::require(detail::above_zero(q.w_per_m2()), "heat flux not above 0");
  const double tip = torch.length().m();
  const auto excess = [&](double x) { return torch.flux_w_per_m2(x, 0.0, 0.0) - q.w_per_m2(); };
  // The last point lies inside the tip, where the sum grows without bound; the flux falls from there on.
  double far = 2.0 * tip;
  while (excess(far) > 0.0) far *= 2.0;
  double near = far;
  while (near > tip && excess(near) <= 0.0) near = std::max(tip, 0.5 * (near + tip) - 1e-9 * tip);
  detail::require(excess(near) >= 0.0, "heat flux reached inside the flame only");
  return Length::m(find_root(excess, near, far, 1e-13));
}

HeatFlux point_source_flux(Power q, double radiant_fraction, Length distance, Angle incidence,
                           const Transmissivity& air) {
  detail::require(detail::not_negative(q.w()), "heat release negative");
  detail::require(detail::fraction(radiant_fraction), "radiant fraction outside [0, 1]");
  const double r = distance.m();
  detail::require(detail::above_zero(r), "distance not above 0");
  return HeatFlux::w_per_m2(transmissivity(air, distance) * radiant_fraction * q.w() *
                            std::max(0.0, std::cos(incidence.rad())) / (4.0 * std::numbers::pi * r * r));
}

}  // namespace batterisk
