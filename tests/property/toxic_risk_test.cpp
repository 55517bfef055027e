#include "support/paths.hpp"

#include "batterisk/core/risk/toxic_risk.hpp"

#include "batterisk/core/rules/weather.hpp"

#include "unit/effect/random.hpp"
#include "unit/effect/reference_parameters.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

using namespace batterisk;

namespace {

constexpr double pi = std::numbers::pi;
constexpr double degree = pi / 180.0;
constexpr double exposure_min = 30.0;

using Sectors = std::array<double, 12>;

struct WeatherCase {
  Stability stability;
  double wind_m_per_s;
  Sectors sectors;
};

struct Release {
  double rate_kg_per_s = 0.2;  // HF
  double height_m = 0.0;
  double wake_width_m = 2.34;  // 0: no wake
  double wake_height_m = 2.29;
  double cut_off = 0.0;
};

Sectors uniform_sectors(double total) {
  Sectors p{};
  p.fill(total / 12.0);
  return p;
}

// One class each of unstable, neutral and very stable air, with probabilities of the size of a real table.
std::vector<WeatherCase> three_classes(std::uint64_t seed) {
  test::Random random{seed};
  std::vector<WeatherCase> classes{{Stability::B, 3.0, {}}, {Stability::D, 5.0, {}}, {Stability::F, 1.5, {}}};
  for (WeatherCase& c : classes) {
    for (double& p : c.sectors) p = random.uniform(0.002, 0.06);
  }
  classes[2].sectors[4] = 0.0;  // a sector without wind
  return classes;
}

PlumeKernel kernel_of(const WeatherCase& weather, const Release& release) {
  PlumeSource source;
  source.height = Length::m(release.height_m);
  if (release.wake_width_m > 0.0) {
    source.wake =
        wake_spread(Length::m(release.wake_width_m), Length::m(release.wake_height_m), reference::wake);
  }
  return {reference::sigma(),
          {Speed::m_per_s(weather.wind_m_per_s), weather.stability, std::nullopt},
          source,
          Length::m(1.5)};
}

ToxicRisk risk_of(const std::vector<WeatherCase>& classes, const Release& release, RoseShape shape) {
  const ProbitLine line = probit_line(Time::min(exposure_min), reference::hf);
  const DilutionLethality lethality({{std::log(release.rate_kg_per_s), line}}, ToxicCombination::Product,
                                    release.cut_off);
  std::vector<ToxicRisk::WeatherPlume> plumes;
  for (const WeatherCase& c : classes) plumes.push_back({kernel_of(c, release), WindRose{c.sectors, shape}});
  return {lethality, plumes};
}

// The same field as a table over all places.
PolarTable table_of(const ToxicRisk& risk) {
  return {risk.edges_m(), [&](double distance, PolarTable::Ring ring) { risk.add_ring(distance, {}, ring); }};
}

// The table at a bearing in rad.
double at(const PolarTable& table, double distance_m, double bearing) {
  const double turns = bearing / (2.0 * pi);
  return table.at(distance_m, turns - std::floor(turns));
}

ToxicRisk uniform_d5(const Release& release) {
  return risk_of({{Stability::D, 5.0, uniform_sectors(1.0)}}, release, RoseShape::Constant);
}

// Density of the wind direction (1/rad) by its definition (method, chapter 4), written out once more.
double rose_density(const Sectors& p, RoseShape shape, double direction_deg) {
  const double turned = direction_deg - 360.0 * std::floor(direction_deg / 360.0);
  const double v_scale = 6.0 / pi;
  const auto v = [&](int k) { return p[static_cast<std::size_t>((k + 24) % 12)] * v_scale; };
  if (shape == RoseShape::Constant) return v(static_cast<int>(std::floor((turned + 15.0) / 30.0)));
  const auto border = [&](int k) {  // between sectors k and k + 1
    return std::min((v(k) + v(k + 1)) / 2.0, 2.0 * std::min(v(k), v(k + 1)));
  };
  const auto centre = [&](int k) { return (4.0 * v(k) - border(k - 1) - border(k)) / 2.0; };
  const int half = static_cast<int>(std::floor(turned / 15.0));
  const int k = half / 2;
  const double t = turned / 15.0 - half;
  const double from = half % 2 == 0 ? centre(k) : border(k);
  const double to = half % 2 == 0 ? border(k) : centre(k + 1);
  return from + t * (to - from);
}

// Probability of death in a plume: the probit written out on the dilution of the kernel.
double lethality_at(const PlumeKernel& kernel, const Release& release, double x, double y) {
  const PlumeKernel::Axis axis = kernel.axis(x);
  if (!(axis.sigma_y_m > 0.0)) return 0.0;
  const double offset = y / axis.sigma_y_m;
  const double mg_per_m3 = 1e6 * release.rate_kg_per_s * std::exp(axis.ln_dilution - 0.5 * offset * offset);
  if (mg_per_m3 <= 0.0) return 0.0;
  const double probit = -8.4 + std::log(std::pow(mg_per_m3, 1.5) * exposure_min);
  const double p = 0.5 * std::erfc((5.0 - probit) / std::numbers::sqrt2);
  return p < std::max(release.cut_off, 1e-12) ? 0.0 : p;
}

// Sum over wind directions of 0.01 degree: rho(phi) P(R, theta - phi - pi), nothing else.
double brute_force(const std::vector<WeatherCase>& classes, const Release& release, RoseShape shape,
                   double distance_m, double bearing_deg) {
  constexpr int directions = 36'000;
  double sum = 0.0;
  for (const WeatherCase& c : classes) {
    const PlumeKernel kernel = kernel_of(c, release);
    for (int i = 0; i < directions; ++i) {
      const double from_deg = 0.01 * (i + 0.5);
      const double offset = (bearing_deg - from_deg - 180.0) * degree;
      const double x = distance_m * std::cos(offset);
      if (x <= 0.0) continue;
      const double p = lethality_at(kernel, release, x, distance_m * std::sin(offset));
      if (p > 0.0) sum += p * rose_density(c.sectors, shape, from_deg);
    }
  }
  return sum * 2.0 * pi / directions;
}

// Largest distance at which `f` is at least `level`, by halving.
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

// Weather of one station of the shipped table, in the six classes.
std::vector<WeatherCase> shipped_weather(int station) {
  std::vector<WeatherCase> classes{{Stability::B, 3.0, {}}, {Stability::D, 1.5, {}}, {Stability::D, 5.0, {}},
                                   {Stability::D, 9.0, {}}, {Stability::E, 5.0, {}}, {Stability::F, 1.5, {}}};
  for (const WeatherStation& s : read_weather_table(
           test::rules_folder() / "weer" / "knmi-2011-2020.csv", "tabel", 'R')) {
    if (s.number != station) continue;
    for (std::size_t c = 0; c < classes.size(); ++c) classes[c].sectors = s.all[c];
  }
  return classes;
}

// Largest shift (m) of a contour from the table against the direct integral. The levels are those of PR 1e-5
// to 1e-8 for a release of 1e-4 a year.
double largest_shift(const ToxicRisk& risk) {
  const PolarTable field = table_of(risk);
  double largest = 0.0;
  for (const double level : {1e-1, 1e-2, 1e-3, 1e-4}) {
    for (double bearing_deg = 0.0; bearing_deg < 360.0; bearing_deg += 40.9) {
      const double bearing = bearing_deg * degree;
      if (risk.direct_mean_lethality(1.0, bearing) < level) continue;
      const auto direct = [&](double r) { return risk.direct_mean_lethality(r, bearing); };
      const auto table = [&](double r) { return at(field, r, bearing); };
      const double expected = distance_to(direct, level, 1.0, risk.reach_m());
      largest = std::max(largest, std::abs(distance_to(table, level, 1.0, risk.reach_m()) - expected));
    }
  }
  return largest;
}

}  // namespace

