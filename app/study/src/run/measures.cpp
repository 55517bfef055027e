#include "batterisk/study/run/measures.hpp"

#include <algorithm>

namespace batterisk::study {

std::vector<MeasureZone> compare_measures(const Dossier& dossier, const RuleCatalog& catalog,
                                          const std::vector<ZoneResult>& with, const std::stop_token& stop) {
  std::vector<MeasureZone> rows;
  for (std::size_t i = 0; i < dossier.measures.size(); ++i) {
    Dossier less = dossier;
    less.measures.erase(less.measures.begin() + static_cast<std::ptrdiff_t>(i));
    RiskStudy risk = compute_risk(less, catalog);
    const StudyZones without = compute_zones(risk, stop);
    const PlaatsgebondenRisico norm = risk.rules->method.pr.limit.value;
    for (const ZoneResult& zone : with) {
      if (zone.zone.level && *zone.zone.level != norm) continue;
      const auto other = std::find_if(without.zones.begin(), without.zones.end(),
                                      [&](const ZoneResult& z) { return z.naam == zone.naam; });
      if (other == without.zones.end()) continue;
      rows.push_back({i, zone.naam, zone.grootste_afstand_m, other->grootste_afstand_m, zone.oppervlakte_m2,
                      other->oppervlakte_m2});
    }
  }
  return rows;
}

}  // namespace batterisk::study
