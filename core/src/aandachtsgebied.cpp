#include "batterisk/core/aandachtsgebied.hpp"

#include "batterisk/core/contour.hpp"
#include "batterisk/core/effect/root.hpp"
#include "batterisk/core/footprint.hpp"
#include "batterisk/core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include <fmt/format.h>

namespace batterisk {
namespace {

using std::numbers::pi;

constexpr double farthest_m = 20'000.0;

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
                       (source.height - models.receiver_height).m());
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

std::optional<double> dose_exponent(const std::string& stof, const RuleSet& rules, UsedKeys& used) {
  std::string upper = stof;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  const auto it = rules.method.gifwolk.n.find(upper);
  if (it == rules.method.gifwolk.n.end()) return std::nullopt;
  return used(it->second);
}

// Outdoor concentration from which people indoors are inside the gifwolkaandachtsgebied.
std::optional<Concentration> outdoor_limit(const SubstanceRelease& release, Time duration, const RuleSet& rules,
                                           UsedKeys& used) {
  const MethodRules& m = rules.method;
  const auto substance = rules.substances.find(release.stof);
  if (substance == rules.substances.end()) return std::nullopt;
  const std::optional<Concentration> lbw30 = used(substance->second.lbw30);
  if (!lbw30) return std::nullopt;
  GifwolkCriterium criterion = used(m.gifwolk.criterion);
  if (criterion == GifwolkCriterium::VolgensBkl) criterion = used(rules.legal.gifwolk_criterium);
  const Time exposure = std::min(duration, used(m.tox.t_max));
  const AirChange ventilation = used(m.indoor.n_v);
  if (criterion == GifwolkCriterium::Concentratie) {
    return outdoor_equivalent_of_concentration(*lbw30, ventilation, exposure);
  }
  const auto n = dose_exponent(release.stof, rules, used);
  if (!n) return std::nullopt;
  return outdoor_equivalent_of_dose(*lbw30, used(m.gifwolk.t_ref), *n, {ventilation, exposure, used(m.indoor.window)});
}

}  // namespace

namespace {

// Distances of one toxic source to the gifwolk limit, per substance and class; shared by equal sources.
struct Cloud {
  ToxicSource source;
  std::vector<EffectDistance> distances;
};

// Dilution at which one substance reaches its limit, and how its relative dose grows with concentration.
struct Limit {
  double ln_dilution;
  double exponent;
  std::string shown;
};

// Areas of two fires at once, relative to the first; shared by equal pairs in a row.
struct PairArea {
  FireSource first;
  FireSource second;
  RdPoint offset;
  MultiPolygon cloud;
  MultiPolygon heat;
  double cloud_m = 0.0;  // largest distance from the nearer unit
  double heat_m = 0.0;
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
  std::vector<std::pair<TorchSource, TorchEnvelope>> torches = {};
  std::vector<Cloud> clouds = {};
  std::vector<std::pair<FireSource, std::vector<EffectDistance>>> fires = {};
  std::vector<PairArea> pairs = {};

  [[nodiscard]] std::string fire_threshold() const { return fmt::format("{:g} kW/m2", fire_limit.kw_per_m2()); }

