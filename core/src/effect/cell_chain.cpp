#include "batterisk/core/effect/source_term.hpp"

#include "base/require.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk {
namespace {

void require_chain(const CellChain& c) {
  detail::require(c.cells >= 1 && c.parallel >= 1, "cell chain without cells");
  detail::require(detail::not_negative(c.mass_per_cell.kg()), "mass per cell negative");
  detail::require(detail::above_zero(c.step.s()) && detail::above_zero(c.vent_time.s()),
                  "cell chain time not above 0");
}

int group_count(const CellChain& c) {
  return (c.cells - 1) / c.parallel + 1;
}

int cells_in_group(const CellChain& c, int group) {
  return std::min(c.parallel, c.cells - group * c.parallel);
}

// Groups that have started (offset 0) or finished (offset t_v) at t, counted from 0.
int groups_at(const CellChain& c, double t, double offset, bool strictly) {
  const double steps = (t - offset) / c.step.s();
  if (steps < 0.0) return 0;
  const double whole = std::floor(steps);
  const double count = strictly && whole == steps ? whole : whole + 1.0;
  return static_cast<int>(std::min<double>(count, group_count(c)));
}

double released_kg(const CellChain& c, double t) {
  const int finished = groups_at(c, t, c.vent_time.s(), false);
  const int started = groups_at(c, t, 0.0, true);
  double cells = std::min<double>(c.cells, static_cast<double>(finished) * c.parallel);
  for (int i = finished; i < started; ++i) {
    cells += cells_in_group(c, i) * std::clamp((t - i * c.step.s()) / c.vent_time.s(), 0.0, 1.0);
  }
  return cells * c.mass_per_cell.kg();
}

}  // namespace

MassRate cell_chain_rate(const CellChain& chain, Time t) {
  require_chain(chain);
  const int finished = groups_at(chain, t.s(), chain.vent_time.s(), false);
  const int started = groups_at(chain, t.s(), 0.0, false);
  int venting = 0;
  for (int i = finished; i < started; ++i) venting += cells_in_group(chain, i);
  return (venting / chain.vent_time.s()) * MassRate::kg_per_s(chain.mass_per_cell.kg());
}

Mass cell_chain_released(const CellChain& chain, Time t) {
  require_chain(chain);
  return Mass::kg(released_kg(chain, t.s()));
}

Time cell_chain_duration(const CellChain& chain) {
  require_chain(chain);
  return (group_count(chain) - 1.0) * chain.step + chain.vent_time;
}

MassRate cell_chain_largest_mean(const CellChain& chain, Time window) {
  require_chain(chain);
  const double w = window.s();
  detail::require(detail::above_zero(w), "window not above 0");
  // The released mass is piecewise linear, so the best window starts or ends at a break: the start or the end
  // of a group.
  double best = 0.0;
  for (int i = 0; i < group_count(chain); ++i) {
    for (const double offset : {0.0, chain.vent_time.s()}) {
      const double at = i * chain.step.s() + offset;
      best = std::max({best, released_kg(chain, at + w) - released_kg(chain, at),
                       released_kg(chain, at) - released_kg(chain, at - w)});
    }
  }
  return MassRate::kg_per_s(best / w);
}

}  // namespace batterisk
