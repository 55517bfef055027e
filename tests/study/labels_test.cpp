#include "batterisk/study/map/labels.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

using namespace batterisk::study;
using drawing::Point;
using drawing::Rect;

namespace {

constexpr Rect frame{0.0, 0.0, 200.0, 150.0};

std::vector<Point> circle(Point centre, double radius) {
  std::vector<Point> ring;
  for (int i = 0; i < 180; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / 180.0;
    ring.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  return ring;
}

double distance(Point a, Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

bool apart(const Rect& a, const Rect& b) {
  return a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y;
}

}  // namespace

TEST_CASE("labels beside objects cover neither each other nor the edge of the map") {
  std::mt19937_64 bits{11};
  const auto share = [&bits] { return static_cast<double>(bits() >> 11U) * 0x1p-53; };
  LabelPlacer placer{frame};
  std::vector<Rect> placed;
  for (int i = 0; i < 400; ++i) {
    const auto box = placer.beside({200.0 * share(), 150.0 * share(), 3.0, 3.0}, 4.0 + 10.0 * share(), 3.0);
    if (box) placed.push_back(*box);
  }
  CHECK(placed.size() > 100);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    CHECK((placed[i].x >= 0.0 && placed[i].y >= 0.0 && placed[i].right() <= 200.0 && placed[i].bottom() <= 150.0));
    for (std::size_t j = 0; j < i; ++j) REQUIRE(apart(placed[i], placed[j]));
  }
}

TEST_CASE("labels of a line stand on it, far from each other") {
  LabelPlacer placer{frame};
  const Point centre{100.0, 75.0};
  const auto labels = labels_on(circle(centre, 60.0), 12.0, 4.0, 0.3, {}, placer);
  REQUIRE(labels.size() == 3);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    CHECK(distance(labels[i].box.centre(), centre) == Approx(60.0).margin(0.1));
    CHECK_FALSE(labels[i].leader_to);
    for (std::size_t j = 0; j < i; ++j) CHECK(distance(labels[i].box.centre(), labels[j].box.centre()) >= 60.0);
  }
}

TEST_CASE("a ring that is too small for its label has it beside it, with a leader to the ring") {
  LabelPlacer placer{frame};
  const Point centre{100.0, 75.0};
  const auto labels = labels_on(circle(centre, 3.0), 12.0, 4.0, 0.3, {}, placer);
  REQUIRE(labels.size() == 1);
  REQUIRE(labels[0].leader_to);
  CHECK(distance(*labels[0].leader_to, centre) == Approx(3.0).margin(0.1));
  CHECK(apart(labels[0].box, {97.0, 72.0, 6.0, 6.0}));
}

TEST_CASE("where no place is free a line has its label where that covers least") {
  LabelPlacer placer{frame};
  placer.take(frame);
  placer.take({0.0, 0.0, 200.0, 140.0});  // twice as much, but for the lowest strip
  const auto labels = labels_on(circle({100.0, 75.0}, 68.0), 12.0, 4.0, 0.6, {}, placer);
  REQUIRE(labels.size() == 1);
  CHECK(labels[0].box.y >= 140.0 - 0.5);
}
