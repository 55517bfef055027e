#include "batterisk/study/map/labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace batterisk::study {
namespace {

using drawing::Point;
using drawing::Rect;

double overlap(const Rect& a, const Rect& b) {
  const double width = std::min(a.right(), b.right()) - std::max(a.x, b.x);
  const double height = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
  return width > 0.0 && height > 0.0 ? width * height : 0.0;
}

double distance(Point a, Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

Rect around(Point centre, double width, double height) {
  return {centre.x - width / 2.0, centre.y - height / 2.0, width, height};
}

// Points on the closed line, about 1.5 mm apart.
std::vector<Point> points_along(const std::vector<Point>& ring) {
  constexpr double step = 1.5;
  std::vector<Point> points;
  double ahead = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i];
    const Point b = ring[(i + 1) % ring.size()];
    const double length = distance(a, b);
    for (; ahead < length; ahead += step) {
      const double t = ahead / length;
      points.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
    }
    ahead -= length;
  }
  return points;
}

std::optional<LineLabel> label_beside(const std::vector<Point>& line, double width, double height, double start,
                                      LabelPlacer& placer) {
  Point centre{0.0, 0.0};
  for (const Point p : line) centre = {centre.x + p.x, centre.y + p.y};
  centre = {centre.x / static_cast<double>(line.size()), centre.y / static_cast<double>(line.size())};
  double radius = 0.0;
  for (const Point p : line) radius = std::max(radius, distance(p, centre));
  constexpr int directions = 24;
  for (const double gap : {4.0, 6.0, 9.0, 12.0, 16.0, 20.0, 25.0}) {
    for (int i = 0; i < directions; ++i) {
      const double angle = 2.0 * std::numbers::pi * (start + static_cast<double>(i) / directions);
      const double reach = radius + gap + width / 2.0 * std::abs(std::cos(angle));
      const Rect box = around({centre.x + reach * std::cos(angle), centre.y - reach * std::sin(angle)}, width, height);
      if (!placer.free(box)) continue;
      const Point to = *std::min_element(line.begin(), line.end(), [&box](Point a, Point b) {
        return distance(a, box.centre()) < distance(b, box.centre());
      });
      placer.take(box);
      return LineLabel{box, to};
    }
  }
  return std::nullopt;
}

}  // namespace

bool LabelPlacer::inside(const Rect& box) const {
  constexpr double margin = 0.8;
  return box.x >= frame_.x + margin && box.right() <= frame_.right() - margin && box.y >= frame_.y + margin &&
         box.bottom() <= frame_.bottom() - margin;
}

bool LabelPlacer::free(const Rect& box) const {
  return inside(box) &&
         std::none_of(taken_.begin(), taken_.end(), [&box](const Rect& r) { return overlap(r, box) > 0.0; });
}

double LabelPlacer::covered(const Rect& box) const {
  double area = 0.0;
  for (const Rect& r : taken_) area += overlap(r, box);
  return area;
}

std::optional<Rect> LabelPlacer::beside(const Rect& object, double width, double height) {
  const double middle_x = object.centre().x - width / 2.0;
  const double middle_y = object.centre().y - height / 2.0;
  for (const double gap : {0.4, 2.0}) {
    const double left = object.x - gap - width;
    const double right = object.right() + gap;
    const double above = object.y - gap - height;
    const double below = object.bottom() + gap;
    const std::array<Point, 8> places{{{middle_x, above},
                                       {middle_x, below},
                                       {right, middle_y},
                                       {left, middle_y},
                                       {right, above},
                                       {left, above},
                                       {right, below},
                                       {left, below}}};
    for (const Point place : places) {
      const Rect box{place.x, place.y, width, height};
      if (!free(box)) continue;
      take(box);
      return box;
    }
  }
  return std::nullopt;
}

std::vector<LineLabel> labels_on(const std::vector<Point>& ring, double width, double height, double start,
                                 const std::vector<LineLabel>& others, LabelPlacer& placer) {
  constexpr double apart = 60.0;   // between labels of the same thing
  constexpr std::size_t most = 3;  // on one ring
  const std::vector<Point> line = points_along(ring);
  std::vector<LineLabel> labels;
  if (line.empty()) return labels;
  const double length = 1.5 * static_cast<double>(line.size());
  if (length < 3.0 * (width + height)) {
    if (!others.empty()) return labels;
    if (const auto label = label_beside(line, width, height, start, placer)) labels.push_back(*label);
    return labels;
  }
  const auto far_enough = [&](const Rect& box) {
    const auto far = [&box](const LineLabel& label) { return distance(label.box.centre(), box.centre()) >= apart; };
    return std::all_of(labels.begin(), labels.end(), far) && std::all_of(others.begin(), others.end(), far);
  };
  const auto first = static_cast<std::size_t>(start * static_cast<double>(line.size()));
  std::optional<Rect> crowded;  // where the label goes when no place is free
  double least = 0.0;
  for (std::size_t i = 0; i < line.size() && labels.size() < most; ++i) {
    const Rect box = around(line[(first + i) % line.size()], width, height);
    if (!placer.free(box)) {
      if (!placer.inside(box) || !labels.empty()) continue;
      const double covered = placer.covered(box);
      if (crowded && covered >= least) continue;
      crowded = box;
      least = covered;
      continue;
    }
    if (!far_enough(box)) continue;
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
