#include "batterisk/core/risk/contour.hpp"

#include "base/level_root.hpp"
#include "risk/contour_lattice.hpp"

#include "batterisk/core/base/parallel.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <map>

namespace batterisk {
namespace {

using detail::inverse_interpolation;
using detail::Lattice;
using detail::level_root;
using detail::Node;
using detail::Sample;

constexpr double millimetre = 1e-3;

// Grid edge between a node and its right or upper neighbour.
struct Edge {
  Node from;
  bool upward;
  friend auto operator<=>(const Edge&, const Edge&) = default;
};

Edge edge_of(Node a, Node b) {
  const Node from = std::min(a, b, [](Node x, Node y) { return x.j != y.j ? x.j < y.j : x.i < y.i; });
  return {from, a.i == b.i};
}

// Directed pieces of the border, region on the left: from edge to edge.
std::map<Edge, Edge> trace_pieces(const Lattice& lattice, double lg_level) {
  std::map<Edge, Edge> next;
  for (const Node cell : lattice.cells()) {
    const auto corner = Lattice::corners(cell);
    std::array<double, 4> v{};
    std::array<bool, 4> in{};
    int count = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      v[k] = lattice.lg(corner[k]) - lg_level;
      in[k] = v[k] >= 0.0;
      count += in[k] ? 1 : 0;
    }
    if (count == 0 || count == 4) continue;
    // Side k runs from corner k to corner k+1. Walking counter-clockwise, the border leaves the cell where the walk
    // goes out of the region and enters where it comes in; leaving points connect to entering points.
    std::array<std::size_t, 4> leave{};
    std::array<std::size_t, 4> enter{};
    std::size_t n = 0;
    std::size_t m = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t after = (k + 1) % 4;
      if (in[k] && !in[after]) leave[n++] = k;
      if (!in[k] && in[after]) enter[m++] = k;
    }
    const auto edge = [&](std::size_t side) { return edge_of(corner[side], corner[(side + 1) % 4]); };
    if (n == 1) {
      next.emplace(edge(leave[0]), edge(enter[0]));
      continue;
    }
    // Saddle: the sign at the saddle point of the bilinear interpolant decides whether the region is joined.
    const double centre = (v[0] * v[2] - v[1] * v[3]) / (v[0] + v[2] - v[1] - v[3]);
    const bool joined = centre >= 0.0;
    for (std::size_t k = 0; k < 2; ++k) {
      // Joined: cut off the outside corner just passed; separate: cut off the inside corner just left.
      const std::size_t from = leave[k];
      const std::size_t to = joined ? (from + 1) % 4 : (from + 3) % 4;
      next.emplace(edge(from), edge(to));
    }
  }
  return next;
}

RdPoint refined_vertex(const Lattice& lattice, const Edge& edge, double lg_level) {
  const std::int32_t di = edge.upward ? 0 : 1;
  const std::int32_t dj = edge.upward ? 1 : 0;
  const auto node = [&](std::int32_t k) { return Node{edge.from.i + k * di, edge.from.j + k * dj}; };
  const auto sample = [&](std::int32_t k) {
    return Sample{k * lattice.cell_m(), lattice.lg(node(k)) - lg_level};
  };
  std::vector<Sample> beside;
  for (const std::int32_t k : {-1, 2}) {
    if (lattice.evaluated(node(k)) && lattice.lg(node(k)) > lattice.lg_floor()) beside.push_back(sample(k));
  }
  const RdPoint from = lattice.point(edge.from);
  const auto at = [&](double t) { return RdPoint{from.x + t * di, from.y + t * dj}; };
  return at(level_root([&](double t) { return lattice.lg_at(at(t)) - lg_level; }, sample(0), sample(1), millimetre,
                       beside));
}

