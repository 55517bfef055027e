#include "batterisk/core/risk/toxic_risk.hpp"

#include "base/cubic.hpp"
#include "base/gauss_legendre.hpp"
#include "risk/sampled_lethality.hpp"
#include "risk/sampled_plume.hpp"

#include "batterisk/core/base/parallel.hpp"
#include "batterisk/core/base/root.hpp"

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
constexpr std::size_t directions = PolarTable::directions;
constexpr double nearest_m = 0.01;      // the source is no point in reality
constexpr double farthest_m = 20'000.0;

double circular_difference_deg(double a, double b) {
  const double d = std::abs(a - b);
  return std::min(d, 360.0 - d);
}

// Angle from the plume axis at which `excess` over the lethal edge ends, at most 90 degrees; `width`: of the plume (rad).
template <class Excess>
double edge_angle(const Excess& excess, double width) {
  if (!(excess(0.0) > 0.0)) return 0.0;
  const double step = std::clamp(width, 0.2 * degree, 10.0 * degree);
  const double last = pi / 2.0;
  double inside = 0.0;
  while (inside < last) {
    const double next = std::min(inside + step, last);
    if (!(excess(next) > 0.0)) return find_root(excess, inside, next, 1e-12);
    inside = next;
  }
  return last;
}

// Quadrature node within a whole degree from the plume axis.
struct DegreeNode {
  double sine;
  double ln_cosine;
  double beyond;  // rad, past the whole degree
  double weight;
};
using DegreeNodes = std::array<std::array<DegreeNode, 3>, 90>;

