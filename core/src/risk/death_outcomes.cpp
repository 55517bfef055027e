#include "risk/blast_at.hpp"
#include "risk/sampled_plume.hpp"

#include "batterisk/core/base/parallel.hpp"
#include "batterisk/core/risk/fire_radiation.hpp"
#include "batterisk/core/risk/group_risk.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace batterisk {
namespace {

using std::numbers::pi;

constexpr int directions = 720;  // half a degree, well below the width of the narrowest plume
constexpr double step = 2.0 * pi / directions;
constexpr double negligible = 1e-12;  // probability of death that counts as none

// Middle of a direction; the edges fall on the corners of the rose, so that each share of it is exact.
double direction(int k) { return (k + 0.5) * step; }

struct Bearing {
  double sin;
  double cos;
};

const std::array<Bearing, directions>& bearings() {
  static const std::array<Bearing, directions> all = [] {
    std::array<Bearing, directions> list{};
    for (int k = 0; k < directions; ++k) list[static_cast<std::size_t>(k)] = {std::sin(direction(k)), std::cos(direction(k))};
    return list;
  }();
  return all;
}

// Probability of death outdoors without protection, by cause.
struct Lethality {
  double heat = 0.0;
  bool certain = false;  // by heat or blast, wherever one is
  double toxic = 0.0;
  bool blast = false;  // above the pressure that kills a share indoors
};

// What people do in the two parts of the day, and what it means for them.
struct Exposure {
  std::array<double, 2> indoors;  // share of the people, by day and at night
  double toxic_indoors;
  double heat_outdoors;
  double blast_indoors;

  // Expected deaths at one place, by day and at night.
  [[nodiscard]] std::array<double, 2> deaths(const Population& people, const Lethality& p) const {
    if (p.certain) return {people.day, people.night};
    const double outdoors = 1.0 - (1.0 - heat_outdoors * p.heat) * (1.0 - p.toxic);
    const double inside = p.blast ? blast_indoors : toxic_indoors * p.toxic;
    const auto share = [&](double in) { return in * inside + (1.0 - in) * outdoors; };
    return {people.day * share(indoors[0]), people.night * share(indoors[1])};
  }
};

// Deaths by direction and part of the day.
using Deaths = std::vector<std::array<double, 2>>;

void add(std::array<double, 2>& sum, const std::array<double, 2>& more) {
  sum[0] += more[0];
  sum[1] += more[1];
}

// Plume of a source in one weather class, and how far from its axis it can be lethal.
struct PlumeReach {
  detail::SampledPlume plume;
  double ln_least;  // ln(C/Q) below which nobody dies, also where as much comes from a second cloud

  PlumeReach(const PlumeKernel& kernel, double to_m, double ln_lethal)
      : plume(kernel, to_m), ln_least(ln_lethal - std::log(4.0)) {
    double most = -std::numeric_limits<double>::infinity();
    for (double ln_x = std::log(first_m); ln_x <= std::log(std::max(to_m, first_m)) + grid; ln_x += grid) {
      most = std::max(most, plume.ln_dilution(ln_x, 0.0));
      most_up_to_.push_back(most);
    }
  }

  // Bound (rad) on the angle between the wind and the bearing of a place at distance `r_m` within which people can die
  // there: 0 for nowhere, half a turn at most. The plume widens downwind, so its spread at `r_m` bounds that of every
  // point less far along the axis; points more than 60 degrees off it lie less than half as far along it.
  [[nodiscard]] double half_angle(double r_m) const {
    const double ln_r = std::log(std::max(r_m, first_m));
    double most = -std::numeric_limits<double>::infinity();
    for (int k = 0; k <= 8; ++k) most = std::max(most, plume.ln_dilution(ln_r - k * grid, 0.0));
    const double ln_half = ln_r - std::log(2.0);
    const double spread = plume.angular_width(ln_half);
    const double off_axis = std::sqrt(3.0) / spread;
    if (most_up_to(ln_half) - 0.5 * off_axis * off_axis >= ln_least) return pi / 2.0;
    if (most < ln_least) return 0.0;
    const double sine = plume.angular_width(ln_r) * std::sqrt(2.0 * (most - ln_least));
    return sine >= 1.0 ? pi / 2.0 : std::asin(sine);
  }

