#include "packing/field.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace batterisk::siting::packing {
namespace {

MultiPolygon corners_of(const MultiPolygon& middles, Size size, int view) {
  const auto put = [&](RdPoint p) {
    RdPoint at{p.x - size.w / 2.0, p.y - size.h / 2.0};
    if ((view & 1) != 0) at = {at.y, at.x};
    const Size here = (view & 1) != 0 ? Size{size.h, size.w} : size;
    if ((view & 2) != 0) at.x = -at.x - here.w;
    if ((view & 4) != 0) at.y = -at.y - here.h;
    return at;
  };
  MultiPolygon out = middles;
  for (Polygon& polygon : out) {
    for (RdPoint& p : polygon.outer) p = put(p);
    for (Ring& hole : polygon.holes) {
      for (RdPoint& p : hole) p = put(p);
    }
  }
  return out;
}

double x_at(RdPoint a, RdPoint b, double y) {
  if (y <= a.y) return a.x;
  if (y >= b.y) return b.x;
  return a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
}

Intervals minus(const Intervals& from, const Intervals& without) {
  Intervals out;
  for (Interval i : from) {
    for (const Interval& w : without) {
      if (w.hi < i.lo || w.lo > i.hi) continue;
      if (w.lo > i.lo) out.push_back({i.lo, w.lo});
      i.lo = w.hi;
      if (i.lo >= i.hi) break;
    }
    if (i.lo < i.hi) out.push_back(i);
  }
  return out;
}

// Values in order, each once.
std::vector<double> apart(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end(), [](double a, double b) { return b - a < tiny_m; }), values.end());
  return values;
}

}  // namespace

Intervals joined(Intervals intervals) {
  std::sort(intervals.begin(), intervals.end(), [](const Interval& a, const Interval& b) { return a.lo < b.lo; });
  Intervals out;
  for (const Interval& i : intervals) {
    if (!out.empty() && i.lo <= out.back().hi + tiny_m) {
      out.back().hi = std::max(out.back().hi, i.hi);
    } else {
      out.push_back(i);
    }
  }
  return out;
}

Bands::Bands(const MultiPolygon& area) : box_{bounds(area)} {
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      RdPoint a = ring[i];
      RdPoint b = ring[(i + 1) % ring.size()];
      if (a.y > b.y) std::swap(a, b);
      edges_.push_back({a, b});
    }
  };
  for (const Polygon& polygon : area) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  std::sort(edges_.begin(), edges_.end(), [](const Edge& p, const Edge& q) { return p.a.y < q.a.y; });
}

std::vector<double> Bands::corners_y() const {
  std::vector<double> out;
  for (const Edge& edge : edges_) {
    out.push_back(edge.a.y);
    out.push_back(edge.b.y);
  }
  return apart(std::move(out));
}

std::vector<double> Bands::corners_x() const {
  std::vector<double> out;
  for (const Edge& edge : edges_) {
    out.push_back(edge.a.x);
    out.push_back(edge.b.x);
  }
  return apart(std::move(out));
}

Intervals Bands::at(double y) const {
  std::vector<double> crossings;
  for (const Edge& edge : edges_) {
    if (edge.a.y > y) break;
    if (edge.b.y > y) crossings.push_back(x_at(edge.a, edge.b, y));
  }
  std::sort(crossings.begin(), crossings.end());
  Intervals out;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) out.push_back({crossings[i], crossings[i + 1]});
  return joined(std::move(out));
}

void Bands::add_within(double from, double to, Intervals& out) const {
  for (const Edge& edge : edges_) {
    if (edge.a.y > to) break;
    if (edge.b.y < from) continue;
    double one = x_at(edge.a, edge.b, from);
    double other = x_at(edge.a, edge.b, to);
    if (edge.a.y == edge.b.y) {
      one = edge.a.x;
      other = edge.b.x;
    }
    out.push_back({std::min(one, other), std::max(one, other)});
  }
}

Intervals Bands::anywhere(double from, double to) const {
  // From any point of the area in the band, straight down, comes an edge or the lower line.
  Intervals out = at(from);
  add_within(from, to, out);
  return joined(std::move(out));
}

Intervals Bands::throughout(double from, double to) const {
  Intervals edges;
  add_within(from, to, edges);
  std::erase_if(edges, [](const Interval& i) { return i.hi - i.lo < tiny_m; });
  return minus(at((from + to) / 2.0), joined(std::move(edges)));
}

Field field_of(const PackingProblem& problem, int view) {
  const double a = problem.lengte_m + problem.tussen_m;
  const double b = problem.breedte_m + problem.tussen_m;
  const std::array<Size, 2> size{{{a, b}, {b, a}}};
  Field field;
  field.places[0] = Bands{corners_of(problem.langs, size[0], view)};
  field.places[1] = Bands{corners_of(problem.dwars, size[1], view)};
  field.size = size;
  if ((view & 1) != 0) field.size = {{{b, a}, {a, b}}};
  return field;
}

std::vector<Block> seen(std::vector<Block> blocks, const Field& plain, int view) {
  for (Block& block : blocks) {
    Size size = plain.size[static_cast<std::size_t>(block.kind)];
    if ((view & 1) != 0) {
      std::swap(block.x, block.y);
      std::swap(size.w, size.h);
    }
    if ((view & 2) != 0) block.x = -block.x - size.w;
    if ((view & 4) != 0) block.y = -block.y - size.h;
  }
  return blocks;
}

std::vector<Block> plainly(std::vector<Block> blocks, const Field& plain, int view) {
  for (Block& block : blocks) {
    Size size = plain.size[static_cast<std::size_t>(block.kind)];
    if ((view & 1) != 0) std::swap(size.w, size.h);
    if ((view & 2) != 0) block.x = -block.x - size.w;
    if ((view & 4) != 0) block.y = -block.y - size.h;
    if ((view & 1) != 0) std::swap(block.x, block.y);
  }
  return blocks;
}

bool overlap(const Field& field, const Block& a, const Block& b) {
  const Size& p = field.size[static_cast<std::size_t>(a.kind)];
  const Size& q = field.size[static_cast<std::size_t>(b.kind)];
  return a.x < b.x + q.w - tiny_m && b.x < a.x + p.w - tiny_m && a.y < b.y + q.h - tiny_m && b.y < a.y + p.h - tiny_m;
}

std::vector<double> sums_of(double a, double b, double most) {
  std::vector<double> out;
  for (double i = 0.0; i <= most + tiny_m; i += a) {
    for (double s = i; s <= most + tiny_m; s += b) out.push_back(s);
  }
  return apart(std::move(out));
}

}  // namespace batterisk::siting::packing
