#include "packing/layouts.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace batterisk::siting::packing {
namespace {

// Corners of units side by side on one line, from the left.
std::vector<double> side_by_side(const Intervals& places, double width) {
  std::vector<double> out;
  for (const Interval& i : places) {
    double x = out.empty() ? i.lo : std::max(i.lo, out.back() + width);
    for (; x <= i.hi + tiny_m; x += width) out.push_back(std::min(x, std::max(i.hi, i.lo)));
  }
  return out;
}

std::size_t count_at(const Bands& places, double y, double width) { return side_by_side(places.at(y), width).size(); }

// Heights from which on more units stand side by side than just below, to `tiny_m`.
std::vector<double> starts(const Bands& places, Size size) {
  std::vector<double> samples = places.corners_y();
  const double low = places.box().min.y;
  const double high = places.box().max.y;
  const double step = std::min(size.h, size.w) / 24.0;
  for (double y = low; y < high; y += step) samples.push_back(y);
  const std::size_t corners = samples.size();
  for (std::size_t i = 0; i < corners; ++i) samples.push_back(samples[i] + tiny_m);
  std::sort(samples.begin(), samples.end());
  std::vector<double> out;
  std::size_t before = 0;
  double last = low;
  for (const double y : samples) {
    const std::size_t here = count_at(places, y, size.w);
    if (here > before) {
      double few = last;
      double many = y;
      while (many - few > tiny_m) {
        const double middle = (few + many) / 2.0;
        (count_at(places, middle, size.w) > before ? many : few) = middle;
      }
      out.push_back(many);
    }
    before = here;
    last = y;
  }
  return out;
}

struct Row {
  double y;
  int kind;
  std::size_t units;
};

}  // namespace

Blocks rows(const Field& field) {
  constexpr std::size_t most_heights = 6000;
  // A row that is pushed down comes to rest on another, or where fewer would stand side by side.
  std::set<double> heights;
  std::vector<double> fresh;
  double top = -1e300;
  const auto add = [&](double y) {
    const auto near = heights.lower_bound(y - tiny_m / 2.0);
    if (y > top || heights.size() >= most_heights || (near != heights.end() && *near <= y + tiny_m / 2.0)) return;
    heights.insert(y);
    fresh.push_back(y);
  };
  for (const Bands& places : field.places) {
    if (!places.empty()) top = std::max(top, places.box().max.y);
  }
  for (std::size_t k = 0; k < 2; ++k) {
    if (field.places[k].empty()) continue;
    for (const double y : starts(field.places[k], field.size[k])) add(y);
  }
  while (!fresh.empty()) {
    std::vector<double> from;
    from.swap(fresh);
    for (const double y : from) {
      for (std::size_t k = 0; k < 2; ++k) {
        if (!field.places[k].empty()) add(y + field.size[k].h);
      }
    }
  }
  std::vector<Row> all;
  for (const double y : heights) {
    for (std::size_t k = 0; k < 2; ++k) {
      if (field.places[k].empty()) continue;
      const std::size_t n = count_at(field.places[k], y, field.size[k].w);
      if (n > 0) all.push_back({y, static_cast<int>(k), n});
    }
  }
  // Most units in rows of which each is the highest one, and the row below it (plus one; 0: none).
  std::vector<std::size_t> total(all.size(), 0);
  std::vector<std::size_t> below(all.size(), 0);
  std::vector<std::size_t> best(all.size() + 1, 0);  // of the first i rows the one with most (plus one)
  const auto total_of = [&](std::size_t row) { return row == 0 ? 0 : total[row - 1]; };
  const double higher = std::max(field.size[0].h, field.size[1].h);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto here = all.begin() + static_cast<std::ptrdiff_t>(i);
    const auto clear = std::partition_point(all.begin(), here, [&](const Row& r) { return r.y + higher <= all[i].y + tiny_m; });
    below[i] = best[static_cast<std::size_t>(clear - all.begin())];
    // Of the rows that begin nearer, those of the lower kind may end below this one.
    for (auto r = clear; r != here; ++r) {
      const auto j = static_cast<std::size_t>(r - all.begin());
      const bool ends = r->y + field.size[static_cast<std::size_t>(r->kind)].h <= all[i].y + tiny_m;
      if (ends && total[j] > total_of(below[i])) below[i] = j + 1;
    }
    total[i] = all[i].units + total_of(below[i]);
    best[i + 1] = total[i] > total_of(best[i]) ? i + 1 : best[i];
  }
  Blocks out;
  for (std::size_t i = best[all.size()]; i != 0; i = below[i - 1]) {
    const Row& row = all[i - 1];
    const auto k = static_cast<std::size_t>(row.kind);
    for (const double x : side_by_side(field.places[k].at(row.y), field.size[k].w)) out.push_back({x, row.y, row.kind});
  }
  return out;
}

}  // namespace batterisk::siting::packing
