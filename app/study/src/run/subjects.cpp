#include "batterisk/study/run/subjects.hpp"

#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/core/scenario/source_terms.hpp"
#include "batterisk/gis/shape/overlay.hpp"
#include "batterisk/study/run/objects.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <string_view>

namespace batterisk::study {
namespace {

using Units = std::vector<const BatteryUnit*>;

double gap_m(const Box& a, const Box& b) {
  return std::hypot(std::max({a.min.x - b.max.x, 0.0, b.min.x - a.max.x}), std::max({a.min.y - b.max.y, 0.0, b.min.y - a.max.y}));
}

// Between the walls of a unit and an outline; 0 where they meet or the unit stands in it.
double wall_to_wall_m(const BatteryUnit& unit, const MultiPolygon& outline) {
  if (distance_to_m(unit.position, outline) == 0.0) return 0.0;
  return std::max(0.0, gis::edge_distances_m({{footprint(unit), {}}}, {&outline}).front());
}

double segment_distance_m(RdPoint p, RdPoint a, RdPoint b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

double from_points_m(const Ring& points, const Ring& ring) {
  double least = std::numeric_limits<double>::infinity();
  for (const RdPoint p : points) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      least = std::min(least, segment_distance_m(p, ring[i], ring[(i + 1) % ring.size()]));
    }
  }
  return least;
}

// Between two rings that do not cross.
double rings_apart_m(const Ring& a, const Ring& b) { return std::min(from_points_m(a, b), from_points_m(b, a)); }

double units_apart_m(const BatteryUnit& a, const BatteryUnit& b) { return rings_apart_m(footprint(a), footprint(b)); }

Units units_of(const std::string& system, const std::vector<BatteryUnit>& units) {
  Units own;
  for (const BatteryUnit& unit : units) {
    if (unit.system == system) own.push_back(&unit);
  }
  return own;
}

std::vector<std::string> systems_in(const std::vector<BatteryUnit>& units) {
  std::vector<std::string> systems;
  for (const BatteryUnit& unit : units) {
    if (std::find(systems.begin(), systems.end(), unit.system) == systems.end()) systems.push_back(unit.system);
  }
  return systems;
}

double energy_kwh(const BatteryUnit& unit, const RuleSet& rules) {
  UsedKeys of_the_scenarios;
  return total_energy(unit, rules, of_the_scenarios).j() / Energy::kwh(1.0).j();
}

double sum_of_energy_kwh(const Units& units, const RuleSet& rules) {
  UsedKeys of_the_scenarios;
  double energy_j = 0.0;
  for (const BatteryUnit* unit : units) energy_j += total_energy(*unit, rules, of_the_scenarios).j();
  return energy_j / Energy::kwh(1.0).j();
}

FactValue chemistry_of(const Units& units) {
  const auto word = [](const BatteryUnit& unit) { return std::string{choice_word(unit.chemistry)}; };
  const bool one = std::all_of(units.begin(), units.end(), [&](const auto* u) { return u->chemistry == units.front()->chemistry; });
  return one ? word(*units.front()) : std::string{"gemengd"};
}

// What all units say alike; nothing where one is silent or says otherwise.
template <class Of>
FactValue alike(const Units& units, const Of& of) {
  const FactValue first = of(*units.front());
  for (const BatteryUnit* unit : units) {
    if (of(*unit) != first) return {};
  }
  return first;
}

FactValue placement_of(const Units& units) {
  return alike(units, [](const BatteryUnit& u) { return u.placement.empty() ? FactValue{} : FactValue{u.placement}; });
}

FactValue power_of(const Units& units) {
  double kw = 0.0;
  for (const BatteryUnit* unit : units) {
    if (!unit->rated_power) return {};
    kw += unit->rated_power->w() / 1000.0;
  }
  return kw;
}

FactValue situation_of(const Units& units) {
  return alike(units, [](const BatteryUnit& u) { return FactValue{std::string{to_string(u.kind)}}; });
}

// Facts that hang on no map.
void add_of_units(const Units& units, const RuleSet& rules, Facts& facts) {
  facts["aantal_eenheden"] = static_cast<double>(units.size());
  double largest = 0.0;
  for (const BatteryUnit* unit : units) largest = std::max(largest, energy_kwh(*unit, rules));
  facts["energie_eenheid"] = largest;
  facts["energie_systeem"] = sum_of_energy_kwh(units, rules);
  facts["vermogen_systeem"] = power_of(units);
  facts["chemie"] = chemistry_of(units);
  facts["situatie"] = situation_of(units);
  facts["plaatsing"] = placement_of(units);
  facts["in_gebruik_sinds"] =
      alike(units, [](const BatteryUnit& u) { return u.in_use_since ? fact_of(*u.in_use_since) : FactValue{}; });
  std::optional<double> mass;
  for (const BatteryUnit* unit : units) {
    if (unit->store && unit->store->mass) mass = std::max(mass.value_or(0.0), unit->store->mass->kg());
  }
  if (mass) facts["massa_compartiment"] = *mass;
}

// Of a pair of units or clusters: what the larger or both are.
void add_of_pair(const Units& a, const Units& b, const RuleSet& rules, Facts& facts) {
  Facts left;
  Facts right;
  add_of_units(a, rules, left);
  add_of_units(b, rules, right);
  for (const char* name : {"energie_eenheid", "energie_systeem"}) {
    facts[name] = std::max(std::get<double>(left[name]), std::get<double>(right[name]));
  }
  Units both = a;
  both.insert(both.end(), b.begin(), b.end());
  facts["chemie"] = chemistry_of(both);
  facts["situatie"] = situation_of(both);
  facts["plaatsing"] = placement_of(both);
}

// The nearest building to some units, by one way of measuring.
struct Nearest {
  double distance_m = std::numeric_limits<double>::infinity();
  std::optional<std::size_t> pand;
};

template <class Measure>
Nearest nearest_building(const Units& units, const Around& around, const Measure& measure) {
  Nearest nearest;
  const std::vector<Pand>& panden = **around.panden;
  for (std::size_t i = 0; i < panden.size(); ++i) {
    const Pand& pand = panden[i];
    const Box box = bounds(pand.footprint);
    for (const BatteryUnit* unit : units) {
      // No way of measuring starts or ends farther than the site and the plot of a house.
      constexpr double slack_m = 1000.0;
      if (gap_m(bounds(footprint(*unit)), box) >= nearest.distance_m + (measure.beyond_walls ? slack_m : 0.0)) continue;
      if (pand.locatie || on_own_ground(pand.footprint, *around.sites)) break;
      const double here = measure(*unit, pand);
      if (here < nearest.distance_m) nearest = {here, i};
    }
  }
  return nearest;
}

// A way of measuring: where a distance begins and where it ends.
struct Measure {
  const Around* around;
  std::string_view from;  ///< "wand", "midden", "grens"
  std::string_view to;    ///< "gevel", "perceelgrens"
  bool beyond_walls;

