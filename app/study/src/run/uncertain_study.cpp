#include "run/uncertain_study.hpp"

#include "run/distance_areas.hpp"

#include "batterisk/study/run/objects.hpp"

#include "batterisk/core/base/cancelled.hpp"
#include "batterisk/core/rulecheck/calibration.hpp"
#include "batterisk/study/text/texts.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk::study::detail {
namespace {

constexpr double margin_m = 16.0;
constexpr double grid_reach_m = 2000.0;
constexpr const char* torch_power = "s1.q_ref";

// Where the PR of a zone is looked at: its farthest point. A zone that is reached nowhere has none.
std::optional<RdPoint> farthest(const ZoneResult& zone, RdPoint middle) {
  std::optional<RdPoint> best;
  for (const Polygon& polygon : zone.polygons) {
    for (const RdPoint p : polygon.outer) {
      if (!best || distance_m(p, middle) > distance_m(*best, middle)) best = p;
    }
  }
  return best;
}

bool crosses(RdPoint a, RdPoint b, RdPoint c, RdPoint d) {
  const auto side = [](RdPoint p, RdPoint q, RdPoint r) { return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x); };
  return side(a, b, c) * side(a, b, d) <= 0.0 && side(c, d, a) * side(c, d, b) <= 0.0;
}

bool outlines_cross(const Ring& a, const Ring& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    const RdPoint p = a[i];
    const RdPoint q = a[(i + 1) % a.size()];
    Box edge;
    edge.add(p);
    edge.add(q);
    if (!edge.intersects(bounds(b))) continue;
    for (std::size_t k = 0; k < b.size(); ++k) {
      if (crosses(p, q, b[k], b[(k + 1) % b.size()])) return true;
    }
  }
  return false;
}

bool meets_shape(const SampledPand& pand, const Shape& shape) {
  if (!bounds(shape).intersects(pand.box)) return false;
  if (const auto* circle = std::get_if<Circle>(&shape)) return distance_to_m(circle->centre, pand.footprint) <= circle->radius_m;
  const auto& polygon = std::get<Polygon>(shape);
  return std::any_of(pand.footprint.begin(), pand.footprint.end(), [&](const Polygon& own) {
    return contains(polygon, own.outer.front()) || contains(own, polygon.outer.front()) || outlines_cross(own.outer, polygon.outer);
  });
}

double reach_of(const Zone& zone, const std::vector<RdPoint>& sources) {
  double reach = 0.0;
  for (const Shape& part : zone.parts) {
    if (const auto* circle = std::get_if<Circle>(&part)) {
      reach = std::max(reach, circle->radius_m);
      continue;
    }
    for (const RdPoint p : std::get<Polygon>(part).outer) {
      double nearest = 1e300;
      for (const RdPoint source : sources) nearest = std::min(nearest, distance_m(p, source));
      reach = std::max(reach, nearest);
    }
  }
  return reach;
}

}  // namespace

UncertainStudy::UncertainStudy(const StudyResult& result, const RuleCatalog& catalog, const UncertaintyRequest& request)
    : result_{result},
      rules_{catalog, rule_selection(result.dossier)},
      values_{uncertain_values(rules_.method(), result.used_keys, request.evidence)},
      grid_{result.field->sources().empty() ? std::vector<RdPoint>{result.midden} : result.field->sources(), margin_m, grid_reach_m} {
  std::set<std::string> varied;
  for (const UncertainValue& value : values_.drawn) {
    for (const auto& key : value.keys) varied.insert(key->key);
  }
  for (const UncertainValue& value : values_.intervals) {
    for (const auto& key : value.keys) varied.insert(key->key);
    settings_.push_back(settings_of(value));
    std::size_t centre = 0;
    double least = 1e300;
    for (std::size_t s = 0; s < settings_.back().size(); ++s) {
      double off = 0.0;
      for (std::size_t k = 0; k < value.keys.size(); ++k) off += std::abs(settings_.back()[s][k].values.front() - value.value[k]);
      if (off < least) {
        least = off;
        centre = s;
      }
    }
    centre_.push_back(centre);
  }
  // The power of the torch is a fit: where what it was fitted with is uncertain, it is fitted again, so that the published
  // distance stays.
  const auto used = std::find_if(result.used_keys.begin(), result.used_keys.end(), [](const auto& key) { return key->key == torch_power; });
  if (used != result.used_keys.end() && (*used)->bewijs == Bewijs::Gekalibreerd &&
      result.rules->method.s1.check_distance.provenance->bewijs != Bewijs::Ontbreekt) {
    const TorchCalibration fit = calibrate_torch(*result.rules);
    const bool moves = std::any_of(fit.inputs.begin(), fit.inputs.end(), [&](const auto& key) { return varied.contains(key->key); });
    if (moves) fitted_torch_ = fit.fitted.w();
  }
  for (const ZoneResult& zone : result.zones) {
    if (!zone.zone.level) continue;
    std::optional<RdPoint> place = farthest(zone, result.midden);
    if (!place) place = place_.empty() ? point_at(result.midden, 0.0, margin_m) : place_.back();
    place_.push_back(place);
    zones_.push_back({zone.naam, zone.zone.level->per_year(), std::nullopt});
  }
  levels_ = zones_.size();
  for (const Aandachtsgebied area : {Aandachtsgebied::Brand, Aandachtsgebied::Explosie, Aandachtsgebied::Gifwolk}) {
    place_.emplace_back();
    zones_.push_back({std::string{to_string(area)}, std::nullopt, area});
  }
}

