#include "risk/contour_lattice.hpp"

#include "batterisk/core/base/parallel.hpp"

#include <algorithm>
#include <set>

namespace batterisk::detail {
namespace {

bool between(const std::vector<double>& lg_levels, double low, double high) {
  return std::any_of(lg_levels.begin(), lg_levels.end(), [=](double l) { return low < l && l <= high; });
}

// In order, each of them once.
void sort_once(std::vector<Node>& nodes) {
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

}  // namespace

Lattice::Lattice(const std::function<double(RdPoint)>& field, const ContourGrid& grid)
    : field_{&field}, grid_{&grid}, seed_lg_(grid.seeds.size()) {
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

bool Lattice::hides_island(const std::vector<double>& lg_levels) {
  const std::vector<char> hidden = hidden_seeds(lg_levels);
  return std::find(hidden.begin(), hidden.end(), 1) != hidden.end();
}

// Seeds, as 1, above a level that no corner of their cell reaches. A cell that a coarser pass dropped hides none.
std::vector<char> Lattice::hidden_seeds(const std::vector<double>& lg_levels) {
  std::vector<char> hidden(grid_->seeds.size(), 0);
  const double top = *std::max_element(lg_levels.begin(), lg_levels.end());
  parallel_for(hidden.size(), [&](std::size_t k) {
    const RdPoint seed = grid_->seeds[k];
    double highest = -1e300;
    bool known = false;
    for (const Node corner : corners(cell_of(seed))) {
      if (!evaluated(corner)) continue;
      highest = std::max(highest, lg(corner));
      known = true;
    }
    if (!known || highest >= top) return;
    // Near a source the field may be dear: only where it can matter, and once.
    if (!seed_lg_[k]) seed_lg_[k] = lg_at(seed);
    hidden[k] = between(lg_levels, highest, *seed_lg_[k]) ? 1 : 0;
  });
  return hidden;
}

void Lattice::refine(const std::vector<double>& lg_levels) {
  std::vector<Node> keep;
  const auto keep_around = [&](Node cell) {
    for (std::int32_t dj = -1; dj <= 1; ++dj) {
      for (std::int32_t di = -1; di <= 1; ++di) {
        const Node n{cell.i + di, cell.j + dj};
        if (n.i >= 0 && n.j >= 0 && n.i < columns_ && n.j < rows_) keep.push_back(n);
      }
    }
  };
  // What the corners do not show may lie a little beyond their range.
  constexpr double unseen = 0.1;
  for (const Node cell : cells_) {
    if (crossed(cell, lg_levels, unseen)) keep.push_back(cell);
  }
  const std::vector<char> hidden = hidden_seeds(lg_levels);
  for (std::size_t k = 0; k < hidden.size(); ++k) {
    if (hidden[k] == 1) keep_around(cell_of(grid_->seeds[k]));
  }
  sort_once(keep);
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

void Lattice::complete(const std::vector<double>& lg_levels) {
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

Node Lattice::cell_of(RdPoint p) const {
  return {static_cast<std::int32_t>(std::floor((p.x - origin_.x) / cell_)),
          static_cast<std::int32_t>(std::floor((p.y - origin_.y) / cell_))};
}

// True when a level passes between the corners of a cell, or within `margin` times their range beyond.
bool Lattice::crossed(Node cell, const std::vector<double>& lg_levels, double margin) const {
  double low = 1e300;
  double high = -1e300;
  for (const Node corner : corners(cell)) {
    low = std::min(low, lg(corner));
    high = std::max(high, lg(corner));
  }
  const double beyond = margin * (high - low);
  return between(lg_levels, low - beyond, high + beyond);
}

std::optional<RdPoint> Lattice::gradient(RdPoint p) const {
  const Node cell = cell_of(p);
  std::array<double, 4> v{};
  for (std::size_t k = 0; k < 4; ++k) {
    const auto known = values_.find(key_of(corners(cell)[k]));
    if (known == values_.end() || known->second <= lg_floor()) return std::nullopt;
    v[k] = known->second;
  }
  const RdPoint from = point(cell);
  const double x = (p.x - from.x) / cell_;
  const double y = (p.y - from.y) / cell_;
  return RdPoint{((1.0 - y) * (v[1] - v[0]) + y * (v[2] - v[3])) / cell_, ((1.0 - x) * (v[3] - v[0]) + x * (v[2] - v[1])) / cell_};
}

void Lattice::evaluate_corners(const std::vector<Node>& cells) {
  std::vector<Node> nodes;
  for (const Node cell : cells) {
    for (const Node corner : corners(cell)) {
      if (!evaluated(corner)) nodes.push_back(corner);
    }
  }
  sort_once(nodes);
  std::vector<double> lg_values(nodes.size());
  parallel_for(
      nodes.size(), [&](std::size_t k) { lg_values[k] = lg_at(point(nodes[k])); }, 64);
  for (std::size_t k = 0; k < nodes.size(); ++k) values_.emplace(key_of(nodes[k]), lg_values[k]);
}

}  // namespace batterisk::detail