  void note_undetermined(const std::string& stof) {
    auto& list = result.undetermined;
    if (std::find(list.begin(), list.end(), stof) == list.end()) list.push_back(stof);
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

  void add_torch(const Scenario& scenario, const TorchSource& torch) {
    TorchSource shape = torch;
    shape.orientation = Angle::rad(0.0);
    auto known = std::find_if(torches.begin(), torches.end(), [&](const auto& e) { return e.first == shape; });
    if (known == torches.end()) {
      // The envelope is no circle; its vertices are exact, and 2 cm between them is far below the method's accuracy.
      constexpr double line_sagitta_m = 0.02;
      known = torches.insert(torches.end(), {shape, torch_envelope(shape, models, fire_limit, line_sagitta_m)});
    }
    brand.parts.push_back(placed(known->second.ring, scenario.position, torch.orientation.rad()));
    result.distances.push_back({scenario.id, Aandachtsgebied::Brand, "", fire_threshold(),
                                known->second.from_centre_m, known->second.from_wall_m});
  }

  void add_cloud(const Scenario& scenario, const ToxicSource& source, double wall_m) {
    auto known = std::find_if(clouds.begin(), clouds.end(), [&](const Cloud& c) { return c.source == source; });
    if (known == clouds.end()) known = clouds.insert(clouds.end(), {source, cloud_distances(source)});
    const double largest = add_distances(scenario.id, known->distances, wall_m);
    if (largest <= 0.0) return;
    result.gifwolk_uncapped_m = std::max(result.gifwolk_uncapped_m, largest);
    uncapped.push_back(Circle{scenario.position, largest});
    capped = capped || largest > cap_m;
    gifwolk.parts.push_back(Circle{scenario.position, std::min(largest, cap_m)});
  }

  std::vector<EffectDistance> cloud_distances(const ToxicSource& source) {
    std::vector<Limit> limits;
    for (const SubstanceRelease& release : source.substances) {
      if (release.rate.kg_per_s() <= 0.0) continue;
      const auto limit = outdoor_limit(release, source.duration, rules, used);
      if (!limit) {
        note_undetermined(release.stof);
        continue;
      }
      limits.push_back({std::log(limit->kg_per_m3() / release.rate.kg_per_s()), relative_exponent(release.stof),
                        fmt::format("{} {:.4g} mg/m3", release.stof, limit->mg_per_m3())});
    }
    std::vector<EffectDistance> distances;
    const auto add = [&](const std::string& threshold, double ln_dilution) {
      for (const WeatherClass& weather_class : weather.classes) {
        const double distance = largest_distance_m(plume_kernel(source, weather_class, models), ln_dilution, farthest_m);
        distances.push_back({"", Aandachtsgebied::Gifwolk, weather_class.name, threshold, distance, distance});
      }
    };
    for (const Limit& limit : limits) add(limit.shown, limit.ln_dilution);
    if (used(rules.method.gifwolk.sum) == GifwolkSom::Som && limits.size() > 1) add("som van doses", ln_of_sum(limits));
    return distances;
  }

  // A dose adds up with the exponent of its substance; a concentration criterion as it is.
  double relative_exponent(const std::string& stof) {
    GifwolkCriterium criterion = rules.method.gifwolk.criterion.value;
    if (criterion == GifwolkCriterium::VolgensBkl) criterion = rules.legal.gifwolk_criterium.value;
    return criterion == GifwolkCriterium::Dosis ? dose_exponent(stof, rules, used).value_or(1.0) : 1.0;
  }

  // ln(C/Q) at which the relative doses of all substances together reach 1.
  static double ln_of_sum(const std::vector<Limit>& limits) {
    const auto excess = [&](double ln_dilution) {
      double sum = 0.0;
      for (const Limit& limit : limits) sum += std::exp(limit.exponent * (ln_dilution - limit.ln_dilution));
      return sum - 1.0;
    };
    double nearest = 1e300;
    for (const Limit& limit : limits) nearest = std::min(nearest, limit.ln_dilution);
    return find_root(excess, nearest - std::log(static_cast<double>(limits.size())) - 1.0, nearest, 1e-12);
  }

  void add_explosion(const Scenario& scenario, const ExplosionSource& source) {
    const double distance = source.area.m();
    result.distances.push_back({scenario.id, Aandachtsgebied::Explosie, "",
                                fmt::format("{:g} kPa", rules.method.explosie.area_dp.value.kpa()), distance, distance});
    if (distance > 0.0) explosie.parts.push_back(Circle{scenario.position, distance});
  }

  void add_fire(const Scenario& scenario, const FireSource& source) {
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
    const double wall_m = source.smoke.wake_width.m() / 2.0;
    const double largest = add_distances(scenario.id, known->second, wall_m);
    if (largest > 0.0) brand.parts.push_back(Circle{scenario.position, largest});
    add_cloud(scenario, source.smoke, wall_m);
  }

  void add_domino(const Scenario& scenario, const DominoSource& source) {
    const RdPoint at = scenario.position;
    const RdPoint offset{source.second_position.x - at.x, source.second_position.y - at.y};
    // Positions come from rounded coordinates: half a centimetre makes no other pair.
    auto known = std::find_if(pairs.begin(), pairs.end(), [&](const PairArea& p) {
      return p.first == source.first && p.second == source.second && distance_m(p.offset, offset) < 5e-3;
    });
    if (known == pairs.end()) known = pairs.insert(pairs.end(), pair_area(source, offset));
    const PairArea& pair = *known;
    result.distances.push_back(
        {scenario.id, Aandachtsgebied::Brand, "", fire_threshold(), pair.heat_m, pair.heat_m});
    result.distances.push_back(
        {scenario.id, Aandachtsgebied::Gifwolk, "", "som van beide branden", pair.cloud_m, pair.cloud_m});
    for (const Polygon& polygon : moved(pair.heat, at)) brand.parts.emplace_back(polygon);
    result.gifwolk_uncapped_m = std::max(result.gifwolk_uncapped_m, pair.cloud_m);
    const MultiPolygon cloud = moved(pair.cloud, at);
    for (const Polygon& polygon : cloud) uncapped.emplace_back(polygon);
    if (pair.cloud_m > cap_m) {
      capped = true;
      for (const RdPoint p : {at, source.second_position}) gifwolk.parts.emplace_back(Circle{p, cap_m});
    } else {
      for (const Polygon& polygon : cloud) gifwolk.parts.emplace_back(polygon);
    }
  }

  // Largest distance over substances and weather at which a smoke alone meets half of a limit.
  double half_limit_distance(const ToxicSource& smoke) {
    double largest = 0.0;
    for (const SubstanceRelease& release : smoke.substances) {
      const auto limit = outdoor_limit(release, smoke.duration, rules, used);
      if (!limit || release.rate.kg_per_s() <= 0.0) continue;
      const double ln_half = std::log(0.5 * limit->kg_per_m3() / release.rate.kg_per_s());
      for (const WeatherClass& weather_class : weather.classes) {
        largest = std::max(largest, largest_distance_m(plume_kernel(smoke, weather_class, models), ln_half, farthest_m));
      }
    }
    return largest;
  }

  PairArea pair_area(const DominoSource& source, RdPoint offset) {
    PairArea pair{source.first, source.second, offset, {}, {}};
    const DominoRisk risk(source, offset, models, weather, rules, used);
    std::vector<double> limits;
    for (const SubstanceRelease& release : source.first.smoke.substances) {
      const auto limit = outdoor_limit(release, source.first.smoke.duration, rules, used);
      if (!limit) note_undetermined(release.stof);
      limits.push_back(limit ? limit->kg_per_m3() : 0.0);
    }
    const std::vector<RdPoint> fires_at{{0.0, 0.0}, offset};
    // Distances count from the nearer unit of the pair.
    const auto farthest_of = [&](const MultiPolygon& region) {
      double farthest = 0.0;
      for (const Polygon& polygon : region) {
        for (const RdPoint p : polygon.outer) {
          farthest = std::max(farthest, std::min(distance_m(p, fires_at[0]), distance_m(p, fires_at[1])));
        }
      }
      return farthest;
    };
    // Where both together meet a limit, one of them alone meets half of it.
    double cloud_reach = 0.0;
    double heat_reach = 0.0;
    for (const FireSource* fire : {&source.first, &source.second}) {
      cloud_reach = std::max(cloud_reach, half_limit_distance(fire->smoke));
      const FireRadiation radiation(*fire, models, weather.classes);
      for (std::size_t c = 0; c < weather.classes.size(); ++c) {
        heat_reach = std::max(heat_reach, radiation.distance_m(c, 0.5 * fire_limit));
      }
    }
    const auto trace = [&](const std::function<double(RdPoint)>& ratio, double reach) {
      ContourGrid grid;
      constexpr double margin_m = 2.0;
      for (const RdPoint p : fires_at) {
        grid.reach.add({p.x - reach - margin_m, p.y - reach - margin_m});
        grid.reach.add({p.x + reach + margin_m, p.y + reach + margin_m});
      }
      grid.seeds = fires_at;
      grid.coarse_cell_m = std::max(5.0, reach / 16.0);
      grid.cell_m = std::max(2.0, reach / 32.0);
      grid.sagitta_m = 0.1;
      grid.floor = 1e-9;
      return trace_contours(ratio, {1.0}, grid).front().region;
    };
    pair.cloud = trace([&](RdPoint p) { return risk.largest_concentration_ratio(p, limits); }, cloud_reach);
    pair.heat = trace(
        [&](RdPoint p) { return std::min(1e9, risk.largest_flux_w_per_m2(p) / fire_limit.w_per_m2()); }, heat_reach);
    pair.cloud_m = farthest_of(pair.cloud);
    pair.heat_m = farthest_of(pair.heat);
    return pair;
  }
};

}  // namespace

Aandachtsgebieden aandachtsgebieden(const std::vector<Scenario>& scenarios, const EffectModels& models,
                                    const StudyWeather& weather, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  Collector collector{models, weather, rules, used, used(m.gifwolk.cap).m(), used(m.brand.area_flux)};
  const double least_frequency = used(m.area.f_min).per_year();
  std::vector<std::pair<const Scenario*, const DominoSource*>> dominos;
  for (const Scenario& scenario : scenarios) {
    if (scenario.frequency.per_year() < least_frequency) continue;
    if (const auto* torch = std::get_if<TorchSource>(&scenario.source)) collector.add_torch(scenario, *torch);
    if (const auto* cloud = std::get_if<ToxicSource>(&scenario.source)) {
      collector.add_cloud(scenario, *cloud, scenario.unit.empty() ? 0.0 : cloud->wake_width.m() / 2.0);
    }
    if (const auto* explosion = std::get_if<ExplosionSource>(&scenario.source)) {
      collector.add_explosion(scenario, *explosion);
    }
    if (const auto* fire = std::get_if<FireSource>(&scenario.source)) collector.add_fire(scenario, *fire);
    if (const auto* domino = std::get_if<DominoSource>(&scenario.source)) dominos.emplace_back(&scenario, domino);
  }
  // Pairs last. The same pair the other way round is one area.
  for (std::size_t i = 0; i < dominos.size(); ++i) {
    const bool mirrored = std::any_of(dominos.begin(), dominos.begin() + static_cast<std::ptrdiff_t>(i), [&](const auto& d) {
      return d.second->first == dominos[i].second->second && d.second->second == dominos[i].second->first &&
             d.second->second_position == dominos[i].first->position &&
             d.first->position == dominos[i].second->second_position;
    });
    if (!mirrored) collector.add_domino(*dominos[i].first, *dominos[i].second);
  }
  if (collector.capped) collector.gifwolk.before_cap = std::move(collector.uncapped);
  collector.result.zones = {std::move(collector.brand), std::move(collector.explosie), std::move(collector.gifwolk)};
  return std::move(collector.result);
}

std::vector<Zone> pr_contours(const RiskField& field, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  std::vector<double> levels;
  for (const PlaatsgebondenRisico level : used(m.pr.levels)) levels.push_back(level.per_year());
  std::sort(levels.begin(), levels.end(), std::greater<>());
  ContourGrid grid;
  grid.reach = field.reach();
  grid.seeds = field.sources();
  grid.coarse_cell_m = 4.0 * used(m.grid.cell_near).m();
  grid.cell_m = m.grid.cell_near.value.m();
  grid.sagitta_m = used(m.contour.sagitta).m();
  grid.floor = used(m.contour.floor).per_year();
  std::vector<Zone> zones;
  for (Contour& contour : trace_contours([&](RdPoint p) { return field.at(p).per_year(); }, levels, grid)) {
    Zone zone{std::nullopt, PlaatsgebondenRisico::per_year(contour.level), {}, {}, contour.truncated};
    for (Polygon& polygon : contour.region) zone.parts.emplace_back(std::move(polygon));
    zones.push_back(std::move(zone));
  }
  return zones;
}

}  // namespace batterisk
