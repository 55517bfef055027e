#include "batterisk/core/risk/risk_field.hpp"

#include "base/quick_angle.hpp"
#include "risk/blast_at.hpp"
#include "risk/domino_table.hpp"

#include "batterisk/core/base/stop.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <tuple>

namespace batterisk {
namespace {

// The orientation turns a torch's table, it does not change it.
TorchSource shape_of(TorchSource source) {
  source.orientation = Angle::rad(0.0);
  return source;
}

RdPoint offset(double distance_m, double bearing) {
  return {distance_m * std::sin(bearing), distance_m * std::cos(bearing)};
}

ToxicRisk toxic_risk(const ToxicSource& source, const EffectModels& models, const StudyWeather& weather,
                     const RuleSet& rules, UsedKeys& used) {
  std::vector<ToxicRisk::WeatherPlume> plumes;
  for (std::size_t c = 0; c < weather.classes.size(); ++c) {
    ToxicRisk::WeatherPlume plume{plume_kernel(source, weather.classes[c], models), weather.roses[c],
                                  plume_kernels_by_wind(source, weather.classes[c], models), source.wake_axis.rad()};
    if (source.flash_counts) {
      // Within the distance of a flash fire everybody dies: as a dilution, so that it joins the toxic lethality.
      const double distance = flash_fire_distance_m(source, weather.classes[c], models);
      if (distance > 0.0) plume.ln_certain = plume.kernel.ln_dilution(distance);
    }
    plumes.push_back(std::move(plume));
  }
  return {dilution_lethality(source, models, rules, used), std::move(plumes)};
}

// One table for all sources of one shape: looks `shape` up in `shapes`, or adds it and what `make` builds.
template <class Shape, class Table, class Make>
const Table* shared_table(const Shape& shape, std::vector<Shape>& shapes,
                          std::vector<std::shared_ptr<const Table>>& tables, const Make& make) {
  const auto known = std::find(shapes.begin(), shapes.end(), shape);
  if (known != shapes.end()) return tables[static_cast<std::size_t>(known - shapes.begin())].get();
  shapes.push_back(shape);
  tables.push_back(std::make_shared<const Table>(make()));
  return tables.back().get();
}

// Where a point lies from a source.
struct Polar {
  double distance_m;
  double turns;  // bearing
};

// Sum of `of(source, where p lies from it)` over the sources that reach `p`. Where it lies from many at once: the compiler
// takes several together.
template <class Source, class Of>
double sum_around(const Clustered<Source>& sources, RdPoint p, const Of& of) {
  constexpr std::size_t at_once = 32;
  double sum = 0.0;
  sources.for_groups_at(p, [&](std::span<const Source> group) {
    for (; !group.empty(); group = group.subspan(std::min(at_once, group.size()))) {
      const std::size_t n = std::min(at_once, group.size());
      std::array<double, at_once> east;
      std::array<double, at_once> north;
      std::array<double, at_once> distance;
      std::array<double, at_once> turns;
      for (std::size_t i = 0; i < n; ++i) {
        east[i] = p.x - group[i].position.x;
        north[i] = p.y - group[i].position.y;
      }
      for (std::size_t i = 0; i < n; ++i) {
        distance[i] = std::sqrt(east[i] * east[i] + north[i] * north[i]);
        turns[i] = detail::quick_turns({east[i], north[i]});
      }
      for (std::size_t i = 0; i < n; ++i) {
        if (distance[i] < group[i].reach_m) sum += of(group[i], {distance[i], turns[i]});
      }
    }
  });
  return sum;
}

struct DominoShape {
  FireSource first;
  FireSource second;
  RdPoint offset;
  friend bool operator==(const DominoShape& a, const DominoShape& b) {
    // Positions come from rounded coordinates: half a centimetre makes no other pair.
    return a.first == b.first && a.second == b.second && distance_m(a.offset, b.offset) < 5e-3;
  }
};

}  // namespace

RiskField::RiskField(const std::vector<Scenario>& scenarios, const EffectModels& models, const StudyWeather& weather,
                     const RuleSet& rules, UsedKeys& used) {
  std::vector<TorchSource> torch_shapes;
  std::vector<TorchSource> wall_torch_shapes;
  std::vector<ToxicSource> toxic_shapes;
  std::vector<FireSource> fire_shapes;
  std::vector<DominoShape> domino_shapes;
  std::set<std::pair<double, double>> places;
  const Frequency least = used(rules.method.scen.f_min);
  for (const Scenario& scenario : scenarios) {
    Part part;
    part.position = scenario.position;
    part.frequency = scenario.frequency.per_year();
    const auto* explosion = std::get_if<ExplosionSource>(&scenario.source);
    if (explosion != nullptr) {
      const RdPoint cloud = detail::cloud_place(*explosion);
      part.position = {part.position.x + cloud.x, part.position.y + cloud.y};
    }
    if (places.emplace(part.position.x, part.position.y).second) positions_.push_back(part.position);
    if (scenario.frequency < least) {  // does not count, but keeps its place among the parts
      parts_.push_back(part);
      continue;
    }
    if (const auto* torch = std::get_if<TorchSource>(&scenario.source)) {
      const TorchSource shape = shape_of(*torch);
      const double below_m = (shape.height - models.receiver_height).m();
      if (shape.shielded) {
        part.wall_torch = shared_table(shape, wall_torch_shapes, wall_torches_, [&] {
          return WallTorchRisk(Torch(shape.power, models.torch), thermal_line(shape.exposure, models.heat), shape, below_m);
        });
        part.reach_m = part.wall_torch->reach_m();
      } else {
        part.torch = shared_table(shape, torch_shapes, torches_, [&] {
          return TorchRisk(Torch(shape.power, models.torch), thermal_line(shape.exposure, models.heat), shape.length,
                           shape.width, below_m);
        });
        part.reach_m = part.torch->reach_m();
      }
      part.orientation = torch->orientation.rad();
    } else if (const auto* toxic = std::get_if<ToxicSource>(&scenario.source)) {
      part.toxic = shared_table(*toxic, toxic_shapes, toxics_,
                                [&] { return toxic_risk(*toxic, models, weather, rules, used); });
      part.reach_m = part.toxic->reach_m();
    } else if (explosion != nullptr) {
      part.reach_m = detail::blast_reach_m(*explosion, explosion->lethal);
      if (detail::vent_counts(*explosion, explosion->lethal.above)) {
        vented_.push_back(std::make_shared<const ExplosionSource>(*explosion));
        part.vented = vented_.back().get();
      } else {
        part.lethal_m = part.reach_m;
      }
    } else if (const auto* fire = std::get_if<FireSource>(&scenario.source)) {
      part.fire = shared_table(*fire, fire_shapes, fires_, [&] {
        return Fire{FireRadiation(*fire, models, weather.classes), toxic_risk(fire->smoke, models, weather, rules, used)};
      });
      part.reach_m = std::max(part.fire->radiation.reach_m(), part.fire->smoke.reach_m());
    } else {
      const auto& domino = std::get<DominoSource>(scenario.source);
      RdPoint offset{domino.second_position.x - part.position.x, domino.second_position.y - part.position.y};
      DominoShape shape{domino.first, domino.second, offset};
      // The other way round it is the same pair, as long as it burns: one table serves both.
      const bool as_long = domino.first.exposure == domino.second.exposure &&
                           domino.first.smoke.duration == domino.second.smoke.duration;
      if (as_long && (offset.x < 0.0 || (offset.x == 0.0 && offset.y < 0.0))) {
        shape = {domino.second, domino.first, {-offset.x, -offset.y}};
        part.position = domino.second_position;
      }
      part.domino = shared_table(shape, domino_shapes, dominos_, [&] {
        auto risk = std::make_shared<const DominoRisk>(DominoSource{shape.first, shape.second, {}}, shape.offset, models,
                                                       weather, rules, used);
        return Domino{risk, std::make_shared<const detail::DominoTable>(*risk)};
      });
      const RdPoint middle = part.domino->risk->middle();
      part.reach_m = part.domino->table->reach_m() + std::hypot(middle.x, middle.y);
    }
    parts_.push_back(part);
    reach_.add({part.position.x - part.reach_m, part.position.y - part.reach_m});
    reach_.add({part.position.x + part.reach_m, part.position.y + part.reach_m});
  }
  add_rounds();
}

// Radiation first, smoke for those who are left: P = 1 - (1 - P_heat)(1 - P_toxic), class by class.
double RiskField::fire_class_lethality(const Fire& fire, std::size_t c, double distance_m, double bearing) {
  const double heat = fire.radiation.lethality(c, offset(distance_m, bearing));
  return heat * fire.smoke.classes()[c].rose.total() +
         (1.0 - heat) * fire.smoke.direct_class_lethality(c, distance_m, bearing);
}

void RiskField::add_ring(const Part& part, double distance_m, PolarTable::Ring ring) const {
  const auto add = [&](double value) {
    for (double& v : ring) v += value;
  };
  if (part.lethal_m > 0.0) {
    if (distance_m < part.lethal_m) add(part.frequency);
  } else if (part.toxic != nullptr) {
    std::array<double, weather_class_count> weight{};
    weight.fill(part.frequency);
    part.toxic->add_ring(distance_m, weight, ring);
  } else {
    std::array<double, weather_class_count> weight{};
    for (std::size_t c = 0; c < weather_class_count; ++c) {
      const double heat = part.fire->radiation.lethality(c, {0.0, distance_m});
      add(part.frequency * heat * part.fire->smoke.classes()[c].rose.total());
      weight[c] = part.frequency * (1.0 - heat);
    }
    part.fire->smoke.add_ring(distance_m, weight, ring);
  }
}

// One table for everything that goes out from one place in all directions; places with the same share it.
void RiskField::add_rounds() {
  struct Content {
    std::vector<Part> parts;
    // The same sources in the same order: equal sources are one object already.
    bool operator==(const Content& other) const {
      return std::equal(parts.begin(), parts.end(), other.parts.begin(), other.parts.end(), [](const Part& a, const Part& b) {
        return a.frequency == b.frequency && a.lethal_m == b.lethal_m && a.toxic == b.toxic && a.fire == b.fire;
      });
    }
  };
  std::vector<Content> places(positions_.size());
  std::map<std::pair<double, double>, std::size_t> place_of;
  for (std::size_t i = 0; i < positions_.size(); ++i) place_of.emplace(std::pair{positions_[i].x, positions_[i].y}, i);
  std::vector<std::pair<const Fire*, double>> smokes;
  std::vector<Part> pairs;
  std::vector<Part> torches;
  std::vector<SidedFire> sided_fires;
  std::vector<Round> rounds;
  std::vector<DominoPart> dominos;
  std::map<std::tuple<const Domino*, double, double>, std::size_t> pair_of;
  for (const Part& part : parts_) {
    if (part.torch != nullptr || part.wall_torch != nullptr) {
      torches.push_back(part);
    } else if (part.fire != nullptr && !part.fire->radiation.is_round()) {
      const ToxicRisk& smoke = part.fire->smoke;
      std::array<double, weather_class_count> weight{};
      weight.fill(part.frequency);
      const PolarTable* table = shared_table(std::pair{part.fire, part.frequency}, smokes, smoke_tables_, [&] {
        return PolarTable(smoke.edges_m(),
                          [&](double distance, PolarTable::Ring ring) { smoke.add_ring(distance, weight, ring); });
      });
      sided_fires.push_back({part.position, part.reach_m, part, table});
    } else if (part.domino != nullptr) {
      // The same pair burning the other way round is the same table at the same place.
      const auto [same, added] =
          pair_of.try_emplace({part.domino, part.position.x, part.position.y}, pairs.size());
      if (added) {
        pairs.push_back(part);
      } else {
        pairs[same->second].frequency += part.frequency;
      }
    } else if (part.vented != nullptr) {
      vented_parts_.push_back(part);
    } else if (part.reach_m > 0.0) {
      places[place_of.at({part.position.x, part.position.y})].parts.push_back(part);
    }
  }
  std::vector<Content> known;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].parts.empty()) continue;
    const PolarTable* table = shared_table(places[i], known, tables_, [&] {
      std::vector<double> breaks;
      for (const Part& part : places[i].parts) {
        breaks.push_back(part.reach_m);
        if (part.lethal_m > 0.0) continue;
        const ToxicRisk& toxic = part.toxic != nullptr ? *part.toxic : part.fire->smoke;
        const std::vector<double> toxic_edges = toxic.edges_m();
        breaks.insert(breaks.end(), toxic_edges.begin(), toxic_edges.end());
        if (part.fire == nullptr) continue;
        const std::vector<double> heat_edges = part.fire->radiation.edges_m();
        breaks.insert(breaks.end(), heat_edges.begin(), heat_edges.end());
        breaks.push_back(part.fire->radiation.reach_m());
      }
      return PolarTable(std::move(breaks), [&](double distance, PolarTable::Ring ring) {
        for (const Part& part : places[i].parts) add_ring(part, distance, ring);
      });
    });
    rounds.push_back({positions_[i], table->reach_m(), table});
  }
  for (const Part& pair : pairs) {
    const RdPoint from_first = pair.domino->risk->middle();
    const RdPoint middle{pair.position.x + from_first.x, pair.position.y + from_first.y};
    dominos.push_back({middle, pair.domino->table->reach_m(), pair.frequency, pair.domino->table.get()});
  }
  rounds_ = Clustered(std::move(rounds));
  torch_parts_ = Clustered(std::move(torches));
  sided_fires_ = Clustered(std::move(sided_fires));
  domino_parts_ = Clustered(std::move(dominos));
}

