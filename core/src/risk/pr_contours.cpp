#include "batterisk/core/risk/pr_contours.hpp"

#include "batterisk/core/risk/contour.hpp"

#include <algorithm>
#include <functional>

namespace batterisk {

std::vector<Zone> pr_contours(const RiskField& field, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  std::vector<double> levels;
  for (const PlaatsgebondenRisico level : used(m.pr.levels)) levels.push_back(level.per_year());
  std::sort(levels.begin(), levels.end(), std::greater<>());
  ContourGrid grid;
  grid.reach = field.reach();
  grid.seeds = field.sources();
  grid.coarse_cell_m = 4.0 * used(m.grid.cell_near).m();
  grid.cell_m = m.grid.cell_near.value.m();
  grid.sagitta_m = used(m.contour.sagitta).m();
  grid.floor = used(m.contour.floor).per_year();
  std::vector<Zone> zones;
  for (Contour& contour : trace_contours([&](RdPoint p) { return field.at(p).per_year(); }, levels, grid)) {
    Zone zone{std::nullopt, PlaatsgebondenRisico::per_year(contour.level), {}, {}, contour.truncated};
    for (Polygon& polygon : contour.region) zone.parts.emplace_back(std::move(polygon));
    zones.push_back(std::move(zone));
  }
  return zones;
}

}  // namespace batterisk
