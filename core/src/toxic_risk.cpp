#include "batterisk/core/toxic_risk.hpp"

#include "cubic.hpp"
#include "gauss_legendre.hpp"

#include "batterisk/core/effect/root.hpp"
#include "batterisk/core/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace batterisk {
namespace {

using std::numbers::pi;

constexpr double degree = pi / 180.0;
constexpr double certain_survival = 1e-12;  // below this a probability of death is 0
constexpr std::size_t radius_nodes = 128;
constexpr std::size_t directions = 360;
constexpr double nearest_m = 0.01;      // the source is no point in reality; the table starts here
constexpr double farthest_m = 20'000.0;

// The lethal range [x1, x2] is walked in s = ln(R + near), by a cosine: nodes crowd at the source, where the plume is
// as wide as its wake, and at both ends, where the footprint closes as a square root.
constexpr double near_m = 1.5;
double stretched(double distance_m) { return std::log(distance_m + near_m); }

double circular_difference_deg(double a, double b) {
  const double d = std::abs(a - b);
  return std::min(d, 360.0 - d);
}

}  // namespace

DilutionLethality::DilutionLethality(std::vector<Substance> substances, ToxicCombination combination, double cut_off)
    : substances_{std::move(substances)},
      combination_{combination},
      ln_edge_{std::numeric_limits<double>::infinity()} {
  const double threshold = std::max(cut_off, certain_survival);
  constexpr double lowest = -200.0;
  constexpr double highest = 200.0;
  if (substances_.empty() || joint(highest) < threshold) return;
  ln_edge_ = find_root([&](double x) { return joint(x) - threshold; }, lowest, highest, 1e-13);
}

double DilutionLethality::joint(double ln_dilution) const {
  if (combination_ == ToxicCombination::Dominant) {
    double largest = 0.0;
    for (const Substance& s : substances_) largest = std::max(largest, s.probit.lethality(ln_dilution + s.ln_rate));
    return largest;
  }
  double survival = 1.0;
  for (const Substance& s : substances_) survival *= 1.0 - s.probit.lethality(ln_dilution + s.ln_rate);
  // One substance alone keeps the digits of small probabilities.
  return substances_.size() == 1 ? substances_.front().probit.lethality(ln_dilution + substances_.front().ln_rate)
                                 : 1.0 - survival;
}

double DilutionLethality::operator()(double ln_dilution) const {
  return ln_dilution < ln_edge_ ? 0.0 : joint(ln_dilution);
}

ToxicRisk::ToxicRisk(const DilutionLethality& lethality, std::vector<WeatherPlume> classes)
    : lethality_{lethality}, classes_{std::move(classes)}, tables_(classes_.size()) {
  parallel_for(classes_.size(), [this](std::size_t i) { fill(classes_[i], tables_[i]); });
  for (const Table& table : tables_) reach_m_ = std::max(reach_m_, table.to_m);
}

double ToxicRisk::profile(const PlumeKernel& kernel, double distance_m, double offset) const {
  const double y = distance_m * std::sin(offset);
  const PlumeKernel::Axis axis = kernel.axis(distance_m * std::cos(offset));
  if (axis.sigma_y_m <= 0.0) return 0.0;
  const double t = y / axis.sigma_y_m;
  return lethality_(axis.ln_dilution - 0.5 * t * t);
}

// Angle from the plume axis at which the lethal footprint ends, at most 90 degrees.
double ToxicRisk::edge_angle(const PlumeKernel& kernel, double distance_m) const {
  const auto excess = [&](double offset) {
    const PlumeKernel::Axis axis = kernel.axis(distance_m * std::cos(offset));
    if (axis.sigma_y_m <= 0.0) return -1e300;
    const double t = distance_m * std::sin(offset) / axis.sigma_y_m;
    return axis.ln_dilution - 0.5 * t * t - lethality_.ln_edge();
  };
  const double on_axis = excess(0.0);
  if (!(on_axis > 0.0)) return 0.0;
  const double step = std::clamp(kernel.sigma_y(distance_m) / distance_m, 0.2 * degree, 10.0 * degree);
  const double last = pi / 2.0;
  double inside = 0.0;
  while (inside < last) {
    const double next = std::min(inside + step, last);
    if (!(excess(next) > 0.0)) return find_root(excess, inside, next, 1e-12);
    inside = next;
  }
  return last;
}

