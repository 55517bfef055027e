#include "batterisk/core/risk/domino_risk.hpp"

#include "risk/pair_lethality.hpp"
#include "risk/pair_wind.hpp"

#include "batterisk/core/base/normal.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace batterisk {
namespace {

using std::numbers::pi;

constexpr double certain_survival = 1e-12;
constexpr double farthest_m = 20'000.0;
constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

double length(RdPoint p) { return std::hypot(p.x, p.y); }
RdPoint difference(RdPoint a, RdPoint b) { return {a.x - b.x, a.y - b.y}; }
double turn_between(double from, double to) { return std::remainder(to - from, 2.0 * pi); }

// ln(C/Q) at `p` from a source at (0, 0) for a plume travelling towards a bearing.
double ln_dilution(const PlumeKernel& kernel, RdPoint p, double towards) {
  const double east = std::sin(towards);
  const double north = std::cos(towards);
  return kernel.ln_dilution(p.x * east + p.y * north, p.x * north - p.y * east);
}

double ln_rate(const ToxicSource& smoke, const std::string& stof) {
  for (const SubstanceRelease& s : smoke.substances) {
    if (s.stof == stof && s.rate.kg_per_s() > 0.0) return std::log(s.rate.kg_per_s());
  }
  return minus_infinity;
}

}  // namespace

DominoRisk::DominoRisk(const DominoSource& source, RdPoint offset, const EffectModels& models,
                       const StudyWeather& weather, const RuleSet& rules, UsedKeys& used)
    : offset_{offset},
      first_{source.first, models, weather.classes},
      second_{source.second, models, weather.classes},
      heat_{thermal_line(source.first.exposure, models.heat)},
      equal_smoke_{source.first.smoke == source.second.smoke} {
  negligible_flux_ = std::exp((normal_quantile(certain_survival) - heat_.intercept) / heat_.slope);
  // Beyond the distances at which each alone gives half of what kills, nobody dies by heat.
  for (std::size_t c = 0; c < weather.classes.size(); ++c) {
    for (const FireRadiation* fire : {&first_, &second_}) {
      heat_reach_m_ = std::max(heat_reach_m_, fire->distance_m(c, HeatFlux::w_per_m2(0.5 * negligible_flux_)));
    }
  }
  heat_reach_m_ += length(offset) / 2.0;
  const Time exposure = std::min(source.first.smoke.duration, models.toxic_exposure_cap);
  std::vector<detail::PairLethality::Substance> substances;
  for (const SubstanceRelease& s : source.first.smoke.substances) {
    ln_first_.push_back(ln_rate(source.first.smoke, s.stof));
    ln_second_.push_back(ln_rate(source.second.smoke, s.stof));
    if (std::isinf(ln_first_.back()) && std::isinf(ln_second_.back())) continue;
    substances.push_back({ln_first_.back(), ln_second_.back(), probit_line(exposure, used(*rules.substances.at(s.stof).probit))});
  }
  lethality_ = std::make_shared<const detail::PairLethality>(std::move(substances), models.toxic_combination,
                                                             models.toxic_cut_off);
  // Both fires together are no worse than twice the stronger one at its own place.
  const double ln_edge = std::min(dilution_lethality(source.first.smoke, models, rules, used).ln_edge(),
                                  dilution_lethality(source.second.smoke, models, rules, used).ln_edge()) -
                         std::log(2.0);
  for (std::size_t c = 0; c < weather.classes.size(); ++c) {
    classes_.push_back({plume_kernel(source.first.smoke, weather.classes[c], models),
                        plume_kernel(source.second.smoke, weather.classes[c], models), weather.roses[c]});
    const double farthest = std::isinf(ln_edge)
                                ? 0.0
                                : std::max(largest_distance_m(classes_[c].first, ln_edge, farthest_m),
                                           largest_distance_m(classes_[c].second, ln_edge, farthest_m));
    smoke_bounds_m_.push_back(farthest > 0.0 ? farthest + length(offset) / 2.0 : 0.0);
  }
}

double DominoRisk::flux_w_per_m2(std::size_t c, RdPoint from_first) const {
  return first_.flux_w_per_m2(c, from_first) + second_.flux_w_per_m2(c, difference(from_first, offset_));
}

