#include "risk/domino_table.hpp"

#include "base/cubic.hpp"
#include "base/quick_angle.hpp"
#include "risk/pair_lethality.hpp"
#include "risk/pair_wind.hpp"
#include "risk/sampled_plume.hpp"

#include "batterisk/core/base/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <vector>

namespace batterisk::detail {
namespace {

using std::numbers::pi;

constexpr double first_m = 0.01;  // a fire is no point in reality; the table starts here
constexpr double around_m = 1.5;  // near the fires the field varies with ln(R + around)
// Among the fires themselves the field is flatter: fewer nodes.
constexpr double near_nodes_per_doubling = 7.0;
constexpr double far_nodes_per_doubling = 9.0;
constexpr std::size_t fewest_nodes = 5;
constexpr double wide_panel = 2.0;
constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

double doublings(double from_m, double to_m) { return std::log2((to_m + around_m) / (from_m + around_m)); }

std::size_t nodes_between(double per_doubling, double from_m, double to_m) {
  return std::max(fewest_nodes, static_cast<std::size_t>(std::ceil(per_doubling * doublings(from_m, to_m))));
}

// Radius of a node: those of a cosine, just inside the ends.
double radius_of(std::size_t node, std::size_t nodes, double from_m, double to_m) {
  constexpr double inside = 1e-10;
  const double t = static_cast<double>(node) / static_cast<double>(nodes - 1);
  return from_m + std::clamp((1.0 - std::cos(pi * t)) / 2.0, inside, 1.0 - inside) * (to_m - from_m);
}

// Smoke of both fires in one class, for inner loops.
struct Smokes {
  SampledPlume first;
  SampledPlume second;
};

// ln(C/Q) of the smokes at one place as functions of the direction in which the wind blows.
class SmokesAt {
 public:
  SmokesAt(const Smokes& smokes, RdPoint from_first, RdPoint from_second)
      : smokes_{&smokes}, from_first_{from_first}, from_second_{from_second} {}

  template <class Use>
  double operator()(double towards, const Use& use) const {
    const double east = std::sin(towards);
    const double north = std::cos(towards);
    return use(ln_dilution(smokes_->first, from_first_, east, north), ln_dilution(smokes_->second, from_second_, east, north));
  }

 private:
  static double ln_dilution(const SampledPlume& plume, RdPoint p, double east, double north) {
    const double x = p.x * east + p.y * north;
    return x > 0.0 ? plume.ln_dilution(std::log(x), p.x * north - p.y * east) : minus_infinity;
  }

  const Smokes* smokes_;
  RdPoint from_first_;
  RdPoint from_second_;
};

RdPoint difference(RdPoint a, RdPoint b) { return {a.x - b.x, a.y - b.y}; }

PairBearings bearings_at(const Smokes& smokes, RdPoint from_first, RdPoint from_second) {
  PairBearings at{};
  at.to_first = bearing_rad({0.0, 0.0}, from_first);
  at.turn = std::remainder(bearing_rad({0.0, 0.0}, from_second) - at.to_first, 2.0 * pi);
  const double nearest =
      std::max(0.5, std::min(std::hypot(from_first.x, from_first.y), std::hypot(from_second.x, from_second.y)));
  at.width = std::clamp(smokes.first.angular_width(std::log(nearest)), 0.01, 0.4);
  at.least_width = std::clamp(smokes.first.least_angular_width(std::log(nearest)), 0.01, 0.4);
  return at;
}

// Density of the wind on the finer bearings; corners of a linear rose lie on them.
template <std::size_t Bearings, std::size_t Reach>
class FineRose {
 public:
  explicit FineRose(const WindRose& rose) {
    for (std::size_t i = 0; i < density_.size(); ++i) {
      density_[i] = static_cast<float>(rose.density(static_cast<double>(i) * step));
    }
  }

  /// Adds `part` of the density at `direction` and at the finer bearings about it.
  void add(double direction, double part, std::array<float, Reach>& sum) const {
    double position = direction / step - static_cast<double>(Reach / 2);
    position -= static_cast<double>(Bearings) * std::floor(position / static_cast<double>(Bearings));
    const auto first = std::min<std::size_t>(static_cast<std::size_t>(position), Bearings - 1);
    const double t = part * (position - static_cast<double>(first));
    const float here = static_cast<float>(part - t);
    const float next = static_cast<float>(t);
    const float* d = density_.data() + first;
    for (std::size_t o = 0; o < Reach; ++o) sum[o] += here * d[o] + next * d[o + 1];
  }