// True when the contour is an arc well within the sagitta of its chord: where the field is smooth its value on the chord
// over its slope says how far away the contour is, and that must be as on an arc at three places. `left`: normal of the
// chord; `middle_excess` and `excess(part)`: lg over the level in its middle and at a part of its length.
template <class Excess>
bool arc_within(const Lattice& lattice, RdPoint middle, RdPoint left, double middle_excess, double sagitta_m,
                const Excess& excess) {
  const auto gradient = lattice.gradient(middle);
  if (!gradient) return false;
  constexpr double flattest = 1e-4;  // lg per metre
  constexpr double steepest = 0.1;
  const double slope = std::abs(gradient->x * left.x + gradient->y * left.y);
  if (slope < flattest || slope > steepest) return false;
  const double largest = 0.5 * sagitta_m * slope;  // the slope may be half of what the cell says
  if (std::abs(middle_excess) > largest) return false;
  const auto as_arc = [&](double part) {
    return std::abs(excess(part) - middle_excess * 4.0 * part * (1.0 - part)) <= 0.5 * largest;
  };
  return as_arc(0.2) && as_arc(0.8);
}

// Points of the contour between its points a and b, in order, so that no chord is further than `sagitta_m` from it:
// the point on the normal through the middle of the chord, then the same for both halves. The region lies to the left.
// False when the contour leaves the surroundings of the chord: the cells are too large for its shape.
bool bridge(const Lattice& lattice, double lg_level, RdPoint a, RdPoint b, double sagitta_m, Ring& between) {
  const double chord = distance_m(a, b);
  constexpr double shortest_chord_m = 0.02;  // at a true corner of the contour
  if (chord <= std::max(shortest_chord_m, 2.0 * sagitta_m * sagitta_m)) return true;
  const RdPoint middle{(a.x + b.x) / 2.0, (a.y + b.y) / 2.0};
  const RdPoint left{-(b.y - a.y) / chord, (b.x - a.x) / chord};
  const auto at = [&](double offset) { return RdPoint{middle.x + offset * left.x, middle.y + offset * left.y}; };
  const auto on_chord = [&](double part) { return RdPoint{a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)}; };
  const auto excess = [&](double offset) { return lattice.lg_at(at(offset)) - lg_level; };
  // The contour passes on the side where the field goes through the level: outside lies to the right.
  Sample near{0.0, excess(0.0)};
  if (arc_within(lattice, middle, left, near.value, sagitta_m,
                 [&](double part) { return lattice.lg_at(on_chord(part)) - lg_level; })) {
    return true;
  }
  const bool middle_in = near.value >= 0.0;
  const double side = middle_in ? -1.0 : 1.0;
  Sample far{side * sagitta_m, excess(side * sagitta_m)};
  // A contour that crosses the chord near its middle may still leave it beside that: on both sides, or where it turns.
  const auto close_at = [&](double part) {
    const RdPoint p = on_chord(part);
    const bool in = lattice.lg_at(p) >= lg_level;
    const double to = in ? -sagitta_m : sagitta_m;
    return (lattice.lg_at({p.x + to * left.x, p.y + to * left.y}) >= lg_level) != in;
  };
  constexpr std::array parts{0.15, 0.3, 0.7, 0.85};
  if ((far.value >= 0.0) != middle_in && std::all_of(parts.begin(), parts.end(), close_at)) return true;
  // A contour that bends more than this within a cell has details that the cells do not see.
  constexpr double largest_bulge = 0.75;
  std::vector<Sample> behind;
  while ((far.value >= 0.0) == middle_in) {
    if (std::abs(far.t) >= largest_bulge * chord) return false;
    // A little past where the last two samples say that it is.
    const double expected = std::abs(1.1 * inverse_interpolation(std::array{near, far}));
    const double farthest = std::min(4.0 * std::abs(far.t), largest_bulge * chord);
    behind = {near};
    near = far;
    far.t = side * (expected > 1.05 * std::abs(near.t) ? std::min(expected, farthest) : farthest);
    far.value = excess(far.t);
  }
  const RdPoint p = at(level_root(excess, near, far, millimetre, behind));
  if (!bridge(lattice, lg_level, a, p, sagitta_m, between)) return false;
  between.push_back(p);
  return bridge(lattice, lg_level, p, b, sagitta_m, between);
}