 private:
  static constexpr double first_m = 0.05;
  static constexpr double grid = 0.1;  // of ln x: the dilution changes by less than the factor in `ln_least`

  [[nodiscard]] double most_up_to(double ln_x) const {
    const double at = std::ceil((ln_x - std::log(first_m)) / grid);
    const auto last = static_cast<double>(most_up_to_.size() - 1);
    return most_up_to_[static_cast<std::size_t>(std::clamp(at, 0.0, last))];
  }

  std::vector<double> most_up_to_;
};

// Smoke or gas from one place, with what every place of people needs to know of it.
struct Cloud {
  RdPoint at{};
  const ToxicSource* source = nullptr;
  std::vector<PlumeReach> plume;                // per class
  std::vector<std::vector<double>> half_angle;  // [class][place]
};

// The clouds of one outcome at once, as one toxic load.
struct ToxicModel {
  std::vector<const Cloud*> clouds;
  std::vector<ProbitLine> probits;         // per substance of the first cloud
  std::vector<std::vector<double>> rate;   // [cloud][substance], kg/s
  ToxicCombination combination{};
  double cut_off = 0.0;

  // `to`: the bearing that the wind blows to.
  [[nodiscard]] double lethality(std::size_t weather_class, const Bearing& to, RdPoint p, std::vector<double>& kg_per_m3,
                                 std::vector<double>& probability) const {
    std::fill(kg_per_m3.begin(), kg_per_m3.end(), 0.0);
    for (std::size_t i = 0; i < clouds.size(); ++i) {
      const double dx = p.x - clouds[i]->at.x;
      const double dy = p.y - clouds[i]->at.y;
      const double along = dx * to.sin + dy * to.cos;
      if (along <= 0.0) continue;
      const double dilution =
          std::exp(clouds[i]->plume[weather_class].plume.ln_dilution(std::log(along), dx * to.cos - dy * to.sin));
      for (std::size_t s = 0; s < probits.size(); ++s) kg_per_m3[s] += rate[i][s] * dilution;
    }
    for (std::size_t s = 0; s < probits.size(); ++s) probability[s] = probits[s].lethality(std::log(kg_per_m3[s]));
    return combined_toxic_lethality(probability, combination, cut_off);
  }
};

struct Burning {
  RdPoint at{};
  FireRadiation radiation;
};

// What burns and what is released at once, in one scenario.
struct Release {
  double per_year = 0.0;
  ToxicModel toxic;
  std::vector<Burning> fires;
  ThermalLine line{};
};

// Heat of the fires in one weather class; it does not depend on the direction.
Lethality heat_of(const Release& release, std::size_t weather_class, RdPoint p) {
  double flux = 0.0;
  for (const Burning& fire : release.fires) {
    flux += fire.radiation.flux_w_per_m2(weather_class, {p.x - fire.at.x, p.y - fire.at.y});
  }
  const double heat = flux > 0.0 ? release.line.lethality(flux) : 0.0;
  return {heat < negligible ? 0.0 : heat, flux >= release.line.certain_w_per_m2, 0.0, false};
}

// Directions of the wind in which one of the clouds can be lethal at a place, each once.
class Windows {
 public:
  template <class Visit>
  void each(const std::vector<const Cloud*>& clouds, std::size_t weather_class, std::size_t place, RdPoint p,
            const Visit& visit) {
    ++stamp_;
    for (const Cloud* cloud : clouds) {
      const double half = cloud->half_angle[weather_class][place];
      if (half <= 0.0) continue;
      const double from = std::atan2(p.x - cloud->at.x, p.y - cloud->at.y) + pi;  // the wind that blows to `p`
      const auto first = static_cast<int>(std::floor((from - half) / step)) - 1;
      const auto last = static_cast<int>(std::ceil((from + half) / step));
      for (int i = first; i <= last; ++i) {
        const auto k = static_cast<std::size_t>(((i % directions) + directions) % directions);
        if (seen_[k] == stamp_) continue;
        seen_[k] = stamp_;
        visit(k);
      }
    }
  }