TEST_CASE("golden: HF 0.2 kg/s in D5 averaged over a uniform rose") {
  // Reference method, goldens 17 (no cut-off) and 18 (cut-off 0.01).
  const ToxicRisk whole = uniform_d5({});
  CHECK(whole.direct_mean_lethality(50.0, 0.3) == Approx(1.004614e-2).epsilon(1e-5));
  CHECK(whole.direct_mean_lethality(100.0, 0.3) == Approx(5.08196e-4).epsilon(1e-5));
  Release release;
  release.cut_off = 0.01;
  const ToxicRisk cut = uniform_d5(release);
  CHECK(cut.direct_mean_lethality(50.0, 0.3) == Approx(1.001058e-2).epsilon(1e-5));
  CHECK(cut.direct_mean_lethality(100.0, 0.3) == Approx(4.46120e-4).epsilon(1e-5));
}

TEST_CASE("the direct integral equals a sum over wind directions of 0.01 degree") {
  const RoseShape shape = GENERATE(RoseShape::Lineair, RoseShape::Constant);
  const auto classes = three_classes(7);
  const ToxicRisk risk = risk_of(classes, {}, shape);
  for (const double distance : {0.5, 3.0, 20.0, 60.0, 150.0, 400.0}) {
    for (const double bearing_deg : {0.0, 12.34, 121.0, 195.0, 303.3}) {
      INFO(distance << " m, " << bearing_deg << " degrees");
      const double expected = brute_force(classes, {}, shape, distance, bearing_deg);
      REQUIRE(risk.direct_mean_lethality(distance, bearing_deg * degree) == Approx(expected).epsilon(1e-6));
    }
  }
}