double RiskField::torch_lethality(const Part& part, double distance_m, double bearing, bool direct) {
  const double from_axis = bearing - part.orientation;
  if (part.torch != nullptr) {
    return direct ? part.torch->direct_mean_lethality(distance_m, from_axis)
                  : part.torch->mean_lethality(distance_m, from_axis);
  }
  const RdPoint place{distance_m * std::cos(from_axis), distance_m * std::sin(from_axis)};
  return direct ? part.wall_torch->direct_mean_lethality(place) : part.wall_torch->mean_lethality(place);
}

double RiskField::part_at(const Part& part, RdPoint p) const {
  const double distance = distance_m(part.position, p);
  if (distance >= part.reach_m) return 0.0;
  if (part.domino != nullptr) {
    return part.frequency * part.domino->risk->direct_mean_lethality({p.x - part.position.x, p.y - part.position.y});
  }
  if (part.lethal_m > 0.0) return part.frequency;  // within the circle of certain death
  if (part.vented != nullptr) {
    const RdPoint from_cloud{p.x - part.position.x, p.y - part.position.y};
    return detail::blast_exceeds(*part.vented, part.vented->lethal, from_cloud) ? part.frequency : 0.0;
  }
  const double bearing = bearing_rad(part.position, p);
  if (part.torch != nullptr || part.wall_torch != nullptr) {
    return part.frequency * torch_lethality(part, distance, bearing, true);
  }
  if (part.toxic != nullptr) return part.frequency * part.toxic->direct_mean_lethality(distance, bearing);
  double sum = 0.0;
  for (std::size_t c = 0; c < part.fire->smoke.classes().size(); ++c) {
    sum += fire_class_lethality(*part.fire, c, distance, bearing);
  }
  return part.frequency * sum;
}