 private:
  std::uint64_t stamp_ = 0;
  std::array<std::uint64_t, directions> seen_{};
};

// Torch towards a bearing: it starts where the ray from the centre leaves the enclosure.
Lethality torch_at(const TorchSource& source, const Torch& torch, const ThermalLine& line, double below_m, RdPoint centre,
                   int k, RdPoint p) {
  const Bearing& to = bearings()[static_cast<std::size_t>(k)];
  const double along = std::abs(std::cos(direction(k) - source.orientation.rad()));
  const double across = std::abs(std::sin(direction(k) - source.orientation.rad()));
  const double wall = std::min(along > 0.0 ? source.length.m() / 2.0 / along : 1e300,
                               across > 0.0 ? source.width.m() / 2.0 / across : 1e300);
  const double dx = p.x - centre.x;
  const double dy = p.y - centre.y;
  const double x = dx * to.sin + dy * to.cos - wall;
  const double y = dx * to.cos - dy * to.sin;
  if (torch.contains(x, y, -below_m)) return {1.0, true, 0.0, false};
  const double flux = torch.flux_w_per_m2(x, y, -below_m);
  const double heat = line.lethality(flux);
  return {heat < negligible ? 0.0 : heat, flux >= line.certain_w_per_m2, 0.0, false};
}

class Outcomes {
 public:
  Outcomes(const std::vector<Population>& people, const EffectModels& models, const StudyWeather& weather,
           const RuleSet& rules, UsedKeys& used)
      : people_{people}, models_{models}, weather_{weather}, rules_{rules}, used_{used} {
    const MethodRules& m = rules.method;
    const double day = used(m.weather.day_share);
    share_ = {day, 1.0 - day};
    exposure_ = {{used(m.gr.indoor_day).value(), used(m.gr.indoor_night).value()},
                 used(m.gr.toxic_indoors).value(),
                 used(m.gr.heat_outdoors).value(),
                 used(m.blast.f_indoor).value()};
  }

  std::vector<DeathOutcome> of(const std::vector<Scenario>& scenarios, const std::function<void(double)>& progress) {
    clouds_.reserve(2 * scenarios.size());  // releases point at them
    releases_.resize(scenarios.size());
    for (std::size_t i = 0; i < scenarios.size(); ++i) prepare(scenarios[i], releases_[i]);
    // One task for each scenario and weather class; slots keep the order, whatever the threads.
    struct Task {
      std::size_t scenario;
      std::size_t weather_class;
    };
    std::vector<Task> tasks;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
      const std::size_t classes = releases_[i].toxic.clouds.empty() ? 1 : weather_.classes.size();
      for (std::size_t c = 0; c < classes; ++c) tasks.push_back({i, c});
    }
    std::vector<DeathOutcome> outcomes;
    constexpr std::size_t at_once = 64;
    for (std::size_t first = 0; first < tasks.size(); first += at_once) {
      if (progress) progress(static_cast<double>(first) / static_cast<double>(tasks.size()));
      std::vector<std::vector<DeathOutcome>> slots(std::min(at_once, tasks.size() - first));
      parallel_for(slots.size(), [&](std::size_t i) {
        const Task& task = tasks[first + i];
        slots[i] = outcomes_of(scenarios[task.scenario], releases_[task.scenario], task.weather_class);
      });
      for (const auto& slot : slots) outcomes.insert(outcomes.end(), slot.begin(), slot.end());
    }
    return outcomes;
  }

