#include "plan.hpp"

#include "random.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <utility>

namespace batterisk::village {
namespace {

struct Vec {
  double x;
  double y;
};

Vec times(Vec a, Vec b) {
  return {a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x};
}

// Centre of the bend, the place that keeps its scale (the battery plot), and the part of the plan bent in
// full.
constexpr Vec kCentre{40.0, -20.0};
constexpr Vec kTrueScale{280.0, -182.0};
constexpr Rect kBuiltUp{-560'000, -330'000, 640'000, 330'000};
constexpr double kBendRadius = 2600.0;
// Pythagorean triple 25, 312, 313: a rotation of 4.6 degrees without sine and cosine.
constexpr Vec kTurn{312.0 / 313.0, 25.0 / 313.0};

double length(Vec v) {
  return std::sqrt(v.x * v.x + v.y * v.y);
}

/// 1 within [inner_low, inner_high], 0 from the border on, smooth between.
double fade(double value, double low, double inner_low, double inner_high, double high) {
  double t = 1.0;
  if (value < inner_low) t = (value - low) / (inner_low - low);
  if (value > inner_high) t = (high - value) / (high - inner_high);
  t = std::clamp(t, 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}

Vec bend_metres(Vec p) {
  const Vec at_true_scale{1.0 - (kTrueScale.y - kCentre.y) / kBendRadius,
                          (kTrueScale.x - kCentre.x) / kBendRadius};
  const Vec z{p.x - kCentre.x, p.y - kCentre.y};
  const Vec square = times(z, z);
  // z + i z^2 / (2 R)
  const Vec bent{z.x - square.y / (2.0 * kBendRadius), z.y + square.x / (2.0 * kBendRadius)};
  const Vec turned = times(kTurn, bent);
  const double scale = length(at_true_scale);
  const Vec target{kCentre.x + turned.x / scale, kCentre.y + turned.y / scale};
  const auto m = [](std::int64_t mm) { return static_cast<double>(mm) / 1000.0; };
  const double weight = fade(p.x, m(kPlanBorder.x0), m(kBuiltUp.x0), m(kBuiltUp.x1), m(kPlanBorder.x1)) *
                        fade(p.y, m(kPlanBorder.y0), m(kBuiltUp.y0), m(kBuiltUp.y1), m(kPlanBorder.y1));
  return {p.x + weight * (target.x - p.x), p.y + weight * (target.y - p.y)};
}

Vec to_vec(MmPoint p) {
  return {static_cast<double>(p.x) / 1000.0, static_cast<double>(p.y) / 1000.0};
}

MmPoint to_rd(Vec p) {
  return {kPlanOrigin.x + std::llround(p.x * 1000.0), kPlanOrigin.y + std::llround(p.y * 1000.0)};
}

bool on_border(MmPoint p) {
  return p.x == kPlanBorder.x0 || p.x == kPlanBorder.x1 || p.y == kPlanBorder.y0 || p.y == kPlanBorder.y1;
}

/// Nodes of one line (equal y, or equal x) that lie strictly between `from` and `to`, in that direction.
std::vector<std::int64_t> between(const std::vector<std::int64_t>& line, std::int64_t from, std::int64_t to) {
  const auto first = std::upper_bound(line.begin(), line.end(), std::min(from, to));
  const auto last = std::lower_bound(line.begin(), line.end(), std::max(from, to));
  std::vector<std::int64_t> result(first, last);
  if (from > to) std::reverse(result.begin(), result.end());
  return result;
}

/// Points that split the edge so that each chord stays within `max_sagitta_m` of the bent line. Depends on
/// the edge only, not on its direction.
std::vector<MmPoint> subdivision(MmPoint from, MmPoint to, double max_sagitta_m) {
  const MmPoint a = std::min(from, to);
  const MmPoint b = std::max(from, to);
  const auto at = [a, b](std::int64_t i, std::int64_t n) {
    return MmPoint{a.x + (b.x - a.x) * i / n, a.y + (b.y - a.y) * i / n};
  };
  std::int64_t n = 1;
  for (bool straight = false; !straight && n < 256;) {
    straight = true;
    for (std::int64_t i = 0; i < n && straight; ++i) {
      const Vec p = bend_metres(to_vec(at(i, n)));
      const Vec r = bend_metres(to_vec(at(i + 1, n)));
      // Two inner points, since the middle of an S-curve lies on its chord.
      for (const std::int64_t k : {1, 2}) {
        const Vec q = bend_metres(to_vec(at(3 * i + k, 3 * n)));
        const double t = static_cast<double>(k) / 3.0;
        const Vec off{q.x - p.x - t * (r.x - p.x), q.y - p.y - t * (r.y - p.y)};
        straight = straight && length(off) <= max_sagitta_m;
      }
    }
    if (!straight) n *= 2;
  }
  std::vector<MmPoint> result;
  for (std::int64_t i = 1; i < n; ++i) result.push_back(at(i, n));
  if (b == from) std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace

MmRing ring_of(const Rect& rect) {
  return {{rect.x0, rect.y0}, {rect.x1, rect.y0}, {rect.x1, rect.y1}, {rect.x0, rect.y1}};
}

std::int64_t doubled_area(const MmRing& ring) {
  std::int64_t sum = 0;
  if (ring.empty()) return sum;
  const MmPoint o = ring.front();
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const MmPoint a = ring[i];
    const MmPoint b = ring[(i + 1) % ring.size()];
    sum += (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
  }
  return sum;
}

void insert_shared_nodes(std::vector<MmRing>& rings) {
  std::map<std::int64_t, std::vector<std::int64_t>> xs_at_y;
  std::map<std::int64_t, std::vector<std::int64_t>> ys_at_x;
  for (const MmRing& ring : rings) {
    for (const MmPoint p : ring) {
      xs_at_y[p.y].push_back(p.x);
      ys_at_x[p.x].push_back(p.y);
    }
  }
  const auto tidy = [](std::map<std::int64_t, std::vector<std::int64_t>>& lines) {
    for (auto& line : lines) {
      std::sort(line.second.begin(), line.second.end());
      line.second.erase(std::unique(line.second.begin(), line.second.end()), line.second.end());
    }
  };
  tidy(xs_at_y);
  tidy(ys_at_x);
  for (MmRing& ring : rings) {
    MmRing full;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const MmPoint a = ring[i];
      const MmPoint b = ring[(i + 1) % ring.size()];
      full.push_back(a);
      if (a.y == b.y) {
        for (const std::int64_t x : between(xs_at_y[a.y], a.x, b.x)) full.push_back({x, a.y});
      } else if (a.x == b.x) {
        for (const std::int64_t y : between(ys_at_x[a.x], a.y, b.y)) full.push_back({a.x, y});
      }
    }
    ring = std::move(full);
  }
}

MmPoint bend(MmPoint plan) {
  return to_rd(bend_metres(to_vec(plan)));
}

MmPoint place_rigidly(MmPoint plan, MmPoint anchor) {
  const Vec a = to_vec(anchor);
  const Vec east = bend_metres({a.x + 1.0, a.y});
  const Vec west = bend_metres({a.x - 1.0, a.y});
  const Vec north = bend_metres({a.x, a.y + 1.0});
  const Vec south = bend_metres({a.x, a.y - 1.0});
  // Conformal part of the derivative; where the bend is conformal, the derivative itself.
  const Vec direction{(east.x - west.x + north.y - south.y) / 4.0,
                      (east.y - west.y - north.x + south.x) / 4.0};
  const double scale = std::clamp(length(direction), 0.93, 1.07) / length(direction);
  const Vec p = to_vec(plan);
  const Vec moved = times({direction.x * scale, direction.y * scale}, {p.x - a.x, p.y - a.y});
  const Vec origin = bend_metres(a);
  return to_rd({origin.x + moved.x, origin.y + moved.y});
}

std::vector<MmRing> bend_all(std::vector<MmRing> rings, double max_sagitta_m, std::int64_t scatter_mm,
                             std::uint64_t seed) {
  insert_shared_nodes(rings);
  std::map<MmPoint, MmPoint> nodes;
  for (const MmRing& ring : rings) {
    for (const MmPoint p : ring) nodes[p] = p;
  }
  Random random(seed);
  for (auto& node : nodes) {
    const MmPoint rd = bend(node.first);
    const std::int64_t dx = random.between(-scatter_mm, scatter_mm);
    const std::int64_t dy = random.between(-scatter_mm, scatter_mm);
    node.second = on_border(node.first) ? rd : MmPoint{rd.x + dx, rd.y + dy};
  }
  std::vector<MmRing> result;
  for (const MmRing& ring : rings) {
    MmRing bent;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const MmPoint a = ring[i];
      const MmPoint b = ring[(i + 1) % ring.size()];
      bent.push_back(nodes.at(a));
      for (const MmPoint p : subdivision(a, b, max_sagitta_m)) bent.push_back(bend(p));
    }
    result.push_back(std::move(bent));
  }
  return result;
}

RdPoint metres(MmPoint p) {
  return {static_cast<double>(p.x) / 1000.0, static_cast<double>(p.y) / 1000.0};
}

Polygon metres(const MmRing& ring) {
  Polygon polygon;
  for (const MmPoint p : ring) polygon.outer.push_back(metres(p));
  return polygon;
}

}  // namespace batterisk::village