double DominoRisk::heat_lethality(std::size_t c, RdPoint from_first) const {
  if (distance_m(from_first, middle()) >= heat_reach_m_) return 0.0;
  const double flux = flux_w_per_m2(c, from_first);
  return flux < negligible_flux_ ? 0.0 : heat_.lethality(flux);
}

// Mean over the wind directions of one class, times the probability of the class.
double DominoRisk::toxic_mean(std::size_t c, RdPoint from_first) const {
  const ClassPlumes& plumes = classes_[c];
  const RdPoint from_second = difference(from_first, offset_);
  const double nearest = std::max(0.5, std::min(length(from_first), length(from_second)));
  detail::PairBearings at{};
  at.to_first = bearing_rad({0.0, 0.0}, from_first);
  at.turn = turn_between(at.to_first, bearing_rad({0.0, 0.0}, from_second));
  at.width = std::clamp(plumes.first.sigma_y(nearest) / nearest, 0.01, 0.4);
  at.least_width = std::clamp(plumes.first.least_sigma_y(nearest) / nearest, 0.01, 0.4);
  std::vector<double> corners;  // of the rose
  for (const WindRose::Jump& jump : plumes.rose.jumps()) {
    corners.push_back(turn_between(at.to_first, jump.degrees * pi / 180.0 - pi));
  }
  const auto smokes = [&](double towards, const auto& use) {
    return use(ln_dilution(plumes.first, from_first, towards), ln_dilution(plumes.second, from_second, towards));
  };
  double sum = 0.0;
  detail::for_lethal_directions(
      detail::gauss4, 1.0, at, corners,
      [&](double towards) {
        return smokes(towards, [&](double first, double second) { return lethality_->excess(first, second); });
      },
      [&](double towards, double weight) {
        sum += weight * plumes.rose.density(towards + pi) *
               smokes(towards, [&](double first, double second) { return (*lethality_)(first, second); });
      });
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

double DominoRisk::largest_concentration_ratio(RdPoint from_first, const std::vector<double>& limits) const {
  // C_i/limit_i = a_i (C/Q of the first) + b_i (C/Q of the second).
  std::vector<std::array<double, 2>> factors;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (limits[i] > 0.0) factors.push_back({std::exp(ln_first_[i]) / limits[i], std::exp(ln_second_[i]) / limits[i]});
  }
  const auto ratio = [&](double ln_first, double ln_second) {
    const double first = std::exp(ln_first);
    const double second = std::exp(ln_second);
    double largest = 0.0;
    for (const auto& [a, b] : factors) largest = std::max(largest, a * first + b * second);
    return largest;
  };
  const RdPoint from_second = difference(from_first, offset_);
  const double to_first = bearing_rad({0.0, 0.0}, from_first);
  const double turn = turn_between(to_first, bearing_rad({0.0, 0.0}, from_second));
  // Far away both fires lie in nearly one direction. There no wind gives more than about both axes at once, and classes
  // that cannot be the worst are passed over; the allowance covers a plume that is stronger a little nearer by.
  const bool far = std::abs(turn) < 0.15;
  constexpr double allowance = 1.05;
  const int steps = far ? 4 : 16;  // the largest sum lies between the bearings from the two fires
  std::vector<std::pair<double, const ClassPlumes*>> worst_first;
  for (const ClassPlumes& plumes : classes_) {
    const double bound = far ? allowance * ratio(plumes.first.ln_dilution(length(from_first)),
                                                 plumes.second.ln_dilution(length(from_second)))
                             : std::numeric_limits<double>::infinity();
    worst_first.emplace_back(bound, &plumes);
  }
  std::stable_sort(worst_first.begin(), worst_first.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  double largest = 0.0;
  for (const auto& [bound, plumes] : worst_first) {
    if (bound <= largest) break;
    for (int k = 0; k <= steps; ++k) {
      const double towards = to_first + turn * k / steps;
      largest = std::max(largest, ratio(ln_dilution(plumes->first, from_first, towards),
                                        ln_dilution(plumes->second, from_second, towards)));
    }
  }
  return largest;
}

double DominoRisk::largest_flux_w_per_m2(RdPoint from_first) const {
  double largest = 0.0;
  for (std::size_t c = 0; c < classes_.size(); ++c) largest = std::max(largest, flux_w_per_m2(c, from_first));
  return largest;
}

}  // namespace batterisk