  [[nodiscard]] double operator()(const BatteryUnit& unit, const Pand& pand) const {
    if (to == "gevel") return to_outline_m(unit, pand.footprint);
    double least = std::numeric_limits<double>::infinity();
    const Box box = bounds(pand.footprint);
    for (const Perceel& parcel : **around->percelen) {
      if (!bounds(parcel.vlak).intersects(box)) continue;
      const bool holds = std::any_of(parcel.vlak.begin(), parcel.vlak.end(), [&](const Polygon& part) {
        return contains(part, pand.footprint.front().outer.front());
      });
      if (holds) least = std::min(least, to_outline_m(unit, parcel.vlak));
    }
    return least;
  }

 private:
  [[nodiscard]] double to_outline_m(const BatteryUnit& unit, const MultiPolygon& outline) const {
    if (from == "midden") return distance_to_m(unit.position, outline);
    if (from == "wand") return wall_to_wall_m(unit, outline);
    double least = std::numeric_limits<double>::infinity();
    for (const Site& site : *around->sites) {
      if (!contains(site.boundary, unit.position)) continue;
      least = std::min(least, std::max(0.0, gis::edge_distances_m({site.boundary}, {&outline}).front()));
    }
    return least;
  }
};

// The distances to buildings that the rules ask about, each by its way of measuring.
void add_building_distances(const Units& units, const Around& around, const RuleSet& rules, Onderzocht& subject) {
  constexpr std::string_view name = "afstand_object";
  if (!around.covered || !*around.panden) return;
  const bool class_asked = rules.verdicts.gevraagd.contains("klasse_object");
  for (const std::string& fact : rules.verdicts.gevraagd) {
    const bool plain = fact == name || (class_asked && fact == "klasse_object");
    if (!plain && !fact.starts_with(std::string{name} + ":")) continue;
    Measure measure{&around, "wand", "gevel", false};
    if (!plain) {
      const std::string_view ways = std::string_view{fact}.substr(name.size() + 1);
      measure.from = ways.substr(0, ways.find(':'));
      measure.to = ways.substr(ways.find(':') + 1);
      measure.beyond_walls = measure.from == "grens" || measure.to == "perceelgrens";
      if (measure.to == "perceelgrens" && !*around.percelen) continue;
    }
    const Nearest nearest = nearest_building(units, around, measure);
    subject.feiten[plain ? std::string{name} : fact] = nearest.distance_m;
    if (nearest.pand) subject.pand = nearest.pand;
    if (!plain || !class_asked) continue;
    subject.feiten["klasse_object"] =
        std::string{nearest.pand ? to_string(klasseer((**around.panden)[*nearest.pand], rules.classes).klasse) : "geen"};
  }
}

FactValue boundary_distance(const Units& units, const std::vector<Site>& sites) {
  double least = std::numeric_limits<double>::infinity();
  for (const BatteryUnit* unit : units) {
    const auto site = std::find_if(sites.begin(), sites.end(), [&](const Site& s) { return contains(s.boundary, unit->position); });
    if (site == sites.end()) return {};
    least = std::min(least, rings_apart_m(footprint(*unit), site->boundary.outer));
  }
  return least;
}

}  // namespace

