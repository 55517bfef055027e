#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace batterisk {

/// Things with a `position` that reach no further than their `reach_m`, in groups of neighbours, so that those far from a
/// point are passed over together.
template <class Thing>
class Clustered {
 public:
  Clustered() = default;
  /// The order within a group is that of `things`.
  explicit Clustered(std::vector<Thing> things) : things_{std::move(things)} {
    constexpr double cell_m = 40.0;
    const auto cell = [](const Thing& thing) {
      return std::pair{static_cast<std::int64_t>(std::floor(thing.position.y / cell_m)),
                       static_cast<std::int64_t>(std::floor(thing.position.x / cell_m))};
    };
    std::stable_sort(things_.begin(), things_.end(), [&](const Thing& a, const Thing& b) { return cell(a) < cell(b); });
    for (std::size_t i = 0; i < things_.size(); ++i) {
      const RdPoint at = things_[i].position;
      const double reach = things_[i].reach_m;
      if (i == 0 || cell(things_[i]) != cell(things_[i - 1])) groups_.push_back({{}, i, i});
      Group& group = groups_.back();
      group.reach.add({at.x - reach, at.y - reach});
      group.reach.add({at.x + reach, at.y + reach});
      group.end = i + 1;
    }
  }

  /// Calls `use` with each group, as a span, that may reach `p`.
  template <class Use>
  void for_groups_at(RdPoint p, const Use& use) const {
    for (const Group& group : groups_) {
      if (group.reach.intersects({p, p})) use(std::span<const Thing>(things_).subspan(group.first, group.end - group.first));
    }
  }

 private:
  struct Group {
    Box reach;
    std::size_t first;
    std::size_t end;
  };
  std::vector<Group> groups_;
  std::vector<Thing> things_;
};

}  // namespace batterisk