 private:
  void prepare(const Scenario& scenario, Release& release) {
    release.per_year = scenario.frequency.per_year();
    if (const auto* toxic = std::get_if<ToxicSource>(&scenario.source)) {
      release.toxic = toxic_model({&cloud(scenario.position, *toxic)});
      release.line = thermal_line(models_.toxic_exposure_cap, models_.heat);
    } else if (const auto* fire = std::get_if<FireSource>(&scenario.source)) {
      release.toxic = toxic_model({&cloud(scenario.position, fire->smoke)});
      release.fires = {{scenario.position, FireRadiation(*fire, models_, weather_.classes)}};
      release.line = thermal_line(fire->exposure, models_.heat);
    } else if (const auto* pair = std::get_if<DominoSource>(&scenario.source)) {
      const Cloud& first = cloud(scenario.position, pair->first.smoke);
      release.toxic = toxic_model({&first, &cloud(pair->second_position, pair->second.smoke)});
      release.fires = {{scenario.position, FireRadiation(pair->first, models_, weather_.classes)},
                       {pair->second_position, FireRadiation(pair->second, models_, weather_.classes)}};
      release.line = thermal_line(pair->first.exposure, models_.heat);
    }
  }

  // Each cloud is made once, whatever the number of scenarios with it.
  const Cloud& cloud(RdPoint at, const ToxicSource& source) {
    const auto known = std::find_if(clouds_.begin(), clouds_.end(),
                                    [&](const Cloud& c) { return c.at == at && *c.source == source; });
    if (known != clouds_.end()) return *known;
    Cloud cloud{at, &source, {}, {}};
    double farthest = 1.0;
    for (const Population& group : people_) farthest = std::max(farthest, distance_m(at, group.at));
    const double ln_lethal = dilution_lethality(source, models_, rules_, used_).ln_edge();
    for (const WeatherClass& c : weather_.classes) {
      cloud.plume.emplace_back(plume_kernel(source, c, models_), 1.01 * farthest, ln_lethal);
      std::vector<double> half;
      half.reserve(people_.size());
      for (const Population& group : people_) half.push_back(cloud.plume.back().half_angle(distance_m(at, group.at)));
      cloud.half_angle.push_back(std::move(half));
    }
    clouds_.push_back(std::move(cloud));
    return clouds_.back();
  }

  ToxicModel toxic_model(std::vector<const Cloud*> clouds) {
    ToxicModel model;
    model.combination = models_.toxic_combination;
    model.cut_off = models_.toxic_cut_off;
    const ToxicSource& first = *clouds.front()->source;
    const Time exposure = std::min(first.duration, models_.toxic_exposure_cap);
    for (const SubstanceRelease& s : first.substances) {
      model.probits.push_back(probit_line(exposure, used_(*rules_.substances.at(s.stof).probit)));
    }
    for (const Cloud* cloud : clouds) {
      std::vector<double> rates;
      for (const SubstanceRelease& wanted : first.substances) {
        double rate = 0.0;
        for (const SubstanceRelease& s : cloud->source->substances) {
          rate += s.stof == wanted.stof ? s.rate.kg_per_s() : 0.0;
        }
        rates.push_back(rate);
      }
      model.rate.push_back(std::move(rates));
    }
    model.clouds = std::move(clouds);
    return model;
  }

  [[nodiscard]] std::vector<DeathOutcome> outcomes_of(const Scenario& scenario, const Release& release,
                                                      std::size_t weather_class) const {
    if (const auto* torch = std::get_if<TorchSource>(&scenario.source)) return of_torch(scenario, *torch);
    if (const auto* explosion = std::get_if<ExplosionSource>(&scenario.source)) return of_explosion(scenario, *explosion);
    return of_release(release, weather_class);
  }

  // Both parts of the day of one outcome.
  void append(double per_year, const std::array<double, 2>& deaths, std::vector<DeathOutcome>& list) const {
    for (std::size_t part = 0; part < 2; ++part) {
      if (deaths[part] > 0.0 && per_year > 0.0) list.push_back({per_year * share_[part], deaths[part]});
    }
  }

