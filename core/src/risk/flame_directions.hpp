#pragma once

#include "base/gauss_legendre.hpp"

#include "batterisk/core/base/root.hpp"

#include <array>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

namespace batterisk::detail {

/// How a flame kills, in ln of its flux (W/m2): nobody below the first value, everybody from the second on.
struct LnFluxRange {
  double negligible;
  double certain;
};

/// Directions of a flame that do not change from call to call.
template <class Rule, class View>
struct Directions {
  struct Panel {
    std::array<View, std::tuple_size_v<Rule>> nodes;
  };
  std::vector<double> breaks;  ///< rad, ascending
  std::vector<View> at_break;
  std::vector<Panel> panels;   ///< between the breaks
};

/// `view(flame)` for the breaks and for the nodes of `rule` between them.
template <class Rule, class View>
[[nodiscard]] auto directions_of(const Rule& rule, std::vector<double> breaks, const View& view) {
  Directions<Rule, decltype(view(0.0))> result;
  for (const double flame : breaks) result.at_break.push_back(view(flame));
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
    const double half = (breaks[i + 1] - breaks[i]) / 2.0;
    const double middle = (breaks[i] + breaks[i + 1]) / 2.0;
    auto& panel = result.panels.emplace_back();
    for (std::size_t k = 0; k < rule.size(); ++k) panel.nodes[k] = view(middle + half * rule[k].x);
  }
  result.breaks = std::move(breaks);
  return result;
}

/// Integral of the probability of death over the flame directions from the first to the last of the breaks. `view(flame)`
/// is how a flame in that direction stands, `ln_flux(view)` ln of the heat flux that it gives the receiver (infinite inside
/// the flame), `lethality(ln_flux)` the probability of death. Certain death jumps from about 0.98 to 1 at its flux, so
/// panels split there.
template <class Rule, class Flames, class View, class LnFlux, class Lethality>
[[nodiscard]] double death_over_directions(const Rule& rule, const Flames& flames, LnFluxRange range, const View& view,
                                           const LnFlux& ln_flux, const Lethality& lethality) {
  const auto death = [&](const auto& flame) {
    const double ln_q = ln_flux(flame);
    return ln_q < range.negligible ? 0.0 : lethality(ln_q);
  };
  const auto excess = [&](double flame) { return ln_flux(view(flame)) - range.certain; };
  const auto smooth = [&](double a, double b) {
    return integrate(rule, a, b, [&](double flame) { return death(view(flame)); });
  };
  const double lowest = range.negligible - range.certain;
  double sum = 0.0;
  double before = ln_flux(flames.at_break.front()) - range.certain;
  for (std::size_t i = 0; i < flames.panels.size(); ++i) {
    const double a = flames.breaks[i];
    const double b = flames.breaks[i + 1];
    const double after = ln_flux(flames.at_break[i + 1]) - range.certain;
    if (before >= 0.0 && after >= 0.0) {
      sum += b - a;
    } else if (before >= 0.0 || after >= 0.0) {
      const double edge = find_root(excess, a, b, 1e-9);
      sum += before >= 0.0 ? (edge - a) + smooth(edge, b) : smooth(a, edge) + (b - edge);
    } else if (before > lowest || after > lowest) {
      double mean = 0.0;
      for (std::size_t k = 0; k < rule.size(); ++k) mean += rule[k].w * death(flames.panels[i].nodes[k]);
      sum += (b - a) / 2.0 * mean;
    }
    before = after;
  }
  return sum;
}

}  // namespace batterisk::detail
