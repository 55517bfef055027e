#include "batterisk/siting/capacity.hpp"

#include "confirm.hpp"
#include "frame.hpp"
#include "lane.hpp"
#include "layout.hpp"
#include "regions.hpp"

#include "batterisk/core/base/codes_siting.hpp"
#include "batterisk/core/base/stop.hpp"
#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/core/scenario/source_terms.hpp"
#include "batterisk/gis/shape/minkowski.hpp"
#include "batterisk/gis/shape/overlay.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include <fmt/format.h>

namespace batterisk::siting {
namespace {

constexpr double right_rad = std::numbers::pi / 2.0;

// Turns that count as one.
bool same_turn(Angle a, Angle b) { return std::abs(std::remainder(a.rad() - b.rad(), 2.0 * std::numbers::pi)) < 1e-6; }

void add_turn(std::vector<Angle>& turns, Angle turn) {
  const double once = std::fmod(std::fmod(turn.rad(), 2.0 * std::numbers::pi) + 2.0 * std::numbers::pi, 2.0 * std::numbers::pi);
  if (std::none_of(turns.begin(), turns.end(), [&](Angle a) { return same_turn(a, turn); })) turns.push_back(Angle::rad(once));
}

// A direction and the turns in which a unit lies along or across it.
struct Direction {
  Angle turn;
  std::vector<Angle> along;
  std::vector<Angle> across;
};

Direction direction_of(Angle turn, bool has_front) {
  Direction d{turn, {turn}, {Angle::rad(turn.rad() + right_rad)}};
  if (!has_front) return d;
  d.along.push_back(Angle::rad(turn.rad() + 2.0 * right_rad));
  d.across.push_back(Angle::rad(turn.rad() + 3.0 * right_rad));
  return d;
}

// What all regions of a plot for some turns have together.
MultiPolygon together(const SitingResult& result, const std::string& plot, const std::vector<Angle>& turns, MultiPolygon Ruimte::*region) {
  std::vector<Polygon> parts;
  for (const Ruimte& r : result.ruimten) {
    if (r.locatie != plot || std::none_of(turns.begin(), turns.end(), [&](Angle t) { return same_turn(t, r.draaiing); })) continue;
    parts.insert(parts.end(), (r.*region).begin(), (r.*region).end());
  }
  return gis::united(parts);
}

PackingProblem problem_of(const SitingResult& result, const Site& site, const Direction& direction, const Frame& frame, double gap_m,
                          MultiPolygon Ruimte::*region) {
  const BatteryUnit& unit = result.dossier.units.front();
  return {unit.length.m(), unit.width.m(), gap_m, frame.to(together(result, site.id, direction.along, region)),
          frame.to(together(result, site.id, direction.across, region))};
}

// Units at packed places, each turned so that its zones allow it there.
std::vector<BatteryUnit> units_at(const SitingResult& result, const Site& site, const Direction& direction, const Frame& frame,
                                  const std::vector<Packed>& packed) {
  const BatteryUnit& first = result.dossier.units.front();
  const auto regions_of = [&](const std::vector<Angle>& turns) {
    std::vector<MultiPolygon> regions;
    for (const Angle turn : turns) regions.push_back(turns.size() == 1 ? MultiPolygon{} : together(result, site.id, {turn}, &Ruimte::mogelijk));
    return regions;
  };
  const std::vector<MultiPolygon> along = regions_of(direction.along);
  const std::vector<MultiPolygon> across = regions_of(direction.across);
  std::vector<BatteryUnit> units;
  for (const Packed& one : packed) {
    BatteryUnit unit = first;
    unit.position = frame.from(one.midden);
    const std::vector<Angle>& turns = one.dwars ? direction.across : direction.along;
    const std::vector<MultiPolygon>& regions = one.dwars ? across : along;
    std::size_t chosen = 0;
    const MultiPolygon here{inscribed_polygon({unit.position, 2.0 * fit_accuracy_m}, fit_accuracy_m)};
    while (chosen + 1 < turns.size() && gis::common(regions[chosen], here).empty()) ++chosen;
    unit.orientation = Angle::rad(first.orientation.rad() + turns[chosen].rad());
    units.push_back(std::move(unit));
  }
  return units;
}

std::vector<Ring> footprints_of(const std::vector<BatteryUnit>& units) {
  std::vector<Ring> out;
  for (const BatteryUnit& unit : units) out.push_back(footprint(unit));
  return out;
}

// Ground that no lane crosses: buildings.
MultiPolygon taken_ground(const SitingResult& result) {
  MultiPolygon taken;
  if (result.surroundings.panden) {
    for (const Pand& pand : *result.surroundings.panden) {
      if (!pand.locatie) taken.insert(taken.end(), pand.footprint.begin(), pand.footprint.end());
    }
  }
  return taken;
}

// Two units as one, side by side or end to end, each with a side on the outside.
std::vector<Packed> packed_in_pairs(const PackingProblem& single, bool end_to_end, double lane_m, Effort effort) {
  const double gap = single.tussen_m;
  const double step = (end_to_end ? single.lengte_m : single.breedte_m) + gap;
  const auto both = [&](const MultiPolygon& places, RdPoint by) {
    return gis::common(moved(places, {by.x / 2.0, by.y / 2.0}), moved(places, {-by.x / 2.0, -by.y / 2.0}));
  };
  const RdPoint along = end_to_end ? RdPoint{step, 0.0} : RdPoint{0.0, step};
  const RdPoint across{along.y, along.x};
  PackingProblem pairs = single;
  (end_to_end ? pairs.lengte_m : pairs.breedte_m) += step;
  pairs.tussen_m = lane_m;
  pairs.langs = both(single.langs, along);
  pairs.dwars = both(single.dwars, across);
  std::vector<Packed> out;
  for (const Packed& pair : pack(pairs, upper_bound(pairs, 0, Effort::Quick).aantal, effort)) {
    const RdPoint by = pair.dwars ? across : along;
    out.push_back({{pair.midden.x - by.x / 2.0, pair.midden.y - by.y / 2.0}, pair.dwars});
    out.push_back({{pair.midden.x + by.x / 2.0, pair.midden.y + by.y / 2.0}, pair.dwars});
  }
  return out;
}

// Units stand on the plot to the millimetre of `fit_accuracy_m`; where there is room they stand wholly on it.
std::vector<Packed> settled(const PackingProblem& problem, std::vector<Packed> packed, const MultiPolygon& plot) {
  const auto inside = [&](const Packed& one) {
    const double w = (one.dwars ? problem.breedte_m : problem.lengte_m) / 2.0;
    const double h = (one.dwars ? problem.lengte_m : problem.breedte_m) / 2.0;
    const std::array<RdPoint, 4> corners{{{one.midden.x - w, one.midden.y - h}, {one.midden.x + w, one.midden.y - h}, {one.midden.x + w, one.midden.y + h}, {one.midden.x - w, one.midden.y + h}}};
    return std::all_of(corners.begin(), corners.end(), [&](RdPoint p) {
      return std::any_of(plot.begin(), plot.end(), [p](const Polygon& part) { return contains(part, p); });
    });
  };
  constexpr double step_m = 1.001 * fit_accuracy_m;  // to within the edge, not onto it
  constexpr std::array<double, 3> steps{0.0, step_m, -step_m};
  const auto shifted = [](Packed one, double dx, double dy) {
    one.midden = {one.midden.x + dx, one.midden.y + dy};
    return one;
  };
  RdPoint best{};
  std::ptrdiff_t most = -1;
  for (const double dx : steps) {
    for (const double dy : steps) {
      const auto n = std::count_if(packed.begin(), packed.end(), [&](const Packed& one) { return inside(shifted(one, dx, dy)); });
      if (n > most) {
        most = n;
        best = {dx, dy};
      }
    }
  }
  for (Packed& one : packed) one = shifted(one, best.x, best.y);
  for (std::size_t i = 0; i < packed.size(); ++i) {
    if (inside(packed[i])) continue;
    const Packed before = packed[i];
    for (const double dx : steps) {
      for (const double dy : steps) {
        if (inside(packed[i])) continue;
        packed[i] = shifted(before, dx, dy);
        if (!inside(packed[i]) || !apart(problem, packed)) packed[i] = before;
      }
    }
  }
  return packed;
}

// A layout for one direction.
struct Candidate {
  Direction direction;
  std::vector<BatteryUnit> units;
};

Lane lane_along(const std::vector<BatteryUnit>& units, const SitingResult& result, const Site& site, const Inrichting& inrichting) {
  return lane_from(*inrichting.ingang, inrichting.rijstrook_m, site.boundary, footprints_of(units), taken_ground(result));
}

// Leaves out units that no lane reaches.
void follow_lane(Candidate& candidate, const SitingResult& result, const Site& site, const Inrichting& inrichting) {
  if (!inrichting.ingang) return;
  const Lane lane = lane_along(candidate.units, result, site, inrichting);
  std::vector<BatteryUnit> reached;
  for (std::size_t i = 0; i < candidate.units.size(); ++i) {
    if (lane.bereikt[i]) reached.push_back(candidate.units[i]);
  }
  candidate.units = std::move(reached);
}

void check_same(const Dossier& dossier) {
  std::vector<Diagnostic> findings;
  for (const BatteryUnit& unit : dossier.units) {
    if (!same_kind(unit, dossier.units.front())) {
      findings.push_back({codes::siting_kinds_differ, Severity::Fout, unit.place, {unit.id, dossier.units.front().id}});
    }
  }
  if (!findings.empty()) throw DossierError(std::move(findings));
}

void check_entrance(const Dossier& dossier, RdPoint entrance) {
  const bool good = std::any_of(dossier.sites.begin(), dossier.sites.end(), [&](const Site& site) { return at_edge(entrance, site.boundary); });
  if (good) return;
  throw DossierError({{codes::siting_entrance, Severity::Fout, {dossier.path, 0, 0, {}}, {fmt::format("{:.2f}", entrance.x), fmt::format("{:.2f}", entrance.y)}}});
}

}  // namespace

std::vector<Angle> turns_along(const Polygon& plot, Angle orientation) {
  constexpr double near_rad = 0.01;
  struct Side {
    double turn;
    double length_m;
  };
  std::vector<Side> sides;
  const auto apart_rad = [](double a, double b) { return std::abs(std::remainder(a - b, right_rad)); };
  for (std::size_t i = 0; i < plot.outer.size(); ++i) {
    const RdPoint a = plot.outer[i];
    const RdPoint b = plot.outer[(i + 1) % plot.outer.size()];
    double turn = std::fmod(bearing_rad(a, b) - orientation.rad(), right_rad);
    if (turn < 0.0) turn += right_rad;
    const auto known = std::find_if(sides.begin(), sides.end(), [&](const Side& s) { return apart_rad(s.turn, turn) < near_rad; });
    if (known == sides.end()) {
      sides.push_back({turn, distance_m(a, b)});
    } else {
      known->length_m += distance_m(a, b);
    }
  }
  std::stable_sort(sides.begin(), sides.end(), [](const Side& a, const Side& b) { return a.length_m > b.length_m; });
  std::vector<Angle> turns;
  for (std::size_t i = 0; i < std::min<std::size_t>(2, sides.size()); ++i) turns.push_back(Angle::rad(sides[i].turn));
  return turns;
}

namespace {

std::vector<Direction> directions_of(const Dossier& dossier, const Site& site, const Gezocht& gezocht) {
  const BatteryUnit& unit = dossier.units.front();
  std::vector<Angle> wanted = gezocht.draaiingen;
  for (const Angle turn : turns_along(site.boundary, unit.orientation)) wanted.push_back(turn);
  std::vector<Direction> directions;
  for (const Angle turn : wanted) {
    const bool known = std::any_of(directions.begin(), directions.end(), [&](const Direction& d) {
      return std::abs(std::remainder(d.turn.rad() - turn.rad(), right_rad)) < 1e-4;
    });
    if (!known) directions.push_back(direction_of(turn, !unit.openings.empty()));
  }
  return directions;
}

// Layouts of one plot, those with most units first, and what none exceeds.
struct Found {
  std::vector<Candidate> candidates;
  UpperBound bound;
};

Found layouts_on(const SitingResult& result, const Site& site, const std::vector<Direction>& directions, const Inrichting& inrichting,
                 double wide_m, Effort effort, const std::stop_token& stop) {
  Found found;
  std::vector<std::pair<PackingProblem, UpperBound>> bounds;
  const BatteryUnit& unit = result.dossier.units.front();
  for (const Direction& direction : directions) {
    if (stop.stop_requested()) throw Cancelled{};
    const Box box = batterisk::bounds(site.boundary.outer);
    const Frame frame{{(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0}, Angle::rad(unit.orientation.rad() + direction.turn.rad())};
    const PackingProblem problem = problem_of(result, site, direction, frame, inrichting.tussen_m, &Ruimte::mogelijk);
    PackingProblem widest = problem_of(result, site, direction, frame, inrichting.tussen_m, &Ruimte::hoogstens);
    const UpperBound bound = upper_bound(widest, 0, Effort::Quick);
    const auto offer = [&](const std::vector<Packed>& packed) {
      Candidate candidate{direction, units_at(result, site, direction, frame, settled(problem, packed, frame.to({site.boundary})))};
      follow_lane(candidate, result, site, inrichting);
      if (!candidate.units.empty()) found.candidates.push_back(std::move(candidate));
    };
    const auto with_gap = [&](double gap_m) {
      PackingProblem wider = problem;
      wider.tussen_m = gap_m;
      return pack(wider, bound.aantal, effort);
    };
    offer(pack(problem, bound.aantal, effort));
    if (effort == Effort::Whole && inrichting.tussen_m < wide_m) offer(with_gap(wide_m));
    if (inrichting.ingang && inrichting.tussen_m < inrichting.rijstrook_m) {
      offer(with_gap(inrichting.rijstrook_m));
      for (const bool end_to_end : {false, true}) offer(packed_in_pairs(problem, end_to_end, inrichting.rijstrook_m, effort));
    }
    bounds.emplace_back(std::move(widest), bound);
  }
  std::stable_sort(found.candidates.begin(), found.candidates.end(), [](const Candidate& a, const Candidate& b) { return a.units.size() > b.units.size(); });
  const std::size_t most = found.candidates.empty() ? 0 : found.candidates.front().units.size();
  for (auto& [problem, bound] : bounds) {
    if (bound.aantal > std::max(most, found.bound.aantal)) bound = upper_bound(problem, most, effort);
    if (bound.aantal > found.bound.aantal) found.bound = bound;
  }
  return found;
}

}  // namespace

namespace {

// One unit, and in which directions it and others lie on each plot.
struct Question {
  Dossier one;
  Gezocht wanted;
  std::vector<std::vector<Direction>> directions;
};

Question question_of(const Dossier& dossier, const Gezocht& gezocht, const Inrichting& inrichting) {
  check_movable(dossier);
  check_same(dossier);
  if (inrichting.ingang) check_entrance(dossier, *inrichting.ingang);
  Question question{dossier, gezocht, {}};
  question.one.units = {dossier.units.front()};
  question.wanted.draaiingen.clear();
  for (const Site& site : dossier.sites) {
    question.directions.push_back(directions_of(question.one, site, gezocht));
    for (const Direction& direction : question.directions.back()) {
      for (const Angle turn : direction.along) add_turn(question.wanted.draaiingen, turn);
      for (const Angle turn : direction.across) add_turn(question.wanted.draaiingen, turn);
    }
  }
  return question;
}

double energy_mwh(const BatteryUnit& unit, const RuleSet& rules) {
  UsedKeys used;
  return total_energy(unit, rules, used).j() / Energy::kwh(1000.0).j();
}

}  // namespace

Telling count_by_zones(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, const Inrichting& inrichting, const std::stop_token& stop) {
  const Question question = question_of(dossier, gezocht, inrichting);
  const SitingResult regions = find_regions(question.one, catalog, question.wanted, Edges::Exact, stop, {});
  Telling sum;
  for (std::size_t s = 0; s < dossier.sites.size(); ++s) {
    const Found found = layouts_on(regions, dossier.sites[s], question.directions[s], inrichting, 0.0, Effort::Quick, stop);
    if (!found.candidates.empty()) sum.ingepast += found.candidates.front().units.size();
    sum.bovengrens += found.bound.aantal;
  }
  sum.energie_mwh = static_cast<double>(sum.ingepast) * energy_mwh(question.one.units.front(), *regions.rules);
  return sum;
}

CapacityResult find_capacity(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, const Inrichting& inrichting,
                             const std::stop_token& stop, const study::Progress& progress) {
  Question question = question_of(dossier, gezocht, inrichting);
  Dossier& one = question.one;
  one.units.front().id = one.units.front().system + "-1";
  (void)with_units(one, one.units);
  CapacityResult result{find_regions(one, catalog, question.wanted, Edges::Exact, stop, progress), inrichting, {}, {}};
  result.messages = result.ruimten.messages;
  const double unit_mwh = energy_mwh(one.units.front(), *result.ruimten.rules);
  UsedKeys used;
  // Beyond it no fire spreads; a millimetre more.
  const double wide_m = used(result.ruimten.rules->method.dom.max_gap).m() + fit_accuracy_m;
  for (std::size_t s = 0; s < dossier.sites.size(); ++s) {
    study::report_stage("opstelling", 0.7 + 0.3 * static_cast<double>(s) / static_cast<double>(dossier.sites.size()), stop, progress);
    const Site& site = dossier.sites[s];
    Found found = layouts_on(result.ruimten, site, question.directions[s], inrichting, wide_m, Effort::Whole, stop);
    Opstelling best;
    best.locatie = site.id;
    best.bovengrens = found.bound;
    if (!found.candidates.empty()) best.ingepast = found.candidates.front().units.size();
    constexpr std::size_t most_tried = 4;
    for (std::size_t i = 0; i < std::min(most_tried, found.candidates.size()); ++i) {
      Candidate& candidate = found.candidates[i];
      if (candidate.units.size() <= best.eenheden.size()) break;
      Confirmed there = confirmed(one, catalog, gezocht.doel, candidate.units, best.eenheden.size() + 1, stop);
      if (there.units.size() <= best.eenheden.size()) continue;
      best.draaiing = candidate.direction.turn;
      best.eenheden = std::move(there.units);
      if (inrichting.ingang) best.rijstrook = lane_along(best.eenheden, result.ruimten, site, inrichting).vlak;
      best.oordeel = there.oordeel;
      best.bevestigd = true;
      best.dossier = std::move(there.dossier);
    }
    best.energie_mwh = unit_mwh * static_cast<double>(best.eenheden.size());
    if (best.eenheden.size() < best.ingepast) {
      result.messages.push_back({codes::siting_reduced, Severity::Waarschuwing, {dossier.path, 0, 0, {}},
                                 {site.id, fmt::format("{}", best.ingepast), fmt::format("{}", best.eenheden.size())}});
    }
    result.opstellingen.push_back(std::move(best));
  }
  return result;
}

}  // namespace batterisk::siting