TEST_CASE("the direct integral resolves the edge that a cut-off leaves in the plume") {
  Release release;
  release.cut_off = 0.01;
  const auto classes = three_classes(8);
  for (const RoseShape shape : {RoseShape::Lineair, RoseShape::Constant}) {
    const ToxicRisk risk = risk_of(classes, release, shape);
    for (const double distance : {20.0, 80.0, 150.0}) {
      const double expected = brute_force(classes, release, shape, distance, 222.2);
      // The sum steps over the edge: half a step of 0.01 degree times 0.01 on both sides.
      REQUIRE(risk.direct_mean_lethality(distance, 222.2 * degree) == Approx(expected).epsilon(2e-4));
    }
  }
}

TEST_CASE("the classes add up to the whole") {
  const auto classes = three_classes(9);
  const ToxicRisk risk = risk_of(classes, {}, RoseShape::Lineair);
  for (const double distance : {5.0, 50.0, 300.0}) {
    double sum = 0.0;
    for (std::size_t c = 0; c < classes.size(); ++c) sum += risk.direct_class_lethality(c, distance, 1.0);
    CHECK(sum == Approx(risk.direct_mean_lethality(distance, 1.0)).epsilon(1e-14));
    const ToxicRisk alone = risk_of({classes[1]}, {}, RoseShape::Lineair);
    CHECK(alone.direct_mean_lethality(distance, 1.0) ==
          Approx(risk.direct_class_lethality(1, distance, 1.0)).epsilon(1e-12));
  }
}

TEST_CASE("the toxic table follows the direct integral") {
  // Measured over all stations: Lineair 6e-3 (without cut-off; 1e-3 with), Constant 2.3e-2, both far below
  // the top.
  const RoseShape shape = GENERATE(RoseShape::Lineair, RoseShape::Constant);
  const double bound = shape == RoseShape::Lineair ? 0.01 : 0.03;
  for (const double rate : {1.67e-3, 13.33e-3}) {  // HF of one module, and of a whole enclosure of 5 MWh
    for (const double cut_off : {0.0, 0.01}) {
      const ToxicRisk risk = risk_of(shipped_weather(260), {rate, 0.0, 2.44, 2.59, cut_off}, shape);
      const PolarTable table = table_of(risk);
      const double top = risk.direct_mean_lethality(1.0, 0.0);
      double largest = 0.0;
      double largest_at = 0.0;
      for (double distance = 2.0; distance < risk.reach_m(); distance *= 1.17) {
        for (double bearing_deg = 0.3; bearing_deg < 360.0; bearing_deg += 26.6) {
          const double direct = risk.direct_mean_lethality(distance, bearing_deg * degree);
          if (direct < 1e-6 * top) continue;
          const double error = std::abs(at(table, distance, bearing_deg * degree) / direct - 1.0);
          if (error <= largest) continue;
          largest = error;
          largest_at = distance;
        }
      }
      INFO("rate " << rate << ", cut-off " << cut_off << ": " << largest << " at " << largest_at << " m of "
                   << risk.reach_m());
      CHECK(largest <= bound);
    }
  }
}

