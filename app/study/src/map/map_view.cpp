#include "map/map_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

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

bool overlap(const svg::Rect& a, const svg::Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

double distance(svg::Point a, svg::Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

svg::Rect around(svg::Point centre, double width, double height) {
  return {centre.x - width / 2.0, centre.y - height / 2.0, width, height};
}

double distance_to_segment(svg::Point p, svg::Point a, svg::Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t =
      length2 > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return distance(p, {a.x + t * dx, a.y + t * dy});
}

// Points on the closed line, about 1.5 mm apart.
std::vector<svg::Point> points_along(const std::vector<svg::Point>& ring) {
  constexpr double step = 1.5;
  std::vector<svg::Point> points;
  double ahead = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const svg::Point a = ring[i];
    const svg::Point b = ring[(i + 1) % ring.size()];
    const double length = distance(a, b);
    for (; ahead < length; ahead += step) {
      const double t = ahead / length;
      points.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
    }
    ahead -= length;
  }
  return points;
}

std::optional<LineLabel> label_beside(const std::vector<svg::Point>& line, double width, double height,
                                      double start, LabelPlacer& placer) {
  svg::Point centre{0.0, 0.0};
  for (const svg::Point p : line) centre = {centre.x + p.x, centre.y + p.y};
  centre = {centre.x / static_cast<double>(line.size()), centre.y / static_cast<double>(line.size())};
  double radius = 0.0;
  for (const svg::Point p : line) radius = std::max(radius, distance(p, centre));
  constexpr double pi = 3.14159265358979323846;
  constexpr int directions = 24;
  for (const double gap : {4.0, 6.0, 9.0, 12.0, 16.0, 20.0, 25.0}) {
    for (int i = 0; i < directions; ++i) {
      const double angle = 2.0 * pi * (start + static_cast<double>(i) / directions);
      const double reach = radius + gap + width / 2.0 * std::abs(std::cos(angle));
      const svg::Rect box =
          around({centre.x + reach * std::cos(angle), centre.y - reach * std::sin(angle)}, width, height);
      if (!placer.free(box)) continue;
      const svg::Point to = *std::min_element(line.begin(), line.end(), [&box](svg::Point a, svg::Point b) {
        return distance(a, box.centre()) < distance(b, box.centre());
      });
      placer.take(box);
      return LineLabel{box, to};
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<svg::Point> MapView::on_sheet(const Ring& ring) const {
  std::vector<svg::Point> points;
  points.reserve(ring.size());
  for (const RdPoint p : ring) points.push_back(on_sheet(p));
  return points;
}

svg::Rect MapView::on_sheet(const Box& box) const {
  const svg::Point top_left = on_sheet(RdPoint{box.min.x, box.max.y});
  const svg::Point bottom_right = on_sheet(RdPoint{box.max.x, box.min.y});
  return {top_left.x, top_left.y, bottom_right.x - top_left.x, bottom_right.y - top_left.y};
}

Box MapView::box() const {
  const double half_width = frame.width * scale / 2000.0;
  const double half_height = frame.height * scale / 2000.0;
  return {{centre.x - half_width, centre.y - half_height}, {centre.x + half_width, centre.y + half_height}};
}

double usual_scale(const Box& all, const svg::Rect& frame) {
  constexpr std::array<double, 12> scales{100,   250,   500,   1000,   2500,   5000,
                                          10000, 25000, 50000, 100000, 250000, 500000};
  constexpr double margin = 6.0;
  const double needed = 1000.0 * std::max((all.max.x - all.min.x) / (frame.width - 2.0 * margin),
                                          (all.max.y - all.min.y) / (frame.height - 2.0 * margin));
  const auto fits =
      std::find_if(scales.begin(), scales.end(), [needed](double scale) { return needed <= scale; });
  return fits == scales.end() ? scales.back() : *fits;
}

std::vector<svg::Point> without_needless_vertices(const std::vector<svg::Point>& ring, double tolerance) {
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
  std::vector<svg::Point> out;
  for (std::size_t i = 0; i < n; ++i) {
    if (keep[i]) out.push_back(ring[i]);
  }
  return out;
}

bool border_in(const MultiPolygon& polygons, const Box& box) {
  return std::any_of(polygons.begin(), polygons.end(), [&box](const Polygon& polygon) {
    return ring_in(polygon.outer, box) ||
           std::any_of(polygon.holes.begin(), polygon.holes.end(),
                       [&box](const Ring& hole) { return ring_in(hole, box); });
  });
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

bool LabelPlacer::inside(const svg::Rect& box) const {
  constexpr double margin = 0.8;
  return box.x >= frame_.x + margin && box.right() <= frame_.right() - margin && box.y >= frame_.y + margin &&
         box.bottom() <= frame_.bottom() - margin;
}

bool LabelPlacer::free(const svg::Rect& box) const {
  return inside(box) &&
         std::none_of(taken_.begin(), taken_.end(), [&box](const svg::Rect& r) { return overlap(r, box); });
}

std::optional<svg::Rect> LabelPlacer::beside(const svg::Rect& object, double width, double height) {
  const double middle_x = object.centre().x - width / 2.0;
  const double middle_y = object.centre().y - height / 2.0;
  for (const double gap : {0.4, 2.0}) {
    const double left = object.x - gap - width;
    const double right = object.right() + gap;
    const double above = object.y - gap - height;
    const double below = object.bottom() + gap;
    const std::array<svg::Point, 8> places{{{middle_x, above},
                                            {middle_x, below},
                                            {right, middle_y},
                                            {left, middle_y},
                                            {right, above},
                                            {left, above},
                                            {right, below},
                                            {left, below}}};
    for (const svg::Point place : places) {
      const svg::Rect box{place.x, place.y, width, height};
      if (!free(box)) continue;
      take(box);
      return box;
    }
  }
  return std::nullopt;
}

std::vector<LineLabel> labels_on(const std::vector<svg::Point>& ring, double width, double height,
                                 double start, const std::vector<LineLabel>& others, LabelPlacer& placer) {
  constexpr double apart = 60.0;   // between labels of the same thing
  constexpr std::size_t most = 3;  // on one ring
  const std::vector<svg::Point> line = points_along(ring);
  std::vector<LineLabel> labels;
  if (line.empty()) return labels;
  const double length = 1.5 * static_cast<double>(line.size());
  if (length < 3.0 * (width + height)) {
    if (!others.empty()) return labels;
    if (const auto label = label_beside(line, width, height, start, placer)) labels.push_back(*label);
    return labels;
  }
  const auto far_enough = [&](const svg::Rect& box) {
    const auto far = [&box](const LineLabel& label) {
      return distance(label.box.centre(), box.centre()) >= apart;
    };
    return std::all_of(labels.begin(), labels.end(), far) && std::all_of(others.begin(), others.end(), far);
  };
  const auto first = static_cast<std::size_t>(start * static_cast<double>(line.size()));
  std::optional<svg::Rect> crowded;  // where the label goes when no place is free
  for (std::size_t i = 0; i < line.size() && labels.size() < most; ++i) {
    const svg::Rect box = around(line[(first + i) % line.size()], width, height);
    if (!crowded && placer.inside(box)) crowded = box;
    if (!placer.free(box) || !far_enough(box)) continue;
    placer.take(box);
    labels.push_back({box, std::nullopt});
  }
  if (labels.empty() && others.empty() && crowded) {
    placer.take(*crowded);
    labels.push_back({*crowded, std::nullopt});
  }
  return labels;
}

}  // namespace batterisk::study