PlaatsgebondenRisico RiskField::at(RdPoint p) const {
  stop_point();
  double sum = sum_around(rounds_, p, [](const Round& round, const Polar& at) { return round.table->at(at.distance_m, at.turns); });
  sum += sum_around(domino_parts_, p, [](const DominoPart& part, const Polar& at) {
    return part.frequency * part.table->mean_lethality(at.distance_m, at.turns);
  });
  torch_parts_.for_groups_at(p, [&](std::span<const Part> parts) {
    for (const Part& part : parts) {
      const double distance = distance_m(part.position, p);
      if (distance >= part.reach_m) continue;
      sum += part.frequency * torch_lethality(part, distance, bearing_rad(part.position, p), false);
    }
  });
  // Near, where the flames count, the classes differ in both effects.
  sum += sum_around(sided_fires_, p, [&](const SidedFire& fire, const Polar& at) {
    return at.distance_m < fire.part.fire->radiation.reach_m() ? part_at(fire.part, p)
                                                               : fire.smoke->at(at.distance_m, at.turns);
  });
  for (const Part& part : vented_parts_) sum += part_at(part, p);
  return PlaatsgebondenRisico::per_year(sum);
}

PlaatsgebondenRisico RiskField::direct_at(RdPoint p) const {
  stop_point();
  double sum = 0.0;
  for (const Part& part : parts_) sum += part_at(part, p);
  return PlaatsgebondenRisico::per_year(sum);
}

