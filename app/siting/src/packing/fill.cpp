#include "packing/layouts.hpp"

#include <algorithm>
#include <optional>

namespace batterisk::siting::packing {
namespace {

// The leftmost corner of a unit of a kind on a line that overlaps no block.
std::optional<double> leftmost(const Field& field, const Blocks& blocks, std::size_t kind, double y) {
  const Size& size = field.size[kind];
  Intervals taken;
  for (const Block& b : blocks) {
    const Size& other = field.size[static_cast<std::size_t>(b.kind)];
    if (b.y < y + size.h - tiny_m && y < b.y + other.h - tiny_m) taken.push_back({b.x - size.w, b.x + other.w});
  }
  std::sort(taken.begin(), taken.end(), [](const Interval& a, const Interval& b) { return a.lo < b.lo; });
  for (const Interval& places : field.places[kind].at(y)) {
    double x = places.lo;
    for (const Interval& t : taken) {
      if (x < t.hi - tiny_m && x > t.lo + tiny_m) x = t.hi;
    }
    if (x <= places.hi + tiny_m) return std::min(x, std::max(places.hi, places.lo));
  }
  return {};
}

}  // namespace

void fill(const Field& field, Blocks& blocks) {
  std::array<std::vector<double>, 2> corners;
  for (std::size_t k = 0; k < 2; ++k) {
    if (!field.places[k].empty()) corners[k] = field.places[k].corners_y();
  }
  while (true) {
    std::optional<Block> best;
    for (std::size_t k = 0; k < 2; ++k) {
      if (field.places[k].empty()) continue;
      std::vector<double> heights = corners[k];
      for (const Block& b : blocks) {
        heights.push_back(b.y + field.size[static_cast<std::size_t>(b.kind)].h);
        heights.push_back(b.y - field.size[k].h);
        heights.push_back(b.y);
      }
      std::sort(heights.begin(), heights.end());
      heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
      for (const double y : heights) {
        if (best && y > best->y + tiny_m) break;
        const auto x = leftmost(field, blocks, k, y);
        if (x && (!best || y < best->y - tiny_m || *x < best->x - tiny_m)) best = Block{*x, y, static_cast<int>(k)};
        if (x) break;
      }
    }
    if (!best) return;
    blocks.push_back(*best);
  }
}

}  // namespace batterisk::siting::packing
