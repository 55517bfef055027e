#include "confirm.hpp"

#include "batterisk/siting/capacity.hpp"
#include "goal.hpp"

#include "batterisk/study/run/study.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::siting {
namespace {

struct Tried {
  study::StudyResult study;
  std::string text;
};

// The study of a dossier as it is written down.
Tried tried(const Dossier& dossier, const RuleCatalog& catalog, const std::vector<BatteryUnit>& units, const std::stop_token& stop) {
  std::string text = with_units(dossier, units);
  Dossier written = parse_dossier(text, dossier.path);
  Dossier there = dossier;
  there.units = std::move(written.units);
  there.text = text;
  there.sha256 = written.sha256;
  return {study::run_study(there, catalog, stop), std::move(text)};
}

// Where the goal does not hold.
std::vector<RdPoint> against(const study::StudyResult& there, Doel doel) {
  const Doel overall = doel == Doel::Voldoet ? doel : Doel::GeenAfkeuring;
  std::vector<RdPoint> points;
  for (const study::PandResult& pand : there.panden) {
    const bool bad = std::any_of(pand.bevindingen.begin(), pand.bevindingen.end(), [&](const Bevinding& b) { return gevolg(b.oordeel, {}, overall) != Gevolg::Goed; }) ||
                     std::any_of(pand.per_gebied.begin(), pand.per_gebied.end(), [&](const auto& area) { return gevolg(area.second, area.first, doel) != Gevolg::Goed; });
    if (!bad) continue;
    const MultiPolygon& footprint = (*there.surroundings.panden)[pand.pand].footprint;
    points.push_back(pand.pr ? pand.pr->where : footprint.front().outer.front());
  }
  return points;
}

double harm(const BatteryUnit& unit, const std::vector<RdPoint>& points) {
  double sum = 0.0;
  for (const RdPoint p : points) sum += std::pow(std::max(1.0, distance_m(unit.position, p)), -4.0);
  return sum;
}

}  // namespace

Confirmed confirmed(const Dossier& dossier, const RuleCatalog& catalog, Doel doel, std::vector<BatteryUnit> units, std::size_t at_least,
                    const std::stop_token& stop) {
  Confirmed best;
  if (units.empty()) return best;
  // Keeps a layout that holds.
  const auto holds_with = [&](std::size_t n, std::vector<RdPoint>* points) {
    std::vector<BatteryUnit> some{units.begin(), units.begin() + static_cast<std::ptrdiff_t>(n)};
    for (std::size_t i = 0; i < n; ++i) some[i].id = fmt::format("{}-{}", some[i].system, i + 1);
    Tried there = tried(dossier, catalog, some, stop);
    const bool good = holds(there.study, doel);
    if (good) best = {some, there.study.eindoordeel, std::move(there.text)};
    if (points != nullptr) *points = against(there.study, doel);
    return good;
  };
  std::vector<RdPoint> points;
  if (holds_with(units.size(), &points)) return best;
  std::stable_sort(units.begin(), units.end(), [&](const BatteryUnit& a, const BatteryUnit& b) { return harm(a, points) < harm(b, points); });
  std::size_t good = at_least == 0 ? 0 : at_least - 1;
  std::size_t bad = units.size();
  while (bad - good > 1) {
    const std::size_t middle = (good + bad) / 2;
    (holds_with(middle, nullptr) ? good : bad) = middle;
  }
  return best;
}

}  // namespace batterisk::siting
