#include "batterisk/render/shape_layer.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace batterisk::render {
namespace {

using Bounds = ShapeLayer::Bounds;

constexpr std::size_t fan_out = 16;

bool meet(const Bounds& a, const Bounds& b) {
  return a.left <= b.right && a.right >= b.left && a.bottom <= b.top && a.top >= b.bottom;
}

Bounds around(const Bounds& a, const Bounds& b) {
  return {std::min(a.left, b.left), std::min(a.bottom, b.bottom), std::max(a.right, b.right), std::max(a.top, b.top)};
}

// One box around each sixteen of `count` boxes.
template <class BoxAt>
std::vector<Bounds> grouped(std::size_t count, const BoxAt& box_at) {
  std::vector<Bounds> groups;
  groups.reserve((count + fan_out - 1) / fan_out);
  for (std::size_t i = 0; i < count; ++i) {
    if (i % fan_out == 0) {
      groups.push_back(box_at(i));
    } else {
      groups.back() = around(groups.back(), box_at(i));
    }
  }
  return groups;
}

}  // namespace

ShapeLayer::ShapeLayer(std::size_t count, Shapes shapes, const std::function<std::uint8_t(std::size_t)>& style)
    : shapes_{std::move(shapes)} {
  for (std::size_t i = 0; i < count; ++i) {
    const Box one = batterisk::bounds(shapes_(i));
    if (one.empty()) continue;
    box_.add(one.min);
    box_.add(one.max);
    order_.push_back(static_cast<std::uint32_t>(i));
  }
  if (!box_.empty()) origin_ = {(box_.min.x + box_.max.x) / 2.0, (box_.min.y + box_.max.y) / 2.0};
  bounds_.reserve(count);
  styles_.reserve(count);
  std::vector<float> sizes;
  sizes.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    bounds_.push_back(relative(batterisk::bounds(shapes_(i))));
    styles_.push_back(style(i));
    sizes.push_back(std::max(bounds_.back().right - bounds_.back().left, bounds_.back().top - bounds_.back().bottom));
  }
  if (!sizes.empty()) {
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    median_size_m_ = static_cast<double>(*middle);
  }
  pack();
}

// Sort-tile-recursive: slices from west to east, each from south to north.
void ShapeLayer::pack() {
  order_.shrink_to_fit();
  const auto sort = [this](std::size_t from, std::size_t to, auto middle) {
    std::sort(order_.begin() + static_cast<std::ptrdiff_t>(from), order_.begin() + static_cast<std::ptrdiff_t>(to),
              [&](std::uint32_t a, std::uint32_t b) {
                const float first = middle(bounds_[a]);
                const float second = middle(bounds_[b]);
                return first != second ? first < second : a < b;
              });
  };
  sort(0, order_.size(), [](const Bounds& b) { return b.left + b.right; });
  const double groups = static_cast<double>(order_.size()) / fan_out;
  const auto slice = fan_out * std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(std::sqrt(groups))));
  for (std::size_t from = 0; from < order_.size(); from += slice) {
    sort(from, std::min(from + slice, order_.size()), [](const Bounds& b) { return b.bottom + b.top; });
  }
  if (order_.empty()) return;
  levels_.push_back(grouped(order_.size(), [this](std::size_t i) { return bounds_[order_[i]]; }));
  while (levels_.back().size() > 1) {
    levels_.push_back(grouped(levels_.back().size(), [below = levels_.back()](std::size_t i) { return below[i]; }));
  }
}

Bounds ShapeLayer::relative(const Box& box) const {
  return {static_cast<float>(box.min.x - origin_.x), static_cast<float>(box.min.y - origin_.y),
          static_cast<float>(box.max.x - origin_.x), static_cast<float>(box.max.y - origin_.y)};
}

void ShapeLayer::find(const Box& box, std::vector<std::uint32_t>& found) const {
  found.clear();
  if (levels_.empty()) return;
  const Bounds wanted = relative(box);
  struct Node {
    std::size_t level;
    std::size_t index;
  };
  std::vector<Node> open{{levels_.size() - 1, 0}};
  while (!open.empty()) {
    const auto [level, index] = open.back();
    open.pop_back();
    if (!meet(levels_[level][index], wanted)) continue;
    const std::size_t below = level == 0 ? order_.size() : levels_[level - 1].size();
    for (std::size_t i = index * fan_out; i < std::min((index + 1) * fan_out, below); ++i) {
      if (level > 0) {
        open.push_back({level - 1, i});
      } else if (meet(bounds_[order_[i]], wanted)) {
        found.push_back(order_[i]);
      }
    }
  }
  std::sort(found.begin(), found.end());
}

std::optional<std::size_t> ShapeLayer::at(RdPoint p) const {
  std::vector<std::uint32_t> candidates;
  find(Box{p, p}, candidates);
  std::optional<std::size_t> best;
  const auto size = [this](std::size_t i) {
    return (bounds_[i].right - bounds_[i].left) * (bounds_[i].top - bounds_[i].bottom);
  };
  for (const std::uint32_t i : candidates) {
    const MultiPolygon& polygons = shapes_(i);
    const bool holds = std::any_of(polygons.begin(), polygons.end(), [p](const Polygon& polygon) { return contains(polygon, p); });
    if (holds && (!best || size(i) < size(*best))) best = i;
  }
  return best;
}

}  // namespace batterisk::render
