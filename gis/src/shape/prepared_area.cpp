#include "shape/prepared_area.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <utility>
#include <vector>

namespace batterisk::gis {
namespace {

constexpr double wanted_m = 0.005;

struct Piece {
  RdPoint a, b;
  double at_a, at_b;
  /// No value between the ends is lower: the distance changes by no more than one goes.
  [[nodiscard]] double bound() const { return (at_a + at_b - batterisk::distance_m(a, b)) / 2.0; }
};

/// Square around a point with the depth there.
struct Cell {
  RdPoint centre;
  double half_m;
  double depth_m;
  [[nodiscard]] double bound() const { return depth_m + half_m * std::sqrt(2.0); }
};

}  // namespace

PreparedArea::PreparedArea(const Geos& geos, Geom area)
    : geos_{&geos}, area_{std::move(area)}, prepared_{geos.prepared(area_.get())}, edge_{geos.polygons(area_.get())} {}

double PreparedArea::signed_distance_m(RdPoint p) const {
  const double d = edge_.distance_m(p);
  return geos_->contains(prepared_.get(), p) ? -d : d;
}

double PreparedArea::outline_distance_m(const MultiPolygon& object) const {
  // Pieces that can hold a lower value are halved, the most promising first.
  const auto later = [](const Piece& x, const Piece& y) { return x.bound() > y.bound(); };
  std::priority_queue<Piece, std::vector<Piece>, decltype(later)> pieces{later};
  double best = 1e300;
  const auto add = [&](const Piece& piece) {
    best = std::min({best, piece.at_a, piece.at_b});
    pieces.push(piece);
  };
  const auto add_ring = [&](const Ring& ring) {
    RdPoint a = ring.back();
    double before = signed_distance_m(a);
    for (const RdPoint b : ring) {
      const double here = signed_distance_m(b);
      add({a, b, before, here});
      a = b;
      before = here;
    }
  };
  for (const Polygon& polygon : object) {
    add_ring(polygon.outer);
    for (const Ring& hole : polygon.holes) add_ring(hole);
  }
  while (!pieces.empty() && pieces.top().bound() < best - wanted_m) {
    const Piece piece = pieces.top();
    pieces.pop();
    const RdPoint middle{(piece.a.x + piece.b.x) / 2.0, (piece.a.y + piece.b.y) / 2.0};
    const double here = signed_distance_m(middle);
    add({piece.a, middle, piece.at_a, here});
    add({middle, piece.b, here, piece.at_b});
  }
  return best;
}

PreparedArea::Deep PreparedArea::deepest(const Polygon& part) const {
  const auto later = [](const Cell& x, const Cell& y) { return x.bound() < y.bound(); };
  std::priority_queue<Cell, std::vector<Cell>, decltype(later)> cells{later};
  Deep best{part.outer.front(), 0.0};
  const auto add = [&](RdPoint centre, double half_m) {
    const double depth = -signed_distance_m(centre);
    if (depth > best.depth_m) best = {centre, depth};
    cells.push({centre, half_m, depth});
  };
  const Box box = bounds(part.outer);
  add({(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0},
      std::max(box.max.x - box.min.x, box.max.y - box.min.y) / 2.0);
  while (!cells.empty() && cells.top().bound() > best.depth_m + wanted_m) {
    const Cell cell = cells.top();
    cells.pop();
    const double half = cell.half_m / 2.0;
    for (const double dx : {-half, half}) {
      for (const double dy : {-half, half}) add({cell.centre.x + dx, cell.centre.y + dy}, half);
    }
  }
  return best;
}

double PreparedArea::depth_m(const MultiPolygon& object) {
  if (!deepest_) {
    deepest_.emplace();
    for (const Polygon& part : geos_->polygons(area_.get())) deepest_->push_back(deepest(part));
  }
  double depth = std::max(0.0, -outline_distance_m(object));
  for (const Deep& deep : *deepest_) {
    const bool holds = std::any_of(object.begin(), object.end(),
                                   [&](const Polygon& polygon) { return contains(polygon, deep.at); });
    if (holds) depth = std::max(depth, deep.depth_m);
  }
  return depth;
}

}  // namespace batterisk::gis
