#include "read/building_places.hpp"

#include <algorithm>

namespace batterisk::gis {

void BuildingPlaces::sort() {
  by_west_.reserve(panden_.size());
  for (std::size_t i = 0; i < panden_.size(); ++i) {
    const Box box = bounds(panden_[i].footprint);
    widest_m_ = std::max(widest_m_, box.max.x - box.min.x);
    by_west_.emplace_back(box, i);
  }
  std::sort(by_west_.begin(), by_west_.end(), [](const auto& a, const auto& b) { return a.first.min.x < b.first.min.x; });
}

std::vector<std::size_t> BuildingPlaces::at(RdPoint p) {
  if (by_west_.size() != panden_.size()) sort();
  std::vector<std::size_t> found;
  const auto west = [](const auto& entry, double x) { return entry.first.min.x < x; };
  for (auto it = std::lower_bound(by_west_.begin(), by_west_.end(), p.x - widest_m_, west);
       it != by_west_.end() && it->first.min.x <= p.x; ++it) {
    if (!it->first.contains(Box{p, p})) continue;
    const MultiPolygon& footprint = panden_[it->second].footprint;
    if (std::any_of(footprint.begin(), footprint.end(), [p](const Polygon& polygon) { return contains(polygon, p); })) {
      found.push_back(it->second);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::pair<std::size_t, std::size_t> with_id(const std::vector<Pand>& panden, const std::string& id) {
  const auto first = std::lower_bound(panden.begin(), panden.end(), id,
                                      [](const Pand& p, const std::string& key) { return p.identificatie < key; });
  auto last = first;
  while (last != panden.end() && last->identificatie == id) ++last;
  return {static_cast<std::size_t>(first - panden.begin()), static_cast<std::size_t>(last - panden.begin())};
}

}  // namespace batterisk::gis