// Rings with the points that their chords need. False: see bridge(); the rings then keep their chords there.
bool close_in(const Lattice& lattice, double lg_level, double sagitta_m, std::vector<Ring>& rings) {
  std::atomic<bool> followed{true};
  for (Ring& ring : rings) {
    std::vector<Ring> between(ring.size());
    parallel_for(
        ring.size(),
        [&](std::size_t k) {
          if (bridge(lattice, lg_level, ring[k], ring[(k + 1) % ring.size()], sagitta_m, between[k])) return;
          between[k].clear();
          followed = false;
        },
        16);
    Ring closer;
    for (std::size_t k = 0; k < ring.size(); ++k) {
      closer.push_back(ring[k]);
      closer.insert(closer.end(), between[k].begin(), between[k].end());
    }
    ring = std::move(closer);
  }
  return followed;
}

std::vector<Ring> trace_rings(const Lattice& lattice, double lg_level) {
  std::map<Edge, Edge> next = trace_pieces(lattice, lg_level);
  std::vector<Edge> edges;
  std::map<Edge, std::size_t> index;
  for (const auto& [from, to] : next) {
    index.emplace(from, edges.size());
    edges.push_back(from);
  }
  std::vector<RdPoint> vertices(edges.size());
  parallel_for(
      edges.size(), [&](std::size_t k) { vertices[k] = refined_vertex(lattice, edges[k], lg_level); }, 32);
  std::vector<Ring> rings;
  while (!next.empty()) {
    Ring ring;
    auto it = next.begin();
    while (it != next.end()) {
      const RdPoint p = vertices[index.at(it->first)];
      if (ring.empty() || !(p == ring.back())) ring.push_back(p);
      const Edge to = it->second;
      next.erase(it);
      it = next.find(to);
    }
    if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    if (ring.size() >= 3) rings.push_back(std::move(ring));
  }
  return rings;
}

MultiPolygon assemble(std::vector<Ring> rings) {
  MultiPolygon polygons;
  for (Ring& ring : rings) {
    if (signed_area_m2(ring) > 0.0) polygons.push_back({std::move(ring), {}});
  }
  for (Ring& ring : rings) {
    if (ring.empty() || signed_area_m2(ring) >= 0.0) continue;
    // The smallest outer ring around a hole owns it.
    Polygon* owner = nullptr;
    for (Polygon& polygon : polygons) {
      if (contains(polygon.outer, ring.front()) &&
          (owner == nullptr || signed_area_m2(polygon.outer) < signed_area_m2(owner->outer))) {
        owner = &polygon;
      }
    }
    if (owner != nullptr) owner->holes.push_back(std::move(ring));
  }
  return polygons;
}

}  // namespace

std::vector<Contour> trace_contours(const std::function<double(RdPoint)>& field, const std::vector<double>& levels,
                                    const ContourGrid& grid) {
  std::vector<Contour> contours;
  for (const double level : levels) contours.push_back({level, {}, false});
  if (grid.reach.empty()) return contours;
  std::vector<double> lg_levels;
  for (const double level : levels) lg_levels.push_back(std::log10(level));
  Lattice lattice(field, grid);
  while (lattice.cell_m() > grid.cell_m) lattice.refine(lg_levels);
  constexpr double smallest_cell_m = 0.25;  // the end of all halving
  while (lattice.hides_island(lg_levels) && lattice.cell_m() > smallest_cell_m) lattice.refine(lg_levels);
  // Halve the cells for the levels whose contours have details that they do not see.
  std::vector<Contour*> open;
  for (Contour& contour : contours) open.push_back(&contour);
  while (true) {
    lattice.complete(lg_levels);
    std::erase_if(open, [&](Contour* contour) {
      const double lg_level = std::log10(contour->level);
      std::vector<Ring> rings = trace_rings(lattice, lg_level);
      const bool followed = close_in(lattice, lg_level, grid.sagitta_m, rings);
      contour->region = assemble(std::move(rings));
      contour->truncated = lattice.rim_lg() >= lg_level;
      return followed;
    });
    if (open.empty() || lattice.cell_m() <= smallest_cell_m) break;
    lg_levels.clear();
    for (const Contour* contour : open) lg_levels.push_back(std::log10(contour->level));
    lattice.refine(lg_levels);
  }
  return contours;
}

}  // namespace batterisk
