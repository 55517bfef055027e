#include "batterisk/core/risk/explain.hpp"

#include <algorithm>
#include <numbers>

namespace batterisk {

Explanation explain_at(RdPoint point, const RiskField& field, const std::vector<Scenario>& scenarios) {
  Explanation explanation;
  explanation.point = point;
  const std::vector<PlaatsgebondenRisico> parts = field.direct_parts_at(point);
  double total = 0.0;
  for (const PlaatsgebondenRisico part : parts) total += part.per_year();
  explanation.pr = PlaatsgebondenRisico::per_year(total);
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    const Scenario& s = scenarios[i];
    Contribution c;
    c.scenario = i;
    c.pr = parts[i];
    c.share = total > 0.0 ? parts[i].per_year() / total : 0.0;
    c.lethality = s.frequency.per_year() > 0.0 ? parts[i].per_year() / s.frequency.per_year() : 0.0;
    c.distance_m = distance_m(s.position, point);
    c.bearing_deg = bearing_rad(s.position, point) * 180.0 / std::numbers::pi;
    c.per_class = field.direct_class_parts_at(i, point);
    explanation.contributions.push_back(std::move(c));
  }
  std::stable_sort(explanation.contributions.begin(), explanation.contributions.end(),
                   [](const Contribution& a, const Contribution& b) { return a.pr > b.pr; });
  return explanation;
}

}  // namespace batterisk