std::vector<PlaatsgebondenRisico> RiskField::direct_parts_at(RdPoint p) const {
  std::vector<PlaatsgebondenRisico> values;
  for (const Part& part : parts_) values.push_back(PlaatsgebondenRisico::per_year(part_at(part, p)));
  return values;
}

std::vector<PlaatsgebondenRisico> RiskField::direct_class_parts_at(std::size_t scenario, RdPoint p) const {
  const Part& part = parts_[scenario];
  const double distance = distance_m(part.position, p);
  const double bearing = bearing_rad(part.position, p);
  const RdPoint from_first{p.x - part.position.x, p.y - part.position.y};
  std::vector<PlaatsgebondenRisico> values;
  if (part.torch != nullptr || part.wall_torch != nullptr || part.lethal_m > 0.0 || part.vented != nullptr ||
      distance >= part.reach_m) {
    return values;
  }
  for (std::size_t c = 0; c < weather_class_count; ++c) {
    const double lethality = part.domino != nullptr ? part.domino->risk->direct_class_lethality(c, from_first)
                             : part.fire != nullptr ? fire_class_lethality(*part.fire, c, distance, bearing)
                                                    : part.toxic->direct_class_lethality(c, distance, bearing);
    values.push_back(PlaatsgebondenRisico::per_year(part.frequency * lethality));
  }
  return values;
}

}  // namespace batterisk
