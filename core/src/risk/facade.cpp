#include "batterisk/core/risk/facade.hpp"
#include "batterisk/core/risk/facade_pieces.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace batterisk {
namespace {

constexpr double step_m = 1.0;
constexpr double wanted_m = 0.01;

struct Best {
  double value = -1.0;
  RdPoint where{};
};

// Where the edge a-b crosses a ring, as shares of its length.
void add_crossings(RdPoint a, RdPoint b, const Ring& ring, std::vector<double>& shares) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const RdPoint c = ring[i];
    const RdPoint d = ring[(i + 1) % ring.size()];
    const double ex = d.x - c.x;
    const double ey = d.y - c.y;
    const double denominator = dx * ey - dy * ex;
    if (denominator == 0.0) continue;  // parallel: its ends come with the neighbouring edges
    const double t = ((c.x - a.x) * ey - (c.y - a.y) * ex) / denominator;
    const double u = ((c.x - a.x) * dy - (c.y - a.y) * dx) / denominator;
    if (t > 0.0 && t < 1.0 && u >= 0.0 && u <= 1.0) shares.push_back(t);
  }
}

// The part of the edge a-b that lies in a box, as shares of its length; from 1 to 0 when none does.
std::pair<double, double> share_within(RdPoint a, RdPoint b, const Box& box) {
  double first = 0.0;
  double last = 1.0;
  const auto cut = [&](double from, double step, double low, double high) {
    if (step == 0.0) {
      if (from < low || from > high) first = 2.0;
      return;
    }
    const double t = (low - from) / step;
    const double u = (high - from) / step;
    first = std::max(first, std::min(t, u));
    last = std::min(last, std::max(t, u));
  };
  cut(a.x, b.x - a.x, box.min.x, box.max.x);
  cut(a.y, b.y - a.y, box.min.y, box.max.y);
  return first <= last ? std::pair{first, last} : std::pair{1.0, 0.0};
}

RdPoint between(RdPoint a, RdPoint b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

bool lies_outside(RdPoint p, const std::vector<Site>& sites) {
  return std::none_of(sites.begin(), sites.end(), [p](const Site& site) { return contains(site.boundary, p); });
}

}  // namespace

std::vector<std::pair<RdPoint, RdPoint>> facades_outside(const MultiPolygon& footprint, const std::vector<Site>& sites) {
  std::vector<std::pair<RdPoint, RdPoint>> pieces;
  const auto add = [&](RdPoint a, RdPoint b) {
    std::vector<double> cuts{0.0, 1.0};
    for (const Site& site : sites) {
      add_crossings(a, b, site.boundary.outer, cuts);
      for (const Ring& hole : site.boundary.holes) add_crossings(a, b, hole, cuts);
    }
    std::sort(cuts.begin(), cuts.end());
    // A tenth of a millimetre off the border: its points belong to the site.
    const double off = 1e-4 / std::max(1e-4, distance_m(a, b));
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      if (!lies_outside(between(a, b, (cuts[i] + cuts[i + 1]) / 2.0), sites)) continue;
      const double from = lies_outside(between(a, b, cuts[i]), sites) ? cuts[i] : cuts[i] + off;
      const double to = lies_outside(between(a, b, cuts[i + 1]), sites) ? cuts[i + 1] : cuts[i + 1] - off;
      if (from < to) pieces.emplace_back(between(a, b, from), between(a, b, to));
    }
  };
  for (const Polygon& polygon : footprint) {
    const auto add_ring = [&](const Ring& ring) {
      for (std::size_t i = 0; i < ring.size(); ++i) add(ring[i], ring[(i + 1) % ring.size()]);
    };
    add_ring(polygon.outer);
    for (const Ring& hole : polygon.holes) add_ring(hole);
  }
  return pieces;
}

std::optional<FacadeMaximum> facade_maximum(const RiskField& field, const MultiPolygon& footprint,
                                            const std::vector<Site>& sites) {
  const auto outside = [&](RdPoint p) { return lies_outside(p, sites); };
  const bool in_reach = bounds(footprint).intersects(field.reach());
  if (!in_reach) {  // PR is 0 on all of it
    for (const Polygon& polygon : footprint) {
      const auto at = std::find_if(polygon.outer.begin(), polygon.outer.end(), outside);
      if (at != polygon.outer.end()) return FacadeMaximum{PlaatsgebondenRisico::per_year(0.0), *at};
    }
  }
  Best best;
  const auto value_at = [&](RdPoint p) {
    const double value = field.at(p).per_year();
    if (value > best.value) best = {value, p};
    return value;
  };
  // A piece that lies outside the sites; its ends are limits of points outside, so they count.
  const auto walk_piece = [&](RdPoint a, RdPoint b) {
    const double length = distance_m(a, b);
    const int pieces = in_reach ? std::max(1, static_cast<int>(std::ceil(length / step_m))) : 1;
    const auto sample = [&](int k) { return value_at(between(a, b, static_cast<double>(k) / pieces)); };
    int top = 0;
    double highest = sample(0);
    // Beyond the reach of the field PR is 0, however long the edge.
    const auto [first, last] = share_within(a, b, field.reach());
    const int from = std::max(1, static_cast<int>(std::floor(first * pieces)));
    const int to = std::min(pieces, static_cast<int>(std::ceil(last * pieces)));
    for (int k = from; k <= to; ++k) {
      const double value = sample(k);
      if (value > highest) {
        highest = value;
        top = k;
      }
    }
    if (to < pieces) (void)sample(pieces);
    if (!in_reach) return;
    // Around the largest sample of the edge: golden section on the two pieces next to it.
    double low = std::max(0.0, static_cast<double>(top - 1) / pieces);
    double high = std::min(1.0, static_cast<double>(top + 1) / pieces);
    constexpr double golden = 0.6180339887498949;
    while ((high - low) * length > wanted_m) {
      const double s = high - golden * (high - low);
      const double t = low + golden * (high - low);
      if (value_at(between(a, b, s)) > value_at(between(a, b, t))) {
        high = t;
      } else {
        low = s;
      }
    }
  };
  for (const auto& [from, to] : facades_outside(footprint, sites)) walk_piece(from, to);
  if (best.value < 0.0) return std::nullopt;
  return FacadeMaximum{field.direct_at(best.where), best.where};
}

}  // namespace batterisk