 private:
  static constexpr double step = 2.0 * pi / static_cast<double>(Bearings);
  std::array<float, Bearings + Reach + 1> density_{};
};

template <class Row>
void close(Row& row) {
  const std::size_t n = row.size() - 3;
  row[0] = row[n];
  row[n + 1] = row[1];
  row[n + 2] = row[2];
}

}  // namespace

DominoTable::DominoTable(const DominoRisk& risk)
    : risk_{&risk}, axis_{bearing_rad({0.0, 0.0}, risk.offset())}, near_m_{std::max(risk.heat_reach_m(), 2.0 * first_m)} {
  std::vector<Smokes> smokes;
  for (std::size_t c = 0; c < risk.classes().size(); ++c) {
    const double farthest = risk.smoke_bounds_m()[c] + std::hypot(risk.offset().x, risk.offset().y);
    SampledPlume first(risk.classes()[c].first, farthest);
    smokes.push_back({first, risk.equal_smoke() ? first : SampledPlume(risk.classes()[c].second, farthest)});
  }
  const std::size_t classes = smokes.size();
  // The smoke is symmetric about the line through both fires, and for equal fires about their middle too.
  const std::size_t base = risk.equal_smoke() ? bearings / 4 + 1 : bearings / 2 + 1;
  const auto images = [&](std::size_t j) {
    std::array<std::size_t, 4> result{j, (bearings - j) % bearings, 0, 0};
    result[2] = (j + bearings / 2) % bearings;
    result[3] = (bearings + bearings / 2 - j) % bearings;
    return result;
  };
  const std::size_t image_count = risk.equal_smoke() ? 4 : 2;

  // Where the footprint of each class closes along each bearing.
  class_edge_.assign(classes, {});
  const auto edge_along = [&](std::size_t c, std::size_t j) {
    const auto lethal = [&](double radius) {
      const RdPoint p = place(j, radius);
      const RdPoint from_second = difference(p, risk.offset());
      const PairBearings at = bearings_at(smokes[c], p, from_second);
      const SmokesAt smoke(smokes[c], p, from_second);
      const int steps = std::abs(at.turn) < 0.15 ? 4 : 12;  // far away both fires lie in one direction
      for (int k = 0; k <= steps; ++k) {
        if (smoke(at.to_first + at.turn * k / steps,
                  [&](double a, double b) { return risk.lethality().excess(a, b); }) >= 0.0) {
          return true;
        }
      }
      return false;
    };
    constexpr double step = 1.1;
    double outside = risk.smoke_bounds_m()[c];
    double inside = outside;
    while (inside > around_m && !lethal(inside)) {
      outside = inside;
      inside /= step;
    }
    if (inside <= around_m) return 0.0;
    while (outside - inside > 5e-4 * outside) {
      const double half = (inside + outside) / 2.0;
      (lethal(half) ? inside : outside) = half;
    }
    return outside;
  };
  parallel_for(classes * base, [&](std::size_t i) {
    const std::size_t c = i / base;
    const std::size_t j = i % base;
    const double end = edge_along(c, j);
    for (std::size_t k = 0; k < image_count; ++k) class_edge_[c][images(j)[k]] = end;
  });

  // Spans of the near part, for each class in turn, and of the far part, which end at the edges.
  std::size_t rows = 0;
  near_border_ = {first_m};
  const double at_fires = std::hypot(risk.middle().x, risk.middle().y);  // the field has its tops there
  for (double r = 3.0 * around_m; r < near_m_ / 1.5; r = 2.0 * (r + around_m) - around_m) near_border_.push_back(r);
  if (at_fires > 1.2 * first_m && at_fires < near_m_) near_border_.push_back(at_fires);
  near_border_.push_back(near_m_);
  std::sort(near_border_.begin(), near_border_.end());
  for (std::size_t s = 0; s + 1 < near_border_.size(); ++s) {
    near_.push_back({nodes_between(near_nodes_per_doubling, near_border_[s], near_border_[s + 1]), rows});
    rows += near_.back().nodes * classes;
  }
  edge_.assign(classes, {});
  for (std::size_t j = 0; j < bearings; ++j) {
    std::vector<double> ends;
    for (std::size_t c = 0; c < classes; ++c) ends.push_back(std::max(near_m_, class_edge_[c][j]));
    std::sort(ends.begin(), ends.end());
    for (std::size_t s = 0; s < classes; ++s) edge_[s][j + 1] = ends[s];
    reach_m_ = std::max(reach_m_, ends.back());
  }
  for (EdgeRow& row : edge_) close(row);
  for (std::size_t k = 0; k < fine_bearings; ++k) {
    const Columns at = columns(static_cast<double>(k) / static_cast<double>(fine_bearings), bearings);
    for (std::size_t s = 0; s < classes; ++s) {
      double& end = fine_edge_[k + 1][s];
      for (std::size_t i = 0; i < 4; ++i) end += at.weight[i] * edge_[s][at.first + i];
    }
  }
  close(fine_edge_);
  for (std::size_t s = 0; s < classes; ++s) {
    std::size_t nodes = 0;
    for (std::size_t j = 0; j < bearings; ++j) {
      const double from = s == 0 ? near_m_ : edge_[s - 1][j + 1];
      if (edge_[s][j + 1] > from) nodes = std::max(nodes, nodes_between(far_nodes_per_doubling, from, edge_[s][j + 1]));
    }
    far_.push_back({nodes, rows});
    rows += nodes;
  }

  // Weight of a profile at the finer bearings about its own: cubic interpolation.
  std::array<float, reach> blend{};
  for (std::size_t o = 0; o < reach; ++o) {
    const double t = std::abs(static_cast<double>(o) - static_cast<double>(reach / 2)) / static_cast<double>(finer);
    blend[o] = static_cast<float>(t < 1.0 ? (1.0 - t) * (1.0 + t) * (2.0 - t) / 2.0 : (1.0 - t) * (2.0 - t) * (3.0 - t) / 6.0);
  }
  std::vector<FineRose<fine_bearings, reach>> roses;
  for (const DominoRisk::ClassPlumes& plumes : risk.classes()) roses.emplace_back(plumes.rose);

  value_.assign(rows, {});
  // Adds the mean over the wind of one class to a row, about one bearing and its images.
  const auto add = [&](std::size_t j, std::size_t c, double radius, Row& row) {
    const std::array<std::size_t, 4> columns = images(j);
    const RdPoint p = place(j, radius);
    const RdPoint from_second = difference(p, risk.offset());
    const SmokesAt smoke(smokes[c], p, from_second);
    const double bearing = bearing_of(j);
    std::array<std::array<float, reach>, 4> mean{};
    for_lethal_directions(
        gauss3, wide_panel, bearings_at(smokes[c], p, from_second), {},
        [&](double towards) { return smoke(towards, [&](double a, double b) { return risk.lethality().excess(a, b); }); },
        [&](double towards, double weight) {
          const double part = weight * smoke(towards, [&](double a, double b) { return risk.lethality().sampled(a, b); });
          for (std::size_t k = 0; k < image_count; ++k) {
            const double turned = (k == 1 || k == 3) ? bearing - towards : towards - bearing;
            roses[c].add(bearing_of(columns[k]) + turned + pi, part, mean[k]);
          }
        });
    for (std::size_t k = 0; k < image_count; ++k) {
      // On the line of symmetry two images are one bearing.
      const auto end = columns.begin() + static_cast<std::ptrdiff_t>(k);
      if (std::find(columns.begin(), end, columns[k]) != end) continue;
      for (std::size_t o = 0; o < reach; ++o) {
        row[(finer * columns[k] + fine_bearings + o - reach / 2) % fine_bearings + 1] += blend[o] * mean[k][o];
      }
    }
  };
  const auto fill_near = [&](std::size_t s, std::size_t node, std::size_t c) {
    const double radius = radius_of(node, near_[s].nodes, near_border_[s], near_border_[s + 1]);
    for (std::size_t j = 0; j < base; ++j) add(j, c, radius, value_[near_[s].first + c * near_[s].nodes + node]);
  };
  const auto fill_far = [&](std::size_t s, std::size_t node) {
    for (std::size_t j = 0; j < base; ++j) {
      const double from = s == 0 ? near_m_ : edge_[s - 1][j + 1];
      const double radius = radius_of(node, far_[s].nodes, from, edge_[s][j + 1]);
      for (std::size_t c = 0; c < classes; ++c) {
        if (class_edge_[c][j] > radius) add(j, c, radius, value_[far_[s].first + node]);
      }
    }
  };
  // A row at a time: within one the profiles of neighbouring bearings overlap, and are added in their order.
  struct Work {
    std::size_t span;
    std::size_t node;
    std::optional<std::size_t> near_class;
  };
  std::vector<Work> work;
  for (std::size_t s = 0; s < near_.size(); ++s) {
    for (std::size_t i = 0; i < near_[s].nodes; ++i) {
      for (std::size_t c = 0; c < classes; ++c) work.push_back({s, i, c});
    }
  }
  for (std::size_t s = 0; s < classes; ++s) {
    for (std::size_t i = 0; i < far_[s].nodes; ++i) work.push_back({s, i, std::nullopt});
  }
  parallel_for(work.size(), [&](std::size_t i) {
    const Work& w = work[i];
    if (w.near_class) {
      fill_near(w.span, w.node, *w.near_class);
    } else {
      fill_far(w.span, w.node);
    }
  }, 4);
  for (Row& row : value_) close(row);
}

DominoTable::Columns DominoTable::columns(double turns, std::size_t of) {
  const double position = (turns - std::floor(turns)) * static_cast<double>(of);
  Columns at{};
  at.first = std::min<std::size_t>(static_cast<std::size_t>(position), of - 1);
  at.weight = cubic_weights(position - static_cast<double>(at.first));
  return at;
}

double DominoTable::bearing_of(std::size_t bearing) const {
  return axis_ + 2.0 * pi * static_cast<double>(bearing) / static_cast<double>(bearings);
}

RdPoint DominoTable::place(std::size_t bearing, double radius) const {
  return point_at(risk_->middle(), bearing_of(bearing), radius);
}

// Cubic interpolation in four columns and four of the rows from `first` on.
double DominoTable::read(std::size_t first, std::size_t nodes, double from_m, double to_m, double radius,
                         const Columns& at) const {
  const double position =
      quick_cosine_position((radius - from_m) / (to_m - from_m)) * static_cast<double>(nodes - 1);
  const auto node = std::clamp<std::size_t>(static_cast<std::size_t>(position), 1, nodes - 3);
  const auto w = cubic_weights(position - static_cast<double>(node));
  const Row* row = value_.data() + first + node - 1;
  std::array<float, 4> column{};  // the four columns together
  for (std::size_t i = 0; i < 4; ++i) {
    const float weight = static_cast<float>(w[i]);
    const float* value = row[i].data() + at.first;
    for (std::size_t k = 0; k < 4; ++k) column[k] += weight * value[k];
  }
  double value = 0.0;
  for (std::size_t k = 0; k < 4; ++k) value += at.weight[k] * static_cast<double>(column[k]);
  return std::max(0.0, value);
}

double DominoTable::mean_lethality(double from_middle_m, double turns) const {
  const double r = std::max(first_m, from_middle_m);
  if (r >= reach_m_) return 0.0;
  const Columns at = columns(turns - axis_ / (2.0 * pi), fine_bearings);
  if (r < near_m_) return near_lethality(point_at(risk_->middle(), 2.0 * pi * turns, r), r, at);
  Ends end{};
  for (std::size_t i = 0; i < 4; ++i) {
    const Ends& ends = fine_edge_[at.first + i];
    for (std::size_t s = 0; s < end.size(); ++s) end[s] += at.weight[i] * ends[s];
  }
  double from = near_m_;
  for (std::size_t s = 0; s < far_.size(); ++s) {
    if (far_[s].nodes == 0) continue;
    if (r < end[s]) return read(far_[s].first, far_[s].nodes, std::min(from, r), end[s], r, at);
    from = std::max(from, end[s]);
  }
  return 0.0;
}

double DominoTable::near_lethality(RdPoint from_first, double radius, const Columns& at) const {
  // At the fires themselves the field has a sharp top.
  constexpr double sharp_m = 2.0;
  if (std::min(distance_m(from_first, {0.0, 0.0}), distance_m(from_first, risk_->offset())) < sharp_m) {
    return risk_->direct_mean_lethality(from_first);
  }
  const auto border = std::upper_bound(near_border_.begin() + 1, near_border_.end() - 1, radius);
  const auto s = static_cast<std::size_t>(border - near_border_.begin()) - 1;
  double sum = 0.0;
  for (std::size_t c = 0; c < class_edge_.size(); ++c) {
    const double heat = risk_->heat_lethality(c, from_first);
    sum += heat * risk_->classes()[c].rose.total() +
           (1.0 - heat) * read(near_[s].first + c * near_[s].nodes, near_[s].nodes, near_border_[s], near_border_[s + 1],
                               radius, at);
  }
  return sum;
}

}  // namespace batterisk::detail