TEST_CASE("toxic contours from the table lie within 0.05 m of those from the direct integral") {
  const RoseShape shape = GENERATE(RoseShape::Lineair, RoseShape::Constant);
  // Module and enclosure as above, with and without cut-off.
  for (const double rate : {1.67e-3, 13.33e-3}) {
    CHECK(largest_shift(risk_of(shipped_weather(260), {rate, 0.0, 2.44, 2.59, 0.0}, shape)) <= 0.05);
    CHECK(largest_shift(risk_of(shipped_weather(260), {rate, 0.0, 2.44, 2.59, 0.01}, shape)) <= 0.05);
  }
}

TEST_CASE("toxic contours of a large release lie within 0.05 m too, with the cut-off of the method") {
  CHECK(largest_shift(risk_of(shipped_weather(260), {0.2, 0.0, 2.44, 2.59, 0.01}, RoseShape::Lineair)) <=
        0.05);
}

// Jumps in density are steeper than jumps in slope: the choice that is not the default keeps to the 0.1 m of the method.
TEST_CASE("toxic contours of a large release lie within 0.1 m, with a sector-constant rose") {
  CHECK(largest_shift(risk_of(shipped_weather(260), {0.2, 0.0, 2.44, 2.59, 0.01}, RoseShape::Constant)) <=
        0.1);
}

TEST_CASE("toxic contours of a large release lie within 0.05 m too, without cut-off") {
  CHECK(largest_shift(risk_of(shipped_weather(260), {0.2, 0.0, 2.44, 2.59, 0.0}, RoseShape::Lineair)) <=
        0.05);
}

TEST_CASE("a uniform rose gives circles") {
  const RoseShape shape = GENERATE(RoseShape::Lineair, RoseShape::Constant);
  const ToxicRisk risk = risk_of(
      {{Stability::D, 5.0, uniform_sectors(0.5)}, {Stability::F, 1.5, uniform_sectors(0.1)}}, {}, shape);
  const PolarTable field = table_of(risk);
  for (const double distance : {2.0, 30.0, 150.0}) {
    const double direct = risk.direct_mean_lethality(distance, 0.0);
    const double table = at(field, distance, 0.0);
    for (double bearing_deg = 1.7; bearing_deg < 360.0; bearing_deg += 23.9) {
      REQUIRE(risk.direct_mean_lethality(distance, bearing_deg * degree) == Approx(direct).epsilon(1e-6));
      REQUIRE(at(field, distance, bearing_deg * degree) == Approx(table).epsilon(1e-6));
    }
  }
}

TEST_CASE("turning the rose by a sector turns the field") {
  const RoseShape shape = GENERATE(RoseShape::Lineair, RoseShape::Constant);
  auto classes = three_classes(12);
  const ToxicRisk risk = risk_of(classes, {}, shape);
  for (WeatherCase& c : classes) std::rotate(c.sectors.begin(), c.sectors.end() - 1, c.sectors.end());
  const ToxicRisk turned = risk_of(classes, {}, shape);
  const PolarTable table = table_of(risk);
  const PolarTable turned_table = table_of(turned);
  for (const double distance : {5.0, 70.0, 300.0}) {
    for (double bearing_deg = 0.2; bearing_deg < 360.0; bearing_deg += 31.7) {
      const double a = bearing_deg * degree;
      const double b = (bearing_deg + 30.0) * degree;
      REQUIRE(turned.direct_mean_lethality(distance, b) ==
              Approx(risk.direct_mean_lethality(distance, a)).epsilon(1e-9));
      REQUIRE(at(turned_table, distance, b) == Approx(at(table, distance, a)).epsilon(1e-9));
    }
  }
}

