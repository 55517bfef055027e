#include "batterisk/core/domino_risk.hpp"

#include "cubic.hpp"
#include "gauss_legendre.hpp"

#include "batterisk/core/effect/normal.hpp"
#include "batterisk/core/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace batterisk {
namespace {

using std::numbers::pi;

constexpr double certain_survival = 1e-12;
constexpr std::size_t radii = 32;
constexpr std::size_t bearings = 72;
constexpr double bearing_step = 2.0 * pi / static_cast<double>(bearings);
constexpr double near_m = 1.5;
constexpr double farthest_m = 20'000.0;
constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

double length(RdPoint p) { return std::hypot(p.x, p.y); }

// ln(exp(a) + exp(b)).
double ln_sum(double a, double b) {
  const double high = std::max(a, b);
  return std::isinf(high) ? high : high + std::log1p(std::exp(std::min(a, b) - high));
}

// ln(C/Q) at `p` from a source at `source` for a plume travelling towards `towards` (unit vector).
double ln_dilution(const PlumeKernel& kernel, RdPoint source, RdPoint p, RdPoint towards) {
  const double x = (p.x - source.x) * towards.x + (p.y - source.y) * towards.y;
  const PlumeKernel::Axis axis = kernel.axis(x);
  if (axis.sigma_y_m <= 0.0) return minus_infinity;
  const double y = (p.x - source.x) * towards.y - (p.y - source.y) * towards.x;
  const double t = y / axis.sigma_y_m;
  return axis.ln_dilution - 0.5 * t * t;
}

RdPoint unit(double bearing) { return {std::sin(bearing), std::cos(bearing)}; }

// Radius of table position t in [0, 1] for a footprint that ends at `edge`, and back.
double radius_at(double t, double edge) {
  const double low = std::log(near_m);
  return std::exp(low + (std::log(edge + near_m) - low) * (1.0 - std::cos(pi * t)) / 2.0) - near_m;
}
double position_of(double radius, double edge) {
  const double low = std::log(near_m);
  const double share = (std::log(radius + near_m) - low) / (std::log(edge + near_m) - low);
  return std::acos(std::clamp(1.0 - 2.0 * share, -1.0, 1.0)) / pi;
}

}  // namespace

DominoRisk::DominoRisk(const DominoSource& source, RdPoint offset, const EffectModels& models,
                       const StudyWeather& weather, const RuleSet& rules, UsedKeys& used, Tables tables)
    : offset_{offset},
      combination_{models.toxic_combination},
      cut_off_{models.toxic_cut_off},
      heat_{thermal_line(source.first.exposure, models.heat)} {
  negligible_flux_ = std::exp((normal_quantile(certain_survival) - heat_.intercept) / heat_.slope);
  const auto rate_of = [](const ToxicSource& smoke, const std::string& stof) {
    for (const SubstanceRelease& s : smoke.substances) {
      if (s.stof == stof && s.rate.kg_per_s() > 0.0) return std::log(s.rate.kg_per_s());
    }
    return minus_infinity;
  };
  fires_.push_back({{0.0, 0.0}, {}, FireRadiation(source.first, models, weather.classes)});
  fires_.push_back({offset, {}, FireRadiation(source.second, models, weather.classes)});
  const Time exposure = std::min(source.first.smoke.duration, models.toxic_exposure_cap);
  for (const SubstanceRelease& s : source.first.smoke.substances) {
    fires_[0].ln_rate.push_back(rate_of(source.first.smoke, s.stof));
    fires_[1].ln_rate.push_back(rate_of(source.second.smoke, s.stof));
    probits_.push_back(probit_line(exposure, used(*rules.substances.at(s.stof).probit)));
  }
  // Both fires together are no worse than twice the stronger one at its own place.
  const double ln_edge = std::min(dilution_lethality(source.first.smoke, models, rules, used).ln_edge(),
                                  dilution_lethality(source.second.smoke, models, rules, used).ln_edge()) -
                         std::log(2.0);
  for (const Fire& fire : fires_) {
    heat_reach_m_ = std::max(heat_reach_m_, 2.0 * fire.radiation.reach_m() + length(offset) / 2.0);
  }
  reach_m_ = heat_reach_m_;
  for (std::size_t c = 0; c < weather.classes.size(); ++c) {
    classes_.push_back({plume_kernel(source.first.smoke, weather.classes[c], models),
                        plume_kernel(source.second.smoke, weather.classes[c], models), weather.roses[c]});
  }
  tables_.resize(classes_.size(), {std::vector<double>(bearings), std::vector<double>(bearings * radii)});
  if (std::isinf(ln_edge) || tables == Tables::Omitted) return;
  parallel_for(classes_.size() * bearings, [&](std::size_t k) {
    const std::size_t c = k / bearings;
    const std::size_t b = k % bearings;
    const double bearing = static_cast<double>(b) * bearing_step;
    const double farthest = std::max(largest_distance_m(classes_[c].first, ln_edge, farthest_m),
                                     largest_distance_m(classes_[c].second, ln_edge, farthest_m)) +
                            length(offset_);
    const double end = edge(c, bearing, farthest);
    tables_[c].edge_m[b] = end;
    for (std::size_t r = 0; end > 0.0 && r + 1 < radii; ++r) {
      const double radius = radius_at(static_cast<double>(r) / static_cast<double>(radii - 1), end);
      const RdPoint m = middle();
      const RdPoint direction = unit(bearing);
      tables_[c].mean[b * radii + r] = toxic_mean(c, {m.x + radius * direction.x, m.y + radius * direction.y});
    }
  }, 4);
  for (const ClassTable& table : tables_) {
    for (const double end : table.edge_m) reach_m_ = std::max(reach_m_, end);
  }
}

