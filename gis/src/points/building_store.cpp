#include "batterisk/gis/points/building_store.hpp"

#include "points/units_by_building.hpp"
#include "read/building_use.hpp"
#include "read/coverage.hpp"
#include "read/layer_reading.hpp"

#include "batterisk/core/base/codes_layers.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace batterisk::gis {
namespace {

constexpr std::size_t fan = 16;
constexpr Box everywhere{{-7000.0, 289000.0}, {300000.0, 629000.0}};  // where EPSG:28992 is defined
constexpr std::size_t progress_interval = 65536;

std::int32_t mm(double metres) { return static_cast<std::int32_t>(std::lround(metres * 1000.0)); }

double square(double v) { return v * v; }

/// Squared distance of the disc's centre to the nearest point of a box.
template <class IntBox>
double nearest2(const IntBox& b, double x, double y) {
  return square(std::max({b.x0 - x, 0.0, x - b.x1})) + square(std::max({b.y0 - y, 0.0, y - b.y1}));
}

template <class IntBox>
double farthest2(const IntBox& b, double x, double y) {
  return square(std::max(x - b.x0, b.x1 - x)) + square(std::max(y - b.y0, b.y1 - y));
}

double segment2(double px, double py, double ax, double ay, double bx, double by) {
  const double dx = bx - ax;
  const double dy = by - ay;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0.0 ? std::clamp(((px - ax) * dx + (py - ay) * dy) / length2, 0.0, 1.0) : 0.0;
  return square(ax + t * dx - px) + square(ay + t * dy - py);
}

}  // namespace

BuildingStore::BuildingStore(const LayerRequest& layer, const std::optional<LayerRequest>& units, const BagStatusTable& statuses,
                             const Classify& classify, std::stop_token stop, const LayerProgress& progress) {
  std::optional<UnitsByBuilding> joined;
  if (units) joined.emplace(*units, statuses, stop, progress);
  UnitsFound found_units;  // a layer of units that is a part of what it should be says nothing of the others
  if (joined && !joined->incomplete()) found_units = {1, joined->size(), 0, true};
  LayerReport report;
  std::vector<Diagnostic> diagnostics;
  std::optional<LayerSource> source = open_layer(layer, report, diagnostics);
  if (!source) throw LayerError(std::move(diagnostics));
  source->filters_by_index = false;  // all of it is wanted, and reading in file order is fastest
  const Geos geos;
  Reading reading{layer, std::move(*source), report, diagnostics, geos};
  const int status_field = reading.source.column(Meaning::Status);
  const int use_field = reading.source.column(Meaning::Gebruiksdoel);
  const int area_field = reading.source.column(Meaning::Oppervlakte);
  const int count_field = reading.source.column(Meaning::AantalVerblijfsobjecten);
  // A country has few combinations of words: each is looked up once.
  std::map<std::string, Standing, std::less<>> standings;
  std::map<std::tuple<std::string, double, int, Standing>, Kwetsbaarheid> classes;
  const auto use = [&](const OGRFeature& feature, const RecordHead& head) {
    if (progress && report.features_read % progress_interval == 0) {
      progress(report.layer, static_cast<double>(report.features_read) /
                                 static_cast<double>(std::max<std::int64_t>(report.features_total, 1)));
    }
    const std::string status = text(feature, status_field);
    const auto known = standings.find(status);
    const Standing is = known != standings.end() ? known->second
                                                 : standings.emplace(status, standing(status, statuses)).first->second;
    if (is == Standing::Vervallen && !head.occurrence.begins_later) return;
    const MultiPolygon footprint = read_polygons(feature, head.id, reading);
    if (footprint.empty()) return;
    const std::string own = text(feature, use_field);
    const std::optional<double> m2 = own.empty() ? std::nullopt : area(feature, area_field, head.id, report);
    const std::optional<int> stated = number_of(feature, count_field);
    Pand pand;
    if (joined) pand.verblijfsobjecten = joined->of(head.id);
    const auto classified = [&] {
      pand.situatie = is == Standing::Geprojecteerd ? Situatie::Geprojecteerd : Situatie::Bestaand;
      if (is == Standing::Onbekend) pand.twijfels = {Twijfel::StatusOnbekend};
      pand.aantal_verblijfsobjecten = stated;
      if (!own.empty()) {
        pand.verblijfsobjecten.push_back({{}, uses(feature, use_field, statuses, head.id, report), m2, {}, {}});
      }
      settle_use(pand, found_units);
      return classify(pand);
    };
    // What is not in the key: units, and the size of a building that has no use.
    if (!pand.verblijfsobjecten.empty()) return add(footprint, classified());
    if (own.empty() && stated != 0 && joined) {
      pand.footprint = footprint;
      return add(footprint, classified());
    }
    const auto key = std::tuple{own, m2.value_or(-1.0), stated.value_or(-1), is};
    auto found = classes.find(key);
    if (found == classes.end()) found = classes.emplace(key, classified()).first;
    add(footprint, found->second);
  };
  const bool complete = for_each_feature(reading, everywhere, stop, always, use);
  if (!complete && !stop.stop_requested()) throw LayerError(std::move(diagnostics));
  judge_completeness(reading);
  whole_ = report.flaws.incomplete.empty();
  if (layer.omtrek) outlines_.push_back(*layer.omtrek);
  build();
}

