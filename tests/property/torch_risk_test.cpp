#include "batterisk/core/risk/torch_risk.hpp"

#include "unit/effect/reference_parameters.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

using namespace batterisk;

namespace {

constexpr double pi = std::numbers::pi;
constexpr double degree = pi / 180.0;

struct Enclosure {
  double length_m;
  double width_m;
  double below_m = 0.0;
};

const Power module_power = Power::w(19.02e6);

Torch reference_torch(Power power = module_power) {
  return {power, reference::torch};
}
ThermalLine reference_line() {
  return thermal_line(Time::s(20), reference::heat);
}
TorchRisk risk_of(const Enclosure& e, Power power = module_power) {
  return {reference_torch(power), reference_line(), Length::m(e.length_m), Length::m(e.width_m), e.below_m};
}

struct Point {
  double x;
  double y;
};

// Where a ray from the centre of the rectangle (long axis along x) leaves it.
Point wall_point(const Enclosure& e, double azimuth) {
  const double c = std::cos(azimuth);
  const double s = std::sin(azimuth);
  double t = 1e300;
  if (c != 0.0) t = std::min(t, 0.5 * e.length_m / std::abs(c));
  if (s != 0.0) t = std::min(t, 0.5 * e.width_m / std::abs(s));
  return {t * c, t * s};
}

// Receiver in the frame of a flame that leaves the enclosure at `azimuth` (rad from the long axis).
Point in_flame_frame(const Enclosure& e, double azimuth, Point receiver) {
  const Point base = wall_point(e, azimuth);
  const double dx = receiver.x - base.x;
  const double dy = receiver.y - base.y;
  return {dx * std::cos(azimuth) + dy * std::sin(azimuth), -dx * std::sin(azimuth) + dy * std::cos(azimuth)};
}

// Probability of death by the probit of the Purple Book, written out: 20 s, certain from 35 kW/m2 and in the
// flame.
double lethality_at(const Torch& torch, Point p, double below_m) {
  if (torch.contains(p.x, p.y, below_m)) return 1.0;
  const double q = torch.flux_w_per_m2(p.x, p.y, below_m);
  if (q >= 35e3) return 1.0;
  const double probit = -36.38 + 2.56 * std::log(std::pow(q, 4.0 / 3.0) * 20.0);
  const double lethality = 0.5 * std::erfc((5.0 - probit) / std::numbers::sqrt2);
  return lethality < 1e-12 ? 0.0 : lethality;
}

// Mean over flame directions of 0.02 degree.
double brute_force(const Torch& torch, const Enclosure& e, double distance_m, double from_axis) {
  constexpr int directions = 18'000;
  const Point receiver{distance_m * std::cos(from_axis), distance_m * std::sin(from_axis)};
  double sum = 0.0;
  for (int i = 0; i < directions; ++i) {
    const double azimuth = 2.0 * pi * (i + 0.5) / directions;
    sum += lethality_at(torch, in_flame_frame(e, azimuth, receiver), e.below_m);
  }
  return sum / directions;
}

// Largest distance on a bearing at which the strongest of many flames gives `limit`: directions of 0.1
// degree, and the corners, where the base of the flame turns.
double brute_force_envelope(const Torch& torch, const Enclosure& e, double limit, double from_axis) {
  std::vector<double> azimuths{from_axis};
  for (int i = 0; i < 3600; ++i) azimuths.push_back(0.1 * i * degree);
  const double corner = std::atan2(e.width_m, e.length_m);
  for (const double a : {corner, pi - corner, pi + corner, -corner}) azimuths.push_back(a);
  // Flames that point away from the bearing do not matter; halving the work keeps the test short.
  std::erase_if(azimuths, [&](double a) { return std::cos(a - from_axis) < 0.3; });
  const auto inside = [&](double r) {
    const Point receiver{r * std::cos(from_axis), r * std::sin(from_axis)};
    return std::any_of(azimuths.begin(), azimuths.end(), [&](double a) {
      const Point p = in_flame_frame(e, a, receiver);
      return torch.flux_w_per_m2(p.x, p.y, e.below_m) >= limit;
    });
  };
  double outside_m = std::hypot(e.length_m, e.width_m) / 2.0 +
                     1.01 * torch_axis_distance(torch, HeatFlux::w_per_m2(limit)).m();
  double inside_m = outside_m;
  while (!inside(inside_m)) {
    outside_m = inside_m;
    inside_m -= 0.2;
  }
  while (outside_m - inside_m > 1e-4) {
    const double middle = (inside_m + outside_m) / 2.0;
    (inside(middle) ? inside_m : outside_m) = middle;
  }
  return inside_m;
}

template <class Function>
double distance_to(const Function& f, double level, double from_m, double to_m) {
  double low = from_m;
  double high = to_m;
  while (high - low > 1e-6) {
    const double middle = (low + high) / 2.0;
    (f(middle) >= level ? low : high) = middle;
  }
  return low;
}

constexpr Enclosure point_source{0.0, 0.0};
constexpr Enclosure container_20_ft{6.06, 2.44};
constexpr Enclosure container_40_ft{12.19, 2.44};
constexpr Enclosure long_row{30.0, 3.0};
constexpr Enclosure square{4.0, 4.0};

// Largest shift (m) of a contour from the table against the direct integral. The levels are those of PR 1e-5
// to 1e-8 for some 3e-4 torches a year.
double largest_shift(const Enclosure& e) {
  const TorchRisk risk = risk_of(e);
  double largest = 0.0;
  for (double from_axis_deg = 0.0; from_axis_deg <= 90.0; from_axis_deg += 2.75) {
    const double a = from_axis_deg * degree;
    const double from = std::hypot(wall_point(e, a).x, wall_point(e, a).y) + 0.5;
    const auto direct = [&](double r) { return risk.direct_mean_lethality(r, a); };
    const auto table = [&](double r) { return risk.mean_lethality(r, a); };
    for (const double level : {1e-1, 3e-2, 3e-3, 3e-4, 3e-5}) {
      if (direct(from) < level) continue;
      const double expected = distance_to(direct, level, from, risk.reach_m());
      largest = std::max(largest, std::abs(distance_to(table, level, from, risk.reach_m()) - expected));
    }
  }
  return largest;
}

}  // namespace

