#include "batterisk/core/risk/group_risk.hpp"

#include <algorithm>

namespace batterisk {
namespace {

// People by the uses of a building; nothing where one of the uses has no figure.
PeopleCount by_uses(const Pand& pand, const GrRules& gr, UsedKeys& used, bool& unknown) {
  double day = 0.0;
  double night = 0.0;
  for (const Verblijfsobject& vbo : pand.verblijfsobjecten) {
    const auto has = [&](const char* use) {
      return std::find(vbo.gebruiksdoelen.begin(), vbo.gebruiksdoelen.end(), use) != vbo.gebruiksdoelen.end();
    };
    if (has("woonfunctie")) {
      day += used(gr.per_dwelling) * used(gr.dwelling_day).value();
      night += used(gr.per_dwelling) * used(gr.dwelling_night).value();
    } else if (has("kantoorfunctie") && vbo.oppervlakte_m2) {
      day += *vbo.oppervlakte_m2 / used(gr.office_area).m2();
    } else {
      unknown = true;
    }
  }
  return {day, night};
}

}  // namespace

PopulationOfPlaces population_of(const std::vector<InhabitedPlace>& places, const RuleSet& rules, UsedKeys& used) {
  PopulationOfPlaces result;
  for (const InhabitedPlace& place : places) {
    const Pand& pand = *place.pand;
    PeopleCount count = place.counted;
    bool unknown = false;
    if (!count.day || !count.night) {
      const bool counted = count.day || count.night;
      // Nobody by the data, or people that no figure of the rules is about.
      if (pand.verblijfsobjecten.empty()) unknown = counted || place.klasse != Kwetsbaarheid::Geen;
      const PeopleCount uses = by_uses(pand, rules.method.gr, used, unknown);
      if (!count.day) count.day = uses.day;
      if (!count.night) count.night = uses.night;
    }
    result.unknown += unknown ? 1 : 0;
    if (*count.day + *count.night <= 0.0 || pand.footprint.empty()) continue;
    const Box box = bounds(pand.footprint);
    result.places.push_back({{(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0}, *count.day, *count.night});
  }
  return result;
}

std::vector<FnPoint> fn_curve(std::vector<DeathOutcome> outcomes) {
  std::sort(outcomes.begin(), outcomes.end(), [](const DeathOutcome& a, const DeathOutcome& b) {
    return a.deaths != b.deaths ? a.deaths > b.deaths : a.per_year > b.per_year;
  });
  std::vector<FnPoint> curve;
  double sum = 0.0;
  for (const DeathOutcome& outcome : outcomes) {
    sum += outcome.per_year;
    if (!curve.empty() && curve.back().deaths == outcome.deaths) {
      curve.back().per_year = sum;
    } else {
      curve.push_back({outcome.deaths, sum});
    }
  }
  std::reverse(curve.begin(), curve.end());
  return curve;
}

double frequency_of(const std::vector<FnPoint>& curve, double deaths) {
  const auto it = std::find_if(curve.begin(), curve.end(), [deaths](const FnPoint& p) { return p.deaths >= deaths; });
  return it == curve.end() ? 0.0 : it->per_year;
}

}  // namespace batterisk
