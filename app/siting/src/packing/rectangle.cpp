#include "packing/layouts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace batterisk::siting::packing {
namespace {

// Units in a rectangle by parting it in up to five around a middle, and those again (Morabito and Morales, 1998, "A simple and
// effective recursive procedure for the manufacturer's pallet loading problem"). Sides are indices of sums that units can fill.
class Parting {
 public:
  Parting(Size unit, bool lengthwise, bool crosswise, double most) : unit_{unit}, along_{lengthwise}, across_{crosswise} {
    sums_ = lengthwise && crosswise ? sums_of(unit.w, unit.h, most) : std::vector<double>{};
  }

  [[nodiscard]] Blocks filled(double width, double height, RdPoint at) {
    Blocks out;
    if (along_ && across_) {
      const std::size_t w = index(width);
      const std::size_t h = index(height);
      // Deeper partings are tried only where shallower ones leave room for a unit more.
      for (int depth = 1; depth <= most_depth && most(w, h, depth - 1) < bound(w, h); ++depth) (void)most(w, h, depth);
      place(w, h, at, most_depth, out);
    } else if (along_) {
      grid(width, height, unit_, 0, at, out);
    } else if (across_) {
      grid(width, height, {unit_.h, unit_.w}, 1, at, out);
    }
    return out;
  }

 private:
  static constexpr int most_depth = 3;
  static constexpr std::size_t most_sums = 26;  // per side that cuts are tried at

  struct Cut {
    std::size_t units = 0;
    std::array<std::size_t, 4> at{};  // x1, x2, y1, y2 as indices of sums
    int kind = -1;                    // of a grid; -1: cut
  };

  [[nodiscard]] std::size_t index(double length) const {
    return static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), length + tiny_m) - sums_.begin()) - 1;
  }
  static std::size_t times(double length, double part) { return static_cast<std::size_t>(std::max(0.0, std::floor((length + tiny_m) / part))); }
  [[nodiscard]] std::size_t bound(std::size_t w, std::size_t h) const {
    return static_cast<std::size_t>(std::floor(sums_[w] * sums_[h] / (unit_.w * unit_.h) + 1e-9));
  }

  static void grid(double width, double height, Size unit, int kind, RdPoint at, Blocks& out) {
    for (std::size_t j = 0; j < times(height, unit.h); ++j) {
      for (std::size_t i = 0; i < times(width, unit.w); ++i) {
        out.push_back({at.x + static_cast<double>(i) * unit.w, at.y + static_cast<double>(j) * unit.h, kind});
      }
    }
  }

  // Sums up to one, thinned evenly.
  [[nodiscard]] std::vector<std::size_t> cuts(std::size_t side) const {
    std::vector<std::size_t> out;
    const std::size_t n = std::min(side + 1, most_sums);
    for (std::size_t i = 0; i < n; ++i) out.push_back(n == side + 1 ? i : i * side / (n - 1));
    return out;
  }

  std::size_t most(std::size_t w, std::size_t h, int depth) {
    const auto key = std::pair{std::pair{w, h}, depth};
    if (const auto known = known_.find(key); known != known_.end()) return known->second.units;
    const double width = sums_[w];
    const double height = sums_[h];
    Cut best;
    for (const int kind : {0, 1}) {
      const Size unit = kind == 0 ? unit_ : Size{unit_.h, unit_.w};
      const std::size_t n = times(width, unit.w) * times(height, unit.h);
      if (best.kind < 0 || n > best.units) best = {n, {}, kind};
    }
    if (depth > 0 && best.units < bound(w, h)) {
      if (const Cut shallow = (most(w, h, depth - 1), known_.at({std::pair{w, h}, depth - 1})); shallow.units > best.units) best = shallow;
      const std::vector<std::size_t> xs = cuts(w);
      const std::vector<std::size_t> ys = cuts(h);
      const auto rest = [&](double length) { return index(std::max(0.0, length)); };
      for (const std::size_t x1 : xs) {
        for (const std::size_t x2 : xs) {
          if (x2 < x1) continue;
          for (const std::size_t y1 : ys) {
            for (const std::size_t y2 : ys) {
              if (y2 < y1 || best.units >= bound(w, h)) continue;
              // A middle without width or height is a single cut, or two.
              if ((x1 == x2) != (y1 == y2) && x1 != 0 && y1 != 0) continue;
              const std::array<std::pair<std::size_t, std::size_t>, 5> parts{{{x1, y2},
                                                                              {x2, rest(height - sums_[y2])},
                                                                              {rest(sums_[x2] - sums_[x1]), rest(sums_[y2] - sums_[y1])},
                                                                              {rest(width - sums_[x1]), y1},
                                                                              {rest(width - sums_[x2]), rest(height - sums_[y1])}}};
              std::size_t possible = 0;
              bool itself = false;
              for (const auto& [pw, ph] : parts) {
                possible += bound(pw, ph);
                itself = itself || (pw == w && ph == h);
              }
              if (itself || possible <= best.units) continue;
              std::size_t n = 0;
              for (const auto& [pw, ph] : parts) n += most(pw, ph, depth - 1);
              if (n > best.units) best = {n, {x1, x2, y1, y2}, -1};
            }
          }
        }
      }
    }
    known_[key] = best;
    return best.units;
  }

  void place(std::size_t w, std::size_t h, RdPoint at, int depth, Blocks& out) {
    while (depth > 0 && !known_.contains({std::pair{w, h}, depth})) --depth;
    (void)most(w, h, depth);
    const Cut cut = known_.at({std::pair{w, h}, depth});
    if (cut.kind >= 0) {
      grid(sums_[w], sums_[h], cut.kind == 0 ? unit_ : Size{unit_.h, unit_.w}, cut.kind, at, out);
      return;
    }
    const double x1 = sums_[cut.at[0]];
    const double x2 = sums_[cut.at[1]];
    const double y1 = sums_[cut.at[2]];
    const double y2 = sums_[cut.at[3]];
    const auto part = [&](double from_x, double from_y, double to_x, double to_y) {
      place(index(std::max(0.0, to_x - from_x)), index(std::max(0.0, to_y - from_y)), {at.x + from_x, at.y + from_y}, depth - 1, out);
    };
    part(0.0, 0.0, x1, y2);
    part(0.0, y2, x2, sums_[h]);
    part(x1, y1, x2, y2);
    part(x1, 0.0, sums_[w], y1);
    part(x2, y1, sums_[w], sums_[h]);
  }

  Size unit_;
  bool along_;
  bool across_;
  std::vector<double> sums_;
  std::map<std::pair<std::pair<std::size_t, std::size_t>, int>, Cut> known_;
};

