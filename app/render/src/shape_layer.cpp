#include "batterisk/render/shape_layer.hpp"

#include <algorithm>
#include <iterator>

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>

namespace batterisk::render {
namespace {

namespace bg = boost::geometry;
using TreePoint = bg::model::d2::point_xy<float>;
using TreeBox = bg::model::box<TreePoint>;
using TreeEntry = std::pair<TreeBox, std::uint32_t>;
using Tree = bg::index::rtree<TreeEntry, bg::index::rstar<16>>;

TreeBox tree_box(const ShapeLayer::Bounds& b) {
  return {TreePoint{b.left, b.bottom}, TreePoint{b.right, b.top}};
}

}  // namespace

struct ShapeLayer::Index {
  Tree tree;
};

ShapeLayer::ShapeLayer(std::size_t count, const std::function<const MultiPolygon&(std::size_t)>& polygons,
                       const std::function<std::uint8_t(std::size_t)>& style) {
  for (std::size_t i = 0; i < count; ++i) {
    const Box one = batterisk::bounds(polygons(i));
    if (one.empty()) continue;
    box_.add(one.min);
    box_.add(one.max);
  }
  if (!box_.empty()) origin_ = {(box_.min.x + box_.max.x) / 2.0, (box_.min.y + box_.max.y) / 2.0};
  ring_of_.push_back(0);
  std::vector<float> sizes;
  for (std::size_t i = 0; i < count; ++i) {
    const auto add = [this](const Ring& ring) {
      point_of_.push_back(static_cast<std::uint32_t>(points_.size()));
      for (const RdPoint p : ring) {
        points_.push_back({static_cast<float>(p.x - origin_.x), static_cast<float>(p.y - origin_.y)});
      }
    };
    for (const Polygon& polygon : polygons(i)) {
      add(polygon.outer);
      for (const Ring& hole : polygon.holes) add(hole);
    }
    ring_of_.push_back(static_cast<std::uint32_t>(point_of_.size()));
    bounds_.push_back(relative(batterisk::bounds(polygons(i))));
    styles_.push_back(style(i));
    sizes.push_back(std::max(bounds_.back().right - bounds_.back().left, bounds_.back().top - bounds_.back().bottom));
  }
  point_of_.push_back(static_cast<std::uint32_t>(points_.size()));
  points_.shrink_to_fit();
  if (!sizes.empty()) {
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    median_size_m_ = static_cast<double>(*middle);
  }
  std::vector<TreeEntry> entries;
  entries.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (rings(i) > 0) entries.emplace_back(tree_box(bounds_[i]), static_cast<std::uint32_t>(i));
  }
  index_ = std::make_unique<const Index>(Index{Tree{entries}});
}

ShapeLayer::~ShapeLayer() = default;

std::span<const ShapeLayer::Point> ShapeLayer::ring(std::size_t shape, std::size_t index) const {
  const std::size_t r = ring_of_[shape] + index;
  return std::span{points_}.subspan(point_of_[r], point_of_[r + 1] - point_of_[r]);
}

ShapeLayer::Bounds ShapeLayer::relative(const Box& box) const {
  return {static_cast<float>(box.min.x - origin_.x), static_cast<float>(box.min.y - origin_.y),
          static_cast<float>(box.max.x - origin_.x), static_cast<float>(box.max.y - origin_.y)};
}

void ShapeLayer::find(const Box& box, std::vector<std::uint32_t>& found) const {
  found.clear();
  for (auto it = index_->tree.qbegin(bg::index::intersects(tree_box(relative(box)))); it != index_->tree.qend(); ++it) {
    found.push_back(it->second);
  }
  std::sort(found.begin(), found.end());
}

bool ShapeLayer::holds(std::size_t shape, Point p) const {
  bool inside = false;  // even-odd over all rings: holes take away
  for (std::size_t r = 0; r < rings(shape); ++r) {
    const auto points = ring(shape, r);
    for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
      const Point a = points[i];
      const Point b = points[j];
      if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
    }
  }
  return inside;
}

std::optional<std::size_t> ShapeLayer::at(RdPoint p) const {
  std::vector<std::uint32_t> candidates;
  find(Box{p, p}, candidates);
  const Point local{static_cast<float>(p.x - origin_.x), static_cast<float>(p.y - origin_.y)};
  std::optional<std::size_t> best;
  const auto size = [this](std::size_t i) {
    return (bounds_[i].right - bounds_[i].left) * (bounds_[i].top - bounds_[i].bottom);
  };
  for (const std::uint32_t i : candidates) {
    if (holds(i, local) && (!best || size(i) < size(*best))) best = i;
  }
  return best;
}

}  // namespace batterisk::render
