#include "batterisk/core/area/aandachtsgebied.hpp"

#include "area/cloud_extent.hpp"
#include "area/gifwolk_limit.hpp"
#include "area/pair_area.hpp"
#include "base/ray_exit.hpp"

#include "batterisk/core/base/parallel.hpp"
#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/core/risk/wall_torch_risk.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

#include <fmt/format.h>

namespace batterisk {
namespace {

using detail::cloud_extent_by_bearing;
using detail::farthest_cloud_m;
using detail::gifwolk_limits;
using detail::GifwolkLimit;
using detail::largest_distances_over_winds;
using detail::pair_area;
using detail::PairArea;
using detail::region_of_ratio;
using std::numbers::pi;

// Border of the fire area of one torch source, relative to its centre and axis.
struct TorchEnvelope {
  Ring ring;               // about (0, 0), long axis to the north
  double from_centre_m = 0.0;
  double from_wall_m = 0.0;
};

// Points of an outline, `extent(bearing)` from (0, 0), from the long axis (north) to the short one (east): at the bearing
// of the corner, where it turns, and as many as keep the chords within the sagitta, which is measured.
template <class Extent>
std::vector<RdPoint> quarter_outline(const Extent& extent, double corner, double sagitta_m) {
  const auto at = [&](double bearing) { return point_at({0.0, 0.0}, bearing, extent(bearing)); };
  std::vector<double> bearings;
  constexpr int before_corner = 3;
  constexpr int past_corner = 8;
  for (int k = 0; k < before_corner; ++k) bearings.push_back(corner * k / before_corner);
  for (int k = 0; k <= past_corner; ++k) bearings.push_back(corner + (pi / 2.0 - corner) * k / past_corner);
  std::vector<RdPoint> nodes(bearings.size());
  parallel_for(nodes.size(), [&](std::size_t k) { nodes[k] = at(bearings[k]); });
  constexpr int most_halvings = 8;
  const auto refine = [&](const auto& self, double from, RdPoint a, double to, RdPoint b, int halvings,
                          std::vector<RdPoint>& between) -> void {
    const double half = (from + to) / 2.0;
    const RdPoint p = at(half);
    const double chord = distance_m(a, b);
    const double off = std::abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / chord;
    const bool more = off > sagitta_m && halvings < most_halvings;
    if (more) self(self, from, a, half, p, halvings + 1, between);
    between.push_back(p);
    if (more) self(self, half, p, to, b, halvings + 1, between);
  };
  std::vector<std::vector<RdPoint>> between(nodes.size());
  parallel_for(nodes.size() - 1, [&](std::size_t k) {
    refine(refine, bearings[k], nodes[k], bearings[k + 1], nodes[k + 1], 0, between[k]);
  });
  std::vector<RdPoint> outline;
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    outline.push_back(nodes[k]);
    outline.insert(outline.end(), between[k].begin(), between[k].end());
  }
  return outline;
}

TorchEnvelope torch_envelope(const TorchSource& source, const EffectModels& models, HeatFlux flux, double sagitta_m) {
  TorchEnvelope envelope;
  const Torch torch(source.power, models.torch);
  const TorchRisk risk(torch, thermal_line(source.exposure, models.heat), source.length, source.width,
                       (source.height - models.receiver_height).m(), flux);
  envelope.from_wall_m = torch_axis_distance(torch, flux).m();
  const std::vector<RdPoint> quarter = quarter_outline(
      [&](double from_axis) { return risk.envelope_m(flux, from_axis); },
      std::atan2(source.width.m(), source.length.m()), sagitta_m);
  // Counter-clockwise from the end of the long axis: the quarters to the left and right of it, forwards and backwards.
  const auto last = static_cast<int>(quarter.size()) - 1;
  for (const auto& [from, to, east, north] : {std::array{0, last, -1, 1}, std::array{last, 0, -1, -1},
                                              std::array{0, last, 1, -1}, std::array{last, 0, 1, 1}}) {
    for (int k = from; k != to; k += from < to ? 1 : -1) {
      const RdPoint p = quarter[static_cast<std::size_t>(k)];
      envelope.ring.push_back({east * p.x, north * p.y});
    }
  }
  for (const RdPoint p : quarter) envelope.from_centre_m = std::max(envelope.from_centre_m, std::hypot(p.x, p.y));
  return envelope;
}

Polygon placed(const Ring& ring, RdPoint position, double orientation) {
  const double c = std::cos(orientation);
  const double s = std::sin(orientation);
  Polygon polygon;
  for (const RdPoint p : ring) {
    polygon.outer.push_back({position.x + p.x * c + p.y * s, position.y - p.x * s + p.y * c});
  }
  return polygon;
}

// Distances of one toxic source to the gifwolk limit, per substance and class; shared by equal sources.
struct Cloud {
  ToxicSource source;
  std::vector<EffectDistance> distances;
  std::vector<double> extent_m;  // by bearing from the axis of the box, over all limits and classes, where no circle
};

// What the areas are collected in.
struct Collector {
  const EffectModels& models;
  const StudyWeather& weather;
  const RuleSet& rules;
  UsedKeys& used;
  double cap_m;
  HeatFlux fire_limit;
  Aandachtsgebieden result = {};
  Zone brand{Aandachtsgebied::Brand, std::nullopt, {}, {}, false};
  Zone explosie{Aandachtsgebied::Explosie, std::nullopt, {}, {}, false};
  Zone gifwolk{Aandachtsgebied::Gifwolk, std::nullopt, {}, {}, false};
  std::vector<Shape> uncapped = {};
  bool capped = false;
  bool fires_count = true;  // in the brandaandachtsgebied
  // Scenario and weather class of each part of the zones, in their order.
  struct Origin {
    std::string scenario;
    std::string weather;
  };
  std::map<Aandachtsgebied, std::vector<Origin>> origins = {};
  std::vector<std::pair<TorchSource, TorchEnvelope>> torches = {};
  std::vector<Cloud> clouds = {};
  std::vector<std::pair<FireSource, std::vector<EffectDistance>>> fires = {};