// Joint probability of death by smoke at `p` in the wind that blows towards a bearing.
double DominoRisk::joint(std::size_t c, RdPoint p, double towards) const {
  const RdPoint direction = unit(towards);
  const double first = ln_dilution(classes_[c].first, fires_[0].at, p, direction);
  const double second = ln_dilution(classes_[c].second, fires_[1].at, p, direction);
  std::array<double, 16> probabilities{};
  const std::size_t n = std::min(probits_.size(), probabilities.size());
  for (std::size_t i = 0; i < n; ++i) {
    probabilities[i] = probits_[i].lethality(ln_sum(first + fires_[0].ln_rate[i], second + fires_[1].ln_rate[i]));
  }
  return combined_toxic_lethality({probabilities.data(), n}, combination_, std::max(cut_off_, certain_survival));
}

// Largest distance from the middle along a bearing at which some wind direction is lethal.
double DominoRisk::edge(std::size_t c, double bearing, double farthest) const {
  const RdPoint m = middle();
  const RdPoint direction = unit(bearing);
  const auto lethal = [&](double r) {
    const RdPoint p{m.x + r * direction.x, m.y + r * direction.y};
    const double to_first = bearing_rad(fires_[0].at, p);
    const double turn = std::remainder(bearing_rad(fires_[1].at, p) - to_first, 2.0 * pi);
    const int steps = std::abs(turn) < 0.15 ? 4 : 12;  // far away both fires lie in one direction
    for (int k = 0; k <= steps; ++k) {
      if (joint(c, p, to_first + turn * k / steps) > 0.0) return true;
    }
    return false;
  };
  double outside = farthest;
  double inside = outside;
  while (inside > near_m && !lethal(inside)) {
    outside = inside;
    inside /= 1.05;
  }
  if (inside <= near_m) return 0.0;
  while (outside - inside > 1e-3 * outside) {
    const double half = (inside + outside) / 2.0;
    (lethal(half) ? inside : outside) = half;
  }
  return outside;
}

double DominoRisk::heat_lethality(std::size_t c, RdPoint p) const {
  if (distance_m(p, middle()) >= heat_reach_m_) return 0.0;
  const double flux = fires_[0].radiation.flux_w_per_m2(c, distance_m(p, fires_[0].at)) +
                      fires_[1].radiation.flux_w_per_m2(c, distance_m(p, fires_[1].at));
  return flux < negligible_flux_ ? 0.0 : heat_.lethality(flux);
}

// Mean over the wind directions of one class, times the probability of the class.
double DominoRisk::toxic_mean(std::size_t c, RdPoint p) const {
  const ClassPlumes& plumes = classes_[c];
  // Directions that can carry smoke here lie about the bearings from both fires; panels no wider than a plume.
  const double to_first = bearing_rad(fires_[0].at, p);
  const double turn = std::remainder(bearing_rad(fires_[1].at, p) - to_first, 2.0 * pi);
  const double nearest = std::max(0.5, std::min(distance_m(p, fires_[0].at), distance_m(p, fires_[1].at)));
  const double width = std::clamp(plumes.first.sigma_y(nearest) / nearest, 0.01, 0.4);
  const double margin = std::min(pi / 2.0, 4.0 * width);
  const double low = std::min(0.0, turn) - margin;
  const double high = std::max(0.0, turn) + margin;
  const int panels = std::max(1, static_cast<int>(std::ceil((high - low) / width)));
  // The largest sum lies between both bearings; the rose has its corners.
  std::vector<double> cuts{0.0, turn / 2.0, turn};
  for (int k = 0; k <= panels; ++k) cuts.push_back(low + (high - low) * k / panels);
  for (const WindRose::Jump& jump : plumes.rose.jumps()) {
    const double corner = std::remainder(jump.degrees * pi / 180.0 - pi - to_first, 2.0 * pi);
    if (corner > low && corner < high) cuts.push_back(corner);
  }
  std::sort(cuts.begin(), cuts.end());
  const auto lethal = [&](double v) { return joint(c, p, to_first + v) > 0.0; };
  double sum = 0.0;
  bool lethal_before = lethal(cuts.front());
  for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
    double from = cuts[k];
    double to = cuts[k + 1];
    const bool begins = lethal_before;
    const bool ends = lethal(to);
    lethal_before = ends;
    if (!begins && !ends) continue;
    if (begins != ends) {  // the edge that the cut-off leaves
      double inside = begins ? from : to;
      double outside = begins ? to : from;
      for (int halving = 0; halving < 14; ++halving) {
        const double half = (inside + outside) / 2.0;
        (lethal(half) ? inside : outside) = half;
      }
      (begins ? to : from) = inside;
    }
    sum += detail::integrate(detail::gauss4, from, to, [&](double v) {
      return joint(c, p, to_first + v) * plumes.rose.density(to_first + v + pi);
    });
  }
  return sum;
}

