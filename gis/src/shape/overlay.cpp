#include "batterisk/gis/shape/overlay.hpp"

#include "shape/circle.hpp"
#include "shape/geos.hpp"
#include "shape/prepared_area.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <variant>

namespace batterisk::gis {
namespace {

/// Coordinates such as 205150.1 have no exact double, so that a distance of 150.1 m comes out up to 6e-11 m
/// off. A closed set must hold its edge all the same: a distance up to this much beyond it counts as on it.
/// It is a millionth of the resolution of the data (1 mm), and errs to the side of listing.
constexpr double representation_m = 1e-9;

/// Where several parts meet one object their union is computed on polygons with this sagitta.
constexpr double union_sagitta_m = 0.005;

struct Object {
  LayerKind layer;
  std::size_t index;
  const MultiPolygon* polygons;
  Box box;
};

std::vector<Object> collect_objects(const Surroundings& surroundings) {
  std::vector<Object> objects;
  if (surroundings.percelen) {
    for (std::size_t i = 0; i < surroundings.percelen->size(); ++i) {
      const MultiPolygon& vlak = (*surroundings.percelen)[i].vlak;
      objects.push_back({LayerKind::Percelen, i, &vlak, bounds(vlak)});
    }
  }
  if (surroundings.panden) {
    for (std::size_t i = 0; i < surroundings.panden->size(); ++i) {
      const MultiPolygon& footprint = (*surroundings.panden)[i].footprint;
      objects.push_back({LayerKind::Panden, i, &footprint, bounds(footprint)});
    }
  }
  return objects;
}

/// How an object lies to one part of a zone, or to the union of parts.
struct Hit {
  bool touches_only = false;
  bool inside = false;  ///< the part contains the whole object
  double overlap_m2 = 0.0;
  double perimeter_m = 0.0;  ///< of the overlap
  double gap_m = 0.0;        ///< between object and edge when inside
};

/// One zone with what is computed once for it.
class ZoneIndex {
 public:
  ZoneIndex(const Geos& geos, const Zone& zone) : geos_{geos} {
    MultiPolygon polygons;
    for (const Shape& part : zone.parts) {
      box_.add(bounds(part).min);
      box_.add(bounds(part).max);
      if (const auto* circle = std::get_if<Circle>(&part)) {
        circles_.push_back(*circle);
      } else {
        polygons.push_back(std::get<Polygon>(part));
      }
    }
    if (!polygons.empty()) {
      polygons_.emplace(geos_, geos_.make_area(polygons));
    }
    single_ = circles_.size() + (polygons_ ? 1 : 0) == 1;
  }

  [[nodiscard]] const Box& box() const { return box_; }

  /// Nothing when the object lies outside.
  [[nodiscard]] std::optional<Hit> hit(const Object& object) {
    geom_.reset();
    std::optional<Hit> found;
    std::size_t count = 0;
    for (const Circle& circle : circles_) {
      const std::optional<Hit> hit = hit_circle(circle, object);
      if (!hit) continue;
      ++count;
      if (better(*hit, found)) {
        found = hit;
        circle_ = circle;
      }
    }
    if (polygons_) {
      if (const std::optional<Hit> hit = hit_area(*polygons_, object)) {
        ++count;
        if (better(*hit, found)) {
          found = hit;
          circle_.reset();
        }
      }
    }
    if (!found || single_) return found;
    if (found->inside) {
      // The edge of one part may lie inside another part; where it does not, the part alone is exact.
      const double gap_m = whole().edge_distance_m(*object.polygons);
      if (gap_m > found->gap_m + union_sagitta_m) found->gap_m = gap_m;
      return found;
    }
    if (count == 1 || found->touches_only) return found;
    std::optional<Hit> together = hit_area(whole(), object);
    // The polygons of the union are inscribed: never less than one part gives exactly.
    if (!together || together->overlap_m2 < found->overlap_m2) return found;
    circle_.reset();
    return together;
  }

  /// True when a circle of diameter `width_m` fits into the overlap of the last hit. Area / perimeter is a
  /// lower bound of the radius that fits into a figure, whatever its shape (coarea formula, for figures
  /// without holes); only where that does not decide, the overlap is eroded.
  [[nodiscard]] bool wide(const Hit& hit, const Object& object, double width_m) {
    if (2.0 * hit.overlap_m2 >= width_m * hit.perimeter_m) return true;
    const PreparedArea* area = nullptr;
    std::optional<PreparedArea> polygonised;
    if (circle_) {
      polygonised.emplace(geos_, geos_.make(inscribed_polygon(*circle_, union_sagitta_m)));
      area = &*polygonised;
    } else {
      area = single_ ? &*polygons_ : &whole();
    }
    const Geom overlap = geos_.intersection(area->geom(), geom(object));
    constexpr double closed_m = 1e-6;  // a strip of exactly the width counts
    return !geos_.empty(geos_.eroded(overlap.get(), width_m / 2.0 - closed_m).get());
  }

  /// How deep an object that shares area with the zone reaches into it (m): exact for a circle alone.
  [[nodiscard]] double depth_m(const Object& object) {
    double depth = 0.0;
    for (const Circle& circle : circles_) {
      depth = std::max(depth, circle.radius_m - nearest_m(*object.polygons, circle.centre));
    }
    if (single_ && !polygons_) return depth;
    return std::max(depth, (single_ ? *polygons_ : whole()).depth_m(*object.polygons));
  }

 private:
  static bool better(const Hit& hit, const std::optional<Hit>& than) {
    if (!than) return true;
    if (hit.inside != than->inside) return hit.inside;
    return hit.overlap_m2 > than->overlap_m2;
  }