  [[nodiscard]] std::string fire_threshold() const { return fmt::format("{:g} kW/m2", fire_limit.kw_per_m2()); }

  void add_part(Zone& zone, Shape shape, const Scenario& scenario, std::string weather_class = "") {
    zone.parts.push_back(std::move(shape));
    origins[*zone.aandachtsgebied].push_back({scenario.id, std::move(weather_class)});
  }

  static const std::string& furthest_class(const std::vector<EffectDistance>& distances) {
    return std::max_element(distances.begin(), distances.end(), [](const EffectDistance& a, const EffectDistance& b) {
             return a.from_centre_m < b.from_centre_m;
           })->weather;
  }

  // What reaches furthest from the middle of the sources, all round.
  void add_directions(const Zone& zone) {
    constexpr int step_deg = 10;
    const std::vector<Origin>& of = origins[*zone.aandachtsgebied];
    for (int bearing = 0; bearing < 360 && !zone.parts.empty(); bearing += step_deg) {
      AreaDirection direction{*zone.aandachtsgebied, static_cast<double>(bearing), 0.0, "", ""};
      for (std::size_t i = 0; i < zone.parts.size(); ++i) {
        const double exit = detail::ray_exit_m(zone.parts[i], result.middle, bearing * pi / 180.0);
        if (exit <= direction.distance_m) continue;
        direction.distance_m = exit;
        direction.scenario = of[i].scenario;
        direction.weather = of[i].weather;
      }
      result.directions.push_back(std::move(direction));
    }
  }

  // Adds the distances of a source to the table and gives the largest.
  double add_distances(const std::string& scenario, std::vector<EffectDistance> distances, double wall_m) {
    double largest = 0.0;
    for (EffectDistance& d : distances) {
      d.scenario = scenario;
      d.from_wall_m = std::max(0.0, d.from_centre_m - wall_m);
      largest = std::max(largest, d.from_centre_m);
      result.distances.push_back(std::move(d));
    }
    return largest;
  }

  // Through the openings of a building: a region before each of them.
  void add_opening_torch(const Scenario& scenario, const TorchSource& torch) {
    const WallTorchRisk risk(Torch(torch.power, models.torch), thermal_line(torch.exposure, models.heat), torch,
                             (torch.height - models.receiver_height).m());
    double from_centre_m = 0.0;
    for (const Ring& ring : risk.regions(fire_limit)) {
      Ring shown;  // `placed` counts y along the axis
      for (const RdPoint p : ring) {
        from_centre_m = std::max(from_centre_m, std::hypot(p.x, p.y));
        shown.push_back({p.y, p.x});
      }
      add_part(brand, placed(shown, scenario.position, torch.orientation.rad()), scenario);
    }
    const double on_axis_m = torch_axis_distance(Torch(torch.power, models.torch), fire_limit).m();
    result.distances.push_back({scenario.id, Aandachtsgebied::Brand, "", fire_threshold(), from_centre_m, on_axis_m});
  }

