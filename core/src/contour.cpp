#include "batterisk/core/contour.hpp"

#include "batterisk/core/effect/root.hpp"
#include "batterisk/core/parallel.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>

namespace batterisk {
namespace {

// Node of the finest grid by column and row.
struct Node {
  std::int32_t i;
  std::int32_t j;
  friend auto operator<=>(const Node&, const Node&) = default;
};

std::uint64_t key_of(Node n) {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(n.j)) << 32) | static_cast<std::uint32_t>(n.i);
}

// True when a level passes between two values.
bool between(const std::vector<double>& lg_levels, double low, double high) {
  return std::any_of(lg_levels.begin(), lg_levels.end(), [=](double l) { return low < l && l <= high; });
}

// The field on the nodes that were needed so far, at a spacing that halves from pass to pass.
class Lattice {
 public:
  Lattice(const std::function<double(RdPoint)>& field, const ContourGrid& grid) : field_{&field}, grid_{&grid} {
    // Centred on the box, so that the same field moved elsewhere gives the same contours moved.
    const double width = grid.reach.max.x - grid.reach.min.x;
    const double height = grid.reach.max.y - grid.reach.min.y;
    columns_ = static_cast<std::int32_t>(std::ceil(width / grid.coarse_cell_m)) + 2;
    rows_ = static_cast<std::int32_t>(std::ceil(height / grid.coarse_cell_m)) + 2;
    origin_ = {(grid.reach.min.x + grid.reach.max.x - columns_ * grid.coarse_cell_m) / 2.0,
               (grid.reach.min.y + grid.reach.max.y - rows_ * grid.coarse_cell_m) / 2.0};
    cell_ = grid.coarse_cell_m;
    for (std::int32_t j = 0; j < rows_; ++j) {
      for (std::int32_t i = 0; i < columns_; ++i) cells_.push_back({i, j});
    }
    evaluate_corners(cells_);
    for (const Node cell : cells_) {
      if (cell.i > 0 && cell.j > 0 && cell.i < columns_ - 1 && cell.j < rows_ - 1) continue;
      for (const Node corner : corners(cell)) rim_lg_ = std::max(rim_lg_, lg(corner));
    }
  }

  /// Largest lg on the outermost cells of the first pass.
  [[nodiscard]] double rim_lg() const { return rim_lg_; }
  /// True when a seed lies above a level that none of the corners around it reaches: an island inside one cell.
  [[nodiscard]] bool hides_island(const std::vector<double>& lg_levels) const {
    return std::any_of(grid_->seeds.begin(), grid_->seeds.end(), [&](RdPoint seed) {
      double highest = -1e300;
      for (const Node corner : corners(cell_of(seed))) highest = std::max(highest, evaluated(corner) ? lg(corner) : -1e300);
      const double own = lg_at(seed);
      return std::any_of(lg_levels.begin(), lg_levels.end(), [=](double l) { return own >= l && highest < l; });
    });
  }

  [[nodiscard]] double cell_m() const { return cell_; }
  [[nodiscard]] RdPoint point(Node n) const { return {origin_.x + n.i * cell_, origin_.y + n.j * cell_}; }
  /// lg of the field at an evaluated node.
  [[nodiscard]] double lg(Node n) const { return values_.at(key_of(n)); }
  [[nodiscard]] bool evaluated(Node n) const { return values_.contains(key_of(n)); }
  [[nodiscard]] const std::vector<Node>& cells() const { return cells_; }
  [[nodiscard]] double lg_at(RdPoint p) const { return std::log10(std::max((*field_)(p), grid_->floor)); }

  /// Halves the cells; keeps those that a level crosses, their neighbours, and those around the seeds.
  void refine(const std::vector<double>& lg_levels) {
    std::set<Node> keep;
    const auto keep_around = [&](Node cell) {
      for (std::int32_t dj = -1; dj <= 1; ++dj) {
        for (std::int32_t di = -1; di <= 1; ++di) {
          const Node n{cell.i + di, cell.j + dj};
          if (n.i >= 0 && n.j >= 0 && n.i < columns_ && n.j < rows_) keep.insert(n);
        }
      }
    };
    for (const Node cell : cells_) {
      if (crossed(cell, lg_levels)) keep_around(cell);
    }
    for (const RdPoint seed : grid_->seeds) {
      keep_around(cell_of(seed));
    }
    std::unordered_map<std::uint64_t, double> finer;
    for (const Node cell : keep) {
      for (const Node corner : corners(cell)) {
        const auto known = values_.find(key_of(corner));
        if (known != values_.end()) finer.emplace(key_of({2 * corner.i, 2 * corner.j}), known->second);
      }
    }
    values_ = std::move(finer);
    cell_ /= 2.0;
    columns_ *= 2;
    rows_ *= 2;
    cells_.clear();
    for (const Node cell : keep) {
      for (const Node child : {Node{0, 0}, Node{1, 0}, Node{0, 1}, Node{1, 1}}) {
        cells_.push_back({2 * cell.i + child.i, 2 * cell.j + child.j});
      }
    }
    evaluate_corners(cells_);
  }