double DominoRisk::direct_class_lethality(std::size_t c, RdPoint from_first) const {
  const double heat = heat_lethality(c, from_first);
  return heat * classes_[c].rose.total() + (1.0 - heat) * toxic_mean(c, from_first);
}

double DominoRisk::direct_mean_lethality(RdPoint from_first) const {
  double sum = 0.0;
  for (std::size_t c = 0; c < classes_.size(); ++c) sum += direct_class_lethality(c, from_first);
  return sum;
}

double DominoRisk::mean_lethality(RdPoint from_first) const {
  const RdPoint m = middle();
  const double r = distance_m(from_first, m);
  if (r >= reach_m_) return 0.0;
  const double b = bearing_rad(m, from_first) / bearing_step;
  const auto b0 = static_cast<std::size_t>(b);
  const auto wb = detail::cubic_weights(b - static_cast<double>(b0));
  double sum = 0.0;
  for (std::size_t c = 0; c < tables_.size(); ++c) {
    const double heat = heat_lethality(c, from_first);
    sum += heat * classes_[c].rose.total();
    std::array<std::size_t, 4> columns{};
    double end = 0.0;
    for (std::size_t j = 0; j < 4; ++j) {
      columns[j] = (b0 + bearings - 1 + j) % bearings;
      end += wb[j] * tables_[c].edge_m[columns[j]];
    }
    if (r >= end) continue;
    const double s = position_of(r, end) * static_cast<double>(radii - 1);
    const auto r0 = std::clamp<std::size_t>(static_cast<std::size_t>(s), 1, radii - 3);
    const auto wr = detail::cubic_weights(s - static_cast<double>(r0));
    double toxic = 0.0;
    for (std::size_t j = 0; j < 4; ++j) {
      const double* row = tables_[c].mean.data() + columns[j] * radii + r0 - 1;
      toxic += wb[j] * (wr[0] * row[0] + wr[1] * row[1] + wr[2] * row[2] + wr[3] * row[3]);
    }
    sum += (1.0 - heat) * std::max(0.0, toxic);
  }
  return sum;
}

double DominoRisk::largest_concentration_ratio(RdPoint from_first, const std::vector<double>& limits) const {
  const double to_first = bearing_rad(fires_[0].at, from_first);
  const double turn = std::remainder(bearing_rad(fires_[1].at, from_first) - to_first, 2.0 * pi);
  constexpr int steps = 16;  // the largest sum lies between the bearings from the two fires
  double largest = 0.0;
  for (const ClassPlumes& plumes : classes_) {
    for (int k = 0; k <= steps; ++k) {
      const RdPoint towards = unit(to_first + turn * k / steps);
      const double first = ln_dilution(plumes.first, fires_[0].at, from_first, towards);
      const double second = ln_dilution(plumes.second, fires_[1].at, from_first, towards);
      for (std::size_t i = 0; i < limits.size(); ++i) {
        if (limits[i] <= 0.0) continue;
        const double c = ln_sum(first + fires_[0].ln_rate[i], second + fires_[1].ln_rate[i]);
        largest = std::max(largest, std::exp(c) / limits[i]);
      }
    }
  }
  return largest;
}

double DominoRisk::largest_flux_w_per_m2(RdPoint from_first) const {
  double largest = 0.0;
  for (std::size_t c = 0; c < classes_.size(); ++c) {
    largest = std::max(largest, fires_[0].radiation.flux_w_per_m2(c, distance_m(from_first, fires_[0].at)) +
                                    fires_[1].radiation.flux_w_per_m2(c, distance_m(from_first, fires_[1].at)));
  }
  return largest;
}

}  // namespace batterisk
