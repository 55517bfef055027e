#include "batterisk/core/base/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace batterisk {
namespace {

double cross(RdPoint o, RdPoint a, RdPoint b) {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

bool on_segment(RdPoint a, RdPoint b, RdPoint p) {
  return cross(a, b, p) == 0.0 && std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) &&
         std::min(a.y, b.y) <= p.y && p.y <= std::max(a.y, b.y);
}

std::optional<RdPoint> meeting_point(RdPoint a, RdPoint b, RdPoint c, RdPoint d) {
  for (const RdPoint p : {c, d}) {
    if (on_segment(a, b, p)) return p;
  }
  for (const RdPoint p : {a, b}) {
    if (on_segment(c, d, p)) return p;
  }
  const double c1 = cross(a, b, c);
  const double c2 = cross(a, b, d);
  const double c3 = cross(c, d, a);
  const double c4 = cross(c, d, b);
  if ((c1 > 0) == (c2 > 0) || (c3 > 0) == (c4 > 0)) return std::nullopt;
  const double t = c1 / (c1 - c2);
  return RdPoint{c.x + t * (d.x - c.x), c.y + t * (d.y - c.y)};
}

}  // namespace

double distance_m(RdPoint a, RdPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

double bearing_rad(RdPoint from, RdPoint to) {
  const double bearing = std::atan2(to.x - from.x, to.y - from.y);
  if (bearing >= 0.0) return bearing;
  const double turned = bearing + 2 * std::numbers::pi;
  return turned < 2 * std::numbers::pi ? turned : 0.0;  // a hair west of north rounds to a full turn
}

RdPoint point_at(RdPoint from, double bearing, double distance) {
  return {from.x + distance * std::sin(bearing), from.y + distance * std::cos(bearing)};
}

double signed_area_m2(const Ring& ring) {
  // Relative to the first point: RD coordinates are large and areas small.
  double twice = 0.0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) twice += cross(ring[0], ring[i], ring[i + 1]);
  return twice / 2.0;
}

double area_m2(const Polygon& polygon) {
  double area = std::abs(signed_area_m2(polygon.outer));
  for (const Ring& hole : polygon.holes) area -= std::abs(signed_area_m2(hole));
  return area;
}

double area_m2(const MultiPolygon& polygons) {
  double area = 0.0;
  for (const Polygon& p : polygons) area += area_m2(p);
  return area;
}

bool contains(const Ring& ring, RdPoint p) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    if (on_segment(ring[j], ring[i], p)) return true;
    if ((ring[i].y > p.y) == (ring[j].y > p.y)) continue;
    const double side = cross(ring[j], ring[i], p);
    if ((ring[i].y > ring[j].y) ? side > 0 : side < 0) inside = !inside;
  }
  return inside;
}

bool contains(const Polygon& polygon, RdPoint p) {
  if (!contains(polygon.outer, p)) return false;
  return std::none_of(polygon.holes.begin(), polygon.holes.end(), [&](const Ring& hole) {
    if (!contains(hole, p)) return false;
    for (std::size_t i = 0, j = hole.size() - 1; i < hole.size(); j = i++) {
      if (on_segment(hole[j], hole[i], p)) return false;
    }
    return true;
  });
}

std::optional<RdPoint> self_crossing(const Ring& ring) {
  const std::size_t n = ring.size();
  for (std::size_t i = 0; i < n; ++i) {
    const RdPoint a = ring[i];
    const RdPoint b = ring[(i + 1) % n];
    if (a == b) return a;
    const RdPoint next = ring[(i + 2) % n];
    if (n > 2 && cross(a, b, next) == 0.0 &&
        (next.x - b.x) * (a.x - b.x) + (next.y - b.y) * (a.y - b.y) > 0.0) {
      return b;  // the ring folds back on itself
    }
    for (std::size_t j = i + 2; j < n; ++j) {
      if (i == 0 && j == n - 1) continue;
      if (const auto p = meeting_point(a, b, ring[j], ring[(j + 1) % n])) return p;
    }
  }
  return std::nullopt;
}

Box bounds(const Ring& ring) {
  Box box;
  for (const RdPoint p : ring) box.add(p);
  return box;
}

Box bounds(const MultiPolygon& polygons) {
  Box box;
  for (const Polygon& polygon : polygons) {
    for (const RdPoint p : polygon.outer) box.add(p);
  }
  return box;
}

Box bounds(const Shape& shape) {
  if (const auto* polygon = std::get_if<Polygon>(&shape)) return bounds(polygon->outer);
  const auto& circle = std::get<Circle>(shape);
  return {{circle.centre.x - circle.radius_m, circle.centre.y - circle.radius_m},
          {circle.centre.x + circle.radius_m, circle.centre.y + circle.radius_m}};
}

Polygon outline(const Box& box) {
  return {{box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}}, {}};
}

MultiPolygon moved(MultiPolygon polygons, RdPoint by) {
  const auto move = [by](Ring& ring) {
    for (RdPoint& p : ring) p = {p.x + by.x, p.y + by.y};
  };
  for (Polygon& polygon : polygons) {
    move(polygon.outer);
    for (Ring& hole : polygon.holes) move(hole);
  }
  return polygons;
}

Polygon oriented(Polygon polygon) {
  if (signed_area_m2(polygon.outer) < 0) std::reverse(polygon.outer.begin(), polygon.outer.end());
  for (Ring& hole : polygon.holes) {
    if (signed_area_m2(hole) > 0) std::reverse(hole.begin(), hole.end());
  }
  return polygon;
}

Polygon inscribed_polygon(const Circle& circle, double sagitta_m) {
  const double ratio = std::min(1.0, sagitta_m / circle.radius_m);
  const int n = std::max(32, static_cast<int>(std::ceil(std::numbers::pi / std::acos(1.0 - ratio))));
  Polygon polygon;
  polygon.outer.reserve(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) {
    polygon.outer.push_back(point_at(circle.centre, -2.0 * std::numbers::pi * i / n, circle.radius_m));
  }
  return polygon;
}

}  // namespace batterisk
