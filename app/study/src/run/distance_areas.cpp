#include "run/distance_areas.hpp"

#include "batterisk/study/run/subjects.hpp"

#include "batterisk/core/base/units.hpp"
#include "batterisk/core/dossier/footprint.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace batterisk::study {
namespace {

// All points within `distance_m` of a convex ring, counter-clockwise: its sides moved out, with arcs at the corners.
Polygon widened(const Ring& ring, double distance_m, double sagitta_m) {
  const double step = std::min(2.0 * std::acos(1.0 - std::min(1.0, sagitta_m / distance_m)), std::numbers::pi / 16.0);
  Polygon out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const RdPoint before = ring[(i + ring.size() - 1) % ring.size()];
    const RdPoint here = ring[i];
    const RdPoint after = ring[(i + 1) % ring.size()];
    // Outward normal of a side of a counter-clockwise ring: its direction, turned clockwise.
    const double first = std::atan2(-(here.x - before.x), here.y - before.y);
    double last = std::atan2(-(after.x - here.x), after.y - here.y);
    if (last < first) last += 2.0 * std::numbers::pi;
    const auto steps = static_cast<int>(std::ceil((last - first) / step));
    for (int k = 0; k <= steps; ++k) {
      const double angle = first + (last - first) * k / std::max(steps, 1);
      out.outer.push_back({here.x + distance_m * std::cos(angle), here.y + distance_m * std::sin(angle)});
    }
  }
  return out;
}

std::optional<Aandachtsgebied> area_named(const std::string& word) {
  for (const Aandachtsgebied soort : {Aandachtsgebied::Brand, Aandachtsgebied::Explosie, Aandachtsgebied::Gifwolk}) {
    if (word == to_string(soort)) return soort;
  }
  return std::nullopt;
}

}  // namespace

void apply_distance_areas(const RiskStudy& risk, double sagitta_m, Aandachtsgebieden& areas) {
  const VerdictRules& rules = risk.rules->verdicts;
  for (const Afstandsgebied& wanted : rules.afstandsgebieden) {
    const auto soort = area_named(wanted.soort);
    const auto norm = rules.normen.find(wanted.norm);
    if (!soort || norm == rules.normen.end()) continue;
    Zone zone;
    zone.aandachtsgebied = soort;
    bool known = true;
    for (const BatteryUnit& unit : risk.units) {
      const NormCase* one = geval_van(norm->second, system_facts(unit.system, risk.units, risk.algemeen, *risk.rules));
      if (one == nullptr || !one->waarde) {
        known = false;
        continue;
      }
      const double distance_m = detail::converted(*one->waarde, norm->second.eenheid, "m").value_or(0.0);
      if (distance_m > 0.0) zone.parts.emplace_back(widened(footprint(unit), distance_m, sagitta_m));
    }
    const auto is_same = [&](const auto& other) { return other.soort == *soort; };
    std::erase_if(areas.zones, [&](const Zone& other) { return other.aandachtsgebied == *soort; });
    std::erase_if(areas.distances, is_same);
    std::erase_if(areas.directions, is_same);
    if (*soort == Aandachtsgebied::Gifwolk) {
      areas.undetermined.clear();
      areas.gifwolk_uncapped_m = 0.0;
    }
    if (!known) areas.undetermined.push_back(wanted.norm);
    areas.zones.push_back(std::move(zone));
  }
  std::stable_sort(areas.zones.begin(), areas.zones.end(),
                   [](const Zone& a, const Zone& b) { return *a.aandachtsgebied < *b.aandachtsgebied; });
}

}  // namespace batterisk::study