TEST_CASE("golden: mean lethality of the reference torch from a point") {
  // Reference method, golden 26.
  const TorchRisk risk = risk_of(point_source);
  CHECK(risk.direct_mean_lethality(8.0, 0.0) == Approx(0.17029).epsilon(2e-3));
  CHECK(risk.direct_mean_lethality(11.0, 1.0) == Approx(0.05503).epsilon(2e-3));
  CHECK(risk.direct_mean_lethality(13.0, 2.0) == Approx(6.006e-4).epsilon(2e-3));
  // Without an enclosure every bearing is the same.
  for (const double distance : {3.0, 8.0, 11.0, 13.0, 16.0}) {
    const double north = risk.direct_mean_lethality(distance, 0.0);
    for (double a = 0.3; a < 6.3; a += 0.7) {
      CHECK(risk.direct_mean_lethality(distance, a) == Approx(north).epsilon(1e-5));
      CHECK(risk.mean_lethality(distance, a) == Approx(risk.mean_lethality(distance, 0.0)).epsilon(1e-4));
    }
  }
}

TEST_CASE("the direct integral equals a sum over flame directions of 0.02 degree") {
  const Enclosure e = GENERATE(container_20_ft, container_40_ft, square, Enclosure{6.06, 2.44, -1.0});
  const Torch torch = reference_torch();
  const TorchRisk risk = risk_of(e);
  for (const double from_axis_deg : {0.0, 20.0, 52.0, 90.0, 200.0}) {
    // From just outside the wall to the last metres of the reach; the jump at certain death costs the sum
    // half a step.
    const double wall =
        std::hypot(wall_point(e, from_axis_deg * degree).x, wall_point(e, from_axis_deg * degree).y);
    for (const double beyond : {0.2, 2.0, 5.0, 9.0, 11.0, 13.0, 15.0}) {
      INFO(e.length_m << " x " << e.width_m << ", " << from_axis_deg << " degrees, wall + " << beyond
                      << " m");
      const double expected = brute_force(torch, e, wall + beyond, from_axis_deg * degree);
      CHECK(risk.direct_mean_lethality(wall + beyond, from_axis_deg * degree) ==
            Approx(expected).epsilon(1e-4).margin(1e-12));
    }
  }
}

TEST_CASE("inside the enclosure the direct integral still equals the sum") {
  const Torch torch = reference_torch();
  const TorchRisk risk = risk_of(container_20_ft);
  for (const double distance : {0.0, 0.5, 1.0, 2.0, 2.9}) {
    for (const double from_axis : {0.0, 0.3, 0.6, 1.5}) {
      INFO(distance << " m, " << from_axis << " rad");
      CHECK(risk.direct_mean_lethality(distance, from_axis) ==
            Approx(brute_force(torch, container_20_ft, distance, from_axis)).epsilon(1e-3));
    }
  }
}