void ToxicRisk::fill(const WeatherPlume& plume, Table& table) const {
  const double ln_edge = lethality_.ln_edge();
  if (!std::isfinite(ln_edge) || plume.rose.total() == 0.0) return;
  table.to_m = largest_distance_m(plume.kernel, ln_edge, farthest_m);
  if (table.to_m <= nearest_m) {
    table.to_m = 0.0;
    return;
  }
  // Near edge: 0 for a source that is lethal at its foot, else where the plume first comes down.
  const auto excess = [&](double x) { return plume.kernel.ln_dilution(x) - ln_edge; };
  double outside = 0.0;
  for (double x = nearest_m; x < table.to_m; x *= 1.05) {
    if (excess(x) > 0.0) {
      if (outside > 0.0) table.from_m = find_root(excess, outside, x, 1e-12);
      break;
    }
    outside = x;
  }
  table.value.assign(radius_nodes * directions, 0.0);
  std::array<double, 92> moment{};   // first moments about the whole degrees, or masses beyond them
  for (std::size_t r = 0; r < radius_nodes; ++r) {
    const double t = static_cast<double>(r) / static_cast<double>(radius_nodes - 1);
    const double s_from = stretched(table.from_m);
    const double s = s_from + (stretched(table.to_m) - s_from) * (1.0 - std::cos(pi * t)) / 2.0;
    const double distance = std::clamp(std::exp(s) - near_m, std::max(nearest_m, table.from_m), table.to_m);
    const double edge = edge_angle(plume.kernel, distance);
    if (edge <= 0.0) continue;
    // Mass and first moment of the profile over each whole degree, summed from the edge inwards.
    const auto panels = static_cast<std::size_t>(std::ceil(edge / degree));
    moment.fill(0.0);
    double mass = 0.0;    // integral of P from the current degree to the edge
    double first = 0.0;   // integral of (v - u) P, u the current degree
    const bool linear = plume.rose.shape() == RoseShape::Lineair;
    for (std::size_t p = panels; p-- > 0;) {
      const double a = static_cast<double>(p) * degree;
      const double b = std::min(edge, a + degree);
      const double half = (b - a) / 2.0;
      double panel_mass = 0.0;
      double panel_first = 0.0;
      for (const detail::QuadratureNode& node : detail::gauss4) {
        const double v = (a + b) / 2.0 + half * node.x;
        const double weighted = half * node.w * profile(plume.kernel, distance, v);
        panel_mass += weighted;
        panel_first += weighted * (v - a);
      }
      first += mass * degree + panel_first;
      mass += panel_mass;
      moment[p] = linear ? first : mass;
    }
    for (std::size_t d = 0; d < directions; ++d) {
      const double from_deg = static_cast<double>((d + 180) % directions);  // wind that carries the plume to bearing d
      double value = 2.0 * mass * plume.rose.density(from_deg * degree);
      for (const WindRose::Jump& jump : plume.rose.jumps()) {
        const double apart = circular_difference_deg(from_deg, jump.degrees);
        if (apart >= static_cast<double>(panels)) continue;
        const double part = moment[static_cast<std::size_t>(apart)];
        if (linear) {
          value += jump.value * part;
        } else {
          // At the step itself density() gives the value after it.
          const bool after = std::fmod(from_deg - jump.degrees + 360.0, 360.0) < 180.0;
          value += after ? -jump.value * part : jump.value * part;
        }
      }
      table.value[r * directions + d] = value;
    }
  }
}

double ToxicRisk::mean_lethality(double distance_m, double bearing) const {
  return mean_lethality(distance_m, bearing, {});
}

double ToxicRisk::mean_lethality(double distance_m, double bearing, std::span<const double> class_weight) const {
  double position = bearing / degree;
  position -= 360.0 * std::floor(position / 360.0);
  const double whole = std::floor(position);
  const auto d0 = static_cast<std::size_t>(whole);
  const std::array<double, 4> wd = detail::cubic_weights(position - whole);
  const std::array<std::size_t, 4> d{(d0 + 359) % 360, d0 % 360, (d0 + 1) % 360, (d0 + 2) % 360};
  double sum = 0.0;
  for (std::size_t c = 0; c < tables_.size(); ++c) {
    const Table& table = tables_[c];
    if (distance_m >= table.to_m || distance_m < table.from_m) continue;
    const double s_from = stretched(table.from_m);
    const double cosine = 1.0 - 2.0 * (stretched(distance_m) - s_from) / (stretched(table.to_m) - s_from);
    const double s = std::acos(std::clamp(cosine, -1.0, 1.0)) / pi * static_cast<double>(radius_nodes - 1);
    const auto r0 = std::clamp<std::size_t>(static_cast<std::size_t>(s), 1, radius_nodes - 3);
    const std::array<double, 4> wr = detail::cubic_weights(s - static_cast<double>(r0));
    double value = 0.0;
    for (std::size_t i = 0; i < 4; ++i) {
      const double* row = table.value.data() + (r0 - 1 + i) * directions;
      value += wr[i] * (wd[0] * row[d[0]] + wd[1] * row[d[1]] + wd[2] * row[d[2]] + wd[3] * row[d[3]]);
    }
    sum += std::max(0.0, value) * (class_weight.empty() ? 1.0 : class_weight[c]);
  }
  return sum;
}

double ToxicRisk::direct_class_lethality(std::size_t weather_class, double distance_m, double bearing) const {
  const WeatherPlume& plume = classes_[weather_class];
  const double distance = std::max(nearest_m, distance_m);
  const Table& table = tables_[weather_class];
  if (distance >= table.to_m) return 0.0;
  const double edge = edge_angle(plume.kernel, distance);
  if (edge <= 0.0) return 0.0;
  const double turns = (bearing + pi) / (2.0 * pi);
  const double from = 2.0 * pi * (turns - std::floor(turns));
  // Break points: panels no wider than the plume, and the jumps of the rose on either side.
  std::vector<double> breaks{0.0, edge};
  const double panel = std::clamp(plume.kernel.sigma_y(distance) / distance, 0.1 * degree, 5.0 * degree);
  for (double a = panel; a < edge; a += panel) breaks.push_back(a);
  for (const WindRose::Jump& jump : plume.rose.jumps()) {
    const double apart = circular_difference_deg(std::fmod(from / degree, 360.0), jump.degrees) * degree;
    if (apart > 0.0 && apart < edge) breaks.push_back(apart);
  }
  std::sort(breaks.begin(), breaks.end());
  double sum = 0.0;
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
    sum += detail::integrate(detail::gauss8, breaks[i], breaks[i + 1], [&](double offset) {
      return profile(plume.kernel, distance, offset) *
             (plume.rose.density(from + offset) + plume.rose.density(from - offset));
    });
  }
  return sum;
}

double ToxicRisk::direct_mean_lethality(double distance_m, double bearing) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < classes_.size(); ++i) sum += direct_class_lethality(i, distance_m, bearing);
  return sum;
}

}  // namespace batterisk
