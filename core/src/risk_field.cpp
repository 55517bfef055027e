#include "batterisk/core/risk_field.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk {
namespace {

// The orientation turns the table, it does not change it.
TorchSource shape_of(TorchSource source) {
  source.orientation = Angle::rad(0.0);
  return source;
}

}  // namespace

RiskField::RiskField(const std::vector<Scenario>& scenarios, const EffectModels& models, const StudyWeather& weather,
                     const RuleSet& rules, UsedKeys& used) {
  std::vector<TorchSource> torch_shapes;
  std::vector<ToxicSource> toxic_shapes;
  for (const Scenario& scenario : scenarios) {
    Part part{scenario.position, scenario.frequency.per_year(), 0.0, 0.0, nullptr, nullptr};
    if (const auto* torch = std::get_if<TorchSource>(&scenario.source)) {
      const TorchSource shape = shape_of(*torch);
      auto known = std::find(torch_shapes.begin(), torch_shapes.end(), shape);
      if (known == torch_shapes.end()) {
        torches_.push_back(std::make_shared<const TorchRisk>(
            Torch(shape.power, models.torch), thermal_line(shape.exposure, models.heat), shape.length, shape.width,
            (shape.height - models.receiver_height).m()));
        known = torch_shapes.insert(torch_shapes.end(), shape);
      }
      part.torch = torches_[static_cast<std::size_t>(known - torch_shapes.begin())].get();
      part.orientation = torch->orientation.rad();
      part.reach_m = part.torch->reach_m();
    } else {
      const auto& source = std::get<ToxicSource>(scenario.source);
      auto known = std::find(toxic_shapes.begin(), toxic_shapes.end(), source);
      if (known == toxic_shapes.end()) {
        std::vector<ToxicRisk::WeatherPlume> plumes;
        for (std::size_t c = 0; c < weather.classes.size(); ++c) {
          plumes.push_back({plume_kernel(source, weather.classes[c], models), weather.roses[c]});
        }
        toxics_.push_back(std::make_shared<const ToxicRisk>(dilution_lethality(source, models, rules, used), plumes));
        known = toxic_shapes.insert(toxic_shapes.end(), source);
      }
      part.toxic = toxics_[static_cast<std::size_t>(known - toxic_shapes.begin())].get();
      part.reach_m = part.toxic->reach_m();
    }
    parts_.push_back(part);
    if (std::find(positions_.begin(), positions_.end(), part.position) == positions_.end()) {
      positions_.push_back(part.position);
    }
    reach_.add({part.position.x - part.reach_m, part.position.y - part.reach_m});
    reach_.add({part.position.x + part.reach_m, part.position.y + part.reach_m});
  }
}

double RiskField::part_at(const Part& part, RdPoint p, bool direct) const {
  const double distance = distance_m(part.position, p);
  if (distance >= part.reach_m) return 0.0;
  const double bearing = bearing_rad(part.position, p);
  if (part.torch != nullptr) {
    const double from_axis = bearing - part.orientation;
    return part.frequency * (direct ? part.torch->direct_mean_lethality(distance, from_axis)
                                    : part.torch->mean_lethality(distance, from_axis));
  }
  return part.frequency * (direct ? part.toxic->direct_mean_lethality(distance, bearing)
                                  : part.toxic->mean_lethality(distance, bearing));
}

PlaatsgebondenRisico RiskField::at(RdPoint p) const {
  double sum = 0.0;
  for (const Part& part : parts_) sum += part_at(part, p, false);
  return PlaatsgebondenRisico::per_year(sum);
}

PlaatsgebondenRisico RiskField::direct_at(RdPoint p) const {
  double sum = 0.0;
  for (const Part& part : parts_) sum += part_at(part, p, true);
  return PlaatsgebondenRisico::per_year(sum);
}

std::vector<PlaatsgebondenRisico> RiskField::direct_parts_at(RdPoint p) const {
  std::vector<PlaatsgebondenRisico> values;
  for (const Part& part : parts_) values.push_back(PlaatsgebondenRisico::per_year(part_at(part, p, true)));
  return values;
}

}  // namespace batterisk
