#include "shape/edge_index.hpp"

#include "shape/plane.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk::gis {
namespace {

constexpr std::size_t run_length = 8;
constexpr double far = 1e300;  // square of a distance beyond all

/// Square of the distance between boxes, 0 when they meet.
double gap2(const Box& a, const Box& b) {
  const double x = std::max({a.min.x - b.max.x, 0.0, b.min.x - a.max.x});
  const double y = std::max({a.min.y - b.max.y, 0.0, b.min.y - a.max.y});
  return x * x + y * y;
}

}  // namespace

EdgeIndex::EdgeIndex(const MultiPolygon& polygons) {
  if (polygons.empty()) return;
  origin_ = polygons.front().outer.front();
  for (const Polygon& polygon : polygons) {
    for_each_ring(polygon, [this](const Ring& ring) {
      for_each_edge(ring, origin_, [this](RdPoint a, RdPoint b) { edges_.push_back({a, b}); });
    });
  }
  for (std::size_t first = 0; first < edges_.size(); first += run_length) {
    Run run{{}, first, std::min(first + run_length, edges_.size())};
    for (std::size_t i = run.first; i < run.end; ++i) {
      run.box.add(edges_[i].a);
      run.box.add(edges_[i].b);
    }
    runs_.push_back(run);
  }
}

double EdgeIndex::distance2(const Run& run, const std::vector<Edge>& others, const Box& box,
                            double best2) const {
  for (std::size_t i = run.first; i < run.end; ++i) {
    const Edge& edge = edges_[i];
    Box around;
    around.add(edge.a);
    around.add(edge.b);
    if (gap2(around, box) >= best2) continue;
    // Edges that do not cross are nearest at a vertex of one of them; as end of the next edge each counts
    // once.
    for (const Edge& other : others) {
      best2 = std::min({best2, segment_distance2(edge.a - other.b, edge.b - other.b),
                        segment_distance2(other.a - edge.b, other.b - edge.b)});
    }
  }
  return best2;
}

double EdgeIndex::distance_m(RdPoint p) const {
  const RdPoint q = p - origin_;
  Box box;
  box.add(q);
  double best2 = far;
  for (const Run& run : runs_) {
    if (gap2(run.box, box) >= best2) continue;
    for (std::size_t i = run.first; i < run.end; ++i) {
      best2 = std::min(best2, segment_distance2(edges_[i].a - q, edges_[i].b - q));
    }
  }
  return std::sqrt(best2);
}

double EdgeIndex::distance_m(const MultiPolygon& polygons) const {
  std::vector<Edge> others;
  Box box;
  for (const Polygon& polygon : polygons) {
    for_each_ring(polygon, [&](const Ring& ring) {
      for_each_edge(ring, origin_, [&](RdPoint a, RdPoint b) {
        others.push_back({a, b});
        box.add(b);
      });
    });
  }
  if (runs_.empty() || others.empty()) return std::sqrt(far);
  // The run whose box is nearest gives a bound that spares most others.
  std::vector<double> gaps(runs_.size());
  std::transform(runs_.begin(), runs_.end(), gaps.begin(),
                 [&box](const Run& run) { return gap2(run.box, box); });
  const std::size_t nearest =
      static_cast<std::size_t>(std::min_element(gaps.begin(), gaps.end()) - gaps.begin());
  double best2 = distance2(runs_[nearest], others, box, far);
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    if (i != nearest && gaps[i] < best2) best2 = distance2(runs_[i], others, box, best2);
  }
  return std::sqrt(best2);
}

}  // namespace batterisk::gis
