#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

// Angles for inner loops that read tables: polynomials (Chebyshev fits, our own), several times faster than the library's
// functions and the same on every machine.
namespace batterisk::detail {

// Sums pairs of terms first: shorter chains of dependent steps than Horner's.
template <std::size_t N>
[[nodiscard]] inline double polynomial(const std::array<double, N>& coefficients, double x) {
  if constexpr (N == 1) {
    return coefficients[0];
  } else {
    std::array<double, (N + 1) / 2> halved{};
    for (std::size_t i = 0; i < N / 2; ++i) halved[i] = coefficients[2 * i] + coefficients[2 * i + 1] * x;
    if constexpr (N % 2 == 1) halved[N / 2] = coefficients[N - 1];
    return polynomial(halved, x * x);
  }
}

/// atan(x) for x in [0, 1], within 1e-11 rad.
[[nodiscard]] inline double quick_atan(double x) {
  constexpr std::array<double, 13> over_x{
      9.999999999902901e-01, -3.333333299503303e-01, 1.999998035308858e-01, -1.428526248320887e-01,
      1.110565611105650e-01, -9.051136849520559e-02, 7.502230048043589e-02, -6.038545575413735e-02,
      4.390282660400844e-02, -2.627153365970571e-02, 1.160229800080742e-02, -3.261476990792289e-03,
      4.301633697468787e-04};
  return x * polynomial(over_x, x * x);
}

/// asin(sqrt(z)) for z in [0, 1/2], within 1e-9 rad.
[[nodiscard]] inline double quick_asin_of_root(double z) {
  constexpr std::array<double, 10> over_root{
      9.999999997208244e-01, 1.666667753383409e-01, 7.499305723614950e-02, 4.481368386186122e-02,
      2.826846171324721e-02, 3.717695348526269e-02, -4.439638454846821e-02, 1.674860221941420e-01,
      -2.027115853433808e-01, 1.463625818199944e-01};
  return std::sqrt(z) * polynomial(over_root, z);
}

/// Bearing of an offset (m east, m north) clockwise from north, in turns, [0, 1]; 0 for no offset. Within 2e-12 turns.
[[nodiscard]] inline double quick_turns(RdPoint offset) {
  const double east = std::abs(offset.x);
  const double north = std::abs(offset.y);
  constexpr double none = 1e-300;  // keeps 0/0 away
  constexpr double turns_per_rad = 0.5 / std::numbers::pi;
  // No branches: the compiler may take several offsets at once.
  const double octant = turns_per_rad * quick_atan(std::min(east, north) / std::max(std::max(east, north), none));
  const double across = 0.25 - octant;
  const double quadrant = east > north ? across : octant;
  const double behind = 0.5 - quadrant;
  const double half = offset.y < 0.0 ? behind : quadrant;
  const double left = 1.0 - half;
  return offset.x < 0.0 ? left : half;
}

/// Where the share `s` (0 to 1) of a span lies among nodes at the shares (1 - cos(pi t)) / 2: t, 0 to 1. Within 1e-9.
[[nodiscard]] inline double quick_cosine_position(double s) {
  constexpr double half_turn = std::numbers::pi / 2.0;
  const double nearest = std::clamp(std::min(s, 1.0 - s), 0.0, 0.5);
  const double t = quick_asin_of_root(nearest) / half_turn;
  return s > 0.5 ? 1.0 - t : t;
}

}  // namespace batterisk::detail
