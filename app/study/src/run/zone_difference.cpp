#include "batterisk/study/run/zone_difference.hpp"

#include "batterisk/gis/shape/overlay.hpp"

#include <algorithm>

namespace batterisk::study {
namespace {

ZoneDifference difference_of(const ZoneResult& a, const ZoneResult& b) {
  ZoneDifference d;
  d.naam = a.naam.empty() ? b.naam : a.naam;
  d.zone = a.naam.empty() ? b.zone : a.zone;
  d.afstand_a_m = a.grootste_afstand_m;
  d.afstand_b_m = b.grootste_afstand_m;
  d.oppervlakte_a_m2 = a.oppervlakte_m2;
  d.oppervlakte_b_m2 = b.oppervlakte_m2;
  d.alleen_a = gis::difference(a.polygons, b.polygons);
  d.alleen_b = gis::difference(b.polygons, a.polygons);
  return d;
}

}  // namespace

std::vector<ZoneDifference> compare_zones(const std::vector<ZoneResult>& a, const std::vector<ZoneResult>& b) {
  static const ZoneResult none{};
  const auto twin = [](const std::vector<ZoneResult>& zones, const ZoneResult& zone) -> const ZoneResult& {
    const auto it = std::find_if(zones.begin(), zones.end(), [&](const ZoneResult& z) { return z.naam == zone.naam; });
    return it == zones.end() ? none : *it;
  };
  std::vector<ZoneDifference> differences;
  for (const ZoneResult& zone : a) differences.push_back(difference_of(zone, twin(b, zone)));
  for (const ZoneResult& zone : b) {
    if (&twin(a, zone) == &none) differences.push_back(difference_of(none, zone));
  }
  return differences;
}

}  // namespace batterisk::study
