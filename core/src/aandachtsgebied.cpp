#include "batterisk/core/aandachtsgebied.hpp"

#include "batterisk/core/contour.hpp"
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

Aandachtsgebieden aandachtsgebieden(const std::vector<Scenario>& scenarios, const EffectModels& models,
                                    const StudyWeather& weather, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  Aandachtsgebieden result;
  Zone brand{Aandachtsgebied::Brand, std::nullopt, {}, {}, false};
  Zone gifwolk{Aandachtsgebied::Gifwolk, std::nullopt, {}, {}, false};
  const double least_frequency = used(m.area.f_min).per_year();
  const double cap = used(m.gifwolk.cap).m();
  bool capped = false;
  std::vector<Shape> uncapped;

  std::vector<std::pair<TorchSource, TorchEnvelope>> envelopes;
  std::vector<std::pair<ToxicSource, std::vector<EffectDistance>>> clouds;
  for (const Scenario& scenario : scenarios) {
    if (scenario.frequency.per_year() < least_frequency) continue;
    if (const auto* torch = std::get_if<TorchSource>(&scenario.source)) {
      TorchSource shape = *torch;
      shape.orientation = Angle::rad(0.0);
      auto known = std::find_if(envelopes.begin(), envelopes.end(), [&](const auto& e) { return e.first == shape; });
      if (known == envelopes.end()) {
        // The drawn line may be coarser than an exported circle: the envelope is no circle, its vertices are exact.
        constexpr double line_sagitta_m = 0.02;
        known = envelopes.insert(envelopes.end(),
                                 {shape, torch_envelope(shape, models, used(m.brand.area_flux), line_sagitta_m)});
      }
      brand.parts.push_back(placed(known->second.ring, scenario.position, torch->orientation.rad()));
      result.distances.push_back({scenario.id, Aandachtsgebied::Brand, "",
                                  fmt::format("{:g} kW/m2", m.brand.area_flux.value.kw_per_m2()),
                                  known->second.from_centre_m, known->second.from_wall_m});
      continue;
    }
    const auto& source = std::get<ToxicSource>(scenario.source);
    auto known = std::find_if(clouds.begin(), clouds.end(), [&](const auto& c) { return c.first == source; });
    if (known == clouds.end()) {
      std::vector<EffectDistance> distances;
      for (const SubstanceRelease& release : source.substances) {
        if (release.rate.kg_per_s() <= 0.0) continue;
        const auto limit = outdoor_limit(release, source.duration, rules, used);
        if (!limit) {
          if (std::find(result.undetermined.begin(), result.undetermined.end(), release.stof) ==
              result.undetermined.end()) {
            result.undetermined.push_back(release.stof);
          }
          continue;
        }
        for (const WeatherClass& weather_class : weather.classes) {
          const PlumeKernel kernel = plume_kernel(source, weather_class, models);
          const double ln_dilution = std::log(limit->kg_per_m3() / release.rate.kg_per_s());
          const double distance = largest_distance_m(kernel, ln_dilution, farthest_m);
          distances.push_back({"", Aandachtsgebied::Gifwolk, weather_class.name,
                               fmt::format("{} {:.4g} mg/m3", release.stof, limit->mg_per_m3()), distance, distance});
        }
      }
      known = clouds.insert(clouds.end(), {source, std::move(distances)});
    }
    double largest = 0.0;
    for (EffectDistance distance : known->second) {
      distance.scenario = scenario.id;
      if (!scenario.unit.empty()) {
        distance.from_wall_m = std::max(0.0, distance.from_centre_m - source.wake_width.m() / 2.0);
      }
      largest = std::max(largest, distance.from_centre_m);
      result.distances.push_back(std::move(distance));
    }
    if (largest <= 0.0) continue;
    result.gifwolk_uncapped_m = std::max(result.gifwolk_uncapped_m, largest);
    uncapped.push_back(Circle{scenario.position, largest});
    capped = capped || largest > cap;
    gifwolk.parts.push_back(Circle{scenario.position, std::min(largest, cap)});
  }
  if (capped) gifwolk.before_cap = std::move(uncapped);
  result.zones = {std::move(brand), std::move(gifwolk)};
  return result;
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