struct Free {
  Box box;  // that units may fill
  bool along = false;
  bool across = false;
};

// The largest rectangle in which units of every kind that stands anywhere may stand everywhere.
Free largest(const Field& field) {
  constexpr std::size_t most_lines = 40;
  Free best;
  double best_m2 = 0.0;
  std::vector<double> lines;
  const bool along = !field.places[0].empty();
  const bool across = !field.places[1].empty();
  for (std::size_t k = 0; k < 2; ++k) {
    if (field.places[k].empty()) continue;
    for (const double y : field.places[k].corners_y()) {
      lines.push_back(y);
      lines.push_back(y + field.size[k].h);
    }
    const Box& box = field.places[k].box();
    constexpr int steps = 12;
    for (int i = 0; i <= steps; ++i) lines.push_back(box.min.y + (box.max.y - box.min.y + field.size[k].h) * i / steps);
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end(), [](double a, double b) { return b - a < tiny_m; }), lines.end());
  if (lines.size() > most_lines) {
    std::vector<double> some;
    for (std::size_t i = 0; i < most_lines; ++i) some.push_back(lines[i * (lines.size() - 1) / (most_lines - 1)]);
    lines = std::move(some);
  }
  for (const double from : lines) {
    for (const double to : lines) {
      if (to <= from) continue;
      Intervals free;
      bool first = true;
      for (std::size_t k = 0; k < 2; ++k) {
        const Size& size = field.size[k];
        if (field.places[k].empty()) continue;
        Intervals here;
        if (to - from >= size.h - tiny_m) {
          for (const Interval& i : field.places[k].throughout(from, std::max(from, to - size.h))) here.push_back({i.lo, i.hi + size.w});
        }
        if (first) {
          free = std::move(here);
        } else {
          Intervals both;
          for (const Interval& a : free) {
            for (const Interval& b : here) {
              if (std::min(a.hi, b.hi) > std::max(a.lo, b.lo)) both.push_back({std::max(a.lo, b.lo), std::min(a.hi, b.hi)});
            }
          }
          free = std::move(both);
        }
        first = false;
      }
      for (const Interval& i : free) {
        const double m2 = (i.hi - i.lo) * (to - from);
        if (m2 > best_m2 + tiny_m) {
          best_m2 = m2;
          best = {{{i.lo, from}, {i.hi, to}}, along, across};
        }
      }
    }
  }
  return best;
}

}  // namespace

Blocks rectangle(const Field& field) {
  const Free free = largest(field);
  if (free.box.empty()) return {};
  const double width = free.box.max.x - free.box.min.x;
  const double height = free.box.max.y - free.box.min.y;
  Parting parting{field.size[0], free.along, free.across, std::max(width, height)};
  return parting.filled(width, height, free.box.min);
}

}  // namespace batterisk::siting::packing
