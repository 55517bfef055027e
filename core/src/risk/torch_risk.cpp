#include "batterisk/core/risk/torch_risk.hpp"

#include "base/cubic.hpp"
#include "base/sampled.hpp"
#include "risk/flame_directions.hpp"
#include "risk/torch_flux_map.hpp"

#include "batterisk/core/base/normal.hpp"
#include "batterisk/core/base/parallel.hpp"
#include "batterisk/core/base/root.hpp"
#include "batterisk/core/dossier/footprint.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace batterisk {
namespace {

using std::numbers::pi;

constexpr double degree = pi / 180.0;
constexpr double certain_survival = 1e-12;
// Bearings from the long axis to 90 degrees, in two pieces that meet at the corner of the enclosure, where the base
// of the flame turns. Just past the corner the distance to the wall changes fast with the bearing: they crowd there,
// and a long wall has more of them.
constexpr std::size_t end_bearings = 5;
std::size_t side_bearings(double length_m, double width_m) {
  return std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(6.0 * length_m / width_m)), 14, 120);
}
double bearing_of(std::size_t b, std::size_t bearings, double corner) {
  if (b < end_bearings) return corner * static_cast<double>(b) / static_cast<double>(end_bearings - 1);
  const double t = static_cast<double>(b - end_bearings) / static_cast<double>(bearings - end_bearings - 1);
  return corner + (pi / 2.0 - corner) * t * t;
}
constexpr double wanted_step_m = 0.5;
const double ln_floor = std::log(1e-18);
constexpr double infinity = std::numeric_limits<double>::infinity();

double folded(double from_axis) {
  double a = std::fmod(std::abs(from_axis), pi);
  if (a > pi / 2.0) a = pi - a;
  return a;
}

// Position of the receiver in the frame of a flame.
struct Local {
  double x;
  double y;
};

// How a flame stands to a receiver on one bearing.
struct FlameView {
  double cosine;  // of the angle from the flame to the bearing
  double sine;
  double wall_m;  // from the centre to the base of the flame

  [[nodiscard]] Local at(double distance_m) const { return {distance_m * cosine - wall_m, distance_m * sine}; }
};

// The flames about a box for receivers on the bearing `from_axis`. The base of the flame turns a corner of the enclosure
// at four directions, which are break points.
class FlamesAbout {
 public:
  FlamesAbout(double length_m, double width_m, double from_axis)
      : length_m_{length_m}, width_m_{width_m}, from_axis_{from_axis} {}

  [[nodiscard]] FlameView operator()(double flame) const {
    const double angle = from_axis_ - flame;
    return {std::cos(angle), std::sin(angle), wall_distance_m(length_m_, width_m_, flame)};
  }
  [[nodiscard]] std::vector<double> breaks() const;

 private:
  double length_m_;
  double width_m_;
  double from_axis_;
};

std::vector<double> FlamesAbout::breaks() const {
  constexpr int panels = 24;
  std::vector<double> breaks;
  for (int i = 0; i <= panels; ++i) breaks.push_back(from_axis_ - pi + 2.0 * pi * i / panels);
  const double corner = std::atan2(width_m_, length_m_);
  const double first = breaks.front();
  for (const double azimuth : {corner, pi - corner, pi + corner, 2.0 * pi - corner}) {
    breaks.push_back(first + std::fmod(azimuth - first + 8.0 * pi, 2.0 * pi));
  }
  std::sort(breaks.begin(), breaks.end());
  return breaks;
}

// `(1/2pi) integral P dphi` over the flame direction, for ln of the flux in the flame's frame (infinite within the flame)
// and the probability of death at it.
template <class Rule, class Flames, class LnFlux, class Lethality>
double direction_mean(const Rule& rule, const FlamesAbout& about, const Flames& flames, double distance_m,
                      detail::LnFluxRange range, const LnFlux& ln_flux, const Lethality& lethality) {
  return detail::death_over_directions(
             rule, flames, range, about, [&](const FlameView& view) { return ln_flux(view.at(distance_m)); }, lethality) /
         (2.0 * pi);
}

}  // namespace

