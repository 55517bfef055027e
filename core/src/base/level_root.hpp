#pragma once

#include "batterisk/core/base/root.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace batterisk::detail {

/// Value of a function at `t`.
struct Sample {
  double t;
  double value;
};

/// Where the polynomial t(value) through the samples is at value 0 (Neville; Press et al. 2007, 3.2). Not finite when two
/// values are equal.
[[nodiscard]] inline double inverse_interpolation(std::span<const Sample> samples) {
  std::array<double, 4> t{};
  const std::size_t n = std::min(samples.size(), t.size());
  for (std::size_t i = 0; i < n; ++i) t[i] = samples[i].t;
  for (std::size_t order = 1; order < n; ++order) {
    for (std::size_t i = 0; i + order < n; ++i) {
      const double v = samples[i].value;
      const double w = samples[i + order].value;
      t[i] = (w * t[i] - v * t[i + 1]) / (w - v);
    }
  }
  return t[0];
}

/// Zero of `f` between the samples `a` and `b`, of which one value is negative and one is not, to about `tolerance` in t.
/// For functions that are dear and mostly smooth: each step goes to where the polynomial through the nearest samples,
/// `beside` (at most two) included, vanishes; the search ends when that moves by less than the tolerance. Where it does
/// not settle at once, as at a jump, Brent's method takes over.
template <class Function>
[[nodiscard]] double level_root(const Function& f, Sample a, Sample b, double tolerance,
                                std::span<const Sample> beside = {}) {
  std::vector<Sample> near{a, b};
  near.insert(near.end(), beside.begin(), beside.end());
  const auto within = [&](double t) { return t > std::min(a.t, b.t) && t < std::max(a.t, b.t); };
  double guess = inverse_interpolation(near);
  if (!within(guess)) guess = inverse_interpolation(std::array{a, b});
  constexpr int quick_steps = 4;
  for (int step = 0; step < quick_steps && within(guess); ++step) {
    const Sample at{guess, f(guess)};
    ((at.value < 0.0) == (a.value < 0.0) ? a : b) = at;
    near.push_back(at);
    // The samples nearest to zero tell most.
    std::stable_sort(near.begin(), near.end(),
                     [](const Sample& x, const Sample& y) { return std::abs(x.value) < std::abs(y.value); });
    near.resize(std::min<std::size_t>(near.size(), 4));
    const double next = inverse_interpolation(near);
    if (std::abs(next - guess) <= tolerance) return next;
    guess = next;
  }
  const auto known = [&](double t) { return t == a.t ? a.value : t == b.t ? b.value : f(t); };
  return find_root(known, a.t, b.t, tolerance / std::max(std::abs(a.t), std::abs(b.t)));
}

}  // namespace batterisk::detail