TEST_CASE("a bearing may be given any whole number of turns away") {
  const RoseShape shape = GENERATE(RoseShape::Lineair, RoseShape::Constant);
  const ToxicRisk risk = risk_of(three_classes(13), {}, shape);
  const PolarTable table = table_of(risk);
  for (const double bearing_deg : {15.0, 100.0, 275.0}) {
    for (const int turns : {-2, -1, 1, 2}) {
      INFO(bearing_deg << " degrees, " << turns << " turns");
      const double a = bearing_deg * degree;
      const double b = a + 2.0 * pi * turns;
      CHECK(risk.direct_mean_lethality(60.0, b) == Approx(risk.direct_mean_lethality(60.0, a)).epsilon(1e-9));
      CHECK(at(table, 60.0, b) == Approx(at(table, 60.0, a)).epsilon(1e-9));
    }
  }
}

TEST_CASE("a stronger release is nowhere less lethal") {
  const auto classes = three_classes(14);
  Release weak;
  weak.rate_kg_per_s = 0.05;
  Release strong;
  strong.rate_kg_per_s = 0.06;
  const ToxicRisk low = risk_of(classes, weak, RoseShape::Lineair);
  const ToxicRisk high = risk_of(classes, strong, RoseShape::Lineair);
  const PolarTable low_table = table_of(low);
  const PolarTable high_table = table_of(high);
  CHECK(high.reach_m() > low.reach_m());
  for (double distance = 0.5; distance < high.reach_m(); distance *= 1.3) {
    for (const double bearing : {0.1, 2.0, 4.4}) {
      REQUIRE(high.direct_mean_lethality(distance, bearing) >= low.direct_mean_lethality(distance, bearing));
      REQUIRE(at(high_table, distance, bearing) >= at(low_table, distance, bearing) * (1.0 - 1e-3));
    }
  }
}