TorchRisk::TorchRisk(const Torch& torch, const ThermalLine& lethality, Length length, Length width, double below_m,
                     std::optional<HeatFlux> outline)
    : torch_{torch}, line_{lethality}, length_m_{length.m()}, width_m_{width.m()}, below_m_{below_m} {
  constexpr double less = 0.8;  // so that an outline lies well within the map
  negligible_flux_ = outline ? less * outline->w_per_m2()
                             : std::min(std::exp((normal_quantile(certain_survival) - line_.intercept) / line_.slope),
                                        line_.certain_w_per_m2);
  const double half_diagonal = std::hypot(length_m_, width_m_) / 2.0;
  const double flame_reach = torch_axis_distance(torch_, HeatFlux::w_per_m2(negligible_flux_)).m();
  reach_m_ = half_diagonal + flame_reach;
  map_ = std::make_shared<const detail::TorchFluxMap>(torch_, flame_reach, HeatFlux::w_per_m2(negligible_flux_), below_m_);
  rows_ = bearings_ = 0;
  if (outline) return;
  // Distances count from the wall along the bearing: that takes most of the bearing's influence away.
  first_m_ = -half_diagonal;
  const double span = reach_m_ - width_m_ / 2.0 - first_m_;
  rows_ = static_cast<std::size_t>(std::ceil(span / wanted_step_m)) + 1;
  step_m_ = span / static_cast<double>(rows_ - 1);
  bearings_ = end_bearings + side_bearings(length_m_, width_m_);
  ln_mean_.assign(rows_ * bearings_, ln_floor);
  const auto ln_flux = [this](Local p) {
    return torch_.contains(p.x, p.y, below_m_) ? infinity : map_->ln_flux(p.x, p.y);
  };
  const detail::LnFluxRange range{std::log(negligible_flux_), std::log(line_.certain_w_per_m2)};
  const double low = std::min(range.negligible, range.certain - 0.1);
  constexpr double ln_step = 0.02;
  const detail::Sampled<1> sampled(low, range.certain, ln_step, [&](double ln_q) {
    return std::array{normal_cdf(line_.intercept + line_.slope * ln_q)};
  });
  const auto probability = [&](double ln_q) { return ln_q >= range.certain ? 1.0 : sampled(ln_q)[0]; };
  const double corner = std::atan2(width_m_, length_m_);
  constexpr double long_row = 4.0;  // length over width from which the wall distance turns fast at the corners
  const auto fill_by = [&](const auto& rule) {
    parallel_for(bearings_, [&](std::size_t b) {
      const double bearing = bearing_of(b, bearings_, corner);
      const FlamesAbout about(length_m_, width_m_, bearing);
      const auto flames = detail::directions_of(rule, about.breaks(), about);
      for (std::size_t r = 0; r < rows_; ++r) {
        const double distance =
            std::max(0.0, first_m_ + static_cast<double>(r) * step_m_ + wall_distance_m(length_m_, width_m_, bearing));
        const double mean = direction_mean(rule, about, flames, distance, range, ln_flux, probability);
        ln_mean_[r * bearings_ + b] = mean > 0.0 ? std::max(ln_floor, std::log(mean)) : ln_floor;
      }
    });
  };
  length_m_ > long_row * width_m_ ? fill_by(detail::gauss8) : fill_by(detail::gauss4);
}

double TorchRisk::direct_mean_lethality(double distance_m, double from_axis) const {
  if (distance_m >= reach_m_) return 0.0;
  const auto ln_flux = [this](Local p) {
    return torch_.contains(p.x, p.y, below_m_) ? infinity : std::log(torch_.flux_w_per_m2(p.x, p.y, below_m_));
  };
  const detail::LnFluxRange range{std::log(negligible_flux_), std::log(line_.certain_w_per_m2)};
  const FlamesAbout about(length_m_, width_m_, from_axis);
  return direction_mean(detail::gauss8, about, detail::directions_of(detail::gauss8, about.breaks(), about), distance_m, range,
                        ln_flux, [this](double ln_q) { return line_.lethality(std::exp(ln_q)); });
}

