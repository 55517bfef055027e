#pragma once

#include "batterisk/core/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace batterisk {

/// Things that reach from a place no further than a distance, in groups of neighbours, so that those far from a point are
/// passed over together.
template <class Thing>
class Clustered {
 public:
  void add(const Thing& thing, RdPoint place, double reach_m) { loose_.push_back({thing, place, reach_m}); }

  /// Makes the groups of what was added; the order within a group is that of adding.
  void group() {
    constexpr double cell_m = 40.0;
    const auto cell = [](RdPoint p) {
      return std::pair{static_cast<std::int64_t>(std::floor(p.y / cell_m)),
                       static_cast<std::int64_t>(std::floor(p.x / cell_m))};
    };
    std::stable_sort(loose_.begin(), loose_.end(),
                     [&](const Loose& a, const Loose& b) { return cell(a.place) < cell(b.place); });
    for (std::size_t i = 0; i < loose_.size(); ++i) {
      const Loose& l = loose_[i];
      if (i == 0 || cell(l.place) != cell(loose_[i - 1].place)) groups_.push_back({{}, i, i});
      Group& group = groups_.back();
      group.reach.add({l.place.x - l.reach_m, l.place.y - l.reach_m});
      group.reach.add({l.place.x + l.reach_m, l.place.y + l.reach_m});
      group.end = i + 1;
      things_.push_back(l.thing);
    }
    loose_.clear();
  }

  /// Calls `use` with each group, as a span, that may reach `p`.
  template <class Use>
  void for_groups_at(RdPoint p, const Use& use) const {
    for (const Group& group : groups_) {
      if (group.reach.intersects({p, p})) use(std::span<const Thing>(things_).subspan(group.first, group.end - group.first));
    }
  }

 private:
  struct Loose {
    Thing thing;
    RdPoint place;
    double reach_m;
  };
  struct Group {
    Box reach;
    std::size_t first;
    std::size_t end;
  };
  std::vector<Loose> loose_;
  std::vector<Group> groups_;
  std::vector<Thing> things_;
};

}  // namespace batterisk