  void add_torch(const Scenario& scenario, const TorchSource& torch) {
    if (!torch.openings.empty()) return add_opening_torch(scenario, torch);
    TorchSource shape = torch;
    shape.orientation = Angle::rad(0.0);
    auto known = std::find_if(torches.begin(), torches.end(), [&](const auto& e) { return e.first == shape; });
    if (known == torches.end()) {
      const double sagitta_m = used(rules.method.contour.sagitta).m();
      known = torches.insert(torches.end(), {shape, torch_envelope(shape, models, fire_limit, sagitta_m)});
    }
    add_part(brand, placed(known->second.ring, scenario.position, torch.orientation.rad()), scenario);
    result.distances.push_back({scenario.id, Aandachtsgebied::Brand, "", fire_threshold(),
                                known->second.from_centre_m, known->second.from_wall_m});
  }

  void add_cloud(const Scenario& scenario, const ToxicSource& source, double wall_m) {
    auto known = std::find_if(clouds.begin(), clouds.end(), [&](const Cloud& c) { return c.source == source; });
    if (known == clouds.end()) known = clouds.insert(clouds.end(), cloud_of(source));
    const double largest = add_distances(scenario.id, known->distances, wall_m);
    if (largest <= 0.0) return;
    result.gifwolk_uncapped_m = std::max(result.gifwolk_uncapped_m, largest);
    capped = capped || largest > cap_m;
    if (known->extent_m.empty()) {
      uncapped.push_back(Circle{scenario.position, largest});
      add_part(gifwolk, Circle{scenario.position, std::min(largest, cap_m)}, scenario, furthest_class(known->distances));
      return;
    }
    const auto region = [&](double cap) {
      Polygon polygon;
      for (std::size_t k = known->extent_m.size(); k-- > 0;) {  // bearings run clockwise
        polygon.outer.push_back(
            point_at(scenario.position,
                     source.wake_axis.rad() + 2.0 * pi * static_cast<double>(k) / static_cast<double>(known->extent_m.size()),
                     std::min(known->extent_m[k], cap)));
      }
      return polygon;
    };
    uncapped.emplace_back(region(farthest_cloud_m));
    add_part(gifwolk, region(cap_m), scenario, furthest_class(known->distances));
  }

  Cloud cloud_of(const ToxicSource& source) {
    Cloud cloud{source, {}, {}};
    const std::vector<GifwolkLimit> limits = gifwolk_limits(source, rules, used, result.undetermined);
    double lowest = 1e300;  // all substances are diluted alike: the most diluted limit reaches furthest
    std::vector<double> ln_dilutions;
    for (const GifwolkLimit& limit : limits) ln_dilutions.push_back(limit.ln_dilution);
    for (const double ln_dilution : ln_dilutions) lowest = std::min(lowest, ln_dilution);
    std::vector<std::vector<double>> distances;  // by class
    for (const WeatherClass& weather_class : weather.classes) {
      distances.push_back(largest_distances_over_winds(source, weather_class, ln_dilutions, models));
    }
    for (std::size_t i = 0; i < limits.size(); ++i) {
      for (std::size_t c = 0; c < distances.size(); ++c) {
        cloud.distances.push_back({"", Aandachtsgebied::Gifwolk, weather.classes[c].name, limits[i].shown, distances[c][i],
                                   distances[c][i]});
      }
    }
    if (source.wake_length.m() > 0.0) {
      cloud.extent_m = cloud_extent_by_bearing(source, lowest, weather.classes, models,
                                               used(rules.method.contour.sagitta).m());
    }
    return cloud;
  }

  void add_explosion(const Scenario& scenario, const ExplosionSource& source, double wall_m) {
    const double distance = source.area.m();
    result.distances.push_back({scenario.id, Aandachtsgebied::Explosie, "",
                                fmt::format("{:g} kPa", rules.method.explosie.area_dp.value.kpa()), distance,
                                std::max(0.0, distance - wall_m)});
    if (distance > 0.0) add_part(explosie, Circle{scenario.position, distance}, scenario);
  }

  void add_fire(const Scenario& scenario, const FireSource& source) {
    const double wall_m = source.smoke.wake_width.m() / 2.0;
    if (fires_count) add_flames(scenario, source, wall_m);
    add_cloud(scenario, source.smoke, wall_m);
  }

