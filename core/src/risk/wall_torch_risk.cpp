#include "batterisk/core/risk/wall_torch_risk.hpp"

#include "risk/flame_directions.hpp"
#include "risk/torch_flux_map.hpp"

#include "batterisk/core/base/normal.hpp"
#include "batterisk/core/base/root.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace batterisk {
namespace {

using std::numbers::pi;

constexpr double certain_survival = 1e-12;
constexpr double widest_panel = pi / 12.0;

double dot(RdPoint a, RdPoint b) { return a.x * b.x + a.y * b.y; }

RdPoint moved(RdPoint p, RdPoint along, double by) { return {p.x + by * along.x, p.y + by * along.y}; }

}  // namespace

WallTorchRisk::WallTorchRisk(const Torch& torch, const ThermalLine& lethality, const TorchSource& source, double below_m)
    : torch_{torch},
      line_{lethality},
      length_m_{source.length.m()},
      width_m_{source.width.m()},
      below_m_{below_m} {
  negligible_flux_ = std::min(std::exp((normal_quantile(certain_survival) - line_.intercept) / line_.slope),
                              line_.certain_w_per_m2);
  flame_reach_m_ = torch_axis_distance(torch_, HeatFlux::w_per_m2(negligible_flux_)).m();
  reach_m_ = std::hypot(length_m_, width_m_) / 2.0 + flame_reach_m_;
  map_ = std::make_shared<const detail::TorchFluxMap>(torch_, flame_reach_m_, HeatFlux::w_per_m2(negligible_flux_),
                                                         below_m_);
  for (const TorchOpening& o : source.openings) {
    const WallFrame wall = wall_frame(o.wall, length_m_, width_m_);
    exits_.push_back({wall, moved(wall.middle, wall.along, o.offset.m()), false, std::atan2(wall.out.y, wall.out.x),
                      o.spread.rad(), o.share / (2.0 * o.spread.rad())});
  }
  if (!source.openings.empty()) return;
  const double corner = std::atan2(width_m_, length_m_);
  for (const Wall side : {Wall::KopA, Wall::LangA, Wall::KopB, Wall::LangB}) {
    const WallFrame wall = wall_frame(side, length_m_, width_m_);
    const bool end = side == Wall::KopA || side == Wall::KopB;
    exits_.push_back({wall, {}, true, std::atan2(wall.out.y, wall.out.x), end ? corner : pi / 2.0 - corner,
                      1.0 / (2.0 * pi)});
  }
}

template <class LnFlux>
double WallTorchRisk::mean(RdPoint place, const LnFlux& ln_flux) const {
  const detail::LnFluxRange range{std::log(negligible_flux_), std::log(line_.certain_w_per_m2)};
  double sum = 0.0;
  for (const Exit& exit : exits_) {
    const RdPoint from_wall{place.x - exit.wall.middle.x, place.y - exit.wall.middle.y};
    if (dot(from_wall, exit.wall.out) <= 0.0) continue;
    const int panels = std::max(1, static_cast<int>(std::ceil(2.0 * exit.half / widest_panel)));
    std::vector<double> breaks;
    for (int i = 0; i <= panels; ++i) breaks.push_back(exit.middle + exit.half * (2.0 * i / panels - 1.0));
    const auto place_from = [&](double flame) {
      const RdPoint axis{std::cos(flame), std::sin(flame)};
      const RdPoint base = exit.moving ? moved({0.0, 0.0}, axis, wall_distance_m(length_m_, width_m_, flame)) : exit.base;
      const RdPoint d{place.x - base.x, place.y - base.y};
      return RdPoint{dot(d, axis), d.y * axis.x - d.x * axis.y};
    };
    sum += exit.per_radian *
           detail::death_over_directions(
               detail::gauss8, detail::directions_of(detail::gauss8, std::move(breaks), place_from), range, place_from,
               [&](RdPoint p) { return ln_flux(p.x, p.y); }, [this](double ln_q) { return line_.lethality(std::exp(ln_q)); });
  }
  return sum;
}

double WallTorchRisk::mean_lethality(RdPoint place) const {
  if (std::hypot(place.x, place.y) >= reach_m_) return 0.0;
  return mean(place, [this](double x, double y) {
    return torch_.contains(x, y, below_m_) ? std::numeric_limits<double>::infinity() : map_->ln_flux(x, y);
  });
}

double WallTorchRisk::direct_mean_lethality(RdPoint place) const {
  if (std::hypot(place.x, place.y) >= reach_m_) return 0.0;
  return mean(place, [this](double x, double y) {
    return torch_.contains(x, y, below_m_) ? std::numeric_limits<double>::infinity()
                                           : std::log(torch_.flux_w_per_m2(x, y, below_m_));
  });
}

std::vector<Ring> WallTorchRisk::regions(HeatFlux limit) const {
  // Extent of the region of one flame at an angle off its axis.
  const auto extent = [&](double off_axis) {
    const auto excess = [&](double r) {
      const double x = r * std::cos(off_axis);
      const double y = r * std::sin(off_axis);
      return torch_.contains(x, y, below_m_) ? 1.0 : torch_.flux_w_per_m2(x, y, below_m_) / limit.w_per_m2() - 1.0;
    };
    const double step = torch_.length().m() / 20.0;
    double r = flame_reach_m_;
    while (r > 0.0 && excess(r) < 0.0) r -= step;
    return r <= 0.0 ? 0.0 : find_root(excess, r, std::min(r + step, flame_reach_m_), 1e-10);
  };
  constexpr int quarter = 45;  // vertices every 2 degrees: some millimetres between arc and chord
  std::vector<Ring> rings;
  for (const Exit& exit : exits_) {
    Ring ring;
    // Counter-clockwise on the map: azimuths run clockwise. The flame that reaches furthest on a bearing points there,
    // or as near to it as its directions allow.
    for (int k = quarter; k >= -quarter; --k) {
      const double turn = pi / 2.0 * k / quarter;
      const double r = extent(std::max(0.0, std::abs(turn) - exit.half));
      const double azimuth = exit.middle + turn;
      ring.push_back(moved(exit.base, {std::cos(azimuth), std::sin(azimuth)}, r));
    }
    rings.push_back(std::move(ring));
  }
  return rings;
}

}  // namespace batterisk