TEST_CASE("torch contours from the table lie within 0.05 m of those from the direct integral") {
  CHECK(largest_shift(container_20_ft) <= 0.05);
  CHECK(largest_shift(square) <= 0.05);
  CHECK(largest_shift(container_40_ft) <= 0.06);  // its corners are sharper in bearing
}

TEST_CASE("torch contours around a long row lie within 0.05 m too") {
  // Near the corner azimuths of a long rectangle the field turns within a few degrees.
  CHECK(largest_shift(long_row) <= 0.05);
}

TEST_CASE("the torch field is symmetric about both axes of the enclosure") {
  const TorchRisk risk = risk_of(container_20_ft);
  for (const double distance : {4.0, 9.0, 12.5, 15.0}) {
    for (const double a : {0.0, 0.2, 0.8, 1.5}) {
      const double table = risk.mean_lethality(distance, a);
      const double direct = risk.direct_mean_lethality(distance, a);
      for (const double mirrored : {-a, pi - a, pi + a, 2.0 * pi - a, a + 4.0 * pi}) {
        CHECK(risk.mean_lethality(distance, mirrored) == Approx(table).epsilon(1e-9));
        CHECK(risk.direct_mean_lethality(distance, mirrored) == Approx(direct).epsilon(1e-5));
      }
    }
  }
}

TEST_CASE("no torch beyond the reach, and less further out") {
  const TorchRisk risk = risk_of(container_20_ft);
  CHECK(risk.mean_lethality(risk.reach_m(), 0.4) == 0.0);
  CHECK(risk.direct_mean_lethality(1.01 * risk.reach_m(), 0.4) == 0.0);
  for (const double a : {0.0, 0.4, 1.2, 1.57}) {
    double before = 2.0;
    for (double distance = 4.0; distance < risk.reach_m(); distance += 0.25) {
      const double now = risk.direct_mean_lethality(distance, a);
      CHECK(now <= before * (1.0 + 1e-6));
      before = now;
    }
  }
}

TEST_CASE("golden: the envelope of the reference torch ends 13.00 m from the wall") {
  // RIVM 2024 through GPKL (13 m); reference method, golden 24.
  const HeatFlux limit = HeatFlux::kw_per_m2(10);
  for (const Enclosure& e : {point_source, container_20_ft, container_40_ft}) {
    const TorchRisk risk = risk_of(e);
    CHECK(risk.envelope_m(limit, 0.0) == Approx(e.length_m / 2.0 + 13.00).epsilon(0.0).margin(0.005));
    CHECK(risk.envelope_m(limit, pi / 2.0) == Approx(e.width_m / 2.0 + 13.00).epsilon(0.0).margin(0.005));
  }
}

TEST_CASE("the fire area is the union over flame directions") {
  const Enclosure e = GENERATE(container_20_ft, container_40_ft, square, Enclosure{6.06, 2.44, 1.0});
  const Torch torch = reference_torch();
  const TorchRisk risk = risk_of(e);
  for (const double kw : {10.0, 35.0}) {
    for (double from_axis_deg = 0.0; from_axis_deg <= 90.0; from_axis_deg += 6.1) {
      INFO(e.length_m << " x " << e.width_m << ", " << kw << " kW/m2, " << from_axis_deg << " degrees");
      const double expected = brute_force_envelope(torch, e, 1e3 * kw, from_axis_deg * degree);
      CHECK(risk.envelope_m(HeatFlux::kw_per_m2(kw), from_axis_deg * degree) ==
            Approx(expected).epsilon(0.0).margin(0.002));
    }
  }
}

TEST_CASE("the fire area of a long row of cabinets is the union over flame directions") {
  const Torch torch = reference_torch();
  const TorchRisk risk = risk_of(long_row);
  for (double from_axis_deg = 0.0; from_axis_deg <= 90.0; from_axis_deg += 7.9) {
    INFO(from_axis_deg << " degrees");
    const double expected = brute_force_envelope(torch, long_row, 10e3, from_axis_deg * degree);
    CHECK(risk.envelope_m(HeatFlux::kw_per_m2(10), from_axis_deg * degree) ==
          Approx(expected).epsilon(0.0).margin(0.002));
  }
}