const DegreeNodes& degree_nodes() {
  static const DegreeNodes nodes = [] {
    DegreeNodes result;
    for (std::size_t p = 0; p < result.size(); ++p) {
      for (std::size_t i = 0; i < result[p].size(); ++i) {
        const detail::QuadratureNode& node = detail::gauss3[i];
        const double beyond = degree / 2.0 * (1.0 + node.x);
        const double angle = static_cast<double>(p) * degree + beyond;
        result[p][i] = {std::sin(angle), std::log(std::cos(angle)), beyond, degree / 2.0 * node.w};
      }
    }
    return result;
  }();
  return nodes;
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
    : lethality_{lethality}, classes_{std::move(classes)}, footprints_(classes_.size()) {
  if (std::isfinite(lethality_.ln_edge())) {
    sampled_lethality_ = std::make_shared<detail::SampledLethality>(lethality_);
  }
  parallel_for(classes_.size(), [this](std::size_t c) { footprints_[c] = footprint(classes_[c]); });
  for (const Footprint& f : footprints_) reach_m_ = std::max(reach_m_, f.to_m);
}

ToxicRisk::Footprint ToxicRisk::footprint(const WeatherPlume& plume) const {
  Footprint result;
  const double edge = ln_edge(plume);
  if (plume.rose.total() == 0.0 || !std::isfinite(edge)) return result;
  double to = largest_distance_m(plume.kernel, edge, farthest_m);
  for (const PlumeKernel& kernel : plume.by_wind) to = std::max(to, largest_distance_m(kernel, edge, farthest_m));
  if (to <= nearest_m) return result;
  result.to_m = to;
  if (std::isfinite(plume.ln_certain)) {
    result.flash_m = largest_distance_m(plume.kernel, plume.ln_certain, farthest_m);
  }
  // Near edge: 0 for a source that is lethal at its foot, else where the plume first comes down.
  const auto excess = [&](double x) { return plume.kernel.ln_dilution(x) - edge; };
  double outside = 0.0;
  for (double x = nearest_m; x < to; x *= 1.05) {
    if (excess(x) > 0.0) {
      if (outside > 0.0) result.from_m = find_root(excess, outside, x, 1e-12);
      break;
    }
    outside = x;
  }
  result.plume = std::make_shared<detail::SampledPlume>(plume.kernel, to);
  for (std::size_t d = 0; d < directions; ++d) {
    // Wind that carries the plume to bearing d.
    result.density[d] = plume.rose.density(static_cast<double>((d + 180) % directions) * degree);
  }
  return result;
}

std::vector<double> ToxicRisk::edges_m() const {
  std::vector<double> edges;
  for (const Footprint& f : footprints_) {
    edges.push_back(f.from_m);
    edges.push_back(f.to_m);
    edges.push_back(f.flash_m);
  }
  return edges;
}

double ToxicRisk::ln_edge(const WeatherPlume& plume) const { return std::min(lethality_.ln_edge(), plume.ln_certain); }

double ToxicRisk::profile(const WeatherPlume& plume, double distance_m, double offset) const {
  const double ln_dilution = plume.kernel.ln_dilution(distance_m * std::cos(offset), distance_m * std::sin(offset));
  return ln_dilution >= plume.ln_certain ? 1.0 : lethality_(ln_dilution);
}

void ToxicRisk::add_ring(double distance_m, std::span<const double> class_weight, PolarTable::Ring ring) const {
  for (std::size_t c = 0; c < classes_.size(); ++c) {
    const Footprint& f = footprints_[c];
    if (f.plume == nullptr || distance_m >= f.to_m || distance_m < f.from_m) continue;
    const double weight = class_weight.empty() ? 1.0 : class_weight[c];
    if (classes_[c].by_wind.empty()) {
      add_class_ring(classes_[c], f, distance_m, weight, ring);
    } else {
      add_ring_by_wind(classes_[c], distance_m, weight, ring);
    }
  }
}

// The wake changes with the wind, so the direction integral is no convolution: it is done at every fifth degree from the
// axis of the box, along and across which the wake is narrowest or widest, and the degrees between follow by cubic
// interpolation.
void ToxicRisk::add_ring_by_wind(const WeatherPlume& plume, double distance_m, double weight,
                                 PolarTable::Ring ring) const {
  constexpr std::size_t step = 5;
  constexpr std::size_t nodes = directions / step;
  std::array<double, nodes> coarse{};
  for (std::size_t k = 0; k < nodes; ++k) {
    coarse[k] = direct_by_wind(plume, distance_m, plume.wake_axis + degree * static_cast<double>(k * step));
  }
  for (std::size_t d = 0; d < directions; ++d) {
    const double turns = (degree * static_cast<double>(d) - plume.wake_axis) / (2.0 * pi);
    const double position = (turns - std::floor(turns)) * static_cast<double>(nodes);
    const auto node = std::min<std::size_t>(static_cast<std::size_t>(position), nodes - 1);
    const auto w = detail::cubic_weights(position - static_cast<double>(node));
    double value = 0.0;
    for (std::size_t j = 0; j < 4; ++j) value += w[j] * coarse[(node + nodes - 1 + j) % nodes];
    ring[d] += weight * std::max(0.0, value);
  }
}

double ToxicRisk::direct_by_wind(const WeatherPlume& plume, double distance_m, double bearing) const {
  const double edge = ln_edge(plume);
  // ln D at the receiver when the axis of the plume passes it at an angle `v`.
  const auto ln_dilution = [&](double v) {
    return kernel_in_wind(plume.by_wind, bearing + v - plume.wake_axis)
        .ln_dilution(distance_m * std::cos(v), distance_m * std::sin(v));
  };
  const double width = plume.kernel.least_sigma_y(distance_m) / distance_m;
  const double from = -edge_angle([&](double v) { return ln_dilution(-v) - edge; }, width);
  const double to = edge_angle([&](double v) { return ln_dilution(v) - edge; }, width);
  if (to - from <= 0.0) return 0.0;
  const double panel = std::clamp(width, 0.5 * degree, 5.0 * degree);
  const auto panels = static_cast<int>(std::ceil((to - from) / panel));
  std::vector<double> breaks;
  for (int k = 0; k <= panels; ++k) breaks.push_back(from + (to - from) * k / panels);
  // Along and across the box the width of the wake turns.
  const double quarter = pi / 2.0;
  for (double v = std::ceil((bearing + from - plume.wake_axis) / quarter) * quarter - bearing + plume.wake_axis; v < to;
       v += quarter) {
    breaks.push_back(v);
  }
  std::sort(breaks.begin(), breaks.end());
  double sum = 0.0;
  for (std::size_t k = 0; k + 1 < breaks.size(); ++k) {
    sum += detail::integrate(detail::gauss4, breaks[k], breaks[k + 1], [&](double v) {
      const double ln_d = ln_dilution(v);
      const double p = ln_d >= plume.ln_certain ? 1.0 : lethality_(ln_d);
      return p * plume.rose.density(bearing + v + pi);
    });
  }
  return sum;
}

// Quadrature of the lethality profile of one class over each whole degree from the plume axis, then its convolution with
// the rose, of which only the jumps are needed (WindRose).
void ToxicRisk::add_class_ring(const WeatherPlume& plume, const Footprint& f, double distance_m, double weight,
                               PolarTable::Ring ring) const {
  const WindRose& rose = plume.rose;
  const double ln_distance = std::log(distance_m);
  const double lethal = ln_edge(plume);
  const auto lethality = [&](double ln_d) {
    if (ln_d >= plume.ln_certain) return 1.0;
    return sampled_lethality_ ? (*sampled_lethality_)(ln_d) : 0.0;
  };
  const auto ln_dilution = [&](double sine, double ln_cosine) {
    return f.plume->ln_dilution(ln_distance + ln_cosine, distance_m * sine);
  };
  const double edge = edge_angle(
      [&](double offset) { return ln_dilution(std::sin(offset), std::log(std::cos(offset))) - lethal; },
      f.plume->least_angular_width(ln_distance));
  if (edge <= 0.0) return;
  const auto panels = static_cast<std::size_t>(std::ceil(edge / degree));
  const auto whole = static_cast<std::size_t>(edge / degree);
  const bool linear = rose.shape() == RoseShape::Lineair;
  std::array<double, 92> moment;   // first moments about the whole degrees, or masses beyond them
  double mass = 0.0;    // integral of P from the current degree to the edge
  double first = 0.0;   // integral of (v - u) P, u the current degree
  for (std::size_t p = panels; p-- > 0;) {
    double panel_mass = 0.0;
    double panel_first = 0.0;
    if (p < whole) {
      for (const DegreeNode& node : degree_nodes()[p]) {
        const double weighted = node.weight * lethality(ln_dilution(node.sine, node.ln_cosine));
        panel_mass += weighted;
        panel_first += weighted * node.beyond;
      }
    } else {
      const double a = static_cast<double>(p) * degree;
      const double half = (edge - a) / 2.0;
      for (const detail::QuadratureNode& node : detail::gauss4) {
        const double beyond = half * (1.0 + node.x);
        const double weighted = half * node.w *
                                lethality(ln_dilution(std::sin(a + beyond), std::log(std::cos(a + beyond))));
        panel_mass += weighted;
        panel_first += weighted * beyond;
      }
    }
    first += mass * degree + panel_first;
    mass += panel_mass;
    moment[p] = linear ? first : mass;
  }
  for (std::size_t d = 0; d < directions; ++d) ring[d] += weight * 2.0 * mass * f.density[d];
  // About each jump the moments, mirrored: the same sign for a jump in slope, the other for a jump in value, which at
  // the step itself counts as after it.
  std::array<double, 183> about;
  for (std::size_t k = 0; k < panels; ++k) {
    about[panels - 1 + k] = weight * (linear ? moment[k] : -moment[k]);
    if (k > 0) about[panels - 1 - k] = weight * moment[k];
  }
  std::array<double, 2 * directions> turned{};
  for (const WindRose::Jump& jump : rose.jumps()) {
    // The bearing of wind from the jump, less the panels, within the first turn.
    const auto start = static_cast<std::size_t>(jump.degrees + 180 + 360 + 1 - static_cast<int>(panels)) % directions;
    for (std::size_t k = 0; k + 1 < 2 * panels; ++k) turned[start + k] += jump.value * about[k];
  }
  for (std::size_t d = 0; d < directions; ++d) ring[d] += turned[d] + turned[d + directions];
}

double ToxicRisk::direct_class_lethality(std::size_t weather_class, double distance_m, double bearing) const {
  const WeatherPlume& plume = classes_[weather_class];
  const double distance = std::max(nearest_m, distance_m);
  if (distance >= footprints_[weather_class].to_m) return 0.0;
  if (!plume.by_wind.empty()) return direct_by_wind(plume, distance, bearing);
  const double width = plume.kernel.least_sigma_y(distance) / distance;
  const double lethal = ln_edge(plume);
  const double edge = edge_angle(
      [&](double offset) {
        return plume.kernel.ln_dilution(distance * std::cos(offset), distance * std::sin(offset)) - lethal;
      },
      width);
  if (edge <= 0.0) return 0.0;
  const double turns = (bearing + pi) / (2.0 * pi);
  const double from = 2.0 * pi * (turns - std::floor(turns));
  // Break points: panels no wider than the plume, and the jumps of the rose on either side.
  std::vector<double> breaks{0.0, edge};
  const double panel = std::clamp(width, 0.1 * degree, 5.0 * degree);
  for (double a = panel; a < edge; a += panel) breaks.push_back(a);
  for (const WindRose::Jump& jump : plume.rose.jumps()) {
    const double apart = circular_difference_deg(std::fmod(from / degree, 360.0), jump.degrees) * degree;
    if (apart > 0.0 && apart < edge) breaks.push_back(apart);
  }
  std::sort(breaks.begin(), breaks.end());
  double sum = 0.0;
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
    sum += detail::integrate(detail::gauss8, breaks[i], breaks[i + 1], [&](double offset) {
      return profile(plume, distance, offset) *
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