  /// Adds the cells beyond the present ones into which a level runs, until every contour is closed.
  void complete(const std::vector<double>& lg_levels) {
    std::set<Node> present(cells_.begin(), cells_.end());
    std::vector<Node> front = cells_;
    while (!front.empty()) {
      std::set<Node> added;
      for (const Node cell : front) {
        const auto [a, b, c, d] = corners(cell);
        const std::array<std::pair<std::array<Node, 2>, Node>, 4> sides{{{{a, b}, {cell.i, cell.j - 1}},
                                                                         {{b, c}, {cell.i + 1, cell.j}},
                                                                         {{c, d}, {cell.i, cell.j + 1}},
                                                                         {{d, a}, {cell.i - 1, cell.j}}}};
        for (const auto& [edge, beyond] : sides) {
          if (beyond.i < 0 || beyond.j < 0 || beyond.i >= columns_ || beyond.j >= rows_) continue;
          if (present.contains(beyond)) continue;
          const double low = std::min(lg(edge[0]), lg(edge[1]));
          const double high = std::max(lg(edge[0]), lg(edge[1]));
          if (between(lg_levels, low, high)) added.insert(beyond);
        }
      }
      front.assign(added.begin(), added.end());
      present.insert(added.begin(), added.end());
      evaluate_corners(front);
    }
    cells_.assign(present.begin(), present.end());
  }

  /// Corners of a cell, counter-clockwise from the lower left.
  [[nodiscard]] static std::array<Node, 4> corners(Node cell) {
    return {{{cell.i, cell.j}, {cell.i + 1, cell.j}, {cell.i + 1, cell.j + 1}, {cell.i, cell.j + 1}}};
  }

 private:
  [[nodiscard]] Node cell_of(RdPoint p) const {
    return {static_cast<std::int32_t>(std::floor((p.x - origin_.x) / cell_)),
            static_cast<std::int32_t>(std::floor((p.y - origin_.y) / cell_))};
  }

  [[nodiscard]] bool crossed(Node cell, const std::vector<double>& lg_levels) const {
    double low = 1e300;
    double high = -1e300;
    for (const Node corner : corners(cell)) {
      low = std::min(low, lg(corner));
      high = std::max(high, lg(corner));
    }
    return between(lg_levels, low, high);
  }

  void evaluate_corners(const std::vector<Node>& cells) {
    std::set<Node> wanted;
    for (const Node cell : cells) {
      for (const Node corner : corners(cell)) {
        if (!evaluated(corner)) wanted.insert(corner);
      }
    }
    const std::vector<Node> nodes(wanted.begin(), wanted.end());
    std::vector<double> lg_values(nodes.size());
    parallel_for(
        nodes.size(), [&](std::size_t k) { lg_values[k] = lg_at(point(nodes[k])); }, 64);
    for (std::size_t k = 0; k < nodes.size(); ++k) values_.emplace(key_of(nodes[k]), lg_values[k]);
  }

  const std::function<double(RdPoint)>* field_;
  const ContourGrid* grid_;
  RdPoint origin_{};
  double cell_ = 0.0;
  double rim_lg_ = -1e300;
  std::int32_t columns_ = 0;
  std::int32_t rows_ = 0;
  std::unordered_map<std::uint64_t, double> values_;
  std::vector<Node> cells_;
};

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
  const Node other{edge.from.i + (edge.upward ? 0 : 1), edge.from.j + (edge.upward ? 1 : 0)};
  const RdPoint a = lattice.point(edge.from);
  const RdPoint b = lattice.point(other);
  const auto at = [&](double t) { return RdPoint{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; };
  const auto excess = [&](double t) {
    if (t == 0.0) return lattice.lg(edge.from) - lg_level;
    if (t == 1.0) return lattice.lg(other) - lg_level;
    return lattice.lg_at(at(t)) - lg_level;
  };
  constexpr double millimetre = 1e-3;
  return at(find_root(excess, 0.0, 1.0, millimetre / lattice.cell_m()));
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
  const auto excess = [&](double offset) { return lattice.lg_at(at(offset)) - lg_level; };
  const bool left_in = excess(sagitta_m) >= 0.0;
  const bool right_in = left_in && excess(-sagitta_m) >= 0.0;
  if (left_in && !right_in) return true;
  const double side = left_in ? -1.0 : 1.0;
  // A contour that bends more than this within a cell has details that the cells do not see.
  constexpr double largest_bulge = 0.75;
  double near = sagitta_m;
  double far = sagitta_m;
  bool found = false;
  while (!found && far < largest_bulge * chord) {
    near = far;
    far = std::min(4.0 * far, largest_bulge * chord);
    found = (excess(side * far) >= 0.0) != left_in;
  }
  if (!found) return false;
  constexpr double millimetre = 1e-3;
  const RdPoint p = at(find_root(excess, side * near, side * far, millimetre / far));
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

std::vector<Ring> trace_rings(const Lattice& lattice, double level) {
  const double lg_level = std::log10(level);
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
  // Halve the cells while the contour has details that they do not see.
  for (bool followed = false; !followed;) {
    lattice.complete(lg_levels);
    followed = true;
    for (std::size_t k = 0; k < levels.size(); ++k) {
      std::vector<Ring> rings = trace_rings(lattice, levels[k]);
      followed = close_in(lattice, lg_levels[k], grid.sagitta_m, rings) && followed;
      contours[k].region = assemble(std::move(rings));
      contours[k].truncated = lattice.rim_lg() >= lg_levels[k];
    }
    if (lattice.cell_m() <= smallest_cell_m) break;
    if (!followed) lattice.refine(lg_levels);
  }
  return contours;
}

}  // namespace batterisk