  [[nodiscard]] std::vector<DeathOutcome> of_explosion(const Scenario& scenario, const ExplosionSource& source) const {
    std::array<double, 2> deaths{};
    const RdPoint cloud = detail::cloud_place(source);
    for (const Population& group : people_) {
      const RdPoint from_cloud{group.at.x - scenario.position.x - cloud.x, group.at.y - scenario.position.y - cloud.y};
      add(deaths, exposure_.deaths(group, {0.0, detail::blast_exceeds(source, source.lethal, from_cloud), 0.0,
                                           detail::blast_exceeds(source, source.partial, from_cloud)}));
    }
    std::vector<DeathOutcome> outcomes;
    append(scenario.frequency.per_year(), deaths, outcomes);
    return outcomes;
  }

  [[nodiscard]] std::vector<DeathOutcome> of_torch(const Scenario& scenario, const TorchSource& source) const {
    const Torch flame(source.power, models_.torch);
    const ThermalLine line = thermal_line(source.exposure, models_.heat);
    const double below = (source.height - models_.receiver_height).m();
    const double half_diagonal = std::hypot(source.length.m(), source.width.m()) / 2.0;
    Deaths deaths(directions);
    for (const Population& group : people_) {
      // Nowhere at this distance does the flame radiate more than before its tip.
      const double nearest = distance_m(scenario.position, group.at) - half_diagonal;
      if (nearest > 0.0 && !flame.contains(nearest, 0.0, -below) &&
          line.lethality(flame.flux_w_per_m2(nearest, 0.0, -below)) < negligible) {
        continue;
      }
      for (int k = 0; k < directions; ++k) {
        add(deaths[static_cast<std::size_t>(k)],
            exposure_.deaths(group, torch_at(source, flame, line, below, scenario.position, k, group.at)));
      }
    }
    std::vector<DeathOutcome> outcomes;
    for (const auto& each : deaths) append(scenario.frequency.per_year() / directions, each, outcomes);
    return outcomes;
  }

  [[nodiscard]] std::vector<DeathOutcome> of_release(const Release& release, std::size_t weather_class) const {
    std::array<double, 2> everywhere{};  // by heat alone, whatever the direction
    Deaths more(directions);             // on top of it, in the cloud
    Windows windows;
    std::vector<double> kg_per_m3(release.toxic.probits.size());
    std::vector<double> probability(release.toxic.probits.size());
    for (std::size_t i = 0; i < people_.size(); ++i) {
      const Population& group = people_[i];
      Lethality lethality = heat_of(release, weather_class, group.at);
      const std::array<double, 2> by_heat = exposure_.deaths(group, lethality);
      add(everywhere, by_heat);
      if (lethality.certain) continue;
      windows.each(release.toxic.clouds, weather_class, i, group.at, [&](std::size_t k) {
        const Bearing& from = bearings()[k];
        lethality.toxic = release.toxic.lethality(weather_class, {-from.sin, -from.cos}, group.at, kg_per_m3, probability);
        if (lethality.toxic <= 0.0) return;
        const std::array<double, 2> both = exposure_.deaths(group, lethality);
        add(more[k], {both[0] - by_heat[0], both[1] - by_heat[1]});
      });
    }
    std::vector<DeathOutcome> outcomes;
    for (int k = 0; k < directions; ++k) {
      std::array<double, 2> deaths = everywhere;
      add(deaths, more[static_cast<std::size_t>(k)]);
      append(release.per_year * weather_.roses[weather_class].density(direction(k)) * step, deaths, outcomes);
    }
    return outcomes;
  }

  const std::vector<Population>& people_;
  const EffectModels& models_;
  const StudyWeather& weather_;
  const RuleSet& rules_;
  UsedKeys& used_;
  std::array<double, 2> share_{};
  Exposure exposure_{};
  std::vector<Cloud> clouds_;
  std::vector<Release> releases_;
};

}  // namespace

std::vector<DeathOutcome> death_outcomes(const std::vector<Scenario>& scenarios, const std::vector<Population>& people,
                                         const EffectModels& models, const StudyWeather& weather, const RuleSet& rules,
                                         UsedKeys& used, const std::function<void(double)>& progress) {
  return Outcomes(people, models, weather, rules, used).of(scenarios, progress);
}

}  // namespace batterisk
