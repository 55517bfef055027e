#include "run/zone_counts.hpp"

namespace batterisk::study {

std::vector<ZoneCount> counts_per_zone(const StudyResult& result) {
  std::vector<ZoneCount> counts(result.zones.size());
  std::map<std::size_t, Kwetsbaarheid> classes;
  for (const PandResult& pand : result.panden) classes[pand.pand] = pand.klassering.klasse;
  for (const Overlap& o : result.overlaps) {
    if (o.layer == LayerKind::Percelen) {
      ++(o.relatie == Relatie::Raakt ? counts[o.zone].uncertain_parcels : counts[o.zone].parcels);
    } else if (const auto known = classes.find(o.object); known != classes.end()) {
      ++counts[o.zone].buildings[known->second];
    }
  }
  return counts;
}

}  // namespace batterisk::study
