#include "batterisk/core/risk/group_risk.hpp"

#include "batterisk/core/base/parallel.hpp"
#include "batterisk/core/risk/fire_radiation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace batterisk {
namespace {

using std::numbers::pi;

constexpr int directions = 720;  // half a degree, well below the width of the narrowest plume
constexpr double step = 2.0 * pi / directions;

// Middle of a direction; the edges fall on the corners of the rose, so that each share of it is exact.
double direction(int k) { return (k + 0.5) * step; }

// Probability of death outdoors without protection, by cause.
struct Lethality {
  double heat = 0.0;
  bool certain = false;  // by heat or blast, wherever one is
  double toxic = 0.0;
  bool blast = false;  // above the pressure that kills a share indoors
};

// What share of a mixed population dies.
double share_of_deaths(const Lethality& p, double indoors, double blast_indoors, const GrRules& gr) {
  if (p.certain) return 1.0;
  const double outdoors = 1.0 - (1.0 - gr.heat_outdoors.value.value() * p.heat) * (1.0 - p.toxic);
  const double inside = p.blast ? blast_indoors : gr.toxic_indoors.value.value() * p.toxic;
  return indoors * inside + (1.0 - indoors) * outdoors;
}

// Smoke or gas of one or more sources at once.
struct Cloud {
  RdPoint at{};
  const ToxicSource* source = nullptr;
};

struct ToxicModel {
  std::vector<Cloud> clouds;
  std::vector<ProbitLine> probits;              // per substance of the first cloud
  std::vector<std::vector<double>> rate;        // [cloud][substance], kg/s
  std::vector<std::vector<PlumeKernel>> plume;  // [cloud][class]
  ToxicCombination combination{};
  double cut_off = 0.0;

  [[nodiscard]] double lethality(std::size_t weather_class, double from, RdPoint p) const {
    const double east = -std::sin(from);
    const double north = -std::cos(from);
    std::vector<double> kg_per_m3(probits.size(), 0.0);
    for (std::size_t i = 0; i < clouds.size(); ++i) {
      const double dx = p.x - clouds[i].at.x;
      const double dy = p.y - clouds[i].at.y;
      const PlumeKernel::Axis axis = plume[i][weather_class].axis(dx * east + dy * north);
      if (axis.sigma_y_m <= 0.0) continue;
      const double t = (dx * north - dy * east) / axis.sigma_y_m;
      const double dilution = std::exp(axis.ln_dilution - 0.5 * t * t);
      for (std::size_t s = 0; s < probits.size(); ++s) kg_per_m3[s] += rate[i][s] * dilution;
    }
    std::vector<double> probability;
    for (std::size_t s = 0; s < probits.size(); ++s) probability.push_back(probits[s].lethality(std::log(kg_per_m3[s])));
    return combined_toxic_lethality(probability, combination, cut_off);
  }
};

ToxicModel toxic_model(std::vector<Cloud> clouds, const EffectModels& models, const StudyWeather& weather,
                       const RuleSet& rules, UsedKeys& used) {
  ToxicModel model;
  model.combination = models.toxic_combination;
  model.cut_off = models.toxic_cut_off;
  const ToxicSource& first = *clouds.front().source;
  const Time exposure = std::min(first.duration, models.toxic_exposure_cap);
  for (const SubstanceRelease& s : first.substances) {
    model.probits.push_back(probit_line(exposure, used(*rules.substances.at(s.stof).probit)));
  }
  for (const Cloud& cloud : clouds) {
    std::vector<double> rates;
    for (const SubstanceRelease& wanted : first.substances) {
      double rate = 0.0;
      for (const SubstanceRelease& s : cloud.source->substances) rate += s.stof == wanted.stof ? s.rate.kg_per_s() : 0.0;
      rates.push_back(rate);
    }
    model.rate.push_back(std::move(rates));
    std::vector<PlumeKernel> plumes;
    for (const WeatherClass& c : weather.classes) plumes.push_back(plume_kernel(*cloud.source, c, models));
    model.plume.push_back(std::move(plumes));
  }
  model.clouds = std::move(clouds);
  return model;
}

struct Burning {
  RdPoint at{};
  FireRadiation radiation;
};

// Heat of fires at once in one weather class; it does not depend on the direction.
Lethality heat_of(const std::vector<Burning>& fires, const ThermalLine& line, std::size_t weather_class, RdPoint p) {
  double flux = 0.0;
  for (const Burning& fire : fires) flux += fire.radiation.flux_w_per_m2(weather_class, {p.x - fire.at.x, p.y - fire.at.y});
  const double heat = flux > 0.0 ? line.lethality(flux) : 0.0;
  return {heat, flux >= line.certain_w_per_m2, 0.0, false};
}

// Torch towards bearing `phi`: it starts where the ray from the centre leaves the enclosure.
Lethality torch_at(const TorchSource& source, const Torch& torch, const ThermalLine& line, double below_m, RdPoint centre,
                   double phi, RdPoint p) {
  const double along = std::abs(std::cos(phi - source.orientation.rad()));
  const double across = std::abs(std::sin(phi - source.orientation.rad()));
  const double wall = std::min(along > 0.0 ? source.length.m() / 2.0 / along : 1e300,
                               across > 0.0 ? source.width.m() / 2.0 / across : 1e300);
  const double dx = p.x - centre.x;
  const double dy = p.y - centre.y;
  const double x = dx * std::sin(phi) + dy * std::cos(phi) - wall;
  const double y = dx * std::cos(phi) - dy * std::sin(phi);
  if (torch.contains(x, y, -below_m)) return {1.0, true, 0.0, false};
  const double flux = torch.flux_w_per_m2(x, y, -below_m);
  return {line.lethality(flux), flux >= line.certain_w_per_m2, 0.0, false};
}

}  // namespace

