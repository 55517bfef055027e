#include "batterisk/study/map/map_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

// Liang and Barsky (1984): does a part of the segment lie in the box?
bool segment_in(RdPoint a, RdPoint b, const Box& box) {
  double from = 0.0;
  double to = 1.0;
  const auto within = [&](double start, double step, double low, double high) {
    if (step == 0.0) return start >= low && start <= high;
    const double first = ((step > 0.0 ? low : high) - start) / step;
    const double last = ((step > 0.0 ? high : low) - start) / step;
    from = std::max(from, first);
    to = std::min(to, last);
    return from <= to;
  };
  return within(a.x, b.x - a.x, box.min.x, box.max.x) && within(a.y, b.y - a.y, box.min.y, box.max.y);
}

bool ring_in(const Ring& ring, const Box& box) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (segment_in(ring[i], ring[(i + 1) % ring.size()], box)) return true;
  }
  return false;
}

double distance(drawing::Point a, drawing::Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

double distance_to_segment(drawing::Point p, drawing::Point a, drawing::Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return distance(p, {a.x + t * dx, a.y + t * dy});
}

// The ring without vertices that move its line by less than `tolerance` (mm): Douglas and Peucker (1973).
std::vector<drawing::Point> without_needless_vertices(const std::vector<drawing::Point>& ring, double tolerance) {
  const std::size_t n = ring.size();
  if (n < 4) return ring;
  std::vector<bool> keep(n, false);
  // The ring as two open lines, from the first vertex to the one farthest from it and back.
  std::size_t far = 0;
  for (std::size_t i = 1; i < n; ++i) {
    if (distance(ring[i], ring[0]) > distance(ring[far], ring[0])) far = i;
  }
  keep[0] = keep[far] = true;
  std::vector<std::pair<std::size_t, std::size_t>> lines{{0, far}, {far, n}};
  while (!lines.empty()) {
    const auto [first, last] = lines.back();
    lines.pop_back();
    double most = tolerance;
    std::size_t split = 0;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double off = distance_to_segment(ring[i], ring[first], ring[last % n]);
      if (off > most) {
        most = off;
        split = i;
      }
    }
    if (split == 0) continue;
    keep[split] = true;
    lines.emplace_back(first, split);
    lines.emplace_back(split, last);
  }
  std::vector<drawing::Point> out;
  for (std::size_t i = 0; i < n; ++i) {
    if (keep[i]) out.push_back(ring[i]);
  }
  return out;
}

}  // namespace

std::vector<drawing::Point> MapView::on_sheet(const Ring& ring) const {
  std::vector<drawing::Point> points;
  points.reserve(ring.size());
  for (const RdPoint p : ring) points.push_back(on_sheet(p));
  return points;
}

drawing::Rect MapView::on_sheet(const Box& box) const {
  const drawing::Point top_left = on_sheet(RdPoint{box.min.x, box.max.y});
  const drawing::Point bottom_right = on_sheet(RdPoint{box.max.x, box.min.y});
  return {top_left.x, top_left.y, bottom_right.x - top_left.x, bottom_right.y - top_left.y};
}

drawing::Path MapView::on_sheet(const MultiPolygon& polygons, double tolerance) const {
  drawing::Path path;
  const auto add_ring = [&](const Ring& ring) {
    std::vector<drawing::Point> points = on_sheet(ring);
    path.push_back({tolerance > 0.0 ? without_needless_vertices(points, tolerance) : std::move(points)});
  };
  for (const Polygon& any : polygons) {
    const Polygon polygon = oriented(any);  // overlapping objects in one path then stay filled
    add_ring(polygon.outer);
    for (const Ring& hole : polygon.holes) add_ring(hole);
  }
  return path;
}

Box MapView::box() const {
  const double half_width = frame.width * scale / 2000.0;
  const double half_height = frame.height * scale / 2000.0;
  return {{centre.x - half_width, centre.y - half_height}, {centre.x + half_width, centre.y + half_height}};
}

double usual_scale(const Box& all, const drawing::Rect& frame) {
  constexpr std::array<double, 12> scales{100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000};
  constexpr double margin = 6.0;
  const double needed = 1000.0 * std::max((all.max.x - all.min.x) / (frame.width - 2.0 * margin),
                                          (all.max.y - all.min.y) / (frame.height - 2.0 * margin));
  const auto fits = std::find_if(scales.begin(), scales.end(), [needed](double scale) { return needed <= scale; });
  return fits == scales.end() ? scales.back() : *fits;
}

std::string scale_text(double denominator, Language language) {
  std::string digits = fmt::format("{:.0f}", denominator);
  for (std::size_t at = digits.size(); digits.size() > 4 && at > 3; at -= 3) {
    digits.insert(at - 3, language == Language::Nl ? "." : ",");
  }
  return "1:" + digits;
}

bool border_in(const MultiPolygon& polygons, const Box& box) {
  return std::any_of(polygons.begin(), polygons.end(), [&box](const Polygon& polygon) {
    return ring_in(polygon.outer, box) || std::any_of(polygon.holes.begin(), polygon.holes.end(),
                                                      [&box](const Ring& hole) { return ring_in(hole, box); });
  });
}

bool visible_in(const MultiPolygon& polygons, const Box& box) {
  const Box around = bounds(polygons);
  if (around.empty() || !around.intersects(box)) return false;
  const RdPoint centre{(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0};
  return border_in(polygons, box) ||
         std::any_of(polygons.begin(), polygons.end(), [centre](const Polygon& p) { return contains(p, centre); });
}

RdPoint point_inside(const Polygon& polygon) {
  const Box box = bounds(polygon.outer);
  // A little off the middle, where rings drawn by people seldom have a vertex.
  const double y = box.min.y + 0.50137 * (box.max.y - box.min.y);
  std::vector<double> crossings;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const RdPoint a = ring[i];
      const RdPoint b = ring[(i + 1) % ring.size()];
      if ((a.y > y) != (b.y > y)) crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
  };
  add(polygon.outer);
  for (const Ring& hole : polygon.holes) add(hole);
  std::sort(crossings.begin(), crossings.end());
  RdPoint best = polygon.outer.front();
  double widest = -1.0;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    const double width = crossings[i + 1] - crossings[i];
    if (width > widest) {
      widest = width;
      best = {crossings[i] + width / 2.0, y};
    }
  }
  return best;
}

double round_step(double most) {
  const double decade = std::pow(10.0, std::floor(std::log10(most)));
  for (const double digit : {5.0, 2.0}) {
    if (digit * decade <= most) return digit * decade;
  }
  return decade;
}

}  // namespace batterisk::study
