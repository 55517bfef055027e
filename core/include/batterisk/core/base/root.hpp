#pragma once

#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

namespace batterisk {

/// Root of the continuous function `f` between `a` and `b` by Brent's method (Brent 1973, ch. 4), to
/// `tolerance` relative to the larger end of the bracket. f(a) and f(b) must differ in sign, or one be zero;
/// infinite values of `f` are allowed (the step is then a bisection). Throws std::domain_error when the root
/// is not bracketed.
template <class Function>
[[nodiscard]] double find_root(Function&& f, double a, double b, double tolerance = 1e-12) {
  double fa = f(a);
  double fb = f(b);
  if (fa == 0.0) return a;
  if (fb == 0.0) return b;
  if (!((fa < 0.0) != (fb < 0.0)) || std::isnan(fa) || std::isnan(fb)) {
    throw std::domain_error("root is not bracketed");
  }
  double c = a;
  double fc = fa;
  double step = b - a;
  double previous = step;
  constexpr int max_iterations = 300;
  for (int i = 0; i < max_iterations; ++i) {
    if ((fb < 0.0) == (fc < 0.0)) {
      c = a;
      fc = fa;
      step = previous = b - a;
    }
    if (std::fabs(fc) < std::fabs(fb)) {
      a = std::exchange(b, c);
      c = a;
      fa = std::exchange(fb, fc);
      fc = fa;
    }
    const double limit = (2.0 * std::numeric_limits<double>::epsilon() + 0.5 * tolerance) * std::fabs(b);
    const double half = 0.5 * (c - b);
    if (std::fabs(half) <= limit || fb == 0.0) return b;
    bool bisect = true;
    if (std::fabs(previous) >= limit && std::fabs(fa) > std::fabs(fb) && std::isfinite(fa) &&
        std::isfinite(fc)) {
      const double s = fb / fa;
      double p = 2.0 * half * s;
      double q = 1.0 - s;
      if (a != c) {  // inverse quadratic interpolation
        const double r = fb / fc;
        const double t = fa / fc;
        p = s * (2.0 * half * t * (t - r) - (b - a) * (r - 1.0));
        q = (t - 1.0) * (r - 1.0) * (s - 1.0);
      }
      if (p > 0.0) q = -q;
      p = std::fabs(p);
      if (2.0 * p < std::fmin(3.0 * half * q - std::fabs(limit * q), std::fabs(previous * q))) {
        previous = step;
        step = p / q;
        bisect = false;
      }
    }
    if (bisect) step = previous = half;
    a = b;
    fa = fb;
    b += std::fabs(step) > limit ? step : std::copysign(limit, half);
    fb = f(b);
  }
  return b;
}

}  // namespace batterisk
