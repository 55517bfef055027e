#include "batterisk/study/run/objects.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/core/scenario/source_terms.hpp"
#include "batterisk/gis/shape/overlay.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk::study {
namespace {

double gap_m(const Box& a, const Box& b) {
  return std::hypot(std::max({a.min.x - b.max.x, 0.0, b.min.x - a.max.x}), std::max({a.min.y - b.max.y, 0.0, b.min.y - a.max.y}));
}

// Between the walls of a unit and a building; 0 where they meet or the unit stands in it.
double wall_to_wall_m(const BatteryUnit& unit, const MultiPolygon& building) {
  if (distance_to_m(unit.position, building) == 0.0) return 0.0;
  return std::max(0.0, gis::edge_distances_m({{footprint(unit), {}}}, {&building}).front());
}

}  // namespace

std::vector<AfstandBebouwing> building_distances(const std::vector<BatteryUnit>& units,
                                                 const std::optional<std::vector<Pand>>& panden, bool covered,
                                                 const std::vector<Site>& sites, const RuleSet& rules) {
  std::vector<AfstandBebouwing> distances;
  if (!rules.afstand_advies) return distances;
  std::vector<std::string> systems;
  for (const BatteryUnit& unit : units) {
    const bool eos = unit.kind == SystemKind::EosContainer || unit.kind == SystemKind::EosPark;
    if (eos && std::find(systems.begin(), systems.end(), unit.system) == systems.end()) systems.push_back(unit.system);
  }
  for (const std::string& system : systems) {
    AfstandBebouwing distance{.systeem = system, .bekend = covered && panden, .afstand_m = {}, .pand = 0};
    UsedKeys of_the_scenarios;
    double energy_j = 0.0;
    for (const BatteryUnit& unit : units) {
      if (unit.system == system) energy_j += total_energy(unit, rules, of_the_scenarios).j();
    }
    const auto& from = rules.afstand_advies->vanaf.value;
    if (from && energy_j < from->j()) continue;
    for (std::size_t i = 0; distance.bekend && i < panden->size(); ++i) {
      const Pand& pand = (*panden)[i];
      const Box box = bounds(pand.footprint);
      for (const BatteryUnit& unit : units) {
        if (unit.system != system) continue;
        if (distance.afstand_m && gap_m(bounds(footprint(unit)), box) >= *distance.afstand_m) continue;
        if (pand.locatie || on_own_ground(pand.footprint, sites)) break;
        const double here = wall_to_wall_m(unit, pand.footprint);
        if (!distance.afstand_m || here < *distance.afstand_m) {
          distance.afstand_m = here;
          distance.pand = i;
        }
      }
    }
    distances.push_back(std::move(distance));
  }
  return distances;
}

}  // namespace batterisk::study
