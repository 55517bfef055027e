#include "batterisk/gis/shape/minkowski.hpp"

#include "batterisk/gis/shape/overlay.hpp"
#include "shape/geos.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <optional>
#include <utility>

namespace batterisk::gis {
namespace {

constexpr double grid_m = 0.001;          // resolution of BAG and BRK coordinates
constexpr double dent_m = 0.5 * grid_m;   // a dent of this depth is filled

double cross(RdPoint a, RdPoint b, RdPoint c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

enum class Corner { Convex, Flat, Dent };

// How the boundary turns at b; a dent that is not deep counts as flat.
Corner corner(RdPoint a, RdPoint b, RdPoint c) {
  const double turn = cross(a, b, c);
  if (turn > 0.0) return Corner::Convex;
  const double chord = distance_m(a, c);
  const bool between = (b.x - a.x) * (c.x - a.x) + (b.y - a.y) * (c.y - a.y) >= 0.0 &&
                       (b.x - c.x) * (a.x - c.x) + (b.y - c.y) * (a.y - c.y) >= 0.0;
  return between && -turn <= dent_m * chord ? Corner::Flat : Corner::Dent;
}

using Indices = std::vector<std::size_t>;

// Vertices of a triangulation, and its triangles counter-clockwise.
struct Triangles {
  std::vector<RdPoint> points;
  std::vector<Indices> rings;
};

Triangles triangulated(const Geos& geos, const Polygon& polygon) {
  Triangles out;
  std::map<std::pair<double, double>, std::size_t> index;
  const Geom area = geos.make(polygon);
  for (const Polygon& triangle : geos.polygons(geos.triangulated(area.get()).get())) {
    Indices ring;
    for (const RdPoint p : triangle.outer) {
      const auto [it, is_new] = index.emplace(std::pair{p.x, p.y}, out.points.size());
      if (is_new) out.points.push_back(p);
      ring.push_back(it->second);
    }
    out.rings.push_back(std::move(ring));
  }
  return out;
}

// Two rings joined along the edge u-v that both have, without flat corners there; nothing when the result is not convex.
std::optional<Indices> joined(const std::vector<RdPoint>& points, const Indices& a, const Indices& b, std::size_t u,
                              std::size_t v) {
  const auto at = [](const Indices& ring, std::size_t value) {
    return static_cast<std::size_t>(std::find(ring.begin(), ring.end(), value) - ring.begin());
  };
  const std::size_t ua = at(a, u);
  const std::size_t ub = at(b, u);
  if (ua == a.size() || ub == b.size()) return {};
  // a runs from u to v along the edge, b from v to u.
  if (a[(ua + 1) % a.size()] != v || b[(ub + b.size() - 1) % b.size()] != v) return {};
  const auto of_a = [&](std::size_t k) { return a[(ua + 1 + k) % a.size()]; };
  const auto of_b = [&](std::size_t k) { return b[(ub + k) % b.size()]; };
  const Corner at_v = corner(points[of_b(b.size() - 2)], points[v], points[of_a(1)]);
  const Corner at_u = corner(points[of_a(a.size() - 2)], points[u], points[of_b(1)]);
  if (at_v == Corner::Dent || at_u == Corner::Dent) return {};
  Indices ring;
  if (at_v == Corner::Convex) ring.push_back(v);
  for (std::size_t k = 1; k + 1 < a.size(); ++k) ring.push_back(of_a(k));
  if (at_u == Corner::Convex) ring.push_back(u);
  for (std::size_t k = 1; k + 1 < b.size(); ++k) ring.push_back(of_b(k));
  // Filling a dent may have made one at its neighbour.
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const std::size_t n = ring.size();
    if (n < 3 || cross(points[ring[i]], points[ring[(i + 1) % n]], points[ring[(i + 2) % n]]) < 0.0) return {};
  }
  return ring;
}

void add_convex_parts(const Geos& geos, const Polygon& polygon, ConvexParts& parts) {
  const Triangles triangles = triangulated(geos, polygon);
  std::vector<Indices> rings = triangles.rings;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> by_edge;
  for (std::size_t t = 0; t < rings.size(); ++t) {
    for (std::size_t k = 0; k < 3; ++k) by_edge[{rings[t][k], rings[t][(k + 1) % 3]}] = t;
  }
  struct Diagonal {
    double length;
    std::size_t u, v, left, right;
  };
  std::vector<Diagonal> diagonals;
  for (const auto& [edge, left] : by_edge) {
    const auto [u, v] = edge;
    const auto twin = by_edge.find({v, u});
    if (u < v && twin != by_edge.end()) {
      diagonals.push_back({distance_m(triangles.points[u], triangles.points[v]), u, v, left, twin->second});
    }
  }
  // Long ones first: what they part is most often one body.
  std::stable_sort(diagonals.begin(), diagonals.end(), [](const Diagonal& a, const Diagonal& b) { return a.length > b.length; });
  std::vector<std::size_t> belongs(rings.size());
  std::iota(belongs.begin(), belongs.end(), std::size_t{0});
  const auto root = [&](std::size_t t) {
    while (belongs[t] != t) t = belongs[t] = belongs[belongs[t]];
    return t;
  };
  for (const Diagonal& d : diagonals) {
    const std::size_t left = root(d.left);
    const std::size_t right = root(d.right);
    if (left == right) continue;
    if (auto ring = joined(triangles.points, rings[left], rings[right], d.u, d.v)) {
      rings[left] = std::move(*ring);
      belongs[right] = left;
    }
  }
  for (std::size_t t = 0; t < rings.size(); ++t) {
    if (root(t) != t) continue;
    Ring ring;
    for (const std::size_t i : rings[t]) ring.push_back(triangles.points[i]);
    parts.push_back(std::move(ring));
  }
}

// The ring from its lowest, then leftmost vertex.
Ring from_lowest(Ring ring) {
  const auto lowest = std::min_element(ring.begin(), ring.end(), [](RdPoint a, RdPoint b) {
    return a.y < b.y || (a.y == b.y && a.x < b.x);
  });
  std::rotate(ring.begin(), lowest, ring.end());
  return ring;
}

}  // namespace

ConvexParts convex_parts(const MultiPolygon& area) {
  const Geos geos;
  ConvexParts parts;
  for (const Polygon& polygon : geos.polygons(geos.make_area(area).get())) add_convex_parts(geos, polygon, parts);
  return parts;
}

ConvexParts mirrored(ConvexParts parts) {
  for (Ring& ring : parts) {
    for (RdPoint& p : ring) p = {-p.x, -p.y};
  }
  return parts;
}

Ring convex_sum(const Ring& a, const Ring& b) {
  const Ring p = from_lowest(a);
  const Ring q = from_lowest(b);
  Ring sum;
  sum.reserve(p.size() + q.size());
  for (std::size_t i = 0, j = 0; i < p.size() || j < q.size();) {
    const RdPoint from_p = p[i % p.size()];
    const RdPoint from_q = q[j % q.size()];
    sum.push_back({from_p.x + from_q.x, from_p.y + from_q.y});
    const RdPoint to_p = p[(i + 1) % p.size()];
    const RdPoint to_q = q[(j + 1) % q.size()];
    const double turn = (to_p.x - from_p.x) * (to_q.y - from_q.y) - (to_p.y - from_p.y) * (to_q.x - from_q.x);
    const bool step_p = j == q.size() || (i < p.size() && turn >= 0.0);
    const bool step_q = i == p.size() || (j < q.size() && turn <= 0.0);
    if (step_p) ++i;
    if (step_q) ++j;
  }
  return sum;
}

std::vector<Polygon> meeting_places(const ConvexParts& area, const ConvexParts& mirrored_shape, const Box& box) {
  std::vector<Polygon> places;
  for (const Ring& a : area) {
    const Box around_a = bounds(a);
    for (const Ring& b : mirrored_shape) {
      const Box around_b = bounds(b);
      const Box reach{{around_a.min.x + around_b.min.x, around_a.min.y + around_b.min.y},
                      {around_a.max.x + around_b.max.x, around_a.max.y + around_b.max.y}};
      if (reach.intersects(box)) places.push_back({convex_sum(a, b), {}});
    }
  }
  return places;
}

MultiPolygon united(const std::vector<Polygon>& polygons) {
  if (polygons.empty()) return {};
  const Geos geos;
  return geos.polygons(geos.on_grid(geos.united(geos.make(polygons).get()).get(), grid_m).get());
}

MultiPolygon inner_places(const Polygon& area, const ConvexParts& mirrored_shape) {
  Box shape;
  for (const Ring& ring : mirrored_shape) {
    for (const RdPoint p : ring) shape.add(p);
  }
  const Box within = bounds(area.outer);
  const double width = shape.max.x - shape.min.x + 1.0;
  const double height = shape.max.y - shape.min.y + 1.0;
  // What lies around the area, as far as the shape can reach out of it.
  const Box frame{{within.min.x - width, within.min.y - height}, {within.max.x + width, within.max.y + height}};
  const MultiPolygon around = difference({outline(frame)}, {area});
  return difference({area}, united(meeting_places(convex_parts(around), mirrored_shape, within)));
}

MultiPolygon common(const MultiPolygon& a, const MultiPolygon& b) {
  if (a.empty() || b.empty()) return {};
  const Geos geos;
  const Geom both = geos.intersection(geos.make_area(a).get(), geos.make_area(b).get());
  return geos.polygons(geos.on_grid(both.get(), grid_m).get());
}

MultiPolygon grown(const MultiPolygon& area, double distance_m) {
  if (area.empty() || distance_m <= 0.0) return area;
  const Geos geos;
  // A chord of a quarter in n parts lies d (1 - cos(pi / 4n)) inside the arc.
  const double part = std::acos(std::max(0.0, 1.0 - grid_m / distance_m));
  const int quarter = std::max(4, static_cast<int>(std::ceil(std::numbers::pi / (4.0 * part))));
  return geos.polygons(geos.on_grid(geos.grown(geos.make_area(area).get(), distance_m, quarter).get(), grid_m).get());
}

std::optional<Circle> largest_circle(const MultiPolygon& area) {
  constexpr double tolerance_m = 0.01;
  const Geos geos;
  std::optional<Circle> largest;
  for (const Polygon& polygon : area) {
    const Circle circle = geos.largest_circle(geos.make(polygon).get(), tolerance_m);
    if (!largest || circle.radius_m > largest->radius_m) largest = circle;
  }
  return largest;
}

MultiPolygon shrunk(const MultiPolygon& area, double distance_m) {
  if (area.empty()) return {};
  const Geos geos;
  return geos.polygons(geos.on_grid(geos.eroded(geos.make_area(area).get(), distance_m).get(), grid_m).get());
}

}  // namespace batterisk::gis
