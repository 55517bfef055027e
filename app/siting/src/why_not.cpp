#include "why_not.hpp"

#include "batterisk/core/base/stop.hpp"
#include "batterisk/gis/shape/minkowski.hpp"
#include "batterisk/gis/shape/overlay.hpp"

#include <algorithm>
#include <numeric>

namespace batterisk::siting {
namespace {

constexpr double change_accuracy_m = 0.01;

using Set = std::vector<std::size_t>;

// Collects what is asked of one plot.
class Plot {
 public:
  Plot(const MultiPolygon& passend, const std::vector<Obstacle>& obstacles) : passend_{passend}, obstacles_{obstacles} {
    for (const Obstacle& obstacle : obstacles) {
      inside_.push_back(gis::common(passend, obstacle.whole));
      area_m2_.push_back(area_m2(inside_.back()));
    }
  }

  [[nodiscard]] MultiPolygon room_beside(const Set& set) const {
    std::vector<Polygon> taken;
    for (const std::size_t i : set) taken.insert(taken.end(), inside_[i].begin(), inside_[i].end());
    return gis::shrunk(gis::difference(passend_, gis::united(taken)), region_accuracy_m);
  }

  // Room where every edge of a zone lies that much farther inwards.
  [[nodiscard]] MultiPolygon room_after(double change_m) const {
    stop_point();
    std::vector<Polygon> taken;
    for (const Obstacle& obstacle : obstacles_) {
      const MultiPolygon left = obstacle.fixed ? obstacle.whole : gis::shrunk(obstacle.whole, change_m);
      taken.insert(taken.end(), left.begin(), left.end());
    }
    return gis::shrunk(gis::difference(passend_, gis::united(taken)), region_accuracy_m);
  }

  // The fewest obstacles that leave no room where one or two do; else some of which none can be left out.
  [[nodiscard]] Set together() const {
    const double all = area_m2(passend_);
    Set by_size(obstacles_.size());
    std::iota(by_size.begin(), by_size.end(), std::size_t{0});
    std::stable_sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) { return area_m2_[a] > area_m2_[b]; });
    // What region_accuracy_m takes off may be missing from the sum of areas.
    const double slack = all - area_m2(gis::shrunk(passend_, region_accuracy_m)) + 1.0;
    for (const std::size_t i : by_size) {
      if (area_m2_[i] + slack >= all && room_beside({i}).empty()) return {i};
    }
    for (std::size_t a = 0; a < by_size.size(); ++a) {
      for (std::size_t b = a + 1; b < by_size.size(); ++b) {
        stop_point();
        if (area_m2_[by_size[a]] + area_m2_[by_size[b]] + slack < all) break;
        if (room_beside({by_size[a], by_size[b]}).empty()) return {by_size[a], by_size[b]};
      }
    }
    Set set = by_size;
    for (auto it = by_size.rbegin(); it != by_size.rend(); ++it) {  // the smallest are left out first
      Set without = set;
      std::erase(without, *it);
      if (room_beside(without).empty()) set = std::move(without);
    }
    return set;
  }

  [[nodiscard]] Set at(RdPoint p) const {
    Set set;
    for (std::size_t i = 0; i < obstacles_.size(); ++i) {
      const bool covers = std::any_of(inside_[i].begin(), inside_[i].end(), [p](const Polygon& part) { return contains(part, p); });
      if (covers) set.push_back(i);
    }
    return set;
  }

 private:
  const MultiPolygon& passend_;
  const std::vector<Obstacle>& obstacles_;
  std::vector<MultiPolygon> inside_;
  std::vector<double> area_m2_;
};

}  // namespace

Waarom why_not(const MultiPolygon& passend, const std::vector<Obstacle>& obstacles) {
  Waarom why;
  const Plot plot{passend, obstacles};
  if (!plot.room_beside(plot.together()).empty()) return why;  // the open ones leave none, not these
  why.samen = plot.together();
  why.minst = why.samen.size() <= 2;
  if (plot.room_after(farthest_change_m).empty()) return why;
  double too_little = 0.0;
  double enough = farthest_change_m;
  while (enough - too_little > change_accuracy_m) {
    const double middle = (too_little + enough) / 2.0;
    (plot.room_after(middle).empty() ? too_little : enough) = middle;
  }
  const std::optional<Circle> place = gis::largest_circle(plot.room_after(enough));
  if (!place) return why;
  why.opening = Opening{enough, place->centre, plot.at(place->centre)};
  return why;
}

}  // namespace batterisk::siting