  const GEOSGeometry* geom(const Object& object) {
    if (!geom_) geom_ = geos_.make(*object.polygons);
    return geom_.get();
  }

  /// Union of all parts.
  PreparedArea& whole() {
    if (!whole_) {
      MultiPolygon polygons;
      for (const Circle& circle : circles_) polygons.push_back(inscribed_polygon(circle, union_sagitta_m));
      Geom area = geos_.make_area(polygons);
      if (polygons_) area = geos_.united(area.get(), polygons_->geom());
      whole_.emplace(geos_, std::move(area));
    }
    return *whole_;
  }

  static std::optional<Hit> hit_circle(const Circle& circle, const Object& object) {
    const double reach = circle.radius_m + representation_m;
    if (nearest_m(object.box, circle.centre) > reach) return std::nullopt;
    Hit hit;
    if (farthest_m(object.box, circle.centre) > reach) {
      const double nearest = nearest_m(*object.polygons, circle.centre);
      if (nearest > reach) return std::nullopt;
      hit.touches_only = nearest >= circle.radius_m - representation_m;
      if (hit.touches_only) return hit;
    }
    const double farthest = farthest_m(*object.polygons, circle.centre);
    hit.inside = farthest <= reach;
    if (hit.inside) {
      hit.gap_m = std::max(circle.radius_m - farthest, 0.0);
      hit.overlap_m2 = area_m2(*object.polygons);
      return hit;
    }
    const CirclePart part = common_part(circle, *object.polygons);
    hit.overlap_m2 = part.area_m2;
    hit.perimeter_m = part.perimeter_m;
    return hit;
  }

  std::optional<Hit> hit_area(const PreparedArea& area, const Object& object) {
    const GEOSGeometry* g = geom(object);
    Hit hit;
    if (!area.intersects(g)) {
      if (area.edge_distance_m(*object.polygons) > representation_m) return std::nullopt;
      hit.touches_only = true;
      return hit;
    }
    hit.inside = area.covers(g);
    if (hit.inside) {
      hit.gap_m = area.edge_distance_m(*object.polygons);
      hit.overlap_m2 = area_m2(*object.polygons);
      return hit;
    }
    const Geom overlap = geos_.intersection(area.geom(), g);
    hit.overlap_m2 = geos_.area_m2(overlap.get());
    hit.perimeter_m = geos_.perimeter_m(overlap.get());
    hit.touches_only = 2.0 * hit.overlap_m2 <= representation_m * hit.perimeter_m;
    if (hit.touches_only) hit.overlap_m2 = 0.0;
    return hit;
  }

  const Geos& geos_;
  Box box_;
  std::vector<Circle> circles_;
  std::optional<PreparedArea> polygons_;
  std::optional<PreparedArea> whole_;
  bool single_ = false;           ///< one circle, or only polygons
  Geom geom_;                     ///< of the object at hand, made when first needed
  std::optional<Circle> circle_;  ///< that gave the last hit; nothing when polygons did
};

}  // namespace

// Meaning of the fields of Overlap:
// - relatie: Bevat when the zone covers the whole object, edge included. Else Raakt when the two share no
// area. Else,
//   for a parcel, Raakt as well while the overlap has not both the area and the width (diameter of the
//   largest circle that fits) of the thresholds: the cadastral boundary is not known that well. A building
//   has no such threshold: the law looks at the highest risk on its facade, so a corner inside the zone
//   counts. Else Overlapt.
// - afstand_tot_rand_m: for Bevat minus the gap between object and edge, else 0 (an edge that crosses,
// surrounds or
//   touches the object is at distance 0 of it).
// - diepte_m: the greatest distance to the edge of the points that object and zone share, so that it says as much of an
//   object on the edge as of one inside; 0 when they only touch.
std::vector<Overlap> overlay(const std::vector<Zone>& zones, const Surroundings& surroundings,
                             const OverlapThresholds& thresholds, Depth depth) {
  const Geos geos;
  const std::vector<Object> objects = collect_objects(surroundings);
  std::vector<Overlap> out;
  for (std::size_t z = 0; z < zones.size(); ++z) {
    if (zones[z].parts.empty()) continue;
    ZoneIndex zone{geos, zones[z]};
    Box reach;
    reach.add({zone.box().min.x - representation_m, zone.box().min.y - representation_m});
    reach.add({zone.box().max.x + representation_m, zone.box().max.y + representation_m});
    for (const Object& object : objects) {
      if (!reach.intersects(object.box)) continue;
      const std::optional<Hit> hit = zone.hit(object);
      if (!hit) continue;
      Overlap overlap;
      overlap.zone = z;
      overlap.layer = object.layer;
      overlap.object = object.index;
      const double area = area_m2(*object.polygons);
      overlap.overlap_m2 = std::min(hit->overlap_m2, area);
      overlap.aandeel = area > 0.0 ? overlap.overlap_m2 / area : 0.0;
      if (depth == Depth::Computed && !hit->touches_only) overlap.diepte_m = zone.depth_m(object);
      if (hit->inside) {
        overlap.relatie = Relatie::Bevat;
        overlap.aandeel = 1.0;
        overlap.afstand_tot_rand_m = hit->gap_m > 0.0 ? -hit->gap_m : 0.0;
      } else if (hit->touches_only) {
        overlap.relatie = Relatie::Raakt;
      } else if (object.layer == LayerKind::Percelen &&
                 (hit->overlap_m2 < thresholds.area_m2 || !zone.wide(*hit, object, thresholds.depth_m))) {
        overlap.relatie = Relatie::Raakt;
      } else {
        overlap.relatie = Relatie::Overlapt;
      }
      out.push_back(overlap);
    }
  }
  return out;
}

}  // namespace batterisk::gis
