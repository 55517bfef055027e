#include "base/require.hpp"
#include "batterisk/core/effect/heat_radiation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace batterisk {
namespace {

using std::numbers::pi;

// The formulas lose their meaning at the mantle itself; a receiver above or below the flame and inside its
// outline is taken to stand just outside it.
constexpr double nearest_ratio = 1.001;

// Receiver at base level; h = L/R, x = X/R > 1 (Yellow Book 6.A.6-11).
ViewFactor cylinder_at_base(double h, double x) {
  if (h <= 0.0) return {0.0, 0.0};
  const double a = (x + 1.0) * (x + 1.0) + h * h;
  const double b = (x - 1.0) * (x - 1.0) + h * h;
  const double t = std::atan(std::sqrt((x - 1.0) * a / ((x + 1.0) * b)));
  const double root_ab = std::sqrt(a * b);
  const double edge = std::sqrt((x - 1.0) / (x + 1.0));
  const double horizontal = std::atan(1.0 / edge) - (x * x - 1.0 + h * h) / root_ab * t;
  const double vertical = std::atan(h / std::sqrt(x * x - 1.0)) / x + h * (a - 2.0 * x) / (x * root_ab) * t -
                          h / x * std::atan(edge);
  return {std::max(0.0, vertical / pi), std::max(0.0, horizontal / pi)};
}

// Corner form, odd in both sides so that signed corners compose rectangles.
double corner(double x, double y) {
  const double rx = std::sqrt(1.0 + x * x);
  const double ry = std::sqrt(1.0 + y * y);
  return (x / rx * std::atan(y / rx) + y / ry * std::atan(x / ry)) / (2.0 * pi);
}

}  // namespace

double ViewFactor::maximum() const {
  return std::hypot(vertical, horizontal);
}

ViewFactor cylinder_view_factor(Length radius, Length base, Length top, Length distance) {
  const double r = radius.m();
  detail::require(detail::above_zero(r), "cylinder radius not above 0");
  detail::require(std::isfinite(base.m()) && std::isfinite(top.m()) && top > base,
                  "cylinder height not above 0");
  detail::require(detail::not_negative(distance.m()), "distance negative");
  const bool straddles = base.m() < 0.0 && top.m() > 0.0;
  detail::require(!straddles || distance > radius, "receiver inside the cylinder");
  const double x = std::max(distance.m() / r, nearest_ratio);
  if (straddles) {
    const ViewFactor above = cylinder_at_base(top.m() / r, x);
    const ViewFactor below = cylinder_at_base(-base.m() / r, x);
    return {above.vertical + below.vertical, std::max(above.horizontal, below.horizontal)};
  }
  const ViewFactor far = cylinder_at_base(std::max(std::fabs(base.m()), std::fabs(top.m())) / r, x);
  const ViewFactor near = cylinder_at_base(std::min(std::fabs(base.m()), std::fabs(top.m())) / r, x);
  return {std::max(0.0, far.vertical - near.vertical), std::max(0.0, far.horizontal - near.horizontal)};
}

ViewFactor disc_view_factor(Length radius, Length height, Length distance) {
  const double r = radius.m();
  const double h = height.m();
  const double x = distance.m();
  detail::require(detail::above_zero(r), "disc radius not above 0");
  detail::require(detail::above_zero(h), "disc not above the receiver");
  detail::require(detail::not_negative(x), "distance negative");
  const double sum = h * h + x * x + r * r;
  // The root of sum^2 - 4 r^2 x^2, as a product: no cancellation.
  const double root = std::hypot(h, x - r) * std::hypot(h, x + r);
  const double horizontal = 0.5 * (1.0 - (h * h + x * x - r * r) / root);
  // h/(2x) (sum/root - 1), with sum^2 - root^2 = 4 r^2 x^2 taken out: it is 0 at the axis.
  const double vertical = 2.0 * h * r * r * x / (root * (sum + root));
  return {vertical, std::max(0.0, horizontal)};
}

double flame_above_view_factor(Length radius, Length base, Length top, Length distance) {
  ViewFactor factor = disc_view_factor(radius, base, distance);
  if (distance > radius) {
    const double x = distance / radius;
    const ViewFactor far = cylinder_at_base(top / radius, x);
    const ViewFactor near = cylinder_at_base(base / radius, x);
    factor.vertical += std::max(0.0, far.vertical - near.vertical);
    factor.horizontal += std::max(0.0, far.horizontal - near.horizontal);
  }
  return std::min(1.0, factor.maximum());
}

ViewFactor tilted_cylinder_view_factor(Length radius, Length height, Length distance, Angle tilt) {
  detail::require(detail::above_zero(radius.m()), "cylinder radius not above 0");
  detail::require(detail::above_zero(height.m()), "cylinder height not above 0");
  detail::require(tilt.rad() >= 0.0 && tilt.rad() < 0.5 * pi, "tilt outside [0, 90) deg");
  const double a = height / radius;
  const double b = distance / radius;
  const double s = std::sin(tilt.rad());
  const double c = std::cos(tilt.rad());
  detail::require(std::isfinite(b) && b > 1.0 + a * s, "flame overhangs the receiver");

  const double far2 = a * a + (b + 1.0) * (b + 1.0);
  const double near2 = a * a + (b - 1.0) * (b - 1.0);
  const double aa = std::sqrt(far2 - 2.0 * a * (b + 1.0) * s);
  const double bb = std::sqrt(near2 - 2.0 * a * (b - 1.0) * s);
  const double cc = std::sqrt(1.0 + (b * b - 1.0) * c * c);
  const double dd = std::sqrt((b - 1.0) / (b + 1.0));
  const double ee = a * c / (b - a * s);
  const double ff = std::sqrt(b * b - 1.0);
  const double k = std::atan((a * b - ff * ff * s) / (ff * cc)) + std::atan(ff * s / cc);
  const double t = std::atan(aa * dd / bb) / (aa * bb);
  const double vertical = -ee * std::atan(dd) + ee * (far2 - 2.0 * b * (1.0 + a * s)) * t + c / cc * k;
  const double horizontal = std::atan(1.0 / dd) + s / cc * k - (far2 - 2.0 * (b + 1.0 + a * b * s)) * t;
  return {std::max(0.0, vertical / pi), std::max(0.0, horizontal / pi)};
}

double rectangle_view_factor(Length left, Length right, Length bottom, Length top, Length distance) {
  const double d = distance.m();
  detail::require(detail::above_zero(d), "distance not above 0");
  detail::require(right >= left && top >= bottom && std::isfinite(right.m() - left.m()) &&
                      std::isfinite(top.m() - bottom.m()),
                  "rectangle edges out of order");
  const double x1 = left.m() / d;
  const double x2 = right.m() / d;
  const double y1 = bottom.m() / d;
  const double y2 = top.m() / d;
  return std::max(0.0, corner(x2, y2) - corner(x1, y2) - corner(x2, y1) + corner(x1, y1));
}

}  // namespace batterisk
