#include "stations.hpp"

#include <algorithm>
#include <set>

namespace batterisk::siting {
namespace {

const WeatherStation& nearest(const std::vector<WeatherStation>& stations, RdPoint p) {
  return *std::min_element(stations.begin(), stations.end(), [p](const WeatherStation& a, const WeatherStation& b) {
    return distance_m(a.position, p) < distance_m(b.position, p);
  });
}

// The part of a convex ring that is nearer to `a` than to `b`.
Ring nearer(const Ring& ring, RdPoint a, RdPoint b) {
  const double nx = b.x - a.x;
  const double ny = b.y - a.y;
  const auto beyond = [&](RdPoint p) { return nx * (p.x - (a.x + b.x) / 2.0) + ny * (p.y - (a.y + b.y) / 2.0); };
  Ring out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const RdPoint p = ring[i];
    const RdPoint q = ring[(i + 1) % ring.size()];
    const double at_p = beyond(p);
    const double at_q = beyond(q);
    if (at_p <= 0.0) out.push_back(p);
    if ((at_p < 0.0 && at_q > 0.0) || (at_p > 0.0 && at_q < 0.0)) {
      const double t = at_p / (at_p - at_q);
      out.push_back({p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)});
    }
  }
  return out;
}

}  // namespace

std::vector<WeatherPart> weather_parts(const Dossier& dossier, const Polygon& plot, const RuleSet& rules) {
  if (dossier.weather_station || !dossier.weather_table.empty() || rules.weather_stations.empty()) return {{dossier.weather_station, "", {}}};
  // Cells of nearest stations are convex: one that has all corners of the plot has all of it.
  const Box box = bounds(plot.outer);
  constexpr double margin_m = 10.0;
  const Ring around = outline(Box{{box.min.x - margin_m, box.min.y - margin_m}, {box.max.x + margin_m, box.max.y + margin_m}}).outer;
  std::set<int> at_corners;
  for (const RdPoint p : around) at_corners.insert(nearest(rules.weather_stations, p).number);
  std::vector<WeatherPart> parts;
  for (const WeatherStation& station : rules.weather_stations) {
    if (at_corners.size() == 1) {
      if (at_corners.contains(station.number)) return {{station.number, station.name, {}}};
      continue;
    }
    Ring cell = around;
    for (const WeatherStation& other : rules.weather_stations) {
      if (other.number != station.number && cell.size() > 2) cell = nearer(cell, station.position, other.position);
    }
    if (cell.size() > 2) parts.push_back({station.number, station.name, Polygon{std::move(cell), {}}});
  }
  return parts;
}

}  // namespace batterisk::siting