  void add_flames(const Scenario& scenario, const FireSource& source, double wall_m) {
    auto known = std::find_if(fires.begin(), fires.end(), [&](const auto& f) { return f.first == source; });
    if (known == fires.end()) {
      const FireRadiation radiation(source, models, weather.classes);
      std::vector<EffectDistance> distances;
      for (std::size_t c = 0; c < weather.classes.size(); ++c) {
        const double distance = radiation.distance_m(c, fire_limit);
        distances.push_back({"", Aandachtsgebied::Brand, weather.classes[c].name, fire_threshold(), distance, distance});
      }
      known = fires.insert(fires.end(), {source, std::move(distances)});
    }
    const double largest = add_distances(scenario.id, known->second, wall_m);
    if (largest <= 0.0) return;
    if (source.openings.empty()) {
      add_part(brand, Circle{scenario.position, largest}, scenario, furthest_class(known->second));
    } else {
      add_fire_region(scenario, source, largest, furthest_class(known->second));
    }
  }

  // Flames in openings make no circle.
  void add_fire_region(const Scenario& scenario, const FireSource& source, double largest_m,
                       const std::string& weather_class) {
    const FireRadiation radiation(source, models, weather.classes);
    const auto ratio = [&](RdPoint p) {
      double flux = 0.0;
      for (std::size_t c = 0; c < weather.classes.size(); ++c) flux = std::max(flux, radiation.flux_w_per_m2(c, p));
      return std::min(1e9, flux / fire_limit.w_per_m2());
    };
    // A flame in an opening may reach no further than some metres: the grid starts before each of them.
    std::vector<RdPoint> seeds{{0.0, 0.0}};
    for (const WallOpening& o : source.openings) {
      const WallFrame wall = wall_frame(o.wall, source.length.m(), source.width.m());
      const RdPoint before{wall.middle.x + o.offset.m() * wall.along.x + 0.5 * wall.out.x,
                           wall.middle.y + o.offset.m() * wall.along.y + 0.5 * wall.out.y};
      const Ring turned = placed({{before.y, before.x}}, {0.0, 0.0}, source.orientation.rad()).outer;
      seeds.push_back(turned.front());
    }
    const MultiPolygon region = region_of_ratio(ratio, seeds, largest_m, used(rules.method.contour.sagitta));
    for (const Polygon& polygon : moved(region, scenario.position)) add_part(brand, polygon, scenario, weather_class);
  }

  // Scenario of a pair of fires, and its source.
  struct Pair {
    const Scenario* scenario;
    const DominoSource* source;

    [[nodiscard]] RdPoint offset() const {
      return {source->second_position.x - scenario->position.x, source->second_position.y - scenario->position.y};
    }
    [[nodiscard]] bool has_area_of(const Pair& other) const {
      // Positions come from rounded coordinates: half a centimetre makes no other pair.
      return distance_m(offset(), other.offset()) < 5e-3 && source->first == other.source->first &&
             source->second == other.source->second;
    }
  };

  // The areas of pairs that differ are computed side by side.
  void add_dominos(const std::vector<Pair>& pairs) {
    std::vector<const Pair*> different;
    std::vector<std::size_t> area_of;
    for (const Pair& pair : pairs) {
      const auto same =
          std::find_if(different.begin(), different.end(), [&](const Pair* d) { return d->has_area_of(pair); });
      area_of.push_back(static_cast<std::size_t>(same - different.begin()));
      if (same == different.end()) different.push_back(&pair);
    }
    struct Found {
      std::optional<PairArea> area;
      UsedKeys used;
      std::vector<std::string> undetermined;
    };
    std::vector<Found> found(different.size());
    parallel_for(found.size(), [&](std::size_t i) {
      found[i].area = pair_area(*different[i]->source, different[i]->offset(), fire_limit, models, weather, rules,
                                found[i].used, found[i].undetermined);
    });
    for (const Found& f : found) {
      used.add(f.used);
      for (const std::string& stof : f.undetermined) {
        const bool told = std::find(result.undetermined.begin(), result.undetermined.end(), stof) != result.undetermined.end();
        if (!told) result.undetermined.push_back(stof);
      }
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      add_domino(*pairs[i].scenario, *pairs[i].source, *found[area_of[i]].area);
    }
  }

  void add_domino(const Scenario& scenario, const DominoSource& source, const PairArea& pair) {
    const RdPoint at = scenario.position;
    if (fires_count) {
      result.distances.push_back(
          {scenario.id, Aandachtsgebied::Brand, "", fire_threshold(), pair.heat.from_centre_m, pair.heat.from_wall_m});
    }
    result.distances.push_back({scenario.id, Aandachtsgebied::Gifwolk, "", "som van beide branden",
                                pair.cloud.from_centre_m, pair.cloud.from_wall_m});
    if (fires_count) {
      for (const Polygon& polygon : moved(pair.heat.region, at)) add_part(brand, polygon, scenario);
    }
    result.gifwolk_uncapped_m = std::max(result.gifwolk_uncapped_m, pair.cloud.from_centre_m);
    const MultiPolygon cloud = moved(pair.cloud.region, at);
    for (const Polygon& polygon : cloud) uncapped.emplace_back(polygon);
    if (pair.cloud.from_centre_m > cap_m) {
      capped = true;
      for (const RdPoint p : {at, source.second_position}) add_part(gifwolk, Circle{p, cap_m}, scenario);
    } else {
      for (const Polygon& polygon : cloud) add_part(gifwolk, polygon, scenario);
    }
  }
};

}  // namespace