Facts common_facts(const Dossier& dossier, const RuleSet& rules) {
  Facts facts;
  facts["peildatum"] = fact_of(dossier.peildatum);
  if (dossier.aanvraagdatum) facts["aanvraagdatum"] = fact_of(*dossier.aanvraagdatum);
  if (dossier.vergund_op) facts["vergund_op"] = fact_of(*dossier.vergund_op);
  Units all;
  for (const BatteryUnit& unit : dossier.units) all.push_back(&unit);
  facts["energie_locatie"] = sum_of_energy_kwh(all, rules);
  facts["vermogen_locatie"] = power_of(all);
  return facts;
}

Facts system_facts(const std::string& system, const std::vector<BatteryUnit>& units, const Facts& common, const RuleSet& rules) {
  Facts facts = common;
  add_of_units(units_of(system, units), rules, facts);
  return facts;
}

std::vector<Onderzocht> subjects_of(const std::vector<BatteryUnit>& units, const Facts& common, const Around& around,
                                    const RuleSet& rules) {
  std::vector<Onderzocht> subjects;
  if (rules.verdicts.judges(Onderwerp::Systeem)) {
    for (const std::string& system : systems_in(units)) {
      Onderzocht subject{Onderwerp::Systeem, system, system_facts(system, units, common, rules), {}, {}};
      // What no table is about needs no distance.
      const bool judged = std::any_of(rules.verdicts.tabellen.begin(), rules.verdicts.tabellen.end(), [&](const auto& t) {
        return t.second.onderwerp == Onderwerp::Systeem && all_hold(t.second.als, subject.feiten) != false;
      });
      if (judged) {
        const Units own = units_of(system, units);
        add_building_distances(own, around, rules, subject);
        if (rules.verdicts.gevraagd.contains("afstand_grens")) subject.feiten["afstand_grens"] = boundary_distance(own, *around.sites);
      }
      subjects.push_back(std::move(subject));
    }
  }
  if (rules.verdicts.judges(Onderwerp::Paar)) {
    for (std::size_t i = 0; i < units.size(); ++i) {
      for (std::size_t j = i + 1; j < units.size(); ++j) {
        Onderzocht subject{Onderwerp::Paar, units[i].id + " - " + units[j].id, common, {}, {}};
        add_of_pair({&units[i]}, {&units[j]}, rules, subject.feiten);
        subject.feiten["afstand_eenheid"] = units_apart_m(units[i], units[j]);
        subjects.push_back(std::move(subject));
      }
    }
  }
  if (rules.verdicts.judges(Onderwerp::Clusterpaar)) {
    std::map<std::string, Units> clusters;
    for (const BatteryUnit& unit : units) {
      if (!unit.cluster.empty()) clusters[unit.cluster].push_back(&unit);
    }
    for (auto a = clusters.begin(); a != clusters.end(); ++a) {
      for (auto b = std::next(a); b != clusters.end(); ++b) {
        Onderzocht subject{Onderwerp::Clusterpaar, a->first + " - " + b->first, common, {}, {}};
        add_of_pair(a->second, b->second, rules, subject.feiten);
        double least = std::numeric_limits<double>::infinity();
        for (const BatteryUnit* x : a->second) {
          for (const BatteryUnit* y : b->second) least = std::min(least, units_apart_m(*x, *y));
        }
        subject.feiten["afstand_cluster"] = least;
        subjects.push_back(std::move(subject));
      }
    }
  }
  if (rules.verdicts.judges(Onderwerp::Locatie)) {
    Onderzocht subject{Onderwerp::Locatie, "locatie", common, {}, {}};
    Units all;
    for (const BatteryUnit& unit : units) all.push_back(&unit);
    subject.feiten["aantal_eenheden"] = static_cast<double>(all.size());
    if (!all.empty()) subject.feiten["chemie"] = chemistry_of(all);
    subjects.push_back(std::move(subject));
  }
  return subjects;
}

