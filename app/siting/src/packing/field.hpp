#pragma once

#include "batterisk/siting/packing.hpp"

#include <array>
#include <vector>

namespace batterisk::siting::packing {

/// To which lengths are compared (m).
inline constexpr double tiny_m = 1e-6;

struct Interval {
  double lo;
  double hi;
};
using Intervals = std::vector<Interval>;  ///< sorted, apart

/// Joins intervals that touch.
[[nodiscard]] Intervals joined(Intervals intervals);

/// An area that is asked about line by line.
class Bands {
 public:
  Bands() = default;
  explicit Bands(const MultiPolygon& area);

  [[nodiscard]] bool empty() const { return edges_.empty(); }
  [[nodiscard]] const Box& box() const { return box_; }
  /// Ordinates, and abscissae, of all corners.
  [[nodiscard]] std::vector<double> corners_y() const;
  [[nodiscard]] std::vector<double> corners_x() const;
  /// What a line at y has of the area.
  [[nodiscard]] Intervals at(double y) const;
  /// Abscissae that the area has anywhere between two ordinates.
  [[nodiscard]] Intervals anywhere(double from, double to) const;
  /// Abscissae at which all ordinates between two are in the area.
  [[nodiscard]] Intervals throughout(double from, double to) const;

 private:
  struct Edge {
    RdPoint a;
    RdPoint b;  // a.y <= b.y
  };
  void add_within(double from, double to, Intervals& out) const;
  std::vector<Edge> edges_;  // by a.y
  Box box_;
};

/// A rectangle with half the distance around it. `kind` 0 lies along x, 1 across.
struct Block {
  double x = 0.0;  // of its lower left corner
  double y = 0.0;
  int kind = 0;
};

struct Size {
  double w = 0.0;
  double h = 0.0;
};

/// The problem as places of lower left corners of rectangles that may touch; mirrored and turned for searches that prefer
/// one side.
struct Field {
  std::array<Size, 2> size;
  std::array<Bands, 2> places;
};

/// Ways to look at a field: bit 0 exchanges x and y, bit 1 mirrors x, bit 2 mirrors y (in that order).
inline constexpr int views = 8;
[[nodiscard]] Field field_of(const PackingProblem& problem, int view = 0);
/// Blocks of the field seen plainly, as they are in a view, and back.
[[nodiscard]] std::vector<Block> seen(std::vector<Block> blocks, const Field& plain, int view);
[[nodiscard]] std::vector<Block> plainly(std::vector<Block> blocks, const Field& plain, int view);

[[nodiscard]] bool overlap(const Field& field, const Block& a, const Block& b);

/// Lower left corners of all points at which sums of multiples of two lengths can end, up to `most`.
[[nodiscard]] std::vector<double> sums_of(double a, double b, double most);

}  // namespace batterisk::siting::packing
