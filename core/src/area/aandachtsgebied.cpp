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

#include <fmt/format.h>

namespace batterisk {
namespace {

using detail::cloud_extent_by_bearing;
using detail::farthest_cloud_m;
using detail::gifwolk_limits;
using detail::GifwolkLimit;
using detail::largest_distance_over_winds;
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

TorchEnvelope torch_envelope(const TorchSource& source, const EffectModels& models, HeatFlux flux, double sagitta_m) {
  TorchEnvelope envelope;
  const Torch torch(source.power, models.torch);
  const TorchRisk risk(torch, thermal_line(source.exposure, models.heat), source.length, source.width,
                       (source.height - models.receiver_height).m(), TorchRisk::Table::Omitted);
  envelope.from_wall_m = torch_axis_distance(torch, flux).m();
  const double radius = envelope.from_wall_m + source.length.m() / 2.0;
  // Vertices at least as close as a circle of this size needs; a multiple of four keeps both axes of symmetry.
  const int quarter = static_cast<int>(std::ceil(pi / std::acos(1.0 - sagitta_m / radius) / 4.0)) + 1;
  std::vector<double> extent(static_cast<std::size_t>(quarter) + 1);
  parallel_for(extent.size(), [&](std::size_t k) {
    extent[k] = risk.envelope_m(flux, pi / 2.0 * static_cast<double>(k) / quarter);
  });
  const int n = 4 * quarter;
  for (int k = 0; k < n; ++k) {
    const int turn = k % (2 * quarter);
    const double r = extent[static_cast<std::size_t>(turn <= quarter ? turn : 2 * quarter - turn)];
    envelope.ring.push_back(point_at({0.0, 0.0}, -2.0 * pi * k / n, r));
    envelope.from_centre_m = std::max(envelope.from_centre_m, r);
  }
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
  std::vector<double> extent_m;  // by bearing, over all limits and classes, where the area is no circle
};

MultiPolygon moved(MultiPolygon region, RdPoint by) {
  for (Polygon& polygon : region) {
    for (RdPoint& p : polygon.outer) p = {p.x + by.x, p.y + by.y};
    for (Ring& hole : polygon.holes) {
      for (RdPoint& p : hole) p = {p.x + by.x, p.y + by.y};
    }
  }
  return region;
}

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
  std::vector<PairArea> pairs = {};

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
            point_at(scenario.position, 2.0 * pi * static_cast<double>(k) / static_cast<double>(known->extent_m.size()),
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
    for (const GifwolkLimit& limit : limits) {
      lowest = std::min(lowest, limit.ln_dilution);
      for (const WeatherClass& weather_class : weather.classes) {
        const double distance = largest_distance_over_winds(source, weather_class, limit.ln_dilution, models);
        cloud.distances.push_back(
            {"", Aandachtsgebied::Gifwolk, weather_class.name, limit.shown, distance, distance});
      }
    }
    if (source.wake_length.m() > 0.0) {
      cloud.extent_m = cloud_extent_by_bearing(source, lowest, weather.classes, models);
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

  void add_domino(const Scenario& scenario, const DominoSource& source) {
    const RdPoint at = scenario.position;
    const RdPoint offset{source.second_position.x - at.x, source.second_position.y - at.y};
    // Positions come from rounded coordinates: half a centimetre makes no other pair.
    auto known = std::find_if(pairs.begin(), pairs.end(), [&](const PairArea& p) {
      return p.first == source.first && p.second == source.second && distance_m(p.offset, offset) < 5e-3;
    });
    if (known == pairs.end()) {
      known = pairs.insert(pairs.end(), pair_area(source, offset, fire_limit, models, weather, rules, used,
                                                  result.undetermined));
    }
    const PairArea& pair = *known;
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
  std::vector<std::pair<const Scenario*, const DominoSource*>> dominos;
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
    if (const auto* domino = std::get_if<DominoSource>(&scenario.source)) dominos.emplace_back(&scenario, domino);
  }
  // Pairs last. The same pair the other way round is one area.
  using Ends = std::array<double, 4>;  // where the first and the second burn
  std::map<Ends, std::vector<const DominoSource*>> done;
  for (const auto& [scenario, pair] : dominos) {
    const RdPoint a = scenario->position;
    const RdPoint b = pair->second_position;
    const auto mirrored = done.find({b.x, b.y, a.x, a.y});
    const bool known = mirrored != done.end() &&
                       std::any_of(mirrored->second.begin(), mirrored->second.end(), [&, p = pair](const DominoSource* d) {
                         return d->first == p->second && d->second == p->first;
                       });
    if (!known) collector.add_domino(*scenario, *pair);
    done[{a.x, a.y, b.x, b.y}].push_back(pair);
  }
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
