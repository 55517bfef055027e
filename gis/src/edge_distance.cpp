#include "batterisk/gis/overlay.hpp"

#include "edge_index.hpp"
#include "geos.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

namespace batterisk::gis {
namespace {

constexpr double wanted_m = 0.005;

/// Distance to the edge of a zone, negative inside it.
class SignedDistance {
 public:
  explicit SignedDistance(const MultiPolygon& zone)
      : area_{geos_.make_area(zone)}, prepared_{geos_.prepared(area_.get())}, edge_{zone} {}

  [[nodiscard]] bool meets(const MultiPolygon& object) const {
    return geos_.intersects(prepared_.get(), geos_.make(object).get());
  }
  [[nodiscard]] double outside_m(const MultiPolygon& object) const { return edge_.distance_m(object); }
  [[nodiscard]] double at(RdPoint p) const {
    const double d = edge_.distance_m(p);
    return geos_.contains(prepared_.get(), p) ? -d : d;
  }

 private:
  Geos geos_;
  Geom area_;
  PreparedGeom prepared_;
  EdgeIndex edge_;
};

struct Piece {
  RdPoint a, b;
  double at_a, at_b;
  /// No value between the ends is lower: the distance changes by no more than one goes.
  [[nodiscard]] double bound() const { return (at_a + at_b - batterisk::distance_m(a, b)) / 2.0; }
};

/// Least signed distance over the outlines, to `wanted_m`: pieces that can hold a lower value are halved, the most
/// promising first.
double least(const SignedDistance& distance, const MultiPolygon& object) {
  const auto later = [](const Piece& x, const Piece& y) { return x.bound() > y.bound(); };
  std::priority_queue<Piece, std::vector<Piece>, decltype(later)> pieces{later};
  double best = 1e300;
  const auto add = [&](const Piece& piece) {
    best = std::min({best, piece.at_a, piece.at_b});
    pieces.push(piece);
  };
  const auto add_ring = [&](const Ring& ring) {
    double before = distance.at(ring.back());
    RdPoint a = ring.back();
    for (const RdPoint b : ring) {
      const double here = distance.at(b);
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
    const double here = distance.at(middle);
    add({piece.a, middle, piece.at_a, here});
    add({middle, piece.b, here, piece.at_b});
  }
  return best;
}

}  // namespace

std::vector<double> edge_distances_m(const MultiPolygon& zone, const std::vector<const MultiPolygon*>& objects) {
  const SignedDistance distance{zone};
  std::vector<double> distances;
  for (const MultiPolygon* object : objects) {
    distances.push_back(distance.meets(*object) ? least(distance, *object) : distance.outside_m(*object));
  }
  return distances;
}

}  // namespace batterisk::gis