double TorchRisk::mean_lethality(double distance_m, double from_axis) const {
  if (distance_m >= reach_m_) return 0.0;
  const double angle = folded(from_axis);
  const double r = (distance_m - wall_distance_m(length_m_, width_m_, angle) - first_m_) / step_m_;
  if (r >= static_cast<double>(rows_ - 1)) return 0.0;
  const auto r0 = std::clamp<std::size_t>(static_cast<std::size_t>(r), 1, rows_ - 3);
  const double corner = std::atan2(width_m_, length_m_);
  const bool at_end = angle < corner;
  const std::size_t nodes = at_end ? end_bearings : bearings_ - end_bearings;
  const double t = at_end ? angle / corner : std::sqrt((angle - corner) / (pi / 2.0 - corner));
  const double b = t * static_cast<double>(nodes - 1);
  const auto b0 = std::clamp<std::size_t>(static_cast<std::size_t>(b), 1, nodes - 3);
  const auto wr = detail::cubic_weights(r - static_cast<double>(r0));
  const auto wb = detail::cubic_weights(b - static_cast<double>(b0));
  const std::size_t column = (at_end ? 0 : end_bearings) + b0 - 1;
  double ln_mean = 0.0;
  for (std::size_t i = 0; i < 4; ++i) {
    const double* row = ln_mean_.data() + (r0 - 1 + i) * bearings_;
    ln_mean += wr[i] * (wb[0] * row[column] + wb[1] * row[column + 1] + wb[2] * row[column + 2] + wb[3] * row[column + 3]);
  }
  return ln_mean <= ln_floor + 1.0 ? 0.0 : std::exp(ln_mean);
}

double TorchRisk::envelope_m(HeatFlux limit, double from_axis) const {
  // Extent along the bearing of the region of one flame; 0 when the flame does not reach the bearing.
  const auto extent = [&](double flame, const auto& flux, double step) {
    const double base = wall_distance_m(length_m_, width_m_, flame);
    const double c = std::cos(from_axis - flame);
    const double s = std::sin(from_axis - flame);
    const auto excess = [&](double r) { return flux(r * c - base, r * s) / limit.w_per_m2() - 1.0; };
    double r = reach_m_;
    while (r > 0.0 && excess(r) < 0.0) r -= step;
    return r <= 0.0 ? 0.0 : find_root(excess, r, std::min(r + step, reach_m_), 1e-10);
  };
  const auto mapped = [this](double x, double y) { return std::exp(map_->ln_flux(x, y)); };
  const auto exact = [this](double x, double y) { return torch_.flux_w_per_m2(x, y, below_m_); };
  // A flame beside the bearing can reach further only where it starts nearer to a corner: scan, then golden section.
  constexpr double scan = 3.0 * degree;
  const double coarse = torch_.length().m() / 10.0;
  double best_angle = from_axis;
  double best = extent(from_axis, mapped, coarse);
  for (int i = -8; i <= 8; ++i) {
    const double e = extent(from_axis + scan * i, mapped, coarse);
    if (e > best + 1e-9) {
      best = e;
      best_angle = from_axis + scan * i;
    }
  }
  double low = best_angle - scan;
  double high = best_angle + scan;
  constexpr double golden = 0.6180339887498949;
  while (high - low > 1e-4) {
    const double a = high - golden * (high - low);
    const double b = low + golden * (high - low);
    if (extent(a, mapped, coarse) > extent(b, mapped, coarse)) {
      high = b;
    } else {
      low = a;
    }
  }
  return std::max(extent((low + high) / 2.0, exact, coarse), extent(from_axis, exact, coarse));
}

}  // namespace batterisk