Facts object_facts(const Pand& pand, const Feiten& known, const std::vector<BatteryUnit>& units, const Facts& common,
                   const RuleSet& rules) {
  const auto& asked = rules.verdicts.gevraagd_van_objecten;
  if (asked.empty()) return {};
  Facts facts = common;
  if (known.pr) facts["pr_object"] = known.pr->pr.per_year();
  const auto inside = [&](Aandachtsgebied area) -> FactValue {
    if (!known.gebieden_bekend) return {};
    return std::find(known.gebieden.begin(), known.gebieden.end(), area) != known.gebieden.end();
  };
  facts["in_brand"] = inside(Aandachtsgebied::Brand);
  facts["in_explosie"] = inside(Aandachtsgebied::Explosie);
  facts["in_gifwolk"] = inside(Aandachtsgebied::Gifwolk);
  facts["klasse"] = std::string{to_string(known.klassering.klasse)};
  facts["risicogebied"] = known.in_risicogebied;
  facts["tijdelijk"] = known.tijdelijk;
  facts["locatie"] = known.locatie;
  if (asked.contains("afstand_systeem")) {
    double least = std::numeric_limits<double>::infinity();
    for (const BatteryUnit& unit : units) {
      if (gap_m(bounds(footprint(unit)), bounds(pand.footprint)) < least) least = std::min(least, wall_to_wall_m(unit, pand.footprint));
    }
    facts["afstand_systeem"] = least;
  }
  return facts;
}

}  // namespace batterisk::study