TEST_CASE("the reach bounds the lethal area") {
  const double cut_off = GENERATE(0.0, 0.01);
  Release release;
  release.cut_off = cut_off;
  const auto classes = three_classes(15);
  const ToxicRisk risk = risk_of(classes, release, RoseShape::Lineair);
  // Where the axis of the class that reaches furthest, F1.5, comes down to the cut-off.
  const PlumeKernel kernel = kernel_of(classes[2], release);
  const double reach = distance_to([&](double x) { return lethality_at(kernel, release, x, 0.0); },
                                   std::max(cut_off, 1e-12), 1.0, 20'000.0);
  CHECK(risk.reach_m() == Approx(reach).epsilon(1e-7));
  const PolarTable table = table_of(risk);
  for (const double distance : {1.000001 * reach, 2.0 * reach, 1e5}) {
    CHECK(risk.direct_mean_lethality(distance, 1.0) == 0.0);
    CHECK(at(table, distance, 1.0) == 0.0);
  }
  CHECK(risk.direct_mean_lethality(0.999 * reach, 1.0) > 0.0);
}

TEST_CASE("a plume from 10 m leaves a gap at its foot") {
  Release release;
  release.height_m = 10.0;
  release.wake_width_m = 0.0;
  release.rate_kg_per_s = 1.0;
  const double cut_off = GENERATE(0.0, 0.01);
  release.cut_off = cut_off;
  const auto classes = three_classes(16);
  const ToxicRisk risk = risk_of(classes, release, RoseShape::Lineair);
  // The foot of the plume of the class that comes down first, B3.
  const PlumeKernel kernel = kernel_of(classes[0], release);
  double foot = 0.1;
  while (lethality_at(kernel, release, foot, 0.0) == 0.0) foot += 0.001;
  const PolarTable table = table_of(risk);
  CHECK(risk.direct_mean_lethality(foot - 0.01, 2.0) == 0.0);
  CHECK(at(table, foot - 0.01, 2.0) == 0.0);
  CHECK(risk.direct_mean_lethality(foot + 0.1, 2.0) > 0.0);
  double top = 0.0;
  for (double distance = foot; distance < risk.reach_m(); distance *= 1.1) {
    top = std::max(top, risk.direct_mean_lethality(distance, 2.0));
  }
  for (double distance = 1.1 * foot; distance < risk.reach_m(); distance *= 1.6) {
    INFO(distance << " m");
    const double direct = risk.direct_mean_lethality(distance, 2.0);
    const double expected = brute_force(classes, release, RoseShape::Lineair, distance, 2.0 / degree);
    REQUIRE(direct == Approx(expected).epsilon(cut_off > 0.0 ? 1e-3 : 1e-6).margin(1e-9 * top));
    // At the foot the field rises by decades within a metre: a few per cent are millimetres.
    REQUIRE(at(table, distance, 2.0) == Approx(direct).epsilon(0.05).margin(1e-6 * top));
  }
}

TEST_CASE("a source without wake and without height is lethal from its foot on") {
  Release release;
  release.wake_width_m = 0.0;
  release.cut_off = 0.01;
  const auto classes = three_classes(17);
  const ToxicRisk risk = risk_of(classes, release, RoseShape::Lineair);
  const PolarTable table = table_of(risk);
  const double top = risk.direct_mean_lethality(10.0, 0.5);
  for (const double distance : {1.0, 5.0, 12.0, 40.0, 90.0}) {
    INFO(distance << " m");
    const double direct = risk.direct_mean_lethality(distance, 0.5);
    CHECK(direct ==
          Approx(brute_force(classes, release, RoseShape::Lineair, distance, 0.5 / degree)).epsilon(1e-3));
    CHECK(at(table, distance, 0.5) == Approx(direct).epsilon(0.02).margin(1e-6 * top));
  }
}

TEST_CASE("nothing released, or nothing lethal, gives no field") {
  const DilutionLethality nothing({}, ToxicCombination::Product, 0.01);
  const WeatherCase d5{Stability::D, 5.0, uniform_sectors(1.0)};
  const ToxicRisk none(nothing, {{kernel_of(d5, {}), WindRose{d5.sectors, RoseShape::Lineair}}});
  CHECK(none.reach_m() == 0.0);
  CHECK(table_of(none).at(5.0, 1.0) == 0.0);
  CHECK(none.direct_mean_lethality(5.0, 1.0) == 0.0);
  Release trace;
  trace.rate_kg_per_s = 1e-9;
  const ToxicRisk weak = uniform_d5(trace);
  CHECK(table_of(weak).at(1.0, 1.0) == 0.0);
  CHECK(weak.direct_mean_lethality(1.0, 1.0) == 0.0);
}

TEST_CASE("several substances join by the product of survival or by the largest") {
  const ProbitLine hf = probit_line(Time::min(exposure_min), reference::hf);
  const ProbitLine co = probit_line(Time::min(exposure_min), reference::co);
  const double ln_hf = std::log(1.7e-3);
  const double ln_co = std::log(0.05);
  const DilutionLethality product({{ln_hf, hf}, {ln_co, co}}, ToxicCombination::Product, 0.0);
  const DilutionLethality dominant({{ln_hf, hf}, {ln_co, co}}, ToxicCombination::Dominant, 0.0);
  const DilutionLethality cut({{ln_hf, hf}, {ln_co, co}}, ToxicCombination::Product, 0.01);
  for (double ln_d = -8.0; ln_d < 4.0; ln_d += 0.37) {
    const double p_hf = hf.lethality(ln_d + ln_hf);
    const double p_co = co.lethality(ln_d + ln_co);
    const double joint = 1.0 - (1.0 - p_hf) * (1.0 - p_co);
    INFO("ln D " << ln_d);
    CHECK(product(ln_d) == Approx(joint < 1e-12 ? 0.0 : joint).epsilon(1e-9).margin(1e-15));
    CHECK(dominant(ln_d) == Approx(std::max(p_hf, p_co) < 1e-12 ? 0.0 : std::max(p_hf, p_co)).epsilon(1e-12));
    CHECK(cut(ln_d) == Approx(joint < 0.01 ? 0.0 : joint).epsilon(1e-9));
  }
  CHECK(product(product.ln_edge() + 1e-9) > 0.0);
  CHECK(cut(cut.ln_edge() + 1e-9) == Approx(0.01).epsilon(1e-6));
  CHECK(cut(cut.ln_edge() - 1e-9) == 0.0);
}