PopulationOfBuildings population_of(const std::vector<Pand>& panden, const RuleSet& rules, UsedKeys& used) {
  const GrRules& gr = rules.method.gr;
  PopulationOfBuildings result;
  for (const Pand& pand : panden) {
    Population people;
    bool unknown = false;
    for (const Verblijfsobject& vbo : pand.verblijfsobjecten) {
      const auto has = [&](const char* use) {
        return std::find(vbo.gebruiksdoelen.begin(), vbo.gebruiksdoelen.end(), use) != vbo.gebruiksdoelen.end();
      };
      if (has("woonfunctie")) {
        people.day += used(gr.per_dwelling) * used(gr.dwelling_day).value();
        people.night += used(gr.per_dwelling) * used(gr.dwelling_night).value();
      } else if (has("kantoorfunctie") && vbo.oppervlakte_m2) {
        people.day += *vbo.oppervlakte_m2 / used(gr.office_area).m2();
      } else {
        unknown = true;
      }
    }
    result.unknown += unknown ? 1 : 0;
    if (people.day + people.night <= 0.0 || pand.footprint.empty()) continue;
    const Box box = bounds(pand.footprint);
    people.at = {(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0};
    result.places.push_back(people);
  }
  return result;
}

std::vector<DeathOutcome> death_outcomes(const std::vector<Scenario>& scenarios, const std::vector<Population>& people,
                                         const EffectModels& models, const StudyWeather& weather, const RuleSet& rules,
                                         UsedKeys& used) {
  const MethodRules& m = rules.method;
  (void)used(m.gr.toxic_indoors);
  (void)used(m.gr.heat_outdoors);
  const double day = used(m.weather.day_share);
  const std::array<double, 2> share{day, 1.0 - day};
  const std::array<double, 2> indoors{used(m.gr.indoor_day).value(), used(m.gr.indoor_night).value()};
  const double blast_indoors = used(m.blast.f_indoor).value();
  std::vector<DeathOutcome> outcomes;
  // Adds both parts of the day of one outcome; `at` gives the lethality at a place.
  const auto deaths_of = [&](double per_year, const auto& at, std::vector<DeathOutcome>& list) {
    std::array<double, 2> deaths{};
    for (const Population& group : people) {
      const Lethality p = at(group.at);
      deaths[0] += group.day * share_of_deaths(p, indoors[0], blast_indoors, m.gr);
      deaths[1] += group.night * share_of_deaths(p, indoors[1], blast_indoors, m.gr);
    }
    for (std::size_t part = 0; part < 2; ++part) {
      if (deaths[part] > 0.0 && per_year > 0.0) list.push_back({per_year * share[part], deaths[part]});
    }
  };
  // Slots by direction keep the order, whatever the threads.
  const auto over_directions = [&](const auto& add) {
    std::vector<std::vector<DeathOutcome>> slots(directions);
    parallel_for(directions, [&](std::size_t k) { add(direction(static_cast<int>(k)), slots[k]); }, 16);
    for (const auto& slot : slots) outcomes.insert(outcomes.end(), slot.begin(), slot.end());
  };
  const auto over_weather = [&](double frequency, std::vector<Cloud> clouds, const std::vector<Burning>& fires,
                                Time exposure) {
    const ToxicModel toxic = toxic_model(std::move(clouds), models, weather, rules, used);
    const ThermalLine line = thermal_line(exposure, models.heat);
    for (std::size_t c = 0; c < weather.classes.size(); ++c) {
      over_directions([&](double from, std::vector<DeathOutcome>& list) {
        deaths_of(frequency * weather.roses[c].density(from) * step, [&](RdPoint p) {
          Lethality lethality = heat_of(fires, line, c, p);
          lethality.toxic = toxic.lethality(c, from, p);
          return lethality;
        }, list);
      });
    }
  };
  for (const Scenario& scenario : scenarios) {
    const double frequency = scenario.frequency.per_year();
    const RdPoint at = scenario.position;
    if (const auto* torch = std::get_if<TorchSource>(&scenario.source)) {
      const Torch flame(torch->power, models.torch);
      const ThermalLine line = thermal_line(torch->exposure, models.heat);
      const double below = (torch->height - models.receiver_height).m();
      over_directions([&](double phi, std::vector<DeathOutcome>& list) {
        deaths_of(frequency / directions,
                  [&](RdPoint p) { return torch_at(*torch, flame, line, below, at, phi, p); }, list);
      });
    } else if (const auto* explosion = std::get_if<ExplosionSource>(&scenario.source)) {
      // The area ends at the pressure from which a share indoors dies.
      deaths_of(frequency, [&](RdPoint p) {
        const double distance = distance_m(at, p);
        return Lethality{0.0, distance < explosion->lethal.m(), 0.0, distance < explosion->area.m()};
      }, outcomes);
    } else if (const auto* toxic = std::get_if<ToxicSource>(&scenario.source)) {
      over_weather(frequency, {{at, toxic}}, {}, models.toxic_exposure_cap);
    } else if (const auto* fire = std::get_if<FireSource>(&scenario.source)) {
      over_weather(frequency, {{at, &fire->smoke}}, {{at, FireRadiation(*fire, models, weather.classes)}}, fire->exposure);
    } else {
      const auto& pair = std::get<DominoSource>(scenario.source);
      over_weather(frequency, {{at, &pair.first.smoke}, {pair.second_position, &pair.second.smoke}},
                   {{at, FireRadiation(pair.first, models, weather.classes)},
                    {pair.second_position, FireRadiation(pair.second, models, weather.classes)}},
                   pair.first.exposure);
    }
  }
  return outcomes;
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
