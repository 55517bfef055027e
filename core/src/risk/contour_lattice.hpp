#pragma once

#include "batterisk/core/risk/contour.hpp"

#include <array>
#include <cmath>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace batterisk::detail {

/// Node of the finest grid by column and row; also the cell of which it is the lower left corner.
struct Node {
  std::int32_t i;
  std::int32_t j;
  friend auto operator<=>(const Node&, const Node&) = default;
};

/// lg of a field on the nodes that its contours needed so far, at a spacing that halves from pass to pass. A level passes
/// between two values when it lies above the lower and not above the higher one.
class Lattice {
 public:
  /// Evaluates the nodes of the coarse cells over the whole reach.
  Lattice(const std::function<double(RdPoint)>& field, const ContourGrid& grid);

  [[nodiscard]] double cell_m() const { return cell_; }
  [[nodiscard]] RdPoint point(Node n) const { return {origin_.x + n.i * cell_, origin_.y + n.j * cell_}; }
  /// lg of the field at an evaluated node.
  [[nodiscard]] double lg(Node n) const { return values_.at(key_of(n)); }
  [[nodiscard]] bool evaluated(Node n) const { return values_.contains(key_of(n)); }
  [[nodiscard]] double lg_at(RdPoint p) const { return std::log10(std::max((*field_)(p), grid_->floor)); }
  /// Slope of the bilinear interpolant of lg at `p` (per m); nothing where not all corners there are evaluated and above the
  /// floor.
  [[nodiscard]] std::optional<RdPoint> gradient(RdPoint p) const;
  /// lg of what lower values count as.
  [[nodiscard]] double lg_floor() const { return std::log10(grid_->floor); }
  /// Cells that the last pass kept.
  [[nodiscard]] const std::vector<Node>& cells() const { return cells_; }
  /// Corners of a cell, counter-clockwise from the lower left.
  [[nodiscard]] static std::array<Node, 4> corners(Node cell) {
    return {{{cell.i, cell.j}, {cell.i + 1, cell.j}, {cell.i + 1, cell.j + 1}, {cell.i, cell.j + 1}}};
  }
  /// Largest lg on the outermost cells of the first pass.
  [[nodiscard]] double rim_lg() const { return rim_lg_; }

  /// True when a seed lies above a level that none of the corners around it reaches: an island inside one cell.
  [[nodiscard]] bool hides_island(const std::vector<double>& lg_levels);
  /// Halves the cells; keeps those that a level crosses or nearly so, and those around seeds that lie above a level
  /// that no corner of their cell reaches.
  void refine(const std::vector<double>& lg_levels);
  /// Adds the cells beyond the present ones into which a level runs, until every contour is closed.
  void complete(const std::vector<double>& lg_levels);

 private:
  [[nodiscard]] static std::uint64_t key_of(Node n) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(n.j)) << 32) | static_cast<std::uint32_t>(n.i);
  }
  [[nodiscard]] Node cell_of(RdPoint p) const;
  [[nodiscard]] bool crossed(Node cell, const std::vector<double>& lg_levels, double margin) const;
  [[nodiscard]] std::vector<char> hidden_seeds(const std::vector<double>& lg_levels);
  void evaluate_corners(const std::vector<Node>& cells);

  const std::function<double(RdPoint)>* field_;
  const ContourGrid* grid_;
  RdPoint origin_{};
  double cell_ = 0.0;
  double rim_lg_ = -1e300;
  std::int32_t columns_ = 0;
  std::int32_t rows_ = 0;
  std::unordered_map<std::uint64_t, double> values_;
  std::vector<Node> cells_;
  std::vector<std::optional<double>> seed_lg_;
};

}  // namespace batterisk::detail
