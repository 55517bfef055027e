#include "read/coverage.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace batterisk::gis {
namespace {

/// A place without a building within this distance is rare where people live: in Doesburg and Otterlo 1 to 2 % of the
/// study areas of 200 to 400 m have one.
constexpr double neighbourhood_m = 250.0;
constexpr std::string_view neighbourhood = "250 m";

/// A held that goes on has something on every side within this distance: about the size of a municipality.
constexpr double horizon_m = 5000.0;
constexpr std::string_view horizon = "5 km";

/// Most places are settled by the first look.
constexpr double first_look_m = 500.0;

/// A plot of this size is no house plot: without a building it is field, wood, water or road.
constexpr double large_parcel_m2 = 2500.0;

struct Quadrant {
  double x;
  double y;
  std::string_view side;
};
constexpr std::array<Quadrant, 4> quadrants{
    {{1, 1, "noordoosten"}, {-1, 1, "noordwesten"}, {-1, -1, "zuidwesten"}, {1, -1, "zuidoosten"}}};

Box quadrant_of(RdPoint p, const Quadrant& q, double reach_m) {
  Box box;
  box.add(p);
  box.add({p.x + q.x * reach_m, p.y + q.y * reach_m});
  return box;
}

RdPoint corner_of(const Box& box, const Quadrant& q) {
  return {q.x > 0 ? box.max.x : box.min.x, q.y > 0 ? box.max.y : box.min.y};
}

bool goes_on(const Held& held, RdPoint p, const Quadrant& q, double reach_m) {
  return (reach_m > first_look_m && held.any(quadrant_of(p, q, first_look_m))) ||
         held.any(quadrant_of(p, q, reach_m));
}

std::string whole_metres(double v) {
  char text[40];
  const auto end = std::to_chars(text, text + sizeof text, v, std::chars_format::fixed, 0).ptr;
  return {text, end};
}

CoverageGap gap_at(RdPoint p, std::string_view side, std::string_view reach) {
  return {std::string{side}, whole_metres(p.x) + ", " + whole_metres(p.y), std::string{reach}};
}

bool said_to_hold(const Held& held, RdPoint p) {
  return std::any_of(held.outlines.begin(), held.outlines.end(),
                     [p](const Polygon& outline) { return contains(outline, p); });
}

std::vector<const Perceel*> large_parcels(const Box& box, const std::vector<Perceel>* parcels) {
  std::vector<const Perceel*> large;
  if (parcels == nullptr) return large;
  for (const Perceel& parcel : *parcels) {
    if (box.intersects(bounds(parcel.vlak)) && area_m2(parcel.vlak) >= large_parcel_m2) large.push_back(&parcel);
  }
  return large;
}

bool on_one_of(const std::vector<const Perceel*>& parcels, RdPoint p) {
  return std::any_of(parcels.begin(), parcels.end(), [p](const Perceel* parcel) {
    return std::any_of(parcel->vlak.begin(), parcel->vlak.end(),
                       [p](const Polygon& polygon) { return contains(polygon, p); });
  });
}

}  // namespace

bool Presence::any(const Box& area) {
  const auto there = [&](const Box& box) { return area.intersects(box); };
  if (last_ < seen_.size() && there(seen_[last_])) return true;
  if (const auto it = std::find_if(seen_.begin(), seen_.end(), there); it != seen_.end()) {
    last_ = static_cast<std::size_t>(it - seen_.begin());
    return true;
  }
  if (!source_.filters_by_index) return false;
  const GdalMessages quiet;
  const std::optional<Box> filter = box_in_layer_crs(source_, area);
  if (!filter) return false;
  source_.layer->SetSpatialFilterRect(filter->min.x, filter->min.y, filter->max.x, filter->max.y);
  source_.layer->ResetReading();
  const OGRFeatureUniquePtr feature{source_.layer->GetNextFeature()};
  source_.layer->ResetReading();
  return feature != nullptr;
}

Held Delivery::held() {
  return {[this](const Box& area) {
            return std::any_of(layers.begin(), layers.end(), [&](Presence& layer) { return layer.any(area); });
          },
          outlines};
}

CoverageGap gap_around(const Box& box, const Held& held) {
  for (const Quadrant& q : quadrants) {
    const RdPoint corner = corner_of(box, q);
    if (said_to_hold(held, corner) || goes_on(held, corner, q, horizon_m)) continue;
    return gap_at(corner, q.side, horizon);
  }
  return {};
}

CoverageGap gap_within(const Box& box, const Held& held, const std::vector<Perceel>* parcels) {
  if (CoverageGap gap = gap_around(box, held); !gap.side.empty()) return gap;
  const std::vector<const Perceel*> large = large_parcels(box, parcels);
  // Places at most half a neighbourhood apart, the corners among them.
  const auto steps = [](double length_m) { return std::max(1.0, std::ceil(length_m / (0.5 * neighbourhood_m))); };
  const double columns = steps(box.max.x - box.min.x);
  const double rows = steps(box.max.y - box.min.y);
  for (double row = 0.0; row <= rows; ++row) {
    for (double column = 0.0; column <= columns; ++column) {
      const RdPoint p{box.min.x + (box.max.x - box.min.x) * column / columns,
                      box.min.y + (box.max.y - box.min.y) * row / rows};
      const Box around{{p.x - neighbourhood_m, p.y - neighbourhood_m}, {p.x + neighbourhood_m, p.y + neighbourhood_m}};
      if (said_to_hold(held, p) || on_one_of(large, p) || held.any(around)) continue;
      return gap_at(p, "rondom", neighbourhood);
    }
  }
  return {};
}

}  // namespace batterisk::gis
