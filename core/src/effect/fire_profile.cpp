#include "base/require.hpp"
#include "batterisk/core/base/root.hpp"
#include "batterisk/core/effect/source_term.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk {

FireProfile::FireProfile(Energy stored, Time duration, const FireParameters& p)
    : growth_{p.growth.w_per_s2()},
      total_{p.heat_ratio * stored.j()},
      peak_{0.0},
      growth_end_{0.0},
      plateau_end_{0.0},
      decay_{0.0} {
  detail::require(detail::above_zero(stored.j()), "stored energy not above 0");
  detail::require(detail::above_zero(duration.s()), "fire duration not above 0");
  detail::require(
      detail::above_zero(p.heat_ratio) && detail::above_zero(p.peak_over_mean) && detail::above_zero(growth_),
      "fire constant not above 0");
  detail::require(p.plateau_fraction > 0.0 && p.plateau_fraction < 1.0, "plateau fraction outside (0, 1)");
  peak_ = p.peak_over_mean * total_ / duration.s();
  const double before_decay = p.plateau_fraction * total_;
  growth_end_ = std::sqrt(peak_ / growth_);
  const double grown = peak_ * growth_end_ / 3.0;
  if (grown < before_decay) {
    plateau_end_ = growth_end_ + (before_decay - grown) / peak_;
  } else {
    growth_end_ = std::cbrt(3.0 * before_decay / growth_);
    plateau_end_ = growth_end_;
    peak_ = growth_ * growth_end_ * growth_end_;
  }
  decay_ = (total_ - before_decay) / peak_;
}

Power FireProfile::at(Time time) const {
  const double t = time.s();
  if (!(t > 0.0)) return Power::w(0.0);
  if (t < growth_end_) return Power::w(growth_ * t * t);
  if (t <= plateau_end_) return Power::w(peak_);
  return Power::w(peak_ * std::exp(-(t - plateau_end_) / decay_));
}

Energy FireProfile::released(Time time) const {
  const double t = time.s();
  if (!(t > 0.0)) return Energy::j(0.0);
  if (t < growth_end_) return Energy::j(growth_ * t * t * t / 3.0);
  if (t <= plateau_end_) return Energy::j(peak_ * (growth_end_ / 3.0 + (t - growth_end_)));
  return Energy::j(total_ - peak_ * decay_ * std::exp(-(t - plateau_end_) / decay_));
}

Power FireProfile::largest_mean(Time window) const {
  const double w = window.s();
  detail::require(detail::above_zero(w), "window not above 0");
  if (plateau_end_ - growth_end_ >= w) return peak();
  // Rising, flat, falling: the best window has the same heat release at both ends.
  const auto gain = [&](double start) { return at(Time::s(start + w)).w() - at(Time::s(start)).w(); };
  const double start = find_root(gain, std::max(0.0, plateau_end_ - w), growth_end_, 1e-14);
  return Power::w((released(Time::s(start + w)) - released(Time::s(start))).j() / w);
}

}  // namespace batterisk
