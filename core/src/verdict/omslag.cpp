#include "verdict/toets_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace batterisk::detail {
namespace {

// The facts decide on which side of an edge the object lies; its drawn distance only says how far.
bool inside(const Rand& rand, const Feiten& feiten) {
  if (rand.gebied) return std::find(feiten.gebieden.begin(), feiten.gebieden.end(), *rand.gebied) != feiten.gebieden.end();
  return feiten.pr && feiten.pr->pr > *rand.niveau;
}

// The facts after the edge has passed the object.
void pass(Feiten& feiten, const Rand& rand, bool was_inside) {
  if (rand.gebied) {
    auto& areas = feiten.gebieden;
    if (was_inside) {
      areas.erase(std::remove(areas.begin(), areas.end(), *rand.gebied), areas.end());
    } else {
      areas.push_back(*rand.gebied);
    }
  } else if (feiten.pr) {
    const double level = rand.niveau->per_year();
    const double above = std::nextafter(level, std::numeric_limits<double>::infinity());
    feiten.pr->pr = PlaatsgebondenRisico::per_year(was_inside ? level : above);
  }
}

}  // namespace

std::optional<Omslag> omslag_of(const VerdictTable& table, const Feiten& feiten, const RuleSet& rules) {
  if (feiten.randen.empty()) return std::nullopt;
  const Kwetsbaarheid klasse = feiten.klassering.klasse;
  const VerdictRow* now = first_row(table, klasse, feiten, rules);
  if (now == nullptr) return std::nullopt;
  std::optional<Omslag> nearest;
  for (const bool inwards : {true, false}) {
    // Edges that pass the object when all move inwards (or outwards), nearest first.
    std::vector<const Rand*> edges;
    for (const Rand& rand : feiten.randen) {
      if (inside(rand, feiten) == inwards) edges.push_back(&rand);
    }
    const auto distance = [inwards](const Rand* rand) {
      return inwards ? std::min(rand->afstand_m, 0.0) : std::max(rand->afstand_m, 0.0);
    };
    std::stable_sort(edges.begin(), edges.end(), [&](const Rand* a, const Rand* b) {
      return std::abs(distance(a)) < std::abs(distance(b));
    });
    Feiten moved = feiten;
    for (const Rand* rand : edges) {
      pass(moved, *rand, inwards);
      const VerdictRow* then = first_row(table, klasse, moved, rules);
      if (then == nullptr || then->oordeel == now->oordeel) continue;
      if (!nearest || std::abs(distance(rand)) < std::abs(nearest->afstand_m)) nearest = {distance(rand), rand->zone};
      break;
    }
  }
  return nearest;
}

}  // namespace batterisk::detail