void BuildingStore::add(const MultiPolygon& footprint, Kwetsbaarheid klasse) {
  first_ring_.push_back(static_cast<std::uint32_t>(ring_start_.size()));
  class_.push_back(static_cast<std::uint8_t>(klasse));
  IntBox box{INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
  const auto add_ring = [&](const Ring& ring) {
    ring_start_.push_back(static_cast<std::uint32_t>(xy_.size() / 2));
    for (const RdPoint p : ring) {
      const std::int32_t x = mm(p.x);
      const std::int32_t y = mm(p.y);
      xy_.push_back(x);
      xy_.push_back(y);
      box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x), std::max(box.y1, y)};
    }
  };
  for (const Polygon& polygon : footprint) {
    add_ring(polygon.outer);
    for (const Ring& hole : polygon.holes) add_ring(hole);
  }
  boxes_.push_back(box);
}

void BuildingStore::build() {
  first_ring_.push_back(static_cast<std::uint32_t>(ring_start_.size()));
  ring_start_.push_back(static_cast<std::uint32_t>(xy_.size() / 2));
  const std::vector<IntBox>* below = &boxes_;
  while (below->size() > 1) {
    std::vector<IntBox> level;
    for (std::size_t i = 0; i < below->size(); i += fan) {
      IntBox box = (*below)[i];
      for (std::size_t j = i + 1; j < std::min(i + fan, below->size()); ++j) {
        const IntBox& b = (*below)[j];
        box = {std::min(box.x0, b.x0), std::min(box.y0, b.y0), std::max(box.x1, b.x1), std::max(box.y1, b.y1)};
      }
      level.push_back(box);
    }
    levels_.push_back(std::move(level));
    below = &levels_.back();
  }
  ClassCounts sum{};
  for (std::size_t i = 0; i < class_.size(); ++i) {
    if (i % fan == 0) before_.push_back(sum);
    ++sum[class_[i]];
  }
  before_.push_back(sum);
}

ClassCounts BuildingStore::count(RdPoint centre, double radius_m) const {
  ClassCounts counts{};
  const Disc disc{centre.x * 1000.0, centre.y * 1000.0, square(radius_m * 1000.0)};
  if (levels_.empty()) {
    for (std::size_t i = 0; i < boxes_.size(); ++i) counts[class_[i]] += meets(i, disc) ? 1 : 0;
  } else {
    visit(levels_.size() - 1, 0, disc, counts);
  }
  return counts;
}

bool BuildingStore::covers(const Box& box) const {
  if (!whole_ || boxes_.empty()) return false;
  const Held held{[this](const Box& area) {
                    const IntBox sought{mm(area.min.x), mm(area.min.y), mm(area.max.x), mm(area.max.y)};
                    return levels_.empty() ? any(0, 0, sought) : any(levels_.size(), 0, sought);
                  },
                  outlines_};
  return gap_within(box, held, nullptr).side.empty();
}

// Level 0 are the buildings themselves.
bool BuildingStore::any(std::size_t level, std::size_t node, const IntBox& area) const {
  const IntBox& box = level == 0 ? boxes_[node] : levels_[level - 1][node];
  if (box.x0 > area.x1 || box.x1 < area.x0 || box.y0 > area.y1 || box.y1 < area.y0) return false;
  if (level == 0) return true;
  const std::size_t below = level > 1 ? levels_[level - 2].size() : boxes_.size();
  for (std::size_t i = node * fan; i < std::min((node + 1) * fan, below); ++i) {
    if (any(level - 1, i, area)) return true;
  }
  return false;
}

void BuildingStore::visit(std::size_t level, std::size_t node, const Disc& disc, ClassCounts& counts) const {
  const IntBox& box = levels_[level][node];
  if (nearest2(box, disc.x, disc.y) > disc.r2) return;
  if (farthest2(box, disc.x, disc.y) <= disc.r2) {  // all of it
    std::size_t groups = 1;  // of 16 buildings below this node
    for (std::size_t i = 0; i < level; ++i) groups *= fan;
    const ClassCounts& from = before_[node * groups];
    const ClassCounts& to = before_[std::min((node + 1) * groups, before_.size() - 1)];
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += to[i] - from[i];
    return;
  }
  const std::size_t below = level > 0 ? levels_[level - 1].size() : boxes_.size();
  const std::size_t end = std::min((node + 1) * fan, below);
  for (std::size_t i = node * fan; i < end; ++i) {
    if (level > 0) {
      visit(level - 1, i, disc, counts);
    } else if (meets(i, disc)) {
      ++counts[class_[i]];
    }
  }
}

bool BuildingStore::meets(std::size_t building, const Disc& disc) const {
  const IntBox& box = boxes_[building];
  if (nearest2(box, disc.x, disc.y) > disc.r2) return false;
  if (farthest2(box, disc.x, disc.y) <= disc.r2) return true;
  bool inside = false;  // even-odd over all rings: the centre may lie in the building
  for (std::uint32_t ring = first_ring_[building]; ring < first_ring_[building + 1]; ++ring) {
    const std::uint32_t begin = ring_start_[ring];
    const std::uint32_t end = ring_start_[ring + 1];
    for (std::uint32_t i = begin, j = end - 1; i < end; j = i++) {
      const double ax = xy_[2 * j];
      const double ay = xy_[2 * j + 1];
      const double bx = xy_[2 * i];
      const double by = xy_[2 * i + 1];
      if (segment2(disc.x, disc.y, ax, ay, bx, by) <= disc.r2) return true;
      if ((ay > disc.y) != (by > disc.y) && disc.x < (bx - ax) * (disc.y - ay) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

}  // namespace batterisk::gis