std::size_t UncertainStudy::pand_outcome(std::size_t pand, std::size_t zone) const {
  // One for all PR zones, then one for each area.
  const std::size_t areas = zones_.size() - levels_;
  const std::size_t own = zone < levels_ ? 0 : 1 + zone - levels_;
  return grid_.size() + zones_.size() + pand * (1 + areas) + own;
}

bool UncertainStudy::meets(std::size_t zone, float outcome) const {
  const auto& level = zones_[zone].level;
  return level ? static_cast<double>(outcome) >= *level : outcome > 0.5F;
}

BoxModel UncertainStudy::model() const {
  BoxModel model;
  model.dimensions = values_.dimensions;
  for (std::size_t i = 0; i < settings_.size(); ++i) {
    model.intervals.push_back({settings_[i].size(), values_.intervals[i].keys.size() == 1, centre_[i]});
  }
  const std::size_t areas = zones_.size() - levels_;
  model.outcome_count = grid_.size() + zones_.size() + panden_.size() * (1 + areas);
  model.compute = [this](auto point, auto setting, auto outcome) { return fill(point, setting, outcome); };
  return model;
}

std::shared_ptr<const RuleSet> UncertainStudy::rules_at(std::span<const double> point, std::span<const std::size_t> setting) const {
  std::vector<KeyValues> values;
  for (const UncertainValue& value : values_.drawn) {
    for (KeyValues& own : drawn_at(value, point)) values.push_back(std::move(own));
  }
  for (std::size_t i = 0; i < settings_.size(); ++i) {
    const auto& own = settings_[i][setting[i]];
    values.insert(values.end(), own.begin(), own.end());
  }
  auto rules = rules_.with(values);
  if (!fitted_torch_) return rules;
  const double in_rules = std::get<double>(rules_.method().entries.at(torch_power).value);
  values.push_back({torch_power, {in_rules * calibrate_torch(*rules).fitted.w() / *fitted_torch_}});
  return rules_.with(values);
}

UncertainStudy::Computed UncertainStudy::compute(std::span<const double> point, std::span<const std::size_t> setting) const {
  Computed computed{compute_risk(result_.dossier, rules_at(point, setting)), {}};
  RiskStudy& risk = computed.risk;
  Aandachtsgebieden areas = aandachtsgebieden(risk.scenarios.scenarios, risk.models, risk.weather, *risk.rules, risk.used);
  apply_distance_areas(risk, risk.rules->method.cirkel.sagitta.value.m(), areas);
  for (const SampledZone& zone : zones_) {
    if (!zone.area) continue;
    const auto same = std::find_if(areas.zones.begin(), areas.zones.end(), [&](const Zone& z) { return z.aandachtsgebied == zone.area; });
    computed.areas.push_back(same == areas.zones.end() ? Zone{zone.area, {}, {}, {}, false} : std::move(*same));
  }
  return computed;
}

bool UncertainStudy::fill(std::span<const double> point, std::span<const std::size_t> setting, std::span<float> outcome) const {
  try {
    const Computed computed = compute(point, setting);
    const RiskField& field = *computed.risk.field;
    const auto pr = [&](RdPoint p) { return static_cast<float>(field.at(p).per_year()); };
    for (std::size_t i = 0; i < grid_.size(); ++i) outcome[node_outcome(i)] = pr(grid_.node(i));
    for (std::size_t z = 0; z < place_.size(); ++z) {
      outcome[zone_outcome(z)] = place_[z] ? pr(*place_[z])
                                           : static_cast<float>(reach_of(computed.areas[z - levels_], field.sources()));
    }
    for (std::size_t b = 0; b < panden_.size(); ++b) {
      const SampledPand& pand = panden_[b];
      float highest = 0.0F;
      if (pand.box.intersects(field.reach())) {
        for (const RdPoint p : pand.facade) highest = std::max(highest, pr(p));
      }
      const std::size_t first = grid_.size() + place_.size() + b * (1 + computed.areas.size());
      outcome[first] = highest;
      for (std::size_t a = 0; a < computed.areas.size(); ++a) {
        const auto& parts = computed.areas[a].parts;
        const bool inside = std::any_of(parts.begin(), parts.end(), [&](const Shape& part) { return meets_shape(pand, part); });
        outcome[first + 1 + a] = inside ? 1.0F : 0.0F;
      }
    }
    return true;
  } catch (const Cancelled&) {
    throw;
  } catch (const InputError& error) {
    const std::scoped_lock lock{failure_mutex_};
    failures_.insert(to_string(error.diagnostics().front().code) + " " + message_text(error.diagnostics().front(), Language::Nl));
  } catch (const std::domain_error& error) {
    const std::scoped_lock lock{failure_mutex_};
    failures_.insert(error.what());
  } catch (const std::invalid_argument& error) {
    const std::scoped_lock lock{failure_mutex_};
    failures_.insert(error.what());
  }
  return false;
}

std::string UncertainStudy::first_failure() const {
  const std::scoped_lock lock{failure_mutex_};
  return failures_.empty() ? "" : *failures_.begin();
}

}  // namespace batterisk::study::detail