Aandachtsgebieden aandachtsgebieden(const std::vector<Scenario>& scenarios, const EffectModels& models,
                                    const StudyWeather& weather, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  Collector collector{models, weather, rules, used, used(m.gifwolk.cap).m(), used(m.brand.area_flux)};
  const double least_frequency = used(m.area.f_min).per_year();
  // The kinds of fire that the area counts, in the words of IMEV.
  const auto counts = [&](const Sourced<TypeBrand>& kind) {
    const auto& types = used(m.brand.area_types);
    used(kind);
    return std::find(types.begin(), types.end(), kind.provenance->waarde) != types.end();
  };
  const auto any = [&](auto is) { return std::any_of(scenarios.begin(), scenarios.end(), is); };
  const bool torches_count =
      any([](const Scenario& s) { return std::holds_alternative<TorchSource>(s.source); }) && counts(m.s1.type_brand);
  collector.fires_count = any([](const Scenario& s) {
                            return std::holds_alternative<FireSource>(s.source) ||
                                   std::holds_alternative<DominoSource>(s.source);
                          }) &&
                          counts(m.s4.type_brand);
  std::vector<Collector::Pair> dominos;
  // Half the shorter side of each unit, from the wake of its smoke.
  std::map<std::string, double> wall_m;
  for (const Scenario& scenario : scenarios) {
    if (scenario.unit.empty()) continue;
    if (const auto* cloud = std::get_if<ToxicSource>(&scenario.source)) wall_m[scenario.unit] = cloud->wake_width.m() / 2.0;
  }
  for (const Scenario& scenario : scenarios) {
    if (scenario.frequency.per_year() < least_frequency) continue;
    if (const auto* torch = std::get_if<TorchSource>(&scenario.source); torch != nullptr && torches_count) {
      collector.add_torch(scenario, *torch);
    }
    if (const auto* cloud = std::get_if<ToxicSource>(&scenario.source)) {
      collector.add_cloud(scenario, *cloud, wall_m[scenario.unit]);
    }
    if (const auto* explosion = std::get_if<ExplosionSource>(&scenario.source)) {
      collector.add_explosion(scenario, *explosion, wall_m[scenario.unit]);
    }
    if (const auto* fire = std::get_if<FireSource>(&scenario.source)) collector.add_fire(scenario, *fire);
    if (const auto* domino = std::get_if<DominoSource>(&scenario.source)) dominos.push_back({&scenario, domino});
  }
  // Pairs last. The same pair the other way round is one area.
  using Ends = std::array<double, 4>;  // where the first and the second burn
  std::map<Ends, std::vector<const DominoSource*>> done;
  std::vector<Collector::Pair> shown;
  for (const auto& [scenario, pair] : dominos) {
    const RdPoint a = scenario->position;
    const RdPoint b = pair->second_position;
    const auto mirrored = done.find({b.x, b.y, a.x, a.y});
    const bool known = mirrored != done.end() &&
                       std::any_of(mirrored->second.begin(), mirrored->second.end(), [&, p = pair](const DominoSource* d) {
                         return d->first == p->second && d->second == p->first;
                       });
    if (!known) shown.push_back({scenario, pair});
    done[{a.x, a.y, b.x, b.y}].push_back(pair);
  }
  collector.add_dominos(shown);
  Box sources;
  for (const Scenario& scenario : scenarios) sources.add(scenario.position);
  if (!sources.empty()) {
    collector.result.middle = {(sources.min.x + sources.max.x) / 2.0, (sources.min.y + sources.max.y) / 2.0};
  }
  for (const Zone* zone : {&collector.brand, &collector.explosie, &collector.gifwolk}) collector.add_directions(*zone);
  if (collector.capped) collector.gifwolk.before_cap = std::move(collector.uncapped);
  collector.result.zones = {std::move(collector.brand), std::move(collector.explosie), std::move(collector.gifwolk)};
  return std::move(collector.result);
}

}  // namespace batterisk
