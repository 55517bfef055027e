#pragma once

#include "base/gauss_legendre.hpp"

#include "batterisk/core/base/root.hpp"

#include <cstddef>
#include <span>

namespace batterisk::detail {

/// How a flame kills, in ln of its flux (W/m2): nobody below the first value, everybody from the second on.
struct LnFluxRange {
  double negligible;
  double certain;
};

/// Integral of the probability of death over the flame directions from the first to the last of `breaks` (rad,
/// ascending). `ln_flux(flame)` is ln of the heat flux that a flame in that direction gives the receiver (infinite inside
/// the flame), `lethality(ln_flux)` the probability of death. Certain death jumps from about 0.98 to 1 at its flux, so
/// panels split there.
template <class Rule, class LnFlux, class Lethality>
[[nodiscard]] double death_over_directions(const Rule& rule, std::span<const double> breaks, LnFluxRange range,
                                           const LnFlux& ln_flux, const Lethality& lethality) {
  const auto excess = [&](double flame) { return ln_flux(flame) - range.certain; };
  const auto smooth = [&](double a, double b) {
    return integrate(rule, a, b, [&](double flame) {
      const double ln_q = ln_flux(flame);
      return ln_q < range.negligible ? 0.0 : lethality(ln_q);
    });
  };
  const double lowest = range.negligible - range.certain;
  double sum = 0.0;
  double before = excess(breaks.front());
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
    const double a = breaks[i];
    const double b = breaks[i + 1];
    const double after = excess(b);
    if (before >= 0.0 && after >= 0.0) {
      sum += b - a;
    } else if (before >= 0.0 || after >= 0.0) {
      const double edge = find_root(excess, a, b, 1e-9);
      sum += before >= 0.0 ? (edge - a) + smooth(edge, b) : smooth(a, edge) + (b - edge);
    } else if (before > lowest || after > lowest) {
      sum += smooth(a, b);
    }
    before = after;
  }
  return sum;
}

}  // namespace batterisk::detail
